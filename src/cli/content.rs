//! `seaworthy content check` and `content new`: the author's tools as text. Parses no arguments; today and the look of the
//! output are told.

use std::io::{self, Write};
use std::path::Path;

use crate::content::check::{self, Options, Outcome};
use crate::content::report::{Look, Reporter};
use crate::content::{Library, new, open};
use crate::time::Day;

/// What `content check` is told besides the path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckOptions {
    /// Today, and how old facts may be.
    pub check: Options,
    /// How the report looks.
    pub look: Look,
}

/// Checks the stock course, or the course, pack, folder or file at `path`; writes what was found, a line of what was measured and one of counts. Returns
/// whether nothing has to be mended. A file or folder inside a course is checked as a part of it, and only that part is reported on.
///
/// # Errors
/// The path cannot be opened at all (the message says why), or the output cannot be written.
pub fn check(path: Option<&Path>, options: CheckOptions, out: &mut dyn Write) -> io::Result<bool> {
    let part = path.and_then(open::part_of_course);
    let opened = part.as_ref().map(|part| part.course.as_path()).or(path);
    let library = open::open_unfinished(opened).map_err(io::Error::other)?;
    let outcome = check::run(&library, options.check);
    match part {
        Some(part) => write_outcome(&outcome.only(&part.path), options.look, out),
        None => write_outcome(&outcome, options.look, out),
    }
}

/// Checks a course that is open already; see [`check`].
///
/// # Errors
/// The output cannot be written.
pub fn check_library(library: &Library, options: CheckOptions, out: &mut dyn Write) -> io::Result<bool> {
    write_outcome(&check::run(library, options.check), options.look, out)
}

fn write_outcome(outcome: &Outcome, look: Look, out: &mut dyn Write) -> io::Result<bool> {
    let mut reporter = Reporter::new(look);
    for diagnostic in &outcome.found {
        writeln!(out, "{}", reporter.render(diagnostic, outcome.text(&diagnostic.path)))?;
    }
    if let Some(measures) = outcome.measures.filter(|measures| measures.longest.of > 0) {
        writeln!(out, "{measures}")?;
    }
    writeln!(out, "{outcome}")?;
    Ok(outcome.is_clean())
}

/// Begins a lesson: writes its text and its questions with TODOs to fill below the course at `dir`, lists it in its chapter, and
/// says what to do next.
///
/// # Errors
/// Nothing was written because of what the message says, or the output cannot be written.
pub fn new(dir: &Path, id: &str, today: Day, out: &mut dyn Write) -> io::Result<()> {
    let made = new::begin(dir, id, today).map_err(io::Error::other)?;
    for path in &made.written {
        writeln!(out, "wrote {}", path.display())?;
    }
    if let Some(path) = &made.listed {
        writeln!(out, "listed `{}` in {}", made.id.slug(), path.display())?;
    }
    writeln!(out, "\nNext: replace every TODO, then run `seaworthy content check {}`.", dir.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPTIONS: CheckOptions =
        CheckOptions { check: Options { today: Day(20_777), stale: None }, look: Look { colour: false, columns: 100 } };

    fn checked(path: &str) -> (io::Result<bool>, String) {
        let mut out = Vec::new();
        let clean = check(Some(Path::new(path)), OPTIONS, &mut out);
        (clean, String::from_utf8(out).unwrap())
    }

    #[test]
    fn a_clean_course_is_what_was_measured_and_counted() {
        let (clean, out) = checked("tests/fixtures/sampler");
        assert!(clean.unwrap());
        let measured =
            "right option longest in 1 of 1 choice question (100%), 0 telling words, 0 sentences of two lessons alike";
        let counted = "1 lesson (and 1 planned) in 1 chapter, 6 questions: 0 errors, 0 warnings, 0 notes";
        assert_eq!(out, format!("{measured}\n{counted}\n"));
    }

    #[test]
    fn faults_come_before_the_counts() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("notes.md");
        std::fs::write(&file, "[x](y.md)\n").unwrap();
        let (clean, out) = checked(&file.display().to_string());
        assert!(!clean.unwrap());
        assert!(out.starts_with("error[file-dead]: there is no file `y.md`\n --> "), "{out}");
        assert!(out.ends_with("\n\n1 file: 1 error, 0 warnings, 0 notes\n"), "{out}");
    }

    #[test]
    fn a_part_of_a_course_is_checked_as_such() {
        for part in ["lessons/harbour/sampler.md", "quizzes/harbour/sampler.toml"] {
            let (_, out) = checked(&format!("tests/fixtures/sampler/{part}"));
            assert_eq!(out, "1 file: 0 errors, 0 warnings, 0 notes\n");
        }
        let (_, out) = checked("tests/fixtures/broken/quizzes/pier/trip.toml");
        assert_eq!(
            out.matches(" --> ").count(),
            out.matches(" --> tests/fixtures/broken/quizzes/pier/trip.toml:").count()
        );
        assert!(out.ends_with("\n1 file: 5 errors, 1 warning, 0 notes\n"), "{out}");
        assert!(checked("lessons/works").0.unwrap(), "the stock course as it lies in its repository");
    }

    #[test]
    fn a_path_that_is_nothing_could_not_be_checked() {
        let error = checked("tests/fixtures/nowhere").0.unwrap_err().to_string();
        assert!(error.starts_with("tests/fixtures/nowhere: ") && error.ends_with("may be read"), "{error}");
        let error = checked("tests").0.unwrap_err().to_string();
        assert_eq!(error, "tests: neither a course (lessons/course.toml) nor a folder with Markdown files");
    }

    #[test]
    fn what_to_do_after_a_lesson_was_begun_is_said() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("lessons/pier")).unwrap();
        std::fs::write(folder.path().join("lessons/course.toml"), "format = 1\ntitle = \"T\"\n").unwrap();
        std::fs::write(folder.path().join("lessons/pier/chapter.toml"), "lessons = []\n").unwrap();
        let mut out = Vec::new();
        new(folder.path(), "pier/moor", OPTIONS.check.today, &mut out).unwrap();
        let told = String::from_utf8(out).unwrap().replace(&folder.path().display().to_string(), "DIR");
        let expected = "wrote DIR/lessons/pier/moor.md\nwrote DIR/quizzes/pier/moor.toml\n\
                        listed `moor` in DIR/lessons/pier/chapter.toml\n\n\
                        Next: replace every TODO, then run `seaworthy content check DIR`.\n";
        assert_eq!(told, expected);
        let error = new(folder.path(), "pier/moor", OPTIONS.check.today, &mut Vec::new()).unwrap_err().to_string();
        assert!(error.contains("is there already"), "{error}");
    }
}
