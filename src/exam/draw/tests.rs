//! The draw held to what it promises.

use std::collections::{BTreeMap, BTreeSet};

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;

const KINDS: [&str; 6] = ["choice", "multi", "fill", "order", "spot", "match"];

fn candidate(chapter: u8, lesson: u8, number: usize, kind: usize, last: Option<i64>) -> Candidate {
    let id = format!("chapter-{chapter}/lesson-{lesson}#q-{number}");
    Candidate { id: id.parse().unwrap(), kind: KINDS[kind], last: last.map(Timestamp) }
}

/// Candidates of a few lessons and kinds, some of them asked before.
fn pools() -> impl Strategy<Value = Vec<Candidate>> {
    let one = (0..4u8, 0..5u8, 0..6usize, proptest::option::of(0..4i64));
    vec(one, 0..90).prop_map(|list| {
        let one = |(number, (chapter, lesson, kind, last))| candidate(chapter, lesson, number, kind, last);
        list.into_iter().enumerate().map(one).collect()
    })
}

/// Counts by a key.
fn by<K: Ord>(list: &[&Candidate], key: impl Fn(&Candidate) -> K) -> BTreeMap<K, usize> {
    let mut counts = BTreeMap::new();
    list.iter().for_each(|one| *counts.entry(key(one)).or_insert(0) += 1);
    counts
}

/// Whether of every stratum as many were drawn as its share says, rounded down or up.
fn is_proportional<K: Ord>(pool: &[&Candidate], drawn: &[&Candidate], key: impl Fn(&Candidate) -> K) -> bool {
    let (all, some) = (by(pool, &key), by(drawn, &key));
    all.into_iter().all(|(key, members)| {
        let exact = drawn.len() * members;
        let got = some.get(&key).copied().unwrap_or(0);
        (exact / pool.len()..=exact.div_ceil(pool.len())).contains(&got)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_stratum_is_within_one_of_its_share(pool in pools(), count in 0..100usize, seed: u64) {
        let drawn = draw(&pool, count, seed);
        prop_assert_eq!(drawn.questions.len(), count.min(pool.len()), "the count is honoured");
        prop_assert_eq!(drawn.wanted, (count > pool.len()).then_some(count), "or it is said why not");
        let once: BTreeSet<_> = drawn.questions.iter().collect();
        prop_assert_eq!(once.len(), drawn.questions.len(), "no question twice");

        let all: Vec<&Candidate> = pool.iter().collect();
        let some: Vec<&Candidate> = all.iter().copied().filter(|one| once.contains(&one.id)).collect();
        prop_assert_eq!(some.len(), drawn.questions.len(), "nothing but candidates");
        if !pool.is_empty() {
            prop_assert!(is_proportional(&all, &some, |one| one.id.lesson().chapter()), "chapters");
            prop_assert!(is_proportional(&all, &some, |one| one.id.lesson()), "lessons");
            prop_assert!(is_proportional(&all, &some, |one| one.kind), "kinds");
        }
    }

    #[test]
    fn the_seed_decides_and_the_order_of_the_candidates_does_not(
        (pool, shuffled) in pools().prop_flat_map(|pool| (Just(pool.clone()), Just(pool).prop_shuffle())),
        count in 0..40usize,
        seed: u64,
    ) {
        prop_assert_eq!(draw(&pool, count, seed), draw(&shuffled, count, seed));
    }

    #[test]
    fn of_one_lesson_and_kind_the_least_recent_come_first(
        lasts in vec(proptest::option::of(0..6i64), 1..30),
        count in 1..30usize,
        seed: u64,
    ) {
        let pool: Vec<_> = lasts.iter().enumerate().map(|(at, last)| candidate(0, 0, at, 0, *last)).collect();
        let drawn: BTreeSet<_> = draw(&pool, count, seed).questions.into_iter().collect();
        let latest_drawn = pool.iter().filter(|one| drawn.contains(&one.id)).map(|one| one.last).max();
        let first_left = pool.iter().filter(|one| !drawn.contains(&one.id)).map(|one| one.last).min();
        prop_assert!(first_left.is_none() || latest_drawn <= first_left, "{latest_drawn:?} before {first_left:?}");
    }
}

#[test]
fn what_no_exam_asked_comes_before_what_one_did() {
    // Ten lessons with three questions each, ten drawn again and again: three exams ask every question once.
    let mut pool: Vec<Candidate> = (0..30).map(|at| candidate(0, (at / 3) as u8, at, at % 2, None)).collect();
    let mut asked = BTreeSet::new();
    for exam in 0..3 {
        let drawn = draw(&pool, 10, 77 + exam);
        for one in &mut pool {
            if drawn.questions.contains(&one.id) {
                one.last = Some(Timestamp(exam as i64));
                asked.insert(one.id.clone());
            }
        }
    }
    assert_eq!(asked.len(), 30);
}

#[test]
fn another_seed_is_another_draw() {
    let pool: Vec<Candidate> = (0..60).map(|at| candidate((at / 20) as u8, (at / 5) as u8, at, at % 6, None)).collect();
    let draws: BTreeSet<Vec<QuestionId>> = (0..20).map(|seed| draw(&pool, 10, seed).questions).collect();
    assert_eq!(draws.len(), 20);
}

#[test]
fn a_large_course_is_drawn_from_at_once() {
    let pool: Vec<Candidate> = (0..2_000)
        .map(|at| candidate((at / 200) as u8, (at / 10 % 20) as u8, at, at % 6, Some(at as i64 % 7)))
        .collect();
    assert_eq!(draw(&pool, 200, 1).questions.len(), 200);
}
