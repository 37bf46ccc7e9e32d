//! `seaworthy progress`: how far one is, and what can be done with the log: export, import, reset.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal};
use std::path::Path;

use serde_json::{Value, json};

use super::args::ProgressCommand;
use super::columns::{self, count, padded, widest};
use super::plain::screens;
use super::setup::Setup;
use super::{Failure, Outcome, aliases, out, tracks};
use crate::app::screens::progress::words;
use crate::content::Library;
use crate::course::Chapter;
use crate::id::{EventIds, LessonId, QuestionId};
use crate::progress::summary::{Extent, Gauge, Summary, Weak};
use crate::progress::{Event, EventKind, Record};
use crate::review::outlook::ACTIVE_OF;
use crate::review::{Known, Outlook, Practice};
use crate::runtime::{clock, due};
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
    let when = (now, clock::offset(now));
    let chapters = course.chapters.iter().map(|chapter| (&chapter.id, chapter.written()));
    let known = |question: &QuestionId| course.has(&question.lesson());
    let summary = Summary::new(&record, chapters, known, EXTENT, when);
    let lessons: Vec<Vec<LessonId>> =
        course.chapters.iter().map(|chapter| chapter.written().cloned().collect()).collect();
    let mut outlook = Outlook::new(&mut record, &lessons, EXTENT.weakest, when);
    // Only the questions themselves tell whose answer was changed: those are due today, as home and review say.
    outlook.forecast = due::count(&library, &mut record, when, due::Asked::default()).forecast;
    let whole = Whole { library: &library, record: &record, summary: &summary, outlook: &outlook };
    out::print(&if json { whole.as_json() } else { whole.as_text() })?;
    Ok(Outcome::Fine)
}

/// Everything that is told.
struct Whole<'a> {
    library: &'a Library,
    record: &'a Record,
    summary: &'a Summary,
    outlook: &'a Outlook,
}

impl Whole<'_> {
    fn as_text(&self) -> String {
        let (course, mut text) = (self.library.course(), String::new());
        let width = widest(course.chapters.iter().map(|chapter| chapter.title.as_str()));
        for ((gauge, known), chapter) in self.summary.chapters.iter().zip(&self.outlook.chapters).zip(&course.chapters)
        {
            let state = columns::state(gauge.finished, gauge.placed, gauge.written, chapter.planned_count());
            let _ = writeln!(text, "{}  {state}{}", padded(&chapter.title, width), screens::known(known));
        }
        let width = widest(course.tracks.iter().map(|track| track.title.as_str()));
        for (number, track) in course.tracks.iter().enumerate() {
            let standing = tracks::standing(self.library, self.record, track);
            let gap = if number == 0 { "\n" } else { "" };
            let _ = writeln!(text, "{gap}{}  {}", padded(&track.title, width), tracks::how_far(&standing));
        }
        text.push('\n');
        for line in words::in_numbers(self.summary, self.outlook) {
            let _ = writeln!(text, "{line}");
        }
        for weak in &self.outlook.practices {
            let (lesson, section) = (&weak.lesson, self.section(&weak.question));
            let section = section.map(|section| format!("#{section}")).unwrap_or_default();
            let _ = writeln!(text, "worth another look: {lesson}{section} ({})", words::practice(weak));
        }
        text
    }

    /// Returns the section of its lesson that explains a question.
    fn section(&self, question: &QuestionId) -> Option<String> {
        let questions = self.library.questions(&question.lesson()).ok()?;
        questions.into_iter().find(|known| known.id == *question)?.section
    }

    fn as_json(&self) -> String {
        let (summary, outlook) = (self.summary, self.outlook);
        let (totals, streak) = (&summary.totals, &summary.streak);
        let course = self.library.course();
        let of = |wanted: fn(&Record, &LessonId) -> bool| -> Vec<&LessonId> {
            course.written().filter(|id| wanted(self.record, id)).collect()
        };
        let heat = json!({ "first": summary.heat.first.iso(), "today": summary.heat.today.iso(), "weeks": summary.heat.weeks });
        let weakest = |weak: &Weak| json!({ "question": weak.question, "asked": weak.asked, "wrong": weak.wrong, "missed": weak.missed });
        let value = json!({
            "chapters": self.chapters(),
            "tracks": tracks::as_json(self.library, self.record),
            "read": of(Record::is_finished),
            "placed": of(|record, id| record.is_placed(id) && !record.is_finished(id)),
            "totals": {
                "lessons": totals.lessons, "placed": totals.placed, "answers": totals.answers, "right": totals.right,
                "questions": totals.questions, "missed": totals.missed, "days": totals.days,
                "mastery": outlook.course.mastery.map(rounded),
            },
            "streak": { "current": streak.current, "longest": streak.longest },
            "active": { "days": outlook.active, "of": ACTIVE_OF },
            "forecast": { "first": outlook.today.iso(), "days": outlook.forecast },
            "heat": heat,
            "weakest": summary.weakest.iter().map(weakest).collect::<Vec<_>>(),
            "practices": outlook.practices.iter().map(|practice| self.practice(practice)).collect::<Vec<_>>(),
        });
        format!("{value:#}\n")
    }

    fn chapters(&self) -> Vec<Value> {
        let chapters = self.summary.chapters.iter().zip(&self.outlook.chapters).zip(&self.library.course().chapters);
        let chapter = |((gauge, known), chapter): ((&Gauge, &Known), &Chapter)| {
            json!({
                "id": gauge.chapter, "title": chapter.title, "read": gauge.finished, "placed": gauge.placed,
                "written": gauge.written, "planned": chapter.planned_count(), "answered": known.answered,
                "mastery": known.mastery.map(rounded),
            })
        };
        chapters.map(chapter).collect()
    }

    fn practice(&self, weak: &Practice) -> Value {
        json!({
            "lesson": weak.lesson, "title": self.library.title(&weak.lesson), "asked": weak.asked, "wrong": weak.wrong,
            "missed": weak.missed, "mastery": rounded(weak.mastery), "again_and_again": weak.again_and_again,
            "question": weak.question, "section": self.section(&weak.question),
        })
    }
}

/// Three digits are more than is known.
fn rounded(share: f64) -> f64 {
    (share * 1000.0).round() / 1000.0
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
