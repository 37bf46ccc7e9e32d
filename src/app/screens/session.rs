//! A session on stage: the preflight, the agenda item by item, the end. What happened is a list of events and a fold over them, as in the log;
//! where the slides break is told by the drawing. Must not know files, nor what time it is but by its messages.

mod clockwork;
mod desk;
mod room_quiz;
mod stage;
mod works;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::key::Key;
use crate::app::keymap::Context;
use crate::app::model::App;
use crate::app::screens::Screen;
use crate::course::Lesson;
use crate::id::EventId;
use crate::team::room::{Clock, Planned};
use crate::team::{Agenda, Item, ItemKind, Room, RoomEvent, RoomEventKind};
use crate::time::Timestamp;

pub use clockwork::{look, pass, tick, ticks};
pub use desk::{agenda_rows, attend, park, set_hands, set_off};
pub use room_quiz::{RoomQuiz, counted, questions_loaded};
pub use stage::{page_loaded, slide_number};
pub use works::{label, works};

/// What a session starts from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Launch {
    /// What is to be done.
    pub agenda: Agenda,
    /// What the other subcommands about it have to be given to mean the same, with a blank in front.
    pub called: String,
    /// The texts of exercises and discussions, by item.
    pub texts: BTreeMap<String, Text>,
    /// Where a new run is recorded.
    pub log: PathBuf,
    /// A run that was not ended, and its log.
    pub left: Option<(PathBuf, Vec<RoomEvent>)>,
    /// Record nothing.
    pub rehearse: bool,
    /// Show the notes beside the slides.
    pub notes: bool,
    /// What was looked at before the start.
    pub checks: Vec<Check>,
}

/// A text of an agenda, read.
#[derive(Debug, Clone, PartialEq)]
pub struct Text(pub Arc<Lesson>);

impl Eq for Text {}

/// Something that was looked at before the start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// How it is.
    pub state: CheckState,
    /// What, in a few words.
    pub what: String,
    /// How it is, and what to do about it.
    pub told: String,
}

/// How something is before the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckState {
    /// As it should be.
    Good,
    /// Good to know.
    Note,
    /// The session can go on, not as it should.
    Bad,
}

/// What the session screen remembers.
#[derive(Debug)]
pub struct SessionState {
    /// What it was started from.
    pub launch: Launch,
    /// How far it is.
    pub phase: Phase,
    /// Where it is recorded, once it runs.
    pub log: Option<PathBuf>,
    /// Everything that happened, as in the log.
    pub events: Vec<RoomEvent>,
    /// What that adds up to.
    pub room: Room,
    /// The item one is at.
    pub item: usize,
    /// Byte of the source that the slide begins with.
    pub at: u64,
    /// Last step of the slide that is revealed.
    pub step: usize,
    /// The page that is shown as slides.
    pub page: PageState,
    /// The questions of a quiz item.
    pub quiz: RoomQuiz,
    /// Whether the mended side of a before/after is up.
    pub flipped: bool,
    /// First line of what scrolls.
    pub top: usize,
    /// Columns that code is scrolled to the right.
    pub aside: u16,
    /// First line of the notes.
    pub notes_top: usize,
    /// Whether slides are revealed step by step.
    pub steps: bool,
    /// Whether the notes are shown.
    pub notes: bool,
    /// Whether the screen is blank.
    pub blank: bool,
    /// Whether the clock stands still.
    pub paused: bool,
    /// Why nothing is written at the moment.
    pub trouble: Option<String>,
    /// Time at the item that is not yet written down, milliseconds.
    pub unwritten: u64,
    looked: Option<Timestamp>,
    /// Seconds that the line above the footer is up.
    told: u8,
    undoable: Vec<EventId>,
    /// The last slide is wanted, once it is known which one that is.
    to_end: bool,
}

/// How far a session is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Before it starts, and whenever it is left.
    Preflight,
    /// On stage.
    Running,
    /// Ended.
    Over,
}

/// The page of an item.
#[derive(Debug, Clone, Default)]
pub enum PageState {
    /// Not there, or not yet.
    #[default]
    Loading,
    /// Read.
    Ready(Arc<Lesson>),
    /// It cannot be shown, and why.
    Missing(String),
}

impl SessionState {
    /// Returns the item one is at.
    pub fn here(&self) -> Option<&Item> {
        self.launch.agenda.items.get(self.item)
    }

    /// Returns how the session stands.
    pub fn clock(&self) -> Clock {
        self.room.clock(self.here().map_or("", |item| &item.id), self.unwritten)
    }

    /// Returns whether an item is a quiz.
    pub fn is_quiz(&self) -> bool {
        matches!(self.here().map(|item| &item.kind), Some(ItemKind::Quiz(_)))
    }

    /// Returns whether an item is shown as slides.
    pub fn has_slides(&self) -> bool {
        let kind = self.here().map(|item| &item.kind);
        matches!(kind, Some(ItemKind::Lesson(_) | ItemKind::Exercise(_) | ItemKind::Discussion(_)))
    }

    /// Returns which keys work now.
    pub fn context(&self) -> Context {
        match self.phase {
            Phase::Preflight | Phase::Over => Context::Preflight,
            Phase::Running if self.is_quiz() => Context::Tally,
            Phase::Running => Context::Stage,
        }
    }

    /// Returns whether there is a run to leave behind: one that was begun here goes on.
    pub fn can_start_anew(&self) -> bool {
        self.room.began.is_none() && self.launch.left.is_some()
    }

    /// Returns whether a run is there to go on with.
    pub fn can_resume(&self) -> bool {
        self.room.began.is_some() || self.launch.left.is_some()
    }
}

