//! The session one takes part in: its agenda, how its items stand, what is written down for it, the result that is handed in. Must not
//! know how any of it is shown.

use std::sync::Arc;

use super::effect::Effect;
use super::model::App;
use super::overlay::Overlay;
use super::screens::agenda::AgendaState;
use super::screens::quiz::{self, QuizState, Request, Scope};
use super::screens::{Screen, lesson};
use super::text_input::TextInput;
use crate::id::{LessonId, QuestionId};
use crate::progress::EventKind;
use crate::quiz::Mode;
use crate::team::agenda::pool;
use crate::team::standing::{Said, beginning, page_of, saying, settled};
use crate::team::{Agenda, Item, ItemKind, ResultFile, Standing, State};

/// Name of the choice that keeps the name in results.
pub const NAME: &str = "session-name";

/// A session one takes part in.
#[derive(Debug)]
pub struct Session {
    /// What is done.
    pub agenda: Arc<Agenda>,
    /// How the items stand.
    pub standing: Standing,
    /// Events in the record when that was found out.
    seen: usize,
    /// Whether one was elsewhere since.
    away: bool,
}

impl Session {
    /// Returns an item and its state.
    pub fn item(&self, at: usize) -> Option<(&Item, State)> {
        Some((self.agenda.items.get(at)?, *self.standing.states.get(at)?))
    }
}

/// Takes part in a session: its beginning is written down once, with a random number by which results of one person are told from others'.
pub fn begin(app: &mut App, agenda: Arc<Agenda>) -> Vec<Effect> {
    let name = beginning(&agenda);
    let mut effects = Vec::new();
    if app.record.setting(&name).is_none() {
        let value = app.ids.next_id().to_string();
        effects.push(app.log(EventKind::Set { name, value }).1);
    }
    app.session = Some(Session { agenda, standing: Standing::default(), seen: usize::MAX, away: false });
    effects.extend(open(app));
    effects
}

/// Opens the agenda at the item that comes next.
pub fn open(app: &mut App) -> Vec<Effect> {
    app.screens.push(Screen::Agenda(AgendaState::default()));
    refresh(app);
    let next = app.session.as_ref().and_then(|session| session.standing.next);
    if let Screen::Agenda(state) = app.screen_mut() {
        state.cursor = next.unwrap_or(0);
    }
    Vec::new()
}

/// Finds out anew how the items stand where the agenda is seen and something happened since. Who comes back from an item that is done now
/// finds the one that follows chosen.
pub fn refresh(app: &mut App) {
    let events = app.record.census().events;
    let Some(session) = &mut app.session else { return };
    let Some(Screen::Agenda(state)) = app.screens.last_mut() else {
        session.away = true;
        return;
    };
    let came_back = std::mem::take(&mut session.away);
    if session.seen == events {
        return;
    }
    let before = std::mem::replace(&mut session.standing, Standing::of(&session.agenda, &mut app.record));
    session.seen = app.record.census().events;
    let stands = |standing: &Standing| standing.states.get(state.cursor).copied();
    let is_settled = stands(&session.standing).is_some_and(State::is_settled);
    if came_back && is_settled && stands(&session.standing) != stands(&before) {
        let items = session.agenda.items.iter().zip(&session.standing.states).enumerate().skip(state.cursor);
        let mut waiting = items.filter(|(_, (item, state))| !state.is_settled() && item.kind != ItemKind::Break);
        let follows = waiting.next().map(|(at, _)| at).or(session.standing.next);
        state.cursor = follows.unwrap_or(state.cursor);
    }
}

/// Opens an item: its page, or its questions.
pub fn open_item(app: &mut App, at: usize) -> Vec<Effect> {
    let Some((item, state)) = app.session.as_ref().and_then(|session| session.item(at)) else { return Vec::new() };
    let (item, minutes) = (item.clone(), item.minutes);
    if state == State::Locked {
        return tell_what_comes_first(app);
    }
    match &item.kind {
        ItemKind::Lesson(id) => lesson::open(app, id.clone(), None),
        ItemKind::Exercise(_) | ItemKind::Discussion(_) => {
            let mut effects = if state == State::Open { say(app, &item, Said::Begun) } else { Vec::new() };
            effects.extend(page_of(&item).map(|page| lesson::open(app, page, None)).unwrap_or_default());
            effects
        }
        ItemKind::Quiz(_) => ask(app, &item),
        ItemKind::Break => {
            app.tell(format!("A break of {minutes} minutes. The next item waits."));
            Vec::new()
        }
    }
}

fn tell_what_comes_first(app: &mut App) -> Vec<Effect> {
    let Some(session) = &app.session else { return Vec::new() };
    let first = session.standing.next.and_then(|next| session.agenda.items.get(next));
    let title = first.map(|item| item.title.clone()).unwrap_or_default();
    let or = if session.agenda.skip { " or left out" } else { "" };
    // The title comes last: what does not fit is cut there.
    app.tell(format!("This opens when what comes first is done{or}: {title}"));
    Vec::new()
}

/// Begins the questions of an item, or goes on with them.
fn ask(app: &mut App, item: &Item) -> Vec<Effect> {
    let Some(session) = &app.session else { return Vec::new() };
    let seed = pool::seed(&session.agenda.id, &item.id);
    let half = app.record.half_sitting();
    let resume = half.is_some_and(|half| half.sat.mode == Mode::Room && half.sat.seed == seed);
    quiz::begin(app, Request { scope: Scope::Item(item.id.clone()), seed: Some(seed), resume, ..Request::default() })
}

/// Returns the lessons whose questions an item asks.
pub fn lessons_asked(app: &App, scope: &Scope) -> Vec<LessonId> {
    let mut lessons: Vec<LessonId> = questions(app, scope).iter().map(QuestionId::lesson).collect();
    lessons.sort();
    lessons.dedup();
    lessons
}

