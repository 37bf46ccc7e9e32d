//! Each look on small files: what shows, what is missing, what nobody can tell.

use super::*;
use crate::dockerfile::Dockerfile;
use crate::lint::{Context, Ignore};
use crate::plan::presence::{Kind, marks};

fn file(path: &str, kind: Kind, text: &str) -> SeenFile {
    SeenFile { path: path.into(), kind, marks: marks(kind, text) }
}

fn ci(text: &str) -> Presence {
    Presence { files: vec![file(".github/workflows/image.yml", Kind::Ci, text)] }
}

/// What a look came to, in short: `+ token`, `- token`, `?`.
fn told(sight: Sight, source: &str) -> String {
    let place = |at: At| match at {
        At::Span(span) => source[span.range()].lines().next().unwrap_or_default().to_owned(),
        At::Line(path, line) => format!("{path}:{line}"),
        At::File(path) => path,
        At::Nowhere => String::new(),
    };
    match sight {
        Sight::Shown(at) => format!("+ {}", place(at)),
        Sight::Missing(at, _) => format!("- {}", place(at)),
        Sight::Unknown => "?".to_owned(),
    }
}

fn in_file(name: &str, text: &str, presence: &Presence) -> String {
    let ignore = crate::ignore::parse("", "*\n!src\n");
    let file = Dockerfile::parse(text);
    let facts = Facts::new(&file, Context { ignore: Ignore::File(&ignore), files: None });
    let Some(Look { eye: Eye::Dockerfile(eye), .. }) = find(name) else { panic!("{name}") };
    told(eye(&facts, presence), text)
}

fn beside(name: &str, presence: &Presence) -> String {
    let Some(Look { eye: Eye::Project(eye), .. }) = find(name) else { panic!("{name}") };
    told(eye(presence), "")
}

#[test]
fn names_are_sorted_and_unique() {
    for table in TABLES {
        assert!(
            table.windows(2).all(|pair| pair[0].name < pair[1].name),
            "{:?}",
            table.iter().map(|it| it.name).collect::<Vec<_>>()
        );
    }
    let mut names: Vec<_> = all().map(|look| look.name).collect();
    names.sort_unstable();
    assert!(names.windows(2).all(|pair| pair[0] < pair[1]));
}

