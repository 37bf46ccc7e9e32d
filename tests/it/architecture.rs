//! Who may import whom, as a table: a new edge is a changed line here. And which outside crates may stand where.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Each room and the rooms it may import; the ground (id, time, diagnostic, hash, sanitize, excerpt) is open to all.
const MAY: &[(&str, &[&str])] = &[
    ("id", &[]),
    ("time", &[]),
    ("hash", &[]),
    ("diagnostic", &["id"]),
    ("sanitize", &[]),
    ("excerpt", &["diagnostic", "sanitize"]),
    ("course", &[]),
    ("dockerfile", &[]),
    ("quiz", &["course"]),
    ("progress", &["quiz"]),
    ("team", &["course", "quiz"]),
    ("review", &["progress"]),
    ("exam", &["quiz", "progress"]),
    ("settings", &[]),
    ("shell", &[]),
    ("ignore", &[]),
    ("lint", &["dockerfile", "shell", "ignore"]),
    ("plan", &["lint", "dockerfile", "shell"]),
    ("why", &["dockerfile", "shell", "lint"]),
    ("content", &["course", "quiz", "dockerfile", "ignore", "lint", "why", "team"]),
    ("store", &["progress", "settings", "team"]),
    ("project", &["dockerfile", "ignore", "lint", "plan"]),
    ("app", &["course", "quiz", "progress", "settings", "lint", "plan", "why", "team", "exam", "review"]),
    ("ui", &["app", "course", "quiz", "progress", "settings", "lint", "plan", "why", "team", "exam", "review"]),
    (
        "runtime",
        &["app", "ui", "content", "store", "project", "course", "quiz", "progress", "settings", "team", "review"],
    ),
    (
        "cli",
        &[
            "runtime",
            "app",
            "ui",
            "content",
            "store",
            "project",
            "course",
            "quiz",
            "progress",
            "exam",
            "review",
            "settings",
            "dockerfile",
            "ignore",
            "lint",
            "plan",
            "why",
            "team",
        ],
    ),
];

const GROUND: &[&str] = &["id", "time", "hash", "diagnostic", "sanitize", "excerpt"];

/// A crate, or a part of std, and the places where it may stand.
const FENCES: &[(&str, &[&str])] = &[
    ("crossterm", &["runtime"]),
    ("ratatui", &["ui", "runtime"]),
    ("syntect", &["ui/highlight"]),
    ("pulldown_cmark", &["content"]),
    ("toml", &["content", "store", "settings", "project/config", "app/keymap", "ui/theme"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("getrandom", &["cli", "runtime"]),
    ("jiff", &["runtime"]),
    ("signal_hook", &["runtime"]),
    ("nucleo_matcher", &["app"]),
    ("annotate_snippets", &["content", "cli"]),
    ("etcetera", &["store"]),
    ("sha2", &["hash"]),
    ("std::fs", &["content", "store", "project", "runtime", "cli"]),
    ("std::process", &["cli", "store"]),
    ("std::env", &["cli", "runtime"]),
    ("std::io::stdin", &["cli", "project", "runtime"]),
];

fn sources() -> Vec<(String, String)> {
    fn walk(folder: &Path, out: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, out);
            } else if path.extension().is_some_and(|e| e == "rs") {
                out.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    walk(&root, &mut paths);
    paths.sort();
    let name = |path: &Path| path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
    paths.iter().map(|path| (name(path), fs::read_to_string(path).unwrap())).collect()
}

/// Returns the code without its tests and comments: what a release is made of.
fn code(source: &str) -> String {
    let end = source.find("#[cfg(test)]\nmod tests {").unwrap_or(source.len());
    let lines = source[..end].lines().map(|line| line.split("//").next().unwrap_or_default());
    lines.collect::<Vec<_>>().join("\n")
}

fn is_test(name: &str) -> bool {
    name.ends_with("/tests.rs")
        || name.contains("/tests/")
        || name.ends_with("samples.rs")
        || name.ends_with("synthetic.rs")
}

fn room(name: &str) -> &str {
    name.split(['/', '.']).next().unwrap_or_default()
}

/// Returns the first segments of everything imported from this crate by `code`.
fn imports(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut item = String::new();
            for c in group.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => {
                        found.insert(head(&item));
                        item.clear();
                        continue;
                    }
                    _ => {}
                }
                item.push(c);
            }
            found.insert(head(&item));
        } else {
            found.insert(head(rest));
        }
    }
    found.remove("");
    found
}

