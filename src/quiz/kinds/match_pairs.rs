//! Lefts that each have one right, and rights that belong to nothing. Must not know in which order rights are shown.

use super::super::key::{KeyHash, normal};
use super::super::{Answer, PartVerdict, Verdict};
use crate::course::Inlines;

/// A question of pairs; the right of left `n` is right `n`, the decoys are counted on after the last pair.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MatchPairs {
    /// The pairs in file order.
    pub pairs: Vec<Pair>,
    /// Rights that belong to nothing.
    pub decoys: Vec<Decoy>,
}

/// A left and its right.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pair {
    /// The side that stays where it is.
    pub left: Inlines,
    /// The side that is assigned.
    pub right: Inlines,
    /// Why they belong together.
    pub why: Inlines,
}

/// A right that belongs to no left.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Decoy {
    /// The side that could be assigned.
    pub right: Inlines,
    /// Why it belongs to nothing.
    pub why: Inlines,
}

impl MatchPairs {
    /// Returns the right of index `right`, decoys after the rights of the pairs.
    pub fn right(&self, right: u16) -> Option<&Inlines> {
        let right = usize::from(right);
        let decoy = || self.decoys.get(right.checked_sub(self.pairs.len())?).map(|decoy| &decoy.right);
        self.pairs.get(right).map(|pair| &pair.right).or_else(decoy)
    }

    /// Judges an [`Answer::Pairs`] of one entry for each left. The parts are the lefts, then the decoys.
    pub fn mark(&self, answer: &Answer) -> Verdict {
        let given = match answer {
            Answer::Pairs(given) if given.len() == self.pairs.len() => given.as_slice(),
            _ => &[],
        };
        let mut parts: Vec<_> = (0..self.pairs.len()).map(|left| self.mark_left(left, given)).collect();
        let right = !parts.is_empty() && parts.iter().all(|part| part.right);
        parts.extend(self.decoys.iter().enumerate().map(|(at, decoy)| {
            let index = self.pairs.len() + at;
            let taken = given.iter().flatten().any(|right| usize::from(*right) == index);
            PartVerdict::pick(taken, false, &decoy.why)
        }));
        Verdict { right, parts, remark: None }
    }

    fn mark_left(&self, left: usize, given: &[Option<u16>]) -> PartVerdict {
        let pair = &self.pairs[left];
        let choice = given.get(left).copied().flatten();
        let right = choice.is_some_and(|choice| usize::from(choice) == left);
        let mut part = PartVerdict::given(choice.is_some(), right, &pair.why);
        part.given = choice.and_then(|choice| self.right(choice)).map(|text| text.text.clone());
        if right {
            return part;
        }
        part.expected = Some(pair.right.text.clone());
        let decoy = choice.and_then(|choice| self.decoys.get(usize::from(choice).checked_sub(self.pairs.len())?));
        match decoy {
            Some(decoy) => part.mistaken(&decoy.why),
            None => part,
        }
    }

    pub(super) fn write_key(&self, key: &mut KeyHash) {
        let pair = |pair: &Pair| format!("{}={}", normal(&pair.left.text), normal(&pair.right.text));
        super::write_sorted(key, self.pairs.iter().map(pair));
    }
}
