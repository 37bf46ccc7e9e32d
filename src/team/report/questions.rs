//! Questions across people: how many answered rightly, what drew the others, and who of them was sure. Must not know people.

use std::collections::HashMap;

use super::drawn::{self, Drawn};
use super::sheet::{Sheet, Sym, Texts};
use super::wording::Lookup;
use crate::id::QuestionId;

/// A question that was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Its id.
    pub question: String,
    /// Its prompt, where the course is known and has the question as it was asked.
    pub prompt: Option<String>,
    /// First answers.
    pub answers: u32,
    /// Right ones.
    pub right: u32,
    /// Wrong ones whose giver was sure.
    pub sure_wrong: u32,
    /// Right ones whose giver was unsure.
    pub unsure_right: u32,
    /// What drew most of those who were wrong, where that is one thing.
    pub drawn: Option<Drawn>,
}

impl Asked {
    /// Returns how many answers were wrong.
    pub fn wrong(&self) -> u32 {
        self.answers - self.right
    }

    /// How hard it was, for an order: the share of wrong answers, where a question with few answers stays nearer to the middle.
    fn hardness(&self) -> (u64, u64) {
        (u64::from(self.wrong()) + 1, u64::from(self.answers) + 2)
    }
}

/// Counts per question, and per key of it: where the key was changed, two questions were asked.
#[derive(Debug, Default)]
pub(super) struct Tallies {
    questions: HashMap<Sym, Tally>,
}

#[derive(Debug, Default)]
struct Tally {
    answers: u32,
    right: u32,
    sure_wrong: u32,
    unsure_right: u32,
    wrong: HashMap<(u64, Sym), u32>,
}

impl Tallies {
    /// Counts the answers of one person.
    pub fn add(&mut self, sheet: &Sheet) {
        for answer in &sheet.answers {
            let tally = self.questions.entry(answer.question).or_default();
            tally.answers += 1;
            if answer.right {
                tally.right += 1;
                tally.unsure_right += u32::from(answer.sure == Some(false));
            } else {
                tally.sure_wrong += u32::from(answer.sure == Some(true));
                *tally.wrong.entry((answer.key, answer.chosen)).or_default() += 1;
            }
        }
    }

    /// Returns every question, the hardest first.
    pub fn asked(&self, texts: &Texts, lookup: &Lookup<'_>) -> Vec<Asked> {
        let mut asked: Vec<Asked> =
            self.questions.iter().map(|(question, tally)| tally.asked(texts.get(*question), texts, lookup)).collect();
        asked.sort_by(|a, b| {
            let ((a_wrong, a_of), (b_wrong, b_of)) = (a.hardness(), b.hardness());
            (b_wrong * a_of).cmp(&(a_wrong * b_of)).then_with(|| a.question.cmp(&b.question))
        });
        asked
    }
}

impl Tally {
    fn asked(&self, question: &str, texts: &Texts, lookup: &Lookup<'_>) -> Asked {
        let wording = question.parse::<QuestionId>().ok().and_then(|id| (lookup.question)(&id));
        let key = self.main_key(wording.as_ref().map(|wording| wording.key));
        // The words of another question would lie.
        let wording = wording.filter(|wording| key.is_none_or(|key| key == wording.key));
        let wrong = self.wrong.iter().filter(|((of, _), _)| Some(*of) == key);
        let mut wrong: Vec<(&str, u32)> = wrong.map(|((_, chosen), count)| (texts.get(*chosen), *count)).collect();
        wrong.sort_unstable();
        Asked {
            question: question.to_owned(),
            answers: self.answers,
            right: self.right,
            sure_wrong: self.sure_wrong,
            unsure_right: self.unsure_right,
            drawn: drawn::most(&wrong, wording.as_ref()),
            prompt: wording.map(|wording| wording.prompt),
        }
    }

    /// Returns the key whose wrong answers are told: today's where somebody answered to it, else the one with the most.
    fn main_key(&self, today: Option<u64>) -> Option<u64> {
        let mut keys: HashMap<u64, u32> = HashMap::new();
        for ((key, _), count) in &self.wrong {
            *keys.entry(*key).or_default() += count;
        }
        let most = keys.iter().max_by_key(|(key, count)| (**count, **key)).map(|(key, _)| *key);
        today.filter(|key| keys.contains_key(key)).or(most)
    }
}
