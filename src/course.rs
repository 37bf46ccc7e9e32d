//! What is taught: a course of chapters, their lessons, and the blocks a lesson is made of. Pure data; how it was
//! read is `content`'s business, how it is drawn is `ui`'s.

pub mod block;
pub mod front;
pub mod glossary;
pub mod hit;
pub mod lesson;
pub mod outline;
pub mod track;

pub use block::{
    Block, BlockKind, Code, Exhibit, FenceAttrs, FenceRole, Inlines, Link, LinkTarget, ListItem, Run, Table, Variant,
};
pub use glossary::{Glossary, Term};
pub use hit::Hit;
pub use lesson::{Lesson, Meta, Source};
pub use outline::{Brief, Chapter, Course, Entry, EntryState};
pub use track::Track;
