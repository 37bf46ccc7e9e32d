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
    /// The first piece; most words are one, and then the list costs nothing.
    first: Option<Piece>,
    /// The pieces behind it.
    more: Vec<Piece>,
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
        let length = self.text.len();
        match self.more.last_mut().or(self.first.as_mut()) {
            Some(last) if !last.live && last.source.end == start && is_exact(last, length) => {
                last.source.end += text.len();
            }
            _ => self.piece(Span::new(start, start + text.len()), false),
        }
        if self.text.is_empty() {
            // Most words are one push: they get the room that they need and no more.
            self.text = text.to_owned();
        } else {
            self.text.push_str(text);
        }
    }

    /// Adds a character that was written otherwise.
    pub fn push_decoded(&mut self, c: char, source: Span) {
        self.piece(source, false);
        self.text.push(c);
    }

    /// Adds an expansion.
    pub fn push_live(&mut self, text: &str, source: Span) {
        self.piece(source, true);
        self.text.push_str(text);
    }

    /// Begins a piece at the end of the text.
    fn piece(&mut self, source: Span, live: bool) {
        let piece = Piece { at: self.text.len(), source, live };
        match self.first {
            None => self.first = Some(piece),
            Some(_) => self.more.push(piece),
        }
    }

    /// Returns the word, in the places of `source` itself.
    pub fn finish(mut self, end: usize) -> Word {
        let span = Span::new(self.start, end);
        if matches!(self.text.as_str(), "[" | "[[") {
            self.expands.glob = false;
        }
        let is_span = |only: &Piece| only.source == span && !only.live && is_exact(only, self.text.len());
        let pieces = match self.first {
            Some(only) if self.more.is_empty() && is_span(&only) => Box::default(),
            first => first.into_iter().chain(self.more).collect(),
        };
        Word { span, text: self.text, quoted: self.quoted, expands: self.expands, pieces }
    }
}

/// Says whether the last piece of a text of `length` bytes was taken over byte by byte.
fn is_exact(last: &Piece, length: usize) -> bool {
    length - last.at == last.source.end - last.source.start
}

/// Moves the places of `word` from `source` to the outermost one.
pub(super) fn outward(source: &Source<'_>, mut word: Word) -> Word {
    let own = word.span;
    word.span = source.outer(own);
    for piece in &mut word.pieces {
        piece.source = source.outer(piece.source);
    }
    if word.pieces.is_empty() && word.span.end - word.span.start != own.end - own.start {
        word.pieces = Box::new([Piece { at: 0, source: word.span, live: false }]);
    }
    word
}
