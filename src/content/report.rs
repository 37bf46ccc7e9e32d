//! Diagnostics as text for people: message, file:line:column, the line, a caret, what to do. Whatever stands in the text
//! (escape codes, very long lines, wide characters, spans that point nowhere), it comes out harmless, in bounds and
//! without a panic. Must not know what was checked.

use std::borrow::Cow;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};

use super::sanitize::sanitize;
use crate::diagnostic::{Diagnostic, LineIndex, Severity, Span};

/// A guilty place further right than this many bytes is shown without what stands left of it.
const FAR: usize = 4_000;
/// Bytes of a very long line that are kept on each side of the guilty place.
const KEPT: usize = 400;
/// Longest message or advice in bytes; a hostile file could make it any length.
const LONGEST: usize = 2_000;

/// How a report looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Whether ANSI colours are written.
    pub colour: bool,
    /// Columns that lines of source are fitted into.
    pub columns: usize,
}

impl Default for Look {
    fn default() -> Self {
        Self { colour: false, columns: 120 }
    }
}

/// Renders diagnostics; remembers where the lines of the last text begin.
#[derive(Debug)]
pub struct Reporter {
    renderer: Renderer,
    /// Most bytes that a caret is drawn below: a longer one would make the line longer than the screen.
    widest: usize,
    lines: Option<(String, LineIndex)>,
}

impl Reporter {
    /// Makes a reporter.
    pub fn new(look: Look) -> Self {
        let renderer = if look.colour { Renderer::styled() } else { Renderer::plain() };
        let columns = look.columns.max(40);
        Self { renderer: renderer.term_width(columns), widest: columns - 30, lines: None }
    }

    /// Returns the report of one diagnostic, several lines with a newline at the end. `text` is the text its span
    /// points into; without one, or where the span is that of the whole file, only the path is named.
    pub fn render(&mut self, diagnostic: &Diagnostic, text: Option<&str>) -> String {
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note | Severity::Style => Level::NOTE,
        };
        let path = one_line(&diagnostic.path).into_owned();
        let title = level.primary_title(one_line(&diagnostic.message)).id(diagnostic.code);
        let place = text.filter(|_| diagnostic.span != Span::default());
        let mut group = match place {
            Some(text) => {
                let widest = self.widest;
                let span = Span::new(
                    diagnostic.span.start,
                    diagnostic.span.end.min(diagnostic.span.start.saturating_add(widest)),
                );
                let cut = cut(text, self.lines(&diagnostic.path, text), span);
                let snippet = Snippet::source(cut.line).line_start(cut.number);
                let snippet = snippet.annotation(AnnotationKind::Primary.span(cut.guilty));
                match cut.column {
                    None => title.element(snippet.path(path)),
                    // What is shown does not begin with the line, so its columns are not those of the file.
                    Some(column) => {
                        title.element(Origin::path(path).line(cut.number).char_column(column)).element(snippet)
                    }
                }
            }
            None => title.element(Origin::path(path)),
        };
        if let Some(help) = diagnostic.help.as_deref().filter(|help| !help.is_empty()) {
            group = group.element(Level::HELP.message(one_line(help)));
        }
        self.renderer.render(&[group]) + "\n"
    }

    fn lines(&mut self, path: &str, text: &str) -> &LineIndex {
        if self.lines.as_ref().is_some_and(|(of, _)| of != path) {
            self.lines = None;
        }
        &self.lines.get_or_insert_with(|| (path.to_owned(), LineIndex::new(text))).1
    }
}

/// A line to be shown, or the part of a very long one.
struct Cut<'t> {
    line: &'t str,
    /// 1-based.
    number: usize,
    /// 1-based column of the guilty place, where `line` begins somewhere in the line.
    column: Option<usize>,
    guilty: Range<usize>,
}

/// Takes the first line of `span` out of `text`.
fn cut<'t>(text: &'t str, index: &LineIndex, span: Span) -> Cut<'t> {
    let start = boundary(text, span.start);
    let number = index.line(start);
    let from = index.start(number).min(start);
    let line = text[from..].split('\n').next().unwrap_or_default().trim_end_matches('\r');
    let (at, end) = ((start - from).min(line.len()), boundary(text, span.end).saturating_sub(from));
    let first = if at > FAR { boundary(line, at - KEPT) } else { 0 };
    let last = boundary(line, at + KEPT);
    let guilty = at - first..end.clamp(at, last) - first;
    let column = (first > 0).then(|| index.position(text, start).1);
    Cut { line: &line[first..last], number, column, guilty }
}

