//! The fold held to a plain model: order, repeats, undo, reset.

mod frozen;
mod model;
mod sitting;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::id::{EventId, LessonId, QuestionId};
use crate::progress::event::{Answered, Confidence, Ending, EventKind, Mode, RawJson, Sat, Terms};
use crate::progress::synthetic::{Learner, to_log};
use crate::time::{DAY_MS, Day, Offset};

const NOW: Timestamp = Timestamp(20 * DAY_MS);

fn lesson(id: &str) -> LessonId {
    id.parse().unwrap()
}

fn question(id: &str) -> QuestionId {
    id.parse().unwrap()
}

fn event(id: u128, t: i64, kind: EventKind) -> Event {
    Event { id: EventId(id), t: Timestamp(t), kind }
}

fn answer(id: &str, right: bool, sitting: u128) -> EventKind {
    EventKind::Answered(Answered {
        question: question(id),
        key: 1,
        shown: vec![1, 0],
        chosen: RawJson::of(&0).unwrap(),
        right,
        confidence: Some(Confidence::Sure),
        seconds: 5,
        mode: Mode::Quiz,
        sitting: EventId(sitting),
    })
}

fn opened(id: &str) -> EventKind {
    EventKind::Opened { lesson: lesson(id) }
}

fn finished(id: &str, hash: u64) -> EventKind {
    EventKind::Finished { lesson: lesson(id), hash }
}

fn reset(chapter: &str) -> EventKind {
    EventKind::Reset { chapter: chapter.parse().unwrap() }
}

fn terms() -> Terms {
    let text = String::new;
    Terms { scope: text(), title: text(), course: text(), version: text(), questions: text(), pass: 80, minutes: None }
}

fn undone(id: u128) -> EventKind {
    EventKind::Undone { event: EventId(id) }
}

fn record(events: &[Event]) -> Record {
    Record::from_log(&to_log(events), NOW)
}

/// Times on few days, some alike, some beyond belief.
fn times() -> impl Strategy<Value = i64> {
    prop_oneof![
        8 => (15..=20i64, 0..4i64).prop_map(|(day, part)| day * DAY_MS + part * 1_000),
        1 => (22..=23i64).prop_map(|day| day * DAY_MS),
        1 => Just(NOW.0 + DAY_MS),
    ]
}

fn kinds() -> impl Strategy<Value = EventKind> {
    let lessons = || select(model::lessons());
    let questions = || select(model::questions());
    let ids = || (0..24u128).prop_map(EventId);
    prop_oneof![
        6 => (questions(), any::<bool>(), 0..24u128).prop_map(|(q, right, sitting)| answer(q.as_str(), right, sitting)),
        2 => lessons().prop_map(|lesson| EventKind::Opened { lesson }),
        2 => (lessons(), 0..9u64).prop_map(|(lesson, at)| EventKind::Left { lesson, at }),
        2 => (lessons(), any::<u64>()).prop_map(|(lesson, hash)| EventKind::Finished { lesson, hash }),
        1 => (lessons(), ids()).prop_map(|(lesson, sitting)| EventKind::Placed { lesson, sitting }),
        1 => (questions(), ids()).prop_map(|(question, sitting)| EventKind::Skipped { question, sitting }),
        3 => ids().prop_map(|event| EventKind::Undone { event }),
        1 => select(vec!["a", "b"]).prop_map(reset),
        2 => (lessons(), 0..2u64, any::<bool>()).prop_map(|(lesson, at, on)| EventKind::Bookmarked { lesson, at, on }),
        1 => (questions(), "[a-z\"\n]{0,3}").prop_map(|(q, note)| EventKind::Flagged { subject: q.to_string(), note }),
        1 => ids().prop_map(|sitting| EventKind::Ended { sitting, cause: Ending::HandedIn }),
        1 => "[a-z]{1,2}".prop_map(|value| EventKind::Set { name: "theme".to_owned(), value }),
        3 => (vec(questions(), 1..4), select(vec![Mode::Quiz, Mode::Exam]), any::<bool>()).prop_map(|(questions, mode, with_terms)| {
            let terms = (with_terms && mode == Mode::Exam).then(|| Box::new(terms()));
            EventKind::Sat(Sat { seed: 3, mode, questions, terms })
        }),
    ]
}

