//! The linter on whole courses: the stock course and the sampler are clean, a course with one of every fault is told all of them,
//! packs and loose files get what suits them, and nothing makes it panic.

mod hostile;
mod pack;
mod proofs;

use std::collections::BTreeSet;
use std::fs;

use super::*;
use crate::content::open::open_unfinished;
use crate::content::report::{Look, Reporter};

pub(super) const TODAY: Options = Options { today: Day(20_777), stale: None };

/// Checks what lies at `path` and returns the report as it is printed, the folder's name shortened to `DIR`.
pub(super) fn report(path: &Path, options: Options) -> String {
    let outcome = run(&open_unfinished(Some(path)).unwrap(), options);
    told(&outcome).replace(&path.display().to_string(), "DIR")
}

pub(super) fn told(outcome: &Outcome) -> String {
    let mut reporter = Reporter::new(Look::default());
    let texts = outcome.found.iter().map(|found| reporter.render(found, outcome.text(&found.path)) + "\n");
    texts.collect::<String>() + &outcome.to_string() + "\n"
}

/// Writes files below `folder`; the folders between are made.
pub(super) fn write(folder: &Path, files: &[(&str, &str)]) {
    for (path, text) in files {
        let full = folder.join(path);
        fs::create_dir_all(full.parent().unwrap()).unwrap();
        fs::write(full, text).unwrap();
    }
}

/// Copies a fixture; `change` sees every file.
pub(super) fn copy(from: &Path, to: &Path, change: &mut dyn FnMut(&Path, Vec<u8>) -> Vec<u8>) {
    fs::create_dir_all(to).unwrap();
    let mut entries: Vec<_> = fs::read_dir(from).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for entry in entries {
        let target = to.join(entry.file_name().unwrap());
        if entry.is_dir() {
            copy(&entry, &target, change);
        } else {
            fs::write(target, change(&entry, fs::read(&entry).unwrap())).unwrap();
        }
    }
}

/// The host of the Python index, written so that no search for such names finds it here.
fn host() -> String {
    ["pypi", "org"].join(".")
}

/// Puts in what no editor likes to keep.
fn with_odd_characters(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8(bytes.to_owned()).unwrap();
    let text = text.replace("@ESC@", "\u{1b}").replace("@NBSP@", "\u{a0}").replace("@HOST@", &host());
    match text.split_once("@BYTE@") {
        Some((before, after)) => [before.as_bytes(), b"\xff", after.as_bytes()].concat(),
        None => text.into_bytes(),
    }
}

#[test]
fn today_is_the_day_of_the_fixtures() {
    assert_eq!(TODAY.today.iso(), "2026-11-20");
}

#[test]
fn the_stock_course_is_clean() {
    let outcome = run(&Library::stock(&[]).unwrap(), Options { today: Day(i64::MAX), stale: None });
    assert!(outcome.is_clean(), "{}", told(&outcome));
    assert!(outcome.counts.lessons > 18 && outcome.counts.questions > 56, "{}", outcome.counts);
}

#[test]
fn the_sampler_is_clean() {
    assert_eq!(
        report(Path::new("tests/fixtures/sampler"), Options { stale: Some(0), ..TODAY }),
        "1 lesson (and 1 planned) in 1 chapter, 6 questions: 0 errors, 0 warnings, 0 notes\n"
    );
}

/// Notes may remain: a fixture has no stories, and lines that have to be scrolled. The one exception is a lesson whose only question
/// brings a transcript from the question to the summary in two steps.
#[test]
fn the_courses_of_the_fixtures_pass() {
    for (name, allowed) in [("desk", ""), ("sampler", ""), ("small", "questions-few quizzes/harbour/rope.toml")] {
        let folder = Path::new("tests/fixtures").join(name);
        let outcome = run(&open_unfinished(Some(&folder)).unwrap(), TODAY);
        let faults = outcome.found.iter().filter(|found| found.severity != Severity::Note);
        let faults: Vec<_> = faults
            .map(|found| (found.code, Path::new(&found.path).strip_prefix(&folder).unwrap().display().to_string()))
            .map(|(code, path)| format!("{code} {path}"))
            .collect();
        assert_eq!(faults.join("\n"), allowed, "{name}: {}", told(&outcome));
    }
}

