//! Lessons begun, filled and refused.

use std::fs;
use std::path::Path;

use super::*;
use crate::content::check::{self, Options, Outcome};
use crate::content::open::open_unfinished;
use crate::diagnostic::Severity;

const TODAY: Day = Day(20_777);

/// A course of one chapter with a planned lesson.
fn course() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let full = folder.path().join(path);
        fs::create_dir_all(full.parent().unwrap()).unwrap();
        fs::write(full, text).unwrap();
    };
    write("lessons/course.toml", "format = 1\ntitle = \"T\"\nversion = \"1\"\nchapters = [\"pier\"]\n");
    let table = "# why this order\ntitle = \"Pier\"\npromise = \"P.\"\nlessons = [\n  \"moor\", # first\n]\nplanned = [\n  \
                 { id = \"moor\", title = \"Moor \\\"well\\\"\" },\n]\n";
    write("lessons/pier/chapter.toml", table);
    write("lessons/pier/chapter.md", "The page.\n");
    folder
}

fn checked(folder: &Path) -> Outcome {
    check::run(&open_unfinished(Some(folder)).unwrap(), Options { today: TODAY, stale: None })
}

#[test]
fn a_planned_lesson_is_begun_with_its_title() {
    let folder = course();
    let made = begin(folder.path(), "pier/moor", TODAY).unwrap();
    assert_eq!(made.id.as_str(), "pier/moor");
    let lesson = fs::read_to_string(&made.written[0]).unwrap();
    assert!(lesson.contains("title = 'Moor \"well\"'\n") && lesson.contains("checked = 2026-11-20\n"), "{lesson}");
    let table = fs::read_to_string(made.listed.unwrap()).unwrap();
    assert_eq!(
        table,
        "# why this order\ntitle = \"Pier\"\npromise = \"P.\"\nlessons = [\n  \"moor\", # first\n]\nplanned = []\n"
    );
}

#[test]
fn a_new_lesson_is_listed_last() {
    let folder = course();
    begin(folder.path(), "pier/cast-off", TODAY).unwrap();
    let table = fs::read_to_string(folder.path().join("lessons/pier/chapter.toml")).unwrap();
    assert!(table.contains("lessons = [\n  \"moor\", # first\n  \"cast-off\",\n]\n"), "{table}");
}

#[test]
fn a_skeleton_is_refused_for_its_todos_and_for_nothing_else() {
    let folder = course();
    begin(folder.path(), "pier/cast-off", TODAY).unwrap();
    let outcome = checked(folder.path());
    let codes: Vec<_> = outcome.found.iter().filter(|f| f.severity > Severity::Note).map(|f| f.code).collect();
    assert!(codes.len() > 30 && codes.iter().all(|code| *code == "todo-left"), "{codes:?}");
    let first = &outcome.found.iter().find(|found| found.code == "todo-left").unwrap();
    assert_eq!(first.message, "a TODO is left: what to do, as an order");
}

/// Fills a skeleton as an author would: each TODO is replaced by a text of its own.
fn fill(path: &Path) {
    let text = fs::read_to_string(path).unwrap();
    let mut number = 0;
    let mut filled = String::new();
    for line in text.lines() {
        let Some(at) = line.find("TODO") else {
            filled += &format!("{line}\n");
            continue;
        };
        number += 1;
        let rest = &line[at..];
        let end = rest.find('"').or_else(|| rest.find("{{")).unwrap_or(rest.len());
        let new = match line {
            line if line.starts_with("section") => "see-for-yourself".to_owned(),
            line if line.starts_with("id = ") => format!("question-{number}"),
            line if line.contains("rule=") => "base-latest".to_owned(),
            line if line.contains("the fault, at most") => "FROM python:latest".to_owned(),
            line if line.contains("the same, mended") => "FROM python:3.14-slim-trixie".to_owned(),
            line if line.starts_with("## ") && filled.contains("## ") => "See for yourself".to_owned(),
            _ => format!("text number {number} "),
        };
        filled += &format!("{}{new}{}\n", &line[..at], &rest[end..]);
    }
    fs::write(path, filled).unwrap();
}

#[test]
fn a_filled_skeleton_passes() {
    let folder = course();
    for id in ["pier/moor", "pier/cast-off"] {
        begin(folder.path(), id, TODAY).unwrap().written.iter().for_each(|path| fill(path));
    }
    let outcome = checked(folder.path());
    assert!(outcome.is_clean(), "{:#?}", outcome.found);
    assert_eq!((outcome.counts.lessons, outcome.counts.questions), (2, 6));
}

#[test]
fn a_pack_adds_to_a_stock_chapter_without_listing() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("lessons")).unwrap();
    let made = begin(folder.path(), "works/our-base", TODAY).unwrap();
    assert_eq!((made.written.len(), made.listed), (2, None));
    let error = begin(folder.path(), "wroks/our-base", TODAY).unwrap_err().to_string();
    assert!(error.ends_with("did you mean `works`?"), "{error}");
}

#[test]
fn what_is_in_the_way_is_said_and_stays() {
    let folder = course();
    let empty = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("quizzes/pier")).unwrap();
    fs::write(folder.path().join("quizzes/pier/kept.toml"), "mine").unwrap();
    fs::create_dir_all(folder.path().join("lessons/bad")).unwrap();
    fs::write(folder.path().join("lessons/bad/chapter.toml"), "lessons = [").unwrap();
    let cases = [
        (
            folder.path(),
            "moor",
            "`moor` is not of the form chapter/lesson; write chapter/lesson, for example works/dockerignore",
        ),
        (
            folder.path(),
            "pier/Moor",
            "`Moor` may hold only lower-case letters, digits and inner hyphens; write chapter/lesson, for example works/dockerignore",
        ),
        (
            folder.path(),
            "../pier/moor",
            "`..` may hold only lower-case letters, digits and inner hyphens; write chapter/lesson, for example works/dockerignore",
        ),
        (
            folder.path(),
            "pier/chapter",
            "`pier/chapter` is the page that opens a chapter, or the tour; choose another name",
        ),
        (folder.path(), "peir/moor", "there is no chapter `peir` in DIR; did you mean `pier`?"),
        (
            folder.path(),
            "elsewhere/moor",
            "there is no chapter `elsewhere` in DIR; write its chapter.toml and chapter.md first",
        ),
        (
            folder.path(),
            "pier/kept",
            "DIR/quizzes/pier/kept.toml: is there already and stays as it is; edit it, or choose another name",
        ),
        (
            empty.path(),
            "pier/moor",
            "DIR: there is no lessons/course.toml; go to the folder of the course, or name it with `--course DIR`",
        ),
    ];
    for (dir, id, expected) in cases {
        let error = begin(dir, id, TODAY).unwrap_err().to_string();
        assert_eq!(error.replace(&dir.display().to_string(), "DIR"), expected, "{id}");
    }
    let error = begin(folder.path(), "bad/moor", TODAY).unwrap_err().to_string();
    assert!(error.contains("this is not TOML") && error.ends_with("mend it, then begin the lesson"), "{error}");
    assert_eq!(fs::read_to_string(folder.path().join("quizzes/pier/kept.toml")).unwrap(), "mine");
    assert!(!folder.path().join("lessons/pier/kept.md").exists(), "nothing is written when something is in the way");
    assert!(!folder.path().join("lessons/bad/moor.md").exists());
}
