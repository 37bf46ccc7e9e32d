//! Finds an entry by the id of its event. Keeps only the entries' numbers; the ids stay where they are, so that the table of
//! a long log stays in the cache.

use std::hash::{BuildHasherDefault, Hasher};

/// Numbers in open addressing: 0 for an empty slot, else the number plus one. A power of two, at most half full.
#[derive(Debug, Clone, Default)]
pub(super) struct IdTable {
    slots: Vec<u32>,
    len: usize,
}

impl IdTable {
    /// Makes room for `more` numbers. `id_of` says which id a number has.
    pub fn reserve(&mut self, more: usize, id_of: impl Fn(u32) -> u128) {
        let wanted = ((self.len + more) * 2).next_power_of_two().max(16);
        if wanted <= self.slots.len() {
            return;
        }
        let old = std::mem::replace(&mut self.slots, vec![0; wanted]);
        for number in old.into_iter().filter(|number| *number > 0) {
            let slot = self.slot(id_of(number - 1), &id_of);
            self.slots[slot] = number;
        }
    }

    /// Adds a number under an id that is not there yet; else returns the number that is.
    #[inline]
    pub fn insert(&mut self, id: u128, number: u32, id_of: impl Fn(u32) -> u128) -> Option<u32> {
        if (self.len + 1) * 2 > self.slots.len() {
            self.reserve(self.len + 1, &id_of);
        }
        let slot = self.slot(id, &id_of);
        match self.slots[slot] {
            0 => {
                self.slots[slot] = number + 1;
                self.len += 1;
                None
            }
            known => Some(known - 1),
        }
    }

    /// Returns the number under an id.
    pub fn find(&self, id: u128, id_of: impl Fn(u32) -> u128) -> Option<u32> {
        if self.slots.is_empty() {
            return None;
        }
        self.slots[self.slot(id, &id_of)].checked_sub(1)
    }

    /// The slot that holds the id, or the empty one where it belongs.
    #[inline]
    fn slot(&self, id: u128, id_of: &impl Fn(u32) -> u128) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = spread(id) as usize & mask;
        loop {
            match self.slots[slot] {
                0 => return slot,
                number if id_of(number - 1) == id => return slot,
                _ => slot = (slot + 1) & mask,
            }
        }
    }
}

/// Ids are random already; multiplied all the same, for ids counted by hand (in tests, by other programs).
#[inline]
fn spread(id: u128) -> u64 {
    let word = (id as u64 ^ (id >> 64) as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    word ^ word >> 32
}

/// For the standard library's tables by event id.
pub(super) type ById = BuildHasherDefault<IdHasher>;

/// Hashes an event id.
#[derive(Debug, Clone, Default)]
pub(super) struct IdHasher(u64);

impl Hasher for IdHasher {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.wrapping_mul(0x100_0000_01b3) ^ u64::from(*byte);
        }
    }

    #[inline]
    fn write_u128(&mut self, id: u128) {
        self.0 = spread(id);
    }

    #[inline]
    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_id_is_found_once() {
        let mut rng = fastrand::Rng::with_seed(1);
        // Random ones, and ones that differ in few bits.
        let mut ids: Vec<u128> =
            (0..3_000).map(|_| rng.u128(..)).chain(0..500).chain((0..500).map(|n| n << 120)).collect();
        ids.sort_unstable();
        ids.dedup();
        let mut table = IdTable::default();
        assert_eq!(table.find(1, |_| 0), None);
        for (number, id) in (0..).zip(&ids) {
            assert_eq!(table.insert(*id, number, |n| ids[n as usize]), None);
            assert_eq!(table.insert(*id, 77, |n| ids[n as usize]), Some(number));
        }
        table.reserve(10_000, |n| ids[n as usize]);
        for (number, id) in (0..).zip(&ids) {
            assert_eq!(table.find(*id, |n| ids[n as usize]), Some(number));
        }
        assert_eq!(table.find(u128::MAX - 1, |n| ids[n as usize]), None);
    }
}
