//! Here-documents: which language their body is, and where it ends.

use super::Frame;
use crate::ui::highlight::LineSpans;
use crate::ui::highlight::language::Language;
use crate::ui::highlight::lexer::{Grammars, push};
use crate::ui::highlight::role::SyntaxRole;

/// A here-document that has been announced.
pub(super) struct Document<'g> {
    /// The line that ends it.
    terminator: String,
    /// Whether tabs before the terminator are ignored (`<<-`).
    strip_tabs: bool,
    language: Option<Language>,
    depth: u8,
    /// What reads the body, from its first line on.
    body: Option<Option<Frame<'g>>>,
}

impl<'g> Document<'g> {
    /// `word` ends it, with the quotes it may have; `before` is the line up to that word.
    pub fn new(word: &str, before: &str, language: Option<Language>, depth: u8) -> Self {
        Self {
            terminator: word.trim_matches(['"', '\'']).to_string(),
            strip_tabs: before.trim_ascii_end().ends_with('-'),
            language,
            depth,
            body: None,
        }
    }

    /// Appends the spans of the next line of the body, or of its part from byte `offset` on; true where it was the
    /// line that ends it.
    pub fn line(&mut self, grammars: &'g Grammars, text: &str, offset: usize, out: &mut LineSpans) -> bool {
        let bare = if self.strip_tabs { text.trim_start_matches('\t') } else { text };
        if bare == self.terminator {
            push(out, offset + text.len() - bare.len()..offset + text.len(), SyntaxRole::Operator);
            return true;
        }
        let (language, depth) = (self.language, self.depth);
        let body = self.body.get_or_insert_with(|| {
            let language = shebang(text).or(language)?;
            Frame::nested(grammars, language, depth)
        });
        if let Some(frame) = body {
            frame.line(text, offset, out);
        }
        false
    }
}

/// The language that a body's first line asks for.
fn shebang(text: &str) -> Option<Language> {
    interpreter(text.strip_prefix("#!")?.split_ascii_whitespace().next_back()?)
}

/// The language of a body that `word` announces, standing between `before` and `after`: of the file that the word
/// names (`COPY <<main.py /srv/`), of the program that reads it, or of the file it goes to.
pub(super) fn body_language(before: &str, word: &str, after: &str) -> Option<Language> {
    if word.contains('.') {
        return file(word);
    }
    let command = before.trim_end_matches(['<', '-']).rsplit(['&', '|', ';', '(']).next().unwrap_or_default();
    let target = |word: &str| file(word).filter(|_| !word.starts_with("<<"));
    command
        .split_ascii_whitespace()
        .find_map(interpreter)
        .or_else(|| after.split_ascii_whitespace().find_map(interpreter))
        .or_else(|| after.split_ascii_whitespace().rev().find_map(target))
        .or_else(|| command.split_ascii_whitespace().rev().find_map(target))
}

/// The language of a file of that name.
fn file(name: &str) -> Option<Language> {
    Language::from_tag(name.trim_matches(['"', '\'']).rsplit_once('.')?.1)
}

/// The language that a program of that name reads: `/usr/bin/python3.14`.
fn interpreter(program: &str) -> Option<Language> {
    let name = program.rsplit('/').next().unwrap_or_default();
    let name = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    Language::from_tag(name).filter(|language| matches!(language, Language::Shell | Language::Python))
}