fn head(path: &str) -> String {
    path.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

#[test]
fn rooms_import_only_what_the_table_allows() {
    let mut wrong = Vec::new();
    for (name, source) in sources() {
        if is_test(&name) || matches!(name.as_str(), "lib.rs" | "main.rs") {
            continue;
        }
        let room = room(&name);
        let Some((_, allowed)) = MAY.iter().find(|(other, _)| *other == room) else {
            wrong.push(format!("{name}: the room `{room}` has no line in the table"));
            continue;
        };
        let code = code(&source);
        for import in imports(&code) {
            let known = import == room
                || allowed.contains(&import.as_str())
                || (GROUND.contains(&import.as_str()) && !GROUND.contains(&room));
            if !known {
                wrong.push(format!("{name}: imports {import}"));
            }
        }
        if code.contains("use crate::*") || code.contains("super::super::super::super") {
            wrong.push(format!("{name}: goes round the table"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn outside_crates_stay_behind_their_fences() {
    let mut wrong = Vec::new();
    for (name, source) in sources() {
        if is_test(&name) || name == "main.rs" {
            continue;
        }
        let code = code(&source);
        for (krate, places) in FENCES {
            let used = code
                .match_indices(&format!("{krate}::"))
                .any(|(at, _)| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':'))
                || code.contains(&format!("use {krate};"));
            if used && !places.iter().any(|place| name.starts_with(place)) {
                wrong.push(format!("{name}: uses {krate}, which may stand only in {places:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_screen_stands_on_both_floors() {
    let names: BTreeSet<String> = sources().into_iter().map(|(name, _)| name).collect();
    let screens = names.iter().filter_map(|name| name.strip_prefix("app/screens/")).filter(|rest| !rest.contains('/'));
    for screen in screens {
        assert!(names.contains(&format!("ui/screens/{screen}")), "ui/screens/{screen} is missing");
    }
}

#[test]
fn files_say_what_they_are_for_and_have_honest_names() {
    for (name, source) in sources() {
        assert!(source.starts_with("//!"), "{name} does not open with //!");
        for bad in ["utils", "common", "helpers", "misc", "manager", "handler"] {
            assert!(!name.split(['/', '.']).any(|part| part == bad), "{name}");
        }
        assert!(!name.ends_with("mod.rs"), "{name}: a room is foo.rs beside foo/");
    }
}

#[test]
fn no_test_file_is_forgotten() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it");
    for (parent, folder) in [("main.rs", "."), ("screens.rs", "screens"), ("cli.rs", "cli")] {
        let Ok(text) = fs::read_to_string(root.join(parent)) else { continue };
        for entry in fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
            let is_source = path.extension().is_some_and(|e| e == "rs") && stem != "main";
            assert!(!is_source || text.contains(&format!("mod {stem};")), "{parent} does not name {stem}");
        }
    }
}

#[test]
fn public_items_are_explained() {
    let mut wrong = Vec::new();
    for (name, source) in sources() {
        if is_test(&name) || name.starts_with("lib.rs") {
            continue;
        }
        let end = source.find("#[cfg(test)]\nmod tests {").unwrap_or(source.len());
        let lines: Vec<&str> = source[..end].lines().collect();
        for (number, line) in lines.iter().enumerate() {
            let item = line.trim_start();
            let kinds = ["pub fn ", "pub struct ", "pub enum ", "pub trait ", "pub const ", "pub type ", "pub static "];
            if !kinds.iter().any(|kind| item.starts_with(kind)) {
                continue;
            }
            let above = lines[..number].iter().rev().map(|line| line.trim_start());
            let first = above.into_iter().find(|line| !line.starts_with("#[") && !line.ends_with(")]"));
            if !first.is_some_and(|line| line.starts_with("///")) {
                wrong.push(format!("{name}:{}: {item}", number + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "without a docstring:\n{}", wrong.join("\n"));
}

#[test]
fn no_other_program_is_started_and_one_place_makes_the_world_that_the_tutor_reaches() {
    let mut wrong = Vec::new();
    for (name, source) in sources() {
        if is_test(&name) {
            continue;
        }
        let code = code(&source);
        // A kiosk counts on it: whoever needs another program tells src/cli/kiosk.rs first.
        if code.contains("process::Command") || code.contains("process::{") {
            wrong.push(format!("{name}: starts programs"));
        }
        if code.contains("World::new(") && name != "cli/learn.rs" {
            wrong.push(format!("{name}: makes a world of its own; `learn::world` makes one that a kiosk confines"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
