//! The agenda of a session: its items with their states, and the keys to take them. What they do is `app::participant`'s business.

use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::model::App;
use crate::app::participant;
use crate::app::screens::Screen;
use crate::team::{ItemKind, State};

/// What the agenda remembers.
#[derive(Debug, Default, Clone)]
pub struct AgendaState {
    /// The chosen item.
    pub cursor: usize,
    /// Line at the top.
    pub top: usize,
}

/// Does what an action asks.
pub fn act(app: &mut App, action: Action) -> Vec<Effect> {
    let height = app.drawn.sheet.map_or(10, |sheet| sheet.height.max(2)) / 2;
    let last = app.session.as_ref().map_or(0, |session| session.agenda.items.len().saturating_sub(1));
    let Screen::Agenda(state) = app.screen_mut() else { return Vec::new() };
    let cursor = state.cursor.min(last);
    match action {
        Action::Open => return participant::open_item(app, cursor),
        Action::Done => return participant::mark(app, cursor),
        Action::Skip => return participant::skip(app, cursor),
        Action::Export => participant::export(app),
        Action::Back => {
            app.screens.pop();
        }
        _ => state.cursor = action.moved(cursor, height, last),
    }
    Vec::new()
}

/// Returns whether an action would do something for the chosen item.
pub fn works(app: &App, state: &AgendaState, action: Action) -> bool {
    let Some(session) = &app.session else { return false };
    let Some((item, stands)) = session.item(state.cursor) else { return true };
    match action {
        Action::Open => stands != State::Locked && item.kind != ItemKind::Break,
        Action::Done => {
            let is_read = matches!(&item.kind, ItemKind::Lesson(id) if app.record.is_finished(id));
            stands != State::Locked && !is_read && !matches!(item.kind, ItemKind::Quiz(_))
        }
        Action::Skip => session.agenda.skip && !matches!(stands, State::Locked | State::Done),
        _ => true,
    }
}

/// Returns what an action is called for the chosen item.
pub fn label(app: &App, state: &AgendaState, action: Action) -> &'static str {
    let stands = app.session.as_ref().and_then(|session| session.item(state.cursor)).map(|(_, stands)| stands);
    match (action, stands) {
        (Action::Open, Some(State::Begun)) => "go on",
        (Action::Done, Some(State::Done)) => "not done",
        (Action::Skip, Some(State::Skipped)) => "take up",
        (Action::Skip, _) => "leave out",
        _ => action.label(),
    }
}
