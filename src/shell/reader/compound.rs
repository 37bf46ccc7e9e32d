//! Reserved words and what they open and close: branches, loops, functions, subshells.

use super::super::command::{Item, Joint};
use super::super::frame::{Frame, FrameKind};
use super::super::word::Word;
use super::draft::outward;
use super::{Expect, Level, Reader};
use crate::diagnostic::Span;

impl Reader<'_, '_> {
    /// Ends the word that is being read and gives it to whoever waits for it.
    pub(super) fn end_word(&mut self) {
        self.close_open_quotes();
        let Some(word) = self.draft.word.take() else { return };
        let word = word.finish(self.at);
        if let Some(redirect) = self.draft.redirect.take() {
            self.finish_redirect(redirect, Some(word));
            return;
        }
        let expect = self.level().expect;
        match expect {
            Expect::Commands => self.command_word(word),
            Expect::In => match word.text.as_str() {
                "in" if self.level().closer == "esac" => self.level().expect = Expect::Pattern,
                "in" => self.level().expect = Expect::List,
                "do" => self.part(FrameKind::Body, word.span.start),
                _ => self.note(
                    "shell-stray-word",
                    word.span.start,
                    format!("`{}` stands where `in` was expected", word.text),
                ),
            },
            Expect::Pattern if word.text == "esac" && !word.quoted && self.level().patterns.is_empty() => {
                self.close_level()
            }
            Expect::Pattern => {
                let word = outward(self.source, word);
                self.level().patterns.push(word);
            }
            Expect::Name => {
                let word = outward(self.source, word);
                self.level().expect = Expect::Commands;
                self.level().function = Some(word);
            }
            waits @ (Expect::Variable | Expect::Subject | Expect::List) => {
                let frame = self.level().frame;
                self.all.frames[frame].head.push(outward(self.source, word));
                self.level().expect = if waits == Expect::List { Expect::List } else { Expect::In };
            }
        }
    }

    fn command_word(&mut self, word: Word) {
        let bare = !word.quoted && word.is_literal();
        if bare && self.draft.command.is_none() && self.reserved(&word) {
            return;
        }
        let first = self.draft.command.is_none();
        let (opens, closes) = (bare && first && word.text == "[[", self.draft.test && word.text == "]]");
        self.push_word(word);
        self.draft.test = opens || (self.draft.test && !closes);
    }

    /// Does what a reserved word says; returns whether `word` is one.
    fn reserved(&mut self, word: &Word) -> bool {
        let start = word.span.start;
        match word.text.as_str() {
            "if" => self.open_tested(FrameKind::If, "fi", start),
            "while" => self.open_tested(FrameKind::While, "done", start),
            "until" => self.open_tested(FrameKind::Until, "done", start),
            "for" | "select" => self.open_with_head(FrameKind::For, "done", start, Expect::Variable),
            "case" => self.open_with_head(FrameKind::Case, "esac", start, Expect::Subject),
            "{" => self.open(FrameKind::Group, "}", start),
            "function" => self.level().expect = Expect::Name,
            "!" => self.level().negated ^= true,
            "then" => self.part_of("fi", FrameKind::Then, word),
            "elif" => self.part_of("fi", FrameKind::Condition, word),
            "else" => self.part_of("fi", FrameKind::Else, word),
            "do" => self.part_of("done", FrameKind::Body, word),
            "fi" | "done" | "esac" | "}" => {
                if self.level().closer == word.text {
                    self.close_level();
                } else {
                    self.stray(word);
                }
            }
            _ => return false,
        }
        true
    }

    fn stray(&mut self, word: &Word) {
        self.end_item(Joint::Semicolon);
        self.note("shell-stray-word", word.span.start, format!("`{}` belongs to nothing before it", word.text));
    }

    fn open_tested(&mut self, kind: FrameKind, closer: &'static str, start: usize) {
        self.open(kind, closer, start);
        self.part(FrameKind::Condition, self.at);
    }

    fn open_with_head(&mut self, kind: FrameKind, closer: &'static str, start: usize, expect: Expect) {
        self.open(kind, closer, start);
        self.level().expect = expect;
    }

    fn part_of(&mut self, closer: &str, kind: FrameKind, word: &Word) {
        if self.level().closer == closer {
            self.part(kind, word.span.start);
        } else {
            self.stray(word);
        }
    }

    /// Begins another part of the open frame.
    fn part(&mut self, kind: FrameKind, start: usize) {
        self.end_item(Joint::End);
        let frame = self.level().frame;
        self.end_part(start);
        let part = self.new_frame(kind, frame, start);
        let level = self.level();
        level.part = part;
        level.expect = Expect::Commands;
        (level.after, level.pipe_from, level.negated) = (None, None, false);
    }

    fn end_part(&mut self, end: usize) {
        let part = self.level().part;
        let end = self.source.outer(Span::new(end.saturating_sub(1), end)).end;
        let span = &mut self.all.frames[part].span;
        span.end = span.end.max(end);
    }

    fn new_frame(&mut self, kind: FrameKind, parent: usize, start: usize) -> usize {
        let within = self.all.frames[parent].within;
        let start = self.source.outer(Span::new(start, start + 1)).start;
        self.all.frames.push(Frame::new(kind, Some(parent), within, start));
        self.all.frames.len() - 1
    }

