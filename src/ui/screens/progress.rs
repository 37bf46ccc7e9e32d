//! Progress: the chapters with what is read, placed and known of them, tracks, practices worth another look; the next weeks and the last
//! ones, beside them where there is room, else below.

mod rows;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::app::drawn::SheetDrawn;
use crate::app::screens::progress::words::in_numbers;
use crate::app::screens::progress::{ProgressState, Row, rows, summarise};
use crate::progress::Summary;
use crate::review::outlook::FORECAST_DAYS;
use crate::ui::theme::Role;
use crate::ui::view::View;
use crate::ui::widgets::text::{put, put_cut};
use crate::ui::widgets::{forecast, heat};

/// Columns from which the weeks stand beside the rows.
const WIDE: u16 = 110;
/// Columns of the rows then.
const LEFT: u16 = 74;

enum Line {
    Gap,
    Text(String, Role),
    /// The heading of the chapters, with what stands in their columns.
    Columns,
    Forecast(u16),
    Dates,
    Heat(u16),
    Row(usize),
}

/// Draws the screen; the chosen row is always visible.
pub fn draw(app: &App, state: &ProgressState, view: &View, area: Rect, buf: &mut Buffer) -> SheetDrawn {
    let summary = summarise(app);
    let inner = Rect { x: area.x + 2, width: area.width.saturating_sub(4), ..area };
    let weeks = weeks(&summary, state);
    let rows = rows(app, state);
    let mut lines = list(&summary, state, &rows);
    let left = if area.width >= WIDE {
        let side = Rect { x: inner.x + LEFT + 2, width: inner.width - LEFT - 2, ..inner };
        draw_lines(app, state, &summary, &rows, &weeks, side, view, buf);
        Rect { width: LEFT, ..inner }
    } else {
        lines.push(Line::Gap);
        lines.extend(weeks);
        inner
    };
    let top = top(state, &lines, usize::from(area.height), rows.len());
    draw_lines(app, state, &summary, &rows, lines.get(top..).unwrap_or_default(), left, view, buf);
    SheetDrawn { top, lines: lines.len(), height: usize::from(area.height), overflow: 0 }
}

/// Returns the line to begin with.
fn top(state: &ProgressState, lines: &[Line], height: usize, rows: usize) -> usize {
    let cursor = state.cursor.min(rows.saturating_sub(1));
    let chosen = lines.iter().position(|line| matches!(line, Line::Row(row) if *row == cursor)).unwrap_or(0);
    let mut top = state.top.min(lines.len().saturating_sub(height));
    if state.beyond {
        return top;
    }
    if chosen + 2 > top + height {
        top = (chosen + 2).saturating_sub(height).min(lines.len().saturating_sub(height));
    }
    // The heading of the first row comes with it.
    match (chosen < top + 1, cursor) {
        (_, 0) => 0,
        (true, _) => chosen.saturating_sub(1),
        (false, _) => top,
    }
}

#[allow(clippy::too_many_arguments, reason = "what is drawn, where, and with what")]
fn draw_lines(
    app: &App,
    state: &ProgressState,
    summary: &Summary,
    rows: &[Row],
    lines: &[Line],
    area: Rect,
    view: &View,
    buf: &mut Buffer,
) {
    let cursor = state.cursor.min(rows.len().saturating_sub(1));
    let outlook = &state.outlook;
    for (y, line) in (area.y..area.bottom()).zip(lines) {
        match line {
            Line::Gap => {}
            Line::Text(text, role) => {
                put_cut(buf, area.x, y, text, area.width, view.glyphs.ellipsis, view.style(*role));
            }
            Line::Columns => rows::heading(app, summary, (area, y), view, buf),
            Line::Forecast(row) => forecast::draw_row(&outlook.forecast, *row, (area.x, y), area.width, view, buf),
            Line::Dates => forecast::draw_dates(FORECAST_DAYS, outlook.today, (area.x, y), area.width, view, buf),
            Line::Heat(weekday) => heat::draw_day(&summary.heat, *weekday, view, Rect { y, ..area }, buf),
            Line::Row(number) => {
                if *number == cursor {
                    put(buf, area.x, y, view.glyphs.pointer, 1, view.style(Role::Marker));
                }
                rows::draw(app, state, &rows[*number], summary, *number == cursor, (area, y), view, buf);
            }
        }
    }
}

/// Returns what one walks through: the numbers, then the rows under their headings.
fn list(summary: &Summary, state: &ProgressState, rows: &[Row]) -> Vec<Line> {
    let heading = |text: &str| Line::Text(text.to_owned(), Role::Heading2);
    let of = |wanted: fn(&Row) -> bool| (0..rows.len()).filter(move |row| wanted(&rows[*row])).map(Line::Row);
    let mut lines: Vec<Line> =
        in_numbers(summary, &state.outlook).into_iter().map(|text| Line::Text(text, Role::Text)).collect();
    lines.extend([Line::Gap, Line::Columns]);
    lines.extend(of(|row| matches!(row, Row::Chapter(_))));
    if rows.iter().any(|row| matches!(row, Row::Track(_))) {
        lines.extend([Line::Gap, heading("Tracks")]);
        lines.extend(of(|row| matches!(row, Row::Track(_))));
    }
    if !state.outlook.practices.is_empty() {
        lines.extend([Line::Gap, heading("Worth another look: Enter opens what explains it")]);
        lines.extend(of(|row| matches!(row, Row::Practice(_))));
    }
    lines
}

/// Returns the weeks to come and those that were.
fn weeks(summary: &Summary, state: &ProgressState) -> Vec<Line> {
    let heading = |text: &str| Line::Text(text.to_owned(), Role::Heading2);
    let mut lines = vec![heading("Due in the next 30 days")];
    if state.outlook.due_within(FORECAST_DAYS) == 0 {
        let text = if summary.totals.answers == 0 {
            "Questions come again here once you have answered some."
        } else {
            "Nothing."
        };
        lines.push(Line::Text(text.to_owned(), Role::Dim));
    } else {
        lines.extend((0..forecast::ROWS).map(Line::Forecast));
        lines.push(Line::Dates);
    }
    lines.extend([Line::Gap, heading("The last half year")]);
    lines.extend((0..heat::ROWS).map(Line::Heat));
    lines
}
