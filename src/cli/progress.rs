//! `seaworthy progress`: how far one is, and what can be done with the log: export, import, reset.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal};
use std::path::Path;

use serde_json::json;

use super::args::ProgressCommand;
use super::columns::{self, count, padded, widest};
use super::setup::Setup;
use super::{Failure, Outcome, aliases, out, tracks};
use crate::content::Library;
use crate::id::EventIds;
use crate::progress::summary::{Extent, Summary};
use crate::progress::{Event, EventKind, Record};
use crate::runtime::clock;
use crate::store::report;

/// What a summary shows here.
const EXTENT: Extent = Extent { weeks: 12, weakest: 5 };

/// Does what is asked.
pub fn run(setup: &Setup, json: bool, command: Option<ProgressCommand>) -> Result<Outcome, Failure> {
    match command {
        None => show(setup, json),
        Some(ProgressCommand::Export { file }) => export(setup, file.as_deref()),
        Some(ProgressCommand::Import { file }) => import(setup, &file),
        Some(ProgressCommand::Reset { chapter, yes }) => reset(setup, &chapter, yes),
    }
}

fn show(setup: &Setup, json: bool) -> Result<Outcome, Failure> {
    let library = setup.library()?;
    let (_, mut record) = setup.progress();
    aliases::settle(&library, &mut record);
    let course = library.course();
    let now = clock::now();
    let chapters = course.chapters.iter().map(|chapter| (&chapter.id, chapter.written()));
    let known = |question: &crate::id::QuestionId| course.has(&question.lesson());
    let summary = Summary::new(&record, chapters, known, EXTENT, (now, clock::offset(now)));
    out::print(&if json { as_json(&library, &record, &summary) } else { as_text(&library, &record, &summary) })?;
    Ok(Outcome::Fine)
}

fn as_text(library: &Library, record: &Record, summary: &Summary) -> String {
    let mut text = String::new();
    let width = widest(library.course().chapters.iter().map(|chapter| chapter.title.as_str()));
    for (gauge, chapter) in summary.chapters.iter().zip(&library.course().chapters) {
        let state = columns::state(gauge.finished, gauge.placed, gauge.written, chapter.planned_count());
        let _ = writeln!(text, "{}  {state}", padded(&chapter.title, width));
    }
    let tracks = &library.course().tracks;
    let width = widest(tracks.iter().map(|track| track.title.as_str()));
    for (number, track) in tracks.iter().enumerate() {
        let standing = tracks::standing(library, record, track);
        let gap = if number == 0 { "\n" } else { "" };
        let _ = writeln!(text, "{gap}{}  {}", padded(&track.title, width), tracks::how_far(&standing));
    }
    let totals = &summary.totals;
    let right = (totals.right * 100).checked_div(totals.answers).map_or(String::new(), |n| format!(", {n}% right"));
    let (lessons, answers) = (count(totals.lessons, "lesson"), count(totals.answers, "answer"));
    let _ = writeln!(text, "\n{lessons} read, {answers}{right}");
    let _ = writeln!(text, "{} in a row, {} at best", count(summary.streak.current, "day"), summary.streak.longest);
    for weak in &summary.weakest {
        let _ = writeln!(text, "worth another look: {} ({} of {} wrong)", weak.question, weak.wrong, weak.asked);
    }
    text
}

fn as_json(library: &Library, record: &Record, summary: &Summary) -> String {
    let chapters: Vec<_> = summary
        .chapters
        .iter()
        .zip(&library.course().chapters)
        .map(|(gauge, chapter)| {
            json!({
                "id": gauge.chapter, "title": chapter.title, "read": gauge.finished, "written": gauge.written,
                "planned": chapter.planned_count(),
            })
        })
        .collect();
    let weakest: Vec<_> = summary
        .weakest
        .iter()
        .map(|weak| json!({ "question": weak.question, "asked": weak.asked, "wrong": weak.wrong, "missed": weak.missed }))
        .collect();
    let lessons: Vec<_> = library.course().written().filter(|id| record.is_finished(id)).collect();
    let totals = &summary.totals;
    let heat =
        json!({ "first": summary.heat.first.iso(), "today": summary.heat.today.iso(), "weeks": summary.heat.weeks });
    let value = json!({
        "chapters": chapters,
        "tracks": tracks::as_json(library, record),
        "read": lessons,
        "totals": {
            "lessons": totals.lessons, "answers": totals.answers, "right": totals.right, "questions": totals.questions,
            "missed": totals.missed, "days": totals.days,
        },
        "streak": { "current": summary.streak.current, "longest": summary.streak.longest },
        "heat": heat,
        "weakest": weakest,
    });
    format!("{value:#}\n")
}

fn export(setup: &Setup, file: Option<&Path>) -> Result<Outcome, Failure> {
    let (mut log, _) = setup.sound_progress()?;
    let Some(path) = file.filter(|path| *path != Path::new("-")) else {
        let mut out = io::stdout().lock();
        log.export(&mut out, Path::new("standard output"))?;
        return Ok(Outcome::Fine);
    };
    // Nothing that lies there is overwritten: an older export may be the only copy.
    let mut target = File::create_new(path).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => format!("{}: exists already; choose another name", path.display()),
        _ => format!("{}: {error}", path.display()),
    })?;
    let lines = log.export(&mut target, path)?;
    target.sync_all()?;
    out::print(&format!("{} written to {}\n", count(lines, "line"), path.display()))?;
    Ok(Outcome::Fine)
}

fn import(setup: &Setup, file: &Path) -> Result<Outcome, Failure> {
    let (mut log, _) = setup.sound_progress()?;
    let mut source: Box<dyn BufRead> = if file == Path::new("-") {
        Box::new(io::stdin().lock())
    } else {
        Box::new(BufReader::new(
            File::open(file)
                .map_err(|error| format!("{}: {error}; check that it exists and may be read", file.display()))?,
        ))
    };
    let imported = log.import(&mut *source, file)?;
    for problem in report::found(&imported.found) {
        out::error(&problem);
    }
    let foreign = match imported.foreign {
        0 => String::new(),
        n => format!("; left out: {} that hold no event", count(n, "line")),
    };
    out::print(&format!("{}, {} known{foreign}\n", count(imported.new, "new event"), imported.known))?;
    let nothing = imported.new + imported.known == 0 && imported.foreign > 0;
    Ok(if nothing { Outcome::Found } else { Outcome::Fine })
}

fn reset(setup: &Setup, name: &str, yes: bool) -> Result<Outcome, Failure> {
    let library = setup.library()?;
    let chapter = library.chapter(name)?;
    let (mut log, mut record) = setup.sound_progress()?;
    if !yes {
        out::print(&format!("Forget what you read and answered in \"{}\"? Type yes: ", chapter.title))?;
        let mut answer = String::new();
        io::stdin().lock().read_line(&mut answer)?;
        // A terminal shows the Enter of who answers.
        if !io::stdin().is_terminal() {
            out::print("\n")?;
        }
        if !matches!(answer.trim(), "yes" | "y") {
            out::print("Nothing was changed.\n")?;
            return Ok(Outcome::Found);
        }
    }
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).map_err(|error| format!("no random numbers from the system: {error}"))?;
    let id = EventIds::new(u128::from_le_bytes(salt)).next_id();
    let event = Event { id, t: record.stamp(clock::now()), kind: EventKind::Reset { chapter: chapter.id.clone() } };
    let appended = log.append(&event);
    if let Some(trouble) = appended.found.trouble {
        return Err(trouble.into());
    }
    out::print(&format!("Chapter {} starts anew. The log still holds what was before.\n", chapter.id))?;
    Ok(Outcome::Fine)
}
