//! Findings as people read them: where, how bad and what; the lines with a mark; why (once per rule), what to do, the lesson. In the colours of
//! the author's report.

use std::collections::HashSet;
use std::fmt::Write as _;

use crate::cli::columns::count;
use crate::cli::out;
use crate::cli::setup::Setup;
use crate::cli::taught::Taught;
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::excerpt;
use crate::lint::{Finding, Region, Survey, Surveyed, level_name};
use crate::sanitize::sanitize;
use crate::ui::wrap;

/// Columns that sentences are wrapped at, however wide the terminal.
const WIDEST: usize = 100;
/// Fewest columns, however narrow it is.
const NARROWEST: usize = 40;

/// Returns the report.
pub(super) fn of(setup: &Setup, survey: &Survey) -> String {
    let look = setup.report_look();
    let columns = look.columns.max(NARROWEST);
    let mut report = Report {
        paint: Paint(look.colour),
        columns,
        folds: out::is_terminal(),
        told: HashSet::new(),
        taught: None,
        setup,
        text: String::new(),
    };
    for file in &survey.files {
        report.file(file);
    }
    report.summary(survey);
    report.text
}

/// The codes of the colours, those of the author's report.
#[derive(Clone, Copy)]
pub(super) struct Paint(pub(super) bool);

/// What stands before the further lines of a message.
const HANG: &str = "    ";

pub(super) const BOLD: &str = "1";
const GUTTER: &str = "1;94";
pub(super) const HELP: &str = "1;96";

impl Paint {
    pub(super) fn put(self, code: &str, text: &str, out: &mut String) {
        if self.0 && !text.is_empty() {
            let _ = write!(out, "\x1b[{code}m{text}\x1b[0m");
        } else {
            out.push_str(text);
        }
    }
}

pub(super) fn colour(level: Severity) -> &'static str {
    match level {
        Severity::Error => "1;91",
        Severity::Warning => "1;33",
        Severity::Note | Severity::Style => "1;92",
    }
}

struct Report<'a> {
    paint: Paint,
    columns: usize,
    /// Messages are broken at the end of a line.
    folds: bool,
    /// The rules whose why was told.
    told: HashSet<&'static str>,
    /// Opened when the first finding asks.
    taught: Option<Taught>,
    setup: &'a Setup,
    text: String,
}

