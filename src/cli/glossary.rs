//! `seaworthy glossary`: what a word means.

use std::fmt::Write as _;

use super::setup::Setup;
use super::{Failure, Outcome, out};
use crate::course::{Glossary, Term};
use crate::diagnostic::nearest;
use crate::ui::plain;

/// Columns that definitions are wrapped at.
const WIDTH: usize = 80;

/// Prints one word, or the list of all.
pub fn run(setup: &Setup, name: Option<&str>) -> Result<Outcome, Failure> {
    let glossary = setup.library()?.glossary()?;
    let text = match name {
        Some(name) => explain(&glossary, find(&glossary, name)?),
        None => glossary.terms.iter().map(|term| format!("{:<24} {}\n", term.id, first_sentence(&term.text))).collect(),
    };
    out::print(&text)?;
    Ok(Outcome::Fine)
}

fn find<'g>(glossary: &'g Glossary, name: &str) -> Result<&'g Term, String> {
    glossary.find(name).ok_or_else(|| {
        let names = glossary.terms.iter().flat_map(|term| [term.id.as_str(), term.title.as_str()]);
        let near =
            nearest(&name.to_lowercase(), names).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        format!("the glossary has no word `{name}`{near}")
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
