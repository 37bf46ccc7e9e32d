//! `glossary.toml`: the words.

use serde::Deserialize;
use toml::Spanned;

use super::{markdown, toml_file};
use crate::course::{Glossary, Term};
use crate::diagnostic::{Diagnostic, Span};
use crate::id::is_slug;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    #[serde(default)]
    term: Vec<RawTerm>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTerm {
    id: Spanned<String>,
    title: String,
    #[serde(default)]
    aliases: Vec<String>,
    text: String,
    #[serde(default)]
    see: Vec<Spanned<String>>,
}

/// Reads a glossary. Words are returned sorted by id; what cannot be used is reported and left out.
pub fn parse(path: &str, source: &str) -> (Glossary, Vec<Diagnostic>) {
    let raw: Raw = match toml_file::read(path, source, 0) {
        Ok(raw) => raw,
        Err(diagnostic) => return (Glossary::default(), vec![diagnostic]),
    };
    let (mut glossary, mut found, mut links) = (Glossary::default(), Vec::new(), Vec::new());
    for term in raw.term {
        let span = Span::from(term.id.span());
        let id = term.id.into_inner();
        if !is_slug(&id) {
            found.push(Diagnostic::error("bad-id", path, span, format!("`{id}` is not a slug")));
        } else if glossary.terms.iter().any(|other| other.id == id) {
            found.push(Diagnostic::error("twice", path, span, format!("the word `{id}` stands here twice")));
        } else {
            let body = markdown::parse(&term.text, 0);
            links.extend(term.see.iter().map(|see| (see.get_ref().clone(), Span::from(see.span()))));
            let see = term.see.into_iter().map(Spanned::into_inner).collect();
            let text = term.text.trim().to_owned();
            glossary.terms.push(Term { id, title: term.title, aliases: term.aliases, text, body, see });
        }
    }
    glossary.terms.sort_by(|a, b| a.id.cmp(&b.id));
    for (see, span) in links {
        if !glossary.terms.iter().any(|term| term.id == see) {
            found.push(Diagnostic::error("see-dead", path, span, format!("there is no word `{see}` here")));
        }
    }
    (glossary, found)
}
