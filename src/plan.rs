//! The handbook's plan for one project: what the course teaches, practice by practice in the order of the iterative process, held against
//! what was seen of the project. Pure: facts, findings and the presence of files in, a [`Plan`] out. Knows no disk and no screen.
//!
//! A practice is *missing* where a rule fired or a look found that it is not there; *accepted* where all such findings are ignored on
//! purpose; *in place* only where something shows it, or where its rules are silent although they could have fired (`silence` and `when` in
//! `assets/practices.toml`). Whatever is left *cannot be seen*, and a person verifies. What a practice is about may not be here at all:
//! then it *does not apply*.

pub mod look;
pub mod next;
pub mod practice;
pub mod presence;
pub mod when;

use std::collections::BTreeMap;

use self::look::{At, Eye, Sight};
use self::practice::Practice;
use self::presence::Presence;
use crate::diagnostic::Severity;
use crate::lint::{Facts, Rule};

pub use next::{Next, Urgency};
pub use practice::{Chapter, chapters};

/// All that was seen of a project.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    /// The Dockerfiles.
    pub dockerfiles: &'a [Looked<'a>],
    /// What rules found in them and in their ignore files.
    pub faults: &'a [Fault],
    /// Slugs of rules that everybody gets and that were switched off here: their silence says nothing.
    pub switched_off: &'a [&'static str],
    /// What lies beside them.
    pub presence: &'a Presence,
}

/// A Dockerfile that was looked at.
#[derive(Debug, Clone, Copy)]
pub struct Looked<'a> {
    /// As people name it.
    pub path: &'a str,
    /// Its facts.
    pub facts: &'a Facts<'a>,
}

/// A finding with its place.
#[derive(Debug, Clone)]
pub struct Fault {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// How bad it is here.
    pub level: Severity,
    /// Where.
    pub spot: Spot,
    /// What is wrong, one sentence without a full stop.
    pub message: String,
    /// A comment or a setting says that it stays.
    pub accepted: bool,
}

/// A place in a file; without a line the file as a whole, without a column the line as a whole.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// As people name it.
    pub path: String,
    /// 1-based.
    pub line: Option<usize>,
    /// 1-based, in characters.
    pub column: Option<usize>,
}

/// What the plan says about one practice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// It is done; where one sees it, if somewhere in particular.
    InPlace(Option<Spot>),
    /// It is not done.
    Missing(Vec<Gap>),
    /// It is not done, on purpose.
    Accepted(Vec<Gap>),
    /// No file shows it.
    Unseen,
    /// What it is about is not here: the reason, without a full stop.
    DoesNotApply(&'static str),
}

/// Why a practice is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The rule that found it; `None`: a look.
    pub rule: Option<&'static str>,
    /// How bad it is.
    pub level: Severity,
    /// Where, if somewhere in particular.
    pub spot: Option<Spot>,
    /// One sentence without a full stop.
    pub message: String,
}

/// One line of the plan.
#[derive(Debug, Clone)]
pub struct Step {
    /// The practice.
    pub practice: &'static Practice,
    /// How it stands.
    pub state: State,
}

/// One chapter of the plan.
#[derive(Debug, Clone)]
pub struct Part {
    /// The chapter.
    pub chapter: &'static Chapter,
    /// A step for each of its practices, in order.
    pub steps: Vec<Step>,
}

/// How many steps stand how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// In place.
    pub in_place: usize,
    /// Missing.
    pub missing: usize,
    /// Accepted.
    pub accepted: usize,
    /// For a person to verify.
    pub unseen: usize,
    /// Not applicable.
    pub does_not_apply: usize,
}

/// The plan.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The chapters, in the order of the course.
    pub parts: Vec<Part>,
    /// How many Dockerfiles it is about.
    pub dockerfiles: usize,
}

/// Makes the plan.
pub fn plan(seen: &Seen<'_>) -> Plan {
    let mut by_rule: BTreeMap<&str, Vec<&Fault>> = BTreeMap::new();
    // Style is a matter of taste: it is told as a finding and stops nobody's work.
    for fault in seen.faults.iter().filter(|fault| fault.level != Severity::Style) {
        by_rule.entry(fault.rule.slug).or_default().push(fault);
    }
    let holds = Holds::of(seen);
    let step = |practice: &'static Practice| Step { practice, state: state(practice, seen, &holds, &by_rule) };
    let part = |chapter: &'static Chapter| Part { chapter, steps: chapter.practices.iter().map(step).collect() };
    Plan { parts: chapters().iter().map(part).collect(), dockerfiles: seen.dockerfiles.len() }
}

