//! `seaworthy session`: session files made, checked, listed, and opened for whoever runs one. Must not know what happens in a session.

mod check;
mod export;
mod handout;
mod list;
mod new;
mod notes;
mod report;
mod run;

use super::args::session::{FitArgs, SessionCommand, SessionOf};
use super::setup::Setup;
use super::{Failure, Outcome, out};
use crate::content::Library;
use crate::content::report::Reporter;
use crate::content::session::{self, Script};
use crate::content::session_file::{self, slug_of};
use crate::diagnostic::Diagnostic;
use crate::id::LessonId;
use crate::team::Agenda;
use crate::team::agenda::Wish;

/// Minutes of a session where nobody says how many.
const MINUTES: u16 = 90;
/// Shortest and longest that is fitted.
const BOUNDS: std::ops::RangeInclusive<u16> = 5..=480;

/// A session that can be run: its agenda, and the course with the session's pack over it.
pub struct Session {
    /// What is done.
    pub agenda: Agenda,
    /// From which lessons and questions are read.
    pub library: Library,
    /// What it was made of, one line.
    pub origin: String,
}

/// Does what `session` is asked for.
pub fn run(setup: Setup, command: SessionCommand) -> Result<Outcome, Failure> {
    match command {
        SessionCommand::New(args) => new::run(&setup, &args),
        SessionCommand::Check { sessions, json } => check::run(&setup, &sessions, json),
        SessionCommand::Run(args) => run::run(setup, &args),
        SessionCommand::Notes(args) => notes::run(&setup, &args),
        SessionCommand::Handout(args) => handout::run(&setup, &args),
        SessionCommand::Report(args) => report::run(&setup, &args),
        SessionCommand::List { json } => list::run(&setup, json),
        SessionCommand::Export(args) => export::run(&setup, &args),
    }
}

/// Opens a session by name or path; what is wrong with it is reported.
///
/// # Errors
/// There is none, or it is not sound.
pub fn open(setup: &Setup, name: &str) -> Result<Session, Failure> {
    let script = session::find(name)?;
    let library = setup.library_with(script.pack()?)?;
    let (agenda, found) = script.agenda(&library);
    report(setup, &script, &found).iter().for_each(|fault| out::note(fault));
    let origin = script.label.clone();
    match agenda {
        Some(agenda) => Ok(Session { agenda, library, origin }),
        None => Err(format!("{}: the session is not sound; mend the file", script.label).into()),
    }
}

/// Opens the session that is meant: by its name, or made of a track or of chapters.
///
/// # Errors
/// There is none, or it cannot be made.
pub fn chosen(setup: &Setup, of: &SessionOf) -> Result<Session, Failure> {
    match &of.session {
        Some(name) => open(setup, name),
        None => fit(setup, &of.fit, None),
    }
}

/// Makes a session of a track or of chapters.
///
/// # Errors
/// There is no such track or chapter, or not even one lesson fits.
pub fn fit(setup: &Setup, args: &FitArgs, id: Option<String>) -> Result<Session, Failure> {
    let minutes = args.minutes.unwrap_or(MINUTES);
    if !BOUNDS.contains(&minutes) {
        return Err(format!("a session takes {} to {} minutes, not {minutes}", BOUNDS.start(), BOUNDS.end()).into());
    }
    let library = setup.library()?;
    let (lessons, origin) = material(&library, args)?;
    let title = args.title.as_deref().map(str::trim).filter(|title| !title.is_empty());
    let title = title.map_or_else(|| origin.clone(), str::to_owned);
    let wish = Wish {
        id: id.unwrap_or_else(|| slug_of(&title, "session")),
        title,
        cohort: args.cohort.clone().unwrap_or_default(),
        minutes,
        spread: !args.chapters.is_empty(),
    };
    let candidates = session_file::candidates(&library, &lessons);
    let agenda = Agenda::fitted(&wish, &candidates, &|lesson| session_file::pool(&library, lesson))?;
    Ok(Session { agenda, library, origin: format!("{origin}, {minutes} minutes") })
}

/// Returns the lessons to choose from, and what they are in words.
fn material(library: &Library, args: &FitArgs) -> Result<(Vec<LessonId>, String), Failure> {
    let course = library.course();
    if !args.chapters.is_empty() {
        let chapters = args.chapters.iter().map(|name| library.chapter(name.trim()));
        let chapters = chapters.collect::<Result<Vec<_>, _>>()?;
        let titles: Vec<_> = chapters.iter().map(|chapter| chapter.title.as_str()).collect();
        return Ok((chapters.iter().flat_map(|chapter| chapter.written()).cloned().collect(), titles.join(", ")));
    }
    let track = match &args.track {
        Some(name) => Some(library.track(name)?),
        None => course.tracks.first(),
    };
    Ok(match track {
        Some(track) => (track.written(course).cloned().collect(), track.title.clone()),
        None => (course.written().cloned().collect(), course.title.clone()),
    })
}

/// Returns what was found in a session file as it is shown.
fn report(setup: &Setup, script: &Script, found: &[Diagnostic]) -> Vec<String> {
    let mut reporter = Reporter::new(setup.report_look());
    found.iter().map(|fault| reporter.render(fault, Some(&script.text))).collect()
}

/// Returns how large an agenda is: `9 items, 1 h 28 min, 14 questions`.
fn size(agenda: &Agenda) -> String {
    let (items, questions) = (agenda.items.len(), agenda.questions().count());
    let count = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
    let minutes = crate::course::track::duration(agenda.minutes());
    format!("{}, {minutes}, {}", count(items, "item"), count(questions, "question"))
}
