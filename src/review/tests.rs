//! Tests of the room as a whole: tables of cards and queues, properties of schedules, a year of a made-up learner.

mod properties;
mod year;

use super::card::Given;
use super::*;
use crate::id::{EventId, QuestionId};
use crate::progress::{Answer, Answered, Confidence, Event, EventKind, Mode, RawJson, Record};
use crate::time::{DAY_MS, Day, Offset, Timestamp};

const UTC: Offset = Offset(0);
/// A day of no importance; cards are told of days from it on.
const BEGIN: i64 = 20_000;

fn noon(day: i64) -> Timestamp {
    Timestamp((BEGIN + day) * DAY_MS + DAY_MS / 2)
}

fn question(name: &str) -> QuestionId {
    format!("works/dockerignore#{name}").parse().unwrap()
}

/// An answer in short: `+` right, `-` wrong, `!` sure, `?` unsure behind it.
fn given(day: i64, word: &str) -> Given {
    let confidence = match word.as_bytes().get(1) {
        Some(b'!') => Some(Confidence::Sure),
        Some(b'?') => Some(Confidence::Unsure),
        _ => None,
    };
    Given { day: Some(Day(BEGIN + day)), right: word.starts_with('+'), confidence, review: false, key: 7 }
}

/// A card after answers like `0+ 2-! 2+`: day and answer.
fn card(answers: &str) -> Card {
    let mut card = Card::default();
    for word in answers.split_whitespace() {
        let at = word.find(['+', '-']).unwrap();
        card.add(&given(word[..at].parse().unwrap(), &word[at..]));
    }
    card
}

fn deck(answers: &[(&str, i64, &str)]) -> Deck {
    let mut deck = Deck::new(noon(10_000), UTC);
    for (name, day, word) in answers {
        let Given { right, confidence, .. } = given(*day, word);
        let (question, event) = (question(name), EventId(1));
        deck.add(&Answer { event, t: noon(*day), question: &question, right, confidence, mode: Mode::Review, key: 7 });
    }
    deck
}

fn names(queue: &Queue) -> Vec<(&str, Why)> {
    queue.items.iter().map(|item| (item.question.slug(), item.why)).collect()
}

#[test]
fn when_a_card_comes_again() {
    // Answers, days until it is due, days on which it was missed.
    let cases = [
        ("0+", 2, 0),
        ("0+?", 1, 0),
        ("0+!", 8, 0),
        ("0-", 1, 1),
        ("0-!", 1, 1),
        // The second round of a sitting is a review within the day: it tells little, and a bet on it none.
        ("0- 0+", 1, 1),
        ("0- 0+!", 1, 1),
        ("0- 0-", 1, 1),
        ("0+ 0+ 0+ 0+", 2, 0),
        // Recalled when it was due, it waits longer and longer.
        ("0+ 2+", 11, 0),
        ("0+ 2+ 13+", 46, 0),
        ("0+ 2+ 13+ 59+ 222+", 365, 0),
        ("0+ 2+ 13+ 59-", 3, 1),
        // What one was wrongly sure of comes on the next day, however well it was known.
        ("0+ 2+ 13+ 59-!", 1, 1),
        ("0- 1- 2- 3-", 1, 4),
    ];
    for (answers, wait, lapses) in cases {
        let card = card(answers);
        let days = card.due.unwrap().0 - card.last.unwrap().0;
        assert_eq!((days, card.lapses), (wait, lapses), "{answers}");
    }
}

#[test]
fn sure_but_wrong_until_a_later_day() {
    let cases =
        [("0-!", true), ("0-! 0+", true), ("0-! 0-?", true), ("0-! 1+", false), ("0-! 1-", false), ("0-", false)];
    for (answers, expected) in cases {
        assert_eq!(card(answers).sure_but_wrong, expected, "{answers}");
    }
}

#[test]
fn leeches_come_and_go() {
    let cases = [
        ("0- 1- 2-", false),
        ("0- 0- 0- 0-", false),
        ("0- 1- 2- 3-", true),
        ("0- 1+ 2- 3+ 4- 5+ 6-", true),
        ("0- 1- 2- 3- 4+ 4+ 4+ 4+", true),
        ("0- 1- 2- 3- 4+ 5+ 6+", false),
        ("0- 1- 2- 3- 4+ 5+ 6+ 7-", true),
    ];
    for (answers, expected) in cases {
        assert_eq!(card(answers).is_leech(), expected, "{answers}");
    }
}

#[test]
fn a_changed_key_begins_anew() {
    let mut card = card("0- 1- 2- 3-");
    card.add(&Given { key: 8, ..given(4, "+") });
    assert_eq!((card.memory, card.lapses, card.reps), (Some(Memory::first(Grade::Good)), 0, 5));
    assert_eq!(card.why(Day(BEGIN + 4), Key::Is(8)), None);
    assert_eq!(card.why(Day(BEGIN + 4), Key::Is(7)), Some(Why::Changed), "also when it is not due");
}

#[test]
fn what_is_asked_first() {
    let deck = deck(&[
        ("fresh", 0, "+"),
        ("older", -30, "+"),
        ("sure", 1, "-!"),
        ("changed", 1, "+!"),
        ("later", 1, "+!"),
        ("gone", -9, "-"),
    ]);
    let key_of = |id: &QuestionId| match id.slug() {
        "gone" => Key::Gone,
        "changed" => Key::Is(9),
        // Only the lower half is kept.
        _ => Key::Is(7 | 5 << 32),
    };
    let queue = deck.queue(noon(2), key_of, Limits::default());
    let due = |days| Why::Due { days };
    let expected = [("sure", Why::SureButWrong), ("changed", Why::Changed), ("older", due(30)), ("fresh", due(0))];
    assert_eq!(names(&queue), expected);
    assert_eq!((queue.gone, queue.waiting, queue.next), (1, 0, Some((Day(BEGIN + 9), 1))));

    let short = deck.queue(noon(2), key_of, Limits { count: Some(1), per_day: None });
    assert_eq!((names(&short), short.waiting, short.due()), (expected[..1].to_vec(), 3, 4));
    // Two were asked by review on the day before.
    let limits = Limits { per_day: Some(5), count: None };
    let before = deck.queue(noon(1), key_of, limits);
    assert_eq!((before.reviewed, before.items.len(), before.waiting), (3, 2, 0));
    assert_eq!(deck.queue(noon(1), key_of, Limits { per_day: Some(1), ..limits }).items, []);
}

