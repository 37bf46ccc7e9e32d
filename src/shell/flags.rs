//! Questions about a command's flags and arguments, as rules ask them. No table of programs here: who knows a program says which of its
//! flags take a value.

use super::command::Command;
use super::word::Word;
use crate::diagnostic::Span;

/// The value of a flag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FlagValue<'a> {
    /// The word that holds it; in `--x=v` also the flag.
    pub word: &'a Word,
    /// The value alone.
    pub text: &'a str,
    /// Where the value stands.
    pub span: Span,
}

/// How a word relates to a flag.
enum Match<'a> {
    No,
    Bare,
    With(&'a str),
}

impl Command {
    /// Returns the word that gives this flag: `--long` (also `--long=v`), `-x` (also in a bundle, `-qyx`), `-long` as find has it.
    /// Words behind a lone `--` are no flags.
    pub fn flag(&self, name: &str) -> Option<&Word> {
        let letter = short(name);
        self.flag_words().find(|word| match matched(&word.text, name) {
            Match::Bare => true,
            Match::With(_) => letter.is_none() || word.text.as_bytes().get(2) == Some(&b'='),
            Match::No => false,
        } || letter.is_some_and(|letter| is_bundle_with(&word.text, letter)))
    }

    /// Returns whether any of these flags is given.
    pub fn has_flag(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.flag(name).is_some())
    }

    /// Returns the first value of any of these flags: `--x=v`, `--x v`, `-xv`, `-x v`.
    pub fn flag_value(&self, names: &[&str]) -> Option<FlagValue<'_>> {
        self.flag_values(names).into_iter().next()
    }

    /// Returns all values of these flags, in their order.
    pub fn flag_values(&self, names: &[&str]) -> Vec<FlagValue<'_>> {
        let mut found = Vec::new();
        let mut words = self.flag_words().peekable();
        let args = self.args();
        let mut at = 0;
        while let Some(word) = words.next() {
            at += 1;
            let Some(hit) = names.iter().map(|name| matched(&word.text, name)).find(|hit| !matches!(hit, Match::No))
            else {
                continue;
            };
            match hit {
                Match::With(value) => {
                    let start = word.text.len() - value.len();
                    found.push(FlagValue { word, text: value, span: word.locate(start..word.text.len()) });
                }
                Match::Bare | Match::No => {
                    if let Some(next) = args.get(at) {
                        found.push(FlagValue { word: next, text: &next.text, span: next.span });
                        words.next();
                        at += 1;
                    }
                }
            }
        }
        found
    }

    /// Returns the arguments that are no flags and no values of the flags in `valued`; behind a lone `--` all are arguments.
    pub fn positionals(&self, valued: &[&str]) -> Vec<&Word> {
        self.each_positional(valued).collect()
    }

    /// Returns the first of them: mostly the verb of a program.
    pub fn first_positional(&self, valued: &[&str]) -> Option<&Word> {
        self.each_positional(valued).next()
    }

    fn each_positional(&self, valued: &[&str]) -> impl Iterator<Item = &Word> {
        let mut words = self.args().iter();
        let mut flags = true;
        std::iter::from_fn(move || {
            loop {
                let word = words.next()?;
                if !flags || !word.text.starts_with('-') || word.text == "-" {
                    return Some(word);
                }
                if word.text == "--" {
                    flags = false;
                } else if valued.iter().any(|name| matches!(matched(&word.text, name), Match::Bare)) {
                    words.next();
                }
            }
        })
    }

    fn flag_words(&self) -> impl Iterator<Item = &Word> {
        self.args().iter().take_while(|word| word.text != "--")
    }
}

/// Returns the letter of `-x`.
fn short(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'-', letter] if *letter != b'-' => Some(*letter),
        _ => None,
    }
}

fn matched<'a>(word: &'a str, name: &str) -> Match<'a> {
    match word.strip_prefix(name) {
        Some("") => Match::Bare,
        Some(rest) => match rest.strip_prefix('=') {
            Some(value) => Match::With(value),
            None if short(name).is_some() => Match::With(rest),
            None => Match::No,
        },
        None => Match::No,
    }
}

fn is_bundle_with(word: &str, letter: u8) -> bool {
    let Some(letters) = word.strip_prefix('-') else { return false };
    letters.bytes().all(|b| b.is_ascii_alphanumeric()) && letters.bytes().any(|b| b == letter)
}
