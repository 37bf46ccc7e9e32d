//! Puts text into cells, cut where the room ends.

use ratatui::buffer::Buffer;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

use crate::ui::wrap::{grapheme_width, width};

/// Writes `text` at (x, y), at most `room` columns; returns the column behind it.
pub fn put(buf: &mut Buffer, x: u16, y: u16, text: &str, room: u16, style: Style) -> u16 {
    if y >= buf.area.bottom() || x >= buf.area.right() || room == 0 {
        return x;
    }
    buf.set_stringn(x, y, text, usize::from(room), style).0
}

/// Writes `text`; where it does not fit, its end is replaced by `ellipsis`.
pub fn put_cut(buf: &mut Buffer, x: u16, y: u16, text: &str, room: u16, ellipsis: &str, style: Style) -> u16 {
    if width(text) <= usize::from(room) {
        return put(buf, x, y, text, room, style);
    }
    let after = put(buf, x, y, cut(text, room.saturating_sub(1)), room.saturating_sub(1), style);
    put(buf, after, y, ellipsis, room.min(1), style)
}

/// Returns the beginning of `text` that is at most `columns` wide.
pub fn cut(text: &str, columns: u16) -> &str {
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += grapheme_width(grapheme);
        if used > usize::from(columns) {
            return &text[..at];
        }
    }
    text
}

/// Returns the end of `text` after its first `columns` columns, and how many columns of a cut wide character stand before it.
pub fn skip(text: &str, columns: u16) -> (&str, u16) {
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        if used >= usize::from(columns) {
            return (&text[at..], (used - usize::from(columns)) as u16);
        }
        used += grapheme_width(grapheme);
    }
    ("", 0)
}

/// Fills a row with a style.
pub fn fill_row(buf: &mut Buffer, x: u16, y: u16, columns: u16, style: Style) {
    for column in x..x.saturating_add(columns).min(buf.area.right()) {
        if let Some(cell) = buf.cell_mut((column, y)) {
            cell.set_symbol(" ").set_style(style);
        }
    }
}

/// Empties a row, so that nothing of what stood there shines through: neither its text nor its style.
pub fn clear_row(buf: &mut Buffer, x: u16, y: u16, columns: u16, style: Style) {
    for column in x..x.saturating_add(columns).min(buf.area.right()) {
        if let Some(cell) = buf.cell_mut((column, y)) {
            cell.reset();
            cell.set_style(style);
        }
    }
}

/// Lays a style over a row without touching its text.
pub fn style_row(buf: &mut Buffer, x: u16, y: u16, columns: u16, style: Style) {
    for column in x..x.saturating_add(columns).min(buf.area.right()) {
        if let Some(cell) = buf.cell_mut((column, y)) {
            cell.set_style(style);
        }
    }
}
