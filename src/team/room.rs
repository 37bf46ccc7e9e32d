//! What happens in a room while a facilitator runs a session, and how it stands in the session's log: one JSON object per line, like the
//! progress log: `{"id":"<32 hex>","t":<ms>,"v":1,"kind":"began",…}`. The log is append-only and line-based, so that two copies of it merge as the union
//! by id; the order is that of (t, id). Kinds and fields may be added. Must not know files.

mod line;

use crate::id::{EventId, QuestionId};
use crate::time::Timestamp;

pub use line::{Unread, VERSION, read_log};

/// One thing that happened in the room.
#[derive(Debug, Clone, PartialEq)]
pub struct RoomEvent {
    /// Its id, random.
    pub id: EventId,
    /// When.
    pub t: Timestamp,
    /// What.
    pub kind: RoomEventKind,
}

/// What happened in the room.
#[derive(Debug, Clone, PartialEq)]
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
        key: u64,
        /// Hands per option, in the order of the file.
        hands: Vec<u32>,
        /// Options that are right, 0-based in the order of the file.
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

/// One item as it was planned.
#[derive(Debug, Clone, PartialEq, Eq)]
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
