//! `seaworthy content check` and `content new`: the author's tools as text. Parses no arguments; today and the look of the
//! output are told.

use std::io::{self, Write};
use std::path::Path;

use crate::content::check::{self, Options};
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

/// Checks the stock course, or the course, pack, folder or file at `path`; writes what was found and one line of counts. Returns
/// whether nothing has to be mended.
///
/// # Errors
/// The path cannot be opened at all (the message says why), or the output cannot be written.
pub fn check(path: Option<&Path>, options: CheckOptions, out: &mut dyn Write) -> io::Result<bool> {
    let library = open::open_unfinished(path).map_err(io::Error::other)?;
    check_library(&library, options, out)
}

/// Checks a course that is open already; see [`check`].
///
/// # Errors
/// The output cannot be written.
pub fn check_library(library: &Library, options: CheckOptions, out: &mut dyn Write) -> io::Result<bool> {
    let outcome = check::run(library, options.check);
    let mut reporter = Reporter::new(options.look);
    for diagnostic in &outcome.found {
        writeln!(out, "{}", reporter.render(diagnostic, outcome.text(&diagnostic.path)))?;
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
