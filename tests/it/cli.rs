//! The command line as transcripts: what is typed, everything that is printed, the exit code. One file per subcommand; every run has
//! the small course of tests/fixtures and a clean room. `SNAPSHOTS=overwrite cargo test --test it cli` writes the texts anew.

mod arguments;
mod check;
mod checklist;
mod completions;
mod content;
mod context;
mod doctor;
mod exam;
mod glossary;
mod learn;
mod list;
mod parse;
mod plan;
mod progress;
mod quiz;
mod report;
mod review;
mod rule;
mod session;
mod session_run;
mod show;
mod tracks;
mod why;

use crate::shell::{Ran, Shell};

/// What the plain twin asks with.
const PROMPTS: [&str; 16] = [
    "review> ",
    "home> ",
    "lesson> ",
    "progress> ",
    "quiz> ",
    "one number> ",
    "numbers> ",
    "line numbers> ",
    "numbers in order> ",
    "a number for each letter> ",
    "text> ",
    "texts, separated by |> ",
    "begin, or back> ",
    "hand in, or a number> ",
    "a number, look, or back> ",
    "exam> ",
];

/// Runs on the small course with lines typed, and returns everything as a terminal would show it: each line behind its prompt.
fn talk(shell: &Shell, args: &[&str], lines: &[&str]) -> String {
    let ran = shell.small_input(args, lines.join("\n") + "\n");
    let mut typed = lines.iter();
    let mut out = String::new();
    for line in ran.out.split_inclusive('\n') {
        let mut rest = line;
        while let Some(prompt) = PROMPTS.iter().find(|prompt| rest.starts_with(**prompt)) {
            rest = &rest[prompt.len()..];
            let line = typed.next().map_or("(the input ends)".to_owned(), |line| format!("{line}\n"));
            out.push_str(&format!("{prompt}{line}"));
        }
        out.push_str(rest);
    }
    assert_eq!(typed.next(), None, "not everything was asked for: {out}");
    Ran { out, ..ran }.transcript()
}
