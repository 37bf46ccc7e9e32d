//! Lines of code of which the faulty ones are picked. Must not know how a fault was found: marks name it today.

use super::super::key::{KeyHash, normal};
use super::super::{Answer, Verdict};
use crate::course::Inlines;

/// A question about lines of code; at least one is faulty.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Spot {
    /// Every line of the question's code, in order.
    pub lines: Vec<SpotLine>,
}

/// A line that can be picked.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SpotLine {
    /// The line as it is shown.
    pub text: String,
    /// The mark that names it, where one does.
    pub mark: Option<String>,
    /// Whether it is to be picked.
    pub fault: bool,
    /// Its own reason, or the one for every line without a mark.
    pub why: Inlines,
}

impl SpotLine {
    /// Returns whether the line can be picked at all; an empty one cannot.
    pub fn is_open(&self) -> bool {
        !self.text.trim().is_empty()
    }
}

impl Spot {
    /// Judges an [`Answer::Picks`] of 0-based lines.
    pub fn mark(&self, answer: &Answer) -> Verdict {
        Verdict::of_picks(answer, self.lines.iter().map(|line| (line.fault, &line.why)))
    }

    pub(super) fn write_key(&self, key: &mut KeyHash) {
        let faults = self.lines.iter().filter(|line| line.fault);
        super::write_sorted(key, faults.map(|line| normal(&line.text)));
    }
}
