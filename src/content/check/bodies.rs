//! The code itself, as far as somebody here can read its language: Dockerfiles, ignore files, TOML and JSON are parsed, YAML is looked
//! at for tabs. Whether a Dockerfile is a good one is not asked here.

use serde::de::IgnoredAny;
use toml::de::DeTable;

use super::findings::Findings;
use super::place::{code_lines, in_code};
use super::site::{Passage, Site};
use crate::course::Code;
use crate::course::block::walk_code;
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::dockerfile::Dockerfile;
use crate::ignore;

/// Judges the code of every fence.
pub(super) fn check(site: &Site<'_>, found: &mut Findings) {
    for passage in site.passages() {
        walk_code(passage.blocks, &mut |code| match code.lang.as_str() {
            "toml" => toml(&passage, code, found),
            "json" => json(&passage, code, found),
            "yaml" => yaml(&passage, code, found),
            "dockerfile" => dockerfile(&passage, code, found),
            "ignore" => ignore_file(&passage, code, found),
            _ => {}
        });
    }
    for (quiz, file) in site.own_quizzes() {
        for (question, spans) in quiz.quiz.questions.iter().zip(&quiz.quiz.spans) {
            let (Some(code), Some(span)) = (&question.code, spans.code) else { continue };
            // What stands in a blank is the learner's to find.
            if code.lang == "dockerfile" && !code.text.contains("{{") {
                for fault in refusals(&code.text) {
                    found.add("code-broken", file, span, refused(&code.text, &fault), fault.help.unwrap_or_default());
                }
            }
        }
    }
}

const HELP: &str = "mend it; an excerpt that is no whole document is `text`";

fn toml(passage: &Passage<'_>, code: &Code, found: &mut Findings) {
    if let Err(error) = DeTable::parse(&code.text) {
        let at = error.span().map_or(0, |span| span.start);
        let message = format!("this is not TOML: {}", error.message().trim().replace('\n', "; "));
        found.add("code-broken", passage.file, in_code(&passage.file.text, code, at), message, HELP);
    }
}

/// Several values below each other are legal: logs are written so.
fn json(passage: &Passage<'_>, code: &Code, found: &mut Findings) {
    let mut values = serde_json::Deserializer::from_str(&code.text).into_iter::<IgnoredAny>();
    if let Some(error) = values.find_map(Result::err) {
        let lines = code.text.split('\n').take(error.line().saturating_sub(1));
        let at = lines.map(|line| line.len() + 1).sum::<usize>() + error.column().saturating_sub(1);
        let text = error.to_string();
        let message = text.rsplit_once(" at line ").map_or(text.as_str(), |(message, _)| message);
        let span = in_code(&passage.file.text, code, at);
        found.add("code-broken", passage.file, span, format!("this is not JSON: {message}"), HELP);
    }
}

/// What stands above a fragment, so that it can be read as a Dockerfile.
const FRAME: &str = "FROM scratch\n";

/// Rules that are about files the builder refuses: a fence that shows one of these is broken on purpose.
pub(super) const ABOUT_REFUSALS: [&str; 3] = ["parse-error", "dangling-continuation", "invalid-json-form"];

fn dockerfile(passage: &Passage<'_>, code: &Code, found: &mut Findings) {
    if code.attrs.rules.iter().any(|rule| ABOUT_REFUSALS.contains(&rule.as_str())) {
        return;
    }
    for fault in refusals(&code.text) {
        let span = in_code(&passage.file.text, code, fault.span.start);
        found.add("code-broken", passage.file, span, format!("the builder would refuse this: {}", fault.message), HELP);
    }
}

/// Returns what the builder would refuse, placed in `text`; a text without FROM is read as a fragment.
fn refusals(text: &str) -> Vec<Diagnostic> {
    let whole = Dockerfile::parse(text);
    let is_fragment = whole.stages.list.is_empty();
    let (read, before) =
        if is_fragment { (Dockerfile::parse(&format!("{FRAME}{text}")), FRAME.len()) } else { (whole, 0) };
    let errors = read.diagnostics.into_iter().filter(|fault| fault.severity == Severity::Error);
    let place = |span: Span| Span::new(span.start.saturating_sub(before), span.end.saturating_sub(before));
    errors.map(|fault| Diagnostic { span: place(fault.span), ..fault }).collect()
}

fn refused(text: &str, fault: &Diagnostic) -> String {
    let line = text[..fault.span.start.min(text.len())].matches('\n').count() + 1;
    format!("the builder would refuse line {line} of this code: {}", fault.message)
}

fn ignore_file(passage: &Passage<'_>, code: &Code, found: &mut Findings) {
    for fault in ignore::parse("", &code.text).diagnostics {
        if fault.severity == Severity::Error {
            let span = in_code(&passage.file.text, code, fault.span.start);
            found.add(
                "code-broken",
                passage.file,
                span,
                format!("the builder would refuse this: {}", fault.message),
                HELP,
            );
        }
    }
}

fn yaml(passage: &Passage<'_>, code: &Code, found: &mut Findings) {
    for line in code_lines(&passage.file.text, code) {
        let indent = line.text.len() - line.text.trim_start().len();
        if let Some(tab) = line.text[..indent].find('\t') {
            let at = (line.span.start + tab).min(line.span.end);
            let span = Span::new(at, (at + 1).min(line.span.end));
            found.add("yaml-tab", passage.file, span, "YAML may not be indented with tabs", "indent with blanks");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<(usize, String)> {
        refusals(text).into_iter().map(|fault| (fault.span.start, fault.message)).collect()
    }

    #[test]
    fn whole_files_and_fragments_are_read() {
        for text in
            ["FROM x\nRUN y\n", "RUN y\n", "ARG V=1\nFROM x:$V\n", "# only a comment\n", "", "COPY --from=x:1 /a /b"]
        {
            assert_eq!(told(text), [], "{text}");
        }
    }

    #[test]
    fn what_the_builder_refuses_is_told_where_it_stands() {
        let places = |text| told(text).into_iter().map(|(at, _)| at).collect::<Vec<_>>();
        assert_eq!(places("FROM x\nRUM y\n"), [7]);
        assert_eq!(places("RUM y\n"), [0], "a fragment is placed without what was put above it");
        assert_eq!(places("RUN y\nENV A=1 B\n").len(), 1);
        let text = "FROM x\nRUM y\n";
        let told = refused(text, &refusals(text)[0]);
        assert!(told.starts_with("the builder would refuse line 2 of this code: "), "{told}");
    }
}
