//! A page being read: where one is, what has the focus, which side of an exhibit is shown, what is searched. Lesson, chapter page,
//! tour and a learner's own file are all pages.

mod outcome;
mod page_keys;

use std::sync::Arc;

use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::model::App;
use crate::app::overlay::Overlay;
use crate::app::screens::{Screen, quiz};
use crate::app::text_input::TextInput;
use crate::app::{participant, track, why};
use crate::course::front::{CHAPTER_PAGE, LOOSE, chapter_page_id, is_front_page, tour_id};
use crate::course::{EntryState, Lesson};
use crate::id::{ChapterId, LessonId, TrackId};
use crate::progress::EventKind;

pub use outcome::{follow, loaded};
pub use page_keys::aside;

/// What a page remembers.
#[derive(Debug)]
pub struct LessonState {
    /// Which page.
    pub id: LessonId,
    /// The track that next and previous follow; the course where there is none.
    pub track: Option<TrackId>,
    /// Its text, once it was read.
    pub lesson: Option<Arc<Lesson>>,
    /// Why it cannot be shown.
    pub error: Option<String>,
    /// Line at the top.
    pub top: usize,
    /// Byte of the source where one is, and the line that was on top then. It stays while only the size changes, so that one comes
    /// back to the same line.
    pub place: (u64, usize),
    /// Where drawing is to go before anything else.
    pub jump: Option<Jump>,
    /// Columns that code is scrolled to the right.
    pub aside: u16,
    /// Exhibits that show their `after` side.
    pub flipped: Vec<usize>,
    /// Index of the target that has the focus.
    pub focus: Option<usize>,
    /// What is searched, and which find one is at.
    pub search: Option<(String, usize)>,
    /// Whether the end was on the screen.
    pub end_seen: bool,
    /// Whether the text is another than the one that was finished.
    pub changed: bool,
    /// Position in the log.
    pub logged_at: u64,
}

/// Where drawing is to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Jump {
    /// The line that comes from this byte of the source, on top.
    Source(u64),
    /// That line with some of what stands before it: a text that was found.
    Near(u64),
    /// A heading.
    Anchor(String),
    /// The section that shows what this rule is about; the beginning where none does.
    Rule(&'static str),
    /// The found text one is at.
    Match,
}

/// Opens a page on top of what is there; the place where it was left is remembered.
pub fn open(app: &mut App, id: LessonId, jump: Option<Jump>) -> Vec<Effect> {
    open_along(app, id, jump, None)
}

/// Opens a page like [`open`], with next and previous along a track.
pub fn open_along(app: &mut App, id: LessonId, jump: Option<Jump>, along: Option<TrackId>) -> Vec<Effect> {
    if let Some(EntryState::Planned(title)) = app.course.entry(&id).map(|entry| entry.state.clone()) {
        app.tell(format!("\"{title}\" is not yet written"));
        return Vec::new();
    }
    let mut effects = leave(app);
    effects.extend(show(app, id, jump, along));
    effects
}

/// Opens a page in the place of the one on top.
fn replace(app: &mut App, id: LessonId) -> Vec<Effect> {
    let mut effects = leave(app);
    let along = if let Screen::Lesson(page) = app.screen() { page.track.clone() } else { None };
    if matches!(app.screen(), Screen::Lesson(_)) {
        app.screens.pop();
    }
    effects.extend(show(app, id, None, along));
    effects
}

fn show(app: &mut App, id: LessonId, jump: Option<Jump>, along: Option<TrackId>) -> Vec<Effect> {
    let known = app.record.lesson(&id);
    let at = known.at.unwrap_or(0);
    let jump = jump.or_else(|| (at > 0 && known.finished.is_none()).then_some(Jump::Source(at)));
    let lesson = app.pages.get(&id).cloned();
    let mut effects = vec![app.log(EventKind::Opened { lesson: id.clone() }).1];
    effects.extend(app.need_metas(&id));
    if lesson.is_none() {
        effects.push(Effect::LoadPage(id.clone()));
    }
    let state = LessonState {
        id: id.clone(),
        track: along,
        error: None,
        top: 0,
        place: (if matches!(jump, Some(Jump::Source(_))) { at } else { 0 }, 0),
        jump,
        aside: 0,
        flipped: Vec::new(),
        focus: None,
        search: None,
        end_seen: false,
        changed: false,
        logged_at: at,
        lesson: None,
    };
    app.screens.push(Screen::Lesson(Box::new(state)));
    if let Some(lesson) = lesson {
        loaded(app, &id, Ok(lesson));
    }
    effects
}

