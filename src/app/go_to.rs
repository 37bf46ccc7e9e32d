//! Go to any page: titles are matched as one types, fuzzily; from the third letter on, the lessons' texts are searched too.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::effect::Effect;
use super::model::App;
use super::overlay::{GoTo, GoToRow, Overlay};
use super::screens::{Screen, home};
use crate::course::Hit;
use crate::course::front::{chapter_page_id, tour_id};
use crate::id::LessonId;

/// Letters from which on the texts are searched.
const TEXT_FROM: usize = 3;

/// Least score for each typed letter: below it the letters lie scattered and mean something else. A hit counts 16, one beside another or
/// at the beginning of a word more, a gap less.
const LEAST: u32 = 17;

/// Opens go-to. As long as nothing is typed it is the table of contents, and the cursor stands where one is.
pub fn open(app: &mut App) -> Vec<Effect> {
    app.overlay = Some(Overlay::GoTo(GoTo::default()));
    let effects = app.need_all_metas().into_iter().collect();
    refresh(app);
    let here = match app.screen() {
        Screen::Lesson(page) => Some(page.id.clone()),
        _ => home::continue_at(app).map(|(id, _)| id),
    };
    if let Some(Overlay::GoTo(state)) = &mut app.overlay {
        let is_here = |row: &GoToRow| matches!(row, GoToRow::Page { id, .. } if Some(id) == here.as_ref());
        state.cursor = state.rows.iter().position(is_here).unwrap_or_default();
    }
    effects
}

/// Computes the rows anew from what was typed.
pub fn refresh(app: &mut App) {
    let Some(Overlay::GoTo(state)) = &app.overlay else { return };
    let query = state.input.text().trim().to_owned();
    let mut rows = titles(app, &query);
    let Some(Overlay::GoTo(state)) = &mut app.overlay else { return };
    // Titles with the very words come first, then places in texts, then planned lessons that are only alike.
    let wanted = query.to_lowercase();
    let weak = |row: &GoToRow| matches!(row, GoToRow::Page { planned: true, title, .. } if !title.to_lowercase().contains(&wanted));
    let written = rows.iter().position(weak).filter(|_| !query.is_empty());
    if state.hits.0 == query {
        let at = written.unwrap_or(rows.len());
        rows.splice(at..at, state.hits.1.iter().cloned().map(GoToRow::Text));
    }
    state.cursor = state.cursor.min(rows.len().saturating_sub(1));
    state.rows = rows;
}

/// Reacts to a changed query.
pub fn changed(app: &mut App) -> Vec<Effect> {
    let Some(Overlay::GoTo(state)) = &mut app.overlay else { return Vec::new() };
    state.cursor = 0;
    let query = state.input.text().trim().to_owned();
    refresh(app);
    if query.chars().count() >= TEXT_FROM { vec![Effect::SearchText(query)] } else { Vec::new() }
}

/// Takes in where the text stands.
pub fn found(app: &mut App, query: String, hits: Vec<Hit>) {
    if let Some(Overlay::GoTo(state)) = &mut app.overlay {
        state.hits = (query, hits);
        refresh(app);
    }
}

/// Returns every page with its title and whether it is only planned, in teaching order.
fn pages(app: &App) -> Vec<(LessonId, String, bool)> {
    let mut pages: Vec<_> =
        app.course.tour.then(|| (tour_id(), "Tour of the tool".to_owned(), false)).into_iter().collect();
    for chapter in &app.course.chapters {
        pages.push((chapter_page_id(&chapter.id), chapter.title.clone(), false));
        let entries = chapter.entries.iter();
        pages.extend(entries.map(|e| (e.id.clone(), app.title(&e.id).to_owned(), !e.is_written())));
    }
    pages
}

fn titles(app: &App, query: &str) -> Vec<GoToRow> {
    let row = |(id, title, planned), matched| GoToRow::Page { id, title, matched, planned };
    let pages = pages(app);
    if query.is_empty() {
        return pages.into_iter().map(|page| row(page, Vec::new())).collect();
    }
    let mut matcher = Matcher::new(Config::DEFAULT);
    let pattern = Pattern::parse(query, CaseMatching::Ignore, Normalization::Smart);
    let least = query.chars().filter(|c| !c.is_whitespace()).count() as u32 * LEAST;
    let mut scored = Vec::new();
    for page in pages {
        let (mut buffer, mut indices) = (Vec::new(), Vec::new());
        let by_title = pattern.indices(Utf32Str::new(&page.1, &mut buffer), &mut matcher, &mut indices);
        let by_id = pattern.score(Utf32Str::new(page.0.as_str(), &mut Vec::new()), &mut matcher);
        let Some(score) = by_title.max(by_id).filter(|score| *score >= least) else { continue };
        indices.sort_unstable();
        indices.dedup();
        let matched = if by_title.is_some() { indices.into_iter().map(|at| at as usize).collect() } else { Vec::new() };
        scored.push((score, page, matched));
    }
    // Written pages before planned ones; a stable sort keeps teaching order among equals.
    scored.sort_by_key(|(score, page, _)| (page.2, std::cmp::Reverse(*score)));
    scored.into_iter().map(|(_, page, matched)| row(page, matched)).collect()
}
