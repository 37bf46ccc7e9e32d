//! Sittings end, lose nothing and can be taken up again.

use std::collections::HashSet;

use proptest::prelude::*;

use super::*;
use Outcome::{Right, Skipped, Wrong};

fn ids(count: usize) -> Vec<QuestionId> {
    (0..count).map(|at| format!("works/l{}#q{at}", at % 3).parse().unwrap()).collect()
}

fn sitting(count: usize, mode: Mode) -> Sitting {
    Sitting::new(EventId(7), 42, ids(count), mode)
}

fn slug(sitting: &Sitting) -> &str {
    sitting.current().map_or("-", QuestionId::slug)
}

/// Answers `outcomes` in turn and returns the slugs of the questions that were up.
fn play(sitting: &mut Sitting, outcomes: &[Outcome]) -> Vec<String> {
    let mut seen = Vec::new();
    for outcome in outcomes {
        seen.push(slug(sitting).to_owned());
        match outcome {
            Skipped => assert!(sitting.skip()),
            answered => {
                assert!(sitting.record(*answered == Right, 3));
                sitting.next();
            }
        }
    }
    seen
}

#[test]
fn missed_and_skipped_questions_return_once() {
    let mut sitting = sitting(4, Mode::Quiz);
    assert_eq!((sitting.left(), sitting.round()), (4, 1));
    let seen = play(&mut sitting, &[Right, Wrong, Skipped, Right]);
    assert_eq!(seen, ["q0", "q1", "q2", "q3"]);
    assert_eq!((slug(&sitting), sitting.left(), sitting.round()), ("q1", 2, 2));
    assert_eq!(play(&mut sitting, &[Wrong, Right]), ["q1", "q2"]);
    assert!(sitting.is_over());
    assert_eq!((sitting.left(), sitting.done()), (0, 6));
    let summary = sitting.summary();
    assert_eq!((summary.asked, summary.answered, summary.right_first, summary.right_second), (4, 4, 3, 0));
    assert_eq!(summary.missed, [ids(4)[1].clone()]);
    assert_eq!((summary.skipped.len(), summary.seconds, summary.percent()), (0, 15, 75));
}

#[test]
fn the_answered_question_stays_up_until_next() {
    let mut sitting = sitting(2, Mode::Lesson);
    assert!(sitting.record(false, 5));
    assert_eq!((slug(&sitting), sitting.is_recorded(), sitting.round(), sitting.left()), ("q0", true, 1, 2));
    assert!(!sitting.record(true, 5), "an answer is recorded once");
    assert!(!sitting.skip(), "an answered question is not skipped");
    sitting.next();
    assert_eq!((slug(&sitting), sitting.is_recorded()), ("q1", false));
    sitting.next();
    assert_eq!(slug(&sitting), "q1", "an unanswered question stays");
}

#[test]
fn an_exam_does_not_tell_by_asking_again() {
    let mut sitting = sitting(3, Mode::Exam);
    play(&mut sitting, &[Wrong, Skipped, Right]);
    assert_eq!((slug(&sitting), sitting.left()), ("q1", 1), "only the skipped one returns");
    play(&mut sitting, &[Right]);
    assert!(sitting.is_over());
    assert_eq!(sitting.summary().right_first, 2);
}

#[test]
fn in_a_placement_to_pass_over_is_an_answer() {
    let mut sitting = sitting(3, Mode::Placement);
    play(&mut sitting, &[Wrong, Skipped, Right]);
    assert!(sitting.is_over(), "nothing comes again");
    assert_eq!((sitting.summary().right_first, sitting.summary().skipped.len()), (1, 1));
}

#[test]
fn undo_takes_back_step_by_step() {
    let mut sitting = sitting(3, Mode::Quiz);
    let fresh = sitting.clone();
    play(&mut sitting, &[Right, Wrong, Skipped]);
    let after_round_one = sitting.clone();
    sitting.record(true, 9);
    assert_eq!(sitting.undo().map(QuestionId::slug), Some("q1"));
    assert_eq!(sitting, after_round_one);
    for slug in ["q2", "q1", "q0"] {
        assert_eq!(sitting.undo().map(QuestionId::slug), Some(slug));
    }
    assert_eq!(sitting, fresh);
    assert_eq!(sitting.undo(), None);
}

#[test]
fn tallies_by_lesson() {
    let mut sitting = sitting(4, Mode::Quiz);
    play(&mut sitting, &[Right, Wrong, Skipped]);
    let summary = sitting.summary();
    let tallies: Vec<_> =
        summary.lessons.iter().map(|tally| (tally.lesson.slug(), tally.asked, tally.right, tally.missed)).collect();
    assert_eq!(tallies, [("l0", 1, 1, 0), ("l1", 1, 0, 1), ("l2", 1, 0, 0)]);
    assert_eq!(summary.skipped, [ids(3)[2].clone()]);
}

