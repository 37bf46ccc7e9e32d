//! Where one types, letters are text: only chords and the keys that type nothing are commands.

use seaworthy::app::overlay::Overlay;

use crate::harness::{Desk, Setup};

fn typed(desk: &Desk) -> String {
    match &desk.app.overlay {
        Some(Overlay::GoTo(state)) => state.input.text().to_owned(),
        Some(Overlay::Find { input } | Overlay::Flag { input, .. }) => input.text().to_owned(),
        other => panic!("no field: {other:?}"),
    }
}

const LETTERS: &str = "text:jkq?tzgGbhl[]!'n_123";

#[test]
fn letters_are_text_and_esc_leaves() {
    for open in ["/", "ctrl-p", "!"] {
        let mut desk = Desk::at(80, 24, "harbour/reading");
        desk.press(open).press(LETTERS);
        assert_eq!(typed(&desk), "jkq?tzgGbhl[]!'n 123", "{open}");
        assert!(desk.cursor.is_some(), "{open}: the cursor shows where one types");
        desk.press("esc");
        assert!(desk.app.overlay.is_none() && !desk.left, "{open}: Esc leaves the field alone");
        assert!(desk.row(0).contains("Read a page"), "{open}: {}", desk.row(0));
    }
}

#[test]
fn chords_and_editing_work() {
    let mut desk = Desk::at(80, 24, "harbour/reading");
    desk.press("/ text:one_two left left backspace home delete end ctrl-w text:x");
    assert_eq!(typed(&desk), "ne x");
    desk.press("ctrl-u");
    assert_eq!(typed(&desk), "");
    desk.press("ctrl-c");
    assert!(desk.left, "Ctrl-C always leaves");
}

#[test]
fn a_blank_takes_letters_and_its_chords_skip_and_hint() {
    let mut desk = Desk::quiz(80, 24, "harbour/kinds");
    while !desk.text().contains("Complete the tag") {
        desk.press(">");
    }
    desk.press("text:jkqhu?t>o12");
    assert!(desk.text().contains("[jkqhu?t>o12]"), "{}", desk.text());
    desk.press("ctrl-t");
    assert_eq!(desk.toast(), " This question has no hints; its lesson explains it.");
    desk.press("esc");
    assert!(desk.row(0).starts_with(" seaworthy"), "{}", desk.row(0));
}

#[test]
fn long_text_scrolls_in_its_field() {
    let mut desk = Desk::at(60, 20, "harbour/reading");
    desk.press("/").press(&format!("text:{}end", "0123456789".repeat(8)));
    assert!(desk.toast().ends_with("6789end"), "{}", desk.toast());
    let (x, _) = desk.cursor.unwrap();
    assert!(x < 60);
    desk.press("home");
    assert!(desk.toast().contains(" 0123456789"), "{}", desk.toast());
}

#[test]
fn keys_that_were_given_away_still_do_not_type() {
    let mut desk = Setup::fixture().key("go-to", "ctrl-g").at("harbour/reading").desk();
    desk.press("ctrl-g text:ctrl");
    assert_eq!(typed(&desk), "ctrl");
}
