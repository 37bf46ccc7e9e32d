//! What every TOML file of a course shares: a syntax or type error becomes one diagnostic with its place, and no escape in a string
//! brings a control character past the reader.

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer, Error};

use super::sanitize::sanitize;
use crate::diagnostic::{Diagnostic, Span};

/// Reads `source` (which begins at byte `offset` of the file `path`) as a `T`.
pub fn read<T: DeserializeOwned>(path: &str, source: &str, offset: usize) -> Result<T, Diagnostic> {
    let table = parse(source).and_then(|table| T::deserialize(Deserializer::from(table)));
    table.map_err(|error| explain(path, &error, offset).help("docs/authoring.md lists the fields of every file"))
}

/// Reads `source` as a table whose keys and values know their places, for who tells every mistake at once.
pub fn table<'s>(path: &str, source: &'s str) -> Result<DeTable<'s>, Diagnostic> {
    parse(source).map(Spanned::into_inner).map_err(|error| explain(path, &error, 0))
}

fn parse(source: &str) -> Result<Spanned<DeTable<'_>>, Error> {
    let mut table = DeTable::parse(source)?;
    table.get_mut().iter_mut().for_each(|(_, value)| make_harmless(value.get_mut()));
    Ok(table)
}

fn explain(path: &str, error: &Error, offset: usize) -> Diagnostic {
    let span = error.span().map_or(Span::new(0, 0), Span::from).shifted(offset);
    let message = sanitize(error.message()).replace('\n', "; ");
    Diagnostic::error("toml", path, span, message)
}

/// Makes visible what `"\u001b"` and its like stand for.
fn make_harmless(value: &mut DeValue<'_>) {
    match value {
        DeValue::String(text) => {
            if let std::borrow::Cow::Owned(harmless) = sanitize(text) {
                *text = harmless.into();
            }
        }
        DeValue::Array(values) => values.iter_mut().for_each(|value| make_harmless(value.get_mut())),
        DeValue::Table(table) => table.iter_mut().for_each(|(_, value)| make_harmless(value.get_mut())),
        DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    struct File {
        title: toml::Spanned<String>,
        #[serde(default)]
        list: Vec<String>,
    }

    #[test]
    fn an_escape_in_a_string_becomes_visible_and_keeps_its_place() {
        let source = "title = \"a\\u001b[31m\\u202e\"\nlist = [\"\\u0007\"]\n";
        let file: File = read("x.toml", source, 0).unwrap();
        assert_eq!((file.title.get_ref().as_str(), file.title.span()), ("a␛[31m\u{fffd}", 8..27));
        assert_eq!(file.list, ["␇"]);
    }

    #[test]
    fn errors_are_placed_and_harmless() {
        let cases =
            [("title = 1\n", 8), ("title = \"a\"\nlist = 2\n", 19), ("title = \"a\"\nlist = [1]\n", 20), ("= 1", 0)];
        for (source, start) in cases {
            let error = read::<File>("x.toml", source, 100).unwrap_err();
            assert_eq!(error.span.start, 100 + start, "{source:?}: {error:?}");
        }
    }
}
