//! A session on the screen: slides for a projector, questions for a room, breaks with a large clock; below them one line that says how the
//! session stands. The notes have a pane of their own.

mod digits;
mod notes;
mod pages;
mod status;
mod tally;

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::app::drawn::{SessionDrawn, SheetDrawn};
use crate::app::screens::Screen;
use crate::app::screens::session::{PageState, Phase, SessionState, agenda_rows};
use crate::app::text_input::TextInput;
use crate::course::block::{Block, BlockKind};
use crate::team::room::RoomItemState;
use crate::team::slides::{Slide, SlideKind};
use crate::team::{Item, ItemKind};
use crate::ui::screens::lists::{field, frame};
use crate::ui::slides::{self, Shown};
use crate::ui::theme::Role;
use crate::ui::view::View;
use crate::ui::widgets::text::{clear_row, put, put_cut, style_row};
use crate::ui::wrap::{self, width};

pub use status::{countdown, drift};

/// Rows that the large clock takes below a text.
const CLOCK_ROWS: u16 = digits::HEIGHT + 2;
/// Rows from which a text leaves room for it.
const CLOCK_FROM: u16 = 20;

/// Returns the words of the title row.
pub fn title(state: &SessionState) -> (Vec<String>, String) {
    let title = state.launch.agenda.title.clone();
    let of = state.launch.agenda.items.len();
    match (state.phase, state.here()) {
        (Phase::Preflight, _) => (vec!["Session".to_owned(), title], "before the start".to_owned()),
        (Phase::Over, _) => (vec!["Session".to_owned(), title], "the end".to_owned()),
        (Phase::Running, Some(item)) => (vec![title, item.title.clone()], format!("item {} of {of}", state.item + 1)),
        (Phase::Running, None) => (vec![title], String::new()),
    }
}

/// Draws the screen.
pub fn draw(app: &App, state: &SessionState, view: &mut View, area: Rect, buf: &mut Buffer) -> SessionDrawn {
    match state.phase {
        Phase::Preflight => return only(pages::preflight(app, state, view, area, buf)),
        Phase::Over => return only(pages::over(state, view, area, buf)),
        Phase::Running => {}
    }
    let (main, pane) = if state.notes { notes::split(area) } else { (area, None) };
    // What is known of the slides stays known while nothing is shown.
    let stage = Rect { height: main.height.saturating_sub(1), ..main };
    let mut drawn = on_stage(app, state, view, stage, buf);
    if state.blank {
        for y in buf.area.y..buf.area.bottom() {
            clear_row(buf, buf.area.x, y, buf.area.width, view.style(Role::Text));
        }
        return drawn;
    }
    status::draw(app, state, &drawn, view, Rect { y: main.bottom() - 1, height: 1, ..main }, buf);
    if let Some(pane) = pane {
        drawn.notes = Some(notes::draw(state, &drawn, view, pane, buf));
    }
    drawn
}

fn only(extent: SheetDrawn) -> SessionDrawn {
    SessionDrawn { extent, ..SessionDrawn::default() }
}

fn on_stage(app: &App, state: &SessionState, view: &mut View, area: Rect, buf: &mut Buffer) -> SessionDrawn {
    let Some(item) = state.here() else { return SessionDrawn::default() };
    match &item.kind {
        ItemKind::Break => {
            large_clock(app, state, &item.title, view, area, buf);
            SessionDrawn::default()
        }
        ItemKind::Quiz(_) => only(tally::draw(app, state, view, area, buf)),
        ItemKind::Lesson(_) => page(app, state, view, area, buf),
        ItemKind::Exercise(_) | ItemKind::Discussion(_) => {
            // The clock is what a room that works by itself looks at.
            if area.height < CLOCK_FROM {
                return page(app, state, view, area, buf);
            }
            let below = Rect { y: area.bottom() - CLOCK_ROWS, height: CLOCK_ROWS, ..area };
            clock(app, state, view, below, buf);
            page(app, state, view, Rect { height: area.height - CLOCK_ROWS, ..area }, buf)
        }
    }
}

fn page(app: &App, state: &SessionState, view: &mut View, area: Rect, buf: &mut Buffer) -> SessionDrawn {
    let lesson = match &state.page {
        PageState::Ready(lesson) => Arc::clone(lesson),
        PageState::Loading => return told("The page is being read.", Role::Dim, view, area, buf),
        PageState::Missing(why) => {
            let text = format!("This page cannot be shown: {why} The next item is one key away.");
            return told(&text, Role::Error, view, area, buf);
        }
    };
    let tab = app.settings.installer.as_deref();
    let deck = slides::cached(&lesson, area, tab, view);
    let at = deck.slide_at(state.at);
    let Some(slide) = deck.slides.get(at) else { return SessionDrawn::default() };
    if slide.kind == SlideKind::Title {
        title_slide(app, state, view, area, buf);
        return SessionDrawn { deck: Some(deck), ..SessionDrawn::default() };
    }
    let step = (state.steps && !slide.scrolls).then_some(state.step);
    let shown = Shown { step, flipped: state.flipped, top: state.top, aside: state.aside };
    let extent = slides::draw(slide, shown, tab, view, area, buf);
    let slides::Extent { top, lines, height, overflow } = extent;
    let tabs = tabs(slide).into();
    SessionDrawn { deck: Some(deck), tabs, extent: SheetDrawn { top, lines, height, overflow }, notes: None }
}

