//! What stands where, so that a rule looks at its own instructions and commands and not at all of the file: instructions by keyword,
//! commands of RUNs by the name of their program, variables in one row, what an instruction's index leads to. Knows no rule.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use super::{Execution, Facts, StageFacts};
use crate::dockerfile::{Arguments, Dockerfile, Instruction, Keyword, Logical, Pair};
use crate::shell::{Command, Word};

/// Before the first FROM there is no stage.
const NO_STAGE: u32 = u32::MAX;

/// The tables.
#[derive(Debug, Default)]
pub(super) struct Index<'a> {
    /// By `Keyword as usize`: the indexes of its instructions, in order.
    keywords: Vec<Vec<usize>>,
    /// The stage of each instruction.
    stages: Vec<u32>,
    pub(super) executions: Slots,
    pub(super) copies: Slots,
    pub(super) installs: Slots,
    pub(super) programs: Programs,
    /// What ENV and ARG set.
    variables: Vec<Variable<'a>>,
    /// The ARGs of each stage, with and without a value, and where each is declared first.
    stage_args: HashMap<(usize, &'a str), usize>,
    /// The last ENV of each name in the final stage and those it is built from.
    final_env: HashMap<&'a str, (usize, &'a Pair)>,
    /// The instructions in which the builder may expand something.
    expanding: OnceLock<Vec<usize>>,
}

/// A command of a RUN: index into the executions, and into the commands of that script.
type Site = (usize, usize);

/// The commands of RUNs by their programs.
#[derive(Debug, Default)]
pub(super) struct Programs {
    /// By file name, in order.
    named: HashMap<String, Vec<Site>>,
    /// Commands whose program is more than a name: a path, a variable.
    unusual: Vec<Site>,
}

/// A variable that ENV or ARG gives a value.
#[derive(Debug)]
struct Variable<'a> {
    at: usize,
    pair: &'a Pair,
    name: &'a str,
    /// Without quotes around it.
    value: &'a str,
}

/// For each instruction which elements of a list, sorted by instruction, are its own.
#[derive(Debug, Default)]
pub(super) struct Slots {
    /// Where each instruction's begin; one more for the end.
    starts: Vec<u32>,
}

impl Slots {
    /// Makes the slots of `count` instructions for a list whose elements belong to the instructions `ats`, in order.
    pub fn new(count: usize, ats: impl Iterator<Item = usize>) -> Self {
        let mut starts = vec![0_u32; count + 1];
        for at in ats {
            starts[at + 1] += 1;
        }
        for at in 0..count {
            starts[at + 1] += starts[at];
        }
        Self { starts }
    }

    /// Returns which elements belong to instruction `at`.
    pub fn of(&self, at: usize) -> Range<usize> {
        let start = |at: usize| self.starts.get(at).or(self.starts.last()).map_or(0, |start| *start as usize);
        start(at)..start(at + 1)
    }
}

impl<'a> Index<'a> {
    /// Indexes the instructions; what they execute, copy and install comes later.
    pub fn new(file: &'a Dockerfile) -> Self {
        let mut index = Self { keywords: vec![Vec::new(); Keyword::Unknown as usize + 1], ..Self::default() };
        index.stages.reserve_exact(file.instructions.len());
        for (at, instruction) in file.instructions.iter().enumerate() {
            index.keywords[instruction.keyword as usize].push(at);
            let stage = instruction.stage.and_then(|stage| u32::try_from(stage).ok());
            index.stages.push(stage.unwrap_or(NO_STAGE));
            let pairs = match (&instruction.arguments, instruction.stage) {
                (Arguments::Env(env), _) => &env.pairs[..],
                (Arguments::Arg(pairs), Some(stage)) => {
                    for pair in pairs {
                        index.stage_args.entry((stage, pair.key.as_str())).or_insert(at);
                    }
                    pairs
                }
                (Arguments::Arg(pairs), None) => pairs,
                _ => continue,
            };
            index.variables.extend(pairs.iter().filter_map(|pair| variable(at, pair)));
        }
        index.final_env = index.last_env(file);
        index
    }

