//! seaworthy: an interactive terminal tutor for production-ready Python container images.

pub mod cli;
pub mod content;
pub mod course;
pub mod diagnostic;
pub mod hash;
pub mod id;
pub mod quiz;
pub mod time;
pub mod ui;
