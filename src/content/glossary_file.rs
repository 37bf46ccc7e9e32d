//! `glossary.toml`: the words. A field that is not known is stepped over; the linter tells its author.

use serde::Deserialize;
use toml::Spanned;

use super::{markdown, toml_file};
use crate::course::{Glossary, Term};
use crate::diagnostic::{Diagnostic, Span, nearest};
use crate::id::is_slug;

#[derive(Deserialize)]
struct Raw {
    #[serde(default)]
    term: Vec<RawTerm>,
}

#[derive(Deserialize)]
struct RawTerm {
    id: Spanned<String>,
    #[serde(default)]
    title: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
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
            let problem = Diagnostic::error("bad-id", path, span, format!("`{id}` is not a slug"));
            found.push(problem.help("write lower-case letters, digits and inner hyphens"));
        } else if glossary.terms.iter().any(|other| other.id == id) {
            let problem = Diagnostic::error("twice", path, span, format!("the word `{id}` stands here twice"));
            found.push(problem.help("make one of the two, or give it another id"));
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
            let near = nearest(&see, glossary.terms.iter().map(|term| term.id.as_str()));
            let help = near.map_or("name the id of another word".to_owned(), |near| format!("did you mean `{near}`?"));
            let problem = Diagnostic::error("see-dead", path, span, format!("there is no word `{see}`"));
            found.push(problem.help(help));
        }
    }
    (glossary, found)
}
