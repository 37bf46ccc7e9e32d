//! Bases, stages and what is copied.

use super::{At, Look, Sight, in_dockerfile};
use crate::diagnostic::Span;
use crate::dockerfile::{Base, MountType};
use crate::lint::facts::{CopiedFrom, Execution, Install, Pin, Tool, Variant};
use crate::lint::{Facts, Ignore};
use crate::plan::presence::{Mark, Presence};
use crate::plan::when;

pub(super) const LOOKS: &[Look] = &[
    in_dockerfile("apt-cache-mount", |f, _| {
        let apt = || f.installs.iter().filter(|it| it.tool == Tool::Apt);
        let mounts = |it: &Install| f.run_of(it).is_some_and(|run| f.mount_over(run, "/var/cache/apt").is_some());
        match apt().find(|it| mounts(it)) {
            Some(it) => Sight::Shown(it.span.into()),
            None => Sight::missing(apt().next().map(|it| it.span), "every build downloads these packages again"),
        }
    }),
    in_dockerfile("apt-pins", |f, _| {
        let apt = || f.installs.iter().filter(|it| it.tool == Tool::Apt);
        let mut pinned = apt().flat_map(|it| it.packages()).filter(|(_, _, pin)| *pin == Pin::Exact);
        match pinned.next() {
            Some((item, ..)) => {
                Sight::Missing(item.span.into(), "the archive drops this version one day, and the build fails")
            }
            None => Sight::shown(apt().next().map(|it| it.span)),
        }
    }),
    in_dockerfile("bind-mount", |f, _| Sight::shown(mount(f, MountType::Bind))),
    in_dockerfile("buildkit", buildkit),
    in_dockerfile("checksum", |f, _| {
        let checks =
            |text: &str| ["sha256sum", "sha512sum", "shasum", "gpg --verify"].iter().any(|word| text.contains(word));
        let run = f.runs().find(|run| checks(run.text.as_str())).map(|run| run.instruction.span);
        let add = f.copies.iter().find(|copy| copy.arguments.checksum.is_some()).map(|copy| span(f, copy.at));
        Sight::shown(run.or(add))
    }),
    in_dockerfile("context-secrets", context_secrets),
    in_dockerfile("copy-link", |f, _| {
        Sight::shown(f.copies.iter().find(|copy| copy.arguments.link).map(|copy| span(f, copy.at)))
    }),
    in_dockerfile("copy-venv", |f, _| {
        let copied = || f.copies.iter().filter(|copy| matches!(copy.from, CopiedFrom::Stage(_)));
        let has = |words: &[&str]| {
            copied()
                .find(|copy| copy.sources.iter().any(|source| words.iter().any(|word| source.path.contains(word))))
                .map(|copy| span(f, copy.at))
        };
        Sight::missing(
            has(&["site-packages", "/usr/local/bin", "/usr/local/lib/python"]),
            "scripts and paths of site-packages belong to the other stage: copy a venv whole",
        )
        .or(|| Sight::shown(has(&["venv", "/opt/", "virtualenv", ".local"])))
    }),
    in_dockerfile("debug-tools", debug_tools),
    in_dockerfile("digest", digest),
    in_dockerfile("dnf-flags", |f, _| {
        let installs = || f.installs.iter().filter(|it| matches!(it.tool, Tool::Dnf | Tool::Apk));
        let lean = |it: &Install| {
            let command = f.command_of(it);
            command.is_some_and(|command| {
                command.has_flag(if it.tool == Tool::Apk { &["--no-cache"] } else { &["--nodocs"] })
            })
        };
        match installs().find(|it| !lean(it)) {
            Some(it) => Sight::Missing(
                it.span.into(),
                "without --nodocs (dnf) or --no-cache (apk) papers and indexes stay in the layer",
            ),
            None => Sight::shown(installs().next().map(|it| it.span)),
        }
    }),
    in_dockerfile("dockerignore", |f, _| match f.context.ignore {
        Ignore::File(_) => Sight::Shown(At::Nowhere),
        // Where single files are copied nothing else is sent; where more is, a rule says so.
        Ignore::Absent | Ignore::Unknown => Sight::Unknown,
    }),
    in_dockerfile("fail-fast", fail_fast),
    in_dockerfile("frontend-stage", |f, _| {
        let node = || f.installs.iter().filter(|it| it.tool == Tool::Npm);
        Sight::missing(
            node().find(|it| f.is_in_image(it.at)).map(|it| it.span),
            "node and its packages are in the final image",
        )
        .or(|| Sight::shown(node().next().map(|it| it.span)))
    }),
    in_dockerfile("git-ignored", |f, _| match f.context.ignore {
        _ if !f.copies.iter().any(|copy| copy.everything().is_some()) => Sight::Shown(At::Nowhere),
        Ignore::File(file) if file.decide(".git", true).ignored => Sight::Shown(At::Nowhere),
        Ignore::File(_) | Ignore::Absent => Sight::missing(everything(f), "nothing keeps .git out of the image"),
        Ignore::Unknown => Sight::Unknown,
    }),
    in_dockerfile("multi-stage", |f, _| {
        let taken = f.copies.iter().find(|copy| f.is_in_image(copy.at) && matches!(copy.from, CopiedFrom::Stage(_)));
        Sight::shown(taken.map(|copy| span(f, copy.at))).or(|| {
            let compiler = f
                .installs
                .iter()
                .filter(|it| it.tool.is_system())
                .find(|it| it.packages().any(|(_, name, _)| is_build_tool(name)));
            Sight::missing(
                compiler.map(|it| it.span),
                "what only the build needs is installed in the one stage that ships",
            )
        })
    }),
    in_dockerfile("narrow-copies", |f, _| match (everything(f), f.context.ignore) {
        (None, _) => Sight::Shown(At::Nowhere),
        (Some(_), Ignore::File(file))
            if file.patterns.first().is_some_and(|first| matches!(first.text.trim(), "*" | "**" | "/*")) =>
        {
            Sight::Shown(At::Nowhere)
        }
        (Some(_), Ignore::Unknown) => Sight::Unknown,
        (Some(at), _) => Sight::Missing(at.into(), "all of the context is copied, and no allow list limits it"),
    }),
    in_dockerfile("os-upgrade", |f, _| {
        if is_plain_base(f) && !f.runs_scripts() { Sight::Shown(At::Nowhere) } else { Sight::Unknown }
    }),
    in_dockerfile("rhel-base", |f, _| {
        if when::base_has(f, &["centos"]) {
            return Sight::Missing(f.absence_span().into(), "CentOS Linux has ended: take UBI, AlmaLinux or Rocky");
        }
        Sight::Shown(f.absence_span().into())
    }),
    in_dockerfile("same-base", |f, _| {
        let mut names = f
            .stages
            .iter()
            .filter(|stage| stage.is_needed)
            .map(|stage| stage.image.as_ref().map(|image| image.reference.text.as_str()));
        let first = names.next().flatten();
        if first.is_some() && names.all(|name| name == first) { Sight::Shown(At::Nowhere) } else { Sight::Unknown }
    }),
    in_dockerfile("secret-mount", |f, _| Sight::shown(mount(f, MountType::Secret))),
    in_dockerfile("slim-base", |f, _| {
        let image = f.final_stage().and_then(|stage| stage.image.as_ref());
        let slim = image.and_then(|image| image.python()).is_some_and(|tag| tag.variant == Variant::Slim);
        if slim { Sight::Shown(f.absence_span().into()) } else { Sight::Unknown }
    }),
    in_dockerfile("ssh-mount", |f, _| {
        let fetch =
            f.runs().find(|run| ["git+ssh", "git@", "ssh://"].iter().any(|word| run.text.as_str().contains(word)));
        Sight::shown(mount(f, MountType::Ssh)).or(|| {
            Sight::missing(
                fetch.map(|run| run.instruction.span),
                "this needs a key: mount the agent with --mount=type=ssh",
            )
        })
    }),
    in_dockerfile("syntax-directive", |f, _| match f.file.directive("syntax") {
        Some(directive) => Sight::Shown(directive.value.span().into()),
        None => Sight::Missing(Span::default().into(), "the first line is no `# syntax=docker/dockerfile:1`"),
    }),
    in_dockerfile("version-env", |f, _| {
        let names = [
            "VERSION",
            "APP_VERSION",
            "BUILD_VERSION",
            "RELEASE",
            "REVISION",
            "GIT_SHA",
            "GIT_COMMIT",
            "COMMIT_SHA",
            "SOURCE_VERSION",
        ];
        Sight::shown(names.iter().find_map(|name| f.final_env(name)).map(|(pair, _)| pair.key.span()))
    }),
    in_dockerfile("workdir", |f, _| {
        let set = f.final_stage().and_then(|stage| stage.end.workdir);
        match set.map(|at| (at, f.workdir_set(at))) {
            Some((at, Some(folder))) if folder != "/" => Sight::Shown(span(f, at).into()),
            Some(_) => Sight::Unknown,
            // Other bases may bring one.
            None if is_plain_base(f) => {
                Sight::Missing(f.absence_span().into(), "nothing sets a folder to work in: it is the root of the image")
            }
            None => Sight::Unknown,
        }
    }),
];

