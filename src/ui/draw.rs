//! The one window: the app's state in, cells out, and back what drawing found out. Frame first (title, footer), then the screen, then
//! what lies on top.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::model::MIN_SIZE;
use crate::app::overlay::Overlay;
use crate::app::screens::Screen;
use crate::app::{App, Drawn};
use crate::ui::screens;
use crate::ui::theme::Role;
use crate::ui::view::View;
use crate::ui::widgets::footer;
use crate::ui::widgets::text::{clear_row, fill_row, put_cut};
use crate::ui::wrap::{width, wrap};

/// Columns of the title row that what stands at its right leaves free.
const MIN_TITLE: u16 = 14;

/// What a drawing says besides its cells.
#[derive(Debug, Default)]
pub struct Frame {
    /// For the next update.
    pub drawn: Drawn,
    /// Where the text cursor stands, where one types.
    pub cursor: Option<(u16, u16)>,
}

/// Draws everything.
pub fn draw(app: &App, view: &mut View, buf: &mut Buffer) -> Frame {
    let area = buf.area;
    let mut frame = Frame::default();
    buf.set_style(area, view.style(Role::Text));
    // The terminal may have shrunk before the app heard of it.
    if app.is_too_small() || area.width < MIN_SIZE.0 || area.height < MIN_SIZE.1 {
        screens::too_small::draw(app, view, area, buf);
        return frame;
    }
    let title = 1;
    let body = Rect { y: area.y + title, height: area.height - title - 1, ..area };
    match app.screen() {
        Screen::Home(state) => screens::home::draw(app, state, view, body, buf),
        Screen::Lesson(page) => {
            frame.drawn.page = screens::lesson::draw(app, page, view, body, buf);
            if let Some(why) = app.why() {
                let panel = screens::why::split(screens::lesson::text_area(app, page, body)).1;
                frame.drawn.over = Some(screens::why::draw(app, why, view, panel, buf));
            }
        }
        Screen::Quiz(quiz) => {
            let (sheet, cursor) = screens::quiz::draw(app, quiz, view, body, buf);
            frame.drawn.sheet = Some(sheet);
            frame.cursor = cursor;
        }
        Screen::Review(state) => frame.drawn.sheet = Some(screens::review::draw(app, state, view, body, buf)),
        Screen::Progress(state) => frame.drawn.sheet = Some(screens::progress::draw(app, state, view, body, buf)),
        Screen::Team(state) => frame.drawn.sheet = Some(screens::team::draw(app, state, view, body, buf)),
        Screen::Check(state) => frame.drawn.sheet = Some(screens::check::draw(app, state, view, body, buf)),
        Screen::Agenda(state) => frame.drawn.sheet = Some(screens::agenda::draw(app, state, view, body, buf)),
        Screen::Session(state) => {
            frame.drawn.session = Some(screens::session::draw(app, state, view, body, buf));
            if state.blank && app.overlay.is_none() {
                return frame;
            }
        }
    }
    if let Some(overlay) = &app.overlay {
        frame.cursor = None;
        overlay_on_top(app, overlay, view, body, buf, &mut frame);
    }
    title_row(app, &frame.drawn, view, area, buf);
    toast(app, view, body, buf);
    footer::draw(app, &frame.drawn, view, Rect { y: area.bottom() - 1, height: 1, ..area }, buf);
    frame
}

