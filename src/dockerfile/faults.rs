//! What the builder would say against a Dockerfile: the codes, when it would say so, and the heap they are collected on. Knows
//! no syntax.

use crate::diagnostic::{Diagnostic, Severity, Span};

/// When the builder speaks up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Phase {
    /// The builder goes on; it only warns, or says nothing and does something unexpected.
    Warning,
    /// While it reads lines into instructions.
    Parse,
    /// While it reads an instruction's flags and arguments.
    Instruction,
    /// While it turns stages into a build: a reference to no stage, a mount option, a variable that cannot be expanded.
    Conversion,
}

/// Every code that a Dockerfile can be given, with its phase; one per line.
pub const CODES: &[(&str, Phase)] = &[
    ("argument-count", Phase::Instruction),
    ("argument-missing", Phase::Instruction),
    ("base-blank", Phase::Conversion),
    ("base-invalid", Phase::Conversion),
    ("before-from", Phase::Instruction),
    ("command-empty", Phase::Warning),
    ("copy-from-invalid", Phase::Conversion),
    ("device-invalid", Phase::Instruction),
    ("directive-escape", Phase::Parse),
    ("directive-repeated", Phase::Parse),
    ("duration-invalid", Phase::Instruction),
    ("empty-continuation", Phase::Warning),
    ("expansion-invalid", Phase::Conversion),
    ("expose-invalid", Phase::Conversion),
    ("flag-bool", Phase::Instruction),
    ("flag-repeated", Phase::Instruction),
    ("flag-unknown", Phase::Instruction),
    ("flag-value", Phase::Instruction),
    ("healthcheck-invalid", Phase::Instruction),
    ("heredoc-destination", Phase::Instruction),
    ("heredoc-name", Phase::Parse),
    ("heredoc-unterminated", Phase::Parse),
    ("json-not-strings", Phase::Parse),
    ("line-too-long", Phase::Parse),
    ("mount-csv", Phase::Instruction),
    ("mount-from-variable", Phase::Instruction),
    ("mount-invalid", Phase::Conversion),
    ("name-blank", Phase::Instruction),
    ("no-instructions", Phase::Parse),
    ("no-stages", Phase::Conversion),
    ("onbuild-trigger", Phase::Instruction),
    ("pair-equals", Phase::Parse),
    ("pair-value", Phase::Parse),
    ("retries-invalid", Phase::Instruction),
    ("run-option", Phase::Instruction),
    ("shell-json", Phase::Instruction),
    ("stage-name", Phase::Instruction),
    ("unknown-instruction", Phase::Instruction),
    ("volume-empty", Phase::Instruction),
];

/// Returns when the builder would say `code`; `None` for a code that is none of ours.
pub fn phase(code: &str) -> Option<Phase> {
    CODES.binary_search_by_key(&code, |(name, _)| name).ok().map(|at| CODES[at].1)
}

/// Diagnostics on a heap; the code decides how bad each is.
#[derive(Debug, Default)]
pub(super) struct Faults {
    /// What was found, in the order it was found.
    pub list: Vec<Diagnostic>,
    /// Inside ONBUILD nothing but the reading of lines is checked in this build; the child's build would refuse the rest.
    pub deferred: bool,
}

impl Faults {
    /// Adds a fault at `span`, its message as BuildKit words it.
    pub fn add(&mut self, code: &'static str, span: Span, message: impl Into<String>) {
        let severity = match phase(code) {
            Some(Phase::Warning) => Severity::Warning,
            Some(Phase::Instruction) if self.deferred => Severity::Warning,
            _ => Severity::Error,
        };
        self.list.push(Diagnostic { severity, ..Diagnostic::error(code, String::new(), span, message) });
    }

    /// Adds a fault with what to do about it.
    pub fn add_with_help(&mut self, code: &'static str, span: Span, message: impl Into<String>, help: Option<String>) {
        self.add(code, span, message);
        if let (Some(last), Some(_)) = (self.list.last_mut(), &help) {
            last.help = help;
        }
    }
}

/// Words the nearest of `names` as BuildKit does: at most two changes away, case aside.
pub(super) fn did_you_mean<'a>(wanted: &str, names: impl IntoIterator<Item = &'a str>) -> Option<String> {
    // Names are short; what is much longer is none of them.
    let wanted = Some(wanted).filter(|wanted| (2..32).contains(&wanted.len()))?.to_lowercase();
    let names = names.into_iter().filter(|name| name.len().abs_diff(wanted.len()) < 3);
    let scored = names.map(|name| (strsim::osa_distance(&wanted, &name.to_lowercase()), name));
    let near = scored.filter(|(distance, _)| *distance < 3.min(wanted.chars().count()));
    near.min_by_key(|(distance, _)| *distance).map(|(_, name)| format!("did you mean {name}?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_sorted_and_known() {
        assert!(CODES.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert_eq!(phase("json-not-strings"), Some(Phase::Parse));
        assert_eq!(phase("nothing"), None);
    }
}
