//! An exam as it stands in a log: its terms, the answers that count, its end. A fold over events in the order of (time, id), so that two
//! machines whose logs were merged agree. Must not know the course: what was right is what was written when it was answered.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::Value;

use super::Tally;
use crate::hash::sha256;
use crate::id::{EventId, QuestionId};
use crate::progress::{Answered, Ending, Event, EventKind, Mode, RawJson, Terms};
use crate::time::Timestamp;

/// An exam that was begun.
#[derive(Debug, Clone, PartialEq)]
pub struct Paper {
    /// Its sitting.
    pub sitting: EventId,
    /// When it began.
    pub begun: Timestamp,
    /// The seed of its draw and its shuffles.
    pub seed: u64,
    /// Its terms.
    pub terms: Terms,
    /// Its questions in the order in which they were asked.
    pub questions: Vec<QuestionId>,
    /// The answers that count, one for a question at most, in the order in which they were given.
    pub answers: Vec<Given>,
    /// How it ended; nothing where it did not.
    pub ended: Option<Ended>,
}

/// An answer that counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Given {
    /// Its event.
    pub event: EventId,
    /// When.
    pub t: Timestamp,
    /// What was shown and chosen.
    pub answered: Answered,
}

/// The end of an exam.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ended {
    /// Its event.
    pub event: EventId,
    /// When.
    pub t: Timestamp,
    /// Why.
    pub cause: Ending,
}

/// Returns the exams among the events, the one that began first first. The same event twice counts once; an event that was undone after an
/// exam had ended counts in it all the same, and a chapter that is reset takes no exam away. A beginning that was undone is none.
pub fn papers(events: impl IntoIterator<Item = Event>) -> Vec<Paper> {
    let mut by_id: HashMap<EventId, Event> = HashMap::new();
    for event in events {
        let matters = match &event.kind {
            EventKind::Sat(sat) => sat.mode == Mode::Exam && sat.terms.is_some(),
            EventKind::Answered(answered) => answered.mode == Mode::Exam,
            EventKind::Ended { .. } | EventKind::Undone { .. } => true,
            _ => false,
        };
        if !matters {
            continue;
        }
        // One id with two contents: somebody edited a line. The lesser one counts, whatever order they stand in.
        match by_id.entry(event.id) {
            std::collections::hash_map::Entry::Occupied(mut known) if event.to_line() < known.get().to_line() => {
                known.insert(event);
            }
            std::collections::hash_map::Entry::Occupied(_) => {}
            std::collections::hash_map::Entry::Vacant(empty) => {
                empty.insert(event);
            }
        }
    }
    let mut all: Vec<Event> = by_id.into_values().collect();
    all.sort_by_key(|event| (event.t, event.id));
    let undone_in_the_end = undone(&all);
    let begins = |event: &&Event| matches!(event.kind, EventKind::Sat(_)) && !undone_in_the_end.contains(&event.id);
    all.iter().filter(begins).filter_map(|start| Paper::of(start, &all)).collect()
}

/// Returns the events that are undone. An `undone` counts unless a later one that counts undoes it.
fn undone(in_order: &[Event]) -> HashSet<EventId> {
    let mut undone = HashSet::new();
    for event in in_order.iter().rev() {
        if let EventKind::Undone { event: target } = event.kind
            && !undone.contains(&event.id)
        {
            undone.insert(target);
        }
    }
    undone
}