/// Returns the nearest character boundary of `text` at or before byte `at`.
fn boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// Returns `text` on one line, harmless and of bounded length.
fn one_line(text: &str) -> Cow<'_, str> {
    let text = if text.len() > LONGEST { &text[..boundary(text, LONGEST)] } else { text };
    match sanitize(text) {
        clean if clean.contains(['\n', '\t']) => Cow::Owned(clean.replace(['\n', '\t'], " ")),
        clean => clean,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rendered(source: &str, span: Range<usize>) -> String {
        let problem =
            Diagnostic::error("link-dead", "a/b.md", span, "there is no lesson `x`").help("did you mean `y`?");
        Reporter::new(Look { columns: 60, ..Look::default() }).render(&problem, Some(source))
    }

    #[test]
    fn a_report_has_place_line_caret_and_help() {
        let told = rendered("one\ntwo [x](x/y) three\n", 8..16);
        let expected = "\
error[link-dead]: there is no lesson `x`
 --> a/b.md:2:5
  |
2 | two [x](x/y) three
  |     ^^^^^^^^
  |
  = help: did you mean `y`?
";
        assert_eq!(told, expected);
    }

    #[test]
    fn the_whole_file_is_named_without_a_line() {
        let expected = "error[link-dead]: there is no lesson `x`\n--> a/b.md\n = help: did you mean `y`?\n";
        assert_eq!(rendered("one\n", 0..0), expected);
    }

    #[test]
    fn colours_are_written_when_asked_for() {
        let problem = Diagnostic::warning("code-wide", "a.md", 0..1, "m");
        let told = Reporter::new(Look { colour: true, columns: 80 }).render(&problem, Some("x"));
        assert!(told.contains("\u{1b}[") && told.contains("warning"), "{told:?}");
    }

    /// (source, span, what the report has to hold)
    #[test]
    fn odd_text_and_odd_places_are_shown_all_the_same() {
        let far = "船ab ".repeat(4_000);
        let cases: [(&str, Range<usize>, &[&str]); 10] = [
            ("ab\r\nc", 2..3, &["1 | ab\n", "  |   ^"]),
            ("ab\n", 3..3, &["a/b.md:2:1"]),
            ("ab", 7..9, &["a/b.md:1:3", "1 | ab", "|   ^"]),
            ("one\ntwo\nthree\n", 4..12, &["2 | two\n  | ^^^\n"]),
            ("\u{1b}[31m x", 1..5, &["␛[31m x"]),
            ("a\tb", 2..3, &["1 | a    b", "  |      ^"]),
            ("船船x", 6..7, &["1 | 船船x", "  |     ^", "a/b.md:1:3"]),
            ("é", 1..2, &["a/b.md:1:1"]),
            (&far, 12_000..12_003, &["a/b.md:1:8001", "^^"]),
            (&far[..3_000], 600..2_999, &["a/b.md:1:401", "^^^^"]),
        ];
        for (source, span, parts) in cases {
            let told = rendered(source, span.clone());
            for part in parts {
                assert!(told.contains(part), "{span:?} {part:?}\n{told}");
            }
            assert!(told.lines().all(|line| line.chars().count() <= 120), "{told}");
        }
    }

    #[test]
    fn hostile_messages_stay_on_their_line() {
        let problem =
            Diagnostic::note("x", "a\u{1b}]0;b\n.md", 0..0, format!("line\nbreak \u{9b}31m {}", "x".repeat(9_000)));
        let told = Reporter::new(Look::default()).render(&problem.help("\u{7}\u{202e}"), None);
        assert!(!told.contains(['\u{1b}', '\u{9b}', '\u{7}', '\u{202e}']) && told.len() < 2_600, "{told}");
        assert_eq!(told.lines().count(), 3);
    }

    proptest! {
        #[test]
        fn any_text_and_any_place_are_shown(
            source in "(\\PC|\n|\r|\t|\u{1b}|\u{202e}|船){0,60}",
            start in 0_usize..300,
            length in 0_usize..300,
            columns in 0_usize..200,
        ) {
            let problem = Diagnostic::error("x", "p", start..start + length, source.clone());
            let told = Reporter::new(Look { colour: false, columns }).render(&problem, Some(&source));
            prop_assert!(told.starts_with("error[x]") && told.ends_with('\n'));
            prop_assert!(!told.chars().any(|c| c == '\u{1b}' || c == '\u{202e}'), "{told:?}");
        }
    }
}
