//! `base-eol-python`: an official Python image whose version gets no more security fixes. The table is dated: it knows nothing of what
//! ends later.

use std::collections::HashSet;

use crate::diagnostic::Severity;
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "base-eol-python",
    level: Severity::Warning,
    profile: Profile::Default,
    practice: "works/supported-versions",
    aliases: &[],
    what: "A stage starts from an official Python image of a version past its end of life, as of November 2026: 3.10 and older.",
    why: "Nobody mends security holes in that interpreter any more, and its image is no longer rebuilt, so those of the system stay open too. Packages stop to support it.",
    example: Example::dockerfile(
        "FROM python:3.9-slim-bookworm\nWORKDIR /app\nCOPY . .\nUSER 10001\nCMD [\"python\", \"-m\", \"shop\"]\n",
    ),
    tokens: &["python:3.9-slim-bookworm"],
    instead: Example::dockerfile(
        "FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nUSER 10001\nCMD [\"python\", \"-m\", \"shop\"]\n",
    ),
    sources: &[
        ("Status of Python versions", "https://devguide.python.org/versions/"),
        ("endoflife.date: Python", "https://endoflife.date/python"),
    ],
    check,
};

/// Minor versions of Python 3 and the month in which each ended, after the Python developer's guide, read in November 2026.
const ENDED: &[(u32, &str)] = &[
    (2, "February 2016"),
    (3, "September 2017"),
    (4, "March 2019"),
    (5, "September 2020"),
    (6, "December 2021"),
    (7, "June 2023"),
    (8, "October 2024"),
    (9, "October 2025"),
    (10, "October 2026"),
];

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    let mut told = HashSet::new();
    for image in facts.stages.iter().filter_map(|stage| stage.image.as_ref()) {
        let Some(tag) = image.python() else { continue };
        let Some((major, minor)) = tag.series().or(tag.major.map(|major| (major, u32::MAX))) else { continue };
        let Some(ended) = ended(major, minor) else { continue };
        let span = image.reference.text.span();
        if told.insert(span) {
            let version = if minor == u32::MAX { major.to_string() } else { format!("{major}.{minor}") };
            let message = format!("Python {version} has got no security fixes since {ended}");
            report.at(span, message).fix("move to a supported version: `python:3.14-slim-trixie`");
        }
    }
}

/// Returns when a version ended.
fn ended(major: u32, minor: u32) -> Option<&'static str> {
    match (major, minor) {
        // `python:2` was 2.7 to its end.
        (2, 7 | u32::MAX) => Some("January 2020"),
        (3, minor) => ENDED.iter().find(|(ended, _)| *ended == minor).map(|(_, month)| *month),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::{fires, messages};

    #[test]
    fn only_what_has_ended() {
        for tag in ["3", "3.11", "3.14-slim", "3.15-rc", "latest", "slim", "3.11.9-alpine3.20"] {
            assert!(fires("base-eol-python", &format!("FROM python:{tag}\n")).is_empty(), "{tag}");
        }
        for tag in ["2", "2.7-slim", "3.3", "3.8.20-slim-bookworm", "3.10", "3.10.2-alpine"] {
            assert_eq!(fires("base-eol-python", &format!("FROM python:{tag}\n")).len(), 1, "{tag}");
        }
        let cases = [
            ("FROM acme/python:3.8\nFROM node:3.8\nFROM public.ecr.aws/lambda/python:3.9\n", &[][..]),
            ("ARG V=3.8\nFROM python:${V}-slim AS a\nFROM a\nFROM a\n", &["python:${V}-slim"]),
        ];
        for (text, tokens) in cases {
            assert_eq!(fires("base-eol-python", text), tokens, "{text}");
        }
        let message = "Python 3.10 has got no security fixes since October 2026";
        assert_eq!(messages("base-eol-python", "FROM python:3.10\n"), [message]);
    }
}
