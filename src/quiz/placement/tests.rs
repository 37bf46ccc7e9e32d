//! Learners of all sorts take the test.

use std::collections::HashSet;

use proptest::collection::{hash_set, vec};
use proptest::prelude::*;

use super::*;
use crate::quiz::{Question, samples};

fn lesson(at: usize) -> LessonId {
    format!("pier/l{at}").parse().unwrap()
}

/// A plan of lessons, each with the chances of its questions and the lessons it needs.
fn plan(lessons: &[(&[f64], &[usize])]) -> Plan {
    let candidate = |(at, (chances, needs)): (usize, &(&[f64], &[usize]))| Candidate {
        lesson: lesson(at),
        needs: needs.iter().map(|need| lesson(*need)).collect(),
        items: (0..).zip(*chances).map(|(n, chance)| Item { question: question(at, n), chance: *chance }).collect(),
    };
    Plan { lessons: lessons.iter().enumerate().map(candidate).collect() }
}

fn question(lesson_at: usize, n: usize) -> QuestionId {
    QuestionId::new(&lesson(lesson_at), &format!("q{n}")).unwrap()
}

const HARD: &[f64] = &[0.04, 0.1, 0.25];
const EASY: &[f64] = &[0.25, 0.25, 0.25];

/// Answers as `learner` does until the test is over or it is offered to stop. Returns how many questions that took.
fn run(placement: &mut Placement, learner: impl Fn(&QuestionId) -> Reply) -> usize {
    let mut asked = 0;
    while let Step::Ask(question) = placement.step() {
        placement.answer(&question, learner(&question));
        asked += 1;
    }
    asked
}

fn standings(placement: &Placement) -> Vec<Standing<'_>> {
    placement.standings().map(|(_, standing)| standing).collect()
}

#[test]
fn one_hard_question_is_enough_and_two_easy_ones() {
    let mut placement = Placement::new(plan(&[(HARD, &[]), (EASY, &[]), (HARD, &[])]));
    assert_eq!(run(&mut placement, |_| Reply::Right), 4);
    assert_eq!(standings(&placement), [Standing::Placed; 3]);
    assert_eq!((placement.step(), placement.decided()), (Step::Over, (3, 3)));
}

