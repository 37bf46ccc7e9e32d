//! `seaworthy exam`: taking one, its result, its certificate, and holding a certificate against a log.

mod certificate;
mod result;
mod verify;

use std::path::Path;

use super::args::{ExamArgs, ExamCommand};
use super::setup::Setup;
use super::{Failure, Outcome, aliases, learn};
use crate::app::Opening;
use crate::app::screens::quiz::exam::Wish;
use crate::app::screens::quiz::{Request, Scope};
use crate::content::Library;
use crate::course::front::CHAPTER_PAGE;
use crate::exam::certificate::{MAX_NAME, NoCertificate};
use crate::exam::{Paper, papers};
use crate::progress::Event;
use crate::quiz::DEFAULT_PASS;

/// Does what is asked.
pub fn run(setup: Setup, args: ExamArgs) -> Result<Outcome, Failure> {
    match args.command {
        Some(ExamCommand::Result { sitting, list, json }) => result::run(&setup, sitting.as_deref(), list, json),
        Some(ExamCommand::Certificate { sitting, name, format, out }) => {
            certificate::run(&setup, sitting.as_deref(), name.as_deref(), format, out.as_deref())
        }
        Some(ExamCommand::Verify { certificate, log }) => verify::run(&certificate, &log),
        None => take(setup, args),
    }
}

/// Opens an exam, on the whole screen or plain.
fn take(setup: Setup, args: ExamArgs) -> Result<Outcome, Failure> {
    let length = args.name.as_ref().map_or(0, |name| name.trim().chars().count());
    if length > MAX_NAME {
        return Err(NoCertificate::LongName(length).into());
    }
    learn::open(setup, |setup| {
        let library = setup.library()?;
        let scope = match (&args.chapter, &args.track) {
            (_, Some(track)) => Scope::Track(library.track(track)?.id.clone()),
            (Some(name), None) => chapter(&library, name)?,
            (None, None) => Scope::Course,
        };
        let wish = Wish { pass: args.pass.unwrap_or(DEFAULT_PASS), minutes: args.minutes, name: args.name };
        let (count, seed) = (args.count, args.seed);
        Ok((library, Opening::Quiz(Request { scope, count, seed, exam: Some(wish), ..Request::default() })))
    })
}

/// Returns the chapter that a person means by a name, or the whole course.
pub(super) fn chapter(library: &Library, name: &str) -> Result<Scope, Failure> {
    if name == "course" {
        return Ok(Scope::Course);
    }
    let Ok(id) = aliases::find(library, name) else {
        return Ok(Scope::Chapter(library.chapter(name)?.id.clone()));
    };
    if id.slug() != CHAPTER_PAGE {
        return Err(format!(
            "an exam is about a chapter, a track or the course; `{id}` is none; `seaworthy quiz {id}` asks about it"
        )
        .into());
    }
    Ok(Scope::Chapter(id.chapter()))
}

/// Returns the exams in the learner's log, the one that began first first.
fn taken(setup: &Setup) -> Result<Vec<Paper>, Failure> {
    let (mut log, _) = setup.sound_progress()?;
    let mut lines = Vec::new();
    log.export(&mut lines, Path::new("memory"))?;
    Ok(papers(events(&lines)))
}

fn events(log: &[u8]) -> impl Iterator<Item = Event> {
    log.split(|byte| *byte == b'\n').filter_map(|line| Event::read(line).ok())
}

/// What is said where no exam has a result yet.
const NONE_ENDED: &str = "no exam was taken to its end yet; `seaworthy exam` begins one";

/// Returns the exam whose sitting begins as `sitting` says; without one the last that fits, if any does.
fn choose<'p>(
    papers: &'p [Paper],
    sitting: Option<&str>,
    fits: impl Fn(&Paper) -> bool,
) -> Result<Option<&'p Paper>, Failure> {
    let Some(start) = sitting else { return Ok(papers.iter().rfind(|paper| fits(paper))) };
    let start = start.to_lowercase();
    let mut found = papers.iter().filter(|paper| paper.sitting.to_string().starts_with(&start));
    match (found.next(), found.next()) {
        (Some(paper), None) => Ok(Some(paper)),
        (Some(_), Some(_)) => Err(format!("several exams begin with `{start}`; write more of it").into()),
        (None, _) => Err(format!("no exam in the log is `{start}`; `seaworthy exam result --list` shows them").into()),
    }
}