/// Which predicates hold for which Dockerfile; without one, for the project. Asked once: many practices share them.
struct Holds(BTreeMap<&'static str, Vec<bool>>);

impl Holds {
    fn of(seen: &Seen<'_>) -> Self {
        let ask = |when: &'static when::When| {
            let all = seen.dockerfiles.iter().map(|looked| (when.holds)(Some(looked.facts), seen.presence));
            let all: Vec<bool> = all.collect();
            (when.name, if all.is_empty() { vec![(when.holds)(None, seen.presence)] } else { all })
        };
        Self(when::WHENS.iter().map(ask).collect())
    }

    /// Returns the first predicate of a practice that fails for the Dockerfile of this index.
    fn failing(&self, practice: &Practice, index: usize) -> Option<&'static when::When> {
        let fails = |name: &&&str| self.0.get(**name).is_some_and(|all| all.get(index) == Some(&false));
        practice.when.iter().find(fails).and_then(|name| when::find(name))
    }
}

fn state(practice: &'static Practice, seen: &Seen<'_>, holds: &Holds, by_rule: &BTreeMap<&str, Vec<&Fault>>) -> State {
    let places = match places(practice, seen, holds) {
        Ok(places) => places,
        Err(reason) => {
            // A rule of its own that fires knows better than a predicate.
            let own = faults(practice, by_rule, |rule| rule.practice == practice.id);
            return judged(&own).unwrap_or(State::DoesNotApply(reason));
        }
    };
    let found = faults(practice, by_rule, |_| true);
    let sight = practice.look.and_then(look::find).map(|look| looked(look, seen, &places));
    let gaps = sight_gaps(sight.clone(), practice);
    match judged(&found) {
        Some(state) => state,
        None if !gaps.is_empty() => State::Missing(gaps),
        None if practice.rules.iter().any(|rule| seen.switched_off.contains(rule)) => State::Unseen,
        None => match sight {
            Some(Seeing { sight: Sight::Shown(_), spots }) => State::InPlace(spots.into_iter().flatten().next()),
            None if practice.silence && !places.is_empty() => State::InPlace(None),
            _ => State::Unseen,
        },
    }
}

/// Returns the Dockerfiles to which a practice applies; none where it is about the project as a whole and there is no Dockerfile.
fn places<'s>(practice: &Practice, seen: &Seen<'s>, holds: &Holds) -> Result<Vec<Looked<'s>>, &'static str> {
    if seen.dockerfiles.is_empty() {
        return holds.failing(practice, 0).map_or(Ok(Vec::new()), |when| Err(when.otherwise));
    }
    let mut reason = None;
    let mut found = Vec::new();
    for (index, looked) in seen.dockerfiles.iter().enumerate() {
        match holds.failing(practice, index) {
            Some(when) => reason = reason.or(Some(when.otherwise)),
            None => found.push(*looked),
        }
    }
    match reason {
        Some(reason) if found.is_empty() => Err(reason),
        _ => Ok(found),
    }
}

fn faults<'f>(
    practice: &Practice,
    by_rule: &BTreeMap<&str, Vec<&'f Fault>>,
    counts: impl Fn(&Rule) -> bool,
) -> Vec<&'f Fault> {
    let all = practice.rules.iter().filter_map(|slug| by_rule.get(slug)).flatten();
    let mut found: Vec<_> = all.copied().filter(|fault| counts(fault.rule)).collect();
    found.sort_by(|a, b| b.level.cmp(&a.level).then_with(|| a.spot.cmp(&b.spot)));
    found
}

/// Says what findings alone make of a practice; `None` without any.
fn judged(found: &[&Fault]) -> Option<State> {
    let gaps = |accepted: bool| -> Vec<Gap> {
        let these = found.iter().filter(|fault| fault.accepted == accepted);
        these.map(|fault| Gap::from(*fault)).collect()
    };
    match (gaps(false), gaps(true)) {
        (open, _) if !open.is_empty() => Some(State::Missing(open)),
        (_, accepted) if !accepted.is_empty() => Some(State::Accepted(accepted)),
        _ => None,
    }
}

impl Spot {
    /// Makes a place of a line and a column.
    pub fn at(path: &str, (line, column): (usize, usize)) -> Self {
        Self { path: path.to_owned(), line: Some(line), column: Some(column) }
    }
}

