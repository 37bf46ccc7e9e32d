//! `reserved-stage`: a stage called `scratch` or `context`.

use crate::diagnostic::Severity;
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "reserved-stage",
    level: Severity::Error,
    profile: Profile::Default,
    practice: "small/multi-stage",
    aliases: &["DL3063", "ReservedStageName"],
    what: "A stage is called `scratch` or `context`, in any case. The builder means something else by these names.",
    why: "`scratch` is the empty image and `context` the folder that is built. With a stage of that name nobody can tell which one a later line takes.",
    example: Example::dockerfile(
        "FROM python:3.14-trixie AS context\nRUN python -m venv /opt/venv\n\nFROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY --from=context /opt/venv /opt/venv\nUSER 10001\nCMD [\"/opt/venv/bin/python\", \"-m\", \"shop\"]\n",
    ),
    tokens: &["context"],
    instead: Example::dockerfile(
        "FROM python:3.14-trixie AS build\nRUN python -m venv /opt/venv\n\nFROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY --from=build /opt/venv /opt/venv\nUSER 10001\nCMD [\"/opt/venv/bin/python\", \"-m\", \"shop\"]\n",
    ),
    sources: &[(
        "Docker: build check ReservedStageName",
        "https://docs.docker.com/reference/build-checks/reserved-stage-name/",
    )],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for stage in &facts.stages {
        let Some(name) = stage.from_arguments().and_then(|from| from.name.as_ref()) else { continue };
        if matches!(name.to_lowercase().as_str(), "scratch" | "context") {
            let message = format!("`{name}` is a name that the builder keeps for itself");
            report.at(name.span(), message).fix("call the stage by what it does: `build`");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn only_the_two_names() {
        let cases = [
            ("FROM scratch\n", &[][..]),
            ("FROM a:1 AS from-scratch\nFROM a:1 AS contexts\nFROM a:1 AS build-context\n", &[]),
            ("FROM a:1 AS Scratch\nFROM a:1 AS context\n", &["Scratch", "context"]),
        ];
        for (text, tokens) in cases {
            assert_eq!(fires("reserved-stage", text), tokens, "{text}");
        }
    }
}
