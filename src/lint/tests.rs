//! What holds for all rules, and how a rule's own tests ask: [`fires`], [`messages`], [`fixes`].

mod engine;
mod pairs;
mod pragmas;
mod properties;
mod table;

use super::{Context, Finding, Ignore, Options, lint};
use crate::dockerfile::Dockerfile;

/// Returns the guilty tokens that one rule finds in a Dockerfile.
pub(super) fn fires<'t>(slug: &str, text: &'t str) -> Vec<&'t str> {
    let found = findings(slug, text, Context::default());
    found.iter().map(|finding| &text[finding.span.range()]).collect()
}

/// The same with a .dockerignore beside it; tokens in that file are left out.
pub(super) fn fires_with_ignore<'t>(slug: &str, text: &'t str, ignore: &str) -> Vec<&'t str> {
    let ignore = crate::ignore::parse("", ignore);
    let found = findings(slug, text, Context { ignore: Ignore::File(&ignore), files: None });
    let here = found.iter().filter(|finding| finding.place == super::Place::Dockerfile);
    here.map(|finding| &text[finding.span.range()]).collect()
}

/// Returns what one rule advises.
pub(super) fn fixes(slug: &str, text: &str) -> Vec<String> {
    findings(slug, text, Context::default()).into_iter().filter_map(|finding| finding.fix).collect()
}

/// Returns the messages of one rule.
pub(super) fn messages(slug: &str, text: &str) -> Vec<String> {
    findings(slug, text, Context::default()).into_iter().map(|finding| finding.message).collect()
}

fn findings(slug: &str, text: &str, context: Context<'_>) -> Vec<Finding> {
    assert!(super::rule(slug).is_some(), "there is no rule {slug}");
    lint(&Dockerfile::parse(text), context, &Options::only([slug]))
}

/// The guilty tokens that one rule finds in the .dockerignore.
pub(super) fn fires_in_ignore<'t>(slug: &str, text: &str, ignore: &'t str) -> Vec<&'t str> {
    let file = crate::ignore::parse("", ignore);
    let found = findings(slug, text, Context { ignore: Ignore::File(&file), files: None });
    let there = found.iter().filter(|finding| finding.place == super::Place::IgnoreFile);
    there.map(|finding| &ignore[finding.span.range()]).collect()
}

/// The guilty tokens in a Dockerfile whose context is known: its files, and its .dockerignore or that there is none.
pub(super) fn fires_with_files<'t>(slug: &str, text: &'t str, ignore: Option<&str>, files: &[&str]) -> Vec<&'t str> {
    let file = ignore.map(|text| crate::ignore::parse("", text));
    let ignore = file.as_ref().map_or(Ignore::Absent, Ignore::File);
    let files: Vec<String> = files.iter().map(|path| (*path).to_owned()).collect();
    let found = findings(slug, text, Context { ignore, files: Some(&files) });
    let here = found.iter().filter(|finding| finding.place == super::Place::Dockerfile);
    here.map(|finding| &text[finding.span.range()]).collect()
}
