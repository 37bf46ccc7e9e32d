//! What a page shows beyond its text: a chapter's page ends with its promise, its lessons as links and its checklist; a lesson
//! ends with its sources. Made from what is known, so that it is never stale.

use std::sync::Arc;

use crate::app::App;
use crate::app::action::Action;
use crate::app::keymap::Context;
use crate::app::screens::lesson::{LessonState, beside, has_questions};
use crate::app::screens::quiz::placement;
use crate::course::block::{Block, BlockKind, Emphasis, Inlines, Link, LinkTarget, ListItem, Run};
use crate::course::front::{CHAPTER_PAGE, is_front_page};
use crate::course::{EntryState, Lesson};
use crate::diagnostic::Span;
use crate::id::LessonId;
use crate::ui::view::View;

/// Returns the page with its lists; the same `Arc` as last time while nothing changed.
pub fn with_lists(app: &App, page: &LessonState, lesson: Arc<Lesson>, view: &mut View) -> Arc<Lesson> {
    if !lesson.whole {
        return lesson;
    }
    let id = &page.id;
    let extra = if id.slug() == CHAPTER_PAGE { chapter(app, id, &lesson, view) } else { ending(app, page, &lesson) };
    view.extended(&lesson, extra)
}

fn block(lesson: &Lesson, kind: BlockKind) -> Block {
    Block { span: Span::new(lesson.bytes, lesson.bytes), kind }
}

fn heading(lesson: &Lesson, text: &str) -> Block {
    let anchor = text.to_lowercase().replace(' ', "-");
    block(lesson, BlockKind::Heading { level: 2, text: Inlines::plain(text), anchor })
}

fn list(lesson: &Lesson, items: Vec<Inlines>) -> Block {
    let item = |text| ListItem { task: None, body: vec![block(lesson, BlockKind::Paragraph(text))] };
    block(lesson, BlockKind::List { start: None, items: items.into_iter().map(item).collect() })
}

/// Returns running text of pieces: text, whether it is strong, what it links to.
fn text(pieces: &[(&str, bool, Option<LinkTarget>)]) -> Inlines {
    let mut out = Inlines::default();
    for (piece, strong, target) in pieces.iter().filter(|(piece, ..)| !piece.is_empty()) {
        let start = out.text.len() as u32;
        out.text.push_str(piece);
        let link = target.as_ref().map(|target| {
            out.links.push(Link { raw: String::new(), target: target.clone(), span: Span::default() });
            out.links.len() as u16 - 1
        });
        let emphasis = Emphasis { strong: *strong, ..Emphasis::default() };
        out.runs.push(Run { start, end: out.text.len() as u32, emphasis, link });
    }
    out
}

fn chapter(app: &App, id: &LessonId, lesson: &Lesson, view: &View) -> Vec<Block> {
    let Some(chapter) = app.course.chapter(id.chapter_str()) else { return Vec::new() };
    let mut out = Vec::new();
    if !chapter.promise.is_empty() {
        let text = text(&[(&chapter.promise, true, None)]);
        out.push(block(lesson, BlockKind::Quote(vec![block(lesson, BlockKind::Paragraph(text))])));
    }
    let mut items = Vec::new();
    for entry in &chapter.entries {
        let title = app.title(&entry.id);
        match &entry.state {
            EntryState::Planned(title) => items.push(text(&[(title, false, None), ("  not yet written", false, None)])),
            EntryState::Written => {
                let minutes =
                    app.metas.get(&entry.id).map(|meta| format!("  {} min", meta.minutes)).unwrap_or_default();
                let done = if app.record.is_finished(&entry.id) {
                    format!("  {} read", view.glyphs.done)
                } else if app.record.is_placed(&entry.id) {
                    format!("  {} placed", view.glyphs.placed)
                } else {
                    String::new()
                };
                let target = LinkTarget::Lesson { id: entry.id.clone(), anchor: None };
                items.push(text(&[(title, false, Some(target)), (&minutes, false, None), (&done, false, None)]));
            }
        }
    }
    out.extend(way_to_place(app, id).map(|line| block(lesson, BlockKind::Paragraph(Inlines::plain(line)))));
    out.push(heading(lesson, "The lessons"));
    out.push(list(lesson, items));
    let checks = chapter.written().filter_map(|id| app.metas.get(id)).filter(|meta| !meta.checklist.is_empty());
    let tasks: Vec<ListItem> = checks
        .map(|meta| ListItem {
            task: Some(false),
            body: vec![block(lesson, BlockKind::Paragraph(code_spans(&meta.checklist)))],
        })
        .collect();
    if !tasks.is_empty() {
        out.push(heading(lesson, "Checklist"));
        out.push(block(lesson, BlockKind::List { start: None, items: tasks }));
    }
    out
}

/// Says how the chapter can be skipped, where there is something to skip and a key for it.
fn way_to_place(app: &App, id: &LessonId) -> Option<String> {
    let open = placement::open_lessons(app, id.chapter_str()).len();
    let key = app.keymap.key(Context::Lesson, Action::Place).filter(|_| open > 0)?.label(app.ascii);
    let lessons = if open == 1 { "lesson".to_owned() } else { format!("{open} lessons") };
    Some(format!("You know some of this? {key} tests you on the {lessons} here; what you prove need not be read."))
}

/// Returns text whose backticks are code; a checklist line needs no more Markdown than that.
pub fn code_spans(source: &str) -> Inlines {
    let mut out = Inlines::default();
    for (number, piece) in source.split('`').enumerate().filter(|(_, piece)| !piece.is_empty()) {
        let start = out.text.len() as u32;
        out.text.push_str(piece);
        let emphasis = Emphasis { code: number % 2 == 1, ..Emphasis::default() };
        out.runs.push(Run { start, end: out.text.len() as u32, emphasis, link: None });
    }
    out
}

fn ending(app: &App, page: &LessonState, lesson: &Lesson) -> Vec<Block> {
    let (id, mut out) = (&page.id, Vec::new());
    if !lesson.meta.sources.is_empty() && !is_front_page(id) {
        out.push(heading(lesson, "Sources"));
        let web = |url: &String| LinkTarget::Web(url.clone());
        let item = |source: &crate::course::Source| text(&[(&source.title, false, source.url.as_ref().map(web))]);
        out.push(list(lesson, lesson.meta.sources.iter().map(item).collect()));
        if let Some(day) = lesson.meta.checked {
            let line = format!("Facts checked on {}.", day.iso());
            out.push(block(lesson, BlockKind::Paragraph(Inlines::plain(line))));
        }
    }
    let questions = if has_questions(app, id) { "Enter asks the questions of this lesson. " } else { "" };
    let next = beside(app, page, true);
    let link = next.as_ref().map(|next| LinkTarget::Lesson { id: next.clone(), anchor: None });
    let (word, title) = next.as_ref().map_or(("", ""), |next| ("Next: ", app.title(next)));
    let line = text(&[(questions, false, None), (word, false, None), (title, false, link)]);
    if !line.text.is_empty() {
        out.push(block(lesson, BlockKind::Rule));
        out.push(block(lesson, BlockKind::Paragraph(line)));
    }
    out
}
