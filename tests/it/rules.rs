//! Rules against the course: each is taught by a lesson that exists or is planned.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use seaworthy::lint::RULES;

/// Returns the ids of all lessons, written and planned.
fn practices() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("lessons");
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(root).unwrap() {
        let folder = entry.unwrap().path();
        let Ok(text) = fs::read_to_string(folder.join("chapter.toml")) else { continue };
        let chapter = folder.file_name().unwrap().to_string_lossy().into_owned();
        let table: toml::Table = text.parse().unwrap();
        let lessons = table["lessons"].as_array().unwrap();
        found.extend(lessons.iter().map(|slug| format!("{chapter}/{}", slug.as_str().unwrap())));
    }
    found
}

#[test]
fn every_rule_is_taught_by_a_lesson() {
    let practices = practices();
    assert!(practices.len() > 100, "the lessons were not found");
    let wrong: Vec<_> = RULES.iter().filter(|rule| !practices.contains(rule.practice)).collect();
    assert!(wrong.is_empty(), "{:#?}", wrong.iter().map(|rule| (rule.slug, rule.practice)).collect::<Vec<_>>());
}
