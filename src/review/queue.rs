//! What is to be asked now, in which order, and why.

use super::card::Card;
use super::deck::{Deck, Key};
use crate::id::QuestionId;
use crate::time::{Day, Timestamp};

/// How much is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Limits {
    /// Questions that review asks on one of the learner's days, those of today that it asked already included; no limit when nothing is said.
    pub per_day: Option<usize>,
    /// At most this many now.
    pub count: Option<usize>,
}

/// What is due.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Queue {
    /// What is to be asked now, in order.
    pub items: Vec<Item>,
    /// What is due as well and beyond the limits.
    pub waiting: usize,
    /// Questions that review asked today already.
    pub reviewed: usize,
    /// Cards whose question the course has not any more: kept, not asked.
    pub gone: usize,
    /// The next day after today on which something comes due, and how much.
    pub next: Option<(Day, usize)>,
    /// Questions that were missed again and again, those missed most first, due or not.
    pub leeches: Vec<(QuestionId, u32)>,
}

/// A question that is due.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// The question.
    pub question: QuestionId,
    /// Why it is up.
    pub why: Why,
    /// The probability that it is recalled.
    pub retrievability: f64,
    /// On how many days it was missed, where that is so often that reading helps more than asking.
    pub leech: Option<u32>,
}

/// Why a question is up; in the order in which they are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// The learner was sure, and wrong.
    SureButWrong,
    /// Its answer was changed since.
    Changed,
    /// When it was answered cannot be believed: a clock was wrong.
    Undated,
    /// It is due for so many days; 0 is today.
    Due {
        /// Whole days.
        days: u32,
    },
}

impl Queue {
    /// Returns how much is due, within the limits and beyond.
    pub fn due(&self) -> usize {
        self.items.len() + self.waiting
    }
}

impl Card {
    /// Returns why the card is up on `today`; nothing where it is not.
    pub fn why(&self, today: Day, key: Key) -> Option<Why> {
        if key.is_another(self.key) {
            return Some(Why::Changed);
        }
        if !self.is_due(today) {
            return None;
        }
        Some(match self.due {
            _ if self.sure_but_wrong => Why::SureButWrong,
            None => Why::Undated,
            Some(due) => Why::Due { days: u32::try_from(today.0.saturating_sub(due.0)).unwrap_or(u32::MAX) },
        })
    }
}

impl Deck {
    /// Returns what is to be asked: first what the learner was wrongly sure of, then answers that were changed, then the most forgotten.
    /// `key_of` says what the course has now.
    pub fn queue(&self, now: Timestamp, key_of: impl Fn(&QuestionId) -> Key, limits: Limits) -> Queue {
        let today = self.today(now);
        let mut queue = Queue::default();
        for (question, card) in self.cards() {
            // A clock that was set back leaves days that are still to come; they count as today.
            queue.reviewed += usize::from(card.reviewed.is_some_and(|day| day >= today));
            let key = key_of(question);
            if key == Key::Gone {
                queue.gone += 1;
                continue;
            }
            if card.is_leech() && !key.is_another(card.key) {
                queue.leeches.push((question.clone(), card.lapses));
            }
            match (card.why(today, key), card.due) {
                (Some(why), _) => queue.items.push(Item {
                    question: question.clone(),
                    why,
                    retrievability: card.retrievability(today),
                    leech: card.is_leech().then_some(card.lapses),
                }),
                (None, Some(due)) => queue.next = Some(sooner(queue.next, due)),
                (None, None) => {}
            }
        }
        queue.items.sort_by(order);
        queue.leeches.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let left = limits.per_day.map_or(usize::MAX, |all| all.saturating_sub(queue.reviewed));
        let asked = left.min(limits.count.unwrap_or(usize::MAX)).min(queue.items.len());
        queue.waiting = queue.items.len() - asked;
        queue.items.truncate(asked);
        queue
    }
}

fn order(a: &Item, b: &Item) -> std::cmp::Ordering {
    let rank = |item: &Item| match item.why {
        Why::Due { .. } => Why::Due { days: 0 },
        why => why,
    };
    (rank(a).cmp(&rank(b)))
        .then_with(|| a.retrievability.total_cmp(&b.retrievability))
        .then_with(|| a.question.cmp(&b.question))
}

fn sooner(next: Option<(Day, usize)>, due: Day) -> (Day, usize) {
    match next {
        Some((day, count)) if day == due => (day, count + 1),
        Some((day, count)) if day < due => (day, count),
        _ => (due, 1),
    }
}
