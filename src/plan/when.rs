//! When a practice applies: named predicates over the facts of one Dockerfile and what lies beside it, one table. So that nobody is told
//! of Poetry who installs with pip, and a silent rule counts only where it could have fired.

use super::presence::{Kind, Mark, Presence};
use crate::dockerfile::{Keyword, MountType};
use crate::lint::Facts;
use crate::lint::facts::server::{called, server};
use crate::lint::facts::{CopiedFrom, Form, Tool, What, install};

/// One predicate. `facts` is `None` where there is no Dockerfile.
#[derive(Debug, Clone, Copy)]
pub struct When {
    /// Its name in `assets/practices.toml`.
    pub name: &'static str,
    /// Why a practice does not apply where it does not hold, without a full stop.
    pub otherwise: &'static str,
    /// Says whether it holds.
    pub holds: fn(Option<&Facts<'_>>, &Presence) -> bool,
}

const fn when(name: &'static str, otherwise: &'static str, holds: fn(Option<&Facts<'_>>, &Presence) -> bool) -> When {
    When { name, otherwise, holds }
}

/// All predicates.
pub const WHENS: &[When] = &[
    when("apt", "nothing is installed by apt", |f, _| any(f, |f| uses(f, Tool::Apt))),
    when("apt-or-apk", "nothing is installed by apt or apk", |f, _| {
        any(f, |f| uses(f, Tool::Apt) || uses(f, Tool::Apk))
    }),
    when("arguments", "no stage has an ARG", |f, _| {
        any(f, |f| f.file.instructions.iter().any(|it| it.keyword == Keyword::Arg && it.stage.is_some()))
    }),
    when("base", "there is no base image", |f, _| any(f, |f| f.final_stage().is_some_and(|stage| !stage.is_scratch))),
    when("cache-mounts", "no cache is mounted", |f, _| {
        any(f, |f| f.runs().any(|run| run.mounts_of(MountType::Cache).next().is_some()))
    }),
    when("ci", "no CI file was seen", |_, p| p.has(Kind::Ci)),
    when("cloud-run", "nothing here is for Cloud Run", |_, p| {
        p.named("cloudbuild.yaml").is_some() || p.named("cloudbuild.yml").is_some()
    }),
    when("compose", "no Compose file was seen", |_, p| p.has(Kind::Compose)),
    when("conda", "no conda here", |f, p| {
        any(f, |f| uses(f, Tool::Conda) || uses(f, Tool::Pixi) || base_has(f, &["conda", "mamba", "miniforge"]))
            || ["environment.yml", "environment.yaml", "conda-lock.yml", "pixi.lock"]
                .iter()
                .any(|name| p.named(name).is_some())
    }),
    when("conda-run", "nothing is started by conda run", |f, _| {
        any(f, |f| starts_with(f, &["conda", "mamba", "micromamba"]))
    }),
    when("copies", "nothing is copied", |f, _| any(f, |f| !f.copies.is_empty())),
    when("copies-context", "nothing is copied from the build context", |f, _| any(f, copies_context)),
    when("dependencies", "no dependencies are installed", |f, _| {
        any(f, |f| f.installs.iter().any(|it| it.tool.is_python() && it.installs_dependencies()))
    }),
    when("distro-base", "the base is no plain distribution", |f, _| {
        any(f, |f| base_has(f, &["debian", "ubuntu", "fedora", "almalinux", "rockylinux"]))
    }),
    when("distroless", "no stage is distroless", |f, _| {
        any(f, |f| base_has(f, &["distroless", "cgr.dev/", "dhi.io/"]))
    }),
    when("django", "no Django was seen", |f, p| {
        let manages = |f: &Facts<'_>| {
            f.commands().map(|it| it.1).chain(f.start_commands().map(|it| it.1)).any(|command| {
                command.words.iter().any(|word| word.file_name() == "manage.py" || word.text == "collectstatic")
            })
        };
        any(f, manages) || p.named("manage.py").is_some()
    }),
    when("dnf", "nothing is installed by dnf or apk", |f, _| any(f, |f| uses(f, Tool::Dnf) || uses(f, Tool::Apk))),
    when("dockerfile", "there is no Dockerfile", |f, _| f.is_some()),
    when("downloads", "nothing is downloaded by hand", |f, _| any(f, downloads)),
    when("emulation", "CI emulates no other architecture", |_, p| p.ci(Mark::Emulation).is_some()),
    when("github", "no workflow of GitHub was seen", |_, p| {
        p.of(Kind::Ci).any(|file| file.path.contains(".github/workflows/"))
    }),
    when("gunicorn", "gunicorn does not start here", |f, _| any(f, |f| serves(f, "gunicorn"))),
    when("healthcheck", "there is no HEALTHCHECK", |f, _| {
        any(f, |f| f.final_stage().is_some_and(|stage| stage.end.healthcheck.is_some()))
    }),
    when("heroku", "nothing here is for Heroku", |_, p| {
        ["heroku.yml", "Procfile", "app.json"].iter().any(|name| p.named(name).is_some())
    }),
    when("init", "no init starts here", |f, _| any(f, has_init)),
    when("inline-cache", "no inline cache is used", |_, p| p.ci(Mark::InlineCache).is_some()),
    when("locked-tool", "neither uv nor Poetry nor Pipenv is used", |f, p| {
        any(f, |f| [Tool::Uv, Tool::Poetry, Tool::Pipenv, Tool::Pdm].iter().any(|tool| uses(f, *tool)))
            || ["uv.lock", "poetry.lock", "Pipfile.lock", "pdm.lock"].iter().any(|name| p.named(name).is_some())
    }),
    when("many-commands", "no RUN has more than one command", |f, _| {
        any(f, |f| f.runs().any(|run| run.script.commands.len() > 1))
    }),
    when("micromamba", "the base is not micromamba", |f, _| any(f, |f| base_has(f, &["micromamba"]))),
    when("no-bytecode-variable", "PYTHONDONTWRITEBYTECODE is not set", |f, _| {
        any(f, |f| f.final_env("PYTHONDONTWRITEBYTECODE").is_some())
    }),
    when("node", "no node packages are installed", |f, _| any(f, |f| uses(f, Tool::Npm))),
    when("pip", "nothing is installed by pip", |f, _| any(f, |f| f.installs.iter().any(|it| it.tool.is_pip_like()))),
    when("pip-or-uv", "nothing is installed by pip or uv", |f, _| {
        any(f, |f| f.installs.iter().any(|it| it.tool.is_pip_like() || it.tool == Tool::Uv))
    }),
    when("pipenv", "no Pipenv here", |f, p| {
        any(f, |f| uses(f, Tool::Pipenv)) || p.named("Pipfile").is_some() || p.named("Pipfile.lock").is_some()
    }),
    when("pipenv-installs", "nothing is installed by Pipenv", |f, _| any(f, |f| uses(f, Tool::Pipenv))),
    when("pixi", "no pixi here", |f, p| any(f, |f| uses(f, Tool::Pixi)) || p.named("pixi.lock").is_some()),
    when("podman", "no Podman or Buildah in CI, or no HEALTHCHECK", |f, p| {
        p.ci(Mark::Podman).is_some()
            && any(f, |f| {
                f.final_stage().is_some_and(|stage| stage.end.healthcheck.is_some() || stage.end.shell.is_some())
            })
    }),
    when("poetry", "no Poetry here", |f, p| {
        any(f, |f| uses(f, Tool::Poetry))
            || p.named("poetry.lock").is_some()
            || p.marked(&[Kind::Manifest], Mark::Poetry).next().is_some()
    }),
    when("poetry-export", "nothing is exported by Poetry", |f, _| {
        any(f, |f| {
            f.commands().any(|(_, command)| {
                command.program() == Some("poetry") && command.args().iter().any(|word| word.text == "export")
            })
        })
    }),
    when("poetry-installs", "nothing is installed by Poetry", |f, _| any(f, |f| uses(f, Tool::Poetry))),
    when("port-variable", "the start command does not name PORT", |f, _| {
        any(f, |f| f.start().any(|run| run.text.as_str().contains("$PORT") || run.text.as_str().contains("${PORT")))
    }),
    when("private-sources", "no private index or repository was seen", |f, p| {
        any(f, private) || p.marked(&[Kind::Requirements, Kind::Manifest], Mark::ExtraIndex).next().is_some()
    }),
    when("public-base", "the base is no image that can be judged by its name", |f, _| {
        any(f, |f| f.final_stage().is_some_and(|stage| stage.image.is_some()))
    }),
    when("python-base", "the final image does not stand on the official Python image", |f, _| {
        any(f, |f| f.final_stage().and_then(|stage| stage.image.as_ref()).is_some_and(|image| image.python().is_some()))
    }),
    when("python-installs", "no Python packages are installed", |f, _| {
        any(f, |f| f.installs.iter().any(|it| it.tool.is_python()))
    }),
    when("python-project", "no Python packages are installed or declared", |f, p| {
        any(f, |f| f.installs.iter().any(|it| it.tool.is_python()))
            || p.has(Kind::Manifest)
            || p.has(Kind::Requirements)
            || p.has(Kind::Lock)
    }),
    when("python-series", "the tag of the base names no Python release", |f, _| {
        let series = |f: &Facts<'_>| f.final_stage().and_then(|stage| stage.image.as_ref()?.python()?.series());
        any(f, |f| series(f).is_some())
    }),
    when("python-start", "no Python program starts here", |f, _| any(f, starts_python)),
    when("requirements", "no file of requirements was seen", |_, p| p.has(Kind::Requirements)),
    when("rewrites-timestamps", "no timestamps are rewritten", |_, p| p.ci(Mark::RewriteTimestamps).is_some()),
    when("rhel", "the base is not of the RHEL family", |f, _| {
        any(f, |f| {
            base_has(f, &["ubi", "redhat", "centos", "almalinux", "rockylinux", "fedora", "amazonlinux"])
                || uses(f, Tool::Dnf)
        })
    }),
    when("server", "no server starts here that we know", |f, _| {
        any(f, |f| f.start_commands().any(|(_, command)| server(command).is_some()))
    }),
    when("shell-start", "no shell stands between", |f, _| {
        any(f, |f| {
            f.start().any(|run| run.form == Form::Shell) || f.start_commands().any(|(_, command)| is_script(command))
        })
    }),
    when("ssh-sources", "nothing is fetched over SSH", |f, _| {
        any(f, |f| {
            mentions(f, &["git+ssh", "git@", "ssh://"])
                || f.runs().any(|run| run.mounts_of(MountType::Ssh).next().is_some())
        })
    }),
    when("stage-copies", "nothing is copied from another stage", |f, _| {
        any(f, |f| f.copies.iter().any(|copy| matches!(copy.from, CopiedFrom::Stage(_))))
    }),
    when("stages", "there is one stage", |f, _| any(f, |f| f.stages.len() > 1)),
    when("start", "no CMD or ENTRYPOINT", |f, _| any(f, |f| f.start().next().is_some())),
    when("system-installs", "no system packages are installed", |f, _| {
        any(f, |f| f.installs.iter().any(|it| it.tool.is_system()))
    }),
    when("user-set", "there is no USER", |f, _| {
        any(f, |f| f.final_stage().is_some_and(|stage| stage.end.user.is_some()))
    }),
    when("uv", "no uv here", |f, p| {
        any(f, |f| uses(f, Tool::Uv) || uses(f, Tool::UvPip)) || p.named("uv.lock").is_some()
    }),
    when("uv-installs", "nothing is installed by uv", |f, _| any(f, |f| uses(f, Tool::Uv) || uses(f, Tool::UvPip))),
    when("uv-sync", "no uv sync here", |f, _| {
        any(f, |f| f.installs.iter().any(|it| it.tool == Tool::Uv && it.verb == "sync"))
    }),
    when("uvicorn", "uvicorn does not start here", |f, _| any(f, |f| serves(f, "uvicorn"))),
    when("uwsgi", "uWSGI does not start here", |f, _| any(f, |f| serves(f, "uwsgi"))),
    when("workers", "no worker of a queue was seen", |f, p| {
        let worker = |f: &Facts<'_>| {
            f.start_commands().any(|(_, command)| {
                called(command).is_some_and(|(word, _)| {
                    matches!(word.file_name(), "celery" | "rq" | "dramatiq" | "arq" | "huey_consumer")
                })
            })
        };
        any(f, worker) || p.compose(Mark::Worker).is_some()
    }),
];

