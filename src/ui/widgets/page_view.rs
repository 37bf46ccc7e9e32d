//! Shows a window of a page: lines from `top` on, code scrolled aside, finds and the focus marked.

use std::ops::Range;
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::drawn::{TargetAt, TargetWhat};
use crate::ui::page::{Page, Piece, TargetKind};
use crate::ui::theme::Role;
use crate::ui::view::{Found, View, syntax_role};
use crate::ui::widgets::text::{cut, put, skip, style_row};
use crate::ui::wrap::width;

/// What is shown of a page, and how.
#[derive(Debug, Default, Clone)]
pub struct Window {
    /// First line.
    pub top: usize,
    /// Columns that code is scrolled to the right.
    pub aside: u16,
    /// Target that has the focus.
    pub focus: Option<usize>,
    /// Found texts, and the one one is at.
    pub found: Option<(Found, usize)>,
    /// Words of a code block that one is at.
    pub words: Option<Words>,
}

/// Words of a code block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The block.
    pub slot: u32,
    /// Bytes of its code.
    pub bytes: Range<u32>,
}

/// Draws the window into `area`; returns by how many columns the visible code is wider than its room.
pub fn draw(page: &Page, window: &Window, view: &mut View, area: Rect, buf: &mut Buffer) -> u16 {
    let mut overflow = 0;
    for row in 0..area.height {
        let number = window.top + usize::from(row);
        let Some(line) = page.lines.get(number) else { break };
        let y = area.y + row;
        for (piece, seg) in page.segs(line).iter().enumerate() {
            if seg.x >= area.width {
                continue;
            }
            let x = area.x + seg.x;
            match seg.what {
                Piece::Text { start, end } => text(page, window, view, (start, end), (x, y), area.right() - x, buf),
                Piece::Code { slot, line, room } => {
                    let room = room.min(area.right() - x);
                    overflow = overflow.max(code(page, window, view, (slot, line), (x, y), room, buf));
                }
            }
            mark_finds(page, window, view, (number, piece), (x, y), area, buf);
        }
    }
    mark_focus(page, window, view, area, buf);
    mark_words(page, window, view, area, buf);
    overflow
}

/// Returns what Tab can reach on the page.
pub fn targets(page: &Page) -> Arc<[TargetAt]> {
    let what = |kind: &TargetKind| match kind {
        TargetKind::Link(link) => TargetWhat::Link(link.clone()),
        TargetKind::Code(slot) => {
            let code = &page.codes[*slot as usize];
            TargetWhat::Code { source: Arc::clone(&code.source), lang: code.lang.clone(), end: code.rows.end }
        }
    };
    page.targets.iter().map(|target| TargetAt { line: target.line, what: what(&target.what) }).collect()
}

fn text(page: &Page, window: &Window, view: &View, bytes: (u32, u32), at: (u16, u16), room: u16, buf: &mut Buffer) {
    let (mut x, right) = (at.0, at.0 + room);
    for (run, text) in page.stretches(bytes.0, bytes.1) {
        let focused = run.target.is_some() && run.target.map(|target| target as usize) == window.focus;
        let style = view.run_style(&run);
        let style = if focused { style.patch(view.style(Role::Focus)) } else { style };
        x = put(buf, x, at.1, text, right.saturating_sub(x), style);
    }
}

/// Returns the columns of a code block that do not fit into `room`.
fn overflow(page: &Page, slot: u32, room: u16) -> u16 {
    page.codes.get(slot as usize).map_or(0, |block| block.widest.saturating_sub(usize::from(room)) as u16)
}

