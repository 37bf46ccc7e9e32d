//! The learner's answer in the making for one question: a cursor and small moves, so that a screen only forwards keys.
//! A move that means nothing for the kind does nothing. Must not know keys, screens or whether the answer is right.

mod field;
mod pairs;
mod picks;
mod sequence;

pub use field::Field;

use super::{Answer, Kind, Question, Shown};
use pairs::Pairs;
use picks::Picks;
use sequence::Sequence;

/// An answer in the making. Rows are what the cursor walks over, in displayed order: options, items, lines, lefts, or
/// the blanks as they stand in the code.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    shown: Shown,
    cursor: usize,
    work: Work,
}

#[derive(Debug, Clone, PartialEq)]
enum Work {
    Picks(Picks),
    Texts(Texts),
    Sequence(Sequence),
    Pairs(Pairs),
}

#[derive(Debug, Clone, PartialEq)]
struct Texts {
    /// In file order.
    fields: Vec<Field>,
    /// For each row the index of its field.
    rows: Vec<u16>,
}

impl Draft {
    /// Starts on `question` as it is `shown`; the cursor is on the first row that can be chosen.
    pub fn new(question: &Question, shown: &Shown) -> Self {
        let work = match &question.kind {
            Kind::Choice(choice) => Work::Picks(Picks::one(choice.options.len())),
            Kind::Multi(multi) => Work::Picks(Picks::many(vec![true; multi.options.len()])),
            Kind::Spot(spot) => Work::Picks(Picks::many(spot.lines.iter().map(|line| line.is_open()).collect())),
            Kind::Fill(fill) => {
                Work::Texts(Texts { fields: vec![Field::default(); fill.blanks.len()], rows: fill.places().collect() })
            }
            Kind::Order(_) => Work::Sequence(Sequence::new(shown.order.clone())),
            Kind::Match(pairs) => Work::Pairs(Pairs::new(pairs.pairs.len(), pairs.decoys.len())),
        };
        let mut draft = Self { shown: shown.clone(), cursor: 0, work };
        draft.first();
        draft
    }

    /// Returns how many rows there are.
    pub fn rows(&self) -> usize {
        match &self.work {
            Work::Picks(picks) => picks.len(),
            Work::Texts(texts) => texts.rows.len(),
            Work::Sequence(sequence) => sequence.items().len(),
            Work::Pairs(pairs) => pairs.lefts().len(),
        }
    }

    /// Returns the 0-based row of the cursor.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Returns the index in file order of what stands in `row`.
    pub fn canonical(&self, row: usize) -> Option<u16> {
        match &self.work {
            Work::Picks(_) => self.shown.canonical(row),
            Work::Texts(texts) => texts.rows.get(row).copied(),
            Work::Sequence(sequence) => sequence.items().get(row).copied(),
            Work::Pairs(pairs) => (row < pairs.lefts().len()).then_some(row as u16),
        }
    }

    /// Returns whether the draft takes text, so that letters are text and not commands.
    pub fn wants_text(&self) -> bool {
        matches!(self.work, Work::Texts(_))
    }

    /// Moves the cursor one row up, past rows that cannot be chosen; stays at the first.
    pub fn up(&mut self) {
        if let Some(row) = (0..self.cursor).rev().find(|row| self.is_open(*row)) {
            self.cursor = row;
        }
    }

    /// Moves the cursor one row down, past rows that cannot be chosen; stays at the last.
    pub fn down(&mut self) {
        if let Some(row) = (self.cursor + 1..self.rows()).find(|row| self.is_open(*row)) {
            self.cursor = row;
        }
    }

    /// Moves the cursor to the first row that can be chosen.
    pub fn first(&mut self) {
        self.cursor = (0..self.rows()).find(|row| self.is_open(*row)).unwrap_or(0);
    }

    /// Moves the cursor to the last row that can be chosen.
    pub fn last(&mut self) {
        self.cursor = (0..self.rows()).rev().find(|row| self.is_open(*row)).unwrap_or(0);
    }

    /// Moves the cursor to `row` where there is such a row and it can be chosen.
    pub fn go(&mut self, row: usize) {
        if self.is_open(row) {
            self.cursor = row;
        }
    }

    /// Chooses the `n`th (from 1) displayed option: picks it, toggles it where several may be picked, gives it to the
    /// left under the cursor in match, puts the cursor on it in order. Returns whether there is one.
    pub fn choose(&mut self, n: usize) -> bool {
        let Some(row) = n.checked_sub(1) else { return false };
        if let Work::Pairs(pairs) = &mut self.work {
            return self.shown.canonical(row).is_some_and(|right| pairs.assign(self.cursor, right));
        }
        if self.wants_text() || !self.is_open(row) {
            return false;
        }
        self.cursor = row;
        self.toggle();
        true
    }

    /// Picks what is under the cursor or, where several may be picked, puts it back when it is picked.
    pub fn toggle(&mut self) {
        if let (Work::Picks(picks), Some(part)) = (&mut self.work, self.shown.canonical(self.cursor)) {
            picks.toggle(part);
        }
    }

    /// Returns whether the option or line of file order `part` is picked.
    pub fn is_picked(&self, part: u16) -> bool {
        matches!(&self.work, Work::Picks(picks) if picks.has(part))
    }

