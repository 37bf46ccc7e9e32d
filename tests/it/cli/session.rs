//! `seaworthy session`: files written, checked and listed.

use snapbox::{assert_data_eq, str};

use super::talk;
use crate::shell::Shell;

const SOUND: &str = r#"title = "Our images"
cohort = "Payments"
[[item]]
lesson = "works/dockerignore"
[[item]]
quiz = "works/dockerignore"
count = 2
[[item]]
break = true
"#;

const BROKEN: &str = r#"title = "Our images"
pass = 120
[[item]]
lesson = "works/dockerignor"
[[item]]
id = "same"
break = true
[[item]]
id = "same"
lab = "works/dockerignore"
[[item]]
quiz = "works/dockerignore"
exercise = "Try it."
minutes = 0
"#;

#[test]
fn a_new_file_fits_and_is_sound() {
    let shell = Shell::new();
    assert_data_eq!(
        shell.run(&["session", "new", "--chapters", "works", "--minutes", "30", "--out", "team.toml"]).transcript(),
        str![[r#"
wrote team.toml: 4 items, 30 min, 2 questions

Next: change what you like, then `seaworthy session check team.toml` and `seaworthy session run team.toml`.

"#]]
    );
    assert_data_eq!(
        shell.run(&["session", "check", "team.toml"]).transcript(),
        str![[r#"
team.toml: 0 errors, 0 warnings; 4 items, 30 min, 2 questions

"#]]
    );
    assert_data_eq!(
        shell.run(&["session", "new", "--out", "team.toml"]).transcript(),
        str![[r#"
! seaworthy: team.toml: is there already and stays as it is; name another with `--out FILE`
exit code 2

"#]]
    );
    assert_data_eq!(
        std::fs::read_to_string(shell.path().join("team.toml")).unwrap(),
        str![[r##"
# A session of seaworthy: Something that works, 30 minutes.
# `seaworthy session check FILE` says whether it is sound, docs/sessions.md what may stand here.

title = "Something that works"
id = "team"                          # names results and logs; keep it once the session was held
# cohort = "Payments"                # who takes part
pass = 70                            # percent of right answers
order = "locked"                     # "locked": one item after the other; "free": in any order
skip = true                          # whether an item may be left out
# pack = "our-pack"                  # a folder beside this file with lessons of your own

# 30 minutes in all.

[[item]]
lesson = "works/iterate-in-order"
id = "iterate-in-order"
minutes = 6
# Improve the image in small, working steps

[[item]]
lesson = "works/reviewed-template"
id = "reviewed-template"
minutes = 9
# Start from a reviewed template, not a random snippet

[[item]]
quiz = [
  "works/iterate-in-order",
  "works/reviewed-template",
]
count = 2
id = "quiz-works"
title = "Questions"
minutes = 4

[[item]]
discussion = '''
Open the Dockerfile of your own service, or run `seaworthy check` in its folder.

- Which of today's practices does it follow already?
- Which one is missing and costs least to add?
- Who adds it, and by when?
'''
id = "what-we-change"
title = "What we change"
minutes = 11

"##]]
    );
}

#[test]
fn what_cannot_be_fitted_is_said() {
    let shell = Shell::new();
    assert_data_eq!(
        shell.run(&["session", "new", "--minutes", "2"]).transcript(),
        str![[r#"
! seaworthy: a session takes 5 to 480 minutes, not 2
exit code 2

"#]]
    );
    assert_data_eq!(
        shell.run(&["session", "new", "--track", "shrot"]).transcript(),
        str![[r#"
! seaworthy: there is no track `shrot`; did you mean `short`?
exit code 2

"#]]
    );
    assert_data_eq!(
        shell.run(&["session", "new", "--chapters", "works,secrity"]).transcript(),
        str![[r#"
! seaworthy: there is no chapter `secrity`; did you mean `security`?
exit code 2

"#]]
    );
    assert_data_eq!(
        shell.run(&["session", "new", "--out", "no/such/folder.toml"]).transcript(),
        str![[r#"
! seaworthy: no/such/folder.toml: No such file or directory (os error 2); check that the folder exists and may be written
exit code 2

"#]]
    );
}

#[test]
fn every_fault_has_its_place() {
    let shell = Shell::new().files(&[("sound.toml", SOUND), ("broken.toml", BROKEN)]);
    assert_data_eq!(
        shell.run(&["session", "check", "sound.toml", "broken.toml"]).transcript(),
        str![[r#"
sound.toml: 0 errors, 0 warnings; 3 items, 23 min, 2 questions
error[out-of-bounds]: `pass` cannot be 120
 --> broken.toml:2:8
  |
2 | pass = 120
  |        ^^^
  |
  = help: write the least share of right answers in percent, 0 to 100

error[lesson-unknown]: there is no lesson `works/dockerignor`
 --> broken.toml:4:10
  |
4 | lesson = "works/dockerignor"
  |          ^^^^^^^^^^^^^^^^^^^
  |
  = help: did you mean `works/dockerignore`?

error[id-twice]: the id `same` is that of item 2 already
 --> broken.toml:9:6
  |
9 | id = "same"
  |      ^^^^^^
  |
  = help: give each item a name of its own, or none

error[no-labs]: an item cannot be a lab in this version
  --> broken.toml:10:1
   |
10 | lab = "works/dockerignore"
   | ^^^
   |
   = help: there are no labs yet; write `exercise = "…"` with what is to be tried

error[two-kinds]: item 4 is both quiz and exercise; it has to be one of them
  --> broken.toml:13:1
   |
13 | exercise = "Try it."
   | ^^^^^^^^
   |
   = help: make two items of it

error[out-of-bounds]: `minutes` cannot be 0
  --> broken.toml:14:11
   |
14 | minutes = 0
   |           ^
   |
   = help: write how long the item takes, 1 to 480 minutes

broken.toml: 6 errors, 0 warnings
exit code 1

"#]]
    );
}

#[test]
fn packs_and_names_that_are_not_there() {
    let shell = Shell::new().files(&[("team.toml", "title = \"T\"\npack = \"ours\"\n[[item]]\nbreak = true\n")]);
    assert_data_eq!(
        shell.run(&["session", "check", "team.toml"]).transcript(),
        str![[r#"
! seaworthy: team.toml: the session's pack ours is no folder; name one that lies beside the file
exit code 2

"#]]
    );
    assert_data_eq!(
        shell.run(&["session", "check", "esentials"]).transcript(),
        str![[r#"
! seaworthy: there is no session `esentials`; did you mean `essentials`?
exit code 2

"#]]
    );
    assert_data_eq!(
        shell.run(&["session", "check", "nowhere.toml"]).transcript(),
        str![[r#"
! seaworthy: nowhere.toml: No such file or directory (os error 2); check that it exists and may be read
exit code 2

"#]]
    );
}

const SAIL: &str = r#"title = "Sail before dark"
[[item]]
lesson = "harbour/rope"
minutes = 9
[[item]]
quiz = "harbour/rope"
count = 1
title = "One question"
[[item]]
exercise = "Run `seaworthy check` in your own service."
title = "Look at ours"
"#;

/// Returns a text without the number of the participant, which is random, and the number.
fn without_number(text: &str) -> (String, String) {
    let number = text.split("Number ").nth(1).and_then(|rest| rest.split('…').next()).unwrap_or("no number");
    (text.replace(number, "[NUMBER]"), number.to_owned())
}

#[test]
fn the_plain_twin_takes_part() {
    let shell = Shell::new().files(&[("sail.toml", SAIL)]);
    assert_data_eq!(
        talk(
            &shell,
            &["learn", "--session", "sail.toml"],
            &["2", "1", "", "3", "skip 2", "3", "done", "done 9", "", "quit"]
        ),
        str![[r#"

Sail before dark: 0 of 3 done, 26 min in all

 1. lesson: Tie the boat before you step off, 9 min, next
 2. quiz: One question, 2 min, locked
 3. exercise: Look at ours, 15 min, locked

An empty line takes the next item. A number takes another; done NUMBER marks one
as done; skip NUMBER leaves one out; export NAME writes your result.
session> 2
This opens when what comes first is done or left out: Tie the boat before you step off
session> 1

# Tie the boat before you step off

The boat was gone in the morning. A cleat takes the rope; see the kinds
(harbour/kinds).

## What to do

Code, dockerfile, before:
    FROM python:latest
End of code.

Code, dockerfile, after:
    FROM python:3.14-slim-trixie
End of code.

Tip:
  Two ropes are better than one.

## Sources

- The harbour book, https://example.com/harbour

Facts checked on 2026-11-20.

End of the page. Type questions to be asked about it. An empty line goes back to
the agenda.
lesson> 

Sail before dark: 1 of 3 done, 26 min in all

 1. lesson: Tie the boat before you step off, 9 min, done
 2. quiz: One question, 2 min, next
 3. exercise: Look at ours, 15 min, locked

An empty line takes the next item. A number takes another; done NUMBER marks one
as done; skip NUMBER leaves one out; export NAME writes your result.
session> 3
This opens when what comes first is done or left out: One question
session> skip 2

Sail before dark: 1 of 3 done, 26 min in all

 1. lesson: Tie the boat before you step off, 9 min, done
 2. quiz: One question, 2 min, left out
 3. exercise: Look at ours, 15 min, next

An empty line takes the next item. A number takes another; done NUMBER marks one
as done; skip NUMBER leaves one out; export NAME writes your result.
session> 3

# Look at ours

Run seaworthy check in your own service.

End of the page. done marks it as done; an empty line goes back to the agenda.
lesson> done

Sail before dark: 2 of 3 done, 26 min in all

 1. lesson: Tie the boat before you step off, 9 min, done
 2. quiz: One question, 2 min, left out
 3. exercise: Look at ours, 15 min, done

All is done. A number takes another; done NUMBER marks one as done; skip NUMBER
leaves one out; export NAME writes your result.
session> done 9
Which one? done 3, for example.
session> 
All is done; export NAME writes your result.
session> quit

"#]]
    );
}

#[test]
fn the_plain_twin_writes_the_result_when_told_so() {
    let shell = Shell::new().files(&[("sail.toml", SAIL)]);
    talk(&shell, &["learn", "--session", "sail.toml"], &["1", "", "skip 2", "done 3", "quit"]);
    let talked = talk(&shell, &["learn", "--session", "sail.toml"], &["export Ann", "no", "export Ann", "yes", "quit"]);
    assert_data_eq!(
        without_number(&talked).0,
        str![[r#"

Sail before dark: 2 of 3 done, 26 min in all

 1. lesson: Tie the boat before you step off, 9 min, done
 2. quiz: One question, 2 min, left out
 3. exercise: Look at ours, 15 min, done

All is done. A number takes another; done NUMBER marks one as done; skip NUMBER
leaves one out; export NAME writes your result.
session> export Ann

sail-ann.result.json in this folder will hold:
- Name: Ann
- Session: Sail before dark (sail), pass mark 70%
- Number [NUMBER]…: random, the same at your next export
- Time of writing, and a checksum
- 3 items: title, kind, chapter, whether done (2 done, 1 left out), minutes (1
  in all)
- 0 questions you answered: first answer, whether right (0 right), how sure,
  seconds
Nothing else of what you did, and none of your files.

Write it? Type yes or no.
yes or no> no

Sail before dark: 2 of 3 done, 26 min in all

 1. lesson: Tie the boat before you step off, 9 min, done
 2. quiz: One question, 2 min, left out
 3. exercise: Look at ours, 15 min, done

All is done. A number takes another; done NUMBER marks one as done; skip NUMBER
leaves one out; export NAME writes your result.
Nothing was written.
session> export Ann

sail-ann.result.json in this folder will hold:
- Name: Ann
- Session: Sail before dark (sail), pass mark 70%
- Number [NUMBER]…: random, the same at your next export
- Time of writing, and a checksum
- 3 items: title, kind, chapter, whether done (2 done, 1 left out), minutes (1
  in all)
- 0 questions you answered: first answer, whether right (0 right), how sure,
  seconds
Nothing else of what you did, and none of your files.

Write it? Type yes or no.
yes or no> yes

Sail before dark: 2 of 3 done, 26 min in all

 1. lesson: Tie the boat before you step off, 9 min, done
 2. quiz: One question, 2 min, left out
 3. exercise: Look at ours, 15 min, done

All is done. A number takes another; done NUMBER marks one as done; skip NUMBER
leaves one out; export NAME writes your result.
Written: sail-ann.result.json. Hand it in as your team does.
session> quit

"#]]
    );
    assert!(shell.path().join("sail-ann.result.json").is_file());
}

#[test]
fn a_word_that_is_no_answer_writes_nothing_and_is_asked_again() {
    let shell = Shell::new().files(&[("sail.toml", SAIL)]);
    let talked =
        talk(&shell, &["learn", "--session", "sail.toml"], &["export Ann", "help", "", "y", "export", "y", "quit"]);
    assert_eq!(talked.matches("Type yes or no.\n").count(), 4, "{talked}");
    assert_eq!(talked.matches("- Name: Ann").count(), 2, "the name that was given is kept: {talked}");
    assert_eq!(talked.matches("Written: sail-ann.result.json").count(), 2, "{talked}");
}

#[test]
fn a_check_for_programs() {
    let shell = Shell::new().files(&[
        ("sound.toml", SOUND),
        ("broken.toml", "title = \"Ours\"\n[[item]]\nlesson = \"works/dockerignor\"\n"),
    ]);
    assert_data_eq!(
        shell.run(&["session", "check", "--json", "sound.toml", "broken.toml"]).transcript(),
        str![[r#"
{
  "findings": [
    {
      "code": "lesson-unknown",
      "column": 10,
      "endColumn": 29,
      "endLine": 3,
      "file": "broken.toml",
      "fix": "did you mean `works/dockerignore`?",
      "level": "error",
      "line": 3,
      "message": "there is no lesson `works/dockerignor`"
    }
  ],
  "format": "seaworthy-session-check",
  "sessions": [
    {
      "errors": 0,
      "file": "sound.toml",
      "id": "sound",
      "items": 3,
      "minutes": 23,
      "questions": 2,
      "sound": true,
      "title": "Our images",
      "warnings": 0
    },
    {
      "errors": 1,
      "file": "broken.toml",
      "id": null,
      "items": null,
      "minutes": null,
      "questions": null,
      "sound": false,
      "title": null,
      "warnings": 0
    }
  ],
  "version": 1
}
exit code 1

"#]]
    );
}

#[test]
fn a_result_is_shown_before_it_is_written() {
    let shell = Shell::new().files(&[("sail.toml", SAIL)]);
    let export = |args: &[&str], input: &str| {
        let ran = shell.small_input(&[&["session", "export", "sail.toml"], args].concat(), input);
        without_number(&ran.transcript())
    };
    let (asked, _) = export(&["--name", "Ann"], "no\n");
    assert_data_eq!(
        asked,
        str![[r#"
sail-ann.result.json will hold:

- Name: Ann
- Session: Sail before dark (sail), pass mark 70%
- Number [NUMBER]…: random, the same at your next export
- Time of writing, and a checksum
- 3 items: title, kind, chapter, whether done (0 done, 0 left out), minutes (0
  in all)
- 0 questions you answered: first answer, whether right (0 right), how sure,
  seconds
Nothing else of what you did, and none of your files.

  open        0 min  lesson      Tie the boat before you step off
  open        0 min  quiz        One question
  open        0 min  exercise    Look at ours

Write it? Type yes: 
Nothing was written.
exit code 1

"#]]
    );
    assert!(!shell.path().join("sail-ann.result.json").exists());
    let (written, number) = export(&["--name", "Ann", "--yes"], "");
    assert_data_eq!(
        written,
        str![[r#"
sail-ann.result.json will hold:

- Name: Ann
- Session: Sail before dark (sail), pass mark 70%
- Number [NUMBER]…: random, the same at your next export
- Time of writing, and a checksum
- 3 items: title, kind, chapter, whether done (0 done, 0 left out), minutes (0
  in all)
- 0 questions you answered: first answer, whether right (0 right), how sure,
  seconds
Nothing else of what you did, and none of your files.

  open        0 min  lesson      Tie the boat before you step off
  open        0 min  quiz        One question
  open        0 min  exercise    Look at ours

Written: sail-ann.result.json

"#]]
    );
    let (again, same) = export(&["--yes"], "");
    assert!(again.contains("Name: Ann") && number == same, "{again}");
    shell.write("other.json", "{}");
    let (taken, _) = export(&["--yes", "--out", "other.json"], "");
    assert!(taken.contains("other.json: is there already and stays as it is"), "{taken}");
    let text = std::fs::read_to_string(shell.path().join("sail-ann.result.json")).unwrap();
    let result: seaworthy::team::ResultFile = serde_json::from_str(&text).unwrap();
    assert!(result.is_sealed() && result.name == "Ann" && result.items.len() == 3 && result.answers.is_empty());
}
