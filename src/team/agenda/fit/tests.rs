//! Agendas that fit: what the minutes make of lessons, and what holds for all of them.

use std::collections::HashSet;

use proptest::prelude::*;

use super::*;
use crate::id::QuestionId;

fn candidate(id: &str, minutes: u16, level: u8) -> Candidate {
    Candidate { lesson: id.parse().unwrap(), title: id.to_uppercase(), minutes, level }
}

fn pool(lesson: &LessonId) -> Pool {
    let question = |n: usize| (QuestionId::new(lesson, &format!("q{n}")).unwrap(), n < 3);
    Pool { lesson: lesson.clone(), questions: (0..4).map(question).collect() }
}

fn wish(minutes: u16, spread: bool) -> Wish {
    Wish { id: "s".into(), title: "S".into(), cohort: String::new(), minutes, spread }
}

fn told(agenda: &Agenda) -> String {
    agenda.items.iter().map(|item| format!("{} {}\n", item.minutes, item.id)).collect()
}

fn three_chapters() -> Vec<Candidate> {
    let mut all = Vec::new();
    for chapter in ["works", "security", "ops"] {
        all.extend((1..6).map(|n| candidate(&format!("{chapter}/l{n}"), 6, if n == 2 { 2 } else { 1 })));
    }
    all
}

#[test]
fn an_hour_has_lessons_questions_and_a_discussion() {
    let agenda = Agenda::fitted(&wish(60, false), &three_chapters(), &pool).unwrap();
    assert_eq!(told(&agenda), "9 l1\n9 l2\n9 l3\n9 l4\n9 l5\n10 quiz-works\n5 what-we-change\n");
}

#[test]
fn spread_gives_every_chapter_its_share() {
    let agenda = Agenda::fitted(&wish(60, true), &three_chapters(), &pool).unwrap();
    let expected = "9 l1\n9 l3\n4 quiz-works\n9 l1-2\n4 quiz-security\n9 l1-3\n4 quiz-ops\n12 what-we-change\n";
    assert_eq!(told(&agenda), expected);
    let asked: Vec<_> = agenda.items.iter().filter(|item| matches!(item.kind, ItemKind::Quiz(_))).collect();
    let titles: Vec<_> = asked.iter().map(|item| item.title.as_str()).collect();
    assert_eq!(titles, ["Questions, 1", "Questions, 2", "Questions, 3"]);
}

#[test]
fn very_little_time_still_has_a_lesson() {
    let one = [candidate("works/a", 6, 1), candidate("works/b", 4, 1)];
    assert_eq!(told(&Agenda::fitted(&wish(18, false), &one, &pool).unwrap()), "9 a\n4 quiz-works\n5 what-we-change\n");
    assert_eq!(told(&Agenda::fitted(&wish(13, false), &one, &pool).unwrap()), "9 a\n4 quiz-works\n");
    assert_eq!(told(&Agenda::fitted(&wish(7, false), &one, &pool).unwrap()), "6 b\n");
    let error = Agenda::fitted(&wish(5, false), &one, &pool).unwrap_err();
    assert_eq!(error.to_string(), "5 minutes are too few: the shortest lesson takes 6 minutes in a room");
    assert_eq!(Agenda::fitted(&wish(60, false), &[], &pool), Err(TooShort::Nothing));
}

proptest! {
    #[test]
    fn what_holds_for_every_agenda(
        shape in prop::collection::vec((0_usize..4, 1_u16..=60, 1_u8..=3), 1..40),
        minutes in 5_u16..=600,
        spread: bool,
    ) {
        let chapters = ["works", "security", "ops", "fast"];
        let all: Vec<_> = shape.iter().enumerate()
            .map(|(n, (chapter, minutes, level))| candidate(&format!("{}/l{n}", chapters[*chapter]), *minutes, *level))
            .collect();
        let Ok(agenda) = Agenda::fitted(&wish(minutes, spread), &all, &pool) else {
            prop_assert!(all.iter().all(|one| in_a_room(one.minutes) > minutes));
            return Ok(());
        };
        prop_assert!(agenda.minutes() <= u32::from(minutes), "{}", told(&agenda));
        let ids: HashSet<_> = agenda.items.iter().map(|item| &item.id).collect();
        prop_assert_eq!(ids.len(), agenda.items.len());
        prop_assert!(agenda.items.iter().any(|item| matches!(item.kind, ItemKind::Lesson(_))));
        prop_assert!(agenda.items.iter().all(|item| item.minutes > 0));
        let (mut stretch, mut longest) = (0, 0);
        for item in &agenda.items {
            if item.kind == ItemKind::Break { stretch = 0 } else { stretch += item.minutes; longest = longest.max(item.minutes) }
            prop_assert!(stretch <= STRETCH.max(longest), "{}", told(&agenda));
        }
        prop_assert!(agenda.items.first().is_none_or(|item| item.kind != ItemKind::Break));
        prop_assert!(agenda.items.last().is_none_or(|item| item.kind != ItemKind::Break));
        let lessons: Vec<_> = agenda.items.iter().filter_map(|item| match &item.kind { ItemKind::Lesson(id) => Some(id), _ => None }).collect();
        let mut rest = all.iter();
        prop_assert!(lessons.iter().all(|id| rest.any(|one| one.lesson == **id)), "their own order is kept");
        prop_assert_eq!(&agenda, &Agenda::fitted(&wish(minutes, spread), &all, &pool).unwrap());
    }
}
