//! One question that was answered, and when it comes again: what each answer does to a card. Knows days; not the clock, and not what is
//! asked today.

use super::memory::{Grade, Memory};
use crate::progress::Confidence;
use crate::time::Day;

/// Days on which a question is missed that make it a leech: more repetition does not help, reading does.
pub const LEECH_LAPSES: u32 = 4;

/// Days on which a leech has to be answered right, without a miss in between, to be none any more.
const LEECH_CURED: u32 = 3;

/// The longest interval in days: the practices themselves change.
const LONGEST: f64 = 365.0;

/// A question that was answered at least once.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Card {
    /// How well it is remembered; nothing while no answer has a date that can be believed.
    pub memory: Option<Memory>,
    /// The learner's day of the last answer.
    pub last: Option<Day>,
    /// The day on which it comes again; nothing where that cannot be known: then it comes at once.
    pub due: Option<Day>,
    /// Answers of all time.
    pub reps: u32,
    /// Days on which it was missed, since its key is what it is.
    pub lapses: u32,
    /// Days on which it was answered right since it was last missed.
    pub cured: u32,
    /// The lower half of the hash of the key that the last answer was judged by.
    pub key: u32,
    /// Whether the last answer was wrong.
    pub missed: bool,
    /// Whether the learner was sure and wrong, and was not right on a later day.
    pub sure_but_wrong: bool,
    /// The last day on which review asked it.
    pub reviewed: Option<Day>,
    missed_on: Option<Day>,
}

/// One answer, as a card sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Given {
    /// The learner's day; nothing where the date cannot be believed.
    pub day: Option<Day>,
    /// Whether it was right.
    pub right: bool,
    /// How sure the learner was.
    pub confidence: Option<Confidence>,
    /// Whether review asked.
    pub review: bool,
    /// The lower half of the hash of the key it was judged by.
    pub key: u32,
}

impl Given {
    /// Returns the grade. Who says "sure" bets: right, the question comes much later (easy); wrong, it comes first. Minutes after the answer
    /// was shown the bet is none, so that within one day a sure answer is good, not easy.
    fn grade(&self, same_day: bool) -> Grade {
        match (self.right, self.confidence) {
            (false, _) => Grade::Again,
            (true, Some(Confidence::Unsure)) => Grade::Hard,
            (true, Some(Confidence::Sure)) if !same_day => Grade::Easy,
            (true, _) => Grade::Good,
        }
    }
}

impl Card {
    /// Takes one more answer in; answers come in the order of the record.
    pub fn add(&mut self, given: &Given) {
        if self.reps > 0 && self.key != given.key {
            // What was remembered is not the answer any more.
            *self = Self { reps: self.reps, reviewed: self.reviewed, ..Self::default() };
        }
        self.reps = self.reps.saturating_add(1);
        self.key = given.key;
        self.missed = !given.right;
        let Some(day) = given.day else {
            // It counts as answered; when it will be forgotten cannot be said, so it comes at once.
            self.sure_but_wrong |= !given.right && given.confidence == Some(Confidence::Sure);
            return;
        };
        if given.review {
            self.reviewed = self.reviewed.max(Some(day));
        }
        let elapsed = self.last.map(|last| u32::try_from(day.0.saturating_sub(last.0).max(0)).unwrap_or(u32::MAX));
        let same_day = elapsed == Some(0);
        self.note_misses(given, day, same_day);
        let grade = given.grade(same_day);
        let memory = match self.memory.zip(elapsed) {
            Some((memory, days)) => memory.after(grade, days),
            None => Memory::first(grade),
        };
        let last = self.last.map_or(day, |last| last.max(day));
        self.memory = Some(memory);
        self.last = Some(last);
        self.due = Some(Day(last.0.saturating_add(self.interval(memory))));
    }

    fn note_misses(&mut self, given: &Given, day: Day, same_day: bool) {
        let sure_but_wrong = !given.right && given.confidence == Some(Confidence::Sure);
        self.sure_but_wrong = sure_but_wrong || same_day && self.sure_but_wrong;
        if given.right {
            self.cured = self.cured.saturating_add(u32::from(!same_day));
            return;
        }
        self.cured = 0;
        if self.missed_on != Some(day) {
            self.lapses = self.lapses.saturating_add(1);
            self.missed_on = Some(day);
        }
    }

    /// Returns how many whole days it waits, never less than one: until nine in ten are still recalled (that is what stability measures). What
    /// is missed comes again within its sitting, and then on another day; what the learner was wrongly sure of does not wait longer, however
    /// well it was known before.
    fn interval(&self, memory: Memory) -> i64 {
        if self.sure_but_wrong {
            return 1;
        }
        memory.stability.round().clamp(1.0, LONGEST) as i64
    }

    /// Returns the probability that it is recalled on `today`; 0 where nothing is known.
    pub fn retrievability(&self, today: Day) -> f64 {
        let Some((memory, last)) = self.memory.zip(self.last) else { return 0.0 };
        memory.retrievability(u32::try_from(today.0.saturating_sub(last.0).max(0)).unwrap_or(u32::MAX))
    }

    /// Returns whether it is due on `today`.
    pub fn is_due(&self, today: Day) -> bool {
        self.due.is_none_or(|due| due <= today)
    }

    /// Returns whether it was missed again and again.
    pub fn is_leech(&self) -> bool {
        self.lapses >= LEECH_LAPSES && self.cured < LEECH_CURED
    }
}
