//! `seaworthy session handout`: one page for those who were there: what was done, what to tick off, what was parked, how to go on. Names
//! nobody.

use std::fmt::Write as _;
use std::path::Path;

use super::Session;
use crate::cli::args::session::HandoutArgs;
use crate::cli::setup::Setup;
use crate::cli::{Failure, Outcome, out};
use crate::runtime::clock;
use crate::store::session_log;
use crate::team::room::{Counted, RoomItemState, Tally};
use crate::team::{Item, ItemKind, Room};

/// Share of right hands, percent, below which a question is worth another look.
const HARD: u32 = 70;

/// Writes the page to a file, or to standard output.
pub fn run(setup: &Setup, args: &HandoutArgs) -> Result<Outcome, Failure> {
    let session = super::chosen(setup, &args.of)?;
    let log = match &args.log {
        Some(path) if !path.exists() => return Err(format!("there is no file {}", path.display()).into()),
        Some(path) => Some(path.clone()),
        None => session_log::runs(&setup.dirs.data, &session.agenda.id).pop(),
    };
    let room = log.as_ref().map(|path| session_log::read(path)).transpose()?.map(|events| Room::of(&events));
    let text = page(&session, room.filter(|room| room.began.is_some()).as_ref(), args.of.session.as_deref());
    match &args.out {
        None => out::print(&text)?,
        Some(path) => {
            super::new::write_new(path, &text)?;
            // Which run it is about: a session may have been held, or begun, more than once.
            let from = log.map_or(String::new(), |log| format!(", from {}", log.display()));
            out::print(&format!("wrote {}{from}\n", path.display()))?;
        }
    }
    Ok(Outcome::Fine)
}

fn page(session: &Session, room: Option<&Room>, name: Option<&str>) -> String {
    let agenda = &session.agenda;
    let mut text = format!("# {}\n\n", agenda.title);
    let day = room.and_then(|room| room.began).map(|began| began.day(clock::offset(began)).iso());
    let whom: Vec<String> = day.into_iter().chain((!agenda.cohort.is_empty()).then(|| agenda.cohort.clone())).collect();
    if !whom.is_empty() {
        let _ = writeln!(text, "{}\n", whom.join(", "));
    }
    let state = |item: &Item| match room {
        Some(room) => room.item(&item.id).map_or(RoomItemState::Open, |item| item.state),
        None => RoomItemState::Done,
    };
    let (done, rest): (Vec<&Item>, Vec<&Item>) = agenda
        .items
        .iter()
        .filter(|item| item.kind != ItemKind::Break)
        .partition(|item| matches!(state(item), RoomItemState::Done | RoomItemState::Begun));
    section(
        if room.is_some() { "What we did" } else { "What is planned" },
        done.iter().map(|item| line(item)),
        &mut text,
    );
    section("Left for another time", rest.iter().map(|item| line(item)), &mut text);
    let lessons = done.iter().filter_map(|item| if let ItemKind::Lesson(id) = &item.kind { Some(id) } else { None });
    let checklist = lessons.filter_map(|id| session.library.meta(id).ok()).map(|meta| meta.checklist);
    section("To tick off", checklist.filter(|line| !line.is_empty()).map(|line| format!("[ ] {line}")), &mut text);
    if let Some(room) = room {
        section("Worth another look", room.tallies.iter().filter_map(|tally| hard(session, tally)), &mut text);
        section("Parked", room.parked.iter().map(|said| said.text.clone()), &mut text);
    }
    text.push_str("## How to go on\n\n");
    if let Some(name) = name {
        // Where the file lies here says nothing to those who get it.
        let name = Path::new(name).file_name().map_or(name.into(), |file| file.to_string_lossy());
        let _ = writeln!(text, "- `seaworthy learn --session {name}` opens this agenda on your own machine.");
    }
    if let Some(track) = session.library.course().tracks.first() {
        let _ = writeln!(text, "- `seaworthy learn --track {}` goes on with \"{}\".", track.id, track.title);
    }
    text.push_str("- `seaworthy check` in the folder of a service of yours says what to mend first.\n");
    text
}

fn section(title: &str, lines: impl Iterator<Item = String>, text: &mut String) {
    let mut lines = lines.peekable();
    if lines.peek().is_none() {
        return;
    }
    let _ = writeln!(text, "## {title}\n");
    lines.for_each(|line| {
        let _ = writeln!(text, "- {}", line.replace('\n', " "));
    });
    text.push('\n');
}

fn line(item: &Item) -> String {
    match &item.kind {
        ItemKind::Lesson(id) => format!("{}: `seaworthy learn {id}`", item.title),
        ItemKind::Quiz(questions) => {
            format!("{}, {} question{}", item.title, questions.len(), if questions.len() == 1 { "" } else { "s" })
        }
        ItemKind::Exercise(_) | ItemKind::Discussion(_) | ItemKind::Break => item.title.clone(),
    }
}

/// Returns the line of a question that many did not get right.
fn hard(session: &Session, tally: &Tally) -> Option<String> {
    let all: u32 = tally.hands.iter().sum();
    let right: u32 = tally.right.iter().filter_map(|at| tally.hands.get(usize::from(*at))).sum();
    // Where several options are right, hands are more than people: a share of them says little.
    let one_right = tally.counted == Counted::Outcomes || tally.right.len() == 1;
    if all == 0 || !one_right || right * 100 >= all * HARD {
        return None;
    }
    let lesson = tally.question.lesson();
    Some(format!("{}: `seaworthy learn {lesson}` ({right} of {all} hands were right)", session.library.title(&lesson)))
}
