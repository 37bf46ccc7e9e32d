//! A word of the glossary on top of the page that uses it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::app::drawn::SheetDrawn;
use crate::course::Inlines;
use crate::ui::page::PageOptions;
use crate::ui::screens::lists::frame;
use crate::ui::theme::Role;
use crate::ui::view::View;
use crate::ui::widgets::sheet::Sheet;

/// Draws the word and what it means.
pub fn draw(app: &App, id: &str, top: usize, view: &mut View, area: Rect, buf: &mut Buffer) -> SheetDrawn {
    let columns = area.width.saturating_sub(12).min(72);
    let options = PageOptions { width: columns, tab: None, flipped: Vec::new(), stacked: false, glyphs: view.glyphs };
    let mut sheet = Sheet::default();
    let term = app.glossary.as_ref().and_then(|glossary| glossary.find(id));
    match term {
        Some(term) => {
            sheet.blocks(&term.body, &options);
            if !term.see.is_empty() {
                let glossary = app.glossary.as_ref();
                let title =
                    |id: &String| glossary.and_then(|g| g.find(id)).map_or(id.clone(), |term| term.title.clone());
                let see = format!("See also: {}", term.see.iter().map(title).collect::<Vec<_>>().join(", "));
                sheet.gap().row(Vec::new(), &Inlines::plain(see), &options, Some(Role::Dim));
            }
        }
        None => {
            sheet.row(Vec::new(), &Inlines::plain(format!("The glossary has no word `{id}`.")), &options, None);
        }
    }
    let title = term.map_or(id, |term| &term.title);
    let inside = frame(title, columns, sheet.lines() as u16, view, area, buf);
    sheet.draw(top, false, 0, view, inside, buf)
}
