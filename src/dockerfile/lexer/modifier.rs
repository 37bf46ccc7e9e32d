//! What `:-`, `-`, `:+`, `+`, `:?`, `?`, `#` and `%` make of a variable.

use super::error::ExpandError;
use super::pattern;

/// `${name` and the signs behind it.
#[derive(Debug)]
pub(super) struct Modifier {
    /// The variable.
    pub name: String,
    /// What is to be done.
    pub op: char,
    /// A `:` stands in front: empty counts as unset.
    pub empty_is_unset: bool,
}

impl Modifier {
    /// Says whether escapes stay in the word, because a pattern has its own.
    pub fn takes_pattern(&self) -> bool {
        matches!(self.op, '#' | '%')
    }

    /// Returns the signs as written.
    pub fn written(&self) -> String {
        format!("{}{}", if self.empty_is_unset { ":" } else { "" }, self.op)
    }

    /// Applies it with its `word` to the variable's value.
    pub fn apply(&self, value: Option<String>, word: String) -> Result<String, ExpandError> {
        let (set, value) = (value.is_some(), value.unwrap_or_default());
        let counts_as_unset = !set || (self.empty_is_unset && value.is_empty());
        match self.op {
            '-' => Ok(if counts_as_unset { word } else { value }),
            '+' => Ok(if counts_as_unset { String::new() } else { word }),
            '?' if !set => self.required(word, "is not allowed to be unset"),
            '?' if counts_as_unset => self.required(word, "is not allowed to be empty"),
            '?' => Ok(value),
            '#' | '%' => {
                let longest = word.starts_with(self.op);
                pattern::trim(&value, &word[usize::from(longest)..], self.op == '%', longest)
            }
            _ => Err(ExpandError::Modifier(self.written())),
        }
    }

    fn required(&self, word: String, default: &str) -> Result<String, ExpandError> {
        let message = if word.is_empty() { default.to_owned() } else { word };
        Err(ExpandError::Required(self.name.clone(), message))
    }
}
