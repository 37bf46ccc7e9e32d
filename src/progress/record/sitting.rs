//! The sitting that was begun last and not brought to its end: its questions, and what became of them so far.

use std::collections::HashSet;

use super::Record;
use super::journal::{Key, No};
use crate::id::{EventId, QuestionId};
use crate::progress::event::{Answered, EventKind, Sat, Tag};
use crate::time::Timestamp;

/// A sitting that can be taken up again.
#[derive(Debug, Clone, PartialEq)]
pub struct HalfSitting {
    /// Its id.
    pub id: EventId,
    /// When it began.
    pub t: Timestamp,
    /// What it is made of; questions by their present ids.
    pub sat: Sat,
    /// What was done in it, in order; a question may be answered more than once. Undone answers are left out.
    pub outcomes: Vec<Outcome>,
}

/// What became of one question.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// When.
    pub t: Timestamp,
    /// The question by its present id.
    pub question: QuestionId,
    /// What was done with it.
    pub reply: Reply,
}

/// What was done with a question.
#[derive(Debug, Clone, PartialEq)]
pub enum Reply {
    /// It was answered.
    Answered(Answered),
    /// It was passed over.
    Skipped,
}

impl HalfSitting {
    /// Returns the questions that were neither answered nor skipped.
    pub fn left(&self) -> impl Iterator<Item = &QuestionId> {
        self.sat.questions.iter().filter(|id| !self.outcomes.iter().any(|outcome| outcome.question == **id))
    }
}

impl Record {
    /// Returns the last sitting, if some of its questions were neither answered nor skipped. It is closed for good by an
    /// `undone` of its start, by another sitting, and by a reset of a chapter it asks about.
    pub fn half_sitting(&self) -> Option<HalfSitting> {
        let start = self.fold.sat?;
        let key = self.journal.key(start);
        let event = self.journal.read(start)?;
        let EventKind::Sat(mut sat) = event.kind else { return None };
        for question in &mut sat.questions {
            if self.is_reset_since(question, key) {
                return None;
            }
            *question = self.names.question(question);
        }
        let outcomes = self.outcomes_after(key, event.id);
        let done: HashSet<&QuestionId> = outcomes.iter().map(|outcome| &outcome.question).collect();
        if sat.questions.iter().all(|question| done.contains(question)) {
            return None;
        }
        Some(HalfSitting { id: event.id, t: event.t, sat, outcomes })
    }

    fn outcomes_after(&self, key: Key, sitting: EventId) -> Vec<Outcome> {
        let order = self.journal.order();
        let begin = order.partition_point(|no| self.journal.key(*no) <= key);
        order[begin..].iter().filter_map(|no| self.outcome(*no, sitting)).collect()
    }

    fn outcome(&self, no: No, sitting: EventId) -> Option<Outcome> {
        let entry = self.journal.entry(no);
        if !matches!(entry.tag, Tag::Answered | Tag::Skipped) || !entry.live {
            return None;
        }
        let event = self.journal.read(no)?;
        let (question, of, reply) = match event.kind {
            EventKind::Answered(answered) => (answered.question.clone(), answered.sitting, Reply::Answered(answered)),
            EventKind::Skipped { question, sitting } => (question, sitting, Reply::Skipped),
            _ => return None,
        };
        (of == sitting).then(|| Outcome { t: event.t, question: self.names.question(&question), reply })
    }

    fn is_reset_since(&self, question: &QuestionId, key: Key) -> bool {
        let chapters = [question.lesson().chapter(), self.names.question(question).lesson().chapter()];
        chapters.iter().any(|id| self.names.find(id.as_str()).is_some_and(|sym| self.fold.is_reset_after(sym, key)))
    }
}
