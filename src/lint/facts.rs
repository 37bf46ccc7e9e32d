//! What rules ask about a Dockerfile, computed once per file: what is in force where, what runs, what is installed, what is copied,
//! which stages count. Facts only; whether something is good or bad is the rules' business.

pub mod address;
pub mod cache;
pub mod copying;
pub mod execution;
pub mod image;
mod index;
pub mod install;
pub mod secret;
pub mod server;
pub mod stage;
pub mod state;
pub mod variable;
pub mod walk;

pub use copying::{Brings, CopiedFrom, Copying, is_manifest};
pub use execution::{Cleanup, Execution, Form};
pub use image::{Image, Variant};
pub use install::{Install, Item, Pin, Tool, What};
pub use stage::StageFacts;
pub use state::State;

use std::collections::HashMap;
use std::ops::Range;

use self::index::{Index, Programs, Slots};
use self::state::States;
use super::context::Context;
use super::halves;
use crate::diagnostic::Span;
use crate::dockerfile::{Arguments, Dockerfile, From, Instruction, Keyword, Logical, Origin};
use crate::shell::Command;

/// All facts about one file. Indexes called `at` are those of [`Dockerfile::instructions`].
#[derive(Debug)]
pub struct Facts<'a> {
    /// The tree.
    pub file: &'a Dockerfile,
    /// What is known about its surroundings.
    pub context: Context<'a>,
    /// The stages, in order.
    pub stages: Vec<StageFacts<'a>>,
    /// What RUN, CMD, ENTRYPOINT and HEALTHCHECK execute, in order.
    pub executions: Vec<Execution<'a>>,
    /// COPY and ADD, in order.
    pub copies: Vec<Copying<'a>>,
    /// What RUNs install, in order.
    pub installs: Vec<Install>,
    states: States,
    workdirs: HashMap<usize, Option<String>>,
    index: Index<'a>,
}

/// What a part of a file executes.
struct Executed<'a> {
    executions: Vec<Execution<'a>>,
    installs: Vec<Install>,
    programs: Programs,
}

impl Executed<'_> {
    /// Adds what the next part executes.
    fn append(&mut self, mut later: Self) {
        let before = self.executions.len();
        self.executions.append(&mut later.executions);
        later.installs.iter_mut().for_each(|install| install.execution += before);
        self.installs.append(&mut later.installs);
        self.programs.append(later.programs, before);
    }
}

impl<'a> Facts<'a> {
    /// Computes the facts, in time proportional to the file.
    pub fn new(file: &'a Dockerfile, context: Context<'a>) -> Self {
        let (states, ends) = state::read(file);
        let stages = stage::read(file, &ends);
        let workdirs = state::workdirs(file, &states);
        let mut facts = Self {
            file,
            context,
            stages,
            executions: Vec::new(),
            copies: Vec::new(),
            installs: Vec::new(),
            states,
            workdirs,
            index: Index::new(file),
        };
        facts.read_on();
        let count = file.instructions.len();
        facts.index.executions = Slots::new(count, facts.executions.iter().map(|execution| execution.at));
        facts.index.copies = Slots::new(count, facts.copies.iter().map(|copy| copy.at));
        facts.index.installs = Slots::new(count, facts.installs.iter().map(|install| install.at));
        facts
    }

    /// Reads what is executed and copied, a long file in two halves.
    fn read_on(&mut self) {
        let instructions = &self.file.instructions;
        let count = instructions.len();
        let all = if count < halves::WORTH_IT {
            self.copies = copying::read(self);
            self.executed(0..count, count)
        } else {
            // Who reads the copies has less of the rest to read.
            let middle = self.file.source.len() / 20 * 9;
            let half = instructions.partition_point(|one| one.span.start < middle);
            let first = || (copying::read(self), self.executed(0..half, count));
            let ((copies, mut all), later) = halves::both(first, || self.executed(half..count, count - half));
            self.copies = copies;
            all.append(later);
            all
        };
        (self.executions, self.installs, self.index.programs) = (all.executions, all.installs, all.programs);
    }

