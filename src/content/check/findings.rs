//! What the checks found so far. A code's severity comes from the table, so that a check cannot disagree with it.

use super::characters;
use super::site::{Site, SourceFile};
use super::table;
use crate::diagnostic::{Diagnostic, Severity, Span};

/// Collects diagnostics.
#[derive(Debug, Default)]
pub(super) struct Findings {
    found: Vec<Diagnostic>,
}

impl Findings {
    /// Reports what is wrong at `span` of `file`, and what to do about it.
    pub(super) fn add(
        &mut self,
        code: &'static str,
        file: &SourceFile,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let diagnostic = Diagnostic::error(code, &file.label, span, message).help(help);
        let severity = table::find(code).map_or(Severity::Error, |code| code.severity);
        self.found.push(Diagnostic { severity, ..diagnostic });
    }

    /// Takes over what the reader of a file found.
    pub(super) fn take(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        self.found.extend(diagnostics);
    }

    /// Returns how many there are.
    pub(super) fn len(&self) -> usize {
        self.found.len()
    }

    /// Returns the findings about the files that are checked, by path and place, each once. Where a TODO is left, only
    /// that is told: what stands in its place is not yet meant.
    pub(super) fn finish(self, site: &Site<'_>) -> Vec<Diagnostic> {
        let mut found = self.found;
        found.retain(|diagnostic| match site.labelled(&diagnostic.path) {
            Some(file) => file.own && (diagnostic.code == "todo-left" || !holds_todo(file, diagnostic.span)),
            None => true,
        });
        found.sort_by(|a, b| key(a).cmp(&key(b)));
        found.dedup();
        found
    }
}

fn holds_todo(file: &SourceFile, span: Span) -> bool {
    file.is_written_text() && file.text.get(span.range()).is_some_and(|text| characters::todos(text).next().is_some())
}

fn key(diagnostic: &Diagnostic) -> (&str, usize, usize, &str, &str) {
    (&diagnostic.path, diagnostic.span.start, diagnostic.span.end, diagnostic.code, &diagnostic.message)
}
