//! The words of the course and what they mean.

use super::Block;

/// All the words, sorted by id.
#[derive(Debug, Clone, Default)]
pub struct Glossary {
    /// The words.
    pub terms: Vec<Term>,
}

/// One word.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// Slug; links name it as `term:id`.
    pub id: String,
    /// As it is shown.
    pub title: String,
    /// Other spellings that find it.
    pub aliases: Vec<String>,
    /// What it means, as Markdown source.
    pub text: String,
    /// The same, ready to be drawn.
    pub body: Vec<Block>,
    /// Ids of related words.
    pub see: Vec<String>,
}

impl Glossary {
    /// Returns the word with this id, title or alias; case does not matter.
    pub fn find(&self, name: &str) -> Option<&Term> {
        let name = name.trim().to_lowercase();
        self.terms.iter().find(|term| {
            term.id == name
                || term.title.to_lowercase() == name
                || term.aliases.iter().any(|a| a.to_lowercase() == name)
        })
    }
}
