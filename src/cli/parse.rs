//! `seaworthy parse`: what the builder reads in a Dockerfile, as a table or as JSON. Judges no practice.

use std::path::Path;

use super::columns::{self, padded, widest};
use super::setup::Setup;
use super::{Failure, Outcome, out};
use crate::content::report::Reporter;
use crate::content::sanitize::sanitize;
use crate::diagnostic::{Diagnostic, Severity};
use crate::dockerfile::{Dockerfile, Instruction};
use crate::project::{self, Error, error};
use crate::ui::wrap;

mod json;

/// Fewest columns for what follows a keyword, however narrow the terminal.
const NARROWEST: usize = 20;

/// Prints what is in `file`, `-` being standard input.
pub fn run(setup: &Setup, file: &Path, json: bool) -> Result<Outcome, Failure> {
    setup.reach.file(file)?;
    let text = match project::read(file) {
        Ok(text) => text,
        // The builder has its own word for a file with nothing in it.
        Err(Error::Empty { .. }) => String::new(),
        Err(error) => return Err(error.into()),
    };
    let dockerfile = Dockerfile::parse(&text);
    if json {
        out::print_json(&json::of(&dockerfile)?)?;
    } else {
        let look = setup.report_look();
        let mut text = sanitize(&table(&dockerfile, look.columns, setup.ascii())).into_owned();
        let mut reporter = Reporter::new(look);
        for fault in faults(&dockerfile) {
            text.push_str(&reporter.render(&for_people(fault, &error::name(file)), Some(&dockerfile.source)));
            text.push('\n');
        }
        text.push_str(&counts(&dockerfile));
        out::print_styled(&text)?;
    }
    Ok(if dockerfile.is_refused() { Outcome::Found } else { Outcome::Fine })
}

/// A diagnostic, and whether only building the stages concerned would bring it up.
type Fault<'d> = (&'d Diagnostic, bool);

/// Returns everything that is wrong in the order of the file.
fn faults(dockerfile: &Dockerfile) -> Vec<Fault<'_>> {
    let read = dockerfile.diagnostics.iter().map(|fault| (fault, false));
    let mut all: Vec<Fault> = read.chain(dockerfile.conversion.iter().map(|fault| (fault, true))).collect();
    all.sort_by_key(|(fault, _)| fault.span.start);
    all
}

/// Returns how bad a fault is here: what only a build brings up is no reason to refuse the file.
fn severity((fault, in_build): Fault) -> Severity {
    if in_build { fault.severity.min(Severity::Warning) } else { fault.severity }
}

fn for_people(fault: Fault, path: &str) -> Diagnostic {
    let mut told = fault.0.clone();
    path.clone_into(&mut told.path);
    told.severity = severity(fault);
    if fault.1 && told.help.is_none() {
        told.help = Some("the file can be read; a build that needs this would stop here".to_owned());
    }
    told
}

/// Returns an instruction's keyword in capitals, as it stands where it is none.
fn keyword(instruction: &Instruction) -> String {
    match instruction.keyword.name() {
        "" => instruction.name.to_uppercase(),
        name => name.to_owned(),
    }
}

fn table(dockerfile: &Dockerfile, columns: usize, ascii: bool) -> String {
    let rows: Vec<[String; 4]> = dockerfile.instructions.iter().map(|it| row(dockerfile, it)).collect();
    if rows.is_empty() {
        return String::new();
    }
    let head = ["lines", "keyword", "stage", "what follows"].map(str::to_owned);
    let width = |at: usize| widest(std::iter::once(&head).chain(&rows).map(|row| row[at].as_str())).min(24);
    let widths = [width(0), width(1), width(2)];
    let left = columns.saturating_sub(widths.iter().sum::<usize>() + 6).max(NARROWEST);
    let mut text = String::new();
    for row in std::iter::once(&head).chain(&rows) {
        let [lines, keyword, stage, rest] = row;
        let cells = [lines, keyword, stage].into_iter().zip(widths);
        let cells: Vec<String> = cells.map(|(cell, width)| padded(&cut(cell, width, ascii), width)).collect();
        let line = format!("{}  {}", cells.join("  "), cut(rest, left, ascii));
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text.push('\n');
    text
}

fn row(dockerfile: &Dockerfile, instruction: &Instruction) -> [String; 4] {
    let lines = match (instruction.start_line, instruction.end_line) {
        (start, end) if start == end => start.to_string(),
        (start, end) => format!("{start}-{end}"),
    };
    let stage = instruction.stage.and_then(|index| dockerfile.stages.list.get(index));
    let stage = stage.map(|stage| stage.name.clone().unwrap_or_else(|| stage.index.to_string()));
    let whole = instruction.logical.trim_start();
    let rest = whole.strip_prefix(instruction.name.as_str()).unwrap_or(whole);
    [lines, keyword(instruction), stage.unwrap_or_else(|| "-".to_owned()), in_one_line(rest)]
}

/// Returns the beginning of a text with runs of blanks as one.
fn in_one_line(text: &str) -> String {
    // A longer one is cut anyway, whatever the terminal.
    text.split_whitespace().take(500).collect::<Vec<_>>().join(" ")
}

/// Cuts a text that is wider than `columns`; a sign at its end says so.
fn cut(text: &str, columns: usize, ascii: bool) -> String {
    // Measured after its signs were made harmless, as they are shown.
    let text = sanitize(text);
    if text.len() <= columns || wrap::width(&text) <= columns {
        return text.into_owned();
    }
    let sign = if ascii { "..." } else { "…" };
    let mut left = columns.saturating_sub(wrap::width(sign));
    let mut kept = String::new();
    for c in text.chars() {
        let width = wrap::width(c.encode_utf8(&mut [0; 4]));
        if width > left {
            break;
        }
        left -= width;
        kept.push(c);
    }
    kept.truncate(kept.trim_end().len());
    kept + sign
}

fn counts(dockerfile: &Dockerfile) -> String {
    let faults: Vec<Severity> = faults(dockerfile).into_iter().map(severity).collect();
    let of = |wanted: Severity| faults.iter().filter(|severity| **severity == wanted).count();
    format!(
        "{} in {}: {}, {}\n",
        columns::count(dockerfile.instructions.len(), "instruction"),
        columns::count(dockerfile.stages.list.len(), "stage"),
        columns::count(of(Severity::Error), "error"),
        columns::count(of(Severity::Warning), "warning"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_fits_and_is_harmless() {
        let source =
            "FROM x AS 港港港港港港港港港港港港港港港\nRUN \u{1b}[31m 港港港港港港港港港港港港港港港港港港港\n";
        for columns in [0, 40, 60, 200] {
            let text = sanitize(&table(&Dockerfile::parse(source), columns, false)).into_owned();
            assert!(!text.contains('\u{1b}'), "{text}");
            assert!(text.lines().all(|line| wrap::width(line) <= columns.max(66)), "{columns}\n{text}");
        }
    }

    #[test]
    fn what_is_too_wide_ends_in_a_sign() {
        let cases = [("abc", 3, "abc"), ("abcd", 3, "ab…"), ("港港", 4, "港港"), ("港港", 3, "港…"), ("a bc", 3, "a…")];
        for (text, columns, expected) in cases {
            assert_eq!(cut(text, columns, false), expected, "{text}");
        }
        assert_eq!(cut("abcdef", 5, true), "ab...");
    }
}
