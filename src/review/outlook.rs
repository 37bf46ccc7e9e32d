//! What the progress screen, its plain twin and `progress --json` tell beyond sums: how well each chapter is known today, what comes due in
//! the next weeks, on how many days something was done, and which practices are worth another look. All of it is computed from the answers;
//! none is stored. Must not know titles, quiz files or how any of it is drawn.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::{Card, Deck, Key};
use crate::id::{LessonId, QuestionId};
use crate::progress::Record;
use crate::time::{Day, Offset, Timestamp};

/// Days that the forecast looks ahead, today included.
pub const FORECAST_DAYS: usize = 30;
/// Days that are looked back on for the days on which something was done.
pub const ACTIVE_OF: u32 = 28;

/// Everything at once.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outlook {
    /// One for each chapter, in the order given.
    pub chapters: Vec<Known>,
    /// All lessons together.
    pub course: Known,
    /// The learner's day.
    pub today: Day,
    /// Questions that come due on each of the next days, today first; what is overdue counts for today. Cards alone do not tell whose answer
    /// was changed: who has read the questions puts a better one here.
    pub forecast: Vec<u32>,
    /// Of the last [`ACTIVE_OF`] days, today included, those with at least one answer.
    pub active: u32,
    /// Lessons whose questions went wrong, the one most worth another look first.
    pub practices: Vec<Practice>,
}

/// How well some lessons are known.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Known {
    /// Questions that were answered at least once.
    pub answered: usize,
    /// The share of the lessons' questions that would be answered right today, 0 to 1: the mean over the lessons, of which each counts as much
    /// as its answered questions are likely to be recalled. A question that was wrong at last counts nothing, and so does a lesson of which
    /// no question was ever answered. Nothing where none of the lessons was asked about.
    pub mastery: Option<f64>,
}

/// A lesson whose questions went wrong.
#[derive(Debug, Clone, PartialEq)]
pub struct Practice {
    /// The lesson.
    pub lesson: LessonId,
    /// Answers to its questions.
    pub asked: u32,
    /// Wrong ones among them.
    pub wrong: u32,
    /// Questions of it whose last answer was wrong.
    pub missed: usize,
    /// How likely its answered questions are recalled today, 0 to 1.
    pub mastery: f64,
    /// Whether one of them was missed again and again: reading helps more than another try.
    pub again_and_again: bool,
    /// The question whose section explains what went wrong: of those missed the last one, else the one that is most forgotten.
    pub question: QuestionId,
}

impl Outlook {
    /// Computes all of it; `chapters` are the lessons of each chapter that the course has, and `practices` says how many of these are wanted.
    /// Reads the rest of the log like [`Record::answers`].
    pub fn new(
        record: &mut Record,
        chapters: &[Vec<LessonId>],
        practices: usize,
        (now, offset): (Timestamp, Offset),
    ) -> Self {
        let deck = Deck::of(record, now, offset);
        let today = now.day(offset);
        let mut lessons: HashMap<LessonId, Vec<(&QuestionId, &Card)>> = HashMap::new();
        for (question, card) in deck.cards() {
            lessons.entry(question.lesson()).or_default().push((question, card));
        }
        let all = chapters.iter().flatten();
        let there: HashSet<&LessonId> = all.clone().collect();
        let key = |question: &QuestionId| if there.contains(&question.lesson()) { Key::Unread } else { Key::Gone };
        Self {
            chapters: chapters.iter().map(|chapter| known(chapter.iter(), &lessons, today)).collect(),
            course: known(all.clone(), &lessons, today),
            today,
            forecast: deck.forecast(now, FORECAST_DAYS, key),
            active: active(record, now, offset),
            practices: weakest(record, all, &lessons, today, practices),
        }
    }

    /// Returns how many questions are due today.
    pub fn due(&self) -> u32 {
        self.forecast.first().copied().unwrap_or(0)
    }

