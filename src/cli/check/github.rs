//! Findings as workflow commands of GitHub Actions, which shows them at the lines of a pull request. What is shown there is text from
//! files: whatever could end or begin a command is escaped.

use std::fmt::Write as _;

use crate::diagnostic::Severity;
use crate::lint::{Region, Survey, Surveyed};

/// Returns the commands, one a line.
pub(super) fn of(survey: &Survey) -> String {
    let mut text = String::new();
    for file in &survey.files {
        for finding in &file.findings {
            let message = match &finding.fix {
                Some(fix) => format!("{}; {fix} (seaworthy rule {})", finding.message, finding.rule.slug),
                None => format!("{} (seaworthy rule {})", finding.message, finding.rule.slug),
            };
            let place = place(file, file.region(finding.span));
            command(level(finding.level), &place, finding.rule.slug, &message, &mut text);
        }
        for note in &file.notes {
            command("notice", &place(file, file.region(note.span)), note.code, &note.message, &mut text);
        }
    }
    for trouble in &survey.troubles {
        let level = if trouble.fails { "error" } else { "notice" };
        command(level, &format!("file={}", property(&trouble.path)), "not checked", &trouble.message, &mut text);
    }
    text
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note | Severity::Style => "notice",
    }
}

fn place(file: &Surveyed, Region { line, column, end_line, end_column }: Region) -> String {
    let mut place = format!("file={},line={line},endLine={end_line}", property(&file.path));
    // Columns count only where all is on one line.
    if line == end_line {
        let _ = write!(place, ",col={column},endColumn={}", end_column.max(column));
    }
    place
}

fn command(level: &str, place: &str, title: &str, message: &str, out: &mut String) {
    let _ = writeln!(out, "::{level} {place},title={}::{}", property(title), data(message));
}

/// Escapes what stands behind `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes the value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_a_command() {
        assert_eq!(data("50%\r\n::error::x"), "50%25%0D%0A::error::x");
        assert_eq!(property("a,b:c\n%"), "a%2Cb%3Ac%0A%25");
    }
}
