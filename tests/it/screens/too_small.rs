//! A terminal that is too small: one line, and no key does anything unseen.

use crate::harness::{Desk, Setup};

#[test]
fn a_tiny_terminal_asks_for_more_room() {
    for (columns, rows) in [(59, 14), (20, 3), (1, 1), (200, 14), (59, 60)] {
        let mut desk = Setup::fixture().size(columns, rows).desk();
        insta::assert_snapshot!(format!("too_small_{columns}x{rows}"), desk.text().trim_end());
    }
}

#[test]
fn keys_do_nothing_there_but_leave() {
    let quiet = "j k space enter z p / ctrl-p t ? ' tab esc G 1 > u o h ! m y i f [ ] x n text:abc";
    for page in ["harbour/reading", "harbour/exhibits"] {
        let mut desk = Desk::at(80, 24, page);
        let before = desk.screen();
        desk.resize(20, 3).press(quiet).resize(80, 24);
        assert!(!desk.left);
        assert_eq!(desk.screen(), before);
        assert_eq!(desk.kinds(), ["opened"]);
    }
    for open in ["", "ctrl-p", "/", "!", "t", "o", "?"] {
        for leave in ["q", "ctrl-c"] {
            let mut desk = Desk::at(80, 24, "harbour/reading");
            desk.press(open).resize(59, 14).press(leave);
            assert!(desk.left, "{leave} leaves, with {open:?} open before");
        }
    }
    let mut fill = Desk::quiz(80, 24, "harbour/kinds");
    while !fill.text().contains("Complete the tag") {
        fill.press(">");
    }
    fill.resize(20, 5).press("text:abc").resize(80, 24);
    assert!(!fill.text().contains("abc"));
    fill.resize(20, 5).press("q");
    assert!(fill.left);
}

#[test]
fn a_terminal_that_shrinks_between_two_messages_is_no_panic() {
    for open in ["", "ctrl-p", "t", "o", "?", "z"] {
        for (columns, rows) in [(1, 1), (2, 2), (20, 5), (59, 14), (200, 1), (1, 60)] {
            let mut desk = Desk::at(80, 24, "harbour/reading");
            desk.press(open).draw_early(columns, rows);
        }
    }
}
