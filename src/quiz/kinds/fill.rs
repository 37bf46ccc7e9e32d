//! Blanks in code that are filled in as text. Must not know how text is edited; that is the draft's.

use super::super::key::KeyHash;
use super::super::{Answer, PartVerdict, Verdict};
use crate::course::Inlines;

/// A question with blanks in its code.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Fill {
    /// The blanks in file order.
    pub blanks: Vec<Blank>,
    /// The code cut at its blanks, in reading order.
    pub pieces: Vec<Piece>,
}

/// A stretch of a fill's code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Code as it is shown.
    Text(String),
    /// The place of a blank: its index in [`Fill::blanks`].
    Blank(u16),
}

/// A blank and what fits it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Blank {
    /// Its name in the code.
    pub name: String,
    /// The answer that is shown as the right one.
    pub answer: String,
    /// Others that are right as well.
    pub accept: Vec<String>,
    /// Whether upper and lower case are the same here.
    pub ignore_case: bool,
    /// Mistakes people really make.
    pub slips: Vec<Slip>,
    /// Why the answer is right.
    pub why: Inlines,
}

/// A mistake with a reason of its own.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Slip {
    /// What is typed.
    pub text: String,
    /// What would happen.
    pub why: Inlines,
}

/// Returns `text` without blanks at its ends and with each run of blanks inside as one.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}

impl Blank {
    /// Returns whether two texts are the same to this blank.
    pub fn same(&self, one: &str, other: &str) -> bool {
        let (one, other) = (fold(one), fold(other));
        one == other || self.ignore_case && one.to_lowercase() == other.to_lowercase()
    }

    /// Returns whether `text` is a right answer.
    pub fn accepts(&self, text: &str) -> bool {
        std::iter::once(&self.answer).chain(&self.accept).any(|right| self.same(text, right))
    }

    /// Returns the known mistake that `text` is.
    pub fn slip(&self, text: &str) -> Option<&Slip> {
        self.slips.iter().find(|slip| self.same(text, &slip.text))
    }

    fn mark(&self, text: &str) -> PartVerdict {
        let right = self.accepts(text);
        let given = !text.trim().is_empty();
        let mut part = PartVerdict::given(given, right, &self.why);
        part.given = given.then(|| text.trim().to_owned());
        if right {
            return part;
        }
        part.expected = Some(self.answer.clone());
        match self.slip(text) {
            Some(slip) => part.mistaken(&slip.why),
            None => part,
        }
    }
}

impl Fill {
    /// Judges an [`Answer::Texts`] of one text for each blank.
    pub fn mark(&self, answer: &Answer) -> Verdict {
        let texts = match answer {
            Answer::Texts(texts) if texts.len() == self.blanks.len() => Some(texts),
            _ => None,
        };
        let text = |at: usize| texts.and_then(|texts| texts.get(at)).map_or("", String::as_str);
        let parts: Vec<_> = self.blanks.iter().enumerate().map(|(at, blank)| blank.mark(text(at))).collect();
        Verdict { right: texts.is_some() && parts.iter().all(|part| part.right), parts, remark: None }
    }

    /// Returns the indices of the blanks in the order in which they stand in the code.
    pub fn places(&self) -> impl Iterator<Item = u16> {
        self.pieces.iter().filter_map(|piece| if let Piece::Blank(blank) = piece { Some(*blank) } else { None })
    }

    /// In code `==` and `>=` differ, so a blank's answer counts with its punctuation. Alternatives are left out: one
    /// that was forgotten is added without making earlier right answers void.
    pub(super) fn write_key(&self, key: &mut KeyHash) {
        let exact = |blank: &Blank| {
            let answer = fold(&blank.answer);
            if blank.ignore_case { answer.to_lowercase() } else { answer }
        };
        self.blanks.iter().for_each(|blank| key.exact(&exact(blank)));
    }
}
