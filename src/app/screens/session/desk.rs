//! What a facilitator does beside the slides: the agenda, the parking lot, who is there, and taking back what was wrong.

use super::{SessionState, log, room_quiz, session, stage};
use crate::app::effect::Effect;
use crate::app::model::App;
use crate::app::overlay::Overlay;
use crate::app::text_input::TextInput;
use crate::team::RoomEventKind;
use crate::team::room::{RoomItem, RoomItemState};

/// Returns the items of the agenda with what became of each.
pub fn agenda_rows(state: &SessionState) -> Vec<(RoomItemState, String, u32, u64)> {
    let rows = state.launch.agenda.items.iter().enumerate().map(|(number, item)| {
        let known = state.room.item(&item.id);
        let unwritten = if number == state.item { state.unwritten } else { 0 };
        let minutes = u32::from(item.minutes) + known.map_or(0, |known: &RoomItem| known.extended);
        let (state, ran) = known.map_or((RoomItemState::Open, 0), |known| (known.state, known.ran));
        (state, item.title.clone(), minutes, ran + unwritten)
    });
    rows.collect()
}

/// Goes to the item that was chosen.
pub fn set_off(app: &mut App, number: usize) -> Vec<Effect> {
    stage::jump(app, number)
}

/// Puts something aside for later.
pub fn park(app: &mut App, text: &str) -> Vec<Effect> {
    let text = text.trim().to_owned();
    if text.is_empty() {
        return Vec::new();
    }
    let effects = log(app, RoomEventKind::Parked { text });
    let count = session(app).map_or(0, |state| state.room.parked.len());
    app.tell(format!("Parked: {count} so far."));
    effects
}

/// Notes who is there; the field stays open for the next name.
pub fn attend(app: &mut App, name: &str) -> Vec<Effect> {
    let name = name.trim().to_owned();
    if name.is_empty() {
        return Vec::new();
    }
    app.overlay = Some(Overlay::Attendance { input: TextInput::default() });
    let known =
        |state: &SessionState| state.room.attended.iter().any(|said| said.text.to_lowercase() == name.to_lowercase());
    if session(app).is_some_and(|state| known(state)) {
        app.tell(format!("{name} is on the list already."));
        return Vec::new();
    }
    log(app, RoomEventKind::Attended { name })
}

/// Takes hands that were typed as numbers.
pub fn set_hands(app: &mut App, text: &str) -> Vec<Effect> {
    room_quiz::typed(app, text)
}

/// Takes the last note, name, extension or skip back.
pub fn undo(app: &mut App) -> Vec<Effect> {
    let Some(state) = session(app) else { return Vec::new() };
    let Some(event) = state.undoable.pop() else {
        app.tell("Nothing to take back.");
        return Vec::new();
    };
    let kind = state.events.iter().find(|other| other.id == event).map(|other| other.kind.clone());
    let told = match kind {
        Some(RoomEventKind::Parked { text }) => format!("No longer parked: {text}"),
        Some(RoomEventKind::Attended { name }) => format!("Off the list: {name}"),
        Some(RoomEventKind::Extended { minutes, .. }) => format!("{minutes} minutes taken back."),
        _ => "The item no longer counts as left out.".to_owned(),
    };
    app.tell(told);
    log(app, RoomEventKind::Undone { event })
}
