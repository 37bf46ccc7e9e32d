//! The table of rules, and every rule's example.

use std::collections::BTreeSet;

use super::super::*;
use crate::diagnostic::Severity;
use crate::dockerfile::Dockerfile;

const SLUGS: &str = include_str!("../../../assets/rules.txt");

/// Runs rules over an example: the guilty tokens with the finding.
fn run(example: &Example, options: &Options) -> Vec<(String, Finding)> {
    let text = example.whole();
    let ignore = example.ignore.map(|text| crate::ignore::parse("", text));
    let files: Option<Vec<String>> = example.files.map(|paths| paths.iter().map(|path| (*path).to_owned()).collect());
    let known = match &ignore {
        Some(file) => Ignore::File(file),
        None if example.ignore_absent => Ignore::Absent,
        None => Ignore::Unknown,
    };
    let found = lint(&Dockerfile::parse(&text), Context { ignore: known, files: files.as_deref() }, options);
    let source = |place| if place == Place::Dockerfile { text.as_str() } else { example.ignore.unwrap_or_default() };
    found.into_iter().map(|finding| (source(finding.place)[finding.span.range()].to_owned(), finding)).collect()
}

#[test]
fn the_table_is_sorted_and_every_rule_is_listed() {
    let slugs: Vec<&str> = RULES.iter().map(|rule| rule.slug).collect();
    assert!(slugs.is_sorted_by(|a, b| a < b), "{slugs:?}");
    for slug in slugs {
        assert!(SLUGS.lines().any(|known| known == slug), "{slug} is not in assets/rules.txt");
    }
}

#[test]
fn every_example_fires_at_its_tokens() {
    let mut wrong = Vec::new();
    for rule in RULES {
        let found: Vec<String> = run(&rule.example, &Options::only([rule.slug])).into_iter().map(|it| it.0).collect();
        if found != rule.tokens || found.is_empty() {
            wrong.push(format!("{}: {found:?}, not {:?}", rule.slug, rule.tokens));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_instead_is_silent_and_brings_nothing_new() {
    let mut wrong = Vec::new();
    for rule in RULES {
        let own = run(&rule.instead, &Options::only([rule.slug]));
        wrong.extend(own.iter().map(|(token, _)| format!("{}: fires in `instead` at {token:?}", rule.slug)));
        let before: BTreeSet<&str> = run(&rule.example, &Options::default()).iter().map(|it| it.1.rule.slug).collect();
        for (token, finding) in run(&rule.instead, &Options::default()) {
            if finding.level >= Severity::Warning && !before.contains(finding.rule.slug) {
                wrong.push(format!("{}: `instead` raises {} at {token:?}", rule.slug, finding.rule.slug));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn examples_are_no_nonsense() {
    for rule in RULES {
        // Rules about what the builder refuses show just that.
        let refused = Dockerfile::parse(&rule.instead.whole()).diagnostics;
        assert_eq!(refused, [], "{}: instead", rule.slug);
    }
}

#[test]
fn texts_are_there_and_short() {
    for rule in RULES {
        for (name, text, most) in [("what", rule.what, 420), ("why", rule.why, 420)] {
            let sound = text.ends_with(['.', '?']) && !text.contains('\n') && text.len() <= most && text.len() >= 30;
            assert!(sound, "{}: {name} is a short paragraph of sentences: {} bytes", rule.slug, text.len());
        }
        assert!(!rule.sources.is_empty(), "{}: no source", rule.slug);
        for (title, address) in rule.sources {
            assert!(!title.is_empty() && address.starts_with("https://"), "{}: {address}", rule.slug);
        }
        for (token, finding) in run(&rule.example, &Options::only([rule.slug])) {
            assert!(
                !finding.message.ends_with('.') && !finding.message.is_empty(),
                "{}: {token}: {}",
                rule.slug,
                finding.message
            );
            assert!(finding.message.len() <= 120, "{}: {}", rule.slug, finding.message);
        }
    }
}

#[test]
fn other_linters_names_are_spelt_like_theirs() {
    for alias in RULES.iter().flat_map(|rule| rule.aliases) {
        let digits = |rest: &str, count| rest.len() == count && rest.bytes().all(|byte| byte.is_ascii_digit());
        let hadolint = alias.strip_prefix("DL").is_some_and(|rest| digits(rest, 4));
        let trivy = alias.strip_prefix("DS-").is_some_and(|rest| digits(rest, 4));
        let checkov = alias.strip_prefix("CKV_DOCKER_").is_some_and(|rest| digits(rest, rest.len()));
        let checkov2 = alias.strip_prefix("CKV2_DOCKER_").is_some_and(|rest| digits(rest, rest.len()));
        let dockle = alias.starts_with("DKL-") || alias.starts_with("CIS-DI-");
        let buildkit =
            alias.len() > 8 && alias.chars().all(char::is_alphabetic) && alias.starts_with(char::is_uppercase);
        assert!(hadolint || trivy || checkov || checkov2 || dockle || buildkit, "{alias}");
    }
}
