//! Findings as SARIF 2.1.0, for code scanning and for editors. Every rule that is named comes with its texts; what comments ignore comes as
//! suppressed. Columns count characters (`unicodeCodePoints`), the end lies behind the last one.

use std::collections::{BTreeSet, HashMap};

use serde::Serialize;
use serde_json::{Value, json};

use crate::diagnostic::Severity;
use crate::hash::fnv1a;
use crate::lint::{Example, Finding, Region, Rule, Survey, Surveyed, level_name, rule};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The log. Thousands of results are written as they stand, by types of their own; the rest, of which there is little, as values. Keys are in
/// the order of the alphabet.
#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    runs: [Run<'a>; 1],
    version: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    column_kind: &'static str,
    invocations: Value,
    results: Vec<Found<'a>>,
    tool: Value,
}

/// One result.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Found<'a> {
    level: &'static str,
    locations: [Location<'a>; 1],
    message: Message,
    partial_fingerprints: Fingerprints,
    properties: Properties,
    rule_id: &'static str,
    rule_index: usize,
    suppressions: &'static [Suppression],
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Fingerprints {
    primary_location_line_hash: String,
}

#[derive(Serialize)]
struct Properties {
    level: &'static str,
}

#[derive(Serialize)]
struct Suppression {
    kind: &'static str,
    status: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    physical_location: Physical<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical<'a> {
    artifact_location: Artifact<'a>,
    region: Place,
}

#[derive(Serialize)]
struct Artifact<'a> {
    uri: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Place {
    end_column: usize,
    end_line: usize,
    start_column: usize,
    start_line: usize,
}

/// What a comment ignores.
const IGNORED: &[Suppression] = &[Suppression { kind: "inSource", status: "accepted" }];

/// Returns the log with a line end.
pub(super) fn of(survey: &Survey) -> Result<String, serde_json::Error> {
    let slugs: BTreeSet<&str> = survey
        .files
        .iter()
        .flat_map(|file| file.findings.iter().chain(&file.ignored))
        .map(|one| one.rule.slug)
        .collect();
    let slugs: Vec<&str> = slugs.into_iter().collect();
    let rules: Vec<Value> = slugs.iter().filter_map(|slug| rule(slug)).map(described).collect();
    let mut results = Vec::new();
    let uris: Vec<String> = survey.files.iter().map(|file| uri(&file.path)).collect();
    for (file, uri) in survey.files.iter().zip(&uris) {
        let mut seen = HashMap::new();
        let all = file.findings.iter().map(|one| (one, false)).chain(file.ignored.iter().map(|one| (one, true)));
        // In the order of places, so that the number of a repeated line does not depend on what is ignored.
        let mut all: Vec<(&Finding, bool)> = all.collect();
        all.sort_by_key(|(one, _)| (one.span.start, one.rule.slug));
        for (finding, ignored) in all {
            let index = slugs.binary_search(&finding.rule.slug).unwrap_or_default();
            results.push(result(file, uri, finding, ignored, index, &mut seen));
        }
    }
    let driver = json!({ "name": "seaworthy", "version": env!("CARGO_PKG_VERSION"), "rules": rules });
    let failed = survey.troubles.iter().any(|trouble| trouble.fails);
    let invocations = json!([{ "executionSuccessful": !failed, "toolExecutionNotifications": notifications(survey) }]);
    let tool = json!({ "driver": driver });
    let run = Run { column_kind: "unicodeCodePoints", invocations, results, tool };
    let log = Log { schema: SCHEMA, runs: [run], version: "2.1.0" };
    Ok(serde_json::to_string_pretty(&log)? + "\n")
}

/// Returns what SARIF calls a level; it has none for style.
fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note | Severity::Style => "note",
    }
}

fn described(rule: &Rule) -> Value {
    let problem = match rule.level {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note | Severity::Style => "recommendation",
    };
    json!({
        "id": rule.slug,
        "shortDescription": { "text": first_sentence(rule.what) },
        "fullDescription": { "text": rule.what },
        "help": { "text": help(rule, false), "markdown": help(rule, true) },
        "defaultConfiguration": { "level": level(rule.level) },
        "properties": {
            "aliases": rule.aliases,
            "lesson": rule.practice,
            "problem.severity": problem,
            "tags": [rule.practice.split('/').next().unwrap_or_default()],
        },
    })
}

