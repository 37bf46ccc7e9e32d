//! `seaworthy session check`: everything that is wrong in session files, each with its place.

use super::{report, size};
use crate::cli::setup::Setup;
use crate::cli::{Failure, Outcome, out};
use crate::content::session::{self, Script};
use crate::diagnostic::{Diagnostic, Severity};
use crate::team::Agenda;

/// Checks sessions and prints what was found.
pub fn run(setup: &Setup, names: &[String]) -> Result<Outcome, Failure> {
    let mut sound = true;
    for name in names {
        let script = session::find(name)?;
        let (agenda, found) = examine(setup, &script)?;
        for fault in report(setup, &script, &found) {
            // The report made harmless what it shows; its colours are our own.
            out::print_styled(&format!("{fault}\n"))?;
        }
        sound &= agenda.is_some();
        out::print(&verdict(&script, agenda.as_ref(), &found))?;
    }
    Ok(if sound { Outcome::Fine } else { Outcome::Found })
}

/// Reads a session against the course with its pack.
fn examine(setup: &Setup, script: &Script) -> Result<(Option<Agenda>, Vec<Diagnostic>), Failure> {
    Ok(script.agenda(&setup.library_with(script.pack()?)?))
}

fn verdict(script: &Script, agenda: Option<&Agenda>, found: &[Diagnostic]) -> String {
    let count = |severity| found.iter().filter(|fault| fault.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let plural = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
    let counts = format!("{}, {}", plural(errors, "error"), plural(warnings, "warning"));
    match agenda {
        Some(agenda) => format!("{}: {counts}; {}\n", script.label, size(agenda)),
        None => format!("{}: {counts}\n", script.label),
    }
}
