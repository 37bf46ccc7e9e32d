//! The loop: wait for the terminal, hand every message to the app, do its effects, draw once. All keys that wait are taken before
//! anything is drawn, so that a held key cannot get ahead of the screen. Sleeps while nothing happens.

use std::io;
use std::time::Duration;

use crossterm::event::Event;
use ratatui::layout::Position;

use super::effects::World;
use super::news::News;
use super::signals::Caught;
use super::terminal::Held;
use super::{clock, input, keys};
use crate::app::action::Action;
use crate::app::screens::{Screen, session};
use crate::app::{App, Effect, Msg, Opening};
use crate::ui::{self, View};

/// Nothing pressed for so long after the start: what the first screen can do without is asked for now. The first keys do not share the machine with it.
const SETTLED: Duration = Duration::from_millis(200);

/// After this long without a key the position is written down; then the loop sleeps until something happens.
const IDLE: Duration = Duration::from_secs(5);

/// How often a session that runs is drawn.
const SECOND: Duration = Duration::from_secs(1);

/// The terminal, taken, and the signals, caught: ready for the first frame.
pub struct Ready {
    signals: Caught,
    held: Held,
}

/// Takes the terminal; dropped, it is given back. Nothing is written to it before the first frame.
///
/// # Errors
/// The terminal cannot be used.
pub fn take() -> io::Result<Ready> {
    Ok(Ready { signals: Caught::new()?, held: Held::take()? })
}

/// Runs the tutor until the learner leaves. Returns what could not be written, if anything.
///
/// # Errors
/// The terminal cannot be used.
pub fn run(
    mut app: App,
    opening: Opening,
    mut view: View,
    mut world: World,
    ready: Ready,
) -> io::Result<Option<String>> {
    let Ready { signals, mut held } = ready;
    let size = held.terminal.size()?;
    app.size = (size.width, size.height);
    let mut turn = Turn::default();
    let effects = app.start(opening, clock::now());
    turn.perform(&mut app, &mut world, effects);
    let mut noted = false;
    let mut settling = true;
    // Nobody sees the first frame sooner for a thread that listens meanwhile.
    let mut listeners = Some(signals);
    while !turn.quit {
        turn.stale = false;
        if draw(&mut app, &mut view, &mut held, &mut world).is_err() {
            // The terminal is gone: leave, so that what was done is kept.
            turn.take(&mut app, &mut world, Msg::Hangup);
            break;
        }
        if let Some(signals) = listeners.take() {
            signals.listen(world.queue())?;
            input::listen(world.queue())?;
        }
        // A session that runs counts seconds, an exam its minutes; everything else sleeps until something happens.
        let idle = (!noted).then_some(IDLE);
        let tick = if session::ticks(&app) { Some(SECOND) } else { app.wakes_in() };
        let settle = settling.then_some(SETTLED);
        let Some(news) = world.wait(idle.into_iter().chain(tick).chain(settle).min()) else {
            if std::mem::take(&mut settling) {
                turn.take(&mut app, &mut world, Msg::Settled);
                continue;
            }
            let ticks = tick.is_some_and(|tick| idle.is_none_or(|idle| tick < idle));
            turn.take(&mut app, &mut world, if ticks { Msg::Tick } else { Msg::Idle });
            noted |= !ticks;
            continue;
        };
        noted = false;
        let mut next = Some(news);
        while let Some(news) = next {
            turn.hear(&mut app, &mut view, &mut world, news);
            next = if turn.quit { None } else { world.take() };
        }
    }
    drop(held);
    Ok(world.close())
}

/// What a round through the loop did.
#[derive(Default)]
struct Turn {
    quit: bool,
    /// Another screen came up while keys were waiting.
    moved_on: bool,
    /// Something changed since the last drawing, so that it no longer knows where the page stands.
    stale: bool,
}

impl Turn {
    /// Takes in one thing that happened.
    fn hear(&mut self, app: &mut App, view: &mut View, world: &mut World, news: News) {
        match news {
            News::Terminal(events) => {
                for msg in events.iter().filter_map(message) {
                    // Where a page is left is what a drawing would have shown.
                    if std::mem::replace(&mut self.stale, true) && leaves(app, &msg) {
                        measure(app, view);
                    }
                    self.take(app, world, msg);
                    if self.quit {
                        return;
                    }
                    // What the next key does depends on what it would see: sizes and extents come from a drawing.
                    if std::mem::take(&mut self.moved_on) {
                        measure(app, view);
                    }
                }
            }
            News::End => self.take(app, world, Msg::Hangup),
            News::Msg(msg) => self.take(app, world, *msg),
            News::Colours(done) => view.done(done),
        }
    }

    /// Hands a message to the app and does what it asks for.
    fn take(&mut self, app: &mut App, world: &mut World, msg: Msg) {
        #[cfg(debug_assertions)]
        panic_if_asked(&msg);
        let screens = app.screens.len();
        let effects = app.update(msg, clock::now());
        self.perform(app, world, effects);
        // Where the slides of a session break is told by a drawing.
        self.moved_on |= app.screens.len() != screens || matches!(app.screen(), Screen::Session(_));
    }

    fn perform(&mut self, app: &mut App, world: &mut World, effects: Vec<Effect>) {
        self.moved_on |= effects.iter().any(|effect| matches!(effect, Effect::LoadPage(_) | Effect::LoadQuestions(_)));
        self.quit |= world.perform(app, effects);
    }
}

/// Lets a test see that a panic gives the terminal back; no release has this.
#[cfg(debug_assertions)]
fn panic_if_asked(msg: &Msg) {
    assert!(!matches!(msg, Msg::Key(_)) || std::env::var_os("SEAWORTHY_PANIC").is_none(), "SEAWORTHY_PANIC is set");
}

/// Returns whether a message may leave the page that is up.
fn leaves(app: &App, msg: &Msg) -> bool {
    let Msg::Key(key) = msg else { return false };
    let leaving =
        [Action::QuitNow, Action::Back, Action::NextLesson, Action::PreviousLesson, Action::Questions, Action::Open];
    app.keymap.action(app.context(), *key).is_some_and(|action| leaving.contains(&action))
}

/// Returns what an event means to the app.
fn message(event: &Event) -> Option<Msg> {
    match event {
        Event::Key(event) => keys::key(event).map(Msg::Key),
        Event::Paste(text) => Some(Msg::Paste(text.clone())),
        Event::Resize(columns, rows) => Some(Msg::Resize(*columns, *rows)),
        _ => None,
    }
}

fn draw(app: &mut App, view: &mut View, held: &mut Held, world: &mut World) -> io::Result<()> {
    use_theme(app, view);
    let mut report = ui::Frame::default();
    held.terminal.draw(|frame| {
        report = ui::draw(app, view, frame.buffer_mut());
        if let Some((x, y)) = report.cursor {
            frame.set_cursor_position(Position { x, y });
        }
    })?;
    app.drawn(report.drawn);
    world.colour(view.take_jobs());
    Ok(())
}

/// Draws into nothing, for what drawing finds out.
fn measure(app: &mut App, view: &mut View) {
    let area = ratatui::layout::Rect { x: 0, y: 0, width: app.size.0, height: app.size.1 };
    let mut buffer = ratatui::buffer::Buffer::empty(area);
    let report = ui::draw(app, view, &mut buffer);
    app.drawn(report.drawn);
}

fn use_theme(app: &App, view: &mut View) {
    view.use_theme(app.settings.theme.as_deref().unwrap_or(&app.default_theme));
}
