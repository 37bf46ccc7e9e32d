//! The worked questions: each kind from the file to its verdict.

use super::*;
use crate::quiz::{Answer, Draft};

pub(super) const SAMPLER: &str = include_str!("../../../../tests/fixtures/sampler/quizzes/harbour/sampler.toml");

#[test]
fn the_sampler_holds_every_kind_and_nothing_is_wrong_with_it() {
    let file = load(SAMPLER);
    assert_eq!(file.diagnostics, []);
    let mut kinds: Vec<_> = file.questions.iter().map(|question| question.kind.name()).collect();
    kinds.sort_by_key(|kind| Kind::NAMES.iter().position(|name| name == kind));
    assert_eq!(kinds, Kind::NAMES);
}

#[test]
fn the_examples_of_the_page_for_authors_are_right() {
    let page = include_str!("../../../../docs/authoring.md");
    let examples: Vec<_> = page.split("```toml\n").filter(|part| part.starts_with("[[question]]")).collect();
    assert_eq!(examples.len(), 6, "one for each kind, two for spot; choice and multi share one");
    for example in examples {
        let file = load(example.split("```").next().unwrap());
        assert_eq!((file.diagnostics, file.questions.len()), (vec![], 1));
    }
}

#[test]
fn spans_point_to_the_parts() {
    let file = load(SAMPLER);
    for (question, spans) in file.questions.iter().zip(&file.spans) {
        let text = |span: Span| &SAMPLER[span.range()];
        assert_eq!(text(spans.header), "[[question]]");
        assert_eq!(text(spans.id), format!("\"{}\"", question.id.slug()));
        assert!(text(spans.prompt).starts_with('"') && text(spans.explanation).starts_with('"'));
        assert_eq!(text(spans.section.unwrap()).trim_matches('"'), question.section.as_deref().unwrap());
        assert_eq!(spans.code.is_some(), question.code.is_some());
        assert!(spans.parts.iter().all(|part| text(part.text).starts_with('"') && text(part.why).starts_with('"')));
    }
    let parts: Vec<_> = file.spans.iter().map(|spans| spans.parts.len()).collect();
    assert_eq!(parts, [3, 4, 1, 4, 3, 3]);
}

/// Does to a draft what a learner would do who knows.
fn answer_rightly(question: &Question, draft: &mut Draft) {
    match &question.kind {
        Kind::Choice(choice) => go_and_toggle(draft, |part| choice.options[part].right),
        Kind::Multi(multi) => go_and_toggle(draft, |part| multi.options[part].right),
        Kind::Spot(spot) => go_and_toggle(draft, |part| spot.lines[part].fault),
        Kind::Fill(fill) => {
            for blank in fill.places() {
                draft.paste(&fill.blanks[usize::from(blank)].answer);
                draft.next_blank();
            }
        }
        // Lets each item sink below the ones that are listed before it.
        Kind::Order(order) => {
            for item in 0..order.items.len() as u16 {
                let row = draft.sequence().iter().position(|other| *other == item).unwrap();
                draft.go(row);
                (row..order.items.len()).for_each(|_| draft.move_down());
            }
        }
        Kind::Match(pairs) => {
            for left in 0..pairs.pairs.len() as u16 {
                while draft.right_of(left) != Some(left) {
                    draft.next_right();
                }
                draft.down();
            }
        }
    }
}

fn go_and_toggle(draft: &mut Draft, wanted: impl Fn(usize) -> bool) {
    for row in 0..draft.rows() {
        if draft.canonical(row).is_some_and(|part| wanted(usize::from(part))) {
            draft.go(row);
            draft.toggle();
        }
    }
}

#[test]
fn every_kind_goes_from_the_file_to_a_right_verdict() {
    for question in &load(SAMPLER).questions {
        for seed in 0..20 {
            let mut draft = Draft::new(question, &question.shown(seed));
            assert!(!draft.is_complete() && !question.mark(&draft.answer()).right, "{}", question.id);
            answer_rightly(question, &mut draft);
            assert!(draft.is_complete(), "{}", question.id);
            let verdict = question.mark(&draft.answer());
            assert!(verdict.right, "{} with seed {seed}: {:?}", question.id, draft.answer());
            assert!(verdict.parts.iter().all(|part| !part.why.is_empty()), "every part has a reason");
        }
    }
}

#[test]
fn wrong_answers_to_the_sampler_say_why() {
    let file = load(SAMPLER);
    let of = |id: &str| file.questions.iter().find(|question| question.id.slug() == id).unwrap();
    let fill = of("pin-both").mark(&Answer::Texts(vec!["slim".into()]));
    assert!(fill.parts[0].why.text.starts_with("Debian still moves"));
    assert!(of("pin-both").mark(&Answer::Texts(vec!["slim-bookworm".into()])).right);
    let order = of("cache-order").mark(&Answer::Sequence(vec![0, 3, 1, 2]));
    let remark = order.remark.unwrap().text;
    assert_eq!(remark, "COPY src ./src stands before RUN pip install --no-cache-dir -r requirements.txt.");
    let spot = of("two-faults").mark(&Answer::Picks(vec![0, 3]));
    assert_eq!(spot.parts.len(), 5, "every line of the code, marks taken out");
    assert_eq!(spot.parts[1].why.text, "This line gives the same result every day.");
    let pairs = of("symptoms").mark(&Answer::Pairs(vec![Some(2), Some(1)]));
    assert_eq!(pairs.parts[0].why.text, "EXPOSE only documents a port.");
}
