//! Lays blocks out one below the other. Keeps what surrounds the current block (bars, indents, a list marker waiting for its
//! line) and appends text, runs and pieces to the page.

use super::{Line, PROSE, Page, PageOptions, PageRun, Piece, Seg, Target, TargetKind};
use crate::course::block::{AlertKind, Block, BlockKind, Emphasis, Inlines, ListItem};
use crate::ui::theme::Role;
use crate::ui::wrap;

/// Narrowest text column that nesting may leave.
const MIN_TEXT: u16 = 10;

pub(super) struct Builder<'o> {
    pub(super) options: &'o PageOptions,
    pub(super) page: Page,
    /// Column at which content begins.
    pub(super) x: u16,
    /// Pieces that stand on every line: quote and alert bars.
    bars: Vec<Seg>,
    /// A list marker for the next line.
    marker: Option<Seg>,
    /// Source byte of the block being laid out.
    pub(super) at: u32,
    depth: usize,
    pub(super) exhibits: usize,
}

impl<'o> Builder<'o> {
    pub(super) fn new(options: &'o PageOptions) -> Self {
        let page = Page::default();
        Self { options, page, x: 0, bars: Vec::new(), marker: None, at: 0, depth: 0, exhibits: 0 }
    }

    pub(super) fn finish(self) -> Page {
        self.page
    }

