//! Answers in, verdicts out, for every kind.

use proptest::prelude::*;

use crate::quiz::samples::*;
use crate::quiz::{Answer, Choice, Kind, PartMark, Piece, Question, Slip, Verdict};

use PartMark::{ChosenRight, ChosenWrong, LeftAlone, Missed};

fn marks(verdict: &Verdict) -> Vec<PartMark> {
    verdict.parts.iter().map(|part| part.mark).collect()
}

#[test]
fn the_names_are_those_of_the_kinds() {
    let names: Vec<_> = one_of_each().iter().map(|question| question.kind.name()).collect();
    assert_eq!(names, Kind::NAMES);
}

#[test]
fn picks_are_marked_option_by_option() {
    let multi = multi(&[true, false, true, false]);
    let table: [(&[u16], bool, [PartMark; 4]); 5] = [
        (&[2, 0], true, [ChosenRight, LeftAlone, ChosenRight, LeftAlone]),
        (&[0, 0, 2], true, [ChosenRight, LeftAlone, ChosenRight, LeftAlone]),
        (&[0, 1], false, [ChosenRight, ChosenWrong, Missed, LeftAlone]),
        (&[0, 2, 9], false, [ChosenRight, LeftAlone, ChosenRight, LeftAlone]),
        (&[], false, [Missed, LeftAlone, Missed, LeftAlone]),
    ];
    for (picks, right, expected) in table {
        let verdict = multi.mark(&Answer::Picks(picks.to_vec()));
        assert_eq!((verdict.right, marks(&verdict)), (right, expected.to_vec()), "{picks:?}");
        assert_eq!(verdict.parts[1].why.text, "why 1", "every option has its reason");
    }
    let choice = choice(3, 1);
    assert!(choice.mark(&Answer::Picks(vec![1])).right);
    assert!(!choice.mark(&Answer::Picks(vec![1, 2])).right);
}

#[test]
fn blanks_are_compared_as_the_page_for_authors_says() {
    let mut tag = blank("tag", "slim-trixie AS build");
    tag.accept = vec!["slim-bookworm AS build".into()];
    tag.slips = vec![Slip { text: "slim".into(), why: plain("Debian still moves.") }];
    let case = {
        let mut blank = blank("case", "From");
        blank.ignore_case = true;
        blank
    };
    let question = fill(vec![tag, case]);
    let table = [
        ("slim-trixie AS build", "From", true),
        ("  slim-trixie \t AS  build ", "FROM", true),
        ("slim-bookworm AS build", "from", true),
        ("slim-trixie as build", "from", false),
        ("slim-trixieAS build", "from", false),
        ("slim-trixie AS build", "fro m", false),
        ("", "from", false),
    ];
    for (one, other, right) in table {
        let verdict = question.mark(&Answer::Texts(vec![one.into(), other.into()]));
        assert_eq!(verdict.right, right, "{one:?} {other:?}");
    }
}

#[test]
fn a_slip_speaks_before_the_reason_of_the_blank() {
    let mut tag = blank("tag", "slim-trixie");
    tag.slips = vec![Slip { text: "slim".into(), why: plain("Debian still moves.") }];
    let question = fill(vec![tag, blank("cmd", "RUN")]);
    let verdict = question.mark(&Answer::Texts(vec![" slim".into(), " ".into()]));
    let [slip, empty] = verdict.parts.as_slice() else { panic!("two parts") };
    assert_eq!((slip.why.text.as_str(), slip.mark), ("Debian still moves.", ChosenWrong));
    assert_eq!(slip.because.as_ref().map(|why| why.text.as_str()), Some("why tag"));
    assert_eq!((slip.given.as_deref(), slip.expected.as_deref()), (Some("slim"), Some("slim-trixie")));
    assert_eq!((empty.why.text.as_str(), empty.mark), ("why cmd", Missed));
    assert_eq!((empty.given.as_deref(), empty.expected.as_deref()), (None, Some("RUN")));
}

#[test]
fn a_wrong_order_is_told_by_its_first_broken_constraint() {
    let order = order(4, &[(1, 0), (2, 1), (3, 1)]);
    for right in [[0, 1, 2, 3], [0, 1, 3, 2]] {
        let verdict = order.mark(&Answer::Sequence(right.to_vec()));
        assert!(verdict.right && verdict.remark.is_none(), "{right:?}");
    }
    let verdict = order.mark(&Answer::Sequence(vec![3, 0, 2, 1]));
    let remark = verdict.remark.as_ref().unwrap();
    assert_eq!(remark.text, "STEP 3 stands before STEP 1.");
    let code: Vec<_> = remark.runs.iter().filter(|run| run.emphasis.code).collect();
    assert_eq!(code.len(), 2, "items that are code are shown as code");
    assert_eq!(marks(&verdict), [ChosenRight, ChosenRight, ChosenWrong, ChosenWrong]);
    assert_eq!(verdict.parts[3].expected.as_deref(), Some("after STEP 1"));
    for wrong in [vec![], vec![0, 1, 2], vec![0, 1, 2, 2], vec![0, 1, 2, 4], vec![0, 1, 2, 3, 3]] {
        let verdict = order.mark(&Answer::Sequence(wrong.clone()));
        assert!(!verdict.right && verdict.remark.is_none(), "{wrong:?}");
        assert_eq!(marks(&verdict), [Missed; 4]);
    }
}

