//! Home at the three sizes, and its ways on.

use crate::harness::Desk;

#[test]
fn home_for_someone_who_saw_the_tour() {
    insta::assert_snapshot!("home_80x24", Desk::home(80, 24).screen());
    insta::assert_snapshot!("home_120x40", Desk::home(120, 40).screen());
    insta::assert_snapshot!("home_60x20", Desk::home(60, 20).screen());
}

#[test]
fn the_very_first_start_shows_the_tour() {
    let mut desk = Desk::stock(80, 24, "");
    assert!(desk.text().starts_with(" Two minutes aboard"), "{}", desk.text());
    desk.press("q");
    assert!(desk.text().starts_with(" seaworthy"), "q on the tour goes home");
    desk.press("q");
    assert!(desk.left, "q on home leaves");
}
