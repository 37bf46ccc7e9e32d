//! Pairs of Dockerfiles, one with a fault and one without: the rule fires in the first and is silent in the second, and nobody is
//! alarmed by a good one.

use super::super::*;
use crate::diagnostic::Severity;
use crate::dockerfile::Dockerfile;

/// The name of the pair, the rule that tells them apart. A rule that does not exist yet is skipped.
const RULE_OF: &[(&str, &str)] = &[
    ("copy-all-before-install", "copy-all-before-install"),
    ("sh-c-wrapper-no-exec", "sh-c-no-exec"),
    ("gunicorn-workers-unset", "gunicorn-workers"),
    ("secret-in-arg", "secret-arg"),
    ("secret-arg-used-in-index-url", "secret-arg-in-url"),
    ("pip-unpinned", "pip-unpinned"),
    ("pip-no-cache-dir", "pip-cache-kept"),
    ("uv-pip-no-cache", "uv-cache-kept"),
    ("pip-self-upgrade", "pip-self-upgrade"),
    ("pip-extra-index-url", "pip-extra-index"),
    ("site-packages-version-mismatch", "base-python-mismatch"),
    ("migrate-in-cmd", "migrate-at-start"),
    ("uvicorn-reload", "dev-server"),
    ("flask-debug-env", "debug-env"),
    ("bind-localhost", "bind-localhost"),
    ("no-user", "user-missing"),
    ("apt-update-alone", "apt-update-alone"),
    ("apt-lists-left", "apt-lists-left"),
    ("pipenv-no-system-deploy", "pipenv-not-deploy"),
    ("poetry-virtualenv", "poetry-venv"),
    ("uv-sync-unlocked", "uv-unlocked"),
    ("uv-image-unpinned", "tool-image-unpinned"),
    ("conda-activate-in-run", "conda-activate"),
    ("conda-no-clean", "conda-no-clean"),
    ("noop-run-export", "noop-run"),
    ("noop-run-activate", "noop-run"),
    ("latest-tag", "base-latest"),
    ("no-tag", "base-untagged"),
    ("floating-minor-tag", "base-floating"),
    ("no-digest", "base-no-digest"),
    ("eol-python", "base-eol-python"),
    ("no-healthcheck", "healthcheck-missing"),
    ("healthcheck-curl-in-slim", "healthcheck-tool-missing"),
    ("add-url-no-checksum", "add-url-no-checksum"),
    ("arg-after-from-missing", "arg-lost-after-from"),
    ("from-arg-undefined", "from-arg-undefined"),
    ("env-self-ref", "env-same-line-ref"),
    ("invalid-json-cmd", "invalid-json-form"),
    ("relative-workdir", "workdir-relative"),
    ("dangling-continuation", "dangling-continuation"),
    ("cache-mount-wrong-path", "cache-mount-useless"),
    ("git-in-context-copied", "dockerignore-gaps"),
    ("volume-in-image", "volume-in-image"),
    ("multiple-cmd", "repeated-final"),
    ("editable-install", "pip-editable"),
    ("setup-py-install", "setup-py-install"),
    ("pythonpath-venv-not-on-path", "venv-not-on-path"),
    ("pip-break-system-packages", "pip-break-system"),
    ("celery-root-or-beat-in-web", "many-processes"),
    ("tini-missing-init", "init-missing"),
];

/// Pairs that a rule cannot tell apart, with the reason.
const NOT_BY_RULE: &[(&str, &str)] = &[];

/// A warning or error in a good Dockerfile that is right: pair, rule, reason.
const RIGHT: &[(&str, &str, &str)] = &[];

struct PairOf {
    name: String,
    bad: String,
    good: String,
}

fn pairs() -> Vec<PairOf> {
    let path = format!("{}/tests/fixtures/dockerfile/practice-pairs.tsv", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let rows = text.lines().skip(1).map(|line| line.split('\t').collect::<Vec<_>>());
    let json = |cell: &str| serde_json::from_str::<String>(cell).unwrap();
    rows.map(|row| PairOf { name: row[0].to_owned(), bad: json(row[3]), good: json(row[4]) }).collect()
}

/// All texts, good and bad.
pub(super) fn texts() -> Vec<String> {
    pairs().into_iter().flat_map(|pair| [pair.bad, pair.good]).collect()
}

fn found(text: &str, options: &Options) -> Vec<Finding> {
    lint(&Dockerfile::parse(text), Context::default(), options)
}

#[test]
fn every_pair_is_told_apart() {
    let mut wrong = Vec::new();
    for pair in pairs() {
        let Some((_, slug)) = RULE_OF.iter().find(|(name, _)| *name == pair.name) else {
            wrong.push(format!("{}: no rule is named for it", pair.name));
            continue;
        };
        if rule(slug).is_none() || NOT_BY_RULE.iter().any(|(name, _)| *name == pair.name) {
            continue;
        }
        let times = |text| found(text, &Options::only([*slug])).len();
        if times(&pair.bad) == 0 || times(&pair.good) > 0 {
            wrong.push(format!("{}: {slug} fires {}, {} times", pair.name, times(&pair.bad), times(&pair.good)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nobody_is_alarmed_by_a_good_dockerfile() {
    let mut wrong = Vec::new();
    for pair in pairs() {
        for finding in found(&pair.good, &Options::default()) {
            let right = RIGHT.iter().any(|(name, slug, _)| *name == pair.name && *slug == finding.rule.slug);
            if finding.level >= Severity::Warning && !right {
                let token = &pair.good[finding.span.range()];
                wrong.push(format!("{}: {} at {token:?}: {}", pair.name, finding.rule.slug, finding.message));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
