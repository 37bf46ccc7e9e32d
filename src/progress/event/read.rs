//! Reads any line that is an event, in whatever order its fields stand, and says why another is not. Tolerant by rule:
//! fields it does not know are passed over, and a line it cannot use is kept by its owner, never refused.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;
use thiserror::Error;

use super::{Answered, Confidence, Ending, Event, EventKind, Mode, RawJson, Sat, VERSION};
use crate::id::EventId;
use crate::time::Timestamp;

/// Why a line is not an event that this program can use. None of these is the learner's fault or the end of the line.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Unread {
    /// Not a JSON object: a torn line, a merge marker, somebody's note.
    #[error("not a JSON object")]
    Foreign,
    /// Written by a newer program.
    #[error("version {0} is newer than this program")]
    Newer(u64),
    /// A kind of a newer program, or of another.
    #[error("the kind `{0}` is not known to this program")]
    UnknownKind(String),
    /// A field is missing, or is not what it should be.
    #[error("the field `{0}` is missing or malformed")]
    Field(&'static str),
}

/// Every field of every kind, unread: another program's kind may use the same name for something else.
#[derive(Deserialize)]
struct Fields<'a> {
    #[serde(borrow)]
    id: Option<&'a RawValue>,
    #[serde(borrow)]
    t: Option<&'a RawValue>,
    #[serde(borrow)]
    v: Option<&'a RawValue>,
    #[serde(borrow)]
    kind: Option<&'a RawValue>,
    #[serde(borrow)]
    lesson: Option<&'a RawValue>,
    #[serde(borrow)]
    question: Option<&'a RawValue>,
    #[serde(borrow)]
    at: Option<&'a RawValue>,
    #[serde(borrow)]
    hash: Option<&'a RawValue>,
    #[serde(borrow)]
    key: Option<&'a RawValue>,
    #[serde(borrow)]
    shown: Option<&'a RawValue>,
    #[serde(borrow)]
    chosen: Option<&'a RawValue>,
    #[serde(borrow)]
    verdict: Option<&'a RawValue>,
    #[serde(borrow)]
    confidence: Option<&'a RawValue>,
    #[serde(borrow)]
    seconds: Option<&'a RawValue>,
    #[serde(borrow)]
    mode: Option<&'a RawValue>,
    #[serde(borrow)]
    sitting: Option<&'a RawValue>,
    #[serde(borrow)]
    event: Option<&'a RawValue>,
    #[serde(borrow)]
    chapter: Option<&'a RawValue>,
    #[serde(borrow)]
    on: Option<&'a RawValue>,
    #[serde(borrow)]
    subject: Option<&'a RawValue>,
    #[serde(borrow)]
    note: Option<&'a RawValue>,
    #[serde(borrow)]
    name: Option<&'a RawValue>,
    #[serde(borrow)]
    value: Option<&'a RawValue>,
    #[serde(borrow)]
    seed: Option<&'a RawValue>,
    #[serde(borrow)]
    questions: Option<&'a RawValue>,
    #[serde(borrow)]
    terms: Option<&'a RawValue>,
    #[serde(borrow)]
    cause: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct IdOnly<'a> {
    #[serde(borrow)]
    id: Option<&'a RawValue>,
}

/// Returns the id of a line, if it is a JSON object with one; its version and kind do not matter.
pub fn line_id(line: &[u8]) -> Option<EventId> {
    let fields = object::<IdOnly<'_>>(line)?;
    text("id", fields.id).ok()?.parse().ok()
}

impl Event {
    /// Reads one line of the log (without its line feed).
    pub fn read(line: &[u8]) -> Result<Self, Unread> {
        let fields = object::<Fields<'_>>(line).ok_or(Unread::Foreign)?;
        let id = id("id", fields.id)?;
        let version = number::<u64>("v", fields.v)?;
        if version > u64::from(VERSION) {
            return Err(Unread::Newer(version));
        }
        if version < u64::from(VERSION) {
            return Err(Unread::Field("v"));
        }
        let t = Timestamp(number("t", fields.t)?);
        let word = text("kind", fields.kind)?;
        Ok(Self { id, t, kind: fields.read_kind(&word)? })
    }
}

/// Serde would also take an array for a struct; the log has only objects.
fn object<'a, T: Deserialize<'a>>(line: &'a [u8]) -> Option<T> {
    if line.trim_ascii_start().first() != Some(&b'{') {
        return None;
    }
    serde_json::from_slice(line).ok()
}

