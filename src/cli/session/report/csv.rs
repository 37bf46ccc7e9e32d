//! A report as one flat table for spreadsheets: a row for each person and item, and a row for each person and answer. The columns are told in
//! docs/sessions.md and may only be added to, at the end.

use crate::team::report::{Given, Report};

/// The columns.
const COLUMNS: [&str; 13] = [
    "session",
    "person",
    "row",
    "item",
    "kind",
    "title",
    "chapter",
    "state",
    "minutes",
    "question",
    "right",
    "confidence",
    "seconds",
];

/// Returns the table, quoted as RFC 4180 says.
pub(super) fn of(report: &Report) -> String {
    let mut text = String::new();
    write_row(&COLUMNS, &mut text);
    for person in &report.people {
        for (item, state) in report.items.iter().zip(&person.items) {
            let Some((state, minutes)) = state else { continue };
            let minutes = minutes.to_string();
            let chapter = item.chapter.as_deref().unwrap_or("");
            let head = [report.session.as_str(), &person.name, "item", &item.item, &item.kind, &item.title, chapter];
            let tail = [state.word(), &minutes, "", "", "", ""];
            write_row(&[&head[..], &tail[..]].concat(), &mut text);
        }
        for given in &person.given {
            write_answer(report, &person.name, given, &mut text);
        }
    }
    text
}

fn write_answer(report: &Report, name: &str, given: &Given, text: &mut String) {
    let item = given.item.and_then(|item| report.items.get(item as usize));
    let (id, kind, title) = item.map_or(("", "", ""), |item| (&item.item, &item.kind, &item.title));
    let chapter = given.question.split_once('/').map_or("", |(chapter, _)| chapter);
    let right = if given.right { "true" } else { "false" };
    let confidence = match given.sure {
        Some(true) => "sure",
        Some(false) => "unsure",
        None => "",
    };
    let seconds = given.seconds.to_string();
    let head = [report.session.as_str(), name, "answer", id, kind, title, chapter, "", ""];
    write_row(&[&head[..], &[&*given.question, right, confidence, &seconds]].concat(), text);
}

fn write_row(cells: &[&str], text: &mut String) {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            text.push(',');
        }
        write_cell(cell, text);
    }
    text.push('\n');
}

/// Writes a cell; one that a spreadsheet would take for a formula gets an apostrophe in front, which makes it text.
fn write_cell(cell: &str, text: &mut String) {
    let is_formula = cell.trim_start().starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    let quoted =
        is_formula || cell.contains([',', '"', '\n', '\r', ';']) || cell.starts_with(' ') || cell.ends_with(' ');
    if !quoted {
        return text.push_str(cell);
    }
    text.push('"');
    if is_formula {
        text.push('\'');
    }
    text.push_str(&cell.replace('"', "\"\""));
    text.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_formulas_are_text() {
        let cases = [
            ("Ann", "Ann"),
            ("Castro, Ana", "\"Castro, Ana\""),
            ("say \"hi\"", "\"say \"\"hi\"\"\""),
            ("=cmd|'/c calc'!A1", "\"'=cmd|'/c calc'!A1\""),
            ("-1+2", "\"'-1+2\""),
            (" @SUM(A1)", "\"' @SUM(A1)\""),
            ("", ""),
        ];
        for (cell, expected) in cases {
            let mut text = String::new();
            write_cell(cell, &mut text);
            assert_eq!(text, expected);
        }
    }
}
