//! A sheet: parts one below the other, each a small page with a sign at its left, scrolled as one. Questions, verdicts and the
//! progress are sheets.

use std::ops::Range;
use std::rc::Rc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::drawn::SheetDrawn;
use crate::course::block::BlockKind;
use crate::course::{Block, Inlines};
use crate::diagnostic::Span;
use crate::ui::page::{Page, PageOptions};
use crate::ui::theme::Role;
use crate::ui::view::View;
use crate::ui::widgets::page_view::{self, Window};
use crate::ui::widgets::text::{put, style_row};
use crate::ui::wrap::{width, wrap};

/// One part of a sheet.
pub struct Part {
    page: Rc<Page>,
    /// Columns the page stands in from the left.
    indent: u16,
    /// The sign at the left of the first line, with its role.
    lead: Vec<(String, Role)>,
    /// A role laid over the whole part: the chosen row.
    over: Option<Role>,
}

/// Parts one below the other.
#[derive(Default)]
pub struct Sheet {
    parts: Vec<Part>,
    /// Lines of the row that must be visible.
    keep: Option<Range<usize>>,
    lines: usize,
}

impl Sheet {
    /// Adds blocks.
    pub fn blocks(&mut self, blocks: &[Block], options: &PageOptions) -> &mut Self {
        self.part(Rc::new(Page::blocks(blocks, options)), 0, Vec::new(), None)
    }

    /// Adds running text with a sign before it; the text stands beside the sign.
    pub fn row(
        &mut self,
        lead: Vec<(String, Role)>,
        text: &Inlines,
        options: &PageOptions,
        over: Option<Role>,
    ) -> &mut Self {
        let indent = lead.iter().map(|(text, _)| width(text)).sum::<usize>() as u16;
        let narrow = PageOptions { width: options.width.saturating_sub(indent).max(8), ..options.clone() };
        let block = Block { span: Span::default(), kind: BlockKind::Paragraph(text.clone()) };
        self.part(Rc::new(Page::blocks(&[block], &narrow)), indent, lead, over)
    }

    /// Adds text in one role, on as many lines as it takes.
    pub fn line(&mut self, text: &str, role: Role, options: &PageOptions) -> &mut Self {
        let room = usize::from(options.width);
        let mut one = |text: &str| {
            self.row(vec![(text.to_owned(), role)], &Inlines::default(), options, None);
        };
        if width(text) <= room {
            one(text)
        } else {
            wrap(text, room, |from, to| one(&text[from..to]))
        }
        self
    }

    /// Adds a page with a sign before it.
    pub fn part(&mut self, page: Rc<Page>, indent: u16, lead: Vec<(String, Role)>, over: Option<Role>) -> &mut Self {
        self.lines += page.lines.len();
        self.parts.push(Part { page, indent, lead, over });
        self
    }

    /// Adds an empty line.
    pub fn gap(&mut self) -> &mut Self {
        let mut page = Page::default();
        page.push_blank();
        self.part(Rc::new(page), 0, Vec::new(), None)
    }

    /// Says that the part added last has to be visible.
    pub fn keep_last(&mut self) -> &mut Self {
        self.keep_last_parts(1)
    }

    /// Says that the `count` parts added last have to be visible.
    pub fn keep_last_parts(&mut self, count: usize) -> &mut Self {
        let lines: usize = self.parts.iter().rev().take(count).map(|part| part.page.lines.len()).sum();
        self.keep = Some(self.lines - lines..self.lines);
        self
    }

    /// Returns how many lines there are.
    pub fn lines(&self) -> usize {
        self.lines
    }

    /// Draws the sheet from line `top` on. With `follow` the kept row is brought onto the screen.
    pub fn draw(
        &self,
        top: usize,
        follow: bool,
        aside: u16,
        view: &mut View,
        area: Rect,
        buf: &mut Buffer,
    ) -> SheetDrawn {
        let height = usize::from(area.height);
        let mut top = top.min(self.lines.saturating_sub(height));
        if let Some(keep) = self.keep.as_ref().filter(|_| follow) {
            if keep.end + 1 > top + height {
                top = (keep.end + 1).saturating_sub(height).min(self.lines.saturating_sub(height));
            }
            if keep.start < top {
                top = keep.start;
            }
        }
        let (mut line, mut overflow) = (0, 0);
        for part in &self.parts {
            let (start, end) = (line, line + part.page.lines.len());
            line = end;
            if end <= top || start >= top + height {
                continue;
            }
            overflow = overflow.max(self.draw_part(part, start, top, aside, view, area, buf));
        }
        SheetDrawn { top, lines: self.lines, height, overflow }
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "a window onto a part: where it starts, where one is, what to draw on"
    )]
    fn draw_part(
        &self,
        part: &Part,
        start: usize,
        top: usize,
        aside: u16,
        view: &mut View,
        area: Rect,
        buf: &mut Buffer,
    ) -> u16 {
        let skipped = top.saturating_sub(start);
        let y = area.y + start.saturating_sub(top) as u16;
        let rows = (part.page.lines.len() - skipped).min(usize::from(area.bottom().saturating_sub(y))) as u16;
        if skipped == 0 && rows > 0 {
            let mut x = area.x;
            for (text, role) in &part.lead {
                x = put(buf, x, y, text, area.right().saturating_sub(x), view.style(*role));
            }
        }
        let inner = Rect {
            x: area.x + part.indent.min(area.width),
            y,
            width: area.width.saturating_sub(part.indent),
            height: rows,
        };
        let window = Window { top: skipped, aside, ..Window::default() };
        let overflow = page_view::draw(&part.page, &window, view, inner, buf);
        if let Some(role) = part.over {
            for row in 0..rows {
                style_row(buf, area.x, y + row, area.width, view.style(role));
            }
        }
        overflow
    }
}
