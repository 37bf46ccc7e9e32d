//! What lies on top of a screen and takes the keys: lists, fields, a question with yes and no.

use crate::app::keymap::Context;
use crate::app::text_input::TextInput;
use crate::app::why::WhyState;
use crate::course::Hit;
use crate::id::{ChapterId, LessonId};

/// Something on top.
#[derive(Debug, Clone)]
pub enum Overlay {
    /// The keys of the screen below, or of what lay on top of it.
    Help { top: usize, over: Option<Box<Overlay>> },
    /// Any page by name or by its text.
    GoTo(GoTo),
    /// The sections of the page.
    Outline { rows: Vec<(u8, String, String)>, cursor: usize },
    /// The bookmarks.
    Bookmarks { rows: Vec<(LessonId, u64)>, cursor: usize },
    /// The themes.
    Themes { rows: Vec<String>, cursor: usize, before: Option<String> },
    /// A word of the glossary.
    Term(TermState),
    /// The lines of a Dockerfile, and why they are there.
    Why(WhyState),
    /// Search in the page.
    Find { input: TextInput },
    /// A report about a text or question.
    Flag { subject: String, input: TextInput },
    /// The agenda of the session.
    Agenda { cursor: usize },
    /// A question that is put aside.
    Park { input: TextInput },
    /// Who is there; each line is a name.
    Attendance { input: TextInput },
    /// The hands of every option, as numbers.
    Hands { input: TextInput },
    /// Asks before a chapter's progress is forgotten.
    ConfirmReset { chapter: ChapterId },
    /// Asks before an exam is left.
    LeaveExam,
}

/// The state of a word.
#[derive(Debug, Clone, Default)]
pub struct TermState {
    /// The word.
    pub id: String,
    /// Line at the top.
    pub top: usize,
    /// Index of the link that has the focus.
    pub focus: Option<usize>,
    /// The word whose link led here.
    pub before: Option<Box<TermState>>,
}

impl Overlay {
    /// Returns which keys work on it.
    pub fn context(&self) -> Context {
        match self {
            Self::GoTo(_)
            | Self::Find { .. }
            | Self::Flag { .. }
            | Self::Park { .. }
            | Self::Attendance { .. }
            | Self::Hands { .. } => Context::Field,
            Self::ConfirmReset { .. } | Self::LeaveExam => Context::Confirm,
            Self::Term(_) => Context::Term,
            Self::Why(_) => Context::Why,
            Self::Help { .. }
            | Self::Outline { .. }
            | Self::Bookmarks { .. }
            | Self::Themes { .. }
            | Self::Agenda { .. } => Context::List,
        }
    }
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
