//! Which lesson teaches a rule, in words for a line of text. Reads the table of contents only, never a lesson.

use std::collections::BTreeSet;

use super::setup::Setup;
use crate::content::Library;
use crate::course::{Entry, EntryState};
use crate::id::LessonId;

/// The course that the learner has.
pub struct Taught {
    library: Option<Library>,
}

impl Taught {
    /// Opens it. A course that cannot be opened teaches nothing; findings are shown all the same.
    pub fn open(setup: &Setup) -> Self {
        Self { library: setup.library().ok() }
    }

    /// Returns how to open the lesson of a practice; `None`: the course does not have it.
    pub fn command(&self, practice: &str) -> Option<String> {
        let entry = self.entry(practice)?;
        let state = if entry.is_written() { "" } else { " (not yet written)" };
        Some(format!("seaworthy learn {practice}{state}"))
    }

    /// Returns the title of a lesson that is only planned.
    pub fn planned_title(&self, practice: &str) -> Option<&str> {
        match &self.entry(practice)?.state {
            EntryState::Planned(title) => Some(title),
            EntryState::Written => None,
        }
    }

    /// Returns the chapters among `wanted` with their titles: in the order of the course, then what it does not have, by id.
    pub fn chapters<'w>(&self, wanted: impl Iterator<Item = &'w str>) -> Vec<(String, String)> {
        let mut wanted: BTreeSet<&str> = wanted.collect();
        let course = self.library.iter().flat_map(|library| &library.course().chapters);
        let known = course.filter(|chapter| wanted.remove(chapter.id.as_str()));
        let mut chapters: Vec<(String, String)> =
            known.map(|chapter| (chapter.id.to_string(), chapter.title.clone())).collect();
        chapters.extend(wanted.into_iter().map(|id| (id.to_owned(), id.to_owned())));
        chapters
    }

    fn entry(&self, practice: &str) -> Option<&Entry> {
        let id: LessonId = practice.parse().ok()?;
        self.library.as_ref()?.course().entry(&id)
    }
}
