//! The way through the agenda: steps, slides, questions, items, forward and back.

use std::sync::Arc;

use super::{PageState, Phase, clockwork, desk, log, room_quiz, session};
use crate::app::action::Action;
use crate::app::drawn::SessionDrawn;
use crate::app::effect::Effect;
use crate::app::key::Key;
use crate::app::model::App;
use crate::app::overlay::Overlay;
use crate::app::text_input::TextInput;
use crate::course::Lesson;
use crate::id::LessonId;
use crate::team::{ItemKind, RoomEventKind};

/// Columns that one press scrolls code sideways.
const ASIDE: u16 = 8;
/// Minutes that one press adds to an item.
const MORE: u16 = 5;

/// Where in an item one arrives.
#[derive(Clone, Copy)]
enum Arrival {
    /// At its beginning.
    Start,
    /// At its end: one goes back.
    End,
    /// Where it was left: place in the source (or number of the question), step.
    At(u64, u32, usize),
}

/// Goes on where the log says that the room was; at the first item where it says nothing.
pub fn take_up(app: &mut App) -> Vec<Effect> {
    let Some(state) = session(app) else { return Vec::new() };
    let place = state.room.place.clone();
    let found = place.and_then(|place| {
        let item = state.launch.agenda.items.iter().position(|item| item.id == place.item)?;
        Some((item, Arrival::At(place.at, place.slide, place.step as usize)))
    });
    let (item, arrival) = found.unwrap_or((0, Arrival::Start));
    enter(app, item, arrival)
}

/// Goes to an item.
fn enter(app: &mut App, number: usize, arrival: Arrival) -> Vec<Effect> {
    let mut effects = clockwork::write_down(app);
    let Some(state) = session(app) else { return effects };
    let Some(item) = state.launch.agenda.items.get(number).cloned() else { return effects };
    state.item = number;
    (state.at, state.step, state.to_end) = match arrival {
        Arrival::Start => (0, 0, false),
        Arrival::End => (0, 0, true),
        Arrival::At(at, _, step) => (at, step, false),
    };
    state.page = PageState::Loading;
    fresh(state);
    app.drawn.session = None;
    effects.extend(log(app, RoomEventKind::Entered { item: item.id.clone() }));
    match &item.kind {
        ItemKind::Lesson(id) => effects.extend(load(app, id)),
        ItemKind::Quiz(questions) => {
            let at = match arrival {
                Arrival::Start => (0, false),
                Arrival::End => (questions.len().saturating_sub(1), true),
                Arrival::At(_, number, step) => (number as usize, step > 0),
            };
            effects.extend(room_quiz::enter(app, questions, at));
        }
        ItemKind::Exercise(_) | ItemKind::Discussion(_) => {
            if let Some(state) = session(app)
                && let Some(text) = state.launch.texts.get(&item.id)
            {
                state.page = PageState::Ready(Arc::clone(&text.0));
            }
        }
        ItemKind::Break => {}
    }
    effects
}

/// What is new on every slide.
fn fresh(state: &mut super::SessionState) {
    (state.flipped, state.top, state.aside, state.blank) = (false, 0, 0, false);
    state.notes_top = 0;
}

fn load(app: &mut App, id: &LessonId) -> Vec<Effect> {
    let known = app.pages.get(id).filter(|lesson| lesson.whole).cloned();
    match (session(app), known) {
        (Some(state), Some(lesson)) => {
            state.page = PageState::Ready(lesson);
            Vec::new()
        }
        _ => vec![Effect::LoadPage(id.clone())],
    }
}

/// Takes in a page that was read, or the reason why not.
pub fn page_loaded(app: &mut App, id: &LessonId, page: &Result<Arc<Lesson>, String>) -> Vec<Effect> {
    let Some(state) = session(app) else { return Vec::new() };
    if !matches!(state.here().map(|item| &item.kind), Some(ItemKind::Lesson(here)) if here == id) {
        return Vec::new();
    }
    match page {
        Ok(lesson) => {
            state.page = PageState::Ready(Arc::clone(lesson));
            if lesson.whole { Vec::new() } else { vec![Effect::LoadRest(id.clone())] }
        }
        Err(error) => {
            state.page = PageState::Missing(error.clone());
            Vec::new()
        }
    }
}

