//! The papers tell the truth: what README, CONTRIBUTING, CHANGELOG and docs/ name exists, and what exists is named.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use clap::{CommandFactory, Parser};
use seaworthy::app::action::Action;
use seaworthy::app::keymap::{Context, Keymap, Overrides};
use seaworthy::cli::args::Cli;

const PAPERS: [&str; 16] = [
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "docs/architecture.md",
    "docs/authoring.md",
    "docs/checking.md",
    "docs/placement.md",
    "docs/plan.md",
    "docs/sessions.md",
    "docs/progress.md",
    "docs/hosting.md",
    "docs/review.md",
    "docs/exam.md",
    "docs/facilitating.md",
    "docs/reports.md",
    "docs/performance.md",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn paper(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Returns the text outside fences, and the lines of the fences that begin with one of the words `langs`.
fn split(text: &str, langs: &[&str]) -> (String, Vec<String>) {
    let (mut prose, mut code, mut inside) = (String::new(), Vec::new(), None);
    for line in text.lines() {
        match (inside, line.trim_start().strip_prefix("```")) {
            (None, Some(lang)) => inside = Some(langs.contains(&lang.trim_start_matches('`'))),
            (Some(_), Some(_)) => inside = None,
            (Some(true), None) => code.push(line.to_owned()),
            (Some(false), None) => {}
            (None, None) => prose += &format!("{line}\n"),
        }
    }
    (prose, code)
}

/// Returns what stands between backticks in running text.
fn ticked(text: &str) -> Vec<String> {
    let (prose, _) = split(text, &[]);
    prose.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn the_readme_opens_with_the_two_commands() {
    let (_, code) = split(&paper("README.md"), &["console"]);
    let commands: Vec<&str> = code.iter().take(2).map(|line| line.split('#').next().unwrap().trim()).collect();
    assert_eq!(commands, ["$ cargo run --release", "$ cargo test"]);
    let before = paper("README.md");
    let before = before.split("```console").next().unwrap();
    assert_eq!(before.trim(), "# seaworthy", "nothing stands before them");
}

#[test]
fn the_keys_of_the_readme_are_those_of_the_keymap() {
    let (keymap, errors) = Keymap::new(&Overrides::new());
    assert_eq!(errors, []);
    let text = paper("README.md");
    let rows: Vec<Vec<&str>> = text
        .lines()
        .skip_while(|line| !line.starts_with("| where | keys |"))
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .map(|line| line.trim_matches('|').split(" | ").map(str::trim).collect())
        .collect();
    assert!(rows.len() > 20, "the table of keys is not there");
    for row in rows {
        let [place, keys, action, _] = row.as_slice() else { panic!("{row:?} has not four cells") };
        let name = action.trim_matches('`');
        let action = Action::named(name).unwrap_or_else(|| panic!("`{name}` is no action"));
        let context = Context::ALL.into_iter().find(|context| context.name() == *place);
        assert!(context.is_some() || *place == "everywhere", "`{place}` is no context");
        // What works everywhere works on home.
        let bound = keymap.keys(context.unwrap_or(Context::Home), action);
        let mut labels: Vec<String> = bound.iter().map(|key| key.label(false)).collect();
        if labels.concat() == "123456789" {
            labels = vec!["1-9".to_owned()];
        }
        let shown: Vec<&str> = keys.split('`').skip(1).step_by(2).collect();
        assert_eq!(shown, labels, "{place}: {name}");
    }
}

#[test]
fn every_subcommand_is_in_the_readme() {
    let text = paper("README.md");
    for command in Cli::command().get_subcommands() {
        assert!(text.contains(&format!("seaworthy {}", command.get_name())), "{}", command.get_name());
    }
}

/// Returns the words of a command line; what stands in double quotes is one.
fn words(line: &str) -> Vec<&str> {
    let parts = line.split('"').enumerate();
    parts.flat_map(|(at, part)| if at % 2 == 1 { vec![part] } else { part.split_whitespace().collect() }).collect()
}

#[test]
fn every_command_line_of_the_papers_is_understood() {
    for name in PAPERS {
        let text = paper(name);
        let (_, code) = split(&text, &["console"]);
        let typed = code.iter().filter_map(|line| line.strip_prefix("$ ")).map(str::to_owned);
        let names = |text: &String| text.starts_with("seaworthy -") || text.starts_with("seaworthy ");
        for line in typed.chain(ticked(&text)).filter(names) {
            if let Err(error) = Cli::try_parse_from(words(line.split('#').next().unwrap())) {
                assert!(!error.use_stderr(), "{name}: {line}\n{error}");
            }
        }
    }
}

/// Returns the files that a text seems to name: `src/ui.rs`, `Cargo.toml`; patterns and what stands for many are left out.
fn named_files(text: &str) -> Vec<String> {
    let (prose, _) = split(text, &[]);
    let linked = prose.split("](").skip(1).filter_map(|rest| rest.split(')').next()).map(str::to_owned);
    let looks = |name: &String| {
        let is_word = !name.contains(|c: char| c.is_whitespace() || "<>*{}()$~…".contains(c));
        let is_file = [".rs", ".toml", ".md", ".txt", "/"].iter().any(|end| name.ends_with(end));
        let is_path =
            ["src/", "tests/", "assets/", "docs/", "benches/", ".ci/"].iter().any(|top| name.starts_with(top));
        is_word && !name.contains("://") && name != "/" && (is_path || is_file)
    };
    ticked(text).into_iter().chain(linked).filter(looks).collect()
}

#[test]
fn every_file_that_is_named_exists() {
    // Files that every course, chapter or learner has under this name.
    let generic = [
        "foo.rs",
        "foo/",
        "mod.rs",
        "chapter.toml",
        "course.toml",
        "chapter.md",
        "settings.toml",
        "settings.toml.bak",
        ".seaworthy.toml",
        "glossary.toml",
        "lessons/",
        "quizzes/",
        "proptest-regressions/",
    ];
    let mut missing = BTreeSet::new();
    for name in ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/performance.md"] {
        let base = root().join(name).parent().map(PathBuf::from).unwrap_or_default();
        for file in named_files(&paper(name)) {
            let found = [root(), &root().join("src"), &base].iter().any(|folder| folder.join(&file).exists());
            if !found && !generic.contains(&file.as_str()) {
                missing.insert(format!("{name}: {file}"));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_test_that_is_named_exists() {
    fn walk(folder: &Path, all: &mut String) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, all);
            } else if path.extension().is_some_and(|e| e == "rs") {
                *all += &fs::read_to_string(path).unwrap();
            }
        }
    }
    let mut all = String::new();
    walk(&root().join("src"), &mut all);
    walk(&root().join("tests"), &mut all);
    let is_test = |name: &String| {
        name.matches('_').count() >= 3 && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
    };
    for name in ["CONTRIBUTING.md", "docs/architecture.md"] {
        for test in ticked(&paper(name)).into_iter().filter(is_test) {
            assert!(all.contains(&format!("fn {test}(")), "{name} names the test {test}, which does not exist");
        }
    }
}

#[test]
fn the_pictures_of_the_readme_are_there_and_small() {
    let text = paper("README.md");
    let pictures: Vec<&str> =
        text.split("](").skip(1).filter_map(|rest| rest.split(')').next()).filter(|to| to.ends_with(".png")).collect();
    assert!(!pictures.is_empty());
    for picture in pictures {
        let bytes = fs::metadata(root().join(picture)).unwrap_or_else(|error| panic!("{picture}: {error}")).len();
        assert!(bytes < 100_000, "{picture} has {bytes} bytes");
    }
}

#[test]
fn the_changelog_begins_with_what_is_not_released() {
    let text = paper("CHANGELOG.md");
    let first = text.lines().find(|line| line.starts_with("## ")).unwrap();
    assert_eq!(first, "## [Unreleased]");
    let newest = text.split("## [Unreleased]").nth(1).unwrap();
    assert!(newest.contains("### Content") && newest.contains("### Program"), "content and program stand apart");
}

#[test]
fn the_licence_is_the_one_of_the_package() {
    let wanted = env!("CARGO_PKG_LICENSE");
    assert!(paper("LICENSE").contains(wanted), "{wanted}");
    for name in ["LICENSE-MIT", "LICENSE-APACHE"] {
        assert!(paper(name).contains("2026 the seaworthy authors"), "{name}");
        assert!(paper("README.md").contains(name), "{name}");
    }
}

#[test]
fn ci_runs_the_readmes_test_command() {
    let script = paper(".ci/run");
    assert!(script.starts_with("#!/usr/bin/env bash") && script.contains("set -euo pipefail"));
    for step in ["cargo fmt --check", "cargo clippy", "cargo test", "content check", "cargo bench", "INSTA_UPDATE=no"] {
        assert!(script.contains(step), "{step}");
    }
}
