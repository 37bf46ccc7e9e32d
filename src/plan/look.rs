//! What is looked for besides the rules: that a good thing is there, which no silent rule can prove, or that something is missing which
//! is no fault of a Dockerfile. Named, in tables, sorted; one room per subject. Unsure means [`Sight::Unknown`]: then a person verifies.

mod ci;
mod compose;
mod image;
mod lock;
mod poetry;
mod python;
mod start;
mod uv;

pub use image::is_secret;

use super::presence::{Presence, SeenFile};
use crate::diagnostic::Span;
use crate::lint::Facts;

/// What a look came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sight {
    /// It is there, and here one sees it.
    Shown(At),
    /// It is missing: where, and what is wrong, one sentence without a full stop.
    Missing(At, &'static str),
    /// Nobody can tell from the files.
    Unknown,
}

/// A place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum At {
    /// In the Dockerfile that was looked at.
    Span(Span),
    /// In another file, its line 1-based.
    Line(String, usize),
    /// Another file as a whole.
    File(String),
    /// Nowhere in particular.
    Nowhere,
}

/// A look with its name in `assets/practices.toml`.
pub struct Look {
    /// Its name.
    pub name: &'static str,
    /// What it looks at.
    pub eye: Eye,
}

/// What a look looks at.
pub enum Eye {
    /// Each Dockerfile for itself, and what lies beside it.
    Dockerfile(fn(&Facts<'_>, &Presence) -> Sight),
    /// Only what lies beside the Dockerfiles.
    Project(fn(&Presence) -> Sight),
}

/// The tables of all rooms.
const TABLES: &[&[Look]] =
    &[ci::LOOKS, compose::LOOKS, image::LOOKS, lock::LOOKS, poetry::LOOKS, python::LOOKS, start::LOOKS, uv::LOOKS];

/// Returns all looks.
pub fn all() -> impl Iterator<Item = &'static Look> {
    TABLES.iter().flat_map(|table| table.iter())
}

/// Returns the look of this name.
pub fn find(name: &str) -> Option<&'static Look> {
    all().find(|look| look.name == name)
}

const fn in_dockerfile(name: &'static str, eye: fn(&Facts<'_>, &Presence) -> Sight) -> Look {
    Look { name, eye: Eye::Dockerfile(eye) }
}

const fn in_project(name: &'static str, eye: fn(&Presence) -> Sight) -> Look {
    Look { name, eye: Eye::Project(eye) }
}

impl Sight {
    /// It is there, if anything was found.
    fn shown(at: Option<impl Into<At>>) -> Self {
        at.map_or(Self::Unknown, |at| Self::Shown(at.into()))
    }

    /// It is missing, if anything was found.
    fn missing(at: Option<impl Into<At>>, message: &'static str) -> Self {
        at.map_or(Self::Unknown, |at| Self::Missing(at.into(), message))
    }

    /// This, or where it cannot tell, that.
    fn or(self, other: impl FnOnce() -> Self) -> Self {
        if self == Self::Unknown { other() } else { self }
    }
}

impl From<Span> for At {
    fn from(span: Span) -> Self {
        Self::Span(span)
    }
}

impl From<(&SeenFile, usize)> for At {
    fn from((file, line): (&SeenFile, usize)) -> Self {
        Self::Line(file.path.clone(), line)
    }
}

impl From<&SeenFile> for At {
    fn from(file: &SeenFile) -> Self {
        Self::File(file.path.clone())
    }
}

#[cfg(test)]
mod tests;
