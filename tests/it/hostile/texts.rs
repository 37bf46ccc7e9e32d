//! Control characters and escape sequences in every text of a course, and in the names of files.

use super::{is_harmless, survived};
use crate::harness::{Desk, Setup};
use crate::shell::Shell;

/// What a terminal would obey, raw and as Markdown's entities.
const RAW: &str = "\u{1b}[31m\u{1b}]52;c;QUJD\u{7}\u{9b}2J\u{202e}\u{0}&#27;[7m&#x9b;&rlm;";
/// The same in a TOML string.
const ESCAPED: &str = r"\u001b[31m\u001b]52;c;QUJD\u0007\u009b2J\u202e\u0000\u200f\u007f";

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
    let words = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("): W ␛[31m"), "{}", ran.out);
    // With colours the only escape sequences are our own.
    let ran = shell.run(&["--course", "evil", "--color", "always", "show", "l"]);
    is_harmless(&ran.out.replace("\u{1b}[", "").replace("\u{1b}]8;", ""));
    assert!(!ran.out.contains("\u{1b}[2J") && !ran.out.contains("\u{1b}]52"), "{:?}", ran.out);
}

#[test]
fn nothing_of_a_hostile_course_reaches_the_screen() {
    let shell = evil();
    let course = shell.path().join("evil");
    let walk = |mut desk: Desk, keys: &str| {
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
