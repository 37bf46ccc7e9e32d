//! Everything that turns the application's state into a picture. Draws and only draws: no keys, no files, no clock.

pub mod highlight;