#[test]
fn prose_items_stand_between_quotation_marks() {
    let mut question = order(2, &[]);
    if let Kind::Order(order) = &mut question.kind {
        order.items.iter_mut().for_each(|item| item.code = false);
        order.items[0].text = plain("Scan the image.\nThen wait.");
    }
    let verdict = question.mark(&Answer::Sequence(vec![1, 0]));
    assert_eq!(verdict.remark.unwrap().text, "\"STEP 1\" stands before \"Scan the image\".");
}

#[test]
fn without_constraints_only_the_listed_order_is_right() {
    let order = order(3, &[]);
    assert!(order.mark(&Answer::Sequence(vec![0, 1, 2])).right);
    assert!(!order.mark(&Answer::Sequence(vec![0, 2, 1])).right);
}

#[test]
fn lines_are_marked_one_by_one() {
    let spot = spot(&[Some(true), None, Some(false), Some(true)]);
    assert!(spot.mark(&Answer::Picks(vec![3, 0])).right);
    let verdict = spot.mark(&Answer::Picks(vec![0, 2]));
    assert_eq!(marks(&verdict), [ChosenRight, LeftAlone, ChosenWrong, Missed]);
}

#[test]
fn a_decoy_that_was_taken_says_why_it_belongs_to_nothing() {
    let pairs = pairs(3, 1);
    assert!(pairs.mark(&Answer::Pairs(vec![Some(0), Some(1), Some(2)])).right);
    let verdict = pairs.mark(&Answer::Pairs(vec![Some(3), Some(0), None]));
    assert_eq!(marks(&verdict), [ChosenWrong, ChosenWrong, Missed, ChosenWrong]);
    let left = &verdict.parts[0];
    assert_eq!((left.why.text.as_str(), left.given.as_deref()), ("why decoy 0", Some("decoy 0")));
    assert_eq!(left.because.as_ref().map(|why| why.text.as_str()), Some("why 0"));
    assert_eq!(verdict.parts[1].why.text, "why 1");
    assert_eq!(verdict.parts[1].expected.as_deref(), Some("right 1"));
    let untouched = pairs.mark(&Answer::Pairs(vec![Some(0), Some(1), Some(2)]));
    assert_eq!(untouched.parts[3].mark, LeftAlone, "the decoy is listed, too");
}

#[test]
fn an_answer_of_another_shape_is_wrong() {
    let questions = one_of_each();
    let shape = |question: &Question| match &question.kind {
        Kind::Choice(_) | Kind::Multi(_) | Kind::Spot(_) => 0,
        Kind::Fill(_) => 1,
        Kind::Order(_) => 2,
        Kind::Match(_) => 3,
    };
    let answers = [Answer::Picks(vec![0]), Answer::Texts(vec![]), Answer::Sequence(vec![0]), Answer::Pairs(vec![])];
    for question in &questions {
        for (at, answer) in answers.iter().enumerate().filter(|(at, _)| *at != shape(question)) {
            let verdict = question.mark(answer);
            assert!(!verdict.right, "{} and shape {at}", question.kind.name());
            assert!(verdict.parts.iter().all(|part| !part.chosen));
            assert!(verdict.parts.len() >= question.kind.len().min(3), "the reasons are there all the same");
        }
    }
}

fn reworded(question: &Question, change: impl Fn(&mut Kind)) -> bool {
    let mut kind = question.kind.clone();
    change(&mut kind);
    kind.key_hash() != question.key_hash
}

#[test]
fn the_key_changes_with_the_answer_and_not_with_the_words() {
    let choice = choice(3, 1);
    let on = |change: fn(&mut Choice)| {
        move |kind: &mut Kind| {
            if let Kind::Choice(choice) = kind {
                change(choice)
            }
        }
    };
    assert!(!reworded(&choice, on(|c| c.options[0].text = plain("another wrong one"))));
    assert!(!reworded(&choice, on(|c| c.options[1].why = plain("another reason"))));
    assert!(!reworded(&choice, on(|c| c.options[1].text = plain("Option, 1!"))));
    assert!(!reworded(&choice, on(|c| c.options.reverse())));
    assert!(reworded(&choice, on(|c| c.options[1].text = plain("option one"))));
    let move_key = |c: &mut Choice| {
        c.options[1].right = false;
        c.options[2].right = true;
    };
    assert!(reworded(&choice, on(move_key)));
}

