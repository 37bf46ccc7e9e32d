//! What cannot fit the 80 columns of a small terminal: code is never wrapped, and a long word or a row of them cannot be.

use unicode_width::UnicodeWidthStr;

use super::findings::Findings;
use super::place::code_lines;
use super::questions;
use super::site::{Passage, Site, SourceFile, What};
use crate::content::layer;
use crate::course::block::{Block, BlockKind, Table, walk, walk_code};
use crate::course::{Code, Inlines};
use crate::diagnostic::Span;

/// Columns of text in a terminal of 80: the rest is margin and frame.
pub(super) const COLUMNS: usize = 76;
/// Columns between two cells of a table.
const GAP: usize = 3;

/// Judges code lines, words and tables.
pub(super) fn check(site: &Site<'_>, found: &mut Findings) {
    for passage in site.passages() {
        walk_code(passage.blocks, &mut |code| {
            for line in code_lines(&passage.file.text, code) {
                code_line(passage.file, line.text, line.span, found);
            }
            included(site, &passage, code, found);
        });
        walk(passage.blocks, &mut |block| prose(&passage, block, found));
    }
    for (quiz, file) in site.own_quizzes() {
        for (question, spans) in quiz.quiz.questions.iter().zip(&quiz.quiz.spans) {
            if let (Some(code), Some(span)) = (&question.code, spans.code) {
                for line in code.text.lines() {
                    code_line(file, line, find(&file.text, span, line), found);
                }
            }
            for text in questions::inlines(question) {
                let last = spans.parts.last().map_or(spans.header.end, |part| part.why.end);
                words(file, text, Span::new(spans.header.start, last.max(spans.header.end)), found);
            }
        }
    }
}

/// Returns the columns that `text` takes; a tab is shown as four blanks.
fn columns(text: &str) -> usize {
    if text.is_ascii() {
        return text.len() + 3 * text.bytes().filter(|byte| *byte == b'\t').count();
    }
    text.width() + 4 * text.matches('\t').count()
}

/// Returns whether a word cannot be broken by its author either.
fn is_address(word: &str) -> bool {
    word.contains("://") || word.contains("sha256:") || word.matches('/').count() > 2
}

fn code_line(file: &SourceFile, line: &str, span: Span, found: &mut Findings) {
    if line.len() <= COLUMNS || columns(line) <= COLUMNS {
        return;
    }
    let message = format!("this line takes {} columns", columns(line));
    // The caret stands below what is too much.
    let over = line.char_indices().map(|(at, _)| at).find(|at| columns(&line[..*at]) >= COLUMNS).unwrap_or(0);
    let span = if span.end - span.start == line.len() { Span::new(span.start + over, span.end) } else { span };
    too_wide(line, file, span, message, found);
}

/// Says which of its faults a line has that is too wide.
fn too_wide(line: &str, file: &SourceFile, span: Span, message: String, found: &mut Findings) {
    let indent = columns(line) - columns(line.trim_start());
    let longest = line.split_whitespace().max_by_key(|word| columns(word)).unwrap_or_default();
    if is_address(longest) && columns(longest) + indent > COLUMNS - 4 {
        let help = "the reader has to scroll sideways; shorten the address if it can be";
        found.add("address-wide", file, span, message, help);
    } else {
        let help = format!("break it or shorten it: code within {COLUMNS} columns needs no scrolling");
        found.add("code-wide", file, span, message, help);
    }
}

/// Lines of a file that a fence shows are reported at the fence.
fn included(site: &Site<'_>, passage: &Passage<'_>, code: &Code, found: &mut Findings) {
    let Some(name) = code.attrs.file.as_deref().filter(|name| layer::is_inside(name)) else { return };
    let path = format!("lessons/{}/{name}", passage.page.chapter_str());
    let Some(file) = site.files.iter().find(|file| file.path == path && file.what == What::Other) else { return };
    for (number, line) in file.text.lines().enumerate() {
        if columns(line) > COLUMNS {
            let message = format!("line {} of {path} takes {} columns", number + 1, columns(line));
            too_wide(line, passage.file, code.info, message, found);
        }
    }
}

fn prose(passage: &Passage<'_>, block: &Block, found: &mut Findings) {
    match &block.kind {
        BlockKind::Paragraph(text) | BlockKind::Heading { text, .. } => words(passage.file, text, block.span, found),
        BlockKind::Table(table) => wide_table(passage, table, block.span, found),
        _ => {}
    }
}

fn words(file: &SourceFile, text: &Inlines, block: Span, found: &mut Findings) {
    // Most text has no such word; bytes are looked at faster than words.
    if text.text.as_bytes().split(u8::is_ascii_whitespace).all(|word| word.len() <= COLUMNS) {
        return;
    }
    for word in text.text.split_whitespace().filter(|word| word.len() > COLUMNS && columns(word) > COLUMNS) {
        let (code, help) = if is_address(word) {
            ("address-wide", "the reader cuts it at the edge; make it a link with a text, or shorten it")
        } else {
            ("word-wide", "the reader cuts it at the edge; break it with a blank, or put it into a fence")
        };
        let message = format!("this word takes {} columns", columns(word));
        found.add(code, file, find(&file.text, block, word), message, help);
    }
}

/// A table fits as long as the longest word of each column does.
fn wide_table(passage: &Passage<'_>, table: &Table, block: Span, found: &mut Findings) {
    let rows = || std::iter::once(&table.head).chain(&table.rows);
    let longest = |column: usize| {
        let cells = rows().filter_map(|row| row.get(column));
        cells.flat_map(|cell| cell.text.split_whitespace().map(columns)).max().unwrap_or(0)
    };
    let count = table.head.len();
    let needed = (0..count).map(longest).sum::<usize>() + GAP * count.saturating_sub(1);
    if needed > COLUMNS {
        let message = format!("this table needs {needed} columns even with every cell wrapped");
        let help = format!("shorten the longest words or drop a column: it has {COLUMNS}");
        found.add("table-wide", passage.file, block, message, help);
    }
}

/// Returns where `text` stands within `block`, else the block.
pub(super) fn find(source: &str, block: Span, text: &str) -> Span {
    let within = source.get(block.range()).unwrap_or_default();
    within.find(text).map_or(block, |at| Span::new(block.start + at, block.start + at + text.len()))
}
