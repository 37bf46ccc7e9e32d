//! `seaworthy content check` and `seaworthy content new`.

use snapbox::{assert_data_eq, str};

use crate::harness::fixture;
use crate::shell::Shell;

/// A course of one chapter without lessons.
fn empty() -> Shell {
    Shell::new().files(&[
        ("c/lessons/course.toml", "format = 1\ntitle = \"T\"\nversion = \"1\"\nchapters = [\"pier\"]\n"),
        ("c/lessons/pier/chapter.toml", "title = \"Pier\"\npromise = \"You stand.\"\nlessons = [\n]\n"),
        ("c/lessons/pier/chapter.md", "Where one stands.\n"),
    ])
}

#[test]
fn a_sound_course() {
    let sampler = fixture("sampler").display().to_string();
    assert_data_eq!(
        Shell::new().run(&["content", "check", &sampler]).transcript(),
        str![[r#"
right option longest in 1 of 1 choice question (100%), 0 telling words, 0 sentences of two lessons alike
1 lesson (and 1 planned) in 1 chapter, 6 questions: 0 errors, 0 warnings, 0 notes

"#]]
    );
}

#[test]
fn a_fault_with_its_place_a_caret_and_the_fix() {
    let shell = Shell::new().files(&[("notes.md", "# Notes\n\nSee [the other](other.md).\n")]);
    assert_data_eq!(
        shell.run(&["content", "check", "notes.md"]).transcript(),
        str![[r#"
error[file-dead]: there is no file `other.md`
 --> notes.md:3:5
  |
3 | See [the other](other.md).
  |     ^^^^^^^^^^^^^^^^^^^^^
  |
  = help: a link is followed from the folder of the file it stands in

1 file: 1 error, 0 warnings, 0 notes
exit code 1

"#]]
    );
}

#[test]
fn what_cannot_be_checked() {
    let shell = Shell::new().files(&[("empty/x.txt", "")]);
    assert_data_eq!(
        shell.run(&["content", "check", "gone"]).transcript(),
        str![[r#"
! seaworthy: gone: No such file or directory (os error 2); check that it exists and may be read
exit code 2

"#]]
    );
    assert_data_eq!(
        shell.run(&["content", "check", "empty"]).transcript(),
        str![[r#"
! seaworthy: empty: neither a course (lessons/course.toml) nor a folder with Markdown files
exit code 2

"#]]
    );
    assert_data_eq!(
        shell.run(&["content", "check", "--stale", "long"]).transcript(),
        str![[r#"
! error: invalid value 'long' for '--stale <DAYS>': write a number of days, for example 180d
! 
! For more information, try '--help'.
exit code 2

"#]]
    );
}

#[test]
fn a_lesson_is_begun_and_refused_while_it_is_a_skeleton() {
    let shell = empty();
    assert_data_eq!(
        shell.run(&["content", "new", "--course", "c", "pier/moor"]).transcript(),
        str![[r#"
wrote c/lessons/pier/moor.md
wrote c/quizzes/pier/moor.toml
listed `moor` in c/lessons/pier/chapter.toml

Next: replace every TODO, then run `seaworthy content check c`.

"#]]
    );
    let ran = shell.run(&["content", "check", "c"]);
    assert_eq!(ran.code, 1);
    assert_data_eq!(
        ran.out.lines().rev().take(8).collect::<Vec<_>>().into_iter().rev().collect::<Vec<_>>().join("\n"),
        str![[r#"
  --> c/quizzes/pier/moor.toml:61:8
   |
61 | why = "TODO: what would happen"
   |        ^^^^
   |
   = help: write what it asks for

1 lesson in 1 chapter, 0 questions: 45 errors, 0 warnings, 1 note
"#]]
    );
    assert_data_eq!(
        shell.run(&["--course", "c", "list"]).transcript(),
        str![[r#"
Pier (pier): 0 of 1 read
  new      moor  TODO: what to do, as an order

"#]]
    );
}

#[test]
fn a_lesson_that_cannot_be_begun() {
    let shell = empty();
    assert_data_eq!(
        shell.run(&["content", "new", "pier/moor"]).transcript(),
        str![[r#"
! seaworthy: .: there is no lessons/course.toml; go to the folder of the course, or name it with `--course DIR`
exit code 2

"#]]
    );
    assert_data_eq!(
        shell.run(&["content", "new", "--course", "c", "Moor"]).transcript(),
        str![[r#"
! seaworthy: `Moor` is not of the form chapter/lesson; write chapter/lesson, for example works/dockerignore
exit code 2

"#]]
    );
    assert_data_eq!(
        shell.run(&["content", "new", "--course", "c", "quay/moor"]).transcript(),
        str![[r#"
! seaworthy: there is no chapter `quay` in c; write its chapter.toml and chapter.md first
exit code 2

"#]]
    );
    shell.run(&["content", "new", "--course", "c", "pier/moor"]);
    assert_data_eq!(
        shell.run(&["content", "new", "--course", "c", "pier/moor"]).transcript(),
        str![[r#"
! seaworthy: c/lessons/pier/moor.md: is there already and stays as it is; edit it, or choose another name
exit code 2

"#]]
    );
}
