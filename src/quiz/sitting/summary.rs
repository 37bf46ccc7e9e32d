//! How a sitting went, in numbers. Must not know the course: a lesson is an id here.

use super::Outcome;
use crate::id::{LessonId, QuestionId};

/// How a sitting went. A try is an answer; a question that is skipped and answered later is answered at the first try.
/// `answered == right_first + missed.len()`, `asked == answered + skipped.len()`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Summary {
    /// Questions that were up and dealt with, one way or another.
    pub asked: usize,
    /// Questions that were answered at least once.
    pub answered: usize,
    /// Right at the first try.
    pub right_first: usize,
    /// Missed at the first try and right at the second.
    pub right_second: usize,
    /// Missed at the first try, in the order of the sitting.
    pub missed: Vec<QuestionId>,
    /// Skipped and never answered, in the order of the sitting.
    pub skipped: Vec<QuestionId>,
    /// The same by lesson, in the order in which the lessons came up.
    pub lessons: Vec<LessonTally>,
    /// Seconds spent on answers.
    pub seconds: u32,
}

/// How the questions of one lesson went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LessonTally {
    /// The lesson.
    pub lesson: LessonId,
    /// Questions that were up and dealt with.
    pub asked: usize,
    /// Right at the first try.
    pub right: usize,
    /// Missed at the first try.
    pub missed: usize,
}

impl Summary {
    /// Returns the share of dealt-with questions that were right at the first try, in whole percent rounded down;
    /// a skipped one counts as not right.
    pub fn percent(&self) -> u8 {
        u8::try_from(self.right_first * 100 / self.asked.max(1)).unwrap_or(100)
    }

    /// Folds (question, outcomes of the two rounds, seconds of the two rounds).
    pub(super) fn of<'a>(asked: impl Iterator<Item = (&'a QuestionId, [Option<Outcome>; 2], [u32; 2])>) -> Self {
        let mut summary = Self::default();
        for (id, rounds, seconds) in asked.filter(|(_, rounds, _)| rounds[0].is_some()) {
            summary.asked += 1;
            summary.seconds = summary.seconds.saturating_add(seconds[0]).saturating_add(seconds[1]);
            summary.count(id, rounds);
        }
        summary
    }

    fn count(&mut self, id: &QuestionId, rounds: [Option<Outcome>; 2]) {
        let mut tries = rounds.into_iter().flatten().filter(|outcome| *outcome != Outcome::Skipped);
        let (first, second) = (tries.next(), tries.next());
        let tally = self.tally(id);
        tally.asked += 1;
        tally.right += usize::from(first == Some(Outcome::Right));
        tally.missed += usize::from(first == Some(Outcome::Wrong));
        self.answered += usize::from(first.is_some());
        self.right_first += usize::from(first == Some(Outcome::Right));
        self.right_second += usize::from(second == Some(Outcome::Right));
        match first {
            Some(Outcome::Wrong) => self.missed.push(id.clone()),
            None => self.skipped.push(id.clone()),
            Some(_) => {}
        }
    }

    fn tally(&mut self, id: &QuestionId) -> &mut LessonTally {
        let lesson = id.lesson();
        let known = self.lessons.iter().position(|tally| tally.lesson == lesson);
        let at = known.unwrap_or_else(|| {
            self.lessons.push(LessonTally { lesson, asked: 0, right: 0, missed: 0 });
            self.lessons.len() - 1
        });
        &mut self.lessons[at]
    }
}