#[test]
fn what_dockerfiles_show() {
    let cases = [
        ("syntax-directive", "# syntax=docker/dockerfile:1\nFROM a\n", "+ docker/dockerfile:1"),
        ("syntax-directive", "FROM a\n", "- "),
        ("slim-base", "FROM python:3.14-slim-trixie\n", "+ python:3.14-slim-trixie"),
        ("slim-base", "FROM python:3.14-alpine\n", "?"),
        ("digest", "FROM a:1\n", "- a:1"),
        (
            "digest",
            "FROM a:1 AS b\nFROM c@sha256:0000000000000000000000000000000000000000000000000000000000000000\n",
            "+ FROM c@sha256:0000000000000000000000000000000000000000000000000000000000000000",
        ),
        ("fail-fast", "FROM a\nRUN <<EOF\nset -eu\nx\ny\nEOF\n", "+ "),
        ("fail-fast", "FROM a\nRUN <<EOF\nx\ny\nEOF\n", "- RUN <<EOF"),
        ("multi-stage", "FROM a AS b\nFROM a\nCOPY --from=b /v /v\n", "+ COPY --from=b /v /v"),
        ("multi-stage", "FROM a\nRUN apt-get install -y gcc\n", "- apt-get install"),
        ("multi-stage", "FROM a\nRUN pip install x\n", "?"),
        (
            "copy-venv",
            "FROM a AS b\nFROM a\nCOPY --from=b /usr/local/lib/python3.14/site-packages /x\n",
            "- COPY --from=b /usr/local/lib/python3.14/site-packages /x",
        ),
        (
            "copy-venv",
            "FROM a AS b\nFROM a\nCOPY --from=b /app/.venv /app/.venv\n",
            "+ COPY --from=b /app/.venv /app/.venv",
        ),
        ("narrow-copies", "FROM a\nCOPY . .\n", "+ "),
        ("git-ignored", "FROM a\nCOPY . .\n", "+ "),
        ("workdir", "FROM python:3\nWORKDIR /app\n", "+ WORKDIR /app"),
        ("workdir", "FROM python:3\nCOPY a /a\n", "- python:3"),
        ("workdir", "FROM acme/base:1\n", "?"),
        ("dockerignore", "FROM a\nCOPY . .\n", "+ "),
        ("debug-tools", "FROM a\nRUN apt-get install -y vim\n", "- vim"),
        ("frontend-stage", "FROM node AS ui\nRUN npm ci\nFROM a\n", "+ npm ci"),
        ("apt-pins", "FROM a\nRUN apt-get install -y git=1:2\n", "- git=1:2"),
        ("buildkit", "FROM a\nRUN --mount=type=cache,target=/c x\n", "+ RUN --mount=type=cache,target=/c x"),
        ("same-base", "FROM a:1 AS b\nFROM a:1\nCOPY --from=b /x /x\n", "+ "),
        ("same-base", "FROM a:1 AS b\nFROM a:2\nCOPY --from=b /x /x\n", "?"),
        ("venv", "FROM a\nENV PATH=/opt/venv/bin:$PATH\n", "+ PATH"),
        ("bytecode", "FROM a\nRUN pip install x\n", "+ pip install"),
        ("bytecode", "FROM a\nRUN uv sync\n", "?"),
        ("bytecode", "FROM a\nENV UV_COMPILE_BYTECODE=1\nRUN uv sync\n", "+ UV_COMPILE_BYTECODE"),
        ("installer-left", "FROM a\nCOPY --from=uv:1 /uv /bin/\n", "- COPY --from=uv:1 /uv /bin/"),
        ("tooling", "FROM a\nRUN pip install poetry\n", "- poetry"),
        ("tooling", "FROM a\nRUN pip install poetry==2.2.0\n", "+ poetry==2.2.0"),
        ("uv-two-steps", "FROM a\nRUN uv sync --locked\n", "- uv sync"),
        ("uv-two-steps", "FROM a\nRUN uv sync --locked --no-install-project\n", "+ uv sync"),
        ("runner-start", "FROM a\nCMD [\"uv\", \"run\", \"x\"]\n", "- CMD [\"uv\", \"run\", \"x\"]"),
        ("poetry-groups", "FROM a\nRUN poetry install\n", "- poetry install"),
        ("poetry-two-steps", "FROM a\nRUN poetry install --only main --no-root\n", "+ poetry install"),
        ("listens", "FROM a\nCMD [\"gunicorn\", \"--bind=0.0.0.0:8000\", \"a\"]\n", "+ 0.0.0.0:8000"),
        ("listens", "FROM a\nCMD [\"gunicorn\", \"-c\", \"conf.py\", \"a\"]\n", "?"),
        ("port", "FROM a\nCMD [\"gunicorn\", \"--bind=:80\", \"a\"]\n", "- :80"),
        ("port", "FROM a\nEXPOSE 8000\nCMD [\"gunicorn\", \"a\"]\n", "+ 8000"),
        (
            "port-expanded",
            "FROM a\nCMD [\"gunicorn\", \"-b\", \":$PORT\"]\n",
            "- CMD [\"gunicorn\", \"-b\", \":$PORT\"]",
        ),
        ("port-expanded", "FROM a\nCMD exec gunicorn -b :$PORT\n", "+ CMD exec gunicorn -b :$PORT"),
        ("faulthandler", "FROM a:1\nCMD [\"python\", \"a.py\"]\n", "- a:1"),
        ("unbuffered", "FROM a\nCMD [\"python\", \"-u\", \"a.py\"]\n", "+ CMD [\"python\", \"-u\", \"a.py\"]"),
        ("workers", "FROM a\nENV WEB_CONCURRENCY=2\nCMD [\"gunicorn\", \"a\"]\n", "+ WEB_CONCURRENCY"),
        ("stop-signal", "FROM a\nSTOPSIGNAL SIGINT\nCMD [\"uwsgi\"]\n", "+ STOPSIGNAL SIGINT"),
        ("start-read", "FROM a\nENTRYPOINT [\"/docker-entrypoint.sh\"]\n", "?"),
        (
            "conda-run",
            "FROM a\nCMD [\"conda\", \"run\", \"-n\", \"e\", \"x\"]\n",
            "- CMD [\"conda\", \"run\", \"-n\", \"e\", \"x\"]",
        ),
    ];
    for (name, text, expected) in cases {
        // What a span covers may end with its line break.
        assert_eq!(in_file(name, text, &Presence::default()), expected, "{name}: {text}");
    }
}

