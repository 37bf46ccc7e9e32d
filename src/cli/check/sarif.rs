//! Findings as SARIF 2.1.0, for code scanning and for editors. Every rule that is named comes with its texts; what comments ignore comes as
//! suppressed. Columns count characters (`unicodeCodePoints`), the end lies behind the last one.

use std::collections::{BTreeSet, HashMap};

use serde_json::{Value, json};

use crate::diagnostic::Severity;
use crate::hash::fnv1a;
use crate::lint::{Example, Finding, Region, Rule, Survey, Surveyed, level_name, rule};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

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
    for file in &survey.files {
        let mut seen = HashMap::new();
        let all = file.findings.iter().map(|one| (one, false)).chain(file.ignored.iter().map(|one| (one, true)));
        // In the order of places, so that the number of a repeated line does not depend on what is ignored.
        let mut all: Vec<(&Finding, bool)> = all.collect();
        all.sort_by_key(|(one, _)| (one.span.start, one.rule.slug));
        for (finding, ignored) in all {
            let index = slugs.binary_search(&finding.rule.slug).unwrap_or_default();
            results.push(result(file, finding, ignored, index, &mut seen));
        }
    }
    let driver = json!({ "name": "seaworthy", "version": env!("CARGO_PKG_VERSION"), "rules": rules });
    let failed = survey.troubles.iter().any(|trouble| trouble.fails);
    let run = json!({
        "tool": { "driver": driver },
        "columnKind": "unicodeCodePoints",
        "invocations": [{ "executionSuccessful": !failed, "toolExecutionNotifications": notifications(survey) }],
        "results": results,
    });
    let log = json!({ "$schema": SCHEMA, "version": "2.1.0", "runs": [run] });
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

fn result(file: &Surveyed, finding: &Finding, ignored: bool, index: usize, seen: &mut HashMap<u64, usize>) -> Value {
    let text = match &finding.fix {
        Some(fix) => format!("{}. To mend it: {fix}", finding.message),
        None => finding.message.clone(),
    };
    let fingerprint = fingerprint(file, finding, seen);
    let suppressions = if ignored { json!([{ "kind": "inSource", "status": "accepted" }]) } else { json!([]) };
    json!({
        "ruleId": finding.rule.slug,
        "ruleIndex": index,
        "level": level(finding.level),
        "message": { "text": text },
        "locations": [location(file, finding.span)],
        "partialFingerprints": { "primaryLocationLineHash": fingerprint },
        "suppressions": suppressions,
        "properties": { "level": level_name(finding.level) },
    })
}

fn location(file: &Surveyed, span: crate::diagnostic::Span) -> Value {
    let Region { line, column, end_line, end_column } = file.region(span);
    json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(&file.path) },
            "region": { "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column },
        },
    })
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
            "locations": [location(file, note.span)],
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
