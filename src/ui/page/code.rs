//! Code blocks and exhibits: a frame open to the right, a line of names above, the code in lines that scroll sideways; before
//! and after flip in place, or stand side by side where the page is wider than prose and neither has to scroll.

use std::sync::Arc;

use similar::{ChangeTag, TextDiff};

use super::builder::Builder;
use super::{CodeSlot, PROSE, Piece, Seg, Target, TargetKind};
use crate::course::block::{Code, Exhibit, FenceRole, Variant};
use crate::ui::theme::Role;
use crate::ui::wrap;

/// Blanks that a tab in code is shown as.
const TAB: &str = "    ";
/// Columns of a side that are not code: bar, sign, blank.
const SIDE: u16 = 3;
/// Narrowest side that stands beside the other: its names need room too.
const MIN_SIDE: u16 = 30;

/// Words above a code block, each with its role.
type Caption<'a> = Vec<(&'a str, Role)>;

impl Builder<'_> {
    pub(super) fn code(&mut self, code: &Code) {
        let mut caption = vec![(code.caption(), Role::CodeTitle)];
        match code.attrs.role {
            Some(FenceRole::Before) => caption.push(("before", Role::Removed)),
            Some(FenceRole::After) => caption.push(("after", Role::Added)),
            None => {}
        }
        if let Some(tab) = &code.attrs.tab {
            caption.push((tab, Role::Tab));
        }
        self.framed(&caption, code, None, 0);
    }

    pub(super) fn exhibit(&mut self, exhibit: &Exhibit) {
        let number = self.exhibits;
        self.exhibits += 1;
        for tab in exhibit.variants.iter().filter_map(|variant| variant.tab.as_ref()) {
            if !self.page.tabs.contains(tab) {
                self.page.tabs.push(tab.clone());
            }
        }
        if self.options.stacked {
            for (at, code) in exhibit.variants.iter().flat_map(Variant::codes).enumerate() {
                if at > 0 {
                    self.blank();
                }
                self.code(code);
            }
            return;
        }
        let wanted = self.options.tab.as_ref();
        let chosen = exhibit.variants.iter().position(|variant| wanted.is_some() && variant.tab.as_ref() == wanted);
        let Some(variant) = exhibit.variants.get(chosen.unwrap_or(0)) else { return };
        let mut caption = Caption::new();
        for other in exhibit.variants.iter().filter(|_| exhibit.variants.len() > 1) {
            let active = std::ptr::eq(other, variant);
            caption.push((other.tab.as_deref().unwrap_or("other"), if active { Role::TabActive } else { Role::Tab }));
        }
        match (&variant.before, &variant.after) {
            (Some(before), Some(after)) => self.pair(number, before, after, caption),
            _ => {
                for code in variant.codes() {
                    caption.insert(0, (code.caption(), Role::CodeTitle));
                    self.framed(&caption, code, None, 0);
                }
            }
        }
    }

    fn pair<'a>(&mut self, number: usize, before: &Code, after: &'a Code, mut caption: Caption<'a>) {
        let (gone, come) = changed_lines(&before.text, &after.text);
        caption.insert(0, (after.caption(), Role::CodeTitle));
        if let Some(left) = left_side(self.room(), widest(&before.text), widest(&after.text)) {
            return self.side_by_side(&caption, (before, gone), (after, come), left);
        }
        let first = self.page.lines.len();
        let flipped = self.options.flipped.contains(&number);
        let (on, off) = (Role::TabActive, Role::Tab);
        caption.push(("before", if flipped { off } else { on }));
        caption.push(("after", if flipped { on } else { off }));
        // Both sides take the same rows, so that flipping moves nothing below.
        let rows = before.text.lines().count().max(after.text.lines().count());
        let (code, changed) = if flipped { (after, come) } else { (before, gone) };
        self.framed(&caption, code, Some(changed), rows);
        self.page.flips.push((number, first, self.page.lines.len()));
    }

    /// Lays out one block in its frame, padded to `rows` rows.
    fn framed(&mut self, caption: &Caption, code: &Code, changed: Option<Vec<bool>>, rows: usize) {
        let glyphs = self.options.glyphs;
        let (x, width) = (self.x, self.room());
        let top = self.caption_line(x, width, caption);
        let start = self.page.lines.len();
        self.line(&top);
        let slot = self.slot(code, changed.unwrap_or_default());
        let bar = self.piece(x, glyphs.bar, Role::Border);
        let count = self.page.codes[slot as usize].lines.len();
        let fence = self.at;
        for line in 0..count.max(rows) {
            let mut pieces = vec![bar];
            self.code_pieces(&mut pieces, slot, line, x, width);
            // Both sides of an exhibit have the same places; a block of its own has those of its lines.
            if let Some(offset) = self.page.codes[slot as usize].lines.get(line).filter(|_| rows == 0) {
                self.at = u32::try_from(code.body.start).unwrap_or(u32::MAX).saturating_add(offset.start);
            }
            self.line(&pieces);
        }
        self.at = fence;
        let bottom = self.piece(x, glyphs.bottom, Role::Border);
        self.line(&[bottom]);
        self.page.codes[slot as usize].rows = start..self.page.lines.len();
        self.page.targets.push(Target { line: start, what: TargetKind::Code(slot) });
    }

    fn code_pieces(&mut self, pieces: &mut Vec<Seg>, slot: u32, line: usize, x: u16, width: u16) {
        let code = &self.page.codes[slot as usize];
        if line >= code.lines.len() {
            return;
        }
        let has_signs = !code.changed.is_empty();
        let changed = code.changed.get(line).copied().unwrap_or(false);
        if changed {
            let (sign, role) =
                if code.role == Some(FenceRole::Before) { ("-", Role::Removed) } else { ("+", Role::Added) };
            let sign = self.piece(x + 1, sign, role);
            pieces.push(sign);
        }
        let indent = if has_signs { 3 } else { 2 };
        let room = width.saturating_sub(indent).max(1);
        pieces.push(Seg { x: x + indent, what: Piece::Code { slot, line: line as u32, room } });
    }

    /// Lays both sides out beside each other, the left one `columns` columns wide.
    fn side_by_side(&mut self, caption: &Caption, before: (&Code, Vec<bool>), after: (&Code, Vec<bool>), columns: u16) {
        let glyphs = self.options.glyphs;
        let [left, right] = [(self.x, columns), (self.x + columns + 1, self.room().saturating_sub(columns + 1))];
        let mut left_caption = caption.clone();
        left_caption.push(("before", Role::Removed));
        let mut top = self.caption_line(left.0, left.1, &left_caption);
        top.extend(self.caption_line(right.0, right.1, &vec![("after", Role::Added)]));
        let start = self.page.lines.len();
        self.line(&top);
        let slots = [(left, self.slot(before.0, before.1)), (right, self.slot(after.0, after.1))];
        let rows = slots.iter().map(|(_, slot)| self.page.codes[*slot as usize].lines.len()).max().unwrap_or(0);
        for line in 0..rows {
            let mut pieces = Vec::new();
            for ((x, width), slot) in slots {
                pieces.push(self.piece(x, glyphs.bar, Role::Border));
                self.code_pieces(&mut pieces, slot, line, x, width);
            }
            self.line(&pieces);
        }
        let bottom = [left, right].map(|(x, _)| self.piece(x, glyphs.bottom, Role::Border));
        self.line(&bottom);
        for (_, slot) in slots {
            self.page.codes[slot as usize].rows = start..self.page.lines.len();
            self.page.targets.push(Target { line: start, what: TargetKind::Code(slot) });
        }
    }

    /// Returns the pieces of the line above a block: corner, words, a line to the right edge.
    fn caption_line(&mut self, x: u16, width: u16, caption: &Caption) -> Vec<Seg> {
        let glyphs = self.options.glyphs;
        let mut pieces = vec![self.piece(x, glyphs.top, Role::Border)];
        let (mut column, edge) = (x + 2, x + width);
        for (text, role) in caption.iter().filter(|(text, _)| !text.is_empty()) {
            let padded = match role {
                Role::TabActive => format!(" {text} "),
                _ => (*text).to_owned(),
            };
            let need = wrap::width(&padded) as u16;
            if column + need > edge {
                break;
            }
            pieces.push(self.piece(column, &padded, *role));
            column += need + if matches!(role, Role::Tab) { 2 } else { 1 };
        }
        if column + 1 < edge && pieces.len() > 1 {
            let rest = glyphs.line.repeat(usize::from(edge - column));
            pieces.push(self.piece(column, &rest, Role::Border));
        }
        pieces
    }

    /// Takes a code block into the page and returns its index.
    fn slot(&mut self, code: &Code, changed: Vec<bool>) -> u32 {
        let text = if code.text.contains('\t') { code.text.replace('\t', TAB) } else { code.text.clone() };
        let mut lines = Vec::new();
        let mut at = 0u32;
        for line in text.split('\n') {
            lines.push(at..at + line.len() as u32);
            at += line.len() as u32 + 1;
        }
        let text: Arc<str> = text.into();
        let source = if code.text.contains('\t') { code.text.as_str().into() } else { Arc::clone(&text) };
        let widest = widest(&text);
        let (lang, role) = (code.lang.clone(), code.attrs.role);
        self.page.codes.push(CodeSlot { lang, text, lines, widest, source, role, changed, rows: 0..0 });
        self.page.codes.len() as u32 - 1
    }
}

