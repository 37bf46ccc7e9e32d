//! The kinds of question, one room each, and what is asked of every kind: its name, its mark, its key, its order.
//! Must not know prompts, sittings or drafts.

mod choice;
mod fill;
mod match_pairs;
mod multi;
mod order;
mod spot;

pub use choice::{AnswerOption, Choice};
pub use fill::{Blank, Fill, Piece, Slip, fold};
pub use match_pairs::{Decoy, MatchPairs, Pair};
pub use multi::Multi;
pub use order::{Order, OrderItem};
pub use spot::{Spot, SpotLine};

use super::key::KeyHash;
use super::{Answer, Verdict};

/// A kind of question with what is particular to it.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// One of several.
    Choice(Choice),
    /// Some of several.
    Multi(Multi),
    /// Blanks in code.
    Fill(Fill),
    /// Items in a right order.
    Order(Order),
    /// Faulty lines of code.
    Spot(Spot),
    /// Lefts and their rights.
    Match(MatchPairs),
}

impl Kind {
    /// The names as they stand in quiz files.
    pub const NAMES: [&'static str; 6] = ["choice", "multi", "fill", "order", "spot", "match"];

    /// Returns the name as it stands in quiz files.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Choice(_) => "choice",
            Self::Multi(_) => "multi",
            Self::Fill(_) => "fill",
            Self::Order(_) => "order",
            Self::Spot(_) => "spot",
            Self::Match(_) => "match",
        }
    }

    /// Judges `answer`; one of another shape is wrong.
    pub fn mark(&self, answer: &Answer) -> Verdict {
        match self {
            Self::Choice(choice) => choice.mark(answer),
            Self::Multi(multi) => multi.mark(answer),
            Self::Fill(fill) => fill.mark(answer),
            Self::Order(order) => order.mark(answer),
            Self::Spot(spot) => spot.mark(answer),
            Self::Match(pairs) => pairs.mark(answer),
        }
    }

    /// Returns a stable hash of the kind and the right answer alone: prompts, reasons and wrong options may be reworded
    /// and the order of options may change without changing it.
    pub fn key_hash(&self) -> u64 {
        let mut key = KeyHash::new(self.name());
        match self {
            Self::Choice(choice) => choice.write_key(&mut key),
            Self::Multi(multi) => multi.write_key(&mut key),
            Self::Fill(fill) => fill.write_key(&mut key),
            Self::Order(order) => order.write_key(&mut key),
            Self::Spot(spot) => spot.write_key(&mut key),
            Self::Match(pairs) => pairs.write_key(&mut key),
        }
        key.finish()
    }

    /// Returns how many things are laid out for the learner: options, blanks, items, code lines, or (match) rights.
    pub fn len(&self) -> usize {
        match self {
            Self::Choice(choice) => choice.options.len(),
            Self::Multi(multi) => multi.options.len(),
            Self::Fill(fill) => fill.blanks.len(),
            Self::Order(order) => order.items.len(),
            Self::Spot(spot) => spot.lines.len(),
            Self::Match(pairs) => pairs.pairs.len() + pairs.decoys.len(),
        }
    }

    /// Returns whether nothing is laid out; never so for a question that was read.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Adds texts to a key in an order that does not depend on the file's.
fn write_sorted(key: &mut KeyHash, texts: impl Iterator<Item = String>) {
    let mut texts: Vec<_> = texts.collect();
    texts.sort_unstable();
    texts.iter().for_each(|text| key.exact(text));
}

#[cfg(test)]
mod tests;
