//! Results: what is in them and what is not, the minutes, the seal.

use super::*;
use crate::id::EventId;
use crate::progress::{Aliases, EventKind};
use crate::team::Order;
use crate::team::standing::tests::{agenda, answered, finished, log, now, opened, said, sat};
use crate::team::standing::{Said, beginning};

fn made(events: &[(i64, EventKind)], name: &str) -> ResultFile {
    let (agenda, log) = (agenda(Order::Free), log(events));
    Making { agenda: &agenda, log: &log, name, fresh: EventId(0xfeed), now: now(), former: &Aliases::default() }
        .result()
}

fn minutes(events: &[(i64, EventKind)]) -> Vec<u32> {
    made(events, "").items.iter().map(|item| item.minutes).collect()
}

fn begun(number: &str) -> EventKind {
    EventKind::Set { name: beginning(&agenda(Order::Free)), value: number.to_owned() }
}

#[test]
fn only_what_belongs_to_the_session_is_in_it() {
    let other = EventKind::Answered(crate::progress::Answered {
        question: "works/venv-on-path#z".parse().unwrap(),
        ..match answered("a", true, 99) {
            EventKind::Answered(answered) => answered,
            _ => unreachable!(),
        }
    });
    let events = [
        (0, opened()),
        (6, finished()),
        (7, sat()),
        (8, answered("b", false, 3)),
        (9, answered("b", true, 3)),
        (9, answered("a", true, 98)),
        (9, other),
    ];
    let result = made(&events, " Ann\u{1b} ");
    assert_eq!((result.name.as_str(), result.session.as_str(), result.pass), ("Ann", "team", 70));
    assert_eq!(result.participant, format!("{:032x}", 0xfeed));
    assert_eq!(result.answers.len(), 1, "the first answer, in this session");
    let answer = &result.answers[0];
    assert_eq!((answer.item.as_str(), answer.question.as_str(), answer.right), ("ask", "works/dockerignore#b", false));
    assert_eq!((answer.key.as_str(), answer.seconds, &answer.confidence), ("0000000000000abc", 20, &None));
    assert_eq!(answer.chosen, serde_json::json!({ "picks": [1] }));
    let states: Vec<_> =
        result.items.iter().map(|item| (item.item.as_str(), item.state.as_str(), item.minutes)).collect();
    assert_eq!(
        states,
        [("read", "done", 6), ("ask", "begun", 2), ("rest", "open", 0), ("try", "open", 0), ("talk", "open", 0)]
    );
    assert_eq!(result.items[0].chapter.as_deref(), Some("works"));
}

#[test]
fn what_was_done_under_a_former_name_counts() {
    let old = |lesson: &str| lesson.replace("works/dockerignore", "works/ignore-file");
    let renamed = |kind: EventKind| match kind {
        EventKind::Opened { lesson } => EventKind::Opened { lesson: old(lesson.as_str()).parse().unwrap() },
        EventKind::Finished { lesson, hash } => {
            EventKind::Finished { lesson: old(lesson.as_str()).parse().unwrap(), hash }
        }
        EventKind::Answered(answered) => {
            let question = match answered.question.slug() {
                "a" => "works/dockerignore#was-a".to_owned(),
                _ => old(answered.question.as_str()),
            };
            EventKind::Answered(crate::progress::Answered { question: question.parse().unwrap(), ..answered })
        }
        kind => kind,
    };
    let events =
        [(0, opened()), (6, finished()), (7, sat()), (8, answered("a", true, 3)), (9, answered("b", false, 3))];
    let events = events.map(|(minute, kind)| (minute, renamed(kind)));
    let former = Aliases {
        lessons: [("works/ignore-file".parse().unwrap(), "works/dockerignore".parse().unwrap())].into(),
        questions: [("works/dockerignore#was-a".parse().unwrap(), "works/dockerignore#a".parse().unwrap())].into(),
    };
    let (agenda, log) = (agenda(Order::Free), log(&events));
    let result =
        Making { agenda: &agenda, log: &log, name: "", fresh: EventId(1), now: now(), former: &former }.result();
    let states: Vec<_> = result.items.iter().map(|item| (item.state.as_str(), item.minutes)).collect();
    assert_eq!(states[..2], [("done", 6), ("done", 2)]);
    let answers: Vec<_> = result.answers.iter().map(|answer| (answer.question.as_str(), answer.right)).collect();
    assert_eq!(answers, [("works/dockerignore#a", true), ("works/dockerignore#b", false)]);
}

