//! A file that is not TOML: one diagnostic, and the questions around the broken place still read.

use toml::de::{DeTable, Error};

use crate::diagnostic::{Diagnostic, Span};

/// How many questions are blanked out before a file is given up; each costs one parse of the file.
const MOST_BROKEN: usize = 16;

/// Returns the diagnostic of a syntax error.
pub(super) fn diagnose(path: &str, source: &str, error: &Error) -> Diagnostic {
    let span = place(source, error);
    let line = source[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let line = source[line..].lines().next().unwrap_or_default();
    let message = format!("this is not TOML: {}", error.message().trim());
    Diagnostic::error("toml-syntax", path, span, message).help(advice(error.message(), line))
}

/// Returns where to look for the error. A text of several lines that is never closed is noticed at the end of the file;
/// it begins at the last of its quotes.
fn place(source: &str, error: &Error) -> Span {
    let span = error.span().map_or(Span::default(), Span::from);
    let end = span.end.min(source.len());
    let unclosed = span.start >= source.len() && error.message().contains("multi-line");
    let quotes = if error.message().contains("literal") { "'''" } else { "\"\"\"" };
    let opened = source.rfind(quotes).filter(|_| unclosed).map(|at| Span::new(at, at + quotes.len()));
    opened.unwrap_or(Span::new(span.start.min(end), end))
}

fn advice(message: &str, line: &str) -> &'static str {
    if message.contains("escape") {
        "a backslash begins an escape between double quotes: write the text between single quotes ('…' or '''…''')"
    } else if message.contains("duplicate key") {
        "remove one of the two, or begin a new `[[question]]` or `[[question.option]]` above it"
    } else if message.contains("basic string") || message.contains("literal string") {
        "close the string with the quotes that open it; text of several lines stands between \"\"\" and \"\"\""
    } else if line.trim_start().starts_with('[') {
        "a question begins with `[[question]]`, its parts with `[[question.option]]` and the like, alone on their line"
    } else {
        "a field is written as `name = \"text\"`"
    }
}

/// Returns `source` with the questions that hold syntax errors replaced by blanks, so that every byte of the others
/// stays where it is. Nothing but blanks is left where even that is no TOML.
pub(super) fn without_broken_questions(source: &str, first: Error) -> String {
    let mut bytes = source.to_owned();
    let mut error = first;
    for _ in 0..MOST_BROKEN {
        bytes = blanked(&bytes, place(&bytes, &error).start);
        match DeTable::parse(&bytes) {
            Ok(_) => return bytes,
            Err(next) => error = next,
        }
    }
    blank(source)
}

/// Blanks out the question that holds byte `at`, or the last one before it that is still there.
fn blanked(text: &str, at: usize) -> String {
    let heads: Vec<usize> = heads(text).collect();
    let after = heads.partition_point(|head| *head <= at);
    let start = after.checked_sub(1).map_or(0, |last| heads[last]);
    let end = heads.get(after).copied().unwrap_or(text.len());
    format!("{}{}{}", &text[..start], blank(&text[start..end]), &text[end..])
}

/// Returns where the lines `[[question]]` begin.
fn heads(text: &str) -> impl Iterator<Item = usize> {
    let mut at = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let start = at;
        at += line.len();
        line.trim_start().starts_with("[[question]]").then_some(start)
    })
}

/// Returns as many blanks as `text` has bytes, line breaks kept.
fn blank(text: &str) -> String {
    text.bytes().map(|byte| if matches!(byte, b'\n' | b'\r') { char::from(byte) } else { ' ' }).collect()
}
