//! Placement: a short test of a chapter that finds out which lessons need not be read. Adaptive: what is asked next follows from the
//! answers so far, and from nothing else, so that a test that was left goes on where it was, on any machine.
//!
//! A lesson is *placed* when its first question is answered rightly, is hard to guess ([`DECISIVE`]) and was not marked unsure; else by
//! two right answers before two wrong ones, of at most three. To pass over a question is to say that one does not know. A lesson that
//! builds on one that is to be read is not asked about. After two lessons in a row that are to be read, and after a dozen questions,
//! it is offered to stop. Pure; must not know screens, the log, or what was read before.

mod guess;
mod plan;

use std::collections::HashMap;

use crate::id::{LessonId, QuestionId};

pub use guess::{DECISIVE, blind_pass, chance};
pub use plan::{Candidate, Item, Past, Plan};

/// Questions of a lesson that may be asked.
pub const PER_LESSON: usize = 3;
/// Lessons in a row that are to be read, after which it is offered to stop.
const IN_A_ROW: usize = 2;
/// Questions after which it is offered to stop.
pub const DOZEN: usize = 12;
/// With no more lessons left than this it is not worth asking.
const NEARLY_THROUGH: usize = 2;

/// What was said to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reply {
    /// Right.
    Right,
    /// Right, and marked unsure.
    Unsure,
    /// Wrong.
    Wrong,
    /// Passed over.
    Unknown,
}

/// What is known of a lesson.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing<'a> {
    /// Proven: need not be read.
    Placed,
    /// Not proven: is to be read.
    ToRead,
    /// Not asked about, because it builds on a lesson that is to be read.
    BuildsOn(&'a LessonId),
    /// Not decided; this many of its questions were answered.
    Open(usize),
}

/// What comes next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// This question.
    Ask(QuestionId),
    /// Whether to go on.
    Offer(Offer),
    /// Nothing: every lesson is decided, or it was stopped.
    Over,
}

/// Why it is offered to stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Offer {
    /// So many lessons in a row are to be read.
    InARow(usize),
    /// So many questions were answered.
    Long(usize),
}

/// A test in progress.
#[derive(Debug, Clone, PartialEq)]
pub struct Placement {
    plan: Plan,
    /// What was said, the first answer to each question counts.
    replies: HashMap<QuestionId, Reply>,
    /// With how many answers it was chosen to go on; the offer is not made twice.
    went_on: Option<usize>,
    stopped: bool,
}

impl Placement {
    /// Starts a test.
    pub fn new(plan: Plan) -> Self {
        Self { plan, replies: HashMap::new(), went_on: None, stopped: false }
    }

    /// Goes on with a test of which this was answered, in any order.
    pub fn resume(plan: Plan, replies: impl IntoIterator<Item = (QuestionId, Reply)>) -> Self {
        let mut placement = Self::new(plan);
        for (question, reply) in replies {
            placement.answer(&question, reply);
        }
        placement
    }

    /// Returns what the test is made of.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Takes an answer in. Returns the lesson that is placed by it. A question of another test, or one that was answered, changes
    /// nothing.
    pub fn answer(&mut self, question: &QuestionId, reply: Reply) -> Option<LessonId> {
        let at =
            self.plan.lessons.iter().position(|lesson| lesson.items.iter().any(|item| item.question == *question))?;
        if self.replies.contains_key(question) {
            return None;
        }
        let was_placed = self.standing(at) == Standing::Placed;
        self.replies.insert(question.clone(), reply);
        let is_placed = self.standing(at) == Standing::Placed;
        (is_placed && !was_placed).then(|| self.plan.lessons[at].lesson.clone())
    }

    /// Takes an answer back.
    pub fn take_back(&mut self, question: &QuestionId) {
        self.replies.remove(question);
        (self.went_on, self.stopped) = (None, false);
    }

    /// Goes on though it was offered to stop.
    pub fn go_on(&mut self) {
        self.went_on = Some(self.replies.len());
    }

    /// Stops: lessons that are not decided stay open.
    pub fn stop(&mut self) {
        self.stopped = true;
    }

