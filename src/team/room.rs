//! What happens in a room while a facilitator runs a session, and how it stands in the session's log: one JSON object per line, like the
//! progress log: `{"id":"<32 hex>","t":<ms>,"v":1,"kind":"began",…}`. The log is append-only and line-based, so that two copies of it merge as the union
//! by id; the order is that of (t, id). Kinds and fields may be added. Must not know files.
//!
//! Time that was spent is written down as it passes ([`RoomEventKind::Ran`]), measured by the program that ran, and never guessed from
//! the dates of events: a clock that is set, a closed lid or a crash cannot add an hour to a session.

mod fold;
mod line;

use serde::{Deserialize, Serialize};

use crate::id::{EventId, QuestionId};
use crate::time::Timestamp;

pub use fold::{Clock, Place, Room, RoomItem, RoomItemState, Said, Tally};
pub use line::{RoomLines, Unread, read_lines};

/// The version that this program writes, and the highest that it reads.
pub const VERSION: u32 = 1;

/// One thing that happened in the room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoomEvent {
    /// Its id, random.
    pub id: EventId,
    /// When.
    pub t: Timestamp,
    /// What.
    pub kind: RoomEventKind,
}

/// What happened in the room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum RoomEventKind {
    /// The session began; what was planned, so that a report needs no session file.
    Began {
        /// Id of the agenda.
        agenda: String,
        /// Its title.
        title: String,
        /// Who takes part.
        cohort: String,
        /// Item, kind word, title and minutes as planned, in order.
        plan: Vec<Planned>,
    },
    /// The room went to an item (also when it is taken up again).
    Entered {
        /// The item.
        item: String,
    },
    /// A slide of the item is shown; the last one says where to resume.
    Showed {
        /// The item.
        item: String,
        /// 0-based slide.
        slide: u32,
        /// 0-based step of its reveal.
        step: u32,
        /// Byte of the lesson's source that the slide begins with: finds the slide again on a screen of another size.
        #[serde(default)]
        at: u64,
    },
    /// Time passed at an item while the session ran; never more than [`crate::team::room::STRIDE`] beyond what was seen to pass.
    Ran {
        /// The item.
        item: String,
        /// How long, milliseconds.
        ms: u32,
    },
    /// An item was done.
    Done {
        /// The item.
        item: String,
    },
    /// An item was left out.
    Skipped {
        /// The item.
        item: String,
    },
    /// An item got more time.
    Extended {
        /// The item.
        item: String,
        /// By how much, minutes.
        minutes: u16,
    },
    /// Hands were counted for a question.
    Tallied {
        /// The item.
        item: String,
        /// The question.
        question: QuestionId,
        /// Hash of its key.
        #[serde(with = "line::hex")]
        key: u64,
        /// What was counted.
        #[serde(default)]
        counted: Counted,
        /// Hands: per option, in the order of the file, or of those who were right and those who were not.
        hands: Vec<u32>,
        /// Which of `hands` are right, 0-based.
        right: Vec<u16>,
    },
    /// Something was put aside for later.
    Parked {
        /// What.
        text: String,
    },
    /// Somebody is there.
    Attended {
        /// Their name as given.
        name: String,
    },
    /// An earlier event is to count as if it had not happened.
    Undone {
        /// The event.
        event: EventId,
    },
    /// The session is over.
    Ended,
}

/// What the hands of a tally stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Counted {
    /// Each option of the question (`choice`, `multi`).
    #[default]
    Options,
    /// Those who were right, then those who were not: questions without options (`spot`, `order`, `fill`, `match`).
    Outcomes,
}

/// Most time that one look at the clock counts, milliseconds: a screen that runs looks once a second, so a longer stretch is a lid that was closed
/// or a clock that was set.
pub const STRIDE: u64 = 10_000;

/// One item as it was planned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    /// Its id.
    pub item: String,
    /// [`super::ItemKind::word`].
    pub kind: String,
    /// Its title.
    pub title: String,
    /// Minutes.
    pub minutes: u16,
}

impl RoomEventKind {
    /// Returns the word used in files.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Began { .. } => "began",
            Self::Entered { .. } => "entered",
            Self::Showed { .. } => "showed",
            Self::Ran { .. } => "ran",
            Self::Done { .. } => "done",
            Self::Skipped { .. } => "skipped",
            Self::Extended { .. } => "extended",
            Self::Tallied { .. } => "tallied",
            Self::Parked { .. } => "parked",
            Self::Attended { .. } => "attended",
            Self::Undone { .. } => "undone",
            Self::Ended => "ended",
        }
    }
}

#[cfg(test)]
mod tests;