    /// Walks through the final stage and those it is built from, the first of them first.
    fn last_env(&self, file: &'a Dockerfile) -> HashMap<&'a str, (usize, &'a Pair)> {
        let Some(stage) = file.final_stage() else { return HashMap::new() };
        let mut chain: Vec<Range<usize>> = file.stages.chain(stage.index).map(|it| it.instructions.clone()).collect();
        chain.reverse();
        let all = self.keyword(Keyword::Env);
        let place = |at: usize| all.partition_point(|one| *one < at);
        let ats = chain.into_iter().flat_map(|range| &all[place(range.start)..place(range.end)]);
        let pairs = ats.flat_map(|at| match &file.instructions[*at].arguments {
            Arguments::Env(env) => env.pairs.iter().map(|pair| (*at, pair)).collect(),
            _ => Vec::new(),
        });
        pairs.map(|(at, pair)| (pair.key.as_str(), (at, pair))).collect()
    }

    fn keyword(&self, keyword: Keyword) -> &[usize] {
        self.keywords.get(keyword as usize).map_or(&[], Vec::as_slice)
    }
}

impl Programs {
    /// Adds the commands of a RUN, the execution of index `run`.
    pub fn add(&mut self, run: usize, execution: &Execution<'_>) {
        for (at, command) in execution.commands().enumerate() {
            let Some(word) = command.program_word() else { continue };
            let name = word.file_name();
            match self.named.get_mut(name) {
                Some(sites) => sites.push((run, at)),
                None => drop(self.named.insert(name.to_owned(), vec![(run, at)])),
            }
            if is_unusual(word) {
                self.unusual.push((run, at));
            }
        }
    }

    /// Adds what was counted for itself behind the first `runs` executions.
    pub fn append(&mut self, later: Self, runs: usize) {
        let moved = |sites: Vec<Site>| sites.into_iter().map(move |(run, at)| (run + runs, at));
        self.unusual.extend(moved(later.unusual));
        for (name, sites) in later.named {
            self.named.entry(name).or_default().extend(moved(sites));
        }
    }

    /// Returns the commands whose program's name `is` tells, in order.
    fn sites(&self, is: impl Fn(&str) -> bool) -> Vec<Site> {
        let mut lists = self.named.iter().filter(|(name, _)| is(name)).map(|(_, sites)| sites);
        let mut found = lists.next().cloned().unwrap_or_default();
        let first = found.len();
        found.extend(lists.flatten());
        if found.len() > first {
            found.sort_unstable();
        }
        found
    }
}

fn variable<'a>(at: usize, pair: &'a Pair) -> Option<Variable<'a>> {
    let value = pair.value.as_deref()?.trim_matches(['"', '\'']);
    Some(Variable { at, pair, name: pair.key.as_str(), value })
}

fn is_unusual(word: &Word) -> bool {
    word.text.len() > word.file_name().len() || word.expands.any_value()
}

impl<'a> Facts<'a> {
    /// Returns the instructions with this keyword, in order, with their indexes.
    pub fn of(&self, keyword: Keyword) -> impl Iterator<Item = (usize, &'a Instruction)> {
        let file = self.file;
        self.index.keyword(keyword).iter().map(move |at| (*at, &file.instructions[*at]))
    }

