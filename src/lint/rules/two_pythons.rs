//! `two-pythons`: the distribution's Python is installed beside the one of the Python image.

use crate::diagnostic::Severity;
use crate::lint::facts::{Image, Tool};
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "two-pythons",
    level: Severity::Note,
    profile: Profile::Default,
    practice: "works/official-slim-base",
    aliases: &[],
    what: "apt or apk installs Python, its headers, pip or modules in an image that is built on the official Python image. Silent where the file calls that second Python by its path.",
    why: "The image has a Python of its own in `/usr/local`. The second one costs space and updates, and modules or headers installed for it do not serve the application.",
    example: Example::dockerfile(
        "RUN apt-get update && apt-get install -y --no-install-recommends git python3-pip && rm -rf /var/lib/apt/lists/*\n",
    ),
    tokens: &["python3-pip"],
    instead: Example::dockerfile(
        "RUN apt-get update && apt-get install -y --no-install-recommends git && rm -rf /var/lib/apt/lists/*\n",
    ),
    sources: &[("Docker Official Image: python", "https://hub.docker.com/_/python")],
    check,
};

/// What may follow the name and version of an interpreter: itself, headers, installers.
const PARTS: &[&str] = &["", "-dev", "-full", "-minimal", "-pip", "-setuptools", "-venv", "-virtualenv"];

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    if facts.file.source.contains("/usr/bin/python") {
        return;
    }
    for install in facts.installs.iter().filter(|install| matches!(install.tool, Tool::Apt | Tool::Apk)) {
        let stage = facts.stage_of(install.at).filter(|stage| stage.is_needed);
        if !stage.and_then(|stage| stage.image.as_ref()).is_some_and(brings_python) {
            continue;
        }
        if let Some((item, name, _)) = install.packages().find(|(_, name, _)| is_python(name)) {
            let message = format!("`{name}` brings a second Python; the image's own does not use it");
            report.at(item.span, message).fix(if is_module(name) {
                "install the module with pip: what apt or apk brings, the image's own Python does not see"
            } else {
                "leave it out: `python`, `pip` and the headers are there"
            });
        }
    }
}

fn brings_python(image: &Image<'_>) -> bool {
    let uv = image.repository() == "ghcr.io/astral-sh/uv" && image.tag().is_some_and(|tag| tag.contains("python3"));
    image.is_official("python") || uv
}

/// `python3-yaml`, `py3-numpy`: something to import, and neither the interpreter nor a tool of it.
fn is_module(name: &str) -> bool {
    let rest = name.strip_prefix("python3").or_else(|| name.strip_prefix("py3"));
    rest.is_some_and(|rest| rest.starts_with('-') && !PARTS.contains(&rest) && rest != "-wheel")
}

/// `python3`, `python3.11-dev`, and modules, which need it: `python3-yaml`, `py3-pip`
fn is_python(name: &str) -> bool {
    let module = name.starts_with("python3-") || name.starts_with("py3-");
    let version = |rest: &str| rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').to_owned();
    let itself = name.strip_prefix("python").is_some_and(|rest| PARTS.contains(&version(rest).as_str()));
    (module && !name.ends_with("-doc")) || itself
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::{fires, fixes};

    #[test]
    fn a_module_is_wanted_all_the_same() {
        let fix = |name: &str| fixes("two-pythons", &format!("FROM python:3.14-slim\nRUN apt-get install -y {name}\n"));
        for name in ["python3-yaml", "py3-numpy"] {
            assert!(fix(name)[0].starts_with("install the module with pip"), "{name}");
        }
        for name in ["python3", "python3-dev", "python3.13-venv", "py3-pip"] {
            assert!(fix(name)[0].starts_with("leave it out"), "{name}");
        }
    }

    #[test]
    fn who_brings_a_second_python() {
        let cases = [
            ("FROM debian:trixie\nRUN apt-get install -y python3 python3-venv\n", &[][..]),
            ("FROM alpine:3.22\nRUN apk add --no-cache python3 py3-pip\n", &[]),
            ("FROM python:3.14-slim\nRUN apt-get install -y libpython3.13 python3-doc gdal-bin\n", &[]),
            ("FROM python:3.14-slim\nRUN apt-get install -y python3-apt && /usr/bin/python3 x.py\n", &[]),
            ("FROM python:3.14-slim\nRUN apt-get install -y python3 && /usr/bin/python3 x.py\n", &[]),
            ("FROM node:22\nRUN apt-get install -y python3\n", &[]),
            ("FROM python:3.14 AS x\nRUN apt-get install -y python3\nFROM a:1\n", &[]),
            ("FROM python:3.14-slim\nRUN apt-get install -y gcc python3-dev\n", &["python3-dev"]),
            ("FROM python:3.14-slim\nRUN apt-get install -y gdal-bin python3-gdal\n", &["python3-gdal"]),
            ("FROM python:3.14-alpine\nRUN apk add --no-cache py3-pip python3-dev\n", &["py3-pip"]),
            ("FROM python:3.14 AS x\nFROM x\nRUN apt install python3.13 python-is-python3\n", &["python3.13"]),
            ("FROM ghcr.io/astral-sh/uv:python3.14-trixie\nRUN apt-get install -y python3\n", &["python3"]),
        ];
        for (text, tokens) in cases {
            assert_eq!(fires("two-pythons", text), tokens, "{text}");
        }
    }
}