/// Says whether the final image stands on a base that is known to bring neither user nor folder: Python's, or a plain distribution.
fn is_plain_base(f: &Facts<'_>) -> bool {
    let image = f.final_stage().and_then(|stage| stage.image.as_ref());
    let plain = ["debian", "ubuntu", "alpine"];
    image.is_some_and(|image| image.python().is_some() || plain.iter().any(|name| image.is_official(name)))
}

fn span(f: &Facts<'_>, at: usize) -> Span {
    f.instruction(at).map(|instruction| instruction.span).unwrap_or_default()
}

/// Returns the first RUN with a mount of this type.
fn mount(f: &Facts<'_>, kind: MountType) -> Option<Span> {
    f.runs().find_map(|run| run.mounts_of(kind).next().map(|mount| mount.span))
}

/// Returns the first COPY of all of the context into the final image.
fn everything(f: &Facts<'_>) -> Option<Span> {
    let mut copies = f.copies.iter().filter(|copy| f.is_in_image(copy.at) && copy.everything().is_some());
    copies.next().map(|copy| span(f, copy.at))
}

fn buildkit(f: &Facts<'_>, p: &Presence) -> Sight {
    let off = Sight::missing(p.ci(Mark::OldBuilder), "the old builder, or Compose v1 with the hyphen");
    off.or(|| {
        let run = f.runs().find(|run| !run.mounts().is_empty() || !run.instruction.heredocs.is_empty());
        let copy = f.copies.iter().find(|copy| copy.arguments.link || copy.arguments.chmod.is_some());
        // The old builder refuses these.
        Sight::shown(run.map(|run| run.instruction.span).or(copy.map(|copy| span(f, copy.at))))
    })
    .or(|| Sight::shown(p.ci(Mark::Buildx)))
}

