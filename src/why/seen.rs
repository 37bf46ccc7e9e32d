//! What a recogniser looks at: one instruction with the facts of its file; and what it tells. Recognises nothing itself.

use crate::diagnostic::Span;
use crate::dockerfile::{Dockerfile, Instruction};
use crate::lint::Facts;

/// What somebody knows about some words.
#[derive(Debug, Clone)]
pub(super) struct Told {
    pub(super) span: Span,
    /// Empty: no lesson teaches it.
    pub(super) practice: &'static str,
    pub(super) purpose: String,
    pub(super) without: String,
}

/// One instruction, and what was told about it so far.
pub(super) struct Seen<'f> {
    pub(super) facts: &'f Facts<'f>,
    pub(super) at: usize,
    pub(super) told: Vec<Told>,
}

impl<'f> Seen<'f> {
    pub(super) fn new(facts: &'f Facts<'f>, at: usize) -> Self {
        Self { facts, at, told: Vec::new() }
    }

    pub(super) fn file(&self) -> &'f Dockerfile {
        self.facts.file
    }

    pub(super) fn instruction(&self) -> &'f Instruction {
        &self.facts.file.instructions[self.at]
    }

    /// Returns the instruction's first line.
    pub(super) fn head(&self) -> Span {
        super::head(self.facts.file, self.instruction())
    }

    /// Tells why the words at `span` are there; of two about the same words with the same lesson the first stays.
    pub(super) fn tell(
        &mut self,
        span: Span,
        practice: &'static str,
        purpose: impl Into<String>,
        without: impl Into<String>,
    ) {
        if self.told.iter().any(|other| other.span == span && other.practice == practice) {
            return;
        }
        self.told.push(Told { span, practice, purpose: purpose.into(), without: without.into() });
    }
}