/// Writes down what there is to know about the page on top: where it was left, and that it was finished when its end was seen.
pub fn leave(app: &mut App) -> Vec<Effect> {
    let mut effects = note_position(app);
    let Screen::Lesson(page) = app.screen() else { return effects };
    let Some(lesson) = page.lesson.as_ref().filter(|lesson| lesson.whole && page.end_seen) else { return effects };
    let known = app.record.lesson(&page.id).finished;
    if known.is_none_or(|finished| finished.hash != lesson.hash) {
        let kind = EventKind::Finished { lesson: page.id.clone(), hash: lesson.hash };
        effects.push(app.log(kind).1);
    }
    effects
}

/// Writes down where the page on top stands, if it moved since.
pub fn note_position(app: &mut App) -> Vec<Effect> {
    let Screen::Lesson(page) = app.screen_mut() else { return Vec::new() };
    let at = page.place.0;
    if page.lesson.is_none() || at == page.logged_at {
        return Vec::new();
    }
    page.logged_at = at;
    let lesson = page.id.clone();
    vec![app.log(EventKind::Left { lesson, at }).1]
}

/// Lets every page that is open find its place again: its lines are about to be others.
pub fn keep_places(app: &mut App) {
    for screen in &mut app.screens {
        if let Screen::Lesson(page) = screen
            && page.jump.is_none()
        {
            page.jump = Some(Jump::Source(page.place.0));
        }
    }
}

/// Takes in what drawing found out about the page on top.
pub fn drawn(app: &mut App) {
    let Some(drawn) = app.drawn.page.clone() else { return };
    if let Screen::Lesson(page) = app.screen_mut() {
        match page.jump.take() {
            Some(Jump::Source(at)) => page.place = (at, drawn.top),
            _ if page.place.1 != drawn.top => page.place = (drawn.at, drawn.top),
            _ => {}
        }
        page.top = drawn.top;
        let whole = page.lesson.as_ref().is_some_and(|lesson| lesson.whole);
        page.end_seen |= whole && drawn.top + drawn.height >= drawn.lines;
        page.aside = page.aside.min(drawn.overflow);
        page.focus = page.focus.filter(|focus| *focus < drawn.targets.len());
        if let Some((_, current)) = &mut page.search {
            *current = drawn.current_match;
        }
    }
}

/// Does what an action asks on a page.
pub fn act(app: &mut App, action: Action) -> Vec<Effect> {
    match action {
        Action::NextLesson => return step(app, true),
        Action::PreviousLesson => return step(app, false),
        Action::Questions => return questions(app),
        Action::Place => return place(app),
        Action::Exam => {
            let Screen::Lesson(page) = app.screen() else { return Vec::new() };
            let Some(chapter) = exam_of(page) else { return Vec::new() };
            return quiz::begin(app, quiz::Request::exam(quiz::Scope::Chapter(chapter)));
        }
        Action::Open => return open_focus(app),
        Action::Copy => return page_keys::copy(app),
        Action::Why => return why::open(app),
        Action::SwitchTab => return page_keys::switch_tab(app),
        Action::Bookmark => return bookmark(app),
        Action::Done => return participant::mark_page(app),
        Action::Outline => outline(app),
        Action::Search => app.overlay = Some(Overlay::Find { input: TextInput::default() }),
        Action::Flag => {
            let Screen::Lesson(page) = app.screen() else { return Vec::new() };
            app.overlay = Some(Overlay::Flag { subject: page.id.to_string(), input: TextInput::default() });
        }
        Action::Back => {
            let effects = leave(app);
            app.screens.pop();
            return effects;
        }
        _ => page_keys::act(app, action),
    }
    Vec::new()
}

/// Returns the page that comes after `id` (or before it): the tour, then each chapter's page and its lessons.
pub fn neighbour(app: &App, id: &LessonId, forward: bool) -> Option<LessonId> {
    let mut pages: Vec<LessonId> = app.course.tour.then(tour_id).into_iter().collect();
    for chapter in &app.course.chapters {
        if !chapter.promise.is_empty() {
            pages.push(chapter_page_id(&chapter.id));
        }
        pages.extend(chapter.written().cloned());
    }
    let at = pages.iter().position(|other| other == id)?;
    let next = if forward { at.checked_add(1) } else { at.checked_sub(1) };
    next.and_then(|next| pages.get(next).cloned())
}

/// Returns the page that next or previous leads to from an open page: along its track, else along the course.
pub fn beside(app: &App, page: &LessonState, forward: bool) -> Option<LessonId> {
    if participant::is_on_agenda(app) {
        return None;
    }
    match &page.track {
        Some(along) => track::neighbour(app, along, &page.id, forward),
        None => neighbour(app, &page.id, forward),
    }
}

