//! `undefined-var`: an instruction uses a variable that nobody defined.

use crate::diagnostic::Severity;
use crate::dockerfile::{Arguments, Instruction, PLATFORM_ARGS, PREDEFINED_ARGS};
use crate::lint::facts::variable;
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "undefined-var",
    level: Severity::Warning,
    profile: Profile::Default,
    practice: "works/fail-fast-run",
    aliases: &["UndefinedVar"],
    what: "An instruction other than `RUN` uses a variable that no `ARG` or `ENV` before it sets. Silent where the base may set it and for `${NAME:-default}`.",
    why: "The builder puts nothing in its place and goes on. A misspelt name turns `/srv/$APP/` into `/srv//`, and the error shows up far away.",
    example: Example::dockerfile("ENV APP_HOME=/srv/shop\nCOPY . $APPHOME/\n"),
    tokens: &["$APPHOME"],
    instead: Example::dockerfile("ENV APP_HOME=/srv/shop\nCOPY . $APP_HOME/\n"),
    sources: &[
        ("Docker: build check UndefinedVar", "https://docs.docker.com/reference/build-checks/undefined-var/"),
        (
            "Docker: variables of the platform",
            "https://docs.docker.com/reference/dockerfile/#automatic-platform-args-in-the-global-scope",
        ),
    ],
    check,
};

/// How many stages, each built from the one before, are looked through.
const DEEPEST: usize = 100;

/// How many uses before one are compared with it.
const NEAR: usize = 20;

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for (at, text) in facts.expanded_texts() {
        let instruction = &facts.file.instructions[at];
        let Some(stage) = instruction.stage else { continue };
        let uses = variable::bare_uses(text, facts.file.escape);
        for (nth, used) in uses.iter().enumerate() {
            let name = used.name.as_str();
            // `$X:$X` is one fault.
            if uses[..nth].iter().rev().take(NEAR).any(|before| before.name == used.name) {
                continue;
            }
            let chain = || facts.file.stages.chain(stage).take(DEEPEST);
            let defined = facts.file.scopes.lookup(name, at).is_some()
                || chain().any(|stage| facts.stage_arg(stage.index, name).is_some())
                || PREDEFINED_ARGS.contains(&name);
            // Two more rules tell about these.
            let told = || facts.file.scopes.globals.declares(name) || is_set_beside(instruction, text.as_str(), name);
            if defined || may_be_set(facts, at, name) || told() {
                continue;
            }
            let finding =
                report.at(text.span_of(used.range.clone()), format!("nothing sets `{name}`: it is empty here"));
            finding.fix(if is_platform(name) {
                format!("write `ARG {name}` into this stage, above its use")
            } else {
                format!("set it, or say what to take without it: `${{{name}:-…}}`")
            });
        }
    }
}

fn is_platform(name: &str) -> bool {
    PLATFORM_ARGS.iter().any(|(known, _)| *known == name)
}

/// The base image may bring it; what we do not know we believe.
fn may_be_set(facts: &Facts<'_>, at: usize, name: &str) -> bool {
    let Some(stage) = facts.stage_of(at) else { return true };
    let image = stage.image.as_ref();
    let known = stage.is_scratch || variable::is_known(image);
    if is_platform(name) { false } else { !known || variable::may_come_from_base(name, image) }
}

/// Another pair of the same ENV sets it.
fn is_set_beside(instruction: &Instruction, text: &str, name: &str) -> bool {
    let Arguments::Env(pairs) = &instruction.arguments else { return false };
    let own = |value: Option<&str>| value == Some(text);
    pairs.pairs.iter().any(|pair| pair.key.as_str() == name && !own(pair.value.as_deref()))
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn what_may_be_set() {
        let cases = [
            ("FROM python:3\nENV PATH=/x:$PATH\nLABEL v=$PYTHON_VERSION\n", &[][..]),
            ("FROM python:3\nARG V\nCOPY $V /x/\n", &[]),
            ("FROM python:3\nCOPY ${V:-x} /x/\n", &[]),
            ("FROM acme/base:1\nCOPY x $APP_HOME/\n", &[]),
            ("FROM public.ecr.aws/lambda/python:3.13\nCOPY x ${LAMBDA_TASK_ROOT}\n", &[]),
            ("FROM python:3\nRUN echo $V\nCMD echo $V\n", &[]),
            ("FROM python:3\nLABEL a='$V' b=\\$V\n", &[]),
            ("FROM python:3 AS a\nENV V=1\nFROM a\nWORKDIR /$V\n", &[]),
            ("FROM python:3\nENV A=1 B=$A\n", &[]),
            ("FROM python:3\nENV P=$P:/app\n", &["$P"]),
            ("FROM python:3\nENV PATH=$HOME/bin:$PATH\n", &["$HOME"]),
            ("FROM acme/base:1\nCOPY x-$TARGETARCH /x\n", &["$TARGETARCH"]),
            ("FROM python:3 AS a\nENV V=1\nFROM python:3\nUSER $V\n", &["$V"]),
            ("FROM scratch\nCOPY $X /x\n", &["$X"]),
            ("FROM python:3\nCOPY --chown=$U:$U $V /x\n", &["$U", "$V"]),
        ];
        for (text, tokens) in cases {
            assert_eq!(fires("undefined-var", text), tokens, "{text}");
        }
    }
}