    /// Returns how many come due within so many days, today included.
    pub fn due_within(&self, days: usize) -> u32 {
        self.forecast.iter().take(days).sum()
    }
}

type Cards<'a> = HashMap<LessonId, Vec<(&'a QuestionId, &'a Card)>>;

fn known<'a>(lessons: impl Iterator<Item = &'a LessonId>, cards: &Cards<'_>, today: Day) -> Known {
    let (mut count, mut sum, mut known) = (0, 0.0, Known::default());
    for lesson in lessons {
        count += 1;
        let Some(cards) = cards.get(lesson) else { continue };
        known.answered += cards.len();
        sum += mean(cards, today);
    }
    known.mastery = (known.answered > 0).then(|| sum / f64::from(count));
    known
}

fn mean(cards: &[(&QuestionId, &Card)], today: Day) -> f64 {
    // In one order, so that the sum is the same on every machine.
    let mut shares: Vec<f64> = cards.iter().map(|(_, card)| recalled(card, today)).collect();
    shares.sort_by(f64::total_cmp);
    shares.iter().sum::<f64>() / shares.len().max(1) as f64
}

fn recalled(card: &Card, today: Day) -> f64 {
    if card.missed { 0.0 } else { card.retrievability(today) }
}

fn active(record: &Record, now: Timestamp, offset: Offset) -> u32 {
    let first = now.day(offset).0 - i64::from(ACTIVE_OF) + 1;
    record.days(now, offset).take_while(|(day, _)| day.0 >= first).count() as u32
}

/// Lessons with questions that are missed come first, the most of them in front; then those that are least remembered.
fn weakest<'a>(
    record: &Record,
    lessons: impl Iterator<Item = &'a LessonId>,
    cards: &Cards<'_>,
    today: Day,
    limit: usize,
) -> Vec<Practice> {
    let practice = |lesson: &LessonId| practice(record, lesson, cards.get(lesson)?, today);
    let mut list: Vec<Practice> = lessons.filter_map(practice).collect();
    list.sort_by(|a, b| {
        (b.missed.cmp(&a.missed)).then_with(|| a.mastery.total_cmp(&b.mastery)).then_with(|| b.wrong.cmp(&a.wrong))
    });
    list.truncate(limit);
    list
}

