//! Reading Dockerfiles of three sizes up to 1 MB and 20,000 instructions, and reading them and running all rules: the time grows in
//! proportion. Then texts that are made to be slow. `cargo bench --bench dockerfile`

use divan::Bencher;
use divan::counter::BytesCount;
use seaworthy::dockerfile::Dockerfile;
use seaworthy::lint::{Context, Options, lint};

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

#[divan::bench(args = [200, 2_000, 20_000])]
fn instructions_with_all_rules(bencher: Bencher, count: usize) {
    let text = ordinary(count);
    bencher.counter(BytesCount::of_str(&text)).bench(|| check(&text));
}

/// Reads a file and returns how much all rules, strict ones too, find in it.
fn check(text: &str) -> usize {
    let options = Options { strict: true, ..Options::default() };
    lint(&Dockerfile::parse(text), Context::default(), &options).len()
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
    ("quotes", "RUN ", "'\"' "),
    ("a long pipe", "RUN a", "|b"),
    ("shells in a pipe", "RUN a", "|sh"),
    ("a pipe that stops early", "RUN a", "|head"),
    (
        "loops of installs",
        "RUN ",
        "export A=b; apt-get install gcc; pip install $A; apk add b; conda install c; conda activate d; ",
    ),
    ("brackets", "RUN ", "("),
    ("substitutions", "RUN ", "$("),
    ("installs in one RUN", "RUN a", " && pip install a"),
    ("packages", "RUN pip install", " a"),
    ("RUNs that install", "", "RUN apt-get update && pip install a\n"),
    ("references", "ENV A=b\n", "ENV B=$A C=$B\n"),
    ("arguments", "ARG GIT_SHA\n", "ARG GIT_SHA=a\n"),
    ("stages of one base", "", "FROM a AS b\nCOPY --from=0 a b\n"),
    ("stages in a chain", "", "FROM a AS b\nFROM b AS a\nRUN pip install x\n"),
    ("copies", "WORKDIR /app\n", "COPY a b c/\n"),
    ("copies and owners", "WORKDIR /app\n", "COPY a b\nRUN chown -R x /app\n"),
    ("folders", "", "WORKDIR a\n"),
    ("comments that ignore", "", "# hadolint ignore=DL3006\nRUN a\n"),
    ("users", "", "USER a\nRUN apt-get install x\n"),
    ("starts", "", "CMD gunicorn a & b\n"),
    ("deletions", "", "RUN touch a\nRUN rm -rf a\n"),
    ("heredocs", "", "RUN <<A\npip install b\nA\n"),
    ("escapes", "RUN ", "\\a"),
    ("braces", "ENV A=", "${"),
];

#[divan::bench(args = TROUBLE.iter().map(|(name, ..)| *name))]
fn one_megabyte_of(bencher: Bencher, name: &str) {
    let text = trouble(name, 1 << 20);
    bencher.counter(BytesCount::of_str(&text)).bench(|| Dockerfile::parse(&text).instructions.len());
}

/// The same with all rules. A quarter of the text beside it, so that one sees what does not grow in proportion.
#[divan::bench(args = TROUBLE.iter().flat_map(|(name, ..)| [(*name, 256), (*name, 1024)]).map(Sized::new))]
fn all_rules_on(bencher: Bencher, one: Sized) {
    let text = trouble(one.name, one.kilobytes << 10);
    bencher.counter(BytesCount::of_str(&text)).bench(|| check(&text));
}

#[derive(Clone, Copy)]
struct Sized {
    name: &'static str,
    kilobytes: usize,
}

impl Sized {
    fn new((name, kilobytes): (&'static str, usize)) -> Self {
        Self { name, kilobytes }
    }
}

impl std::fmt::Display for Sized {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{} KB of {}", self.kilobytes, self.name)
    }
}

/// Repeats one kind of trouble up to a size.
fn trouble(name: &str, bytes: usize) -> String {
    let Some((_, begin, piece)) = TROUBLE.iter().find(|(known, ..)| *known == name) else { return String::new() };
    let end = if begin.ends_with("\"a\"") { "]\n" } else { "" };
    format!("FROM a\n{begin}{}{end}", piece.repeat(bytes / piece.len()))
}
