//! What comes of a session: the result files of those who took part and the logs of the room, merged into one picture. Pure sums over what
//! was handed in; what cannot be used is set aside with a reason and the rest is reported. Must not know files, nor how a report is printed.
//!
//! [`Gathered`] takes in what was handed in, one file after the other; [`Gathered::report`] sums it up; [`Report::anonymise`] takes the
//! names out.

mod aside;
mod drawn;
mod gather;
mod help;
mod people;
mod questions;
mod room;
mod sheet;
mod veil;
mod wording;

pub use aside::{Aside, Reason};
pub use drawn::Drawn;
pub use gather::{Gathered, read_result};
pub use help::{HELP_TOLD, Help, Need};
pub use people::{Cell, Given, Person, State};
pub use questions::Asked;
pub use room::{AgendaLine, LineState, Room, Tally};
pub use wording::{Lookup, Wording};

/// A report on one session.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Id of the agenda.
    pub session: String,
    /// Its title.
    pub title: String,
    /// Who took part, as the facilitator calls them; may be empty.
    pub cohort: String,
    /// The least share of right answers that counts as passed, percent; of the newest result file.
    pub pass: u8,
    /// Whether the names were taken out.
    pub anonymous: bool,
    /// Everybody who handed in a result, by name.
    pub people: Vec<Person>,
    /// The items of the agenda, in its order.
    pub items: Vec<ItemSum>,
    /// The chapters that items or questions belong to, in the order of the course.
    pub chapters: Vec<ChapterSum>,
    /// The questions that were answered, the hardest first.
    pub questions: Vec<Asked>,
    /// Who may like a hand, and with what; by name.
    pub help: Vec<Help>,
    /// What happened in the room, one for each run of the session, the first one first.
    pub rooms: Vec<Room>,
    /// What was set aside, and why.
    pub aside: Vec<Aside>,
}

/// How far everybody is with one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemSum {
    /// Its id.
    pub item: String,
    /// [`super::ItemKind::word`].
    pub kind: String,
    /// Its title.
    pub title: String,
    /// The chapter it belongs to, where it belongs to one.
    pub chapter: Option<String>,
    /// How many people are done with it, have begun it, left it out, and have it before them.
    pub counts: Counts,
    /// Minutes spent on it, the middle of those who spent any; 0 where nobody did.
    pub minutes: u32,
}

/// How many are in which state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Done.
    pub done: u32,
    /// Begun and not done.
    pub begun: u32,
    /// Left out.
    pub skipped: u32,
    /// Not begun.
    pub open: u32,
}

/// A chapter with everybody's answers to its questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChapterSum {
    /// Its id.
    pub chapter: String,
    /// Its title where the course is known, else its id.
    pub title: String,
    /// Right answers.
    pub right: u32,
    /// Answers.
    pub answers: u32,
}

impl Counts {
    /// Returns how many there are in all.
    pub fn all(self) -> u32 {
        self.done + self.begun + self.skipped + self.open
    }

    /// Counts one more.
    pub fn add(&mut self, state: State) {
        match state {
            State::Done => self.done += 1,
            State::Begun => self.begun += 1,
            State::Skipped => self.skipped += 1,
            State::Open => self.open += 1,
        }
    }
}

/// Returns a share in whole percent, rounded down, so that 100 means all; nothing of nothing.
pub fn percent(part: u32, of: u32) -> Option<u32> {
    (u64::from(part) * 100).checked_div(u64::from(of)).map(|share| share as u32)
}

impl Report {
    /// Returns right answers and answers of everybody.
    pub fn answers(&self) -> (u32, u32) {
        let sum = |of: fn(&ChapterSum) -> u32| self.chapters.iter().map(of).sum();
        (sum(|chapter| chapter.right), sum(|chapter| chapter.answers))
    }

    /// Returns the questions that somebody answered wrongly, the hardest first.
    pub fn hardest(&self) -> impl Iterator<Item = &Asked> {
        self.questions.iter().filter(|asked| asked.wrong() > 0)
    }

    /// Returns the questions to which somebody was sure of a wrong answer, the most such answers first.
    pub fn confident_errors(&self) -> Vec<&Asked> {
        let mut list: Vec<&Asked> = self.questions.iter().filter(|asked| asked.sure_wrong > 0).collect();
        list.sort_by_key(|asked| std::cmp::Reverse(asked.sure_wrong));
        list
    }

    /// Returns how many people there were: those who handed in a result, or those who were counted in the room where these are more.
    pub fn head_count(&self) -> usize {
        self.rooms.iter().map(|room| room.attendance).chain([self.people.len()]).max().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests;
