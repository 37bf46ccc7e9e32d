//! The learner's own files: which of them are Dockerfiles, their texts, and what a build of a folder would be given. The only room
//! that reads them; nothing is ever written or run. Knows what a `.dockerignore` decides, asks the
//! rules and the plan, and knows nothing of lessons.
//!
//! A file that cannot be used is one [`Error`] among the others and stops nobody: whoever asks for many gets the rest all the same.

pub mod config;
pub mod context;
pub mod discover;
pub mod error;
pub mod planned;
pub mod presence;
pub mod read;
pub mod review;

pub use config::{Asked, Config, Refused, is_foreign};
pub use context::{Chosen, Context, Ignored, Sent, context};
pub use discover::{Found, discover};
pub use error::Error;
pub use planned::Planned;
pub use presence::presence;
pub use read::{STDIN, read};
pub use review::{Request, review, review_with_plan};
