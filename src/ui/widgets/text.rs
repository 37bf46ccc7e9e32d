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
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return put_ascii(buf, x, y, text, room, style);
    }
    buf.set_stringn(x, y, text, usize::from(room), style).0
}

/// The same for printable ASCII, which is most of what is written: a byte is a column, nothing has to be segmented.
fn put_ascii(buf: &mut Buffer, x: u16, y: u16, text: &str, room: u16, style: Style) -> u16 {
    let end = x.saturating_add(room).min(buf.area.right());
    let mut at = x;
    for byte in text.bytes().take(usize::from(end - x)) {
        if let Some(cell) = buf.cell_mut((at, y)) {
            cell.set_char(char::from(byte)).set_style(style);
        }
        at += 1;
    }
    at
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

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::{Color, Modifier};

    use super::*;

    #[test]
    fn ascii_is_written_like_any_text() {
        let area = Rect::new(2, 1, 12, 3);
        let style = Style::new().fg(Color::Red).add_modifier(Modifier::BOLD);
        let texts = ["", " ", "apt-get", "a longer text than there is room for", "~ ! ~"];
        for (text, x, room) in
            texts.into_iter().flat_map(|t| [(t, 2, 12), (t, 5, 3), (t, 13, 9), (t, 2, u16::MAX), (t, 4, 0)])
        {
            // Over what stood there before, wide characters too.
            let mut expected = Buffer::with_lines(["x"; 3]);
            expected.resize(area);
            expected.set_stringn(2, 2, "船船船船", 12, Style::new());
            let mut actual = expected.clone();
            let after = expected.set_stringn(x, 2, text, usize::from(room), style).0;
            assert_eq!(put(&mut actual, x, 2, text, room, style), after, "{text:?} at {x}, {room}");
            assert_eq!(actual, expected, "{text:?} at {x}, {room}");
        }
    }
}