/// Returns the number of the slide that is up, and how many there are.
pub fn slide_number(app: &App) -> Option<(usize, usize)> {
    let super::Screen::Session(state) = app.screen() else { return None };
    if state.is_quiz() {
        return Some((state.quiz.at, state.quiz.ids.len())).filter(|(_, of)| *of > 0);
    }
    let deck = app.drawn.session.as_ref()?.deck.as_ref()?;
    Some((deck.slide_at(state.at), deck.slides.len()))
}

/// Does what an action asks on stage.
pub fn act(app: &mut App, action: Action, key: Key) -> Vec<Effect> {
    let drawn = app.drawn.session.clone().unwrap_or_default();
    let Some(state) = session(app) else { return Vec::new() };
    let Some(item) = state.here().map(|item| item.id.clone()) else { return Vec::new() };
    let last = drawn.extent.lines.saturating_sub(drawn.extent.height);
    // Two lines of the old screen stay: one may say that there is more.
    let screen = drawn.extent.height.saturating_sub(2).max(1);
    match action {
        Action::Blank => state.blank = !state.blank,
        // What is not seen is not moved.
        Action::NextSlide | Action::PreviousSlide if state.blank => state.blank = false,
        Action::NextSlide if state.top < last => state.top = (state.top + screen).min(last),
        Action::NextSlide => return forward(app, &drawn),
        Action::PreviousSlide if state.top > 0 => state.top = state.top.saturating_sub(screen),
        Action::PreviousSlide => return backward(app, &drawn),
        Action::PageDown => state.top = (state.top + screen).min(last),
        Action::PageUp => state.top = state.top.saturating_sub(screen),
        // The slide scrolls with what goes on, too; nothing else moves notes that are longer than their pane.
        Action::Down if long_notes(&drawn) => state.notes_top += 1,
        Action::Up if long_notes(&drawn) => state.notes_top = state.notes_top.saturating_sub(1),
        Action::Down => state.top = (state.top + 1).min(last),
        Action::Up => state.top = state.top.saturating_sub(1),
        Action::Right => state.aside = (state.aside + ASIDE).min(drawn.extent.overflow),
        Action::Left => state.aside = state.aside.saturating_sub(ASIDE),
        Action::Flip => state.flipped = !state.flipped,
        Action::Steps => {
            state.steps = !state.steps;
            state.step = 0;
            let told = if state.steps { "Slides are revealed step by step." } else { "Slides are shown whole." };
            app.tell(told);
        }
        Action::SwitchTab => return switch_tab(app, &drawn),
        Action::Agenda => app.overlay = Some(Overlay::Agenda { cursor: state.item }),
        Action::NextItem => return leave_item(app, RoomEventKind::Done { item }),
        Action::SkipItem => return leave_item(app, RoomEventKind::Skipped { item }),
        Action::Extend => {
            app.tell(format!("{MORE} more minutes for this item."));
            return log(app, RoomEventKind::Extended { item, minutes: MORE });
        }
        Action::Pause => {
            state.paused = !state.paused;
            let told = if state.paused { "The clock stands still." } else { "The clock runs." };
            app.tell(told);
            return clockwork::write_down(app);
        }
        Action::Park => app.overlay = Some(Overlay::Park { input: TextInput::default() }),
        Action::Attendance => app.overlay = Some(Overlay::Attendance { input: TextInput::default() }),
        Action::Undo => return desk::undo(app),
        Action::Choose | Action::Fewer | Action::Hands => return room_quiz::act(app, action, key),
        _ => {}
    }
    Vec::new()
}

fn long_notes(drawn: &SessionDrawn) -> bool {
    drawn.notes.is_some_and(|notes| notes.lines > notes.height)
}

