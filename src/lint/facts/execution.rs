//! What RUN, CMD, ENTRYPOINT and HEALTHCHECK execute, read as shell, with the way back to the file. The exec form reads like the one
//! command that it is.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::Facts;
use crate::diagnostic::Span;
use crate::dockerfile::{CommandLine, Instruction, Keyword, Logical, Mount, MountType, Run};
use crate::shell::{self, Command, Options, Word};

/// How it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A JSON array: no shell.
    Exec,
    /// A text for a shell.
    Shell,
}

/// One instruction that executes something. Spans of `script` are those of `text`: see [`Execution::span`].
#[derive(Debug)]
pub struct Execution<'a> {
    /// Index of its instruction.
    pub at: usize,
    /// The instruction.
    pub instruction: &'a Instruction,
    /// RUN, CMD, ENTRYPOINT or HEALTHCHECK.
    pub keyword: Keyword,
    /// How it is written.
    pub form: Form,
    /// What the shell reads. For the exec form its words, each in single quotes.
    pub text: Logical,
    /// The commands; none when another program than a POSIX shell reads the text.
    pub script: shell::Script,
    /// It is read by something else: `python3` of a heredoc's `#!`, the `powershell` of SHELL.
    pub interpreter: Option<String>,
    /// What `export` gives a value, and where that stands in the script, in order.
    exports: HashMap<String, Vec<(usize, String)>>,
    /// For each [`Cleanup`] where the last command of its kind begins, once somebody asked; few are asked.
    cleanups: OnceLock<Box<[OnceLock<Option<usize>>; 7]>>,
}

/// Kinds of commands that rules look for behind others. Each has one meaning all through the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cleanup {
    /// Deletes a cache of a language's packages.
    Cache,
    /// Deletes apk's index.
    ApkIndex,
    /// Deletes conda's packages.
    Conda,
    /// Deletes what dnf fetched.
    Dnf,
    /// Removes packages: apt.
    AptRemoves,
    /// Removes packages: apk.
    ApkRemoves,
    /// Removes packages: dnf.
    DnfRemoves,
}

impl<'a> Execution<'a> {
    /// Returns where a part of the script stands in the file.
    pub fn span(&self, part: Span) -> Span {
        self.text.span_of(part.range())
    }

    /// Returns the commands.
    pub fn commands(&self) -> impl Iterator<Item = &Command> {
        self.script.commands.iter()
    }

    /// Returns where a word stands in the file.
    pub fn word_span(&self, word: &Word) -> Span {
        self.span(word.locate(0..word.text.len()))
    }

    /// Returns where the first word up to the last of a few stands in the file: `apt-get update`.
    pub fn words_span(&self, first: &Word, last: &Word) -> Span {
        Span::new(self.word_span(first).start, self.word_span(last).end)
    }

    /// Returns the flags of a RUN.
    pub fn run(&self) -> Option<&'a Run> {
        match &self.instruction.arguments {
            crate::dockerfile::Arguments::Run(run) => Some(run),
            _ => None,
        }
    }

    /// Returns the mounts of a RUN.
    pub fn mounts(&self) -> &'a [Mount] {
        self.run().map_or(&[], |run| &run.mounts)
    }

    /// Returns the mounts of one type.
    pub fn mounts_of(&self, kind: MountType) -> impl Iterator<Item = &'a Mount> {
        self.mounts().iter().filter(move |mount| mount.kind == Some(kind))
    }

    /// Returns the value that an `export` before `command` gives `name`.
    pub fn exported(&self, name: &str, command: &Command) -> Option<&str> {
        let values = self.exports.get(name)?;
        let before = values.partition_point(|(start, _)| *start < command.span.start);
        values.get(before.checked_sub(1)?).map(|(_, value)| value.as_str())
    }

    /// Says whether a command of this kind, which `is` tells, follows `command`. A long script is gone through once for each kind.
    pub fn is_followed_by(&self, command: &Command, kind: Cleanup, is: impl Fn(&Command) -> bool) -> bool {
        let begins = || self.commands().filter(|it| is(it)).last().map(|it| it.span.start);
        let cells = self.cleanups.get_or_init(Box::default);
        let last = cells.get(kind as usize).and_then(|cell| *cell.get_or_init(begins));
        last.is_some_and(|start| start > command.span.start)
    }
}

fn exports(script: &shell::Script) -> HashMap<String, Vec<(usize, String)>> {
    let mut found: HashMap<String, Vec<(usize, String)>> = HashMap::new();
    for (_, command) in script.runs(&["export"]) {
        for (name, value) in command.args().iter().filter_map(|word| word.text.split_once('=')) {
            found.entry(name.to_owned()).or_default().push((command.span.start, value.to_owned()));
        }
    }
    found
}

