//! Go-to: any page by name or by its text.

use crate::harness::{Desk, Setup};

#[test]
fn all_pages_in_order_at_three_sizes() {
    for (columns, rows) in [(80, 24), (120, 40), (60, 15)] {
        let mut desk = Desk::at(columns, rows, "harbour/reading");
        insta::assert_snapshot!(format!("go_to_{columns}x{rows}"), desk.press("ctrl-p").screen());
    }
}

#[test]
fn letters_that_match_are_marked_and_texts_follow() {
    let mut desk = Setup::fixture().desk();
    insta::assert_snapshot!("go_to_fuzzy_80x24", desk.press("ctrl-p text:rdp").screen());
    let mut desk = Setup::fixture().desk();
    insta::assert_snapshot!("go_to_text_80x24", desk.press("/ text:digest").screen());
    let mut desk = Setup::fixture().size(60, 15).desk();
    insta::assert_snapshot!("go_to_text_60x15", desk.press("/ text:registry").screen());
}

#[test]
fn nothing_found_is_said() {
    let mut desk = Setup::fixture().desk();
    insta::assert_snapshot!("go_to_nothing_80x24", desk.press("ctrl-p text:xyzzy").screen());
    desk.press("enter");
    assert!(desk.row(0).starts_with(" seaworthy"), "Enter on nothing goes nowhere");
}

#[test]
fn a_row_is_opened() {
    let mut desk = Setup::fixture().desk();
    desk.press("ctrl-p text:flip enter");
    assert!(desk.row(0).contains("Flip, switch"), "{}", desk.row(0));
    let mut planned = Setup::fixture().desk();
    planned.press("ctrl-p text:nobody_has enter");
    assert_eq!(planned.toast(), " \"A lesson that nobody has written\" is not yet written");
    assert!(planned.text().contains("nobody has"), "what was typed stays: {}", planned.text());
    let mut text = Setup::fixture().desk();
    text.press("/ text:harbour_master enter");
    assert!(text.row(0).contains("Read a page"), "{}", text.row(0));
    assert!(text.text().contains("harbour master"), "the place itself is on the screen:\n{}", text.text());
}

#[test]
fn a_text_in_code_is_on_the_screen_when_it_is_opened() {
    for query in ["RepoDigests", "no-cache-dir", "narrow.txt", "echo short", "digest names"] {
        let mut desk = Setup::fixture().size(60, 15).desk();
        desk.press("/").press(&format!("text:{}", query.replace(' ', "_"))).press("enter");
        let shown = desk.text().replace("\n", " ");
        assert!(shown.contains(query.split(' ').next().unwrap()), "{query}:\n{}", desk.text());
    }
}

#[test]
fn the_cursor_stays_in_sight_of_a_long_list() {
    let mut desk = Desk::home(60, 15);
    desk.press("ctrl-p");
    for keys in ["down down down", "pgdn pgdn", "pgdn pgdn pgdn pgdn", "pgup", "up", "tab"] {
        desk.press(keys);
        assert!(desk.text().contains('▸'), "{keys}: {}", desk.text());
    }
}

#[test]
fn it_begins_where_one_is() {
    let mut desk = Desk::page(80, 24, "works/dockerignore");
    desk.press("ctrl-p");
    let text = desk.text();
    let chosen = text.lines().find(|line| line.contains('▸')).unwrap_or_default();
    assert!(chosen.contains("Write a .dockerignore before the first COPY"), "{text}");
    desk.press("down enter");
    assert!(desk.row(0).contains("Install into a virtualenv"), "{}", desk.row(0));
    desk.press("ctrl-p text:root");
    let text = desk.text();
    let chosen = text.lines().find(|line| line.contains('▸')).unwrap_or_default();
    assert!(chosen.contains("Run the app as a non-root user"), "the best find comes first: {text}");
}
