//! `seaworthy glossary`: what a word means.

use std::fmt::Write as _;

use super::columns::{WIDTH, padded, widest};
use super::setup::Setup;
use super::{Failure, Outcome, out};
use crate::content::Library;
use crate::course::{Glossary, Term};
use crate::diagnostic::nearest;
use crate::ui::plain;

/// Prints one word, or the list of all.
pub fn run(setup: &Setup, name: Option<&str>) -> Result<Outcome, Failure> {
    out::print(&text(&setup.library()?, name)?)?;
    Ok(Outcome::Fine)
}

/// Returns one word with its meaning, or the list of all.
///
/// # Errors
/// There is no such word; the error names the nearest.
pub fn text(library: &Library, name: Option<&str>) -> Result<String, Failure> {
    let glossary = library.glossary()?;
    Ok(match name {
        Some(name) => explain(&glossary, find(&glossary, name)?),
        None => list(&glossary),
    })
}

fn list(glossary: &Glossary) -> String {
    let columns = widest(glossary.terms.iter().map(|term| term.id.as_str()));
    let line = |term: &Term| format!("{}  {}\n", padded(&term.id, columns), first_sentence(&term.text));
    glossary.terms.iter().map(line).collect()
}

fn find<'g>(glossary: &'g Glossary, name: &str) -> Result<&'g Term, String> {
    glossary.find(name).ok_or_else(|| {
        let names = glossary.terms.iter().flat_map(|term| [term.id.as_str(), term.title.as_str()]);
        let next = match nearest(&name.to_lowercase(), names) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`seaworthy glossary` lists them all".to_owned(),
        };
        format!("the glossary has no word `{name}`; {next}")
    })
}

fn explain(glossary: &Glossary, term: &Term) -> String {
    let mut text = format!("{}\n\n", term.title);
    plain::write(&term.body, WIDTH, &mut text);
    let title = |id: &String| glossary.find(id).map_or(id.clone(), |term| term.title.clone());
    if !term.see.is_empty() {
        let _ = writeln!(text, "\nSee also: {}", term.see.iter().map(title).collect::<Vec<_>>().join(", "));
    }
    text
}

fn first_sentence(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.split_once(". ").map_or(line.clone(), |(first, _)| format!("{first}."))
}
