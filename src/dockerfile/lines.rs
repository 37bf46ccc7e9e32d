//! Physical lines as BuildKit cuts them, and what one line can say about itself: comment, blank, continued. Knows no
//! instruction.

use std::collections::HashMap;

use crate::diagnostic::Span;

/// The longest physical line the builder reads, in bytes without its line break.
pub const MAX_LINE: usize = 64 * 1024 - 1;

/// The mark some editors put in front of a UTF-8 file.
pub(super) const BOM: char = '\u{feff}';

/// One physical line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    /// The line with its break.
    pub span: Span,
    /// Where its text ends: before all `\r` and `\n` at its end.
    pub text_end: usize,
}

impl Line {
    /// Returns the line's text without its break.
    pub fn text<'a>(&self, source: &'a str) -> &'a str {
        &source[self.span.start..self.text_end]
    }
}

/// Cuts `source` from byte `from` on into lines.
pub(super) fn split(source: &str, from: usize) -> Vec<Line> {
    let mut start = from;
    let pieces = source[from..].split_inclusive('\n');
    let line = |piece: &str| {
        let span = Span::new(start, start + piece.len());
        start = span.end;
        Line { span, text_end: span.start + piece.trim_end_matches(['\r', '\n']).len() }
    };
    pieces.map(line).collect()
}

/// Says whether a line is a comment: `#` is its first character that is no blank.
pub(super) fn is_comment(text: &str) -> bool {
    text.trim_start().starts_with('#')
}

/// Returns how many bytes of `text` stay when it is continued on the next line: `escape`, not preceded by another, then
/// only spaces and tabs.
pub(super) fn continued(text: &str, escape: char) -> Option<usize> {
    let kept = text.trim_end_matches([' ', '\t']).strip_suffix(escape)?;
    (!kept.ends_with(escape)).then_some(kept.len())
}

/// So many heredocs may stay open before the lines are indexed.
const PATIENCE: usize = 8;

/// Finds the line that ends a heredoc. Walking to it costs no more than reading it; walking to the end of the file for nothing,
/// again and again, would. So after some of those the lines are looked up.
#[derive(Debug, Default)]
pub(super) struct Terminators<'a> {
    missed: usize,
    exact: HashMap<&'a str, Vec<usize>>,
    without_tabs: HashMap<&'a str, Vec<usize>>,
}

impl<'a> Terminators<'a> {
    /// Returns the first line from `from` on that reads `name`; `chomp` looks past leading tabs.
    pub fn next(&mut self, source: &'a str, lines: &[Line], name: &str, chomp: bool, from: usize) -> Option<usize> {
        if self.missed >= PATIENCE {
            return self.look_up(name, chomp, from);
        }
        let ends = |line: &Line| without_tabs(line.text(source), chomp) == name;
        let found = lines[from.min(lines.len())..].iter().position(ends).map(|ahead| from + ahead);
        self.missed += usize::from(found.is_none());
        if self.missed == PATIENCE {
            self.index(source, lines);
        }
        found
    }

    fn index(&mut self, source: &'a str, lines: &[Line]) {
        for (number, line) in lines.iter().enumerate() {
            let text = line.text(source);
            self.exact.entry(text).or_default().push(number);
            self.without_tabs.entry(without_tabs(text, true)).or_default().push(number);
        }
    }

    fn look_up(&self, name: &str, chomp: bool, from: usize) -> Option<usize> {
        let lines = if chomp { &self.without_tabs } else { &self.exact }.get(name)?;
        lines.get(lines.partition_point(|line| *line < from)).copied()
    }
}

fn without_tabs(text: &str, chomp: bool) -> &str {
    if chomp { text.trim_start_matches('\t') } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_their_breaks_and_drop_them_from_the_text() {
        let source = "a\r\n\n b\r\r\nc";
        let lines = split(source, 0);
        let texts: Vec<&str> = lines.iter().map(|line| line.text(source)).collect();
        assert_eq!(texts, ["a", "", " b", "c"]);
        assert_eq!(lines.iter().map(|line| line.span.end).collect::<Vec<_>>(), [3, 4, 9, 10]);
        assert!(split("", 0).is_empty());
    }

    #[test]
    fn a_single_escape_at_the_end_continues() {
        let cases = [
            ("RUN a \\", Some(6)),
            ("RUN a \\ \t", Some(6)),
            ("\\", Some(0)),
            ("a\\\\", None),
            ("\\\\", None),
            ("a\\\\\\", None),
            ("a \\b", None),
            ("", None),
            ("a\\\u{a0}", None),
        ];
        for (text, kept) in cases {
            assert_eq!(continued(text, '\\'), kept, "{text:?}");
        }
        assert_eq!(continued("a `", '`'), Some(2));
    }

    #[test]
    fn terminators_are_found_by_walking_and_by_looking_up() {
        let source = "EOF\n\tEOF\nEOF x\nEOF\n";
        let lines = split(source, 0);
        let mut terminators = Terminators::default();
        for _ in 0..2 * PATIENCE {
            let mut next = |name, chomp, from| terminators.next(source, &lines, name, chomp, from);
            assert_eq!(next("EOF", false, 1), Some(3));
            assert_eq!(next("EOF", true, 1), Some(1));
            assert_eq!(next("END", false, 0), None);
            assert_eq!(next("EOF", false, 9), None);
        }
    }
}
