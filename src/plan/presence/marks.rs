//! The words that are looked for in lines, one line of a table each. They are words: whether a step is ever run, they do not say.

use super::Kind;

/// What a line may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// An image is built.
    Builds,
    /// Runs for a pull request or a push.
    OnChange,
    /// An image is started.
    RunsImage,
    /// The suite runs in a stage of the image.
    TestsInImage,
    /// The suite runs.
    Tests,
    /// A tag is made of the commit.
    CommitTag,
    /// An image is pushed.
    Pushes,
    /// Labels are given.
    Labels,
    /// Dockerfiles are checked.
    Lints,
    /// An image is scanned.
    Scans,
    /// Secrets are looked for.
    ScansSecrets,
    /// Python packages are audited.
    Audits,
    /// A scanner is told what to fail on.
    Gate,
    /// Runs by the clock.
    Schedule,
    /// Builds without the cache, or without that of a stage.
    NoCache,
    /// Pulls the base again.
    Pull,
    /// An action by something other than a commit.
    UsesLoose,
    /// An action by its commit.
    UsesPinned,
    /// Steps come from another file.
    Includes,
    /// Rights are given.
    Permissions,
    /// Foreign pull requests get the secrets.
    PullRequestTarget,
    /// A short-lived identity is asked for.
    IdToken,
    /// SBOM or provenance.
    Attests,
    /// Images are signed.
    Signs,
    /// Docker Content Trust.
    ContentTrust,
    /// Kaniko, which is archived.
    Kaniko,
    /// Buildah, Podman or BuildKit without root.
    RootlessBuilder,
    /// Podman or Buildah.
    Podman,
    /// Podman writes Docker's format.
    DockerFormat,
    /// The build cache is exported.
    CacheOut,
    /// The inline cache.
    InlineCache,
    /// `SOURCE_DATE_EPOCH`
    Epoch,
    /// `rewrite-timestamp`
    RewriteTimestamps,
    /// The old builder, or Compose v1.
    OldBuilder,
    /// buildx
    Buildx,
    /// QEMU is set up.
    Emulation,
    /// More than one platform, or arm64.
    Platforms,
    /// `poetry check --lock`
    PoetryCheck,
    /// `pipenv audit`
    PipenvAudit,
    /// `pipenv check`
    PipenvCheck,
    /// `pipenv lock -r`
    PipenvLockR,

    /// `version:` of a Compose file.
    VersionKey,
    /// `develop:` or a development target.
    Develop,
    /// Capabilities are dropped.
    CapDrop,
    /// `privileged: true`
    Privileged,
    /// The engine's socket.
    Socket,
    /// A namespace of the host.
    HostNamespace,
    /// A profile is switched off.
    Unconfined,
    /// A read-only root.
    ReadOnly,
    /// Secrets as files.
    SecretFiles,
    /// A memory limit.
    Limits,
    /// A period of grace.
    Grace,
    /// Options of logging.
    Logging,
    /// A port on all interfaces.
    OpenPort,
    /// An image tagged latest, or not at all.
    Latest,
    /// `SYS_PTRACE`
    Ptrace,
    /// `init: true`
    Init,
    /// A worker or scheduler of a queue.
    Worker,

    /// A requirement with `==`.
    PinnedRequirement,
    /// A requirement without.
    LooseRequirement,
    /// `--hash=`
    Hash,
    /// The header of a tool that compiles requirements.
    CompiledBy,
    /// One more index.
    ExtraIndex,
    /// `@ file://`, as pip freeze writes.
    FileReference,
    /// User and password in an address.
    Credentials,

    /// A section of Poetry.
    Poetry,
    /// Dependency groups.
    Groups,
    /// New releases wait.
    Cooldown,
    /// Poetry's export plugin.
    ExportPlugin,
    /// A list of registries.
    TrustedRegistries,
}

/// How a line is judged.
enum Test {
    /// It has one of these words, in any case.
    Words(&'static [&'static str]),
    /// By its own look, blanks around it gone.
    Line(fn(&str) -> bool),
}