    /// Returns what comes next.
    pub fn step(&self) -> Step {
        let Some((at, answered)) = self.first_open().filter(|_| !self.stopped) else { return Step::Over };
        let offer = if answered == 0 && self.went_on != Some(self.replies.len()) { self.offer(at) } else { None };
        match (offer, self.plan.lessons[at].items.get(answered)) {
            (Some(offer), _) => Step::Offer(offer),
            (None, Some(item)) => Step::Ask(item.question.clone()),
            (None, None) => Step::Over,
        }
    }

    /// Returns the lessons of the test in their order with what is known of them.
    pub fn standings(&self) -> impl Iterator<Item = (&LessonId, Standing<'_>)> {
        (0..self.plan.lessons.len()).map(|at| (&self.plan.lessons[at].lesson, self.standing(at)))
    }

    /// Returns how many questions were answered or passed over.
    pub fn answered(&self) -> usize {
        self.replies.len()
    }

    /// Returns how many lessons are decided, those that are not asked about included, and how many there are.
    pub fn decided(&self) -> (usize, usize) {
        let open = self.standings().filter(|(_, standing)| matches!(standing, Standing::Open(_))).count();
        (self.plan.lessons.len() - open, self.plan.lessons.len())
    }

    fn first_open(&self) -> Option<(usize, usize)> {
        (0..self.plan.lessons.len()).find_map(|at| match self.standing(at) {
            Standing::Open(answered) => Some((at, answered)),
            _ => None,
        })
    }

    fn standing(&self, at: usize) -> Standing<'_> {
        let candidate = &self.plan.lessons[at];
        let replies = || candidate.items.iter().map(|item| (item.chance, self.replies.get(&item.question).copied()));
        match judge(replies()) {
            // A test that was taken up elsewhere meanwhile may know more of it than this one would have asked.
            Standing::Open(answered) => match self.missing_need(at) {
                Some(need) => Standing::BuildsOn(need),
                None => Standing::Open(answered),
            },
            decided => decided,
        }
    }

    /// Returns a lesson before this one that it builds on and that is not proven.
    fn missing_need(&self, at: usize) -> Option<&LessonId> {
        let needs = &self.plan.lessons[at].needs;
        let earlier = (0..at).filter(|other| needs.contains(&self.plan.lessons[*other].lesson));
        let is_missing = |other: &usize| matches!(self.standing(*other), Standing::ToRead | Standing::BuildsOn(_));
        earlier.into_iter().find(is_missing).map(|other| &self.plan.lessons[other].lesson)
    }

    /// Returns whether it is time to offer an end before the lesson `at`.
    fn offer(&self, at: usize) -> Option<Offer> {
        let asked = |at: usize| {
            let items = &self.plan.lessons[at].items;
            items.iter().filter(|item| self.replies.contains_key(&item.question)).count()
        };
        let decided: Vec<usize> = (0..at).filter(|at| asked(*at) > 0).collect();
        let failed = decided.iter().rev().take_while(|at| self.standing(**at) == Standing::ToRead).count();
        if failed > 0 && failed.is_multiple_of(IN_A_ROW) {
            return Some(Offer::InARow(failed));
        }
        let all: usize = decided.iter().map(|at| asked(*at)).sum();
        let before = all - decided.last().map_or(0, |at| asked(*at));
        let open = (at..self.plan.lessons.len()).filter(|at| matches!(self.standing(*at), Standing::Open(_))).count();
        (all / DOZEN > before / DOZEN && open > NEARLY_THROUGH).then_some(Offer::Long(all))
    }
}

/// Judges what was said to a lesson's questions, each with the chance to guess it.
fn judge(replies: impl Iterator<Item = (f64, Option<Reply>)>) -> Standing<'static> {
    let (mut right, mut wrong) = (0, 0);
    for (at, (chance, reply)) in replies.enumerate() {
        match reply {
            None => return Standing::Open(at),
            Some(Reply::Unknown) => return Standing::ToRead,
            Some(Reply::Right) if at == 0 && chance <= DECISIVE => return Standing::Placed,
            Some(Reply::Right | Reply::Unsure) => right += 1,
            Some(Reply::Wrong) => wrong += 1,
        }
        if right == 2 {
            return Standing::Placed;
        }
        if wrong == 2 {
            return Standing::ToRead;
        }
    }
    // There were no more questions to prove it by.
    Standing::ToRead
}

#[cfg(test)]
mod tests;
