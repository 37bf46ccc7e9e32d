//! pip, virtual environments, bytecode, conda, Pipenv: how Python packages come in.

use super::{At, Look, Sight, in_dockerfile};
use crate::diagnostic::Span;
use crate::lint::Facts;
use crate::lint::facts::{CopiedFrom, Pin, Tool, What};
use crate::plan::presence::Presence;
use crate::plan::when;

pub(super) const LOOKS: &[Look] = &[
    in_dockerfile("bytecode", bytecode),
    in_dockerfile("bytecode-choice", |f, p| {
        let at = f.final_env("PYTHONDONTWRITEBYTECODE").map(|(pair, _)| pair.key.span());
        match bytecode(f, p) {
            Sight::Unknown => Sight::missing(
                at,
                "nothing compiles at build time, and nothing may at run time: every start compiles all again",
            ),
            seen => seen,
        }
    }),
    in_dockerfile("cache-mount", |f, _| {
        let pythons = || f.installs.iter().filter(|it| it.tool.is_python());
        match pythons().find(|it| f.cache_mount(it).is_some()) {
            Some(it) => Sight::Shown(it.span.into()),
            None => Sight::missing(
                pythons().find(|it| it.installs_dependencies()).map(|it| it.span),
                "every build downloads all packages again: mount the installer's cache",
            ),
        }
    }),
    in_dockerfile("channel", |f, _| {
        if when::base_has(f, &["continuumio/", "miniconda", "anaconda"]) {
            return Sight::Missing(
                f.absence_span().into(),
                "the default channel has terms to accept: take Miniforge, micromamba or pixi",
            );
        }
        let free = when::base_has(f, &["miniforge", "mambaforge", "micromamba", "pixi"]);
        if free { Sight::Shown(f.absence_span().into()) } else { Sight::Unknown }
    }),
    in_dockerfile("conda-left", |f, _| {
        let stays = when::base_has(f, &["conda", "mamba", "miniforge", "pixi"]);
        if stays {
            return Sight::Missing(
                f.absence_span().into(),
                "the final image carries the package manager: copy the environment alone",
            );
        }
        Sight::shown(
            f.copies
                .iter()
                .find(|copy| matches!(copy.from, CopiedFrom::Stage(_)))
                .and_then(|copy| f.instruction(copy.at))
                .map(|it| it.span),
        )
    }),
    in_dockerfile("installer-left", |f, _| {
        let by_pip = packages(f, &["poetry", "pipenv", "uv", "pip-tools", "pdm"], true).map(|(span, _)| span);
        let copied = f.copies.iter().find(|copy| {
            f.is_in_image(copy.at)
                && copy
                    .sources
                    .iter()
                    .any(|source| matches!(source.path.rsplit('/').next(), Some("uv" | "uvx" | "poetry" | "pixi")))
        });
        let at = by_pip.or_else(|| copied.and_then(|copy| f.instruction(copy.at)).map(|it| it.span));
        Sight::missing(at, "the installer ships with the application")
    }),
    in_dockerfile("mamba-on-top", |f, _| {
        let mut condas = f.installs.iter().filter(|it| it.tool == Tool::Conda);
        let found = condas.find(|it| it.has_package("mamba")).map(|it| it.span);
        Sight::missing(found, "conda has mamba's solver since 23.10").or(|| {
            let free = when::base_has(f, &["micromamba", "pixi"]);
            Sight::shown(Some(f.absence_span()).filter(|_| free))
        })
    }),
    in_dockerfile("offline", |f, _| {
        let mut pips = f.installs.iter().filter(|it| it.tool.is_pip_like());
        let flag = |it: &crate::lint::facts::Install, names: &[&str]| {
            f.command_of(it).is_some_and(|command| command.has_flag(names))
        };
        match pips.find(|it| flag(it, &["--no-index", "--find-links", "-f"])) {
            Some(it) if flag(it, &["--no-index"]) => Sight::Shown(it.span.into()),
            Some(it) => Sight::Missing(it.span.into(), "with --find-links alone pip still asks the index"),
            None => Sight::Unknown,
        }
    }),
    in_dockerfile("pinned-pip", |f, _| {
        let pinned = packages(f, &["pip"], false).filter(|(_, pin)| *pin == Pin::Exact);
        Sight::shown(pinned.map(|(span, _)| span))
    }),
    in_dockerfile("pip-of-poetry", |f, _| {
        let mut pips = f.installs.iter().filter(|it| it.tool.is_pip_like() && it.installs_project());
        let loose = pips.find(|it| f.command_of(it).is_some_and(|command| !command.has_flag(&["--no-deps"])));
        Sight::missing(loose.map(|it| it.span), "pip resolves anew and never looks at poetry.lock")
            .or(|| Sight::Shown(At::Nowhere))
    }),
    in_dockerfile("pipenv-apart", |f, _| {
        Sight::missing(
            packages(f, &["pipenv"], true).map(|(span, _)| span),
            "Pipenv and its packages are in the final image",
        )
    }),
    in_dockerfile("pixi-locked", |f, _| {
        let told = |it: &&crate::lint::facts::Install| {
            f.command_of(it).is_some_and(|command| command.has_flag(&["--locked", "--frozen"]))
        };
        let pixis = || f.installs.iter().filter(|it| it.tool == Tool::Pixi);
        match pixis().find(|it| !told(it)) {
            Some(it) => Sight::Missing(it.span.into(), "without --locked a stale lock is resolved anew"),
            None => Sight::shown(pixis().next().map(|it| it.span)),
        }
    }),
    in_dockerfile("tooling", |f, _| {
        let tools =
            ["pip", "poetry", "pipenv", "uv", "setuptools", "pip-tools", "pdm", "hatch", "poetry-core", "wheel"];
        let all = || {
            f.installs
                .iter()
                .filter(|it| it.tool.is_python())
                .flat_map(|it| it.packages())
                .filter(|(_, name, _)| tools.contains(name))
        };
        match all().find(|(_, _, pin)| matches!(pin, Pin::No | Pin::Range)) {
            Some((item, ..)) => Sight::Missing(item.span.into(), "the tool that installs has no version of its own"),
            None => Sight::shown(all().next().map(|(item, ..)| item.span).or_else(|| copied_tool(f))),
        }
    }),
    in_dockerfile("venv", |f, _| {
        let path = f.final_env("PATH").filter(|(pair, _)| {
            pair.value.as_deref().is_some_and(|value| {
                value.contains("venv") || value.contains("VIRTUAL_ENV") || value.contains("virtualenv")
            })
        });
        Sight::shown(path.map(|(pair, _)| pair.key.span()))
    }),
];

