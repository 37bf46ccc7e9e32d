//! Where the pure tutor meets the world: the terminal, keys, time, effects. The only room that knows crossterm. Must not
//! decide anything about lessons, answers or looks.

pub mod check;
pub mod clock;
mod confined;
pub mod due;
pub mod effects;
pub mod former_names;
mod input;
pub mod keys;
mod news;
pub mod signals;
mod sparing;
pub mod team;
pub mod terminal;
pub mod tutor;
