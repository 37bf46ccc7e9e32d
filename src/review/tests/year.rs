//! A year of a learner with 600 questions, who forgets as FSRS says and reviews every day what is due, at most so much.

use super::*;

const QUESTIONS: usize = 600;
const NEW_A_DAY: usize = 6;
const LIMIT: usize = 30;

struct Year {
    deck: Deck,
    rng: fastrand::Rng,
    /// Reviews on each day.
    load: Vec<usize>,
    asked: usize,
    recalled: usize,
    /// The longest that a question waited beyond its day.
    longest_wait: u32,
}

impl Year {
    fn answer(&mut self, day: i64, question: &QuestionId, mode: Mode, chance: f64) -> bool {
        let right = self.rng.f64() < chance;
        let mut add = |right| {
            let (event, t) = (EventId(0), noon(day));
            self.deck.add(&Answer { event, t, question, right, confidence: None, mode, key: 7 });
        };
        add(right);
        if !right {
            // The second round.
            add(true);
        }
        right
    }

    fn live(days: i64, on_holiday: impl Fn(i64) -> bool) -> Self {
        let mut year = Self {
            // Every date of the year is believed.
            deck: Deck::new(noon(days), UTC),
            rng: fastrand::Rng::with_seed(5),
            load: Vec::new(),
            asked: 0,
            recalled: 0,
            longest_wait: 0,
        };
        let questions: Vec<QuestionId> = (0..QUESTIONS).map(|n| question(&format!("q{n}"))).collect();
        let mut fresh = questions.iter();
        for day in 0..days {
            if on_holiday(day) {
                year.load.push(0);
                continue;
            }
            let limits = Limits { per_day: Some(LIMIT), count: None };
            let queue = year.deck.queue(noon(day), |_| Key::Is(7), limits);
            year.load.push(queue.items.len());
            for item in &queue.items {
                let recalled = year.answer(day, &item.question, Mode::Review, item.retrievability);
                year.asked += 1;
                year.recalled += usize::from(recalled);
                if let Why::Due { days } = item.why {
                    year.longest_wait = year.longest_wait.max(days);
                }
            }
            for question in fresh.by_ref().take(NEW_A_DAY) {
                year.answer(day, question, Mode::Lesson, 0.7);
            }
        }
        year
    }

    fn retention(&self) -> f64 {
        self.recalled as f64 / self.asked as f64
    }
}

#[test]
fn a_year_with_600_questions() {
    let year = Year::live(365, |_| false);
    assert_eq!(year.deck.cards().len(), QUESTIONS);
    let most = year.load.iter().max().unwrap();
    let late: usize = year.load[265..].iter().sum();
    assert!(*most <= LIMIT);
    // Some 14 reviews a day, 5,200 in all.
    assert!((4_000..6_500).contains(&year.asked), "{}", year.asked);
    assert!(late < 100 * 12, "the work becomes less: {late}");
    assert!((0.87..=0.93).contains(&year.retention()), "{}", year.retention());
    assert!(year.longest_wait <= 7, "{}", year.longest_wait);
    // Nobody is left behind: whatever is due now was due a few days ago at most.
    let queue = year.deck.queue(noon(365), |_| Key::Is(7), Limits::default());
    let oldest = queue.items.iter().map(|item| if let Why::Due { days } = item.why { days } else { 0 }).max();
    assert!(oldest.unwrap_or(0) <= 7, "{oldest:?}");
    let all: Vec<QuestionId> = year.deck.cards().map(|(id, _)| id.clone()).collect();
    assert!(year.deck.mastery(&all, noon(365)).share > 0.9);
}

#[test]
fn after_a_holiday_the_limit_holds_and_nothing_is_forgotten() {
    let year = Year::live(365, |day| (150..180).contains(&day));
    assert!(year.load.iter().all(|load| *load <= LIMIT));
    assert!(year.longest_wait < 30 + 14, "{}", year.longest_wait);
    assert!(year.retention() > 0.85);
    let behind = year.deck.queue(noon(365), |_| Key::Is(7), Limits::default()).due();
    assert!(behind <= LIMIT, "{behind}");
}
