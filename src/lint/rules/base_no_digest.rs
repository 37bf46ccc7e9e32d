//! `base-no-digest`: a base image without a digest.

use crate::diagnostic::Severity;

use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "base-no-digest",
    level: Severity::Note,
    profile: Profile::Strict,
    practice: "repro/pin-base-digest",
    aliases: &[],
    what: "A `FROM` names an image without `@sha256:…`. Stages of the same file and `scratch` need none.",
    why: "Tags move. Two builds of one commit may stand on different bases, and afterwards nobody can tell which it was. With a digest let a bot raise it, or fixes stay out.",
    example: Example::dockerfile(
        "FROM python:3.14-slim-trixie\nWORKDIR /app\nUSER 10001:10001\nCMD [\"python\", \"-m\", \"shop\"]\n",
    ),
    tokens: &["python:3.14-slim-trixie"],
    instead: Example::dockerfile(
        "FROM python:3.14-slim-trixie@sha256:0000000000000000000000000000000000000000000000000000000000000000\nWORKDIR /app\nUSER 10001:10001\nCMD [\"python\", \"-m\", \"shop\"]\n",
    ),
    sources: &[("Docker: best practices", "https://docs.docker.com/build/building/best-practices/")],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for base in facts.stages.iter().filter_map(|stage| stage.base()) {
        if base.digest.is_none() && base.fault().is_none() {
            let finding = report.at(base.text.span(), "the tag may be another image tomorrow");
            finding.fix("add `@sha256:…` behind the tag, and let a bot raise it");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn the_traps() {
        let cases = [
            ("FROM scratch\n", &[][..]),
            ("ARG B\nFROM $B\n", &[]),
            ("FROM a:1@sha256:0000000000000000000000000000000000000000000000000000000000000000 AS b\nFROM b\n", &[]),
            ("FROM a:1 AS b\nFROM c\nCOPY --from=d:1 x y\n", &["a:1", "c"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("base-no-digest", lines), tokens, "{lines}");
        }
    }
}