/// Opens the preflight.
pub fn open(app: &mut App, launch: Launch) -> Vec<Effect> {
    let notes = launch.notes;
    let state = SessionState {
        launch,
        phase: Phase::Preflight,
        log: None,
        events: Vec::new(),
        room: Room::default(),
        item: 0,
        at: 0,
        step: 0,
        page: PageState::Loading,
        quiz: RoomQuiz::default(),
        flipped: false,
        top: 0,
        aside: 0,
        notes_top: 0,
        steps: false,
        notes,
        blank: false,
        paused: false,
        trouble: None,
        unwritten: 0,
        looked: None,
        told: 0,
        undoable: Vec::new(),
        to_end: false,
    };
    app.screens.push(Screen::Session(Box::new(state)));
    Vec::new()
}

/// Returns the session, wherever it lies below what is open.
fn session(app: &mut App) -> Option<&mut SessionState> {
    app.screens.iter_mut().rev().find_map(|screen| match screen {
        Screen::Session(state) => Some(&mut **state),
        _ => None,
    })
}

/// Writes an event down: into the fold at once, into the log by an effect, unless this is a rehearsal.
fn log(app: &mut App, kind: RoomEventKind) -> Vec<Effect> {
    let (id, now) = (app.ids.next_id(), app.now);
    let Some(state) = session(app) else { return Vec::new() };
    // A clock that was set back does not bring the order of what happened into disorder.
    let last = state.events.iter().map(|event| event.t.0).max();
    let t = Timestamp(last.map_or(now.0, |last| now.0.max(last.saturating_add(1))));
    if matches!(
        kind,
        RoomEventKind::Parked { .. }
            | RoomEventKind::Attended { .. }
            | RoomEventKind::Extended { .. }
            | RoomEventKind::Skipped { .. }
    ) {
        state.undoable.push(id);
    }
    let event = RoomEvent { id, t, kind };
    state.events.push(event.clone());
    state.room = Room::of(&state.events);
    if state.launch.rehearse { Vec::new() } else { vec![Effect::Record(event)] }
}

/// Starts, or goes on with what was left.
fn start(app: &mut App, anew: bool) -> Vec<Effect> {
    let Some(state) = session(app) else { return Vec::new() };
    let mut effects = Vec::new();
    if state.room.began.is_none() {
        let left = state.launch.left.clone().filter(|_| !anew);
        let (log, events) = left.unwrap_or_else(|| (state.launch.log.clone(), Vec::new()));
        state.events = events;
        state.room = Room::of(&state.events);
        if !state.launch.rehearse {
            state.log = Some(log.clone());
            effects.push(Effect::RecordTo(log));
        }
    }
    state.phase = Phase::Running;
    state.paused = false;
    let is_new = state.room.began.is_none();
    let agenda = &state.launch.agenda;
    if is_new {
        let planned = |item: &Item| Planned {
            item: item.id.clone(),
            kind: item.kind.word().to_owned(),
            title: item.title.clone(),
            minutes: item.minutes,
        };
        let kind = RoomEventKind::Began {
            agenda: agenda.id.clone(),
            title: agenda.title.clone(),
            cohort: agenda.cohort.clone(),
            plan: agenda.items.iter().map(planned).collect(),
        };
        effects.extend(self::log(app, kind));
    }
    effects.extend(stage::take_up(app));
    effects
}

/// Leaves the stage for the page it was started from; nothing is lost.
fn step_down(app: &mut App) -> Vec<Effect> {
    let effects = clockwork::write_down(app);
    if let Some(state) = session(app) {
        state.phase = Phase::Preflight;
        state.blank = false;
    }
    effects
}

/// Writes down what is not yet written, when the program is left.
pub fn leave(app: &mut App) -> Vec<Effect> {
    clockwork::write_down(app)
}

/// Takes in whether the log can be written.
pub fn recorded(app: &mut App, trouble: Option<String>) {
    let Some(state) = session(app) else { return };
    let is_new = trouble.is_some() && state.trouble.is_none();
    state.trouble.clone_from(&trouble);
    if let Some(text) = trouble.filter(|_| is_new) {
        app.warn(text);
    }
}

/// Takes in where drawing stood.
pub fn drawn(app: &mut App) {
    let Some(drawn) = app.drawn.session.clone() else { return };
    let Screen::Session(state) = app.screen_mut() else { return };
    state.top = drawn.extent.top;
    state.notes_top = drawn.notes.map_or(0, |notes| notes.top);
    state.aside = state.aside.min(drawn.extent.overflow);
    if let Some(deck) = drawn.deck.as_ref().filter(|_| state.to_end)
        && let Some(last) = deck.slides.last()
    {
        state.to_end = false;
        (state.at, state.step) = (last.at, last.steps.len().saturating_sub(1));
    }
}

/// Does what an action asks.
pub fn act(app: &mut App, action: Action, key: Key) -> Vec<Effect> {
    let Screen::Session(state) = app.screen_mut() else { return Vec::new() };
    match (state.phase, action) {
        (_, Action::Notes) => state.notes = !state.notes,
        (Phase::Preflight | Phase::Over, Action::Down | Action::PageDown) => state.top += 1,
        (Phase::Preflight | Phase::Over, Action::Up | Action::PageUp) => state.top = state.top.saturating_sub(1),
        (Phase::Preflight, Action::Open) => return start(app, false),
        (Phase::Preflight, Action::StartAnew) if state.can_start_anew() => return start(app, true),
        (Phase::Preflight | Phase::Over, Action::Back) => return app.quit(),
        (Phase::Over, Action::Open | Action::PreviousSlide) => return stage::take_back_the_end(app),
        (Phase::Running, Action::Back) => return step_down(app),
        (Phase::Running, _) => return stage::act(app, action, key),
        _ => {}
    }
    Vec::new()
}