fn item_of<'a>(app: &'a App, scope: &Scope) -> Option<&'a Item> {
    match (scope, &app.session) {
        (Scope::Item(id), Some(session)) => session.agenda.item(id),
        _ => None,
    }
}

fn questions<'a>(app: &'a App, scope: &Scope) -> &'a [QuestionId] {
    match item_of(app, scope).map(|item| &item.kind) {
        Some(ItemKind::Quiz(questions)) => questions,
        _ => &[],
    }
}

/// Returns the title of the item that asks the questions of a sitting.
pub fn title_of<'a>(app: &'a App, quiz: &QuizState) -> Option<&'a str> {
    item_of(app, &quiz.request.scope).map(|item| item.title.as_str())
}

/// Returns the questions that the item of the sitting on top has still to ask; all of them once more where none is left.
pub fn questions_left(app: &mut App) -> Option<Vec<QuestionId>> {
    let Screen::Quiz(quiz) = app.screen() else { return None };
    let scope = quiz.request.scope.clone();
    let (item, all) = (item_of(app, &scope)?.clone(), questions(app, &scope).to_vec());
    let agenda = Arc::clone(&app.session.as_ref()?.agenda);
    let settled = settled(&agenda, &item, &mut app.record);
    let left: Vec<_> = all.iter().filter(|id| !settled.contains(id)).cloned().collect();
    Some(if left.is_empty() { all } else { left })
}

/// Returns the place of the item whose page is on top, opened from the agenda.
pub fn page_item(app: &App) -> Option<usize> {
    let [.., Screen::Agenda(state), Screen::Lesson(page)] = app.screens.as_slice() else { return None };
    let item = app.session.as_ref()?.agenda.items.get(state.cursor)?;
    (page_of(item).as_ref() == Some(&page.id)).then_some(state.cursor)
}

/// Returns whether the page on top was opened from the agenda, so that the agenda is what comes next.
pub fn is_on_agenda(app: &App) -> bool {
    page_item(app).is_some()
}

/// Returns whether the item whose page is on top can be marked as done.
pub fn can_mark_page(app: &App) -> bool {
    let item = page_item(app).and_then(|at| app.session.as_ref()?.item(at));
    item.is_some_and(|(_, state)| state != State::Done)
}

/// Marks the item whose page is on top as done and goes back to the agenda.
pub fn mark_page(app: &mut App) -> Vec<Effect> {
    let Some(at) = page_item(app).filter(|_| can_mark_page(app)) else { return Vec::new() };
    let mut effects = lesson::leave(app);
    app.screens.pop();
    effects.extend(mark(app, at));
    effects
}

/// Marks an item as done, or takes that back.
pub fn mark(app: &mut App, at: usize) -> Vec<Effect> {
    let Some((item, state)) = app.session.as_ref().and_then(|session| session.item(at)) else { return Vec::new() };
    let item = item.clone();
    match (&item.kind, state) {
        (_, State::Locked) => tell_what_comes_first(app),
        (ItemKind::Quiz(_), _) => {
            app.tell("Questions are done when they are answered.");
            Vec::new()
        }
        (ItemKind::Lesson(id), State::Done) if app.record.is_finished(id) => {
            app.tell("You have read this lesson to its end.");
            Vec::new()
        }
        (_, State::Done) => say(app, &item, Said::Open),
        _ => say(app, &item, Said::Done),
    }
}

/// Leaves an item out, or takes that back.
pub fn skip(app: &mut App, at: usize) -> Vec<Effect> {
    let Some(session) = &app.session else { return Vec::new() };
    let Some((item, state)) = session.item(at) else { return Vec::new() };
    let item = item.clone();
    match state {
        _ if !session.agenda.skip => {
            app.tell("This session leaves nothing out.");
            Vec::new()
        }
        State::Locked => tell_what_comes_first(app),
        State::Done => {
            app.tell("This is done already.");
            Vec::new()
        }
        State::Skipped => say(app, &item, Said::Open),
        State::Open | State::Begun => say(app, &item, Said::Skipped),
    }
}

/// Writes down what a participant says of an item.
fn say(app: &mut App, item: &Item, said: Said) -> Vec<Effect> {
    let Some(session) = &app.session else { return Vec::new() };
    let name = saying(&session.agenda, &item.id);
    vec![app.log(EventKind::Set { name, value: said.word().to_owned() }).1]
}

/// Asks for the name that is to stand in the result.
pub fn export(app: &mut App) {
    let mut input = TextInput::default();
    input.paste(app.record.setting(NAME).unwrap_or_default());
    app.overlay = Some(Overlay::Name { input });
}

/// Asks for the result to be made, so that it can be looked at.
pub fn make_result(app: &mut App, name: &str) -> Vec<Effect> {
    let Some(session) = &app.session else { return Vec::new() };
    vec![Effect::MakeResult(Arc::clone(&session.agenda), name.trim().to_owned())]
}

/// Shows what would be written, and asks.
pub fn made(app: &mut App, made: Result<Box<ResultFile>, String>) {
    match made {
        Ok(result) => app.overlay = Some(Overlay::Handover { result }),
        Err(error) => app.warn(error),
    }
}

/// Writes the result that was looked at; its name is remembered for the next.
pub fn hand_over(app: &mut App, result: Box<ResultFile>) -> Vec<Effect> {
    let mut effects = Vec::new();
    if app.record.setting(NAME).unwrap_or_default() != result.name {
        effects.push(app.log(EventKind::Set { name: NAME.to_owned(), value: result.name.clone() }).1);
    }
    effects.push(Effect::WriteResult(result));
    effects
}
