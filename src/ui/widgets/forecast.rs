//! The forecast: a bar for each of the next days, as high as questions come due on it, with dates below.

use ratatui::buffer::Buffer;

use crate::time::Day;
use crate::ui::theme::Role;
use crate::ui::view::View;
use crate::ui::widgets::text::put;

/// Rows of the bars.
pub const ROWS: u16 = 4;
/// Columns of the scale at the left.
const SCALE: u16 = 5;
/// Steps of one row.
const STEPS: u32 = 8;
/// The scale never ends lower: one question is no tower.
const LEAST: u32 = 4;
/// Days from one date to the next.
const WEEK: usize = 7;

/// Returns the number that the highest bar stands for. What has gathered until today does not flatten the days that follow: its bar ends
/// at the top, the scale gets a plus, and its number is told elsewhere.
fn scale(days: &[u32]) -> u32 {
    let today = days.first().copied().unwrap_or(0);
    let later = days.iter().skip(1).copied().max().unwrap_or(0);
    let most = if later == 0 { today } else { later.max(today.min(2 * later)) };
    most.max(LEAST)
}

/// Returns the columns of a day, its gap included.
fn columns(days: usize, width: u16) -> u16 {
    if usize::from(width.saturating_sub(SCALE)) >= 2 * days { 2 } else { 1 }
}

/// Draws one row of the bars, 0 for the highest.
pub fn draw_row(days: &[u32], row: u16, (x, y): (u16, u16), width: u16, view: &View, buf: &mut Buffer) {
    let scale = scale(days);
    if row == 0 {
        let more = if days.first().is_some_and(|today| *today > scale) { "+" } else { "" };
        put(buf, x, y, &format!("{:>4}", format!("{scale}{more}")), SCALE, view.style(Role::Dim));
    }
    let step = columns(days.len(), width);
    let base = u32::from(ROWS - 1 - row) * STEPS;
    for (at, count) in days.iter().enumerate() {
        let x = x + SCALE + step * at as u16;
        if x >= buf.area.right() {
            break;
        }
        let full = u32::from(ROWS) * STEPS;
        // Anything at all can be seen.
        let height = if *count == 0 { 0 } else { (count.min(&scale) * full / scale).max(1) };
        match height.saturating_sub(base).min(STEPS) {
            0 if row == ROWS - 1 => put(buf, x, y, view.glyphs.heat[0], 1, view.style(Role::Dim)),
            0 => continue,
            part => put(buf, x, y, view.glyphs.eighths[part as usize - 1], 1, view.style(Role::GaugeDone)),
        };
    }
}

/// Draws the dates below the bars, one a week.
pub fn draw_dates(days: usize, today: Day, (x, y): (u16, u16), width: u16, view: &View, buf: &mut Buffer) {
    let step = columns(days, width);
    for at in (0..days).step_by(WEEK) {
        let text = if at == 0 { "today".to_owned() } else { date(Day(today.0 + at as i64)) };
        let begin = x + SCALE + step * at as u16;
        if begin + text.len() as u16 <= x + width {
            put(buf, begin, y, &text, text.len() as u16, view.style(Role::Dim));
        }
    }
}

fn date(day: Day) -> String {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let (_, month, day) = day.civil();
    format!("{day} {}", MONTHS[usize::from(month - 1) % 12])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_is_that_of_the_days_to_come() {
        let cases: [(&[u32], u32); 5] =
            [(&[], 4), (&[1, 2], 4), (&[90, 10, 6], 20), (&[9, 10, 6], 10), (&[30, 0, 0], 30)];
        for (days, expected) in cases {
            assert_eq!(scale(days), expected, "{days:?}");
        }
    }

    #[test]
    fn dates_are_short() {
        assert_eq!([date(Day::from_civil(2026, 11, 27)), date(Day::from_civil(2027, 1, 1))], ["27 Nov", "1 Jan"]);
    }
}
