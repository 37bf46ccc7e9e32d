//! How Poetry is used.

use super::{At, Look, Sight, in_dockerfile};
use crate::lint::Facts;
use crate::lint::facts::{Install, Tool};
use crate::plan::presence::{Kind, Mark, Presence};

pub(super) const LOOKS: &[Look] = &[
    in_dockerfile("export-plugin", |f, p| {
        let named = f
            .commands()
            .find(|(_, command)| command.words.iter().any(|word| word.text.starts_with("poetry-plugin-export")));
        let here = Sight::shown(named.map(|(run, _)| run.instruction.span));
        here.or(|| Sight::shown(p.marked(&[Kind::Manifest], Mark::ExportPlugin).next())).or(|| {
            let exports = f.commands().find(|(_, command)| {
                command.program() == Some("poetry") && command.args().iter().any(|word| word.text == "export")
            });
            Sight::missing(
                exports.map(|(run, _)| run.instruction.span),
                "since Poetry 2.0 export is a plugin: poetry-plugin-export",
            )
        })
    }),
    in_dockerfile("poetry-apart", |f, _| {
        let shipped = super::python::packages(f, &["poetry"], true).map(|(span, _)| span);
        Sight::missing(shipped, "Poetry and its packages are in the final image, beside the application's").or(|| {
            let pipx = f.installs.iter().find(|it| it.tool == Tool::Pipx && it.has_package("poetry"));
            Sight::shown(pipx.map(|it| it.span))
        })
    }),
    in_dockerfile("poetry-check", check),
    in_dockerfile("poetry-groups", |f, _| {
        let told = |it: &&Install| has(f, it, &["--only", "--without", "--only-root"]);
        match installs(f).find(|it| {
            !told(it) && f.stage_of(it.at).is_some_and(|stage| stage.is_needed && !stage.is_for_development())
        }) {
            Some(it) => Sight::Missing(it.span.into(), "the development groups come along: --only main"),
            None => Sight::shown(installs(f).next().map(|it| it.span)),
        }
    }),
    in_dockerfile("poetry-two-steps", |f, _| match installs(f).find(|it| has(f, it, &["--no-root"])) {
        Some(it) => Sight::Shown(it.span.into()),
        None => Sight::missing(
            installs(f).next().map(|it| it.span),
            "one step for dependencies and project: each change of code installs all again",
        ),
    }),
    in_dockerfile("poetry-venv", |f, _| {
        let decides = |name: &str| name == "VIRTUAL_ENV" || name.starts_with("POETRY_VIRTUALENVS_");
        let variable =
            f.variables().find(|(_, pair, _)| decides(pair.key.as_str())).map(|(_, pair, _)| pair.key.span());
        let told = f.commands().find(|(_, command)| {
            command.program() == Some("poetry")
                && command.args().iter().any(|word| word.text.starts_with("virtualenvs."))
        });
        Sight::shown(variable.or(told.map(|(run, _)| run.instruction.span)))
    }),
];

fn installs<'f>(f: &'f Facts<'_>) -> impl Iterator<Item = &'f Install> {
    f.installs.iter().filter(|it| it.tool == Tool::Poetry && matches!(it.verb, "install" | "sync"))
}

fn has(f: &Facts<'_>, install: &Install, flags: &[&str]) -> bool {
    f.command_of(install).is_some_and(|command| command.has_flag(flags))
}

fn check(f: &Facts<'_>, p: &Presence) -> Sight {
    if p.named("poetry.lock").is_none() && p.marked(&[Kind::Manifest], Mark::Poetry).next().is_some() {
        return Sight::Missing(At::Nowhere, "poetry.lock is not there");
    }
    let here = f.commands().find(|(_, command)| {
        command.program() == Some("poetry") && command.args().iter().any(|word| word.text == "check")
    });
    let kinds = [Kind::Ci, Kind::Script, Kind::Hooks];
    let shown = Sight::shown(here.map(|(run, _)| run.instruction.span))
        .or(|| Sight::shown(p.marked(&kinds, Mark::PoetryCheck).next()));
    shown.or(|| {
        Sight::missing(installs(f).next().map(|it| it.span), "nothing says when the lock is stale: poetry check --lock")
    })
}
