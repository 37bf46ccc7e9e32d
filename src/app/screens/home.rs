//! Home: continue, quiz, progress, the chapters. The rows are computed from what is known, so they are never stale.

use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::model::App;
use crate::app::screens::{Screen, check, lesson, progress, quiz, review};
use crate::app::{participant, track};
use crate::course::Chapter;
use crate::course::front::{CHAPTER_PAGE, chapter_page_id, tour_id};
use crate::id::{ChapterId, LessonId, TrackId};

/// What home remembers.
#[derive(Debug, Default, Clone)]
pub struct HomeState {
    /// The chosen row.
    pub cursor: usize,
}

/// One row of home.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// The agenda of the session one takes part in.
    Session,
    /// Go on where one stopped, or begin.
    Continue { id: LessonId, begun: bool },
    /// Go on with the track one follows, or begin the course's first.
    Track(TrackId),
    /// Take up half a sitting again.
    Resume(quiz::Half),
    /// What is due.
    Review,
    /// Ten questions.
    Quiz,
    /// How far one is.
    Progress,
    /// The Dockerfiles of this folder.
    Check,
    /// A chapter's page.
    Chapter(ChapterId),
}

/// Returns the rows of home in order.
pub fn rows(app: &App) -> Vec<Row> {
    let mut rows = Vec::new();
    rows.extend(app.session.as_ref().map(|_| Row::Session));
    rows.extend(continue_at(app).map(|(id, begun)| Row::Continue { id, begun }));
    track::with_row(app, &mut rows);
    rows.extend(quiz::half(app).map(Row::Resume));
    if app.record.questions().next().is_some() {
        rows.push(Row::Review);
    }
    if app.course.written().any(|id| lesson::has_questions(app, id)) {
        rows.push(Row::Quiz);
    }
    rows.push(Row::Progress);
    rows.push(Row::Check);
    rows.extend(app.course.chapters.iter().map(|chapter| Row::Chapter(chapter.id.clone())));
    rows
}

/// Returns the page to go on with: the last one visited while it is not finished, else the next after it, else the first that is
/// not finished; and whether anything was begun. Who has not been on a page of the course yet is led to the end of the tour first.
pub fn continue_at(app: &App) -> Option<(LessonId, bool)> {
    let open = |id: &&LessonId| !app.record.is_done(id);
    let is_page = |id: &LessonId| {
        app.course.has(id) || id.slug() == CHAPTER_PAGE && app.course.chapter(id.chapter_str()).is_some()
    };
    if let Some(place) = app.record.recent().find(|place| is_page(&place.lesson)) {
        let lesson = place.lesson;
        if !app.record.is_done(&lesson) {
            return Some((lesson, true));
        }
        let in_chapter = |id: &&LessonId| id.chapter_str() == lesson.chapter_str();
        let mut after: Box<dyn Iterator<Item = &LessonId>> = if lesson.slug() == CHAPTER_PAGE {
            Box::new(app.course.written().skip_while(move |id| !in_chapter(id)))
        } else {
            Box::new(app.course.written().skip_while(|id| **id != lesson).skip(1))
        };
        return after.find(open).or_else(|| app.course.written().find(open)).map(|id| (id.clone(), true));
    }
    if app.course.tour && !app.record.is_finished(&tour_id()) {
        return Some((tour_id(), app.record.is_opened(&tour_id())));
    }
    app.course.chapters.first().and_then(way_in).map(|id| (id, false))
}

/// Returns the page that a chapter is entered by: its own, else its first lesson.
fn way_in(chapter: &Chapter) -> Option<LessonId> {
    if chapter.promise.is_empty() { chapter.written().next().cloned() } else { Some(chapter_page_id(&chapter.id)) }
}

/// Does what an action asks on home.
pub fn act(app: &mut App, action: Action) -> Vec<Effect> {
    let count = rows(app).len();
    let page = (app.size.1 as usize).saturating_sub(4).max(1);
    let Screen::Home(home) = app.screen_mut() else { return Vec::new() };
    match action {
        Action::Open => return open_row(app),
        Action::Quiz => return quiz::begin(app, quiz::Request::default()),
        Action::Exam => return open_exam(app),
        Action::Review => return review::open(app, None),
        Action::Progress => return progress::open(app),
        Action::Check => return check::open(app),
        Action::Place => return place_row(app),
        _ => home.cursor = action.moved(home.cursor, page, count.saturating_sub(1)),
    }
    Vec::new()
}

/// Begins the test of the chapter under the cursor.
fn place_row(app: &mut App) -> Vec<Effect> {
    let Screen::Home(home) = app.screen() else { return Vec::new() };
    match rows(app).into_iter().nth(home.cursor) {
        Some(Row::Chapter(id)) => quiz::placement::begin(app, &id, None),
        _ => {
            app.tell("Choose a chapter to test out of.");
            Vec::new()
        }
    }
}

/// Shows the terms of an exam: about the chosen chapter, else about the course.
fn open_exam(app: &mut App) -> Vec<Effect> {
    let Screen::Home(home) = app.screen() else { return Vec::new() };
    let scope = match rows(app).into_iter().nth(home.cursor) {
        Some(Row::Chapter(id)) => quiz::Scope::Chapter(id),
        _ => quiz::Scope::Course,
    };
    quiz::begin(app, quiz::Request::exam(scope))
}

/// Opens a chapter by its own page, else by its first lesson.
pub fn open_chapter(app: &mut App, id: &ChapterId) -> Vec<Effect> {
    match app.course.chapter(id.as_str()).and_then(way_in) {
        Some(page) => lesson::open(app, page, None),
        None => {
            app.tell("Nothing written here yet.");
            Vec::new()
        }
    }
}

fn open_row(app: &mut App) -> Vec<Effect> {
    let Screen::Home(home) = app.screen() else { return Vec::new() };
    match rows(app).into_iter().nth(home.cursor) {
        Some(Row::Session) => participant::open(app),
        Some(Row::Continue { id, .. }) => {
            let along = track::of_continued(app, &id);
            lesson::open_along(app, id, None, along)
        }
        Some(Row::Track(id)) => track::open(app, &id),
        Some(Row::Resume(_)) => quiz::resume(app),
        Some(Row::Quiz) => quiz::begin(app, quiz::Request::default()),
        Some(Row::Review) => review::open(app, None),
        Some(Row::Progress) => progress::open(app),
        Some(Row::Check) => check::open(app),
        Some(Row::Chapter(id)) => open_chapter(app, &id),
        None => Vec::new(),
    }
}
