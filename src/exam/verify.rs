//! Holds a certificate against a log. Says what it finds, never who somebody is. Must not know files.

use super::certificate::{Certificate, Stated, Unreadable, facts};
use super::{Paper, papers};
use crate::id::EventId;
use crate::progress::Event;

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// Everything it states is what the log says.
    Valid {
        /// The sitting.
        sitting: EventId,
        /// The name, which nothing vouches for.
        name: String,
        /// Whether it is word for word what this program writes; else something was added around what it states.
        word_for_word: bool,
    },
    /// Something is not what the log says.
    Differs {
        /// The sitting.
        sitting: EventId,
        /// What.
        differences: Vec<Difference>,
        /// Whether the end of the exam is in the log: where it is not, the log was cut off, or is older than the certificate.
        ended: bool,
    },
    /// The log does not know this sitting.
    NotInLog {
        /// The sitting.
        sitting: EventId,
        /// How many exams it knows.
        exams: usize,
    },
}

/// One thing that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What it is about.
    pub label: String,
    /// What the certificate states; nothing where it does not.
    pub stated: Option<String>,
    /// What follows from the log; nothing where a certificate states no such thing.
    pub log: Option<String>,
}

/// Holds the text of a certificate against the events of a log.
///
/// # Errors
/// The text is no certificate.
pub fn verify(certificate: &str, events: impl IntoIterator<Item = Event>) -> Result<Finding, Unreadable> {
    let stated = Stated::read(certificate)?;
    let papers = papers(events);
    let sitting = stated.sitting;
    let Some(paper) = papers.iter().find(|paper| paper.sitting == sitting) else {
        return Ok(Finding::NotInLog { sitting, exams: papers.len() });
    };
    let differences = differences(&stated, paper);
    if !differences.is_empty() {
        return Ok(Finding::Differs { sitting, differences, ended: paper.ended.is_some() });
    }
    let again = Certificate::of(paper, &stated.name).map(|again| again.write(stated.form));
    let word_for_word = again.is_ok_and(|again| same_words(&again, certificate));
    Ok(Finding::Valid { sitting, name: stated.name, word_for_word })
}

fn differences(stated: &Stated, paper: &Paper) -> Vec<Difference> {
    let facts = facts(paper);
    let mut found = Vec::new();
    for fact in &facts {
        let label = || fact.label.to_owned();
        let log = Some(fact.value.clone());
        match stated.facts.get(fact.label) {
            None => found.push(Difference { label: label(), stated: None, log }),
            // Twice the same label: whichever the reader sees must be true.
            Some(values) => found.extend(values.iter().filter(|value| **value != fact.value).map(|value| Difference {
                label: label(),
                stated: Some(value.clone()),
                log: log.clone(),
            })),
        }
    }
    let unknown = stated.facts.iter().filter(|(label, _)| !facts.iter().any(|fact| fact.label == label.as_str()));
    found.extend(unknown.flat_map(|(label, values)| {
        values.iter().map(|value| Difference { label: label.clone(), stated: Some(value.clone()), log: None })
    }));
    found
}

/// Line ends and blanks at them are left to editors and mail programs.
fn same_words(one: &str, other: &str) -> bool {
    let lines = |text: &str| text.trim().lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>();
    lines(one) == lines(other.trim_start_matches('\u{feff}'))
}

#[cfg(test)]
mod tests;
