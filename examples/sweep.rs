//! Runs all rules, strict ones too, over many Dockerfiles and prints one line for each finding, for judging rules on real files:
//! `cargo run --example sweep FILE… | sort | cut -f1 | uniq -c`. Columns: rule, file, line,
//! line of the instruction, token, message. What the builder would refuse
//! has the code of the diagnostic as its rule.

use std::error::Error;
use std::fs;
use std::io::{self, Write};

use seaworthy::diagnostic::LineIndex;
use seaworthy::dockerfile::Dockerfile;
use seaworthy::lint::{Context, Options, Place, lint};

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let options = Options { strict: true, ..Options::default() };
    for path in std::env::args().skip(1) {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let file = Dockerfile::parse(&text);
        let lines = LineIndex::new(&text);
        for fault in file.diagnostics.iter().chain(&file.conversion) {
            let line = lines.line(fault.span.start);
            writeln!(out, "{}\t{path}\t{line}\t{line}\t\t{}", fault.code, one_line(&fault.message))?;
        }
        for finding in lint(&file, Context::default(), &options) {
            let token = match finding.place {
                Place::Dockerfile => one_line(&text[finding.span.range()]),
                Place::IgnoreFile => String::new(),
            };
            let line = lines.line(finding.span.start);
            let around = file.instructions.iter().find(|one| one.span.range().contains(&finding.span.start));
            let first = around.map_or(line, |one| lines.line(one.span.start));
            writeln!(out, "{}\t{path}\t{line}\t{first}\t{token}\t{}", finding.rule.slug, one_line(&finding.message))?;
        }
    }
    Ok(out.flush()?)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
