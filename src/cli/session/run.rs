//! `seaworthy session run`: looks at what a session needs, and puts it on stage. Must not know how the stage looks.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::Session;
use crate::app::Opening;
use crate::app::screens::session::{Check, CheckState, Launch, Text};
use crate::cli::args::session::RunArgs;
use crate::cli::columns::count;
use crate::cli::setup::Setup;
use crate::cli::{Failure, Outcome, learn};
use crate::content::{Library, markdown};
use crate::course::{Lesson, Meta};
use crate::hash::fnv1a;
use crate::runtime::clock;
use crate::store::session_log;
use crate::team::{ItemKind, Room};

/// Runs a session.
pub fn run(setup: Setup, args: &RunArgs) -> Result<Outcome, Failure> {
    learn::open(setup, |setup| {
        let session = super::chosen(setup, &args.of)?;
        let launch = launch(setup, &session, args);
        Ok((session.library, Opening::Session(Box::new(launch))))
    })
}

fn launch(setup: &Setup, session: &Session, args: &RunArgs) -> Launch {
    let (agenda, data) = (session.agenda.clone(), &setup.dirs.data);
    let now = clock::now();
    let log = session_log::new_run(data, &agenda.id, now.day(clock::offset(now)));
    // Only the last run can be gone on with: what lies behind a later one is past.
    let last = session_log::runs(data, &agenda.id).pop().and_then(|path| {
        let events = session_log::read(&path).ok()?;
        let room = Room::of(&events);
        Some((path, events, room.began?, room.ended))
    });
    let held = last.as_ref().filter(|(.., ended)| ended.is_some()).map(|(_, _, began, _)| *began);
    let left = last.filter(|(.., ended)| ended.is_none()).map(|(path, events, ..)| (path, events));
    let mut checks = vec![content(&session.library, session)];
    let first = left.as_ref().map_or(&log, |(path, _)| path);
    checks.push(match args.rehearse {
        true => check(CheckState::Note, "Log", "a rehearsal: nothing is recorded."),
        false => record(first),
    });
    if let Some(began) = held.filter(|_| !args.rehearse) {
        let day = began.day(clock::offset(began)).iso();
        checks.push(check(
            CheckState::Note,
            "Held",
            &format!("on {day}, and ended; starting now begins another run, with a log of its own."),
        ));
    }
    let texts = agenda.items.iter().filter_map(|item| match &item.kind {
        ItemKind::Exercise(text) | ItemKind::Discussion(text) => Some((item.id.clone(), page(&item.title, text))),
        ItemKind::Lesson(_) | ItemKind::Quiz(_) | ItemKind::Break => None,
    });
    let texts: BTreeMap<String, Text> = texts.collect();
    Launch { agenda, called: args.of.called(), texts, log, left, rehearse: args.rehearse, notes: args.notes, checks }
}

/// Tries whether the log can be written.
fn record(log: &Path) -> Check {
    match session_log::try_out(log) {
        Ok(()) => check(CheckState::Good, "Log", &format!("`{}`", log.display())),
        Err(error) => check(CheckState::Bad, "Log", &format!("{error}.")),
    }
}

fn check(state: CheckState, what: &str, told: &str) -> Check {
    Check { state, what: what.to_owned(), told: told.to_owned() }
}

/// Reads every lesson and question once: what is broken is known before somebody stands in front of people.
fn content(library: &Library, session: &Session) -> Check {
    let (mut lessons, mut questions, mut faults) = (0usize, 0usize, Vec::new());
    for item in &session.agenda.items {
        match &item.kind {
            ItemKind::Lesson(id) => match library.page(id) {
                Ok(_) => lessons += 1,
                Err(error) => faults.push(error.to_string()),
            },
            ItemKind::Quiz(ids) => {
                for id in ids {
                    let known =
                        library.questions(&id.lesson()).map(|all| all.iter().any(|question| question.id == *id));
                    match known {
                        Ok(true) => questions += 1,
                        Ok(false) => faults.push(format!("there is no question {id}")),
                        Err(error) => faults.push(error.to_string()),
                    }
                }
            }
            ItemKind::Exercise(_) | ItemKind::Discussion(_) | ItemKind::Break => {}
        }
    }
    if faults.is_empty() {
        let told = format!("{} and {} were read.", count(lessons, "lesson"), count(questions, "question"));
        return check(CheckState::Good, "Content", &told);
    }
    check(CheckState::Bad, "Content", &format!("{}. Those items can only be passed over.", faults.join("; ")))
}

/// Makes a page of a text of the agenda.
fn page(title: &str, text: &str) -> Text {
    let meta = Meta { title: title.to_owned(), ..Meta::default() };
    let (blocks, hash) = (markdown::parse(text, 0), fnv1a(text.as_bytes()));
    Text(Arc::new(Lesson { meta, blocks, notes: Vec::new(), hash, bytes: text.len(), whole: true }))
}