    /// Opens a compound command.
    pub(super) fn open(&mut self, kind: FrameKind, closer: &'static str, start: usize) {
        if self.level().last.is_some() {
            self.end_item(Joint::Semicolon);
        }
        let (piped_from, after, negated) = self.begin();
        let function = self.level().function.take();
        let named = function.is_some() && matches!(kind, FrameKind::Group | FrameKind::Subshell);
        let index = self.push_level(if named { FrameKind::Function } else { kind }, closer, start);
        self.link(piped_from, Item::Frame(index));
        let frame = &mut self.all.frames[index];
        (frame.piped_from, frame.after, frame.negated) = (piped_from, after, negated);
        frame.head.extend(function.filter(|_| named));
    }

    /// Opens a frame and returns its index.
    pub(super) fn push_level(&mut self, kind: FrameKind, closer: &'static str, start: usize) -> usize {
        let part = self.level().part;
        let frame = self.new_frame(kind, part, start);
        self.stack.push(Level::new(frame, closer, start, self.options));
        self.parens += usize::from(closer == ")");
        self.backticks += usize::from(closer == "`");
        frame
    }

    /// Closes the innermost frame; `at` is behind what closed it.
    pub(super) fn close_level(&mut self) {
        self.end_item(Joint::End);
        if self.stack.len() == 1 {
            return;
        }
        self.end_part(self.at);
        let Some(level) = self.stack.pop() else { return };
        let end = self.source.outer(Span::new(self.at.saturating_sub(1), self.at)).end;
        let frame = &mut self.all.frames[level.frame];
        frame.span.end = frame.span.end.max(end);
        let is_function = frame.kind == FrameKind::Function;
        self.parens -= usize::from(level.closer == ")");
        self.backticks -= usize::from(level.closer == "`");
        if level.aside.is_some() || level.closer == ")" || is_function {
            self.options = level.options;
        }
        match level.aside {
            Some(aside) => {
                self.draft = aside;
                self.resume(level.start);
            }
            None => self.level().last = Some(Item::Frame(level.frame)),
        }
    }

    /// Closes all frames up to the one that ends with the sign `closer`, one byte, which stands here.
    pub(super) fn close_up_to(&mut self, closer: &str) {
        // The word before it may be the one that closes the innermost frame.
        self.end_word();
        while self.stack.len() > 1 && self.level().closer != closer {
            self.end_word();
            self.note_open_level();
            self.close_level();
        }
        self.end_item(Joint::End);
        self.at += 1;
        self.close_level();
    }

    fn note_open_level(&mut self) {
        let (closer, start) = (self.level().closer, self.level().start);
        self.note("shell-block-unfinished", start, format!("what begins here is not closed by `{closer}`"));
    }

    /// A separator ends the words of a `for`; before the `in` of a `case` it is a blank.
    pub(super) fn end_head(&mut self) {
        self.end_word();
        if self.level().closer == "done" {
            self.level().expect = Expect::Commands;
        }
    }

    /// Begins the arm whose patterns were just read.
    pub(super) fn begin_arm(&mut self) {
        let patterns = std::mem::take(&mut self.level().patterns);
        self.part(FrameKind::Arm, self.at);
        let part = self.level().part;
        self.all.frames[part].head = patterns;
    }

    /// Ends an arm at its `;;`.
    pub(super) fn end_arm(&mut self) {
        self.end_part(self.at);
        let level = self.level();
        level.part = level.frame;
        level.expect = Expect::Pattern;
    }

    /// Returns whether `(` here makes the word before it the name of a function.
    pub(super) fn is_function_name(&self) -> bool {
        let rest = self.text[self.at + 1..].trim_start_matches([' ', '\t']);
        if !rest.starts_with(')') {
            return false;
        }
        let named = self.stack.last().is_some_and(|level| level.function.is_some());
        match self.draft.command.map(|index| &self.all.commands[index]) {
            None => named,
            Some(command) => {
                let bare = matches!(command.words.as_slice(), [only] if !only.quoted);
                bare && command.assignments.is_empty() && command.redirects.is_empty()
            }
        }
    }

    /// Turns the command that was begun into the name of a function.
    pub(super) fn name_function(&mut self) {
        if let Some(index) = self.draft.command.take()
            && index + 1 == self.all.commands.len()
            && let Some(mut command) = self.all.commands.pop()
        {
            self.level().function = command.words.pop();
            match command.piped_from {
                Some(Item::Command(before)) => self.all.commands[before].pipes_into = None,
                Some(Item::Frame(before)) => self.all.frames[before].pipes_into = None,
                None => {}
            }
        }
        let rest = &self.text[self.at + 1..];
        self.at += 2 + rest.len() - rest.trim_start_matches([' ', '\t']).len();
    }

    /// Closes one thing that the end of the text left open; returns whether nothing is left.
    pub(super) fn close_at_end(&mut self) -> bool {
        if self.draft.word.is_some() {
            self.end_word();
            return false;
        }
        if self.stack.len() > 1 {
            self.end_item(Joint::End);
            self.note_open_level();
            self.close_level();
            return false;
        }
        self.end_item(Joint::End);
        self.end_part(self.at);
        self.forget_heredocs();
        true
    }
}
