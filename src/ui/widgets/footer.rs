//! The bottom line: the keys that work now, from the keymap. What does not fit is left out, the help and the way back last.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::action::Action;
use crate::app::{App, Drawn};
use crate::ui::theme::Role;
use crate::ui::view::View;
use crate::ui::widgets::text::{fill_row, put};
use crate::ui::wrap::width;

/// Draws the keys of the context that has the floor.
pub fn draw(app: &App, drawn: &Drawn, view: &View, area: Rect, buf: &mut Buffer) {
    let context = app.context();
    fill_row(buf, area.x, area.y, area.width, view.style(Role::Footer));
    let entry = |action: &Action| {
        let key = app.keymap.key(context, *action)?.label(app.ascii);
        let key = if *action == Action::Choose { "1-9".to_owned() } else { key };
        Some((*action, key, app.label(*action, drawn)))
    };
    let entries: Vec<_> =
        app.keymap.footer(context).iter().filter(|a| app.works(**a, drawn)).filter_map(entry).collect();
    let wide = |(_, key, label): &(Action, String, &str)| width(key) + 1 + width(label) + 2;
    let is_fixed = |(action, ..): &&(Action, String, &str)| {
        matches!(action, Action::Help | Action::Back | Action::No) || app.is_indispensable(*action)
    };
    let mut room = usize::from(area.width).saturating_sub(1 + entries.iter().filter(is_fixed).map(wide).sum::<usize>());
    let mut x = area.x + 1;
    for item in &entries {
        if !is_fixed(&item) {
            if wide(item) > room {
                continue;
            }
            room -= wide(item);
        }
        let (_, key, label) = item;
        x = put(buf, x, area.y, key, area.right().saturating_sub(x), view.style(Role::Key));
        x = put(buf, x + 1, area.y, label, area.right().saturating_sub(x + 1), view.style(Role::Footer)) + 2;
    }
}
