//! `duplicate-stage`: two stages of one name.

use std::collections::HashSet;

use crate::diagnostic::Severity;
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "duplicate-stage",
    level: Severity::Error,
    profile: Profile::Default,
    practice: "small/multi-stage",
    aliases: &["DL3024", "DuplicateStageName", "DS-0012"],
    what: "Two stages have the same name after `AS`; upper and lower case do not tell names apart.",
    why: "`--target` and `--from` take the last stage of that name above them, so which one is meant depends on where the line stands. The other one is easily edited in vain.",
    example: Example::dockerfile(
        "FROM node:24.11-trixie-slim AS build\nRUN npm ci\n\nFROM python:3.14-trixie AS build\nRUN python -m venv /opt/venv\n\nFROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY --from=build /opt/venv /opt/venv\nUSER 10001\nCMD [\"/opt/venv/bin/python\", \"-m\", \"shop\"]\n",
    ),
    tokens: &["build"],
    instead: Example::dockerfile(
        "FROM node:24.11-trixie-slim AS frontend\nRUN npm ci\n\nFROM python:3.14-trixie AS build\nRUN python -m venv /opt/venv\n\nFROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY --from=frontend /dist ./static/\nCOPY --from=build /opt/venv /opt/venv\nUSER 10001\nCMD [\"/opt/venv/bin/python\", \"-m\", \"shop\"]\n",
    ),
    sources: &[
        ("Docker: multi-stage builds", "https://docs.docker.com/build/building/multi-stage/"),
        (
            "Docker: build check DuplicateStageName",
            "https://docs.docker.com/reference/build-checks/duplicate-stage-name/",
        ),
    ],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    let mut seen = HashSet::new();
    for stage in &facts.stages {
        let Some(name) = stage.from_arguments().and_then(|from| from.name.as_ref()) else { continue };
        if !seen.insert(name.to_lowercase()) {
            let message = format!("another stage is called `{name}` already");
            report.at(name.span(), message).fix("give each stage a name of its own");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn names_are_compared_without_case() {
        let cases = [
            ("FROM a:1 AS x\nFROM a:1 AS y\nFROM a:1\nFROM a:1\n", &[][..]),
            ("FROM a:1 AS x\nFROM x\n", &[]),
            ("FROM a:1 AS x\nFROM a:1 AS X\nFROM a:1 as x\n", &["X", "x"]),
        ];
        for (text, tokens) in cases {
            assert_eq!(fires("duplicate-stage", text), tokens, "{text}");
        }
    }
}
