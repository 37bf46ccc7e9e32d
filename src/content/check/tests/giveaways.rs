//! The measure of right options that are the longest, in the course and in each chapter.

use super::*;

/// A quiz of so many choice questions, the first `longest` of which give the right option away.
fn quiz(of: usize, longest: usize) -> String {
    let question = |n: usize| {
        let (right, wrong) =
            if n < longest { ("a long right option", "short") } else { ("short", "a long wrong option") };
        format!(
            "[[question]]\nid = \"q{n}\"\nkind = \"choice\"\nprompt = \"P?\"\nexplanation = \"E.\"\n\
             [[question.option]]\ntext = \"{right}\"\nright = true\nwhy = \"w\"\n\
             [[question.option]]\ntext = \"{wrong}\"\nwhy = \"w\"\n"
        )
    };
    (0..of).map(question).collect()
}

/// Checks a course of two chapters with a quiz each, given as (questions, right options that are the longest).
fn checked(pier: (usize, usize), sea: (usize, usize)) -> (Vec<String>, String) {
    let folder = tempfile::tempdir().unwrap();
    let chapter = "title = \"T\"\npromise = \"P.\"\nlessons = [\"a\"]\n";
    let lesson = "+++\ntitle = \"A\"\nlevel = 1\nminutes = 3\nchecked = 2026-11-20\nchecklist = \"x\"\nsources = [{ title = \"S\" }]\n+++\nB.\n";
    let (pier, sea) = (quiz(pier.0, pier.1), quiz(sea.0, sea.1));
    write(
        folder.path(),
        &[
            ("lessons/course.toml", "format = 1\ntitle = \"T\"\nversion = \"1\"\nchapters = [\"pier\", \"sea\"]\n"),
            ("lessons/pier/chapter.toml", chapter),
            ("lessons/pier/a.md", lesson),
            ("lessons/sea/chapter.toml", chapter),
            ("lessons/sea/a.md", lesson),
            ("quizzes/pier/a.toml", &pier),
            ("quizzes/sea/a.toml", &sea),
        ],
    );
    let outcome = run(&open_unfinished(Some(folder.path())).unwrap(), TODAY);
    let found = outcome.found.iter().filter(|found| found.code == "right-longest");
    let place = |path: &str| Path::new(path).strip_prefix(folder.path()).unwrap().display().to_string();
    let told = found.map(|found| format!("{}: {}", place(&found.path), found.message)).collect();
    (told, outcome.measures.unwrap().to_string())
}

#[test]
fn the_course_and_each_chapter_are_judged() {
    let (told, measured) = checked((20, 8), (20, 8));
    assert_eq!(told, [""; 0], "40% is the most that is allowed");
    assert_eq!(
        measured,
        "right option longest in 16 of 40 choice questions (40%), 0 telling words, 0 sentences of two lessons alike"
    );
    let (told, _) = checked((12, 6), (40, 0));
    assert_eq!(
        told,
        [
            "lessons/pier/chapter.toml: in 6 of 12 choice questions of chapter `pier` (50%) the right option is the longest"
        ]
    );
    let (told, _) = checked((11, 11), (40, 9));
    assert_eq!(told, [""; 0], "eleven say nothing of a chapter, and 20 of 51 are not too many");
    let (told, _) = checked((11, 11), (9, 0));
    assert_eq!(told, ["lessons/course.toml: in 11 of 20 choice questions (55%) the right option is the longest"]);
}
