//! Which step is the most valuable one now. The order is that of somebody who is called into a project:
//!
//! 1. **Broken**: errors in the first chapter. An image that does not build, start or answer is worth no other work.
//! 2. **Leaking**: errors of rules on secrets. What is published is copied; nothing else gets worse by waiting a day.
//! 3. **Dangerous**: the other errors, in the order of the course.
//! 4. **Rounds**: what is essential (level 1) through all chapters, then what is solid, then what is advanced. Within a round the course's
//!    own order: something that works, then security, CI, and so on; so that after each step one could stop. Within a chapter the worst
//!    finding first, then the order of the course.
//! 5. **Verify**: nothing is missing that files show; the first essential thing that only a person can see.
//!
//! Without a Dockerfile the first step is to have one.

use std::cmp::Reverse;

use super::practice::{self, Practice};
use super::{Gap, Plan, State, Step};
use crate::diagnostic::Severity;

/// Where the course tells how to begin.
const BEGINNING: &str = "works/reviewed-template";

/// Why it is this step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// There is no Dockerfile.
    Beginning,
    /// The image does not build, start or answer.
    Broken,
    /// A secret gets out.
    Leaking,
    /// Another error.
    Dangerous,
    /// Next in the rounds; its level.
    Round(u8),
    /// Nothing is missing; somebody has to look.
    Verify(u8),
}

/// The next step.
#[derive(Debug, Clone)]
pub struct Next<'p> {
    /// What to do.
    pub practice: &'static Practice,
    /// Why now.
    pub urgency: Urgency,
    /// What was found; empty where there is only something to verify.
    pub gaps: &'p [Gap],
}

impl Urgency {
    /// Returns the reason as a half sentence.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Beginning => "there is no Dockerfile yet",
            Self::Broken => "first an image that builds, starts and answers",
            Self::Leaking => "a secret that got out is not called back",
            Self::Dangerous => "an error, before anything that is only better",
            Self::Round(1) => "the earliest of the essentials that is missing",
            Self::Round(2) => "the essentials are there; this is the next solid step",
            Self::Round(_) => "only refinements are left",
            Self::Verify(_) => "nothing is missing that files can show; this only you can see",
        }
    }

    /// Returns one word for programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Beginning => "beginning",
            Self::Broken => "broken",
            Self::Leaking => "leaking",
            Self::Dangerous => "dangerous",
            Self::Round(1) => "essential",
            Self::Round(2) => "solid",
            Self::Round(_) => "advanced",
            Self::Verify(_) => "verify",
        }
    }
}

/// Returns the next step; `None` when there is nothing left to do or to look at.
pub(super) fn next(plan: &Plan) -> Option<Next<'_>> {
    if plan.dockerfiles == 0 {
        let practice = practice::practices().find(|practice| practice.id == BEGINNING)?;
        return Some(Next { practice, urgency: Urgency::Beginning, gaps: &[] });
    }
    let mut candidates = Vec::new();
    for (chapter, part) in plan.parts.iter().enumerate() {
        let steps = part.steps.iter().enumerate();
        candidates.extend(steps.filter_map(|(at, step)| Some((key(chapter, step)?, at, step))));
    }
    let (.., step) = candidates.iter().min_by_key(|(key, at, _)| (*key, *at))?;
    let (urgency, gaps) = urgency(step)?;
    Some(Next { practice: step.practice, urgency, gaps })
}

/// What steps are sorted by: why, the chapter, how bad.
fn key(chapter: usize, step: &Step) -> Option<(Urgency, usize, Reverse<Option<Severity>>)> {
    let (urgency, gaps) = urgency(step)?;
    let worst = gaps.iter().map(|gap| gap.level).max();
    Some((urgency, chapter, Reverse(worst)))
}

fn urgency(step: &Step) -> Option<(Urgency, &[Gap])> {
    let gaps = match &step.state {
        State::Missing(gaps) => gaps,
        State::Unseen => return Some((Urgency::Verify(step.practice.level), &[])),
        _ => return None,
    };
    let errors = || gaps.iter().filter(|gap| gap.level == Severity::Error);
    // What a look calls an error is a password in an address.
    let leaks = || errors().any(|gap| gap.rule.is_none_or(|rule| rule.starts_with("secret-")));
    let refused =
        || errors().any(|gap| gap.rule.is_some_and(|rule| ["parse-error", "invalid-json-form"].contains(&rule)));
    let urgency = match errors().next() {
        None => Urgency::Round(step.practice.level),
        Some(_) if step.practice.chapter() == "works" || refused() => Urgency::Broken,
        Some(_) if leaks() => Urgency::Leaking,
        Some(_) => Urgency::Dangerous,
    };
    Some((urgency, gaps))
}
