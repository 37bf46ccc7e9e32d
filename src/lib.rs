//! seaworthy: an interactive terminal tutor for production-ready Python container images.
//! (The map of the house is drawn here once the floors stand.)

pub mod course;
pub mod diagnostic;
pub mod id;
pub mod progress;
pub mod settings;
pub mod store;
pub mod time;
