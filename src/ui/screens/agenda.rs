//! The agenda of a session: what is done, what comes next, how long it may take; and the result before it is written.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::app::action::Action;
use crate::app::drawn::SheetDrawn;
use crate::app::keymap::Context;
use crate::app::participant::Session;
use crate::app::screens::agenda::AgendaState;
use crate::course::track::duration;
use crate::team::result::file_name;
use crate::team::{Item, ItemKind, Order, ResultFile, State};
use crate::ui::screens::lists::frame;
use crate::ui::theme::Role;
use crate::ui::view::View;
use crate::ui::widgets::text::{put, put_cut, style_row};
use crate::ui::wrap::width;

/// Columns from which the kind of an item has one of its own.
const ROOMY: u16 = 72;
/// Widest a row is drawn: further apart, one loses the line.
const WIDEST: u16 = 110;
/// Columns of the word for a state, of the minutes, of a kind.
const STATE: u16 = 11;
const MINUTES: u16 = 8;
const KIND: u16 = 12;

enum Line {
    Gap,
    Text(String, Role),
    Item(usize),
}

/// Returns the path and how far one is for the line at the top.
pub fn title(app: &App) -> (Vec<String>, String) {
    let Some(session) = &app.session else { return (vec!["Session".to_owned()], String::new()) };
    let (done, all) = session.standing.done(&session.agenda);
    (vec!["Session".to_owned(), session.agenda.title.clone()], format!("{done} of {all} done"))
}

/// Draws the screen; the chosen item is always visible.
pub fn draw(app: &App, state: &AgendaState, view: &View, area: Rect, buf: &mut Buffer) -> SheetDrawn {
    let Some(session) = &app.session else { return SheetDrawn::default() };
    let area = Rect { x: area.x + 1, width: area.width.saturating_sub(2).min(WIDEST), ..area };
    let lines = layout(session);
    let height = usize::from(area.height);
    let chosen = lines.iter().position(|line| matches!(line, Line::Item(at) if *at == state.cursor)).unwrap_or(0);
    let last = lines.len().saturating_sub(height);
    let mut top = state.top.min(last);
    if chosen + 2 > top + height {
        top = (chosen + 2).saturating_sub(height).min(last);
    }
    // The heading of the part comes with its first item.
    let from = if state.cursor == 0 { 0 } else { chosen.saturating_sub(1) };
    top = top.min(from);
    for (y, line) in (area.y..area.bottom()).zip(lines.iter().skip(top)) {
        match line {
            Line::Gap => {}
            Line::Text(text, role) => {
                put_cut(buf, area.x + 2, y, text, area.width - 2, view.glyphs.ellipsis, view.style(*role));
            }
            Line::Item(at) => item(session, *at, *at == state.cursor, (area, y), view, buf),
        }
    }
    SheetDrawn { top, lines: lines.len(), height, overflow: 0 }
}

fn layout(session: &Session) -> Vec<Line> {
    let agenda = &session.agenda;
    let order = match agenda.order {
        Order::Locked => "in order",
        Order::Free => "in any order",
    };
    let mut told = format!("{} in all, {order}", duration(agenda.minutes()));
    if agenda.questions().next().is_some() {
        told.push_str(&format!(", {}% right passes", agenda.pass));
    }
    if !agenda.cohort.is_empty() {
        told = format!("{}: {told}", agenda.cohort);
    }
    let mut lines = vec![Line::Text(told, Role::Dim), Line::Gap];
    let mut part = "";
    for (at, item) in agenda.items.iter().enumerate() {
        if item.part != part {
            if at > 0 {
                lines.push(Line::Gap);
            }
            if !item.part.is_empty() {
                lines.push(Line::Text(item.part.clone(), Role::Heading2));
            }
            part = &item.part;
        }
        lines.push(Line::Item(at));
    }
    lines
}

fn item(session: &Session, at: usize, chosen: bool, place: (Rect, u16), view: &View, buf: &mut Buffer) {
    let ((area, y), Some((item, state))) = (place, session.item(at)) else { return };
    put(buf, area.x, y, if chosen { view.glyphs.pointer } else { " " }, 1, view.style(Role::Marker));
    let (sign, word, role) = sign(item, state, session.standing.next == Some(at), view);
    let mut x = area.x + 2;
    put(buf, x, y, &format!("{sign} {word}"), STATE, view.style(role));
    x += STATE;
    put(buf, x, y, &format!("{:>7}", format!("{} min", item.minutes)), MINUTES, view.style(Role::Dim));
    x += MINUTES;
    if area.width >= ROOMY {
        put(buf, x + 1, y, item.kind.word(), KIND, view.style(Role::Dim));
        x += KIND;
    }
    x += 1;
    let room = area.right().saturating_sub(x);
    let role = match state {
        State::Locked => Role::Dim,
        _ if item.kind == ItemKind::Break => Role::Dim,
        _ => Role::Text,
    };
    put_cut(buf, x, y, &item.title, room, view.glyphs.ellipsis, view.style(role));
    if chosen {
        style_row(buf, area.x, y, area.width, view.style(Role::Selection));
    }
}

/// Returns sign, word and colour of a state.
fn sign(item: &Item, state: State, is_next: bool, view: &View) -> (&'static str, &'static str, Role) {
    let glyphs = &view.glyphs;
    match state {
        State::Done => (glyphs.done, "done", Role::Right),
        State::Skipped => (glyphs.missed, "left out", Role::Dim),
        State::Begun => (glyphs.started, "begun", Role::Info),
        State::Open if is_next => (glyphs.open, "next", Role::Strong),
        State::Open if item.kind == ItemKind::Break => (" ", "", Role::Dim),
        State::Open => (glyphs.open, "open", Role::Text),
        State::Locked if item.kind == ItemKind::Break => (" ", "", Role::Dim),
        State::Locked => (glyphs.planned, "locked", Role::Dim),
    }
}

/// Shows what will be in a result file, and asks whether to write it.
pub fn handover(app: &App, result: &ResultFile, view: &View, area: Rect, buf: &mut Buffer) {
    let key = |action| app.keymap.key(Context::Confirm, action).map_or(String::new(), |key| key.label(app.ascii));
    let mut lines = vec![format!("{} in this folder will hold:", file_name(result))];
    let room = usize::from(area.width.saturating_sub(4)).min(76);
    for line in result.in_words() {
        wrapped(&line, room, view.glyphs.bullets[0], &mut lines);
    }
    lines.push(ResultFile::NOTHING_ELSE.to_owned());
    // Rather no empty line than no question.
    if lines.len() + 4 <= usize::from(area.height) {
        lines.push(String::new());
    }
    lines.push(format!("{}  yes, write it     {}  no", key(Action::Yes), key(Action::No)));
    let widest = lines.iter().map(|line| width(line)).max().unwrap_or(0) as u16;
    let inside = frame("Export result", widest, lines.len() as u16, view, area, buf);
    for (y, line) in (inside.y..inside.bottom()).zip(&lines) {
        put_cut(buf, inside.x, y, line, inside.width, view.glyphs.ellipsis, view.style(Role::Text));
    }
}

/// Breaks a line at blanks; what follows stands below its text.
fn wrapped(text: &str, room: usize, bullet: &str, lines: &mut Vec<String>) {
    let mut line = format!("{bullet} ");
    let mut is_empty = true;
    for word in text.split(' ') {
        if !is_empty && width(&line) + width(word) + 1 > room {
            lines.push(std::mem::replace(&mut line, "  ".to_owned()));
            is_empty = true;
        }
        if !is_empty {
            line.push(' ');
        }
        line.push_str(word);
        is_empty = false;
    }
    lines.push(line);
}
