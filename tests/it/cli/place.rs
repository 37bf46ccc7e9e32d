//! `seaworthy place`: the test of a chapter, in plain text; what is placed, for programs.

use snapbox::{assert_data_eq, str};

use super::talk;
use crate::shell::Shell;

#[test]
fn one_lesson_is_proven_and_one_is_to_be_read() {
    let shell = Shell::new();
    let lines = ["1", "skip", "undo", "skip", "go", "skip", "undo", "stop", "back", "quit"];
    assert_data_eq!(talk(&shell, &["--plain", "place", "harbour", "--seed", "1"], &lines), str![[r#""#]]);
}

#[test]
fn a_test_that_was_left_goes_on() {
    let shell = Shell::new();
    talk(&shell, &["--plain", "place", "harbour", "--seed", "1"], &["skip", "quit"]);
    assert_data_eq!(talk(&shell, &["--plain"], &["2", "undo", "back", "quit"]), str![[r#""#]]);
}

#[test]
fn what_is_placed_for_programs() {
    let shell = Shell::new();
    let placed = r#"{"id":"00000000000000000000000000000001","t":1763683200000,"v":1,"kind":"placed","lesson":"harbour/rope","sitting":"00000000000000000000000000000007"}"#;
    shell.write("data/progress.jsonl", format!("{placed}\n"));
    assert_data_eq!(shell.small(&["place", "harbour", "--json"]).transcript(), str![[r#""#]]);
    assert_data_eq!(shell.small(&["list", "harbour"]).transcript(), str![[r#""#]]);
    assert_data_eq!(shell.small(&["progress"]).transcript(), str![[r#""#]]);
}

#[test]
fn nothing_is_left_to_prove() {
    let shell = Shell::new();
    let placed = |id: u8, lesson: &str| {
        format!(
            r#"{{"id":"{id:032x}","t":1763683200000,"v":1,"kind":"placed","lesson":"harbour/{lesson}","sitting":"00000000000000000000000000000007"}}"#
        ) + "\n"
    };
    shell.write("data/progress.jsonl", placed(1, "rope") + &placed(2, "kinds"));
    assert_data_eq!(shell.small(&["--plain", "place"]).transcript(), str![[r#""#]]);
    assert_data_eq!(shell.small(&["--plain", "place", "nowhere"]).transcript(), str![[r#""#]]);
    assert_data_eq!(talk(&shell, &["--plain", "place", "harbour"], &["quit"]), str![[r#""#]]);
}
