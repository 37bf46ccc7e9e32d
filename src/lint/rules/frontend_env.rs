//! `frontend-env`: DEBIAN_FRONTEND stays set in the container.

use crate::diagnostic::Severity;

use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "frontend-env",
    level: Severity::Note,
    profile: Profile::Default,
    practice: "works/apt-in-one-run",
    aliases: &[],
    what: "An `ENV` of the final image sets `DEBIAN_FRONTEND`. Silent as `ARG`, for one command, and where a later `ENV` empties it.",
    why: "The variable stays for everybody who opens a shell in the container later: apt then never asks, also where it should.",
    example: Example::dockerfile("ENV DEBIAN_FRONTEND=noninteractive\n"),
    tokens: &["DEBIAN_FRONTEND"],
    instead: Example::dockerfile("ARG DEBIAN_FRONTEND=noninteractive\n"),
    sources: &[("Docker: best practices", "https://docs.docker.com/build/building/best-practices/")],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    let Some((pair, value)) = facts.final_env("DEBIAN_FRONTEND") else { return };
    if value.is_some_and(|value| !value.is_empty() && value != "dialog" && value != "newt") {
        report
            .at(pair.key.span(), "this is still set when the container runs")
            .fix("write `ARG DEBIAN_FRONTEND=noninteractive`");
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn the_traps() {
        let cases = [
            ("ARG DEBIAN_FRONTEND=noninteractive\n", &[][..]),
            ("ENV DEBIAN_FRONTEND=noninteractive\nFROM b:1\n", &[]),
            ("ENV DEBIAN_FRONTEND=noninteractive\nRUN x\nENV DEBIAN_FRONTEND=\n", &[]),
            ("RUN DEBIAN_FRONTEND=noninteractive apt-get install -y x\n", &[]),
            ("ENV A=b DEBIAN_FRONTEND=noninteractive\n", &["DEBIAN_FRONTEND"]),
            ("ENV DEBIAN_FRONTEND noninteractive\n", &["DEBIAN_FRONTEND"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("frontend-env", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