#[test]
fn what_decides_a_lesson() {
    use Reply::{Right, Unknown, Unsure, Wrong};
    let cases: [(&[f64], &[Reply], Standing<'_>); 14] = [
        (HARD, &[Right], Standing::Placed),
        (HARD, &[Unsure], Standing::Open(1)),
        (HARD, &[Unsure, Right], Standing::Placed),
        (HARD, &[Unsure, Wrong], Standing::Open(2)),
        (HARD, &[Unsure, Wrong, Wrong], Standing::ToRead),
        (HARD, &[Wrong], Standing::Open(1)),
        (HARD, &[Wrong, Wrong], Standing::ToRead),
        (HARD, &[Wrong, Right], Standing::Open(2)),
        (HARD, &[Wrong, Right, Right], Standing::Placed),
        (HARD, &[Unknown], Standing::ToRead),
        (EASY, &[Right], Standing::Open(1)),
        (EASY, &[Right, Right], Standing::Placed),
        (EASY, &[Right, Wrong, Wrong], Standing::ToRead),
        (&[0.25], &[Right], Standing::ToRead),
    ];
    for (chances, replies, expected) in cases {
        let mut placement = Placement::new(plan(&[(chances, &[])]));
        for (n, reply) in replies.iter().enumerate() {
            placement.answer(&question(0, n), *reply);
        }
        assert_eq!(standings(&placement), [expected], "{chances:?} {replies:?}");
    }
}

#[test]
fn an_answer_says_what_it_placed_and_can_be_taken_back() {
    let mut placement = Placement::new(plan(&[(EASY, &[]), (HARD, &[])]));
    assert_eq!(placement.answer(&question(0, 0), Reply::Right), None);
    assert_eq!(placement.answer(&question(0, 0), Reply::Wrong), None, "the first answer counts");
    assert_eq!(placement.answer(&question(0, 1), Reply::Right), Some(lesson(0)));
    assert_eq!(placement.answer(&question(0, 2), Reply::Right), None, "it was placed already");
    assert_eq!(placement.answer(&"else/where#q0".parse().unwrap(), Reply::Right), None);
    placement.take_back(&question(0, 2));
    placement.take_back(&question(0, 1));
    assert_eq!(placement.step(), Step::Ask(question(0, 1)));
    assert_eq!(standings(&placement), [Standing::Open(1), Standing::Open(0)]);
}

#[test]
fn who_knows_nothing_is_offered_to_stop_after_two_lessons() {
    let lessons: Vec<(&[f64], &[usize])> = vec![(HARD, &[]); 12];
    for (reply, asked) in [(Reply::Wrong, 4), (Reply::Unknown, 2)] {
        let mut placement = Placement::new(plan(&lessons));
        assert_eq!(run(&mut placement, |_| reply), asked);
        assert_eq!(placement.step(), Step::Offer(Offer::InARow(2)));
        placement.go_on();
        assert_eq!(placement.step(), Step::Ask(question(2, 0)));
        assert_eq!(run(&mut placement, |_| reply), asked, "and again after two more");
        assert_eq!(placement.step(), Step::Offer(Offer::InARow(4)));
        placement.stop();
        assert_eq!((placement.step(), placement.decided()), (Step::Over, (4, 12)));
        placement.take_back(&question(3, 0));
        assert_eq!(placement.step(), Step::Ask(question(3, 0)), "taken back, it goes on");
    }
}

#[test]
fn a_long_test_offers_a_pause_after_a_dozen_questions() {
    let lessons: Vec<(&[f64], &[usize])> = vec![(HARD, &[]); 19];
    let mut placement = Placement::new(plan(&lessons));
    assert_eq!(run(&mut placement, |_| Reply::Right), DOZEN);
    assert_eq!(placement.step(), Step::Offer(Offer::Long(12)));
    placement.go_on();
    assert_eq!(run(&mut placement, |_| Reply::Right), 7);
    assert_eq!(placement.step(), Step::Over);
    let mut short = Placement::new(plan(&lessons[..14]));
    assert_eq!(run(&mut short, |_| Reply::Right), 14, "two more are not worth a question");
}

#[test]
fn what_builds_on_a_lesson_to_read_is_not_asked() {
    let lessons: [(&[f64], &[usize]); 5] = [(HARD, &[]), (HARD, &[0]), (HARD, &[1]), (HARD, &[]), (HARD, &[9])];
    let mut placement = Placement::new(plan(&lessons));
    let first = lesson(0);
    run(&mut placement, |question| if question.lesson() == first { Reply::Unknown } else { Reply::Right });
    let (one, two) = (lesson(0), lesson(1));
    let expected =
        [Standing::ToRead, Standing::BuildsOn(&one), Standing::BuildsOn(&two), Standing::Placed, Standing::Placed];
    assert_eq!(standings(&placement), expected);
    assert_eq!(placement.answered(), 3);
}

#[test]
fn the_questions_of_a_lesson_that_are_asked_first() {
    let named = |slug: &str, mut question: Question| {
        question.id = format!("pier/l0#{slug}").parse().unwrap();
        question
    };
    let questions = [
        named("choice", samples::choice(4, 0)),
        named("fill", samples::fill(vec![samples::blank("a", "x")])),
        named("order", samples::order(4, &[])),
        named("pairs", samples::pairs(4, 0)),
        named("half", samples::multi(&[true, false])),
    ];
    let all: Vec<&Question> = questions.iter().collect();
    let slugs = |plan: &Plan| plan.questions().map(|id| id.slug().to_owned()).collect::<Vec<_>>();
    let lesson = lesson(0);
    let lessons = [(&lesson, &[][..])];
    let made = |past: &dyn Fn(&QuestionId) -> Past, seed| Plan::new(lessons, &all, past, seed);
    let never = |_: &QuestionId| None;
    let seeds: HashSet<_> = (0..20).map(|seed| slugs(&made(&never, seed))).collect();
    let order = |first: &str, second: &str| vec![first.to_owned(), second.to_owned(), "fill".to_owned()];
    assert_eq!(seeds, HashSet::from([order("order", "pairs"), order("pairs", "order")]), "decisions, then a word");
    let met = |id: &QuestionId| if matches!(id.slug(), "order" | "pairs") { Some(7) } else { None };
    assert_eq!(slugs(&made(&met, 1))[0], "fill", "another one the next time");
    assert!(!slugs(&made(&met, 1)).contains(&"order".to_owned()));

    let plan = made(&never, 3);
    let asked: Vec<QuestionId> = plan.questions().cloned().collect();
    let find = |id: &QuestionId| questions.iter().find(|question| question.id == *id);
    assert_eq!(Plan::of_questions(&asked, find, |_| &[]), plan, "taken up again");
    let lost = |id: &QuestionId| find(id).filter(|question| question.id.slug() != "fill");
    assert_eq!(slugs(&Plan::of_questions(&asked, lost, |_| &[])).len(), 2);
    let one = named("only", samples::choice(2, 0));
    assert_eq!(Plan::new(lessons, &[&one], never, 1).lessons, [], "a guess would prove it");
}

fn any_plan() -> impl Strategy<Value = Plan> {
    let chances = vec(prop_oneof![Just(0.02), Just(0.1), Just(0.25), Just(0.5)], 1..=PER_LESSON);
    vec((chances, vec(0..20usize, 0..3)), 1..20).prop_map(|lessons| {
        let lessons: Vec<(&[f64], Vec<usize>)> = lessons
            .iter()
            .enumerate()
            .map(|(at, (chances, needs))| {
                (chances.as_slice(), needs.iter().copied().filter(|need| *need < at).collect())
            })
            .collect();
        plan(&lessons.iter().map(|(chances, needs)| (*chances, needs.as_slice())).collect::<Vec<_>>())
    })
}

fn replies() -> impl Strategy<Value = Vec<Reply>> {
    vec(
        prop_oneof![4 => Just(Reply::Right), 1 => Just(Reply::Unsure), 3 => Just(Reply::Wrong), 1 => Just(Reply::Unknown)],
        60,
    )
}

proptest! {
    #[test]
    fn who_knows_everything_places_everything_that_can_be_proven(plan in any_plan()) {
        let mut placement = Placement::new(plan.clone());
        let mut asked = 0;
        while placement.step() != Step::Over {
            asked += run(&mut placement, |_| Reply::Right);
            placement.go_on();
        }
        for (at, (_, standing)) in placement.standings().enumerate() {
            let chances: Vec<f64> = plan.lessons[at].items.iter().map(|item| item.chance).collect();
            let provable = chances[0] <= DECISIVE || chances.len() > 1;
            prop_assert!(!provable || matches!(standing, Standing::Placed | Standing::BuildsOn(_)), "{standing:?}");
        }
        let most: usize = plan.lessons.iter().map(|lesson| if lesson.items[0].chance <= DECISIVE { 1 } else { 2 }).sum();
        prop_assert!(asked <= most, "{asked} of at most {most}");
    }

    #[test]
    fn a_test_that_was_left_goes_on_as_if_it_had_not_been(plan in any_plan(), said in replies(), cut in 0..40usize) {
        let mut stayed = Placement::new(plan.clone());
        let mut log = Vec::new();
        while let Step::Ask(question) = stayed.step() {
            if log.len() == cut { break }
            let reply = said[log.len()];
            stayed.answer(&question, reply);
            log.push((question, reply));
        }
        let left = Placement::resume(plan.clone(), log.clone());
        prop_assert_eq!(&left, &stayed);
        // Whatever order the answers of two machines are read in.
        let backwards = Placement::resume(plan, log.into_iter().rev());
        prop_assert_eq!(&backwards, &stayed);
        prop_assert_eq!(backwards.step(), stayed.step());
    }

    #[test]
    fn a_test_always_ends_and_asks_nothing_twice(plan in any_plan(), said in replies()) {
        let mut placement = Placement::new(plan);
        let mut seen = HashSet::new();
        loop {
            match placement.step() {
                Step::Ask(question) => {
                    prop_assert!(seen.insert(question.clone()));
                    placement.answer(&question, said[seen.len() % said.len()]);
                }
                Step::Offer(_) => placement.go_on(),
                Step::Over => break,
            }
            prop_assert!(seen.len() <= placement.plan().questions().count());
        }
        prop_assert_eq!(placement.decided().0, placement.decided().1);
    }

    #[test]
    fn any_answers_make_some_state(plan in any_plan(), which in hash_set((0..20usize, 0..3usize), 0..30), said in replies()) {
        // As when the logs of two machines were merged that both went on with the same test.
        let replies = which.iter().zip(&said).map(|((at, n), reply)| (question(*at, *n), *reply));
        let mut placement = Placement::resume(plan, replies);
        let mut steps = 0;
        while placement.step() != Step::Over {
            if let Step::Ask(question) = placement.step() {
                placement.answer(&question, Reply::Right);
            }
            placement.go_on();
            steps += 1;
            prop_assert!(steps < 200);
        }
    }
}
