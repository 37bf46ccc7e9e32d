//! A run of questions: which one is up, what comes again, what is left, how it went.
//! Knows questions only by id. Must not know kinds, clocks, or how a sitting is stored; it is small enough to be
//! rebuilt from the answers in the progress log.

mod summary;

use serde::{Deserialize, Serialize};

use crate::id::{EventId, QuestionId};

pub use summary::{LessonTally, Summary};

/// What a sitting is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// The questions at the end of a lesson.
    Lesson,
    /// Quiz mode.
    Quiz,
    /// What is due.
    Review,
    /// An exam: no feedback before the end.
    Exam,
    /// Proving a chapter to skip it.
    Placement,
    /// Asked to a room by a facilitator.
    Room,
}

impl Mode {
    /// Every mode.
    pub const ALL: [Self; 6] = [Self::Lesson, Self::Quiz, Self::Review, Self::Exam, Self::Placement, Self::Room];

    /// Returns the word used in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Lesson => "lesson",
            Self::Quiz => "quiz",
            Self::Review => "review",
            Self::Exam => "exam",
            Self::Placement => "placement",
            Self::Room => "room",
        }
    }

    /// Returns whether a missed question is asked again at the end. Where the number is what counts it is not: to ask
    /// again would tell that the answer was wrong. A skipped question comes back in every mode.
    pub fn repeats_missed(self) -> bool {
        self.tells_at_once()
    }

    /// Returns whether the verdict, its reasons, hints and the lesson are there while the sitting goes on. Where they are
    /// not, the next question follows on the answer, and all of it is told at the end.
    pub fn tells_at_once(self) -> bool {
        !matches!(self, Self::Exam | Self::Placement)
    }
}

/// What became of a question that was up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// Answered, and right.
    Right,
    /// Answered, and wrong.
    Wrong,
    /// Not answered.
    Skipped,
}

/// A run of questions in two rounds: all of them, then once more those that were missed or skipped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Saved", into = "Saved")]
pub struct Sitting {
    id: EventId,
    seed: u64,
    mode: Mode,
    asked: Vec<Asked>,
    /// What was recorded, in order: indices in `asked`. The last one is what `undo` takes back.
    history: Vec<usize>,
    /// The question that is up.
    at: Option<usize>,
    /// Whether the one that is up was recorded and waits for `next`.
    recorded: bool,
}

/// One question of the sitting and its outcomes in the two rounds.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Asked {
    id: QuestionId,
    rounds: [Option<Outcome>; 2],
    seconds: [u32; 2],
}

/// A sitting as it is stored: what it consists of and what was recorded, so that nothing read can contradict itself.
#[derive(Serialize, Deserialize)]
struct Saved {
    id: EventId,
    seed: u64,
    mode: Mode,
    questions: Vec<QuestionId>,
    outcomes: Vec<(QuestionId, Outcome, u32)>,
}

impl Asked {
    /// Returns whether the question comes, or came, again in the second round.
    fn returns(&self, mode: Mode) -> bool {
        match self.rounds[0] {
            Some(Outcome::Wrong) => mode.repeats_missed(),
            Some(Outcome::Skipped) => true,
            Some(Outcome::Right) | None => false,
        }
    }

    /// Returns the round (0 or 1) that the question still waits for.
    fn due(&self, mode: Mode) -> Option<usize> {
        match self.rounds {
            [None, _] => Some(0),
            [_, None] if self.returns(mode) => Some(1),
            _ => None,
        }
    }
}

impl Sitting {
    /// Starts a sitting; a question that is named twice is asked once.
    pub fn new(id: EventId, seed: u64, questions: Vec<QuestionId>, mode: Mode) -> Self {
        let mut seen = std::collections::HashSet::new();
        let fresh = questions.into_iter().filter(|question| seen.insert(question.clone()));
        let asked = fresh.map(|id| Asked { id, rounds: [None; 2], seconds: [0; 2] }).collect();
        let mut sitting = Self { id, seed, mode, asked, history: Vec::new(), at: None, recorded: false };
        sitting.at = sitting.first_due();
        sitting
    }

    /// Rebuilds a half sitting from what was recorded of it, oldest first and without what was undone. Outcomes of
    /// questions that are not (or no longer) part of it are passed over.
    pub fn resume(
        id: EventId,
        seed: u64,
        questions: Vec<QuestionId>,
        mode: Mode,
        outcomes: &[(QuestionId, Outcome)],
    ) -> Self {
        let mut sitting = Self::new(id, seed, questions, mode);
        outcomes.iter().for_each(|(question, outcome)| sitting.replay(question, *outcome, 0));
        sitting.at = sitting.first_due();
        sitting
    }

    fn replay(&mut self, question: &QuestionId, outcome: Outcome, seconds: u32) {
        if let Some(at) = self.asked.iter().position(|asked| asked.id == *question) {
            self.put(at, outcome, seconds);
        }
    }

    /// Returns the id under which its answers are logged.
    pub fn id(&self) -> EventId {
        self.id
    }

    /// Returns the seed of its shuffles.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// Returns what it is for.
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// Returns all questions in the order of the first round.
    pub fn questions(&self) -> impl ExactSizeIterator<Item = &QuestionId> {
        self.asked.iter().map(|asked| &asked.id)
    }

    /// Returns the question that is up; after [`Sitting::record`] the same one until [`Sitting::next`].
    pub fn current(&self) -> Option<&QuestionId> {
        self.at.map(|at| &self.asked[at].id)
    }

