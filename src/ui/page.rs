//! A page laid out for one width: blocks become lines of positioned pieces. Nothing is styled or drawn here, no text is copied
//! per line: a piece is a byte range of one string or one line of a code block. Must not know the app or the terminal.

mod builder;
mod code;
mod find;
mod table;

use std::ops::Range;
use std::sync::Arc;

use crate::course::block::{Emphasis, FenceRole, LinkTarget};
use crate::course::{Block, Lesson};
use crate::ui::glyphs::Glyphs;
use crate::ui::theme::Role;

pub use find::{FindPart, Finds};

/// Widest column of prose; code may be wider.
pub const PROSE: u16 = 80;

/// What a layout depends on besides the text.
#[derive(Debug, Clone, PartialEq)]
pub struct PageOptions {
    /// Columns there are.
    pub width: u16,
    /// The tab to show where a block has it.
    pub tab: Option<String>,
    /// Exhibits (counted from 0) that show their `after` side.
    pub flipped: Vec<usize>,
    /// Show every tab and both sides, one below the other (for print).
    pub stacked: bool,
    /// The signs to use.
    pub glyphs: Glyphs,
}

/// A page laid out.
#[derive(Debug, Default)]
pub struct Page {
    /// All running text, one string.
    pub text: String,
    /// Where each style begins in `text`; sorted.
    pub runs: Vec<PageRun>,
    segs: Vec<Seg>,
    /// Texts that take more than one line, as bytes of `text`; sorted.
    wrapped: Vec<Range<u32>>,
    /// The lines in order.
    pub lines: Vec<Line>,
    /// Code blocks that lines refer to.
    pub codes: Vec<CodeSlot>,
    /// What Tab can reach, in order.
    pub targets: Vec<Target>,
    /// Headings: anchor and line.
    pub anchors: Vec<(String, usize)>,
    /// Exhibits that can be flipped: (exhibit, first line, line after the last).
    pub flips: Vec<(usize, usize, usize)>,
    /// Names of all tabs on the page, in order of appearance.
    pub tabs: Vec<String>,
}

/// The style of the text from `start` to the next run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageRun {
    /// First byte in [`Page::text`].
    pub start: u32,
    /// Its meaning.
    pub role: Role,
    /// Strong, struck, …
    pub emphasis: Emphasis,
    /// Index in [`Page::targets`] when it is part of a link.
    pub target: Option<u32>,
}

/// One piece of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seg {
    /// Column at which it begins.
    pub x: u16,
    /// What stands there.
    pub what: Piece,
}

/// What a piece shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece {
    /// Bytes of [`Page::text`].
    Text { start: u32, end: u32 },
    /// A line of a code block, `room` columns wide; scrolls sideways.
    Code { slot: u32, line: u32, room: u16 },
}

/// One line of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    segs: (u32, u32),
    /// Byte of the source that the line comes from, about; each line's is behind the one before.
    pub at: u32,
}

/// A code block on the page.
#[derive(Debug, Clone)]
pub struct CodeSlot {
    /// Language of the fence.
    pub lang: String,
    /// The code as shown: tabs are blanks.
    pub text: Arc<str>,
    /// Byte range of each line in `text`.
    pub lines: Vec<Range<u32>>,
    /// Columns of the widest line.
    pub widest: usize,
    /// The code as written, for copying.
    pub source: Arc<str>,
    /// Which side of an exhibit it is.
    pub role: Option<FenceRole>,
    /// Lines that the other side does not have.
    pub changed: Vec<bool>,
    /// First line of the page and the one after the last.
    pub rows: Range<usize>,
}

/// Something on the page that can have the focus.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// Line of the page.
    pub line: usize,
    /// What it is.
    pub what: TargetKind,
}

/// The kinds of target.
#[derive(Debug, Clone, PartialEq)]
pub enum TargetKind {
    /// A link and what it leads to.
    Link(LinkTarget),
    /// A code block.
    Code(u32),
}

