//! Paths and links that lead out of a pack or a course.

use std::fs;

use snapbox::{assert_data_eq, str};

use super::survived;
use crate::shell::{Ran, Shell};

/// A pack with links to a file beside it.
fn sly() -> Shell {
    let shell = Shell::new().files(&[
        ("secret.md", "the secret\n"),
        ("pack/lessons/works/inside.md", "+++\ntitle = \"Inside\"\nlevel = 1\nminutes = 3\n+++\n```text file=../../../secret.md\n```\n\n```text file=/etc/hostname\n```\n\n```text file=frame/link\n```\n\n[up](../../secret) [file](/etc/hostname) [web](file:///etc/hostname)\n"),
        ("pack/lessons/works/frame/keep", ""),
    ]);
    let link =
        |from: &str| std::os::unix::fs::symlink(shell.path().join("secret.md"), shell.path().join(from)).unwrap();
    link("pack/lessons/works/linked.md");
    link("pack/lessons/works/frame/link");
    link("pack/glossary.toml");
    fs::create_dir_all(shell.path().join("pack/quizzes/works")).unwrap();
    link("pack/quizzes/works/dockerignore.toml");
    shell
}

/// Runs with the sly pack; the secret must not be in what is said.
#[track_caller]
fn without_secret(shell: &Shell, args: &[&str], input: &str) -> Ran {
    let ran = shell.input(&[&["--pack", "pack"], args].concat(), input);
    survived(&ran);
    assert!(!ran.out.contains("the secret") && !ran.err.contains("the secret"), "{}", ran.transcript());
    ran
}

