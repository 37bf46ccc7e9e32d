//! A gauge: how much of something is done.

use ratatui::buffer::Buffer;

use crate::ui::theme::Role;
use crate::ui::view::View;
use crate::ui::widgets::text::put;

/// Draws `done` of `all` in `columns` columns; anything done shows at least one column, all of it only when all is done.
pub fn draw(done: usize, all: usize, columns: u16, at: (u16, u16), view: &View, buf: &mut Buffer) {
    draw_parts((done, 0), all, columns, at, view, buf);
}

/// The same for what is read and what is placed, the one behind the other.
pub fn draw_parts(
    (read, placed): (usize, usize),
    all: usize,
    columns: u16,
    at: (u16, u16),
    view: &View,
    buf: &mut Buffer,
) {
    let done = length(read + placed, all, columns);
    let full = if placed == 0 { done } else { length(read, all, columns).min(done.saturating_sub(1)) };
    let signs = [(view.glyphs.full, full), (view.glyphs.half, done - full), (view.glyphs.rest, columns - done)];
    let roles = [Role::GaugeDone, Role::GaugeDone, Role::GaugeRest];
    let mut x = at.0;
    for ((sign, length), role) in signs.into_iter().zip(roles) {
        put(buf, x, at.1, &sign.repeat(usize::from(length)), length, view.style(role));
        x += length;
    }
}

fn length(done: usize, all: usize, columns: u16) -> u16 {
    match (done, all) {
        (0, _) | (_, 0) => 0,
        (done, all) if done >= all => columns,
        (done, all) => ((done * usize::from(columns) / all) as u16).clamp(1, columns.saturating_sub(1)),
    }
}
