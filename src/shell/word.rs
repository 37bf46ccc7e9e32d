//! One word of a command: what the shell would see after quote removal, where it stands, and what in it is not yet decided. Expansions
//! stay as written. Knows nothing of commands.

use crate::diagnostic::Span;

/// A word after quote removal.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Word {
    /// Where it stands in the text that was read, quotes included.
    pub span: Span,
    /// Without quotes and escapes; `$x`, `${x}`, `$(…)` and globs as written.
    pub text: String,
    /// Some of it was quoted or escaped.
    pub quoted: bool,
    /// What the shell would still replace.
    pub expands: Expands,
    /// Where the parts of `text` come from; empty when they are the bytes of `span`.
    pub(super) pieces: Box<[Piece]>,
}

/// What in a word the shell replaces when it runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Expands {
    /// `$x`, `${x}`, `$1`.
    pub parameter: bool,
    /// `$(…)`, backticks, `<(…)`.
    pub command: bool,
    /// `$((…))`.
    pub arithmetic: bool,
    /// An unquoted `*`, `?` or `[`.
    pub glob: bool,
    /// An unquoted `{a,b}` or `{1..3}`: bash only.
    pub brace: bool,
    /// A `~` at the start.
    pub tilde: bool,
}

impl Expands {
    /// Returns whether the text is not yet what the program will see.
    pub fn any(self) -> bool {
        self != Self::default()
    }

    /// Returns whether a value comes from elsewhere: a variable, a command, a sum.
    pub fn any_value(self) -> bool {
        self.parameter || self.command || self.arithmetic
    }
}

/// A part of a word's text and the bytes it was made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    /// Where it begins in the word's text; it ends where the next begins.
    pub at: usize,
    /// The bytes it came from. As long as the part itself, unless the part was decoded or cut short.
    pub source: Span,
    /// It is an expansion.
    pub live: bool,
}

impl Word {
    /// Returns whether the text is exactly what the program will see.
    pub fn is_literal(&self) -> bool {
        !self.expands.any()
    }

    /// Returns where `part` of the text (bytes) stands in what was read; as near as quotes allow.
    pub fn locate(&self, part: std::ops::Range<usize>) -> Span {
        if self.pieces.is_empty() {
            let clamp = |at: usize| (self.span.start + at).min(self.span.end);
            return Span::new(clamp(part.start), clamp(part.end));
        }
        locate(&self.pieces, self.text.len(), Span::new(part.start, part.end))
    }

    /// Returns the last part of a path: `/usr/bin/env` is `env`.
    pub fn file_name(&self) -> &str {
        // Words are short, and every rule asks: a loop over their bytes is quicker than a search.
        self.text.bytes().rposition(|byte| byte == b'/').map_or(&self.text, |slash| &self.text[slash + 1..])
    }
}

/// Returns where `part` of a text of `length` bytes comes from.
pub(super) fn locate(pieces: &[Piece], length: usize, part: Span) -> Span {
    let Some((start, exact)) = find(pieces, length, part.start) else { return part };
    let begin = if exact { start.source.start + part.start.min(length) - start.at } else { start.source.start };
    if part.end <= part.start {
        return Span::new(begin, begin);
    }
    let Some((last, exact)) = find(pieces, length, part.end - 1) else { return part };
    let end = if exact { last.source.start + part.end.min(length) - last.at } else { last.source.end };
    Span::new(begin, end)
}

/// Returns the piece that holds byte `at`, and whether it was taken over byte by byte.
fn find(pieces: &[Piece], length: usize, at: usize) -> Option<(&Piece, bool)> {
    let index = pieces.partition_point(|piece| piece.at <= at).checked_sub(1)?;
    let piece = &pieces[index];
    let end = pieces.get(index + 1).map_or(length, |next| next.at);
    Some((piece, end - piece.at == piece.source.end - piece.source.start))
}
