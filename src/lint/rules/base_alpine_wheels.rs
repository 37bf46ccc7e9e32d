//! `base-alpine-wheels`: Python packages are installed on Alpine, whose libc is musl.

use std::collections::HashSet;

use crate::diagnostic::Severity;
use crate::lint::facts::{Image, Install, Tool, What};
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "base-alpine-wheels",
    level: Severity::Warning,
    profile: Profile::Default,
    practice: "works/not-alpine-by-default",
    aliases: &[],
    what: "A stage on Alpine installs Python packages from an index. Silent when only wheels are allowed, and for pip's own tools.",
    why: "Wheels for Debian do not run with Alpine's musl. What has no musllinux wheel is compiled in your build, which takes minutes and a compiler, and may behave differently.",
    example: Example::dockerfile(
        "FROM python:3.14-alpine3.22\nWORKDIR /app\nCOPY requirements.txt ./\nRUN pip install --no-cache-dir -r requirements.txt\nUSER 10001\nCMD [\"python\", \"-m\", \"shop\"]\n",
    ),
    tokens: &["python:3.14-alpine3.22"],
    instead: Example::dockerfile(
        "FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY requirements.txt ./\nRUN pip install --no-cache-dir -r requirements.txt\nUSER 10001\nCMD [\"python\", \"-m\", \"shop\"]\n",
    ),
    sources: &[("PEP 656: musllinux wheels", "https://peps.python.org/pep-0656/")],
    check,
};

/// Pure Python, all of them.
const OWN_TOOLS: &[&str] = &["pip", "setuptools", "wheel", "pipenv", "poetry", "uv", "virtualenv", "build"];

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    let mut told = HashSet::new();
    for install in &facts.installs {
        let Some(image) = facts.stage_of(install.at).and_then(|stage| stage.image.as_ref()) else { continue };
        let span = image.reference.text.span();
        if is_for_python(image) && needs_wheels(facts, install) && told.insert(span) {
            let message = format!("`{}` on Alpine compiles what has no musl wheel", install.words());
            report.at(span, message).fix("use a `-slim` base, or prove it with `pip install --only-binary :all:`");
        }
    }
}

/// Alpine itself or a Python image on it. Beside node or Go a little Python is no reason to change the base.
fn is_for_python(image: &Image<'_>) -> bool {
    image.is_alpine() && (image.is_official("alpine") || image.repository().contains("python"))
}

fn needs_wheels(facts: &Facts<'_>, install: &Install) -> bool {
    let python = matches!(install.tool, Tool::Pip | Tool::UvPip | Tool::Uv | Tool::Poetry | Tool::Pdm | Tool::Pipenv);
    let (Some(run), Some(command)) = (facts.run_of(install), facts.command_of(install)) else { return false };
    let only_wheels = command.has_flag(&["--only-binary", "--no-build"])
        || ["PIP_ONLY_BINARY", "UV_NO_BUILD"].into_iter().any(|name| facts.setting(run, command, name).is_some());
    let foreign = install.packages().any(|(_, name, _)| !OWN_TOOLS.contains(&name));
    let listed = install.items.iter().any(|item| matches!(item.what, What::Requirements | What::Lock | What::Project));
    python && !only_wheels && (foreign || listed)
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn where_nothing_is_compiled() {
        let cases = [
            ("FROM python:3.14-slim\nRUN pip install numpy\n", &[][..]),
            ("FROM python:3.14-alpine\nRUN apk add --no-cache py3-numpy\n", &[]),
            ("FROM python:3.14-alpine\nRUN pip install --upgrade pip\n", &[]),
            ("FROM python:3.14-alpine\nRUN pip install --only-binary :all: -r r.txt\n", &[]),
            ("FROM node:24-alpine AS web\nRUN npm ci\nFROM python:3-slim\nRUN pip install x\n", &[]),
            ("FROM node:24-alpine\nRUN apk add py3-pip && pip install x\n", &[]),
            ("FROM alpine:3.22\nRUN pip install numpy && pip install y\n", &["alpine:3.22"]),
            ("FROM python:3-alpine AS a\nFROM a\nRUN uv sync --locked\n", &["python:3-alpine"]),
            ("FROM python:3-alpine\nRUN pip install .\n", &["python:3-alpine"]),
        ];
        for (text, tokens) in cases {
            assert_eq!(fires("base-alpine-wheels", text), tokens, "{text}");
        }
    }
}
