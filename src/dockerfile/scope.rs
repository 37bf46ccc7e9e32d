//! ARG and ENV: which variable has which value where, and the expansion of a text there. Build arguments of a command line and
//! the variables of base images (PATH aside) are not known here; platforms are taken to be linux/amd64.

use std::collections::HashMap;

use super::instruction::{Arguments, Instruction, Pair};
use super::keyword::Keyword;
use super::lexer::{ExpandError, Lexer, Mode};
use super::stages::{Base, Stages};
use crate::diagnostic::Span;

/// What the builder knows of the platforms: seen by FROM, and in a stage by `ARG NAME`.
pub const PLATFORM_ARGS: &[(&str, &str)] = &[
    ("BUILDARCH", "amd64"),
    ("BUILDOS", "linux"),
    ("BUILDPLATFORM", "linux/amd64"),
    ("BUILDVARIANT", ""),
    ("TARGETARCH", "amd64"),
    ("TARGETOS", "linux"),
    ("TARGETPLATFORM", "linux/amd64"),
    ("TARGETSTAGE", "default"),
    ("TARGETVARIANT", ""),
];

/// Build arguments that need no ARG.
pub const PREDEFINED_ARGS: &[&str] = &[
    "ALL_PROXY",
    "FTP_PROXY",
    "HTTPS_PROXY",
    "HTTP_PROXY",
    "NO_PROXY",
    "all_proxy",
    "ftp_proxy",
    "http_proxy",
    "https_proxy",
    "no_proxy",
];

/// What every Linux image is given when it sets no PATH.
const DEFAULT_PATH: &str = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/// So much is expanded while a file is read; a file of doubling variables would otherwise fill the memory.
const BUDGET: usize = 8 << 20;

/// Through so many stages, each built from the one before, a variable is looked for.
const MAX_CHAIN: usize = 1000;

/// An expanded text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Expansion {
    /// The text without quotes and escapes.
    pub text: String,
    /// The variables it asked for that are set.
    pub used: Vec<String>,
    /// The variables it asked for that are not.
    pub undefined: Vec<String>,
}

/// Who defined a variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// ARG
    Arg,
    /// ENV
    Env,
}

/// One definition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// The instruction's index.
    pub instruction: usize,
    /// ARG or ENV.
    pub origin: Origin,
    /// The value; empty where it could not be expanded.
    pub value: String,
    /// Where the name stands.
    pub span: Span,
}

/// The ARGs before the first FROM.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Globals {
    /// Name to default; `None`: `ARG NAME`.
    args: HashMap<String, Option<String>>,
    escape: char,
    /// What could not be expanded.
    pub(super) faults: Vec<(Span, ExpandError)>,
}

impl Globals {
    /// Reads the instructions up to the first FROM; each argument sees those in front of it.
    pub(super) fn read(instructions: &[Instruction], escape: char) -> Self {
        let mut globals = Self { escape, ..Self::default() };
        let mut left = BUDGET;
        for instruction in instructions.iter().take_while(|instruction| instruction.keyword != Keyword::From) {
            let Arguments::Arg(pairs) = &instruction.arguments else { continue };
            for pair in pairs {
                globals.define(pair, &mut left);
            }
        }
        globals
    }

    fn define(&mut self, pair: &Pair, left: &mut usize) {
        let value = pair.value.as_ref().map(|value| {
            let expanded = self.expand(value).and_then(|expanded| charge(left, expanded));
            expanded.unwrap_or_else(|error| {
                self.faults.push((value.span(), error));
                Expansion::default()
            })
        });
        self.args.insert(pair.key.to_string(), value.map(|value| value.text));
    }

    /// Says whether no ARG stands before the first FROM.
    pub fn is_empty(&self) -> bool {
        self.args.is_empty()
    }

    /// Says whether `ARG name` stands before the first FROM.
    pub fn declares(&self, name: &str) -> bool {
        self.args.contains_key(name)
    }

    /// Returns the value that `name` has in a FROM.
    pub fn get(&self, name: &str) -> Option<&str> {
        let platform = || PLATFORM_ARGS.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
        self.args.get(name).and_then(Option::as_deref).or_else(platform)
    }

    /// Expands `text` as FROM does.
    pub fn expand(&self, text: &str) -> Result<Expansion, ExpandError> {
        expand(text, self.escape, &|name| self.get(name).map(str::to_owned))
    }
}

/// All variables of all stages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scopes {
    /// What FROM sees.
    pub globals: Globals,
    /// Name to definitions, in the order of the file.
    definitions: HashMap<String, Vec<Definition>>,
    /// For each stage its instructions' beginning and the stage it is built from.
    stages: Vec<(usize, Option<usize>)>,
    escape: char,
}

impl Scopes {
    /// Walks through all stages. The faults are those texts that cannot be expanded.
    pub(super) fn read(
        instructions: &[Instruction],
        stages: &Stages,
        globals: Globals,
    ) -> (Self, Vec<(Span, ExpandError)>) {
        let parent = |base: &Base| if let Base::Stage(parent) = base { Some(*parent) } else { None };
        let stages = stages.list.iter().map(|stage| (stage.instructions.start, parent(&stage.base))).collect();
        let escape = globals.escape;
        let mut scopes = Self { globals, stages, escape, ..Self::default() };
        let mut walk = Walk { left: BUDGET, faults: Vec::new() };
        for (at, instruction) in instructions.iter().enumerate() {
            scopes.visit(at, instruction, &mut walk);
        }
        (scopes, walk.faults)
    }

