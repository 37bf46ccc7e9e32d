//! A text that is read as shell, and where its bytes stand in the text that the caller gave. The outermost source is that text itself; a
//! string for `sh -c` was pieced together from a word. Knows nothing of shell.

use std::borrow::Cow;

use super::word::{Piece, Word, locate};
use crate::diagnostic::Span;

/// A text with a map to the outermost one.
#[derive(Debug, Clone)]
pub(super) struct Source<'a> {
    pub text: Cow<'a, str>,
    /// Empty: the text is the outermost one.
    pieces: Vec<Piece>,
}

impl<'a> Source<'a> {
    /// Makes the outermost source.
    pub fn outermost(text: &'a str) -> Self {
        Self { text: Cow::Borrowed(text), pieces: Vec::new() }
    }

    /// Makes a source of words joined by a blank, as `eval` does.
    pub fn of_words(words: &[Word]) -> Source<'static> {
        let (mut text, mut pieces) = (String::new(), Vec::new());
        for (index, word) in words.iter().enumerate() {
            if index > 0 {
                pieces.push(Piece {
                    at: text.len(),
                    source: Span::new(words[index - 1].span.end, word.span.start),
                    live: false,
                });
                text.push(' ');
            }
            if word.pieces.is_empty() {
                pieces.push(Piece { at: text.len(), source: word.span, live: false });
            }
            pieces.extend(word.pieces.iter().map(|piece| Piece { at: piece.at + text.len(), ..*piece }));
            text.push_str(&word.text);
        }
        Source { text: Cow::Owned(text), pieces }
    }

    /// Makes a source of lines, each with the place where it stands.
    pub fn of_lines<'l>(lines: impl Iterator<Item = (&'l str, Span)>) -> Source<'static> {
        let (mut text, mut pieces) = (String::new(), Vec::new());
        for (line, source) in lines {
            pieces.push(Piece { at: text.len(), source, live: false });
            text.push_str(line);
        }
        Source { text: Cow::Owned(text), pieces }
    }

    /// Returns where `part` of this text stands in the outermost one.
    pub fn outer(&self, part: Span) -> Span {
        if self.pieces.is_empty() { part } else { locate(&self.pieces, self.text.len(), part) }
    }

    /// Returns the end of the expansion at `at` that an outer shell has replaced before this text is read.
    pub fn replaced_until(&self, at: usize) -> Option<usize> {
        if self.pieces.is_empty() {
            return None;
        }
        let index = self.pieces.binary_search_by_key(&at, |piece| piece.at).ok()?;
        let end = self.pieces.get(index + 1).map_or(self.text.len(), |next| next.at);
        self.pieces[index].live.then_some(end)
    }

    /// Returns whether there is something to read: not only what an outer shell fills in.
    pub fn is_readable(&self) -> bool {
        !self.text.is_empty() && (self.pieces.is_empty() || self.pieces.iter().any(|piece| !piece.live))
    }
}
