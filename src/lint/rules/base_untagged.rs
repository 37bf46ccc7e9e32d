//! `base-untagged`: a base image without any tag.

use super::base_latest::{name_a_version, whichever};
use crate::diagnostic::Severity;
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "base-untagged",
    level: Severity::Warning,
    profile: Profile::Default,
    practice: "works/explicit-base-tag",
    aliases: &["DL3006", "DS-0001", "CKV_DOCKER_7"],
    what: "A `FROM` names its base without a tag and without a digest. Stages of the same file and `scratch` need none.",
    why: "Without a tag the builder takes `latest`: whatever was pushed last, so the image changes while the Dockerfile stays the same.",
    example: Example::dockerfile(
        "FROM python\nWORKDIR /app\nCOPY . .\nUSER 10001\nCMD [\"python\", \"-m\", \"shop\"]\n",
    ),
    tokens: &["python"],
    instead: Example::dockerfile(
        "FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nUSER 10001\nCMD [\"python\", \"-m\", \"shop\"]\n",
    ),
    sources: &[("Docker: FROM", "https://docs.docker.com/reference/dockerfile/#from")],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for stage in &facts.stages {
        let Some(base) = stage.base() else { continue };
        // What is no image at all is the builder's to say.
        if base.tag.is_none() && base.digest.is_none() && base.fault().is_none() {
            let message = format!("`{}` without a tag means `latest`, which is {}", base.text, whichever(base));
            report.at(base.text.span(), message).fix(name_a_version(base));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::{fires, fixes, messages};

    #[test]
    fn nobody_is_sent_from_alpine_to_python() {
        assert!(fixes("base-untagged", "FROM python\n")[0].contains("python:3.14-slim-trixie"));
        assert_eq!(fixes("base-untagged", "FROM quay.io/a/b\n"), ["name a version in the tag, `quay.io/a/b:VERSION`"]);
        assert_eq!(fixes("base-latest", "FROM alpine:latest\n"), ["name a version in the tag, `alpine:VERSION`"]);
        assert_eq!(fixes("base-latest", "FROM localhost:5000/a:latest\n"), ["name a version in the tag"]);
        assert_eq!(messages("base-latest", "FROM alpine:latest\n"), ["`alpine:latest` is whatever was pushed last"]);
    }

    #[test]
    fn what_needs_no_tag() {
        let cases = [
            ("FROM python:3\nFROM scratch\n", &[][..]),
            ("FROM python:3 AS build\nFROM build\n", &[]),
            ("FROM python@sha256:0000000000000000000000000000000000000000000000000000000000000000\n", &[]),
            ("ARG BASE\nFROM $BASE\n", &[]),
            ("ARG BASE=python\nFROM $BASE\n", &["$BASE"]),
            ("FROM build AS x\nFROM a AS build\n", &["build", "a"]),
        ];
        for (text, tokens) in cases {
            assert_eq!(fires("base-untagged", text), tokens, "{text}");
        }
    }
}
