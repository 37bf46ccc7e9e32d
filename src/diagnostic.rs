//! What is wrong in a text and where: spans, line numbers, severities, diagnostics. Used alike for the author's
//! content and (later) the learner's files. Knows no file system; a path here is only a label.

use std::fmt;
use std::ops::Range;

/// A byte range in one text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
}

impl Span {
    /// Returns the span of `start..end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }

    /// Returns the span moved `by` bytes to the right: a part's positions seen from the whole file.
    pub fn shifted(self, by: usize) -> Self {
        Self { start: self.start + by, end: self.end + by }
    }

    /// Returns the span as a range for slicing.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// Where the lines of a text begin; turns byte offsets into line and column.
#[derive(Debug, Clone)]
pub struct LineIndex {
    starts: Vec<usize>,
}

impl LineIndex {
    /// Indexes `text` in one pass.
    pub fn new(text: &str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { starts }
    }

    /// Returns the 1-based line that holds byte `offset`.
    pub fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset).max(1)
    }

    /// Returns the byte offset at which 1-based `line` begins; past the end: the last line's.
    pub fn start(&self, line: usize) -> usize {
        self.starts[line.clamp(1, self.starts.len()) - 1]
    }

    /// Returns (1-based line, 1-based column in characters) of byte `offset` of `text`.
    pub fn position(&self, text: &str, offset: usize) -> (usize, usize) {
        let offset = offset.min(text.len());
        let line = self.line(offset);
        let start = self.start(line);
        let column = text.get(start..offset).map_or(offset - start, |part| part.chars().count());
        (line, column + 1)
    }
}

/// How bad a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// A matter of taste; never fails a check unless asked to.
    Style,
    /// Worth knowing; never fails a check.
    Note,
    /// Should be mended; fails a check.
    Warning,
    /// Cannot be used as it is.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Style => "style",
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// One thing that is wrong in one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// A stable slug, `link-dead`.
    pub code: &'static str,
    /// The text's label: a path as the author would type it.
    pub path: String,
    /// The guilty bytes; an empty span at 0 means the file as a whole.
    pub span: Span,
    /// What is wrong, one sentence without a full stop.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// Makes an error.
    pub fn error(
        code: &'static str,
        path: impl Into<String>,
        span: impl Into<Span>,
        message: impl Into<String>,
    ) -> Self {
        Self {
            severity: Severity::Error,
            code,
            path: path.into(),
            span: span.into(),
            message: message.into(),
            help: None,
        }
    }

    /// Makes a warning.
    pub fn warning(
        code: &'static str,
        path: impl Into<String>,
        span: impl Into<Span>,
        message: impl Into<String>,
    ) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, path, span, message) }
    }

    /// Makes a note.
    pub fn note(
        code: &'static str,
        path: impl Into<String>,
        span: impl Into<Span>,
        message: impl Into<String>,
    ) -> Self {
        Self { severity: Severity::Note, ..Self::error(code, path, span, message) }
    }

    /// Returns it as one line, its place counted in `source`: `path:line:column: message; help`.
    pub fn line(&self, source: &str) -> String {
        let (line, column) = LineIndex::new(source).position(source, self.span.start);
        let help = self.help.as_deref().filter(|help| !help.is_empty());
        let help = help.map(|help| format!("; {help}")).unwrap_or_default();
        format!("{}:{line}:{column}: {}{help}", self.path, self.message)
    }

    /// Adds what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// Returns the one of `names` nearest to `wanted` when it is near enough to be what was meant.
pub fn nearest<'a>(wanted: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let scored = names.into_iter().map(|name| {
        let tail = name.rsplit('/').next().unwrap_or(name);
        let score = strsim::jaro_winkler(wanted, name).max(strsim::jaro_winkler(wanted, tail));
        (score, name)
    });
    scored.filter(|(score, _)| *score > 0.82).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_one_based_and_in_characters() {
        let text = "ab\nö船x\n";
        let index = LineIndex::new(text);
        let cases = [(0, (1, 1)), (2, (1, 3)), (3, (2, 1)), (8, (2, 3)), (10, (3, 1)), (999, (3, 1))];
        for (offset, expected) in cases {
            assert_eq!(index.position(text, offset), expected, "offset {offset}");
        }
    }

    #[test]
    fn a_diagnostic_as_one_line() {
        let fault = Diagnostic::error("twice", "a.toml", 4..5, "`b` stands here twice");
        assert_eq!(fault.line("a\nbcd\n"), "a.toml:2:3: `b` stands here twice");
        assert_eq!(fault.help("take one out").line("a\nbcd\n"), "a.toml:2:3: `b` stands here twice; take one out");
    }

    #[test]
    fn nearest_finds_the_typo_and_refuses_the_stranger() {
        let names = ["works/dockerignore", "works/venv-on-path", "security/run-as-non-root"];
        assert_eq!(nearest("works/dockerignor", names), Some("works/dockerignore"));
        assert_eq!(nearest("venv-on-pth", names), Some("works/venv-on-path"));
        assert_eq!(nearest("zzzz", names), None);
    }
}
