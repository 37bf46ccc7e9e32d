//! A certificate as Markdown.

use super::{COMMAND, Certificate, HOW_TO_VERIFY, NO_IDENTITY};

/// Writes it: a table of what it states, and what it does not prove.
pub fn write(certificate: &Certificate) -> String {
    let mut text = String::from("# Certificate\n\nOf an exam that was taken in seaworthy.\n\n");
    text.push_str(&format!("| Name | {} |\n|---|---|\n", escape(&certificate.name)));
    for fact in &certificate.facts {
        text.push_str(&format!("| {} | {} |\n", fact.label, escape(&fact.value)));
    }
    text.push_str(&format!("\n{NO_IDENTITY}\n\n{HOW_TO_VERIFY}\n\n    {COMMAND}\n"));
    text
}

/// Returns a text in which nothing means anything to Markdown.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '|' | '*' | '_' | '`' | '<' | '>' | '[' | ']' | '&' | '~' | '!' | '#' | '@') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Returns the text that was escaped.
pub fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        out.extend(if c == '\\' { chars.next() } else { Some(c) });
    }
    out
}

/// Returns the two cells of a row of the table.
pub fn row(line: &str) -> Option<(&str, &str)> {
    let cells = line.trim().strip_prefix("| ")?.strip_suffix(" |")?;
    cells.split_once(" | ")
}
