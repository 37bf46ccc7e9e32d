//! The test of a chapter: nothing is told before the end, what is proven is written down at once, and at the end one key opens the lesson
//! to go on with.

use seaworthy::app::screens::Screen;
use seaworthy::app::screens::quiz::{QuizState, Request, Stage};
use seaworthy::app::{Msg, Opening};
use seaworthy::quiz::{Answer, Kind};

use crate::harness::{Desk, Setup, line, seen_tour};

fn place(chapter: &str) -> Opening {
    Opening::Place { chapter: chapter.parse().expect("an id"), seed: None }
}

fn harbour() -> Setup {
    Setup::fixture().opening(place("harbour"))
}

fn quiz(desk: &Desk) -> &QuizState {
    match desk.app.screen() {
        Screen::Quiz(quiz) => quiz,
        other => panic!("no test: {other:?}"),
    }
}

/// Returns the right answer to the question that is up.
fn right(desk: &Desk) -> Answer {
    let all = |count: usize| (0..count as u16).collect::<Vec<_>>();
    match &quiz(desk).question().expect("a question is up").kind {
        Kind::Choice(choice) => Answer::Picks(picked(choice.options.iter().map(|option| option.right))),
        Kind::Multi(multi) => Answer::Picks(picked(multi.options.iter().map(|option| option.right))),
        Kind::Spot(spot) => Answer::Picks(picked(spot.lines.iter().map(|line| line.fault))),
        Kind::Fill(fill) => Answer::Texts(fill.blanks.iter().map(|blank| blank.answer.clone()).collect()),
        Kind::Order(order) => Answer::Sequence(all(order.items.len())),
        Kind::Match(pairs) => Answer::Pairs(all(pairs.pairs.len()).into_iter().map(Some).collect()),
    }
}

fn picked(wanted: impl Iterator<Item = bool>) -> Vec<u16> {
    wanted.enumerate().filter(|(_, wanted)| *wanted).map(|(at, _)| at as u16).collect()
}

fn is_asking(desk: &Desk) -> bool {
    matches!(quiz(desk).stage, Stage::Asking(_))
}

/// Answers rightly, unless the question is of a lesson of this name, until nothing is asked any more.
fn answer_all(desk: &mut Desk, unknown: &[&str]) -> usize {
    let mut asked = 0;
    while is_asking(desk) {
        let lesson = quiz(desk).question().expect("a question").id.lesson();
        if unknown.contains(&lesson.slug()) {
            desk.send(Msg::Act(seaworthy::app::action::Action::Skip));
        } else {
            let answer = right(desk);
            desk.send(Msg::Answer(answer));
        }
        asked += 1;
    }
    asked
}

#[test]
fn the_first_question() {
    let mut desk = harbour().desk();
    insta::assert_snapshot!("placement_question_80x24", desk.screen());
    assert!(!desk.text().contains("Read a page"), "the lesson's title would tell too much");
    assert!(desk.footer().contains("don't know"), "{}", desk.footer());
}

#[test]
fn in_a_narrow_window_every_kind_shows_how_it_is_answered_and_passed() {
    let mut kinds = std::collections::BTreeSet::new();
    for (chapter, seed) in [("works", 0), ("works", 1), ("ci", 0), ("security", 0), ("installers", 0)] {
        let opening = Opening::Place { chapter: chapter.parse().expect("an id"), seed: Some(seed) };
        let mut desk = Setup::stock().size(60, 20).log(seen_tour()).opening(opening).desk();
        while is_asking(&desk) {
            let footer = desk.footer();
            let (kind, key) = match &quiz(&desk).question().expect("a question").kind {
                Kind::Choice(_) => ("choice", "1-9 choose"),
                Kind::Multi(_) => ("multi", "1-9 choose"),
                Kind::Spot(_) => ("spot", "Space pick"),
                Kind::Fill(_) => ("fill", "Enter answer"),
                Kind::Order(_) => ("order", "J move down"),
                Kind::Match(_) => ("match", "1-9 choose"),
            };
            for shown in ["Enter answer", key, "don't know", "Esc back"] {
                assert!(footer.contains(shown), "{kind}: {shown} is not in {footer}");
            }
            kinds.insert(kind);
            let answer = right(&desk);
            desk.send(Msg::Answer(answer));
        }
    }
    assert!(kinds.len() > 3, "{kinds:?}");
}

#[test]
fn who_knows_everything_has_nothing_to_read() {
    let mut desk = harbour().desk();
    // Three lessons of choices take two questions each, the fourth one.
    assert_eq!(answer_all(&mut desk, &[]), 7);
    insta::assert_snapshot!("placement_all_80x24", desk.screen());
    let placed: Vec<String> = desk.log().lines().filter(|line| line.contains("placed")).map(str::to_owned).collect();
    let sitting = &desk.written[0].id;
    let lines = ["reading", "exhibits", "links", "kinds"];
    assert_eq!(placed, lines.map(|slug| format!("kind:placed,lesson:harbour/{slug},sitting:{sitting}")));
    desk.press("enter");
    assert!(
        matches!(desk.app.screen(), Screen::Lesson(page) if page.id.as_str() == "open-sea/last"),
        "the next to read"
    );
    desk.press("esc");
    assert!(desk.text().starts_with(" seaworthy"), "the test is over");
    assert!(!desk.text().contains("Resume"), "{}", desk.text());
    insta::assert_snapshot!("placement_home_80x24", desk.screen());
}

