//! Comments that ask not to be told: ours, hadolint's, BuildKit's. Knows the names of rules, not what they find.
//!
//! ```text
//! # seaworthy ignore=slug[,slug] reason          above an instruction, or inside a continued one
//! # seaworthy stage ignore=slug[,slug] reason    above FROM: the whole stage
//! # seaworthy file ignore=slug[,slug] reason     anywhere
//! # hadolint ignore=DL3008                       the same for the rules that mean the same; `global` is `file`
//! # check=skip=JSONArgsRecommended,…             BuildKit's directive: the whole file; as a comment: the instruction below
//! ```

use std::collections::HashMap;
use std::ops::Range;

use super::report::{Finding, Place};
use super::rule::Rule;
use super::rules::RULES;
use crate::diagnostic::{Diagnostic, Span, nearest};
use crate::dockerfile::{Dockerfile, ItemKind, Logical};

/// One name in one comment.
#[derive(Debug)]
struct Pragma {
    /// The name as written, `None`: all rules (`skip=all`).
    name: Option<String>,
    /// Where the name stands.
    span: Span,
    /// It is ours: a name that ignores nothing is worth a word.
    own: bool,
    used: bool,
}

/// All of a file.
#[derive(Debug, Default)]
pub(super) struct Pragmas {
    list: Vec<Pragma>,
    /// Which of them speak about what.
    about: HashMap<About, Vec<usize>>,
    /// What cannot be.
    faults: Vec<Diagnostic>,
    reasons: bool,
}

/// What a comment speaks about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum About {
    File,
    /// By index.
    Stage(usize),
    /// By index.
    Instruction(usize),
}

/// What one comment says.
struct Comment {
    scope: Scope,
    own: bool,
    /// The names and where they stand in the comment.
    names: Vec<Range<usize>>,
    /// Something stands behind the names.
    has_reason: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope {
    Instruction,
    Stage,
    File,
}

impl Pragmas {
    /// Reads the comments of `file`. With `reasons`, those of ours that say none count for nothing.
    pub fn read(file: &Dockerfile, reasons: bool) -> Self {
        let mut pragmas = Self { reasons, ..Self::default() };
        let mut above: Vec<&Logical> = Vec::new();
        for item in &file.items {
            match &item.kind {
                ItemKind::Comment(text) => above.push(text),
                ItemKind::Instruction(at) => {
                    let inside = file.instructions.get(*at).map_or(&[][..], |one| &one.comments);
                    for text in above.drain(..).chain(inside) {
                        pragmas.comment(text, Some(*at), file);
                    }
                }
                ItemKind::Directive(directive) if directive.is("check") => pragmas.directive(&directive.value),
                _ => {}
            }
        }
        for text in above {
            pragmas.comment(text, None, file);
        }
        pragmas
    }

    fn comment(&mut self, text: &Logical, at: Option<usize>, file: &Dockerfile) {
        let Some(comment) = read(text) else { return };
        if self.reasons && comment.own && !comment.has_reason {
            let message = "this comment does not say why, so it ignores nothing here";
            let fault = Diagnostic::warning("ignore-reasonless", "", text.span(), message);
            return self.faults.push(fault.help("write the reason behind the names"));
        }
        let stage = |at| file.stages.list.binary_search_by_key(&at, |stage| stage.instructions.start).ok();
        let about = match (comment.scope, at, at.and_then(stage)) {
            (Scope::File, ..) => About::File,
            (Scope::Instruction, Some(at), _) => About::Instruction(at),
            (Scope::Stage, _, Some(stage)) => About::Stage(stage),
            _ if comment.own => {
                let below = if comment.scope == Scope::Stage { "no FROM" } else { "no instruction" };
                let message = format!("there is {below} below this comment, so it ignores nothing");
                return self.faults.push(Diagnostic::warning("ignore-misplaced", "", text.span(), message));
            }
            _ => return,
        };
        for name in comment.names {
            self.add(text, name, about, comment.own);
        }
    }

    fn directive(&mut self, value: &Logical) {
        for name in skipped(value, 0) {
            self.add(value, name, About::File, false);
        }
    }

