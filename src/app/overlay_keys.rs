//! What keys do in what lies on top.

use super::action::Action;
use super::effect::Effect;
use super::key::Key;
use super::model::App;
use super::overlay::{GoToRow, Overlay, TermState};
use super::screens::lesson::{self, Jump};
use super::screens::quiz::exam;
use super::screens::{Screen, session};
use super::text_input::TextInput;
use super::why;
use super::{go_to, participant};
use crate::progress::EventKind;

/// Does what an action asks of the overlay.
pub fn act(app: &mut App, action: Action) -> Vec<Effect> {
    let rows = app.drawn.list_rows.max(1);
    if matches!(app.overlay, Some(Overlay::Why(_))) && !matches!(action, Action::Back | Action::Help) {
        return why::act(app, action);
    }
    match action {
        Action::Open => return submit(app),
        Action::Yes => return confirm(app),
        Action::Back | Action::No => back(app),
        Action::Help => match app.overlay.take() {
            Some(help @ Overlay::Help { .. }) => app.overlay = Some(help),
            over => app.overlay = Some(Overlay::Help { top: 0, over: over.map(Box::new) }),
        },
        Action::NextFocus => focus(app, true),
        Action::PreviousFocus => focus(app, false),
        Action::Up => step(app, -1),
        Action::Down => step(app, 1),
        Action::PageUp => step(app, -(rows as isize)),
        Action::PageDown => step(app, rows as isize),
        Action::Top => step(app, isize::MIN / 2),
        Action::Bottom => step(app, isize::MAX / 2),
        _ => {}
    }
    Vec::new()
}

/// Leaves the overlay for what it was opened from.
fn back(app: &mut App) {
    app.overlay = match app.overlay.take() {
        Some(Overlay::Help { over, .. }) => over.map(|over| *over),
        Some(Overlay::Term(TermState { before, .. })) => before.map(|before| Overlay::Term(*before)),
        Some(Overlay::Themes { before, .. }) => {
            app.settings.theme = before;
            None
        }
        _ => None,
    };
}

/// Moves the focus of a word to its next link, and brings that onto the screen.
fn focus(app: &mut App, forward: bool) {
    let (links, sheet) = (app.drawn.links.clone(), app.drawn.over.unwrap_or_default());
    let Some(Overlay::Term(term)) = &mut app.overlay else { return };
    if links.is_empty() {
        return;
    }
    let count = links.len();
    let next = match (term.focus, forward) {
        (None, true) => 0,
        (None, false) => count - 1,
        (Some(at), true) => (at + 1) % count,
        (Some(at), false) => (at + count - 1) % count,
    };
    term.focus = Some(next);
    let line = links[next].line;
    if !(term.top..term.top + sheet.height).contains(&line) {
        term.top = line.saturating_sub(sheet.height / 3).min(sheet.lines.saturating_sub(sheet.height));
    }
}

/// Opens a word on top; where a word is already there, one comes back to it.
pub fn open_term(app: &mut App, id: String) -> Vec<Effect> {
    let load = app.glossary.is_none().then_some(Effect::LoadGlossary);
    let before = match app.overlay.take() {
        Some(Overlay::Term(before)) => Some(Box::new(before)),
        _ => None,
    };
    app.overlay = Some(Overlay::Term(TermState { id, before, ..TermState::default() }));
    load.into_iter().collect()
}

/// Moves the cursor of a list, or scrolls what has none.
fn step(app: &mut App, by: isize) {
    let (cursor, last) = match &mut app.overlay {
        Some(Overlay::GoTo(state)) => (&mut state.cursor, state.rows.len().saturating_sub(1)),
        Some(Overlay::Outline { rows, cursor }) => (cursor, rows.len().saturating_sub(1)),
        Some(Overlay::Bookmarks { rows, cursor }) => (cursor, rows.len().saturating_sub(1)),
        Some(Overlay::Themes { rows, cursor, .. }) => (cursor, rows.len().saturating_sub(1)),
        Some(Overlay::Agenda { cursor }) => {
            let Some(Screen::Session(state)) = app.screens.last() else { return };
            (cursor, state.launch.agenda.items.len().saturating_sub(1))
        }
        Some(Overlay::Help { top, .. } | Overlay::Term(TermState { top, .. })) => {
            let extent = app.drawn.over.unwrap_or_default();
            (top, extent.lines.saturating_sub(extent.height))
        }
        Some(
            Overlay::Find { .. }
            | Overlay::Flag { .. }
            | Overlay::ConfirmReset { .. }
            | Overlay::Name { .. }
            | Overlay::Handover { .. }
            | Overlay::Park { .. }
            | Overlay::Attendance { .. }
            | Overlay::Hands { .. }
            | Overlay::LeaveExam
            | Overlay::Why(_),
        )
        | None => return,
    };
    *cursor = cursor.saturating_add_signed(by).min(last);
    if let Some(Overlay::Themes { rows, cursor, .. }) = &app.overlay {
        // The choice is shown at once; Esc takes it back.
        app.settings.theme = rows.get(*cursor).cloned();
    }
}

