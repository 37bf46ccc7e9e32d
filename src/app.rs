//! The tutor as a pure machine: messages in, state changed, effects out. One door, [`App::update`]; one way back from the screen,
//! [`App::drawn`]. Must not know terminals, colours, files or the clock.

pub mod action;
pub mod drawn;
pub mod effect;
mod go_to;
pub mod key;
pub mod keymap;
pub mod member;
pub mod model;
pub mod msg;
pub mod overlay;
mod overlay_keys;
pub mod reviews;
pub mod screens;
pub mod text_input;
pub mod track;
mod update;
pub mod why;
mod works;

pub use drawn::Drawn;
pub use effect::Effect;
pub use model::{App, Opening, Start, Toast};
pub use msg::Msg;