#[test]
fn some_lessons_are_to_be_read() {
    for (columns, rows) in [(80, 24), (60, 20), (120, 40)] {
        let mut desk = harbour().size(columns, rows).desk();
        // A lesson that builds on the first is not asked.
        assert_eq!(answer_all(&mut desk, &["reading"]), 4);
        insta::assert_snapshot!(format!("placement_some_{columns}x{rows}"), desk.screen());
        let opened = |desk: &Desk| desk.log().lines().last().map(str::to_owned);
        desk.press("enter");
        assert_eq!(opened(&desk).as_deref(), Some("kind:opened,lesson:harbour/reading"));
    }
    let mut desk = harbour().ascii().desk();
    answer_all(&mut desk, &["reading"]);
    insta::assert_snapshot!("placement_some_ascii_80x24", desk.screen());
}

#[test]
fn who_knows_nothing_is_offered_to_stop() {
    let mut desk = harbour().desk();
    assert_eq!(answer_all(&mut desk, &["reading", "exhibits"]), 2);
    insta::assert_snapshot!("placement_offer_80x24", desk.screen());
    desk.press("enter");
    insta::assert_snapshot!("placement_stopped_80x24", desk.screen());
    assert_eq!(desk.kinds(), ["sat", "skipped", "skipped", "ended"], "the end is written down");
    desk.press("u");
    assert!(is_asking(&desk), "taken back, the test goes on");
    assert_eq!(desk.kinds()[4..], ["undone", "undone"]);
    assert_eq!(answer_all(&mut desk, &["exhibits"]), 1);
    desk.press("j enter");
    assert!(is_asking(&desk), "one may go on");
    assert_eq!(answer_all(&mut desk, &[]), 1);
    assert!(desk.text().contains("1 of 4 lessons are placed") || desk.text().contains("1 of 4"), "{}", desk.text());
}

#[test]
fn an_answer_that_is_taken_back_takes_its_lesson_along() {
    let mut desk = harbour().desk();
    for _ in 0..2 {
        let answer = right(&desk);
        desk.send(Msg::Answer(answer));
    }
    assert_eq!(desk.kinds(), ["sat", "answered", "answered", "placed"]);
    let reading = "harbour/reading".parse().expect("an id");
    assert!(desk.app.record.is_placed(&reading));
    desk.press("u");
    assert!(!desk.app.record.is_placed(&reading));
    assert_eq!(desk.kinds()[4..], ["undone", "undone"]);
    let answer = right(&desk);
    desk.send(Msg::Answer(answer));
    assert!(desk.app.record.is_placed(&reading), "and is placed by the next");
}

#[test]
fn a_test_that_was_left_goes_on() {
    let mut desk = harbour().desk();
    for _ in 0..3 {
        let answer = right(&desk);
        desk.send(Msg::Answer(answer));
    }
    let (up, title) = (quiz(&desk).question().expect("a question").id.clone(), desk.row(0));
    desk.press("esc");
    assert_eq!(desk.toast(), " Kept: home resumes this test, with what you proved.");
    assert!(desk.text().contains("Resume    the test of \"In the harbour\""), "{}", desk.text());
    let mut again =
        Setup::fixture().after(&desk).opening(Opening::Quiz(Request { resume: true, ..Request::default() })).desk();
    assert_eq!((quiz(&again).question().expect("a question").id.clone(), again.row(0)), (up, title));
    again.press("u");
    assert_eq!(quiz(&again).sitting.as_ref().map(seaworthy::quiz::Sitting::done), Some(2), "undo reaches back");
    assert_eq!(answer_all(&mut again, &[]), 5);
    assert_eq!(again.kinds().iter().filter(|kind| **kind == "placed").count(), 3, "one was placed before");
    assert!(again.text().contains("All 4 lessons are placed"), "{}", again.text());
}

#[test]
fn a_second_test_asks_for_what_is_open_and_other_questions_first() {
    let mut first = harbour().desk();
    let asked = |desk: &Desk| quiz(desk).question().expect("a question").id.to_string();
    let met = asked(&first);
    answer_all(&mut first, &["reading"]);
    let mut second = Setup::fixture().after(&first).opening(place("harbour")).desk();
    assert!(asked(&second).starts_with("harbour/reading#") && asked(&second) != met, "{met} {}", asked(&second));
    assert!(second.row(0).contains("lesson 1 of 2"), "the others are placed: {}", second.row(0));
    answer_all(&mut second, &[]);
    let mut third = Setup::fixture()
        .log(first.written.iter().chain(&second.written).fold(seen_tour(), |log, event| log + &event.to_line() + "\n"));
    third = third.opening(place("harbour"));
    let mut third = third.desk();
    assert!(third.toast().contains("Nothing to test in \"In the harbour\""), "{}", third.text());
}

