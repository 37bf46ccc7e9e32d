//! Half a sitting and half an exam: what takes them up again, and what closes them.

use super::*;

#[test]
fn half_a_sitting_can_be_taken_up_again() {
    let questions: Vec<QuestionId> = ["a/x#p", "a/x#q", "a/y#p"].map(question).into();
    let sat = |id| {
        event(id, 10, EventKind::Sat(Sat { seed: 5, mode: Mode::Exam, questions: questions.clone(), terms: None }))
    };
    let mut record = record(&[sat(7), event(8, 11, answer("a/x#p", false, 7)), event(9, 12, answer("a/x#q", true, 1))]);
    let half = record.half_sitting().unwrap();
    assert_eq!((half.id, half.t, half.sat.seed, half.sat.mode), (EventId(7), Timestamp(10), 5, Mode::Exam));
    let sitting = half.taken_up(|_| true);
    assert_eq!((sitting.current(), sitting.left()), (Some(&questions[1]), 2));
    let Reply::Answered { right: false, details: Some(first), .. } = &half.outcomes[0].reply else {
        panic!("an answer")
    };
    assert_eq!((half.outcomes.len(), first.chosen.as_str(), first.shown.as_slice()), (1, "0", [1, 0].as_slice()));
    assert_eq!((half.outcomes[0].event, half.outcomes[0].t), (EventId(8), Timestamp(11)));

    record.apply(&event(10, 13, EventKind::Skipped { question: questions[1].clone(), sitting: EventId(7) }));
    record.apply(&event(11, 14, answer("a/x#p", true, 7)));
    assert_eq!(record.half_sitting().unwrap().outcomes.len(), 3, "one came again, which an exam does not ask for");
    let mut reset_record = record.clone();
    let mut given_up = record.clone();
    record.apply(&event(12, 15, answer("a/y#p", true, 7)));
    let second = record.half_sitting().unwrap().taken_up(|_| true);
    assert_eq!(
        (second.current(), second.left(), second.round()),
        (Some(&questions[1]), 1, 2),
        "the skipped one returns"
    );
    record.apply(&event(13, 16, EventKind::Skipped { question: questions[1].clone(), sitting: EventId(7) }));
    assert_eq!(record.half_sitting(), None, "every question was asked");
    record.apply(&event(15, 17, undone(13)));
    assert!(record.half_sitting().is_some(), "and one taken back");

    given_up.apply(&event(14, 17, undone(7)));
    assert_eq!(given_up.half_sitting(), None);
    reset_record.apply(&event(14, 17, reset("a")));
    assert_eq!(reset_record.half_sitting(), None);
}

#[test]
fn a_sitting_that_was_given_up_does_not_uncover_an_older_one() {
    let sat = |id, t| {
        event(id, t, EventKind::Sat(Sat { seed: 5, mode: Mode::Quiz, questions: vec![question("a/x#p")], terms: None }))
    };
    let record = record(&[sat(1, 1), sat(2, 2), event(3, 3, undone(2))]);
    assert_eq!(record.half_sitting(), None);
}

#[test]
fn a_sitting_counts_from_its_first_answer_on() {
    let sat = |id, t| {
        let questions = ["a/x#p", "a/x#q"].map(question).into();
        event(id, t, EventKind::Sat(Sat { seed: 5, mode: Mode::Review, questions, terms: None }))
    };
    let half = |record: &Record| record.half_sitting().map(|half| half.id.0);
    let mut record = record(&[sat(1, 1)]);
    assert_eq!(half(&record), None, "nothing was answered");
    record.apply(&event(2, 2, answer("a/x#p", true, 1)));
    assert_eq!(half(&record), Some(1));
    record.apply(&sat(3, 3));
    assert_eq!(half(&record), Some(1), "one that is left at its first question does not take its place");
    let mut skipped = record.clone();
    skipped.apply(&event(4, 4, EventKind::Skipped { question: question("a/x#p"), sitting: EventId(3) }));
    assert_eq!(half(&skipped), Some(3));
    record.apply(&event(4, 4, answer("a/x#p", true, 3)));
    assert_eq!(half(&record), Some(3));
    record.apply(&event(5, 5, undone(4)));
    assert_eq!(half(&record), Some(1), "taken back is not answered");
}

#[test]
fn details_of_a_half_sitting_survive_an_older_sitting_that_arrives_late() {
    let questions = || ["a/x#p", "a/x#q"].map(question).into();
    let sat =
        |id, t| event(id, t, EventKind::Sat(Sat { seed: 5, mode: Mode::Quiz, questions: questions(), terms: None }));
    let details = |record: &Record| match &record.half_sitting().unwrap().outcomes[0].reply {
        Reply::Answered { details, .. } => details.is_some(),
        Reply::Skipped => false,
    };
    let late = record(&[
        sat(2, 20),
        event(3, 21, answer("a/x#p", true, 2)),
        sat(1, 10),
        event(4, 11, answer("a/x#p", true, 1)),
    ]);
    assert!(details(&late));
    let merged = record(&[event(3, 21, answer("a/x#p", true, 2)), sat(2, 20)]);
    assert!(!details(&merged), "the answer is known, what was chosen is not");
}

#[test]
fn an_exam_stays_half_until_it_is_ended() {
    let sat = |mode, terms| EventKind::Sat(Sat { seed: 5, mode, questions: vec![question("a/x#p")], terms });
    let exam = sat(Mode::Exam, Some(Box::new(terms())));
    let mut record = record(&[event(7, 10, exam), event(8, 11, answer("a/x#p", true, 7))]);
    assert!(record.half_sitting().is_some(), "every question was answered, and it waits to be handed in");
    record.apply(&event(20, 11, sat(Mode::Quiz, None)));
    record.apply(&event(21, 11, answer("a/x#p", false, 20)));
    let half = record.half_sitting().unwrap();
    assert_eq!(half.id, EventId(7), "a quiz or a review does not close it");
    let Reply::Answered { details: Some(_), .. } = &half.outcomes[0].reply else { panic!("what was chosen is kept") };
    let ended = |id, sitting| event(id, 12, EventKind::Ended { sitting: EventId(sitting), cause: Ending::HandedIn });
    record.apply(&ended(9, 3));
    assert!(record.half_sitting().is_some(), "another one was");
    record.apply(&ended(10, 7));
    assert_eq!(
        record.half_sitting().map(|half| half.id),
        Some(EventId(20)),
        "then the quiz that was left is there again"
    );
    record.apply(&event(11, 13, undone(10)));
    assert_eq!(record.half_sitting().map(|half| half.id), Some(EventId(7)));
}
