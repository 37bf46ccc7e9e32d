//! A certificate: what it states, fact by fact, and the two forms it is written in. It proves no identity and says so. Must not know where
//! it is kept.

mod html;
mod markdown;
mod stated;

use thiserror::Error;

use super::Paper;
use crate::id::EventId;
use crate::sanitize::sanitize;
use crate::time::{DAY_MS, Offset, Timestamp};

pub use stated::{Stated, Unreadable};

/// Longest name, in characters.
pub const MAX_NAME: usize = 200;

/// What stands where no name was given.
pub const NO_NAME: &str = "not given";

/// What it does not prove.
pub(super) const NO_IDENTITY: &str = "This certificate proves no identity. The name is what was typed and nothing vouches for it; \
nobody watched who answered, or with what help.";

/// How it can be checked.
pub(super) const HOW_TO_VERIFY: &str = "What it does say can be checked: the log of the learner holds this sitting, and from it everything \
above but the name can be computed again.";

/// The command that does.
pub(super) const COMMAND: &str = "seaworthy exam verify CERTIFICATE LOG";

/// A certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// The name as it was given, made harmless.
    pub name: String,
    /// What follows from the log, in the order in which it is written.
    pub facts: Vec<Fact>,
}

/// Something that a certificate states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What it is about.
    pub label: &'static str,
    /// What is stated.
    pub value: String,
}

/// How a certificate is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Markdown.
    Markdown,
    /// One page of HTML that needs nothing else.
    Html,
}

/// Why there is no certificate.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NoCertificate {
    /// The exam goes on.
    #[error(
        "the exam {0} was not handed in, so there is no certificate of it; `seaworthy quiz --resume` goes on with the last one"
    )]
    Unfinished(EventId),
    /// It was not passed.
    #[error(
        "the exam {sitting} was not passed: {right} of {asked} right, {needed} were needed; there is no certificate of it"
    )]
    Failed {
        /// The sitting.
        sitting: EventId,
        /// Right answers.
        right: usize,
        /// Questions.
        asked: usize,
        /// Right answers that pass.
        needed: usize,
    },
    /// The name is too long.
    #[error("the name has {0} characters; {MAX_NAME} are the most")]
    LongName(usize),
}

impl Certificate {
    /// Makes the certificate of an exam. Control characters in the name become visible; an empty one is no name.
    ///
    /// # Errors
    /// The exam is not over, or was not passed, or the name is too long.
    pub fn of(paper: &Paper, name: &str) -> Result<Self, NoCertificate> {
        let tally = paper.tally();
        if paper.ended.is_none() {
            return Err(NoCertificate::Unfinished(paper.sitting));
        }
        if !paper.is_passed() {
            let needed = paper.terms.needed(tally.asked);
            let (sitting, right, asked) = (paper.sitting, tally.right, tally.asked);
            return Err(NoCertificate::Failed { sitting, right, asked, needed });
        }
        let length = name.trim().chars().count();
        if length > MAX_NAME {
            return Err(NoCertificate::LongName(length));
        }
        let name = one_line(name);
        Ok(Self { name: if name.is_empty() { NO_NAME.to_owned() } else { name }, facts: facts(paper) })
    }

    /// Writes it.
    pub fn write(&self, form: Form) -> String {
        match form {
            Form::Markdown => markdown::write(self),
            Form::Html => html::write(self),
        }
    }

    /// Returns what it states under a label; empty where there is none.
    pub(super) fn fact(&self, label: &str) -> &str {
        self.facts.iter().find(|fact| fact.label == label).map_or("", |fact| &fact.value)
    }
}

/// Returns everything that follows from the log, of an exam that was passed and of any other.
pub(super) fn facts(paper: &Paper) -> Vec<Fact> {
    let (tally, terms) = (paper.tally(), &paper.terms);
    let is_passed = paper.is_passed();
    let version = if terms.version.is_empty() { String::new() } else { format!(", version {}", terms.version) };
    let limit = terms.minutes.map_or("no limit".to_owned(), |minutes| format!("{minutes} allowed"));
    let time = match paper.minutes() {
        0 => format!("less than a minute, {limit}"),
        1 => format!("1 minute, {limit}"),
        minutes => format!("{minutes} minutes, {limit}"),
    };
    let fact = |label, value: String| Fact { label, value: one_line(&value) };
    vec![
        fact("Exam", scope(&terms.scope, &terms.title)),
        fact("Result", if is_passed { "passed" } else { "not passed" }.to_owned()),
        fact("Score", format!("{} of {} right ({}%)", tally.right, tally.asked, tally.percent())),
        fact("Pass mark", format!("{}% ({} of {})", terms.pass, terms.needed(tally.asked), tally.asked)),
        fact("Date", paper.ended.map_or("not handed in".to_owned(), |ended| moment(ended.t))),
        fact("Time", time),
        fact("Course", format!("{}{version}", terms.course)),
        fact("Questions", format!("{}, {}", tally.asked, terms.questions)),
        fact("Sitting", paper.sitting.to_string()),
        fact("Hash", paper.seal()),
    ]
}

/// Returns what an exam is about, in words.
pub fn scope(scope: &str, title: &str) -> String {
    match scope.split_once(':') {
        Some(("chapter", _)) => format!("Chapter \"{title}\""),
        Some(("track", _)) => format!("Track \"{title}\""),
        _ => format!("The whole course, \"{title}\""),
    }
}

/// Returns a text on one line, blanks at its ends left out, with control characters made visible.
fn one_line(text: &str) -> String {
    sanitize(text.trim()).replace('\n', "␊").replace('\t', "␉")
}

/// Returns a moment in words. In UTC: whoever verifies may live elsewhere.
pub fn moment(t: Timestamp) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let (year, month, day) = t.day(Offset(0)).civil();
    let minutes = t.0.rem_euclid(DAY_MS) / 60_000;
    let month = MONTHS.get(usize::from(month).saturating_sub(1)).unwrap_or(&"");
    format!("{day} {month} {year}, {:02}:{:02} UTC", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests;