fn submit(app: &mut App) -> Vec<Effect> {
    match &app.overlay {
        Some(Overlay::Help { .. }) => {
            back(app);
            return Vec::new();
        }
        Some(Overlay::Term(term)) => {
            let link = term.focus.and_then(|at| app.drawn.links.get(at).cloned());
            return link.map_or_else(Vec::new, |link| lesson::follow(app, &link));
        }
        _ => {}
    }
    if let Some(Overlay::GoTo(state)) = &app.overlay {
        // Where Enter leads nowhere, what was typed stays.
        match state.rows.get(state.cursor) {
            Some(GoToRow::Page { title, planned: true, .. }) => {
                let text = format!("\"{title}\" is not yet written");
                app.tell(text);
                return Vec::new();
            }
            None => return Vec::new(),
            Some(_) => {}
        }
    }
    match app.overlay.take() {
        Some(Overlay::GoTo(state)) => match state.rows.into_iter().nth(state.cursor) {
            Some(GoToRow::Page { id, .. }) => lesson::open(app, id, None),
            Some(GoToRow::Text(hit)) => lesson::open(app, hit.lesson, Some(Jump::Near(hit.at))),
            None => Vec::new(),
        },
        Some(Overlay::Outline { rows, cursor }) => {
            if let (Screen::Lesson(page), Some((_, _, anchor))) = (app.screen_mut(), rows.into_iter().nth(cursor)) {
                page.jump = Some(Jump::Anchor(anchor));
            }
            Vec::new()
        }
        Some(Overlay::Bookmarks { rows, cursor }) => match rows.into_iter().nth(cursor) {
            Some((id, at)) => lesson::open(app, id, Some(Jump::Source(at))),
            None => Vec::new(),
        },
        Some(Overlay::Themes { .. }) => vec![Effect::SaveSettings],
        Some(Overlay::Find { input }) => {
            if let Screen::Lesson(page) = app.screen_mut() {
                let query = input.text().to_owned();
                page.jump = (!query.is_empty()).then_some(Jump::Match);
                page.search = (!query.is_empty()).then_some((query, usize::MAX));
            }
            Vec::new()
        }
        Some(Overlay::Flag { subject, input }) => {
            let kind = EventKind::Flagged { subject: subject.clone(), note: input.text().to_owned() };
            app.tell(format!("Noted: {subject}. `seaworthy progress export` carries it."));
            vec![app.log(kind).1]
        }
        Some(Overlay::Name { input }) => participant::make_result(app, input.text()),
        Some(Overlay::Agenda { cursor }) => session::set_off(app, cursor),
        Some(Overlay::Park { input }) => session::park(app, input.text()),
        Some(Overlay::Attendance { input }) => session::attend(app, input.text()),
        Some(Overlay::Hands { input }) => session::set_hands(app, input.text()),
        Some(
            Overlay::Help { .. }
            | Overlay::Term(_)
            | Overlay::ConfirmReset { .. }
            | Overlay::Handover { .. }
            | Overlay::LeaveExam
            | Overlay::Why(_),
        )
        | None => Vec::new(),
    }
}

fn confirm(app: &mut App) -> Vec<Effect> {
    if matches!(app.overlay, Some(Overlay::LeaveExam)) {
        exam::leave(app);
        return Vec::new();
    }
    let chapter = match app.overlay.take() {
        Some(Overlay::ConfirmReset { chapter }) => chapter,
        Some(Overlay::Handover { result }) => return participant::hand_over(app, result),
        _ => return Vec::new(),
    };
    let effect = app.log(EventKind::Reset { chapter: chapter.clone() }).1;
    app.tell(format!("Chapter {chapter} starts anew. The log still holds what was before."));
    vec![effect]
}

/// Takes a key that types into the field on top.
pub fn type_key(app: &mut App, key: Key) -> Vec<Effect> {
    if field(app).is_some_and(|input| input.key(key)) { typed(app) } else { Vec::new() }
}

/// Enters pasted text into the field on top.
pub fn paste(app: &mut App, text: &str) {
    if let Some(input) = field(app) {
        input.paste(text);
    }
}

/// Reacts to changed text in the field on top.
pub fn typed(app: &mut App) -> Vec<Effect> {
    match &app.overlay {
        Some(Overlay::GoTo(_)) => go_to::changed(app),
        _ => Vec::new(),
    }
}

fn field(app: &mut App) -> Option<&mut TextInput> {
    match &mut app.overlay {
        Some(Overlay::GoTo(state)) => Some(&mut state.input),
        Some(
            Overlay::Find { input }
            | Overlay::Flag { input, .. }
            | Overlay::Park { input }
            | Overlay::Attendance { input }
            | Overlay::Hands { input }
            | Overlay::Name { input },
        ) => Some(input),
        _ => None,
    }
}

/// Opens the list of themes; moving the cursor shows each.
pub fn open_themes(app: &mut App) {
    let before = app.settings.theme.clone();
    let rows = app.themes.clone();
    let now = before.as_ref().unwrap_or(&app.default_theme);
    let cursor = rows.iter().position(|name| name == now).unwrap_or(0);
    app.overlay = Some(Overlay::Themes { rows, cursor, before });
}

/// Opens the list of bookmarks.
pub fn open_bookmarks(app: &mut App) -> Vec<Effect> {
    let rows: Vec<_> = app.record.bookmarks().into_iter().map(|mark| (mark.lesson, mark.at)).collect();
    if rows.is_empty() {
        app.tell("No bookmarks yet: m sets one on a page.");
        return Vec::new();
    }
    // A bookmark is shown with its section, so its page is read.
    let mut missing: Vec<_> =
        rows.iter().map(|(id, _)| id).filter(|id| !app.pages.contains_key(*id)).cloned().collect();
    missing.sort();
    missing.dedup();
    app.overlay = Some(Overlay::Bookmarks { rows, cursor: 0 });
    missing.into_iter().map(Effect::LoadPage).collect()
}
