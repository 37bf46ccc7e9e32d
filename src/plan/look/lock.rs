//! Locks, requirements and what a project declares.

use super::{At, Look, Sight, in_dockerfile, in_project};
use crate::lint::Facts;
use crate::lint::facts::Tool;
use crate::plan::presence::{Kind, Mark, Presence, SeenFile};

pub(super) const LOOKS: &[Look] = &[
    in_project("compiled", |p| match requirements(p, |file| file.has(Mark::Hash)) {
        Some(file) => Sight::Shown(file.into()),
        None => Sight::missing(
            requirements(p, |file| file.has(Mark::PinnedRequirement) || file.has(Mark::LooseRequirement)),
            "no hashes: compile it with pip-compile --generate-hashes or uv pip compile --generate-hashes",
        ),
    }),
    in_project("conda-lock", |p| {
        let names = ["conda-lock.yml", "pixi.lock"];
        let lock = p.of(Kind::Lock).find(|file| names.contains(&file.name()) || file.name().starts_with("conda-"));
        match lock {
            Some(lock) => Sight::Shown(lock.into()),
            None => Sight::missing(
                p.of(Kind::Manifest).find(|file| file.name().starts_with("environment")),
                "a wish list without a lock: conda-lock, or conda export",
            ),
        }
    }),
    in_project("credentials", |p| {
        let kinds = [Kind::Requirements, Kind::Manifest, Kind::Lock];
        let found = p.marked(&kinds, Mark::Credentials).next();
        found.map_or(Sight::Shown(At::Nowhere), |at| Sight::Missing(at.into(), "user and password stand in an address"))
    }),
    in_project("frozen", |p| match p.marked(&[Kind::Requirements], Mark::FileReference).next() {
        Some(at) => Sight::Missing(at.into(), "a path of somebody's machine, as pip freeze writes it"),
        None => Sight::shown(requirements(p, |file| file.has(Mark::CompiledBy) || file.has(Mark::Hash))),
    }),
    in_dockerfile("groups", |f, p| {
        // These tools leave the development group out only when they are told to, and a rule says so where they are not.
        let tools = [Tool::Uv, Tool::Poetry, Tool::Pdm, Tool::Pipenv];
        let install = f.installs.iter().find(|it| tools.contains(&it.tool)).map(|it| it.span);
        Sight::shown(install).or(|| Sight::shown(p.marked(&[Kind::Manifest], Mark::Groups).next()))
    }),
    in_dockerfile("hashes", hashes),
    in_project("lock", lock),
    in_dockerfile("no-deps", |f, _| {
        let mut installs = f.installs.iter().filter(|it| it.tool.is_pip_like());
        let told = installs.find(|it| {
            it.verb == "pip sync" || f.command_of(it).is_some_and(|command| command.has_flag(&["--no-deps"]))
        });
        Sight::shown(told.map(|it| it.span))
    }),
    in_project("one-index", |p| match p.marked(&[Kind::Requirements, Kind::Manifest], Mark::ExtraIndex).next() {
        Some(at) => {
            Sight::Missing(at.into(), "with a second index anybody can publish your package's name in the first")
        }
        None => Sight::Shown(At::Nowhere),
    }),
    in_project("pylock", |p| Sight::shown(p.of(Kind::Lock).find(|file| file.name().starts_with("pylock")))),
];

/// Returns the first file of requirements for which `holds`; those for development count last.
fn requirements(p: &Presence, holds: impl Fn(&SeenFile) -> bool) -> Option<&SeenFile> {
    let is_dev = |file: &&SeenFile| ["dev", "test", "doc", "lint"].iter().any(|word| file.name().contains(word));
    let found = || p.of(Kind::Requirements).filter(|file| !file.name().ends_with(".in") && holds(file));
    found().find(|file| !is_dev(file)).or_else(|| found().next())
}

/// A lock of a tool, or requirements that have hashes or were compiled and have a version each.
fn lock(p: &Presence) -> Sight {
    if let Some(lock) = p.of(Kind::Lock).next() {
        return Sight::Shown(lock.into());
    }
    let compiled =
        |file: &SeenFile| (file.has(Mark::Hash) || file.has(Mark::CompiledBy)) && file.has(Mark::PinnedRequirement);
    if let Some(file) = requirements(p, compiled) {
        return Sight::Shown(file.into());
    }
    if let Some(file) = requirements(p, |file| file.has(Mark::LooseRequirement)) {
        let line = file.lines(Mark::LooseRequirement).next().unwrap_or(1);
        return Sight::Missing((file, line).into(), "no one version: tomorrow's build takes what is new then");
    }
    if let Some(file) = requirements(p, |file| file.has(Mark::PinnedRequirement)) {
        // Whether the list is complete, nobody sees.
        let _ = file;
        return Sight::Unknown;
    }
    Sight::missing(
        p.of(Kind::Manifest).next(),
        "wishes without a lock: no uv.lock, poetry.lock or compiled requirements were seen",
    )
}

/// uv, Poetry, Pipenv and PDM check the hashes of their locks; pip does so when the file has them.
fn hashes(f: &Facts<'_>, p: &Presence) -> Sight {
    let tools = [Tool::Uv, Tool::Poetry, Tool::Pipenv, Tool::Pdm, Tool::Pixi];
    if let Some(install) = f.installs.iter().find(|it| tools.contains(&it.tool)) {
        return if p.has(Kind::Lock) { Sight::Shown(install.span.into()) } else { Sight::Unknown };
    }
    let mut pips = f.installs.iter().filter(|it| it.tool.is_pip_like());
    let told = pips.find(|it| f.command_of(it).is_some_and(|command| command.has_flag(&["--require-hashes"])));
    if let Some(install) = told {
        return Sight::Shown(install.span.into());
    }
    match requirements(p, |file| file.has(Mark::Hash)) {
        Some(file) => Sight::Shown(file.into()),
        None => Sight::missing(requirements(p, |_| true), "no hashes: whatever the index hands out is installed"),
    }
}
