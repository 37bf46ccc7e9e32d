//! Items that are moved up and down. Must not know the cursor or which order is right.

/// The items as they stand now, in file-order indices.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sequence {
    items: Vec<u16>,
    moved: bool,
}

impl Sequence {
    pub(super) fn new(items: Vec<u16>) -> Self {
        Self { items, moved: false }
    }

    pub(super) fn items(&self) -> &[u16] {
        &self.items
    }

    /// Returns whether any item was moved since the start, be it there and back.
    pub(super) fn is_moved(&self) -> bool {
        self.moved
    }

    /// Exchanges the items of two places; returns where the first is now.
    pub(super) fn shift(&mut self, from: usize, to: usize) -> usize {
        if from == to || from.max(to) >= self.items.len() {
            return from;
        }
        self.items.swap(from, to);
        self.moved = true;
        to
    }
}
