//! Which keys do something in a session just now, and what they are called: the footer of a stage is short.

use super::{Phase, RoomQuiz, SessionState};
use crate::app::App;
use crate::app::action::Action;
use crate::app::drawn::Drawn;
use crate::team::slides::SlideKind;

/// Returns whether an action would do something on what was just drawn.
pub fn works(app: &App, state: &SessionState, action: Action, drawn: &Drawn) -> bool {
    let drawn = drawn.session.clone().unwrap_or_default();
    let goes_on = drawn.extent.top + drawn.extent.height < drawn.extent.lines;
    let slide = drawn.deck.as_ref().and_then(|deck| deck.slides.get(deck.slide_at(state.at)));
    match (state.phase, action) {
        (Phase::Preflight, Action::StartAnew) => state.can_start_anew(),
        (Phase::Over, Action::StartAnew | Action::Notes) => false,
        (Phase::Preflight | Phase::Over, Action::Down) => goes_on,
        (Phase::Running, Action::Flip) => slide.is_some_and(|slide| slide.flips()),
        (Phase::Running, Action::SwitchTab) => !drawn.tabs.is_empty(),
        (Phase::Running, Action::Left | Action::Right) => drawn.extent.overflow > 0,
        (Phase::Running, Action::Down | Action::Up) if drawn.notes.is_some_and(|notes| notes.lines > notes.height) => {
            true
        }
        (Phase::Running, Action::Down | Action::Up) => goes_on || drawn.extent.top > 0,
        (Phase::Running, Action::Steps) => slide.is_some_and(|slide| slide.kind != SlideKind::Title),
        (Phase::Running, Action::Choose | Action::Fewer | Action::Hands) => has_question(&state.quiz),
        (Phase::Running, Action::PreviousSlide) => state.item > 0 || state.at > 0 || app.overlay.is_none(),
        _ => true,
    }
}

fn has_question(quiz: &RoomQuiz) -> bool {
    quiz.question().is_some()
}

/// Returns what an action is called here.
pub fn label(state: &SessionState, action: Action, drawn: &Drawn) -> &'static str {
    let extent = drawn.session.as_ref().map(|drawn| drawn.extent).unwrap_or_default();
    let goes_on = extent.top + extent.height < extent.lines;
    match (state.phase, action) {
        (Phase::Preflight, Action::Open) if state.can_resume() => "go on",
        (Phase::Preflight, Action::Open) => "start",
        (Phase::Over, Action::Open) => "back on stage",
        (Phase::Preflight | Phase::Over, Action::Back) => "quit",
        (Phase::Running, Action::Back) => "leave",
        (Phase::Running, Action::Pause) if state.paused => "run clock",
        (Phase::Running, Action::Choose) if state.quiz.fewer => "take a hand away",
        (Phase::Running, Action::Choose) => "add a hand",
        (Phase::Running, Action::Fewer) if state.quiz.fewer => "add again",
        (Phase::Running, Action::Down) if drawn.session.as_ref().is_some_and(|drawn| drawn.notes.is_some()) => {
            "notes down"
        }
        (Phase::Running, Action::NextSlide) if goes_on => "more",
        (Phase::Running, Action::NextSlide) if state.is_quiz() && !state.quiz.revealed => "reveal",
        _ => action.label(),
    }
}
