//! One event of a room as a line of the session's log, and back. Tolerant by rule, like the progress log: fields it does not know are
//! passed over, and a line it cannot use is named and kept by its owner, never refused. Must not know files.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use thiserror::Error;

use super::{Planned, RoomEvent, RoomEventKind};
use crate::id::EventId;
use crate::time::Timestamp;

/// The version this program writes, and the highest it reads.
pub const VERSION: u64 = 1;

/// Why a line is not an event of a room that this program can use.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Unread {
    /// Not a JSON object: a torn line, a merge marker, somebody's note.
    #[error("not a JSON object")]
    Foreign,
    /// Written by a newer program.
    #[error("version {0} is newer than this program")]
    Newer(u64),
    /// A kind of a newer program, or of another log.
    #[error("the kind `{0}` is not known to this program")]
    UnknownKind(String),
    /// A field is missing, or is not what it should be.
    #[error("the field `{0}` is missing or malformed")]
    Field(&'static str),
}

/// The fields in the order in which they are written; each kind has some of them.
#[derive(Default, Serialize)]
struct Line<'a> {
    id: String,
    t: i64,
    v: u64,
    kind: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    agenda: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cohort: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    plan: Option<Vec<PlannedLine>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    slide: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    step: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    minutes: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    question: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hands: Option<&'a [u32]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    right: Option<&'a [u16]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct PlannedLine {
    item: String,
    kind: String,
    title: String,
    minutes: u16,
}

impl RoomEvent {
    /// Writes the event as one line, without a line feed.
    pub fn to_line(&self) -> String {
        let kind = self.kind.word();
        let mut line = Line { id: self.id.to_string(), t: self.t.0, v: VERSION, kind, ..Line::default() };
        self.kind.fill(&mut line);
        // Nothing in it can fail to be JSON: every key is a string.
        serde_json::to_string(&line).unwrap_or_default()
    }

    /// Reads one line of the log, without its line feed.
    pub fn from_line(line: &[u8]) -> Result<Self, Unread> {
        let fields: Map<String, Value> = serde_json::from_slice(line).map_err(|_| Unread::Foreign)?;
        let fields = Fields(fields);
        let id = fields.id("id")?;
        match fields.get::<u64>("v")? {
            VERSION => {}
            newer if newer > VERSION => return Err(Unread::Newer(newer)),
            _ => return Err(Unread::Field("v")),
        }
        let t = Timestamp(fields.get("t")?);
        let kind = fields.kind(&fields.get::<String>("kind")?)?;
        Ok(Self { id, t, kind })
    }
}

/// Reads a whole log: the union by id in the order of (t, id), without what was undone; then the lines that could not be used, with
/// their 1-based numbers. Blank lines are passed over. An `undone` that is itself undone does not count; `Began`, which says what the
/// log is about, cannot be undone.
pub fn read_log(log: &[u8]) -> (Vec<RoomEvent>, Vec<(usize, Unread)>) {
    let mut events: Vec<RoomEvent> = Vec::new();
    let mut unread = Vec::new();
    for (index, line) in log.split(|byte| *byte == b'\n').enumerate() {
        match RoomEvent::from_line(line) {
            Ok(event) => events.push(event),
            Err(_) if line.trim_ascii().is_empty() => {}
            Err(why) => unread.push((index + 1, why)),
        }
    }
    events.sort_by_key(|event| (event.t, event.id));
    let mut seen = HashSet::new();
    events.retain(|event| seen.insert(event.id));
    drop_undone(&mut events);
    (events, unread)
}

fn drop_undone(events: &mut Vec<RoomEvent>) {
    let mut gone = HashSet::new();
    // From the last to the first: whether an `undone` counts is decided by those after it.
    for event in events.iter().rev() {
        if let RoomEventKind::Undone { event: target } = &event.kind
            && !gone.contains(&event.id)
        {
            gone.insert(*target);
        }
    }
    let stays = |event: &RoomEvent| match event.kind {
        RoomEventKind::Began { .. } => true,
        RoomEventKind::Undone { .. } => false,
        _ => !gone.contains(&event.id),
    };
    events.retain(stays);
}

