//! One option of several is right. Must not know in which order options are shown.

use super::super::key::KeyHash;
use super::super::{Answer, Verdict};
use crate::course::Inlines;

/// A question with exactly one right option.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Choice {
    /// The options in file order.
    pub options: Vec<AnswerOption>,
}

/// An option of a choice or a multi.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AnswerOption {
    /// What it says.
    pub text: Inlines,
    /// Whether it is right.
    pub right: bool,
    /// Why it is right, or what would happen.
    pub why: Inlines,
}

impl Choice {
    /// Judges an [`Answer::Picks`].
    pub fn mark(&self, answer: &Answer) -> Verdict {
        Verdict::of_picks(answer, self.options.iter().map(|option| (option.right, &option.why)))
    }

    pub(super) fn write_key(&self, key: &mut KeyHash) {
        self.options.iter().filter(|option| option.right).for_each(|option| key.text(&option.text.text));
    }
}
