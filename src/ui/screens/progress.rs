//! Progress: gauges of the chapters, the last half year, what went wrong most.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::app::drawn::SheetDrawn;
use crate::app::screens::progress::{ProgressState, Row, rows, summarise};
use crate::app::track::standing;
use crate::course::track::duration;
use crate::progress::Summary;
use crate::ui::theme::Role;
use crate::ui::view::View;
use crate::ui::widgets::text::{put, put_cut, style_row};
use crate::ui::widgets::{gauge, heat};

/// Columns of a gauge here, where there is room and where there is little.
const GAUGES: (u16, u16) = (16, 8);
/// Columns from which there is room.
const ROOMY: u16 = 70;

enum Line {
    Gap,
    Text(String, Role),
    Heat(u16),
    Row(usize),
}

/// Draws the screen; the chosen row is always visible.
pub fn draw(app: &App, state: &ProgressState, view: &View, area: Rect, buf: &mut Buffer) -> SheetDrawn {
    let summary = summarise(app);
    let rows = rows(app, &summary);
    let cursor = state.cursor.min(rows.len().saturating_sub(1));
    let lines = layout(&summary, &rows);
    let height = usize::from(area.height);
    let chosen = lines.iter().position(|line| matches!(line, Line::Row(row) if *row == cursor)).unwrap_or(0);
    let mut top = state.top.min(lines.len().saturating_sub(height));
    if !state.beyond && chosen + 2 > top + height {
        top = (chosen + 2).saturating_sub(height).min(lines.len().saturating_sub(height));
    }
    // The heading of the first row comes with it.
    if !state.beyond && (chosen < top + 1 || cursor == 0) {
        top = if cursor == 0 { 0 } else { chosen.saturating_sub(1) };
    }
    let inner = Rect { x: area.x + 2, width: area.width.saturating_sub(4), ..area };
    for (y, line) in (area.y..area.bottom()).zip(lines.iter().skip(top)) {
        match line {
            Line::Gap => {}
            Line::Text(text, role) => {
                put_cut(buf, inner.x, y, text, inner.width, view.glyphs.ellipsis, view.style(*role));
            }
            Line::Heat(weekday) => heat::draw_day(&summary.heat, *weekday, view, Rect { y, ..inner }, buf),
            Line::Row(number) => row(app, &rows[*number], &summary, *number == cursor, (inner, y), view, buf),
        }
    }
    SheetDrawn { top, lines: lines.len(), height, overflow: 0 }
}

fn layout(summary: &Summary, rows: &[Row]) -> Vec<Line> {
    let heading = |text: &str| Line::Text(text.to_owned(), Role::Heading2);
    let mut lines = vec![heading("Chapters")];
    let is_chapter = |row: &Row| matches!(row, Row::Chapter(_));
    lines.extend((0..rows.len()).filter(|row| is_chapter(&rows[*row])).map(Line::Row));
    let tracks: Vec<usize> = (0..rows.len()).filter(|row| matches!(rows[*row], Row::Track(_))).collect();
    if !tracks.is_empty() {
        lines.extend([Line::Gap, heading("Tracks")]);
        lines.extend(tracks.into_iter().map(Line::Row));
    }
    lines.extend([Line::Gap, heading("The last half year")]);
    lines.extend((0..heat::ROWS).map(Line::Heat));
    lines.extend([Line::Gap, heading("In numbers")]);
    lines.extend(numbers(summary).into_iter().map(|text| Line::Text(text, Role::Text)));
    let weak: Vec<usize> = (0..rows.len()).filter(|row| matches!(rows[*row], Row::Weak(_))).collect();
    if !weak.is_empty() {
        lines.extend([Line::Gap, heading("Worth another look")]);
        lines.extend(weak.into_iter().map(Line::Row));
    }
    lines
}

fn numbers(summary: &Summary) -> Vec<String> {
    let totals = &summary.totals;
    if totals.answers == 0 && totals.lessons == 0 {
        return vec!["Nothing yet: the first lesson takes five minutes.".to_owned()];
    }
    let count = |n: u32, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    let percent = (totals.right * 100).checked_div(totals.answers).unwrap_or(0);
    vec![
        format!("{} of {} lessons read", totals.lessons, summary.chapters.iter().map(|c| c.written).sum::<usize>()),
        format!(
            "{}, {percent}% right, {}",
            count(totals.answers, "answer", "answers"),
            count(totals.questions, "question", "different questions")
        ),
        format!(
            "{} in a row, {} at best, {} in all",
            count(summary.streak.current, "day", "days"),
            summary.streak.longest,
            count(totals.days, "day", "days")
        ),
    ]
}