/// Reads what an instruction executes. A trigger runs in another build, nobody knows around what: it executes nothing here.
pub(super) fn read<'a>(facts: &Facts<'a>, at: usize, instruction: &'a Instruction) -> Option<Execution<'a>> {
    let (form, text, interpreter) = match instruction.command()? {
        CommandLine::Exec(words) => (Form::Exec, quoted(words), None),
        CommandLine::Shell(_) => {
            let script = instruction.script(&facts.file.source)?;
            (Form::Shell, script.text, script.interpreter)
        }
    };
    let shell: Vec<&str> = facts.shell(at).unwrap_or_default().iter().map(Logical::as_str).collect();
    let shell = if form == Form::Shell { shell } else { Vec::new() };
    let foreign = match &interpreter {
        Some(line) => Some(line.as_str()),
        None => shell.first().copied().or_else(|| is_windows(facts, at).then_some("cmd")),
    };
    let foreign = foreign.filter(|_| form == Form::Shell);
    let foreign = foreign.filter(|program| !is_posix_shell(program)).map(str::to_owned);
    let options = Options::of_shell(shell);
    let script = shell::read_with(if foreign.is_some() { "" } else { &text }, options);
    let exports = exports(&script);
    let (keyword, interpreter) = (instruction.keyword, foreign);
    Some(Execution { at, instruction, keyword, form, text, script, interpreter, exports, cleanups: Default::default() })
}

/// Without SHELL the default of a Windows image is `cmd`; a backtick as escape is written for Windows only.
fn is_windows(facts: &Facts<'_>, at: usize) -> bool {
    facts.file.escape == '`' || facts.stage_of(at).is_some_and(|stage| stage.is_windows)
}

/// Writes an exec form so that a shell reads the same words.
fn quoted(words: &[Logical]) -> Logical {
    let mut text = Logical::default();
    for (index, word) in words.iter().enumerate() {
        let span = word.span();
        let (start, end) = (Span::new(span.start, span.start), Span::new(span.end, span.end));
        text.push_for(if index == 0 { "'" } else { " '" }, start);
        let mut from = 0;
        for (quote, _) in word.match_indices('\'') {
            text.append(&word.slice(from..quote));
            text.push_for(r"'\''", word.span_of(quote..quote + 1));
            from = quote + 1;
        }
        text.append(&word.slice(from..word.len()));
        text.push_for("'", end);
    }
    text
}

/// Says whether a program reads POSIX shell: `/bin/bash`, `/usr/bin/env sh`.
fn is_posix_shell(program: &str) -> bool {
    let mut words = program.split_ascii_whitespace().map(|word| word.rsplit('/').next().unwrap_or_default());
    let first = words.next().filter(|word| *word != "env").or_else(|| words.find(|word| !word.starts_with('-')));
    first.is_some_and(|name| matches!(name, "sh" | "bash" | "ash" | "dash" | "ksh" | "zsh" | "busybox"))
}

#[cfg(test)]
mod tests {
    use crate::dockerfile::Dockerfile;
    use crate::lint::{Context, Facts};

    /// Each command as `program@text of its program word`, then its arguments.
    fn commands(text: &str) -> Vec<String> {
        let file = Dockerfile::parse(text);
        let facts = Facts::new(&file, Context::default());
        let mut found = Vec::new();
        for execution in &facts.executions {
            for command in execution.commands() {
                let words = command.words.iter().map(|word| &text[execution.word_span(word).range()]);
                found.push(words.collect::<Vec<_>>().join("|"));
            }
        }
        found
    }

    #[test]
    fn every_form_reads_alike() {
        let cases: [(&str, &[&str]); 9] = [
            ("FROM a\nRUN pip install \\\n  x && y\n", &["pip|install|x", "y"]),
            ("FROM a\nRUN [\"pip\", \"install\", \"it's\"]\n", &["pip|install|it's"]),
            ("FROM a\nCMD [\"sh\", \"-c\", \"a b && c\"]\n", &["sh|-c|a b && c", "a|b", "c"]),
            ("FROM a\nRUN <<EOF\npip install x\nEOF\n", &["pip|install|x"]),
            ("FROM a\nRUN <<EOF\n#!/usr/bin/env python3\nimport x\nEOF\n", &[]),
            ("FROM a\nSHELL [\"powershell\"]\nRUN Get-Item\n", &[]),
            ("FROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN a | b\n", &[]),
            ("FROM a\nSHELL [\"/bin/bash\", \"-c\"]\nHEALTHCHECK CMD curl x\n", &["curl|x"]),
            ("FROM a\nONBUILD RUN pip install x\nCMD []\n", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(commands(text), expected, "{text}");
        }
    }

    #[test]
    fn settings_come_from_four_places() {
        let text = "FROM a\nENV A=env B=env C=env\nARG D=arg\nRUN export B=exported && A=own pip x && pip y\n";
        let file = Dockerfile::parse(text);
        let facts = Facts::new(&file, Context::default());
        let run = facts.runs().next().unwrap();
        let of = |index: usize, name| facts.setting(run, &run.script.commands[index], name);
        assert_eq!(
            [of(1, "A"), of(1, "B"), of(1, "C"), of(1, "D"), of(1, "E")],
            [Some("own"), Some("exported"), Some("env"), Some("arg"), None]
        );
        assert_eq!([of(2, "A"), facts.env("D", 3)], [Some("env"), None]);
    }
}
