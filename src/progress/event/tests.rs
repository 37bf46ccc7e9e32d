//! Events in, lines out, and back.

use proptest::prelude::*;

use super::*;
use crate::progress::shape::Shape;
use crate::progress::synthetic::Learner;

const ANSWERED: &str = concat!(
    r#"{"id":"0000000000000000000000000000002a","t":1763683200000,"v":1,"kind":"answered","#,
    r#""question":"works/dockerignore#first","key":"00000000000000ff","shown":[2,0,1],"chosen":[1],"#,
    r#""verdict":"right","confidence":null,"seconds":12,"mode":"quiz","sitting":"00000000000000000000000000000007"}"#
);

fn event(kind: EventKind) -> Event {
    Event { id: EventId(42), t: Timestamp(1_763_683_200_000), kind }
}

fn lesson() -> LessonId {
    "works/dockerignore".parse().unwrap()
}

fn question() -> QuestionId {
    "works/dockerignore#first".parse().unwrap()
}

fn answered() -> Answered {
    Answered {
        question: question(),
        key: 255,
        shown: vec![2, 0, 1],
        chosen: RawJson::of(&[1]).unwrap(),
        right: true,
        confidence: None,
        seconds: 12,
        mode: Mode::Quiz,
        sitting: EventId(7),
    }
}

