//! An exam from its terms to its result: nothing told before the end, its clock, leaving and coming back, what is written.

use seaworthy::app::screens::Screen;
use seaworthy::app::screens::quiz::exam::{Exam, ExamStage, Wish};
use seaworthy::app::screens::quiz::{QuizState, Request, Scope, Stage};
use seaworthy::app::{Msg, Opening};
use seaworthy::exam::papers;
use seaworthy::quiz::{Answer, Ending, Kind};

use crate::harness::{Desk, Setup};

fn request() -> Request {
    let exam = Some(Wish { pass: 75, minutes: Some(10), name: Some("Ada".to_owned()) });
    let scope = Scope::Chapter("harbour".parse().expect("an id"));
    Request { scope, count: Some(4), seed: Some(3), exam, ..Request::default() }
}

fn desk(columns: u16, rows: u16) -> Desk {
    Setup::fixture().size(columns, rows).opening(Opening::Quiz(request())).desk()
}

fn quiz(desk: &Desk) -> &QuizState {
    match desk.app.screen() {
        Screen::Quiz(quiz) => quiz,
        other => panic!("not a quiz: {other:?}"),
    }
}

fn exam(desk: &Desk) -> &Exam {
    quiz(desk).exam.as_ref().expect("an exam")
}

fn stage(desk: &Desk) -> &ExamStage {
    match &quiz(desk).stage {
        Stage::Exam(stage) => stage,
        other => panic!("a question: {other:?}"),
    }
}

fn up(desk: &Desk) -> String {
    assert!(matches!(quiz(desk).stage, Stage::Asking(_)), "{:?}", quiz(desk).stage);
    quiz(desk).question().expect("a question is up").id.to_string()
}

/// Answers the question that is up; a right answer where there is an easy one.
fn answer(desk: &mut Desk, right: bool) {
    let answer = match &quiz(desk).question().expect("a question is up").kind {
        Kind::Choice(choice) => {
            let wanted = choice.options.iter().position(|option| option.right == right);
            Answer::Picks(vec![wanted.expect("an option") as u16])
        }
        Kind::Multi(multi) => {
            let all = multi.options.iter().enumerate().filter(|(_, option)| option.right == right);
            Answer::Picks(all.map(|(at, _)| at as u16).collect())
        }
        Kind::Spot(spot) => {
            let all = spot.lines.iter().enumerate().filter(|(_, line)| line.fault == right);
            Answer::Picks(all.map(|(at, _)| at as u16).collect())
        }
        Kind::Fill(fill) if right => Answer::Texts(fill.blanks.iter().map(|blank| blank.answer.clone()).collect()),
        Kind::Match(pairs) if right => Answer::Pairs((0..pairs.pairs.len()).map(|at| Some(at as u16)).collect()),
        Kind::Order(order) if right => Answer::Sequence((0..order.items.len()).map(|at| at as u16).collect()),
        _ => Answer::Texts(vec!["nothing".to_owned()]),
    };
    desk.send(Msg::Answer(answer));
}

#[test]
fn the_terms_come_first_and_nothing_is_written() {
    for (columns, rows) in [(80, 24), (60, 20), (120, 40)] {
        insta::assert_snapshot!(format!("exam_terms_{columns}x{rows}"), desk(columns, rows).screen());
    }
    let mut desk = desk(80, 24);
    desk.press("esc");
    assert!(matches!(desk.app.screen(), Screen::Home(_)));
    assert_eq!(desk.kinds(), [""; 0]);
}

