//! Expansions inside words: variables, `${…}`, sums, and the substitutions whose commands are read in turn.

use super::super::frame::FrameKind;
use super::draft::{Brace, DraftWord};
use super::{Expect, Reader};
use crate::diagnostic::Span;

/// How deep a substitution may be nested before its text is cut short in the words around it; else the text of all words together
/// would grow with the square of the depth.
const DEEPEST_TEXT: usize = 12;

impl Reader<'_, '_> {
    pub(super) fn dollar(&mut self) {
        if let Some(end) = self.source.replaced_until(self.at) {
            self.live(end, |word| word.expands.parameter = true);
            return;
        }
        let in_double = self.draft.word.as_ref().is_some_and(|word| word.double.is_some());
        match self.peek(1) {
            Some(b'(') => match self.sum_end(self.at + 1) {
                Some(end) => self.live(end, |word| word.expands.arithmetic = true),
                None => self.substitution(FrameKind::Substitution, ")", 2),
            },
            Some(b'{') => {
                let start = self.at;
                self.with(|word| word.braces.push(Brace { start, quoted: false }));
                self.at += 2;
            }
            Some(b'\'') if !in_double => self.ansi(),
            Some(b'"') if !in_double => self.open_double(2),
            Some(b) if b.is_ascii_alphabetic() || b == b'_' => {
                let rest = &self.text.as_bytes()[self.at + 1..];
                let name = rest.iter().position(|b| !b.is_ascii_alphanumeric() && *b != b'_').unwrap_or(rest.len());
                self.all.steps += name;
                self.live(self.at + 1 + name, |word| word.expands.parameter = true);
            }
            Some(b'0'..=b'9' | b'@' | b'*' | b'#' | b'?' | b'-' | b'$' | b'!') => {
                self.live(self.at + 2, |word| word.expands.parameter = true);
            }
            _ => self.take(1),
        }
    }

    /// Takes an expansion up to `end`; within `${…}` it is part of that.
    fn live(&mut self, end: usize, mark: impl FnOnce(&mut DraftWord)) {
        let (start, text) = (self.at, self.text);
        self.with(|word| {
            mark(word);
            if word.braces.is_empty() {
                word.push_live(&text[start..end], Span::new(start, end));
            }
        });
        self.at = end;
    }

    pub(super) fn in_braces(&mut self, byte: u8) {
        let outside = self.draft.word.as_ref().is_some_and(|word| word.double.is_none());
        let quoted = self.draft.word.as_ref().and_then(|word| word.braces.last()).is_some_and(|brace| brace.quoted);
        match byte {
            b'\\' => {
                let next = self.text[self.at + 1..].chars().next().map_or(0, char::len_utf8);
                self.at += 1 + next;
            }
            b'\'' if outside && !quoted => {
                let rest = &self.text.as_bytes()[self.at + 1..];
                let length = rest.iter().position(|b| *b == b'\'').map_or(rest.len(), |at| at + 1);
                self.all.steps += length;
                self.at += 1 + length;
            }
            b'"' => {
                self.with(|word| {
                    if let Some(brace) = word.braces.last_mut() {
                        brace.quoted = !brace.quoted;
                    }
                });
                self.at += 1;
            }
            b'}' if !quoted => self.close_brace(),
            b'$' => match self.peek(1) {
                Some(b'(' | b'{') => self.dollar(),
                _ => self.at += 1,
            },
            b'`' => self.backtick(),
            _ => self.at += self.text[self.at..].chars().next().map_or(1, char::len_utf8),
        }
    }

    fn close_brace(&mut self) {
        self.at += 1;
        let brace = self.draft.word.as_mut().and_then(|word| word.braces.pop());
        let is_open = self.draft.word.as_ref().is_some_and(|word| !word.braces.is_empty());
        if let Some(brace) = brace.filter(|_| !is_open) {
            self.push_expansion(brace.start, "${..}", |word| word.expands.parameter = true);
        }
    }

    /// Adds the expansion that reaches from `start` to here, as written or, when it is nested deep, as `short`.
    pub(super) fn push_expansion(&mut self, start: usize, short: &str, mark: impl FnOnce(&mut DraftWord)) {
        let (end, text) = (self.at, self.text);
        let shown = if self.parens + self.backticks > DEEPEST_TEXT { short } else { &text[start..end] };
        self.with(|word| {
            mark(word);
            if word.braces.is_empty() {
                word.push_live(shown, Span::new(start, end));
            }
        });
    }

    /// Begins a substitution: puts aside what is half read.
    pub(super) fn substitution(&mut self, kind: FrameKind, closer: &'static str, length: usize) {
        let takes_words = self.level().expect == Expect::Commands && self.draft.redirect.is_none();
        if takes_words {
            let start = self.draft.word.as_ref().map_or(self.at, |word| word.start);
            self.command(start);
        }
        let command = self.draft.command;
        let aside = std::mem::take(&mut self.draft);
        let frame = self.push_level(kind, closer, self.at);
        self.level().aside = Some(aside);
        self.all.frames[frame].command = command;
        self.at += length;
    }

    pub(super) fn backtick(&mut self) {
        if let Some(end) = self.source.replaced_until(self.at) {
            self.live(end, |word| word.expands.command = true);
        } else if self.backticks > 0 {
            self.close_up_to("`");
        } else {
            self.substitution(FrameKind::Substitution, "`", 1);
        }
    }

    /// Goes on with the word in which a substitution from `start` has just ended.
    pub(super) fn resume(&mut self, start: usize) {
        self.push_expansion(start, "$(..)", |word| word.expands.command = true);
    }
}
