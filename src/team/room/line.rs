//! One event as its line in the log, and back. What cannot be read is counted and left out, never an error: a log is merged by hand and by
//! programs of other versions.

use serde::{Deserialize, Serialize};

use super::{RoomEvent, RoomEventKind, VERSION};
use crate::id::EventId;
use crate::sanitize::sanitize;
use crate::time::Timestamp;

/// Longest line that is read; a longer one was not written by this program.
const MAX_LINE: usize = 1 << 20;

/// Why a line is no event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    /// No event of a session at all, or of a kind that this version does not know.
    Foreign,
    /// Written by a newer version.
    Newer,
}

/// What a log holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RoomLines {
    /// The events as they stand, in the order of the lines.
    pub events: Vec<RoomEvent>,
    /// Lines that are no event.
    pub foreign: usize,
    /// Lines of a newer version.
    pub newer: usize,
}

#[derive(Serialize)]
struct Written<'a> {
    id: EventId,
    t: i64,
    v: u32,
    #[serde(flatten)]
    kind: &'a RoomEventKind,
}

#[derive(Deserialize)]
struct Head {
    id: EventId,
    t: i64,
    v: u32,
}

impl RoomEvent {
    /// Returns the event's line in the log, without the line feed.
    pub fn to_line(&self) -> String {
        let written = Written { id: self.id, t: self.t.0, v: VERSION, kind: &self.kind };
        // Plain data with texts as keys: there is nothing that JSON could not hold.
        serde_json::to_string(&written).unwrap_or_default()
    }

    /// Reads one line; control characters in its texts become visible signs.
    ///
    /// # Errors
    /// It is no event that this version knows.
    pub fn read(line: &[u8]) -> Result<Self, Unread> {
        let is_object = line.trim_ascii_start().first() == Some(&b'{');
        if !is_object || line.len() > MAX_LINE {
            return Err(Unread::Foreign);
        }
        let head: Head = serde_json::from_slice(line).map_err(|_| Unread::Foreign)?;
        if head.v > VERSION {
            return Err(Unread::Newer);
        }
        let mut kind: RoomEventKind = serde_json::from_slice(line).map_err(|_| Unread::Foreign)?;
        kind.make_harmless();
        Ok(Self { id: head.id, t: Timestamp(head.t), kind })
    }
}

/// Reads the lines of a log; a last line that was cut off counts as foreign.
pub fn read_lines(log: &[u8]) -> RoomLines {
    let mut lines = RoomLines::default();
    for line in log.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty()) {
        match RoomEvent::read(line) {
            Ok(event) => lines.events.push(event),
            Err(Unread::Foreign) => lines.foreign += 1,
            Err(Unread::Newer) => lines.newer += 1,
        }
    }
    lines
}

impl RoomEventKind {
    fn make_harmless(&mut self) {
        let clean = |text: &mut String| *text = sanitize(text).into_owned();
        match self {
            Self::Began { agenda, title, cohort, plan } => {
                [agenda, title, cohort].into_iter().for_each(clean);
                for planned in plan {
                    [&mut planned.item, &mut planned.kind, &mut planned.title].into_iter().for_each(clean);
                }
            }
            Self::Entered { item }
            | Self::Showed { item, .. }
            | Self::Ran { item, .. }
            | Self::Done { item }
            | Self::Skipped { item }
            | Self::Extended { item, .. }
            | Self::Tallied { item, .. } => clean(item),
            Self::Parked { text } => clean(text),
            Self::Attended { name } => clean(name),
            Self::Undone { .. } | Self::Ended => {}
        }
    }
}

/// A hash as 16 hexadecimal digits.
pub(super) mod hex {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    /// Writes it.
    pub fn serialize<S: Serializer>(hash: &u64, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&format_args!("{hash:016x}"))
    }

    /// Reads it.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<u64, D::Error> {
        let text = String::deserialize(from)?;
        let bad = || D::Error::custom("no hash of 16 hexadecimal digits");
        if text.len() != 16 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(bad());
        }
        u64::from_str_radix(&text, 16).map_err(|_| bad())
    }
}
