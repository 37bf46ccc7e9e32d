//! What CI does, by the words of its lines. A line that is not there proves nothing where steps come from elsewhere.

use super::{At, Look, Sight, in_dockerfile, in_project};
use crate::dockerfile::Arguments;
use crate::plan::presence::{Kind, Mark, Presence};

pub(super) const LOOKS: &[Look] = &[
    in_project("ci-attestations", |p| Sight::shown(p.ci(Mark::Attests))),
    in_project("ci-audit", |p| seen_or(p, Mark::Audits, "CI audits no Python packages (pip-audit, uv audit)")),
    in_project("ci-builder", |p| {
        let archived = Sight::missing(p.ci(Mark::Kaniko), "Kaniko is archived: take BuildKit, Buildah or Podman");
        archived.or(|| Sight::shown(p.ci(Mark::RootlessBuilder).filter(|_| p.ci(Mark::Privileged).is_none())))
    }),
    in_project("ci-builds", builds),
    in_project("ci-cache", |p| {
        Sight::shown(p.ci(Mark::CacheOut))
            .or(|| absent(p, Mark::Builds, "CI builds without keeping a cache (cache-to)"))
    }),
    in_project("ci-fresh-builds", |p| match (p.ci(Mark::Schedule), p.ci(Mark::NoCache)) {
        (Some(_), Some(at)) => Sight::Shown(at.into()),
        (at, None) => Sight::missing(
            at.filter(|_| p.ci(Mark::Builds).is_some()),
            "no build by the clock says no-cache: it finds the old layers",
        ),
        _ => Sight::Unknown,
    }),
    in_project("ci-gate", |p| {
        Sight::shown(p.ci(Mark::Gate))
            .or(|| absent(p, Mark::Scans, "the scanner is not told what to fail on (severity, ignore-unfixed)"))
    }),
    in_dockerfile("ci-image-tests", |f, p| {
        let stage = f.stages.iter().find(|stage| {
            stage.stage.name.as_deref().is_some_and(|name| name.split(['-', '_']).any(|word| word.starts_with("test")))
        });
        let here = Sight::shown(p.ci(Mark::TestsInImage));
        here.or(|| Sight::shown(stage.map(|stage| stage.from.span))).or(|| {
            let outside = p.ci(Mark::Tests).filter(|_| p.ci(Mark::Builds).is_some());
            Sight::missing(outside, "the tests run beside the image, not in it")
        })
    }),
    in_dockerfile("ci-labels", |f, p| {
        let label = f.file.instructions.iter().find(|it| matches!(it.arguments, Arguments::Label(_)));
        Sight::shown(p.ci(Mark::Labels))
            .or(|| Sight::shown(label.map(|it| it.span)))
            .or(|| absent(p, Mark::Pushes, "what is pushed has no labels: revision, source, version"))
    }),
    in_project("ci-lints", |p| {
        let kinds = [Kind::Ci, Kind::Script, Kind::Hooks];
        Sight::shown(p.marked(&kinds, Mark::Lints).next())
            .or(|| gap(p, "no CI file checks the Dockerfile (docker build --check, hadolint, seaworthy check)"))
    }),
    in_project("ci-oidc", |p| Sight::shown(p.ci(Mark::IdToken))),
    in_project("ci-permissions", permissions),
    in_project("ci-pinned", |p| {
        let loose =
            Sight::missing(p.ci(Mark::UsesLoose), "an action by tag or branch can change under you: name its commit");
        loose.or(|| Sight::shown(p.ci(Mark::UsesPinned)))
    }),
    in_project("ci-scan", |p| seen_or(p, Mark::Scans, "CI builds an image and no CI file scans it")),
    in_project("ci-schedule", |p| {
        Sight::shown(p.ci(Mark::Schedule)).or(|| absent(p, Mark::Builds, "nothing builds by the clock"))
    }),
    in_project("ci-secret-scan", |p| {
        let kinds = [Kind::Ci, Kind::Script, Kind::Hooks];
        // A scanner of images looks for secrets in the image, too; in the history it does not.
        let other =
            || if p.ci(Mark::Scans).is_some() { Sight::Unknown } else { gap(p, "no CI file looks for secrets") };
        Sight::shown(p.marked(&kinds, Mark::ScansSecrets).next()).or(other)
    }),
    in_project("ci-signs", |p| {
        let trust = Sight::missing(
            p.ci(Mark::ContentTrust),
            "Docker Content Trust is being retired: sign with cosign or notation",
        );
        trust.or(|| Sight::shown(p.ci(Mark::Signs)))
    }),
    in_project("ci-smoke", |p| {
        Sight::shown(p.ci(Mark::RunsImage))
            .or(|| absent(p, Mark::Pushes, "the image is pushed and never started before"))
    }),
    in_project("ci-tags", |p| {
        Sight::shown(p.ci(Mark::CommitTag)).or(|| absent(p, Mark::Pushes, "no tag is made of the commit"))
    }),
    in_project("cooldown", |p| {
        let kinds = [Kind::Manifest, Kind::Bot];
        let bot = || Sight::missing(p.of(Kind::Bot).next(), "the bot proposes releases on the day they appear");
        Sight::shown(p.marked(&kinds, Mark::Cooldown).next()).or(bot)
    }),
    in_project("epoch", |p| match (p.ci(Mark::Epoch), p.ci(Mark::RewriteTimestamps)) {
        (Some(at), Some(_)) => Sight::Shown(at.into()),
        (Some(at), None) => {
            Sight::Missing(at.into(), "SOURCE_DATE_EPOCH without rewrite-timestamp leaves the files' times as they are")
        }
        (None, at) => Sight::missing(at, "rewrite-timestamp without SOURCE_DATE_EPOCH has no time to write"),
    }),
    in_project("hash-based", |p| {
        Sight::missing(
            p.ci(Mark::RewriteTimestamps),
            "rewritten timestamps make .pyc files stale: compile them with checked or unchecked hashes",
        )
    }),
    in_project("inline-cache", |p| {
        Sight::missing(p.ci(Mark::InlineCache), "the inline cache keeps the final stage only")
    }),
    in_project("pipenv-audit", |p| {
        Sight::shown(p.ci(Mark::PipenvAudit))
            .or(|| Sight::missing(p.ci(Mark::PipenvCheck), "pipenv check is deprecated: take pipenv audit"))
    }),
    in_project("pipenv-requirements", |p| {
        Sight::missing(p.ci(Mark::PipenvLockR), "pipenv lock -r is gone: take pipenv requirements --hash")
    }),
    in_project("platforms", |p| Sight::shown(p.ci(Mark::Platforms))),
    in_project("podman-format", |p| {
        Sight::shown(p.ci(Mark::DockerFormat)).or(|| {
            Sight::missing(p.ci(Mark::Podman), "Podman drops HEALTHCHECK and SHELL unless it writes the docker format")
        })
    }),
    in_project("scan-exceptions", |p| Sight::shown(p.of(Kind::Exceptions).next())),
    in_project("trusted-registries", |p| Sight::shown(p.marked(&[Kind::Linter], Mark::TrustedRegistries).next())),
    in_project("update-bot", |p| match p.of(Kind::Bot).next() {
        Some(bot) => Sight::Shown(bot.into()),
        None => Sight::Missing(At::Nowhere, "no settings of Renovate or Dependabot were seen"),
    }),
];

