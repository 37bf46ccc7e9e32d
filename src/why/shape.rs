//! What an instruction is by its shape: directives, bases, copied files, mounts, users, ports, and the forms of commands. Each kind of
//! instruction has its recogniser in a room of its own.

mod base;
mod files;
mod mounts;
mod running;

use super::seen::{Seen, Told};
use crate::diagnostic::Span;
use crate::dockerfile::{Arguments, Directive};

/// The practices that the recognisers of shapes name.
#[rustfmt::skip]
pub(super) const PRACTICES: &[&str] = &[
    "apps/apple-silicon",
    "apps/ubi-and-rhel",
    "ci/labels-at-build",
    "ci/lint-dockerfile",
    "conda/micromamba-image",
    "fast/apt-cache-mount",
    "fast/bind-mount-inputs",
    "fast/copy-link",
    "fast/deps-before-code",
    "fast/git-directory",
    "fast/narrow-copies",
    "fast/parallel-stages",
    "fast/pip-cache-mount",
    "installers/uv-pinned-binary",
    "ops/exec-form",
    "ops/exec-in-entrypoint",
    "ops/healthcheck-by-platform",
    "ops/one-image-many-commands",
    "ops/python-healthcheck",
    "ops/stateless-storage",
    "ops/stop-signal",
    "repro/custom-base",
    "repro/pin-base-digest",
    "repro/pin-tooling",
    "security/distroless-on-purpose",
    "security/numeric-uid",
    "security/run-as-non-root",
    "security/secret-mounts",
    "security/ssh-mounts",
    "security/trusted-bases",
    "security/unprivileged-port",
    "security/verify-downloads",
    "small/clean-in-same-layer",
    "small/copy-the-venv",
    "small/multi-stage",
    "small/ownership-on-copy",
    "works/absolute-workdir",
    "works/copy-over-add",
    "works/dockerignore",
    "works/explicit-base-tag",
    "works/externally-managed",
    "works/fail-fast-run",
    "works/listen-on-all-interfaces",
    "works/not-alpine-by-default",
    "works/official-slim-base",
    "works/syntax-directive",
];

/// Tells why an instruction has its shape.
pub(super) fn see(seen: &mut Seen<'_>) {
    let instruction = seen.instruction();
    match &instruction.arguments {
        Arguments::From(from) => base::see(seen, from),
        Arguments::Copy(copy) => files::copy(seen, copy),
        Arguments::Add(add) => files::add(seen, add),
        Arguments::Workdir(path) => files::workdir(seen, path),
        Arguments::Volume(_) => files::volume(seen),
        Arguments::Run(run) => mounts::see(seen, run),
        Arguments::Cmd(line) => running::start(seen, line, false),
        Arguments::Entrypoint(line) => running::start(seen, line, true),
        Arguments::Healthcheck(check) => running::health(seen, check),
        Arguments::User(user) => running::user(seen, user),
        Arguments::Expose(ports) => running::expose(seen, ports),
        Arguments::StopSignal(signal) => running::stop_signal(seen, signal),
        Arguments::Shell(words) => running::shell(seen, words),
        Arguments::Label(labels) => files::label(seen, labels),
        Arguments::Maintainer(_) => seen.tell(
            seen.head(),
            "ci/labels-at-build",
            "Names the author: an old form that `LABEL org.opencontainers.image.authors=…` has replaced.",
            "Nothing would be missing.",
        ),
        _ => {}
    }
}

/// Tells why a parser directive is there; `line` is its whole line.
pub(super) fn directive(directive: &Directive, line: Span) -> Told {
    let span = Span::new(line.start, directive.value.span().end.max(line.start));
    let (practice, purpose, without) = if directive.is("syntax") {
        (
            "works/syntax-directive",
            format!(
                "Makes the builder fetch the Dockerfile frontend `{}` and read this file with it. It has to stand above everything else.",
                directive.value.as_str()
            ),
            "Each machine would read the file with the frontend that came with its engine, and an old one does not know newer instructions and flags.",
        )
    } else if directive.is("check") {
        (
            "ci/lint-dockerfile",
            "Sets which build checks are skipped, and whether a finding of theirs fails the build.".to_owned(),
            "Findings would be warnings that nobody has to read.",
        )
    } else {
        (
            "",
            format!("Makes `{}` the character that continues a line.", directive.value.as_str()),
            "It would be a backslash, which Windows paths need for themselves.",
        )
    };
    Told { span, practice, purpose, without: without.to_owned() }
}
