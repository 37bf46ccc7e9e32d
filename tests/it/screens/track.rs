//! A track: its row on home, its lessons one after the other, how it is remembered.

use seaworthy::app::Opening;

use crate::harness::{Desk, Setup, line, seen_tour};

const COURSE: &str = r#"format = 1
title = "A desk to try the tutor at"
version = "2026.11"
chapters = ["harbour", "open-sea"]

[[track]]
id = "short"
title = "The short course"
promise = "You come home."
lessons = [
  "harbour/links",
  "harbour/unwritten",
  "open-sea/last",
  "harbour/kinds",
]
"#;

fn setup() -> Setup {
    Setup::altered(&[("lessons/course.toml", COURSE)])
}

fn along() -> Opening {
    Opening::Track("short".parse().unwrap())
}

fn read(n: i64, id: &str) -> String {
    line(n + 1, &format!(r#""kind":"opened","lesson":"{id}""#))
        + &line(n, &format!(r#""kind":"finished","lesson":"{id}","hash":"0000000000000001""#))
}

fn chosen() -> String {
    line(50, r#""kind":"set","name":"track","value":"short""#)
}

fn row_of(desk: &mut Desk) -> (usize, String) {
    let text = desk.text();
    let (at, row) = text.lines().enumerate().find(|(_, row)| row.contains("The short course")).unwrap();
    // Beside it stands the heat map.
    (at, row.chars().take(79).collect::<String>().trim().to_owned())
}

#[test]
fn home_offers_it_and_goes_on_with_it() {
    let log = |more: &str| seen_tour() + more;
    let cases = [
        (log(""), 3, "The short course  3 lessons, 11 min"),
        (log(&read(5, "harbour/links")), 3, "The short course  1 of 3 read, next: The last page, 9 min left"),
        (
            log(&(chosen() + &read(5, "open-sea/last"))),
            2,
            "The short course  1 of 3 read, next: Follow a link, 10 min left",
        ),
        (
            log(&(chosen() + &read(5, "open-sea/last") + &read(7, "harbour/kinds") + &read(9, "harbour/links"))),
            3,
            "The short course  all 3 lessons read",
        ),
    ];
    for (log, at, expected) in cases {
        let mut desk = setup().size(120, 40).log(log).desk();
        let (row, text) = row_of(&mut desk);
        assert_eq!((row, text.trim_start_matches("▸ ")), (at, expected));
    }
}

#[test]
fn home_with_a_track() {
    for (columns, rows) in [(80, 24), (120, 40), (60, 20)] {
        let mut desk = setup().size(columns, rows).log(seen_tour() + &chosen() + &read(5, "harbour/links")).desk();
        insta::assert_snapshot!(format!("home_track_{columns}x{rows}"), desk.screen());
    }
}

#[test]
fn next_and_previous_follow_it() {
    let mut desk = setup().log(seen_tour()).desk();
    desk.press("j enter");
    assert_eq!(desk.log(), "kind:set,name:track,value:short\nkind:opened,lesson:harbour/links\n");
    assert!(desk.row(0).starts_with(" The short course › Follow a link"), "{}", desk.row(0));
    assert!(desk.row(0).contains("1 of 3"), "{}", desk.row(0));
    desk.press("[");
    assert_eq!(desk.toast(), " This is the first lesson of \"The short course\".");
    desk.press("]");
    assert!(desk.row(0).contains("The last page") && desk.row(0).contains("2 of 3"), "{}", desk.row(0));
    desk.press("]");
    assert!(desk.row(0).contains("Answer every kind") && desk.row(0).contains("3 of 3"), "{}", desk.row(0));
    desk.press("]");
    assert_eq!(desk.toast(), " This is the last lesson of \"The short course\".");
    desk.press("[");
    assert!(desk.row(0).contains("2 of 3"), "{}", desk.row(0));
    // Who goes there by another way is on no track.
    desk.press("q ctrl-p text:links enter");
    assert!(desk.row(0).starts_with(" In the harbour › Follow a link"), "{}", desk.row(0));
    desk.press("]");
    assert!(desk.row(0).contains("Answer every kind"), "{}", desk.row(0));
}

#[test]
fn the_page_and_its_tree_along_a_track() {
    for (columns, rows) in [(80, 24), (120, 40)] {
        let mut desk = setup().size(columns, rows).opening(along()).desk();
        insta::assert_snapshot!(format!("track_{columns}x{rows}"), desk.press("]").screen());
    }
}

#[test]
fn questions_lead_on_along_it() {
    let mut desk = setup().log(seen_tour() + &read(5, "harbour/links")).opening(along()).desk();
    assert!(desk.row(0).contains("2 of 3"), "the first that is not read: {}", desk.row(0));
    desk.press("z");
    while !desk.text().contains("Next lesson") {
        desk.press("> enter");
        assert!(desk.written.len() < 60, "{}", desk.text());
    }
    assert!(desk.text().contains("Next lesson: Answer every kind"), "{}", desk.text());
    desk.press("enter");
    assert!(desk.row(0).contains("3 of 3"), "{}", desk.row(0));
}

#[test]
fn it_is_remembered() {
    let mut desk = setup().opening(along()).desk();
    desk.press("G q q");
    let mut again = setup().after(&desk).desk();
    assert_eq!(row_of(&mut again).0, 2, "the first row: {}", again.text());
    again.press("enter");
    assert!(again.row(0).contains("2 of 3"), "{}", again.row(0));
    assert!(!again.kinds().contains(&"set"), "it was chosen before: {}", again.log());
}

#[test]
fn progress_shows_it() {
    let mut desk = setup().log(seen_tour() + &read(5, "harbour/links")).desk();
    desk.press("p");
    insta::assert_snapshot!("progress_track_80x24", desk.screen());
    desk.press("j j enter");
    assert!(desk.row(0).contains("2 of 3"), "{}", desk.row(0));
}

#[test]
fn a_track_that_is_gone_or_empty_is_no_row() {
    let set = line(50, r#""kind":"set","name":"track","value":"gone""#);
    let mut desk = setup().log(seen_tour() + &set).desk();
    assert_eq!(row_of(&mut desk).0, 3, "the course's own is offered: {}", desk.text());
    let planned =
        COURSE.replace("  \"harbour/links\",\n", "").replace("  \"open-sea/last\",\n  \"harbour/kinds\",\n", "");
    let mut empty = Setup::altered(&[("lessons/course.toml", planned.as_str())]).desk();
    assert!(!empty.text().contains("The short course"), "{}", empty.text());
}

#[test]
fn the_stock_course_has_one_at_every_size() {
    for (columns, rows) in [(60, 20), (80, 24), (120, 40)] {
        let mut desk = Setup::stock().size(columns, rows).desk();
        let (_, row) = row_of(&mut desk);
        assert!(row.contains(" lessons, ") && row.contains(" h"), "{row}");
        assert_eq!(desk.parsed(), [0, 0, 0, 0], "the table of contents has titles and minutes");
        desk.press("j enter");
        assert!(desk.row(0).contains("1 of "), "{}", desk.row(0));
    }
}