impl Report<'_> {
    fn file(&mut self, file: &Surveyed) {
        let mut notes = file.notes.iter().peekable();
        for finding in &file.findings {
            while let Some(note) = notes.next_if(|note| note.span.start <= finding.span.start) {
                self.note(file, note);
            }
            self.finding(file, finding);
        }
        notes.for_each(|note| self.note(file, note));
    }

    fn finding(&mut self, file: &Surveyed, finding: &Finding) {
        let gutter = self.head(file, finding.span, finding.level, finding.rule.slug, &finding.message);
        if self.told.insert(finding.rule.slug) {
            self.remark(gutter, "why", in_short(finding.rule.why));
        }
        if let Some(fix) = &finding.fix {
            self.remark(gutter, "fix", fix);
        }
        let taught = self.taught.get_or_insert_with(|| Taught::open(self.setup));
        if let Some(lesson) = taught.command(finding.rule.practice) {
            self.remark(gutter, "lesson", &lesson);
        }
        self.text.push('\n');
    }

    fn note(&mut self, file: &Surveyed, note: &Diagnostic) {
        let gutter = self.head(file, note.span, Severity::Note, note.code, &note.message);
        if let Some(help) = &note.help {
            self.remark(gutter, "fix", help);
        }
        self.text.push('\n');
    }

    /// Writes where, how bad, what, and the lines; returns how wide the numbers of the lines are.
    fn head(&mut self, file: &Surveyed, span: Span, level: Severity, code: &str, message: &str) -> usize {
        let Region { line, column, end_line, .. } = file.region(span);
        let path = one_line(&file.path);
        self.paint.put(BOLD, &format!("{path}:{line}:{column}"), &mut self.text);
        self.text.push(' ');
        self.paint.put(colour(level), &format!("{}[{code}]", level_name(level)), &mut self.text);
        self.text.push(' ');
        let head = format!("{path}:{line}:{column} {}[{code}] ", level_name(level));
        let message = one_line(message);
        // In a pipe a finding's head stays on one line, for `grep`.
        let columns = if self.folds { self.columns } else { usize::MAX };
        for (at, line) in folded(&message, wrap::width(&head), columns).into_iter().enumerate() {
            if at > 0 {
                self.text.push_str(HANG);
            }
            self.paint.put(BOLD, line, &mut self.text);
            self.text.push('\n');
        }
        let gutter = end_line.to_string().len();
        self.bar(gutter, "");
        self.text.push('\n');
        for row in excerpt::rows(&file.text, &file.lines, span, self.columns - gutter - 3) {
            let Some(number) = row.number else {
                self.paint.put(GUTTER, "...", &mut self.text);
                self.text.push('\n');
                continue;
            };
            self.bar(gutter, &number.to_string());
            if !row.text.is_empty() {
                self.text.push(' ');
                self.text.push_str(&row.text);
            }
            self.text.push('\n');
            self.bar(gutter, "");
            self.text.push_str(&" ".repeat(row.mark.start + 1));
            self.paint.put(colour(level), &"^".repeat(row.mark.len()), &mut self.text);
            self.text.push('\n');
        }
        gutter
    }

    fn bar(&mut self, gutter: usize, number: &str) {
        self.paint.put(GUTTER, &format!("{number:>gutter$} |"), &mut self.text);
    }

    /// Writes `= name: text`, wrapped beneath itself.
    fn remark(&mut self, gutter: usize, name: &str, text: &str) {
        let lead = gutter + 1 + "= : ".len() + name.len();
        let text = one_line(text);
        let mut first = true;
        let mut lines = Vec::new();
        wrap::wrap(&text, self.columns.min(WIDEST) - lead, |from, to| lines.push(from..to));
        for line in lines {
            if first {
                self.paint.put(GUTTER, &format!("{:gutter$} =", ""), &mut self.text);
                self.text.push(' ');
                self.paint.put(if name == "why" { BOLD } else { HELP }, &format!("{name}:"), &mut self.text);
                self.text.push(' ');
            } else {
                self.text.push_str(&" ".repeat(lead));
            }
            first = false;
            self.text.push_str(&text[line]);
            self.text.push('\n');
        }
    }

    fn summary(&mut self, survey: &Survey) {
        let counts = survey.told();
        let checked = survey.files.len();
        if checked == 0 {
            if survey.excluded > 0 {
                let _ = writeln!(
                    self.text,
                    "Nothing was checked: {} left out by the settings",
                    count(survey.excluded, "file")
                );
            }
            return;
        }
        let with = survey.files.iter().filter(|file| !file.findings.is_empty()).count();
        let mut line = if counts.is_empty() {
            format!("No findings in {}", count(checked, "file"))
        } else if with == checked {
            format!("{} in {}", counts, count(checked, "file"))
        } else {
            format!("{} in {with} of {}", counts, count(checked, "file"))
        };
        let ignored: usize = survey.files.iter().map(|file| file.ignored.len()).sum();
        if ignored > 0 {
            let _ = write!(line, "; {ignored} ignored by comments");
        }
        if survey.excluded > 0 {
            let _ = write!(line, "; {} left out by the settings", count(survey.excluded, "file"));
        }
        self.paint.put(BOLD, &line, &mut self.text);
        self.text.push('\n');
    }
}

/// Returns the first sentence of a text, and as many more as it takes to say something.
fn in_short(text: &str) -> &str {
    const ENOUGH: usize = 60;
    // A dot in the middle of a name or before a small letter ends nothing.
    let begins = |rest: &str| rest.starts_with(|c: char| c.is_uppercase() || matches!(c, '`' | '"'));
    let mut ends = text.match_indices(". ").map(|(at, _)| at).filter(|at| begins(&text[at + 2..]));
    ends.find(|at| *at >= ENOUGH).map_or(text, |at| &text[..=at])
}

/// Breaks a message into lines of `columns` columns, of which the first begins behind `head` columns and the others behind [`HANG`].
fn folded(message: &str, head: usize, columns: usize) -> Vec<&str> {
    if columns == usize::MAX || head + wrap::width(message) <= columns {
        return vec![message];
    }
    let blanks = message.match_indices(' ').map(|(at, _)| at);
    let first = blanks.take_while(|at| head + wrap::width(&message[..*at]) <= columns).last().unwrap_or(0);
    let rest = message[first..].trim_start();
    let mut lines = vec![&message[..first]];
    wrap::wrap(rest, columns - HANG.len(), |from, to| lines.push(&rest[from..to]));
    lines
}

/// Returns text on one line, harmless.
pub(super) fn one_line(text: &str) -> String {
    sanitize(text).replace(['\n', '\t'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_broken_between_words() {
        let told = |head, columns| folded("one two three four", head, columns);
        assert_eq!(told(10, usize::MAX), ["one two three four"]);
        assert_eq!(told(10, 28), ["one two three four"]);
        assert_eq!(told(10, 27), ["one two three", "four"]);
        assert_eq!(told(10, 17), ["one two", "three four"]);
        assert_eq!(told(60, 40), ["", "one two three four"]);
    }

    #[test]
    fn why_is_a_sentence_that_says_something() {
        let long = "The lists weigh about 20 MB and are of no use when the container runs.";
        let cases = [
            (format!("{long} Two."), long.to_owned()),
            ("Root. It may do anything.".to_owned(), "Root. It may do anything.".to_owned()),
            (format!("{long} and on"), format!("{long} and on")),
        ];
        for (text, expected) in cases {
            assert_eq!(in_short(&text), expected);
        }
    }
}