fn first_sentence(text: &str) -> &str {
    text.find(". ").map_or(text, |at| &text[..=at])
}

fn help(rule: &Rule, markdown: bool) -> String {
    let fence = |example: &Example| {
        let body = example.dockerfile.trim_end();
        if markdown { format!("```dockerfile\n{body}\n```") } else { body.to_owned() }
    };
    let (what, why) = (rule.what, rule.why);
    let (example, instead) = (fence(&rule.example), fence(&rule.instead));
    let command = format!("seaworthy learn {}", rule.practice);
    let learn = if markdown { format!("`{command}`") } else { command };
    let source = |(title, url): &(&str, &str)| match markdown {
        true => format!("- [{title}]({url})"),
        false => format!("{title}: {url}"),
    };
    let sources: Vec<String> = rule.sources.iter().map(source).collect();
    let sources = sources.join("\n");
    format!("{what}\n\n{why}\n\nExample:\n\n{example}\n\nInstead:\n\n{instead}\n\nTo learn more: {learn}\n\n{sources}")
}

fn result<'a>(
    file: &Surveyed,
    uri: &'a str,
    finding: &Finding,
    ignored: bool,
    rule_index: usize,
    seen: &mut HashMap<u64, usize>,
) -> Found<'a> {
    let text = match &finding.fix {
        Some(fix) => format!("{}. To mend it: {fix}", finding.message),
        None => finding.message.clone(),
    };
    Found {
        level: level(finding.level),
        locations: [location(file, uri, finding.span)],
        message: Message { text },
        partial_fingerprints: Fingerprints { primary_location_line_hash: fingerprint(file, finding, seen) },
        properties: Properties { level: level_name(finding.level) },
        rule_id: finding.rule.slug,
        rule_index,
        suppressions: if ignored { IGNORED } else { &[] },
    }
}

fn location<'a>(file: &Surveyed, uri: &'a str, span: crate::diagnostic::Span) -> Location<'a> {
    let Region { line, column, end_line, end_column } = file.region(span);
    let region = Place { end_column, end_line, start_column: column, start_line: line };
    Location { physical_location: Physical { artifact_location: Artifact { uri }, region } }
}

/// Returns what stays the same when lines are added above: the rule, the guilty text and its line, and which of those it is that are alike.
fn fingerprint(file: &Surveyed, finding: &Finding, seen: &mut HashMap<u64, usize>) -> String {
    let token = file.text.get(finding.span.range()).unwrap_or_default();
    let start = file.lines.start(file.lines.line(finding.span.start));
    let line = file.text[start..].lines().next().unwrap_or_default();
    let parts = [&file.path, finding.rule.slug, line.trim(), token.trim()].join("\0");
    let hash = fnv1a(parts.as_bytes());
    let number = seen.entry(hash).or_default();
    *number += 1;
    format!("{hash:016x}:{number}")
}

/// Returns a path as the reference that SARIF wants: with `/`, everything odd as `%` and its number.
fn uri(path: &str) -> String {
    let mut out = String::new();
    if path.starts_with('/') {
        out.push_str("file://");
    }
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(byte as char),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// Returns what the run has to say besides findings: what was not checked, and comments that ignore nothing.
fn notifications(survey: &Survey) -> Vec<Value> {
    let trouble = |trouble: &crate::lint::Trouble| json!({ "level": if trouble.fails { "error" } else { "note" }, "message": { "text": trouble.message } });
    let notes = survey.files.iter().flat_map(|file| file.notes.iter().map(move |note| (file, note)));
    let note = |(file, note): (&Surveyed, &crate::diagnostic::Diagnostic)| {
        json!({
            "level": "note",
            "message": { "text": note.message },
            "locations": [location(file, &uri(&file.path), note.span)],
            "descriptor": { "id": note.code },
        })
    };
    survey.troubles.iter().map(trouble).chain(notes.map(note)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_as_references() {
        let cases =
            [("a/Dockerfile", "a/Dockerfile"), ("/a b", "file:///a%20b"), ("../é%", "../%C3%A9%25"), ("-", "-")];
        for (path, expected) in cases {
            assert_eq!(uri(path), expected);
        }
    }
}