fn tabs(slide: &Slide) -> Vec<String> {
    let mut tabs = Vec::new();
    for block in &slide.blocks {
        let Block { kind: BlockKind::Exhibit(exhibit), .. } = block else { continue };
        tabs.extend(exhibit.variants.iter().filter_map(|variant| variant.tab.clone()));
    }
    if tabs.len() > 1 { tabs } else { Vec::new() }
}

fn told(text: &str, role: Role, view: &View, area: Rect, buf: &mut Buffer) -> SessionDrawn {
    let mut y = area.y + 1;
    wrap::wrap(text, usize::from(area.width.saturating_sub(4)), |from, to| {
        if y < area.bottom() {
            put(buf, area.x + 2, y, &text[from..to], area.width.saturating_sub(4), view.style(role));
        }
        y += 1;
    });
    SessionDrawn::default()
}

/// Draws the title of a lesson, alone on its slide.
fn title_slide(app: &App, state: &SessionState, view: &View, area: Rect, buf: &mut Buffer) {
    let Some(Item { kind: ItemKind::Lesson(id), minutes, .. }) = state.here() else { return };
    let title = app.title(id);
    let room = area.width.saturating_sub(8).min(60);
    let mut lines: Vec<(String, Role)> = Vec::new();
    if let Some(chapter) = app.course.chapter(id.chapter_str()) {
        lines.push((chapter.title.clone(), Role::Text));
        lines.push((String::new(), Role::Text));
    }
    wrap::wrap(title, usize::from(room), |from, to| lines.push((title[from..to].to_owned(), Role::Heading1)));
    let rule = lines.iter().map(|(line, _)| width(line)).max().unwrap_or(0);
    lines.push((view.glyphs.line.repeat(rule), Role::Border));
    lines.push((format!("{minutes} minutes"), Role::Text));
    centred(&lines, view, area, buf);
}

/// Draws lines in the middle, a little above the half.
fn centred(lines: &[(String, Role)], view: &View, area: Rect, buf: &mut Buffer) {
    let free = area.height.saturating_sub(lines.len() as u16);
    for (y, (line, role)) in (area.y + free * 2 / 5..area.bottom()).zip(lines) {
        let x = area.x + area.width.saturating_sub(width(line) as u16) / 2;
        put_cut(buf, x, y, line, area.right().saturating_sub(x), view.glyphs.ellipsis, view.style(*role));
    }
}

/// Draws a break: its name and a clock that can be read from the last row.
fn large_clock(app: &App, state: &SessionState, title: &str, view: &View, area: Rect, buf: &mut Buffer) {
    let block = CLOCK_ROWS + 3;
    let top = area.y + area.height.saturating_sub(block) / 2;
    let x = area.x + area.width.saturating_sub(width(title) as u16) / 2;
    put_cut(buf, x, top, title, area.width, view.glyphs.ellipsis, view.style(Role::Heading1));
    let rest = Rect { y: top + 2, height: area.bottom().saturating_sub(top + 2), ..area };
    clock(app, state, view, rest, buf);
}

/// Draws what is left of an item, large, and until when that is.
fn clock(app: &App, state: &SessionState, view: &View, area: Rect, buf: &mut Buffer) {
    let left = state.clock().item_left;
    let (role, word) = match (left < 0, state.paused) {
        (true, _) => (Role::Warning, "over".to_owned()),
        (false, true) => (Role::Dim, "left, the clock stands still".to_owned()),
        (false, false) => (Role::Heading2, format!("until {}", status::of_day(app.now.0 + left + 59_999, app.offset))),
    };
    let text = countdown(left.abs());
    let columns = digits::width(&text).min(area.width);
    digits::draw(&text, view.style(role), (area.x + (area.width - columns) / 2, area.y), area, view, buf);
    let x = area.x + area.width.saturating_sub(width(&word) as u16) / 2;
    let y = area.y + digits::HEIGHT + 1;
    if y < area.bottom() {
        put(buf, x, y, &word, area.width, view.style(role));
    }
}

