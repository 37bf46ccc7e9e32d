//! What is in force before each instruction. A state is six indexes, so a long file costs little. Values are read where they are asked for.

use std::collections::HashMap;

use crate::dockerfile::{Arguments, Base, Dockerfile, Keyword};

/// Beyond this a folder's name is nobody's business any more.
const LONGEST_PATH: usize = 4096;

/// What is in force: the indexes of the instructions that said so, in this stage or in those it is built from. `None`: nobody did, and
/// the base image decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct State {
    /// USER
    pub user: Option<usize>,
    /// WORKDIR
    pub workdir: Option<usize>,
    /// SHELL
    pub shell: Option<usize>,
    /// CMD
    pub cmd: Option<usize>,
    /// ENTRYPOINT
    pub entrypoint: Option<usize>,
    /// HEALTHCHECK
    pub healthcheck: Option<usize>,
}

/// The states before all instructions. Few instructions change it, so each is kept once.
#[derive(Debug, Default)]
pub(super) struct States {
    list: Vec<State>,
    /// For each instruction its state's index.
    before: Vec<u32>,
}

impl States {
    /// Returns the state before instruction `at`.
    pub fn before(&self, at: usize) -> Option<State> {
        self.list.get(*self.before.get(at)? as usize).copied()
    }

    fn push(&mut self, state: State) {
        if self.list.last() != Some(&state) {
            self.list.push(state);
        }
        self.before.push(u32::try_from(self.list.len() - 1).unwrap_or(u32::MAX));
    }
}

/// Returns the states before each instruction, and the one at the end of each stage.
pub(super) fn read(file: &Dockerfile) -> (States, Vec<State>) {
    let mut states = States::default();
    states.before.reserve_exact(file.instructions.len());
    let mut ends: Vec<State> = Vec::with_capacity(file.stages.list.len());
    let first = file.stages.list.first().map_or(file.instructions.len(), |stage| stage.instructions.start);
    (0..first).for_each(|_| states.push(State::default()));
    for stage in &file.stages.list {
        let mut state = match stage.base {
            Base::Stage(parent) => ends.get(parent).copied().unwrap_or_default(),
            _ => State::default(),
        };
        let mut cmd_here = false;
        for at in stage.instructions.clone() {
            states.push(state);
            let here = Some(at);
            match file.instructions[at].keyword {
                Keyword::User => state.user = here,
                Keyword::Workdir => state.workdir = here,
                Keyword::Shell => state.shell = here,
                Keyword::Healthcheck => state.healthcheck = here,
                Keyword::Cmd => (state.cmd, cmd_here) = (here, true),
                Keyword::Entrypoint => {
                    state.entrypoint = here;
                    // The builder drops a CMD that the stage did not write itself.
                    state.cmd = state.cmd.filter(|_| cmd_here);
                }
                _ => {}
            }
        }
        ends.push(state);
    }
    (states, ends)
}

/// Returns for each WORKDIR the folder it leads to, as far as that is known.
pub(super) fn workdirs(file: &Dockerfile, states: &States) -> HashMap<usize, Option<String>> {
    let mut found: HashMap<usize, Option<String>> = HashMap::new();
    for (at, instruction) in file.instructions.iter().enumerate() {
        let Arguments::Workdir(text) = &instruction.arguments else { continue };
        let before = || found.get(&states.before(at)?.workdir?).cloned().flatten();
        let expanded = file.scopes.expand(text, at).ok().filter(|it| it.undefined.is_empty() && !it.text.is_empty());
        let path = expanded.and_then(|it| join(before(), &it.text)).filter(|path| path.len() <= LONGEST_PATH);
        found.insert(at, path);
    }
    found
}

/// Returns `path` as seen from `folder`, cleaned; `None` when it is relative to nothing known.
pub fn join(folder: Option<String>, path: &str) -> Option<String> {
    let folder = if path.starts_with('/') { String::new() } else { folder? };
    let mut whole = String::with_capacity(folder.len() + 1 + path.len());
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => whole.truncate(whole.rfind('/').unwrap_or_default()),
            part => {
                whole.push('/');
                whole.push_str(part);
            }
        }
    }
    Some(if whole.is_empty() { "/".to_owned() } else { whole })
}

#[cfg(test)]
mod tests {
    use crate::dockerfile::Dockerfile;
    use crate::lint::{Context, Facts};

    #[test]
    fn what_is_in_force_comes_through_stages() {
        let text = "FROM a AS one\nUSER x\nCMD b\nWORKDIR /s\nFROM one\nWORKDIR t\nENTRYPOINT c\nRUN d\nFROM one\nENTRYPOINT e\nCMD f\n";
        let file = Dockerfile::parse(text);
        let facts = Facts::new(&file, Context::default());
        let ends: Vec<_> = facts.stages.iter().map(|stage| (stage.end.cmd, stage.end.entrypoint)).collect();
        assert_eq!(ends, [(Some(2), None), (None, Some(6)), (Some(10), Some(9))]);
        assert_eq!((facts.workdir(7), facts.user(7).as_deref()), (Some("/s/t"), Some("x")));
        assert_eq!((facts.workdir(1), facts.user(1)), (None, None));
    }

    #[test]
    fn folders_are_joined_and_cleaned() {
        let join = |folder: Option<&str>, path| super::join(folder.map(str::to_owned), path);
        assert_eq!(join(None, "/a//b/../c/"), Some("/a/c".to_owned()));
        assert_eq!(join(Some("/a"), "b"), Some("/a/b".to_owned()));
        assert_eq!(join(Some("/"), "../.."), Some("/".to_owned()));
        assert_eq!(join(None, "b"), None);
    }
}