    /// Moves the item under the cursor one place up; the cursor goes with it.
    pub fn move_up(&mut self) {
        if let Work::Sequence(sequence) = &mut self.work {
            self.cursor = sequence.shift(self.cursor, self.cursor.saturating_sub(1));
        }
    }

    /// Moves the item under the cursor one place down; the cursor goes with it.
    pub fn move_down(&mut self) {
        if let Work::Sequence(sequence) = &mut self.work {
            self.cursor = sequence.shift(self.cursor, self.cursor + 1);
        }
    }

    /// Returns the items of an order, in file-order indices, as they stand now; empty for other kinds.
    pub fn sequence(&self) -> &[u16] {
        if let Work::Sequence(sequence) = &self.work { sequence.items() } else { &[] }
    }

    /// Returns the text of the blank of file order `blank` with its caret.
    pub fn field(&self, blank: u16) -> Option<&Field> {
        if let Work::Texts(texts) = &self.work { texts.fields.get(usize::from(blank)) } else { None }
    }

    /// Returns the text under the cursor, to be edited.
    pub fn focused(&mut self) -> Option<&mut Field> {
        let Work::Texts(texts) = &mut self.work else { return None };
        let blank = *texts.rows.get(self.cursor)?;
        texts.fields.get_mut(usize::from(blank))
    }

    /// Writes a character at the caret; control characters are left out.
    pub fn insert(&mut self, c: char) {
        self.edit(|field| field.insert(c));
    }

    /// Writes pasted text at the caret; its line breaks become blanks.
    pub fn paste(&mut self, text: &str) {
        self.edit(|field| field.paste(text));
    }

    /// Deletes the character before the caret.
    pub fn backspace(&mut self) {
        self.edit(Field::backspace);
    }

    /// Deletes the character at the caret.
    pub fn delete(&mut self) {
        self.edit(Field::delete);
    }

    /// Moves the caret one character to the left.
    pub fn left(&mut self) {
        self.edit(Field::left);
    }

    /// Moves the caret one character to the right.
    pub fn right(&mut self) {
        self.edit(Field::right);
    }

    /// Moves the caret before the first character.
    pub fn home(&mut self) {
        self.edit(Field::home);
    }

    /// Moves the caret behind the last character.
    pub fn end(&mut self) {
        self.edit(Field::end);
    }

    /// Goes to the next blank in the code, from the last to the first.
    pub fn next_blank(&mut self) {
        self.turn(1);
    }

    /// Goes to the previous blank in the code, from the first to the last.
    pub fn previous_blank(&mut self) {
        self.turn(self.rows().saturating_sub(1));
    }

    fn turn(&mut self, by: usize) {
        if self.wants_text() && self.rows() > 0 {
            self.cursor = (self.cursor + by) % self.rows();
        }
    }

    /// Gives the left under the cursor the next right in displayed order that no other left has; where every right is
    /// taken, it changes places with the next one.
    pub fn next_right(&mut self) {
        self.turn_right(true);
    }

    /// Like [`Draft::next_right`], the other way round.
    pub fn previous_right(&mut self) {
        self.turn_right(false);
    }

    fn turn_right(&mut self, forward: bool) {
        if let Work::Pairs(pairs) = &mut self.work {
            pairs.turn(self.cursor, &self.shown, forward);
        }
    }

    /// Takes the right away from the left under the cursor.
    pub fn clear(&mut self) {
        if let Work::Pairs(pairs) = &mut self.work {
            pairs.clear(self.cursor);
        }
    }

    /// Returns the right (file order, decoys after the pairs) that left `left` has.
    pub fn right_of(&self, left: u16) -> Option<u16> {
        if let Work::Pairs(pairs) = &self.work { *pairs.lefts().get(usize::from(left))? } else { None }
    }

    /// Returns whether the answer can be given: something is picked, every blank has text, every left has a right, an
    /// item was moved (items never start in a right order).
    pub fn is_complete(&self) -> bool {
        match &self.work {
            Work::Picks(picks) => picks.any(),
            Work::Texts(texts) => texts.fields.iter().all(|field| !field.is_blank()),
            Work::Sequence(sequence) => sequence.is_moved(),
            Work::Pairs(pairs) => pairs.lefts().iter().all(Option::is_some),
        }
    }

    /// Returns the answer as it stands, in file order.
    pub fn answer(&self) -> Answer {
        match &self.work {
            Work::Picks(picks) => Answer::Picks(picks.picked()),
            Work::Texts(texts) => Answer::Texts(texts.fields.iter().map(|field| field.text().to_owned()).collect()),
            Work::Sequence(sequence) => Answer::Sequence(sequence.items().to_vec()),
            Work::Pairs(pairs) => Answer::Pairs(pairs.lefts().to_vec()),
        }
    }

    fn is_open(&self, row: usize) -> bool {
        match &self.work {
            Work::Picks(picks) => self.shown.canonical(row).is_some_and(|part| picks.is_open(part)),
            _ => row < self.rows(),
        }
    }

    fn edit(&mut self, change: impl FnOnce(&mut Field)) {
        if let Some(field) = self.focused() {
            change(field);
        }
    }
}

#[cfg(test)]
mod tests;
