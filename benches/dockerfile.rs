//! Reading Dockerfiles of three sizes up to 1 MB and 20,000 instructions: the time grows in proportion. Then texts that are made
//! to be slow. `cargo bench --bench dockerfile`

use divan::Bencher;
use divan::counter::BytesCount;
use seaworthy::dockerfile::Dockerfile;

fn main() {
    divan::main();
}

/// One stage as people write them: 10 instructions, about 500 bytes.
fn stage(number: usize) -> String {
    format!(
        "ARG TAG=3.12\n# stage {number}\nFROM python:${{TAG}}-slim AS stage{number}\n\
         ENV PYTHONUNBUFFERED=1 \\\n    PATH=\"/venv/bin:$PATH\"\nWORKDIR /app\n\
         RUN --mount=type=cache,target=/var/cache/apt apt-get update \\\n    # lists stay in the cache\n    \
         && apt-get install -y --no-install-recommends curl\nCOPY --chown=1000:1000 requirements.txt ./\n\
         RUN <<EOF\npip install -r requirements.txt\nEOF\nCOPY --from=0 /a /b\nUSER 1000\n\
         CMD [\"python\", \"-m\", \"app\"]\n"
    )
}

fn ordinary(instructions: usize) -> String {
    (0..instructions / 10).map(stage).collect()
}

#[divan::bench(args = [200, 2_000, 20_000])]
fn instructions(bencher: Bencher, count: usize) {
    let text = ordinary(count);
    bencher.counter(BytesCount::of_str(&text)).bench(|| Dockerfile::parse(&text).instructions.len());
}

/// One kind of trouble each: its name, how it begins, what it repeats.
const TROUBLE: &[(&str, &str, &str)] = &[
    ("one continued instruction", "RUN ", "  a \\\n"),
    ("open heredocs", "", "RUN <<A\n"),
    ("flags", "RUN ", "--a=b "),
    ("variables", "", "ENV A=$B$A${C:-x}\n"),
    ("stages in a row", "", "FROM a AS a\nENV B$A=$A\n"),
    ("unknown instructions", "", "x y\n"),
    ("json", "CMD [\"a\"", ",\"a\""),
    ("words", "ENV ", "a=b "),
];

#[divan::bench(args = TROUBLE.iter().map(|(name, ..)| *name))]
fn one_megabyte_of(bencher: Bencher, name: &str) {
    let Some((_, begin, piece)) = TROUBLE.iter().find(|(known, ..)| *known == name) else { return };
    let end = if begin.ends_with("\"a\"") { "]\n" } else { "" };
    let text = format!("FROM a\n{begin}{}{end}", piece.repeat((1 << 20) / piece.len()));
    bencher.counter(BytesCount::of_str(&text)).bench(|| Dockerfile::parse(&text).instructions.len());
}
