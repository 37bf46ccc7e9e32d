//! How an answer was judged, part by part, so that a screen can list every option with its mark and its reason.
//! Must not know the kinds of question; they build verdicts with what is here.

use super::Answer;
use crate::course::Inlines;
use crate::course::block::{Emphasis, Run};

/// The judgement of one answer.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Verdict {
    /// Whether the answer as a whole is right.
    pub right: bool,
    /// One part for each option, blank, item, code line or left, in file order; for match the decoys follow.
    pub parts: Vec<PartVerdict>,
    /// What is wrong with the answer as a whole: the first broken constraint of an order.
    pub remark: Option<Inlines>,
}

/// The judgement of one part.
#[derive(Debug, Clone, PartialEq)]
pub struct PartVerdict {
    /// Whether the learner picked it, or filled it in.
    pub chosen: bool,
    /// Of an option, a line or a decoy: whether it should be picked. Of the rest: whether what was given is right.
    pub right: bool,
    /// The two together, ready to be shown.
    pub mark: PartMark,
    /// The reason that fits what was given: the part's own, or that of a slip or of a decoy that was taken.
    pub why: Inlines,
    /// The part's own reason where `why` speaks of the mistake.
    pub because: Option<Inlines>,
    /// What was given, where it is a text of its own (fill, match).
    pub given: Option<String>,
    /// What would have been right, where that is a text of its own and it was not given.
    pub expected: Option<String>,
}

/// The four marks a part can get.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PartMark {
    /// Picked or given, and right.
    ChosenRight,
    /// Picked or given, and wrong.
    ChosenWrong,
    /// Not picked or given, though it should be.
    Missed,
    /// Rightly not picked.
    LeftAlone,
}

impl PartVerdict {
    /// Judges a part that is picked or not: an option, a line of code, a decoy.
    pub fn pick(chosen: bool, wanted: bool, why: &Inlines) -> Self {
        let mark = match (chosen, wanted) {
            (true, true) => PartMark::ChosenRight,
            (true, false) => PartMark::ChosenWrong,
            (false, true) => PartMark::Missed,
            (false, false) => PartMark::LeftAlone,
        };
        Self { mark, ..Self::bare(chosen, wanted, why) }
    }

    /// Judges a part that always wants something: a blank, an item's place, a left.
    pub fn given(given: bool, right: bool, why: &Inlines) -> Self {
        let mark = match (given, right) {
            (_, true) => PartMark::ChosenRight,
            (true, false) => PartMark::ChosenWrong,
            (false, false) => PartMark::Missed,
        };
        Self { mark, ..Self::bare(given, right, why) }
    }

    fn bare(chosen: bool, right: bool, why: &Inlines) -> Self {
        let mark = PartMark::LeftAlone;
        Self { chosen, right, mark, why: why.clone(), because: None, given: None, expected: None }
    }

    /// Puts the reason of a mistake, where it has one, before the part's own.
    #[must_use]
    pub fn mistaken(mut self, why: &Inlines) -> Self {
        if !why.is_empty() {
            self.because = Some(std::mem::replace(&mut self.why, why.clone()));
        }
        self
    }
}

impl Verdict {
    /// Judges picks against parts of (wanted, reason): right when exactly the wanted ones are picked.
    pub fn of_picks<'a>(answer: &Answer, parts: impl Iterator<Item = (bool, &'a Inlines)>) -> Self {
        let picks = if let Answer::Picks(picks) = answer { Some(picks.as_slice()) } else { None };
        let picked = |part: usize| picks.is_some_and(|picks| picks.iter().any(|pick| usize::from(*pick) == part));
        let parts: Vec<_> =
            parts.enumerate().map(|(part, (wanted, why))| PartVerdict::pick(picked(part), wanted, why)).collect();
        let known = picks.is_some_and(|picks| picks.iter().all(|pick| usize::from(*pick) < parts.len()));
        Self { right: known && parts.iter().all(|part| part.chosen == part.right), parts, remark: None }
    }
}

/// Makes running text of (text, is it code) pieces.
pub(super) fn sentence(pieces: &[(&str, bool)]) -> Inlines {
    let mut made = Inlines::default();
    for (text, code) in pieces.iter().filter(|(text, _)| !text.is_empty()) {
        let start = made.text.len() as u32;
        made.text.push_str(text);
        let emphasis = Emphasis { code: *code, ..Emphasis::default() };
        made.runs.push(Run { start, end: made.text.len() as u32, emphasis, link: None });
    }
    made
}
