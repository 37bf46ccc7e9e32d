//! `from-arg-undefined`: FROM uses a variable that no ARG above the first FROM declares.

use crate::diagnostic::Severity;
use crate::dockerfile::PLATFORM_ARGS;
use crate::lint::facts::variable;
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "from-arg-undefined",
    level: Severity::Error,
    profile: Profile::Default,
    practice: "works/explicit-base-tag",
    aliases: &["UndefinedArgInFrom"],
    what: "A `FROM` uses a variable that no `ARG` before the first `FROM` declares. The platform variables and `${NAME:-default}` are fine.",
    why: "Such a variable is always empty, even when `--build-arg` gives it a value: the base gets another name, or none at all.",
    example: Example::dockerfile(
        "FROM python:${PYTHON}-slim-trixie\nWORKDIR /app\nCOPY . .\nUSER 10001\nCMD [\"python\", \"-m\", \"shop\"]\n",
    ),
    tokens: &["${PYTHON}"],
    instead: Example::dockerfile(
        "ARG PYTHON=3.14\nFROM python:${PYTHON}-slim-trixie\nWORKDIR /app\nCOPY . .\nUSER 10001\nCMD [\"python\", \"-m\", \"shop\"]\n",
    ),
    sources: &[
        (
            "Docker: how ARG and FROM interact",
            "https://docs.docker.com/reference/dockerfile/#understand-how-arg-and-from-interact",
        ),
        (
            "Docker: build check UndefinedArgInFrom",
            "https://docs.docker.com/reference/build-checks/undefined-arg-in-from/",
        ),
    ],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    let globals = &facts.file.scopes.globals;
    let known = |name: &str| globals.declares(name) || PLATFORM_ARGS.iter().any(|(platform, _)| *platform == name);
    for stage in &facts.stages {
        for text in stage.from.expandable() {
            for used in variable::bare_uses(text, facts.file.escape) {
                if known(&used.name) {
                    continue;
                }
                let name = &used.name;
                let message = format!("no ARG before the first FROM declares `{name}`: it is empty here");
                report
                    .at(text.span_of(used.range.clone()), message)
                    .fix(format!("write `ARG {name}=…` as the first line"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn what_from_knows() {
        let cases = [
            ("ARG A=x\nARG B\nFROM $A:$B\n", &[][..]),
            ("FROM --platform=$BUILDPLATFORM python:3-$TARGETARCH\n", &[]),
            ("FROM ${A:-python}:3\n", &[]),
            ("FROM a:1\nARG A=x\nFROM $A\n", &["$A"]),
            ("FROM --platform=$PLATFORM python:$A\n", &["$A", "$PLATFORM"]),
        ];
        for (text, tokens) in cases {
            let mut found = fires("from-arg-undefined", text);
            found.sort_unstable();
            assert_eq!(found, tokens, "{text}");
        }
    }
}
