//! Home at the three sizes, and its ways on.

use crate::harness::{Desk, Setup, line, seen_tour};

/// A log of some weeks: a lesson read, another one begun, answers on many days.
pub fn busy() -> String {
    let day = 24 * 60;
    let answer = |n: i64, question: &str, right: bool| {
        let verdict = if right { "right" } else { "wrong" };
        line(
            n,
            &format!(
                r#""kind":"answered","question":"{question}","key":"0000000000000001","shown":[0,1],"chosen":{{"picks":[0]}},"verdict":"{verdict}","confidence":null,"seconds":9,"mode":"lesson","sitting":"{:032x}""#,
                7
            ),
        )
    };
    let mut log = line(40 * day, r#""kind":"opened","lesson":"tour/tour""#);
    log += &line(30 * day, r#""kind":"opened","lesson":"harbour/reading""#);
    log += &line(30 * day - 5, r#""kind":"finished","lesson":"harbour/reading","hash":"0000000000000001""#);
    for (days, answers) in [(29, 3), (28, 7), (20, 20), (9, 1), (2, 4), (1, 6), (0, 16)] {
        for n in 0..answers {
            let question = ["harbour/reading#one", "harbour/reading#two", "harbour/kinds#symptoms"][n as usize % 3];
            log += &answer(days * day + 60 - n, question, n % 4 != 2);
        }
    }
    log += &line(10, r#""kind":"opened","lesson":"harbour/links""#);
    log
}

#[test]
fn home_for_someone_who_saw_the_tour() {
    insta::assert_snapshot!("home_80x24", Desk::home(80, 24).screen());
    insta::assert_snapshot!("home_120x40", Desk::home(120, 40).screen());
    insta::assert_snapshot!("home_60x20", Desk::home(60, 20).screen());
}

#[test]
fn home_with_some_weeks_behind() {
    for (columns, rows) in [(80, 24), (120, 40), (60, 20)] {
        let mut desk = Setup::fixture().size(columns, rows).log(busy()).desk();
        insta::assert_snapshot!(format!("home_busy_{columns}x{rows}"), desk.screen());
    }
}

#[test]
fn the_very_first_start_shows_the_tour() {
    let mut desk = Setup::fixture().log("").desk();
    insta::assert_snapshot!("first_start_80x24", desk.screen());
    desk.press("q");
    assert!(desk.text().starts_with(" seaworthy"), "q on the tour goes home");
    assert!(desk.row(2).contains("Begin     In the harbour"), "it was all on the screen: {}", desk.row(2));
    desk.press("q");
    assert!(desk.left, "q on home leaves");
}

#[test]
fn a_tour_that_was_left_half_way_goes_on_until_it_was_read() {
    let mut desk = Setup::stock().log("").desk();
    desk.press("j j j");
    let at = desk.row(1);
    desk.press("q");
    insta::assert_snapshot!("home_half_a_tour_80x24", desk.screen());
    let mut small = Setup::stock().log("").size(60, 20).desk();
    insta::assert_snapshot!("home_half_a_tour_60x20", small.press("q").screen());
    desk.press("enter");
    assert_eq!(desk.row(1), at, "where it was left");
    desk.press("q");
    let mut again =
        Setup::stock().after(&desk).log(desk.written.iter().map(|e| e.to_line() + "\n").collect::<String>()).desk();
    assert!(again.row(2).contains("Continue  two minutes aboard"), "and on another day: {}", again.row(2));
    again.press("enter G q");
    assert!(again.row(2).contains("Begin     Something that works"), "{}{}", again.log(), again.text());
    assert_eq!(again.kinds(), ["opened", "left", "finished"]);
    // Who goes to the course without it is not led back.
    desk.press("G k k k k k k k k k k enter q");
    assert!(desk.row(2).contains("Something that works"), "{}{}", desk.log(), desk.text());
}

#[test]
fn a_start_of_someone_known_shows_home() {
    assert!(Setup::fixture().desk().text().starts_with(" seaworthy"));
}

/// What the first row says, for a log.
fn first_row(log: &str) -> String {
    Setup::fixture().size(60, 20).log(seen_tour() + log).desk().row(2)
}

#[test]
fn the_first_row_knows_where_to_go_on() {
    let opened = |n: i64, id: &str| line(n, &format!(r#""kind":"opened","lesson":"{id}""#));
    let finished =
        |n: i64, id: &str| line(n, &format!(r#""kind":"finished","lesson":"{id}","hash":"0000000000000001""#));
    let read = |n: i64, id: &str| opened(n, id) + &finished(n - 1, id);
    let cases = [
        (String::new(), "Begin     In the harbour"),
        (opened(0, "harbour/chapter"), "Continue  In the harbour"),
        (read(1, "harbour/chapter"), "Continue  Read a page from its top to its end"),
        (opened(0, "harbour/links"), "Continue  Follow a link"),
        (read(1, "harbour/links"), "Continue  Answer every kind of question"),
        (read(1, "open-sea/last"), "Continue  Read a page from its top to its end"),
        (opened(0, "gone/away"), "Begin     In the harbour"),
    ];
    for (log, expected) in cases {
        let row = first_row(&log);
        assert!(row.contains(expected), "{row:?} does not say {expected:?}");
    }
}

#[test]
fn what_a_quiz_draws_from_is_said() {
    let quiz_row = |log: String| Setup::fixture().log(log).desk().row(3);
    assert!(quiz_row(seen_tour()).contains("from everything"), "the tour has no questions");
    let read = seen_tour() + &line(0, r#""kind":"opened","lesson":"harbour/reading""#);
    assert!(quiz_row(read).contains("from what you have read"));
}

#[test]
fn half_a_sitting_can_be_resumed() {
    let mut desk = Setup::fixture().quiz("harbour/reading").desk();
    desk.press("1 enter q");
    insta::assert_snapshot!("home_resume_80x24", desk.screen());
    let mut again = Setup::fixture().after(&desk).desk();
    let row = again.text().lines().find(|row| row.contains("Resume")).unwrap().to_owned();
    again.press("j enter");
    let left = again.row(0).split_whitespace().rev().nth(1).unwrap().to_owned();
    assert!(row.contains(&format!(": {left} to go")), "{row} against {}", again.row(0));
}

#[test]
fn rows_are_walked_and_opened() {
    let rows = ["j enter", "j j enter", "j j j enter", "G enter", "z", "p", "/", "ctrl-p", "t", "?"];
    let titles = rows.map(|keys| {
        let mut desk = Setup::fixture().desk();
        desk.press(keys);
        let frame = desk.text().lines().find(|row| row.contains('┌')).map(str::trim).unwrap_or_default().to_owned();
        format!("{keys:10} {} {frame}", desk.row(0).trim())
    });
    insta::assert_snapshot!("home_ways", titles.join("\n"));
    let mut desk = Setup::fixture().desk();
    desk.press("G j pgdn space g k pgup b");
    assert!(desk.row(2).contains('▸'), "{}", desk.text());
}

#[test]
fn the_smallest_home_keeps_the_chosen_row_in_sight() {
    let mut desk = Desk::home(60, 15);
    for _ in 0..20 {
        desk.press("j");
        assert!(desk.text().contains('▸'), "{}", desk.text());
    }
    insta::assert_snapshot!("home_end_60x15", desk.screen());
}

#[test]
fn the_first_row_has_a_title_after_a_chapter_was_finished() {
    let mut desk = Setup::fixture().at("harbour/kinds").desk();
    for id in ["harbour/reading", "harbour/exhibits", "harbour/links"] {
        desk.press("[").press("G");
        assert!(desk.app.screens.len() == 2, "{id}");
    }
    desk.press("] ] ] G q");
    assert!(desk.row(2).contains("Continue  The last page"), "{}", desk.row(2));
}

#[test]
fn a_file_of_ones_own_has_a_home_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notes.md");
    std::fs::write(&path, "# Some notes\n\nA line.\n").unwrap();
    let mut desk = Setup::of(&path).log("").desk();
    insta::assert_snapshot!("home_loose_80x24", desk.screen());
    desk.press("enter");
    assert!(desk.text().contains("A line."), "{}", desk.text());
    desk.press("q G enter");
    assert!(desk.text().contains("A line."), "{}", desk.text());
    desk.press("z");
    assert!(desk.text().contains("A line."), "{}", desk.text());
}

#[test]
fn titles_of_chapters_are_whole_and_more_rows_are_seen_to_be_there() {
    for (columns, rows) in [(80, 24), (60, 20), (60, 15), (120, 40), (200, 60)] {
        let text = Desk::home(columns, rows).text();
        assert!(text.contains("Build, test and publish without hands"), "{columns}x{rows}:\n{text}");
        assert_eq!(text.contains('┃'), rows == 15, "{columns}x{rows}:\n{text}");
    }
}

#[test]
fn the_chosen_chapter_says_what_one_has_who_stops_there() {
    for (columns, rows) in [(80, 24), (120, 40)] {
        let mut desk = Desk::home(columns, rows);
        assert!(!desk.text().contains("If you stop here"));
        assert!(desk.press("G").text().contains("If you stop here"), "{}", desk.text());
    }
    insta::assert_snapshot!("home_200x60", Desk::home(200, 60).press("G").screen());
}
