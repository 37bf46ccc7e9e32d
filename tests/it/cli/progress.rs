//! `seaworthy progress` and what it does with the log: export, import, reset.

use snapbox::{assert_data_eq, str};

use super::talk;
use crate::shell::Shell;

/// A room in which one lesson was read and its question answered, once wrong and once right.
fn begun() -> Shell {
    let shell = Shell::new();
    let answers = ["2", "", "1", "", "quit"];
    let ran = shell.small_input(&["--plain", "quiz", "rope", "--seed", "1"], answers.join("\n"));
    assert_eq!(ran.code, 0, "{}", ran.transcript());
    shell
}

#[test]
fn nothing_yet() {
    assert_data_eq!(
        Shell::new().small(&["progress"]).transcript(),
        str![[r#"
In the harbour  0 of 2 read, 1 planned
At anchor       1 planned, none written yet

Nothing yet: the first lesson takes five minutes.

"#]]
    );
}

#[test]
fn a_beginning() {
    assert_data_eq!(
        begun().small(&["progress"]).transcript(),
        str![[r#"
In the harbour  0 of 2 read, 1 planned; mastery 50%, 1 answered
At anchor       1 planned, none written yet

0 of 2 lessons read; mastery 50%
2 answers, 50% right; active on 1 of the last 28 days
Nothing is due today, 1 question within a week
worth another look: harbour/rope#what-to-do (1 of 2 wrong, mended since)

"#]]
    );
}

#[test]
fn for_programs() {
    let ran = begun().small(&["progress", "--json"]);
    assert_data_eq!(
        ran.transcript(),
        str![[r#"
{
  "active": {
    "days": 1,
    "of": 28
  },
  "chapters": [
    {
      "answered": 1,
      "id": "harbour",
      "mastery": 0.5,
      "placed": 0,
      "planned": 1,
      "read": 0,
      "title": "In the harbour",
      "written": 2
    },
    {
      "answered": 0,
      "id": "anchor",
      "mastery": null,
      "placed": 0,
...
    ]
  },
  "placed": [],
  "practices": [
    {
      "again_and_again": false,
      "asked": 2,
      "lesson": "harbour/rope",
      "mastery": 1.0,
      "missed": 0,
      "question": "harbour/rope#first-rope",
      "section": "what-to-do",
      "title": "Tie the boat before you step off",
      "wrong": 1
    }
  ],
  "read": [],
  "streak": {
    "current": 1,
    "longest": 1
  },
  "totals": {
    "answers": 2,
    "days": 1,
    "lessons": 0,
    "mastery": 0.5,
    "missed": 0,
    "placed": 0,
    "questions": 1,
    "right": 1
  },
  "tracks": [],
  "weakest": [
    {
      "asked": 2,
      "missed": false,
      "question": "harbour/rope#first-rope",
      "wrong": 1
    }
  ]
}

"#]]
    );
}

#[test]
fn export_and_import_are_a_union() {
    let (shell, other) = (begun(), begun());
    assert_data_eq!(
        shell.small(&["progress", "export", "log.jsonl"]).transcript(),
        str![[r#"
3 lines written to log.jsonl

"#]]
    );
    assert_data_eq!(
        shell.small(&["progress", "export", "log.jsonl"]).transcript(),
        str![[r#"
! seaworthy: log.jsonl: exists already; choose another name
exit code 2

"#]]
    );
    let exported = std::fs::read_to_string(shell.path().join("log.jsonl")).unwrap();
    assert_eq!(exported, shell.log());
    assert_eq!(shell.small(&["progress", "export"]).out, exported);
    other.write("log.jsonl", &exported);
    assert_data_eq!(
        other.small(&["progress", "import", "log.jsonl"]).transcript(),
        str![[r#"
3 new events, 0 known

"#]]
    );
    assert_data_eq!(
        other.small(&["progress", "import", "log.jsonl"]).transcript(),
        str![[r#"
0 new events, 3 known

"#]]
    );
    assert_data_eq!(
        other.small_input(&["progress", "import", "-"], &exported).transcript(),
        str![[r#"
0 new events, 3 known

"#]]
    );
}

#[test]
fn what_cannot_be_imported() {
    let shell = Shell::new().files(&[("notes.txt", "no event\nnone either\n"), ("folder/x", "")]);
    assert_data_eq!(
        shell.small(&["progress", "import", "notes.txt"]).transcript(),
        str![[r#"
0 new events, 0 known; left out: 2 lines that hold no event
exit code 1

"#]]
    );
    assert_data_eq!(
        shell.small(&["progress", "import", "gone.jsonl"]).transcript(),
        str![[r#"
! seaworthy: gone.jsonl: No such file or directory (os error 2); check that it exists and may be read
exit code 2

"#]]
    );
    assert_data_eq!(
        shell.small(&["progress", "import", "folder"]).transcript(),
        str![[r#"
! seaworthy: folder: cannot read the events to import: Is a directory (os error 21); nothing was imported
exit code 2

"#]]
    );
    assert_eq!(shell.log(), "");
}

#[test]
fn a_reset_asks() {
    let shell = begun();
    let before = shell.log();
    assert_data_eq!(
        shell.small_input(&["progress", "reset", "harbour"], "no\n").transcript(),
        str![[r#"
Forget what you read and answered in "In the harbour"? Type yes: 
Nothing was changed.
exit code 1

"#]]
    );
    assert_eq!(shell.log(), before);
    assert_data_eq!(
        shell.small_input(&["progress", "reset", "harbour"], "yes\n").transcript(),
        str![[r#"
Forget what you read and answered in "In the harbour"? Type yes: 
Chapter harbour starts anew. The log still holds what was before.

"#]]
    );
    assert!(shell.log().starts_with(&before), "nothing is taken out of the log");
    assert_data_eq!(
        shell.small(&["progress"]).transcript(),
        str![[r#"
In the harbour  0 of 2 read, 1 planned
At anchor       1 planned, none written yet

Nothing yet: the first lesson takes five minutes.

"#]]
    );
}

#[test]
fn a_reset_that_need_not_ask_and_one_that_cannot() {
    let shell = begun();
    assert_data_eq!(
        shell.small(&["progress", "reset", "harbour", "--yes"]).transcript(),
        str![[r#"
Chapter harbour starts anew. The log still holds what was before.

"#]]
    );
    assert_eq!(shell.kinds().last().map(String::as_str), Some("reset"));
    assert_data_eq!(
        shell.small(&["progress", "reset", "harbor", "--yes"]).transcript(),
        str![[r#"
! seaworthy: there is no chapter `harbor`; did you mean `harbour`?
exit code 2

"#]]
    );
}

#[test]
fn the_plain_screen_says_the_same() {
    assert_data_eq!(
        talk(&begun(), &["--plain"], &["progress", "", "quit"]),
        str![[r#"

A small course

 1. Begin: In the harbour
 2. Review: nothing due; 1 tomorrow
 3. Quiz: ten questions
 4. Progress
 5. Check the Dockerfiles of this folder
 6. Chapter In the harbour: 0 of 2 read, 1 planned
 7. Chapter At anchor: 1 planned, none written yet

Type a number, read NAME, help, or quit. An empty line takes 1.
home> progress

Progress

0 of 2 lessons read; mastery 50%
2 answers, 50% right; active on 1 of the last 28 days
Nothing is due today, 1 question within a week

In the harbour: 0 of 2 read, 1 planned; mastery 50%, 1 answered
At anchor: 1 planned, none written yet

Worth another look; a number opens what explains it:
 1. Tie the boat before you step off (harbour/rope): 1 of 2 wrong, mended since

An empty line goes back.
progress> 

A small course

 1. Begin: In the harbour
 2. Review: nothing due; 1 tomorrow
 3. Quiz: ten questions
 4. Progress
 5. Check the Dockerfiles of this folder
 6. Chapter In the harbour: 0 of 2 read, 1 planned
 7. Chapter At anchor: 1 planned, none written yet

Type a number, read NAME, help, or quit. An empty line takes 1.
home> quit

"#]]
    );
}