impl Fields<'_> {
    fn read_kind(&self, word: &str) -> Result<EventKind, Unread> {
        Ok(match word {
            "answered" => EventKind::Answered(self.answered()?),
            "opened" => EventKind::Opened { lesson: id("lesson", self.lesson)? },
            "left" => EventKind::Left { lesson: id("lesson", self.lesson)?, at: number("at", self.at)? },
            "finished" => EventKind::Finished { lesson: id("lesson", self.lesson)?, hash: hex("hash", self.hash)? },
            "placed" => EventKind::Placed { lesson: id("lesson", self.lesson)?, sitting: id("sitting", self.sitting)? },
            "skipped" => {
                EventKind::Skipped { question: id("question", self.question)?, sitting: id("sitting", self.sitting)? }
            }
            "undone" => EventKind::Undone { event: id("event", self.event)? },
            "reset" => EventKind::Reset { chapter: id("chapter", self.chapter)? },
            "bookmarked" => EventKind::Bookmarked {
                lesson: id("lesson", self.lesson)?,
                at: number("at", self.at)?,
                on: number("on", self.on)?,
            },
            "flagged" => EventKind::Flagged {
                subject: text("subject", self.subject)?.into_owned(),
                note: text("note", self.note)?.into_owned(),
            },
            "set" => EventKind::Set {
                name: text("name", self.name)?.into_owned(),
                value: text("value", self.value)?.into_owned(),
            },
            "sat" => EventKind::Sat(Sat {
                seed: hex("seed", self.seed)?,
                mode: mode(self.mode)?,
                questions: number("questions", self.questions)?,
                terms: self.terms.map_or(Ok(None), |raw| number("terms", Some(raw)))?,
            }),
            "ended" => EventKind::Ended { sitting: id("sitting", self.sitting)?, cause: cause(self.cause)? },
            other => return Err(Unread::UnknownKind(other.to_owned())),
        })
    }

    fn answered(&self) -> Result<Answered, Unread> {
        Ok(Answered {
            question: id("question", self.question)?,
            key: hex("key", self.key)?,
            shown: number("shown", self.shown)?,
            chosen: RawJson(self.chosen.map_or("null", RawValue::get).into()),
            right: match &*text("verdict", self.verdict)? {
                "right" => true,
                "wrong" => false,
                _ => return Err(Unread::Field("verdict")),
            },
            confidence: self.confidence.map(|raw| confidence(Some(raw))).transpose()?,
            seconds: number("seconds", self.seconds)?,
            mode: mode(self.mode)?,
            sitting: id("sitting", self.sitting)?,
        })
    }
}

/// Anything that serde reads as it stands.
fn number<'a, T: Deserialize<'a>>(name: &'static str, raw: Option<&'a RawValue>) -> Result<T, Unread> {
    let raw = raw.ok_or(Unread::Field(name))?;
    serde_json::from_str(raw.get()).map_err(|_| Unread::Field(name))
}

fn text<'a>(name: &'static str, raw: Option<&'a RawValue>) -> Result<Cow<'a, str>, Unread> {
    /// Plain `Cow<str>` would always be owned.
    #[derive(Deserialize)]
    struct Borrowed<'a>(#[serde(borrow)] Cow<'a, str>);
    number::<Borrowed<'a>>(name, raw).map(|borrowed| borrowed.0)
}

fn id<T: std::str::FromStr>(name: &'static str, raw: Option<&RawValue>) -> Result<T, Unread> {
    text(name, raw)?.parse().map_err(|_| Unread::Field(name))
}

fn hex(name: &'static str, raw: Option<&RawValue>) -> Result<u64, Unread> {
    let digits = text(name, raw)?;
    if digits.len() != 16 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(Unread::Field(name));
    }
    u64::from_str_radix(&digits, 16).map_err(|_| Unread::Field(name))
}

fn mode(raw: Option<&RawValue>) -> Result<Mode, Unread> {
    let word = text("mode", raw)?;
    Mode::ALL.into_iter().find(|mode| mode.word() == word).ok_or(Unread::Field("mode"))
}

fn cause(raw: Option<&RawValue>) -> Result<Ending, Unread> {
    let word = text("cause", raw)?;
    Ending::ALL.into_iter().find(|one| one.word() == word).ok_or(Unread::Field("cause"))
}

fn confidence(raw: Option<&RawValue>) -> Result<Confidence, Unread> {
    let word = text("confidence", raw)?;
    Confidence::ALL.into_iter().find(|one| one.word() == word).ok_or(Unread::Field("confidence"))
}
