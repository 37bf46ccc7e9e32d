//! Events of a room to lines and back.

use proptest::prelude::*;

use super::*;

fn event(id: u128, t: i64, kind: RoomEventKind) -> RoomEvent {
    RoomEvent { id: EventId(id), t: Timestamp(t), kind }
}

fn word() -> impl Strategy<Value = String> {
    "[a-z][a-z0-9]{0,9}"
}

fn kinds() -> impl Strategy<Value = RoomEventKind> {
    let planned = (word(), word(), any::<String>(), any::<u16>()).prop_map(|(item, kind, title, minutes)| Planned {
        item,
        kind,
        title,
        minutes,
    });
    let plan = proptest::collection::vec(planned, 0..4);
    let began = (word(), any::<String>(), any::<String>(), plan)
        .prop_map(|(agenda, title, cohort, plan)| RoomEventKind::Began { agenda, title, cohort, plan });
    let hands = proptest::collection::vec(any::<u32>(), 0..6);
    let right = proptest::collection::vec(any::<u16>(), 0..3);
    let tallied = (word(), any::<u64>(), hands, right).prop_map(|(item, key, hands, right)| {
        let question = "works/dockerignore#first".parse().unwrap();
        RoomEventKind::Tallied { item, question, key, hands, right }
    });
    prop_oneof![
        began,
        word().prop_map(|item| RoomEventKind::Entered { item }),
        (word(), any::<u32>(), any::<u32>()).prop_map(|(item, slide, step)| RoomEventKind::Showed {
            item,
            slide,
            step
        }),
        word().prop_map(|item| RoomEventKind::Done { item }),
        word().prop_map(|item| RoomEventKind::Skipped { item }),
        (word(), any::<u16>()).prop_map(|(item, minutes)| RoomEventKind::Extended { item, minutes }),
        tallied,
        any::<String>().prop_map(|text| RoomEventKind::Parked { text }),
        any::<String>().prop_map(|name| RoomEventKind::Attended { name }),
        any::<u128>().prop_map(|event| RoomEventKind::Undone { event: EventId(event) }),
        Just(RoomEventKind::Ended),
    ]
}

proptest! {
    #[test]
    fn what_is_written_is_read(id in any::<u128>(), t in any::<i64>(), kind in kinds()) {
        let event = event(id, t, kind);
        let line = event.to_line();
        prop_assert!(!line.contains('\n'));
        prop_assert_eq!(RoomEvent::from_line(line.as_bytes()), Ok(event));
    }

    #[test]
    fn no_bytes_are_too_much(line in proptest::collection::vec(any::<u8>(), 0..80)) {
        let _ = RoomEvent::from_line(&line);
        let _ = read_log(&line);
    }

    #[test]
    fn two_copies_in_any_order_are_one(kinds in proptest::collection::vec(kinds(), 1..8), turn in any::<usize>()) {
        let events = kinds.into_iter().enumerate().map(|(at, kind)| event(at as u128 + 1, at as i64 / 2, kind));
        let mut lines: Vec<String> = events.map(|event| event.to_line()).collect();
        let once = read_log(lines.join("\n").as_bytes());
        let copy = lines.clone();
        let turn = turn % lines.len();
        lines.rotate_left(turn);
        lines.extend(copy);
        prop_assert_eq!(read_log(lines.join("\n").as_bytes()), once);
    }
}

#[test]
fn the_lines_of_the_first_version() {
    let plan = vec![Planned { item: "a".into(), kind: "lesson".into(), title: "A".into(), minutes: 9 }];
    let table = [
        (
            RoomEventKind::Began { agenda: "x".into(), title: "X".into(), cohort: "team".into(), plan },
            r#""began","agenda":"x","title":"X","cohort":"team","plan":[{"item":"a","kind":"lesson","title":"A","minutes":9}]}"#,
        ),
        (RoomEventKind::Showed { item: "a".into(), slide: 3, step: 1 }, r#""showed","item":"a","slide":3,"step":1}"#),
        (
            RoomEventKind::Tallied {
                item: "q".into(),
                question: "works/dockerignore#first".parse().unwrap(),
                key: 255,
                hands: vec![4, 0],
                right: vec![1],
            },
            r#""tallied","item":"q","question":"works/dockerignore#first","key":"00000000000000ff","hands":[4,0],"right":[1]}"#,
        ),
        (RoomEventKind::Undone { event: EventId(1) }, r#""undone","event":"00000000000000000000000000000001"}"#),
        (RoomEventKind::Ended, r#""ended"}"#),
    ];
    for (kind, rest) in table {
        let expected = format!(r#"{{"id":"0000000000000000000000000000002a","t":5,"v":1,"kind":{rest}"#);
        assert_eq!(event(42, 5, kind).to_line(), expected);
    }
}

#[test]
fn lines_that_cannot_be_used_are_named() {
    let head = r#""id":"0000000000000000000000000000002a","t":5"#;
    let table = [
        ("<<<<<<< HEAD".to_owned(), Unread::Foreign),
        ("[]".to_owned(), Unread::Foreign),
        (r#"{"t":5,"v":1,"kind":"ended"}"#.to_owned(), Unread::Field("id")),
        (format!(r#"{{{head},"v":2,"kind":"ended"}}"#), Unread::Newer(2)),
        (format!(r#"{{{head},"v":1,"kind":"sang"}}"#), Unread::UnknownKind("sang".to_owned())),
        (format!(r#"{{{head},"v":1,"kind":"entered"}}"#), Unread::Field("item")),
        (format!(r#"{{{head},"v":1,"kind":"undone","event":"7"}}"#), Unread::Field("event")),
    ];
    let ended = event(1, 9, RoomEventKind::Ended).to_line();
    for (line, why) in table {
        assert_eq!(RoomEvent::from_line(line.as_bytes()), Err(why.clone()), "{line}");
        let (events, unread) = read_log(format!("{ended}\n\n{line}\n").as_bytes());
        assert_eq!((events.len(), unread), (1, vec![(3, why)]));
    }
    let more = format!(r#"{{{head},"v":1,"kind":"done","item":"a","mood":"good"}}"#);
    assert!(RoomEvent::from_line(more.as_bytes()).is_ok(), "fields may be added");
}

#[test]
fn what_was_undone_does_not_count_and_an_undo_can_be_undone() {
    let log = |undone: &[(u128, u128)]| {
        let mut lines = vec![event(1, 1, RoomEventKind::Done { item: "a".into() }).to_line()];
        for (id, target) in undone {
            lines.push(event(*id, *id as i64, RoomEventKind::Undone { event: EventId(*target) }).to_line());
        }
        read_log(lines.join("\n").as_bytes()).0.len()
    };
    assert_eq!(log(&[]), 1);
    assert_eq!(log(&[(2, 1)]), 0);
    assert_eq!(log(&[(2, 1), (3, 2)]), 1);
    assert_eq!(log(&[(2, 1), (3, 2), (4, 3)]), 0);
}
