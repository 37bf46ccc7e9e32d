//! A gauge: how much of something is done.

use ratatui::buffer::Buffer;

use crate::ui::theme::Role;
use crate::ui::view::View;
use crate::ui::widgets::text::put;

/// Draws `done` of `all` in `columns` columns; anything done shows at least one column, all of it only when all is done.
pub fn draw(done: usize, all: usize, columns: u16, at: (u16, u16), view: &View, buf: &mut Buffer) {
    let full = match (done, all) {
        (0, _) | (_, 0) => 0,
        (done, all) if done >= all => columns,
        (done, all) => ((done * usize::from(columns) / all) as u16).clamp(1, columns.saturating_sub(1)),
    };
    let (filled, rest) = (view.style(Role::GaugeDone), view.style(Role::GaugeRest));
    put(buf, at.0, at.1, &view.glyphs.full.repeat(usize::from(full)), columns, filled);
    put(buf, at.0 + full, at.1, &view.glyphs.rest.repeat(usize::from(columns - full)), columns, rest);
}
