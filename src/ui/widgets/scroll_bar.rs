//! A scroll bar beside what is longer than its area: where one is, and how much there is.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::drawn::SheetDrawn;
use crate::ui::theme::Role;
use crate::ui::view::View;
use crate::ui::widgets::text::put;

/// Draws it at column `x` beside the rows of `area`, where there is more than fits.
pub fn draw(drawn: &SheetDrawn, view: &View, area: Rect, x: u16, buf: &mut Buffer) {
    let (rows, lines) = (usize::from(area.height), drawn.lines);
    if lines <= drawn.height || rows == 0 {
        return;
    }
    let size = (rows * drawn.height / lines).clamp(1, rows);
    let below = lines - drawn.height;
    // At the top and at the end only there.
    let start = ((rows - size) * drawn.top).div_ceil(below).min(rows - size);
    let start = if drawn.top < below { start.min((rows - size).saturating_sub(1)) } else { start };
    for row in start..start + size {
        put(buf, x, area.y + row as u16, view.glyphs.thumb, 1, view.style(Role::Marker));
    }
}
