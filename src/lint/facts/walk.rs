//! Ways through a file that many rules go: from stage to stage with what the parent stages did, and what one instruction holds. Knows no rule.

use std::ops::Range;

use super::{Copying, Facts, Install};
use crate::dockerfile::Base;

impl Facts<'_> {
    /// Calls `step` for each instruction of each stage, with what the stage and those it is built from have come to so far.
    /// Returns what each stage has come to.
    pub fn walk<S: Clone + Default>(&self, step: impl FnMut(&mut S, usize)) -> Vec<S> {
        self.go(|range| range, step)
    }

    /// Does the same for these instructions only, which are given in order.
    pub fn walk_over<S: Clone + Default>(&self, only: &[usize], step: impl FnMut(&mut S, usize)) -> Vec<S> {
        let part = |range: Range<usize>| {
            let place = |at: usize| only.partition_point(|one| *one < at);
            only[place(range.start)..place(range.end)].iter().copied()
        };
        self.go(part, step)
    }

    /// `part` says which instructions of a stage are looked at.
    fn go<S: Clone + Default, I: Iterator<Item = usize>>(
        &self,
        part: impl Fn(Range<usize>) -> I,
        mut step: impl FnMut(&mut S, usize),
    ) -> Vec<S> {
        let mut ends: Vec<S> = Vec::with_capacity(self.stages.len());
        for stage in &self.stages {
            let mut state = match stage.stage.base {
                Base::Stage(parent) => ends.get(parent).cloned().unwrap_or_default(),
                _ => S::default(),
            };
            for at in part(stage.stage.instructions.clone()) {
                step(&mut state, at);
            }
            ends.push(state);
        }
        ends
    }

    /// Returns what the RUN at `at` installs.
    pub fn installs_at(&self, at: usize) -> &[Install] {
        self.installs.get(self.index.installs.of(at)).unwrap_or_default()
    }

    /// Returns the COPY or ADD at `at`.
    pub fn copy_at(&self, at: usize) -> Option<&Copying<'_>> {
        self.copies.get(self.index.copies.of(at))?.first()
    }

    /// Says whether a COPY or ADD anywhere brings a file of this name.
    pub fn copies_file(&self, name: &str) -> bool {
        let named = |path: &str| path.rsplit('/').next() == Some(name);
        self.copies.iter().any(|copy| {
            let target = copy.arguments.destination.as_deref().is_some_and(named);
            target || copy.sources.iter().any(|source| named(&source.path))
        })
    }
}

/// Says whether a switch in a variable is on: `1`, `true`, `yes`.
pub fn is_on(value: &str) -> bool {
    !matches!(value.to_ascii_lowercase().as_str(), "" | "0" | "false" | "no" | "off" | "f" | "n")
}

#[cfg(test)]
mod tests {
    use crate::dockerfile::Dockerfile;
    use crate::lint::{Context, Facts};

    #[test]
    fn children_go_on_where_their_parents_ended() {
        let text = "FROM a AS one\nRUN x\nFROM b\nRUN y\nFROM one\nRUN z\n";
        let file = Dockerfile::parse(text);
        let facts = Facts::new(&file, Context::default());
        assert_eq!(facts.walk(|seen: &mut Vec<usize>, at| seen.push(at)), [vec![0, 1], vec![2, 3], vec![0, 1, 4, 5]]);
        let some = facts.walk_over(&[1, 2, 5], |seen: &mut Vec<usize>, at| seen.push(at));
        assert_eq!(some, [vec![1], vec![2], vec![1, 5]]);
    }

    #[test]
    fn what_an_instruction_holds() {
        let text = "ARG A\nFROM a\nENV B=\"1\" C=2\nCOPY etc/pip.conf /x\nRUN pip install a && pip install b\nRUN pip install c\n";
        let file = Dockerfile::parse(text);
        let facts = Facts::new(&file, Context::default());
        let variables: Vec<_> = facts.variables().map(|(at, pair, value)| (at, pair.key.as_str(), value)).collect();
        assert_eq!(variables, [(2, "B", "1"), (2, "C", "2")]);
        assert_eq!([facts.installs_at(4).len(), facts.installs_at(5).len(), facts.installs_at(3).len()], [2, 1, 0]);
        assert!(facts.copy_at(3).is_some() && facts.copies_file("pip.conf") && !facts.copies_file("etc"));
    }
}
