//! A report as Markdown with tables, for a wiki or a pull request. Knows nothing of sessions.

use std::fmt::Write as _;

use super::Look;
use super::outline::{Block, Table, sections, subtitle};
use crate::team::report::Report;

/// Returns the report as Markdown.
pub(super) fn of(report: &Report, look: &Look) -> String {
    let mut text = format!("# {}\n\n{}\n", escaped(&report.title), escaped(&subtitle(report, look)));
    for section in sections(report, look) {
        let _ = write!(text, "\n## {}\n", escaped(&section.title));
        for block in &section.blocks {
            text.push('\n');
            match block {
                Block::Text(words) => {
                    let _ = writeln!(text, "{}", escaped(words));
                }
                Block::List(list) => {
                    for item in list {
                        let _ = writeln!(text, "- {}", escaped(item));
                    }
                }
                Block::Table(table) => write_table(table, &mut text),
            }
        }
    }
    text
}

fn write_table(table: &Table, text: &mut String) {
    let line = |cells: &mut dyn Iterator<Item = String>| format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "));
    text.push_str(&line(&mut table.columns.iter().map(|column| escaped(&column.head))));
    let rule = |column: &super::outline::Column| if column.right { "--:" } else { "---" }.to_owned();
    text.push_str(&line(&mut table.columns.iter().map(rule)));
    for row in &table.rows {
        text.push_str(&line(&mut row.iter().map(|cell| escaped(&cell.text))));
    }
}

/// Returns text that Markdown shows as it is: nobody's name makes a link, a table cell or a tag.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut start = true;
    for c in text.chars() {
        let special = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '#' | '$')
            || (c == '!' && out.len() < text.len())
            || (start && matches!(c, '+' | '-' | '='));
        if special {
            out.push('\\');
        }
        out.push(c);
        start = false;
    }
    // A number with a point at the beginning would begin a list.
    let digits = out.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && out[digits..].starts_with(['.', ')']) {
        out.insert(digits, '\\');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_obeyed() {
        let cases = [
            ("Ann", "Ann"),
            ("a|b", "a\\|b"),
            ("![x](y)", "\\!\\[x\\](y)"),
            ("<b>&amp;", "\\<b\\>\\&amp;"),
            ("- x", "\\- x"),
            ("1. x", "1\\. x"),
            ("`RUN` a_b", "\\`RUN\\` a\\_b"),
        ];
        for (text, expected) in cases {
            assert_eq!(escaped(text), expected);
        }
    }
}