/// Up to 24 events with the ids 0 to 23, so that many of them speak of each other.
fn histories() -> impl Strategy<Value = Vec<Event>> {
    vec((times(), kinds()), 0..24)
        .prop_map(|list| list.into_iter().enumerate().map(|(id, (t, kind))| event(id as u128, t, kind)).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn the_record_is_what_the_model_says(events in histories()) {
        prop_assert_eq!(model::of_record(&record(&events), NOW), model::of_events(&events, NOW));
    }

    #[test]
    fn the_order_of_arrival_does_not_matter(
        (events, shuffled) in histories().prop_flat_map(|events| (Just(events.clone()), Just(events).prop_shuffle())),
        pieces in 1..5usize,
    ) {
        let expected = model::of_record(&record(&events), NOW);
        prop_assert_eq!(&model::of_record(&record(&shuffled), NOW), &expected, "as one log");

        let mut by_pieces = Record::new(NOW);
        for piece in shuffled.chunks(shuffled.len() / pieces + 1) {
            by_pieces.take_in(&to_log(piece));
        }
        prop_assert_eq!(&model::of_record(&by_pieces, NOW), &expected, "piece by piece");

        let mut intake = Intake::new(NOW);
        for piece in shuffled.chunks(shuffled.len() / pieces + 1) {
            intake.add(&to_log(piece), 1_000);
        }
        prop_assert_eq!(&model::of_record(&intake.finish(), NOW), &expected, "in stretches");

        let mut one_by_one = Record::new(NOW);
        shuffled.iter().for_each(|event| one_by_one.apply(event));
        prop_assert_eq!(&model::of_record(&one_by_one, NOW), &expected, "one by one");
        prop_assert_eq!(one_by_one.census(), record(&events).census());
    }

    #[test]
    fn the_same_event_twice_counts_once(
        events in histories(),
        again in vec(any::<prop::sample::Index>(), 0..10),
    ) {
        let once = record(&events);
        let mut twice = once.clone();
        let known: Vec<Event> = again.iter().filter(|_| !events.is_empty()).map(|i| events[i.index(events.len())].clone()).collect();
        prop_assert_eq!(twice.take_in(&to_log(&known)), 0);
        prop_assert_eq!(twice.census().repeated, known.len());
        prop_assert_eq!(model::of_record(&twice, NOW), model::of_record(&once, NOW));
    }

    #[test]
    fn merging_is_commutative_and_associative(events in histories(), cut in vec(0..7u8, 24)) {
        // Three logs that share some of their events.
        let part = |which: u8| -> Vec<u8> {
            let of = events.iter().zip(&cut).filter(|(_, cut)| **cut % 3 == which || **cut == 6);
            to_log(&of.map(|(event, _)| event.clone()).collect::<Vec<_>>())
        };
        let merged = |order: [u8; 3]| {
            let mut record = Record::new(NOW);
            for which in order {
                record.take_in(&part(which));
            }
            model::of_record(&record, NOW)
        };
        let expected = model::of_events(&events, NOW);
        for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2], [0, 2, 1]] {
            prop_assert_eq!(&merged(order), &expected);
        }
    }

    #[test]
    fn time_passes(events in histories(), days in 0..9i64) {
        let later = Timestamp(NOW.0 + days * DAY_MS);
        let mut record = record(&events);
        record.stamp(later);
        prop_assert_eq!(model::of_record(&record, later), model::of_events(&events, later));
    }

    #[test]
    fn an_edited_copy_of_an_event_does_not_depend_on_arrival(
        events in histories(),
        edits in vec((any::<prop::sample::Index>(), times(), kinds()), 1..4),
        seed: u64,
    ) {
        prop_assume!(!events.is_empty());
        let mut all = events.clone();
        for (index, t, kind) in edits {
            all.push(Event { id: events[index.index(events.len())].id, t: Timestamp(t), kind });
        }
        let expected = model::of_record(&record(&all), NOW);
        fastrand::Rng::with_seed(seed).shuffle(&mut all);
        prop_assert_eq!(&model::of_record(&record(&all), NOW), &expected);
        let mut one_by_one = Record::new(NOW);
        all.iter().for_each(|event| one_by_one.apply(event));
        prop_assert_eq!(&model::of_record(&one_by_one, NOW), &expected);
    }

    #[test]
    fn any_bytes_are_a_log(log in vec(any::<u8>(), 0..300), events in histories()) {
        let mut text = log;
        text.push(b'\n');
        text.extend(to_log(&events));
        prop_assert_eq!(model::of_record(&Record::from_log(&text, NOW), NOW), model::of_events(&events, NOW));
    }
}

