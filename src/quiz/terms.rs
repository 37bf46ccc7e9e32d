//! The terms of an exam: what it is about, what passes, how long it may take. They are fixed when it begins and stand in the log with its
//! beginning. Must not know how questions are drawn or answers judged.

use serde::{Deserialize, Serialize};

/// Percent of the questions that have to be right when nothing else is said.
pub const DEFAULT_PASS: u8 = 80;

/// The terms of an exam.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// What it is about: `course`, `chapter:works`, `track:short`.
    pub scope: String,
    /// The same in words: the title of the course, the chapter or the track.
    pub title: String,
    /// The title of the course.
    pub course: String,
    /// The version of the course, or nothing where it has none.
    #[serde(default)]
    pub version: String,
    /// [`questions_hash`] of what is asked, 16 hexadecimal digits.
    pub questions: String,
    /// Percent of the questions that have to be right.
    pub pass: u8,
    /// Minutes it may take; any time when there are none.
    #[serde(default)]
    pub minutes: Option<u32>,
}

impl Terms {
    /// Returns how long it may take, in milliseconds.
    pub fn limit_ms(&self) -> Option<i64> {
        self.minutes.map(|minutes| i64::from(minutes) * 60_000)
    }

    /// Returns whether `right` of `all` questions pass. Nothing is rounded: 79.9 percent are not 80.
    pub fn passes(&self, right: usize, all: usize) -> bool {
        all > 0 && right * 100 >= usize::from(self.pass) * all
    }

    /// Returns how many of `all` questions have to be right.
    pub fn needed(&self, all: usize) -> usize {
        (usize::from(self.pass) * all).div_ceil(100)
    }
}

/// How an exam came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ending {
    /// The learner handed it in.
    HandedIn,
    /// Its time was up.
    TimeUp,
}

impl Ending {
    /// Every ending.
    pub const ALL: [Self; 2] = [Self::HandedIn, Self::TimeUp];

    /// Returns the word used in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::HandedIn => "handed-in",
            Self::TimeUp => "time-up",
        }
    }
}

/// Returns the hash of questions with their keys, in the order in which they are asked: the version of what an exam is about. A mended
/// key changes it, mended prose does not.
pub fn questions_hash<'a>(questions: impl Iterator<Item = (&'a str, u64)>) -> u64 {
    let mut text = String::new();
    for (id, key) in questions {
        text.push_str(&format!("{id} {key:016x}\n"));
    }
    crate::hash::fnv1a(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(pass: u8) -> Terms {
        let text = |text: &str| text.to_owned();
        Terms {
            scope: text("course"),
            title: text("T"),
            course: text("T"),
            version: String::new(),
            questions: text("0000000000000000"),
            pass,
            minutes: Some(2),
        }
    }

    #[test]
    fn nothing_is_rounded_up_to_a_pass() {
        for (pass, right, all, passes) in [
            (80, 16, 20, true),
            (80, 15, 20, false),
            (67, 2, 3, false),
            (66, 2, 3, true),
            (0, 0, 3, true),
            (80, 0, 0, false),
        ] {
            assert_eq!(terms(pass).passes(right, all), passes, "{right} of {all} at {pass} percent");
            if all > 0 {
                let needed = terms(pass).needed(all);
                assert!(terms(pass).passes(needed, all) && (needed == 0 || !terms(pass).passes(needed - 1, all)));
            }
        }
        assert_eq!(terms(80).limit_ms(), Some(120_000));
    }

    #[test]
    fn the_hash_knows_order_and_keys() {
        let hash = |list: &[(&'static str, u64)]| questions_hash(list.iter().copied());
        assert_ne!(hash(&[("a/b#c", 1), ("a/b#d", 2)]), hash(&[("a/b#d", 2), ("a/b#c", 1)]));
        assert_ne!(hash(&[("a/b#c", 1)]), hash(&[("a/b#c", 2)]));
        assert_eq!(hash(&[("a/b#c", 1)]), crate::hash::fnv1a(b"a/b#c 0000000000000001\n"));
    }
}
