//! `arg-lost-after-from`: a stage uses an ARG from above the first FROM without declaring it again.

use std::collections::HashSet;

use crate::diagnostic::{Severity, Span};
use crate::lint::facts::{Execution, Form, variable};
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "arg-lost-after-from",
    level: Severity::Warning,
    profile: Profile::Default,
    practice: "works/explicit-base-tag",
    aliases: &[],
    what: "A stage, its `RUN` lines included, uses an `ARG` that is only declared above the first `FROM`. Silent where the base image or the script itself may set the name.",
    why: "Arguments above `FROM` are seen by `FROM` lines only. In the stage the variable is empty, and the build usually goes on with a wrong path or version.",
    example: Example::dockerfile(
        "ARG APP_HOME=/srv/shop\nFROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . $APP_HOME/\nUSER 10001\nCMD [\"python\", \"-m\", \"shop\"]\n",
    ),
    tokens: &["$APP_HOME"],
    instead: Example::dockerfile(
        "ARG APP_HOME=/srv/shop\nFROM python:3.14-slim-trixie\nARG APP_HOME\nWORKDIR /app\nCOPY . $APP_HOME/\nUSER 10001\nCMD [\"python\", \"-m\", \"shop\"]\n",
    ),
    sources: &[(
        "Docker: how ARG and FROM interact",
        "https://docs.docker.com/reference/dockerfile/#understand-how-arg-and-from-interact",
    )],
    check,
};

/// How many stages, each built from the one before, are looked through.
const DEEPEST: usize = 100;

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    if facts.file.scopes.globals.is_empty() {
        return;
    }
    let mut told = HashSet::new();
    for (at, name, span) in uses(facts) {
        let Some(stage) = facts.stage_of(at) else { continue };
        let index = stage.stage.index;
        let again =
            || facts.file.stages.chain(index).take(DEEPEST).any(|it| facts.stage_arg(it.index, &name).is_some());
        let lost = facts.file.scopes.globals.declares(&name)
            && facts.file.scopes.lookup(&name, at).is_none()
            && !again()
            && !variable::may_come_from_base(&name, stage.image.as_ref());
        if lost && told.insert((index, name.clone())) {
            let message = format!("`{name}` was declared before FROM only: in this stage it is empty");
            report.at(span, message).fix(format!("write `ARG {name}` into this stage, above its use"));
        }
    }
}

/// Returns all uses of variables in stages: index of the instruction, name, place. In order, of a RUN its mounts first.
fn uses(facts: &Facts<'_>) -> Vec<(usize, String, Span)> {
    let mut found = Vec::new();
    for (at, text) in facts.expanded_texts() {
        let uses = variable::bare_uses(text, facts.file.escape);
        found.extend(uses.into_iter().map(|one| (at, one.name, text.span_of(one.range))));
    }
    for run in facts.runs().filter(|run| run.form == Form::Shell && run.text.contains('$')) {
        let used = in_script(run, |name| facts.file.scopes.globals.declares(name));
        found.extend(used.into_iter().map(|(name, span)| (run.at, name, span)));
    }
    found.sort_by_key(|(at, ..)| *at);
    found
}

/// The global variables that a script takes from outside.
fn in_script(run: &Execution<'_>, is_global: impl Fn(&str) -> bool) -> Vec<(String, Span)> {
    // What a sourced file sets nobody knows.
    if run.commands().any(|command| matches!(command.program(), Some("." | "source" | "eval"))) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for command in run.commands() {
        let given = command.assignments.iter().map(|assignment| &assignment.word);
        for word in command.words.iter().chain(given).filter(|word| word.expands.parameter) {
            for used in variable::uses_in_word(&word.text) {
                if !used.is_guarded && is_global(&used.name) && !is_set_inside(run, &used.name) {
                    found.push((used.name, run.span(word.locate(used.range))));
                }
            }
        }
    }
    found
}

/// The script, or a mount, may give the variable a value.
fn is_set_inside(run: &Execution<'_>, name: &str) -> bool {
    let flag = format!("env={name}");
    let by_mount = run.instruction.flags.iter().any(|flag_given| flag_given.text.contains(&flag));
    let assigned = run.text.contains(&format!("{name}=")) || run.text.contains(&format!("for {name} "));
    let read = run
        .script
        .runs(&["read", "getopts", "printf", "mapfile"])
        .any(|(_, command)| command.args().iter().any(|word| word.text == name));
    by_mount || assigned || read
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn what_is_declared_again_or_set_elsewhere() {
        let cases = [
            ("FROM python:3\nARG V\nRUN echo $V\n", &[][..]),
            ("FROM python:$V AS a\nARG V\nFROM a\nRUN echo $V\n", &[]),
            ("FROM python:3\nENV V=2\nRUN echo $V\n", &[]),
            ("FROM python:3\nRUN V=2; echo $V\n", &[]),
            ("FROM python:3\nRUN for V in a b; do echo $V; done\n", &[]),
            ("FROM python:3\nRUN . /etc/os-release && echo $V\n", &[]),
            ("FROM python:3\nRUN awk '{print $V}' x\n", &[]),
            ("FROM python:3\nRUN echo ${V:-none}\n", &[]),
            ("FROM python:3\nRUN --mount=type=secret,id=v,env=V echo $V\n", &[]),
            ("FROM python:3\nCMD echo $V\n", &[]),
            ("FROM python:3\nRUN echo \"$V\" $V\n", &["$V"]),
            ("FROM python:3 AS a\nARG V\nFROM python:3\nRUN echo ${V}\n", &["${V}"]),
            ("FROM python:3\nENV A=$V\nWORKDIR /$V\n", &["$V"]),
            ("FROM python:3\nRUN <<EOF\necho x-$V\nEOF\n", &["$V"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("arg-lost-after-from", &format!("ARG V=1\n{lines}")), tokens, "{lines}");
        }
        let version = |base| format!("ARG PYTHON_VERSION=3.14\nFROM {base}\nRUN echo $PYTHON_VERSION\n");
        for (base, count) in [("python:$PYTHON_VERSION", 0), ("acme/x:1", 0), ("debian:trixie", 1)] {
            assert_eq!(fires("arg-lost-after-from", &version(base)).len(), count, "{base}");
        }
    }
}
