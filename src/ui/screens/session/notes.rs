//! The pane with the notes: what to say about the slide that is up, and what comes next.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::more_below;
use crate::app::drawn::{SessionDrawn, SheetDrawn};
use crate::app::screens::session::{PageState, SessionState};
use crate::course::{Block, Inlines};
use crate::ui::page::PageOptions;
use crate::ui::theme::Role;
use crate::ui::view::View;
use crate::ui::widgets::sheet::Sheet;
use crate::ui::widgets::text::put;

/// Columns from which the pane stands beside the slides.
const BESIDE_FROM: u16 = 110;
/// Its columns there.
const COLUMNS: u16 = 38;

/// Cuts the pane off the area.
pub fn split(area: Rect) -> (Rect, Option<Rect>) {
    if area.width >= BESIDE_FROM {
        let main = Rect { width: area.width - COLUMNS, ..area };
        return (main, Some(Rect { x: main.right(), width: COLUMNS, ..area }));
    }
    let rows = (area.height * 2 / 5).clamp(5, 14);
    let main = Rect { height: area.height - rows, ..area };
    (main, Some(Rect { y: main.bottom(), height: rows, ..area }))
}

/// Draws the pane; returns where one is in it.
pub fn draw(state: &SessionState, drawn: &SessionDrawn, view: &mut View, area: Rect, buf: &mut Buffer) -> SheetDrawn {
    let border = view.style(Role::Border);
    let is_beside = area.width == COLUMNS;
    let inside = if is_beside {
        for y in area.y..area.bottom() {
            put(buf, area.x, y, view.glyphs.bar, 1, border);
        }
        Rect { x: area.x + 2, width: area.width - 3, ..area }
    } else {
        let line = view.glyphs.line.repeat(usize::from(area.width));
        put(buf, area.x, area.y, &line, area.width, border);
        put(buf, area.x + 2, area.y, " Notes ", area.width - 2, view.style(Role::Heading3));
        Rect { x: area.x + 2, y: area.y + 1, width: area.width - 4, height: area.height - 1 }
    };
    let options =
        PageOptions { width: inside.width, tab: None, flipped: Vec::new(), stacked: false, glyphs: view.glyphs };
    let mut sheet = Sheet::default();
    if is_beside {
        sheet.line("Notes", Role::Heading3, &options).gap();
    }
    sheet.row(vec![("Next: ".to_owned(), Role::Strong)], &Inlines::plain(next(state, drawn)), &options, None);
    sheet.gap();
    let notes = blocks(state, drawn);
    if notes.is_empty() {
        sheet.line("No notes for this slide.", Role::Dim, &options);
    } else {
        sheet.blocks(&notes, &options);
    }
    let drawn = sheet.draw(state.notes_top, false, 0, view, inside, buf);
    more_below(&drawn, view, inside, buf);
    drawn
}

/// Returns the notes of the slide that is up.
fn blocks(state: &SessionState, drawn: &SessionDrawn) -> Vec<Block> {
    let (PageState::Ready(lesson), Some(deck)) = (&state.page, &drawn.deck) else { return Vec::new() };
    let slide = deck.slides.get(deck.slide_at(state.at));
    slide.and_then(|slide| lesson.notes.get(slide.notes.clone())).map(<[Block]>::to_vec).unwrap_or_default()
}

/// Returns what comes next, in words.
fn next(state: &SessionState, drawn: &SessionDrawn) -> String {
    let slide = drawn.deck.as_ref().and_then(|deck| deck.slides.get(deck.slide_at(state.at) + 1));
    let item = || match state.launch.agenda.items.get(state.item + 1) {
        Some(item) => format!("{} ({} min)", item.title, item.minutes),
        None => "the end".to_owned(),
    };
    match slide {
        Some(slide) => slide.section.clone(),
        None if state.is_quiz() && state.quiz.at + 1 < state.quiz.ids.len() => {
            format!("question {} of {}", state.quiz.at + 2, state.quiz.ids.len())
        }
        None => item(),
    }
}