    /// Reads what a part of the file executes, and at once, while a script is at hand, what it installs and which programs it runs. Indexes
    /// begin with the part.
    fn executed(&self, part: Range<usize>, room: usize) -> Executed<'a> {
        let executions = Vec::with_capacity(room);
        let mut all = Executed { executions, installs: Vec::new(), programs: Programs::default() };
        for (at, instruction) in part.clone().zip(&self.file.instructions[part]) {
            let Some(execution) = execution::read(self, at, instruction) else { continue };
            let index = all.executions.len();
            if execution.run().is_some() {
                install::read(index, &execution, &mut all.installs);
                all.programs.add(index, &execution);
            }
            all.executions.push(execution);
        }
        all
    }

    /// Returns the last stage, which is what is built and shipped.
    pub fn final_stage(&self) -> Option<&StageFacts<'a>> {
        self.stages.last()
    }

    /// Says whether what instruction `at` does becomes part of the final image: it stands in the last stage or in one that this is
    /// built from by FROM.
    pub fn is_in_image(&self, at: usize) -> bool {
        self.stage_of(at).is_some_and(|stage| stage.is_in_image)
    }

    /// Returns what is in force just before instruction `at`.
    pub fn state(&self, at: usize) -> State {
        self.states.before(at).unwrap_or_default()
    }

    /// Returns the instruction of an index.
    pub fn instruction(&self, at: usize) -> Option<&'a Instruction> {
        self.file.instructions.get(at)
    }

    /// Returns the words of the SHELL in force at instruction `at`; `None`: the default, `/bin/sh -c`.
    pub fn shell(&self, at: usize) -> Option<&'a [Logical]> {
        match &self.instruction(self.state(at).shell?)?.arguments {
            Arguments::Shell(words) => Some(words),
            _ => None,
        }
    }

    /// Returns the folder in which instruction `at` works, absolute and without variables; `None` where nobody can tell: no WORKDIR yet
    /// (the base decides), or an unknown variable in it.
    pub fn workdir(&self, at: usize) -> Option<&str> {
        self.workdirs.get(&self.state(at).workdir?)?.as_deref()
    }

    /// Returns the folder that the WORKDIR at `at` sets, as [`Facts::workdir`] does.
    pub fn workdir_set(&self, at: usize) -> Option<&str> {
        self.workdirs.get(&at)?.as_deref()
    }

    /// Returns the USER in force at instruction `at`, variables expanded, group included; `None`: the base decides (mostly root).
    pub fn user(&self, at: usize) -> Option<String> {
        self.user_set(self.state(at).user?)
    }

    /// Returns the user that the USER at `at` sets, variables expanded.
    pub fn user_set(&self, at: usize) -> Option<String> {
        match &self.instruction(at)?.arguments {
            Arguments::User(text) => self.expand(text, at),
            _ => None,
        }
    }

    /// Expands the variables of `text` as instruction `at` does; `None` when one of them has no value.
    pub fn expand(&self, text: &str, at: usize) -> Option<String> {
        let expansion = self.file.scopes.expand(text, at).ok()?;
        expansion.undefined.is_empty().then_some(expansion.text)
    }

    /// Returns the value that ENV gave `name` just before instruction `at`, parent stages included, the base image not.
    pub fn env(&self, name: &str, at: usize) -> Option<&str> {
        let found = self.file.scopes.lookup(name, at)?;
        (found.origin == Origin::Env).then_some(found.value.as_str())
    }

    /// Returns the value that `name` has for a command of a RUN: given before the command (`NAME=v pip …`), exported before in the same script,
    /// or by ENV or ARG. Quotes are gone; what the shell would still expand stays as written.
    pub fn setting<'f>(&'f self, run: &'f Execution<'_>, command: &'f Command, name: &str) -> Option<&'f str> {
        let own = command.assignment(name).map(|assignment| assignment.value());
        let exported = || run.exported(name, command);
        let lasting = || self.file.scopes.lookup(name, run.at).map(|found| found.value.as_str());
        own.or_else(exported).or_else(lasting)
    }

    /// Returns what an instruction executes.
    pub fn execution(&self, at: usize) -> Option<&Execution<'a>> {
        self.executions.get(self.index.executions.of(at))?.first()
    }

    /// Returns the RUNs.
    pub fn runs(&self) -> impl Iterator<Item = &Execution<'a>> {
        self.executions.iter().filter(|execution| execution.keyword == Keyword::Run)
    }

    /// Returns all commands that RUNs execute, with their RUN.
    pub fn commands(&self) -> impl Iterator<Item = (&Execution<'a>, &Command)> {
        self.runs().flat_map(|run| run.commands().map(move |command| (run, command)))
    }

    /// Returns what the container executes when it starts: the ENTRYPOINT and the CMD in force at the end of the final stage.
    pub fn start(&self) -> impl Iterator<Item = &Execution<'a>> {
        let end = self.final_stage().map(|stage| stage.end).unwrap_or_default();
        [end.entrypoint, end.cmd].into_iter().flatten().filter_map(|at| self.execution(at))
    }

    /// Returns the RUN in which something is installed.
    pub fn run_of(&self, install: &Install) -> Option<&Execution<'a>> {
        self.executions.get(install.execution)
    }

    /// Returns the command that installs something.
    pub fn command_of(&self, install: &Install) -> Option<&Command> {
        self.run_of(install)?.script.commands.get(install.command)
    }

    /// Returns where an absence is reported: the base of the final FROM.
    pub fn absence_span(&self) -> Span {
        let from = self.final_stage().map(|stage| stage.from);
        let base = |from: &From| from.base.as_ref().map(|base| base.text.span());
        match from.map(|from| (from, &from.arguments)) {
            Some((_, Arguments::From(parts))) if base(parts).is_some() => base(parts).unwrap_or_default(),
            Some((from, _)) => from.name.span(),
            None => Span::default(),
        }
    }
}
