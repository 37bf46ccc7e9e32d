//! A build context in a few lines: how much is sent, what is large, what is left out by which line.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::cli::columns::{count, padded, widest};
use crate::project::{Context, Sent};

/// So many of the largest files are named.
const LARGEST: usize = 10;

pub(super) fn of(context: &Context) -> String {
    let total: u64 = context.sent.iter().map(|sent| sent.bytes).sum();
    let mut text = format!("Sent: {}, {}.\n", count(context.sent.len(), "file"), size(total));
    largest(&context.sent, &mut text);
    ignored(context, &mut text);
    idle(context, &mut text);
    text
}

fn largest(sent: &[Sent], text: &mut String) {
    let mut sorted: Vec<&Sent> = sent.iter().filter(|sent| sent.bytes > 0).collect();
    sorted.sort_by(|a, b| b.bytes.cmp(&a.bytes).then_with(|| a.path.cmp(&b.path)));
    if sorted.is_empty() {
        return;
    }
    let named = &sorted[..sorted.len().min(LARGEST)];
    text.push_str(if named.len() < sent.len() { "\nThe largest:\n" } else { "\n" });
    let sizes: Vec<String> = named.iter().map(|sent| size(sent.bytes)).collect();
    let width = widest(sizes.iter().map(String::as_str));
    for (sent, size) in named.iter().zip(&sizes) {
        let _ = writeln!(text, "  {size:>width$}  {}", sent.path);
    }
}

fn ignored(context: &Context, text: &mut String) {
    let Some(chosen) = &context.chosen else {
        text.push_str("\nNothing is left out: there is no .dockerignore.\n");
        return;
    };
    let path = chosen.path.display();
    let mut lines: BTreeMap<usize, (&str, Vec<&str>)> = BTreeMap::new();
    for ignored in &context.ignored {
        lines.entry(ignored.line).or_insert((&ignored.pattern, Vec::new())).1.push(&ignored.path);
    }
    if lines.is_empty() {
        let _ = writeln!(text, "\nNothing is left out by {path}.");
        return;
    }
    let _ = writeln!(text, "\nLeft out by {path}:");
    let number = lines.keys().next_back().map_or(0, |line| line.to_string().len());
    let width = widest(lines.values().map(|(pattern, _)| *pattern)).min(32);
    for (line, (pattern, paths)) in &lines {
        let _ = writeln!(text, "  {line:>number$}  {}  {}", padded(pattern, width), what(paths));
    }
}

/// Returns how many files and whole folders these paths are; a single one by its name.
fn what(paths: &[&str]) -> String {
    let folders = paths.iter().filter(|path| path.ends_with('/')).count();
    let files = paths.len() - folders;
    match (paths, files, folders) {
        ([path], ..) => (*path).to_owned(),
        (_, files, 0) => count(files, "file"),
        (_, 0, folders) => count(folders, "folder"),
        (_, files, folders) => format!("{}, {}", count(files, "file"), count(folders, "folder")),
    }
}

fn idle(context: &Context, text: &mut String) {
    let Some(chosen) = context.chosen.as_ref().filter(|_| !context.idle.is_empty()) else { return };
    text.push_str("\nLines that match nothing here, or only what another line leaves out already:\n");
    let number = context.idle.last().map_or(0, |line| line.to_string().len());
    for pattern in chosen.file.patterns.iter().filter(|pattern| context.idle.contains(&pattern.line)) {
        let _ = writeln!(text, "  {:>number$}  {}", pattern.line, pattern.text);
    }
}

/// Returns a number of bytes as people read it, in units of a thousand.
fn size(bytes: u64) -> String {
    const UNITS: [(u64, &str); 3] = [(1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")];
    match UNITS.iter().find(|(unit, _)| bytes >= *unit) {
        // Tenths, cut off: what is called 1 MB is never less.
        Some((unit, name)) => format!("{}.{} {name}", bytes / unit, bytes % unit * 10 / unit),
        None => count(bytes, "byte"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        let cases = [
            (0, "0 bytes"),
            (1, "1 byte"),
            (999, "999 bytes"),
            (1_000, "1.0 kB"),
            (1_999_999, "1.9 MB"),
            (2_500_000_000_000, "2500.0 GB"),
        ];
        for (bytes, expected) in cases {
            assert_eq!(size(bytes), expected);
        }
    }
}
