//! All cards: a fold over the answers that count, in the order of the record; whatever mode they were given in. Several answers on one day
//! are reviews within a day, as FSRS has them: the second round of a sitting counts, and counts little.

use std::collections::HashMap;

use super::card::{Card, Given};
use crate::id::QuestionId;
use crate::progress::{Answer, Mode, Record};
use crate::time::{DAY_MS, Day, Offset, Timestamp};

/// How far ahead of now a date may be and still be believed; the record has the same.
const BELIEVED_AHEAD_MS: i64 = DAY_MS;

/// Every question that was answered, as a card.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Deck {
    cards: HashMap<QuestionId, Card>,
    offset: Offset,
    horizon: i64,
}

/// What is known of the answer of a question as the course has it now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// The course has not the question any more.
    Gone,
    /// The question is there; nobody has read what its answer is.
    Unread,
    /// The hash of its key; only the lower half is compared.
    Is(u64),
}

impl Key {
    /// Returns whether the answer is another than the one a card was made of, as far as that is known.
    pub(super) fn is_another(self, card: u32) -> bool {
        matches!(self, Self::Is(key) if key as u32 != card)
    }
}

/// How well a set of questions is known.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Mastery {
    /// Questions there are.
    pub questions: usize,
    /// Questions that were answered at least once.
    pub answered: usize,
    /// The share that would be answered right now, 0 to 1: each question counts as much as it is likely to be recalled; one that was never
    /// answered, or wrong at last, counts nothing.
    pub share: f64,
}

impl Deck {
    /// Starts empty. `now` says which dates can be believed, `offset` where the learner's days begin.
    pub fn new(now: Timestamp, offset: Offset) -> Self {
        Self { cards: HashMap::new(), offset, horizon: now.0.saturating_add(BELIEVED_AHEAD_MS) }
    }

    /// Folds every answer of a record that counts; reads the rest of the log like [`Record::answers`].
    pub fn of(record: &mut Record, now: Timestamp, offset: Offset) -> Self {
        let mut deck = Self::new(now, offset);
        record.answers().for_each(|answer| deck.add(&answer));
        deck
    }

    /// Learns that it is `now`: dates up to a day from there are believed.
    pub fn notice_time(&mut self, now: Timestamp) {
        self.horizon = self.horizon.max(now.0.saturating_add(BELIEVED_AHEAD_MS));
    }

    /// Takes in one more answer, the last in order.
    pub fn add(&mut self, answer: &Answer<'_>) {
        let given = Given {
            day: (answer.t.0 <= self.horizon).then(|| answer.t.day(self.offset)),
            right: answer.right,
            confidence: answer.confidence,
            review: answer.mode == Mode::Review,
            key: answer.key,
        };
        match self.cards.get_mut(answer.question) {
            Some(card) => card.add(&given),
            None => {
                let mut card = Card::default();
                card.add(&given);
                self.cards.insert(answer.question.clone(), card);
            }
        }
    }

    /// Returns the card of a question; nothing where it was never answered.
    pub fn card(&self, question: &QuestionId) -> Option<&Card> {
        self.cards.get(question)
    }

    /// Returns all cards, in no particular order.
    pub fn cards(&self) -> impl ExactSizeIterator<Item = (&QuestionId, &Card)> {
        self.cards.iter()
    }

    /// Returns the learner's day.
    pub fn today(&self, now: Timestamp) -> Day {
        now.day(self.offset)
    }

    /// Returns the probability that a question is answered right now; nothing where it was never answered.
    pub fn retrievability(&self, question: &QuestionId, now: Timestamp) -> Option<f64> {
        self.cards.get(question).map(|card| card.retrievability(self.today(now)))
    }

    /// Returns how well these questions are known.
    pub fn mastery<'a>(&self, questions: impl IntoIterator<Item = &'a QuestionId>, now: Timestamp) -> Mastery {
        let (today, mut mastery, mut known) = (self.today(now), Mastery::default(), 0.0);
        for question in questions {
            mastery.questions += 1;
            let Some(card) = self.cards.get(question) else { continue };
            mastery.answered += 1;
            known += if card.missed { 0.0 } else { card.retrievability(today) };
        }
        mastery.share = known / mastery.questions.max(1) as f64;
        mastery
    }

    /// Returns how many cards come due on each of the next `days` days, today first; what is overdue counts for today, and so does a
    /// question whose answer was changed. Limits are not considered, and a card counts once, though it will come again. `key_of` says what
    /// the course has, as for [`Deck::queue`].
    pub fn forecast(&self, now: Timestamp, days: usize, key_of: impl Fn(&QuestionId) -> Key) -> Vec<u32> {
        let today = self.today(now);
        let mut forecast = vec![0; days];
        for (question, card) in &self.cards {
            let key = key_of(question);
            if key == Key::Gone {
                continue;
            }
            let due = card.due.filter(|_| !key.is_another(card.key));
            let wait = due.map_or(0, |due| due.0.saturating_sub(today.0).max(0));
            if let Some(day) = usize::try_from(wait).ok().and_then(|wait| forecast.get_mut(wait)) {
                *day += 1;
            }
        }
        forecast
    }
}