/// One event of every kind, and what stands in the file after the common fields: the format of the first release, and `placed`,
/// which came later.
fn every_kind() -> Vec<(EventKind, &'static str)> {
    vec![
        (
            EventKind::Answered(answered()),
            r#""answered","question":"works/dockerignore#first","key":"00000000000000ff","shown":[2,0,1],"chosen":[1],"verdict":"right","confidence":null,"seconds":12,"mode":"quiz","sitting":"00000000000000000000000000000007"}"#,
        ),
        (EventKind::Opened { lesson: lesson() }, r#""opened","lesson":"works/dockerignore"}"#),
        (EventKind::Left { lesson: lesson(), at: 512 }, r#""left","lesson":"works/dockerignore","at":512}"#),
        (
            EventKind::Finished { lesson: lesson(), hash: u64::MAX },
            r#""finished","lesson":"works/dockerignore","hash":"ffffffffffffffff"}"#,
        ),
        (
            EventKind::Skipped { question: question(), sitting: EventId(7) },
            r#""skipped","question":"works/dockerignore#first","sitting":"00000000000000000000000000000007"}"#,
        ),
        (
            EventKind::Placed { lesson: lesson(), sitting: EventId(7) },
            r#""placed","lesson":"works/dockerignore","sitting":"00000000000000000000000000000007"}"#,
        ),
        (EventKind::Undone { event: EventId(1) }, r#""undone","event":"00000000000000000000000000000001"}"#),
        (EventKind::Reset { chapter: "works".parse().unwrap() }, r#""reset","chapter":"works"}"#),
        (
            EventKind::Bookmarked { lesson: lesson(), at: 9, on: true },
            r#""bookmarked","lesson":"works/dockerignore","at":9,"on":true}"#,
        ),
        (
            EventKind::Flagged { subject: "works/dockerignore".to_owned(), note: "\"odd\"\n\u{1b}[31m é".to_owned() },
            r#""flagged","subject":"works/dockerignore","note":"\"odd\"\n\u001b[31m é"}"#,
        ),
        (
            EventKind::Set { name: "installer".to_owned(), value: "uv".to_owned() },
            r#""set","name":"installer","value":"uv"}"#,
        ),
        (
            EventKind::Sat(Sat { seed: 11, mode: Mode::Exam, questions: vec![question(), question()], terms: None }),
            r#""sat","seed":"000000000000000b","mode":"exam","questions":["works/dockerignore#first","works/dockerignore#first"]}"#,
        ),
        (
            EventKind::Sat(Sat {
                seed: 11,
                mode: Mode::Exam,
                questions: vec![question()],
                terms: Some(Box::new(Terms {
                    scope: "chapter:works".to_owned(),
                    title: "Something \"that\" works".to_owned(),
                    course: "Ships".to_owned(),
                    version: "2026.11".to_owned(),
                    questions: "00000000000000ff".to_owned(),
                    pass: 80,
                    minutes: Some(30),
                })),
            }),
            r#""sat","seed":"000000000000000b","mode":"exam","questions":["works/dockerignore#first"],"terms":{"scope":"chapter:works","title":"Something \"that\" works","course":"Ships","version":"2026.11","questions":"00000000000000ff","pass":80,"minutes":30}}"#,
        ),
        (
            EventKind::Ended { sitting: EventId(7), cause: Ending::TimeUp },
            r#""ended","sitting":"00000000000000000000000000000007","cause":"time-up"}"#,
        ),
    ]
}

#[test]
fn the_format_of_the_first_release() {
    for (kind, rest) in every_kind() {
        let line = format!(r#"{{"id":"0000000000000000000000000000002a","t":1763683200000,"v":1,"kind":{rest}"#);
        let event = event(kind);
        assert_eq!(event.to_line(), line);
        assert_eq!(Event::read(line.as_bytes()), Ok(event));
    }
}

#[test]
fn fields_may_stand_in_any_order_and_new_ones_are_passed_over() {
    let line = br#" { "kind" : "left", "new": {"deep": [1, "}"]}, "lesson":"works/dockerignore" ,"v":1,"at":512, "t":1763683200000,
        "id":"0000000000000000000000000000002A" } "#;
    assert_eq!(Event::read(line), Ok(event(EventKind::Left { lesson: lesson(), at: 512 })));
    let escaped = ANSWERED.replace("works/dockerignore", r"\u0077orks\/dockerignore");
    assert_eq!(Event::read(escaped.as_bytes()), Ok(event(EventKind::Answered(answered()))));
}

#[test]
fn why_a_line_is_not_an_event() {
    let replaced = |from: &str, to: &str| {
        assert!(ANSWERED.contains(from), "{from}");
        ANSWERED.replace(from, to)
    };
    let cases = [
        (String::new(), Unread::Foreign, "not a JSON object"),
        ("<<<<<<< HEAD".to_owned(), Unread::Foreign, "not a JSON object"),
        ("[1,2]".to_owned(), Unread::Foreign, "not a JSON object"),
        (ANSWERED[..ANSWERED.len() - 1].to_owned(), Unread::Foreign, "not a JSON object"),
        (format!("{ANSWERED}{ANSWERED}"), Unread::Foreign, "not a JSON object"),
        (format!("\0{ANSWERED}"), Unread::Foreign, "not a JSON object"),
        (replaced(r#""v":1"#, r#""v":1,"v":1"#), Unread::Foreign, "not a JSON object"),
        ("{}".to_owned(), Unread::Field("id"), "the field `id` is missing or malformed"),
        (replaced("002a", "002g"), Unread::Field("id"), "the field `id` is missing or malformed"),
        (replaced("1763683200000", "1.5"), Unread::Field("t"), "the field `t` is missing or malformed"),
        (replaced(r#""v":1"#, r#""v":2"#), Unread::Newer(2), "version 2 is newer than this program"),
        (replaced(r#""v":1"#, r#""v":0"#), Unread::Field("v"), "the field `v` is missing or malformed"),
        (
            replaced("answered", "sang"),
            Unread::UnknownKind("sang".to_owned()),
            "the kind `sang` is not known to this program",
        ),
        (replaced("#first", ""), Unread::Field("question"), "the field `question` is missing or malformed"),
        (replaced("00ff", "ff"), Unread::Field("key"), "the field `key` is missing or malformed"),
        (replaced("[2,0,1]", "[2,0,65536]"), Unread::Field("shown"), "the field `shown` is missing or malformed"),
        (replaced("right", "maybe"), Unread::Field("verdict"), "the field `verdict` is missing or malformed"),
        (replaced("null", "0.9"), Unread::Field("confidence"), "the field `confidence` is missing or malformed"),
        (replaced(":12", ":-1"), Unread::Field("seconds"), "the field `seconds` is missing or malformed"),
        (replaced("quiz", "dream"), Unread::Field("mode"), "the field `mode` is missing or malformed"),
    ];
    for (line, why, message) in cases {
        let unread = Event::read(line.as_bytes()).unwrap_err();
        assert_eq!((&unread, unread.to_string().as_str()), (&why, message), "{line}");
    }
    assert_eq!(Event::read(b"{\"id\":\"\xff\"}"), Err(Unread::Foreign), "bad UTF-8");
}

#[test]
fn a_line_has_an_id_whatever_else_it_has() {
    let id = "0000000000000000000000000000002a";
    let cases = [
        (ANSWERED.to_owned(), Some(42)),
        (format!(r#"{{"v":9,"kind":7,"id":"{id}"}}"#), Some(42)),
        (r#"{"id":"2a"}"#.to_owned(), None),
        (format!(r#"["{id}"]"#), None),
        (ANSWERED[1..].to_owned(), None),
    ];
    for (line, id) in cases {
        assert_eq!(line_id(line.as_bytes()), id.map(EventId), "{line}");
    }
}

#[test]
fn chosen_belongs_to_another_room_and_is_kept() {
    for chosen in [r#"{"a":[1,{"b":"c \" ]"}]}"#, "null", "\"x\"", "-1.5e3", "[]"] {
        let line = ANSWERED.replace("[1]", chosen);
        let read = Event::read(line.as_bytes()).unwrap();
        assert_eq!(read.to_line(), line);
        assert_eq!(Event::read(read.to_line().as_bytes()), Ok(read));
    }
    assert_eq!(answered().chosen.read::<Vec<u8>>().unwrap(), [1]);
}

#[test]
fn words_are_the_ones_of_serde() {
    for mode in Mode::ALL {
        assert_eq!(serde_json::to_string(&mode).unwrap(), format!("\"{}\"", mode.word()));
    }
    for confidence in Confidence::ALL {
        assert_eq!(serde_json::to_string(&confidence).unwrap(), format!("\"{}\"", confidence.word()));
    }
}

#[test]
fn what_is_written_is_read_quickly() {
    for (kind, _) in every_kind() {
        let event = event(kind);
        let line = event.to_line();
        let quick = quick_gist(line.as_bytes());
        // Rare kinds and free text are left to the slow reader.
        let with_terms = matches!(&event.kind, EventKind::Sat(sat) if sat.terms.is_some());
        let is_rare = matches!(
            event.kind,
            EventKind::Flagged { .. } | EventKind::Set { .. } | EventKind::Reset { .. } | EventKind::Ended { .. }
        );
        if is_rare || with_terms {
            assert_eq!(quick, None);
        } else {
            assert_eq!(quick, Some((Gist::of(&event), line.len())), "{line}");
        }
    }
}

/// Whatever the quick reader takes, the slow one reads alike, apart from the kind of name, which their caller checks.
fn readers_agree(line: &[u8]) -> Result<(), TestCaseError> {
    let Some((gist, len)) = quick_gist(line) else { return Ok(()) };
    let wanted = match gist.tag {
        Tag::Answered | Tag::Skipped => Shape::Question,
        Tag::Opened | Tag::Left | Tag::Finished | Tag::Placed | Tag::Bookmarked => Shape::Lesson,
        _ => Shape::Free,
    };
    if Shape::of(gist.subject) != wanted {
        return Ok(());
    }
    let event = Event::read(&line[..len]);
    prop_assert!(event.is_ok(), "{:?} of {}", event, String::from_utf8_lossy(line));
    prop_assert_eq!(event.as_ref().ok().map(Gist::of), Some(gist));
    Ok(())
}

proptest! {
    #[test]
    fn events_round_trip(seed: u64) {
        for event in Learner::new(seed).events(20) {
            prop_assert_eq!(Event::read(event.to_line().as_bytes()), Ok(event));
        }
    }

    #[test]
    fn the_quick_reader_agrees_with_the_slow_one(
        seed: u64,
        edits in proptest::collection::vec((any::<prop::sample::Index>(), 0..4u8, any::<u8>()), 0..3),
    ) {
        for event in Learner::new(seed).events(8) {
            let mut line = event.to_line().into_bytes();
            readers_agree(&line)?;
            for (at, what, byte) in &edits {
                let at = at.index(line.len());
                match what {
                    0 => line[at] = *byte,
                    1 => line[at] = b"\"\\,:[]{}0a- \n"[usize::from(*byte) % 13],
                    2 => drop(line.remove(at)),
                    _ => line.insert(at, b"\"\\,:[]{}0a- \n"[usize::from(*byte) % 13]),
                }
            }
            readers_agree(&line)?;
        }
    }

    #[test]
    fn no_bytes_are_too_much(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = Event::read(&bytes);
        let _ = line_id(&bytes);
        readers_agree(&bytes)?;
    }

    #[test]
    fn quick_numbers_are_the_usual_ones(t in prop_oneof![0..100_000_000_000i64, 0..i64::MAX], id: u128) {
        let event = Event { id: EventId(id), t: Timestamp(t), kind: EventKind::Opened { lesson: lesson() } };
        let line = event.to_line();
        match quick_gist(line.as_bytes()) {
            Some((gist, _)) => prop_assert_eq!(gist, Gist::of(&event)),
            None => prop_assert!(t.to_string().len() > 18),
        }
    }
}