#[test]
fn questions_follow_one_another_and_the_end_is_handed_in() {
    let mut desk = desk(80, 24);
    desk.press("enter");
    assert_eq!(desk.kinds(), ["sat", "set"], "the beginning with its terms, and the name");
    assert!(desk.log().contains("terms:{scope:chapter:harbour"), "{}", desk.log());
    insta::assert_snapshot!("exam_question_80x24", desk.screen());
    answer(&mut desk, true);
    answer(&mut desk, true);
    desk.press("esc");
    insta::assert_snapshot!("exam_leave_80x24", desk.screen());
    desk.press("n");
    let third = up(&desk);
    answer(&mut desk, false);
    if matches!(quiz(&desk).question().map(|q| &q.kind), Some(Kind::Fill(_))) {
        desk.press("ctrl-s ctrl-s");
    } else {
        desk.press("> >");
    }
    assert!(matches!(stage(&desk), ExamStage::HandIn { cursor: 0 }));
    insta::assert_snapshot!("exam_hand_in_80x24", desk.screen());
    assert!(desk.footer().starts_with(" Enter hand in"), "{}", desk.footer());

    // The third was wrong; it is answered once more.
    let rows = exam(&desk).questions.len();
    let row = (0..rows).find(|row| {
        let mut other = seaworthy::app::screens::quiz::exam::hand_in_rows(exam(&desk)).into_iter().skip(1);
        matches!(other.nth(*row), Some(seaworthy::app::screens::quiz::exam::HandInRow::Question(id)) if id.to_string() == third)
    });
    for _ in 0..=row.expect("a row") {
        desk.press("j");
    }
    assert!(desk.footer().starts_with(" Enter change"), "{}", desk.footer());
    desk.press("enter");
    assert_eq!(up(&desk), third);
    desk.press("esc");
    assert!(matches!(stage(&desk), ExamStage::HandIn { .. }), "nothing is changed by going back");
    for _ in 0..=row.expect("a row") {
        desk.press("j");
    }
    desk.press("enter");
    answer(&mut desk, true);
    assert_eq!(desk.kinds()[desk.kinds().len() - 2..], ["undone", "answered"]);
    desk.press("enter");
    assert_eq!(desk.kinds().last(), Some(&"ended"));
    insta::assert_snapshot!("exam_result_80x24", desk.screen());
    let paper = &papers(desk.written.clone())[0];
    assert_eq!(paper.tally(), exam(&desk).tally());
    assert_eq!((paper.tally().right, paper.tally().answered, paper.is_passed()), (3, 3, true));

    desk.press("enter");
    insta::assert_snapshot!("exam_look_80x24", desk.screen());
    desk.press("] ] ]");
    assert!(matches!(stage(&desk), ExamStage::Look { at: 3, .. }));
    assert!(desk.text().contains("Not answered: it counts as wrong."), "{}", desk.text());
    desk.press("[");
    assert!(matches!(stage(&desk), ExamStage::Look { at: 2, .. }));
    desk.press("u");
    assert_eq!(desk.toast(), " The exam is over: nothing in it can be taken back.");
    desk.press("o");
    assert!(matches!(desk.app.screen(), Screen::Lesson(_)), "now the lesson is there");
    desk.press("esc esc");
    assert!(matches!(stage(&desk), ExamStage::Result { .. }));
    desk.press("j enter");
    assert!(matches!(desk.app.screen(), Screen::Lesson(_)), "each lesson opens from the result");
    desk.press("esc esc");
    assert!(matches!(desk.app.screen(), Screen::Home(_)));
    assert!(!desk.text().contains("Resume"), "{}", desk.text());
}

#[test]
fn an_answer_is_taken_back_before_handing_in_and_after() {
    let mut desk = desk(80, 24);
    desk.press("enter");
    (0..4).for_each(|_| answer(&mut desk, true));
    let all = exam(&desk).answered();
    desk.press("u");
    assert_eq!((all, exam(&desk).answered()), (4, 3));
    answer(&mut desk, false);
    desk.press("enter");
    assert_eq!(exam(&desk).tally().right, 3);
    insta::assert_snapshot!("exam_result_60x20", desk.resize(60, 20).screen());
}