fn overlay_on_top(app: &App, overlay: &Overlay, view: &mut View, body: Rect, buf: &mut Buffer, frame: &mut Frame) {
    match overlay {
        Overlay::Help { top, over } => {
            frame.drawn.over = Some(screens::help::draw(app, over.as_deref(), *top, view, body, buf));
        }
        Overlay::Term(term) => {
            let (sheet, links) = screens::term::draw(app, term, view, body, buf);
            frame.drawn.over = Some(sheet);
            frame.drawn.links = links;
        }
        Overlay::GoTo(state) => {
            let (rows, cursor) = screens::go_to::draw(app, state, view, body, buf);
            frame.drawn.list_rows = rows;
            frame.cursor = Some(cursor);
        }
        Overlay::Find { input } => frame.cursor = Some(screens::lists::prompt("Search: ", input, view, body, buf)),
        Overlay::Flag { subject, input } => {
            let label = format!("What is wrong with {subject}? ");
            frame.cursor = Some(screens::lists::prompt(&label, input, view, body, buf));
        }
        Overlay::Agenda { cursor } => frame.drawn.list_rows = screens::session::agenda(app, *cursor, view, body, buf),
        Overlay::Park { input } => frame.cursor = Some(screens::lists::prompt("Park: ", input, view, body, buf)),
        Overlay::Hands { input } => {
            let label = "Hands, from the first line to the last: ";
            frame.cursor = Some(screens::lists::prompt(label, input, view, body, buf));
        }
        Overlay::Attendance { input } => {
            frame.cursor = Some(screens::session::attendance(app, input, view, body, buf));
        }
        // Drawn with its page.
        Overlay::Why(_) => {}
        Overlay::Outline { .. } | Overlay::Bookmarks { .. } | Overlay::Themes { .. } => {
            frame.drawn.list_rows = screens::lists::draw(app, overlay, view, body, buf);
        }
        Overlay::Name { input } => {
            let label = "Name in the result (may stay empty): ";
            frame.cursor = Some(screens::lists::prompt(label, input, view, body, buf));
        }
        Overlay::Handover { result } => screens::agenda::handover(app, result, view, body, buf),
        Overlay::LeaveExam => screens::lists::leave_exam(app, view, body, buf),
        Overlay::ConfirmReset { chapter } => screens::lists::confirm_reset(app, chapter, view, body, buf),
    }
}

/// Draws the line at the top.
fn title_row(app: &App, drawn: &Drawn, view: &View, area: Rect, buf: &mut Buffer) {
    let style = view.style(Role::TitleBar);
    fill_row(buf, area.x, area.y, area.width, style);
    let (path, right) = match app.screen() {
        Screen::Home(_) => (vec!["seaworthy".to_owned()], app.course.title.clone()),
        Screen::Lesson(page) => screens::lesson::title(app, page, drawn.page.as_ref()),
        Screen::Quiz(quiz) => screens::quiz::title(app, quiz),
        Screen::Review(_) => (vec!["Review".to_owned()], String::new()),
        Screen::Progress(_) => (vec!["Progress".to_owned()], String::new()),
        Screen::Check(state) => screens::check::title(state),
        Screen::Agenda(_) => screens::agenda::title(app),
        Screen::Session(state) => screens::session::title(state),
        Screen::Team(state) => screens::team::title(state),
    };
    let room = area.width.saturating_sub(2);
    let right_width = (width(&right) as u16).min(room.saturating_sub(MIN_TITLE));
    // Where one is counts more than what it is part of: a path that does not fit loses its beginning.
    let left_room = room - right_width - if right.is_empty() { 0 } else { 2 };
    let between = if app.ascii { " > " } else { " › " };
    let mut paths = (0..path.len()).map(|from| path[from..].join(between));
    let fits = paths.find(|path| width(path) <= usize::from(left_room));
    let fits = fits.or_else(|| path.last().cloned()).unwrap_or_default();
    put_cut(buf, area.x + 1, area.y, &fits, left_room, view.glyphs.ellipsis, style);
    put_cut(buf, area.right() - 1 - right_width, area.y, &right, right_width, view.glyphs.ellipsis, style);
}

/// Lines that a toast may cover: what it says to do stands at its end.
const TOAST_LINES: usize = 4;

fn toast(app: &App, view: &View, body: Rect, buf: &mut Buffer) {
    let Some(toast) = &app.toast else { return };
    let style = view.style(if toast.warning { Role::Warning } else { Role::Info });
    let sign = if toast.warning { "! " } else { "" };
    let text = format!("{sign}{}", toast.text.replace('\n', " "));
    let room = body.width - 2;
    let mut lines = Vec::new();
    wrap(&text, usize::from(room), |start, end| lines.push((start, end)));
    if let (Some(last), true) = (lines.get(TOAST_LINES - 1).copied(), lines.len() > TOAST_LINES) {
        lines.truncate(TOAST_LINES - 1);
        lines.push((last.0, text.len()));
    }
    for (y, (start, end)) in (body.y..body.bottom()).rev().zip(lines.iter().rev()) {
        clear_row(buf, body.x, y, body.width, view.style(Role::Text));
        put_cut(buf, body.x + 1, y, &text[*start..*end], room, view.glyphs.ellipsis, style);
    }
}