#[test]
fn a_question_right_at_the_second_try() {
    let mut sitting = sitting(2, Mode::Review);
    play(&mut sitting, &[Wrong, Wrong, Right, Skipped]);
    let summary = sitting.summary();
    assert_eq!((summary.right_first, summary.right_second, summary.missed.len()), (0, 1, 2));
}

#[test]
fn a_resumed_sitting_passes_over_strangers() {
    let outcomes = [(ids(9)[8].clone(), Right), (ids(3)[1].clone(), Wrong), (ids(3)[0].clone(), Right)];
    let sitting = Sitting::resume(EventId(7), 42, ids(3), Mode::Quiz, &outcomes);
    assert_eq!((slug(&sitting), sitting.left(), sitting.done()), ("q2", 2, 2));
}

#[test]
fn empty_and_doubled_lists() {
    assert!(sitting(0, Mode::Quiz).is_over());
    let twice = Sitting::new(EventId(1), 1, [ids(2), ids(2)].concat(), Mode::Quiz);
    assert_eq!(twice.left(), 2);
}

#[test]
fn modes_and_outcomes_are_lower_case_in_files() {
    assert_eq!(serde_json::to_string(&Mode::Placement).unwrap(), r#""placement""#);
    assert_eq!(serde_json::to_string(&Skipped).unwrap(), r#""skipped""#);
}

#[derive(Debug, Clone, Copy)]
enum Step {
    Record(bool),
    Skip,
    Undo,
    Next,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => any::<bool>().prop_map(Step::Record),
        2 => Just(Step::Skip),
        1 => Just(Step::Undo),
        4 => Just(Step::Next),
    ]
}

fn mode() -> impl Strategy<Value = Mode> {
    prop_oneof![Just(Mode::Quiz), Just(Mode::Exam), Just(Mode::Review), Just(Mode::Room)]
}

fn apply(sitting: &mut Sitting, step: Step) {
    match step {
        Step::Record(right) => drop(sitting.record(right, 1)),
        Step::Skip => drop(sitting.skip()),
        Step::Undo => drop(sitting.undo().cloned()),
        Step::Next => sitting.next(),
    }
}

proptest! {
    #[test]
    fn a_sitting_ends_and_loses_nothing(count in 0..9_usize, mode in mode(), steps in proptest::collection::vec(step(), 0..60)) {
        let mut sitting = sitting(count, mode);
        for step in steps {
            let (left, done) = (sitting.left(), sitting.done());
            let up = sitting.current().cloned();
            apply(&mut sitting, step);
            prop_assert_eq!(sitting.is_over(), sitting.left() == 0 && !sitting.is_recorded());
            match sitting.done().checked_sub(done) {
                Some(1) => {
                    // Recording spends one question, unless it comes again.
                    prop_assert!(sitting.left() == left || sitting.left() + 1 == left);
                    prop_assert!(sitting.outcomes().last().map(|(id, _)| id) == up.as_ref());
                }
                Some(0) => prop_assert_eq!(sitting.left(), left),
                _ => prop_assert!(matches!(step, Step::Undo)),
            }
            let json = serde_json::to_string(&sitting).unwrap();
            let mut back: Sitting = serde_json::from_str(&json).unwrap();
            let mut resumed = Sitting::resume(sitting.id(), sitting.seed(), ids(count), mode, &sitting.outcomes());
            // What is stored has gone on from the verdict that was on the screen.
            let mut moved = sitting.clone();
            moved.next();
            prop_assert_eq!(&back, &moved);
            prop_assert_eq!(resumed.current(), back.current());
            prop_assert_eq!(resumed.left(), back.left());
            prop_assert_eq!(resumed.undo(), back.undo());
        }
        let mut guard = 0;
        while !sitting.is_over() {
            apply(&mut sitting, if guard % 3 == 0 { Step::Skip } else { Step::Record(guard % 2 == 0) });
            sitting.next();
            guard += 1;
            prop_assert!(guard <= 2 * count, "a question is up at most twice");
        }
        let summary = sitting.summary();
        prop_assert_eq!(summary.asked, count);
        prop_assert_eq!(summary.right_first + summary.missed.len() + summary.skipped.len(), count);
        prop_assert_eq!(summary.lessons.iter().map(|tally| tally.asked).sum::<usize>(), count);
        let outcomes = sitting.outcomes();
        let seen: HashSet<_> = outcomes.iter().map(|(id, _)| id).collect();
        prop_assert_eq!(seen.len(), count, "every question was up");
        for id in seen {
            let of_id: Vec<_> = outcomes.iter().filter(|(other, _)| other == id).map(|(_, outcome)| *outcome).collect();
            prop_assert!(of_id.len() <= 2);
            if of_id.len() == 2 {
                prop_assert_ne!(of_id[0], Right);
            }
        }
    }
}
