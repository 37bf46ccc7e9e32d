//! Draws and only draws: the app's state in, cells out. Must not change state, read files or know crossterm.

pub mod ansi;
pub mod draw;
pub mod glyphs;
pub mod highlight;
pub mod page;
pub mod plain;
pub mod screens;
pub mod slides;
pub mod theme;
pub mod view;
pub mod widgets;
pub mod wrap;

pub use draw::{Frame, draw};
pub use view::View;
