//! `seaworthy exam result`: what came out of an exam, or of all of them.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::{NONE_ENDED, choose, taken};
use crate::cli::columns::{count, write_hanging};
use crate::cli::setup::Setup;
use crate::cli::{Failure, Outcome, out};
use crate::content::Library;
use crate::exam::Paper;
use crate::exam::certificate::{moment, scope};

/// Prints one result, or a line for each. The exit code is 1 for an exam that was not passed, and where there is none yet.
pub fn run(setup: &Setup, sitting: Option<&str>, list: bool, json: bool) -> Result<Outcome, Failure> {
    let library = setup.library()?;
    let papers = taken(setup)?;
    if list {
        let all: Vec<Value> = papers.iter().map(|paper| as_json(&library, paper)).collect();
        match (json, papers.is_empty()) {
            (true, _) => out::print_json(&format!("{:#}\n", Value::from(all)))?,
            (false, true) => out::print("No exam was begun yet; `seaworthy exam` begins one.\n")?,
            (false, false) => out::print(&papers.iter().map(line).collect::<String>())?,
        }
        return Ok(Outcome::Fine);
    }
    let Some(paper) = choose(&papers, sitting, |paper| paper.ended.is_some())? else {
        out::error(NONE_ENDED);
        return Ok(Outcome::Found);
    };
    if json {
        out::print_json(&format!("{:#}\n", as_json(&library, paper)))?;
    } else {
        out::print(&as_text(&library, paper))?;
    }
    Ok(if paper.is_passed() { Outcome::Fine } else { Outcome::Found })
}

fn word(paper: &Paper) -> &'static str {
    match (paper.ended.is_some(), paper.is_passed()) {
        (false, _) => "not ended",
        (true, true) => "passed",
        (true, false) => "not passed",
    }
}

fn line(paper: &Paper) -> String {
    let tally = paper.tally();
    let about = scope(&paper.terms.scope, &paper.terms.title);
    let t = paper.ended.map_or(paper.begun, |ended| ended.t);
    format!("{}  {}  {:<10} {} of {}  {about}\n", paper.sitting, moment(t), word(paper), tally.right, tally.asked)
}

fn as_text(library: &Library, paper: &Paper) -> String {
    let (tally, terms) = (paper.tally(), &paper.terms);
    let mut text = format!(
        "{}: {}, {} of {} right ({}%); the pass mark is {}%, {} of {}\n",
        scope(&terms.scope, &terms.title),
        word(paper),
        tally.right,
        tally.asked,
        tally.percent(),
        terms.pass,
        terms.needed(tally.asked),
        tally.asked,
    );
    if let Some(ended) = paper.ended {
        let how = if ended.cause == crate::quiz::Ending::TimeUp { "The time was up on" } else { "Handed in on" };
        let took = match paper.minutes().unsigned_abs() {
            0 => "less than a minute".to_owned(),
            minutes => count(minutes, "minute"),
        };
        let _ = writeln!(text, "{how} {}, after {took}.", moment(ended.t));
    }
    match tally.unanswered.len() {
        0 => {}
        1 => text.push_str("1 question was not answered and counted as wrong.\n"),
        n => {
            let _ = writeln!(text, "{n} questions were not answered and counted as wrong.");
        }
    }
    text.push('\n');
    for score in &tally.lessons {
        let title = library.meta(&score.lesson).map_or_else(|_| score.lesson.to_string(), |meta| meta.title);
        write_hanging(&format!("  {} of {}  ", score.right, score.asked), &title, &mut text);
    }
    let _ = writeln!(text, "\nSitting {}", paper.sitting);
    text
}

fn as_json(library: &Library, paper: &Paper) -> Value {
    let (tally, terms) = (paper.tally(), &paper.terms);
    let lessons: Vec<Value> = tally
        .lessons
        .iter()
        .map(|score| {
            let title = library.meta(&score.lesson).map(|meta| meta.title).ok();
            json!({ "lesson": score.lesson, "title": title, "asked": score.asked, "right": score.right })
        })
        .collect();
    let questions: Vec<Value> = paper
        .questions
        .iter()
        .map(|id| {
            let given = paper.answers.iter().find(|given| given.answered.question == *id);
            json!({
                "question": id,
                "verdict": given.map(|given| if given.answered.right { "right" } else { "wrong" }),
                "seconds": given.map(|given| given.answered.seconds),
            })
        })
        .collect();
    json!({
        "sitting": paper.sitting,
        "scope": terms.scope,
        "title": terms.title,
        "course": { "title": terms.course, "version": terms.version, "questions": terms.questions },
        "begun": paper.begun,
        "ended": paper.ended.map(|ended| ended.t),
        "ending": paper.ended.map(|ended| ended.cause.word()),
        "minutes": terms.minutes,
        "asked": tally.asked,
        "answered": tally.answered,
        "right": tally.right,
        "percent": tally.percent(),
        "pass": terms.pass,
        "needed": terms.needed(tally.asked),
        "passed": paper.ended.map(|_| paper.is_passed()),
        "lessons": lessons,
        "questions": questions,
        "hash": paper.ended.map(|_| paper.seal()),
    })
}