    pub(super) fn title(&mut self, title: &str) {
        let start = self.push_text(title, Role::Heading1);
        self.wrap_text(start, self.prose());
        self.blank();
    }

    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        for (at, block) in blocks.iter().enumerate() {
            if at > 0 {
                self.blank();
            }
            self.at = u32::try_from(block.span.start).unwrap_or(u32::MAX);
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Heading { level, text, anchor } => self.heading(*level, text, anchor),
            BlockKind::Paragraph(text) => self.inlines(text, Role::Text),
            BlockKind::Code(code) => self.code(code),
            BlockKind::Exhibit(exhibit) => self.exhibit(exhibit),
            BlockKind::List { start, items } => self.list(*start, items),
            BlockKind::Quote(body) => self.barred(Role::Marker, |this| this.blocks(body)),
            BlockKind::Alert { kind, body } => self.alert(*kind, body),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Rule => self.rule(),
            BlockKind::Footnote { label, body } => self.footnote(label, body),
            BlockKind::Html(html) => {
                let start = self.push_text(html.trim_end(), Role::Dim);
                self.wrap_text(start, self.prose());
            }
        }
    }

    /// Columns for running text here.
    pub(super) fn prose(&self) -> u16 {
        self.room().min(PROSE)
    }

    /// Columns up to the right edge.
    pub(super) fn room(&self) -> u16 {
        self.options.width.saturating_sub(self.x).max(MIN_TEXT.min(self.options.width)).max(2)
    }

    /// Appends text in one style and returns where it begins.
    pub(super) fn push_text(&mut self, text: &str, role: Role) -> u32 {
        let start = self.page.text.len() as u32;
        self.page.runs.push(PageRun { start, role, emphasis: Emphasis::default(), target: None });
        self.page.text.push_str(text);
        start
    }

    /// Appends text in one style as a piece at column `x`.
    pub(super) fn piece(&mut self, x: u16, text: &str, role: Role) -> Seg {
        let start = self.push_text(text, role);
        Seg { x, what: Piece::Text { start, end: self.page.text.len() as u32 } }
    }

    /// Ends a line made of `pieces`, bars and marker first.
    pub(super) fn line(&mut self, pieces: &[Seg]) {
        let from = self.page.segs.len() as u32;
        self.page.segs.extend_from_slice(&self.bars);
        self.page.segs.extend(self.marker.take());
        self.page.segs.extend_from_slice(pieces);
        // Each line has a place of its own, so that every line can be come back to.
        let at = self.page.lines.last().map_or(self.at, |last| self.at.max(last.at + 1));
        self.page.lines.push(Line { segs: (from, self.page.segs.len() as u32), at });
    }

    pub(super) fn blank(&mut self) {
        self.line(&[]);
    }

    /// Wraps the text from `start` to the end of the page's text at `columns`.
    fn wrap_text(&mut self, start: u32, columns: u16) {
        let text = self.page.text.split_off(start as usize);
        let base = self.at;
        let x = self.x;
        let mut ranges = Vec::new();
        wrap::wrap(&text, usize::from(columns), |from, to| ranges.push((from as u32, to as u32)));
        self.page.text.push_str(&text);
        if ranges.len() > 1 {
            self.page.wrapped.push(start..self.page.text.len() as u32);
        }
        for (from, to) in ranges {
            self.at = base + from;
            self.line(&[Seg { x, what: Piece::Text { start: start + from, end: start + to } }]);
        }
        self.at = base;
    }

    pub(super) fn inlines(&mut self, inlines: &Inlines, role: Role) {
        let start = self.push_inlines(inlines, role);
        let from = self.page.lines.len();
        let first_target = self.page.targets.len() - inlines.links.len();
        self.wrap_text(start, self.prose());
        self.place_targets(first_target, from);
    }

    /// Appends running text with its runs; its links become targets whose lines are not yet known.
    pub(super) fn push_inlines(&mut self, inlines: &Inlines, role: Role) -> u32 {
        let start = self.page.text.len() as u32;
        let first_target = self.page.targets.len() as u32;
        for link in &inlines.links {
            self.page.targets.push(Target { line: 0, what: TargetKind::Link(link.target.clone()) });
        }
        for run in &inlines.runs {
            let target = run.link.map(|at| first_target + u32::from(at));
            let role = if run.emphasis.code { Role::InlineCode } else { role };
            self.page.runs.push(PageRun { start: start + run.start, role, emphasis: run.emphasis, target });
        }
        if inlines.runs.is_empty() {
            self.page.runs.push(PageRun { start, role, emphasis: Emphasis::default(), target: None });
        }
        self.page.text.push_str(&inlines.text);
        start
    }

    /// Gives targets from `first` on the line on which their text begins, looking at lines from `from` on.
    pub(super) fn place_targets(&mut self, first: usize, from: usize) {
        if first == self.page.targets.len() {
            return;
        }
        for line in from..self.page.lines.len() {
            let pieces = self.page.lines[line];
            for seg in &self.page.segs[pieces.segs.0 as usize..pieces.segs.1 as usize] {
                let Piece::Text { start, end } = seg.what else { continue };
                let begin = self.page.runs.partition_point(|run| run.start < start);
                for run in self.page.runs[begin..].iter().take_while(|run| run.start < end) {
                    if let Some(target) = run.target.filter(|target| *target as usize >= first)
                        && self.page.targets[target as usize].line == 0
                    {
                        self.page.targets[target as usize].line = line;
                    }
                }
            }
        }
    }

    fn heading(&mut self, level: u8, text: &Inlines, anchor: &str) {
        self.page.anchors.push((anchor.to_owned(), self.page.lines.len()));
        let role = match level {
            1 => Role::Heading1,
            2 => Role::Heading2,
            _ => Role::Heading3,
        };
        self.inlines(text, role);
    }

    /// Lays `body` out with a bar at its left.
    fn barred(&mut self, role: Role, body: impl FnOnce(&mut Self)) {
        if self.options.width < self.x + MIN_TEXT {
            return body(self);
        }
        let bar = self.piece(self.x, self.options.glyphs.bar, role);
        let marker = self.marker.take();
        self.bars.extend(marker);
        self.bars.push(bar);
        self.x += 2;
        body(self);
        self.x -= 2;
        self.bars.truncate(self.bars.len() - 1 - usize::from(marker.is_some()));
    }

    fn alert(&mut self, kind: AlertKind, body: &[Block]) {
        let role = match kind {
            AlertKind::Note => Role::AlertNote,
            AlertKind::Tip => Role::AlertTip,
            AlertKind::Important => Role::AlertImportant,
            AlertKind::Warning => Role::AlertWarning,
            AlertKind::Caution => Role::AlertCaution,
        };
        self.barred(role, |this| {
            let word = this.piece(this.x, kind.word(), role);
            this.line(&[word]);
            this.blocks(body);
        });
    }

    fn list(&mut self, start: Option<u64>, items: &[ListItem]) {
        let is_text = |block: &&Block| !matches!(block.kind, BlockKind::List { .. });
        let loose = items.iter().any(|item| item.body.iter().filter(is_text).count() > 1);
        let widest = start.map(|first| format!("{}. ", first.saturating_add(items.len() as u64 - 1)).len());
        for (number, item) in items.iter().enumerate() {
            if number > 0 && loose {
                self.blank();
            }
            let glyphs = self.options.glyphs;
            let (marker, role) = match (item.task, start) {
                (Some(true), _) => (format!("{} ", glyphs.done), Role::Right),
                (Some(false), _) => (format!("{} ", glyphs.open), Role::Marker),
                (None, Some(first)) => (format!("{}. ", first.saturating_add(number as u64)), Role::Marker),
                (None, None) => (format!("{} ", glyphs.bullets[self.depth.min(2)]), Role::Marker),
            };
            self.item(&marker, widest.unwrap_or(0), role, &item.body);
        }
    }

    /// Lays out one item: its marker right-aligned in at least `columns` columns, its blocks beside it.
    fn item(&mut self, marker: &str, columns: usize, role: Role, body: &[Block]) {
        let width = wrap::width(marker);
        let columns = columns.max(width) as u16;
        let nested = self.options.width >= self.x + columns + MIN_TEXT;
        let text = if body.is_empty() { marker.trim_end() } else { marker };
        let piece = self.piece(self.x + columns - width as u16, text, role);
        if let Some(outer) = self.marker.take() {
            self.line(&[outer]);
        }
        self.marker = Some(piece);
        let indent = if nested { columns } else { 0 };
        if !nested {
            self.line(&[]);
        }
        self.x += indent;
        self.depth += 1;
        for (at, block) in body.iter().enumerate() {
            if at > 0 && !matches!(block.kind, BlockKind::List { .. }) {
                self.blank();
            }
            self.at = u32::try_from(block.span.start).unwrap_or(u32::MAX);
            self.block(block);
        }
        self.depth -= 1;
        self.x -= indent;
        if self.marker.is_some() {
            self.line(&[]);
        }
    }

    fn rule(&mut self) {
        let text = self.options.glyphs.line.repeat(usize::from(self.prose()));
        let piece = self.piece(self.x, &text, Role::Border);
        self.line(&[piece]);
    }

    fn footnote(&mut self, label: &str, body: &[Block]) {
        self.page.anchors.push((format!("^{label}"), self.page.lines.len()));
        self.item(&format!("[{label}] "), 0, Role::Marker, body);
    }
}
