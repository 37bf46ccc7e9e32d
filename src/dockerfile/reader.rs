//! From lines to items: BuildKit's line algorithm. Comments, blank lines, directives, and instructions with everything a
//! continuation or heredoc pulls into them. Never stops: after a fault the next line starts afresh.

use super::directives::{self, Directive, Directives};
use super::faults::Faults;
use super::feed::Feed;
use super::instruction::Instruction;
use super::keyword::Keyword;
use super::lines::{self, Line};
use super::logical::Logical;
use super::read::{self, Context};
use crate::diagnostic::Span;

/// One piece of the file; all of them in a row are the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its bytes, line breaks included.
    pub span: Span,
    /// What it is.
    pub kind: ItemKind,
}

/// What a piece of the file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemKind {
    /// The byte order mark.
    ByteOrderMark,
    /// A line of blanks.
    Blank,
    /// A comment line: its text without `#` and blanks.
    Comment(Logical),
    /// A parser directive.
    Directive(Directive),
    /// The instruction of this index.
    Instruction(usize),
}

/// What was read.
#[derive(Default)]
pub(super) struct Reading {
    /// All pieces.
    pub items: Vec<Item>,
    /// The instructions in order.
    pub instructions: Vec<Instruction>,
    /// The escape character in force.
    pub escape: char,
    /// What is wrong.
    pub faults: Faults,
}

/// Reads a file to its end.
pub(super) fn read(source: &str) -> Reading {
    let mut reader = Reader { feed: Feed::new(source), directives: Directives::default(), out: Reading::default() };
    reader.feed.check_lengths(&mut reader.out.faults);
    let mark = reader.feed.mark();
    if !mark.is_empty() {
        reader.out.items.push(Item { span: Span::from(mark), kind: ItemKind::ByteOrderMark });
    }
    while let Some(line) = reader.feed.take() {
        reader.item(line);
    }
    if reader.out.instructions.is_empty() {
        reader.out.faults.add("no-instructions", Span::new(source.len(), source.len()), "file with no instructions");
    }
    Reading { escape: reader.directives.escape, ..reader.out }
}

struct Reader<'a> {
    feed: Feed<'a>,
    directives: Directives,
    out: Reading,
}

impl Reader<'_> {
    fn item(&mut self, line: Line) {
        let text = line.text(self.feed.source).trim_start();
        let at = line.text_end - text.len();
        let directive = self.directives.read(text, at, &mut self.out.faults);
        let kind = if let Some(directive) = directive {
            ItemKind::Directive(directive)
        } else if text.starts_with('#') {
            ItemKind::Comment(directives::comment(text, at))
        } else if text.is_empty() {
            ItemKind::Blank
        } else {
            return self.instruction(line, at);
        };
        self.out.items.push(Item { span: line.span, kind });
    }

    fn instruction(&mut self, first: Line, at: usize) {
        let (start_line, escape) = (self.feed.taken(), self.directives.escape);
        let mut comments = Vec::new();
        let logical = self.join(first, at, &mut comments);
        let (feed, faults) = (&mut self.feed, &mut self.out.faults);
        let mut context = Context { escape, faults };
        let mut found = read::instruction(logical, &mut context, |heredocs, faults| feed.bodies(heredocs, faults));
        found.span = Span::new(first.span.start, self.feed.at());
        (found.start_line, found.end_line, found.comments) = (start_line, self.feed.taken(), comments);
        let kind = ItemKind::Instruction(self.out.instructions.len());
        self.out.items.push(Item { span: found.span, kind });
        self.out.instructions.push(found);
    }

    /// Joins continued lines: comments vanish, blank lines too, and the line breaks leave nothing behind.
    fn join(&mut self, first: Line, at: usize, comments: &mut Vec<Logical>) -> Logical {
        let (source, escape) = (self.feed.source, self.directives.escape);
        let text = &source[at..first.text_end];
        let mut kept = lines::continued(text, escape);
        let mut logical = Logical::at(&text[..kept.unwrap_or(text.len())], at);
        let mut blank = None;
        while kept.is_some() {
            let Some(line) = self.feed.take() else { break };
            let text = line.text(source);
            if lines::is_comment(text) {
                comments.push(directives::comment(text, line.span.start));
            } else if text.trim_start().is_empty() {
                blank.get_or_insert(line.span);
            } else {
                kept = lines::continued(text, escape);
                logical.push(&text[..kept.unwrap_or(text.len())], line.span.start);
            }
        }
        if let Some(span) = blank {
            self.out.faults.add("empty-continuation", span, "Empty continuation line");
        }
        logical
    }
}

/// Tells each instruction its stage, and says which stand before any.
pub(super) fn assign_stages(instructions: &mut [Instruction], faults: &mut Faults) {
    let mut stage = None;
    for instruction in instructions {
        match instruction.keyword {
            Keyword::From => stage = Some(stage.map_or(0, |stage| stage + 1)),
            Keyword::Arg | Keyword::Unknown => {}
            _ if stage.is_none() => {
                faults.add("before-from", instruction.name.span(), "no build stage in current context");
            }
            _ => {}
        }
        instruction.stage = stage;
    }
}
