//! `copy-root-fs`: the whole file system of another stage is laid over the base.

use crate::diagnostic::Severity;
use crate::lint::facts::{CopiedFrom, Image};
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "copy-root-fs",
    level: Severity::Warning,
    profile: Profile::Default,
    practice: "small/copy-the-venv",
    aliases: &["DL3067"],
    what: "`COPY --from=build / /` onto a base that is a system already. Silent on `scratch`, where it flattens an image on purpose, and for stages that hold nothing but files.",
    why: "The other stage's system overwrites the base's files with other versions, and everything that only building needed is shipped: the second stage saves nothing.",
    example: Example::dockerfile(
        "FROM python:3.14-slim-trixie AS build\nRUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir flask==3.1.2\nFROM python:3.14-slim-trixie\nCOPY --from=build / /\nWORKDIR /app\nUSER 10001:10001\nCMD [\"python\", \"-m\", \"shop\"]\n",
    ),
    tokens: &["/"],
    instead: Example::dockerfile(
        "FROM python:3.14-slim-trixie AS build\nRUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir flask==3.1.2\nFROM python:3.14-slim-trixie\nCOPY --from=build /opt/venv /opt/venv\nENV PATH=/opt/venv/bin:$PATH\nWORKDIR /app\nUSER 10001:10001\nCMD [\"python\", \"-m\", \"shop\"]\n",
    ),
    sources: &[("Docker: multi-stage builds", "https://docs.docker.com/build/building/multi-stage/")],
    check,
};

/// Images of whole systems.
const SYSTEMS: &[&str] = &["alpine", "busybox", "debian", "fedora", "node", "python", "rockylinux", "ubuntu"];

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for copy in facts.copies.iter().filter(|copy| copy.destination.as_deref() == Some("/")) {
        let CopiedFrom::Stage(from) = copy.from else { continue };
        let bare = facts.stage_of(copy.at).is_none_or(|stage| stage.is_scratch);
        let root = copy.sources.iter().find(|source| source.written.as_str().trim_matches('/').is_empty());
        if let Some(source) = root.filter(|_| !bare && is_system(facts, from)) {
            let finding = report.at(source.written.span(), "this lays one whole system over another");
            finding.fix("copy only what was built: `COPY --from=build /opt/venv /opt/venv`");
        }
    }
}

/// A stage on a known system, or one that runs something, which takes a shell and its libraries.
fn is_system(facts: &Facts<'_>, stage: usize) -> bool {
    let known = |image: &Image<'_>| SYSTEMS.iter().any(|name| image.is_official(name));
    let by_image = facts.stages.get(stage).and_then(|stage| stage.image.as_ref()).is_some_and(known);
    let runs = || facts.runs().any(|run| facts.stage_of(run.at).is_some_and(|own| own.stage.index == stage));
    let scratch = facts.stages.get(stage).is_none_or(|stage| stage.is_scratch);
    !scratch && (by_image || runs())
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn what_is_laid_over_the_base() {
        let cases = [
            ("FROM debian:12 AS b\nRUN x\nFROM scratch\nCOPY --from=b / /\n", &[][..]),
            ("FROM scratch AS files\nCOPY rootfs /\nFROM debian:12\nCOPY --from=files / /\n", &[]),
            ("FROM tonistiigi/xx AS xx\nFROM alpine:3\nCOPY --from=xx / /\n", &[]),
            ("FROM alpine:3\nCOPY --from=tonistiigi/xx:1.6 / /\n", &[]),
            ("FROM debian:12 AS b\nRUN x\nFROM debian:12\nCOPY --from=b / /rootfs\nCOPY --from=b /out/ /\n", &[]),
            ("FROM debian:12\nCOPY / /\nCOPY rootfs/ /\n", &[]),
            ("FROM debian:12 AS b\nFROM debian:12\nCOPY --from=b / /\n", &["/"]),
            ("FROM acme/x:1 AS b\nRUN x\nFROM b\nCOPY --from=b // /\n", &["//"]),
            ("FROM alpine:3 AS b\nFROM alpine:3\nWORKDIR /\nCOPY --from=0 / .\n", &["/"]),
        ];
        for (text, tokens) in cases {
            assert_eq!(fires("copy-root-fs", text), tokens, "{text}");
        }
    }
}