fn context_secrets(f: &Facts<'_>, _: &Presence) -> Sight {
    let Some(mut sent) = f.context.sent() else { return Sight::Unknown };
    match sent.find(|path| is_secret(path)) {
        Some(path) => {
            Sight::Missing(At::File(path.to_owned()), "a file that looks like a secret is sent to the builder")
        }
        None => Sight::Shown(At::Nowhere),
    }
}

/// Says whether a name says that the file holds a secret: `.env`, `id_rsa`; samples do not.
pub fn is_secret(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let sample = ["example", "sample", "template", "dist", "test"].iter().any(|word| name.contains(word));
    let known = [".env", ".netrc", ".pypirc", "id_rsa", "id_ed25519", ".git-credentials", ".pgpass"];
    !sample && (known.contains(&name) || name.starts_with(".env.") || path.ends_with(".aws/credentials"))
}

fn is_build_tool(name: &str) -> bool {
    matches!(
        name,
        "gcc" | "g++" | "build-essential" | "clang" | "make" | "cmake" | "build-base" | "cargo" | "rustc" | "gfortran"
    ) || name.ends_with("-dev")
        || name.ends_with("-devel")
}

fn debug_tools(f: &Facts<'_>, _: &Presence) -> Sight {
    let tools =
        ["vim", "nano", "emacs", "gdb", "strace", "telnet", "net-tools", "htop", "iputils-ping", "tcpdump", "less"];
    let mut installs = f.installs.iter().filter(|it| it.tool.is_system() && f.is_in_image(it.at));
    let found =
        installs.find_map(|it| it.packages().find(|(_, name, _)| tools.contains(name)).map(|(item, ..)| item.span));
    match found {
        Some(at) => Sight::Missing(at.into(), "a tool for people ships with the application"),
        None => Sight::Shown(At::Nowhere),
    }
}

/// Every image from outside by digest, those of COPY and mounts as well.
fn digest(f: &Facts<'_>, _: &Presence) -> Sight {
    let mut first = None;
    for stage in f.stages.iter().filter(|stage| stage.is_needed) {
        let Base::Image(image) = &stage.stage.base else { continue };
        if image.digest.is_none() {
            let at = stage.from_arguments().and_then(|from| from.base.as_ref()).map(|base| base.text.span());
            return Sight::missing(at, "a tag alone can move: add its digest, and let a bot raise it");
        }
        first = first.or(Some(stage.from.span));
    }
    Sight::shown(first)
}

/// A heredoc goes on after a failure unless it is told not to.
fn fail_fast(f: &Facts<'_>, _: &Presence) -> Sight {
    let sets = |run: &Execution<'_>| {
        let mut commands = run.commands();
        let set = commands.next().is_some_and(|command| {
            command.program() == Some("set")
                && command
                    .args()
                    .iter()
                    .any(|word| word.text.starts_with('-') && (word.text.contains('e') || word.text == "-o"))
        });
        let shell = f
            .shell(run.at)
            .unwrap_or_default()
            .iter()
            .any(|word| word.as_str().starts_with('-') && word.as_str().contains('e'));
        set || shell || run.script.commands.len() < 2
    };
    let mut heredocs = f.runs().filter(|run| !run.instruction.heredocs.is_empty() && run.interpreter.is_none());
    match heredocs.find(|run| !sets(run)) {
        Some(run) => Sight::Missing(
            run.instruction.logical.span().into(),
            "a here-document goes on after a failure: begin it with `set -e`",
        ),
        None => Sight::Shown(At::Nowhere),
    }
}
