//! Options or lines that are picked. Indices are in file order. Must not know the cursor.

/// What is picked so far.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Picks {
    picked: Vec<bool>,
    /// Which parts can be picked at all.
    open: Vec<bool>,
    /// Whether a pick replaces the one before.
    single: bool,
}

impl Picks {
    /// Starts on `parts` parts of which one is picked.
    pub(super) fn one(parts: usize) -> Self {
        Self { picked: vec![false; parts], open: vec![true; parts], single: true }
    }

    /// Starts on parts of which any number is picked.
    pub(super) fn many(open: Vec<bool>) -> Self {
        Self { picked: vec![false; open.len()], open, single: false }
    }

    pub(super) fn len(&self) -> usize {
        self.picked.len()
    }

    pub(super) fn is_open(&self, part: u16) -> bool {
        self.open.get(usize::from(part)).is_some_and(|open| *open)
    }

    pub(super) fn has(&self, part: u16) -> bool {
        self.picked.get(usize::from(part)).is_some_and(|picked| *picked)
    }

    pub(super) fn any(&self) -> bool {
        self.picked.contains(&true)
    }

    /// Picks `part` alone or, where several may be picked, turns it over.
    pub(super) fn toggle(&mut self, part: u16) {
        if !self.is_open(part) {
            return;
        }
        if self.single {
            self.picked.fill(false);
        }
        if let Some(picked) = self.picked.get_mut(usize::from(part)) {
            *picked = !*picked;
        }
    }

    pub(super) fn picked(&self) -> Vec<u16> {
        (0..self.picked.len() as u16).filter(|part| self.has(*part)).collect()
    }
}
