//! `stage-unused`: a stage that the final image does not need.

use crate::diagnostic::Severity;
use crate::lint::facts::StageFacts;
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "stage-unused",
    level: Severity::Note,
    profile: Profile::Default,
    practice: "small/multi-stage",
    aliases: &[],
    what: "A stage that the last one does not use, directly or through others. Silent for stages that are built by name: tests, lint, development, or with a `CMD` of their own.",
    why: "BuildKit leaves it out, so whatever it checks or prepares never happens. Often a `COPY --from` was forgotten.",
    example: Example::dockerfile(
        "FROM node:24.11-trixie-slim AS frontend\nRUN npm ci\n\nFROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nUSER 10001\nCMD [\"python\", \"-m\", \"shop\"]\n",
    ),
    tokens: &["frontend"],
    instead: Example::dockerfile(
        "FROM node:24.11-trixie-slim AS frontend\nRUN npm ci\n\nFROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nCOPY --from=frontend /dist ./static/\nUSER 10001\nCMD [\"python\", \"-m\", \"shop\"]\n",
    ),
    sources: &[("Docker: multi-stage builds", "https://docs.docker.com/build/building/multi-stage/")],
    check,
};

/// Parts of names that mean: somebody builds this with `--target`.
const TARGETS: &[&str] = &[
    "audit",
    "bench",
    "check",
    "checks",
    "ci",
    "coverage",
    "debug",
    "debugger",
    "dev",
    "devcontainer",
    "devel",
    "develop",
    "development",
    "doc",
    "docs",
    "e2e",
    "export",
    "format",
    "jupyter",
    "lint",
    "linter",
    "local",
    "lock",
    "migrate",
    "mypy",
    "notebook",
    "prod",
    "production",
    "pytest",
    "qa",
    "release",
    "ruff",
    "scan",
    "staging",
    "test",
    "tester",
    "testing",
    "tests",
    "typecheck",
    "unittest",
    "worker",
];

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    let mut needed: Vec<bool> = facts.stages.iter().map(|stage| stage.is_needed || is_target(facts, stage)).collect();
    // What a stage uses stands before it.
    for stage in facts.stages.iter().rev().filter(|stage| !stage.uses.is_empty()) {
        if needed[stage.stage.index] {
            stage.uses.iter().for_each(|used| needed[*used] = true);
        }
    }
    for stage in facts.stages.iter().filter(|stage| !needed[stage.stage.index]) {
        let Some(from) = stage.from_arguments() else { continue };
        let Some(token) = from.name.as_ref().or(from.base.as_ref().map(|base| &base.text)) else { continue };
        let message = format!("nothing uses the stage `{token}`, so a plain build leaves it out");
        report.at(token.span(), message).fix("use it, delete it, or build it by its name with `--target`");
    }
}

/// It is built for its own sake.
fn is_target(facts: &Facts<'_>, stage: &StageFacts<'_>) -> bool {
    let Some(name) = &stage.stage.name else { return false };
    let named = name.split(['-', '_', '.']).any(|part| TARGETS.contains(&part));
    let own = |at: Option<usize>| at.is_some_and(|at| facts.file.instructions[at].stage == Some(stage.stage.index));
    named || own(stage.end.cmd) || own(stage.end.entrypoint)
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn what_is_used_or_built_by_name() {
        let cases = [
            ("FROM a:1 AS x\nFROM b:1\nCOPY --from=x /a /a\n", &[][..]),
            ("FROM a:1 AS x\nFROM b:1\nRUN --mount=from=x,target=/m y\n", &[]),
            ("FROM a:1 AS x\nFROM x AS unit-tests\nFROM b:1\n", &[]),
            ("FROM a:1 AS web\nCMD [\"x\"]\nFROM b:1\n", &[]),
            ("FROM a:1 AS Dev\nFROM b:1\n", &[]),
            ("FROM a:1\nFROM b:1\n", &["a:1"]),
            ("FROM a:1 AS x\nFROM x AS y\nFROM b:1\n", &["x", "y"]),
            ("FROM a:1 AS latest\nFROM b:1\n", &["latest"]),
        ];
        for (text, tokens) in cases {
            assert_eq!(fires("stage-unused", text), tokens, "{text}");
        }
    }
}
