//! Which lesson teaches a rule, in words for a line of text. Reads the table of contents only, never a lesson.

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
    #[allow(dead_code, reason = "for `seaworthy rule`")]
    pub fn planned_title(&self, practice: &str) -> Option<&str> {
        match &self.entry(practice)?.state {
            EntryState::Planned(title) => Some(title),
            EntryState::Written => None,
        }
    }

    fn entry(&self, practice: &str) -> Option<&Entry> {
        let id: LessonId = practice.parse().ok()?;
        self.library.as_ref()?.course().entry(&id)
    }
}
