//! A report for a terminal: headings, lists and tables that fit its width. A table that is too wide is wrapped in its widest column, one with
//! many columns alike is parted. Knows nothing of sessions.

use super::Look;
use super::outline::{Block, Table, sections, subtitle};
use crate::cli::columns::padded;
use crate::team::report::Report;
use crate::ui::wrap::{self, width};

/// Blanks before what stands below a heading, and between columns.
const INDENT: usize = 2;
const GAP: usize = 2;
/// No column is made narrower.
const NARROW: usize = 8;

/// Returns the report as text.
pub(super) fn of(report: &Report, look: &Look) -> String {
    let mut page = Page { text: String::new(), columns: look.columns };
    page.paragraph(0, &format!("{} ({})", report.title, report.session));
    page.paragraph(0, &subtitle(report, look));
    for section in sections(report, look) {
        page.text.push('\n');
        page.paragraph(0, &section.title);
        page.text.push_str(&"-".repeat(width(&section.title).min(page.columns)));
        page.text.push('\n');
        for block in &section.blocks {
            match block {
                Block::Text(text) => page.paragraph(INDENT, text),
                Block::List(list) => list.iter().for_each(|item| page.hanging("  - ", item)),
                Block::Table(table) => page.table(table),
            }
        }
    }
    page.text
}

struct Page {
    text: String,
    columns: usize,
}

impl Page {
    fn paragraph(&mut self, indent: usize, text: &str) {
        self.hanging(&" ".repeat(indent), text);
    }

    /// Writes a text behind `head`, its further lines beneath its first.
    fn hanging(&mut self, head: &str, text: &str) {
        let hang = " ".repeat(width(head));
        let mut lead = head;
        wrap::wrap(text, self.columns.saturating_sub(hang.len()), |from, to| {
            self.text.push_str(format!("{lead}{}", &text[from..to]).trim_end());
            self.text.push('\n');
            lead = &hang;
        });
    }

    fn table(&mut self, table: &Table) {
        let mut widths = natural(table);
        let room = self.columns - INDENT;
        if let Some(first) = table.columns.iter().position(|column| column.many) {
            return self.parted(table, &mut widths, first, room);
        }
        shrink(&mut widths, room);
        let all: Vec<usize> = (0..table.columns.len()).collect();
        self.rows(table, &all, &widths);
    }

    /// Writes the table in parts; each begins with the columns that stand before those of which there are many.
    fn parted(&mut self, table: &Table, widths: &mut [usize], first: usize, room: usize) {
        for fixed in &mut widths[..first] {
            *fixed = (*fixed).min(room / 3);
        }
        let lead: usize = widths[..first].iter().map(|width| width + GAP).sum();
        let mut from = first;
        while from < table.columns.len() {
            let mut to = from;
            let mut used = lead;
            while to < table.columns.len() && (to == from || used + widths[to] <= room) {
                widths[to] = widths[to].min(room.saturating_sub(lead).max(1));
                used += widths[to] + GAP;
                to += 1;
            }
            if from > first {
                self.text.push('\n');
            }
            let shown: Vec<usize> = (0..first).chain(from..to).collect();
            self.rows(table, &shown, widths);
            from = to;
        }
    }

    fn rows(&mut self, table: &Table, shown: &[usize], widths: &[usize]) {
        let heads: Vec<&str> = shown.iter().map(|at| table.columns[*at].head.as_str()).collect();
        self.row(table, &heads, shown, widths);
        for row in &table.rows {
            let cells: Vec<&str> = shown.iter().map(|at| row[*at].text.as_str()).collect();
            self.row(table, &cells, shown, widths);
        }
    }

    /// Writes one row, each cell wrapped in its column.
    fn row(&mut self, table: &Table, cells: &[&str], shown: &[usize], widths: &[usize]) {
        let lines: Vec<Vec<&str>> = cells.iter().zip(shown).map(|(cell, at)| wrapped(cell, widths[*at])).collect();
        let height = lines.iter().map(Vec::len).max().unwrap_or(0);
        for number in 0..height {
            let mut line = " ".repeat(INDENT);
            for (cell, at) in lines.iter().zip(shown) {
                let part = cell.get(number).copied().unwrap_or("");
                if table.columns[*at].right {
                    line.push_str(&" ".repeat(widths[*at].saturating_sub(width(part))));
                    line.push_str(part);
                } else {
                    line.push_str(&padded(part, widths[*at]));
                }
                line.push_str(&" ".repeat(GAP));
            }
            self.text.push_str(line.trim_end());
            self.text.push('\n');
        }
    }
}

fn wrapped(text: &str, columns: usize) -> Vec<&str> {
    let mut lines = Vec::new();
    wrap::wrap(text, columns, |from, to| lines.push(&text[from..to]));
    lines
}

/// Returns how wide each column would like to be.
fn natural(table: &Table) -> Vec<usize> {
    let column = |(at, column): (usize, &super::outline::Column)| {
        let cells = table.rows.iter().map(|row| width(&row[at].text));
        // A head of several words is wrapped above columns of which there are many.
        let head = if column.many { column.head.split(' ').map(width).max() } else { Some(width(&column.head)) };
        cells.chain(head).max().unwrap_or(0)
    };
    table.columns.iter().enumerate().map(column).collect()
}

/// Makes the widest column narrower until all fit, or none can give any more.
fn shrink(widths: &mut [usize], room: usize) {
    loop {
        let used: usize = widths.iter().map(|width| width + GAP).sum::<usize>().saturating_sub(GAP);
        let Some(widest) = widths.iter_mut().max() else { return };
        if used <= room || *widest <= NARROW {
            return;
        }
        *widest = (*widest - (used - room).min(*widest - NARROW)).max(NARROW);
    }
}
