//! The course as a table of contents: chapters in order, and in each the lessons in order, written or planned. Lessons'
//! texts are not here: they are read when they are needed.

use super::Track;
use crate::id::{ChapterId, LessonId};

/// A whole course without its texts.
#[derive(Debug, Clone, Default)]
pub struct Course {
    /// The course's title.
    pub title: String,
    /// The course's version, free text.
    pub version: String,
    /// Chapters in teaching order.
    pub chapters: Vec<Chapter>,
    /// Tracks in the order of the file, those of packs behind.
    pub tracks: Vec<Track>,
    /// Whether the course brings a tour of the tool.
    pub tour: bool,
}

/// One chapter.
#[derive(Debug, Clone)]
pub struct Chapter {
    /// Its id.
    pub id: ChapterId,
    /// Its title.
    pub title: String,
    /// What the learner has when stopping after it.
    pub promise: String,
    /// Lessons in order.
    pub entries: Vec<Entry>,
}

/// One lesson in the table of contents.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The lesson's id.
    pub id: LessonId,
    /// Whether it can be opened.
    pub state: EntryState,
    /// What is known of the lesson without reading it.
    pub brief: Option<Brief>,
}

/// What is known of a lesson without reading it: the stock table of contents carries it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brief {
    /// The lesson's title.
    pub title: String,
    /// Reading and questions.
    pub minutes: u16,
}

/// Whether a lesson exists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EntryState {
    /// There is a file.
    Written,
    /// Only this title so far.
    Planned(String),
}

impl Entry {
    /// Returns whether the lesson can be opened.
    pub fn is_written(&self) -> bool {
        self.state == EntryState::Written
    }
}

impl Chapter {
    /// Returns the lessons that can be opened.
    pub fn written(&self) -> impl DoubleEndedIterator<Item = &LessonId> {
        self.entries.iter().filter(|entry| entry.is_written()).map(|entry| &entry.id)
    }

    /// Returns how many lessons are only planned.
    pub fn planned_count(&self) -> usize {
        self.entries.iter().filter(|entry| !entry.is_written()).count()
    }
}

impl Course {
    /// Returns the chapter with this id.
    pub fn chapter(&self, id: &str) -> Option<&Chapter> {
        self.chapters.iter().find(|chapter| chapter.id.as_str() == id)
    }

    /// Returns every lesson that can be opened, in teaching order.
    pub fn written(&self) -> impl DoubleEndedIterator<Item = &LessonId> {
        self.chapters.iter().flat_map(Chapter::written)
    }

    /// Returns the entry of a lesson, planned or written.
    pub fn entry(&self, id: &LessonId) -> Option<&Entry> {
        self.chapter(id.chapter_str())?.entries.iter().find(|entry| entry.id == *id)
    }

    /// Returns whether the lesson can be opened.
    pub fn has(&self, id: &LessonId) -> bool {
        self.entry(id).is_some_and(Entry::is_written)
    }

    /// Returns the lesson after `id` that can be opened.
    pub fn next(&self, id: &LessonId) -> Option<&LessonId> {
        self.written().skip_while(|other| *other != id).nth(1)
    }

    /// Returns the lesson before `id` that can be opened.
    pub fn previous(&self, id: &LessonId) -> Option<&LessonId> {
        self.written().rev().skip_while(|other| *other != id).nth(1)
    }
}
