//! How uv is used.

use super::{Look, Sight, in_dockerfile};
use crate::lint::Facts;
use crate::lint::facts::{CopiedFrom, Install, Tool};
use crate::plan::when;

pub(super) const LOOKS: &[Look] = &[
    in_dockerfile("non-editable", |f, _| {
        let told = syncs(f).find(|it| has(f, it, &["--no-editable"]));
        let variable = f
            .variables()
            .find(|(_, pair, _)| pair.key.as_str() == "UV_NO_EDITABLE")
            .map(|(_, pair, _)| pair.key.span());
        Sight::shown(told.map(|it| it.span).or(variable))
    }),
    in_dockerfile("runner-start", |f, _| {
        let at = super::start::start(f);
        if when::starts_with(f, &["uv", "poetry", "pipenv", "pdm"]) {
            return Sight::missing(
                at,
                "the installer looks at lock and environment before every start: call the program itself",
            );
        }
        Sight::shown(at)
    }),
    in_dockerfile("uv-binary", |f, _| {
        let images = |it: &crate::dockerfile::ImageRef| {
            it.repository.as_str().ends_with("/uv") || it.repository.as_str() == "uv"
        };
        let copied = f
            .copies
            .iter()
            .filter(|copy| copy.from == CopiedFrom::Elsewhere)
            .find(|copy| copy.arguments.from.as_ref().is_some_and(images));
        let mounted = f.runs().find(|run| run.mounts().iter().any(|mount| mount.from.as_ref().is_some_and(images)));
        let at = copied.and_then(|copy| f.instruction(copy.at)).or(mounted.map(|run| run.instruction));
        Sight::shown(at.map(|it| it.span))
    }),
    in_dockerfile("uv-python", |f, _| {
        let names =
            ["UV_PYTHON_DOWNLOADS", "UV_PYTHON_INSTALL_DIR", "UV_PYTHON", "UV_SYSTEM_PYTHON", "UV_NO_MANAGED_PYTHON"];
        let decided =
            f.variables().find(|(_, pair, _)| names.contains(&pair.key.as_str())).map(|(_, pair, _)| pair.key.span());
        let told = syncs(f)
            .find(|it| has(f, it, &["--no-python-downloads", "--python", "-p", "--no-managed-python"]))
            .map(|it| it.span);
        Sight::shown(decided.or(told)).or(|| {
            let first = syncs(f).next().filter(|_| f.stages.len() > 1);
            Sight::missing(
                first.map(|it| it.span),
                "uv may fetch a Python of its own that the final stage does not have: set UV_PYTHON_DOWNLOADS=0",
            )
        })
    }),
    in_dockerfile("uv-two-steps", |f, _| {
        let apart = syncs(f).find(|it| has(f, it, &["--no-install-project", "--no-install-workspace"]));
        match apart {
            Some(it) => Sight::Shown(it.span.into()),
            None => Sight::missing(
                syncs(f).next().map(|it| it.span),
                "one step for dependencies and project: each change of code installs all again",
            ),
        }
    }),
];

fn syncs<'f>(f: &'f Facts<'_>) -> impl Iterator<Item = &'f Install> {
    f.installs.iter().filter(|it| it.tool == Tool::Uv && it.verb == "sync")
}

fn has(f: &Facts<'_>, install: &Install, flags: &[&str]) -> bool {
    f.command_of(install).is_some_and(|command| command.has_flag(flags))
}
