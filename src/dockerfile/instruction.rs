//! What an instruction is: its words, flags and typed arguments. Pure data; `read` makes it.

use super::expose::Port;
use super::flags::{self, Flag};
use super::healthcheck::Healthcheck;
use super::heredoc::Heredoc;
use super::image::ImageRef;
use super::keyword::Keyword;
use super::logical::Logical;
use super::mount::Mount;
use crate::diagnostic::Span;

/// One instruction, from its first line to its last, heredocs included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instruction {
    /// What it does.
    pub keyword: Keyword,
    /// The keyword as written.
    pub name: Logical,
    /// All its lines with the last line break.
    pub span: Span,
    /// 1-based.
    pub start_line: usize,
    /// 1-based; comments and blank lines that a continuation swallowed belong to it.
    pub end_line: usize,
    /// Everything joined, keyword included, heredoc bodies not.
    pub logical: Logical,
    /// The flags in order.
    pub flags: Vec<Flag>,
    /// What follows the flags, without blanks around it.
    pub rest: Logical,
    /// The arguments are a JSON array (the exec form).
    pub json: bool,
    /// The arguments, read.
    pub arguments: Arguments,
    /// The heredocs in order. For ONBUILD those of its trigger, which has them too.
    pub heredocs: Vec<Heredoc>,
    /// Comment lines inside continuations, `#` and blanks taken away.
    pub comments: Vec<Logical>,
    /// The stage it belongs to; `None` before the first FROM.
    pub stage: Option<usize>,
}

/// The arguments of an instruction. What cannot be read is missing: the diagnostics say why. The largest are boxed, for a file has
/// thousands of instructions, and each is as large as the largest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arguments {
    /// `ADD`
    Add(Box<SourcesAndDest>),
    /// `ARG`
    Arg(Vec<Pair>),
    /// `CMD`
    Cmd(CommandLine),
    /// `COPY`
    Copy(Box<SourcesAndDest>),
    /// `ENTRYPOINT`
    Entrypoint(CommandLine),
    /// `ENV`
    Env(Pairs),
    /// `EXPOSE`
    Expose(Vec<Port>),
    /// `FROM`
    From(Box<From>),
    /// `HEALTHCHECK`
    Healthcheck(Healthcheck),
    /// `LABEL`
    Label(Pairs),
    /// `MAINTAINER`: the rest of the line.
    Maintainer(Logical),
    /// `ONBUILD`: the trigger. Chained ONBUILDs are not read further.
    Onbuild(Option<Box<Instruction>>),
    /// `RUN`
    Run(Run),
    /// `SHELL`: program and arguments; empty when it is not in JSON form.
    Shell(Vec<Logical>),
    /// `STOPSIGNAL`: the rest of the line.
    StopSignal(Logical),
    /// `USER`: the rest of the line.
    User(Logical),
    /// `VOLUME`
    Volume(Vec<Logical>),
    /// `WORKDIR`: the rest of the line.
    Workdir(Logical),
    /// No instruction.
    Unknown,
}

/// What is to be executed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CommandLine {
    /// A JSON array: program and arguments, no shell. May be empty (`CMD []` resets).
    Exec(Vec<Logical>),
    /// A text for the shell, possibly empty.
    Shell(Logical),
}

/// `FROM base [AS name]`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct From {
    /// The base as written.
    pub base: Option<ImageRef>,
    /// The word between, `AS` as written.
    pub as_word: Option<Logical>,
    /// The stage's name as written; the builder takes it in lower case.
    pub name: Option<Logical>,
    /// `--platform`
    pub platform: Option<Logical>,
}

/// `RUN`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// `--mount`, in order.
    pub mounts: Vec<Mount>,
    /// `--network`
    pub network: Option<Logical>,
    /// `--security`
    pub security: Option<Logical>,
    /// `--device`, in order.
    pub devices: Vec<Logical>,
    /// The command. Where it is nothing but a heredoc, [`Instruction::script`] is what runs.
    pub command: CommandLine,
}

/// `COPY` and `ADD`
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SourcesAndDest {
    /// The sources.
    pub sources: Vec<Source>,
    /// The destination.
    pub destination: Option<Logical>,
    /// `--from`, COPY only; never expanded by the builder.
    pub from: Option<ImageRef>,
    /// `--chown`
    pub chown: Option<Logical>,
    /// `--chmod`
    pub chmod: Option<Logical>,
    /// `--checksum`, ADD only.
    pub checksum: Option<Logical>,
    /// `--link`
    pub link: bool,
    /// `--parents`, COPY only.
    pub parents: bool,
    /// `--exclude`, in order.
    pub excludes: Vec<Logical>,
}

/// Where a copied file comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A path, pattern or address.
    Path(Logical),
    /// The heredoc of this word.
    Heredoc(Logical),
}

