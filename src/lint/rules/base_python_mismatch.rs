//! `base-python-mismatch`: packages are copied into a stage with another Python or another libc than they were installed for.

use std::collections::HashMap;

use crate::diagnostic::Severity;
use crate::dockerfile::Base;
use crate::lint::facts::copying::Copied;
use crate::lint::facts::image::PythonTag;
use crate::lint::facts::{CopiedFrom, Image, StageFacts};
use crate::lint::{Example, Facts, Profile, Report, Rule};
use crate::shell::Command;

pub(super) const RULE: Rule = Rule {
    slug: "base-python-mismatch",
    level: Severity::Error,
    profile: Profile::Default,
    practice: "small/matching-stages",
    aliases: &[],
    what: "A virtual environment or site-packages is copied from a stage whose Python version or libc is another. Silent where either is not known from the bases' names.",
    why: "A virtual environment points at its Python, packages stand in a folder named for its version, and compiled ones are made for one version and one libc. The container dies at the first import.",
    example: Example::dockerfile(
        "FROM python:3.13-trixie AS build\nRUN python -m venv /opt/venv\n\nFROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY --from=build /opt/venv /opt/venv\nUSER 10001\nCMD [\"/opt/venv/bin/python\", \"-m\", \"shop\"]\n",
    ),
    tokens: &["/opt/venv"],
    instead: Example::dockerfile(
        "FROM python:3.14-trixie AS build\nRUN python -m venv /opt/venv\n\nFROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY --from=build /opt/venv /opt/venv\nUSER 10001\nCMD [\"/opt/venv/bin/python\", \"-m\", \"shop\"]\n",
    ),
    sources: &[
        ("Python: venv, environments are not portable", "https://docs.python.org/3/library/venv.html"),
        ("PEP 656: musllinux wheels", "https://peps.python.org/pep-0656/"),
    ],
    check,
};

type Series = (u32, u32);

/// The Python of Debian releases, which distroless images ship.
const DEBIAN_PYTHON: &[(&str, Series)] = &[("debian11", (3, 9)), ("debian12", (3, 11)), ("debian13", (3, 13))];

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    if !facts.copies.iter().any(|copy| matches!(copy.from, CopiedFrom::Stage(_))) {
        return;
    }
    let environments = environments(facts);
    let mut pythons = None;
    for copy in &facts.copies {
        let CopiedFrom::Stage(from) = copy.from else { continue };
        let (Some(from), Some(to)) = (facts.stages.get(from), facts.stage_of(copy.at)) else { continue };
        let (Some(old), Some(new)) = (from.image.as_ref(), to.image.as_ref()) else { continue };
        for source in copy.sources.iter().filter(|source| holds_packages(&environments, from, source)) {
            let (had, has) = (in_path(&source.path).or_else(|| series(old)), series(new));
            let message = match (had.zip(has), is_musl(old).zip(is_musl(new))) {
                (Some((had, has)), _) if had != has => {
                    format!("made for Python {}.{}, but this stage has {}.{}", had.0, had.1, has.0, has.1)
                }
                (_, Some((true, false))) => "made for Alpine's musl, but this stage has glibc".to_owned(),
                (_, Some((false, true))) => "made for glibc, but this stage is Alpine with musl".to_owned(),
                _ => continue,
            };
            let pythons = pythons.get_or_insert_with(|| brought(facts));
            if [from, to].into_iter().any(|stage| pythons.get(stage.stage.index) == Some(&true)) {
                break;
            }
            report.at(source.written.span(), message).fix("derive both stages from one base, named once in an `ARG`");
        }
    }
}

/// Says of each stage whether it gets an interpreter from elsewhere, so that its base's name says nothing.
fn brought(facts: &Facts<'_>) -> Vec<bool> {
    let stage_of = |at: usize| facts.instruction(at).and_then(|instruction| instruction.stage);
    let by_command = facts.commands().filter(|(_, command)| makes_python(command)).map(|(run, _)| run.at);
    let system = facts.installs.iter().filter(|install| install.tool.is_system());
    let by_package = system
        .filter(|install| install.packages().any(|(_, name, _)| name.starts_with("python")))
        .map(|install| install.at);
    let copies = facts.copies.iter().filter(|copy| copy.from != CopiedFrom::Context);
    let by_copy = copies.filter(|copy| copy.sources.iter().any(|source| is_python(&source.path))).map(|copy| copy.at);
    let by_setting = facts.variables_of(&["UV_PYTHON"]).map(|(at, ..)| at);
    let mut found = vec![false; facts.stages.len()];
    for stage in by_command.chain(by_package).chain(by_copy).chain(by_setting).filter_map(stage_of) {
        found[stage] = true;
    }
    for (index, stage) in facts.stages.iter().enumerate() {
        if let Base::Stage(parent) = stage.stage.base {
            found[index] |= found[parent];
        }
    }
    found
}

