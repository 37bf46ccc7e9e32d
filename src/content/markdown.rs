//! Markdown to blocks: pulldown-cmark's events become our own enum, with positions in the source. Must not know lessons,
//! files or screens; whatever it is given, it returns blocks.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::sanitize::sanitize;
use super::{exhibit, fence};
use crate::course::block::{
    AlertKind, Align, Block, BlockKind, Emphasis, Inlines, Link, LinkTarget, ListItem, Run, Table,
};
use crate::diagnostic::Span;

/// Containers deeper than this are laid flat: no lesson needs it, and drawing recurses.
const MAX_DEPTH: usize = 24;

/// Parses `source` into blocks; spans are byte ranges of `source` moved by `offset`.
pub fn parse(source: &str, offset: usize) -> Vec<Block> {
    // Set one by one: subtracting the old footnotes from `all` would also clear the new ones (a shared bit).
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM;
    let has_entities = source.contains('&');
    let mut builder = Builder { source, offset, has_entities, stack: vec![Open::root()], ..Builder::default() };
    for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
        builder.event(event, range);
    }
    builder.finish()
}

/// A container being filled.
#[derive(Default)]
struct Open {
    what: Container,
    blocks: Vec<Block>,
    items: Vec<ListItem>,
    task: Option<bool>,
    start: usize,
}

#[derive(Default)]
enum Container {
    #[default]
    Root,
    Quote(Option<AlertKind>),
    List(Option<u64>),
    Item,
    Footnote(String),
    /// Too deep: its blocks join the parent's.
    Flat,
}

impl Open {
    fn root() -> Self {
        Self::default()
    }
}

/// A code block being filled.
struct OpenCode {
    info: String,
    /// Where the fence begins.
    start: usize,
    body: String,
    body_at: Option<Range<usize>>,
}

#[derive(Default)]
struct Builder<'a> {
    source: &'a str,
    offset: usize,
    /// Whether texts may hold characters that the source does not: `&#27;` is one.
    has_entities: bool,
    stack: Vec<Open>,
    inlines: Inlines,
    emphasis: Emphasis,
    link: Option<u16>,
    /// Start of the text block being filled; `None` outside one.
    text_start: Option<usize>,
    code: Option<OpenCode>,
    table: Option<Table>,
    row: Vec<Inlines>,
    anchors: HashMap<String, usize>,
}