use Test::{Line, Words};

const CI: &[Kind] = &[Kind::Ci, Kind::Script];
const COMPOSE: &[Kind] = &[Kind::Compose];
const REQUIREMENTS: &[Kind] = &[Kind::Requirements];
const MANIFEST: &[Kind] = &[Kind::Manifest];

/// One line per mark and kinds. Words are in lower case.
const TABLE: &[(Mark, &[Kind], Test)] = &[
    (
        Mark::Builds,
        CI,
        Words(&[
            "docker build",
            "docker buildx b",
            "docker image build",
            "build-push-action",
            "docker compose build",
            "docker-compose build",
            "bake-action",
            "buildah b",
            "podman build",
            "kaniko",
            "buildctl",
            "nerdctl build",
        ]),
    ),
    (Mark::OnChange, CI, Words(&["pull_request", "push", "merge_request", "merge_requests"])),
    (
        Mark::RunsImage,
        CI,
        Words(&[
            "docker run",
            "docker compose up",
            "docker-compose up",
            "podman run",
            "compose run",
            "container-structure-test",
        ]),
    ),
    (Mark::TestsInImage, CI, Words(&["--target test", "--target=test", "target: test", "docker run", "compose run"])),
    (Mark::Tests, CI, Words(&["pytest", "tox", "nox", "unittest", "manage.py test"])),
    (
        Mark::CommitTag,
        CI,
        Words(&[
            "github.sha",
            "github_sha",
            "ci_commit_sha",
            "ci_commit_short_sha",
            "type=sha",
            "rev-parse",
            "git describe",
            "circle_sha1",
            "bitbucket_commit",
            "build.sourceversion",
            "git_commit",
        ]),
    ),
    (
        Mark::Pushes,
        CI,
        Words(&[
            "docker push",
            "push: true",
            "--push",
            "docker image push",
            "podman push",
            "buildah push",
            "push: ${{",
        ]),
    ),
    (Mark::Labels, CI, Words(&["metadata-action", "--label", "labels:", "org.opencontainers"])),
    (
        Mark::Lints,
        &[Kind::Ci, Kind::Script, Kind::Hooks],
        Words(&[
            "hadolint",
            "build --check",
            "call: check",
            "call=check",
            "seaworthy check",
            "dockerfilelint",
            "tally",
            "trivy config",
            "checkov",
            "kics",
        ]),
    ),
    (
        Mark::Scans,
        CI,
        Words(&[
            "trivy",
            "grype",
            "docker scout",
            "scout-action",
            "snyk",
            "anchore/scan",
            "clair",
            "container-scanning",
            "container_scanning",
        ]),
    ),
    (
        Mark::ScansSecrets,
        &[Kind::Ci, Kind::Script, Kind::Hooks],
        Words(&[
            "gitleaks",
            "trufflehog",
            "detect-secrets",
            "ggshield",
            "secret-detection",
            "secret_detection",
            "scanners secret",
            "scanners vuln,secret",
            "talisman",
        ]),
    ),
    (
        Mark::Audits,
        &[Kind::Ci, Kind::Script, Kind::Hooks],
        Words(&[
            "pip-audit",
            "uv audit",
            "pipenv audit",
            "safety check",
            "safety scan",
            "osv-scanner",
            "dependency-review-action",
            "dependency-scanning",
            "dependency_scanning",
        ]),
    ),
    (Mark::Gate, CI, Words(&["ignore-unfixed", "only-fixed", "severity", "--fail-on", "fail-on:"])),
    (Mark::Schedule, CI, Words(&["schedule:", "cron:", "\"schedule\"", "'schedule'", "schedules:"])),
    (Mark::NoCache, CI, Words(&["--no-cache", "no-cache: true", "no-cache: ${{", "no-cache-filter"])),
    (Mark::Pull, CI, Words(&["--pull", "pull: true", "pull: ${{"])),
    (Mark::UsesLoose, &[Kind::Ci], Line(|line| action(line).is_some_and(|version| !is_commit(version)))),
    (Mark::UsesPinned, &[Kind::Ci], Line(|line| action(line).is_some_and(is_commit))),
    (
        Mark::Includes,
        &[Kind::Ci],
        Line(|line| {
            line.starts_with("include:")
                || line.contains(".github/workflows/")
                || line.starts_with("extends:")
                || line.starts_with("template:")
        }),
    ),
    (Mark::Permissions, &[Kind::Ci], Line(|line| line.starts_with("permissions:"))),
    (Mark::PullRequestTarget, &[Kind::Ci], Words(&["pull_request_target"])),
    (Mark::IdToken, &[Kind::Ci], Words(&["id-token: write", "id_tokens:"])),
    (
        Mark::Attests,
        CI,
        Words(&[
            "sbom: true",
            "--sbom",
            "provenance: mode",
            "--provenance",
            "--attest",
            "attest-build-provenance",
            "syft",
            "sbom-action",
        ]),
    ),
    (Mark::Signs, CI, Words(&["cosign sign", "notation sign", "notation-action/sign"])),
    (Mark::ContentTrust, CI, Words(&["docker_content_trust"])),
    (Mark::Kaniko, CI, Words(&["kaniko"])),
    (Mark::Privileged, &[Kind::Ci], Words(&["docker:dind", "-dind", "privileged: true", "docker.sock"])),
    (Mark::RootlessBuilder, CI, Words(&["rootless", "buildah b", "podman build"])),
    (Mark::Podman, CI, Words(&["podman", "buildah"])),
    (Mark::DockerFormat, CI, Words(&["format docker", "format=docker", "buildah_format"])),
    (Mark::CacheOut, CI, Words(&["cache-to"])),
    (Mark::InlineCache, CI, Words(&["buildkit_inline_cache", "type=inline"])),
    (Mark::Epoch, CI, Words(&["source_date_epoch"])),
    (Mark::RewriteTimestamps, CI, Words(&["rewrite-timestamp"])),
    (
        Mark::OldBuilder,
        CI,
        Words(&[
            "docker_buildkit=0",
            "docker_buildkit: 0",
            "docker_buildkit: \"0\"",
            "docker-compose build",
            "docker-compose up",
        ]),
    ),
    (Mark::Buildx, CI, Words(&["buildx", "build-push-action", "buildctl", "bake-action"])),
    (Mark::Emulation, CI, Words(&["setup-qemu-action", "binfmt", "qemu-user-static"])),
    (Mark::Platforms, CI, Words(&["linux/arm64"])),
    (Mark::PoetryCheck, &[Kind::Ci, Kind::Script, Kind::Hooks], Words(&["poetry check --lock", "poetry-check"])),
    (Mark::PipenvAudit, CI, Words(&["pipenv audit"])),
    (Mark::PipenvCheck, CI, Words(&["pipenv check"])),
    (Mark::PipenvLockR, CI, Words(&["pipenv lock -r", "pipenv lock --requirements"])),
    (Mark::VersionKey, COMPOSE, Line(|line| line.starts_with("version:"))),
    (Mark::Develop, COMPOSE, Line(|line| line.starts_with("develop:") || line.starts_with("target: dev"))),
    (Mark::CapDrop, COMPOSE, Words(&["cap_drop"])),
    (Mark::Privileged, COMPOSE, Words(&["privileged: true"])),
    (Mark::Socket, COMPOSE, Words(&["docker.sock"])),
    (
        Mark::HostNamespace,
        COMPOSE,
        Words(&["network_mode: host", "network_mode: \"host\"", "pid: host", "pid: \"host\"", "ipc: host"]),
    ),
    (Mark::Unconfined, COMPOSE, Words(&["unconfined", "seccomp=unconfined", "label:disable"])),
    (Mark::ReadOnly, COMPOSE, Words(&["read_only: true"])),
    (Mark::SecretFiles, COMPOSE, Line(|line| line.starts_with("secrets:") || line.contains("/run/secrets"))),
    (Mark::Limits, COMPOSE, Line(|line| line.starts_with("mem_limit:") || line.starts_with("memory:"))),
    (Mark::Grace, COMPOSE, Words(&["stop_grace_period"])),
    (Mark::Logging, COMPOSE, Line(|line| line.starts_with("logging:"))),
    (Mark::OpenPort, COMPOSE, Line(is_open_port)),
    (Mark::Latest, COMPOSE, Line(is_latest)),
    (Mark::Ptrace, COMPOSE, Words(&["sys_ptrace"])),
    (Mark::Init, COMPOSE, Line(|line| line == "init: true")),
    (Mark::Worker, COMPOSE, Words(&["celery", "rq worker", "dramatiq", "huey", "arq "])),
    (Mark::PinnedRequirement, REQUIREMENTS, Line(|line| is_requirement(line) && line.contains("=="))),
    (
        Mark::LooseRequirement,
        REQUIREMENTS,
        Line(|line| is_requirement(line) && !line.contains("==") && !line.contains('@')),
    ),
    (Mark::Hash, REQUIREMENTS, Words(&["--hash="])),
    (Mark::CompiledBy, REQUIREMENTS, Words(&["autogenerated by", "auto-generated by", "generated by pip-compile"])),
    (Mark::ExtraIndex, &[Kind::Requirements, Kind::Manifest], Words(&["--extra-index-url", "extra-index-url"])),
    (Mark::FileReference, REQUIREMENTS, Words(&["@ file://"])),
    (Mark::Credentials, &[Kind::Requirements, Kind::Manifest, Kind::Lock], Line(has_credentials)),
    (Mark::Poetry, MANIFEST, Words(&["[tool.poetry", "poetry.core", "poetry-core"])),
    (
        Mark::Groups,
        MANIFEST,
        Words(&["[dependency-groups]", "[tool.poetry.group.", "[dev-packages]", "[tool.pdm.dev-dependencies]"]),
    ),
    (
        Mark::Cooldown,
        &[Kind::Manifest, Kind::Bot],
        Words(&["exclude-newer", "cooldown", "minimumreleaseage", "uploaded-prior-to", "min-release-age"]),
    ),
    (Mark::ExportPlugin, MANIFEST, Words(&["poetry-plugin-export"])),
    (Mark::TrustedRegistries, &[Kind::Linter], Words(&["trustedregistries", "trusted-registr"])),
];