/// Returns the predicate of this name.
pub fn find(name: &str) -> Option<&'static When> {
    WHENS.iter().find(|when| when.name == name)
}

fn any(facts: Option<&Facts<'_>>, holds: impl Fn(&Facts<'_>) -> bool) -> bool {
    facts.is_some_and(holds)
}

fn uses(facts: &Facts<'_>, tool: Tool) -> bool {
    facts.installs.iter().any(|install| install.tool == tool)
}

/// Says whether the final image stands on one whose name has one of these words.
pub(super) fn base_has(facts: &Facts<'_>, words: &[&str]) -> bool {
    let images = facts.final_stage().and_then(|stage| stage.image.as_ref());
    images.is_some_and(|image| {
        let name = image.repository();
        words.iter().any(|word| name.contains(word))
    })
}

fn copies_context(facts: &Facts<'_>) -> bool {
    facts.copies.iter().any(|copy| copy.from == CopiedFrom::Context)
}

fn serves(facts: &Facts<'_>, name: &str) -> bool {
    facts.start_commands().any(|(_, command)| server(command).is_some_and(|(known, _)| known == name))
}

/// Says whether one of these programs starts something by `run`.
pub(super) fn starts_with(facts: &Facts<'_>, programs: &[&str]) -> bool {
    facts.start_commands().any(|(_, command)| {
        command.program().is_some_and(|name| programs.contains(&name))
            && command.args().first().is_some_and(|word| word.text == "run")
    })
}