    /// Returns the stage of an instruction; `None` before the first FROM.
    pub fn stage_of(&self, at: usize) -> Option<&StageFacts<'a>> {
        let stage = self.index.stages.get(at).filter(|stage| **stage != NO_STAGE)?;
        self.stages.get(*stage as usize)
    }

    /// Returns the commands of RUNs whose program has one of these names, in order, with their RUN.
    pub fn commands_of(&self, names: &[&str]) -> impl Iterator<Item = (&Execution<'a>, &Command)> {
        self.at(self.index.programs.sites(|name| names.contains(&name)))
    }

    /// Returns the commands of RUNs whose program is given by more than a plain name: by a path, a variable.
    pub fn unusual_commands(&self) -> impl Iterator<Item = (&Execution<'a>, &Command)> {
        self.at(self.index.programs.unusual.clone())
    }

    /// Returns the RUNs with a command whose program's name `is` tells, in order.
    pub fn runs_that(&self, is: impl Fn(&str) -> bool) -> impl Iterator<Item = &Execution<'a>> {
        let mut runs: Vec<usize> = self.index.programs.sites(is).into_iter().map(|(run, _)| run).collect();
        runs.dedup();
        runs.into_iter().map(|run| &self.executions[run])
    }

    /// Returns the RUNs with a command whose program has one of these names, in order.
    pub fn runs_of(&self, names: &[&str]) -> impl Iterator<Item = &Execution<'a>> {
        self.runs_that(|name| names.contains(&name))
    }

    fn at(&self, sites: Vec<Site>) -> impl Iterator<Item = (&Execution<'a>, &Command)> {
        sites.into_iter().map(|(run, at)| (&self.executions[run], &self.executions[run].script.commands[at]))
    }

    /// Returns the variables that ENV and ARG give a value, with the value without quotes around it, in order.
    pub fn variables(&self) -> impl Iterator<Item = (usize, &'a Pair, &'a str)> {
        self.index.variables.iter().map(|it| (it.at, it.pair, it.value))
    }

    /// Returns those of [`Facts::variables`] that have one of these names.
    pub fn variables_of(&self, names: &[&str]) -> impl Iterator<Item = (usize, &'a Pair, &'a str)> {
        let all = self.index.variables.iter().filter(move |it| names.contains(&it.name));
        all.map(|it| (it.at, it.pair, it.value))
    }

    /// Returns the first instruction of the stage of this index in which ARG declares `name`, with or without a value.
    pub fn stage_arg(&self, stage: usize, name: &str) -> Option<usize> {
        self.index.stage_args.get(&(stage, name)).copied()
    }

    /// Returns the last ENV of `name` in the final stage and those it is built from, its value expanded; `None` for the value where nobody
    /// can tell it.
    pub fn final_env(&self, name: &str) -> Option<(&'a Pair, Option<String>)> {
        let (at, pair) = self.index.final_env.get(name)?;
        let value = pair.value.as_ref().and_then(|value| self.expand(value, *at));
        Some((pair, value))
    }

    /// Returns the texts of a stage's instructions, FROM left out, in which the builder finds variables: index of the instruction, text.
    pub fn expanded_texts(&self) -> impl Iterator<Item = (usize, &'a Logical)> {
        let file = self.file;
        let expanding = self.index.expanding.get_or_init(|| {
            let all = file.instructions.iter().enumerate();
            all.filter(|(_, instruction)| may_expand(instruction)).map(|(at, _)| at).collect()
        });
        let texts = expanding.iter().flat_map(|at| file.instructions[*at].expandable().into_iter().map(|it| (*at, it)));
        texts.filter(|(_, text)| text.contains('$'))
    }
}

/// In JSON a `$` may be written as an escape.
fn may_expand(instruction: &Instruction) -> bool {
    let here = instruction.stage.is_some() && instruction.keyword != Keyword::From;
    here && (instruction.json || instruction.logical.contains('$'))
}

#[cfg(test)]
mod tests {
    use crate::dockerfile::{Dockerfile, Keyword};
    use crate::lint::{Context, Facts};

    const TEXT: &str = "ARG A\nFROM a\nARG B\nENV C=\"1\" D=2\nENV C=3\nRUN rm x && sudo /bin/chmod 1 y && $Z z\nRUN chmod 2 y; rm z\n\
                        COPY [\"\\u0024B\", \"/\"]\nCMD rm start\n";

