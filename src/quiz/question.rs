//! One question: what every kind has in common. How a kind is marked stands in `kinds`.
//! Must not know how questions are read, shown or scheduled.

use super::{Answer, Kind, Shown, Verdict};
use crate::course::Block;
use crate::course::block::Mark;
use crate::id::QuestionId;

/// A question as it was read; sound, so that some answer to it is right.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// Its id, `works/dockerignore#secret-in-context`.
    pub id: QuestionId,
    /// The situation and what is to be decided.
    pub prompt: Vec<Block>,
    /// Code shown below the prompt; for fill it still holds the `{{name}}` of its blanks.
    pub code: Option<CodeText>,
    /// Anchor of the lesson's section that answers it.
    pub section: Option<String>,
    /// Shown after the answer, right or wrong.
    pub explanation: Vec<Block>,
    /// At most three, from nudge to near-answer.
    pub hints: Vec<Vec<Block>>,
    /// Ids it had before.
    pub aliases: Vec<QuestionId>,
    /// The kind with its options and its key.
    pub kind: Kind,
    /// [`Kind::key_hash`] of `kind`: changes when the right answer changes, not when prose is mended.
    pub key_hash: u64,
}

/// Code of a question, marks taken out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CodeText {
    /// The language, `dockerfile` where nothing else was said.
    pub lang: String,
    /// The lines, without a newline at the end.
    pub text: String,
    /// Lines that `# !mark NAME` names.
    pub marks: Vec<Mark>,
}

impl Question {
    /// Judges `answer`; one of another shape than the kind wants is wrong.
    pub fn mark(&self, answer: &Answer) -> Verdict {
        self.kind.mark(answer)
    }

    /// Returns the order in which the parts are shown for the seed of a sitting.
    pub fn shown(&self, seed: u64) -> Shown {
        Shown::of(self, seed)
    }
}
