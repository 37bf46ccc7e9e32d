//! Hostile and unlucky input for the real binary: courses that want to reach the terminal or leave their folder, files that are too
//! large or no files, disks that take nothing, input that is noise. Something sensible is said, and never a panic.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use snapbox::{assert_data_eq, str};

use crate::harness::{Desk, Setup};
use crate::shell::{Ran, Shell};

/// What a terminal would obey, raw and as Markdown's entities.
const RAW: &str = "\u{1b}[31m\u{1b}]52;c;QUJD\u{7}\u{9b}2J\u{202e}\u{0}&#27;[7m&#x9b;&rlm;";
/// The same in a TOML string.
const ESCAPED: &str = r"\u001b[31m\u001b]52;c;QUJD\u0007\u009b2J\u202e\u0000\u200f\u007f";

#[track_caller]
fn is_harmless(text: &str) {
    let hostile = |c: &char| {
        (c.is_control() && !matches!(c, '\n' | '\t'))
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let found = text.chars().position(|c| hostile(&c));
    assert!(
        found.is_none(),
        "a control character in {:?}",
        text.chars().skip(found.unwrap_or(0).saturating_sub(60)).take(90).collect::<String>()
    );
    assert!(!text.contains("panicked"), "{text}");
}

#[track_caller]
fn survived(ran: &Ran) {
    is_harmless(&ran.out);
    is_harmless(&ran.err);
    assert!((0..=2).contains(&ran.code), "exit code {}: {}", ran.code, ran.err);
}

/// A course of which every text is hostile.
fn evil() -> Shell {
    let question = |id: &str, kind: &str, rest: &str| {
        format!(
            "[[question]]\nid = \"{id}\"\nkind = \"{kind}\"\nsection = \"s\"\nprompt = \"Q {ESCAPED}\"\nexplanation = \"E {ESCAPED} &#27;\"\nhints = [\"H {ESCAPED}\"]\n{rest}\n"
        )
    };
    let part = |table: &str, fields: &str| format!("[[question.{table}]]\n{fields}\nwhy = \"W {ESCAPED}\"\n");
    let quiz = [
        question(
            "a",
            "choice",
            &[
                part("option", &format!("text = \"O {ESCAPED} &#27;\"\nright = true")),
                part("option", &format!("text = \"P {ESCAPED}\"")),
            ]
            .concat(),
        ),
        question(
            "b",
            "fill",
            &format!(
                "code = \"FROM {ESCAPED} {{{{x}}}}\"\n{}",
                part("blank", &format!("name = \"x\"\nanswer = \"A {ESCAPED}\""))
            ),
        ),
        question(
            "c",
            "spot",
            &format!(
                "code = \"# !mark m\\nFROM {ESCAPED}\\nRUN x\\n\"\notherwise = \"{ESCAPED}\"\n{}",
                part("spot", "mark = \"m\"")
            ),
        ),
        question(
            "d",
            "match",
            &[
                part("pair", &format!("left = \"L {ESCAPED}\"\nright = \"R {ESCAPED}\"")),
                part("pair", &format!("left = \"M {ESCAPED}\"\nright = \"S {ESCAPED}\"")),
            ]
            .concat(),
        ),
    ];
    let lesson = format!(
        "+++\ntitle = \"T {ESCAPED}\"\nlevel = 1\nminutes = 3\nchecklist = \"C {ESCAPED}\"\nsources = [{{ title = \"S {ESCAPED}\", url = \"https://x.example/{ESCAPED}\" }}]\n+++\nText {RAW}. [link {RAW}](https://x.example/&#27;[31m) ![picture {RAW}](x)\n\n## S {RAW}\n\n```dockerfile tab=\"{RAW}\" title=\"{RAW}\" before\nFROM {RAW}\n```\n\n| a {RAW} | b |\n|-|-|\n| {RAW} | 2 |\n\n<b>{RAW}</b>\n\nNote[^1] [w](term:w)\n\n[^1]: {RAW}\n"
    );
    Shell::new().files(&[
        ("evil/lessons/course.toml", &format!("format = 1\ntitle = \"Course {ESCAPED}\"\nversion = \"{ESCAPED}\"\nchapters = [\"c\"]\n")),
        ("evil/lessons/c/chapter.toml", &format!("title = \"Chapter {ESCAPED}\"\npromise = \"P {ESCAPED}\"\nlessons = [\"l\", \"p\"]\nplanned = [{{ id = \"p\", title = \"Planned {ESCAPED}\" }}]\n")),
        ("evil/lessons/c/chapter.md", RAW),
        ("evil/lessons/c/l.md", &lesson),
        ("evil/quizzes/c/l.toml", &quiz.concat()),
        ("evil/glossary.toml", &format!("[[term]]\nid = \"w\"\ntitle = \"Word {ESCAPED}\"\naliases = [\"{ESCAPED}\"]\ntext = \"Text {ESCAPED} &#27;[31m\"\n")),
    ])
}

#[test]
fn nothing_of_a_hostile_course_reaches_the_terminal() {
    let shell = evil();
    let runs: [&[&str]; 14] = [
        &["list"],
        &["list", "--json"],
        &["show", "l"],
        &["show", "c"],
        &["show", "l", "--plain"],
        &["glossary"],
        &["glossary", "w"],
        &["glossary", "nothing \u{1b}[31m"],
        &["checklist"],
        &["progress"],
        &["progress", "--json"],
        &["doctor"],
        &["show", "\u{1b}[31m"],
        &["content", "check", "evil"],
    ];
    for args in runs {
        let ran = shell.run(&[&["--course", "evil"], args].concat());
        survived(&ran);
        assert!(!ran.out.is_empty() || ran.code != 0, "{args:?}");
    }
    let session = "help\nread l\nquestions\n1\n\nx\n:hint\ny\n\n1\n\n1 2\n\n\u{1b}[31m\nback\nhome\nquiz c\nquit\n";
    let ran = shell.input(&["--course", "evil", "--plain", "--color", "always"], session);
    survived(&ran);
    assert!(ran.out.contains("W ␛[31m"), "{}", ran.out);
    // With colours the only escape sequences are our own.
    let ran = shell.run(&["--course", "evil", "--color", "always", "show", "l"]);
    is_harmless(&ran.out.replace("\u{1b}[", "").replace("\u{1b}]8;", ""));
    assert!(!ran.out.contains("\u{1b}[2J") && !ran.out.contains("\u{1b}]52"), "{:?}", ran.out);
}

#[test]
fn nothing_of_a_hostile_course_reaches_the_screen() {
    let shell = evil();
    let course = shell.path().join("evil");
    let mut walk = |mut desk: Desk, keys: &str| {
        for key in keys.split_whitespace() {
            desk.press(key);
            for line in desk.text().lines() {
                is_harmless(line);
            }
        }
    };
    walk(Setup::of(&course).desk(), "j j j enter ] i o esc tab tab enter esc ? esc ' esc ctrl-p text:t esc q p q");
    walk(Setup::of(&course).size(130, 40).at("c/l").desk(), "f / text:t enter n m y z esc q");
    walk(Setup::of(&course).quiz("c/l").desk(), "1 enter enter text:x enter enter > > > enter u ! text:x enter o q q");
}

#[test]
fn a_file_with_a_hostile_name_is_named_harmlessly() {
    let name = "n\u{1b}[31m\u{202e}.md";
    let shell = Shell::new().files(&[(&format!("notes/{name}"), "# Title\n"), ("notes/b.md", "text\n")]);
    let path = format!("notes/{name}");
    for args in [vec!["show", &path], vec!["learn", "notes"], vec!["learn", &path], vec!["--course", "notes", "list"]] {
        survived(&shell.run(&args));
    }
    let missing = format!("missing/{name}");
    for args in [
        vec!["show", missing.as_str()],
        vec!["--course", &missing, "list"],
        vec!["--pack", &missing, "list"],
        vec!["progress", "import", &missing],
    ] {
        let ran = shell.run(&args);
        survived(&ran);
        assert_eq!(ran.code, 2, "{args:?}: {}", ran.transcript());
    }
}

#[test]
fn long_and_broken_texts_are_shown() {
    let many: String = (0..100_000).map(|n| format!("line {n} of the text\n")).collect();
    let shell = Shell::new();
    shell.write("many.md", many.replace('\n', "\n\n"));
    shell.write("code.md", format!("```dockerfile\n{many}```\n"));
    shell.write("wide.md", "word ".repeat(2 << 20));
    shell.write("wide-code.md", format!("```bash\n{}\n```\n", "x".repeat(2 << 20)));
    shell.write("bytes.md", b"# bad \xff\xfe\x80 \x00 \xed\xa0\x80 text\n\n\xc3");
    shell.write("deep.md", format!("{}deep\n\n{}", "> ".repeat(5_000), "- ".repeat(5_000)));
    for (name, last) in
        [("many.md", "line 99999 of"), ("code.md", "line 99999 of"), ("wide.md", "word"), ("wide-code.md", "xxx")]
    {
        let ran = shell.run(&["show", &format!("./{name}")]);
        survived(&ran);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{name}");
        assert!(ran.out.contains(last), "{name}");
    }
    for name in ["bytes.md", "deep.md"] {
        for args in [vec!["show", name], vec!["show", "--plain", name], vec!["--plain", "learn", name]] {
            let ran = shell.run(&args);
            survived(&ran);
            assert_eq!(ran.code, 0, "{args:?}: {}", ran.err);
        }
    }
    let mut desk = Setup::of(&shell.path().join("many.md")).desk();
    desk.press("enter enter G");
    assert!(desk.text().contains("line 99999 of"), "{}", desk.text());
    let mut desk = Setup::of(&shell.path().join("wide-code.md")).desk();
    desk.press("enter enter l l l G g").resize(1, 1).resize(500, 200);
    is_harmless(&desk.text().replace('\n', ""));
}

#[test]
fn what_is_no_text_file_is_refused() {
    let shell = Shell::new().files(&[("folder/x", "")]);
    fs::File::create(shell.path().join("huge.md")).and_then(|file| file.set_len(33 << 20)).unwrap();
    assert_data_eq!(
        shell.run(&["show", "huge.md"]).transcript(),
        str![[r#"
! seaworthy: huge.md: 34603008 bytes; at most 33554432 are read: split it
exit code 2

"#]]
    );
    assert_data_eq!(
        shell.run(&["show", "folder"]).transcript(),
        str![[r#"
! seaworthy: there is no lesson `folder`; `seaworthy list` shows them all
exit code 2

"#]]
    );
    assert_data_eq!(
        shell.run(&["learn", "folder"]).transcript(),
        str![[r#"
! seaworthy: folder: neither a course (lessons/course.toml) nor a folder with Markdown files
exit code 2

"#]]
    );
    assert_data_eq!(
        shell.run(&["show", "./missing.md"]).transcript(),
        str![[r#"
! seaworthy: there is no file ./missing.md
exit code 2

"#]]
    );
    assert_data_eq!(
        shell.run(&["--course", "missing", "list"]).transcript(),
        str![[r#"
! seaworthy: missing: No such file or directory (os error 2); check that it exists and may be read
exit code 2

"#]]
    );
    assert_data_eq!(
        shell.run(&["--course", "/dev/zero", "show", "zero"]).transcript(),
        str![[r#"
! seaworthy: /dev/zero: not a regular file; check that it exists and may be read
exit code 2

"#]]
    );
    // Standard input that never ends.
    let ran = shell.sh("\"$0\" show - < /dev/zero");
    assert_data_eq!(
        ran.transcript(),
        str![[r#"
! seaworthy: standard input: more than 33554432 bytes; split it
exit code 2

"#]]
    );
}

#[cfg(unix)]
#[test]
fn a_pack_cannot_reach_out_of_its_folder() {
    let shell = Shell::new().files(&[
        ("secret.md", "the secret\n"),
        ("pack/lessons/works/inside.md", "+++\ntitle = \"Inside\"\nlevel = 1\nminutes = 3\n+++\n```text file=../../../secret.md\n```\n\n```text file=/etc/hostname\n```\n\n```text file=frame/link\n```\n\n[up](../../secret)\n"),
        ("pack/lessons/works/frame/keep", ""),
    ]);
    let link =
        |from: &str| std::os::unix::fs::symlink(shell.path().join("secret.md"), shell.path().join(from)).unwrap();
    link("pack/lessons/works/linked.md");
    link("pack/lessons/works/frame/link");
    link("pack/glossary.toml");
    fs::create_dir_all(shell.path().join("pack/quizzes/works")).unwrap();
    link("pack/quizzes/works/dockerignore.toml");
    let run = |args: &[&str]| {
        let ran = shell.run(&[&["--pack", "pack"], args].concat());
        survived(&ran);
        assert!(!ran.out.contains("the secret") && !ran.err.contains("the secret"), "{}", ran.transcript());
        ran
    };
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

up

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
 4. Chapter Something that works: 0 of 21 lessons read
 5. Chapter Less to attack, nothing to leak: 30 lessons planned, none written yet
 6. Chapter Build, test and publish without hands: 19 lessons planned, none written yet
 7. Chapter Find out what went wrong: 12 lessons planned, none written yet
 8. Chapter Behave well while running: 21 lessons planned, none written yet
 9. Chapter The same input gives the same image: 15 lessons planned, none written yet
10. Chapter Shorten the wait: 17 lessons planned, none written yet
11. Chapter Ship less: 16 lessons planned, none written yet
12. Chapter Servers, workers and platforms: 17 lessons planned, none written yet
13. Chapter Environments from conda packages: 15 lessons planned, none written yet
14. Chapter pip, uv, Poetry, Pipenv: 23 lessons planned, none written yet

Type a number, read NAME, help, or quit. An empty line takes 1.
Warning: pack/quizzes/works/dockerignore.toml: leads out of pack; a course may only hold files below its own folder
home> 

"#]]
    );
    for name in [
        "../secret",
        "works/../../secret",
        "/etc/passwd",
        "..",
        ".",
        "",
        "works/",
        "/",
        "works//dockerignore",
        "works/dockerignore#x",
    ] {
        let ran = run(&["show", name]);
        assert_eq!(ran.code, 2, "{name}: {}", ran.transcript());
    }
}

#[test]
fn a_broken_table_of_contents_is_named_with_its_place() {
    let broken = |files: &[(&str, &str)], args: &[&str]| {
        let shell = Shell::new().files(files);
        let ran = shell.run(&[&["--course", "c"], args].concat());
        survived(&ran);
        ran.transcript()
    };
    let course = ("c/lessons/course.toml", "format = 1\ntitle = \"T\"\nchapters = [\"a\"]\n");
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
    assert_data_eq!(
        broken(&[course], &["list"]),
        str![[r#"
a (a): 0 of 0 read
! seaworthy: c/lessons/course.toml:1:1: chapter `a` has no lessons/a/chapter.toml; write the file, or take the chapter out of `chapters`

"#]]
    );
    assert_data_eq!(
        broken(&[course, ("c/lessons/a/chapter.toml", "title = \"A\"\n")], &["list"]),
        str![[r#"
A (a): 0 of 0 read

"#]]
    );
    assert_data_eq!(
        broken(
            &[course, ("c/lessons/a/chapter.toml", "title = \"A\"\nlessons = [\"b/../c\", \"x\", \"x\"]\n")],
            &["list"]
        ),
        str![[r#"
A (a): 0 of 1 read
  new      x                                  x
! seaworthy: c/lessons/a/chapter.toml:2:12: `b/../c` may hold only lower-case letters, digits and inner hyphens; write the file's name without the chapter and without .md
! seaworthy: c/lessons/a/chapter.toml:2:27: lesson `x` stands here twice; remove one of the two

"#]]
    );
    assert_data_eq!(
        broken(&[course, ("c/lessons/a/chapter.toml", "title = 3\n")], &["--plain"]),
        str![[r#"

T

 1. Progress
 2. Chapter a: 0 lessons planned, none written yet

Type a number, read NAME, help, or quit. An empty line takes 1.
home> 
! seaworthy: c/lessons/a/chapter.toml:1:9: invalid type: integer `3`, expected a string; docs/authoring.md lists the fields of every file

"#]]
    );
    assert_data_eq!(
        broken(&[course, ("c/lessons/a/chapter.toml/x", "")], &["list"]),
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
  new      sound                              Sound
  new      open                               open
  new      field                              Field
  new      bare                               bare
  new      folder                             folder
  new      missing                            missing

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
        [("open", "open.md:1:1: "), ("field", "field.md:3:1: unknown field `levl`"), ("bare", "bare.md:1:1: ")]
    {
        let shown = run(&["show", lesson]);
        assert!(shown.contains(wrong) && shown.contains("ext."), "{shown}");
        assert!(!shown.contains("exit code"), "{shown}");
    }
    assert_data_eq!(
        run(&["show", "folder"]),
        str![[r#"
"#]]
    );
    assert_data_eq!(
        run(&["show", "missing"]),
        str![[r#"
"#]]
    );
    assert_data_eq!(
        run(&["quiz", "sound", "--plain"]),
        str![[r#"
"#]]
    );
    let mut desk = Setup::of(&shell.path().join("c")).at("a/field").desk();
    assert!(desk.text().contains("field.md:3:1: unknown field `levl`"), "{}", desk.text());
    let mut desk = Setup::of(&shell.path().join("c")).at("a/sound").desk();
    desk.press("] ] ] ]");
    assert!(desk.text().contains("This page cannot be shown."), "{}", desk.text());
    desk.press("q");
    assert!(desk.text().starts_with(" seaworthy"), "{}", desk.text());
}

#[test]
fn a_log_of_rubbish_is_kept_and_counted() {
    let shell = Shell::new();
    let rubbish = b"{\"id\":\"00000000000000000000000000000001\",\"t\":1,\"v\":1,\"kind\":\"opened\",\"lesson\":\"works/dockerignore\"}\nnot an event\n\xff\xfe\x00\n{\"id\":\"00000000000000000000000000000002\",\"t\":2,\"v\":9,\"kind\":\"juggled\"}\n{\"id\":\"0000000000000000000000000000";
    shell.write("data/progress.jsonl", rubbish);
    assert!(shell.run(&["list", "works"]).out.contains("begun"), "the sound line counts");
    let doctor = shell.run(&["doctor"]);
    survived(&doctor);
    let lines: Vec<&str> = doctor.out.lines().skip_while(|line| !line.contains("progress ")).take(6).collect();
    assert_data_eq!(
        lines.join("\n"),
        str![[r#"
  progress   [ROOM]/data/progress.jsonl
             1 events, 0 repeated
             1 lines of a newer version; kept
             2 lines that are no events; kept
  settings   [ROOM]/data/settings.toml (not yet there; defaults are used)
  terminal   plain text: no terminal, or one that cannot draw, TERM=, colours on
"#]]
    );
    shell.input(&["--plain"], "quit\n");
    let kept = fs::read(shell.data().join("progress.jsonl")).unwrap();
    assert!(kept.starts_with(&rubbish[..rubbish.len() - 40]), "nothing of it is lost");
}

#[test]
fn a_data_folder_that_takes_nothing_is_told_and_nothing_else_stops() {
    let shell = Shell::new().files(&[("blocked", "a file where the folder should be")]);
    let course = crate::harness::fixture("small").display().to_string();
    let blocked =
        |input: &str| shell.input(&["--course", &course, "--data-dir", "blocked", "--plain", "learn", "rope"], input);
    let ran = blocked("questions\n1\nquit\n");
    survived(&ran);
    assert_eq!(ran.code, 1, "{}", ran.transcript());
    assert!(
        ran.out.contains("The boat was gone") && ran.out.contains("The wind decides"),
        "the lesson goes on: {}",
        ran.out
    );
    assert!(ran.out.contains("Warning: "), "{}", ran.out);
    assert_data_eq!(
        ran.err,
        str![[r#"
seaworthy: blocked/settings.toml: cannot read it: a file stands where a folder should be; make it readable, or choose another place with --data-dir DIR
seaworthy: blocked/progress.jsonl: cannot read it: a file stands where a folder should be; make it readable, or choose another place with --data-dir DIR
seaworthy: blocked: cannot make this folder: a file stands where a folder should be; choose another place with --data-dir DIR
4 events could not be written and are lost

"#]]
    );
    let full = format!("ulimit -f 0; \"$0\" --course '{course}' --plain learn rope 2>&1 | cat");
    fs::create_dir_all(shell.data()).unwrap();
    let ran = shell.sh(&full);
    survived(&ran);
    assert!(ran.out.contains("Warning: ") && ran.out.contains("could not be written and are lost"), "{}", ran.out);
    let ran = shell.sh(&format!("ulimit -f 0; \"$0\" --course '{course}' progress reset harbour --yes"));
    assert_eq!(ran.code, 2, "{}", ran.transcript());
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_an_error_and_a_closed_pipe_is_none() {
    let shell = Shell::new();
    let log: String = (0..20_000)
        .map(|n| format!("{{\"id\":\"{n:032x}\",\"t\":1,\"v\":1,\"kind\":\"opened\",\"lesson\":\"a/b\"}}\n"))
        .collect();
    shell.write("data/progress.jsonl", log);
    for command in [
        "list",
        "show works/dockerignore",
        "glossary",
        "progress export",
        "--plain",
        "quiz --plain",
        "man",
        "completions bash",
    ] {
        let ran = shell.sh(&format!("\"$0\" {command} > /dev/full"));
        assert_eq!(ran.code, 2, "{command}: {}", ran.transcript());
        assert!(ran.err.contains("No space left") || ran.err.contains("disk is full"), "{command}: {}", ran.err);
        let ran = shell.sh(&format!("{{ \"$0\" {command}; echo \"code $?\" >&2; }} | head -n 1"));
        assert_eq!(ran.err, "code 0\n", "{command}: {}", ran.transcript());
    }
}

#[test]
fn noise_on_standard_input_is_no_command() {
    let shell = Shell::new();
    let mut noise: Vec<u8> = (0..200_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    noise.extend(b"\n\x00\x1b[A\n\xff\xfe\n99999999999999999999\n-1\n:\n: \nread\nread \x1b[31m\nquiz ../x\n");
    for args in [vec!["--plain"], vec!["quiz", "rope", "--plain"], vec!["quiz", "kinds", "--plain", "--seed", "1"]] {
        let ran = shell.small_input(&args, &noise);
        survived(&ran);
        assert_eq!(ran.code, 0, "{}", ran.err);
    }
    let mut line = vec![b'x'; 10 << 20];
    line.extend(b"\nquit\n");
    assert_eq!(shell.small_input(&["--plain"], line).code, 0);
    // Nothing at all to read from, and nobody to write errors to.
    for redirection in ["<&-", "< /dev/null", "<&- 2>&-"] {
        assert_eq!(shell.sh(&format!("\"$0\" --plain {redirection}")).code, 0, "{redirection}");
    }
    assert!(Path::new("/").is_dir() && shell.command(&["list"]).stdout(Stdio::null()).status().unwrap().success());
}
