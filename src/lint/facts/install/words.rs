//! Arguments of an installer in order: flags with their values, and the rest.

use crate::shell::Word;

/// One argument.
#[derive(Debug, Clone, Copy)]
pub(super) enum Argument<'a> {
    /// A flag; the value follows `=`, or the letter, or is the next word of a flag that takes one.
    Flag {
        /// `--requirement`, `-r`
        name: &'a str,
        /// The word that holds the value and where in its text that begins.
        value: Option<(&'a Word, usize)>,
    },
    /// Anything else.
    Positional(&'a Word),
}

impl<'a> Argument<'a> {
    /// Returns the name of a flag.
    pub fn flag(&self) -> Option<&'a str> {
        match self {
            Self::Flag { name, .. } => Some(name),
            Self::Positional(_) => None,
        }
    }

    /// Returns the word of what is no flag.
    pub fn positional(&self) -> Option<&'a Word> {
        match self {
            Self::Positional(word) => Some(word),
            Self::Flag { .. } => None,
        }
    }
}

/// Reads the words behind a program; `valued` are the flags whose value may be the next word.
pub(super) fn arguments<'a>(words: &'a [Word], valued: &[&str]) -> Vec<Argument<'a>> {
    let mut found = Vec::with_capacity(words.len());
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let text = word.text.as_str();
        if text == "--" {
            found.extend(words.map(Argument::Positional));
            break;
        }
        if !text.starts_with('-') || text == "-" {
            found.push(Argument::Positional(word));
            continue;
        }
        let letter = text.get(..2).filter(|_| !text.starts_with("--") && text.len() > 2);
        let glued = letter.filter(|letter| valued.contains(letter) && !valued.contains(&text));
        found.push(match (text.split_once('='), glued) {
            (_, Some(letter)) => Argument::Flag { name: letter, value: Some((word, 2)) },
            (Some((name, _)), None) => Argument::Flag { name, value: Some((word, name.len() + 1)) },
            (None, None) if valued.contains(&text) => {
                Argument::Flag { name: text, value: words.next().map(|value| (value, 0)) }
            }
            (None, None) => Argument::Flag { name: text, value: None },
        });
    }
    found
}
