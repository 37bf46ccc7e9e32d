//! Rights that are given to lefts, each to at most one. Must not know the cursor or which pairs are right.

use super::super::Shown;

/// Which right each left has, in file-order indices.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pairs {
    lefts: Vec<Option<u16>>,
    rights: usize,
}

impl Pairs {
    /// Starts on `pairs` lefts and as many rights, and `decoys` further rights.
    pub(super) fn new(pairs: usize, decoys: usize) -> Self {
        Self { lefts: vec![None; pairs], rights: pairs + decoys }
    }

    pub(super) fn lefts(&self) -> &[Option<u16>] {
        &self.lefts
    }

    /// Gives `right` to `left`; a left that had it takes over what `left` had. Returns whether both exist.
    pub(super) fn assign(&mut self, left: usize, right: u16) -> bool {
        if left >= self.lefts.len() || usize::from(right) >= self.rights {
            return false;
        }
        if let Some(other) = self.owner(right) {
            self.lefts.swap(left, other);
        } else {
            self.lefts[left] = Some(right);
        }
        true
    }

    pub(super) fn clear(&mut self, left: usize) {
        if let Some(right) = self.lefts.get_mut(left) {
            *right = None;
        }
    }

    /// Gives `left` the next (or previous) displayed right that is free; where none is free, the very next one.
    pub(super) fn turn(&mut self, left: usize, shown: &Shown, forward: bool) {
        let count = shown.order.len();
        let Some(held) = self.lefts.get(left).copied().filter(|_| count > 0) else { return };
        let step = if forward { 1 } else { count - 1 };
        // Without a right yet, the first step leads to the first displayed right, or backwards to the last.
        let from = held.and_then(|right| shown.displayed(right)).unwrap_or(if forward { count - 1 } else { 0 });
        let at = |steps: usize| shown.canonical((from + steps * step) % count);
        let free = (1..=count).filter_map(at).find(|right| self.owner(*right).is_none());
        if let Some(right) = free.or_else(|| at(1)) {
            self.assign(left, right);
        }
    }

    fn owner(&self, right: u16) -> Option<usize> {
        self.lefts.iter().position(|held| *held == Some(right))
    }
}