#[test]
fn a_pack_cannot_reach_out_of_its_folder() {
    let shell = sly();
    let run = |args: &[&str]| without_secret(&shell, args, "");
    assert_data_eq!(
        run(&["show", "inside", "--plain"]).transcript(),
        str![[r#"
# Inside

Code, ../../../secret.md:
    (no file ../../../secret.md)
End of code.

Code, /etc/hostname:
    (no file /etc/hostname)
End of code.

Code, frame/link:
    (pack/lessons/works/frame/link: leads out of pack; a course may only hold files below its own folder)
End of code.

up file web

"#]]
    );
    assert_data_eq!(
        run(&["show", "linked"]).transcript(),
        str![[r#"
! seaworthy: pack/lessons/works/linked.md: leads out of pack; a course may only hold files below its own folder
exit code 2

"#]]
    );
    assert_data_eq!(
        run(&["glossary", "image"]).transcript(),
        str![[r#"
! seaworthy: pack/glossary.toml: leads out of pack; a course may only hold files below its own folder
exit code 2

"#]]
    );
    assert!(run(&["list", "works"]).out.contains("Inside"), "one bad file does not take the pack down");
    assert_data_eq!(
        run(&["quiz", "dockerignore", "--plain"]).transcript(),
        str![[r#"

Seaworthy: Python images for production

 1. Begin: Two minutes aboard
 2. Quiz: ten questions
 3. Progress
 4. Check the Dockerfiles of this folder
 5. Chapter Something that works: 0 of 21 read
 6. Chapter Less to attack, nothing to leak: 0 of 10 read, 20 planned
 7. Chapter Build, test and publish without hands: 0 of 9 read, 10 planned
 8. Chapter Find out what went wrong: 0 of 4 read, 8 planned
 9. Chapter Behave well while running: 0 of 6 read, 15 planned
10. Chapter The same input gives the same image: 0 of 6 read, 9 planned
11. Chapter Shorten the wait: 0 of 4 read, 13 planned
12. Chapter Ship less: 0 of 7 read, 9 planned
13. Chapter Servers, workers and platforms: 0 of 3 read, 14 planned
14. Chapter Environments from conda packages: 0 of 3 read, 12 planned
15. Chapter pip, uv, Poetry, Pipenv: 0 of 6 read, 17 planned

Type a number, read NAME, help, or quit. An empty line takes 1.
Warning: pack/quizzes/works/dockerignore.toml: leads out of pack; a course may only hold files below its own folder
home> 

"#]]
    );
}

#[test]
fn no_name_reaches_out_of_a_pack() {
    let shell = sly();
    for name in
        ["../secret", "works/../../secret", "..", ".", "", "works/", "/", "works//dockerignore", "works/dockerignore#x"]
    {
        let ran = without_secret(&shell, &["show", name], "");
        assert_eq!(ran.code, 2, "{name}: {}", ran.transcript());
    }
    // In the tutor a name is a page of the course; only who starts the program names files.
    let asked = "read /etc/hostname\nread ../../secret.md\nread pack/lessons/works/linked.md\nquiz ../secret\nread linked\nquit\n";
    let ran = without_secret(&shell, &["--plain"], asked);
    assert_eq!(ran.out.matches("Warning: there is no lesson").count(), 4, "{}", ran.transcript());
    assert!(ran.out.contains("leads out of pack"), "{}", ran.transcript());
}

#[test]
fn a_course_cannot_reach_out_of_its_folder() {
    let shell = Shell::new().files(&[
        ("secret/lessons/a/chapter.toml", "title = \"the secret\"\nlessons = [\"x\"]\n"),
        ("secret/lessons/a/x.md", "+++\ntitle = \"the secret\"\nlevel = 1\nminutes = 3\n+++\nthe secret\n"),
        ("c/lessons/course.toml", "format = 1\ntitle = \"T\"\nchapters = [\"b\", \"a\"]\n"),
        ("c/quizzes/b/keep", ""),
        ("c/lessons/b/chapter.toml", "title = \"B\"\nlessons = [\"y\"]\n"),
    ]);
    let link = |to: &str, from: &str| {
        std::os::unix::fs::symlink(shell.path().join(to), shell.path().join(from)).unwrap();
    };
    link("secret/lessons/a/x.md", "c/lessons/b/y.md");
    link("secret/lessons/a/x.md", "c/quizzes/b/y.toml");
    link("secret/lessons/a/x.md", "c/glossary.toml");
    let run = |args: &[&str]| {
        let ran = shell.run(&[&["--course", "c"], args].concat());
        survived(&ran);
        assert!(!ran.transcript().contains("the secret"), "{args:?}: {}", ran.transcript());
        ran
    };
    for args in [&["list", "--json"] as &[&str], &["checklist"], &["--plain", "learn", "y"], &["--plain", "quiz", "y"]]
    {
        run(args);
    }
    assert_data_eq!(
        run(&["list"]).transcript(),
        str![[r#"
B (b): 0 of 1 read
  new      y  y

a (a): no lessons
! seaworthy: c/lessons/course.toml:1:1: chapter `a` has no lessons/a/chapter.toml; write the file, or take the chapter out of `chapters`

"#]]
    );
    assert_data_eq!(
        run(&["show", "y"]).transcript(),
        str![[r#"
! seaworthy: c/lessons/course.toml:1:1: chapter `a` has no lessons/a/chapter.toml; write the file, or take the chapter out of `chapters`
! seaworthy: c/lessons/b/y.md: leads out of c; a course may only hold files below its own folder
exit code 2

"#]]
    );
    assert_data_eq!(
        run(&["glossary"]).transcript(),
        str![[r#"
! seaworthy: c/lessons/course.toml:1:1: chapter `a` has no lessons/a/chapter.toml; write the file, or take the chapter out of `chapters`
! seaworthy: c/glossary.toml: leads out of c; a course may only hold files below its own folder
exit code 2

"#]]
    );
    let check = run(&["content", "check"]);
    assert!(check.code == 1 && check.out.contains("c/lessons/b/y.md"), "{}", check.transcript());
    // A table of contents that lies elsewhere is no part of the course.
    link("secret/lessons/a", "c/lessons/a");
    assert_data_eq!(
        run(&["list"]).transcript(),
        str![[r#"
! seaworthy: c/lessons/a/chapter.toml: leads out of c; a course may only hold files below its own folder
exit code 2

"#]]
    );
    fs::remove_file(shell.path().join("c/lessons/a")).unwrap();
    // A course that is a link itself is where its link leads.
    link("c", "linked");
    assert_eq!(shell.run(&["--course", "linked", "list", "b"]).out, run(&["list", "b"]).out);
}
