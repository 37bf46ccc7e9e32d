//! Tables: columns as wide as their cells where there is room, wrapped cells where there is less, one record below the other
//! where there is none.

use super::builder::Builder;
use super::{Piece, Seg};
use crate::course::block::{Align, Inlines, Table};
use crate::ui::theme::Role;
use crate::ui::wrap;

/// Columns between two cells: blank, bar, blank.
const GAP: usize = 3;
/// Narrowest column worth wrapping into.
const MIN_COLUMN: usize = 6;

impl Builder<'_> {
    pub(super) fn table(&mut self, table: &Table) {
        let count = table.head.len().max(1);
        let room = usize::from(self.room());
        let cells = room.saturating_sub(GAP * (count - 1));
        if cells < MIN_COLUMN * count {
            return self.records(table);
        }
        let rows = || std::iter::once(&table.head).chain(&table.rows);
        let natural = |column: usize| {
            let widths =
                rows().filter_map(|row| row.get(column)).flat_map(|cell| cell.text.split('\n').map(wrap::width));
            widths.max().unwrap_or(0).max(1)
        };
        let widths = share(&(0..count).map(natural).collect::<Vec<_>>(), cells);
        self.row(&table.head, &widths, &table.align, Role::TableHead);
        self.table_rule(&widths);
        for row in &table.rows {
            self.row(row, &widths, &table.align, Role::Text);
        }
    }

    fn row(&mut self, cells: &[Inlines], widths: &[usize], align: &[Align], role: Role) {
        let first_target = self.page.targets.len();
        let first_line = self.page.lines.len();
        let mut columns: Vec<Vec<(u32, u32)>> = Vec::with_capacity(widths.len());
        for (cell, width) in cells.iter().zip(widths) {
            let start = self.push_inlines(cell, role);
            let mut lines = Vec::new();
            wrap::wrap(&cell.text, *width, |from, to| lines.push((start + from as u32, start + to as u32)));
            if lines.len() > 1 {
                self.page.wrapped.push(start..self.page.text.len() as u32);
            }
            columns.push(lines);
        }
        let bar = self.piece(0, self.options.glyphs.bar, Role::Border);
        let height = columns.iter().map(Vec::len).max().unwrap_or(0);
        for line in 0..height {
            let (mut x, mut pieces) = (usize::from(self.x), Vec::new());
            for (column, lines) in columns.iter().enumerate() {
                if let Some((start, end)) = lines.get(line).copied().filter(|(start, end)| end > start) {
                    let text = wrap::width(&self.page.text[start as usize..end as usize]);
                    let free = widths[column].saturating_sub(text);
                    let shift = match align.get(column).copied().unwrap_or_default() {
                        Align::Left => 0,
                        Align::Center => free / 2,
                        Align::Right => free,
                    };
                    pieces.push(Seg { x: (x + shift) as u16, what: Piece::Text { start, end } });
                }
                x += widths[column];
                if column + 1 < columns.len() {
                    pieces.push(Seg { x: x as u16 + 1, ..bar });
                    x += GAP;
                }
            }
            self.line(&pieces);
        }
        self.place_targets(first_target, first_line);
    }

    fn table_rule(&mut self, widths: &[usize]) {
        let glyphs = self.options.glyphs;
        let parts: Vec<String> = widths.iter().map(|width| glyphs.line.repeat(*width)).collect();
        let joint = format!("{}{}{}", glyphs.line, glyphs.cross, glyphs.line);
        let piece = self.piece(self.x, &parts.join(&joint), Role::Border);
        self.line(&[piece]);
    }

    /// Lays each row out as a record: header and cell, one below the other.
    fn records(&mut self, table: &Table) {
        for (number, row) in table.rows.iter().enumerate() {
            if number > 0 {
                self.blank();
            }
            for (head, cell) in table.head.iter().zip(row) {
                if !head.is_empty() {
                    self.inlines(head, Role::TableHead);
                }
                if !cell.is_empty() {
                    self.x += 2;
                    self.inlines(cell, Role::Text);
                    self.x -= 2;
                }
            }
        }
        if table.rows.is_empty() {
            table.head.iter().for_each(|head| self.inlines(head, Role::TableHead));
        }
    }
}

/// Shares `room` columns: narrow columns keep their width, the wide ones divide the rest evenly.
fn share(natural: &[usize], room: usize) -> Vec<usize> {
    if natural.iter().sum::<usize>() <= room {
        return natural.to_vec();
    }
    let mut order: Vec<usize> = (0..natural.len()).collect();
    order.sort_by_key(|column| natural[*column]);
    let (mut widths, mut rest) = (vec![0; natural.len()], room);
    for (done, column) in order.iter().enumerate() {
        let fair = rest / (natural.len() - done);
        widths[*column] = natural[*column].min(fair).max(1);
        rest -= widths[*column].min(rest);
    }
    widths
}
