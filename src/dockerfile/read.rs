//! From one joined line to an instruction: keyword, flags, then the arguments by keyword. Knows no other instruction and
//! takes heredoc bodies from whoever has the lines.

use super::arguments;
use super::faults::{Faults, did_you_mean};
use super::flags::{self, Flag};
use super::heredoc::{self, Heredoc};
use super::instruction::{Arguments, Instruction};
use super::json::{self, Json};
use super::keyword::{KEYWORDS, Keyword};
use super::logical::Logical;
use super::words;
use crate::diagnostic::Span;

/// A joined line cut into its parts.
pub(super) struct Split {
    /// What it does.
    pub keyword: Keyword,
    /// The keyword as written.
    pub name: Logical,
    /// The flags.
    pub flags: Vec<Flag>,
    /// The arguments.
    pub rest: Logical,
    /// The arguments as JSON.
    pub json: Json,
}

impl Split {
    fn new(line: &Logical) -> Self {
        let line = line.trimmed();
        let (name, rest) =
            words::cut_field(&line).unwrap_or_else(|| (line.clone(), line.slice(line.len()..line.len())));
        let keyword = Keyword::parse(&name);
        let (flags, at) = flags::extract(&rest);
        let rest = rest.slice(at..rest.len()).trimmed();
        let json = if takes_json(keyword) { json::read(&rest) } else { Json::None };
        Self { keyword, name, flags, rest, json }
    }

    fn may_hold_heredocs(&self) -> bool {
        self.keyword.takes_heredocs() && self.json == Json::None
    }

    /// Where a missing argument would stand.
    pub fn gap(&self) -> Span {
        let span = if self.rest.is_empty() { self.name.span() } else { self.rest.span() };
        self.flags.last().filter(|_| self.rest.is_empty()).map_or(span, |flag| flag.span)
    }
}

fn takes_json(keyword: Keyword) -> bool {
    use Keyword::{Add, Cmd, Copy, Entrypoint, Run, Shell, Volume};
    matches!(keyword, Add | Cmd | Copy | Entrypoint | Run | Shell | Volume)
}

/// What surrounds the reading of one instruction.
pub(super) struct Context<'a> {
    /// The escape character.
    pub escape: char,
    /// Where faults go.
    pub faults: &'a mut Faults,
}

/// Reads a joined line. `bodies` fills in the heredocs that were found, for they stand in the lines behind it.
pub(super) fn instruction(
    logical: Logical,
    context: &mut Context<'_>,
    bodies: impl FnOnce(&mut Vec<Heredoc>, &mut Faults),
) -> Instruction {
    let outer = Split::new(&logical);
    let inner = (outer.keyword == Keyword::Onbuild && !outer.rest.is_empty()).then(|| Split::new(&outer.rest));
    let mut heredocs = Vec::new();
    if inner.as_ref().unwrap_or(&outer).may_hold_heredocs() {
        heredocs = heredoc::find(&logical).unwrap_or_else(|span| {
            context.faults.add("heredoc-name", span, "the heredoc's name cannot be read");
            Vec::new()
        });
        bodies(&mut heredocs, context.faults);
    }
    check_name(&outer, context.faults);
    let mut built = match inner {
        Some(inner) => onbuild(outer, inner, &heredocs, context),
        None => build(outer, heredocs.clone(), context),
    };
    built.heredocs = heredocs;
    built.logical = logical;
    built
}

fn check_name(split: &Split, faults: &mut Faults) {
    if split.keyword == Keyword::Unknown {
        let upper = split.name.to_ascii_uppercase();
        let help = did_you_mean(&upper, KEYWORDS.iter().map(|(name, _)| *name));
        faults.add_with_help(
            "unknown-instruction",
            split.name.span(),
            format!("unknown instruction: {}", split.name),
            help,
        );
    }
}

fn build(split: Split, heredocs: Vec<Heredoc>, context: &mut Context<'_>) -> Instruction {
    let json = matches!(split.json, Json::Strings(_));
    if let Json::NotStrings(span) = split.json {
        let message = "when using JSON array syntax, arrays must be comprised of strings only";
        context.faults.add("json-not-strings", span, message);
    }
    let arguments = arguments::read(&split, context);
    let health_json = matches!(&arguments, Arguments::Healthcheck(check) if check.is_exec());
    Instruction {
        keyword: split.keyword,
        name: split.name,
        span: Span::default(),
        start_line: 0,
        end_line: 0,
        logical: Logical::default(),
        flags: split.flags,
        rest: split.rest,
        json: json || health_json,
        arguments,
        heredocs,
        comments: Vec::new(),
        stage: None,
    }
}

/// Reads the trigger. One level is enough: the builder refuses ONBUILD in ONBUILD.
fn onbuild(outer: Split, inner: Split, heredocs: &[Heredoc], context: &mut Context<'_>) -> Instruction {
    let name = inner.name.to_ascii_uppercase();
    let span = inner.name.span();
    let mut allowed = true;
    if inner.keyword == Keyword::Onbuild {
        context.faults.add("onbuild-trigger", span, "Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed");
        allowed = false;
    } else if matches!(inner.keyword, Keyword::From | Keyword::Maintainer) {
        context.faults.add("onbuild-trigger", span, format!("{name} isn't allowed as an ONBUILD trigger"));
        allowed = false;
    }
    let mut built = build(outer, Vec::new(), context);
    if allowed {
        let logical = built.rest.clone();
        context.faults.deferred = true;
        check_name(&inner, context.faults);
        let trigger = build(inner, heredocs.to_vec(), context);
        context.faults.deferred = false;
        built.arguments = Arguments::Onbuild(Some(Box::new(Instruction { logical, ..trigger })));
    }
    built
}