    /// Returns whether the question that is up has been answered, so that its verdict is what is shown.
    pub fn is_recorded(&self) -> bool {
        self.recorded
    }

    /// Records the answer to the question that is up. Returns false, and does nothing, where there is none or it was
    /// recorded already.
    pub fn record(&mut self, verdict_right: bool, seconds: u32) -> bool {
        let outcome = if verdict_right { Outcome::Right } else { Outcome::Wrong };
        let Some(at) = self.at.filter(|_| !self.recorded) else { return false };
        self.recorded = self.put(at, outcome, seconds);
        self.recorded
    }

    /// Passes over the question that is up and goes on to the next one. Returns false, and does nothing, where there
    /// is none or it was answered.
    pub fn skip(&mut self) -> bool {
        let Some(at) = self.at.filter(|_| !self.recorded) else { return false };
        let skipped = self.put(at, Outcome::Skipped, 0);
        self.at = self.first_due();
        skipped
    }

    /// Goes on from an answered question; one that is not answered stays up.
    pub fn next(&mut self) {
        if self.recorded {
            self.recorded = false;
            self.at = self.first_due();
        }
    }

    /// Takes back what was recorded last, an answer or a skip, and puts that question up again. Returns it.
    pub fn undo(&mut self) -> Option<&QuestionId> {
        let at = self.history.pop()?;
        let asked = &mut self.asked[at];
        let round = usize::from(asked.rounds[1].is_some());
        asked.rounds[round] = None;
        asked.seconds[round] = 0;
        self.at = Some(at);
        self.recorded = false;
        self.current()
    }

    /// Puts another outcome in the place of the last one of a question, as if it had just been recorded; what is up stays. Returns false,
    /// and does nothing, where it was neither answered nor skipped.
    pub fn change(&mut self, question: &QuestionId, verdict_right: bool, seconds: u32) -> bool {
        let Some(at) = self.asked.iter().position(|asked| asked.id == *question) else { return false };
        let Some(last) = self.history.iter().rposition(|other| *other == at) else { return false };
        let asked = &mut self.asked[at];
        let round = usize::from(asked.rounds[1].is_some());
        asked.rounds[round] = Some(if verdict_right { Outcome::Right } else { Outcome::Wrong });
        asked.seconds[round] = seconds;
        self.history.remove(last);
        self.history.push(at);
        true
    }

    /// Returns how many questions have still to be answered, those that come again and the one that is up included.
    pub fn left(&self) -> usize {
        self.asked.iter().filter(|asked| asked.due(self.mode).is_some()).count()
    }

    /// Returns how many answers and skips have been recorded; with [`Sitting::left`] it gives the whole way.
    pub fn done(&self) -> usize {
        self.history.len()
    }

    /// Returns 1 in the first round and 2 when missed and skipped questions come again.
    pub fn round(&self) -> u8 {
        let second = match self.at {
            Some(at) if self.recorded => self.asked[at].rounds[1].is_some(),
            Some(at) => self.asked[at].rounds[0].is_some(),
            None => self.asked.iter().any(|asked| asked.rounds[1].is_some()),
        };
        if second { 2 } else { 1 }
    }

    /// Returns whether no question is up any more.
    pub fn is_over(&self) -> bool {
        self.at.is_none()
    }

    /// Returns what was recorded, oldest first.
    pub fn outcomes(&self) -> Vec<(QuestionId, Outcome)> {
        self.log().into_iter().map(|(id, outcome, _)| (id, outcome)).collect()
    }

    /// Returns how it went so far.
    pub fn summary(&self) -> Summary {
        Summary::of(self.asked.iter().map(|asked| (&asked.id, asked.rounds, asked.seconds)))
    }

    /// Stores an outcome in the round the question waits for; false where it waits for none.
    fn put(&mut self, at: usize, outcome: Outcome, seconds: u32) -> bool {
        let Some(round) = self.asked[at].due(self.mode) else { return false };
        self.asked[at].rounds[round] = Some(outcome);
        self.asked[at].seconds[round] = seconds;
        self.history.push(at);
        true
    }

    /// Returns the first question of the first round that is due, or else of the second.
    fn first_due(&self) -> Option<usize> {
        let due = |round| self.asked.iter().position(|asked| asked.due(self.mode) == Some(round));
        due(0).or_else(|| due(1))
    }

    fn log(&self) -> Vec<(QuestionId, Outcome, u32)> {
        let mut rounds = vec![0; self.asked.len()];
        let entry = |at: &usize| {
            let round = std::mem::replace(&mut rounds[*at], 1);
            let asked = &self.asked[*at];
            asked.rounds[round].map(|outcome| (asked.id.clone(), outcome, asked.seconds[round]))
        };
        self.history.iter().filter_map(entry).collect()
    }
}

impl From<Saved> for Sitting {
    fn from(saved: Saved) -> Self {
        let mut sitting = Self::new(saved.id, saved.seed, saved.questions, saved.mode);
        saved.outcomes.iter().for_each(|(id, outcome, seconds)| sitting.replay(id, *outcome, *seconds));
        sitting.at = sitting.first_due();
        sitting
    }
}

impl From<Sitting> for Saved {
    fn from(sitting: Sitting) -> Self {
        let questions = sitting.questions().cloned().collect();
        Self { questions, outcomes: sitting.log(), id: sitting.id, seed: sitting.seed, mode: sitting.mode }
    }
}

#[cfg(test)]
mod tests;
