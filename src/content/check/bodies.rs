//! The code itself, as far as somebody here can read its language: TOML and JSON are parsed, YAML is looked at for tabs.

use serde::de::IgnoredAny;
use toml::de::DeTable;

use super::findings::Findings;
use super::place::{code_lines, in_code};
use super::site::{Passage, Site};
use crate::course::Code;
use crate::course::block::walk_code;
use crate::diagnostic::Span;

/// Judges the code of every fence.
pub(super) fn check(site: &Site<'_>, found: &mut Findings) {
    for passage in site.passages() {
        walk_code(passage.blocks, &mut |code| match code.lang.as_str() {
            "toml" => toml(&passage, code, found),
            "json" => json(&passage, code, found),
            "yaml" => yaml(&passage, code, found),
            _ => {}
        });
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