impl RoomEventKind {
    fn fill<'a>(&'a self, line: &mut Line<'a>) {
        match self {
            Self::Began { agenda, title, cohort, plan } => {
                line.agenda = Some(agenda);
                line.title = Some(title);
                line.cohort = Some(cohort);
                line.plan = Some(plan.iter().map(PlannedLine::of).collect());
            }
            Self::Entered { item } | Self::Done { item } | Self::Skipped { item } => line.item = Some(item),
            Self::Showed { item, slide, step } => {
                line.item = Some(item);
                line.slide = Some(*slide);
                line.step = Some(*step);
            }
            Self::Extended { item, minutes } => {
                line.item = Some(item);
                line.minutes = Some(*minutes);
            }
            Self::Tallied { item, question, key, hands, right } => {
                line.item = Some(item);
                line.question = Some(question.as_str());
                line.key = Some(format!("{key:016x}"));
                line.hands = Some(hands);
                line.right = Some(right);
            }
            Self::Parked { text } => line.text = Some(text),
            Self::Attended { name } => line.name = Some(name),
            Self::Undone { event } => line.event = Some(event.to_string()),
            Self::Ended => {}
        }
    }
}

impl PlannedLine {
    fn of(planned: &Planned) -> Self {
        let Planned { item, kind, title, minutes } = planned.clone();
        Self { item, kind, title, minutes }
    }

    fn planned(self) -> Planned {
        let Self { item, kind, title, minutes } = self;
        Planned { item, kind, title, minutes }
    }
}

struct Fields(Map<String, Value>);

impl Fields {
    fn get<T: serde::de::DeserializeOwned>(&self, name: &'static str) -> Result<T, Unread> {
        let value = self.0.get(name).ok_or(Unread::Field(name))?;
        T::deserialize(value).map_err(|_| Unread::Field(name))
    }

    fn id(&self, name: &'static str) -> Result<EventId, Unread> {
        self.get(name)
    }

    fn key(&self) -> Result<u64, Unread> {
        let digits: String = self.get("key")?;
        if digits.len() != 16 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(Unread::Field("key"));
        }
        u64::from_str_radix(&digits, 16).map_err(|_| Unread::Field("key"))
    }

    fn kind(&self, word: &str) -> Result<RoomEventKind, Unread> {
        let item = || self.get::<String>("item");
        Ok(match word {
            "began" => RoomEventKind::Began {
                agenda: self.get("agenda")?,
                title: self.get("title")?,
                cohort: self.get("cohort")?,
                plan: self.get::<Vec<PlannedLine>>("plan")?.into_iter().map(PlannedLine::planned).collect(),
            },
            "entered" => RoomEventKind::Entered { item: item()? },
            "showed" => RoomEventKind::Showed { item: item()?, slide: self.get("slide")?, step: self.get("step")? },
            "done" => RoomEventKind::Done { item: item()? },
            "skipped" => RoomEventKind::Skipped { item: item()? },
            "extended" => RoomEventKind::Extended { item: item()?, minutes: self.get("minutes")? },
            "tallied" => RoomEventKind::Tallied {
                item: item()?,
                question: self.get("question")?,
                key: self.key()?,
                hands: self.get("hands")?,
                right: self.get("right")?,
            },
            "parked" => RoomEventKind::Parked { text: self.get("text")? },
            "attended" => RoomEventKind::Attended { name: self.get("name")? },
            "undone" => RoomEventKind::Undone { event: self.id("event")? },
            "ended" => RoomEventKind::Ended,
            other => return Err(Unread::UnknownKind(other.to_owned())),
        })
    }
}

#[cfg(test)]
mod tests;