fn makes_python(command: &Command) -> bool {
    let uv = command.program() == Some("uv") && command.args().first().is_some_and(|word| word.text == "python");
    let named = command.flag("--python").is_some();
    uv || named || matches!(command.program(), Some("pyenv" | "conda" | "mamba" | "micromamba"))
}

/// A path with an interpreter in it.
fn is_python(path: &str) -> bool {
    matches!(path, "/" | "/usr" | "/usr/local" | "/python" | "/opt/python")
        || path.ends_with("/bin/python3")
        || path.contains("uv/python")
}

/// Returns the virtual environments that are made, each with the first stage that does.
fn environments(facts: &Facts<'_>) -> HashMap<String, usize> {
    let mut found = HashMap::new();
    for (run, command) in facts.commands() {
        let words = command.args();
        let makes = command.program() == Some("virtualenv") || words.iter().any(|word| word.text == "venv");
        let Some(stage) = facts.instruction(run.at).and_then(|it| it.stage).filter(|_| makes) else { continue };
        for word in words {
            found.entry(word.text.trim_end_matches('/').to_owned()).or_insert(stage);
        }
    }
    found
}

/// A virtual environment, site-packages, or what `pip install --user` fills.
fn holds_packages(environments: &HashMap<String, usize>, from: &StageFacts<'_>, source: &Copied<'_>) -> bool {
    let path = source.path.as_str();
    let last = path.rsplit('/').next().unwrap_or_default();
    let made = || environments.get(path).is_some_and(|stage| *stage <= from.stage.index);
    matches!(last, "site-packages" | "dist-packages" | ".venv" | "venv")
        || path == "/root/.local"
        || in_path(path).is_some()
        || made()
}

/// Reads the version of a path: `/usr/local/lib/python3.12/site-packages`.
fn in_path(path: &str) -> Option<Series> {
    let part = path.split('/').find_map(|part| part.strip_prefix("python3."))?;
    Some((3, part.parse().ok()?))
}

fn series(image: &Image<'_>) -> Option<Series> {
    if let Some(tag) = image.python() {
        return tag.series();
    }
    let repository = image.repository();
    if repository.ends_with("astral-sh/uv") || repository == "astral/uv" {
        return PythonTag::read(image.tag()?.strip_prefix("python")?).series();
    }
    let debian = repository.rsplit_once("distroless/python3-")?.1;
    DEBIAN_PYTHON.iter().find(|(name, _)| *name == debian).map(|(_, series)| *series)
}

fn is_musl(image: &Image<'_>) -> Option<bool> {
    let glibc = image.is_official("python")
        || image.is_official("debian")
        || image.is_official("ubuntu")
        || image.repository().contains("distroless/python3-");
    if image.is_alpine() { Some(true) } else { glibc.then_some(false) }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn what_fits_and_what_is_not_known() {
        let cases = [
            ("python:3.14", "python:3.14-slim", "/opt/venv /opt/venv", &[][..]),
            ("python:3.14.1-trixie", "python:3.14.2-slim-bookworm", "/app/.venv /app/.venv", &[]),
            ("python:3", "python:3.14-slim", "/opt/venv /opt/venv", &[]),
            ("acme/build:1", "python:3.14-slim", "/app/.venv /app/.venv", &[]),
            ("python:3.13", "python:3.14-slim", "/deps /deps", &[]),
            ("python:3.13", "python:3.14-slim", "/usr/local /usr/local", &[]),
            ("python:3.13", "debian:trixie", "/app/.venv /app/.venv", &[]),
            ("python:3.11", "gcr.io/distroless/python3-debian12", "/app/.venv /app/.venv", &[]),
            ("python:3.13", "python:3.14-slim", "/app/.venv /app/.venv", &["/app/.venv"]),
            ("python:3.13", "python:3.14-slim", "/root/.local /root/.local", &["/root/.local"]),
            ("python:3.13", "gcr.io/distroless/python3-debian12", "/v/venv /v/venv", &["/v/venv"]),
            ("python:3.14-alpine", "python:3.14-slim", "/app/.venv/ /app/.venv", &["/app/.venv/"]),
            ("python:3.14-slim", "python:3.14-alpine", "/a/venv /a/venv", &["/a/venv"]),
            ("ghcr.io/astral-sh/uv:python3.13-trixie", "python:3.14-slim", "/app/.venv /app/.venv", &["/app/.venv"]),
        ];
        for (old, new, paths, tokens) in cases {
            let text = format!("FROM {old} AS build\nRUN x\nFROM {new}\nCOPY --from=build {paths}\n");
            assert_eq!(fires("base-python-mismatch", &text), tokens, "{text}");
        }
        let path = "/usr/local/lib/python3.12/site-packages";
        let text = format!("FROM python:3.12 AS b\nFROM python:3.14\nCOPY --from=b {path} {path}\n");
        assert_eq!(fires("base-python-mismatch", &text), [path]);
        let uv =
            "FROM python:3.13 AS b\nRUN uv python install 3.14\nFROM python:3.14\nCOPY --from=b /a/.venv /a/.venv\n";
        assert!(fires("base-python-mismatch", uv).is_empty());
    }
}