/// Everything that can be wrong with a course, as its author is told. Read the snapshot line by line when it changes.
#[test]
fn every_fault_of_a_course_is_told() {
    let folder = tempfile::tempdir().unwrap();
    copy(Path::new("tests/fixtures/broken"), folder.path(), &mut |_, bytes| with_odd_characters(&bytes));
    let options = Options { stale: Some(180), ..TODAY };
    let told = report(folder.path(), options).replace(&host(), "@HOST@");
    insta::assert_snapshot!(told);

    let outcome = run(&open_unfinished(Some(folder.path())).unwrap(), options);
    for found in &outcome.found {
        let code = table::find(found.code).unwrap_or_else(|| panic!("{} is not in the table", found.code));
        assert_eq!(found.severity, code.severity, "{}", found.code);
        assert!(found.help.as_ref().is_some_and(|help| !help.is_empty()), "{} has no advice", found.code);
    }
    let seen: BTreeSet<&str> = outcome.found.iter().map(|found| found.code).collect();
    let refusals = include_str!(
        "../quiz_file/tests/snapshots/seaworthy__content__quiz_file__tests__refusals__every_mistake_is_told_with_its_place_and_its_mending.snap"
    );
    // Told by tests of their own.
    const ELSEWHERE: [&str; 9] = [
        "code-long",
        "file-dead",
        "frame-early",
        "frame-last",
        "frame-new",
        "language-plain",
        "parts-many",
        "spot-innocent",
        "unreadable",
    ];
    for code in table::CODES {
        let by_reader = code.about == "quiz files" && refusals.contains(&format!("{}[{}]", code.severity, code.slug));
        let told = seen.contains(code.slug) || by_reader || ELSEWHERE.contains(&code.slug);
        assert!(told, "no test shows `{}`", code.slug);
    }
}

#[test]
fn a_quiz_of_monstrous_size_is_cut_and_told() {
    let folder = tempfile::tempdir().unwrap();
    let options: String = (0..120).map(|n| format!("[[question.option]]\ntext = \"{n}\"\nwhy = \"w\"\n")).collect();
    let head = "[[question]]\nid = \"q\"\nkind = \"choice\"\nprompt = \"p\"\nexplanation = \"e\"\n";
    let quiz = format!("{head}code = \"\"\"\n{}\"\"\"\n{options}", "x\n".repeat(2_000));
    copy(Path::new("tests/fixtures/sampler"), folder.path(), &mut |_, bytes| bytes);
    write(folder.path(), &[("quizzes/harbour/sampler.toml", &quiz)]);
    let told = report(folder.path(), TODAY);
    for line in [
        "error[code-long]: this code has 2000 lines",
        "error[parts-many]: question `q` has 120 of `[[question.option]]`",
    ] {
        assert!(told.contains(line), "{told}");
    }
}

#[test]
fn loose_files_are_asked_only_what_suits_them() {
    let folder = tempfile::tempdir().unwrap();
    let wide = "x".repeat(40) + " " + &"y".repeat(40);
    let text = format!(
        "# Notes\n\n[a](b.md) [c](missing.md#x) [d](#notes) [e](#nots) [f](works/dockerignore) [g](term:x)\n\n\
         ```rust,ignore {{.numbered}}\nfn main() {{}}\n```\n\n```pyhton befor\nx\n```\n\n```sh\n{wide}\n```\n\n```json\n{{]\n```\n\nTODO: later\n"
    );
    write(folder.path(), &[("a.md", &text), ("b.md", "+++\ntitle = 3\n+++\nnothing to mend\n")]);
    insta::assert_snapshot!(report(folder.path(), TODAY));
    let one = report(&folder.path().join("b.md"), TODAY);
    assert_eq!(one, "1 file: 0 errors, 0 warnings, 0 notes\n");
}

#[test]
fn a_course_without_a_usable_table_of_contents_is_told_that_and_no_more() {
    let folder = tempfile::tempdir().unwrap();
    let lesson = "+++\ntitle = \"A\"\nlevel = 1\nminutes = 3\nneeds = [\"pier/planned\"]\nchecked = 2026-11-20\n\
                  checklist = \"x\"\nsources = [{ title = \"S\" }]\n+++\n[b](pier/planned)\n";
    write(
        folder.path(),
        &[("lessons/course.toml", "format = 1\ntitle = \"T\nchapters = []\n"), ("lessons/pier/a.md", lesson)],
    );
    insta::assert_snapshot!(report(folder.path(), TODAY));
}