#[test]
fn ways_in() {
    let mut desk = Setup::fixture().desk();
    desk.press("s");
    assert_eq!(desk.toast(), " Choose a chapter to test out of.");
    desk.press("G k");
    assert!(desk.footer().contains("s test out"), "{}", desk.footer());
    desk.press("s");
    assert!(desk.row(0).starts_with(" Test › In the harbour"), "{}", desk.row(0));
    desk.press("esc");
    let mut page = Setup::fixture().at("harbour").desk();
    assert!(page.footer().contains("s test out"), "{}", page.footer());
    insta::assert_snapshot!("placement_chapter_80x24", page.screen());
    page.press("s");
    assert!(page.row(0).starts_with(" Test › In the harbour"), "{}", page.row(0));
    let mut lesson = Desk::at(80, 24, "harbour/reading");
    lesson.press("s");
    assert_eq!(lesson.toast(), " A chapter's own page has its test: home lists the chapters.");
    let mut progress = Setup::fixture().desk();
    progress.press("p s");
    assert!(progress.row(0).starts_with(" Test › In the harbour"), "{}", progress.row(0));
}

#[test]
fn placed_is_told_apart_from_read() {
    let mut desk = Setup::fixture().size(120, 40).opening(place("harbour")).desk();
    answer_all(&mut desk, &["exhibits"]);
    desk.press("enter");
    insta::assert_snapshot!("placed_in_the_tree_120x40", desk.screen());
    desk.press("esc p");
    insta::assert_snapshot!("placed_progress_120x40", desk.screen());
    desk.press("esc ctrl-p");
    let rows: Vec<String> = desk.text().lines().filter(|line| line.contains("harbour")).map(str::to_owned).collect();
    assert!(rows.iter().any(|row| row.contains('»')), "{rows:?}");
}

/// Every chapter of the stock course: a learner who knows everything, one who guesses.
#[test]
fn the_tests_of_the_stock_course_are_short_and_hard_to_guess() {
    use seaworthy::quiz::placement::blind_pass;
    let (mut worst, mut sum, mut lessons) = (0.0_f64, 0.0, 0);
    let home = Setup::stock().desk();
    let chapters: Vec<String> = home.app.course.chapters.iter().map(|chapter| chapter.id.to_string()).collect();
    for chapter in chapters {
        let mut desk = Setup::stock().opening(place(&chapter)).desk();
        let plan = match desk.app.screen() {
            Screen::Quiz(quiz) => {
                quiz.placement.as_ref().and_then(|placing| placing.test.as_ref()).expect("a test").plan().clone()
            }
            _ => continue,
        };
        for lesson in &plan.lessons {
            let chances: Vec<f64> = lesson.items.iter().map(|item| item.chance).collect();
            worst = worst.max(blind_pass(&chances));
            sum += blind_pass(&chances);
            lessons += 1;
        }
        let mut asked = answer_all(&mut desk, &[]);
        assert!(asked <= 13, "{chapter}: {asked} questions before a pause is offered");
        while matches!(quiz(&desk).stage, Stage::Offer { .. }) {
            desk.press("enter");
            asked += answer_all(&mut desk, &[]);
        }
        let open = plan.lessons.len();
        assert!(asked <= open + 2, "{chapter}: {asked} questions for {open} lessons");
        assert!(desk.text().contains(&format!("All {open} lessons are placed")), "{}", desk.text());
    }
    let mean = sum / f64::from(lessons);
    assert!(worst < 0.17 && mean < 0.08, "blind guesses place {mean:.3} of the lessons, at worst {worst:.3}");
}

#[test]
fn a_test_whose_questions_are_gone_is_over() {
    let sat = r#""kind":"sat","seed":"0000000000000003","mode":"placement","questions":["harbour/reading#gone","harbour/reading#lost"]"#;
    let resume = Opening::Quiz(Request { resume: true, ..Request::default() });
    let skipped = r#""kind":"skipped","question":"harbour/reading#gone","sitting":"000000000000000000000000000003ec""#;
    let log = seen_tour() + &line(4, sat) + &line(0, skipped);
    let mut desk = Setup::fixture().log(log).opening(resume).desk();
    assert!(desk.text().contains("Nothing placed this time."), "{}", desk.text());
    assert_eq!(desk.kinds(), ["ended"], "home does not offer it for ever");
    desk.press("esc");
    assert!(!desk.text().contains("Resume"), "{}", desk.text());
}

#[test]
fn who_is_unsure_is_asked_once_more() {
    let mut desk = Setup::fixture().opening(place("open-sea")).desk();
    let first = quiz(&desk).question().expect("a question").id.clone();
    assert_eq!(first.slug(), "long", "one of several right ones is the hardest to guess");
    desk.press("c c");
    let answer = right(&desk);
    desk.send(Msg::Answer(answer));
    assert!(is_asking(&desk), "right, but unsure: {}", desk.log());
    let answer = right(&desk);
    desk.send(Msg::Answer(answer));
    assert!(desk.text().contains("The lesson is placed."), "{}", desk.text());
}
