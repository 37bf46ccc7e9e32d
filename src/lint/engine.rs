//! Runs the rules over one Dockerfile, minus what options and comments leave out. Knows no rule in particular.

use std::cmp::Reverse;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::context::Context;
use super::facts::Facts;
use super::halves;
use super::pragma::Pragmas;
use super::report::{Finding, Report};
use super::rule::{Profile, Rule};
use super::rules::RULES;
use crate::diagnostic::{Diagnostic, Severity};
use crate::dockerfile::Dockerfile;

/// Which rules run, and how bad they are. Names are slugs or the ids of other linters.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Only these; empty: all of the profile.
    pub select: Vec<String>,
    /// Not these.
    pub ignore: Vec<String>,
    /// Levels other than the rules' own.
    pub levels: Vec<(String, Severity)>,
    /// Also the rules of [`Profile::Strict`].
    pub strict: bool,
    /// A comment of ours that does not say why ignores nothing.
    pub reasons: bool,
}

/// All that came out.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// Sorted by file, place, slug.
    pub findings: Vec<Finding>,
    /// What comments asked to ignore, likewise.
    pub ignored: Vec<Finding>,
    /// Comments that ignore nothing, or a rule that does not exist. The path is empty.
    pub notes: Vec<Diagnostic>,
}

/// Returns the findings, sorted by place, then slug.
pub fn lint(file: &Dockerfile, context: Context<'_>, options: &Options) -> Vec<Finding> {
    review(file, context, options).findings
}

/// Returns the findings and what became of the comments that ignore some.
pub fn review(file: &Dockerfile, context: Context<'_>, options: &Options) -> Outcome {
    examine(&Facts::new(file, context), options)
}

/// Does the same with facts that are at hand.
pub fn examine(facts: &Facts<'_>, options: &Options) -> Outcome {
    let mut found = found(facts, options);
    found.sort_by_key(|one| (one.place, one.span.start, one.rule.slug, Reverse(one.span.end)));
    let mut pragmas = Pragmas::read(facts.file, options.reasons);
    let (ignored, findings) = found.into_iter().partition(|one| pragmas.covers(one, facts.file));
    Outcome { findings, ignored, notes: pragmas.notes(|rule| options.runs(rule)) }
}

/// Returns what the rules find, in no order. In a long file two threads take one rule after the other: rules know nothing of each other.
fn found(facts: &Facts<'_>, options: &Options) -> Vec<Finding> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut found = Vec::new();
        while let Some(rule) = RULES.get(next.fetch_add(1, Ordering::Relaxed)) {
            if options.runs(rule) {
                let mut report = Report::new(rule, options.level(rule), facts.absence_span(), &mut found);
                (rule.check)(facts, &mut report);
            }
        }
        found
    };
    if facts.file.instructions.len() < halves::WORTH_IT {
        return work();
    }
    let (mut found, mut others) = halves::both(work, work);
    found.append(&mut others);
    found
}

impl Options {
    /// Makes options that run these rules only.
    pub fn only<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        Self { select: names.into_iter().map(str::to_owned).collect(), ..Self::default() }
    }

    /// Says whether `rule` runs.
    pub fn runs(&self, rule: &Rule) -> bool {
        let named = |names: &[String]| names.iter().any(|name| rule.is_called(name));
        let wanted = match self.select.as_slice() {
            [] => self.strict || rule.profile == Profile::Default,
            names => named(names),
        };
        wanted && !named(&self.ignore)
    }

    /// Returns how bad findings of `rule` are; the last word counts.
    pub fn level(&self, rule: &Rule) -> Severity {
        let asked = self.levels.iter().rev().find(|(name, _)| rule.is_called(name));
        asked.map_or(rule.level, |(_, level)| *level)
    }

    /// Returns the names that mean no rule.
    pub fn unknown(&self) -> impl Iterator<Item = &str> {
        let names = self.select.iter().chain(&self.ignore).chain(self.levels.iter().map(|(name, _)| name));
        names.map(String::as_str).filter(|name| !RULES.iter().any(|rule| rule.is_called(name)))
    }
}
