//! What a tiny terminal shows: one line that asks for more room.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::app::model::MIN_SIZE;
use crate::ui::theme::Role;
use crate::ui::view::View;
use crate::ui::widgets::text::put;
use crate::ui::wrap;

/// Draws the request, in the middle where there is room for it.
pub fn draw(app: &App, view: &View, area: Rect, buf: &mut Buffer) {
    let (columns, rows) = app.size;
    let text = format!(
        "seaworthy needs {}x{} cells; this terminal has {columns}x{rows}. Make it larger, or q to leave.",
        MIN_SIZE.0, MIN_SIZE.1
    );
    let mut lines = Vec::new();
    wrap::wrap(&text, usize::from(area.width.saturating_sub(2).max(1)), |from, to| {
        lines.push(text[from..to].to_owned())
    });
    let first = area.y + area.height.saturating_sub(lines.len() as u16) / 2;
    for (row, line) in (first..area.bottom()).zip(lines) {
        let x = area.x + area.width.saturating_sub(wrap::width(&line) as u16) / 2;
        put(buf, x, row, &line, area.right().saturating_sub(x), view.style(Role::Warning));
    }
}
