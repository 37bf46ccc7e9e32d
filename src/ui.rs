//! Draws and only draws: the app's state in, cells out. Must not change state, read files or know crossterm.

pub mod glyphs;
pub mod highlight;
pub mod page;
pub mod theme;
pub mod wrap;