#[test]
fn the_keys_of_the_other_kinds() {
    let [_, multi, fill, order, spot, pairs] = one_of_each().try_into().unwrap();
    assert!(!reworded(&multi, |kind| if let Kind::Multi(multi) = kind {
        multi.options.reverse()
    }));
    assert!(reworded(&multi, |kind| if let Kind::Multi(multi) = kind {
        multi.options[1].right = true
    }));
    assert!(!reworded(&fill, |kind| if let Kind::Fill(fill) = kind {
        fill.blanks[0].accept.push("3.15".into())
    }));
    assert!(!reworded(&fill, |kind| if let Kind::Fill(fill) = kind {
        fill.pieces.push(Piece::Text("x".into()))
    }));
    assert!(reworded(&fill, |kind| if let Kind::Fill(fill) = kind {
        fill.blanks[0].answer = "31.4".into()
    }));
    // 3 after 1 after 0 already says 3 after 0.
    assert!(!reworded(&order, |kind| if let Kind::Order(order) = kind {
        order.items[3].after.push(0)
    }));
    assert!(reworded(&order, |kind| if let Kind::Order(order) = kind {
        order.items[3].after.push(2)
    }));
    assert!(reworded(&spot, |kind| if let Kind::Spot(spot) = kind {
        spot.lines[2].fault = true
    }));
    assert!(!reworded(&spot, |kind| if let Kind::Spot(spot) = kind {
        spot.lines[2].text = "RUN other".into()
    }));
    assert!(!reworded(&pairs, |kind| if let Kind::Match(pairs) = kind {
        pairs.decoys.clear()
    }));
    assert!(reworded(&pairs, |kind| if let Kind::Match(pairs) = kind {
        pairs.pairs[0].right = plain("x")
    }));
}

#[test]
fn the_key_of_a_kind_is_fixed() {
    // These numbers stand in progress files: a change here makes every earlier answer look like one to another question.
    let hashes: Vec<_> = one_of_each().iter().map(|question| format!("{:016x}", question.key_hash)).collect();
    let fixed = [
        "de435b020aeb689e",
        "2e9f4efe2e22cef9",
        "3a907fb412ed81d0",
        "3d648b09d773b32d",
        "cf5bc602c43f6761",
        "f31e57f9ab450340",
    ];
    assert_eq!(hashes, fixed);
}

/// Calls `visit` on every permutation of `0..count`.
fn permutations(count: usize, visit: &mut dyn FnMut(&[u16])) {
    fn go(rest: &mut Vec<u16>, done: &mut Vec<u16>, visit: &mut dyn FnMut(&[u16])) {
        if rest.is_empty() {
            return visit(done);
        }
        for at in 0..rest.len() {
            let item = rest.remove(at);
            done.push(item);
            go(rest, done, visit);
            done.pop();
            rest.insert(at, item);
        }
    }
    go(&mut (0..count as u16).collect(), &mut Vec::new(), visit);
}

proptest! {
    #[test]
    fn any_answer_is_marked_and_always_the_same(question in any_question(), answer in any_answer()) {
        let verdict = question.mark(&answer);
        prop_assert_eq!(&verdict, &question.mark(&answer));
        prop_assert_eq!(verdict.parts.len() , match &question.kind {
            Kind::Match(pairs) => pairs.pairs.len() + pairs.decoys.len(),
            kind => kind.len(),
        });
        if verdict.right {
            prop_assert!(verdict.parts.iter().all(|part| matches!(part.mark, ChosenRight | LeftAlone)));
            prop_assert!(verdict.remark.is_none());
        } else if let (Kind::Order(_), Answer::Sequence(items)) = (&question.kind, &answer) {
            let mut sorted = items.clone();
            sorted.sort_unstable();
            let whole = sorted.iter().copied().eq(0..question.kind.len() as u16);
            prop_assert_eq!(verdict.remark.is_some(), whole);
        }
    }

    #[test]
    fn exactly_the_linear_extensions_are_right((count, edges) in any_order()) {
        let question = order(count, &edges);
        permutations(count, &mut |sequence| {
            let place = |item: u16| sequence.iter().position(|other| *other == item).unwrap();
            let kept = edges.iter().all(|(item, earlier)| place(*earlier) < place(*item));
            assert_eq!(question.mark(&Answer::Sequence(sequence.to_vec())).right, kept, "{sequence:?}");
        });
    }
}
