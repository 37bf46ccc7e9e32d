//! The keys of the screen below, or of what lay on top of it, from the keymap.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::app::action::Action;
use crate::app::drawn::SheetDrawn;
use crate::app::overlay::Overlay;
use crate::ui::screens::lists::frame;
use crate::ui::theme::Role;
use crate::ui::view::View;
use crate::ui::widgets::text::{put, put_cut};
use crate::ui::wrap::width;

/// Columns of one entry: keys and words.
const ENTRY: u16 = 36;

/// Draws the help; in two columns where there is room.
pub fn draw(app: &App, over: Option<&Overlay>, top: usize, view: &View, area: Rect, buf: &mut Buffer) -> SheetDrawn {
    let context = over.map_or_else(|| app.screen().context(), Overlay::context);
    let entries: Vec<(String, &str)> = app
        .keymap
        .all(context)
        .into_iter()
        // What lies on top keeps the keys that lead elsewhere to itself.
        .filter(|(action, _)| over.is_none() || !matches!(action, Action::GoTo | Action::Themes))
        .map(|(action, keys)| {
            let labels: Vec<String> = keys.iter().map(|key| key.label(app.ascii)).collect();
            let keys = if action == Action::Choose { "1-9".to_owned() } else { labels.join("  ") };
            (keys, app.label_on(over, action))
        })
        .collect();
    let columns = if area.width >= 2 * ENTRY + 8 { 2 } else { 1 };
    let rows = entries.len().div_ceil(columns);
    let title = format!("Keys: {}", context.name());
    let note_rows = if columns == 2 { 2 } else { 0 };
    let inside = frame(&title, ENTRY * columns as u16, rows as u16 + note_rows, view, area, buf);
    let note = "Change keys in settings.toml; `seaworthy doctor` says where it is.";
    let has_note = width(note) <= usize::from(inside.width) && usize::from(inside.height) >= rows + 2;
    let height = usize::from(inside.height) - if has_note { 2 } else { 0 };
    let top = top.min(rows.saturating_sub(height));
    for (number, (keys, label)) in entries.iter().enumerate() {
        let (column, row) = (number / rows, number % rows);
        if row < top || row >= top + height {
            continue;
        }
        let (x, y) = (inside.x + ENTRY * column as u16, inside.y + (row - top) as u16);
        put_cut(buf, x, y, keys, 17, view.glyphs.ellipsis, view.style(Role::Strong));
        put_cut(buf, x + 18, y, label, ENTRY - 19, view.glyphs.ellipsis, view.style(Role::Text));
    }
    if has_note {
        put(buf, inside.x, inside.bottom() - 1, note, inside.width, view.style(Role::Dim));
    }
    SheetDrawn { top, lines: rows, height, overflow: 0 }
}
