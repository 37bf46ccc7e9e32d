//! Home's rows of chapters: title, gauge and figures in columns that all rows share. Which row is chosen is home's business.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::progress::Summary;
use crate::ui::theme::Role;
use crate::ui::view::View;
use crate::ui::widgets::gauge;
use crate::ui::widgets::text::{put, put_cut};
use crate::ui::wrap::{width, wrap};

/// Columns of a gauge, and how narrow it becomes so that titles stay whole.
const GAUGE: (u16, u16) = (4, 10);

/// How the rows of chapters share their line; all stand in the same columns.
pub struct Columns {
    title: u16,
    gauge: u16,
    state: u16,
    /// Whether it is said how many lessons are not yet written.
    pub has_planned: bool,
}

impl Columns {
    /// Titles stay whole where they can: first gauges become narrower, then what is planned is left to the chapter's page.
    pub fn of(app: &App, summary: &Summary, room: u16, view: &View) -> Self {
        let longest = app.course.chapters.iter().map(|chapter| width(&chapter.title)).max().unwrap_or_default() as u16;
        let places = 0..app.course.chapters.len();
        let shared = |has_planned| {
            let states = places.clone().map(|place| width(&state_of(app, summary, place, has_planned, view)));
            let state = states.max().unwrap_or_default() as u16;
            // A number and three gaps stand between.
            let left = room.saturating_sub(3 + 1 + 1 + state);
            let gauge = left.saturating_sub(longest).clamp(GAUGE.0, GAUGE.1);
            Self { title: left.saturating_sub(gauge), gauge, state, has_planned }
        };
        let any_planned = app.course.chapters.iter().any(|chapter| chapter.planned_count() > 0);
        let all = shared(any_planned);
        if all.title >= longest { all } else { shared(false) }
    }
}

/// Returns how far one is in a chapter, in figures.
fn state_of(app: &App, summary: &Summary, place: usize, has_planned: bool, view: &View) -> String {
    let planned = app.course.chapters[place].planned_count();
    let gauge = summary.chapters.get(place);
    let (read, placed, written) = gauge.map_or((0, 0, 0), |gauge| (gauge.finished, gauge.placed, gauge.written));
    match (written, planned) {
        (0, planned) => format!("{planned} planned"),
        (written, _) if placed > 0 => format!("{read}/{written} {}{placed} placed", view.glyphs.placed),
        (written, planned) if planned > 0 && has_planned => format!("{read}/{written} +{planned}"),
        (written, _) => format!("{read}/{written}"),
    }
}

/// Draws the row of a chapter.
pub fn chapter(app: &App, id: &str, known: (&Summary, &Columns), at: (u16, u16), view: &View, buf: &mut Buffer) {
    let Some(place) = app.course.chapters.iter().position(|chapter| chapter.id.as_str() == id) else { return };
    let (summary, columns) = known;
    let chapter = &app.course.chapters[place];
    let gauge_at = summary.chapters.get(place);
    let (read, placed, written) = gauge_at.map_or((0, 0, 0), |gauge| (gauge.finished, gauge.placed, gauge.written));
    let number = format!("{:>2} ", place + 1);
    let x = put(buf, at.0, at.1, &number, 3, view.style(Role::Dim));
    let role = if written == 0 { Role::Dim } else { Role::Text };
    put_cut(buf, x, at.1, &chapter.title, columns.title, view.glyphs.ellipsis, view.style(role));
    let gauge_x = x + columns.title + 1;
    if written > 0 {
        gauge::draw_parts((read, placed), written, columns.gauge, (gauge_x, at.1), view, buf);
    }
    let state = state_of(app, summary, place, columns.has_planned, view);
    let state_role = if written > 0 && read + placed == written { Role::Right } else { Role::Dim };
    let (x, room) = match written {
        0 => (gauge_x, columns.gauge + 1 + columns.state),
        _ => (gauge_x + columns.gauge + 1, columns.state),
    };
    put(buf, x, at.1, &state, room, view.style(state_role));
}

/// Writes what one has who stops behind a chapter, where it fits whole.
pub fn promise(app: &App, id: &str, view: &View, area: Rect, buf: &mut Buffer) {
    let Some(chapter) = app.course.chapter(id) else { return };
    let mut lines = Vec::new();
    wrap(&chapter.promise, usize::from(area.width), |start, end| lines.push(&chapter.promise[start..end]));
    if lines.len() > usize::from(area.height) {
        return;
    }
    for (y, line) in (area.y..area.bottom()).zip(lines) {
        put(buf, area.x, y, line, area.width, view.style(Role::Text));
    }
}
