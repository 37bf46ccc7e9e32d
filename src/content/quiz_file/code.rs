//! The code of a question: `# !mark NAME` lines are taken out and remembered. Must not know any language.

use std::ops::Range;

use super::reader::Reader;
use super::schema::MOST_LINES;
use super::text::Text;
use crate::course::block::Mark;
use crate::diagnostic::Span;
use crate::id::is_slug;
use crate::quiz::CodeText;

/// Code with what is needed to point into it.
pub(super) struct Coded {
    code: CodeText,
    text: Text,
    /// For each line of the code its first byte in the field.
    starts: Vec<usize>,
    /// For each mark of the code its name's place.
    marked: Vec<Span>,
}

impl Coded {
    /// Takes the marks out of `text`.
    pub(super) fn read(reader: &mut Reader<'_>, text: Text, lang: &str) -> Self {
        warn_of_folded_lines(reader, &text);
        let mut coded = Self {
            code: CodeText { lang: lang.to_owned(), ..CodeText::default() },
            text,
            starts: vec![],
            marked: vec![],
        };
        let mut lines: Vec<String> = Vec::new();
        let mut open: Vec<(String, Range<usize>)> = Vec::new();
        let value = coded.text.value.clone();
        let mut at = 0;
        for line in value.trim_end().split_inclusive('\n') {
            let start = at;
            at += line.len();
            let line = line.trim_end_matches(['\n', '\r']);
            if let Some(name) = mark_name(line) {
                let column = start + line.len() - line.trim_start().len();
                open.push((name.to_owned(), column..start + line.trim_end().len()));
                continue;
            }
            for (name, range) in open.drain(..) {
                coded.add_mark(reader, name, range, lines.len(), line);
            }
            coded.starts.push(start);
            lines.push(line.to_owned());
        }
        for (name, range) in open {
            let message = format!("the mark `{name}` has no line below it");
            reader.error("mark-dangling", coded.text.part(range), message, "put the mark above the line it names");
        }
        coded.bound(reader, &mut lines);
        coded.code.text = lines.join("\n");
        coded
    }

    fn add_mark(&mut self, reader: &mut Reader<'_>, name: String, range: Range<usize>, line: usize, text: &str) {
        let span = self.text.part(range);
        if !is_slug(&name) {
            let message = match name.as_str() {
                "" => "this mark has no name".to_owned(),
                name => format!("`{name}` is not the name of a mark"),
            };
            reader.error(
                "mark-bad",
                span,
                message,
                "write `# !mark NAME`, NAME in lower-case letters, digits and hyphens",
            );
        } else if self.code.marks.iter().any(|mark| mark.name == name) {
            let message = format!("the mark `{name}` stands twice in this code");
            reader.error("mark-twice", span, message, "give each marked line a name of its own");
        } else if text.trim().is_empty() {
            let message = format!("the mark `{name}` names an empty line");
            reader.error("mark-dangling", span, message, "put the mark directly above the line it names");
        } else {
            self.code.marks.push(Mark { name, line });
            self.marked.push(span);
        }
    }

    fn bound(&mut self, reader: &mut Reader<'_>, lines: &mut Vec<String>) {
        if lines.len() > MOST_LINES {
            let message = format!("this code has {} lines", lines.len());
            reader.error("code-long", self.text.span, message, format!("show at most {MOST_LINES} lines"));
            lines.truncate(MOST_LINES);
            let kept = self.code.marks.iter().take_while(|mark| mark.line < MOST_LINES).count();
            self.code.marks.truncate(kept);
            self.marked.truncate(kept);
        }
    }

    /// Returns the code without marks.
    pub(super) fn code(&self) -> &CodeText {
        &self.code
    }

    /// Returns the code, to be kept.
    pub(super) fn into_code(self) -> CodeText {
        self.code
    }

    /// Returns the marks and where they stand.
    pub(super) fn marks(&self) -> impl Iterator<Item = (&Mark, Span)> {
        self.code.marks.iter().zip(self.marked.iter().copied())
    }

    /// Returns the place of the whole field.
    pub(super) fn whole(&self) -> Span {
        self.text.span
    }

    /// Returns the place of bytes `columns` of 0-based `line` of the code.
    pub(super) fn place(&self, line: usize, columns: Range<usize>) -> Span {
        match self.starts.get(line) {
            Some(start) => self.text.part(start + columns.start..start + columns.end),
            None => self.text.span,
        }
    }
}

/// Returns the NAME of a line `# !mark NAME`; an empty one where it was forgotten.
fn mark_name(line: &str) -> Option<&str> {
    let rest = line.trim().strip_prefix('#')?.trim_start().strip_prefix("!mark")?;
    (rest.is_empty() || rest.starts_with([' ', '\t'])).then(|| rest.trim())
}

/// Warns of a backslash at the end of a line between `"""`: TOML joins the lines there, and the code loses them.
pub(super) fn warn_of_folded_lines(reader: &mut Reader<'_>, text: &Text) {
    let source = reader.source;
    let literal = source.get(text.span.range()).unwrap_or_default();
    if !literal.starts_with("\"\"\"") {
        return;
    }
    let mut at = text.span.start;
    for line in literal.split_inclusive('\n') {
        let body = line.trim_end();
        let slashes = body.len() - body.trim_end_matches('\\').len();
        if slashes % 2 == 1 && line.ends_with('\n') {
            let end = at + body.len();
            let message = "this backslash joins the line with the next one and vanishes from the code";
            let help = "put the code between ''' and ''', where a backslash is only a backslash";
            reader.warning("code-backslash", Span::new(end - 1, end), message, help);
        }
        at += line.len();
    }
}