#[test]
fn leeches_are_named_due_or_not() {
    let answers: Vec<_> =
        (0..5).flat_map(|day| [("hard", day, "-"), ("easy", day, "+")]).chain([("twice", 0, "-")]).collect();
    let deck = deck(&answers);
    let queue = deck.queue(noon(4), |_| Key::Is(7), Limits::default());
    assert_eq!(queue.leeches, [(question("hard"), 5)]);
    assert_eq!(names(&queue), [("twice", Why::Due { days: 3 })]);
    let tomorrow = deck.queue(noon(5), |_| Key::Is(7), Limits::default());
    assert_eq!(tomorrow.items.iter().find_map(|item| item.leech), Some(5));
}

#[test]
fn the_days_are_the_learners() {
    let mut record = Record::new(noon(9));
    // An hour before midnight in UTC, and a day later.
    record.apply(&event(1, Timestamp(BEGIN * DAY_MS - 3_600_000), "a", true));
    let due = |hours: i64| {
        let offset = Offset(hours * 3_600_000);
        Deck::of(&mut record.clone(), noon(9), offset).card(&question("a")).unwrap().due.unwrap()
    };
    assert_eq!([due(0), due(2)], [Day(BEGIN + 1), Day(BEGIN + 2)]);
}

#[test]
fn mastery_and_forecast() {
    let deck = deck(&[("a", 0, "+"), ("b", 0, "-"), ("c", 0, "+!"), ("gone", 0, "+")]);
    let all: Vec<QuestionId> = ["a", "b", "c", "never"].map(question).into();
    let now = deck.mastery(&all, noon(0));
    assert_eq!(now, Mastery { questions: 4, answered: 3, share: 0.5 });
    let later = deck.mastery(&all, noon(30)).share;
    assert!(later < 0.5 && later > 0.3, "{later}");
    assert_eq!(deck.mastery(&[], noon(0)), Mastery::default());

    let known = |id: &QuestionId| if id.slug() == "gone" { Key::Gone } else { Key::Unread };
    assert_eq!(deck.forecast(noon(0), 10, known), [0, 1, 1, 0, 0, 0, 0, 0, 1, 0]);
    assert_eq!(deck.forecast(noon(3), 6, known), [2, 0, 0, 0, 0, 1]);
    assert_eq!(deck.forecast(noon(3), 0, known), [0; 0]);
    // Whose answer was changed is due today, whenever it was to come.
    let changed = |id: &QuestionId| if id.slug() == "c" { Key::Is(8) } else { known(id) };
    assert_eq!(deck.forecast(noon(0), 10, changed), [1, 1, 1, 0, 0, 0, 0, 0, 0, 0]);
}

fn event(id: u128, t: Timestamp, name: &str, right: bool) -> Event {
    let kind = EventKind::Answered(Answered {
        question: question(name),
        key: 7,
        shown: vec![],
        chosen: RawJson::of(&()).unwrap(),
        right,
        confidence: None,
        seconds: 1,
        mode: Mode::Quiz,
        sitting: EventId(0),
    });
    Event { id: EventId(id), t, kind }
}

#[test]
fn undone_and_reset_answers_do_not_count() {
    let mut record = Record::new(noon(9));
    record.apply(&event(1, noon(0), "a", true));
    record.apply(&event(2, noon(2), "a", false));
    let due = |record: &mut Record| Some(Deck::of(record, noon(9), UTC).card(&question("a"))?.due?.0 - BEGIN);
    assert_eq!(due(&mut record), Some(3));
    record.apply(&Event { id: EventId(3), t: noon(3), kind: EventKind::Undone { event: EventId(2) } });
    assert_eq!(due(&mut record), Some(2), "as if it had not happened");
    record.apply(&Event { id: EventId(4), t: noon(4), kind: EventKind::Reset { chapter: "works".parse().unwrap() } });
    assert_eq!(due(&mut record), None);
}

#[test]
fn clocks_that_were_wrong() {
    // A year ahead: it counts as answered, its date does not.
    let mut record = Record::new(noon(9));
    record.apply(&event(1, noon(365), "ahead", true));
    record.apply(&event(2, noon(365), "both", false));
    record.apply(&event(3, noon(8), "both", true));
    let deck = Deck::of(&mut record, noon(9), UTC);
    let queue = deck.queue(noon(9), |_| Key::Is(7), Limits::default());
    assert_eq!(names(&queue), [("ahead", Why::Undated)]);
    assert_eq!((deck.card(&question("both")).unwrap().reps, queue.next), (2, Some((Day(BEGIN + 10), 1))));

    // Set back by a month: nothing comes early, nothing gets lost, no interval is negative.
    let early = deck.queue(noon(-30), |_| Key::Is(7), Limits::default());
    assert_eq!(names(&early), [("ahead", Why::Undated)]);
    let mut card = card("0+ 2+");
    card.add(&given(-30, "+"));
    assert_eq!((card.last, card.due), (Some(Day(BEGIN + 2)), Some(Day(BEGIN + 13))), "as on the same day");
}