/// Says on the last row how much there is below: nothing ends at the edge of the screen without a word.
fn more_below(drawn: &SheetDrawn, view: &View, area: Rect, buf: &mut Buffer) {
    let below = drawn.lines.saturating_sub(drawn.top + drawn.height);
    if below > 0 && area.height > 1 {
        let y = area.bottom() - 1;
        clear_row(buf, area.x, y, area.width, view.style(Role::Text));
        put(buf, area.x, y, &format!(" {} more lines below ", below + 1), area.width, view.style(Role::Overflow));
    }
}

/// Draws the agenda on top; returns how many rows it can show.
pub fn agenda(app: &App, cursor: usize, view: &View, area: Rect, buf: &mut Buffer) -> usize {
    let Screen::Session(state) = app.screen() else { return 0 };
    let rows = agenda_rows(state);
    let times: Vec<String> =
        rows.iter().map(|(_, _, minutes, ran)| format!("{}/{minutes} min", ran / 60_000)).collect();
    let widest =
        rows.iter().zip(&times).map(|((_, title, ..), time)| width(title) + width(time) + 14).max().unwrap_or(30);
    // A heading stands above the first item of its part.
    let mut lines: Vec<Result<usize, &str>> = Vec::new();
    let mut part = "";
    for (row, item) in state.launch.agenda.items.iter().enumerate() {
        if item.part != part {
            part = &item.part;
            lines.push(Err(part));
        }
        lines.push(Ok(row));
    }
    let widest = lines.iter().filter_map(|line| line.err().map(width)).max().unwrap_or(0).max(widest);
    // A number says that there is more than is seen.
    let title = format!("Agenda: {} of {}", cursor + 1, rows.len());
    let inside = frame(&title, widest as u16, lines.len() as u16, view, area, buf);
    let height = usize::from(inside.height).max(1);
    let at = lines.iter().position(|line| *line == Ok(cursor)).unwrap_or(0);
    let top = (at + 1).saturating_sub(height);
    for (y, line) in (inside.y..inside.bottom()).zip(&lines[top..]) {
        let row = match *line {
            Ok(row) => row,
            Err(part) => {
                put_cut(buf, inside.x, y, part, inside.width, view.glyphs.ellipsis, view.style(Role::Heading3));
                continue;
            }
        };
        let (item, title, ..) = &rows[row];
        let time = &times[row];
        let (sign, word, role) = standing(*item, row == state.item, view);
        let pointer = if row == cursor { view.glyphs.pointer } else { " " };
        put(buf, inside.x, y, pointer, 1, view.style(Role::Marker));
        put(buf, inside.x + 2, y, &format!("{sign} {word}"), 10, view.style(role));
        let time_columns = width(time) as u16;
        let room = inside.width.saturating_sub(12 + time_columns + 1);
        put_cut(buf, inside.x + 12, y, title, room, view.glyphs.ellipsis, view.style(Role::Text));
        put(buf, inside.right().saturating_sub(time_columns), y, time, time_columns, view.style(Role::Dim));
        if row == cursor {
            style_row(buf, inside.x, y, inside.width, view.style(Role::Selection));
        }
    }
    height
}

/// Returns how an item stands: sign, word, role.
fn standing(item: RoomItemState, is_here: bool, view: &View) -> (&'static str, &'static str, Role) {
    match item {
        _ if is_here => (view.glyphs.started, "now", Role::Strong),
        RoomItemState::Done => (view.glyphs.done, "done", Role::Right),
        RoomItemState::Skipped => (view.glyphs.missed, "left out", Role::Dim),
        RoomItemState::Begun => (view.glyphs.started, "begun", Role::Text),
        RoomItemState::Open => (view.glyphs.open, "open", Role::Dim),
    }
}

/// Draws who is there, and the line for the next name; returns where the cursor stands.
pub fn attendance(app: &App, input: &TextInput, view: &View, area: Rect, buf: &mut Buffer) -> (u16, u16) {
    let names: Vec<&str> = match app.screen() {
        Screen::Session(state) => state.room.attended.iter().map(|said| said.text.as_str()).collect(),
        _ => Vec::new(),
    };
    let room = area.height.saturating_sub(6).max(1);
    let rows = (names.len() as u16).clamp(1, room);
    let inside = frame(&format!("Here today: {}", names.len()), 40, rows + 2, view, area, buf);
    let shown = usize::from(inside.height.saturating_sub(2));
    // The last names: those that were just typed.
    for (row, name) in names.iter().skip(names.len().saturating_sub(shown)).enumerate() {
        put_cut(buf, inside.x, inside.y + row as u16, name, inside.width, view.glyphs.ellipsis, view.style(Role::Text));
    }
    if names.is_empty() {
        put(buf, inside.x, inside.y, "Nobody yet.", inside.width, view.style(Role::Dim));
    }
    let y = inside.bottom() - 1;
    let x = put(buf, inside.x, y, "Name: ", inside.width, view.style(Role::Strong));
    field(input, x, y, inside.right().saturating_sub(x), view, buf)
}
