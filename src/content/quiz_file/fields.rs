//! Typed access to one TOML table; every way it can be wrong is said once, here.
//! Must not know what the fields mean.

use toml::de::{DeTable, DeValue};

use super::reader::Reader;
use super::schema::{self, Table};
use super::text::{Text, visible};
use crate::diagnostic::{Span, nearest};
use crate::id::is_slug;

/// One table of the file.
pub(super) struct Fields<'t> {
    values: &'t DeTable<'t>,
    /// The table's header.
    pub(super) span: Span,
    /// How a message names it, "question `x`".
    pub(super) name: String,
    /// What may stand in it.
    pub(super) table: Table,
}

impl<'t> Fields<'t> {
    pub(super) fn new(values: &'t DeTable<'t>, span: Span, name: String, table: Table) -> Self {
        Self { values, span, name, table }
    }

    /// Reports each field that may not stand here.
    pub(super) fn refuse_unknown(&self, reader: &mut Reader<'_>) {
        for key in self.values.keys() {
            let name = visible(key.get_ref());
            if !self.table.fields().any(|field| field == name) {
                let message = format!("{} has an unknown field `{name}`", self.name);
                reader.error("field-unknown", key.span().into(), message, self.advice(&name));
            }
        }
    }

    fn advice(&self, name: &str) -> String {
        let kinds = schema::kinds_with(name);
        if self.table.header == schema::ROOT.header {
            return "a quiz file holds only `[[question]]`; fields of a question stand below its header".to_owned();
        }
        let is_question = self.table.header == schema::ALL_QUESTIONS.header;
        if is_question && !kinds.is_empty() {
            return format!("`{name}` belongs to the kind {}; remove it or change `kind`", kinds.join(" or "));
        }
        if !is_question && schema::is_of_question(name) {
            let first = self.table.header;
            return format!("`{name}` belongs to the question: write it above the first `{first}`");
        }
        if let Some(near) = nearest(name, self.table.fields()) {
            return format!("did you mean `{near}`?");
        }
        let all: Vec<_> = self.table.fields().map(|field| format!("`{field}`")).collect();
        format!("remove it; the fields here are {}", all.join(", "))
    }

    /// Returns the string `key`, if it is there and is a string that says something.
    pub(super) fn optional(&self, key: &str, reader: &mut Reader<'_>) -> Option<Text> {
        self.string(key, "write it, or remove the field", reader)
    }

    fn string(&self, key: &str, when_empty: &str, reader: &mut Reader<'_>) -> Option<Text> {
        let (value, span) = self.value(key)?;
        let Some(text) = value.as_str() else {
            self.refuse_type(key, "a string", value, span, reader);
            return None;
        };
        let text = Text::new(reader.source, span, text);
        if text.is_blank() {
            let message = format!("`{key}` of {} is empty", self.name);
            reader.error("field-empty", span, message, when_empty);
            return None;
        }
        Some(text)
    }

    /// Returns the string `key`; its absence is reported with what it should be.
    pub(super) fn required(&self, key: &str, what: &str, reader: &mut Reader<'_>) -> Option<Text> {
        if self.value(key).is_none() {
            let message = format!("{} has no `{key}`", self.name);
            reader.error("field-missing", self.span, message, format!("add `{key} = \"…\"`: {what}"));
        }
        self.string(key, &format!("write {what}"), reader)
    }

    /// Returns the slug `key`, which has to be there.
    pub(super) fn slug(&self, key: &str, reader: &mut Reader<'_>) -> Option<Text> {
        let text = self.required(key, "lower-case letters, digits and hyphens", reader)?;
        if !is_slug(&text.value) {
            let message = format!("`{}` is not a slug", text.value);
            let help = match slug_of(&text.value) {
                Some(slug) => format!("write `{slug}`: only lower-case letters, digits and inner hyphens, at most 48"),
                None => "write lower-case letters, digits and inner hyphens, at most 48".to_owned(),
            };
            reader.error("id-bad", text.span, message, help);
            return None;
        }
        Some(text)
    }