#[test]
fn it_is_left_and_resumed_with_its_clock() {
    let mut first = desk(80, 24);
    first.press("enter");
    let started = up(&first);
    answer(&mut first, true);
    let second = up(&first);
    assert_ne!(started, second);
    first.press("esc y");
    assert_eq!(first.toast(), " Kept: home resumes this exam until it is handed in; its clock goes on.");
    assert!(first.text().contains("the exam you left: 3 to go"), "{}", first.text());

    let resume = || Opening::Quiz(Request { resume: true, ..Request::default() });
    let mut again = Setup::fixture().after(&first).opening(resume()).desk();
    assert_eq!(up(&again), second);
    assert_eq!(exam(&again).answered(), 1);
    assert!(again.row(0).ends_with("1 of 4 answered, 9 min left"), "{}", again.row(0));
    (0..3).for_each(|_| answer(&mut again, true));
    // Everything is answered and not handed in: still half an exam.
    again.written.splice(0..0, first.written.clone());
    let mut third = Setup::fixture().after(&again).desk();
    assert!(third.text().contains("the exam you left: all answered, hand it in"), "{}", third.text());
    let mut hand_in = Setup::fixture().after(&again).opening(resume()).desk();
    hand_in.press("enter");
    assert_eq!((exam(&hand_in).tally().answered, hand_in.kinds()), (4, vec!["ended"]));
}

#[test]
fn the_time_is_up() {
    let mut desk = desk(80, 24);
    desk.press("enter");
    answer(&mut desk, true);
    desk.wait(9 * 60);
    assert!(desk.row(0).ends_with("1 of 4 answered, 59 s left"), "{}", desk.row(0));
    desk.wait(-3600);
    assert!(desk.row(0).ends_with("59 s left"), "a clock set back gives no time back: {}", desk.row(0));
    let before = desk.written.len();
    desk.wait(58);
    // This Enter was meant for the question and came too late.
    desk.wait(0).press("enter");
    assert!(matches!(stage(&desk), ExamStage::Result { cursor: 0 }));
    assert_eq!(desk.kinds()[before..], ["ended"], "no answer after the end");
    assert_eq!(exam(&desk).ended, Some(Ending::TimeUp));
    insta::assert_snapshot!("exam_time_up_80x24", desk.screen());
}

#[test]
fn time_that_ran_out_meanwhile() {
    let mut first = desk(80, 24);
    first.press("enter");
    answer(&mut first, true);
    first.press("esc y");
    first.wait(3600);
    let resume = Opening::Quiz(Request { resume: true, ..Request::default() });
    let again = Setup::fixture().after(&first).opening(resume).desk();
    assert!(matches!(stage(&again), ExamStage::Result { .. }));
    assert_eq!((exam(&again).tally().right, exam(&again).tally().unanswered.len()), (1, 3));
    assert_eq!(again.kinds(), ["ended"]);
}

#[test]
fn it_ends_below_a_page_and_below_a_question() {
    let mut desk = desk(80, 24);
    desk.press("enter esc");
    desk.wait(601);
    assert!(desk.app.overlay.is_none() && matches!(stage(&desk), ExamStage::Result { .. }));
}

#[test]
fn a_course_with_fewer_questions_says_so() {
    let request = Request { count: Some(900), ..request() };
    let mut desk = Setup::fixture().opening(Opening::Quiz(request)).desk();
    assert!(desk.text().contains("900 were asked for, there are no more"), "{}", desk.text());
}

#[test]
fn the_way_in_from_home_and_from_a_chapter() {
    let mut desk = Setup::fixture().desk();
    desk.press("e");
    assert!(desk.text().contains("The whole course"), "{}", desk.text());
    desk.press("esc G e");
    assert!(desk.text().contains("Chapter \""), "{}", desk.text());
    let mut desk = Setup::fixture().at("harbour").desk();
    desk.press("e");
    assert!(desk.text().contains("Chapter \""), "{}", desk.text());
    let mut desk = Setup::fixture().at("harbour/reading").desk();
    desk.press("e");
    assert!(matches!(desk.app.screen(), Screen::Lesson(_)), "a lesson has no exam");
}

#[test]
fn the_next_exam_asks_other_questions_first() {
    let mut first = desk(80, 24);
    first.press("enter");
    (0..4).for_each(|_| answer(&mut first, true));
    first.press("enter");
    let asked = exam(&first).questions.clone();
    let second = Setup::fixture().after(&first).opening(Opening::Quiz(request())).desk();
    let again = exam(&second).questions.iter().filter(|id| asked.contains(id)).count();
    let all = quiz(&second).questions.len();
    assert!(all < 8 || again == 0, "{again} of {all} again");
}
