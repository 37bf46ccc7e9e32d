//! `base-floating`: a Python tag that moves to another version or distribution on its own.

use crate::diagnostic::Severity;
use crate::lint::facts::image::PythonTag;
use crate::lint::facts::{Image, Variant};
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "base-floating",
    level: Severity::Note,
    profile: Profile::Default,
    practice: "works/explicit-base-tag",
    aliases: &[],
    what: "The tag of an official Python image names no minor version, or neither a patch release nor a distribution. A digest settles it; `latest` has a rule of its own.",
    why: "`python:3` becomes another Python each October, and `3.14-slim` moves to the next Debian when that comes out. Either breaks a build that nobody touched.",
    example: Example::dockerfile(
        "FROM python:3.14-slim\nWORKDIR /app\nCOPY . .\nUSER 10001\nCMD [\"python\", \"-m\", \"shop\"]\n",
    ),
    tokens: &["3.14-slim"],
    instead: Example::dockerfile(
        "FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nUSER 10001\nCMD [\"python\", \"-m\", \"shop\"]\n",
    ),
    sources: &[("Docker Hub: python", "https://hub.docker.com/_/python")],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for base in facts.stages.iter().filter_map(|stage| stage.base()) {
        let Some(tag) = base.tag.as_ref().filter(|tag| base.digest.is_none() && tag.as_str() != "latest") else {
            continue;
        };
        let Some(python) = Image::new(base).python().map(|_| PythonTag::read(tag)) else { continue };
        // `alpine` alone is whichever Alpine is newest.
        let distro = python.distro.is_some_and(|name| name != "alpine");
        let known = python.major.is_some() || python.variant != Variant::Full || distro;
        let message = match (python.minor, python.patch) {
            _ if !known || python.variant == Variant::Windows => continue,
            (None, _) => format!("`{tag}` is whichever Python is newest when it is pulled"),
            (Some(_), None) if !distro => format!("`{tag}` moves to another distribution when a new one is released"),
            _ => continue,
        };
        report.at(tag.span(), message).fix(fix(&python));
    }
}

/// The same image by a name that stays: whoever asked for 3.12 is not to get 3.14 by the way.
fn fix(python: &PythonTag<'_>) -> String {
    let (minor, distro) = match (python.major, python.minor) {
        (Some(3), Some(minor @ 9..)) => (minor, "trixie"),
        (Some(3), Some(minor @ 7..)) => (minor, "bookworm"),
        (_, Some(_)) => return "name the distribution, too".to_owned(),
        (_, None) => return "name the minor version and the distribution, `3.14-slim-trixie`".to_owned(),
    };
    match python.variant {
        Variant::Full => format!("name the distribution, `3.{minor}-{distro}`"),
        Variant::Slim => format!("name the distribution, `3.{minor}-slim-{distro}`"),
        Variant::Alpine | Variant::Windows => "name the release of the distribution, too".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::{fires, fixes};

    #[test]
    fn the_version_stays_what_it_was() {
        let cases = [
            ("3.12-slim", "name the distribution, `3.12-slim-trixie`"),
            ("3.12", "name the distribution, `3.12-trixie`"),
            ("3.8-slim", "name the distribution, `3.8-slim-bookworm`"),
            ("3.6-slim", "name the distribution, too"),
            ("3.12-alpine", "name the release of the distribution, too"),
            ("3", "name the minor version and the distribution, `3.14-slim-trixie`"),
        ];
        for (tag, fix) in cases {
            assert_eq!(fixes("base-floating", &format!("FROM python:{tag}\n")), [fix], "{tag}");
        }
    }

    #[test]
    fn what_stays_where_it_is() {
        for tag in ["3.14-slim-trixie", "3.14.2", "3.14.2-slim", "3.14-alpine3.22", "latest", "nightly", "3.14-trixie"]
        {
            assert!(fires("base-floating", &format!("FROM python:{tag}\n")).is_empty(), "{tag}");
        }
        for tag in ["3", "3.14", "3.14-slim", "slim", "alpine", "3-slim-trixie", "3.14-alpine", "trixie"] {
            assert_eq!(fires("base-floating", &format!("FROM python:{tag}\n")), [tag], "{tag}");
        }
        let cases = [
            ("FROM python\nFROM acme/python:3\nFROM node:24\n", &[][..]),
            ("FROM python:3@sha256:0000000000000000000000000000000000000000000000000000000000000000\n", &[]),
            ("ARG V=3.14\nFROM python:$V AS a\nFROM a\n", &["python:$V"]),
        ];
        for (text, tokens) in cases {
            assert_eq!(fires("base-floating", text), tokens, "{text}");
        }
    }
}
