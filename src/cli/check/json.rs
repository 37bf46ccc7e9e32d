//! Findings as one flat JSON array. The names are a promise to programs: hadolint's, and more; add, never change.

use serde::Serialize;

use crate::lint::{Finding, Region, Survey, Surveyed, level_name};

/// Lines and columns are 1-based, columns count characters, the end lies behind the last character.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Told<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    level: &'static str,
    /// The rule.
    code: &'static str,
    message: &'a str,
    /// The id of the lesson that teaches it.
    lesson: &'static str,
    fix: Option<&'a str>,
    /// What other linters call the rule.
    aliases: &'static [&'static str],
}

/// Returns the JSON with a line end.
pub(super) fn of(survey: &Survey) -> Result<String, serde_json::Error> {
    let told: Vec<Told> = survey.findings().map(|(file, finding)| told(file, finding)).collect();
    Ok(serde_json::to_string_pretty(&told)? + "\n")
}

fn told<'a>(file: &'a Surveyed, finding: &'a Finding) -> Told<'a> {
    let Region { line, column, end_line, end_column } = file.region(finding.span);
    Told {
        file: &file.path,
        line,
        column,
        end_line,
        end_column,
        level: level_name(finding.level),
        code: finding.rule.slug,
        message: &finding.message,
        lesson: finding.rule.practice,
        fix: finding.fix.as_deref(),
        aliases: finding.rule.aliases,
    }
}