/// Says whether a command is a file of shell commands that nobody can read here.
pub(super) fn is_script(command: &crate::shell::Command) -> bool {
    let is_file = |word: &crate::shell::Word| word.text.ends_with(".sh") || word.file_name().contains("entrypoint");
    command.program_word().is_some_and(is_file) || command.args().first().is_some_and(is_file)
}

/// Says whether an init stands in front of the start command.
pub(super) fn has_init(facts: &Facts<'_>) -> bool {
    let inits = ["tini", "dumb-init", "catatonit", "tini-static"];
    facts.start_commands().any(|(_, command)| command.words.iter().any(|word| inits.contains(&word.file_name())))
}

fn starts_python(facts: &Facts<'_>) -> bool {
    facts.start_commands().any(|(_, command)| {
        let python = |word: &crate::shell::Word| install::is_python(word.file_name()) || word.text.ends_with(".py");
        server(command).is_some()
            || command.words.iter().take(4).any(python)
            || called(command).is_some_and(|(word, _)| matches!(word.file_name(), "celery" | "rq" | "dramatiq"))
    })
}

fn downloads(facts: &Facts<'_>) -> bool {
    let loads = |program: Option<&str>| matches!(program, Some("curl" | "wget"));
    facts.commands().any(|(_, command)| loads(command.program()))
        || facts.copies.iter().any(|copy| copy.is_add && copy.sources.iter().any(|source| source.path.contains("://")))
}

