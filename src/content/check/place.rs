//! Finds in the source what was read out of it: the lines of a code block, a stretch of running text. Reading keeps only the
//! places of whole blocks, since nobody but the linter needs more.

use std::ops::Range;

use crate::content::fence::mark_name;
use crate::course::{Code, Inlines};
use crate::diagnostic::Span;

/// A line of a code block as it is shown, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CodeLine<'a> {
    pub(super) text: &'a str,
    pub(super) span: Span,
}

/// A line of a code block as the source has it.
pub(super) struct SourceLine<'s> {
    pub(super) text: &'s str,
    pub(super) span: Span,
}

/// Returns the lines of a code block in the source, marks included.
pub(super) fn source_lines<'s>(source: &'s str, code: &Code) -> Vec<SourceLine<'s>> {
    let body = source.get(code.body.range()).unwrap_or_default();
    let body = body.strip_suffix('\n').unwrap_or(body);
    let mut at = code.body.start;
    let lines = body.split('\n').map(|text| {
        let span = Span::new(at, at + text.len());
        at += text.len() + 1;
        SourceLine { text, span }
    });
    if body.is_empty() { Vec::new() } else { lines.collect() }
}

/// Returns the name on a line `# !mark NAME` of a block that may stand in a quote.
pub(super) fn mark(line: &str) -> Option<&str> {
    mark_name(line.trim_start_matches(['>', ' ', '\t']))
}

/// Returns the lines of a code block as they are shown. Where they cannot be found again (between escapes of a TOML string) each
/// has the place of the whole body.
pub(super) fn code_lines<'a>(source: &str, code: &'a Code) -> Vec<CodeLine<'a>> {
    if code.text.is_empty() {
        return Vec::new();
    }
    let mut shown: Vec<_> = source_lines(source, code).into_iter().filter(|line| mark(line.text).is_none()).collect();
    let count = code.text.split('\n').count();
    // Markdown drops blank lines at the end of an indented block.
    while shown.len() > count && shown.last().is_some_and(|line| line.text.trim().is_empty()) {
        shown.pop();
    }
    let found = shown.len() == count;
    let place = |at: usize, text: &str| match shown.get(at).filter(|_| found) {
        // In a list or a quote the line has something in front.
        Some(line) if line.text.ends_with(text) => Span::new(line.span.end - text.len(), line.span.end),
        Some(line) => line.span,
        None => code.body,
    };
    code.text.split('\n').enumerate().map(|(at, text)| CodeLine { text, span: place(at, text) }).collect()
}

/// Returns where byte `at` of a block's shown text stands in the source: from there to the end of its line.
pub(super) fn in_code(source: &str, code: &Code, at: usize) -> Span {
    let mut start = 0;
    for line in code_lines(source, code) {
        if at <= start + line.text.len() {
            let from = (line.span.start + (at - start)).min(line.span.end);
            return Span::new(from, line.span.end.max(from));
        }
        start += line.text.len() + 1;
    }
    code.info
}

/// Returns where a word stands in the opening line of a fence, else the whole line.
pub(super) fn in_info(source: &str, code: &Code, word: &str) -> Span {
    let info = source.get(code.info.range()).unwrap_or_default();
    let is_part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '-' || c == '_');
    let whole =
        |at: &usize| !is_part(info[..*at].chars().next_back()) && !is_part(info[*at + word.len()..].chars().next());
    let hits = || info.match_indices(word).map(|(at, _)| at);
    match hits().find(whole).or_else(|| hits().next()).filter(|_| !word.is_empty()) {
        Some(at) => Span::new(code.info.start + at, code.info.start + at + word.len()),
        None => code.info,
    }
}

/// Returns where bytes `range` of a block's running text stand in the source, the block being at `block`. Follows the text
/// through the source and steps over what Markdown took out of it; after a surprise it may be off by a little.
pub(super) fn in_text(source: &str, block: Span, text: &Inlines, range: Range<usize>) -> Span {
    let whole = source.get(block.range()).unwrap_or_default();
    let (mut at, mut start, mut end) = (0, None, 0);
    for (offset, c) in text.text.char_indices() {
        if offset >= range.end {
            break;
        }
        at = step(whole, at, c);
        if offset >= range.start {
            start.get_or_insert(at);
            end = (at + whole[at..].chars().next().map_or(0, char::len_utf8)).max(end);
        }
        at += whole[at..].chars().next().map_or(0, char::len_utf8);
    }
    let start = start.unwrap_or(0);
    Span::new(block.start + start, block.start + end.max(start))
}

/// Returns the byte at or after `at` at which the source holds `wanted`; `at` itself where it does not come.
fn step(source: &str, at: usize, wanted: char) -> usize {
    const MOST: usize = 400;
    let blank = |c: char| c == ' ' || c == '\n';
    let mut here = at;
    let mut rest = source[at..].chars();
    while let Some(c) = rest.next() {
        if c == wanted || blank(c) && blank(wanted) {
            return here;
        }
        // The address of a link may hold anything, the wanted character too.
        let address = if c == ']' && rest.as_str().starts_with('(') { rest.as_str().find(')') } else { None };
        here += c.len_utf8() + address.map_or(0, |close| close + 1);
        rest = source[here..].chars();
        if here > at + MOST {
            break;
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::markdown;
    use crate::course::block::{Block, BlockKind, walk, walk_code};

    fn found(source: &str, wanted: &str) -> String {
        let blocks = markdown::parse(source, 0);
        let mut hit = None;
        walk(&blocks, &mut |block: &Block| {
            if let BlockKind::Paragraph(text) = &block.kind
                && let Some(at) = text.text.find(wanted)
            {
                hit = Some(in_text(source, block.span, text, at..at + wanted.len()));
            }
        });
        source[hit.unwrap().range()].to_owned()
    }

    #[test]
    fn running_text_is_found_through_its_markup() {
        let cases = [
            ("plain text here", "text here", "text here"),
            ("a **strong** and `code` word. The next", "The next", "The next"),
            ("see [the. one](works/the.one). Then more", "Then more", "Then more"),
            ("> quoted\n> over two lines. And on", "And on", "And on"),
            ("- item with *em*. Last words", "Last words", "Last words"),
            ("one\ntwo. Three\nfour", "Three four", "Three\nfour"),
            ("ö `船` x. Ende", "Ende", "Ende"),
        ];
        for (source, wanted, expected) in cases {
            assert_eq!(found(source, wanted), expected, "{source}");
        }
    }

    #[test]
    fn lines_of_code_are_found_beside_marks_and_in_lists() {
        let cases = [
            "```bash\none\n# !mark x\ntwo\n```\n",
            "- item\n\n  ```bash\n  one\n  # !mark x\n  two\n  ```\n",
            "> ```bash\n> one\n> # !mark x\n> two\n> ```\n",
            "    one\n    two\n",
        ];
        for source in cases {
            let blocks = markdown::parse(source, 0);
            let mut lines = Vec::new();
            walk_code(&blocks, &mut |code| lines = code_lines(source, code));
            let shown: Vec<_> = lines.iter().map(|line| (line.text, &source[line.span.range()])).collect();
            assert_eq!(shown, [("one", "one"), ("two", "two")], "{source}");
        }
    }

    #[test]
    fn words_of_the_opening_line_are_found_whole() {
        let source = "```dockerfile before rule=a-b,a title=\"x\"\nFROM x\n```\n";
        walk_code(&markdown::parse(source, 0), &mut |code| {
            let span = in_info(source, code, "a");
            assert_eq!(&source[span.start - 1..span.end + 1], ",a ");
            assert_eq!(in_info(source, code, "zzz"), code.info);
        });
    }
}