impl From<&Fault> for Gap {
    fn from(fault: &Fault) -> Self {
        Self {
            rule: Some(fault.rule.slug),
            level: fault.level,
            spot: Some(fault.spot.clone()),
            message: fault.message.clone(),
        }
    }
}

/// What one look came to over all Dockerfiles, its places resolved.
#[derive(Clone)]
struct Seeing {
    sight: Sight,
    spots: Vec<Option<Spot>>,
}

/// Looks. Missing in one Dockerfile is missing; in place it is only where every Dockerfile shows it.
fn looked(look: &look::Look, seen: &Seen<'_>, places: &[Looked<'_>]) -> Seeing {
    let eye = match look.eye {
        Eye::Project(eye) => {
            let sight = eye(seen.presence);
            let spots = vec![spot(&sight, None)];
            return Seeing { sight, spots };
        }
        Eye::Dockerfile(eye) => eye,
    };
    let sights: Vec<_> = places.iter().map(|looked| (looked, eye(looked.facts, seen.presence))).collect();
    let spots_of = |wanted: fn(&Sight) -> bool| {
        let these = sights.iter().filter(|(_, sight)| wanted(sight));
        these.map(|(looked, sight)| spot(sight, Some(looked))).collect::<Vec<_>>()
    };
    let missing = sights.iter().find(|(_, sight)| matches!(sight, Sight::Missing(..)));
    if let Some((_, sight)) = missing {
        return Seeing { sight: sight.clone(), spots: spots_of(|sight| matches!(sight, Sight::Missing(..))) };
    }
    match sights.first() {
        Some((_, first)) if sights.iter().all(|(_, sight)| matches!(sight, Sight::Shown(_))) => {
            Seeing { sight: first.clone(), spots: spots_of(|_| true) }
        }
        _ => Seeing { sight: Sight::Unknown, spots: Vec::new() },
    }
}

/// Returns the place of a sight.
fn spot(sight: &Sight, looked: Option<&Looked<'_>>) -> Option<Spot> {
    let (Sight::Shown(at) | Sight::Missing(at, _)) = sight else { return None };
    match at {
        At::Span(span) => {
            let looked = looked?;
            let file = looked.facts.file;
            Some(Spot::at(looked.path, file.lines.position(&file.source, span.start)))
        }
        At::Line(path, line) => Some(Spot { path: path.clone(), line: Some(*line), column: None }),
        At::File(path) => Some(Spot { path: path.clone(), line: None, column: None }),
        At::Nowhere => None,
    }
}

/// What a look misses is worth knowing; where it is worse, the table says so.
fn sight_gaps(seeing: Option<Seeing>, practice: &Practice) -> Vec<Gap> {
    let Some(Seeing { sight: Sight::Missing(_, message), spots }) = seeing else { return Vec::new() };
    let level = match practice.missing {
        Some("error") => Severity::Error,
        Some("warning") => Severity::Warning,
        _ => Severity::Note,
    };
    spots.into_iter().map(|spot| Gap { rule: None, level, spot, message: message.to_owned() }).collect()
}

impl Counts {
    /// Returns the counts in words, without those that are 0.
    pub fn told(self) -> String {
        let Self { in_place, missing, accepted, unseen, does_not_apply } = self;
        let all = [
            (in_place, "in place"),
            (missing, "missing"),
            (accepted, "accepted"),
            (unseen, "to verify"),
            (does_not_apply, "do not apply"),
        ];
        let words = all.iter().filter(|(number, _)| *number > 0).map(|(number, word)| format!("{number} {word}"));
        words.collect::<Vec<_>>().join(", ")
    }

    /// Adds one step.
    fn add(&mut self, state: &State) {
        let field = match state {
            State::InPlace(_) => &mut self.in_place,
            State::Missing(_) => &mut self.missing,
            State::Accepted(_) => &mut self.accepted,
            State::Unseen => &mut self.unseen,
            State::DoesNotApply(_) => &mut self.does_not_apply,
        };
        *field += 1;
    }
}

impl Part {
    /// Counts its steps.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        self.steps.iter().for_each(|step| counts.add(&step.state));
        counts
    }
}

impl Plan {
    /// Returns all steps, in the order of the course.
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        self.parts.iter().flat_map(|part| &part.steps)
    }

    /// Counts all steps.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        self.steps().for_each(|step| counts.add(&step.state));
        counts
    }

    /// Returns the most valuable thing to do now.
    pub fn next(&self) -> Option<Next<'_>> {
        next::next(self)
    }
}

#[cfg(test)]
mod tests;