/// Says whether a RUN has one of these texts.
fn mentions(facts: &Facts<'_>, texts: &[&str]) -> bool {
    facts.runs().any(|run| texts.iter().any(|text| run.text.as_str().contains(text)))
}

fn private(facts: &Facts<'_>) -> bool {
    let index =
        ["--index-url", "--extra-index-url", "UV_INDEX", "PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "POETRY_HTTP_BASIC"];
    mentions(facts, &index)
        || facts.variables().any(|(_, pair, _)| index[2..].iter().any(|name| pair.key.as_str().starts_with(name)))
        || facts.runs().any(|run| run.mounts_of(MountType::Secret).next().is_some())
        || facts.installs.iter().any(|it| it.tool.is_python() && it.items.iter().any(|item| item.what == What::Address))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dockerfile::Dockerfile;
    use crate::lint::Context;
    use crate::plan::presence::SeenFile;

    fn holding(text: &str, presence: &Presence) -> Vec<&'static str> {
        let file = Dockerfile::parse(text);
        let facts = Facts::new(&file, Context::default());
        WHENS.iter().filter(|when| (when.holds)(Some(&facts), presence)).map(|when| when.name).collect()
    }

    #[test]
    fn what_holds_where() {
        let none = Presence::default();
        assert_eq!(holding("FROM scratch\n", &none), ["dockerfile"]);
        let text = "FROM ubuntu:26.04\nRUN apt-get update && apt-get install -y libpq5\nUSER 1\nCMD [\"gunicorn\", \"-b\", \":$PORT\"]\n";
        let expected =
            ["apt", "apt-or-apk", "base", "distro-base", "dockerfile", "gunicorn", "many-commands", "port-variable"];
        let more = ["public-base", "python-start", "server", "start", "system-installs", "user-set"];
        assert_eq!(holding(text, &none), [&expected[..], &more].concat());
    }

    #[test]
    fn a_project_without_a_dockerfile_has_files() {
        let lock = SeenFile { path: "a/poetry.lock".into(), kind: Kind::Lock, marks: Vec::new() };
        let presence = Presence { files: vec![lock] };
        let found = WHENS.iter().filter(|when| (when.holds)(None, &presence)).map(|when| when.name);
        assert_eq!(found.collect::<Vec<_>>(), ["locked-tool", "poetry", "python-project"]);
    }

    #[test]
    fn names_are_sorted_and_unique() {
        assert!(WHENS.windows(2).all(|pair| pair[0].name < pair[1].name));
        assert!(WHENS.iter().all(|when| !when.otherwise.ends_with('.')));
    }
}
