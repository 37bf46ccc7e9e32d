//! What is half read: a word, a redirection, a command. Put aside as a whole when a substitution begins in the middle of a word.

use super::super::command::RedirectOp;
use super::super::source::Source;
use super::super::word::{Expands, Piece, Word};
use crate::diagnostic::Span;

/// A word that is being read.
#[derive(Debug, Default)]
pub(super) struct DraftWord {
    pub start: usize,
    pub text: String,
    pieces: Vec<Piece>,
    pub quoted: bool,
    pub expands: Expands,
    /// Where the double quote that is open began.
    pub double: Option<usize>,
    /// The `${` that are open.
    pub braces: Vec<Brace>,
    /// Open parentheses that belong to the word: an array, an extended glob.
    pub parens: usize,
    /// Where in `text` an unquoted `{` stands.
    pub list: Option<usize>,
}

/// An open `${`.
#[derive(Debug)]
pub(super) struct Brace {
    pub start: usize,
    /// A double quote is open inside it.
    pub quoted: bool,
}

/// Everything that is half read at one level.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub word: Option<DraftWord>,
    /// Index of the command.
    pub command: Option<usize>,
    pub redirect: Option<DraftRedirect>,
    /// Between `[[` and `]]`.
    pub test: bool,
}

/// A redirection that waits for its target.
#[derive(Debug)]
pub(super) struct DraftRedirect {
    pub start: usize,
    pub end: usize,
    pub fd: Option<u32>,
    pub op: RedirectOp,
    /// `<<-`
    pub strips: bool,
}

impl DraftWord {
    /// Begins a word at `start`.
    pub fn new(start: usize) -> Self {
        Self { start, ..Self::default() }
    }

    /// Adds bytes as they stand.
    pub fn push(&mut self, text: &str, start: usize) {
        let joins =
            self.pieces.last().is_some_and(|last| !last.live && last.source.end == start && self.is_exact(last));
        if joins && let Some(last) = self.pieces.last_mut() {
            last.source.end += text.len();
        } else {
            self.pieces.push(Piece { at: self.text.len(), source: Span::new(start, start + text.len()), live: false });
        }
        self.text.push_str(text);
    }

    /// Adds a character that was written otherwise.
    pub fn push_decoded(&mut self, c: char, source: Span) {
        self.pieces.push(Piece { at: self.text.len(), source, live: false });
        self.text.push(c);
    }

    /// Adds an expansion.
    pub fn push_live(&mut self, text: &str, source: Span) {
        self.pieces.push(Piece { at: self.text.len(), source, live: true });
        self.text.push_str(text);
    }

    fn is_exact(&self, last: &Piece) -> bool {
        self.text.len() - last.at == last.source.end - last.source.start
    }

    /// Returns the word, in the places of `source` itself.
    pub fn finish(mut self, end: usize) -> Word {
        let span = Span::new(self.start, end);
        if matches!(self.text.as_str(), "[" | "[[") {
            self.expands.glob = false;
        }
        if matches!(self.pieces.as_slice(), [only] if only.source == span && !only.live && self.is_exact(only)) {
            self.pieces.clear();
        }
        Word { span, text: self.text, quoted: self.quoted, expands: self.expands, pieces: self.pieces }
    }
}

/// Moves the places of `word` from `source` to the outermost one.
pub(super) fn outward(source: &Source<'_>, mut word: Word) -> Word {
    let own = word.span;
    word.span = source.outer(own);
    for piece in &mut word.pieces {
        piece.source = source.outer(piece.source);
    }
    if word.pieces.is_empty() && word.span.end - word.span.start != own.end - own.start {
        word.pieces.push(Piece { at: 0, source: word.span, live: false });
    }
    word
}
