//! The time of a session: looked at with every message and once a second, counted only while the session runs, and only in strides that a
//! running program can make. So a closed lid, a clock that is set and a crash cost seconds, never the plan.

use super::{Phase, log, session};
use crate::app::effect::Effect;
use crate::app::model::App;
use crate::app::screens::Screen;
use crate::team::RoomEventKind;
use crate::team::room::STRIDE;
use crate::time::Timestamp;

/// After this many milliseconds the time is written down; a crash loses less than that.
const BEAT: u64 = 30_000;

/// Seconds that a line stays over the clock.
const TOLD: u8 = 5;

/// Returns whether the clock has to be looked at once a second.
pub fn ticks(app: &App) -> bool {
    app.screens.iter().any(|screen| match screen {
        Screen::Session(state) => state.phase == Phase::Running && !state.paused,
        _ => false,
    })
}

/// A second passed: a line that was told makes room for the clock again after a few.
pub fn tick(app: &mut App) {
    let is_told = app.toast.is_some();
    let Some(state) = session(app) else { return };
    state.told = if is_told { state.told + 1 } else { 0 };
    if state.told >= TOLD {
        state.told = 0;
        app.toast = None;
    }
}

/// Counts the time since the last look.
pub fn look(app: &mut App) -> Vec<Effect> {
    let (now, is_running) = (app.now, ticks(app));
    let Some(state) = session(app) else { return Vec::new() };
    let before = state.looked.replace(now);
    if !is_running {
        return Vec::new();
    }
    let passed = before.map_or(0, |before| now.0.saturating_sub(before.0).clamp(0, STRIDE as i64)) as u64;
    state.unwritten += passed;
    state.quiz.ran += passed;
    if state.unwritten >= BEAT { write_down(app) } else { Vec::new() }
}

/// Counts time that was measured otherwise, milliseconds up to `now`: where nothing wakes the app once a second.
pub fn pass(app: &mut App, ms: u64, now: Timestamp) -> Vec<Effect> {
    app.now = now;
    let is_running = ticks(app);
    let Some(state) = session(app) else { return Vec::new() };
    state.looked = Some(now);
    if !is_running {
        return Vec::new();
    }
    state.unwritten += ms;
    state.quiz.ran += ms;
    if state.unwritten >= BEAT { write_down(app) } else { Vec::new() }
}

/// Writes the time that was spent at the item down.
pub fn write_down(app: &mut App) -> Vec<Effect> {
    let Some(state) = session(app) else { return Vec::new() };
    let (Some(item), 1..) = (state.here().map(|item| item.id.clone()), state.unwritten) else { return Vec::new() };
    let ms = u32::try_from(std::mem::take(&mut state.unwritten)).unwrap_or(u32::MAX);
    log(app, RoomEventKind::Ran { item, ms })
}