/// So many marks are noted of one file.
const MOST: usize = 2_000;

/// Returns what the lines of a file have. Comments have nothing but the header of a tool; where a mark stands often, its later lines may
/// be left out.
pub fn marks(kind: Kind, text: &str) -> Vec<(Mark, usize)> {
    let tests: Vec<_> = TABLE.iter().filter(|(_, kinds, _)| kinds.contains(&kind)).collect();
    let mut found = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        let comment = line.starts_with('#') || line.starts_with("//");
        let lower = line.to_ascii_lowercase();
        for (mark, _, test) in &tests {
            let has = match test {
                Words(words) => words.iter().any(|word| lower.contains(word)),
                Line(judge) => judge(line),
            };
            if has && (!comment || *mark == Mark::CompiledBy) && found.len() < MOST {
                found.push((*mark, index + 1));
            }
        }
    }
    found
}

/// Returns the version of a foreign action: what stands behind the `@` of `uses: owner/name@v4`.
fn action(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("- ").unwrap_or(line).trim_start().strip_prefix("uses:")?;
    let name = rest.split_ascii_whitespace().next()?.trim_matches(['"', '\'']);
    if name.starts_with("./") || name.starts_with("docker://") {
        return None;
    }
    Some(name.split_once('@')?.1)
}

fn is_commit(version: &str) -> bool {
    version.len() == 40 && version.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// `- "8000:8000"`: nothing else is written like this in a Compose file.
fn is_open_port(line: &str) -> bool {
    let Some(value) = line.strip_prefix("- ") else { return false };
    let value = value.split(" #").next().unwrap_or_default().trim().trim_matches(['"', '\'']);
    let value = value.split('/').next().unwrap_or_default();
    let value = value.strip_prefix("0.0.0.0:").unwrap_or(value);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    value.split_once(':').is_some_and(|(host, inside)| digits(host) && digits(inside))
}

/// `image: redis` and `image: redis:latest`.
fn is_latest(line: &str) -> bool {
    let Some(image) = line.strip_prefix("image:") else { return false };
    let image = image.split(" #").next().unwrap_or_default().trim().trim_matches(['"', '\'']);
    if image.is_empty() || image.contains('$') || image.contains('@') {
        return false;
    }
    match image.rsplit('/').next().and_then(|name| name.split_once(':')) {
        Some((_, tag)) => tag == "latest",
        None => true,
    }
}

fn is_requirement(line: &str) -> bool {
    line.starts_with(|c: char| c.is_ascii_alphanumeric())
}

fn has_credentials(line: &str) -> bool {
    line.match_indices("://").any(|(at, _)| {
        let rest = &line[at + 3..];
        let end = rest.find(['/', ' ', '"', '\'']).unwrap_or(rest.len());
        let user = rest[..end].rsplit_once('@').and_then(|(user, _)| user.split_once(':'));
        user.is_some_and(|(name, secret)| !name.is_empty() && !secret.is_empty() && !secret.starts_with("$"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(kind: Kind, line: &str) -> Vec<Mark> {
        marks(kind, line).into_iter().map(|(mark, _)| mark).collect()
    }

    #[test]
    fn lines_and_what_they_have() {
        let commit = "- uses: actions/checkout@0123456789abcdef0123456789abcdef01234567 # v6";
        let cases: &[(Kind, &str, &[Mark])] = &[
            (Kind::Ci, "  - uses: actions/checkout@v6", &[Mark::UsesLoose]),
            (Kind::Ci, commit, &[Mark::UsesPinned]),
            (Kind::Ci, "uses: ./.github/actions/x", &[]),
            (Kind::Ci, "# docker build .", &[]),
            (Kind::Ci, "run: docker build -t app .", &[Mark::Builds]),
            (Kind::Ci, "- cron: '0 4 * * 1'", &[Mark::Schedule]),
            (Kind::Ci, "permissions: read-all", &[Mark::Permissions]),
            (Kind::Script, "permissions: read-all", &[]),
            (Kind::Compose, "- \"8000:8000\"", &[Mark::OpenPort]),
            (Kind::Compose, "- 8000:8000/tcp # web", &[Mark::OpenPort]),
            (Kind::Compose, "- 127.0.0.1:8000:8000", &[]),
            (Kind::Compose, "- ./src:/app", &[]),
            (Kind::Compose, "image: redis", &[Mark::Latest]),
            (Kind::Compose, "image: registry.example.com:5000/a:latest", &[Mark::Latest]),
            (Kind::Compose, "image: registry.example.com:5000/a:1", &[]),
            (Kind::Compose, "image: ${IMAGE}", &[]),
            (Kind::Requirements, "flask==3.1 \\", &[Mark::PinnedRequirement]),
            (Kind::Requirements, "flask>=3", &[Mark::LooseRequirement]),
            (Kind::Requirements, "    --hash=sha256:00", &[Mark::Hash]),
            (Kind::Requirements, "-r base.txt", &[]),
            (Kind::Requirements, "# This file was autogenerated by uv", &[Mark::CompiledBy]),
            (Kind::Requirements, "--index-url https://u:p@index.example.com/simple", &[Mark::Credentials]),
            (Kind::Requirements, "--index-url https://${U}:${P}@index.example.com/simple", &[]),
        ];
        for (kind, line, expected) in cases {
            assert_eq!(&of(*kind, line), expected, "{line}");
        }
    }

    #[test]
    fn lines_are_counted_from_one_and_marks_are_bounded() {
        assert_eq!(marks(Kind::Compose, "a:\n\nimage: x\n"), [(Mark::Latest, 3)]);
        assert_eq!(marks(Kind::Compose, &"image: x\n".repeat(5_000)).len(), MOST);
    }
}
