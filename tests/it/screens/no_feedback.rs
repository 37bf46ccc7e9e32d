//! A sitting in which nothing is told before the end: no verdict, no hint, no lesson; the next question follows on the answer.

use seaworthy::app::screens::Screen;
use seaworthy::app::screens::quiz::{QuizState, Request, Stage};
use seaworthy::app::{Msg, Opening};
use seaworthy::quiz::Answer;

use crate::harness::{Desk, Setup, line, seen_tour};

/// Half a sitting in this mode about all questions of a lesson.
fn desk(mode: &str) -> Desk {
    let names = ["nightly-break", "what-moves", "pin-both"].map(|name| format!("\"harbour/kinds#{name}\""));
    let sat = format!(r#""kind":"sat","seed":"0000000000000003","mode":"{mode}","questions":[{}]"#, names.join(","));
    let request = Request { resume: true, ..Request::default() };
    Setup::fixture().log(seen_tour() + &line(0, &sat)).opening(Opening::Quiz(request)).desk()
}

fn quiz(desk: &Desk) -> &QuizState {
    match desk.app.screen() {
        Screen::Quiz(quiz) => quiz,
        other => panic!("not a quiz: {other:?}"),
    }
}

fn up(desk: &Desk) -> String {
    assert!(matches!(quiz(desk).stage, Stage::Asking(_)), "{:?}", quiz(desk).stage);
    quiz(desk).question().expect("a question is up").id.slug().to_owned()
}

#[test]
fn the_next_question_follows_on_the_answer() {
    let mut desk = desk("exam");
    let first = up(&desk);
    desk.press("enter");
    assert_ne!(up(&desk), first, "the next question is up at once");
    assert!(desk.log().contains("kind:answered"), "and the answer is written: {}", desk.log());
    assert!(desk.log().contains("mode:exam"), "{}", desk.log());
    assert!(!desk.text().contains("Right") && !desk.text().contains("Not quite"), "{}", desk.text());
}

#[test]
fn neither_hints_nor_the_lesson_are_there() {
    let mut desk = desk("exam");
    desk.press("h");
    assert_eq!(desk.toast(), " No hints here: what is right is told at the end.");
    desk.press("o");
    assert_eq!(desk.toast(), " The lesson is there after the last question.");
    desk.press("esc");
    assert!(!desk.footer().contains("hint") && !desk.footer().contains("read about it"), "{}", desk.footer());
}

#[test]
fn the_last_answer_can_be_taken_back() {
    let mut desk = desk("exam");
    let first = up(&desk);
    desk.press("enter");
    desk.send(Msg::Answer(Answer::Picks(vec![0])));
    assert_eq!(quiz(&desk).sitting.as_ref().map(seaworthy::quiz::Sitting::done), Some(2));
    // The third question is one of blanks: letters are text there.
    desk.press("ctrl-z u");
    assert_eq!(up(&desk), first, "twice is two answers");
    assert_eq!(desk.kinds(), ["answered", "answered", "undone", "undone"]);
}

#[test]
fn what_was_skipped_comes_at_the_end_and_what_was_missed_does_not() {
    let mut desk = desk("exam");
    let first = up(&desk);
    desk.press(">");
    desk.send(Msg::Answer(Answer::Picks(vec![]))).send(Msg::Answer(Answer::Texts(vec!["wrong".to_owned()])));
    assert_eq!(up(&desk), first, "skipped first, asked last");
    desk.press("enter");
    assert!(matches!(quiz(&desk).stage, Stage::Summary { .. }), "{:?}", quiz(&desk).stage);
}
