//! How long colouring takes: `cold` with a fresh highlighter (grammars loaded, expressions compiled), `warm` with one
//! that has seen the language. One block each of the sizes that lessons have; `page` is all three.

use divan::Bencher;
use seaworthy::ui::highlight::Highlighter;

const BLOCKS: [(&str, &str); 3] = [("dockerfile", DOCKERFILE), ("bash", BASH), ("yaml", YAML)];

const DOCKERFILE: &str = r#"# syntax=docker/dockerfile:1
ARG PYTHON=3.14
FROM python:${PYTHON}-slim-trixie AS build
WORKDIR /src
COPY requirements.txt ./
RUN --mount=type=cache,target=/root/.cache/pip \
    python -m venv /opt/venv && \
    /opt/venv/bin/pip install --no-cache-dir -r requirements.txt
COPY src ./src
RUN <<EOF
set -eu
python -m compileall -q src
echo "built $(date -u +%F)" > /opt/venv/built
EOF

FROM python:${PYTHON}-slim-trixie
ENV PATH="/opt/venv/bin:$PATH" \
    PYTHONUNBUFFERED=1
RUN useradd --system --uid 1500 harbour
COPY --from=build --chown=harbour /opt/venv /opt/venv
COPY --from=build /src/src /srv/app
USER harbour
EXPOSE 8000/tcp
HEALTHCHECK --interval=30s --timeout=3s CMD ["python", "-m", "app.check"]
ENTRYPOINT ["python", "-m", "app"]
"#;

const BASH: &str = r#"#!/usr/bin/env bash
set -euo pipefail
tag="app:$(git rev-parse --short HEAD)"
for size in small medium large; do
  docker build --build-arg "SIZE=${size}" -t "${tag}-${size}" . || exit 3
done
docker image ls --format '{{.Repository}}:{{.Tag}} {{.Size}}' | sort -k2 -h
if [[ "${1:-}" == "--push" ]]; then docker push "$tag"; fi  # only when asked
rm -rf ./cache
"#;

const YAML: &str = r#"services:
  web:
    build: { context: ., target: run }
    ports: ["8000:8080"]
    environment:
      - LOG=debug
    depends_on:
      store: { condition: service_healthy }
  store:
    image: postgres:17
    healthcheck:
      test: ["CMD", "pg_isready", "-U", "harbour"]
"#;

fn main() {
    divan::main();
}

#[divan::bench(args = ["dockerfile", "bash", "yaml", "page"])]
fn cold(bencher: Bencher, which: &str) {
    bencher.with_inputs(Highlighter::new).bench_refs(|highlighter| colour(highlighter, which));
}

#[divan::bench(args = ["dockerfile", "bash", "yaml", "page"])]
fn warm(bencher: Bencher, which: &str) {
    let highlighter = Highlighter::new();
    bencher.bench(|| colour(&highlighter, which));
}

/// Returns the number of spans, so that nothing is optimised away.
fn colour(highlighter: &Highlighter, which: &str) -> usize {
    let blocks = BLOCKS.iter().filter(|(lang, _)| which == "page" || which == *lang);
    blocks.map(|(lang, code)| highlighter.lines(lang, code).iter().map(Vec::len).sum::<usize>()).sum()
}
