//! A record that was frozen and started from again, as a whole and from its essence: never different from one that read the log.

use super::*;

proptest! {
    #[test]
    fn a_frozen_record_thaws_to_the_same(
        events in histories(),
        cut in any::<prop::sample::Index>(),
        again in any::<prop::sample::Index>(),
    ) {
        // The beginning frozen, the rest read from the log, some of it for the second time.
        let cut = cut.index(events.len() + 1);
        let mut intake = Intake::new(Timestamp(i64::MAX));
        intake.add(&to_log(&events[..cut]), 0);
        let (essence, whole) = intake.freeze();
        let expected = record(&events);
        let tail = to_log(&[&events[cut..], &events[again.index(cut + 1)..cut]].concat());
        let known_twice = cut - again.index(cut + 1);

        let mut thawed = Intake::new(NOW);
        prop_assert!(thawed.thaw(&mut whole.as_slice()));
        thawed.add(&tail, 0);
        let thawed = thawed.finish();
        prop_assert_eq!(model::of_record(&thawed, NOW), model::of_record(&expected, NOW));
        prop_assert_eq!(thawed.census(), Census { repeated: known_twice, ..expected.census() });

        let mut short = Intake::new(NOW);
        let is_sane = events[..cut].iter().all(|event| event.t.0 <= NOW.0 + DAY_MS);
        prop_assert_eq!(short.thaw_essence(Essence { bytes: &mut essence.as_slice(), rest: rest(whole) }), is_sane);
        if is_sane {
            short.add(&tail, 0);
            let mut short = short.finish();
            prop_assert_eq!(model::of_record(&short, NOW), model::of_record(&expected, NOW));
            prop_assert_eq!(short.census(), Census { repeated: known_twice, ..expected.census() });
            short.complete();
            prop_assert_eq!(model::of_record(&short, NOW), model::of_record(&expected, NOW));
            prop_assert_eq!(short.census(), Census { repeated: known_twice, ..expected.census() });
        }
    }

    #[test]
    fn an_essence_takes_in_one_event_after_the_other(events in histories(), cut in any::<prop::sample::Index>()) {
        let cut = cut.index(events.len() + 1);
        let mut intake = Intake::new(Timestamp(i64::MAX));
        intake.add(&to_log(&events[..cut]), 0);
        let (essence, whole) = intake.freeze();
        let mut short = Intake::new(NOW);
        if short.thaw_essence(Essence { bytes: &mut essence.as_slice(), rest: rest(whole) }) {
            let mut short = short.finish();
            let mut long = record(&events[..cut]);
            for event in &events[cut..] {
                short.apply(event);
                long.apply(event);
                prop_assert_eq!(model::of_record(&short, NOW), model::of_record(&long, NOW));
            }
            prop_assert_eq!(short.stamp(NOW), long.stamp(NOW));
        }
    }

    #[test]
    fn frozen_bytes_that_were_damaged_never_hurt(
        events in histories(),
        damage in vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        cut in proptest::option::of(any::<prop::sample::Index>()),
        which: bool,
    ) {
        let mut intake = Intake::new(NOW);
        intake.add(&to_log(&events), 0);
        let (essence, whole) = intake.freeze();
        let mut frozen = if which { essence } else { whole.clone() };
        for (at, byte) in damage {
            let at = at.index(frozen.len());
            frozen[at] = byte;
        }
        if let Some(cut) = cut {
            frozen.truncate(cut.index(frozen.len()));
        }
        let mut thawed = Intake::new(NOW);
        let done = if which {
            thawed.thaw_essence(Essence { bytes: &mut frozen.as_slice(), rest: rest(whole) })
        } else {
            thawed.thaw(&mut frozen.as_slice())
        };
        if !done {
            thawed.add(&to_log(&events), 0);
            prop_assert_eq!(model::of_record(&thawed.finish(), NOW), model::of_events(&events, NOW));
        } else {
            model::of_record(&thawed.finish(), NOW);
        }
    }
}

/// What reads the rest of an essence in these tests.
fn rest(whole: Vec<u8>) -> Rest {
    std::sync::Arc::new(move |intake| intake.thaw(&mut whole.as_slice()))
}

#[test]
fn a_long_log_thaws_to_the_same() {
    let mut learner = Learner::new(5);
    let events = learner.events(3_000);
    let mut expected = Record::from_log(&to_log(&events), learner.now());
    let mut intake = Intake::new(Timestamp(i64::MAX));
    intake.add(&to_log(&events[..2_900]), 0);
    let (essence, whole) = intake.freeze();
    assert!(essence.len() < whole.len() * 6 / 10, "{} {}", essence.len(), whole.len());
    let mut long = Intake::new(learner.now());
    assert!(long.thaw(&mut whole.as_slice()));
    let mut short = Intake::new(learner.now());
    assert!(short.thaw_essence(Essence { bytes: &mut essence.as_slice(), rest: rest(whole) }));
    for mut thawed in [long, short] {
        thawed.add(&to_log(&events[2_900..]), 0);
        let mut thawed = thawed.finish();
        let days = |record: &Record| record.days(learner.now(), Offset(0)).collect::<Vec<_>>();
        assert_eq!(days(&thawed), days(&expected));
        assert_eq!(thawed.half_sitting(), expected.half_sitting(), "with its details");
        assert!(thawed.half_sitting().is_some());
        assert!(thawed.recent().eq(expected.recent()));
        assert_eq!((thawed.bookmarks(), thawed.flags()), (expected.bookmarks(), expected.flags()));
        assert_eq!(thawed.census(), expected.census());
        assert!(thawed.answers().eq(expected.answers()));
    }
}

#[test]
fn an_essence_whose_rest_is_gone_goes_on() {
    let mut learner = Learner::new(5);
    let events = learner.events(500);
    let mut intake = Intake::new(Timestamp(i64::MAX));
    intake.add(&to_log(&events), 0);
    let essence = intake.freeze().0;
    let mut short = Intake::new(learner.now());
    assert!(short.thaw_essence(Essence { bytes: &mut essence.as_slice(), rest: std::sync::Arc::new(|_| false) }));
    let mut short = short.finish();
    let before: Vec<_> = short.recent().collect();
    assert!(short.answers().count() > 0, "those it has");
    short.take_in(&to_log(&events[100..200]));
    assert_eq!(short.recent().collect::<Vec<_>>(), before);
    short.apply(&event(1, learner.now().0, opened("a/x")));
    assert_eq!(short.recent().next().unwrap().lesson.as_str(), "a/x");
}
