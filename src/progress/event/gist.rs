//! An event as the fold sees it: a few small fields, borrowed from the line or from the event.

use super::{Answered, Confidence, Event, EventKind, Mode};

/// What the fold needs of an event, borrowed from wherever it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::progress) struct Gist<'a> {
    pub id: u128,
    pub t: i64,
    pub tag: Tag,
    /// The question, lesson, chapter or flagged id; empty where the kind has none.
    pub subject: &'a [u8],
    /// What an answer was; of a beginning its mode; a plain default for other kinds.
    pub mark: Mark,
    /// The position of `left`, the hash of `finished`, the lower half of the sitting of `answered`, `skipped`, `ended` and
    /// `placed`; 0 for other kinds.
    pub value: u64,
    /// The event that is undone; 0 for other kinds.
    pub target: u128,
}

/// What an answer was, in eight bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::progress) struct Mark {
    pub right: bool,
    pub confidence: Option<Confidence>,
    pub mode: Mode,
    /// The lower half of the hash of the question's key: enough to tell that it was changed.
    pub key: u32,
}

impl Mark {
    /// The mark of an event that is no answer.
    pub const NONE: Self = Self { right: false, confidence: None, mode: Mode::Lesson, key: 0 };
}

/// The kinds by name only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::progress) enum Tag {
    Answered,
    Opened,
    Left,
    Finished,
    Placed,
    Skipped,
    Undone,
    Reset,
    Bookmarked,
    Flagged,
    Set,
    Sat,
    Ended,
}

impl<'a> Gist<'a> {
    /// Returns what a fold needs of an event.
    pub fn of(event: &'a Event) -> Self {
        let (tag, subject) = match &event.kind {
            EventKind::Answered(answered) => (Tag::Answered, answered.question.as_str()),
            EventKind::Opened { lesson } => (Tag::Opened, lesson.as_str()),
            EventKind::Left { lesson, .. } => (Tag::Left, lesson.as_str()),
            EventKind::Finished { lesson, .. } => (Tag::Finished, lesson.as_str()),
            EventKind::Placed { lesson, .. } => (Tag::Placed, lesson.as_str()),
            EventKind::Skipped { question, .. } => (Tag::Skipped, question.as_str()),
            EventKind::Undone { .. } => (Tag::Undone, ""),
            EventKind::Reset { chapter } => (Tag::Reset, chapter.as_str()),
            EventKind::Bookmarked { lesson, .. } => (Tag::Bookmarked, lesson.as_str()),
            EventKind::Flagged { subject, .. } => (Tag::Flagged, subject.as_str()),
            EventKind::Set { .. } => (Tag::Set, ""),
            EventKind::Sat(_) => (Tag::Sat, ""),
            EventKind::Ended { .. } => (Tag::Ended, ""),
        };
        let mark = match &event.kind {
            EventKind::Answered(Answered { right, confidence, mode, key, .. }) => {
                Mark { right: *right, confidence: *confidence, mode: *mode, key: *key as u32 }
            }
            EventKind::Sat(sat) => Mark { mode: sat.mode, ..Mark::NONE },
            _ => Mark::NONE,
        };
        let value = match &event.kind {
            EventKind::Left { at, .. } => *at,
            EventKind::Finished { hash, .. } => *hash,
            EventKind::Answered(Answered { sitting, .. })
            | EventKind::Skipped { sitting, .. }
            | EventKind::Ended { sitting, .. }
            | EventKind::Placed { sitting, .. } => sitting.0 as u64,
            _ => 0,
        };
        let target = if let EventKind::Undone { event } = &event.kind { event.0 } else { 0 };
        Self { id: event.id.0, t: event.t.0, tag, subject: subject.as_bytes(), mark, value, target }
    }
}
