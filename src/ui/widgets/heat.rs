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
    for (row, name) in [(0, "Mon"), (2, "Wed"), (4, "Fri"), (6, "Sun")] {
        put(buf, area.x, area.y + row, name, 3, view.style(Role::Dim));
    }
    let fit = usize::from(area.width.saturating_sub(4) / 2);
    let weeks = &heat.weeks[heat.weeks.len().saturating_sub(fit)..];
    let last_week = heat.weeks.len() as i64 - 1;
    for (column, days) in weeks.iter().enumerate() {
        let week = heat.weeks.len() - weeks.len() + column;
        for (weekday, count) in days.iter().enumerate() {
            // Days that are still to come are not days without answers.
            if week as i64 == last_week && heat.first.0 + last_week * 7 + weekday as i64 > heat.today.0 {
                continue;
            }
            let level = match count {
                0 => 0,
                1..SOME => 1,
                SOME..MANY => 2,
                _ => 3,
            };
            let role = [Role::Heat0, Role::Heat1, Role::Heat2, Role::Heat3][level];
            let (x, y) = (area.x + 4 + 2 * column as u16, area.y + weekday as u16);
            put(buf, x, y, view.glyphs.heat[level], 1, view.style(role));
        }
    }
}

/// Returns the rows a heat map needs.
pub const ROWS: u16 = 7;
