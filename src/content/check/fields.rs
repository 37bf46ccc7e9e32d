//! Which fields the TOML files of a course may and must have, all mistakes at once: the readers stop at the first. Must not
//! know what a field means. (Quiz files are judged by their own reader.)

use toml::de::{DeTable, DeValue};

use super::findings::Findings;
use super::site::SourceFile;
use crate::diagnostic::{Diagnostic, Span, nearest};

/// A field: its name, whether it has to be there, what its value is.
pub(super) struct Field(pub(super) &'static str, pub(super) bool, pub(super) Shape);

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Text,
    Number,
    Date,
    Texts,
    Tables(&'static Schema),
}

/// The fields of one kind of table.
#[derive(PartialEq, Eq)]
pub(super) struct Schema {
    /// How it is called, "the file"; one of several without its number, "source".
    name: &'static str,
    fields: &'static [Field],
}

impl PartialEq for Field {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl Eq for Field {}
impl std::fmt::Debug for Schema {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

use Shape::{Date, Number, Tables, Text, Texts};

/// The head of a lesson.
pub(super) const LESSON: Schema = Schema {
    name: "the front matter",
    fields: &[
        Field("title", true, Text),
        Field("level", true, Number),
        Field("minutes", true, Number),
        Field("needs", false, Texts),
        Field("rules", false, Texts),
        Field("aliases", false, Texts),
        Field("after", false, Text),
        Field("checked", true, Date),
        Field("checklist", true, Text),
        Field("sources", true, Tables(&SOURCE)),
    ],
};
const SOURCE: Schema = Schema { name: "source", fields: &[Field("title", true, Text), Field("url", false, Text)] };
/// `course.toml` of a course.
pub(super) const COURSE: Schema = Schema {
    name: "the file",
    fields: &[
        Field("format", true, Number),
        Field("title", true, Text),
        Field("version", true, Text),
        Field("chapters", true, Texts),
        Field("track", false, Tables(&TRACK)),
    ],
};
/// `course.toml` of a pack.
pub(super) const PACK: Schema = Schema {
    name: "the file",
    fields: &[
        Field("format", true, Number),
        Field("title", false, Text),
        Field("version", false, Text),
        Field("chapters", false, Texts),
        Field("track", false, Tables(&TRACK)),
    ],
};
const TRACK: Schema = Schema {
    name: "track",
    fields: &[
        Field("id", true, Text),
        Field("title", true, Text),
        Field("promise", true, Text),
        Field("lessons", true, Texts),
    ],
};
/// `chapter.toml` of a chapter.
pub(super) const CHAPTER: Schema = Schema {
    name: "the file",
    fields: &[
        Field("title", true, Text),
        Field("promise", true, Text),
        Field("lessons", true, Texts),
        Field("planned", false, Tables(&PLANNED)),
    ],
};
/// `chapter.toml` of a pack, over a chapter that is there already.
pub(super) const CHAPTER_OVER: Schema = Schema {
    name: "the file",
    fields: &[
        Field("title", false, Text),
        Field("promise", false, Text),
        Field("lessons", false, Texts),
        Field("planned", false, Tables(&PLANNED)),
    ],
};
const PLANNED: Schema =
    Schema { name: "planned lesson", fields: &[Field("id", true, Text), Field("title", true, Text)] };
/// `glossary.toml`.
pub(super) const GLOSSARY: Schema = Schema { name: "the file", fields: &[Field("term", false, Tables(&TERM))] };
const TERM: Schema = Schema {
    name: "word",
    fields: &[
        Field("id", true, Text),
        Field("title", true, Text),
        Field("aliases", false, Texts),
        Field("text", true, Text),
        Field("see", false, Texts),
    ],
};

/// Judges the fields of `toml`, which begins at byte `at` of `file`, and adds what its reader said. A missing field of the
/// table is reported at `head`.
pub(super) fn check(
    found: &mut Findings,
    file: &SourceFile,
    (toml, at, head): (&str, usize, Span),
    schema: &Schema,
    mut diagnostics: Vec<Diagnostic>,
) {
    if let Ok(table) = DeTable::parse(toml) {
        let before = found.len();
        let mut judge = Judge { found, file, at };
        judge.table(table.get_ref(), head, schema, schema.name);
        if found.len() > before {
            // The reader stopped at the first of these mistakes; they are all told now.
            diagnostics.retain(|diagnostic| diagnostic.code != "toml");
        }
    }
    found.take(diagnostics);
}

struct Judge<'a> {
    found: &'a mut Findings,
    file: &'a SourceFile,
    at: usize,
}

impl Judge<'_> {
    fn table(&mut self, table: &DeTable<'_>, head: Span, schema: &Schema, name: &str) {
        for (key, value) in table {
            let span = Span::from(key.span()).shifted(self.at);
            match schema.fields.iter().find(|field| field.0 == key.get_ref()) {
                Some(field) => self.value(field, value.get_ref(), Span::from(value.span()).shifted(self.at)),
                None => self.unknown(key.get_ref(), span, schema, name),
            }
        }
        for Field(field, _, shape) in schema.fields.iter().filter(|field| field.1 && !table.contains_key(field.0)) {
            let message = format!("{name} has no `{field}`");
            self.found.add("field-missing", self.file, head, message, format!("add `{field} = {}`", shape.example()));
        }
    }

    fn unknown(&mut self, key: &str, span: Span, schema: &Schema, name: &str) {
        let fields = || schema.fields.iter().map(|field| field.0);
        let help = match nearest(key, fields()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("remove it; the fields here are `{}`", fields().collect::<Vec<_>>().join("`, `")),
        };
        self.found.add("field-unknown", self.file, span, format!("{name} has an unknown field `{key}`"), help);
    }

    fn value(&mut self, Field(key, required, shape): &Field, value: &DeValue<'_>, span: Span) {
        if !shape.fits(value) {
            let help = format!("write `{key} = {}`", shape.example());
            return self.found.add("field-type", self.file, span, format!("`{key}` has to be {}", shape.words()), help);
        }
        let empty = value.as_str().is_some_and(|text| text.trim().is_empty())
            || *required && matches!(shape, Tables(_)) && value.as_array().is_some_and(|list| list.is_empty());
        if empty {
            let help = match shape {
                Tables(_) => "add at least one",
                _ if *required => "say what it is",
                _ => "say what it is, or remove the field",
            };
            self.found.add("field-empty", self.file, span, format!("`{key}` is empty"), help);
        }
        let Tables(schema) = shape else { return };
        for (number, entry) in value.as_array().into_iter().flatten().enumerate() {
            if let Some(table) = entry.get_ref().as_table() {
                let head = Span::from(entry.span()).shifted(self.at);
                self.table(table, head, schema, &format!("{} {}", schema.name, number + 1));
            }
        }
    }
}

impl Shape {
    fn fits(self, value: &DeValue<'_>) -> bool {
        let all = |fits: fn(&DeValue<'_>) -> bool| {
            value.as_array().is_some_and(|list| list.iter().all(|entry| fits(entry.get_ref())))
        };
        match self {
            Text => value.is_str(),
            Number => value.is_integer(),
            Date => value.is_datetime(),
            Texts => all(|entry| entry.is_str()),
            Tables(_) => all(|entry| entry.is_table()),
        }
    }

    fn words(self) -> &'static str {
        match self {
            Text => "a text",
            Number => "a whole number",
            Date => "a date",
            Texts => "a list of texts",
            Tables(_) => "a list of tables",
        }
    }

    fn example(self) -> String {
        match self {
            Text => "\"…\"".to_owned(),
            Number => "1".to_owned(),
            Date => "2026-11-20".to_owned(),
            Texts => "[\"…\"]".to_owned(),
            Tables(schema) => {
                let needed = schema.fields.iter().filter(|field| field.1);
                let fields: Vec<_> = needed.map(|field| format!("{} = {}", field.0, field.2.example())).collect();
                format!("[{{ {} }}]", fields.join(", "))
            }
        }
    }
}
