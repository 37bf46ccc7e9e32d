//! "Why is this here?": what each instruction of a Dockerfile is there for, what breaks without it, which lesson teaches it, and what the
//! rules find in it. Computed from keyword, arguments and facts by tables of recognisers; nothing is typed per lesson. Pure; names
//! practices by id and knows no text of theirs.
//!
//! ```text
//!  Dockerfile ─┬─ facts ─┬─ shape/*    what an instruction is: its base, mounts, forms   ─┐
//!  Context  ───┘         ├─ variables  what ENV and ARG names mean                        ├─ reasons, by place
//!                        └─ commands   what programs and their flags are for             ─┘
//!                          (none knew: keyword.rs, the general answer)
//! ```

mod commands;
mod keyword;
mod seen;
mod shape;
mod variables;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use crate::diagnostic::{Severity, Span};
use crate::dockerfile::reader::ItemKind;
use crate::dockerfile::{Dockerfile, Instruction};
use crate::lint::{self, Context, Facts, Finding, Options, Place};
use seen::{Seen, Told};

/// Why some words of a Dockerfile are there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// The words, bytes of the Dockerfile.
    pub span: Span,
    /// First and last line of the words, 1-based.
    pub lines: (usize, usize),
    /// The words as written, of several lines the first.
    pub about: String,
    /// What they are there for: one or two sentences, code between backticks.
    pub purpose: String,
    /// What breaks or is lost without them, likewise; empty where nothing is to be said.
    pub without: String,
    /// The practice that teaches it, `works/venv-on-path`.
    pub practice: Option<&'static str>,
    /// Nothing more is known than what the keyword means.
    pub is_general: bool,
    /// What the rules find here, worst first.
    pub faults: Vec<Fault>,
}

/// What a rule finds in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The rule.
    pub rule: &'static str,
    /// How bad it is.
    pub level: Severity,
    /// What is wrong, one sentence without a full stop.
    pub message: String,
    /// What to do instead.
    pub fix: Option<String>,
    /// The practice that mends it.
    pub practice: &'static str,
    /// Something is not there; the words are not to blame.
    pub is_absence: bool,
}

/// Returns why everything in a Dockerfile is there, in the order of the file: at least one reason for each instruction and each parser
/// directive.
pub fn reasons(file: &Dockerfile, context: Context<'_>) -> Vec<Reason> {
    let facts = Facts::new(file, context);
    let findings = lint::lint(file, context, &Options::default());
    let mut all = Vec::new();
    for item in &file.items {
        match &item.kind {
            ItemKind::Directive(directive) => all.push(reason(file, shape::directive(directive, item.span), false)),
            ItemKind::Instruction(at) => {
                let mut own = of_instruction(&facts, *at);
                let span = file.instructions[*at].span;
                let here = findings.iter().filter(|one| one.place == Place::Dockerfile && is_in(one.span, span));
                here.for_each(|one| take_fault(&mut own, one));
                all.extend(own);
            }
            _ => {}
        }
    }
    all
}

/// Returns the reasons for what stands in a line, 1-based: those of the words in it, else the last of its instruction before it.
pub fn at_line(reasons: &[Reason], line: usize) -> Vec<&Reason> {
    let here: Vec<_> = reasons.iter().filter(|one| (one.lines.0..=one.lines.1).contains(&line)).collect();
    if here.is_empty() { reasons.iter().rfind(|one| one.lines.0 <= line).into_iter().collect() } else { here }
}

/// Returns the practices that the tables name.
pub fn practices() -> BTreeSet<&'static str> {
    let tables = variables::VARIABLES.iter().map(|it| it.practice);
    let tables = tables.chain(commands::PROGRAMS.iter().map(|it| it.practice));
    let tables = tables.chain(commands::FLAGS.iter().map(|it| it.practice));
    let lists = [shape::PRACTICES, variables::PRACTICES, commands::install::PRACTICES];
    tables.chain(lists.into_iter().flatten().copied()).filter(|practice| !practice.is_empty()).collect()
}

fn of_instruction(facts: &Facts<'_>, at: usize) -> Vec<Reason> {
    let mut seen = Seen::new(facts, at);
    shape::see(&mut seen);
    variables::see(&mut seen);
    commands::see(&mut seen);
    let mut told = seen.told;
    told.sort_by_key(|one| one.span.start);
    if told.is_empty() {
        return vec![reason(facts.file, keyword::general(facts.file, &facts.file.instructions[at]), true)];
    }
    told.into_iter().map(|one| reason(facts.file, one, false)).collect()
}

fn reason(file: &Dockerfile, told: Told, is_general: bool) -> Reason {
    let text = file.source.get(told.span.range()).unwrap_or_default();
    let last = told.span.start + text.trim_end().len().saturating_sub(1);
    let first_line = text.lines().next().unwrap_or_default().trim_end();
    Reason {
        lines: (file.lines.line(told.span.start), file.lines.line(last)),
        about: first_line.strip_suffix(file.escape).unwrap_or(first_line).trim_end().to_owned(),
        span: told.span,
        purpose: told.purpose,
        without: told.without,
        practice: Some(told.practice).filter(|practice| !practice.is_empty()),
        is_general,
        faults: Vec::new(),
    }
}

/// Returns the words of an instruction up to the end of its first line.
fn head(file: &Dockerfile, instruction: &Instruction) -> Span {
    let text = file.source.get(instruction.span.range()).unwrap_or_default();
    let line = text.lines().next().unwrap_or_default().trim_end();
    let line = line.strip_suffix(file.escape).unwrap_or(line).trim_end();
    Span::new(instruction.span.start, instruction.span.start + line.len())
}

fn is_in(part: Span, whole: Span) -> bool {
    whole.start <= part.start && part.start < whole.end
}

/// Gives a finding to the reason whose words hold it, the shortest of them; else to the last one that begins before it.
fn take_fault(reasons: &mut [Reason], one: &Finding) {
    let holds = |reason: &&Reason| is_in(one.span, reason.span);
    let around = reasons.iter().filter(holds).min_by_key(|reason| reason.span.end - reason.span.start);
    let around = around.and_then(|found| reasons.iter().position(|reason| reason == found));
    let before = reasons.iter().rposition(|reason| reason.span.start <= one.span.start);
    let at = around.or(before).unwrap_or(0);
    let Some(reason) = reasons.get_mut(at) else { return };
    reason.faults.push(Fault {
        rule: one.rule.slug,
        level: one.level,
        message: one.message.clone(),
        fix: one.fix.clone(),
        practice: one.rule.practice,
        is_absence: one.is_absence,
    });
    reason.faults.sort_by_key(|fault| std::cmp::Reverse(fault.level));
}
