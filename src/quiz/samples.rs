//! Questions for the tests of this room: one of each kind, and proptest strategies for any question and any answer.

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use crate::course::Inlines;

pub(super) fn plain(text: &str) -> Inlines {
    Inlines::plain(text)
}

pub(super) fn question(kind: Kind) -> Question {
    Question {
        id: "harbour/sampler#one".parse().unwrap(),
        prompt: vec![],
        code: None,
        section: None,
        explanation: vec![],
        hints: vec![],
        aliases: vec![],
        key_hash: kind.key_hash(),
        kind,
    }
}

pub(super) fn options(rights: &[bool]) -> Vec<AnswerOption> {
    let option = |(at, right): (usize, &bool)| AnswerOption {
        text: plain(&format!("option {at}")),
        right: *right,
        why: plain(&format!("why {at}")),
    };
    rights.iter().enumerate().map(option).collect()
}

pub(super) fn choice(options_count: usize, right: usize) -> Question {
    let rights: Vec<bool> = (0..options_count).map(|at| at == right).collect();
    question(Kind::Choice(Choice { options: options(&rights) }))
}

pub(super) fn multi(rights: &[bool]) -> Question {
    question(Kind::Multi(Multi { options: options(rights) }))
}

pub(super) fn blank(name: &str, answer: &str) -> Blank {
    Blank { name: name.into(), answer: answer.into(), why: plain(&format!("why {name}")), ..Blank::default() }
}

pub(super) fn fill(blanks: Vec<Blank>) -> Question {
    let places = (0..blanks.len() as u16).rev().map(Piece::Blank);
    let pieces = std::iter::once(Piece::Text("FROM ".into())).chain(places).collect();
    question(Kind::Fill(Fill { blanks, pieces }))
}

/// Items `a`, `b`, … with (item, item it has to follow).
pub(super) fn order(count: usize, edges: &[(u16, u16)]) -> Question {
    let item = |at: usize| OrderItem {
        id: char::from(b'a' + at as u8).to_string(),
        text: plain(&format!("STEP {at}")),
        code: true,
        after: edges.iter().filter(|(item, _)| usize::from(*item) == at).map(|(_, earlier)| *earlier).collect(),
        why: plain(&format!("why {at}")),
    };
    let mut items: Vec<_> = (0..count).map(item).collect();
    if edges.is_empty() {
        Order::chain(&mut items);
    }
    question(Kind::Order(Order { lang: "dockerfile".into(), items }))
}

/// Lines of which those with `Some(true)` are faults; `None` is an empty line.
pub(super) fn spot(faults: &[Option<bool>]) -> Question {
    let line = |(at, fault): (usize, &Option<bool>)| SpotLine {
        text: if fault.is_some() { format!("RUN line {at}") } else { String::new() },
        mark: None,
        fault: *fault == Some(true),
        why: plain(&format!("why {at}")),
    };
    question(Kind::Spot(Spot { lines: faults.iter().enumerate().map(line).collect() }))
}

pub(super) fn pairs(count: usize, decoys: usize) -> Question {
    let pair = |at: usize| Pair {
        left: plain(&format!("left {at}")),
        right: plain(&format!("right {at}")),
        why: plain(&format!("why {at}")),
    };
    let decoy = |at: usize| Decoy { right: plain(&format!("decoy {at}")), why: plain(&format!("why decoy {at}")) };
    let kind = MatchPairs { pairs: (0..count).map(pair).collect(), decoys: (0..decoys).map(decoy).collect() };
    question(Kind::Match(kind))
}

pub(super) fn one_of_each() -> Vec<Question> {
    vec![
        choice(3, 1),
        multi(&[true, false, true]),
        fill(vec![blank("tag", "3.14"), blank("rest", "slim-trixie")]),
        order(4, &[(1, 0), (3, 1)]),
        spot(&[Some(true), None, Some(false), Some(true)]),
        pairs(3, 2),
    ]
}

/// Pairs (item, earlier item) of a partial order that the listed order keeps; never empty.
fn edges(count: usize) -> impl Strategy<Value = Vec<(u16, u16)>> {
    let edge = (1..count as u16).prop_flat_map(|item| (Just(item), 0..item));
    vec(edge, 1..8)
}

pub(super) fn any_order() -> impl Strategy<Value = (usize, Vec<(u16, u16)>)> {
    (2..6_usize).prop_flat_map(|count| (Just(count), edges(count)))
}

pub(super) fn any_question() -> impl Strategy<Value = Question> {
    let rights = vec(any::<bool>(), 1..6).prop_map(|mut rights| {
        rights.push(true);
        rights
    });
    let faults = vec(proptest::option::of(any::<bool>()), 0..8).prop_map(|mut faults| {
        faults.push(Some(true));
        faults
    });
    prop_oneof![
        (2..8_usize).prop_flat_map(|count| (Just(count), 0..count)).prop_map(|(count, right)| choice(count, right)),
        rights.prop_map(|rights| multi(&rights)),
        (1..4_usize)
            .prop_map(|count| fill((0..count).map(|at| blank(&format!("b{at}"), &format!("x {at}"))).collect())),
        any_order().prop_map(|(count, edges)| order(count, &edges)),
        faults.prop_map(|faults| spot(&faults)),
        (1..5_usize, 0..3_usize).prop_map(|(count, decoys)| pairs(count, decoys)),
    ]
}

pub(super) fn any_answer() -> impl Strategy<Value = Answer> {
    let index = || prop_oneof![8 => 0..8_u16, 1 => any::<u16>()];
    prop_oneof![
        vec(index(), 0..8).prop_map(Answer::Picks),
        vec("[ a-zX0-9\\t]{0,6}", 0..5).prop_map(Answer::Texts),
        vec(index(), 0..8).prop_map(Answer::Sequence),
        vec(proptest::option::of(index()), 0..7).prop_map(Answer::Pairs),
    ]
}