/// `name=value` pairs of ENV and LABEL.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pairs {
    /// In order.
    pub pairs: Vec<Pair>,
    /// The old form: one name, a blank, the rest of the line.
    pub legacy: bool,
}

/// A name and its value, quotes still there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The name.
    pub key: Logical,
    /// The value; `None`: `ARG NAME`.
    pub value: Option<Logical>,
}

/// What a shell gets to see of a RUN, CMD, ENTRYPOINT or HEALTHCHECK.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Script {
    /// The text; with a heredoc behind a command its lines as well, each with its end.
    pub text: Logical,
    /// The body is written to a file and executed by what its first line names, `#!/usr/bin/env python3` without `#!`.
    pub interpreter: Option<String>,
}

impl Instruction {
    /// Returns the value of the first flag `name`, given without dashes.
    pub fn flag(&self, name: &str) -> Option<&Logical> {
        flags::value(&self.flags, name)
    }

    /// Returns the instruction itself, or for ONBUILD its trigger.
    pub fn effective(&self) -> &Self {
        match &self.arguments {
            Arguments::Onbuild(Some(trigger)) => trigger,
            _ => self,
        }
    }

    /// Returns the command line of RUN, CMD, ENTRYPOINT, HEALTHCHECK CMD.
    pub fn command(&self) -> Option<&CommandLine> {
        match &self.arguments {
            Arguments::Cmd(line) | Arguments::Entrypoint(line) => Some(line),
            Arguments::Run(run) => Some(&run.command),
            Arguments::Healthcheck(Healthcheck::Cmd { command, .. }) => Some(command),
            _ => None,
        }
    }

    /// Returns what the shell reads, `None` for the exec form. `source` is the Dockerfile.
    pub fn script(&self, source: &str) -> Option<Script> {
        let CommandLine::Shell(text) = self.command()? else { return None };
        let [first, ..] = self.heredocs.as_slice() else {
            return Some(Script { text: text.clone(), interpreter: None });
        };
        if super::heredoc::is_heredoc(text) {
            let text = first.content(source);
            let first_line = text.strip_prefix("#!").and_then(|rest| rest.lines().next());
            let interpreter = first_line.map(|line| line.trim().to_owned());
            return Some(Script { text, interpreter });
        }
        Some(Script { text: self.with_bodies(text, source), interpreter: None })
    }

    fn with_bodies(&self, text: &Logical, source: &str) -> Logical {
        let mut whole = text.clone();
        for heredoc in &self.heredocs {
            whole.push_for("\n", Span::new(heredoc.body.start, heredoc.body.start));
            whole.push(source.get(heredoc.body.range()).unwrap_or_default(), heredoc.body.start);
            whole.push_for(&heredoc.name, heredoc.terminator.unwrap_or(Span::new(heredoc.body.end, heredoc.body.end)));
        }
        whole
    }

    /// Returns every text of this instruction in which the builder expands variables, as written.
    pub fn expandable(&self) -> Vec<&Logical> {
        let pairs = |pairs: &'_ [Pair]| -> Vec<&'_ Logical> { Vec::with_capacity(pairs.len() * 2) };
        match &self.arguments {
            Arguments::Add(copy) | Arguments::Copy(copy) => copy.expandable(),
            Arguments::Arg(list)
            | Arguments::Env(Pairs { pairs: list, .. })
            | Arguments::Label(Pairs { pairs: list, .. }) => {
                let mut found = pairs(list);
                found.extend(list.iter().flat_map(|pair| std::iter::once(&pair.key).chain(&pair.value)));
                found
            }
            Arguments::Expose(ports) => ports.iter().map(|port| &port.text).collect(),
            Arguments::From(from) => from.base.iter().map(|base| &base.text).chain(&from.platform).collect(),
            Arguments::StopSignal(text) | Arguments::User(text) | Arguments::Workdir(text) => vec![text],
            Arguments::Volume(paths) => paths.iter().collect(),
            Arguments::Run(run) => run.mounts.iter().flat_map(Mount::expandable).collect(),
            _ => Vec::new(),
        }
    }
}

impl SourcesAndDest {
    /// Returns the sources that are no heredocs.
    pub fn paths(&self) -> impl Iterator<Item = &Logical> {
        self.sources.iter().filter_map(|source| match source {
            Source::Path(path) => Some(path),
            Source::Heredoc(_) => None,
        })
    }

    fn expandable(&self) -> Vec<&Logical> {
        let flags = [&self.chown, &self.chmod, &self.checksum].into_iter().flatten();
        self.paths().chain(&self.destination).chain(flags).chain(&self.excludes).collect()
    }
}

impl CommandLine {
    /// Says whether nothing is to be executed.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Exec(words) => words.is_empty(),
            Self::Shell(text) => text.is_empty(),
        }
    }
}
