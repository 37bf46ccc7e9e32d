//! How a slide lies on the screen: margins, a column that a projector can show, the page drawing of lessons. Knows decks and pages, and
//! neither clocks nor sessions.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::course::{Block, Lesson};
use crate::team::slides::{Deck, Fit, Slide};
use crate::ui::glyphs::Glyphs;
use crate::ui::page::{PROSE, Page, PageOptions};
use crate::ui::theme::Role;
use crate::ui::view::View;
use crate::ui::widgets::page_view::{self, Window};
use crate::ui::widgets::text::{clear_row, put};

/// What is shown of a slide.
#[derive(Debug, Clone, Copy, Default)]
pub struct Shown {
    /// The last step that is revealed; everything where it is `None`.
    pub step: Option<usize>,
    /// Whether the mended side is up.
    pub flipped: bool,
    /// First line, where the slide scrolls.
    pub top: usize,
    /// Columns that code is scrolled to the right.
    pub aside: u16,
}

/// What drawing a slide found out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Extent {
    /// First line that is shown.
    pub top: usize,
    /// Lines of the slide.
    pub lines: usize,
    /// Lines that fit.
    pub height: usize,
    /// Columns that code goes on to the right.
    pub overflow: u16,
}

/// Returns the part of `area` in which a slide's text stands: never wider than prose, so that a before/after is one thing after the other.
pub fn text_area(area: Rect) -> Rect {
    let margin = (area.width / 20).clamp(2, 8);
    let width = area.width.saturating_sub(2 * margin).min(PROSE);
    let above = (area.height / 10).max(1);
    Rect {
        x: area.x + (area.width - width) / 2,
        y: area.y + above.min(area.height),
        width,
        height: area.height.saturating_sub(above),
    }
}

/// Returns how the blocks of a slide are laid out.
pub fn options(width: u16, tab: Option<&str>, flipped: bool, glyphs: Glyphs) -> PageOptions {
    // A slide has one exhibit that flips; should a page of somebody's put more on one, they flip together.
    let flipped = if flipped { (0..8).collect() } else { Vec::new() };
    PageOptions { width, tab: tab.map(str::to_owned), flipped, stacked: false, glyphs }
}

/// Makes the slides of a page for an area.
pub fn deck(lesson: &Lesson, area: Rect, tab: Option<&str>, glyphs: Glyphs) -> Deck {
    let text = text_area(area);
    let options = options(text.width, tab, false, glyphs);
    let measure = |blocks: &[Block]| Page::blocks(blocks, &options).lines.len();
    Deck::new(lesson, &Fit { rows: usize::from(text.height).max(3), measure: &measure })
}

/// Makes the slides of a page for so many columns and rows.
pub fn deck_of(lesson: &Lesson, columns: u16, rows: u16, glyphs: Glyphs) -> Deck {
    deck(lesson, Rect { x: 0, y: 0, width: columns, height: rows }, None, glyphs)
}

/// Returns the slides of a page for an area, from the cache where they are there.
pub fn cached(lesson: &Arc<Lesson>, area: Rect, tab: Option<&str>, view: &mut View) -> Arc<Deck> {
    let glyphs = view.glyphs;
    view.deck(lesson, (area.width, area.height), tab, || deck(lesson, area, tab, glyphs))
}

/// Draws a slide; what is above or below the screen is told in its margins.
pub fn draw(slide: &Slide, shown: Shown, tab: Option<&str>, view: &mut View, area: Rect, buf: &mut Buffer) -> Extent {
    let text = text_area(area);
    let page = Page::blocks(&slide.blocks, &options(text.width, tab, shown.flipped, view.glyphs));
    let (lines, height) = (page.lines.len(), usize::from(text.height));
    let top = shown.top.min(lines.saturating_sub(height));
    let window = Window { top, aside: shown.aside, ..Window::default() };
    let overflow = page_view::draw(&page, &window, view, text, buf);
    // What is not yet revealed keeps its place.
    if let Some(next) = shown.step.and_then(|step| slide.steps.get(step + 1)) {
        let first = page.lines.partition_point(|line| u64::from(line.at) < *next);
        for line in first.max(top)..lines.min(top + height) {
            clear_row(buf, area.x, text.y + (line - top) as u16, area.width, view.style(Role::Text));
        }
    }
    let sign = view.style(Role::Overflow);
    if top > 0 {
        let above = format!("{top} lines above");
        put(buf, text.x, text.y.saturating_sub(1).max(area.y), &above, text.width, sign);
    }
    if top + height < lines && text.height > 1 {
        let below = format!(" {} more lines below ", lines - top - height + 1);
        clear_row(buf, area.x, text.bottom() - 1, area.width, view.style(Role::Text));
        put(buf, text.x, text.bottom() - 1, &below, text.width, sign);
    }
    Extent { top, lines, height, overflow }
}