impl<'a> Builder<'a> {
    /// Returns text as it may be shown.
    fn harmless<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.has_entities { sanitize(text) } else { Cow::Borrowed(text) }
    }

    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) => match &mut self.code {
                Some(code) => {
                    code.body.push_str(&text);
                    code.body_at = Some(code.body_at.as_ref().map_or(range.start, |r| r.start)..range.end);
                }
                None => self.push_text(&text, &range),
            },
            Event::Code(text) => {
                let outer = self.emphasis;
                self.emphasis.code = true;
                self.push_text(&text, &range);
                self.emphasis = outer;
            }
            Event::SoftBreak => self.push_text(" ", &range),
            Event::HardBreak => self.push_text("\n", &range),
            Event::InlineHtml(html) => self.push_text(&html, &range),
            Event::Html(html) => self.push_html(&html, range),
            Event::Rule => {
                self.close_text(range.start);
                self.push(BlockKind::Rule, range);
            }
            Event::FootnoteReference(label) => {
                let outer = self.open_link(format!("[^{label}]"), LinkTarget::Footnote(label.to_string()), &range);
                self.push_text(&format!("[{label}]"), &range);
                self.link = outer;
            }
            Event::TaskListMarker(done) => {
                if let Some(item) = self.stack.iter_mut().rev().find(|open| matches!(open.what, Container::Item)) {
                    item.task = Some(done);
                }
            }
            Event::InlineMath(text) | Event::DisplayMath(text) => self.push_text(&text, &range),
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        match tag {
            Tag::Paragraph | Tag::Heading { .. } => {
                self.close_text(range.start);
                self.text_start = Some(range.start);
            }
            Tag::BlockQuote(kind) => self.open(Container::Quote(kind.map(alert_kind)), range.start),
            Tag::List(start) => self.open(Container::List(start), range.start),
            Tag::Item => self.open(Container::Item, range.start),
            Tag::FootnoteDefinition(label) => self.open(Container::Footnote(label.to_string()), range.start),
            Tag::CodeBlock(kind) => {
                self.close_text(range.start);
                let info = match kind {
                    CodeBlockKind::Fenced(info) => self.harmless(&info).into_owned(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.code = Some(OpenCode { info, start: range.start, body: String::new(), body_at: None });
            }
            Tag::Table(align) => {
                self.close_text(range.start);
                self.table = Some(Table { align: align.into_iter().map(alignment).collect(), ..Table::default() });
            }
            Tag::TableHead | Tag::TableRow => self.row.clear(),
            Tag::TableCell => self.text_start = Some(range.start),
            Tag::Emphasis => self.emphasis.italic = true,
            Tag::Strong => self.emphasis.strong = true,
            Tag::Strikethrough => self.emphasis.struck = true,
            Tag::Link { dest_url, .. } => {
                let raw = self.harmless(&dest_url).into_owned();
                let target = super::link::target(&raw);
                self.open_link(raw, target, &range);
            }
            Tag::Image { .. } => self.emphasis.italic = true,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Paragraph => self.close_text(range.end),
            TagEnd::Heading(level) => self.close_heading(level, range),
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::FootnoteDefinition => self.close(range),
            TagEnd::CodeBlock => self.close_code(range),
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.inlines);
                self.text_start = None;
                self.row.push(cell);
            }
            TagEnd::TableHead => {
                let head = std::mem::take(&mut self.row);
                if let Some(table) = &mut self.table {
                    table.head = head;
                }
            }
            TagEnd::TableRow => {
                let mut row = std::mem::take(&mut self.row);
                if let Some(table) = &mut self.table {
                    row.resize(table.head.len(), Inlines::default());
                    table.rows.push(row);
                }
            }
            TagEnd::Table => {
                if let Some(table) = self.table.take() {
                    self.push(BlockKind::Table(Box::new(table)), range);
                }
            }
            TagEnd::Emphasis | TagEnd::Image => self.emphasis.italic = false,
            TagEnd::Strong => self.emphasis.strong = false,
            TagEnd::Strikethrough => self.emphasis.struck = false,
            TagEnd::Link => self.link = None,
            _ => {}
        }
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::from(range).shifted(self.offset)
    }

    fn push(&mut self, kind: BlockKind, range: Range<usize>) {
        let span = self.span(range);
        if let Some(open) = self.stack.last_mut() {
            open.blocks.push(Block { span, kind });
        }
    }

    fn push_text(&mut self, text: &str, range: &Range<usize>) {
        if text.is_empty() {
            return;
        }
        // A tight list item has text without a paragraph around it.
        self.text_start.get_or_insert(range.start);
        let start = self.inlines.text.len() as u32;
        let text = self.harmless(text);
        self.inlines.text.push_str(&text);
        let end = self.inlines.text.len() as u32;
        match self.inlines.runs.last_mut() {
            Some(run) if run.emphasis == self.emphasis && run.link == self.link => run.end = end,
            _ => self.inlines.runs.push(Run { start, end, emphasis: self.emphasis, link: self.link }),
        }
    }

    fn push_html(&mut self, html: &str, range: Range<usize>) {
        self.close_text(range.start);
        let span = self.span(range.clone());
        let blocks = self.stack.last_mut().map(|open| &mut open.blocks);
        // pulldown-cmark reports raw HTML line by line; one block is what the author wrote.
        if let Some(Block { span: last, kind: BlockKind::Html(text) }) = blocks.and_then(|blocks| blocks.last_mut())
            && last.end == span.start
        {
            text.push_str(html);
            last.end = span.end;
            return;
        }
        self.push(BlockKind::Html(html.to_owned()), range);
    }

    fn open_link(&mut self, raw: String, target: LinkTarget, range: &Range<usize>) -> Option<u16> {
        let outer = self.link;
        let span = self.span(range.clone());
        self.link = u16::try_from(self.inlines.links.len()).ok();
        self.inlines.links.push(Link { raw, target, span });
        outer
    }

    fn open(&mut self, what: Container, start: usize) {
        self.close_text(start);
        let what = if self.stack.len() > MAX_DEPTH { Container::Flat } else { what };
        self.stack.push(Open { what, start, ..Open::default() });
    }

    fn close_text(&mut self, end: usize) {
        let Some(start) = self.text_start.take() else { return };
        let text = std::mem::take(&mut self.inlines);
        if !text.is_empty() {
            self.push(BlockKind::Paragraph(text), start..end.max(start));
        }
    }

    fn close_heading(&mut self, level: HeadingLevel, range: Range<usize>) {
        self.text_start = None;
        let text = std::mem::take(&mut self.inlines);
        let slug = super::link::anchor(&text.text);
        let seen = self.anchors.entry(slug.clone()).or_insert(0);
        let anchor = if *seen == 0 { slug } else { format!("{slug}-{seen}") };
        *seen += 1;
        self.push(BlockKind::Heading { level: level as u8, text, anchor }, range);
    }

    fn close_code(&mut self, range: Range<usize>) {
        let Some(OpenCode { info, start, body, body_at }) = self.code.take() else { return };
        let first_line = start..self.source[start..].find('\n').map_or(range.end, |at| start + at);
        let body_span = self.span(body_at.unwrap_or(first_line.end..first_line.end));
        let code = fence::code(&info, &body, self.span(first_line), body_span);
        self.push(BlockKind::Code(Box::new(code)), start..range.end);
    }

    fn close(&mut self, range: Range<usize>) {
        self.close_text(range.end);
        if self.stack.len() < 2 {
            return;
        }
        let Some(open) = self.stack.pop() else { return };
        let range = open.start..range.end.max(open.start);
        let body = exhibit::group(open.blocks);
        match open.what {
            Container::Root => {}
            Container::Quote(Some(kind)) => self.push(BlockKind::Alert { kind, body }, range),
            Container::Quote(None) => self.push(BlockKind::Quote(body), range),
            Container::List(start) => self.push(BlockKind::List { start, items: open.items }, range),
            Container::Footnote(label) => self.push(BlockKind::Footnote { label, body }, range),
            Container::Item => {
                if let Some(list) = self.stack.last_mut() {
                    match list.what {
                        Container::List(_) => list.items.push(ListItem { task: open.task, body }),
                        _ => list.blocks.extend(body),
                    }
                }
            }
            Container::Flat => {
                if let Some(parent) = self.stack.last_mut() {
                    // A list's own blocks would be lost: they become an item.
                    match parent.what {
                        Container::List(_) => parent.items.push(ListItem { task: None, body }),
                        _ => parent.blocks.extend(body),
                    }
                }
            }
        }
    }

    fn finish(mut self) -> Vec<Block> {
        self.close_text(self.source.len());
        while self.stack.len() > 1 {
            self.close(self.source.len()..self.source.len());
        }
        exhibit::group(self.stack.pop().map(|root| root.blocks).unwrap_or_default())
    }
}

fn alert_kind(kind: BlockQuoteKind) -> AlertKind {
    match kind {
        BlockQuoteKind::Note => AlertKind::Note,
        BlockQuoteKind::Tip => AlertKind::Tip,
        BlockQuoteKind::Important => AlertKind::Important,
        BlockQuoteKind::Warning => AlertKind::Warning,
        BlockQuoteKind::Caution => AlertKind::Caution,
    }
}

fn alignment(align: Alignment) -> Align {
    match align {
        Alignment::None | Alignment::Left => Align::Left,
        Alignment::Center => Align::Center,
        Alignment::Right => Align::Right,
    }
}

#[cfg(test)]
#[path = "markdown/tests.rs"]
mod tests;