#[test]
fn a_long_log_applied_step_by_step_is_the_same() {
    let mut learner = Learner::new(3);
    let events = learner.events(2_000);
    let mut whole = Record::from_log(&to_log(&events), learner.now());
    let mut steps = Record::new(learner.now());
    events.iter().for_each(|event| steps.apply(event));
    assert_eq!(whole.census(), steps.census());
    assert_eq!(whole.census().events, 2_000);
    assert_eq!(whole.half_sitting(), steps.half_sitting());
    let list = |record: &Record| {
        let mut list: Vec<_> = record.questions().map(|(id, question)| (id.clone(), question)).collect();
        list.sort_by(|a, b| a.0.cmp(&b.0));
        list
    };
    assert_eq!(list(&whole), list(&steps));
    assert!(whole.answers().eq(steps.answers()));
}

#[test]
fn lines_of_every_sort_are_counted() {
    let good = event(1, 5, opened("a/x")).to_line();
    let log = [
        good.as_str(),
        "",
        "  \r",
        "hello",
        &good,
        &good.replace("opened", "smelled"),
        &good.replace(r#""v":1"#, r#""v":3"#),
        &good.replace("a/x", "a"),
        &good[..40],
        r#"{"id":"000000000000000000000000000000zz","t":1,"v":1,"kind":"opened","lesson":"a/x"}"#,
        "\0\0\0",
    ]
    .join("\n");
    let census = Record::from_log(log.as_bytes(), NOW).census();
    assert_eq!(census, Census { events: 1, repeated: 1, unknown: 2, malformed: 2, foreign: 3 });
}

#[test]
fn windows_line_ends_do_not_matter() {
    let log = format!("{}\r\n{}\r\n", event(1, 5, opened("a/x")).to_line(), event(2, 6, finished("a/x", 9)).to_line());
    let record = Record::from_log(log.as_bytes(), NOW);
    assert!(record.is_opened(&lesson("a/x")) && record.is_finished(&lesson("a/x")));
}

#[test]
fn a_reset_hides_what_came_before_it_even_when_it_comes_later() {
    let before = event(1, 10, finished("a/x", 1));
    let other = event(2, 10, finished("b/x", 1));
    let reset = event(3, 20, reset("a"));
    let after = event(4, 30, opened("a/x"));
    let record = record(&[after, reset, other, before]);
    assert!(!record.is_finished(&lesson("a/x")));
    assert!(record.is_finished(&lesson("b/x")) && record.is_opened(&lesson("a/x")));
    assert_eq!(record.count_finished(&[lesson("a/x"), lesson("b/x")]), 1);
}

#[test]
fn an_undone_reset_brings_everything_back() {
    let record = record(&[event(1, 10, finished("a/x", 1)), event(3, 20, reset("a")), event(4, 30, undone(3))]);
    assert!(record.is_finished(&lesson("a/x")));
}

#[test]
fn an_undone_answer_does_not_count_and_may_come_back() {
    let events = [
        event(1, 1, answer("a/x#p", true, 9)),
        event(2, 2, answer("a/x#p", false, 9)),
        event(3, 3, undone(2)),
        event(4, 4, undone(3)),
        event(5, 5, undone(5)),
    ];
    assert!(record(&events[..2]).question(&question("a/x#p")).unwrap().is_missed());
    let undone = record(&events[..3]);
    assert_eq!(undone.question(&question("a/x#p")).map(|q| (q.asked, q.is_missed())), Some((1, false)));
    assert!(undone.missed().is_empty());
    let redone = record(&events[..4]);
    assert_eq!(redone.missed(), [&question("a/x#p")]);
    assert_eq!(record(&events).missed(), redone.missed(), "undoing itself means nothing");
}

#[test]
fn a_clock_that_was_years_ahead_does_not_outvote_the_present() {
    let far = NOW.0 + 1_000 * DAY_MS;
    let mut record = record(&[
        event(1, far, answer("a/x#p", false, 9)),
        event(2, far + 1, opened("a/y")),
        event(3, far + 2, reset("b")),
        event(4, NOW.0, answer("a/x#p", true, 9)),
        event(5, NOW.0, opened("b/x")),
    ]);
    assert_eq!(record.recent().next().unwrap().lesson, lesson("b/x"));
    assert!(!record.question(&question("a/x#p")).unwrap().is_missed());
    assert_eq!(record.stamp(NOW), Timestamp(NOW.0 + 1));
    assert_eq!(record.days(NOW, Offset(0)).collect::<Vec<_>>(), [(NOW.day(Offset(0)), 1)]);
}

#[test]
fn a_clock_set_back_a_little_keeps_the_order() {
    let mut record = Record::new(NOW);
    let first = record.stamp(NOW);
    record.apply(&event(9, first.0, answer("a/x#p", false, 9)));
    let hours_earlier = Timestamp(NOW.0 - 2 * 3_600_000);
    let second = record.stamp(hours_earlier);
    assert_eq!((first, second), (NOW, Timestamp(NOW.0 + 1)));
    record.apply(&event(1, second.0, answer("a/x#p", true, 9)));
    assert!(!record.question(&question("a/x#p")).unwrap().is_missed());
}

#[test]
fn a_record_that_is_open_for_days_believes_its_own_dates() {
    let mut record = record(&[event(1, NOW.0, opened("a/x"))]);
    let later = Timestamp(NOW.0 + 3 * DAY_MS);
    let t = record.stamp(later);
    assert_eq!(t, later);
    record.apply(&event(2, t.0, opened("a/y")));
    assert_eq!(record.recent().next().unwrap().lesson, lesson("a/y"));
    assert_eq!(Record::new(Timestamp(i64::MAX)).stamp(Timestamp(i64::MIN)), Timestamp(i64::MIN), "no overflow");
}

#[test]
fn progress_follows_a_renamed_lesson() {
    let mut record = record(&[
        event(1, 1, opened("a/old")),
        event(2, 2, EventKind::Left { lesson: lesson("a/old"), at: 77 }),
        event(3, 3, finished("a/old", 5)),
        event(4, 4, answer("a/old#p", true, 9)),
        event(5, 5, answer("b/new#p", false, 9)),
        event(6, 6, EventKind::Flagged { subject: "a/old#p".to_owned(), note: String::new() }),
        event(7, 7, EventKind::Bookmarked { lesson: lesson("a/old"), at: 3, on: true }),
        event(10, 7, EventKind::Placed { lesson: lesson("a/old"), sitting: EventId(9) }),
    ]);
    assert_eq!(record.lesson(&lesson("b/new")), LessonRecord::default());
    let aliases = Aliases { lessons: [(lesson("a/old"), lesson("b/new"))].into(), ..Aliases::default() };
    record.set_aliases(aliases);
    let expected = LessonRecord {
        visited: Some(Timestamp(2)),
        at: Some(77),
        finished: Some(Finished { t: Timestamp(3), hash: 5 }),
        placed: Some(Timestamp(7)),
    };
    for id in ["a/old", "b/new"] {
        assert_eq!(record.lesson(&lesson(id)), expected, "{id}");
    }
    for id in ["a/old#p", "b/new#p"] {
        assert_eq!(record.question(&question(id)).map(|q| (q.asked, q.right)), Some((2, 1)), "{id}");
    }
    assert_eq!(record.recent().next().unwrap().lesson, lesson("b/new"));
    assert_eq!(record.flags()[0].subject, "b/new#p");
    assert_eq!(record.bookmarks()[0].lesson, lesson("b/new"));
    record.apply(&event(8, 8, finished("a/old", 6)));
    assert_eq!(record.lesson(&lesson("b/new")).finished.unwrap().hash, 6, "an older program still writes the old id");
    record.apply(&event(9, 9, reset("a")));
    assert!(!record.is_finished(&lesson("b/new")), "a reset of the chapter it was read in");
}

#[test]
fn a_placed_lesson_is_done_with_until_that_is_taken_back() {
    let placed = |id, t, name| event(id, t, EventKind::Placed { lesson: lesson(name), sitting: EventId(7) });
    let mut record = record(&[placed(1, 1, "a/x"), placed(2, 2, "a/y"), event(3, 3, finished("b/x", 1))]);
    let done =
        |record: &Record| ["a/x", "a/y", "b/x"].map(|id| (record.is_placed(&lesson(id)), record.is_done(&lesson(id))));
    assert_eq!(done(&record), [(true, true), (true, true), (false, true)]);
    assert!(!record.is_finished(&lesson("a/x")), "placed is not read");
    record.apply(&event(4, 4, undone(1)));
    assert_eq!(done(&record), [(false, false), (true, true), (false, true)]);
    record.apply(&event(5, 5, reset("a")));
    assert_eq!(done(&record), [(false, false), (false, false), (false, true)]);
    record.apply(&placed(6, 6, "a/x"));
    assert!(record.is_placed(&lesson("a/x")), "proven anew");
}

#[test]
fn an_alias_is_found_though_only_the_new_name_was_met() {
    let mut record = record(&[event(1, 1, answer("b/new#r", true, 9))]);
    record.set_aliases(Aliases {
        lessons: [(lesson("a/old"), lesson("b/new"))].into(),
        questions: [(question("a/old#p"), question("a/old#r"))].into(),
    });
    assert_eq!(record.question(&question("a/old#p")).map(|q| q.asked), Some(1));
}

#[test]
fn answers_in_order() {
    let mut record = record(&[event(2, 2, answer("a/x#p", false, 9)), event(1, 1, answer("a/x#p", true, 9))]);
    let answers: Vec<_> = record.answers().map(|a| (a.right, a.mode, a.confidence, a.question.as_str())).collect();
    let sure = Some(Confidence::Sure);
    assert_eq!(answers, [(true, Mode::Quiz, sure, "a/x#p"), (false, Mode::Quiz, sure, "a/x#p")]);
    assert!(record.has(EventId(2)) && !record.has(EventId(3)));
}

#[test]
fn days_are_the_learners() {
    let noon = 15 * DAY_MS + DAY_MS / 2;
    let record = record(&[
        event(1, noon, answer("a/x#p", true, 9)),
        event(2, noon + DAY_MS / 2 - 1, answer("a/x#p", true, 9)),
        event(3, noon + DAY_MS / 2, answer("a/x#p", true, 9)),
        event(4, NOW.0 + 3_600_000, answer("a/x#p", true, 9)),
    ]);
    let days = |hours: i64| record.days(NOW, Offset(hours * 3_600_000)).map(|(day, n)| (day.0, n)).collect::<Vec<_>>();
    assert_eq!(days(0), [(20, 1), (16, 1), (15, 2)]);
    assert_eq!(days(2), [(20, 1), (16, 2), (15, 1)]);
    assert_eq!(days(-13), [(19, 1), (15, 2), (14, 1)]);
    assert_eq!(record.days(NOW, Offset(0)).next().unwrap().0, Day(20), "an hour ahead still counts for today");
}
