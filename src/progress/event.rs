//! One thing the learner did, and how it stands in the progress log: one JSON object per line, in this order of fields,
//! `{"id":"<32 hex>","t":<ms>,"v":1,"kind":"opened",…}`. The format is fixed from the first release: kinds and fields may be
//! added, none may change its meaning. Must not know files, nor what events add up to.

mod quick;
mod read;

use std::fmt::{self, Write as _};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::id::{ChapterId, EventId, LessonId, QuestionId};
use crate::time::Timestamp;

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
}

/// How sure the learner was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// Would bet on it.
    Sure,
    /// Guessed.
    Unsure,
}

/// Where a question was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// Within a lesson.
    Lesson,
    /// In a quiz.
    Quiz,
    /// In a review of what is due.
    Review,
    /// In an exam.
    Exam,
    /// To prove a chapter and skip it.
    Placement,
    /// In a session with a facilitator.
    Room,
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

impl Mode {
    /// Every mode.
    pub const ALL: [Self; 6] = [Self::Lesson, Self::Quiz, Self::Review, Self::Exam, Self::Placement, Self::Room];

    /// Returns the word used in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Lesson => "lesson",
            Self::Quiz => "quiz",
            Self::Review => "review",
            Self::Exam => "exam",
            Self::Placement => "placement",
            Self::Room => "room",
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
            Self::Skipped { .. } => "skipped",
            Self::Undone { .. } => "undone",
            Self::Reset { .. } => "reset",
            Self::Bookmarked { .. } => "bookmarked",
            Self::Flagged { .. } => "flagged",
            Self::Set { .. } => "set",
            Self::Sat(_) => "sat",
        }
    }
}

impl Event {
    /// Returns whether losing the event in a power cut would be noticed: positions are written without waiting for the
    /// disk, everything else waits.
    pub fn is_durable(&self) -> bool {
        !matches!(self.kind, EventKind::Opened { .. } | EventKind::Left { .. })
    }

    /// Returns the event's line in the log, without the line feed.
    pub fn to_line(&self) -> String {
        let mut line = Line::new(self);
        match &self.kind {
            EventKind::Answered(answered) => answered.write(&mut line),
            EventKind::Opened { lesson } => line.word("lesson", lesson),
            EventKind::Left { lesson, at } => {
                line.word("lesson", lesson);
                line.bare("at", at);
            }
            EventKind::Finished { lesson, hash } => {
                line.word("lesson", lesson);
                line.hex("hash", *hash);
            }
            EventKind::Skipped { question, sitting } => {
                line.word("question", question);
                line.word("sitting", sitting);
            }
            EventKind::Undone { event } => line.word("event", event),
            EventKind::Reset { chapter } => line.word("chapter", chapter),
            EventKind::Bookmarked { lesson, at, on } => {
                line.word("lesson", lesson);
                line.bare("at", at);
                line.bare("on", on);
            }
            EventKind::Flagged { subject, note } => {
                line.free("subject", subject);
                line.free("note", note);
            }
            EventKind::Set { name, value } => {
                line.free("name", name);
                line.free("value", value);
            }
            EventKind::Sat(sat) => sat.write(&mut line),
        }
        line.end()
    }
}

impl Answered {
    /// The order of these fields is the one `quick` knows.
    fn write(&self, line: &mut Line) {
        line.word("question", &self.question);
        line.hex("key", self.key);
        line.list("shown", self.shown.iter());
        line.bare("chosen", self.chosen.as_str());
        line.word("verdict", if self.right { "right" } else { "wrong" });
        match self.confidence {
            Some(confidence) => line.word("confidence", confidence.word()),
            None => line.bare("confidence", "null"),
        }
        line.bare("seconds", self.seconds);
        line.word("mode", self.mode.word());
        line.word("sitting", self.sitting);
    }
}

impl Sat {
    fn write(&self, line: &mut Line) {
        line.hex("seed", self.seed);
        line.word("mode", self.mode.word());
        line.list("questions", self.questions.iter().map(|question| format!("\"{question}\"")));
    }
}

/// Writes an object field by field, so that the order in the file is the order here.
struct Line(String);

