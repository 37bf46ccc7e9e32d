//! What every TOML file of a course shares: a syntax or type error becomes one diagnostic with its place.

use serde::de::DeserializeOwned;

use crate::diagnostic::{Diagnostic, Span};

/// Reads `source` (which begins at byte `offset` of the file `path`) as a `T`.
pub fn read<T: DeserializeOwned>(path: &str, source: &str, offset: usize) -> Result<T, Diagnostic> {
    toml::from_str(source).map_err(|error| {
        let span = error.span().map_or(Span::new(0, 0), Span::from).shifted(offset);
        let message = error.message().replace('\n', "; ");
        Diagnostic::error("toml", path, span, message).help("docs/authoring.md lists the fields of every file")
    })
}
