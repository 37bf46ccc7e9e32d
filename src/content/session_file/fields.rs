//! Fields of a session file, each taken with its place; what is wrong with one is told and the others are read all the same.

use std::ops::RangeInclusive;

use toml::de::{DeTable, DeValue};

use super::{LONGEST_TITLE, MOST_ITEMS};
use crate::diagnostic::{Diagnostic, Span, nearest};
use crate::id;

/// Most faults that are told: nobody reads more, and a hostile file could have any number.
const MOST_FOUND: usize = 100;

/// What was found wrong in one file.
pub(super) struct Found<'p> {
    path: &'p str,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl<'p> Found<'p> {
    pub(super) fn new(path: &'p str) -> Self {
        Self { path, diagnostics: Vec::new() }
    }

    /// Tells what is wrong at `at` and what to do.
    pub(super) fn error(&mut self, code: &'static str, at: Span, message: impl Into<String>, help: impl Into<String>) {
        self.take(Diagnostic::error(code, self.path, at, message).help(help));
    }

    /// Tells what should be looked at.
    pub(super) fn warning(
        &mut self,
        code: &'static str,
        at: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.take(Diagnostic::warning(code, self.path, at, message).help(help));
    }

    fn take(&mut self, diagnostic: Diagnostic) {
        if self.diagnostics.len() < MOST_FOUND {
            self.diagnostics.push(diagnostic);
        }
    }
}

/// A table of the file.
pub(super) struct Fields<'t, 's> {
    pub(super) table: &'t DeTable<'s>,
    /// Where it begins.
    pub(super) at: Span,
    /// How it is called in reports.
    pub(super) name: String,
}

impl<'t, 's> Fields<'t, 's> {
    /// Tells fields that mean nothing.
    pub(super) fn refuse_unknown(&self, known: &[&str], found: &mut Found<'_>) {
        for (key, _) in self.table.iter().filter(|(key, _)| !known.contains(&&**key.get_ref())) {
            let help = match nearest(key.get_ref(), known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("remove it; the fields here are `{}`", known.join("`, `")),
            };
            let message = format!("{} has an unknown field `{}`", self.name, shortened(key.get_ref()));
            found.error("field-unknown", key.span().into(), message, help);
        }
    }

    /// Returns a text.
    pub(super) fn text(&self, key: &str, found: &mut Found<'_>) -> Option<(String, Span)> {
        let (value, at) = self.value(key)?;
        match value.as_str().map(str::trim) {
            Some("") => {
                found.error("field-empty", at, format!("`{key}` is empty"), "say what it is, or remove the line")
            }
            Some(text) => return Some((text.to_owned(), at)),
            None => wrong_type(key, "a text", "\"…\"", at, found),
        }
        None
    }

    /// Returns a text of one line.
    pub(super) fn title(&self, key: &str, found: &mut Found<'_>) -> Option<String> {
        let (text, at) = self.text(key, found)?;
        let long = text.chars().count() > LONGEST_TITLE;
        if long || text.contains(['\n', '\t']) {
            let message = format!("`{key}` has to be one line of at most {LONGEST_TITLE} characters");
            found.error("field-long", at, message, "shorten it; details belong into the text of an item");
            return None;
        }
        Some(text)
    }

    /// Returns a text of at most `most` characters.
    pub(super) fn prose(&self, key: &str, most: usize, found: &mut Found<'_>) -> Option<(String, Span)> {
        let (text, at) = self.text(key, found)?;
        let count = text.chars().count();
        if count > most {
            let message = format!("`{key}` has {count} characters, at most {most} are shown");
            found.error("field-long", at, message, "shorten it, or make two items of it");
            return None;
        }
        Some((text, at))
    }

    /// Returns a name of one word.
    pub(super) fn slug(&self, key: &str, found: &mut Found<'_>) -> Option<(String, Span)> {
        let (text, at) = self.text(key, found)?;
        if !id::is_slug(&text) {
            let message = format!("`{}` is no name for files", shortened(&text));
            let help = format!("lower-case letters, digits and inner hyphens, at most {} characters", id::MAX_SLUG);
            found.error("bad-id", at, message, help);
            return None;
        }
        Some((text, at))
    }