impl Page {
    /// Lays out a lesson, title first.
    pub fn lesson(lesson: &Lesson, options: &PageOptions) -> Self {
        let mut builder = builder::Builder::new(options);
        if !lesson.begins_with_title() && !lesson.meta.title.is_empty() {
            builder.title(&lesson.meta.title);
        }
        builder.blocks(&lesson.blocks);
        builder.finish()
    }

    /// Lays out blocks alone.
    pub fn blocks(blocks: &[Block], options: &PageOptions) -> Self {
        let mut builder = builder::Builder::new(options);
        builder.blocks(blocks);
        builder.finish()
    }

    /// Makes one line of code whose stretches, (first byte, role), follow each other. Where it is wider than `columns` it goes on in
    /// the next line, below its first character.
    pub fn of_code_line(text: &str, stretches: &[(u32, Role)], columns: usize) -> Self {
        let run = |(start, role): &(u32, Role)| PageRun {
            start: *start,
            role: *role,
            emphasis: Emphasis::default(),
            target: None,
        };
        let mut page = Self { text: text.to_owned(), runs: stretches.iter().map(run).collect(), ..Self::default() };
        let indent = text.len() - text.trim_start_matches(' ').len();
        crate::ui::wrap::wrap(&text[indent..], columns.saturating_sub(indent).max(8), |from, to| {
            let (start, end) = ((indent + from) as u32, (indent + to) as u32);
            let at = page.segs.len() as u32;
            page.segs.push(Seg { x: indent as u16, what: Piece::Text { start, end } });
            page.lines.push(Line { segs: (at, at + 1), at: 0 });
        });
        page
    }

    /// Adds an empty line.
    pub fn push_blank(&mut self) {
        let at = self.segs.len() as u32;
        self.lines.push(Line { segs: (at, at), at: 0 });
    }

    /// Returns the pieces of a line.
    pub fn segs(&self, line: &Line) -> &[Seg] {
        &self.segs[line.segs.0 as usize..line.segs.1 as usize]
    }

    /// Returns the styled stretches of `start..end` of [`Page::text`].
    pub fn stretches(&self, start: u32, end: u32) -> impl Iterator<Item = (PageRun, &str)> {
        let first = self.runs.partition_point(|run| run.start <= start).saturating_sub(1);
        let runs = self.runs[first..].iter().enumerate().take_while(move |(_, run)| run.start < end);
        runs.map(move |(at, run)| {
            let stop = self.runs.get(first + at + 1).map_or(end, |next| next.start.min(end));
            (*run, &self.text[run.start.max(start) as usize..stop as usize])
        })
    }

    /// Returns the line that byte `at` of the source stands in: the last one that does not begin behind it.
    pub fn line_of(&self, at: u64) -> usize {
        self.lines.partition_point(|line| u64::from(line.at) <= at).saturating_sub(1)
    }

    /// Returns the line of a heading.
    pub fn line_of_anchor(&self, anchor: &str) -> Option<usize> {
        self.anchors.iter().find(|(name, _)| name == anchor).map(|(_, line)| *line)
    }

    /// Returns the text of a line as a reader sees it, code in full.
    pub fn plain_line(&self, line: &Line) -> String {
        let mut out = String::new();
        let mut column = 0;
        for seg in self.segs(line) {
            let text = match seg.what {
                Piece::Text { start, end } => &self.text[start as usize..end as usize],
                Piece::Code { slot, line, .. } => self.code_line(slot, line),
            };
            while column < usize::from(seg.x) {
                out.push(' ');
                column += 1;
            }
            out.push_str(text);
            column += crate::ui::wrap::width(text);
        }
        out
    }

    /// Returns a line of a code block.
    pub fn code_line(&self, slot: u32, line: u32) -> &str {
        let Some(code) = self.codes.get(slot as usize) else { return "" };
        code.lines.get(line as usize).map_or("", |range| &code.text[range.start as usize..range.end as usize])
    }
}

#[cfg(test)]
#[path = "page/tests.rs"]
mod tests;
