//! One thing the learner did, and how it stands in the progress log: one JSON object per line, in this order of fields,
//! `{"id":"<32 hex>","t":<ms>,"v":1,"kind":"opened",…}`. The format is fixed from the first release: kinds and fields may be
//! added, none may change its meaning. Must not know files, nor what events add up to.

mod gist;
mod quick;
mod read;
mod write;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::id::{ChapterId, EventId, LessonId, QuestionId};
pub use crate::quiz::{Ending, Mode, Terms};
use crate::time::Timestamp;

pub(super) use gist::{Gist, Mark, Tag};
pub(super) use quick::quick_gist;
pub use read::{Unread, line_id};

/// The version this program writes, and the highest it reads. Raised only when older programs would misread an event.
pub const VERSION: u32 = 1;

/// One event.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Its id, random; the union of two logs is the union by id.
    pub id: EventId,
    /// When it happened (see [`super::Record::stamp`]).
    pub t: Timestamp,
    /// What happened.
    pub kind: EventKind,
}

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub enum EventKind {
    /// A question was answered.
    Answered(Answered),
    /// A lesson was opened.
    Opened {
        /// The lesson.
        lesson: LessonId,
    },
    /// A lesson was left, or its position was noted while idle.
    Left {
        /// The lesson.
        lesson: LessonId,
        /// Byte of the lesson's source that stood at the top.
        at: u64,
    },
    /// A lesson was read to its end.
    Finished {
        /// The lesson.
        lesson: LessonId,
        /// [`crate::course::Lesson::hash`] of the text that was read.
        hash: u64,
    },
    /// A lesson's practice was proven in a placement: it need not be read.
    Placed {
        /// The lesson.
        lesson: LessonId,
        /// The sitting in which it was proven.
        sitting: EventId,
    },
    /// A question was passed over.
    Skipped {
        /// The question.
        question: QuestionId,
        /// The sitting it was asked in.
        sitting: EventId,
    },
    /// An earlier event is to count as if it had not happened. An `undone` may itself be undone.
    Undone {
        /// The event.
        event: EventId,
    },
    /// Everything before in one chapter is forgotten.
    Reset {
        /// The chapter.
        chapter: ChapterId,
    },
    /// A bookmark was set or taken away.
    Bookmarked {
        /// The lesson.
        lesson: LessonId,
        /// Byte of the lesson's source.
        at: u64,
        /// Set (true) or taken away.
        on: bool,
    },
    /// The learner says that a question or a text is bad.
    Flagged {
        /// Id of the question or lesson, as text.
        subject: String,
        /// What the learner says about it; may be empty.
        note: String,
    },
    /// A choice that travels with the progress rather than with the machine.
    Set {
        /// Its name.
        name: String,
        /// Its value.
        value: String,
    },
    /// A sitting began; the event's own id is the sitting's id.
    Sat(Sat),
    /// An exam came to its end; what was not answered by then is wrong. Or a placement: what was not asked by then is open.
    Ended {
        /// The sitting.
        sitting: EventId,
        /// Why.
        cause: Ending,
    },
}

/// An answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Answered {
    /// The question.
    pub question: QuestionId,
    /// Hash of the question's key: tells whether the question was mended since.
    pub key: u64,
    /// Indices of the options in the order they were shown.
    pub shown: Vec<u16>,
    /// What was answered, in the quiz room's own JSON.
    pub chosen: RawJson,
    /// Whether it was right; `"verdict":"right"` or `"wrong"`.
    pub right: bool,
    /// How sure the learner was, where that was asked.
    pub confidence: Option<Confidence>,
    /// Seconds between question and answer.
    pub seconds: u32,
    /// Where it was asked.
    pub mode: Mode,
    /// The sitting it was asked in.
    pub sitting: EventId,
}

/// What a sitting was made of, so that half of one can be taken up again.
#[derive(Debug, Clone, PartialEq)]
pub struct Sat {
    /// Seed of the shuffles.
    pub seed: u64,
    /// Where it takes place.
    pub mode: Mode,
    /// Its questions in the order they are asked.
    pub questions: Vec<QuestionId>,
    /// The terms of an exam; nothing in other modes. Written only where there are some.
    pub terms: Option<Box<Terms>>,
}

/// How sure the learner was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// Would bet on it.
    Sure,
    /// Guessed.
    Unsure,
}

impl Confidence {
    /// Every confidence.
    pub const ALL: [Self; 2] = [Self::Sure, Self::Unsure];

    /// Returns the word used in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Sure => "sure",
            Self::Unsure => "unsure",
        }
    }
}

/// A JSON value on one line, kept as it was written: the meaning belongs to another room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawJson(Box<str>);

impl RawJson {
    /// Writes `value` as compact JSON. Fails only where `value` cannot be JSON (a map with keys that are no strings).
    pub fn of(value: &impl Serialize) -> Result<Self, serde_json::Error> {
        serde_json::to_string(value).map(|text| Self(text.into()))
    }

    /// Returns the JSON text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Reads the value back.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_str(&self.0)
    }
}

impl EventKind {
    /// Returns the word used in files.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Answered(_) => "answered",
            Self::Opened { .. } => "opened",
            Self::Left { .. } => "left",
            Self::Finished { .. } => "finished",
            Self::Placed { .. } => "placed",
            Self::Skipped { .. } => "skipped",
            Self::Undone { .. } => "undone",
            Self::Reset { .. } => "reset",
            Self::Bookmarked { .. } => "bookmarked",
            Self::Flagged { .. } => "flagged",
            Self::Set { .. } => "set",
            Self::Sat(_) => "sat",
            Self::Ended { .. } => "ended",
        }
    }
}

impl Event {
    /// Returns whether losing the event in a power cut would be noticed: positions are written without waiting for the
    /// disk, everything else waits.
    pub fn is_durable(&self) -> bool {
        !matches!(self.kind, EventKind::Opened { .. } | EventKind::Left { .. })
    }
}

#[cfg(test)]
mod tests;