fn forward(app: &mut App, drawn: &SessionDrawn) -> Vec<Effect> {
    let Some(state) = session(app) else { return Vec::new() };
    if state.is_quiz() && room_quiz::forward(state) {
        return show_question(app);
    }
    if let Some(deck) = &drawn.deck {
        let at = deck.slide_at(state.at);
        let steps =
            deck.slides.get(at).filter(|slide| state.steps && !slide.scrolls).map_or(1, |slide| slide.steps.len());
        if state.step + 1 < steps {
            state.step += 1;
            return show(app, at);
        }
        if let Some(next) = deck.slides.get(at + 1) {
            (state.at, state.step) = (next.at, 0);
            fresh(state);
            return show(app, at + 1);
        }
    } else if state.has_slides() && !matches!(state.page, PageState::Missing(_)) {
        // Not yet read, or not yet drawn: how many slides there are is not known.
        return Vec::new();
    }
    let Some(item) = state.here().map(|item| item.id.clone()) else { return Vec::new() };
    leave_item(app, RoomEventKind::Done { item })
}

fn backward(app: &mut App, drawn: &SessionDrawn) -> Vec<Effect> {
    let Some(state) = session(app) else { return Vec::new() };
    if state.is_quiz() && room_quiz::backward(state) {
        return show_question(app);
    }
    if let Some(deck) = &drawn.deck {
        let at = deck.slide_at(state.at);
        if state.steps && state.step > 0 {
            state.step -= 1;
            return show(app, at);
        }
        if let Some(before) = at.checked_sub(1).and_then(|before| deck.slides.get(before)) {
            (state.at, state.step) = (before.at, before.steps.len().saturating_sub(1));
            fresh(state);
            return show(app, at - 1);
        }
    }
    match state.item.checked_sub(1) {
        Some(before) => enter(app, before, Arrival::End),
        None => {
            app.tell("This is the beginning.");
            Vec::new()
        }
    }
}

/// Writes down which slide is up: a session that breaks off goes on there.
fn show(app: &mut App, slide: usize) -> Vec<Effect> {
    let Some(state) = session(app) else { return Vec::new() };
    let Some(item) = state.here().map(|item| item.id.clone()) else { return Vec::new() };
    let (step, at) = (state.step as u32, state.at);
    log(app, RoomEventKind::Showed { item, slide: slide as u32, step, at })
}

fn show_question(app: &mut App) -> Vec<Effect> {
    let Some(state) = session(app) else { return Vec::new() };
    fresh(state);
    state.step = usize::from(state.quiz.revealed);
    state.at = 0;
    let at = state.quiz.at;
    show(app, at)
}

/// Leaves an item for the next one; after the last one the session is over.
fn leave_item(app: &mut App, how: RoomEventKind) -> Vec<Effect> {
    let mut effects = clockwork::write_down(app);
    effects.extend(log(app, how));
    let Some(state) = session(app) else { return effects };
    let next = state.item + 1;
    if next < state.launch.agenda.items.len() {
        effects.extend(enter(app, next, Arrival::Start));
        return effects;
    }
    state.phase = Phase::Over;
    fresh(state);
    effects.extend(log(app, RoomEventKind::Ended));
    effects
}

/// Goes back on stage after the end.
pub fn take_back_the_end(app: &mut App) -> Vec<Effect> {
    let Some(state) = session(app) else { return Vec::new() };
    state.phase = Phase::Running;
    let end = state.events.iter().rev().find(|event| event.kind == RoomEventKind::Ended).map(|event| event.id);
    let mut effects = end.map(|event| log(app, RoomEventKind::Undone { event })).unwrap_or_default();
    effects.extend(take_up(app));
    effects
}

/// Goes to an item of the agenda.
pub fn jump(app: &mut App, number: usize) -> Vec<Effect> {
    let Some(state) = session(app) else { return Vec::new() };
    if number == state.item { Vec::new() } else { enter(app, number, Arrival::Start) }
}

fn switch_tab(app: &mut App, drawn: &SessionDrawn) -> Vec<Effect> {
    let tabs = &drawn.tabs;
    if tabs.is_empty() {
        app.tell("This slide is the same for every installer.");
        return Vec::new();
    }
    let current = app.settings.installer.as_deref().unwrap_or_default();
    let at = tabs.iter().position(|tab| tab == current).unwrap_or(0);
    let next = tabs[(at + 1) % tabs.len()].clone();
    app.tell(format!("Examples for {next} from now on."));
    // For this session: what the facilitator reads with stays as it is on the disk.
    app.settings.installer = Some(next);
    Vec::new()
}
