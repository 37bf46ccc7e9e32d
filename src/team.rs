//! Team onboarding: the agenda of a session, what happens in the room, what a participant hands in, and what comes of it. Pure: no
//! files, no clock, no terminal. Must not know how an agenda is written (that is `content`'s business) nor where logs lie (`store`'s).

pub mod agenda;
pub mod report;
pub mod result;
pub mod room;
pub mod slides;
pub mod standing;
pub mod synthetic;

pub use agenda::{Agenda, Item, ItemKind, Order};
pub use result::ResultFile;
pub use room::{Room, RoomEvent, RoomEventKind};
pub use slides::{Deck, Slide};
pub use standing::{Standing, State};