/// Draws one line of code; returns the columns that do not fit even when scrolled to the start.
fn code(
    page: &Page,
    window: &Window,
    view: &mut View,
    at: (u32, u32),
    place: (u16, u16),
    room: u16,
    buf: &mut Buffer,
) -> u16 {
    let (slot, line) = at;
    let Some(block) = page.codes.get(slot as usize) else { return 0 };
    let overflow = overflow(page, slot, room);
    let text = page.code_line(slot, line);
    let base = view.style(Role::Code);
    style_row(buf, place.0.saturating_sub(1), place.1, room + 1, base);
    let spans = if view.is_colourless() { None } else { view.highlight(block) };
    let spans = spans.as_ref().and_then(|lines| lines.get(line as usize));
    let shift = window.aside.min(overflow);
    let (shown, pad) = skip(text, shift);
    let hidden = text.len() - shown.len();
    let shown = cut(shown, room.saturating_sub(pad));
    let mut x = place.0 + pad;
    let mut done = hidden;
    let end = hidden + shown.len();
    let mut piece = |from: usize, to: usize, style: Style, buf: &mut Buffer| {
        let (from, to) = (from.clamp(hidden, end), to.clamp(hidden, end));
        if from < to && text.is_char_boundary(from) && text.is_char_boundary(to) {
            x = put(buf, x, place.1, &text[from..to], u16::MAX, style);
        }
    };
    for (range, role) in spans.map_or(&[][..], Vec::as_slice) {
        piece(done, range.start as usize, base, buf);
        piece((range.start as usize).max(done), range.end as usize, base.patch(view.style(syntax_role(*role))), buf);
        done = done.max(range.end as usize);
    }
    piece(done, end, base, buf);
    let marker = view.style(Role::Overflow);
    if hidden > 0 {
        put(buf, place.0.saturating_sub(1), place.1, view.glyphs.more_left, 1, marker);
    }
    if end < text.len() {
        put(buf, place.0 + room - 1, place.1, view.glyphs.more_right, 1, marker);
    }
    overflow
}

fn mark_finds(
    page: &Page,
    window: &Window,
    view: &View,
    at: (usize, usize),
    place: (u16, u16),
    area: Rect,
    buf: &mut Buffer,
) {
    let Some((found, current)) = &window.found else { return };
    let first = found.parts.partition_point(|part| part.at < at);
    for part in found.parts[first..].iter().take_while(|part| part.at == at) {
        let seg = page.segs(&page.lines[at.0])[at.1];
        let (text, shift) = match seg.what {
            Piece::Text { start, end } => (&page.text[start as usize..end as usize], 0),
            Piece::Code { slot, line, room } => {
                let room = room.min(area.right().saturating_sub(place.0));
                (page.code_line(slot, line), window.aside.min(overflow(page, slot, room)))
            }
        };
        let from = width(&text[..part.bytes.start]) as u16;
        let columns = width(&text[part.bytes.clone()]) as u16;
        let role = if part.find == *current { Role::MatchCurrent } else { Role::Match };
        let (from, to) = (from.saturating_sub(shift), (from + columns).saturating_sub(shift));
        let x = place.0 + from;
        style_row(buf, x, place.1, (to - from).min(area.right().saturating_sub(x)), view.style(role));
    }
}

/// Marks the words one is at, and the bar beside their lines.
fn mark_words(page: &Page, window: &Window, view: &View, area: Rect, buf: &mut Buffer) {
    let Some(words) = &window.words else { return };
    for row in 0..area.height {
        let Some(line) = page.lines.get(window.top + usize::from(row)) else { break };
        let (segs, y) = (page.segs(line), area.y + row);
        for (at, seg) in segs.iter().enumerate() {
            let Piece::Code { slot, line, room } = seg.what else { continue };
            let Some(bytes) = page.codes.get(slot as usize).and_then(|code| code.lines.get(line as usize)) else {
                continue;
            };
            let (from, to) = (words.bytes.start.max(bytes.start), words.bytes.end.min(bytes.end));
            if slot != words.slot || from >= to {
                continue;
            }
            let bar = segs[..at].iter().find(|other| matches!(other.what, Piece::Text { .. }) && other.x + 3 >= seg.x);
            if let Some(bar) = bar {
                put(buf, area.x + bar.x, y, view.glyphs.pointer, 1, view.style(Role::Focus));
            }
            let room = room.min(area.right().saturating_sub(area.x + seg.x));
            let shift = window.aside.min(overflow(page, slot, room));
            let text = page.code_line(slot, line);
            let column = |byte: u32| width(&text[..(byte - bytes.start) as usize]) as u16;
            let start = column(from).saturating_sub(shift);
            let end = column(to).saturating_sub(shift).min(room);
            style_row(buf, area.x + seg.x + start, y, end.saturating_sub(start), view.style(Role::Selection));
        }
    }
}

/// Marks the caption of a focused code block.
fn mark_focus(page: &Page, window: &Window, view: &View, area: Rect, buf: &mut Buffer) {
    let Some(target) = window.focus.and_then(|focus| page.targets.get(focus)) else { return };
    let TargetKind::Code(slot) = target.what else { return };
    let rows = &page.codes[slot as usize].rows;
    let style = view.style(Role::Focus);
    for row in rows.clone() {
        if row < window.top || row >= window.top + usize::from(area.height) {
            continue;
        }
        let y = area.y + (row - window.top) as u16;
        let Some(seg) = page.segs(&page.lines[row]).first() else { continue };
        style_row(buf, area.x + seg.x, y, 1, style);
    }
}