impl Line {
    fn new(event: &Event) -> Self {
        let (id, t, kind) = (event.id, event.t.0, event.kind.word());
        Self(format!(r#"{{"id":"{id}","t":{t},"v":{VERSION},"kind":"{kind}""#))
    }

    /// A text that needs no escapes: an id, or a word of this file.
    fn word(&mut self, name: &str, value: impl fmt::Display) {
        self.put(format_args!(r#","{name}":"{value}""#));
    }

    /// A text that may hold anything.
    fn free(&mut self, name: &str, value: &str) {
        self.put(format_args!(r#","{name}":{}"#, serde_json::Value::from(value)));
    }

    /// A value that is JSON already.
    fn bare(&mut self, name: &str, value: impl fmt::Display) {
        self.put(format_args!(r#","{name}":{value}"#));
    }

    /// 64 bits as 16 digits: a JSON number would lose the last bits in many programs.
    fn hex(&mut self, name: &str, value: u64) {
        self.put(format_args!(r#","{name}":"{value:016x}""#));
    }

    fn list(&mut self, name: &str, items: impl Iterator<Item = impl fmt::Display>) {
        self.put(format_args!(r#","{name}":["#));
        for (index, item) in items.enumerate() {
            self.put(format_args!("{}{item}", if index == 0 { "" } else { "," }));
        }
        self.0.push(']');
    }

    fn put(&mut self, text: fmt::Arguments<'_>) {
        // Writing to a String cannot fail.
        let _ = self.0.write_fmt(text);
    }

    fn end(mut self) -> String {
        self.0.push('}');
        self.0
    }
}

/// What the fold needs of an event, borrowed from wherever it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Gist<'a> {
    pub id: u128,
    pub t: i64,
    pub tag: Tag,
    /// The question, lesson, chapter or flagged id; empty where the kind has none.
    pub subject: &'a [u8],
    /// What an answer was; a plain default for other kinds.
    pub mark: Mark,
    /// The event that is undone; 0 for other kinds.
    pub target: u128,
}

/// What an answer was, in three bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    pub right: bool,
    pub confidence: Option<Confidence>,
    pub mode: Mode,
}

impl Mark {
    /// The mark of an event that is no answer.
    pub const NONE: Self = Self { right: false, confidence: None, mode: Mode::Lesson };
}

/// The kinds by name only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    Answered,
    Opened,
    Left,
    Finished,
    Skipped,
    Undone,
    Reset,
    Bookmarked,
    Flagged,
    Set,
    Sat,
}

impl<'a> Gist<'a> {
    pub fn of(event: &'a Event) -> Self {
        let (tag, subject) = match &event.kind {
            EventKind::Answered(answered) => (Tag::Answered, answered.question.as_str()),
            EventKind::Opened { lesson } => (Tag::Opened, lesson.as_str()),
            EventKind::Left { lesson, .. } => (Tag::Left, lesson.as_str()),
            EventKind::Finished { lesson, .. } => (Tag::Finished, lesson.as_str()),
            EventKind::Skipped { question, .. } => (Tag::Skipped, question.as_str()),
            EventKind::Undone { .. } => (Tag::Undone, ""),
            EventKind::Reset { chapter } => (Tag::Reset, chapter.as_str()),
            EventKind::Bookmarked { lesson, .. } => (Tag::Bookmarked, lesson.as_str()),
            EventKind::Flagged { subject, .. } => (Tag::Flagged, subject.as_str()),
            EventKind::Set { .. } => (Tag::Set, ""),
            EventKind::Sat(_) => (Tag::Sat, ""),
        };
        let mark = match &event.kind {
            EventKind::Answered(Answered { right, confidence, mode, .. }) => {
                Mark { right: *right, confidence: *confidence, mode: *mode }
            }
            _ => Mark::NONE,
        };
        let target = if let EventKind::Undone { event } = &event.kind { event.0 } else { 0 };
        Self { id: event.id.0, t: event.t.0, tag, subject: subject.as_bytes(), mark, target }
    }
}

#[cfg(test)]
mod tests;