#[test]
fn what_ci_shows() {
    let line = ".github/workflows/image.yml:1";
    let here = |sign: &str| format!("{sign} {line}");
    let cases = [
        ("ci-builds", "run: docker build .", here("+")),
        ("ci-builds", "run: pytest", "- .github/workflows/image.yml".into()),
        ("ci-builds", "uses: acme/ci/.github/workflows/image.yml@main", "?".into()),
        ("ci-scan", "run: docker build .", here("-")),
        ("ci-scan", "run: docker build . && trivy image app", here("+")),
        ("ci-scan", "run: pytest", "?".into()),
        ("ci-pinned", "- uses: actions/checkout@v6", here("-")),
        ("ci-schedule", "run: docker build .", here("-")),
        ("ci-fresh-builds", "schedule:\nrun: docker build .", here("-")),
        ("ci-fresh-builds", "schedule:\nrun: docker build --no-cache .", ".".into()),
        ("ci-permissions", "on: push", "- .github/workflows/image.yml".into()),
        ("ci-permissions", "permissions:", here("+")),
        ("ci-builder", "image: kaniko", here("-")),
        ("epoch", "SOURCE_DATE_EPOCH: 0", here("-")),
        ("ci-lints", "run: pytest", "- .github/workflows/image.yml".into()),
    ];
    for (name, text, expected) in cases {
        let expected = if expected == "." { "+ .github/workflows/image.yml:2".to_owned() } else { expected };
        assert_eq!(beside(name, &ci(text)), expected, "{name}: {text}");
    }
    let script = Presence { files: vec![file("Makefile", Kind::Script, "docker build .")] };
    assert_eq!(beside("ci-builds", &script), "- ", "nobody calls it");
    assert_eq!(beside("ci-scan", &script), "?");
}

#[test]
fn what_locks_show() {
    let of = |name: &str, text: &str| Presence { files: vec![file(name, Kind::Requirements, text)] };
    let cases = [
        ("lock", of("requirements.txt", "flask\n"), "- requirements.txt:1"),
        ("lock", of("requirements.txt", "flask==3\n"), "?"),
        ("lock", of("requirements.txt", "# autogenerated by pip-compile\nflask==3\n"), "+ requirements.txt"),
        ("lock", Presence { files: vec![file("pyproject.toml", Kind::Manifest, "")] }, "- pyproject.toml"),
        ("lock", Presence { files: vec![file("uv.lock", Kind::Lock, "")] }, "+ uv.lock"),
        ("lock", Presence::default(), "?"),
        ("one-index", of("requirements.txt", "--extra-index-url x\n"), "- requirements.txt:1"),
        ("frozen", of("requirements.txt", "a @ file:///home/me/a\n"), "- requirements.txt:1"),
        ("compiled", of("requirements.txt", "a==1\n"), "- requirements.txt"),
        ("credentials", of("requirements.txt", "a==1\n"), "+ "),
    ];
    for (name, presence, expected) in cases {
        assert_eq!(beside(name, &presence), expected, "{name}: {presence:?}");
    }
}

#[test]
fn what_compose_shows() {
    let of = |text: &str| Presence { files: vec![file("compose.yaml", Kind::Compose, text)] };
    let cases = [
        ("compose-host", "- /var/run/docker.sock:/s", "- compose.yaml:1"),
        ("compose-host", "services:", "+ compose.yaml"),
        ("compose-ports", "- \"8000:8000\"", "- compose.yaml:1"),
        ("compose-ports", "services:", "?"),
        ("compose-capabilities", "cap_drop: [ALL]", "+ compose.yaml:1"),
        ("compose-limits", "services:", "?"),
    ];
    for (name, text, expected) in cases {
        assert_eq!(beside(name, &of(text)), expected, "{name}: {text}");
    }
    assert_eq!(beside("compose-host", &Presence::default()), "?");
}
