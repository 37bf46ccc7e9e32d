//! The table of practices against the course, the rules and the predicates: nothing is forgotten, and nothing is named that is not there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use seaworthy::lint::{RULES, rule};
use seaworthy::plan::practice::{Practice, practices};
use seaworthy::plan::{chapters, look, when};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn table(path: &str) -> toml::Table {
    fs::read_to_string(root().join(path)).unwrap().parse().unwrap()
}

fn strings(value: &toml::Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(|item| item.as_str().unwrap().to_owned()).collect()
}

/// Returns the ids of all lessons in the order of the course, with their titles as far as they are known without reading Markdown.
fn course() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for chapter in strings(&table("lessons/course.toml")["chapters"]) {
        let file = table(&format!("lessons/{chapter}/chapter.toml"));
        let planned: BTreeMap<String, String> = file["planned"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|entry| (entry["id"].as_str().unwrap().to_owned(), entry["title"].as_str().unwrap().to_owned()))
            .collect();
        for slug in strings(&file["lessons"]) {
            let title = planned.get(&slug).cloned().unwrap_or_else(|| title(&format!("lessons/{chapter}/{slug}.md")));
            found.push((format!("{chapter}/{slug}"), title));
        }
    }
    found
}

/// Returns the title in the front matter of a lesson.
fn title(path: &str) -> String {
    let text = fs::read_to_string(root().join(path)).unwrap();
    let line = text.lines().find(|line| line.starts_with("title = ")).unwrap();
    line.parse::<toml::Table>().unwrap()["title"].as_str().unwrap().to_owned()
}

fn wrong(found: Vec<String>) {
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn each_practice_of_the_course_stands_once_and_in_order() {
    let ours: Vec<_> = practices().map(|it| (it.id.to_owned(), it.title.to_owned())).collect();
    let course = course();
    let other = ours.iter().zip(&course).find(|(ours, theirs)| ours != theirs);
    assert_eq!((other, ours.len()), (None, course.len()));
    let titles: Vec<_> = chapters().iter().map(|chapter| chapter.title.to_owned()).collect();
    let theirs = strings(&table("lessons/course.toml")["chapters"]).into_iter();
    let theirs = theirs.map(|id| table(&format!("lessons/{id}/chapter.toml"))["title"].as_str().unwrap().to_owned());
    assert_eq!(titles, theirs.collect::<Vec<_>>());
    let file = table("assets/practices.toml");
    assert_eq!(file["practice"].as_array().unwrap().len(), ours.len(), "entries of unknown chapters are lost");
}

#[test]
fn the_file_says_nothing_that_is_not_read() {
    let known = [
        "id", "title", "level", "visible", "when", "rules", "silence", "look", "missing", "planned", "unseen", "verify",
    ];
    let mut found = Vec::new();
    for entry in table("assets/practices.toml")["practice"].as_array().unwrap() {
        let keys = entry.as_table().unwrap().keys().filter(|key| !known.contains(&key.as_str()));
        found.extend(keys.map(|key| format!("{}: what is `{key}`?", entry["id"])));
    }
    wrong(found);
}

#[test]
fn each_rule_is_named_by_its_practice() {
    let by_id: BTreeMap<&str, &Practice> = practices().map(|practice| (practice.id, practice)).collect();
    let named = |practice: &str, slug: &str| by_id.get(practice).is_some_and(|it| it.rules.contains(&slug));
    let lost = RULES.iter().filter(|rule| !named(rule.practice, rule.slug));
    wrong(lost.map(|rule| format!("{} does not name its rule {}", rule.practice, rule.slug)).collect());
}

#[test]
fn what_is_named_is_there() {
    let planned: BTreeSet<String> =
        fs::read_to_string(root().join("assets/rules.txt")).unwrap().lines().map(str::to_owned).collect();
    let mut found = Vec::new();
    for it in practices() {
        let id = it.id;
        found.extend(it.rules.iter().filter(|slug| rule(slug).is_none()).map(|slug| format!("{id}: no rule {slug}")));
        found.extend(
            it.when.iter().filter(|name| when::find(name).is_none()).map(|name| format!("{id}: no predicate {name}")),
        );
        found.extend(
            it.look.iter().filter(|name| look::find(name).is_none()).map(|name| format!("{id}: no look {name}")),
        );
        found.extend(
            it.planned
                .iter()
                .filter(|slug| !planned.contains(**slug))
                .map(|slug| format!("{id}: {slug} is not in assets/rules.txt")),
        );
        found.extend(
            it.planned
                .iter()
                .filter(|slug| rule(slug).is_some())
                .map(|slug| format!("{id}: {slug} is there: name it under `rules`")),
        );
    }
    wrong(found);
}

#[test]
fn what_is_there_is_named() {
    let whens: BTreeSet<&str> = practices().flat_map(|it| it.when).copied().collect();
    let looks: BTreeSet<&str> = practices().filter_map(|it| it.look).collect();
    let mut idle: Vec<String> =
        when::WHENS.iter().filter(|it| !whens.contains(it.name)).map(|it| it.name.to_owned()).collect();
    idle.extend(look::all().filter(|it| !looks.contains(it.name)).map(|it| it.name.to_owned()));
    wrong(idle);
}

#[test]
fn what_can_be_seen_is_seen_or_has_a_reason() {
    let mut found = Vec::new();
    for it in practices() {
        let id = it.id;
        let seen = !it.rules.is_empty() || it.look.is_some();
        if !seen && it.planned.is_empty() && it.unseen.is_none() {
            found.push(format!("{id}: visible = {:?}, and neither rule nor look nor reason", it.visible));
        }
        if !["yes", "part", "no"].contains(&it.visible) {
            found.push(format!("{id}: visible = {:?}", it.visible));
        }
        if it.visible == "no" && seen {
            found.push(format!("{id}: nothing can see it, and something looks"));
        }
        if it.silence && (it.rules.is_empty() || it.when.is_empty() || it.look.is_some()) {
            found.push(format!("{id}: silence proves something only of rules, with `when`, and without a look"));
        }
    }
    wrong(found);
}

#[test]
fn everything_can_be_verified_by_a_person() {
    let mut found = Vec::new();
    for it in practices() {
        let id = it.id;
        if it.verify.len() < 10 || it.verify.ends_with('.') || it.verify.contains('\n') {
            found.push(format!("{id}: verify is one check without a full stop: {:?}", it.verify));
        }
        if it.verify.matches('`').count() % 2 == 1 {
            found.push(format!("{id}: a backtick is alone in {:?}", it.verify));
        }
        if it.verify.len() > 260 {
            found.push(format!("{id}: too long to be done"));
        }
        if it.missing.is_some_and(|level| it.look.is_none() || !["error", "warning"].contains(&level)) {
            found.push(format!("{id}: missing = {:?} is for a look, error or warning", it.missing));
        }
        if !(1..=3).contains(&it.level) {
            found.push(format!("{id}: level {}", it.level));
        }
        if it.unseen.is_some_and(|text| text.ends_with('.')) {
            found.push(format!("{id}: a reason ends without a full stop"));
        }
    }
    wrong(found);
}
