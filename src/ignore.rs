//! `.dockerignore` as BuildKit reads it: which lines are patterns, which file is refused, which paths of the context are left out
//! and by which line. Pure: a text and paths in, decisions out; knows no file system, and nothing of Dockerfiles but the names.
//!
//! What surprises people, all of it the builder's own way: patterns begin at the root of the context (`__pycache__` is not
//! `**/__pycache__`); a match on a folder counts for all below it; the last line that matches wins; `#` is a comment in column 1 only.
//!
//! Source of facts: the measured cases among the fixtures; the order of evaluation is that of moby/patternmatcher, which asks
//! each line once per folder and carries a match downwards.

mod clean;
mod glob;
mod pattern;
#[cfg(test)]
mod tests;

pub use pattern::{Pattern, Refusal};

use crate::diagnostic::{Diagnostic, Span};

/// The longest line that the builder reads, in bytes, without its line end.
const LONGEST_LINE: usize = 64 * 1024 - 1;

/// A file that was read, with all the patterns that the builder takes.
#[derive(Debug, Clone, Default)]
pub struct IgnoreFile {
    /// In the order of lines.
    pub patterns: Vec<Pattern>,
    /// Errors: each of them makes the builder refuse the file. The paths are the label given to [`parse`].
    pub diagnostics: Vec<Diagnostic>,
}

/// Whether a path is part of the context.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decision<'a> {
    /// The path is not sent.
    pub ignored: bool,
    /// The last line that matched; `None` when none had anything to say.
    pub by: Option<&'a Pattern>,
    /// The path is a folder, and nothing below it is sent either: no need to look inside.
    pub skip_below: bool,
}

/// What a walk must remember about a folder while it is inside.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trail {
    /// Per pattern: it matched this folder or one above, as the builder counts.
    matched: Vec<bool>,
    /// The same, with the lines that the builder need not ask any more; only for naming the deciding line.
    named: Vec<bool>,
}

/// Returns the names, best first, of the ignore file that belongs to a Dockerfile with this file name: one beside the Dockerfile, one
/// in the root of the context.
pub fn names_for(dockerfile: &str) -> [String; 2] {
    [format!("{dockerfile}.dockerignore"), ".dockerignore".to_owned()]
}

/// Reads `text`; `label` is the path for diagnostics. Goes on after an error.
pub fn parse(label: &str, text: &str) -> IgnoreFile {
    let mut file = IgnoreFile::default();
    let mut start = 0;
    for (index, whole) in text.split_inclusive('\n').enumerate() {
        let at = start;
        start += whole.len();
        let line = whole.strip_suffix('\n').unwrap_or(whole);
        if line.len() > LONGEST_LINE {
            let message = "error reading .dockerignore: bufio.Scanner: token too long";
            let fault = Diagnostic::error("ignore-line-too-long", label, at..at + line.len(), message);
            file.diagnostics.push(fault.help("keep each line under 64 KiB"));
            continue;
        }
        let line = if index == 0 { line.strip_prefix('\u{feff}').unwrap_or(line) } else { line };
        let trimmed = line.trim();
        if line.starts_with('#') || trimmed.is_empty() {
            continue;
        }
        let at = at + whole.find(trimmed).unwrap_or_default();
        let span = Span::new(at, at + trimmed.len());
        match Pattern::new(index + 1, span, trimmed) {
            Ok(pattern) => file.patterns.push(pattern),
            Err(refusal) => file.diagnostics.push(fault(refusal, label, span)),
        }
    }
    file
}

fn fault(refusal: Refusal, label: &str, span: Span) -> Diagnostic {
    let (code, help) = match refusal {
        Refusal::LoneNegation => {
            ("ignore-lone-negation", "name what to send again behind the `!`, or take the line out")
        }
        Refusal::Syntax => ("ignore-bad-pattern", "close the `[`, or write `\\[` for the character itself"),
    };
    Diagnostic::error(code, label, span, refusal.message()).help(help)
}

impl IgnoreFile {
    /// Returns whether the builder would stop at this file.
    pub fn is_refused(&self) -> bool {
        !self.diagnostics.is_empty()
    }

    /// Returns whether any line begins with `!`.
    pub fn has_negations(&self) -> bool {
        self.patterns.iter().any(|pattern| pattern.negated)
    }

    /// Decides about one path, relative to the context, with `/`. The context itself is always sent.
    pub fn decide(&self, path: &str, is_dir: bool) -> Decision<'_> {
        let path = clean::clean(path);
        let path = path.trim_start_matches('/');
        let mut trail = Trail::default();
        for (slash, _) in path.match_indices('/') {
            trail = self.step(&trail, &path[..slash], true).1;
        }
        self.step(&trail, path, is_dir).0
    }

    /// Decides about one entry of the folder that `parent` stands for (`Trail::default()` is the context itself), and returns the trail
    /// for going into it. `path` is the whole path from the context, cleaned.
    pub fn step(&self, parent: &Trail, path: &str, is_dir: bool) -> (Decision<'_>, Trail) {
        let count = self.patterns.len();
        let mut own = Trail { matched: vec![false; count], named: vec![false; count] };
        let (mut ignored, mut by, mut decided) = (false, None, 0);
        if matches!(path, "" | ".") {
            return (Decision { ignored, by, skip_below: false }, Trail::default());
        }
        for (at, pattern) in self.patterns.iter().enumerate() {
            // A line that could not change the answer is not asked, and what is not asked is not carried down: the builder's way.
            let asked = pattern.negated == ignored;
            let carried = parent.matched.get(at) == Some(&true);
            let here = !carried && (asked || by.is_some()) && pattern.matches(path);
            if carried || (asked && here) {
                own.matched[at] = true;
                ignored = !pattern.negated;
                decided = at;
            }
            own.named[at] = carried || here || parent.named.get(at) == Some(&true);
            if own.named[at] && ignored != pattern.negated {
                by = Some(pattern);
            }
        }
        let rest = self.patterns.get(decided + 1..).unwrap_or_default();
        let skip_below = is_dir && ignored && !rest.iter().any(|later| later.negated && later.reaches_below(path));
        (Decision { ignored, by, skip_below }, own)
    }
}
