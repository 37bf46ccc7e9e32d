//! The agenda of a session: what comes in which order and how long it may take. Must not know files nor what was done of it.

pub mod fit;
pub mod pool;

use crate::id::{LessonId, QuestionId};

pub use fit::{Candidate, TooShort, Wish};
pub use pool::Pool;

/// The agenda of a session. Made by `content` from a session file, or from a track or chapters and a number of minutes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agenda {
    /// Its name in files: one word as in `essentials`; result files and room logs name the session by it.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who takes part, as people call them; may be empty.
    pub cohort: String,
    /// The least share of right answers that counts as passed, in percent.
    pub pass: u8,
    /// Whether a participant must take the items in order.
    pub order: Order,
    /// Whether a participant may leave an item out.
    pub skip: bool,
    /// Folder of the company's pack, relative to the session file.
    pub pack: Option<String>,
    /// What is done, in order. Ids are unique.
    pub items: Vec<Item>,
}

/// In which order a participant takes the items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// One after the other: an item opens when those before are done (or skipped, where that is allowed).
    Locked,
    /// As they like.
    Free,
}

/// One item of an agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its name in logs and result files: one word, unique in the agenda.
    pub id: String,
    /// Its title; for a lesson, the lesson's own where the file gives none.
    pub title: String,
    /// The heading it stands under, `Monday` or `After lunch`; items of one part stand together. May be empty.
    pub part: String,
    /// How long it may take, minutes.
    pub minutes: u16,
    /// What is done.
    pub kind: ItemKind,
}

/// What is done at an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemKind {
    /// A lesson is read or shown.
    Lesson(LessonId),
    /// Questions are asked.
    Quiz(Vec<QuestionId>),
    /// Something is tried; the text says what, Markdown.
    Exercise(String),
    /// Something is talked over; the text says what, Markdown.
    Discussion(String),
    /// Nobody works.
    Break,
}

impl ItemKind {
    /// Returns the word used in files.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Lesson(_) => "lesson",
            Self::Quiz(_) => "quiz",
            Self::Exercise(_) => "exercise",
            Self::Discussion(_) => "discussion",
            Self::Break => "break",
        }
    }
}

impl Order {
    /// Returns the word used in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Locked => "locked",
            Self::Free => "free",
        }
    }
}

impl Item {
    /// Returns the chapter it belongs to: that of its lesson, or of its questions where they are all of one.
    pub fn chapter(&self) -> Option<&str> {
        match &self.kind {
            ItemKind::Lesson(id) => Some(id.chapter_str()),
            ItemKind::Quiz(questions) => {
                let mut chapters = questions.iter().map(|id| id.lesson_str().split('/').next().unwrap_or_default());
                let first = chapters.next()?;
                chapters.all(|other| other == first).then_some(first)
            }
            ItemKind::Exercise(_) | ItemKind::Discussion(_) | ItemKind::Break => None,
        }
    }
}

impl Agenda {
    /// Returns the minutes of all items, breaks included.
    pub fn minutes(&self) -> u32 {
        self.items.iter().map(|item| u32::from(item.minutes)).sum()
    }

    /// Returns the item with this id.
    pub fn item(&self, id: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.id == id)
    }

    /// Returns every question that is asked, in the order of the agenda.
    pub fn questions(&self) -> impl Iterator<Item = &QuestionId> {
        self.items.iter().flat_map(|item| match &item.kind {
            ItemKind::Quiz(questions) => questions.as_slice(),
            _ => &[],
        })
    }
}
