//! What the tutor knows of spaced review: the deck, kept up to date with every answer, and what is due as it was counted last. Counting
//! reads every event and every question that was answered, so it is asked of the world, and not before the first screen is up.

use std::collections::HashMap;

use crate::app::effect::Effect;
use crate::app::model::App;
use crate::app::screens::Screen;
use crate::id::QuestionId;
use crate::progress::{Answer, Event, EventKind};
use crate::quiz::Question;
use crate::review::outlook::FORECAST_DAYS;
use crate::review::{Deck, Key, Limits, Queue};
use crate::time::Day;

/// Questions that review asks a day when the settings say nothing.
pub const PER_DAY: usize = 30;

/// What is known of spaced review.
#[derive(Debug, Default)]
pub struct Reviews {
    /// What is due, as it was counted last.
    pub due: Option<Box<Due>>,
    /// Whether the first screen is up.
    pub settled: bool,
    /// All cards; nothing where they have to be folded anew.
    deck: Option<Deck>,
    /// How often something happened that changes what is due.
    revision: u32,
    /// Of which state the due ones were counted, and which are being counted.
    counted: Option<(u32, Day)>,
    counting: Option<(u32, Option<usize>)>,
}

/// What is due.
#[derive(Debug, Clone, Default)]
pub struct Due {
    /// What is to be asked, and what is not.
    pub queue: Queue,
    /// The questions of the queue's items, in order.
    pub questions: Vec<Question>,
    /// The questions that were missed again and again, and on how many days.
    pub leeches: Vec<(Question, u32)>,
    /// How many come due on each of the next days, today first.
    pub forecast: Vec<u32>,
    /// At most so many were asked for.
    pub count: Option<usize>,
    /// The limit of a day.
    pub per_day: usize,
    /// What was counted.
    pub deck: Deck,
    /// What the course has of each question that was answered.
    pub keys: HashMap<QuestionId, Key>,
}

/// Returns how much a review asks: as many as were named, else what the limit of the day leaves.
pub fn limits(per_day: usize, count: Option<usize>) -> Limits {
    Limits { per_day: count.is_none().then_some(per_day), count }
}

impl Reviews {
    /// Takes in an event of this run.
    pub fn note(&mut self, event: &Event) {
        match &event.kind {
            EventKind::Answered(answered) => {
                self.revision += 1;
                if let Some(deck) = &mut self.deck {
                    deck.notice_time(event.t);
                    deck.add(&Answer {
                        event: event.id,
                        t: event.t,
                        question: &answered.question,
                        right: answered.right,
                        confidence: answered.confidence,
                        mode: answered.mode,
                        key: answered.key as u32,
                    });
                }
            }
            EventKind::Undone { .. } | EventKind::Reset { .. } => self.forget(),
            _ => {}
        }
    }

    /// Forgets what was folded: events came in between others, or are taken back.
    pub fn forget(&mut self) {
        self.revision += 1;
        self.deck = None;
    }

    /// Takes in what was counted; returns whether it is what is due now.
    pub fn take(&mut self, revision: u32, today: Day, due: Box<Due>) -> bool {
        self.counting = None;
        if revision != self.revision {
            return false;
        }
        self.deck = Some(due.deck.clone());
        self.counted = Some((revision, today));
        self.due = Some(due);
        true
    }

    /// Returns what is due, where it is known for today and asked for alike.
    pub fn fresh(&self, today: Day, count: Option<usize>) -> Option<&Due> {
        self.due.as_deref().filter(|due| self.counted == Some((self.revision, today)) && due.count == count)
    }

    /// Returns the effect that counts what is due, unless that is under way.
    pub fn count(&mut self, count: Option<usize>) -> Option<Effect> {
        let wanted = Some((self.revision, count));
        if self.counting == wanted {
            return None;
        }
        self.counting = wanted;
        Some(Effect::CountDue(self.revision, count))
    }
}

impl App {
    /// Returns the effect that counts what is due, where the screen on top shows it.
    pub(super) fn need_due(&mut self) -> Option<Effect> {
        let wanted = match self.screen() {
            Screen::Home(_) if self.reviews.settled && self.record.questions().next().is_some() => None,
            Screen::Progress(_) if self.record.questions().next().is_some() => None,
            Screen::Review(state) => state.count,
            _ => return None,
        };
        if self.reviews.fresh(self.now.day(self.offset), wanted).is_some() {
            return None;
        }
        self.reviews.count(wanted)
    }

    /// Returns the limit of a day.
    pub fn review_per_day(&self) -> usize {
        self.settings.review_per_day.map_or(PER_DAY, |most| most as usize)
    }

    /// Returns what is due now and what comes on each of the next days, of the cards as they are: what was answered since it was counted is
    /// in it. Nothing is read for it: of questions that were not read, nobody knows whether their answers were changed.
    pub fn due_now(&mut self) -> (Queue, Vec<u32>) {
        self.deck();
        let Some(deck) = &self.reviews.deck else { return Default::default() };
        let key = |id: &QuestionId| self.key_of(id);
        let limits = limits(self.review_per_day(), None);
        (deck.queue(self.now, key, limits), deck.forecast(self.now, FORECAST_DAYS, key))
    }

    /// Returns what is known of the present answer of a question.
    fn key_of(&self, id: &QuestionId) -> Key {
        let in_sitting = match self.screen() {
            Screen::Quiz(quiz) => quiz.questions.get(id).map(|question| Key::Is(question.key_hash)),
            _ => None,
        };
        let counted = || self.reviews.due.as_ref().and_then(|due| due.keys.get(id).copied());
        let there = || if self.course.has(&id.lesson()) { Key::Unread } else { Key::Gone };
        in_sitting.or_else(counted).unwrap_or_else(there)
    }

    /// Returns all cards, folded where they are not.
    pub fn deck(&mut self) -> &Deck {
        let Self { reviews, record, now, offset, .. } = self;
        reviews.deck.get_or_insert_with(|| Deck::of(record, *now, *offset))
    }
}
