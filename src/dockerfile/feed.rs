//! The lines of the file, taken one by one, and the bodies of heredocs taken at once. Knows where it stands, not what the lines
//! mean.

use std::ops::Range;

use super::faults::Faults;
use super::heredoc::Heredoc;
use super::keyword;
use super::lines::{self, BOM, Line, MAX_LINE, Terminators};
use crate::diagnostic::Span;

/// Hands out lines.
pub(super) struct Feed<'a> {
    /// The file.
    pub source: &'a str,
    lines: Vec<Line>,
    next: usize,
    terminators: Terminators<'a>,
}

impl<'a> Feed<'a> {
    /// Cuts `source` into lines.
    pub fn new(source: &'a str) -> Self {
        let mark = if source.starts_with(BOM) { BOM.len_utf8() } else { 0 };
        Self { source, lines: lines::split(source, mark), next: 0, terminators: Terminators::default() }
    }

    /// Returns the bytes of the byte order mark.
    pub fn mark(&self) -> Range<usize> {
        0..if self.source.starts_with(BOM) { BOM.len_utf8() } else { 0 }
    }

    /// Says which lines the builder could not hold.
    pub fn check_lengths(&self, faults: &mut Faults) {
        for line in &self.lines {
            let length = self.source[line.span.range()].trim_end_matches('\n').len();
            if length > MAX_LINE {
                let message = format!("dockerfile line greater than max allowed size of {MAX_LINE}");
                faults.add("line-too-long", Span::new(line.span.start, line.text_end), message);
            }
        }
    }

    /// Returns the next line.
    pub fn take(&mut self) -> Option<Line> {
        let line = *self.lines.get(self.next)?;
        self.next += 1;
        Some(line)
    }

    /// Returns how many lines were taken: the 1-based number of the last one.
    pub fn taken(&self) -> usize {
        self.next
    }

    /// Returns the byte at which the next line begins.
    pub fn at(&self) -> usize {
        self.lines.get(self.next).map_or(self.source.len(), |line| line.span.start)
    }

    /// Takes the bodies of `heredocs`, which stand one behind the other. One without an end takes what comes up to the next line
    /// that looks like an instruction; those behind it stay empty.
    pub fn bodies(&mut self, heredocs: &mut [Heredoc], faults: &mut Faults) {
        let mut open = false;
        for heredoc in heredocs {
            let start = self.at();
            heredoc.body = Span::new(start, start);
            if open {
                continue;
            }
            if let Some(end) = self.terminator(heredoc) {
                let line = self.lines[end];
                heredoc.body.end = line.span.start;
                heredoc.terminator = Some(Span::new(line.span.start, line.text_end));
                self.next = end + 1;
            } else {
                faults.add("heredoc-unterminated", heredoc.word.span(), "unterminated heredoc");
                self.recover();
                heredoc.body.end = self.at();
                open = true;
            }
        }
    }

    fn terminator(&mut self, heredoc: &Heredoc) -> Option<usize> {
        self.terminators.next(self.source, &self.lines, &heredoc.name, heredoc.chomp, self.next)
    }

    fn recover(&mut self) {
        let rest = self.lines.get(self.next..).unwrap_or_default();
        let opens = |line: &Line| keyword::opens_instruction(line.text(self.source));
        self.next += rest.iter().position(opens).unwrap_or(rest.len());
    }
}
