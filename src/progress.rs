//! What the learner has done: events, the record that is folded from them, and views of it. Everything here is derived
//! from the events and can be computed again; mastery is never stored. Must not know files, clocks, screens, or how a
//! question is judged.

pub mod event;
pub mod record;
mod shape;
pub mod summary;
pub mod synthetic;

pub use event::{Answered, Confidence, Ending, Event, EventKind, Mode, RawJson, Sat, Terms, Unread};
pub use record::{Aliases, Answer, Census, Essence, Intake, Record, Rest};
pub use summary::Summary;
