//! Any number of options, at least one, are right. Must not know in which order options are shown.

use super::super::key::{KeyHash, normal};
use super::super::{Answer, Verdict};
use super::AnswerOption;

/// A question with one right option or more; all of them and no other have to be picked.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Multi {
    /// The options in file order.
    pub options: Vec<AnswerOption>,
}

impl Multi {
    /// Judges an [`Answer::Picks`].
    pub fn mark(&self, answer: &Answer) -> Verdict {
        Verdict::of_picks(answer, self.options.iter().map(|option| (option.right, &option.why)))
    }

    pub(super) fn write_key(&self, key: &mut KeyHash) {
        let right = self.options.iter().filter(|option| option.right);
        super::write_sorted(key, right.map(|option| normal(&option.text.text)));
    }
}