    /// Returns a whole number.
    pub(super) fn number(&self, key: &str, found: &mut Found<'_>) -> Option<(i64, Span)> {
        let (value, at) = self.value(key)?;
        let number = value.as_integer().and_then(|n| i64::from_str_radix(n.as_str(), n.radix()).ok());
        if let Some(quoted) = value.as_str().and_then(|text| text.trim().parse::<u32>().ok()) {
            let help = format!("write `{key} = {quoted}`, without quotes");
            found.error("field-type", at, format!("`{key}` has to be a whole number"), help);
        } else if number.is_none() {
            wrong_type(key, "a whole number", "1", at, found);
        }
        Some((number?, at))
    }

    /// Returns a number within bounds; `meaning` says what is to be written, and within which bounds.
    pub(super) fn within(
        &self,
        key: &str,
        bounds: RangeInclusive<i64>,
        meaning: &str,
        found: &mut Found<'_>,
    ) -> Option<i64> {
        let (number, at) = self.number(key, found)?;
        if !bounds.contains(&number) {
            found.error("out-of-bounds", at, format!("`{key}` cannot be {number}"), format!("write {meaning}"));
            return None;
        }
        Some(number)
    }

    /// Returns a yes or no.
    pub(super) fn flag(&self, key: &str, found: &mut Found<'_>) -> Option<bool> {
        let (value, at) = self.value(key)?;
        let flag = value.as_bool();
        if flag.is_none() {
            wrong_type(key, "`true` or `false`", "true", at, found);
        }
        flag
    }

    /// Returns one text, or a list of texts, with their places.
    pub(super) fn texts(&self, key: &str, found: &mut Found<'_>) -> Vec<(String, Span)> {
        let Some((value, at)) = self.value(key) else { return Vec::new() };
        let one = |value: &DeValue<'_>, at: Span| Some((value.as_str()?.trim().to_owned(), at));
        if let Some(text) = one(value, at) {
            return vec![text];
        }
        let list = value.as_array().into_iter().flatten().take(MOST_ITEMS);
        let list: Option<Vec<_>> = list.map(|entry| one(entry.get_ref(), entry.span().into())).collect();
        match list.filter(|list| !list.is_empty()) {
            Some(list) => list,
            None => {
                wrong_type(key, "a text or a list of texts", "[\"…\"]", at, found);
                Vec::new()
            }
        }
    }

    /// Returns the tables of `[[key]]`.
    pub(super) fn tables(&self, key: &str, found: &mut Found<'_>) -> Vec<Fields<'t, 's>> {
        let Some((value, at)) = self.value(key) else { return Vec::new() };
        let Some(list) = value.as_array() else {
            wrong_type(key, "a list of tables", "…", at, found);
            return Vec::new();
        };
        let mut tables = Vec::new();
        for (number, entry) in list.iter().enumerate() {
            let at = Span::from(entry.span());
            match entry.get_ref().as_table() {
                Some(table) => tables.push(Fields { table, at, name: format!("{key} {}", number + 1) }),
                None => wrong_type(key, "a list of tables", "…", at, found),
            }
        }
        tables
    }

    /// Returns where the value of a field stands.
    pub(super) fn place(&self, key: &str) -> Span {
        self.value(key).map_or(self.at, |(_, at)| at)
    }

    /// Returns where the name of a field stands.
    pub(super) fn key_place(&self, key: &str) -> Span {
        let found = self.table.iter().find(|(name, _)| name.get_ref() == key);
        found.map_or(self.at, |(name, _)| name.span().into())
    }

    fn value(&self, key: &str) -> Option<(&'t DeValue<'s>, Span)> {
        let value = self.table.get(key)?;
        Some((value.get_ref(), value.span().into()))
    }
}

fn wrong_type(key: &str, words: &str, example: &str, at: Span, found: &mut Found<'_>) {
    let help = match words {
        "a list of tables" => format!("write `[[{key}]]` on a line of its own, and its fields below"),
        _ => format!("write `{key} = {example}`"),
    };
    found.error("field-type", at, format!("`{key}` has to be {words}"), help);
}

/// Returns the beginning of a text of any length, for a message.
pub(super) fn shortened(text: &str) -> String {
    text.chars().take(60).collect()
}
