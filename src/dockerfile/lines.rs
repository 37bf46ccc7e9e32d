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

/// Which lines read like this, so that the end of a heredoc is found without walking; a file full of open heredocs
/// would otherwise be walked once for each.
#[derive(Debug, Default)]
pub(super) struct Terminators<'a> {
    exact: HashMap<&'a str, Vec<usize>>,
    without_tabs: HashMap<&'a str, Vec<usize>>,
}

impl<'a> Terminators<'a> {
    /// Indexes all lines of `source`.
    pub fn new(source: &'a str, lines: &[Line]) -> Self {
        let mut index = Self::default();
        for (number, line) in lines.iter().enumerate() {
            let text = line.text(source);
            index.exact.entry(text).or_default().push(number);
            index.without_tabs.entry(text.trim_start_matches('\t')).or_default().push(number);
        }
        index
    }

    /// Returns the first line from `from` on that reads `name`; `chomp` looks past leading tabs.
    pub fn next(&self, name: &str, chomp: bool, from: usize) -> Option<usize> {
        let lines = if chomp { &self.without_tabs } else { &self.exact }.get(name)?;
        lines.get(lines.partition_point(|line| *line < from)).copied()
    }
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
    fn terminators_are_looked_up() {
        let source = "EOF\n\tEOF\nEOF x\nEOF\n";
        let index = Terminators::new(source, &split(source, 0));
        assert_eq!(index.next("EOF", false, 1), Some(3));
        assert_eq!(index.next("EOF", true, 1), Some(1));
        assert_eq!(index.next("END", false, 0), None);
    }
}
