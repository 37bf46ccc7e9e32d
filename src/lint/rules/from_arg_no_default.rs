//! `from-arg-no-default`: without build arguments the base of a FROM is no image.

use crate::diagnostic::Severity;
use crate::dockerfile::{Base, Logical};
use crate::lint::facts::{StageFacts, variable};
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "from-arg-no-default",
    level: Severity::Error,
    profile: Profile::Default,
    practice: "works/explicit-base-tag",
    aliases: &["InvalidDefaultArgInFrom"],
    what: "A `FROM` uses an `ARG` without a default, and without a value for it the base is no image. An empty part that leaves a valid name is fine.",
    why: "A plain `docker build .` fails, and so does every tool that reads the file without your build arguments: linters, scanners, update bots.",
    example: Example::dockerfile(
        "ARG PYTHON\nFROM python:${PYTHON}-slim-trixie\nWORKDIR /app\nCOPY . .\nUSER 10001\nCMD [\"python\", \"-m\", \"shop\"]\n",
    ),
    tokens: &["${PYTHON}"],
    instead: Example::dockerfile(
        "ARG PYTHON=3.14\nFROM python:${PYTHON}-slim-trixie\nWORKDIR /app\nCOPY . .\nUSER 10001\nCMD [\"python\", \"-m\", \"shop\"]\n",
    ),
    sources: &[(
        "Docker: build check InvalidDefaultArgInFrom",
        "https://docs.docker.com/reference/build-checks/invalid-default-arg-in-from/",
    )],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for stage in &facts.stages {
        let Some(from) = stage.from_arguments() else { continue };
        let base = from.base.as_ref().map(|base| &base.text).filter(|_| is_no_image(stage));
        let blank = |text: &&Logical| facts.file.scopes.globals.expand(text).is_ok_and(|all| all.text.is_empty());
        let platform = from.platform.as_ref().filter(blank);
        for text in base.into_iter().chain(platform) {
            let uses = variable::bare_uses(text, facts.file.escape);
            let Some(used) = uses.into_iter().find(|used| is_empty(facts, &used.name)) else { continue };
            let message = format!("`{}` has no default: without `--build-arg` this is no image", used.name);
            let fix = format!("give it one: `ARG {}=…`", used.name);
            report.at(text.span_of(used.range), message).fix(fix);
        }
    }
}

fn is_no_image(stage: &StageFacts<'_>) -> bool {
    match &stage.stage.base {
        Base::Unknown => true,
        Base::Image(image) => image.fault().is_some(),
        _ => false,
    }
}

/// It is declared but has no value. What is not declared at all is told by `from-arg-undefined`.
fn is_empty(facts: &Facts<'_>, name: &str) -> bool {
    let globals = &facts.file.scopes.globals;
    globals.declares(name) && globals.get(name).is_none_or(str::is_empty)
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn when_a_value_is_needed() {
        let cases = [
            ("ARG SUFFIX\nFROM python:3.14$SUFFIX\n", &[][..]),
            ("ARG REGISTRY=\nFROM ${REGISTRY}python:3.14\n", &[]),
            ("ARG BASE\nFROM ${BASE:-python:3}\n", &[]),
            ("ARG BASE=python:3\nFROM $BASE\n", &[]),
            ("FROM $NOBODY\n", &[]),
            ("ARG BASE\nFROM $BASE\n", &["$BASE"]),
            ("ARG BASE=\nFROM $BASE AS x\nFROM x\n", &["$BASE"]),
            ("ARG V\nFROM python:$V\n", &["$V"]),
            ("ARG P\nFROM --platform=$P python:3\n", &["$P"]),
        ];
        for (text, tokens) in cases {
            assert_eq!(fires("from-arg-no-default", text), tokens, "{text}");
        }
    }
}
