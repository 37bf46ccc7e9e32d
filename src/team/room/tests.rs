//! Lines that come back as they were, and a fold that does not mind their order.

use proptest::prelude::*;

use super::*;

fn event(n: u128, t: i64, kind: RoomEventKind) -> RoomEvent {
    RoomEvent { id: EventId(n), t: Timestamp(t), kind }
}

fn plan() -> RoomEventKind {
    let item = |item: &str, minutes| Planned { item: item.into(), kind: "lesson".into(), title: item.into(), minutes };
    RoomEventKind::Began {
        agenda: "short".into(),
        title: "Short".into(),
        cohort: "Team".into(),
        plan: vec![item("a", 10), item("b", 20), item("c", 30)],
    }
}

fn named(item: &str) -> String {
    item.to_owned()
}

#[test]
fn a_line_is_what_the_documents_say() {
    let shown = event(7, 5, RoomEventKind::Showed { item: named("a"), slide: 2, step: 1, at: 300 });
    let line = r#"{"id":"00000000000000000000000000000007","t":5,"v":1,"kind":"showed","item":"a","slide":2,"step":1,"at":300}"#;
    assert_eq!(shown.to_line(), line);
    assert_eq!(RoomEvent::read(line.as_bytes()), Ok(shown));
    let tally = r#"{"id":"00000000000000000000000000000007","t":5,"v":1,"kind":"tallied","item":"a","question":"a/b#c","key":"00000000000000ff","hands":[1,2],"right":[1],"new":0}"#;
    let Ok(RoomEvent { kind: RoomEventKind::Tallied { key, counted, .. }, .. }) = RoomEvent::read(tally.as_bytes())
    else {
        panic!("an older line without `counted`, and a newer field")
    };
    assert_eq!((key, counted), (255, Counted::Options));
}

#[test]
fn what_is_no_event_is_counted() {
    let id = "\"id\":\"00000000000000000000000000000007\",\"t\":5";
    let log = format!(
        "{{{id},\"v\":1,\"kind\":\"ended\"}}\r\n\n[1]\n{{{id},\"v\":1,\"kind\":\"sung\"}}\n{{{id},\"v\":2,\"kind\":\"ended\"}}\n{{{id},\"v\":1,\"kind\":\"parked\",\"text\":\"a\\u001b[2Jb\"}}\n{{{id},\"v\":1,\"ki"
    );
    let lines = read_lines(log.as_bytes());
    assert_eq!((lines.events.len(), lines.foreign, lines.newer), (2, 3, 1));
    let RoomEventKind::Parked { text } = &lines.events[1].kind else { panic!("{lines:?}") };
    assert!(!text.contains('\u{1b}'), "{text:?}");
}

#[test]
fn a_session_adds_up() {
    let room = Room::of(&[
        event(1, 0, plan()),
        event(2, 1, RoomEventKind::Entered { item: named("a") }),
        event(3, 2, RoomEventKind::Showed { item: named("a"), slide: 3, step: 0, at: 90 }),
        event(4, 3, RoomEventKind::Ran { item: named("a"), ms: 12 * 60_000 }),
        event(5, 4, RoomEventKind::Done { item: named("a") }),
        event(6, 5, RoomEventKind::Skipped { item: named("b") }),
        event(7, 6, RoomEventKind::Attended { name: named("Ann") }),
        event(8, 7, RoomEventKind::Attended { name: named("ann") }),
        event(9, 8, RoomEventKind::Parked { text: named("Why not Alpine?") }),
        event(10, 9, RoomEventKind::Parked { text: named("mistyped") }),
        event(11, 10, RoomEventKind::Undone { event: EventId(10) }),
        event(12, 11, RoomEventKind::Entered { item: named("c") }),
    ]);
    let states: Vec<_> = room.items.iter().map(|item| item.state).collect();
    assert_eq!(states, [RoomItemState::Done, RoomItemState::Skipped, RoomItemState::Begun]);
    assert_eq!((room.attended.len(), room.parked.len()), (1, 1));
    assert_eq!(room.place, Some(Place { item: named("c"), slide: 0, step: 0, at: 0 }));
    let clock = room.clock("c", 60_000);
    // Planned 60, 13 spent; c has 29 of 30 left; without b the end comes 18 minutes early.
    let minutes = |ms: i64| ms / 60_000;
    assert_eq!(
        [clock.item_ran, clock.item_left, clock.ran, clock.left, clock.behind].map(minutes),
        [1, 29, 13, 47, -18]
    );
}

