//! `base-full-image`: the final image stands on the full Python image, with compilers and headers.

use crate::diagnostic::Severity;
use crate::lint::facts::Variant;
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "base-full-image",
    level: Severity::Note,
    profile: Profile::Default,
    practice: "works/official-slim-base",
    aliases: &[],
    what: "The final stage stands on the official Python image without `slim`. Silent for build stages, which may need the compilers.",
    why: "Compilers and header packages that no running application uses make the download about ten times as large, and each has vulnerabilities to sort out.",
    example: Example::dockerfile(
        "FROM python:3.14-trixie\nWORKDIR /app\nCOPY . .\nUSER 10001\nCMD [\"python\", \"-m\", \"shop\"]\n",
    ),
    tokens: &["python:3.14-trixie"],
    instead: Example::dockerfile(
        "FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nUSER 10001\nCMD [\"python\", \"-m\", \"shop\"]\n",
    ),
    sources: &[("Docker Hub: python, image variants", "https://hub.docker.com/_/python")],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    let Some(image) = facts.final_stage().and_then(|stage| stage.image.as_ref()) else { return };
    let Some(python) = image.python() else { return };
    // A tag that cannot be read may be anything.
    let known = python.major.is_some() || python.distro.is_some();
    if known && python.variant == Variant::Full {
        let message = format!("`{}` ships compilers and headers that only builds need", image.reference.text);
        report.at(image.reference.text.span(), message).fix("take the `-slim` variant; compile in a stage of its own");
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn only_what_is_shipped() {
        let cases = [
            ("FROM python:3.14 AS build\nFROM python:3.14-slim\n", &[][..]),
            ("FROM python:3-alpine\n", &[]),
            ("FROM python\n", &[]),
            ("FROM python:nightly\n", &[]),
            ("FROM acme/python:3.14\n", &[]),
            ("FROM python:3.14-windowsservercore-ltsc2025\n", &[]),
            ("FROM python:3.14 AS base\nFROM base AS dev\nFROM base\n", &["python:3.14"]),
            ("ARG V=3.14\nFROM python:${V}-bookworm\n", &["python:${V}-bookworm"]),
        ];
        for (text, tokens) in cases {
            assert_eq!(fires("base-full-image", text), tokens, "{text}");
        }
    }
}
