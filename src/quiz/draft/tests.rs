//! Small moves in, answers out.

use proptest::prelude::*;

use super::*;
use crate::quiz::samples::*;

/// A draft of `question` as it is shown for `order`.
fn draft(question: &Question, order: &[u16]) -> Draft {
    Draft::new(question, &Shown { order: order.to_vec() })
}

#[test]
fn a_choice_has_one_pick_and_keeps_it() {
    let mut draft = draft(&choice(3, 1), &[2, 0, 1]);
    assert!(!draft.is_complete());
    assert!(draft.choose(1));
    assert_eq!(draft.answer(), Answer::Picks(vec![2]));
    assert!(draft.choose(3) && !draft.choose(4) && !draft.choose(0));
    assert_eq!((draft.answer(), draft.cursor()), (Answer::Picks(vec![1]), 2));
    draft.toggle();
    assert_eq!(draft.answer(), Answer::Picks(vec![1]), "a pick is changed, not taken back");
    draft.up();
    draft.toggle();
    assert!(draft.is_picked(0) && !draft.is_picked(1));
}

#[test]
fn a_multi_toggles() {
    let mut draft = draft(&multi(&[true, false, true]), &[2, 0, 1]);
    draft.choose(1);
    draft.down();
    draft.toggle();
    assert_eq!(draft.answer(), Answer::Picks(vec![0, 2]));
    draft.choose(1);
    draft.choose(2);
    assert!(!draft.is_complete());
}

#[test]
fn the_cursor_passes_over_empty_lines() {
    let mut draft = draft(&spot(&[None, Some(true), None, Some(false), None]), &[0, 1, 2, 3, 4]);
    assert_eq!(draft.cursor(), 1);
    draft.down();
    assert_eq!(draft.cursor(), 3);
    draft.down();
    draft.toggle();
    assert!(!draft.choose(3), "an empty line cannot be picked");
    draft.first();
    assert_eq!((draft.cursor(), draft.answer()), (1, Answer::Picks(vec![3])));
    draft.last();
    draft.go(0);
    assert_eq!(draft.cursor(), 3);
}

#[test]
fn items_move_with_the_cursor() {
    let question = order(3, &[]);
    let mut draft = draft(&question, &[2, 0, 1]);
    assert!(!draft.is_complete(), "nothing was moved");
    draft.move_up();
    assert!(!draft.is_complete(), "the first cannot go up");
    draft.move_down();
    draft.move_down();
    draft.move_down();
    assert_eq!((draft.sequence(), draft.cursor()), (&[0, 1, 2][..], 2));
    assert!(draft.is_complete() && question.mark(&draft.answer()).right);
    draft.choose(1);
    assert_eq!(draft.cursor(), 0);
}

#[test]
fn blanks_are_walked_as_they_stand_in_the_code() {
    // The sample's code holds its blanks in reverse.
    let mut draft = draft(&fill(vec![blank("one", "x"), blank("two", "y")]), &[0, 1]);
    assert!(draft.wants_text() && draft.canonical(0) == Some(1));
    "yß".chars().for_each(|c| draft.insert(c));
    draft.backspace();
    draft.next_blank();
    draft.paste("x");
    draft.next_blank();
    assert_eq!(draft.cursor(), 0, "from the last to the first");
    draft.previous_blank();
    assert_eq!((draft.cursor(), draft.field(0).map(Field::text)), (1, Some("x")));
    assert!(draft.is_complete());
    assert_eq!(draft.answer(), Answer::Texts(vec!["x".into(), "y".into()]));
    assert!(!draft.choose(1), "digits are text here");
}

#[test]
fn a_taken_right_changes_hands() {
    let mut draft = draft(&pairs(3, 1), &[3, 1, 0, 2]);
    draft.choose(2);
    draft.down();
    draft.choose(2);
    assert_eq!((draft.right_of(0), draft.right_of(1)), (None, Some(1)), "taken from a left that gets nothing back");
    draft.up();
    draft.choose(3);
    draft.choose(2);
    assert_eq!((draft.right_of(0), draft.right_of(1)), (Some(1), Some(0)), "exchanged");
    draft.clear();
    assert_eq!(draft.right_of(0), None);
    assert!(!draft.choose(5));
}