#[test]
fn behind_counts_what_is_overdrawn_and_what_was_added() {
    let base = vec![event(1, 0, plan()), event(2, 1, RoomEventKind::Entered { item: named("a") })];
    // Minutes spent on a, minutes it was extended by; minutes behind, left of the item.
    for (spent, extended, behind, left) in [(0, 0, 0, 10), (9, 0, 0, 1), (14, 0, 4, -4), (3, 5, 5, 12), (17, 5, 7, -2)]
    {
        let mut events = base.clone();
        events.push(event(3, 2, RoomEventKind::Extended { item: named("a"), minutes: extended }));
        let clock = Room::of(&events).clock("a", spent * 60_000);
        assert_eq!((clock.behind / 60_000, clock.item_left / 60_000), (behind, left), "{spent} spent, {extended} more");
    }
}

fn any_kind() -> impl Strategy<Value = RoomEventKind> {
    let item = || prop_oneof![Just(named("a")), Just(named("b")), Just(named("c")), Just(named("x"))];
    prop_oneof![
        Just(plan()),
        item().prop_map(|item| RoomEventKind::Entered { item }),
        (item(), 0..9_u32, 0..3_u32, 0..999_u64).prop_map(|(item, slide, step, at)| RoomEventKind::Showed {
            item,
            slide,
            step,
            at
        }),
        (item(), 0..99_999_u32).prop_map(|(item, ms)| RoomEventKind::Ran { item, ms }),
        item().prop_map(|item| RoomEventKind::Done { item }),
        item().prop_map(|item| RoomEventKind::Skipped { item }),
        (item(), 1..9_u16).prop_map(|(item, minutes)| RoomEventKind::Extended { item, minutes }),
        (item(), any::<u64>(), proptest::collection::vec(0..40_u32, 2..5), any::<bool>()).prop_map(
            |(item, key, hands, options)| RoomEventKind::Tallied {
                item,
                question: "a/b#c".parse().unwrap(),
                key,
                counted: if options { Counted::Options } else { Counted::Outcomes },
                hands,
                right: vec![1],
            }
        ),
        "[a-z \"\\\\é\n\u{202e}]{0,12}"
            .prop_map(|text| RoomEventKind::Parked { text: crate::sanitize::sanitize(&text).into_owned() }),
        "[A-Za-z ]{1,6}".prop_map(|name| RoomEventKind::Attended { name }),
        (0..30_u128).prop_map(|n| RoomEventKind::Undone { event: EventId(n) }),
        Just(RoomEventKind::Ended),
    ]
}

fn any_events() -> impl Strategy<Value = Vec<RoomEvent>> {
    let kinds = proptest::collection::vec((0..50_i64, any_kind()), 0..30);
    kinds.prop_map(|kinds| kinds.into_iter().enumerate().map(|(n, (t, kind))| event(n as u128, t, kind)).collect())
}

fn log_of(events: &[RoomEvent]) -> String {
    events.iter().map(|event| event.to_line() + "\n").collect()
}

proptest! {
    #[test]
    fn what_is_written_is_read(events in any_events()) {
        let lines = read_lines(log_of(&events).as_bytes());
        prop_assert_eq!((lines.foreign, lines.newer), (0, 0));
        prop_assert_eq!(lines.events, events);
    }

    #[test]
    fn order_and_repetition_of_lines_change_nothing(
        (events, shuffled) in any_events().prop_flat_map(|events| (Just(events.clone()), Just(events).prop_shuffle())),
        twice in 0..30_usize,
    ) {
        let mut merged = shuffled;
        merged.extend(events.iter().take(twice).cloned());
        prop_assert_eq!(Room::of(&merged), Room::of(&events));
    }

    #[test]
    fn a_torn_log_is_its_whole_lines(events in any_events(), cut in any::<prop::sample::Index>()) {
        let log = log_of(&events);
        let bytes = &log.as_bytes()[..cut.index(log.len() + 1)];
        let whole = bytes.iter().filter(|byte| **byte == b'\n').count();
        let lines = read_lines(bytes);
        // The last line may lack nothing but its line feed.
        prop_assert!(lines.events.len() == whole || lines.events.len() == whole + 1);
        prop_assert_eq!(&lines.events[..], &events[..lines.events.len()]);
        prop_assert!(lines.foreign <= 1);
    }

    #[test]
    fn time_is_the_sum_of_what_ran(events in any_events()) {
        let undone = |id: EventId| events.iter().any(|event| event.kind == RoomEventKind::Undone { event: id });
        let ran = |event: &RoomEvent| match event.kind {
            RoomEventKind::Ran { ms, .. } if !undone(event.id) => i64::from(ms),
            _ => 0,
        };
        prop_assert_eq!(Room::of(&events).clock("a", 0).ran, events.iter().map(ran).sum::<i64>());
    }
}
