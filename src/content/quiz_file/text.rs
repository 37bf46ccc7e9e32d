//! A string of the file that knows where its characters stand, so that a diagnostic can point inside it.

use std::borrow::Cow;
use std::ops::Range;

use crate::diagnostic::Span;

/// A string value of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Text {
    /// What it says, control characters made visible.
    pub(super) value: String,
    /// The literal, quotes included.
    pub(super) span: Span,
    /// The byte of the file at which `value` begins, where the literal holds it without escapes.
    at: Option<usize>,
}

impl Text {
    /// Makes the text of the literal at `span` of `source` that decodes to `value`.
    pub(super) fn new(source: &str, span: Span, value: &str) -> Self {
        let literal = source.get(span.range()).unwrap_or_default();
        let inside = opening(literal);
        let shown = visible(value);
        let verbatim =
            matches!(shown, Cow::Borrowed(_)) && literal.get(inside..).is_some_and(|rest| rest.starts_with(value));
        Self { at: verbatim.then_some(span.start + inside), value: shown.into_owned(), span }
    }

    /// Returns where bytes `range` of `value` stand in the file; the whole literal where escapes hide that.
    pub(super) fn part(&self, range: Range<usize>) -> Span {
        self.at.map_or(self.span, |at| Span::from(range).shifted(at))
    }

    /// Returns whether it says nothing.
    pub(super) fn is_blank(&self) -> bool {
        self.value.trim().is_empty()
    }
}

/// Returns the length of the quotes (and the line break that TOML drops after them) that open `literal`.
fn opening(literal: &str) -> usize {
    if !literal.starts_with("\"\"\"") && !literal.starts_with("'''") {
        return 1;
    }
    let body = &literal[3..];
    3 + if body.starts_with("\r\n") { 2 } else { usize::from(body.starts_with('\n')) }
}

/// Returns `text` with control and direction-changing characters replaced by pictures of them, so that an escape in a
/// file reaches no terminal. Line breaks and tabs stay.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    let lone_return = text.matches('\r').count() > text.matches("\r\n").count();
    if !lone_return && !text.contains(|c| picture(c) != c) {
        return Cow::Borrowed(text);
    }
    let lines: Vec<String> = text.split("\r\n").map(|line| line.replace('\r', "\u{240d}")).collect();
    Cow::Owned(lines.join("\r\n").chars().map(picture).collect())
}

fn picture(c: char) -> char {
    match c {
        '\n' | '\r' | '\t' => c,
        '\0'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or(char::REPLACEMENT_CHARACTER),
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => char::REPLACEMENT_CHARACTER,
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(literal: &str) -> (String, Text) {
        let source = format!("key = {literal}\n");
        let table = toml::de::DeTable::parse(&source).unwrap();
        let value = &table.get_ref()["key"];
        let text = Text::new(&source, value.span().into(), value.get_ref().as_str().unwrap());
        (source.clone(), text)
    }

    #[test]
    fn parts_are_found_in_every_kind_of_literal() {
        let table = [
            "\"ab needle\"",
            "'ab needle'",
            "\"\"\"\nab\nneedle\n\"\"\"",
            "'''ab needle'''",
            "\"\"\"\r\nab needle\"\"\"",
        ];
        for literal in table {
            let (source, text) = text(literal);
            let at = text.value.find("needle").unwrap();
            assert_eq!(&source[text.part(at..at + 6).range()], "needle", "{literal}");
        }
    }

    #[test]
    fn an_escape_widens_the_part_to_the_literal() {
        let (source, text) = text(r#""a\tneedle""#);
        assert_eq!(&source[text.part(2..8).range()], r#""a\tneedle""#);
    }

    #[test]
    fn control_characters_become_pictures() {
        assert_eq!(visible("a\u{1b}[31m\u{7f}\u{9b}\u{202e}\tb"), "a␛[31m␡\u{fffd}\u{fffd}\tb");
        assert_eq!(visible("a\r\nb\rc"), "a\r\nb␍c");
        assert_eq!(text(r#""\u001b""#).1.value, "␛");
    }
}