    fn visit(&mut self, at: usize, instruction: &Instruction, walk: &mut Walk) {
        match &instruction.arguments {
            Arguments::Arg(_) if instruction.stage.is_none() => {}
            Arguments::Arg(pairs) => self.define(at, pairs, Origin::Arg, walk),
            Arguments::Env(pairs) => self.define(at, &pairs.pairs, Origin::Env, walk),
            _ => {
                for text in instruction.expandable().into_iter().filter(|text| !is_plain(text)) {
                    walk.expand(text, text.span(), |text| self.expand(text, at));
                }
            }
        }
    }

    fn define(&mut self, at: usize, pairs: &[Pair], origin: Origin, walk: &mut Walk) {
        let mut found = Vec::new();
        for pair in pairs {
            let name = walk.expand(&pair.key, pair.key.span(), |text| self.expand(text, at));
            let value = match &pair.value {
                Some(value) => Some(walk.expand(value, value.span(), |text| self.expand(text, at))),
                // Without a value it takes the global one; without that it defines nothing.
                None => self.globals.get(&name).map(str::to_owned),
            };
            let definition = |value| Definition { instruction: at, origin, value, span: pair.key.span() };
            found.extend(value.map(|value| (name, definition(value))));
        }
        // The right-hand sides of one instruction do not see its own names.
        for (name, definition) in found {
            // Most names are defined once.
            self.definitions.entry(name).or_insert_with(|| Vec::with_capacity(1)).push(definition);
        }
    }

    /// Returns what `name` is just before instruction `at`, through the stages that one is built from. PATH of the base
    /// image is not in here, though [`Scopes::expand`] knows it.
    pub fn lookup(&self, name: &str, at: usize) -> Option<&Definition> {
        let definitions = self.definitions.get(name)?;
        let mut stage = self.stages.partition_point(|(start, _)| *start <= at).checked_sub(1)?;
        let mut before = at;
        for _ in 0..MAX_CHAIN {
            let (start, parent) = self.stages[stage];
            let last = definitions.partition_point(|definition| definition.instruction < before).checked_sub(1);
            if let Some(found) = last.map(|last| &definitions[last]).filter(|found| found.instruction >= start) {
                return Some(found);
            }
            stage = parent?;
            before = self.stages.get(stage + 1).map_or(usize::MAX, |(start, _)| *start);
        }
        None
    }

    /// Expands `text` as instruction `at` does: a FROM by the global ARGs, others by what was defined before them.
    pub fn expand(&self, text: &str, at: usize) -> Result<Expansion, ExpandError> {
        if self.stages.binary_search_by_key(&at, |(start, _)| *start).is_ok() {
            return self.globals.expand(text);
        }
        expand(text, self.escape, &|name| {
            let path = || (name == "PATH").then(|| DEFAULT_PATH.to_owned());
            self.lookup(name, at).map(|found| found.value.clone()).or_else(path)
        })
    }

    /// Returns all names that are defined anywhere in a stage, with their definitions.
    pub fn definitions(&self) -> impl Iterator<Item = (&str, &[Definition])> {
        self.definitions.iter().map(|(name, list)| (name.as_str(), list.as_slice()))
    }
}

/// What is counted and collected while the stages are walked through.
struct Walk {
    left: usize,
    faults: Vec<(Span, ExpandError)>,
}

impl Walk {
    fn expand(
        &mut self,
        text: &str,
        span: Span,
        expand: impl FnOnce(&str) -> Result<Expansion, ExpandError>,
    ) -> String {
        if is_plain(text) {
            return text.to_owned();
        }
        let expanded = if self.left == 0 { Err(ExpandError::TooLong) } else { expand(text) };
        expanded.and_then(|expanded| charge(&mut self.left, expanded)).map(|expanded| expanded.text).unwrap_or_else(
            |error| {
                self.faults.push((span, error));
                String::new()
            },
        )
    }
}

fn charge(left: &mut usize, expanded: Expansion) -> Result<Expansion, ExpandError> {
    *left = left.saturating_sub(expanded.text.len());
    if *left == 0 { Err(ExpandError::TooLong) } else { Ok(expanded) }
}

fn is_plain(text: &str) -> bool {
    !text.bytes().any(|byte| matches!(byte, b'$' | b'\'' | b'"' | b'\\' | b'`'))
}

/// Expands `text` with the values that `lookup` knows. `escape` is the file's escape character.
pub fn expand(text: &str, escape: char, lookup: &dyn Fn(&str) -> Option<String>) -> Result<Expansion, ExpandError> {
    if is_plain(text) {
        return Ok(Expansion { text: text.to_owned(), ..Expansion::default() });
    }
    let lexed = Lexer::new(text, escape, Mode::default()).run(lookup)?;
    let mut expansion = Expansion { text: lexed.text, ..Expansion::default() };
    for (name, set) in lexed.asked {
        let list = if set { &mut expansion.used } else { &mut expansion.undefined };
        list.push(name);
    }
    Ok(expansion)
}

/// Returns the names that `text` asks for, set or not; nothing where it cannot be expanded.
pub fn variables(text: &str, escape: char) -> Vec<String> {
    let mode = Mode { keep_unset: true, ..Mode::default() };
    let asked = Lexer::new(text, escape, mode).run(&|_| None).map(|lexed| lexed.asked).unwrap_or_default();
    asked.into_iter().map(|(name, _)| name).collect()
}