/// Something compiles: pip by default, uv and compileall when told.
fn bytecode(f: &Facts<'_>, _: &Presence) -> Sight {
    let compiles = |command: &crate::shell::Command| {
        let words = || command.words.iter().map(|word| word.text.as_str());
        words().any(|word| matches!(word, "compileall" | "--compile-bytecode" | "--compile"))
    };
    let told = f.commands().find(|(_, command)| compiles(command)).map(|(run, _)| run.instruction.span);
    let variable = f
        .variables()
        .find(|(_, pair, value)| pair.key.as_str() == "UV_COMPILE_BYTECODE" && *value != "0")
        .map(|(_, pair, _)| pair.key.span());
    let pip = f.installs.iter().find(|it| {
        it.tool == Tool::Pip
            && it.verb == "install"
            && !f.command_of(it).is_some_and(|command| command.has_flag(&["--no-compile"]))
    });
    let pip = pip.filter(|_| f.installs.iter().all(|it| !it.tool.is_python() || it.tool == Tool::Pip));
    Sight::shown(told.or(variable).or_else(|| pip.map(|it| it.span)))
}

/// Returns the first of these packages that pip installs by name, in the final image or anywhere.
pub(super) fn packages(f: &Facts<'_>, names: &[&str], in_image: bool) -> Option<(Span, Pin)> {
    let mut installs = f.installs.iter().filter(|it| it.tool.is_pip_like() && (!in_image || f.is_in_image(it.at)));
    installs.find_map(|it| {
        it.items.iter().find_map(|item| match &item.what {
            What::Package { name, pin } if names.contains(&name.as_str()) => Some((item.span, *pin)),
            _ => None,
        })
    })
}

fn copied_tool(f: &Facts<'_>) -> Option<Span> {
    let copy = f.copies.iter().find(|copy| copy.from == CopiedFrom::Elsewhere)?;
    f.instruction(copy.at).map(|it| it.span)
}
