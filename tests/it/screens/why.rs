//! "Why is this here?": the cursor in the lines of a Dockerfile and the panel with the reason.

use seaworthy::app::screens::Screen;

use crate::harness::{Desk, Setup};

/// The first Dockerfile of a stock lesson.
fn at(columns: u16, rows: u16) -> Desk {
    let mut desk = Desk::page(columns, rows, "works/venv-on-path");
    desk.press("w");
    desk
}

#[test]
fn the_first_line_is_explained_at_three_sizes() {
    for (columns, rows) in [(80, 24), (120, 40), (60, 20)] {
        insta::assert_snapshot!(format!("why_{columns}x{rows}"), at(columns, rows).screen());
    }
}

#[test]
fn a_fault_and_its_mending_at_three_sizes() {
    for (columns, rows) in [(80, 24), (120, 40), (60, 20)] {
        insta::assert_snapshot!(format!("why_fault_{columns}x{rows}"), at(columns, rows).press("j j j j").screen());
    }
}

#[test]
fn the_cursor_goes_from_words_to_words() {
    let mut desk = at(80, 24);
    let words = |desk: &mut Desk| desk.styled("bold reverse");
    assert!(desk.text().contains(" 1 of 11 "), "{}", desk.text());
    let first = words(&mut desk);
    desk.press("j");
    assert_ne!(words(&mut desk), first);
    assert!(desk.text().contains(" 2 of 11 "), "{}", desk.text());
    desk.press("k k");
    assert!(desk.text().contains(" 1 of 11 "), "the first line holds: {}", desk.text());
    assert!(!desk.footer().contains("k up"), "{}", desk.footer());
    desk.press("G j tab");
    assert!(desk.text().contains(" 11 of 11 "), "{}", desk.text());
    assert!(!desk.footer().contains("j down"), "{}", desk.footer());
    desk.press("g");
    assert!(desk.text().contains(" 1 of 11 "), "{}", desk.text());
    for back in ["esc", "q", "w"] {
        desk.press(back);
        assert!(desk.app.overlay.is_none() && !desk.text().contains("Without it"), "{back}: {}", desk.text());
        desk.press("w");
    }
}

#[test]
fn enter_opens_the_lesson_that_teaches_it() {
    let mut desk = at(80, 24);
    assert!(desk.text().contains("Lesson: Start from the official slim Python image"), "{}", desk.text());
    assert!(desk.footer().contains("Enter lesson"), "{}", desk.footer());
    desk.press("enter");
    assert!(desk.app.overlay.is_none() && desk.row(0).contains("Start from the official slim"), "{}", desk.row(0));
    desk.press("q");
    assert!(desk.row(0).contains("Install into a virtualenv"), "{}", desk.row(0));
    desk.press("w j j j enter");
    assert_eq!(desk.toast().trim(), "This page teaches it.");
    assert!(desk.app.why().is_some());
}

#[test]
fn the_block_in_focus_is_explained_or_the_next_one_below() {
    let mut desk = Desk::page(80, 24, "works/venv-on-path");
    desk.press("w");
    assert!(desk.text().contains("FROM python:3.14-slim-trixie"), "{}", desk.text());
    desk.press("esc f w");
    assert!(desk.text().contains("│+ ENV") || desk.text().contains("+ "), "the side that is shown: {}", desk.text());
    desk.press("esc G w");
    assert_eq!(desk.toast().trim(), "No Dockerfile from here on whose lines could be explained.");
    assert!(!desk.footer().contains("w why"), "{}", desk.footer());
}

#[test]
fn another_size_and_another_theme_keep_the_line() {
    let mut desk = at(120, 40);
    desk.press("j j j j");
    for (columns, rows) in [(60, 15), (80, 24), (200, 60)] {
        desk.resize(columns, rows);
        assert!(desk.text().contains(". /opt/venv/bin/activate"), "{}", desk.text());
        assert!(desk.text().contains(" 5 of 11 "), "{}", desk.text());
    }
    desk.resize(80, 24);
    desk.press("? ?");
    insta::assert_snapshot!("help_why_80x24", desk.screen());
    desk.press("esc");
    assert!(desk.app.why().is_some());
}

#[test]
fn a_long_reason_is_scrolled() {
    let mut desk = Setup::stock().size(60, 15).at("works/reviewed-template").desk();
    desk.press("w");
    let Screen::Lesson(_) = desk.app.screen() else { panic!("a page") };
    let before = desk.text();
    assert!(desk.footer().contains("Space more"), "{}", desk.text());
    desk.press("space space space");
    assert_ne!(desk.text(), before);
    assert!(desk.text().contains("Lesson: "), "{}", desk.text());
    desk.press("b b b");
    assert_eq!(desk.text(), before);
}

#[test]
fn ascii_signs_do() {
    let mut desk = Setup::stock().size(80, 24).at("works/venv-on-path").ascii().desk();
    desk.press("w");
    assert!(desk.text().is_ascii(), "{}", desk.text());
}
