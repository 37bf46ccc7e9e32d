//! Reading: scrolling, flipping, focus, search, copy.

use seaworthy::progress::EventKind;

use crate::harness::Desk;

#[test]
fn a_lesson_at_three_sizes() {
    for (columns, rows) in [(80, 24), (120, 40), (60, 20)] {
        let mut desk = Desk::page(columns, rows, "works/official-slim-base");
        insta::assert_snapshot!(format!("lesson_{columns}x{rows}"), desk.screen());
    }
}

#[test]
fn the_end_of_a_page_makes_it_read() {
    let mut desk = Desk::page(80, 24, "works/official-slim-base");
    desk.press("G q");
    let finished = |event: &seaworthy::progress::Event| matches!(event.kind, EventKind::Finished { .. });
    assert!(desk.written.iter().any(finished), "{:?}", desk.written);
    let mut desk = Desk::page(80, 24, "works/official-slim-base");
    desk.press("space q");
    assert!(!desk.written.iter().any(finished), "not read to the end");
}