/// Returns the columns of a title and of its gauge.
fn columns(area: Rect) -> (u16, u16) {
    let roomy = area.width >= ROOMY;
    let gauge = if roomy { GAUGES.0 } else { GAUGES.1 };
    // Behind them up to "10 of 19 read, 12 planned".
    let tail = gauge + if roomy { 26 } else { 23 };
    (area.width.saturating_sub(tail + 3).min(40), gauge)
}

fn row(app: &App, row: &Row, summary: &Summary, chosen: bool, place: (Rect, u16), view: &View, buf: &mut Buffer) {
    let (area, y) = place;
    put(buf, area.x, y, if chosen { view.glyphs.pointer } else { " " }, 1, view.style(Role::Marker));
    let x = area.x + 2;
    match row {
        Row::Chapter(id) => {
            let Some(at) = app.course.chapters.iter().position(|chapter| chapter.id == *id) else { return };
            let chapter = &app.course.chapters[at];
            let (read, placed, written) =
                summary.chapters.get(at).map_or((0, 0, 0), |gauge| (gauge.finished, gauge.placed, gauge.written));
            let of = if area.width >= ROOMY { " of " } else { "/" };
            let (title_room, gauge_width) = columns(area);
            let title = format!("{:>2} {}", at + 1, chapter.title);
            put_cut(buf, x, y, &title, title_room, view.glyphs.ellipsis, view.style(Role::Text));
            let gauge_x = x + title_room + 1;
            let planned = chapter.planned_count();
            let text = match (written, planned) {
                (0, planned) => format!("{planned} planned, none written yet"),
                _ if placed > 0 => format!("{read}{of}{written} read, {} {placed} placed", view.glyphs.placed),
                (_, 0) => format!("{read}{of}{written} read"),
                _ => format!("{read}{of}{written} read, {planned} planned"),
            };
            let text_x = if written == 0 { gauge_x } else { gauge_x + gauge_width + 1 };
            if written > 0 {
                gauge::draw_parts((read, placed), written, gauge_width, (gauge_x, y), view, buf);
            }
            let role = if written > 0 && read + placed == written { Role::Right } else { Role::Dim };
            put_cut(buf, text_x, y, &text, area.right().saturating_sub(text_x), view.glyphs.ellipsis, view.style(role));
        }
        Row::Track(id) => {
            let Some(track) = app.course.track(id.as_str()) else { return };
            let standing = standing(app, track);
            let (title_room, gauge_width) = columns(area);
            put_cut(buf, x, y, &track.title, title_room, view.glyphs.ellipsis, view.style(Role::Text));
            let gauge_x = x + title_room + 1;
            gauge::draw_parts((standing.read, standing.placed), standing.written, gauge_width, (gauge_x, y), view, buf);
            let text_x = gauge_x + gauge_width + 1;
            let role = if standing.written > 0 && standing.is_done() { Role::Right } else { Role::Dim };
            let of = if area.width >= ROOMY { " of " } else { "/" };
            let left = standing.left.filter(|left| *left > 0).map(|left| format!(", {} left", duration(left)));
            let placed = if standing.placed > 0 {
                format!(", {} {} placed", view.glyphs.placed, standing.placed)
            } else {
                String::new()
            };
            let text = format!("{}{of}{} read{placed}{}", standing.read, standing.written, left.unwrap_or_default());
            put_cut(buf, text_x, y, &text, area.right().saturating_sub(text_x), view.glyphs.ellipsis, view.style(role));
        }
        Row::Weak(question) => {
            let Some(weak) = summary.weakest.iter().find(|weak| weak.question == *question) else { return };
            let lesson = question.lesson();
            let (sign, role) =
                if weak.missed { (view.glyphs.wrong, Role::Wrong) } else { (view.glyphs.done, Role::Right) };
            put(buf, x, y, sign, 1, view.style(role));
            let text = format!("{} of {} wrong  {}  #{}", weak.wrong, weak.asked, app.title(&lesson), question.slug());
            put_cut(buf, x + 2, y, &text, area.width.saturating_sub(4), view.glyphs.ellipsis, view.style(Role::Text));
        }
    }
    if chosen {
        style_row(buf, area.x, y, area.width, view.style(Role::Selection));
    }
}
