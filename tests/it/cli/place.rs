//! `seaworthy place`: the test of a chapter, in plain text; what is placed, for programs.

use snapbox::{assert_data_eq, str};

use super::talk;
use crate::shell::Shell;

#[test]
fn a_lesson_that_was_not_proven_is_to_be_read() {
    let shell = Shell::new();
    // One of two lessons has too few questions to be proven by.
    let lines = [":skip", "undo", ":skip", "back", "quit"];
    assert_data_eq!(
        talk(&shell, &["--plain", "place", "harbour", "--seed", "1"], &lines),
        str![[r#"

Question 1, lesson 1 of 1. :skip says that you do not know.

Complete the tag.

Code, dockerfile, with 2 blanks:
    FROM [blank: name]:3.14-[blank: rest]
End of code.
texts, separated by |> :skip

Nothing placed this time.
A new test asks other questions first.

To be read:
- One question of every kind (harbour/kinds)

An empty line opens "Tie the boat before you step off"; back leaves, undo takes
the last answer back.
quiz> undo

Question 1, lesson 1 of 1. :skip says that you do not know.

Complete the tag.

Code, dockerfile, with 2 blanks:
    FROM [blank: name]:3.14-[blank: rest]
End of code.
Taken back: answer again.
texts, separated by |> :skip

Nothing placed this time.
A new test asks other questions first.

To be read:
- One question of every kind (harbour/kinds)

An empty line opens "Tie the boat before you step off"; back leaves, undo takes
the last answer back.
quiz> back

A small course

 1. Begin: In the harbour
 2. Quiz: ten questions
 3. Progress
 4. Check the Dockerfiles of this folder
 5. Chapter In the harbour: 0 of 2 read, 1 planned
 6. Chapter At anchor: 1 planned, none written yet

Type a number, read NAME, help, or quit. An empty line takes 1.
home> quit

"#]]
    );
}

#[test]
fn a_test_that_was_left_goes_on() {
    let shell = Shell::new();
    let begin = ["--plain", "place", "works", "--seed", "1"];
    let home = |lines: &[&str]| {
        let typed = lines.iter().map(|line| format!("{line}\n")).collect::<String>();
        shell.input(&["--plain"], typed).transcript()
    };
    shell.input(&begin, ":quit\n");
    assert!(!home(&["quit"]).contains("Resume"), "left before its first answer it leaves nothing");
    shell.input(&begin, ":skip\n:quit\n");
    let resumed = home(&["3", ":back", "quit"]);
    for line in
        [" 3. Resume the test of", "Question 2, lesson 2 of", "Kept: home resumes this test, with what you proved."]
    {
        assert!(resumed.contains(line), "no \"{line}\" in\n{resumed}");
    }
}

#[test]
fn what_is_placed_for_programs() {
    let shell = Shell::new();
    let placed = r#"{"id":"00000000000000000000000000000001","t":1763683200000,"v":1,"kind":"placed","lesson":"harbour/rope","sitting":"00000000000000000000000000000007"}"#;
    shell.write("data/progress.jsonl", format!("{placed}\n"));
    assert_data_eq!(
        shell.small(&["place", "harbour", "--json"]).transcript(),
        str![[r#"
{
  "chapters": [
    {
      "id": "harbour",
      "lessons": [
        {
          "id": "harbour/rope",
          "placed_at": 1763683200000,
          "state": "placed",
          "title": "Tie the boat before you step off"
        },
        {
          "id": "harbour/kinds",
          "placed_at": null,
          "state": "new",
          "title": "One question of every kind"
        }
      ],
      "next": "harbour/kinds",
      "placed": 1,
      "read": 0,
      "title": "In the harbour",
      "written": 2
    }
  ]
}

"#]]
    );
    assert_data_eq!(
        shell.small(&["list", "harbour"]).transcript(),
        str![[r#"
In the harbour (harbour): 0 of 2 read, 1 placed, 1 planned
  placed   rope     Tie the boat before you step off
  new      kinds    One question of every kind
  planned  fenders  Hang out the fenders

"#]]
    );
    assert_data_eq!(
        shell.small(&["progress"]).transcript(),
        str![[r#"
In the harbour  0 of 2 read, 1 placed, 1 planned
At anchor       1 planned, none written yet

0 of 2 lessons read, 1 placed

"#]]
    );
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
    assert_data_eq!(
        shell.small(&["--plain", "place"]).transcript(),
        str![[r#"
Nothing to test: every lesson is read or placed.

"#]]
    );
    assert_data_eq!(
        shell.small(&["--plain", "place", "nowhere"]).transcript(),
        str![[r#"
! seaworthy: there is no chapter `nowhere`; `seaworthy list` shows them all
exit code 2

"#]]
    );
    assert_data_eq!(
        talk(&shell, &["--plain", "place", "harbour"], &["quit"]),
        str![[r#"

A small course

 1. Begin: In the harbour
 2. Quiz: ten questions
 3. Progress
 4. Check the Dockerfiles of this folder
 5. Chapter In the harbour: 0 of 2 read, 2 placed, 1 planned
 6. Chapter At anchor: 1 planned, none written yet

Type a number, read NAME, help, or quit. An empty line takes 1.
Nothing to test in "In the harbour": what is written is read or placed.
home> quit

"#]]
    );
}
