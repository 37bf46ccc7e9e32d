//! What an install brings, and by which list.

use crate::diagnostic::Span;
use crate::lint::facts::{Install, Pin, Tool, What};
use crate::shell::Command;
use crate::why::seen::Seen;

/// Packages that only building needs.
const BUILD: &[&str] = &[
    "build-essential",
    "build-base",
    "gcc",
    "g++",
    "make",
    "cmake",
    "pkg-config",
    "musl-dev",
    "python3-dev",
    "libpq-dev",
];

/// Tells why something is installed.
pub(super) fn see(seen: &mut Seen<'_>, command: &Command, install: &Install) {
    let span = span(install);
    if install.tool.is_system() {
        return system(seen, span, install);
    }
    match install.tool {
        Tool::Pip => pip(seen, span, command, install),
        Tool::UvPip => by_list(seen, span, install, "fast/faster-installer", "uv"),
        Tool::Uv => {
            let purpose = "Installs what `uv.lock` names into the project's environment.";
            seen.tell(
                span,
                "installers/uv-two-step-sync",
                purpose,
                "The application would start with `ModuleNotFoundError`.",
            );
        }
        Tool::Poetry => {
            let purpose = "Installs what `poetry.lock` names.";
            let practice = if command.has_flag(&["--no-root"]) {
                "installers/poetry-no-root-first"
            } else {
                "installers/poetry-only-main"
            };
            seen.tell(span, practice, purpose, "The application would start with `ModuleNotFoundError`.");
        }
        Tool::Pipenv => {
            let purpose = "Installs what `Pipfile.lock` names.";
            seen.tell(
                span,
                "installers/pipenv-deploy-sync",
                purpose,
                "The application would start with `ModuleNotFoundError`.",
            );
        }
        Tool::Conda | Tool::Pixi => {
            let purpose = "Installs packages of conda channels: compiled ones with the libraries they need.";
            seen.tell(span, "conda/lock-environment", purpose, "The environment would lack them.");
        }
        Tool::Npm => {
            let purpose = "Installs what the front end is built with.";
            seen.tell(span, "small/frontend-stage", purpose, "The front end could not be built.");
        }
        Tool::Pdm | Tool::Pipx | Tool::SetupPy => {
            let purpose = format!("Installs Python packages by `{}`.", install.words());
            seen.tell(span, "repro/lock-everything", purpose, "They would be missing.");
        }
        Tool::Apt | Tool::Apk | Tool::Dnf => {}
    }
}

/// Returns the words from the program to the last thing that is installed, as far as they stand in the file.
fn span(install: &Install) -> Span {
    let end = install.items.iter().map(|item| item.span.end).max().unwrap_or(install.span.end);
    Span::new(install.span.start, end.max(install.span.end))
}

fn packages(install: &Install) -> String {
    let names: Vec<String> = install.items.iter().map(|item| format!("`{}`", item.text)).collect();
    match names.as_slice() {
        [] => "packages".to_owned(),
        [first, second, third, _, ..] => format!("{first}, {second}, {third} and {} more", names.len() - 3),
        all => all.join(", "),
    }
}

fn system(seen: &mut Seen<'_>, span: Span, install: &Install) {
    let names = packages(install);
    if install.packages().any(|(_, name, _)| BUILD.contains(&name)) {
        let is_shipped = seen.facts.is_in_image(seen.at);
        let purpose = format!("Installs {names}, to compile packages that come without a wheel.");
        let without = if is_shipped {
            "Such a package would fail with `gcc: not found`. Here the compiler is shipped as well; in a stage of its own it would not be."
        } else {
            "Such a package would fail with `gcc: not found`. This stage is not shipped, so the compiler stays behind."
        };
        return seen.tell(span, "small/runtime-libs-only", purpose, without);
    }
    let practice = match install.tool {
        Tool::Apk => "works/not-alpine-by-default",
        Tool::Dnf => "small/dnf-nodocs",
        _ => "works/apt-in-one-run",
    };
    let purpose =
        format!("Installs {names} from the distribution: programs and libraries that Python packages cannot bring.");
    seen.tell(
        span,
        practice,
        purpose,
        "What needs them would fail at run time, often with `cannot open shared object file`.",
    );
}

fn pip(seen: &mut Seen<'_>, span: Span, command: &Command, install: &Install) {
    if install.has_package("pip") {
        let pinned = install.packages().any(|(_, name, pin)| name == "pip" && pin == Pin::Exact);
        let purpose = if pinned {
            "Installs one version of pip, the same in every build."
        } else {
            "Replaces the base's pip by whatever is newest today."
        };
        let without = "The pip of the base image would install. It is recent in a recent base, and old in an old one.";
        return seen.tell(span, "works/current-pip", purpose, without);
    }
    let practice =
        if command.has_flag(&["--require-hashes"]) { "repro/require-hashes" } else { "repro/lock-everything" };
    by_list(seen, span, install, practice, "pip");
}

fn by_list(seen: &mut Seen<'_>, span: Span, install: &Install, practice: &'static str, who: &str) {
    let lists: Vec<&str> =
        install.items.iter().filter(|item| item.what == What::Requirements).map(|item| item.text.as_str()).collect();
    if !lists.is_empty() {
        let purpose = format!(
            "Installs what `{}` lists, with {who}. The layer stays in the cache until that file changes.",
            lists.join("`, `")
        );
        return seen.tell(span, practice, purpose, "The application would start with `ModuleNotFoundError`.");
    }
    if install.installs_project() {
        let purpose =
            "Installs the project itself, so that it can be imported from anywhere and its commands are on PATH.";
        return seen.tell(span, "debug/import-errors", purpose, "`import` would find it only from its own folder.");
    }
    let exact = install.packages().all(|(_, _, pin)| pin == Pin::Exact);
    let purpose = format!("Installs {} by name.", packages(install));
    let without = if exact {
        "They would be missing. What they bring along has no version here; a lock file would give it one."
    } else {
        "They would be missing. Without versions each build takes what is newest that day."
    };
    seen.tell(span, practice, purpose, without);
}

/// The practices that are named here.
#[rustfmt::skip]
pub(in crate::why) const PRACTICES: &[&str] = &[
    "conda/lock-environment",
    "debug/import-errors",
    "fast/faster-installer",
    "installers/pipenv-deploy-sync",
    "installers/poetry-no-root-first",
    "installers/poetry-only-main",
    "installers/uv-two-step-sync",
    "repro/lock-everything",
    "repro/require-hashes",
    "small/dnf-nodocs",
    "small/frontend-stage",
    "small/runtime-libs-only",
    "works/apt-in-one-run",
    "works/current-pip",
    "works/not-alpine-by-default",
];
