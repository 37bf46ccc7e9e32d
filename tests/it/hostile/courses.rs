//! Tables of contents, lessons and quizzes that are broken.

use snapbox::{assert_data_eq, str};

use super::{fifo, survived};
use crate::harness::Setup;
use crate::shell::Shell;

/// Returns what is said about a course of these files.
fn broken(files: &[(&str, &str)], args: &[&str]) -> String {
    let shell = Shell::new().files(files);
    let ran = shell.run(&[&["--course", "c"], args].concat());
    survived(&ran);
    ran.transcript()
}

const COURSE: (&str, &str) = ("c/lessons/course.toml", "format = 1\ntitle = \"T\"\nchapters = [\"a\"]\n");

#[test]
fn a_broken_table_of_contents_is_named_with_its_place() {
    assert_data_eq!(
        broken(&[("c/lessons/course.toml", "format = 1\ntitle = \"T\nchapters = []\n")], &["list"]),
        str![[r#"
! seaworthy: c/lessons/course.toml:2:11: invalid basic string, expected `"`; docs/authoring.md lists the fields of every file
exit code 2

"#]]
    );
    assert_data_eq!(
        broken(&[("c/lessons/course.toml", "format = 1\nchapter = [\"a\"]\n")], &["list"]),
        str![[r#"
! seaworthy: c/lessons/course.toml:1:1: the course lists no chapters; name the folders below lessons/ in `chapters`
exit code 2

"#]]
    );
    assert_data_eq!(
        broken(&[("c/lessons/course.toml", "")], &["list"]),
        str![[r#"
! seaworthy: c/lessons/course.toml:1:1: missing field `format`; docs/authoring.md lists the fields of every file
exit code 2

"#]]
    );
    assert_data_eq!(
        broken(&[("c/lessons/course.toml", "format = 1\nchapters = []\n")], &[]),
        str![[r#"
! seaworthy: c/lessons/course.toml:1:1: the course lists no chapters; name the folders below lessons/ in `chapters`
exit code 2

"#]]
    );
    assert_data_eq!(
        broken(&[("c/lessons/course.toml", "format = 1\nchapters = [\"../a\"]\n")], &["list"]),
        str![[r#"
! seaworthy: c/lessons/course.toml:2:13: `../a` may hold only lower-case letters, digits and inner hyphens; write the name of the chapter's folder
exit code 2

"#]]
    );
}

#[test]
fn a_broken_chapter_file_is_named_with_its_place() {
    assert_data_eq!(
        broken(&[COURSE], &["list"]),
        str![[r#"
a (a): no lessons
! seaworthy: c/lessons/course.toml:1:1: chapter `a` has no lessons/a/chapter.toml; write the file, or take the chapter out of `chapters`

"#]]
    );
    assert_data_eq!(
        broken(&[COURSE, ("c/lessons/a/chapter.toml", "title = \"A\"\n")], &["list"]),
        str![[r#"
A (a): no lessons

"#]]
    );
    assert_data_eq!(
        broken(
            &[COURSE, ("c/lessons/a/chapter.toml", "title = \"A\"\nlessons = [\"b/../c\", \"x\", \"x\"]\n")],
            &["list"]
        ),
        str![[r#"
A (a): 0 of 1 read
  new      x  x
! seaworthy: c/lessons/a/chapter.toml:2:12: `b/../c` may hold only lower-case letters, digits and inner hyphens; write the file's name without the chapter and without .md
! seaworthy: c/lessons/a/chapter.toml:2:27: lesson `x` stands here twice; remove one of the two

"#]]
    );
    assert_data_eq!(
        broken(&[COURSE, ("c/lessons/a/chapter.toml", "title = 3\n")], &["--plain"]),
        str![[r#"

T

 1. Progress
 2. Check the Dockerfiles of this folder
 3. Chapter a: no lessons

Type a number, read NAME, help, or quit. An empty line takes 1.
home> 
! seaworthy: c/lessons/a/chapter.toml:1:9: invalid type: integer `3`, expected a string; docs/authoring.md lists the fields of every file

"#]]
    );
    assert_data_eq!(
        broken(&[COURSE, ("c/lessons/a/chapter.toml/x", "")], &["list"]),
        str![[r#"
! seaworthy: [ROOM]/c/lessons/a/chapter.toml: not a regular file; check that it exists and may be read
exit code 2

"#]]
    );
}

/// A course in which one lesson is sound and each of the others is broken in a way of its own.
fn half_broken() -> Shell {
    let sound = "+++\ntitle = \"Sound\"\nlevel = 1\nminutes = 3\nchecklist = \"It is sound.\"\n+++\nSound text.\n";
    Shell::new().files(&[
        ("c/lessons/course.toml", "format = 1\ntitle = \"T\"\nchapters = [\"a\"]\n"),
        ("c/lessons/a/chapter.toml", "title = \"A\"\npromise = \"P.\"\nlessons = [\"sound\", \"open\", \"field\", \"bare\", \"folder\", \"missing\"]\n"),
        ("c/lessons/a/sound.md", sound),
        ("c/lessons/a/open.md", "+++\ntitle = \"Open\"\nText.\n"),
        ("c/lessons/a/field.md", "+++\ntitle = \"Field\"\nlevl = 1\nminutes = 3\n+++\nField text.\n"),
        ("c/lessons/a/bare.md", "Bare text.\n"),
        ("c/lessons/a/folder.md/x", ""),
        ("c/quizzes/a/sound.toml", "[[question]]\nid = \"q\"\nkind = \"choise\"\nprompt = \"P\"\nexplanation = \"E\"\n"),
    ])
}

#[test]
fn one_broken_lesson_does_not_take_the_course_down() {
    let shell = half_broken();
    let run = |args: &[&str]| {
        let ran = shell.run(&[&["--course", "c"], args].concat());
        survived(&ran);
        ran.transcript()
    };
    assert_data_eq!(
        run(&["list"]),
        str![[r#"
A (a): 0 of 6 read
  new      sound    Sound
  new      open     open
  new      field    Field
  new      bare     bare
  new      folder   folder
  new      missing  missing

"#]]
    );
    assert_data_eq!(
        run(&["checklist"]),
        str![[r#"
# A

- [ ] It is sound. (a/sound)
! seaworthy: [ROOM]/c/lessons/a/folder.md: not a regular file; check that it exists and may be read
! seaworthy: lessons/a/missing.md is missing, and its chapter.toml lists it; write the file, or take the lesson out of `lessons`

"#]]
    );
    for (lesson, wrong) in
        [("open", "open.md:1:1: "), ("field", "field.md:2:1: missing field `level`"), ("bare", "bare.md:1:1: ")]
    {
        let shown = run(&["show", lesson]);
        assert!(shown.contains(wrong) && shown.contains("ext."), "{shown}");
        assert!(!shown.contains("exit code"), "{shown}");
    }
    assert_data_eq!(
        run(&["show", "folder"]),
        str![[r#"
! seaworthy: [ROOM]/c/lessons/a/folder.md: not a regular file; check that it exists and may be read
exit code 2

"#]]
    );
    assert_data_eq!(
        run(&["show", "missing"]),
        str![[r#"
! seaworthy: lessons/a/missing.md is missing, and its chapter.toml lists it; write the file, or take the lesson out of `lessons`
exit code 2

"#]]
    );
    assert_data_eq!(
        run(&["quiz", "sound", "--plain"]),
        str![[r#"

T

 1. Begin: A
 2. Quiz: ten questions
 3. Progress
 4. Check the Dockerfiles of this folder
 5. Chapter A: 0 of 6 read

Type a number, read NAME, help, or quit. An empty line takes 1.
Warning: quizzes/a/sound.toml:3:8: `choise` is not a kind of question; did you mean `choice`? The kinds are choice, multi, fill, order, spot, match
home> 

"#]]
    );
    let mut desk = Setup::of(&shell.path().join("c")).at("a/field").desk();
    assert!(desk.text().contains("field.md:2:1: missing field `level`"), "{}", desk.text());
    let mut desk = Setup::of(&shell.path().join("c")).at("a/sound").desk();
    desk.press("] ] ] ]");
    assert!(desk.text().contains("This page cannot be shown: "), "{}", desk.text());
    desk.press("q");
    assert!(desk.text().starts_with(" seaworthy"), "{}", desk.text());
}

#[test]
fn a_pipe_in_the_place_of_a_file_is_not_waited_for() {
    let course = [
        ("c/lessons/course.toml", "format = 1\ntitle = \"T\"\nchapters = [\"a\"]\n"),
        ("c/lessons/a/chapter.toml", "title = \"A\"\nlessons = [\"x\"]\n"),
        ("c/lessons/a/x.md", "+++\ntitle = \"X\"\nlevel = 1\nminutes = 3\n+++\nText.\n"),
    ];
    let piped = ["course.toml", "a/chapter.toml", "a/chapter.md", "a/x.md"].map(|file| format!("c/lessons/{file}"));
    for path in piped.into_iter().chain(["c/quizzes/a/x.toml", "c/glossary.toml"].map(str::to_owned)) {
        let shell = Shell::new().files(&course);
        fifo(&shell, &path);
        for args in ["list", "show x", "quiz x --plain", "glossary", "checklist", "content check", "doctor"] {
            let ran = shell.sh(&format!("\"$0\" --course c {args}"));
            survived(&ran);
        }
        let check = shell.sh("\"$0\" content check c");
        assert!(check.code > 0 && check.transcript().contains(&path), "{path}: {}", check.transcript());
    }
}
