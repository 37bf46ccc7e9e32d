//! The loop: wait for the terminal, hand every message to the app, do its effects, draw once. All keys that wait are taken before
//! anything is drawn, so that a held key cannot get ahead of the screen. Sleeps while nothing happens.

use std::io;
use std::time::Duration;

use crossterm::event::{self, Event};
use ratatui::layout::Position;

use super::effects::{Late, World};
use super::signals::Asked;
use super::terminal::Held;
use super::{clock, keys, signals};
use crate::app::{App, Effect, Msg, Opening};
use crate::ui::{self, View};

/// After this long without a key the position is written down.
const IDLE: Duration = Duration::from_secs(5);
/// How often a thread's result is looked for while one is at work.
const LOOK: Duration = Duration::from_millis(2);
/// Longest sleep when everything is written down: nothing happens then without a key or a signal.
const SLEEP: Duration = Duration::from_secs(3600);

/// Runs the tutor until the learner leaves. Returns what could not be written, if anything.
///
/// # Errors
/// The terminal cannot be used.
pub fn run(mut app: App, opening: Opening, mut view: View, mut world: World) -> io::Result<Option<String>> {
    let asked = signals::listen()?;
    let mut held = Held::take()?;
    let size = held.terminal.size()?;
    app.size = (size.width, size.height);
    let mut turn = Turn::default();
    let effects = app.start(opening, clock::now());
    turn.perform(&mut app, &mut world, effects);
    let mut noted = false;
    while !turn.quit {
        draw(&mut app, &mut view, &mut held, &mut world)?;
        let wait = match (world.is_busy(), noted) {
            (true, _) => LOOK,
            (false, false) => IDLE,
            (false, true) => SLEEP,
        };
        match next(&mut app, &mut view, &mut world, &mut turn, &asked, wait) {
            Ok(Heard::Something) => noted = false,
            Ok(Heard::Nothing) if world.is_busy() => {}
            Ok(Heard::Nothing) => {
                turn.take(&mut app, &mut world, Msg::Idle);
                noted = true;
            }
            // The terminal is gone: leave, so that what was done is kept.
            Err(_) => turn.take(&mut app, &mut world, Msg::Hangup),
        }
    }
    drop(held);
    Ok(world.close())
}

#[derive(PartialEq)]
enum Heard {
    Something,
    Nothing,
}

/// Waits for something to happen and takes in all that did.
fn next(
    app: &mut App,
    view: &mut View,
    world: &mut World,
    turn: &mut Turn,
    asked: &Asked,
    wait: Duration,
) -> io::Result<Heard> {
    let mut heard = Heard::Nothing;
    let mut wait = wait;
    while event::poll(wait)? {
        // Only what is already there from now on.
        wait = Duration::ZERO;
        heard = Heard::Something;
        let msg = match event::read()? {
            _ if asked.to_end() => Some(Msg::Hangup),
            Event::Key(event) => keys::key(&event).map(Msg::Key),
            Event::Paste(text) => Some(Msg::Paste(text)),
            Event::Resize(columns, rows) => Some(Msg::Resize(columns, rows)),
            _ => None,
        };
        if let Some(msg) = msg {
            turn.take(app, world, msg);
        }
        if turn.quit {
            return Ok(heard);
        }
        // What the next key does depends on what it would see: sizes and extents come from a drawing.
        if turn.moved_on {
            turn.moved_on = false;
            measure(app, view);
        }
    }
    if asked.to_end() {
        turn.take(app, world, Msg::Hangup);
    }
    while let Some(late) = world.collect() {
        match late {
            Late::Msg(msg) => turn.take(app, world, *msg),
            Late::Colours(done) => view.done(done),
        }
    }
    Ok(heard)
}

/// What a round through the loop did.
#[derive(Default)]
struct Turn {
    quit: bool,
    /// Another screen came up while keys were waiting.
    moved_on: bool,
}

impl Turn {
    /// Hands a message to the app and does what it asks for.
    fn take(&mut self, app: &mut App, world: &mut World, msg: Msg) {
        let screens = app.screens.len();
        let effects = app.update(msg, clock::now());
        self.perform(app, world, effects);
        self.moved_on |= app.screens.len() != screens;
    }

    fn perform(&mut self, app: &mut App, world: &mut World, effects: Vec<Effect>) {
        self.moved_on |= effects.iter().any(|effect| matches!(effect, Effect::LoadPage(_) | Effect::LoadQuestions(_)));
        self.quit |= world.perform(app, effects);
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
