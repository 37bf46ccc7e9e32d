//! Items that have to be put in order: a partial order, and every way to keep it is right.
//! Must not know in which order items start on a screen.

use super::super::key::{KeyHash, normal};
use super::super::verdict::sentence;
use super::super::{Answer, PartVerdict, Verdict};
use crate::course::Inlines;

/// A question whose items are listed in a right order; at least one constraint, none circular.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Order {
    /// The language of the items that are code.
    pub lang: String,
    /// The items in file order, which is a right one.
    pub items: Vec<OrderItem>,
}

/// An item of an order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OrderItem {
    /// The name `after` uses.
    pub id: String,
    /// What it says.
    pub text: Inlines,
    /// Whether `text` is code, taken as it is, rather than prose.
    pub code: bool,
    /// Indices of the items that have to come earlier.
    pub after: Vec<u16>,
    /// Why it stands where it stands.
    pub why: Inlines,
}

impl Order {
    /// Makes each item follow the one listed before it: the meaning of a list without any `after`.
    pub fn chain(items: &mut [OrderItem]) {
        for (at, item) in items.iter_mut().enumerate().skip(1) {
            item.after = vec![at as u16 - 1];
        }
    }

    /// Returns whether `sequence` holds every item once and keeps all constraints.
    pub fn is_right(&self, sequence: &[u16]) -> bool {
        self.places(sequence).is_some_and(|places| self.first_broken(sequence, &places).is_none())
    }

    /// Judges an [`Answer::Sequence`] of every item.
    pub fn mark(&self, answer: &Answer) -> Verdict {
        let sequence = if let Answer::Sequence(sequence) = answer { sequence.as_slice() } else { &[] };
        let Some(places) = self.places(sequence) else {
            let parts = self.items.iter().map(|item| PartVerdict::given(false, false, &item.why)).collect();
            return Verdict { right: false, parts, remark: None };
        };
        let broken = self.first_broken(sequence, &places);
        let parts = (0..self.items.len()).map(|at| self.mark_item(at, &places)).collect();
        let remark = broken.map(|(item, earlier)| self.remark(item, earlier));
        Verdict { right: remark.is_none(), parts, remark }
    }

    fn mark_item(&self, at: usize, places: &[usize]) -> PartVerdict {
        let item = &self.items[at];
        let late = item.after.iter().find(|earlier| places[usize::from(**earlier)] > places[at]);
        let mut part = PartVerdict::given(true, late.is_none(), &item.why);
        part.expected = late.map(|earlier| format!("after {}", self.named(usize::from(*earlier)).text));
        part
    }

    /// Returns where each item stands, or nothing when `sequence` is not a permutation of the items.
    fn places(&self, sequence: &[u16]) -> Option<Vec<usize>> {
        let mut places = vec![usize::MAX; self.items.len()];
        if sequence.len() != places.len() {
            return None;
        }
        for (place, item) in sequence.iter().enumerate() {
            let slot = places.get_mut(usize::from(*item)).filter(|slot| **slot == usize::MAX)?;
            *slot = place;
        }
        Some(places)
    }

    /// Returns the first (item, item it should follow) that stand the wrong way round, from the top of `sequence`.
    fn first_broken(&self, sequence: &[u16], places: &[usize]) -> Option<(usize, usize)> {
        sequence.iter().map(|item| usize::from(*item)).find_map(|item| {
            let mut earlier = self.items[item].after.iter().map(|earlier| usize::from(*earlier));
            earlier.find(|earlier| places[*earlier] > places[item]).map(|earlier| (item, earlier))
        })
    }

    fn remark(&self, item: usize, earlier: usize) -> Inlines {
        let (item, earlier) = (self.named(item), self.named(earlier));
        sentence(&[(&item.text, item.code), (" stands before ", false), (&earlier.text, earlier.code), (".", false)])
    }

    /// Returns how an item is named in a sentence: its first line, prose between quotation marks.
    fn named(&self, item: usize) -> Named {
        let item = &self.items[item];
        let line = item.text.text.lines().next().unwrap_or_default().trim_end_matches(['\\', ' ']);
        let text = if item.code { line.to_owned() } else { format!("\"{}\"", line.trim_end_matches('.')) };
        Named { text, code: item.code }
    }

    /// The key is which item has to come before which, followed through, so that naming a constraint twice or leaving
    /// out one that follows from others changes nothing.
    pub(super) fn write_key(&self, key: &mut KeyHash) {
        let mut pairs = Vec::new();
        for (at, item) in self.items.iter().enumerate() {
            let text = normal(&item.text.text);
            for earlier in self.all_before(at) {
                pairs.push(format!("{}<{text}", normal(&self.items[earlier].text.text)));
            }
            pairs.push(text);
        }
        super::write_sorted(key, pairs.into_iter());
    }

    /// Returns every item that has to come before item `at`, directly or not.
    fn all_before(&self, at: usize) -> Vec<usize> {
        let mut seen = vec![false; self.items.len()];
        let mut open = vec![at];
        while let Some(item) = open.pop() {
            for earlier in self.items[item].after.iter().map(|earlier| usize::from(*earlier)) {
                if !std::mem::replace(&mut seen[earlier], true) {
                    open.push(earlier);
                }
            }
        }
        (0..seen.len()).filter(|item| seen[*item]).collect()
    }
}

/// An item's name in a sentence.
struct Named {
    text: String,
    code: bool,
}
