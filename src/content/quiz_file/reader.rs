//! What reading one file carries along: its label, its text, the Markdown parser, the diagnostics so far.

use crate::course::Block;
use crate::diagnostic::{Diagnostic, Span};

/// The state of reading one file.
pub(super) struct Reader<'a> {
    path: &'a str,
    /// The text that is read; as long as the file, with broken questions blanked out.
    pub(super) source: &'a str,
    /// Turns a field into blocks.
    pub(super) markdown: &'a dyn Fn(&str) -> Vec<Block>,
    /// What was found wrong so far.
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(path: &'a str, source: &'a str, markdown: &'a dyn Fn(&str) -> Vec<Block>) -> Self {
        Self { path, source, markdown, diagnostics: Vec::new() }
    }

    /// Reports what is wrong at `span` and, always, what to do about it.
    pub(super) fn error(
        &mut self,
        code: &'static str,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.diagnostics.push(Diagnostic::error(code, self.path, span, message).help(help));
    }

    /// Reports what should be mended though it can be used.
    pub(super) fn warning(
        &mut self,
        code: &'static str,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.diagnostics.push(Diagnostic::warning(code, self.path, span, message).help(help));
    }
}
