//! A word of the glossary on top of the page that uses it, with links to the words near it.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::app::drawn::{SheetDrawn, TargetAt};
use crate::app::overlay::TermState;
use crate::course::block::{BlockKind, Link, LinkTarget, Run};
use crate::course::{Block, Glossary, Inlines};
use crate::diagnostic::Span;
use crate::ui::page::{Page, PageOptions};
use crate::ui::screens::lists::frame;
use crate::ui::view::View;
use crate::ui::widgets::page_view::{self, Window};

/// Draws the word and what it means; returns how far it goes and what Tab can reach.
pub fn draw(
    app: &App,
    state: &TermState,
    view: &mut View,
    area: Rect,
    buf: &mut Buffer,
) -> (SheetDrawn, Arc<[TargetAt]>) {
    let columns = area.width.saturating_sub(12).min(72);
    let options = PageOptions { width: columns, tab: None, flipped: Vec::new(), stacked: false, glyphs: view.glyphs };
    let glossary = app.glossary.as_deref();
    let term = glossary.and_then(|glossary| glossary.find(&state.id));
    let mut blocks = Vec::new();
    match (term, glossary) {
        (Some(term), Some(glossary)) => {
            blocks.extend(term.body.iter().cloned());
            if !term.see.is_empty() {
                blocks.push(paragraph(see_also(&term.see, glossary)));
            }
        }
        _ => blocks.push(paragraph(Inlines::plain(format!("The glossary has no word `{}`.", state.id)))),
    }
    let page = Page::blocks(&blocks, &options);
    let title = term.map_or(state.id.as_str(), |term| &term.title);
    let lines = page.lines.len();
    let inside = frame(title, columns, lines as u16, view, area, buf);
    let height = usize::from(inside.height);
    let top = state.top.min(lines.saturating_sub(height));
    let window = Window { top, focus: state.focus, ..Window::default() };
    let overflow = page_view::draw(&page, &window, view, inside, buf);
    (SheetDrawn { top, lines, height, overflow }, page_view::targets(&page))
}

fn paragraph(text: Inlines) -> Block {
    Block { span: Span::default(), kind: BlockKind::Paragraph(text) }
}

/// Returns the words near this one, each a link.
fn see_also(ids: &[String], glossary: &Glossary) -> Inlines {
    let mut line = Inlines::default();
    let mut add = |text: &str, target: Option<&String>| {
        let start = line.text.len() as u32;
        line.text.push_str(text);
        let link = target.map(|id| {
            let target = LinkTarget::Term(id.clone());
            line.links.push(Link { raw: format!("term:{id}"), target, span: Span::default() });
            line.links.len() as u16 - 1
        });
        line.runs.push(Run { start, end: line.text.len() as u32, link, ..Run::default() });
    };
    add("See also: ", None);
    for (number, id) in ids.iter().enumerate() {
        if number > 0 {
            add(", ", None);
        }
        let title = glossary.find(id).map_or(id, |term| &term.title);
        add(title, Some(id));
    }
    line
}
