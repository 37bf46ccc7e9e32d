//! `seaworthy session check`: everything that is wrong in session files, each with its place.

use serde_json::{Value, json};

use super::{report, size};
use crate::cli::columns::count;
use crate::cli::setup::Setup;
use crate::cli::{Failure, Outcome, out};
use crate::content::session::{self, Script};
use crate::diagnostic::{Diagnostic, LineIndex, Severity};
use crate::team::Agenda;

/// A session that was read against the course with its pack.
struct Checked {
    script: Script,
    agenda: Option<Agenda>,
    found: Vec<Diagnostic>,
}

/// Checks sessions and prints what was found.
pub fn run(setup: &Setup, names: &[String], as_json: bool) -> Result<Outcome, Failure> {
    let mut all = Vec::new();
    for name in names {
        let checked = examine(setup, session::find(name)?)?;
        if as_json {
            all.push(checked);
            continue;
        }
        for fault in report(setup, &checked.script, &checked.found) {
            // The report made harmless what it shows; its colours are our own.
            out::print_styled(&format!("{fault}\n"))?;
        }
        out::print(&verdict(&checked))?;
        all.push(checked);
    }
    if as_json {
        out::print_json(&format!("{:#}\n", document(&all)))?;
    }
    let sound = all.iter().all(|checked| checked.agenda.is_some());
    Ok(if sound { Outcome::Fine } else { Outcome::Found })
}

fn examine(setup: &Setup, script: Script) -> Result<Checked, Failure> {
    let (agenda, found) = script.agenda(&setup.library_with(script.pack()?)?);
    Ok(Checked { script, agenda, found })
}

impl Checked {
    fn count(&self, severity: Severity) -> usize {
        self.found.iter().filter(|fault| fault.severity == severity).count()
    }
}

fn verdict(checked: &Checked) -> String {
    let (errors, warnings) = (checked.count(Severity::Error), checked.count(Severity::Warning));
    let counts = format!("{}, {}", count(errors, "error"), count(warnings, "warning"));
    match &checked.agenda {
        Some(agenda) => format!("{}: {counts}; {}\n", checked.script.label, size(agenda)),
        None => format!("{}: {counts}\n", checked.script.label),
    }
}

/// Findings have the fields of `check --format json`; what is counted stands apart. Add to it, never change it.
fn document(all: &[Checked]) -> Value {
    let findings = all.iter().flat_map(|checked| checked.found.iter().map(|fault| finding(checked, fault)));
    json!({
        "format": "seaworthy-session-check", "version": 1,
        "sessions": all.iter().map(session).collect::<Vec<_>>(), "findings": findings.collect::<Vec<_>>(),
    })
}

fn session(checked: &Checked) -> Value {
    let agenda = checked.agenda.as_ref();
    json!({
        "file": checked.script.label, "sound": agenda.is_some(),
        "errors": checked.count(Severity::Error), "warnings": checked.count(Severity::Warning),
        "id": agenda.map(|agenda| &agenda.id), "title": agenda.map(|agenda| &agenda.title),
        "items": agenda.map(|agenda| agenda.items.len()), "minutes": agenda.map(Agenda::minutes),
        "questions": agenda.map(|agenda| agenda.questions().count()),
    })
}

fn finding(checked: &Checked, fault: &Diagnostic) -> Value {
    let text = &checked.script.text;
    let index = LineIndex::new(text);
    let ((line, column), (end_line, end_column)) =
        (index.position(text, fault.span.start), index.position(text, fault.span.end));
    json!({
        "file": fault.path, "line": line, "column": column, "endLine": end_line, "endColumn": end_column,
        "level": fault.severity.to_string(), "code": fault.code, "message": fault.message, "fix": fault.help,
    })
}