/// Returns the columns of the left side where code of `before` and `after` columns fits side by side into `room`: halves where both
/// fit into one, else as much as each needs.
fn left_side(room: u16, before: usize, after: usize) -> Option<u16> {
    if room <= PROSE {
        return None;
    }
    let need = |columns: usize| u16::try_from(columns).ok()?.checked_add(SIDE).map(|side| side.max(MIN_SIDE));
    let (before, after) = (need(before)?, need(after)?);
    let (both, half) = (room - 1, (room - 1) / 2);
    if before.checked_add(after)? > both {
        return None;
    }
    Some(half.max(before).min(both - after))
}

fn widest(text: &str) -> usize {
    text.lines().map(|line| wrap::width(line) + line.matches('\t').count() * (TAB.len() - 1)).max().unwrap_or(0)
}

/// Returns, for each side, which of its lines the other does not have.
fn changed_lines(before: &str, after: &str) -> (Vec<bool>, Vec<bool>) {
    let (mut gone, mut come) = (Vec::new(), Vec::new());
    for change in TextDiff::from_lines(&format!("{before}\n"), &format!("{after}\n")).iter_all_changes() {
        match change.tag() {
            ChangeTag::Equal => {
                gone.push(false);
                come.push(false);
            }
            ChangeTag::Delete => gone.push(true),
            ChangeTag::Insert => come.push(true),
        }
    }
    (gone, come)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_stand_beside_each_other_where_both_fit() {
        // Room, columns of both sides, columns of the left.
        let cases = [
            (80, (10, 10), None),
            (81, (10, 10), Some(40)),
            (83, (38, 38), Some(41)),
            (83, (39, 38), None),
            (83, (40, 36), Some(43)),
            (83, (36, 40), Some(39)),
            (83, (20, 49), Some(30)),
            (83, (20, 50), None),
            (83, (49, 20), Some(52)),
            (116, (54, 54), Some(57)),
            (116, (55, 55), None),
            (u16::MAX, (usize::MAX, 1), None),
            (u16::MAX, (40_000, 40_000), None),
        ];
        for (room, (before, after), expected) in cases {
            let left = left_side(room, before, after);
            assert_eq!(left, expected, "{before} and {after} in {room}");
        }
    }
}
