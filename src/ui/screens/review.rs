//! Review, when nothing is asked: what is due, what waits, what comes, and the questions that were missed again and again.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::app::drawn::SheetDrawn;
use crate::app::screens::review::{ReviewState, Row, due, rows, standing};
use crate::course::Inlines;
use crate::ui::page::PageOptions;
use crate::ui::screens::quiz::beginning;
use crate::ui::theme::Role;
use crate::ui::view::View;
use crate::ui::widgets::sheet::Sheet;
use crate::ui::wrap::width as columns;

/// Draws the screen; returns its extent.
pub fn draw(app: &App, state: &ReviewState, view: &mut View, area: Rect, buf: &mut Buffer) -> SheetDrawn {
    let width = area.width.saturating_sub(4).min(100);
    let inner = Rect { x: area.x + 2, y: area.y + 1, width: area.width.saturating_sub(4), height: area.height - 1 };
    let options = PageOptions { width, tab: None, flipped: Vec::new(), stacked: false, glyphs: view.glyphs };
    let mut sheet = Sheet::default();
    let mut sentences = standing(app, state).into_iter();
    if let Some(headline) = sentences.next() {
        sheet.line(&headline, Role::Heading1, &options).gap();
    }
    for sentence in sentences {
        sheet.row(Vec::new(), &Inlines::plain(sentence), &options, None);
    }
    sheet.gap();
    let rows = rows(app, state);
    let cursor = state.cursor.min(rows.len() - 1);
    let mut heading = false;
    for (number, row) in rows.iter().enumerate() {
        if matches!(row, Row::Leech(_)) && !std::mem::replace(&mut heading, true) {
            if number > 0 {
                sheet.gap();
            }
            sheet.line("Missed again and again; Enter opens the section", Role::Heading3, &options);
        }
        if *row == Row::Leave && heading {
            sheet.gap();
        }
        let over = (number == cursor).then_some(Role::Selection);
        let pointer = if over.is_some() { view.glyphs.pointer } else { " " };
        sheet.row(
            vec![(format!("{pointer} "), Role::Marker)],
            &Inlines::plain(text(app, state, row, (width, view.glyphs.ellipsis))),
            &options,
            over,
        );
        if over.is_some() {
            sheet.keep_last();
        }
    }
    sheet.draw(state.top, true, 0, view, inner, buf)
}

fn text(app: &App, state: &ReviewState, row: &Row, (width, ellipsis): (u16, &str)) -> String {
    match row {
        Row::More(count) => format!("Ask {count} more now"),
        Row::Leave => "Back".to_owned(),
        Row::Leech(id) => {
            let mut leeches = due(app, state).into_iter().flat_map(|due| &due.leeches);
            let Some((question, days)) = leeches.find(|(question, _)| question.id == *id) else {
                return id.to_string();
            };
            let head = format!("{}, missed on {days} days: ", app.title(&id.lesson()));
            // Two rows in all, where the title leaves room.
            let room = (2 * usize::from(width)).saturating_sub(columns(&head) + 14).max(30);
            head + &beginning(&question.prompt, room, ellipsis)
        }
    }
}
