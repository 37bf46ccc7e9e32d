//! What stands between words: blanks, comments, operators, line ends.

use super::super::command::Joint;
use super::super::frame::FrameKind;
use super::draft::DraftWord;
use super::{Expect, Reader};

impl Reader<'_, '_> {
    /// Reads one token, or begins a word.
    pub(super) fn token(&mut self) {
        let Some(byte) = self.peek(0) else { return };
        match byte {
            b' ' | b'\t' => self.at += 1,
            b'\\' if self.line_goes_on() > 0 => self.at += self.line_goes_on(),
            b'\n' => self.newline(),
            b'#' => self.comment(),
            b';' => self.semicolon(),
            b'&' | b'|' if self.draft.test => self.test_operator(),
            b'&' => self.ampersand(),
            b'|' => self.bar(),
            b'(' if !self.draft.test => self.open_paren(),
            b')' if !self.draft.test => self.close_paren(),
            b'<' | b'>' if !self.draft.test && self.peek(1) != Some(b'(') => self.redirect(None, self.at),
            _ => self.begin_word(),
        }
    }

    /// Returns the length of an escaped line end here, or 0.
    pub(super) fn line_goes_on(&self) -> usize {
        match (self.peek(0), self.peek(1), self.peek(2)) {
            (Some(b'\\'), Some(b'\n'), _) => 2,
            (Some(b'\\'), Some(b'\r'), Some(b'\n')) => 3,
            _ => 0,
        }
    }

    pub(super) fn begin_word(&mut self) {
        self.draft.word = Some(DraftWord::new(self.at));
        self.word();
    }

    fn newline(&mut self) {
        self.at += 1;
        if self.draft.test {
            return;
        }
        match self.level().expect {
            Expect::List | Expect::In => self.end_head(),
            _ => self.end_item(Joint::Newline),
        }
        self.read_heredocs();
    }

    fn comment(&mut self) {
        let rest = &self.text.as_bytes()[self.at..];
        self.at += rest.iter().position(|b| *b == b'\n').unwrap_or(rest.len());
    }

    fn semicolon(&mut self) {
        let in_arm = self.level().closer == "esac" && self.level().expect == Expect::Commands;
        let arm_end = [";;&", ";;", ";&"].into_iter().find(|end| self.rest_starts_with(end));
        if let Some(end) = arm_end.filter(|_| in_arm) {
            self.end_item(Joint::End);
            self.at += end.len();
            self.end_arm();
            return;
        }
        match self.level().expect {
            Expect::List | Expect::In => self.end_head(),
            _ => self.end_item(Joint::Semicolon),
        }
        self.at += 1;
    }

    fn ampersand(&mut self) {
        if self.peek(1) == Some(b'>') {
            self.redirect(None, self.at);
            return;
        }
        let (joint, length) = if self.peek(1) == Some(b'&') { (Joint::And, 2) } else { (Joint::Background, 1) };
        self.end_item(joint);
        self.at += length;
    }

    fn bar(&mut self) {
        if self.level().expect == Expect::Pattern {
            self.at += 1;
            return;
        }
        let (joint, length) = match self.peek(1) {
            Some(b'|') => (Joint::Or, 2),
            Some(b'&') => (Joint::PipeBoth, 2),
            _ => (Joint::Pipe, 1),
        };
        self.end_item(joint);
        self.at += length;
    }

    /// Between `[[` and `]]` the operators are words.
    fn test_operator(&mut self) {
        let length = if self.peek(0) == self.peek(1) { 2 } else { 1 };
        let mut word = DraftWord::new(self.at);
        word.push(&self.text[self.at..self.at + length], self.at);
        self.at += length;
        self.draft.word = Some(word);
        self.end_word();
    }

    fn open_paren(&mut self) {
        let expect = self.level().expect;
        if expect == Expect::Pattern {
            self.at += 1;
        } else if self.is_function_name() {
            self.name_function();
        } else if self.draft.command.is_none() && self.draft.redirect.is_none() {
            match self.sum_end(self.at) {
                Some(end) => self.sum(end),
                None => {
                    self.open(FrameKind::Subshell, ")", self.at);
                    self.at += 1;
                }
            }
        } else {
            self.note("shell-stray-operator", self.at, "`(` stands where the shell expects a word");
            self.at += 1;
        }
    }

    fn close_paren(&mut self) {
        if self.level().expect == Expect::Pattern {
            self.at += 1;
            self.begin_arm();
        } else if self.parens > 0 {
            self.close_up_to(")");
        } else {
            self.end_item(Joint::Semicolon);
            self.note("shell-stray-operator", self.at, "`)` closes nothing");
            self.at += 1;
        }
    }

    /// Takes `((…))` as one word of a command.
    fn sum(&mut self, end: usize) {
        let mut word = DraftWord::new(self.at);
        word.push(&self.text[self.at..end], self.at);
        word.expands.arithmetic = true;
        self.draft.word = Some(word);
        self.at = end;
        self.end_word();
    }

    /// Returns the end of `((…))` from `start`, when its parentheses pair up and it ends with two. A place is searched once at most:
    /// what was no sum is not looked at again from further in.
    pub(super) fn sum_end(&mut self, start: usize) -> Option<usize> {
        if start < self.no_sum_before || !self.text.as_bytes()[start..].starts_with(b"((") {
            return None;
        }
        let mut depth = 0_usize;
        for (at, byte) in self.text.bytes().enumerate().skip(start) {
            self.all.steps += 1;
            match byte {
                b'(' => depth += 1,
                b')' if depth == 2 && self.text.as_bytes().get(at + 1) == Some(&b')') => return Some(at + 2),
                b')' if depth == 2 => {
                    self.no_sum_before = at;
                    return None;
                }
                b')' => depth -= 1,
                _ => {}
            }
        }
        self.no_sum_before = self.text.len();
        None
    }
}