    #[test]
    fn each_finds_its_own() {
        let file = Dockerfile::parse(TEXT);
        let facts = Facts::new(&file, Context::default());
        let ats = |keyword| facts.of(keyword).map(|(at, _)| at).collect::<Vec<_>>();
        assert_eq!([ats(Keyword::Arg), ats(Keyword::Run), ats(Keyword::Add)], [vec![0, 2], vec![5, 6], vec![]]);
        let texts = |names: &[&str]| -> Vec<String> {
            let args = facts.commands_of(names).map(|(run, it)| format!("{}:{}", run.at, it.args()[0].text));
            args.collect()
        };
        assert_eq!(texts(&["chmod"]), ["5:1", "6:2"]);
        assert_eq!(texts(&["rm", "chmod"]), ["5:x", "5:1", "6:2", "6:z"]);
        assert_eq!(facts.runs_of(&["rm", "chmod"]).map(|run| run.at).collect::<Vec<_>>(), [5, 6]);
        let unusual = facts.unusual_commands().filter_map(|(_, command)| Some(command.program_word()?.text.as_str()));
        assert_eq!(unusual.collect::<Vec<_>>(), ["/bin/chmod", "$Z"]);
    }

    #[test]
    fn variables_by_name() {
        let file = Dockerfile::parse(TEXT);
        let facts = Facts::new(&file, Context::default());
        let values: Vec<_> = facts.variables_of(&["C"]).map(|(at, _, value)| (at, value)).collect();
        assert_eq!(values, [(3, "1"), (4, "3")]);
        assert_eq!(facts.final_env("C").and_then(|(_, value)| value).as_deref(), Some("3"));
        assert_eq!(facts.stage_arg(0, "B"), Some(2));
        assert!(facts.final_env("A").is_none() && facts.stage_arg(0, "A").is_none());
        assert_eq!(facts.expanded_texts().map(|(at, text)| (at, text.as_str())).collect::<Vec<_>>(), [(7, "$B")]);
    }

    #[test]
    fn what_an_index_leads_to() {
        let file = Dockerfile::parse(TEXT);
        let facts = Facts::new(&file, Context::default());
        let executions: Vec<_> = (0..10).map(|at| facts.execution(at).map(|run| run.at)).collect();
        assert_eq!(executions, [None, None, None, None, None, Some(5), Some(6), None, Some(8), None]);
        assert!(facts.copy_at(7).is_some() && facts.copy_at(6).is_none() && facts.copy_at(99).is_none());
        assert!(facts.stage_of(0).is_none() && facts.stage_of(1).is_some() && facts.stage_of(99).is_none());
    }

    #[test]
    fn two_halves_are_one_file() {
        let lines = (0..1_500).map(|at| format!("RUN sudo a{at} && pip install b{at}\nCOPY c{at} /d\n"));
        let text = format!("FROM a:1\n{}", lines.collect::<String>());
        let file = Dockerfile::parse(&text);
        let facts = Facts::new(&file, Context::default());
        assert_eq!([facts.executions.len(), facts.installs.len(), facts.copies.len()], [1_500; 3]);
        assert!(facts.executions.iter().enumerate().all(|(index, run)| run.at == 2 * index + 1));
        for (index, install) in facts.installs.iter().enumerate() {
            assert_eq!((facts.run_of(install).map(|run| run.at), install.at), (Some(2 * index + 1), 2 * index + 1));
            assert!(install.has_package(&format!("b{index}")));
        }
        let runs: Vec<usize> = facts.commands_of(&["pip"]).map(|(run, _)| run.at).collect();
        assert_eq!(runs, (0..1_500).map(|index| 2 * index + 1).collect::<Vec<_>>());
        let found =
            crate::lint::lint(&file, Context::default(), &crate::lint::Options::only(["sudo-used", "pip-unpinned"]));
        let order: Vec<_> = found.iter().map(|one| (one.span.start, one.rule.slug)).collect();
        assert_eq!(order.len(), 3_000);
        assert!(order.is_sorted());
    }
}