#[test]
fn turning_takes_free_rights_first() {
    let mut pairs_with_spare = draft(&pairs(2, 1), &[2, 1, 0]);
    pairs_with_spare.next_right();
    assert_eq!(pairs_with_spare.right_of(0), Some(2), "from nothing to the first");
    pairs_with_spare.down();
    pairs_with_spare.previous_right();
    assert_eq!(pairs_with_spare.right_of(1), Some(0), "from nothing to the last");
    pairs_with_spare.next_right();
    assert_eq!(pairs_with_spare.right_of(1), Some(1), "past the one that is taken");

    let mut full = draft(&pairs(2, 0), &[0, 1]);
    full.next_right();
    full.down();
    full.next_right();
    assert!(full.is_complete());
    full.next_right();
    assert_eq!((full.right_of(0), full.right_of(1)), (Some(1), Some(0)));
}

#[derive(Debug, Clone)]
enum Op {
    Move(u8),
    Choose(usize),
    Go(usize),
    Insert(char),
    Paste(String),
}

fn op() -> impl Strategy<Value = Op> {
    prop_oneof![
        6 => (0..19_u8).prop_map(Op::Move),
        3 => (0..11_usize).prop_map(Op::Choose),
        1 => (0..9_usize).prop_map(Op::Go),
        2 => any::<char>().prop_map(Op::Insert),
        1 => "\\PC{0,5}\n?".prop_map(Op::Paste),
    ]
}

fn apply(draft: &mut Draft, op: Op) {
    const MOVES: [fn(&mut Draft); 19] = [
        Draft::up,
        Draft::down,
        Draft::first,
        Draft::last,
        Draft::toggle,
        Draft::move_up,
        Draft::move_down,
        Draft::backspace,
        Draft::delete,
        Draft::left,
        Draft::right,
        Draft::home,
        Draft::end,
        Draft::next_blank,
        Draft::previous_blank,
        Draft::next_right,
        Draft::previous_right,
        Draft::clear,
        Draft::down,
    ];
    match op {
        Op::Move(at) => MOVES[usize::from(at)](draft),
        Op::Choose(n) => drop(draft.choose(n)),
        Op::Go(row) => draft.go(row),
        Op::Insert(c) => draft.insert(c),
        Op::Paste(text) => draft.paste(&text),
    }
}

proptest! {
    #[test]
    fn any_work_leaves_a_sound_draft(question in any_question(), seed in any::<u64>(), ops in proptest::collection::vec(op(), 0..80)) {
        let mut draft = Draft::new(&question, &question.shown(seed));
        for op in ops {
            apply(&mut draft, op);
            prop_assert!(draft.cursor() < draft.rows().max(1));
            prop_assert!(draft.canonical(draft.cursor()).is_some() || draft.rows() == 0);
        }
        let answer = draft.answer();
        question.mark(&answer);
        match (&question.kind, &answer) {
            (Kind::Choice(_), Answer::Picks(picks)) => {
                prop_assert_eq!(picks.len(), usize::from(draft.is_complete()));
            }
            (Kind::Multi(_) | Kind::Spot(_), Answer::Picks(picks)) => {
                prop_assert_eq!(!picks.is_empty(), draft.is_complete());
            }
            (Kind::Fill(fill), Answer::Texts(texts)) => {
                prop_assert_eq!(texts.len(), fill.blanks.len());
                prop_assert!(texts.iter().all(|text| !text.contains(char::is_control)));
            }
            (Kind::Order(_), Answer::Sequence(items)) => {
                let mut sorted = items.clone();
                sorted.sort_unstable();
                prop_assert!(sorted.into_iter().eq(0..question.kind.len() as u16));
            }
            (Kind::Match(pairs), Answer::Pairs(given)) => {
                prop_assert_eq!(given.len(), pairs.pairs.len());
                let mut held: Vec<_> = given.iter().flatten().collect();
                let count = held.len();
                held.sort_unstable();
                held.dedup();
                prop_assert_eq!(held.len(), count, "no right is given twice");
                prop_assert_eq!(draft.is_complete(), count == given.len());
            }
            _ => prop_assert!(false, "the answer has the shape of the kind"),
        }
    }
}
