//! `seaworthy list`.

use snapbox::{assert_data_eq, str};

use crate::shell::Shell;

#[test]
fn the_whole_course_in_order() {
    let shell = Shell::new();
    assert_data_eq!(
        shell.small(&["list"]).transcript(),
        str![[r#"
In the harbour (harbour): 0 of 2 read, 1 planned
  new      rope     Tie the boat before you step off
  new      kinds    One question of every kind
  planned  fenders  Hang out the fenders

At anchor (anchor): 1 planned, none written yet
  planned  chain    Count the chain

"#]]
    );
    assert_data_eq!(
        shell.small(&["list", "anchor"]).transcript(),
        str![[r#"
At anchor (anchor): 1 planned, none written yet
  planned  chain  Count the chain

"#]]
    );
}

#[test]
fn what_was_read_is_told_from_what_was_begun() {
    let shell = Shell::new();
    shell.small_input(&["--plain", "learn", "kinds"], "quit\n");
    let opened = r#"{"id":"00000000000000000000000000000001","t":1,"v":1,"kind":"opened","lesson":"harbour/rope"}"#;
    shell.write("data/progress.jsonl", format!("{}{opened}\n", shell.log()));
    assert_data_eq!(
        shell.small(&["list", "harbour"]).transcript(),
        str![[r#"
In the harbour (harbour): 1 of 2 read, 1 planned
  begun    rope     Tie the boat before you step off
  read     kinds    One question of every kind
  planned  fenders  Hang out the fenders

"#]]
    );
}

#[test]
fn for_programs() {
    assert_data_eq!(
        Shell::new().small(&["list", "--json", "harbour"]).transcript(),
        str![[r#"
{
  "chapters": [
    {
      "id": "harbour",
      "lessons": [
        {
          "id": "harbour/rope",
          "level": 1,
          "minutes": 3,
          "state": "new",
          "title": "Tie the boat before you step off"
        },
        {
          "id": "harbour/kinds",
          "level": 2,
          "minutes": 5,
          "state": "new",
          "title": "One question of every kind"
        },
        {
          "id": "harbour/fenders",
          "level": null,
          "minutes": null,
          "state": "planned",
          "title": "Hang out the fenders"
        }
      ],
      "promise": "If you stop here, the boat stays where it is.",
      "title": "In the harbour"
    }
  ],
  "title": "A small course",
  "version": "1"
}

"#]]
    );
}

#[test]
fn a_mistyped_chapter() {
    assert_data_eq!(
        Shell::new().small(&["list", "harbor"]).transcript(),
        str![[r#"
! seaworthy: there is no chapter `harbor`; did you mean `harbour`?
exit code 2

"#]]
    );
    assert_data_eq!(
        Shell::new().small(&["list", "zzz"]).transcript(),
        str![[r#"
! seaworthy: there is no chapter `zzz`; `seaworthy list` shows them all
exit code 2

"#]]
    );
}
