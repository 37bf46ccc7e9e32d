//! The help lists the keys of the screen below, from the keymap.

use crate::harness::{Desk, Setup};

#[test]
fn every_screen_lists_its_keys() {
    let mut home = Setup::fixture().desk();
    insta::assert_snapshot!("help_home_80x24", home.press("?").screen());
    let mut lesson = Desk::at(80, 24, "harbour/reading");
    insta::assert_snapshot!("help_lesson_80x24", lesson.press("?").screen());
    let mut question = Desk::quiz(80, 24, "harbour/reading");
    insta::assert_snapshot!("help_question_80x24", question.press("?").text());
    let mut verdict = Desk::quiz(80, 24, "harbour/reading");
    insta::assert_snapshot!("help_verdict_80x24", verdict.press("enter ?").text());
    let mut summary = Desk::quiz(80, 24, "harbour/reading");
    insta::assert_snapshot!("help_summary_80x24", summary.press("> > > > > > ?").text());
    let mut progress = Setup::fixture().desk();
    insta::assert_snapshot!("help_progress_80x24", progress.press("p ?").text());
}

#[test]
fn help_scrolls_where_it_is_longer_than_the_screen() {
    let mut desk = Desk::at(60, 15, "harbour/reading");
    insta::assert_snapshot!("help_lesson_60x15", desk.press("?").screen());
    assert!(desk.footer().contains("j down"));
    desk.press("G");
    insta::assert_snapshot!("help_lesson_end_60x15", desk.screen());
    assert!(!desk.footer().contains("j down"), "there is nothing below");
    desk.press("q");
    assert!(desk.app.overlay.is_none());
}

#[test]
fn a_key_of_ones_own_is_listed() {
    let mut desk = Setup::fixture().key("flip", "v").at("harbour/exhibits").desk();
    assert!(desk.footer().contains("v before/after"), "{}", desk.footer());
    desk.press("?");
    assert!(desk.text().lines().any(|row| row.contains("v  ") && row.contains("before/after")), "{}", desk.text());
}
