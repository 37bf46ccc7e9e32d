//! How much is read for a screen: nothing that is not shown.

use crate::harness::{Desk, Setup};

#[test]
fn home_parses_no_page_and_no_quiz() {
    let desk = Desk::home(120, 40);
    let [_, metas, pages, quizzes] = desk.parsed();
    assert_eq!((metas, pages, quizzes), (0, 0, 0), "the table of contents has everything that home shows");
}

#[test]
fn a_lesson_parses_one_page_and_the_front_matter_of_its_chapter() {
    let mut desk = Setup::fixture().size(120, 40).at("harbour/reading").desk();
    assert_eq!(desk.parsed()[1..], [3, 1, 0]);
    desk.press("q enter");
    assert_eq!(desk.parsed()[1..], [3, 1, 0], "what was read once is kept");
    desk.press("z");
    assert_eq!(desk.parsed()[1..], [4, 1, 1], "its questions, and no others");
    let first = Setup::fixture().log("").desk();
    assert_eq!(first.parsed()[2..], [1, 0], "the very first start reads the tour alone");
}

#[test]
fn progress_and_help_parse_nothing() {
    let mut desk = Desk::home(80, 24);
    desk.press("p ? q q t esc '");
    assert_eq!(desk.parsed()[1..], [0, 0, 0]);
}
