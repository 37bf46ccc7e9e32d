//! Go-to: a field, the pages whose titles match, the places where the text stands.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::App;
use crate::app::overlay::{GoTo, GoToRow};
use crate::course::front::CHAPTER_PAGE;
use crate::ui::screens::lists::{field, frame};
use crate::ui::theme::Role;
use crate::ui::view::View;
use crate::ui::widgets::text::{put, put_cut, style_row};
use crate::ui::wrap::width;

/// Draws go-to; returns how many rows it can show and where the cursor stands.
pub fn draw(app: &App, state: &GoTo, view: &View, area: Rect, buf: &mut Buffer) -> (usize, (u16, u16)) {
    let columns = area.width.saturating_sub(8).min(96);
    let inside = frame("Go to", columns, area.height.saturating_sub(2), view, area, buf);
    let cursor = field(&state.input, inside.x, inside.y, inside.width, view, buf);
    let list = Rect { y: inside.y + 2, height: inside.height.saturating_sub(2), ..inside };
    let height = usize::from(list.height);
    // What stands around the chosen row is seen, too.
    let top = state.cursor.saturating_sub(height / 2).min(state.rows.len().saturating_sub(height));
    if state.rows.is_empty() {
        put(buf, list.x, list.y, "Nothing of that name, and no text with it.", list.width, view.style(Role::Dim));
    }
    for (y, (number, row)) in (list.y..list.bottom()).zip(state.rows.iter().enumerate().skip(top)) {
        let chosen = number == state.cursor;
        put(buf, list.x, y, if chosen { view.glyphs.pointer } else { " " }, 1, view.style(Role::Marker));
        draw_row(app, row, state.input.text().trim(), (list.x + 2, y), list.width.saturating_sub(2), view, buf);
        if chosen {
            style_row(buf, list.x, y, list.width, view.style(Role::Selection));
        }
    }
    (height, cursor)
}

fn draw_row(app: &App, row: &GoToRow, query: &str, at: (u16, u16), room: u16, view: &View, buf: &mut Buffer) {
    match row {
        GoToRow::Page { id, title, matched, planned } => {
            let (finished, placed) = (app.record.is_finished(id), app.record.is_placed(id));
            let (sign, role) = match (planned, finished, placed) {
                (true, ..) => (view.glyphs.planned, Role::Dim),
                (_, true, _) => (view.glyphs.done, Role::Right),
                (_, _, true) => (view.glyphs.placed, Role::Right),
                _ if app.record.is_opened(id) => (view.glyphs.started, Role::Text),
                _ => (view.glyphs.open, Role::Text),
            };
            put(buf, at.0, at.1, sign, room, view.style(role));
            let tail = if *planned { "not yet written".to_owned() } else { id.chapter_str().to_owned() };
            let tail_room = (width(&tail) as u16 + 2).min(room / 2);
            let style = view.style(match planned {
                true => Role::Dim,
                false if id.slug() == CHAPTER_PAGE => Role::Strong,
                false => Role::Text,
            });
            title_with_matches(
                buf,
                (at.0 + 2, at.1),
                (title, matched),
                room.saturating_sub(2 + tail_room),
                style,
                view,
            );
            put(buf, at.0 + room - tail_room + 2, at.1, &tail, tail_room, view.style(Role::Dim));
        }
        GoToRow::Text(hit) => {
            let (name, dim) = (app.title(&hit.lesson), view.style(Role::Dim));
            let x = put_cut(buf, at.0 + 2, at.1, name, room / 3, view.glyphs.ellipsis, dim);
            let x = put(buf, x, at.1, ": ", 2, dim);
            let room = (at.0 + room).saturating_sub(x);
            let line = around(&hit.line, query, usize::from(room), view.glyphs.ellipsis);
            put_cut(buf, x, at.1, &line, room, view.glyphs.ellipsis, view.style(Role::Text));
        }
    }
}

fn title_with_matches(buf: &mut Buffer, at: (u16, u16), title: (&str, &[usize]), room: u16, style: Style, view: &View) {
    let after = put_cut(buf, at.0, at.1, title.0, room, view.glyphs.ellipsis, style);
    let mut x = at.0;
    for (number, c) in title.0.chars().enumerate() {
        let columns = width(c.encode_utf8(&mut [0; 4])) as u16;
        if title.1.contains(&number) && x + columns <= after {
            style_row(buf, x, at.1, columns, view.style(Role::Match));
        }
        x += columns;
    }
}

/// Returns the part of a line around the query that fits.
fn around(line: &str, query: &str, room: usize, ellipsis: &str) -> String {
    if width(line) <= room {
        return line.to_owned();
    }
    let at = line.to_lowercase().find(&query.to_lowercase()).unwrap_or(0);
    let start =
        line.char_indices().map(|(i, _)| i).take_while(|i| *i <= at.saturating_sub(room / 3)).last().unwrap_or(0);
    if start == 0 { line.to_owned() } else { format!("{ellipsis}{}", &line[start..]) }
}
