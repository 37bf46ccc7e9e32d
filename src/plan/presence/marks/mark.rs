//! The names of what a line may have. What they are told by is in the tables.

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
