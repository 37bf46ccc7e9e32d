//! Why a text cannot be expanded.

use thiserror::Error;

/// Why a text cannot be expanded. Worded as BuildKit does.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ExpandError {
    /// A quote or brace is still open at the end.
    #[error("unexpected end of statement while looking for matching {0}")]
    Open(&'static str),
    /// `${` without its end.
    #[error("syntax error: missing {0}")]
    Missing(&'static str),
    /// `${}`, `${:x}`, `${{`
    #[error("syntax error: bad substitution")]
    BadSubstitution,
    /// `${A:=b}`, `${A^}`, `${#A}`
    #[error("unsupported modifier ({0}) in substitution")]
    Modifier(String),
    /// `${A?message}`, `${A:?message}`
    #[error("{0}: {1}")]
    Required(String, String),
    /// A pattern with an escape that escapes nothing.
    #[error("invalid pattern ({0}) in substitution")]
    Pattern(String),
    /// The result would pass [`MAX_EXPANSION`], or braces are nested beyond reason.
    #[error("the text is too long or too deep to be expanded")]
    TooLong,
}