fn practice(record: &Record, lesson: &LessonId, cards: &[(&QuestionId, &Card)], today: Day) -> Option<Practice> {
    let known: Vec<_> = cards.iter().filter_map(|(id, card)| Some((*id, *card, record.question(id)?))).collect();
    let wrong: u32 = known.iter().map(|(_, _, question)| question.wrong()).sum();
    let went_wrong = known.iter().filter(|(_, _, question)| question.wrong() > 0);
    let (question, ..) = went_wrong.max_by_key(|(id, card, question)| {
        let forgotten = (1.0 - recalled(card, today)).to_bits();
        (card.missed, if card.missed { question.last.0 } else { 0 }, forgotten, Reverse(*id))
    })?;
    Some(Practice {
        lesson: lesson.clone(),
        asked: known.iter().map(|(_, _, question)| question.asked).sum(),
        wrong,
        missed: known.iter().filter(|(_, card, _)| card.missed).count(),
        mastery: mean(cards, today),
        again_and_again: known.iter().any(|(_, card, _)| card.is_leech()),
        question: (*question).clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::EventId;
    use crate::progress::synthetic::{Learner, lessons, to_log};
    use crate::progress::{Answered, Event, EventKind, Mode, RawJson};
    use crate::time::DAY_MS;

    /// Friday, 2026-11-20, noon.
    const NOW: Timestamp = Timestamp(1_795_176_000_000);
    const UTC: Offset = Offset(0);

    fn record(answers: &[(i64, &str, bool)]) -> Record {
        let mut record = Record::new(NOW);
        for (id, (days_ago, question, right)) in answers.iter().enumerate() {
            let kind = EventKind::Answered(Answered {
                question: question.parse().unwrap(),
                key: 0,
                shown: vec![],
                chosen: RawJson::of(&()).unwrap(),
                right: *right,
                confidence: None,
                seconds: 1,
                mode: Mode::Quiz,
                sitting: EventId(0),
            });
            record.apply(&Event { id: EventId(id as u128), t: Timestamp(NOW.0 - days_ago * DAY_MS), kind });
        }
        record
    }

    fn chapters() -> Vec<Vec<LessonId>> {
        let ids = |ids: &[&str]| ids.iter().map(|id| id.parse().unwrap()).collect();
        vec![ids(&["a/x", "a/y"]), ids(&["b/x"]), ids(&[])]
    }

    fn outlook(answers: &[(i64, &str, bool)]) -> Outlook {
        Outlook::new(&mut record(answers), &chapters(), 9, (NOW, UTC))
    }

    #[test]
    fn nothing_is_known_of_what_was_never_asked() {
        let outlook = outlook(&[]);
        assert_eq!(outlook.chapters, [Known::default(); 3]);
        assert_eq!((outlook.due(), outlook.active, outlook.forecast.len()), (0, 0, FORECAST_DAYS));
        assert_eq!(outlook.practices, []);
    }

    #[test]
    fn a_chapter_is_known_as_well_as_its_lessons() {
        let known = outlook(&[(0, "a/x#p", true), (0, "a/x#q", false), (0, "b/x#p", true), (0, "gone/x#p", true)]);
        // Answered just now: recalled for sure. Half of one lesson of two.
        assert_eq!(known.chapters[0], Known { answered: 2, mastery: Some(0.25) });
        assert_eq!(known.chapters[1], Known { answered: 1, mastery: Some(1.0) });
        assert_eq!(known.chapters[2], Known::default());
        assert_eq!(known.course, Known { answered: 3, mastery: Some(0.5) });
        assert_eq!(known.due_within(FORECAST_DAYS), 3, "a card whose lesson is gone is not due");
        let later = outlook(&[(60, "b/x#p", true)]).chapters[1].mastery.unwrap();
        assert!((0.1..0.95).contains(&later), "what is not asked is forgotten by and by: {later}");
    }

    #[test]
    fn days_with_answers() {
        let active = |days: &[i64]| outlook(&days.iter().map(|days| (*days, "a/x#p", true)).collect::<Vec<_>>()).active;
        assert_eq!(active(&[28, 27, 27, 3, 0]), 3);
        assert_eq!(active(&[90]), 0);
    }

    #[test]
    fn the_practices_that_went_wrong_most() {
        let found = outlook(&[
            (9, "a/x#mended", false),
            (8, "a/x#mended", true),
            (7, "a/y#old", false),
            (6, "a/y#new", false),
            (5, "b/x#one", false),
            (4, "gone/x#p", false),
            (3, "b/x#good", true),
        ]);
        let short: Vec<_> = found
            .practices
            .iter()
            .map(|practice| (practice.question.as_str(), practice.missed, practice.wrong, practice.asked))
            .collect();
        assert_eq!(short, [("a/y#new", 2, 2, 2), ("b/x#one", 1, 1, 2), ("a/x#mended", 0, 1, 2)]);
        let mut leech: Vec<(i64, &str, bool)> = (1..9).map(|days| (days * 10, "a/x#p", days % 2 == 0)).collect();
        leech.reverse();
        assert!(outlook(&leech).practices[0].again_and_again);
    }

    #[test]
    fn merged_logs_give_the_same_outlook_in_either_order() {
        let events = Learner::new(5).events(600);
        let (one, other) = events.split_at(300);
        let chapters = [lessons()];
        let of = |first: &[Event], second: &[Event]| {
            let mut record = Record::new(NOW);
            record.take_in(&to_log(first));
            record.take_in(&to_log(second));
            Outlook::new(&mut record, &chapters, 9, (NOW, UTC))
        };
        assert_eq!(of(one, other), of(other, one));
    }
}
