//! What a participant hands in: one small JSON file, `*.result.json`, and nothing about them that is not in it: the name as chosen, per item whether it is
//! done and how long it took, per question the first outcome and confidence. Must not know files.

pub mod make;
mod seal;

use serde::{Deserialize, Serialize};

use super::ItemKind;

pub use make::{Making, file_name};
pub use seal::is_result;

/// What stands in `format`: tells a result from any other JSON file.
pub const FORMAT: &str = "seaworthy-result";
/// The version that this program writes, and the highest that it reads.
pub const VERSION: u32 = 1;

/// A result file. Unknown fields are ignored when it is read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ResultFile {
    /// [`FORMAT`].
    pub format: String,
    /// [`VERSION`] of the writer.
    pub version: u32,
    /// Id of the agenda.
    pub session: String,
    /// Title of the agenda.
    pub title: String,
    /// Random, 32 hex digits, made at the first export on a machine and kept for this session: a second export of the same person replaces the first.
    pub participant: String,
    /// The name as chosen; may be empty.
    pub name: String,
    /// When it was written, UTC ms.
    pub t: i64,
    /// The least share of right answers that counts as passed, percent.
    pub pass: u8,
    /// The items of the agenda in order.
    pub items: Vec<ItemResult>,
    /// The questions that were answered, in the order of the agenda.
    pub answers: Vec<AnswerResult>,
    /// Hash of all fields above in canonical form, 16 hex digits: shows that a file was edited by accident or in an editor; it proves nothing against
    /// somebody who means it.
    pub check: String,
}

/// How one item went.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ItemResult {
    /// Its id.
    pub item: String,
    /// [`super::ItemKind::word`].
    pub kind: String,
    /// Its title.
    pub title: String,
    /// The chapter it belongs to, where it belongs to one.
    pub chapter: Option<String>,
    /// `done`, `begun`, `skipped` or `open`.
    pub state: String,
    /// Minutes spent on it.
    pub minutes: u32,
}

/// How one question went at the first try.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AnswerResult {
    /// The item it was asked in.
    pub item: String,
    /// The question's id.
    pub question: String,
    /// Hash of its key, 16 hex digits.
    pub key: String,
    /// Whether it was right.
    pub right: bool,
    /// What was chosen, in the quiz room's own JSON (for `choice` and `multi`: 0-based options in the order of the file).
    pub chosen: serde_json::Value,
    /// `sure`, `unsure` or null.
    pub confidence: Option<String>,
    /// Seconds.
    pub seconds: u32,
}

impl ResultFile {
    /// Returns the text of the file.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// Returns the minutes of all items.
    pub fn minutes(&self) -> u32 {
        self.items.iter().map(|item| item.minutes).sum()
    }

    fn items_in_words(&self, done_or_not: usize) -> String {
        let count = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
        match self.items.len() - done_or_not {
            0 => count(done_or_not, "item"),
            breaks => format!("{} and {}", count(done_or_not, "item"), count(breaks, "break")),
        }
    }

    /// What is said below the fields.
    pub const NOTHING_ELSE: &'static str = "Nothing else of what you did, and none of your files.";

    /// Returns every field in words: what a participant reads before the file is written.
    pub fn in_words(&self) -> Vec<String> {
        let name = if self.name.is_empty() { "none given".to_owned() } else { self.name.clone() };
        // Nobody finishes a break.
        let items = || self.items.iter().filter(|item| item.kind != ItemKind::Break.word());
        let state = |word: &str| items().filter(|item| item.state == word).count();
        let right = self.answers.iter().filter(|answer| answer.right).count();
        let count = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
        vec![
            format!("Name: {name}"),
            format!("Session: {} ({}), pass mark {}%", self.title, self.session, self.pass),
            format!("Number {}…: random, the same at your next export", self.participant.get(..8).unwrap_or_default()),
            "Time of writing, and a checksum".to_owned(),
            format!(
                "{}: title, kind, chapter, whether done ({} done, {} left out), minutes ({} in all)",
                self.items_in_words(items().count()),
                state("done"),
                state("skipped"),
                self.minutes()
            ),
            format!(
                "{} you answered: first answer, whether right ({right} right), how sure, seconds",
                count(self.answers.len(), "question")
            ),
        ]
    }
}

#[cfg(test)]
mod tests;
