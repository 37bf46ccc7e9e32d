//! The heat map: answers per day, a column for each week, a row for each weekday.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::progress::summary::Heat;
use crate::ui::theme::Role;
use crate::ui::view::View;
use crate::ui::widgets::text::put;

/// Answers from which on a day counts as some, and as many.
const SOME: u32 = 5;
const MANY: u32 = 15;

/// Draws the last weeks that fit, Monday on top; needs seven rows.
pub fn draw(heat: &Heat, view: &View, area: Rect, buf: &mut Buffer) {
    for weekday in 0..ROWS {
        draw_day(heat, weekday, view, Rect { y: area.y + weekday, ..area }, buf);
    }
}

/// Draws the row of one weekday, 0 for Monday.
pub fn draw_day(heat: &Heat, weekday: u16, view: &View, area: Rect, buf: &mut Buffer) {
    let name = match weekday {
        0 => "Mon",
        2 => "Wed",
        4 => "Fri",
        6 => "Sun",
        _ => "",
    };
    put(buf, area.x, area.y, name, 3, view.style(Role::Dim));
    let fit = usize::from(area.width.saturating_sub(4) / 2);
    let skipped = heat.weeks.len().saturating_sub(fit);
    for (column, days) in heat.weeks[skipped..].iter().enumerate() {
        // Days that are still to come are not days without answers.
        if heat.first.0 + (skipped + column) as i64 * 7 + i64::from(weekday) > heat.today.0 {
            continue;
        }
        let level = match days[usize::from(weekday)] {
            0 => 0,
            1..SOME => 1,
            SOME..MANY => 2,
            _ => 3,
        };
        let role = [Role::Heat0, Role::Heat1, Role::Heat2, Role::Heat3][level];
        put(buf, area.x + 4 + 2 * column as u16, area.y, view.glyphs.heat[level], 1, view.style(role));
    }
}

/// Returns the rows a heat map needs.
pub const ROWS: u16 = 7;
