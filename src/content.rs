//! Reads courses: Markdown and TOML files become the domain's types; the author's linter. With `store`, `project`,
//! `runtime` and `cli` one of the few rooms that touch the disk. Must not know the app or the screen.

pub mod check;
pub mod course_file;
pub mod embed;
pub mod error;
pub mod exhibit;
pub mod fence;
pub mod frame;
pub mod front_matter;
pub mod glossary_file;
pub mod layer;
pub mod lesson_file;
pub mod library;
pub mod link;
pub mod markdown;
pub mod new;
pub mod open;
pub mod quiz_file;
pub mod report;
pub mod search;
pub mod session;
pub mod session_file;
mod setting;
mod toml_file;
pub mod why;

// A room of the ground, under the name it had while it stood here.
pub use crate::sanitize;
pub use error::Error;
pub use frame::Frame;
pub use library::Library;