#[test]
fn a_break_is_no_item_that_anybody_does() {
    let events = [(0, said("rest", Said::Skipped)), (1, said("talk", Said::Skipped)), (2, said("try", Said::Done))];
    let words = made(&events, "").in_words().join("\n");
    assert!(words.contains("4 items and 1 break: title, kind, chapter, whether done (1 done, 1 left out)"), "{words}");
}

#[test]
fn pauses_are_not_work() {
    type Events<'a> = &'a [(i64, EventKind)];
    let cases: [(Events<'_>, [u32; 5]); 7] = [
        (&[(0, opened()), (9, finished())], [9, 0, 0, 0, 0]),
        (&[(0, opened()), (11, finished())], [0, 0, 0, 0, 0]),
        (&[(0, opened()), (4, opened()), (600, opened()), (603, finished())], [7, 0, 0, 0, 0]),
        (&[(0, said("try", Said::Begun)), (25, said("try", Said::Done))], [0, 0, 0, 25, 0]),
        (&[(0, said("try", Said::Begun)), (31, said("try", Said::Done))], [0, 0, 0, 0, 0]),
        // What was read before the session began was not read in it; that it is done counts.
        (&[(0, opened()), (5, finished()), (60, begun("x")), (61, opened()), (62, finished())], [1, 0, 0, 0, 0]),
        // Somewhere else in between.
        (
            &[
                (0, opened()),
                (2, EventKind::Opened { lesson: "ops/exec-form".parse().unwrap() }),
                (8, opened()),
                (9, finished()),
            ],
            [3, 0, 0, 0, 0],
        ),
    ];
    for (events, expected) in cases {
        assert_eq!(minutes(events), expected, "{events:?}");
    }
}

#[test]
fn the_number_of_a_participant_stays() {
    let number = "0123456789abcdef0123456789abcdef";
    assert_eq!(made(&[(0, begun(number))], "").participant, number);
    assert_eq!(made(&[(0, begun("no number"))], "").participant, format!("{:032x}", 0xfeed));
}

#[test]
fn a_seal_shows_every_edit() {
    let result = made(&[(0, opened()), (6, finished())], "Ann");
    assert!(result.is_sealed());
    let text = result.to_json();
    let read: ResultFile = serde_json::from_str(&text).unwrap();
    assert!(read == result && read.is_sealed());
    // Written in another way, it is the same.
    let mut value: serde_json::Value = serde_json::from_str(&text).unwrap();
    value["later"] = "a field of a later version".into();
    let read: ResultFile = serde_json::from_str(&value.to_string()).unwrap();
    assert!(read.is_sealed());
    for (from, to) in [
        ("\"Ann\"", "\"Bob\""),
        ("\"minutes\": 6", "\"minutes\": 60"),
        ("\"done\"", "\"open\""),
        ("\"pass\": 70", "\"pass\": 7"),
    ] {
        let edited: ResultFile = serde_json::from_str(&text.replacen(from, to, 1)).unwrap();
        assert!(!edited.is_sealed(), "{from}");
    }
}

#[test]
fn the_file_is_named_after_session_and_name() {
    let named = |name: &str| file_name(&made(&[], name));
    assert_eq!(named("Ann Bee"), "team-ann-bee.result.json");
    assert_eq!(named(""), "team-00000000.result.json");
    assert_eq!(named("船長"), "team-00000000.result.json");
    assert_eq!(named("../../etc/x"), "team-etc-x.result.json");
}

#[test]
fn words_say_every_field() {
    let words = made(&[(0, opened()), (6, finished())], "").in_words().join("\n");
    for part in [
        "Name: none given",
        "Our images (team)",
        "70%",
        "0000",
        "4 items and 1 break",
        "1 done",
        "6 in all",
        "0 questions",
        "checksum",
    ] {
        assert!(words.contains(part), "{part}: {words}");
    }
}
