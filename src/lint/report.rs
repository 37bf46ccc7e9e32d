//! What rules report: findings with the place of the guilty token. Knows no rule.

use super::rule::Rule;
use crate::diagnostic::{Severity, Span};

/// One fault.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// How bad it is: the rule's level, or what the options say.
    pub level: Severity,
    /// The text that `span` is a part of.
    pub place: Place,
    /// The guilty token. For an absence the base of the final FROM.
    pub span: Span,
    /// What is wrong here, one sentence without a full stop.
    pub message: String,
    /// What to do or write instead.
    pub fix: Option<String>,
    /// Something is not there; the token at `span` is not to blame.
    pub is_absence: bool,
}

/// The file of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The Dockerfile.
    Dockerfile,
    /// The .dockerignore.
    IgnoreFile,
}

impl Finding {
    /// Adds what to do about it.
    pub fn fix(&mut self, text: impl Into<String>) {
        self.fix = Some(text.into());
    }
}

/// Where a rule puts what it finds.
#[derive(Debug)]
pub struct Report<'a> {
    rule: &'static Rule,
    level: Severity,
    absence: Span,
    found: &'a mut Vec<Finding>,
}

impl<'a> Report<'a> {
    /// Opens the report of one rule; absences are put at `absence`.
    pub(super) fn new(rule: &'static Rule, level: Severity, absence: Span, found: &'a mut Vec<Finding>) -> Self {
        Self { rule, level, absence, found }
    }

    /// Reports a fault at `span` of the Dockerfile.
    pub fn at(&mut self, span: Span, message: impl Into<String>) -> &mut Finding {
        self.add(Place::Dockerfile, span, message.into())
    }

    /// Reports that something is not there: at the base of the final FROM, where it can be ignored.
    pub fn absent(&mut self, message: impl Into<String>) -> &mut Finding {
        let finding = self.add(Place::Dockerfile, self.absence, message.into());
        finding.is_absence = true;
        finding
    }

    /// Reports a fault at `span` of the .dockerignore.
    pub fn in_ignore(&mut self, span: Span, message: impl Into<String>) -> &mut Finding {
        self.add(Place::IgnoreFile, span, message.into())
    }

    fn add(&mut self, place: Place, span: Span, message: String) -> &mut Finding {
        let finding =
            Finding { rule: self.rule, level: self.level, place, span, message, fix: None, is_absence: false };
        self.found.push(finding);
        let last = self.found.len() - 1;
        &mut self.found[last]
    }
}
