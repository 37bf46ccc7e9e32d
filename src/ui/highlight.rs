//! Colours code: which bytes of a line are a keyword, a string, a flag. Says *what* a piece of text is, never how it
//! looks: knows no theme, no terminal and no widget, so a worker thread can own it.
//!
//! Grammars (`assets/syntaxes/*.sublime-syntax`) find the tokens of one line; [`frame`] knows what spans lines
//! (continued instructions, here-documents, prompts, block scalars) and hands each line to the right grammar.

mod expansion;
mod frame;
mod language;
mod lexer;
mod role;
mod words;

use std::ops::Range;
use std::sync::OnceLock;

use frame::Frame;
use language::Language;
use lexer::Grammars;
pub use role::SyntaxRole;

/// The coloured parts of one line, in order and without overlap: byte ranges within the line (its line ending not
/// counted). What lies between them is [`SyntaxRole::Plain`].
pub type LineSpans = Vec<(Range<u32>, SyntaxRole)>;

/// Longer lines, in bytes, stay plain: nobody reads them, and time grows with length.
const MAX_LINE: usize = 2_000;

/// A longer block, in bytes, stays plain.
const MAX_BLOCK: usize = 256 * 1024;

/// Finds the coloured parts of code. Loads its grammars at first use, compiles each of their expressions when first
/// searched; so keep one for as long as there is code to show.
#[derive(Default)]
pub struct Highlighter {
    grammars: OnceLock<Option<Grammars>>,
}

impl Highlighter {
    /// Returns a highlighter that has not yet loaded anything.
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns the coloured parts of `code`, one entry for each of its `str::lines`. `lang` is the first word of a fence
    /// (`dockerfile`, `py`, …, in any case); of a language that is not known every line is plain. Never fails: what a
    /// grammar cannot read stays plain.
    pub fn lines(&self, lang: &str, code: &str) -> Vec<LineSpans> {
        let mut out: Vec<LineSpans> = Vec::new();
        let frame = Language::from_tag(lang)
            .filter(|_| code.len() <= MAX_BLOCK)
            .and_then(|language| Frame::new(self.grammars()?, language));
        let Some(mut frame) = frame else {
            out.resize_with(code.lines().count(), Vec::new);
            return out;
        };
        for line in code.lines() {
            let mut spans = Vec::new();
            if line.len() <= MAX_LINE {
                frame.line(line, 0, &mut spans);
            }
            out.push(spans);
        }
        out
    }

    fn grammars(&self) -> Option<&Grammars> {
        self.grammars.get_or_init(Grammars::load).as_ref()
    }
}

#[cfg(test)]
mod tests;
