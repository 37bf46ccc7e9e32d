//! `seaworthy session report`: what came of a session, for people and for programs. Sums up nothing itself: that is `team::report`'s work;
//! here files are read, the words of the course are looked up, and the report is printed.

mod csv;
mod html;
mod json;
mod markdown;
mod outline;
mod text;

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::cli::args::session::{ReportArgs, ReportFormat};
use crate::cli::columns::count;
use crate::cli::setup::Setup;
use crate::cli::{Failure, Outcome, out};
use crate::content::Library;
use crate::id::{LessonId, QuestionId};
use crate::runtime::{clock, former_names, terminal};
use crate::store::handed_in;
use crate::team::report::{Aside, Gathered, Lookup, Report, Wording};
use crate::ui::glyphs;

/// So many files that were set aside are named on the terminal.
const NAMED: usize = 20;

/// Reads, sums up and prints.
pub fn run(setup: &Setup, args: &ReportArgs) -> Result<Outcome, Failure> {
    if let Some(path) = &args.out {
        refuse_input(path, &args.paths)?;
    }
    let gathered = handed_in::gather(&args.paths);
    if gathered.is_empty() {
        name_asides(gathered.aside(), args.anonymous);
        let what = "no result file (*.result.json) and no log of a room (*.jsonl) could be read";
        return Err(format!("nothing to report: {what}").into());
    }
    let library = setup.library()?;
    let report = summed(gathered, args.session.as_deref(), &library)?;
    let report = if args.anonymous { report.anonymise() } else { report };
    let look = Look {
        glyphs: glyphs::set(setup.ascii()),
        offset: clock::offset(clock::now()),
        columns: terminal::columns().map_or(Look::WIDEST, usize::from).clamp(Look::NARROWEST, Look::WIDEST),
    };
    let Some(path) = &args.out else {
        print(args.format, &report, &look)?;
        return Ok(Outcome::Fine);
    };
    fs::write(path, written(args.format, &report, &look)?)
        .map_err(|error| format!("{}: cannot write the report: {error}; choose another place", path.display()))?;
    let people = count_people(report.head_count());
    out::print(&format!("The report on {people} is written to {}\n", path.display()))?;
    name_asides(&report.aside, args.anonymous);
    Ok(Outcome::Fine)
}

/// How a report looks on paper or on a terminal.
struct Look {
    glyphs: glyphs::Glyphs,
    offset: crate::time::Offset,
    columns: usize,
}

impl Look {
    const NARROWEST: usize = 40;
    const WIDEST: usize = 80;
}

/// Returns how many people, in words.
fn count_people(people: usize) -> String {
    if people == 1 { "1 person".to_owned() } else { format!("{people} people") }
}

fn print(format: ReportFormat, report: &Report, look: &Look) -> Result<(), Failure> {
    match format {
        ReportFormat::Json => out::print_json(&json::of(report)?)?,
        _ => out::print(&written(format, report, look)?)?,
    }
    Ok(())
}

fn written(format: ReportFormat, report: &Report, look: &Look) -> Result<String, Failure> {
    Ok(match format {
        ReportFormat::Text => text::of(report, look),
        ReportFormat::Markdown => markdown::of(report, look),
        ReportFormat::Csv => csv::of(report),
        ReportFormat::Json => json::of(report)?,
        ReportFormat::Html => html::of(report, look),
    })
}

/// Nothing that was handed in is overwritten by the report on it.
fn refuse_input(path: &Path, inputs: &[PathBuf]) -> Result<(), Failure> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let whole = |path: &Path| fs::canonicalize(path).ok();
    let is_input = whole(path).is_some_and(|out| inputs.iter().any(|input| whole(input).as_ref() == Some(&out)));
    if is_input || (path.exists() && (name.ends_with(".result.json") || name.ends_with(".jsonl"))) {
        return Err(
            format!("{}: exists already and may have been handed in; choose another name", path.display()).into()
        );
    }
    Ok(())
}

fn summed(gathered: Gathered, session: Option<&str>, library: &Library) -> Result<Report, Failure> {
    let known = gathered.sessions().join(", ");
    let texts = RefCell::new(HashMap::new());
    let question = |id: &QuestionId| wording(library, &mut texts.borrow_mut(), id);
    let chapter = |id: &str| {
        let chapters = &library.course().chapters;
        let place = chapters.iter().position(|chapter| chapter.id.as_str() == id)?;
        Some((place, chapters[place].title.clone()))
    };
    // Every lesson and quiz is read for it, so only where a question is spoken of that the course does not have.
    let former = OnceCell::new();
    let today = |id: &QuestionId| {
        let is_known = wording(library, &mut texts.borrow_mut(), id).is_some();
        if is_known { None } else { former.get_or_init(|| former_names::of(library)).question(id) }
    };
    let report = gathered.report(session, &Lookup { question: &question, chapter: &chapter, today: &today });
    report.ok_or_else(|| {
        format!("there is nothing of the session `{}`; what can be reported: {known}", session.unwrap_or_default())
            .into()
    })
}

/// Returns what a question says; each lesson's questions are read once.
fn wording(
    library: &Library,
    read: &mut HashMap<LessonId, HashMap<QuestionId, Wording>>,
    id: &QuestionId,
) -> Option<Wording> {
    let lesson = id.lesson();
    if !read.contains_key(&lesson) {
        let questions = library.questions(&lesson).unwrap_or_default();
        let words = questions.iter().map(|question| (question.id.clone(), Wording::of(question)));
        read.insert(lesson.clone(), words.collect());
    }
    read.get(&lesson)?.get(id).cloned()
}

fn name_asides(aside: &[Aside], anonymous: bool) {
    if aside.is_empty() {
        return;
    }
    if anonymous {
        return out::note(&format!("{} set aside", count(aside.len(), "file")));
    }
    for aside in aside.iter().take(NAMED) {
        out::note(&format!("set aside: {}: {}", aside.source, aside.reason));
    }
    if aside.len() > NAMED {
        out::note(&format!("set aside: {} more", aside.len() - NAMED));
    }
}