impl Paper {
    fn of(start: &Event, in_order: &[Event]) -> Option<Self> {
        let EventKind::Sat(sat) = &start.kind else { return None };
        let terms = sat.terms.as_deref()?.clone();
        let after = in_order.partition_point(|event| (event.t, event.id) <= (start.t, start.id));
        let ends = |event: &Event| matches!(event.kind, EventKind::Ended { sitting, .. } if sitting == start.id);
        let end = in_order[after..].iter().position(ends).map(|at| after + at);
        let undone = undone(&in_order[..end.unwrap_or(in_order.len())]);
        let mut last: BTreeMap<&QuestionId, Given> = BTreeMap::new();
        for event in &in_order[after..end.unwrap_or(in_order.len())] {
            if let EventKind::Answered(answered) = &event.kind
                && answered.sitting == start.id
                && sat.questions.contains(&answered.question)
                && !undone.contains(&event.id)
            {
                last.insert(&answered.question, Given { event: event.id, t: event.t, answered: answered.clone() });
            }
        }
        let mut answers: Vec<Given> = last.into_values().collect();
        answers.sort_by_key(|given| (given.t, given.event));
        let ended = end.and_then(|at| match in_order[at].kind {
            EventKind::Ended { cause, .. } => Some(Ended { event: in_order[at].id, t: in_order[at].t, cause }),
            _ => None,
        });
        let questions = sat.questions.clone();
        Some(Self { sitting: start.id, begun: start.t, seed: sat.seed, terms, questions, answers, ended })
    }

    /// Returns what came out.
    pub fn tally(&self) -> Tally {
        let right: HashMap<&QuestionId, bool> =
            self.answers.iter().map(|given| (&given.answered.question, given.answered.right)).collect();
        Tally::of(&self.questions, |question| right.get(question).copied())
    }

    /// Returns whether it came to its end and was passed.
    pub fn is_passed(&self) -> bool {
        let tally = self.tally();
        self.ended.is_some() && self.terms.passes(tally.right, tally.asked)
    }

    /// Returns how many whole minutes it took, from its beginning to its end, breaks included.
    pub fn minutes(&self) -> i64 {
        self.ended.map_or(0, |ended| (ended.t.0 - self.begun.0).max(0) / 60_000)
    }

    /// Returns the seal: the SHA-256 of what counts in the exam's events, field by field, one line for each. How the lines of the log
    /// are formatted, and in which order they stand, does not matter.
    pub fn seal(&self) -> String {
        let mut text = String::from("seaworthy exam 1\n");
        let terms = serde_json::to_value(&self.terms).unwrap_or_default();
        let mut line = |parts: &[&str]| {
            text.push_str(&parts.join(" "));
            text.push('\n');
        };
        line(&["sat", &self.sitting.to_string(), &self.begun.0.to_string(), &format!("{:016x}", self.seed)]);
        line(&["terms", &canonical(&terms)]);
        self.questions.iter().for_each(|question| line(&["question", question.as_str()]));
        for Given { event, t, answered } in &self.answers {
            let shown: Vec<String> = answered.shown.iter().map(u16::to_string).collect();
            line(&[
                "answered",
                &event.to_string(),
                &t.0.to_string(),
                answered.question.as_str(),
                &format!("{:016x}", answered.key),
                &shown.join(","),
                &chosen(&answered.chosen),
                if answered.right { "right" } else { "wrong" },
                answered.confidence.map_or("-", crate::progress::Confidence::word),
                &answered.seconds.to_string(),
            ]);
        }
        if let Some(Ended { event, t, cause }) = self.ended {
            line(&["ended", &event.to_string(), &t.0.to_string(), cause.word()]);
        }
        sha256(text.as_bytes())
    }
}

fn chosen(chosen: &RawJson) -> String {
    chosen.read::<Value>().map_or_else(|_| chosen.as_str().to_owned(), |value| canonical(&value))
}

/// Returns JSON without blanks and with the names of each object in order.
fn canonical(value: &Value) -> String {
    match value {
        Value::Object(fields) => {
            let sorted: BTreeMap<&String, &Value> = fields.iter().collect();
            let field =
                |(name, value): (&String, &Value)| format!("{}:{}", Value::from(name.as_str()), canonical(value));
            format!("{{{}}}", sorted.into_iter().map(field).collect::<Vec<_>>().join(","))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(canonical).collect::<Vec<_>>().join(",")),
        plain => plain.to_string(),
    }
}

#[cfg(test)]
mod tests;
