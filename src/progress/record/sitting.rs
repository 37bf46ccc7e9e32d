//! The sitting that was begun last and not brought to its end: its questions, and what became of them so far. One that was left before
//! its first answer is none.

use std::collections::HashMap;

use super::Record;
use super::journal::{Key, No};
use super::names::NameId;
use crate::id::{EventId, QuestionId};
use crate::progress::event::{Answered, Confidence, EventKind, Mode, Sat, Tag};
use crate::quiz::{self, Sitting};
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
    /// The event, to undo it by.
    pub event: EventId,
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
    Answered {
        /// Whether it was right.
        right: bool,
        /// How sure the learner was, where that was said.
        confidence: Option<Confidence>,
        /// What was shown and chosen. Nothing where the answer was taken in before the beginning of its sitting, as happens
        /// when logs are merged.
        details: Option<Box<Answered>>,
    },
    /// It was passed over.
    Skipped,
}

impl Reply {
    /// Returns whether the question was answered, rightly or not.
    pub fn is_answer(&self) -> bool {
        matches!(self, Self::Answered { .. })
    }

    /// Returns what the sitting makes of it.
    pub fn kind(&self) -> quiz::Outcome {
        match self {
            Self::Answered { right: true, .. } => quiz::Outcome::Right,
            Self::Answered { right: false, .. } => quiz::Outcome::Wrong,
            Self::Skipped => quiz::Outcome::Skipped,
        }
    }
}

impl HalfSitting {
    /// Returns the sitting as it was left, in whichever round that was, without the questions that are not `known` any more.
    pub fn taken_up(&self, known: impl Fn(&QuestionId) -> bool) -> Sitting {
        let questions = self.sat.questions.iter().filter(|id| known(id)).cloned().collect();
        let outcomes: Vec<_> =
            self.outcomes.iter().map(|outcome| (outcome.question.clone(), outcome.reply.kind())).collect();
        Sitting::resume(self.id, self.sat.seed, questions, self.sat.mode, &outcomes)
    }

    /// Returns the events that [`HalfSitting::taken_up`] was made from, for undo, the last one last. Nothing where they are not all part
    /// of it: logs that were merged may hold more answers than a sitting has room for, and then none is the last for sure.
    pub fn undoable(&self, sitting: &Sitting) -> Vec<EventId> {
        let all = sitting.done() == self.outcomes.len();
        self.outcomes.iter().filter(|_| all).map(|outcome| outcome.event).collect()
    }
}

impl Record {
    /// Returns the last exam, if it was not ended; else the last other sitting in which something was answered or skipped, if a question
    /// of it is still to be asked, be it once more. Either is closed for good by an `undone` of its start, by another one of its sort, and by a reset of a chapter it asks about.
    pub fn half_sitting(&self) -> Option<HalfSitting> {
        [self.fold.exam, self.fold.sat].into_iter().flatten().find_map(|start| self.half(start))
    }

    fn half(&self, start: No) -> Option<HalfSitting> {
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
        let half = HalfSitting { id: event.id, t: event.t, sat, outcomes };
        (half.sat.terms.is_some() || !half.taken_up(|_| true).is_over()).then_some(half)
    }

    /// Returns what became of the questions of every sitting of a mode, in order, each with the seed of its sitting; without the answers'
    /// details. Where the record was made of an essence the rest of the log is read first.
    pub fn outcomes(&mut self, mode: Mode) -> Vec<(u64, Outcome)> {
        self.complete();
        let mut seeds: HashMap<u64, u64> = HashMap::new();
        for no in self.journal.order() {
            let entry = self.journal.entry(*no);
            if entry.tag == Tag::Sat
                && entry.live
                && let Some(EventKind::Sat(sat)) = self.journal.read(*no).map(|event| event.kind)
                && sat.mode == mode
            {
                seeds.insert(entry.id as u64, sat.seed);
            }
        }
        let replies = self.journal.order().iter().filter_map(|no| {
            let sitting = self.journal.entry(*no).value;
            let seed = seeds.get(&sitting)?;
            Some((*seed, self.outcome(*no, EventId(u128::from(sitting)), &mut HashMap::new())?))
        });
        replies.collect()
    }

    /// Returns whether an event counts: it was taken in, and neither undone nor forgotten with its chapter. Reads the rest of the log like
    /// [`Record::outcomes`].
    pub fn counts(&mut self, event: EventId) -> bool {
        self.complete();
        self.journal.find(event).is_some_and(|no| self.journal.entry(no).live)
    }

    fn outcomes_after(&self, key: Key, sitting: EventId) -> Vec<Outcome> {
        let mut details: HashMap<EventId, Answered> = HashMap::new();
        for event in self.journal.answers() {
            if let EventKind::Answered(answered) = event.kind {
                details.insert(event.id, answered);
            }
        }
        let order = self.journal.order();
        let begin = order.partition_point(|no| self.journal.key(*no) <= key);
        order[begin..].iter().filter_map(|no| self.outcome(*no, sitting, &mut details)).collect()
    }

    fn outcome(&self, no: No, sitting: EventId, details: &mut HashMap<EventId, Answered>) -> Option<Outcome> {
        let entry = self.journal.entry(no);
        if !entry.live || entry.value != sitting.0 as u64 {
            return None;
        }
        let reply = match entry.tag {
            Tag::Answered => {
                let details = details.remove(&EventId(entry.id)).map(Box::new);
                Reply::Answered { right: entry.mark.right, confidence: entry.mark.confidence, details }
            }
            Tag::Skipped => Reply::Skipped,
            _ => return None,
        };
        let NameId::Question(question) = self.names.id(self.names.get(entry.sym).now) else { return None };
        Some(Outcome { event: EventId(entry.id), t: Timestamp(entry.t), question: question.clone(), reply })
    }

    fn is_reset_since(&self, question: &QuestionId, key: Key) -> bool {
        let chapters = [question.lesson().chapter(), self.names.question(question).lesson().chapter()];
        chapters.iter().any(|id| self.names.find(id.as_str()).is_some_and(|sym| self.fold.is_reset_after(sym, key)))
    }
}
