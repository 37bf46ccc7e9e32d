//! What lies on top of a screen and takes the keys: lists, fields, a question with yes and no.

use crate::app::text_input::TextInput;
use crate::course::Hit;
use crate::id::{ChapterId, LessonId};

/// Something on top.
#[derive(Debug, Clone)]
pub enum Overlay {
    /// The keys of the screen below.
    Help { top: usize },
    /// Any page by name or by its text.
    GoTo(GoTo),
    /// The sections of the page.
    Outline { rows: Vec<(u8, String, String)>, cursor: usize },
    /// The bookmarks.
    Bookmarks { rows: Vec<(LessonId, u64)>, cursor: usize },
    /// The themes.
    Themes { rows: Vec<String>, cursor: usize, before: Option<String> },
    /// A word of the glossary.
    Term { id: String, top: usize },
    /// Search in the page.
    Find { input: TextInput },
    /// A report about a text or question.
    Flag { subject: String, input: TextInput },
    /// Asks before a chapter's progress is forgotten.
    ConfirmReset { chapter: ChapterId },
}

/// The state of go-to.
#[derive(Debug, Clone, Default)]
pub struct GoTo {
    /// What was typed.
    pub input: TextInput,
    /// Titles that match, best first.
    pub rows: Vec<GoToRow>,
    /// The chosen row.
    pub cursor: usize,
    /// Where the text stands in lessons, for the query it was asked for.
    pub hits: (String, Vec<Hit>),
}

/// One row of go-to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GoToRow {
    /// A page; `matched` are the characters of the title that the query hit.
    Page { id: LessonId, title: String, matched: Vec<usize>, planned: bool },
    /// A place in a page's text.
    Text(Hit),
}
