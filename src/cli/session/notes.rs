//! `seaworthy session notes`: the facilitator's second terminal. It follows the log of the session that runs: notes, what comes next, the
//! clock. Must not write anything.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use super::Session;
use crate::cli::args::session::NotesArgs;
use crate::cli::columns::write_hanging;
use crate::cli::setup::Setup;
use crate::cli::{Failure, Outcome, out};
use crate::runtime::clock;
use crate::store::session_log;
use crate::team::room::{Place, RoomItemState};
use crate::team::{Item, ItemKind, Room};
use crate::time::Timestamp;
use crate::ui::screens::session::{countdown, drift};
use crate::ui::{glyphs, plain, slides};

/// How often the log is looked at.
const POLL: Duration = Duration::from_millis(500);
/// Most milliseconds since the last line that count as spent: the session writes more often than that.
const SINCE: i64 = 35_000;
/// Puts the cursor to the top left corner and clears the screen.
const CLEAR: &str = "\u{1b}[H\u{1b}[2J\u{1b}[3J";

/// Follows the log until it is interrupted; prints once where nobody could see a change.
pub fn run(setup: &Setup, args: &NotesArgs) -> Result<Outcome, Failure> {
    let session = super::chosen(setup, &args.of)?;
    let follows = !args.once && out::is_terminal() && !setup.global.plain;
    if !follows {
        out::print(&sheet(setup, &session, None)?)?;
        return Ok(Outcome::Fine);
    }
    let mut shown = String::new();
    loop {
        let text = sheet(setup, &session, Some(clock::now()))?;
        if text != shown {
            // The text is made harmless on its own: what clears the screen is ours.
            out::print_styled(CLEAR)?;
            out::print(&text)?;
            shown = text;
        }
        std::thread::sleep(POLL);
    }
}

/// Returns all there is to know now; without a moment, as of the last line of the log.
fn sheet(setup: &Setup, session: &Session, now: Option<Timestamp>) -> Result<String, Failure> {
    let Some(path) = session_log::runs(&setup.dirs.data, &session.agenda.id).pop() else {
        return Ok(format!("{}: not yet begun; `seaworthy session run` does.\n", session.agenda.title));
    };
    let room = Room::of(&session_log::read(&path)?);
    Ok(text(session, &room, now, &path))
}

fn text(session: &Session, room: &Room, now: Option<Timestamp>, path: &Path) -> String {
    let items = &session.agenda.items;
    let place = room.place.as_ref();
    let at = place.and_then(|place| items.iter().position(|item| item.id == place.item));
    let (Some(place), Some(at)) = (place, at) else {
        return format!("{}: the log {} knows no item of this agenda.\n", session.agenda.title, path.display());
    };
    let item = &items[at];
    let since = now.zip(room.last).map_or(0, |(now, last)| now.0.saturating_sub(last.0));
    // A longer silence is a session that stands still.
    let unwritten = if room.ended.is_none() && (0..SINCE).contains(&since) { since as u64 } else { 0 };
    let clock = room.clock(&item.id, unwritten);
    let mut text = format!("{}\n", session.agenda.title);
    let left = if clock.item_left < 0 {
        format!("{} over", countdown(-clock.item_left))
    } else {
        format!("{} left", countdown(clock.item_left))
    };
    let (sign, how, _) = drift(&clock, &glyphs::set(false));
    let _ = writeln!(text, "Item {} of {}: {}", at + 1, items.len(), item.title);
    let _ = writeln!(text, "{left}; {sign} {how}; {} of {} min", clock.ran / 60_000, (clock.ran + clock.left) / 60_000);
    if room.ended.is_some() {
        text.push_str("The session is over.\n");
    }
    let (now_on, next, notes) = on_slide(session, item, place);
    let next = next.unwrap_or_else(|| match items.get(at + 1) {
        Some(item) => format!("{} ({} min)", item.title, item.minutes),
        None => "the end".to_owned(),
    });
    let _ = writeln!(text, "\nNow: {now_on}\nNext: {next}\n\nNotes\n");
    if notes.is_empty() {
        text.push_str("No notes for this.\n");
    }
    text.push_str(&notes);
    text.push_str("\nAgenda\n\n");
    for (number, item) in items.iter().enumerate() {
        let state = room.item(&item.id).map_or(RoomItemState::Open, |item| item.state);
        let word = match state {
            _ if number == at => "now",
            RoomItemState::Done => "done",
            RoomItemState::Skipped => "left out",
            RoomItemState::Begun => "begun",
            RoomItemState::Open => "",
        };
        write_hanging(&format!("{word:<9}{:>4} min  ", item.minutes), &item.title, &mut text);
    }
    if !room.parked.is_empty() {
        text.push_str("\nParked\n\n");
        room.parked.iter().for_each(|said| write_hanging("- ", &said.text, &mut text));
    }
    text
}

/// Returns what is up, what comes next in the item, and the notes.
fn on_slide(session: &Session, item: &Item, place: &Place) -> (String, Option<String>, String) {
    match &item.kind {
        ItemKind::Lesson(id) => {
            let Ok(lesson) = session.library.page(id) else { return (item.title.clone(), None, String::new()) };
            // Where slides break on the other screen is not known, so neither is the next slide; sections and notes are the same on every one.
            let deck = slides::deck_of(&lesson, 80, 24, glyphs::set(false));
            let at = deck.slide_at(place.at);
            let section = deck.slides.get(at).map(|slide| slide.section.clone()).unwrap_or_default();
            let mut notes = String::new();
            if let Some(blocks) = deck.slides.get(at).and_then(|slide| lesson.notes.get(slide.notes.clone())) {
                plain::write(blocks, 80, &mut notes);
            }
            (format!("slide {}, {section}", place.slide + 1), None, notes)
        }
        ItemKind::Quiz(questions) => {
            let number = place.slide as usize;
            let what = if place.step > 0 { "the answer to question" } else { "question" };
            let next = (number + 1 < questions.len()).then(|| format!("question {}", number + 2));
            (format!("{what} {} of {}", number + 1, questions.len()), next, String::new())
        }
        ItemKind::Exercise(text) | ItemKind::Discussion(text) => {
            (item.kind.word().to_owned(), None, format!("{}\n", text.trim()))
        }
        ItemKind::Break => ("a break".to_owned(), None, String::new()),
    }
}