/// Returns what comes after a lesson, and the track that led there, if the lesson is open along one.
pub fn after(app: &App, id: &LessonId) -> Option<(LessonId, Option<TrackId>)> {
    let open = app.screens.iter().rev().find_map(|screen| match screen {
        Screen::Lesson(page) if page.id == *id => Some(page),
        _ => None,
    });
    match open {
        Some(page) => beside(app, page, true).map(|next| (next, page.track.clone())),
        None => neighbour(app, id, true).map(|next| (next, None)),
    }
}

/// Returns whether a page may have questions: a lesson of the course, neither a front page nor a loose file.
pub fn has_questions(app: &App, id: &LessonId) -> bool {
    !is_front_page(id) && app.course.has(id) && id.chapter_str() != LOOSE
}

/// Returns the chapter whose exam the page leads to: its own page does.
pub fn exam_of(page: &LessonState) -> Option<ChapterId> {
    (page.id.slug() == CHAPTER_PAGE && page.id.chapter_str() != LOOSE).then(|| page.id.chapter())
}

fn step(app: &mut App, forward: bool) -> Vec<Effect> {
    if participant::is_on_agenda(app) {
        // What comes next is the agenda's business.
        let effects = leave(app);
        app.screens.pop();
        return effects;
    }
    let Screen::Lesson(page) = app.screen() else { return Vec::new() };
    let along = page.track.as_ref().and_then(|along| app.course.track(along.as_str()));
    match beside(app, page, forward) {
        Some(id) => replace(app, id),
        None => {
            let (which, place) = (if forward { "last" } else { "first" }, along.map(|track| track.title.clone()));
            app.tell(match place {
                Some(title) => format!("This is the {which} lesson of \"{title}\"."),
                None => format!("This is the {which} page."),
            });
            Vec::new()
        }
    }
}

fn questions(app: &mut App) -> Vec<Effect> {
    let Screen::Lesson(page) = app.screen() else { return Vec::new() };
    let id = page.id.clone();
    if !has_questions(app, &id) {
        app.tell("Only lessons have questions: ] goes to the next one.");
        return Vec::new();
    }
    let mut effects = leave(app);
    effects.extend(quiz::begin(app, quiz::Request::lesson(id)));
    effects
}

/// Begins the test of the chapter whose page this is.
fn place(app: &mut App) -> Vec<Effect> {
    let Screen::Lesson(page) = app.screen() else { return Vec::new() };
    if page.id.slug() != CHAPTER_PAGE {
        app.tell("A chapter's own page has its test: home lists the chapters.");
        return Vec::new();
    }
    let chapter = page.id.chapter();
    let mut effects = leave(app);
    effects.extend(quiz::placement::begin(app, &chapter, None));
    effects
}

fn open_focus(app: &mut App) -> Vec<Effect> {
    let Screen::Lesson(page) = app.screen() else { return Vec::new() };
    let target = page.focus.and_then(|focus| app.drawn.page.as_ref()?.targets.get(focus).cloned());
    match target {
        Some(target) => follow(app, &target),
        // Without a focus Enter goes on: down the page, and at its end to what comes next.
        None if !page.end_seen => {
            page_keys::act(app, Action::PageDown);
            Vec::new()
        }
        None if !has_questions(app, &page.id) || participant::is_on_agenda(app) => step(app, true),
        None => questions(app),
    }
}

fn bookmark(app: &mut App) -> Vec<Effect> {
    let Screen::Lesson(page) = app.screen() else { return Vec::new() };
    let (lesson, at) = (page.id.clone(), page.place.0);
    let existing = app.record.bookmarks().into_iter().find(|mark| mark.lesson == lesson && mark.at == at);
    let on = existing.is_none();
    app.tell(if on { "Bookmarked; ' lists bookmarks." } else { "Bookmark taken away." });
    vec![app.log(EventKind::Bookmarked { lesson, at, on }).1]
}

fn outline(app: &mut App) {
    let Screen::Lesson(page) = app.screen() else { return };
    let Some(lesson) = &page.lesson else { return };
    let rows: Vec<_> = lesson.sections().map(|s| (s.level, s.title.to_owned(), s.anchor.to_owned())).collect();
    // Where one is: the last section whose heading stands at the top or above it.
    let cursor = lesson.sections().filter(|s| s.span.start as u64 <= page.place.0).count().saturating_sub(1);
    if rows.is_empty() {
        app.tell("This page has no sections.");
    } else {
        app.overlay = Some(Overlay::Outline { rows, cursor });
    }
}
