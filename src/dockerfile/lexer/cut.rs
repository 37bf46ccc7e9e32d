//! Cutting what comes out of the lexer into words.

use std::ops::Range;

/// A word of the result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::dockerfile) struct Word {
    /// The word.
    pub text: String,
    /// The bytes of the input it was made of.
    pub range: Range<usize>,
}

/// How a piece of text joins the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Blanks separate words.
    Plain,
    /// Blanks separate words, also those within the value.
    Value,
    /// Quoted or escaped: all of it belongs to the word.
    Raw,
}

/// The words so far, and the one that is open.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// The words that are complete.
    pub list: Vec<Word>,
    word: String,
    range: Range<usize>,
    inside: bool,
}

impl Words {
    /// Adds `text`, made of the bytes `range` of the input.
    pub fn add(&mut self, text: &str, range: Range<usize>, kind: Kind) {
        if kind == Kind::Raw {
            return self.join(text, range);
        }
        for (at, c) in text.char_indices() {
            if !c.is_whitespace() {
                self.join(&text[at..at + c.len_utf8()], range.clone());
            } else if self.inside {
                self.end_word();
            }
        }
    }

    fn join(&mut self, text: &str, range: Range<usize>) {
        if !self.inside {
            self.range = range.clone();
        }
        self.inside = true;
        self.range.end = range.end;
        self.word.push_str(text);
    }

    /// Ends the word that is open, if it has any letters.
    pub fn end_word(&mut self) {
        if !self.word.is_empty() {
            self.list.push(Word { text: std::mem::take(&mut self.word), range: self.range.clone() });
            self.inside = false;
        }
    }
}
