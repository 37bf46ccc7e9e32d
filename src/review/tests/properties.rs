//! What holds for every log.

use proptest::prelude::*;

use super::*;
use crate::progress::synthetic::{Learner, to_log};

fn any_given() -> impl Strategy<Value = Given> {
    let day = prop_oneof![
        8 => (-5i64..400).prop_map(|day| Some(Day(BEGIN + day))),
        1 => any::<i64>().prop_map(|day| Some(Day(day))),
        1 => Just(None),
    ];
    let confidence = prop::sample::select(vec![None, Some(Confidence::Sure), Some(Confidence::Unsure)]);
    (day, any::<bool>(), confidence, any::<bool>(), 0..12u32).prop_map(|(day, right, confidence, review, key)| Given {
        day,
        right,
        confidence,
        review,
        key: key / 11,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_answer_breaks_a_card(answers in prop::collection::vec(any_given(), 1..40), today: i64) {
        let mut card = Card::default();
        for given in &answers {
            let before = card.last;
            card.add(given);
            prop_assert!(card.last >= before || card.memory.is_none() || card.last.is_some());
            if let (Some(memory), Some(last), Some(due)) = (card.memory, card.last, card.due) {
                prop_assert!((0.001..=36_500.0).contains(&memory.stability), "{memory:?}");
                prop_assert!((1.0..=10.0).contains(&memory.difficulty), "{memory:?}");
                prop_assert!(due > last || last.0 == i64::MAX, "{card:?}");
                prop_assert!(due.0.saturating_sub(last.0) <= 365);
            }
            prop_assert_eq!(card.memory.is_some(), card.due.is_some());
            prop_assert!((0.0..=1.0).contains(&card.retrievability(Day(today))));
            card.why(Day(today), Key::Is(0));
        }
        prop_assert_eq!(card.reps as usize, answers.len());
    }

    #[test]
    fn a_later_answer_of_a_day_never_brings_it_forward(day in 1i64..300, more in 0..5usize) {
        let mut card = card("0+");
        card.add(&given(day, "+"));
        let due = card.due;
        (0..more).for_each(|_| card.add(&given(day, "+")));
        prop_assert!(card.due >= due);
    }
}

proptest! {
    // Each makes four records.
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn merged_logs_give_one_schedule_in_either_order(seed: u64, share in 0..=100u32, hours in -12i64..13, ahead in 0..400i64) {
        let mut learner = Learner::new(seed);
        let events = learner.events(300);
        // The two machines know some events both, and the clock may have been before some of them.
        let mut rng = fastrand::Rng::with_seed(seed);
        let (mut one, mut two) = (Vec::new(), Vec::new());
        for event in events {
            match rng.u32(..100) {
                part if part < share => one.push(event),
                part if part % 7 == 0 => {
                    one.push(event.clone());
                    two.push(event);
                }
                _ => two.push(event),
            }
        }
        let (now, offset) = (Timestamp(learner.now().0 - ahead * 3_600_000), Offset(hours * 3_600_000));
        let merged = |first: &[Event], second: &[Event]| {
            let mut record = Record::from_log(&to_log(first), now);
            record.take_in(&to_log(second));
            Deck::of(&mut record, now, offset)
        };
        let deck = merged(&one, &two);
        prop_assert_eq!(&deck, &merged(&two, &one));
        let key_of = |id: &QuestionId| Key::Is(id.as_str().len() as u64);
        let limits = Limits { per_day: Some(20), count: None };
        let queue = deck.queue(now, key_of, limits);
        prop_assert_eq!(&queue, &merged(&two, &one).queue(now, key_of, limits));
        prop_assert_eq!(deck.forecast(now, 400, |_| Key::Unread).iter().sum::<u32>() as usize, deck.cards().len());
        // Today's is what the queue has.
        prop_assert_eq!(deck.forecast(now, 1, key_of)[0] as usize, queue.due());
    }
}
