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
fn a_word_that_is_not_there_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.md");
    std::fs::write(&path, "A [word](term:kraken).\n").unwrap();
    let mut desk = Setup::of(&path).at("files/x").desk();
    desk.press("tab enter");
    assert!(desk.text().contains("The glossary has no word `kraken`."), "{}", desk.text());
}