    fn add(&mut self, text: &Logical, name: Range<usize>, about: About, own: bool) {
        let span = text.span_of(name.clone());
        let name = &text.as_str()[name];
        if own && !RULES.iter().any(|rule| rule.is_called(name)) {
            let near = nearest(name, RULES.iter().map(|rule| rule.slug));
            let fault = Diagnostic::warning("ignore-unknown", "", span, format!("there is no rule `{name}`"));
            let help = near.map_or("take the name out".to_owned(), |near| format!("did you mean `{near}`?"));
            return self.faults.push(fault.help(help));
        }
        let all = !own && name.eq_ignore_ascii_case("all");
        self.about.entry(about).or_default().push(self.list.len());
        self.list.push(Pragma { name: (!all).then(|| name.to_owned()), span, own, used: false });
    }

    /// Says whether a comment asks to ignore `finding`, and notes that it did.
    pub fn covers(&mut self, finding: &Finding, file: &Dockerfile) -> bool {
        let mut about = vec![About::File];
        let inside = finding.place == Place::Dockerfile;
        if let Some(at) = instruction_at(file, finding.span.start).filter(|_| inside) {
            about.push(About::Instruction(at));
            about.extend(file.instructions[at].stage.map(About::Stage));
        }
        let mut covered = false;
        for index in about.iter().filter_map(|about| self.about.get(about)).flatten() {
            let pragma = &mut self.list[*index];
            if pragma.means(finding.rule) {
                pragma.used = true;
                covered = true;
            }
        }
        covered
    }

    /// Returns what is to be said about the comments; `runs` says whether a rule ran at all.
    pub fn notes(self, runs: impl Fn(&Rule) -> bool) -> Vec<Diagnostic> {
        let idle =
            |pragma: &&Pragma| pragma.own && !pragma.used && RULES.iter().any(|rule| pragma.means(rule) && runs(rule));
        let unused = self.list.iter().filter(idle).map(|pragma| {
            let name = pragma.name.as_deref().unwrap_or("all");
            let message = format!("`{name}` finds nothing here, so nothing is ignored");
            Diagnostic::note("ignore-unused", "", pragma.span, message).help("take the name out of the comment")
        });
        let mut notes: Vec<Diagnostic> = unused.chain(self.faults).collect();
        notes.sort_by_key(|note| note.span.start);
        notes
    }
}

impl Pragma {
    fn means(&self, rule: &Rule) -> bool {
        self.name.as_deref().is_none_or(|name| rule.is_called(name))
    }
}

/// Returns the instruction that holds byte `offset`.
fn instruction_at(file: &Dockerfile, offset: usize) -> Option<usize> {
    file.instructions.partition_point(|one| one.span.start <= offset).checked_sub(1)
}

/// Reads a comment without its `#`.
fn read(text: &str) -> Option<Comment> {
    if let Some(value) = text.strip_prefix("check=") {
        let names = skipped(value, "check=".len());
        return Some(Comment { scope: Scope::Instruction, own: false, names, has_reason: false });
    }
    let (tool, rest) = text.split_once([' ', '\t'])?;
    let own = match tool {
        "seaworthy" => true,
        "hadolint" => false,
        _ => return None,
    };
    let rest = rest.trim_start();
    let (scope, rest) = match rest.split_once([' ', '\t']) {
        Some(("file" | "global", rest)) => (Scope::File, rest.trim_start()),
        Some(("stage", rest)) => (Scope::Stage, rest.trim_start()),
        _ => (Scope::Instruction, rest),
    };
    let list = rest.strip_prefix("ignore")?.trim_start().strip_prefix('=')?.trim_start();
    let names = names(list, text.len() - list.len());
    let has_reason = names.last().is_some_and(|last| !text[last.end..].trim().is_empty());
    Some(Comment { scope, own, names, has_reason })
}

/// Returns where the names of `list` stand: separated by commas, blanks after a comma allowed; the reason follows a blank.
fn names(list: &str, at: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut rest = list;
    loop {
        let length = rest.find([',', ' ', '\t']).unwrap_or(rest.len());
        let start = at + list.len() - rest.len();
        if length > 0 {
            found.push(start..start + length);
        }
        match rest[length..].trim_start().strip_prefix(',') {
            Some(next) => rest = next.trim_start(),
            None => return found,
        }
    }
}

/// Returns where the names behind `skip=` stand in the value of a check directive.
fn skipped(value: &str, at: usize) -> Vec<Range<usize>> {
    let mut start = 0;
    for part in value.split(';') {
        let trimmed = part.trim_start();
        if let Some(list) = trimmed.strip_prefix("skip=") {
            return names(list, at + start + part.len() - list.len());
        }
        start += part.len() + 1;
    }
    Vec::new()
}
