//! Exams read out of logs that were merged, edited and cut off.

use proptest::prelude::*;

use super::*;
use crate::exam::samples::{answer, event, exam};
use crate::progress::EventKind;

fn one(events: Vec<Event>) -> Paper {
    let mut papers = papers(events);
    assert_eq!(papers.len(), 1);
    papers.remove(0)
}

#[test]
fn what_counts_is_what_was_not_taken_back() {
    let paper = one(exam());
    let tally = paper.tally();
    assert_eq!((tally.right, tally.asked, tally.answered), (4, 5, 4));
    assert_eq!(tally.unanswered.iter().map(ToString::to_string).collect::<Vec<_>>(), ["works/y#c"]);
    assert_eq!(paper.answers.iter().map(|given| given.event.0).collect::<Vec<_>>(), [11, 14, 16, 17]);
    assert!(paper.is_passed() && paper.minutes() == 31);
}

#[test]
fn what_comes_after_the_end_changes_nothing() {
    let seal = one(exam()).seal();
    let mut later = exam();
    later.push(event(30, 40 * 60_000, EventKind::Undone { event: EventId(11) }));
    later.push(answer(31, 41 * 60_000, "works/y#c", true, 7));
    later.push(event(32, 42 * 60_000, EventKind::Ended { sitting: EventId(7), cause: Ending::TimeUp }));
    later.push(event(33, 43 * 60_000, EventKind::Reset { chapter: "works".parse().unwrap() }));
    assert_eq!(one(later).seal(), seal);
}

#[test]
fn what_is_not_part_of_it_changes_nothing() {
    let seal = one(exam()).seal();
    let mut others = exam();
    others.push(answer(40, 15_000, "works/x#a", false, 8));
    others.push(answer(41, 15_000, "works/z#other", true, 7));
    others.push(event(42, 16_000, EventKind::Opened { lesson: "works/x".parse().unwrap() }));
    assert_eq!(one(others).seal(), seal);
}

#[test]
fn half_an_exam_and_one_that_was_closed() {
    let mut half = exam();
    half.pop();
    let paper = one(half.clone());
    assert!(paper.ended.is_none() && !paper.is_passed() && paper.tally().right == 4);
    half.push(event(50, 100_000, EventKind::Undone { event: EventId(7) }));
    assert_eq!(papers(half), []);
    let mut plain = exam();
    if let EventKind::Sat(sat) = &mut plain[0].kind {
        sat.terms = None;
    }
    assert_eq!(papers(plain), [], "without terms there is nothing to pass");
}

#[test]
fn the_seal_is_of_today_and_for_ever() {
    // Certificates carry it: whoever changes this value makes all of them invalid.
    assert_eq!(one(exam()).seal(), "20ec35508f0feddf2320f667cfe8d91c8cce6b767f80c54ec0d287d3322bceed");
}

#[test]
fn reformatted_lines_have_the_same_seal() {
    let seal = one(exam()).seal();
    let reformatted = exam().into_iter().map(|event| {
        let value: serde_json::Value = serde_json::from_str(&event.to_line()).unwrap();
        let mut fields: Vec<String> =
            value.as_object().unwrap().iter().map(|(k, v)| format!(" {k:?} :\t{v:#}")).collect();
        fields.reverse();
        let line = format!("{{ \"extra\":[1], {} }}", fields.join(",")).replace('\n', " ");
        Event::read(line.as_bytes()).unwrap()
    });
    assert_eq!(one(reformatted.collect()).seal(), seal);
}

/// Changes one thing of an event that counts.
fn edited(what: usize) -> Vec<Event> {
    let mut events = exam();
    match what {
        0 => events[1].t.0 += 1,
        1 => events[8].t.0 += 60_000,
        2 => drop(events.remove(4)),
        3 => drop(events.remove(6)),
        4..10 => {
            let EventKind::Answered(answered) = &mut events[1].kind else { panic!("an answer") };
            match what {
                4 => answered.right = false,
                5 => answered.chosen = RawJson::of(&1).unwrap(),
                6 => answered.key = 8,
                7 => answered.seconds = 1,
                8 => answered.shown = vec![0, 1, 2],
                _ => answered.confidence = Some(crate::progress::Confidence::Sure),
            }
        }
        _ => {
            let EventKind::Sat(sat) = &mut events[0].kind else { panic!("a beginning") };
            let Some(terms) = &mut sat.terms else { panic!("terms") };
            match what {
                10 => terms.pass = 60,
                11 => terms.minutes = None,
                12 => terms.title.push('!'),
                13 => sat.seed = 4,
                _ => drop(sat.questions.pop()),
            }
        }
    }
    events
}

#[test]
fn every_field_that_counts_is_under_the_seal() {
    let mut seals: Vec<String> = (0..15).map(|what| one(edited(what)).seal()).collect();
    seals.push(one(exam()).seal());
    seals.sort();
    seals.dedup();
    assert_eq!(seals.len(), 16);
}

proptest! {
    #[test]
    fn the_order_of_the_lines_and_repeats_do_not_matter(
        events in Just([exam(), edited(4), exam()].concat()).prop_shuffle(),
    ) {
        // An edited copy of a line beside the true one: the same one of the two counts in any order.
        let expected = papers([exam(), edited(4)].concat());
        prop_assert_eq!(papers(events), expected);
    }
}
