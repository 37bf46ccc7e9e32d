//! A word of the glossary on top of the page.

use crate::harness::{Desk, Setup};

fn on_word(columns: u16, rows: u16) -> Desk {
    let mut desk = Desk::at(columns, rows, "harbour/links");
    desk.press("tab tab tab tab enter");
    desk
}

#[test]
fn a_word_says_what_it_means() {
    insta::assert_snapshot!("word_60x15", on_word(60, 15).screen());
    let mut desk = on_word(80, 24);
    assert!(!desk.footer().contains("down"), "all of it is there: {}", desk.footer());
    desk.press("j G q");
    assert!(desk.row(0).contains("Follow a link"));
}

#[test]
fn the_words_near_a_word_can_be_opened_and_left_again() {
    let mut desk = on_word(80, 24);
    assert!(desk.footer().contains("Tab next link") && !desk.footer().contains("Enter"), "{}", desk.footer());
    desk.press("enter");
    assert!(desk.text().contains("┌─ Layer "), "nothing has the focus yet: {}", desk.text());
    insta::assert_snapshot!("word_link_80x24", desk.press("tab").screen());
    assert_eq!(desk.styled("cyan underline reverse"), "Image");
    assert!(desk.footer().starts_with(" Enter open"), "{}", desk.footer());
    desk.press("enter");
    insta::assert_snapshot!("word_near_80x24", desk.screen());
    desk.press("backtab enter");
    assert!(desk.text().contains("┌─ Build context "), "{}", desk.text());
    for before in ["┌─ Image ", "┌─ Layer "] {
        desk.press("esc");
        assert!(desk.text().contains(before), "{}", desk.text());
    }
    assert_eq!(desk.styled("cyan underline reverse"), "Image", "back at the link that was followed");
    desk.press("q");
    assert!(desk.app.overlay.is_none() && desk.row(0).contains("Follow a link"), "{}", desk.text());
    insta::assert_snapshot!("word_near_60x20", on_word(60, 20).press("tab enter").screen());
    insta::assert_snapshot!("word_near_120x40", on_word(120, 40).press("tab enter").screen());
}

#[test]
fn a_link_of_a_word_to_a_lesson_closes_the_word() {
    let mut desk = on_word(80, 24);
    desk.press("tab enter tab tab enter");
    assert!(desk.app.overlay.is_none() && desk.row(0).contains("Read a page from its top"), "{}", desk.text());
    desk.press("q");
    assert!(desk.row(0).contains("Follow a link"), "{}", desk.text());
}

#[test]
fn a_word_has_a_help_of_its_own() {
    let mut desk = on_word(80, 24);
    insta::assert_snapshot!("help_word_80x24", desk.press("? ?").screen());
    desk.press("q");
    assert!(desk.text().contains("┌─ Layer "), "back at the word: {}", desk.text());
    desk.press("? enter tab");
    assert_eq!(desk.styled("cyan underline reverse"), "Image");
}

#[test]
fn a_focus_that_is_not_on_the_screen_is_brought_there() {
    let mut desk = on_word(60, 15);
    desk.press("tab enter");
    assert!(!desk.text().contains("Build context"), "{}", desk.text());
    desk.press("backtab");
    assert_eq!(desk.styled("cyan underline reverse"), "Build context");
    desk.press("tab");
    assert_eq!(desk.styled("cyan underline reverse"), "layer");
}

#[test]
fn a_word_that_is_not_there_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.md");
    std::fs::write(&path, "A [word](term:kraken).\n").unwrap();
    let mut desk = Setup::of(&path).at("files/x").desk();
    desk.press("tab enter");
    assert!(desk.text().contains("The glossary has no word `kraken`."), "{}", desk.text());
}
