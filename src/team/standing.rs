//! What a participant has done of an agenda: derived from the progress record, item by item. Only what the record cannot know is written
//! down for it, as a choice (`set`) named after session and item. Must not know screens.

use std::collections::HashSet;

use super::agenda::pool;
use super::{Agenda, Item, ItemKind, Order};
use crate::id::{LessonId, QuestionId};
use crate::progress::Record;
use crate::progress::event::Mode;

/// Where the texts of exercises and discussions are found as pages: `session/<item>`, beside the chapters of the course.
pub const PAGES: &str = "session";

/// The word for an item that is skipped, in front of a team as on one's own screen.
pub const LEFT_OUT: &str = "left out";

/// How one item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It can be begun.
    Open,
    /// It was begun.
    Begun,
    /// It is done.
    Done,
    /// It was left out.
    Skipped,
    /// An item before it comes first.
    Locked,
}

/// How all items stand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Standing {
    /// One for each item.
    pub states: Vec<State>,
    /// The first item that waits to be done.
    pub next: Option<usize>,
}

/// What the participant said of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// Its text was opened.
    Begun,
    /// It is done.
    Done,
    /// It is left out.
    Skipped,
    /// What was said before is taken back.
    Open,
}

impl Said {
    const ALL: [Self; 4] = [Self::Begun, Self::Done, Self::Skipped, Self::Open];

    /// Returns the word used in the log.
    pub fn word(self) -> &'static str {
        match self {
            Self::Begun => "begun",
            Self::Done => "done",
            Self::Skipped => "skipped",
            Self::Open => "open",
        }
    }

    /// Returns what a word of the log says.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|said| said.word() == word)
    }
}

impl State {
    /// Returns the word that is shown.
    pub fn told(self) -> &'static str {
        if self == Self::Skipped { LEFT_OUT } else { self.word() }
    }

    /// Returns the word that is written.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Begun => "begun",
            Self::Done => "done",
            Self::Skipped => "skipped",
            Self::Locked => "locked",
        }
    }

    /// Returns whether it stands in nobody's way.
    pub fn is_settled(self) -> bool {
        matches!(self, Self::Done | Self::Skipped)
    }
}

/// Returns the name of the choice that says when a participant began a session, and by which number their results are known.
pub fn beginning(agenda: &Agenda) -> String {
    format!("{PAGES}/{}", agenda.id)
}

/// Returns the name of the choice that says how an item stands.
pub fn saying(agenda: &Agenda, item: &str) -> String {
    format!("{PAGES}/{}/{item}", agenda.id)
}

/// Returns the page with the text of an exercise or a discussion.
pub fn page_of(item: &Item) -> Option<LessonId> {
    match &item.kind {
        ItemKind::Exercise(_) | ItemKind::Discussion(_) => format!("{PAGES}/{}", item.id).parse().ok(),
        ItemKind::Lesson(id) => Some(id.clone()),
        ItemKind::Quiz(_) | ItemKind::Break => None,
    }
}

/// Returns the questions of an item that were answered in it, and those that were passed over twice.
pub fn settled(agenda: &Agenda, item: &Item, record: &mut Record) -> HashSet<QuestionId> {
    let ItemKind::Quiz(questions) = &item.kind else { return HashSet::new() };
    let seed = pool::seed(&agenda.id, &item.id);
    settled_of(questions, &tally(seed, record))
}

/// What became of one question, once.
type Reply = (QuestionId, bool);

fn tally(seed: u64, record: &mut Record) -> Vec<Reply> {
    let of_item = record.outcomes(Mode::Room).into_iter().filter(|(of, _)| *of == seed);
    of_item.map(|(_, outcome)| (outcome.question, outcome.reply.is_answer())).collect()
}

fn settled_of(questions: &[QuestionId], replies: &[Reply]) -> HashSet<QuestionId> {
    let is_settled = |id: &&QuestionId| {
        let mut of = replies.iter().filter(|(question, _)| question == *id);
        of.clone().any(|(_, answered)| *answered) || of.nth(1).is_some()
    };
    questions.iter().filter(is_settled).cloned().collect()
}

impl Standing {
    /// Finds out how the items stand. Reads the whole log where only its essence was read so far.
    pub fn of(agenda: &Agenda, record: &mut Record) -> Self {
        let has_quiz = agenda.items.iter().any(|item| matches!(item.kind, ItemKind::Quiz(_)));
        let replies = if has_quiz { record.outcomes(Mode::Room) } else { Vec::new() };
        let of_seed = |seed: u64| -> Vec<Reply> {
            let of_item = replies.iter().filter(|(of, _)| *of == seed);
            of_item.map(|(_, outcome)| (outcome.question.clone(), outcome.reply.is_answer())).collect()
        };
        let state = |item: &Item| {
            let said = record.setting(&saying(agenda, &item.id)).and_then(Said::of);
            let known = match &item.kind {
                ItemKind::Lesson(id) if record.is_finished(id) => State::Done,
                ItemKind::Lesson(id) if record.is_opened(id) => State::Begun,
                ItemKind::Quiz(questions) => {
                    let replies = of_seed(pool::seed(&agenda.id, &item.id));
                    match settled_of(questions, &replies).len() {
                        all if all == questions.len() => State::Done,
                        _ if replies.is_empty() => State::Open,
                        _ => State::Begun,
                    }
                }
                _ => State::Open,
            };
            match (known, said) {
                (State::Done, _) | (_, Some(Said::Done)) => State::Done,
                (_, Some(Said::Skipped)) => State::Skipped,
                (State::Begun, _) | (_, Some(Said::Begun)) => State::Begun,
                _ => State::Open,
            }
        };
        let mut states: Vec<State> = agenda.items.iter().map(state).collect();
        let waits = |at: &usize| !states[*at].is_settled() && agenda.items[*at].kind != ItemKind::Break;
        let next = (0..states.len()).find(waits);
        if let (Order::Locked, Some(next)) = (agenda.order, next) {
            for state in &mut states[next + 1..] {
                if *state == State::Open {
                    *state = State::Locked;
                }
            }
        }
        Self { states, next }
    }

    /// Returns how many items are done, of those where there is something to do.
    pub fn done(&self, agenda: &Agenda) -> (usize, usize) {
        let work = agenda.items.iter().zip(&self.states).filter(|(item, _)| item.kind != ItemKind::Break);
        let (mut done, mut all) = (0, 0);
        for (_, state) in work {
            all += 1;
            done += usize::from(*state == State::Done);
        }
        (done, all)
    }
}

#[cfg(test)]
pub(in crate::team) mod tests;