fn builds(p: &Presence) -> Sight {
    match (p.ci(Mark::Builds), p.of(Kind::Ci).next()) {
        (Some(at), _) => Sight::Shown(at.into()),
        (None, None) => Sight::Missing(At::Nowhere, "no CI file was seen"),
        (None, Some(_)) => gap(p, "no CI file mentions a build of an image"),
    }
}

fn permissions(p: &Presence) -> Sight {
    let target = Sight::missing(p.ci(Mark::PullRequestTarget), "pull_request_target hands the secrets to foreign code");
    target
        .or(|| {
            let mut workflows = p.of(Kind::Ci).filter(|file| file.path.contains(".github/workflows/"));
            let open = workflows.find(|file| !file.has(Mark::Permissions));
            Sight::missing(open, "no `permissions:`: the token may do whatever the repository's default says")
        })
        .or(|| Sight::shown(p.ci(Mark::Permissions)))
}

/// Says that something is missing in CI, if there is CI whose steps all stand here.
fn gap(p: &Presence, message: &'static str) -> Sight {
    let file = p.of(Kind::Ci).next().filter(|_| p.ci(Mark::Includes).is_none());
    Sight::missing(file, message)
}

/// Says that something is missing beside `cause`, which is there.
fn absent(p: &Presence, cause: Mark, message: &'static str) -> Sight {
    Sight::missing(p.ci(cause).filter(|_| p.ci(Mark::Includes).is_none()), message)
}

/// Says that a mark is there, or that it is missing where CI builds an image.
fn seen_or(p: &Presence, mark: Mark, message: &'static str) -> Sight {
    let kinds = [Kind::Ci, Kind::Script, Kind::Hooks];
    Sight::shown(p.marked(&kinds, mark).next().filter(|_| p.has(Kind::Ci))).or(|| absent(p, Mark::Builds, message))
}
