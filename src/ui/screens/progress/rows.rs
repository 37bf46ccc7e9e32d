//! The rows of the progress screen: a chapter in its columns, a track with its gauge, a practice with what went wrong.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::app::screens::progress::words::{percent, practice};
use crate::app::screens::progress::{ProgressState, Row};
use crate::app::track::standing;
use crate::course::track::duration;
use crate::id::{ChapterId, LessonId, TrackId};
use crate::progress::Summary;
use crate::ui::theme::Role;
use crate::ui::view::View;
use crate::ui::widgets::gauge;
use crate::ui::widgets::text::{put, put_cut, style_row};
use crate::ui::wrap::width;

/// Columns of a gauge.
const GAUGE: u16 = 10;
/// Columns of the area from which chapters have one.
const ROOMY: u16 = 70;
/// The columns of a chapter.
const COLUMNS: [(&str, u16); 4] = [("read", 8), ("placed", 8), ("mastery", 9), ("answered", 10)];

/// Where things stand in a row: title, gauge, columns.
struct Places {
    title: (u16, u16),
    gauge: Option<u16>,
    columns: u16,
}

/// Returns which of the columns have something in them.
fn filled(summary: &Summary) -> [bool; COLUMNS.len()] {
    let answered = summary.totals.answers > 0;
    [true, summary.totals.placed > 0, answered, answered]
}

fn places(area: Rect, filled: [bool; COLUMNS.len()]) -> Places {
    let columns: u16 = COLUMNS.iter().zip(filled).filter(|(_, filled)| *filled).map(|((_, columns), _)| columns).sum();
    let columns_at = area.right().saturating_sub(columns).max(area.x + 2);
    let gauge = (area.width >= ROOMY).then(|| columns_at.saturating_sub(GAUGE));
    let title_end = gauge.unwrap_or(columns_at);
    Places { title: (area.x + 2, title_end.saturating_sub(area.x + 3)), gauge, columns: columns_at }
}

/// Draws the heading of the chapters.
pub fn heading(app: &App, summary: &Summary, (area, y): (Rect, u16), view: &View, buf: &mut Buffer) {
    put(buf, area.x, y, "Chapters", area.width, view.style(Role::Heading2));
    if app.course.chapters.iter().any(|chapter| chapter.written().next().is_some()) {
        columns(COLUMNS.map(|(name, _)| (name.to_owned(), Role::Dim)), filled(summary), (area, y), view, buf);
    }
}

fn columns(
    texts: [(String, Role); COLUMNS.len()],
    filled: [bool; COLUMNS.len()],
    (area, y): (Rect, u16),
    view: &View,
    buf: &mut Buffer,
) {
    let mut x = places(area, filled).columns;
    for (((text, role), (_, room)), _) in texts.into_iter().zip(COLUMNS).zip(filled).filter(|(_, filled)| *filled) {
        let begin = x + room.saturating_sub(width(&text) as u16);
        put(buf, begin, y, &text, room, view.style(role));
        x += room;
    }
}

/// Draws one row.
#[allow(clippy::too_many_arguments, reason = "what is drawn, where, and with what")]
pub fn draw(
    app: &App,
    state: &ProgressState,
    row: &Row,
    summary: &Summary,
    chosen: bool,
    place: (Rect, u16),
    view: &View,
    buf: &mut Buffer,
) {
    match row {
        Row::Chapter(id) => chapter(app, state, id, summary, place, view, buf),
        Row::Track(id) => track(app, id, place, view, buf),
        Row::Practice(id) => weak(app, state, id, place, view, buf),
    }
    if chosen {
        style_row(buf, place.0.x, place.1, place.0.width, view.style(Role::Selection));
    }
}

fn chapter(
    app: &App,
    state: &ProgressState,
    id: &ChapterId,
    summary: &Summary,
    (area, y): (Rect, u16),
    view: &View,
    buf: &mut Buffer,
) {
    let Some(at) = app.course.chapters.iter().position(|chapter| chapter.id == *id) else { return };
    let chapter = &app.course.chapters[at];
    let Some(gauge) = summary.chapters.get(at) else { return };
    let places = places(area, filled(summary));
    let title = format!("{:>2} {}", at + 1, chapter.title);
    let role = if gauge.written == 0 { Role::Dim } else { Role::Text };
    put_cut(buf, places.title.0, y, &title, places.title.1, view.glyphs.ellipsis, view.style(role));
    if gauge.written == 0 {
        let planned = format!("{} planned", chapter.planned_count());
        let x = area.right().saturating_sub(width(&planned) as u16);
        put(buf, x, y, &planned, area.width, view.style(Role::Dim));
        return;
    }
    if let Some(x) = places.gauge {
        gauge::draw_parts((gauge.finished, gauge.placed), gauge.written, GAUGE, (x, y), view, buf);
    }
    let known = state.outlook.chapters.get(at).copied().unwrap_or_default();
    // Green is what is done; how well it is known is another matter.
    let role = if gauge.finished + gauge.placed == gauge.written { Role::Right } else { Role::Text };
    let texts = [
        (format!("{}/{}", gauge.finished, gauge.written), role),
        (if gauge.placed > 0 { format!("{} {}", view.glyphs.placed, gauge.placed) } else { String::new() }, role),
        (known.mastery.map(percent).unwrap_or_default(), Role::Text),
        (if known.answered > 0 { known.answered.to_string() } else { String::new() }, Role::Dim),
    ];
    columns(texts, filled(summary), (area, y), view, buf);
}

fn track(app: &App, id: &TrackId, (area, y): (Rect, u16), view: &View, buf: &mut Buffer) {
    let Some(track) = app.course.track(id.as_str()) else { return };
    let standing = standing(app, track);
    let left = standing.left.filter(|left| *left > 0).map(|left| format!(", {} left", duration(left)));
    let placed = match standing.placed {
        0 => String::new(),
        placed => format!(", {} {placed} placed", view.glyphs.placed),
    };
    let text = format!("{}/{} read{placed}{}", standing.read, standing.written, left.unwrap_or_default());
    let text_x = area.right().saturating_sub(width(&text) as u16).max(area.x + 2);
    let gauge_x = text_x.saturating_sub(GAUGE + 1);
    let title_x = area.x + 2;
    let room = gauge_x.saturating_sub(title_x + 1);
    put_cut(buf, title_x, y, &track.title, room, view.glyphs.ellipsis, view.style(Role::Text));
    let parts = (standing.read, standing.placed);
    gauge::draw_parts(parts, standing.written, GAUGE, (gauge_x, y), view, buf);
    let role = if standing.written > 0 && standing.is_done() { Role::Right } else { Role::Dim };
    put(buf, text_x, y, &text, area.right().saturating_sub(text_x), view.style(role));
}

fn weak(app: &App, state: &ProgressState, id: &LessonId, (area, y): (Rect, u16), view: &View, buf: &mut Buffer) {
    let Some(weak) = state.outlook.practices.iter().find(|weak| weak.lesson == *id) else { return };
    let (sign, role) = if weak.missed > 0 { (view.glyphs.wrong, Role::Wrong) } else { (view.glyphs.done, Role::Right) };
    let text = practice(weak);
    let text_x = area.right().saturating_sub(width(&text) as u16).max(area.x + 4);
    put(buf, area.x + 2, y, sign, 1, view.style(role));
    let room = text_x.saturating_sub(area.x + 5);
    put_cut(buf, area.x + 4, y, app.title(id), room, view.glyphs.ellipsis, view.style(Role::Text));
    put(buf, text_x, y, &text, area.right().saturating_sub(text_x), view.style(Role::Dim));
}
