//! What the lexer has open: quotes, braces, the text itself.

use super::error::ExpandError;
use super::modifier::Modifier;

/// What is open.
#[derive(Debug)]
pub(super) enum Open {
    /// The text itself.
    Text,
    /// `"…`
    Quote,
    /// `${name:-…`: stops at `}`.
    Modifier(Modifier),
    /// `${name/…`: stops at `/`.
    Pattern { name: String, all: bool },
    /// `${name/pattern/…`: stops at `}`.
    Replacement { name: String, all: bool, pattern: String },
}

/// One open thing and what it has come to so far.
#[derive(Debug)]
pub(super) struct Frame {
    /// What it is.
    pub open: Open,
    /// The text in it, expanded.
    pub out: String,
    /// Escape characters stay.
    pub raw_escapes: bool,
    /// Where in the input it was opened.
    pub from: usize,
}

impl Frame {
    /// Returns the sign that closes it.
    pub fn stop(&self) -> Option<char> {
        match self.open {
            Open::Text => None,
            Open::Quote => Some('"'),
            Open::Modifier(_) | Open::Replacement { .. } => Some('}'),
            Open::Pattern { .. } => Some('/'),
        }
    }

    /// Returns what is to be said when that sign never comes.
    pub fn missing(&self) -> ExpandError {
        match self.open {
            Open::Quote => ExpandError::Open("double-quote"),
            Open::Pattern { .. } => ExpandError::Missing("'/' in ${}"),
            _ => ExpandError::Missing("'}'"),
        }
    }
}
