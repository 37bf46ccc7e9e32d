//! How items stand after what was logged: a table of logs, for both orders.

use super::*;
use crate::id::EventId;
use crate::progress::event::{Answered, RawJson, Sat};
use crate::progress::{Event, EventKind};
use crate::time::Timestamp;

pub(in crate::team) fn item(id: &str, kind: ItemKind) -> Item {
    Item { id: id.into(), title: id.to_uppercase(), part: String::new(), minutes: 10, kind }
}

pub(in crate::team) fn agenda(order: Order) -> Agenda {
    Agenda {
        id: "team".into(),
        title: "Our images".into(),
        cohort: String::new(),
        pass: 70,
        order,
        skip: true,
        pack: None,
        items: vec![
            item("read", ItemKind::Lesson("works/dockerignore".parse().unwrap())),
            item(
                "ask",
                ItemKind::Quiz(["works/dockerignore#a", "works/dockerignore#b"].map(|id| id.parse().unwrap()).into()),
            ),
            item("rest", ItemKind::Break),
            item("try", ItemKind::Exercise("Try it.".into())),
            item("talk", ItemKind::Discussion("Well?".into())),
        ],
    }
}

pub(in crate::team) const MINUTE: i64 = 60_000;

/// Returns the lines of a log: each kind at its minute after a moment in 2026.
pub(in crate::team) fn log(events: &[(i64, EventKind)]) -> Vec<u8> {
    let line = |(n, (minute, kind)): (usize, &(i64, EventKind))| {
        let t = Timestamp(1_790_000_000_000 + minute * MINUTE);
        Event { id: EventId(n as u128 + 1), t, kind: kind.clone() }.to_line() + "\n"
    };
    events.iter().enumerate().map(line).collect::<String>().into_bytes()
}

pub(in crate::team) fn now() -> Timestamp {
    Timestamp(1_790_000_000_000 + 10_000 * MINUTE)
}

pub(in crate::team) fn opened() -> EventKind {
    EventKind::Opened { lesson: "works/dockerignore".parse().unwrap() }
}

pub(in crate::team) fn finished() -> EventKind {
    EventKind::Finished { lesson: "works/dockerignore".parse().unwrap(), hash: 7 }
}

pub(in crate::team) fn said(item: &str, said: Said) -> EventKind {
    EventKind::Set { name: saying(&agenda(Order::Free), item), value: said.word().into() }
}

pub(in crate::team) fn sat() -> EventKind {
    let questions = agenda(Order::Free).questions().cloned().collect();
    EventKind::Sat(Sat { seed: pool::seed("team", "ask"), mode: Mode::Room, questions, terms: None })
}

pub(in crate::team) fn answered(question: &str, right: bool, sitting: u128) -> EventKind {
    EventKind::Answered(Answered {
        question: format!("works/dockerignore#{question}").parse().unwrap(),
        key: 0xabc,
        shown: vec![0, 1],
        chosen: RawJson::of(&serde_json::json!({ "picks": [1] })).unwrap(),
        right,
        confidence: None,
        seconds: 20,
        mode: Mode::Room,
        sitting: EventId(sitting),
    })
}

fn skipped(question: &str, sitting: u128) -> EventKind {
    EventKind::Skipped {
        question: format!("works/dockerignore#{question}").parse().unwrap(),
        sitting: EventId(sitting),
    }
}

fn stands(order: Order, events: Vec<EventKind>) -> String {
    let events: Vec<_> = events.into_iter().enumerate().map(|(n, kind)| (n as i64, kind)).collect();
    let standing = Standing::of(&agenda(order), &mut Record::from_log(&log(&events), now()));
    let words: Vec<_> = standing.states.iter().map(|state| state.word()).collect();
    format!("{} next {}", words.join(" "), standing.next.map_or("none".to_owned(), |next| next.to_string()))
}

#[test]
fn free_items_stand_on_their_own() {
    let cases = [
        (vec![], "open open open open open next 0"),
        (vec![opened()], "begun open open open open next 0"),
        (vec![opened(), finished()], "done open open open open next 1"),
        (vec![said("read", Said::Done)], "done open open open open next 1"),
        (vec![said("read", Said::Skipped)], "skipped open open open open next 1"),
        (vec![said("read", Said::Skipped), finished()], "done open open open open next 1"),
        (vec![said("try", Said::Begun)], "open open open begun open next 0"),
        (vec![said("try", Said::Done), said("try", Said::Open)], "open open open open open next 0"),
        (vec![sat()], "open open open open open next 0"),
        (vec![sat(), answered("a", false, 1)], "open begun open open open next 0"),
        (vec![sat(), answered("a", false, 1), answered("b", true, 1)], "open done open open open next 0"),
        (vec![sat(), answered("a", true, 1), skipped("b", 1), skipped("b", 1)], "open done open open open next 0"),
        // Another session, or a quiz of one's own, asked the same.
        (vec![answered("a", true, 9), answered("b", true, 9)], "open open open open open next 0"),
        (
            vec![
                said("read", Said::Done),
                said("ask", Said::Skipped),
                said("try", Said::Done),
                said("talk", Said::Done),
            ],
            "done skipped open done done next none",
        ),
    ];
    for (events, expected) in cases {
        assert_eq!(stands(Order::Free, events.clone()), expected, "{events:?}");
    }
}

#[test]
fn locked_items_wait_for_those_before_and_breaks_for_nobody() {
    let cases = [
        (vec![], "open locked locked locked locked next 0"),
        (vec![finished()], "done open locked locked locked next 1"),
        (vec![finished(), said("ask", Said::Skipped)], "done skipped open open locked next 3"),
        (vec![said("talk", Said::Done)], "open locked locked locked done next 0"),
    ];
    for (events, expected) in cases {
        assert_eq!(stands(Order::Locked, events.clone()), expected, "{events:?}");
    }
}

#[test]
fn breaks_are_not_counted() {
    let agenda = agenda(Order::Free);
    let standing = Standing::of(&agenda, &mut Record::from_log(&log(&[(0, finished())]), now()));
    assert_eq!(standing.done(&agenda), (1, 4));
}