    /// Returns the truth value `key` and where it stands.
    pub(super) fn flag(&self, key: &str, reader: &mut Reader<'_>) -> Option<(bool, Span)> {
        let (value, span) = self.value(key)?;
        if value.as_bool().is_none() {
            self.refuse_type(key, "true or false", value, span, reader);
        }
        value.as_bool().map(|flag| (flag, span))
    }

    /// Returns the strings of the list `key`; none where it is not there.
    pub(super) fn texts(&self, key: &str, reader: &mut Reader<'_>) -> Vec<Text> {
        let Some((value, span)) = self.value(key) else { return Vec::new() };
        let Some(list) = value.as_array() else {
            self.refuse_type(key, "a list of strings", value, span, reader);
            return Vec::new();
        };
        let mut texts = Vec::new();
        for entry in list {
            match entry.get_ref().as_str() {
                Some(text) => texts.push(Text::new(reader.source, entry.span().into(), text)),
                None => self.refuse_type(key, "a list of strings", entry.get_ref(), entry.span().into(), reader),
            }
        }
        texts.retain(|text| {
            if text.is_blank() {
                let message = format!("`{key}` of {} has an empty entry", self.name);
                reader.error("field-empty", text.span, message, "write it or remove it");
            }
            !text.is_blank()
        });
        texts
    }

    /// Returns the tables `[[….key]]`, none where there are none, not more than a question may have; nothing where
    /// `key` is something else, which is reported.
    pub(super) fn tables(&self, key: &str, table: Table, reader: &mut Reader<'_>) -> Option<Vec<Fields<'t>>> {
        let Some((value, span)) = self.value(key) else { return Some(Vec::new()) };
        let what = format!("tables, each below its own `{}`", table.header);
        let Some(list) = value.as_array() else {
            self.refuse_type(key, &what, value, span, reader);
            return None;
        };
        if let Some(stranger) = list.iter().find(|entry| !entry.get_ref().is_table()) {
            self.refuse_type(key, &what, stranger.get_ref(), stranger.span().into(), reader);
            return None;
        }
        let is_root = self.table.header == schema::ROOT.header;
        let most = if is_root { usize::MAX } else { schema::MOST_PARTS };
        if let Some(extra) = list.get(most) {
            let message = format!("{} has {} of `{}`", self.name, list.len(), table.header);
            reader.error("parts-many", extra.span().into(), message, format!("keep at most {most}"));
        }
        let name = |at: usize| if is_root { format!("{key} {at}") } else { format!("{key} {at} of {}", self.name) };
        let values = list.iter().take(most).filter_map(|entry| Some((entry.get_ref().as_table()?, entry.span())));
        let fields = |(at, (values, span)): (usize, _)| Fields::new(values, Span::from(span), name(at + 1), table);
        Some(values.enumerate().map(fields).collect())
    }

    /// Returns whether there is no `key` at all.
    pub(super) fn is_without(&self, key: &str) -> bool {
        self.value(key).is_none()
    }

    fn value(&self, key: &str) -> Option<(&'t DeValue<'t>, Span)> {
        self.values.get(key).map(|value| (value.get_ref(), value.span().into()))
    }

    fn refuse_type(&self, key: &str, wanted: &str, value: &DeValue<'_>, span: Span, reader: &mut Reader<'_>) {
        let message = format!("`{key}` of {} is {}", self.name, a_type(value));
        reader.error("field-type", span, message, format!("`{key}` has to be {wanted}"));
    }
}

fn a_type(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// Returns the slug that is nearest to what was written.
fn slug_of(text: &str) -> Option<String> {
    let lower = text.trim().to_lowercase();
    let words = lower.split(|c: char| !c.is_ascii_lowercase() && !c.is_ascii_digit()).filter(|word| !word.is_empty());
    let slug = words.collect::<Vec<_>>().join("-");
    is_slug(&slug).then_some(slug)
}
