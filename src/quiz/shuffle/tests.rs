//! Seeds in, orders and draws out.

use std::collections::{BTreeMap, HashSet};

use proptest::prelude::*;

use crate::id::QuestionId;
use crate::quiz::samples::*;
use crate::quiz::{Kind, draw};

fn pool(sizes: &[usize]) -> Vec<QuestionId> {
    let lesson = |(lesson, size): (usize, &usize)| {
        (0..*size).map(move |at| format!("works/l{lesson}#q{at}").parse().unwrap()).collect::<Vec<_>>()
    };
    sizes.iter().enumerate().flat_map(lesson).collect()
}

fn by_lesson(drawn: &[QuestionId]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    drawn.iter().for_each(|id| *counts.entry(id.lesson().to_string()).or_insert(0) += 1);
    counts
}

#[test]
fn a_draw_takes_from_every_lesson() {
    let drawn = draw(&pool(&[20, 3, 3, 1]), 10, 7);
    let counts: Vec<_> = by_lesson(&drawn).into_values().collect();
    assert_eq!(counts, [3, 3, 3, 1]);
    assert_eq!(drawn, draw(&pool(&[20, 3, 3, 1]), 10, 7), "a seed repeats it");
    assert_ne!(drawn, draw(&pool(&[20, 3, 3, 1]), 10, 8));
}

#[test]
fn which_lessons_give_more_is_left_to_chance() {
    let lucky: HashSet<_> = (0..64).map(|seed| draw(&pool(&[2, 2, 2, 2]), 1, seed)[0].lesson()).collect();
    assert_eq!(lucky.len(), 4);
}

#[test]
fn two_questions_of_a_sitting_are_shuffled_differently() {
    let orders = |slug: &str| -> Vec<_> {
        let question = crate::quiz::Question { id: format!("a/b#{slug}").parse().unwrap(), ..choice(6, 0) };
        (0..8).map(|seed| question.shown(seed).order).collect()
    };
    assert_ne!(orders("one"), orders("two"));
}

proptest! {
    #[test]
    fn what_is_shown_is_a_permutation(question in any_question(), seed in any::<u64>()) {
        let shown = question.shown(seed);
        let mut sorted = shown.order.clone();
        sorted.sort_unstable();
        prop_assert!(sorted.iter().copied().eq(0..question.kind.len() as u16));
        for (position, part) in shown.order.iter().enumerate() {
            prop_assert_eq!(shown.displayed(*part), Some(position));
            prop_assert_eq!(shown.canonical(position), Some(*part));
        }
        match &question.kind {
            Kind::Fill(_) | Kind::Spot(_) => prop_assert_eq!(&shown.order, &sorted),
            Kind::Order(order) => prop_assert!(!order.is_right(&shown.order), "starts wrong"),
            _ => {}
        }
        prop_assert_eq!(shown, question.shown(seed));
    }

    #[test]
    fn a_draw_is_even(sizes in proptest::collection::vec(0..9_usize, 1..7), count in 0..40_usize, seed in any::<u64>()) {
        let pool = pool(&sizes);
        let twice: Vec<_> = pool.iter().chain(&pool).cloned().collect();
        let drawn = draw(&twice, count, seed);
        prop_assert_eq!(drawn.len(), count.min(pool.len()));
        let unique: HashSet<_> = drawn.iter().collect();
        prop_assert_eq!(unique.len(), drawn.len());
        let counts = by_lesson(&drawn);
        let most = counts.values().max().copied().unwrap_or(0);
        for (at, size) in sizes.iter().enumerate() {
            let given = counts.get(&format!("works/l{at}")).copied().unwrap_or(0);
            prop_assert!(given + 1 >= most || given == *size, "lesson {} gave {} of {}, another {}", at, given, size, most);
        }
    }
}
