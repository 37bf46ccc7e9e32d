//! Finds a number by a key that stands elsewhere: an entry by the id of its event, a name by its text. Keeps only the
//! numbers, so that the tables of a long log stay in the cache.

use std::hash::{BuildHasherDefault, Hasher};

/// Numbers in open addressing: 0 for an empty slot, else the upper half of the key's hash and the number plus one. A power
/// of two, at most half full.
#[derive(Debug, Clone, Default)]
pub(super) struct Slots {
    slots: Vec<u64>,
    len: usize,
}

/// Where a key was looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    /// It is there, with this number.
    Found(u32),
    /// It is not, and would belong into this slot.
    Empty(usize),
}

/// The part of a slot that is the hash's.
const TAG: u64 = 0xffff_ffff_0000_0000;

impl Slots {
    /// Makes room for `more` numbers. `hash_of` says which hash a number's key has.
    #[inline]
    pub fn reserve(&mut self, more: usize, hash_of: impl Fn(u32) -> u64) {
        if (self.len + more) * 2 > self.slots.len() {
            self.grow(more, hash_of);
        }
    }

    #[cold]
    fn grow(&mut self, more: usize, hash_of: impl Fn(u32) -> u64) {
        let wanted = ((self.len + more) * 2).next_power_of_two().max(16);
        let old = std::mem::replace(&mut self.slots, vec![0; wanted]);
        for slot in old.into_iter().filter(|slot| *slot != 0) {
            let number = slot as u32 - 1;
            let hash = hash_of(number);
            if let Slot::Empty(empty) = self.find(hash, |_| false) {
                self.slots[empty] = slot;
            }
        }
    }

    /// Looks for the key with this hash; `is` says whether a number's key is the one. There has to be room for one more, or
    /// nothing in the table.
    #[inline]
    pub fn find(&self, hash: u64, is: impl Fn(u32) -> bool) -> Slot {
        let mask = self.slots.len().wrapping_sub(1);
        let mut place = hash as usize & mask;
        loop {
            match self.slots.get(place) {
                None | Some(0) => return Slot::Empty(place),
                Some(slot) if (slot ^ hash) & TAG == 0 && is(*slot as u32 - 1) => return Slot::Found(*slot as u32 - 1),
                Some(_) => place = (place + 1) & mask,
            }
        }
    }

    /// Puts a number into the slot that was found empty for its key.
    #[inline]
    pub fn fill(&mut self, place: usize, hash: u64, number: u32) {
        self.slots[place] = (hash & TAG) | (u64::from(number) + 1);
        self.len += 1;
    }
}

/// Returns the hash of an event id. Ids are random already; multiplied all the same, for ids counted by hand (in tests, by
/// other programs).
#[inline]
pub(super) fn hash_of_id(id: u128) -> u64 {
    let word = (id as u64 ^ (id >> 64) as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    word ^ word >> 32
}

/// Returns the hash of a text, eight bytes at a time. A log is the learner's own, so nobody gains from clashes.
#[inline]
pub(super) fn hash_of_text(text: &[u8]) -> u64 {
    let mix = |hash: u64, word: u64| (hash.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    let (words, rest) = text.as_chunks::<8>();
    let hash = words.iter().fold(text.len() as u64, |hash, word| mix(hash, u64::from_le_bytes(*word)));
    // The last eight bytes, some of them for the second time, or all there are.
    let last = match text.last_chunk::<8>() {
        Some(last) => u64::from_le_bytes(*last),
        None => rest.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)),
    };
    let hash = mix(hash, last);
    // A product is random only at its upper end.
    hash ^ hash >> 32
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
        self.0 = hash_of_id(id);
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
    fn every_key_is_found_once() {
        let mut rng = fastrand::Rng::with_seed(1);
        // Random ones, and ones that differ in few bits.
        let mut ids: Vec<u128> =
            (0..3_000).map(|_| rng.u128(..)).chain(0..500).chain((0..500).map(|n| n << 120)).collect();
        ids.sort_unstable();
        ids.dedup();
        let hash = |n: u32| hash_of_id(ids[n as usize]);
        let mut table = Slots::default();
        assert_eq!(table.find(1, |_| true), Slot::Empty(1));
        for (number, id) in (0..).zip(&ids) {
            table.reserve(1, hash);
            let Slot::Empty(slot) = table.find(hash(number), |n| ids[n as usize] == *id) else { panic!("not yet") };
            table.fill(slot, hash(number), number);
        }
        table.reserve(10_000, hash);
        for (number, id) in (0..).zip(&ids) {
            assert_eq!(table.find(hash(number), |n| ids[n as usize] == *id), Slot::Found(number));
        }
        assert!(matches!(table.find(hash_of_id(u128::MAX), |n| ids[n as usize] == u128::MAX), Slot::Empty(_)));
    }

    #[test]
    fn texts_that_differ_a_little_hash_apart() {
        let texts = [
            "",
            "\0",
            "a",
            "b",
            "ab",
            "ba",
            "abcdefgh",
            "abcdefgi",
            "abcdefgh\0",
            "abcdefghi",
            "chapter-1/x#y-1",
            "chapter-1/x#y-2",
        ];
        let mut hashes: Vec<u64> = texts.iter().map(|text| hash_of_text(text.as_bytes())).collect();
        hashes.sort_unstable();
        hashes.dedup();
        assert_eq!(hashes.len(), texts.len());
    }
}
