//! What is told about which line.

use super::*;
use crate::lint::Ignore;

fn told(text: &str) -> Vec<Reason> {
    reasons(&Dockerfile::parse(text), Context::default())
}

/// The words and the practice of every reason in the last line.
fn last(lines: &str) -> Vec<(String, &'static str)> {
    let text = format!("FROM python:3.14-slim-trixie\n{lines}\n");
    let count = Dockerfile::parse(&text).instructions.last().map_or(1, |one| one.start_line);
    let all = told(&text).into_iter().filter(|one| one.lines.0 >= count);
    all.map(|one| (one.about, one.practice.unwrap_or_default())).collect()
}

#[test]
fn well_known_lines() {
    #[rustfmt::skip]
    let cases: &[(&str, &[(&str, &str)])] = &[
        ("ENV PYTHONUNBUFFERED=1 X=y", &[("PYTHONUNBUFFERED=1", "debug/unbuffered-output"), ("X=y", "ops/config-from-environment")]),
        ("ENV API_TOKEN=abc", &[("API_TOKEN=abc", "security/no-secrets-in-arg-or-env")]),
        ("ARG DB_PASSWORD", &[("DB_PASSWORD", "security/no-secrets-in-arg-or-env")]),
        ("ARG GIT_COMMIT", &[("GIT_COMMIT", "ci/labels-at-build")]),
        ("COPY requirements.txt ./\nRUN pip install -r requirements.txt", &[("pip install -r requirements.txt", "repro/lock-everything")]),
        ("RUN --mount=type=cache,target=/root/.cache/pip pip install -r r.txt",
            &[("--mount=type=cache,target=/root/.cache/pip", "fast/pip-cache-mount"), ("pip install -r r.txt", "repro/lock-everything")]),
        ("RUN --mount=type=secret,id=netrc true", &[("--mount=type=secret,id=netrc", "security/secret-mounts")]),
        ("RUN --mount=type=ssh true", &[("--mount=type=ssh", "security/ssh-mounts")]),
        ("RUN apt-get update && rm -rf /var/lib/apt/lists/*",
            &[("apt-get update", "works/apt-in-one-run"), ("rm -rf /var/lib/apt/lists/*", "small/clean-in-same-layer")]),
        ("RUN python -m venv /opt/venv", &[("python -m venv /opt/venv", "works/venv-on-path")]),
        ("RUN python manage.py collectstatic", &[("python manage.py collectstatic", "apps/django-static-at-build")]),
        ("RUN uv sync --locked", &[("uv sync", "installers/uv-two-step-sync"), ("--locked", "installers/uv-two-step-sync")]),
        ("RUN pip install -r a.txt -e .", &[("pip install -r a.txt -e .", "repro/lock-everything")]),
        ("RUN sudo useradd app", &[("useradd app", "security/run-as-non-root")]),
        ("RUN <<EOF\nset -e\nEOF", &[("RUN <<EOF", "works/fail-fast-run"), ("set -e", "works/fail-fast-run")]),
        ("USER 10001:10001", &[("USER 10001:10001", "security/numeric-uid")]),
        ("USER app", &[("USER app", "security/run-as-non-root")]),
        ("EXPOSE 80", &[("EXPOSE 80", "security/unprivileged-port")]),
        ("EXPOSE 8000 9000", &[("8000", "works/listen-on-all-interfaces"), ("9000", "works/listen-on-all-interfaces")]),
        ("HEALTHCHECK --retries=2 CMD [\"python\", \"h.py\"]", &[("HEALTHCHECK", "ops/python-healthcheck"), ("--retries=2", "ops/python-healthcheck")]),
        ("HEALTHCHECK NONE", &[("HEALTHCHECK NONE", "ops/healthcheck-by-platform")]),
        ("STOPSIGNAL SIGINT", &[("STOPSIGNAL SIGINT", "ops/stop-signal")]),
        ("SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]", &[("SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]", "works/fail-fast-run")]),
        ("VOLUME /data", &[("VOLUME /data", "ops/stateless-storage")]),
        ("LABEL org.opencontainers.image.revision=x", &[("org.opencontainers.image.revision=x", "ci/labels-at-build")]),
        ("ADD --checksum=sha256:00 https://a.io/x /x", &[("ADD --checksum=sha256:00 https://a.io/x /x", "security/verify-downloads"), ("sha256:00", "security/verify-downloads")]),
        ("COPY --chown=10001 --link a b", &[("COPY --chown=10001 --link a b", "fast/narrow-copies"), ("10001", "small/ownership-on-copy"), ("--link", "fast/copy-link")]),
        ("COPY --from=ghcr.io/astral-sh/uv:0.12.5 /uv /bin/", &[("COPY --from=ghcr.io/astral-sh/uv:0.12.5 /uv /bin/", "installers/uv-pinned-binary")]),
        ("CMD [\"gunicorn\", \"-w\", \"4\", \"app:app\"]", &[("CMD", "ops/exec-form"), ("gunicorn\", \"-w\", \"4\", \"app:app", "apps/production-server"), ("-w\", \"4", "apps/gunicorn-workers")]),
        ("CMD exec gunicorn app:app", &[("CMD", "ops/exec-form"), ("exec", "ops/exec-in-entrypoint"), ("gunicorn app:app", "apps/production-server")]),
        ("ENTRYPOINT [\"tini\", \"--\"]", &[("ENTRYPOINT", "ops/exec-form"), ("tini\", \"--", "ops/init-for-pid1")]),
    ];
    let mut wrong = Vec::new();
    for (lines, expected) in cases {
        let found = last(lines);
        let expected: Vec<_> = expected.iter().map(|(about, practice)| ((*about).to_owned(), *practice)).collect();
        if found != expected {
            wrong.push(format!("{lines}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn stages_know_each_other() {
    let text = "# syntax=docker/dockerfile:1\nARG V=3.14\nFROM python:${V}-slim-trixie AS build\nFROM build AS test\nFROM scratch\n\
                COPY --from=build /opt/venv /opt/venv\nCOPY --from=build /x /x\n";
    let found: Vec<_> = told(text).into_iter().map(|one| (one.lines.0, one.practice.unwrap_or_default())).collect();
    let expected = [
        (1, "works/syntax-directive"),
        (2, "works/explicit-base-tag"),
        (3, "works/official-slim-base"),
        (3, "small/multi-stage"),
        (4, "fast/parallel-stages"),
        (4, "small/multi-stage"),
        (5, "security/distroless-on-purpose"),
        (6, "small/copy-the-venv"),
        (7, "small/multi-stage"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn findings_stand_at_their_words() {
    let text = "FROM python:3-slim\nRUN apt-get update && apt-get install -y \\\n    build-essential\nCOPY . .\n";
    let file = Dockerfile::parse(text);
    let all = reasons(&file, Context { ignore: Ignore::Absent, files: None });
    let of = |line: usize| -> Vec<&str> {
        at_line(&all, line).iter().flat_map(|one| &one.faults).map(|fault| fault.rule).collect()
    };
    assert!(of(1).contains(&"base-floating") && of(1).contains(&"user-missing"), "{:?}", of(1));
    assert!(of(4).contains(&"dockerignore-missing"), "{:?}", of(4));
    let install = all.iter().find(|one| one.about.starts_with("apt-get install")).unwrap();
    assert_eq!(install.lines, (2, 3));
    assert!(install.faults.iter().any(|fault| fault.rule == "build-tools-in-final"), "{install:?}");
    assert!(install.faults.is_sorted_by(|a, b| a.level >= b.level));
}

#[test]
fn every_keyword_has_a_general_answer() {
    for text in
        ["ONBUILD RUN x", "RUN frobnicate", "CMD", "ENV", "FOO bar", "COPY", "EXPOSE", "HEALTHCHECK x", "LABEL", "FROM"]
    {
        let all = told(&format!("FROM a:1\n{text}\n"));
        let one = all.last().unwrap();
        assert!(one.is_general && one.purpose.ends_with('.'), "{text}: {one:?}");
        assert_eq!(at_line(&all, 2).len(), 1, "{text}");
    }
    assert_eq!(told(""), []);
    assert_eq!(told("# a comment\n"), []);
}

#[test]
fn a_line_without_words_of_its_own_belongs_to_what_stands_before_it() {
    let all = told("FROM a:1\nRUN frobnicate \\\n    # a comment\n    --all\nUSER 1\n");
    assert_eq!(at_line(&all, 3)[0].about, "RUN frobnicate");
    assert_eq!(at_line(&all, 5)[0].about, "USER 1");
    assert!(at_line(&[], 1).is_empty());
}

proptest::proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "(FROM |RUN |COPY |--from=|ENV |CMD \\[|\"|pip install |--mount=type=|apt-get |useradd -u|=|,|<<EOF\n|EOF\n|\\\\\n|\n| |[a-zö]|\\PC){0,60}") {
        for one in told(&text) {
            proptest::prop_assert!(text.get(one.span.range()).is_some(), "{:?}", one);
            proptest::prop_assert!(one.lines.0 >= 1 && one.lines.0 <= one.lines.1);
        }
    }
}
