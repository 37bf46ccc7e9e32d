//! Reads the text of the settings file: each setting by itself, so that one mistake costs one setting.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::LineIndex;
use crate::settings::{Ascii, Settings};
use crate::store::Error;

const ALL_DEFAULT: &str = "every setting has its default";
const THIS_DEFAULT: &str = "this setting has its default";

/// What was found in the file.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub settings: Settings,
    pub troubles: Vec<Error>,
    pub unknown: Vec<String>,
    /// Whether the text is TOML at all.
    pub is_toml: bool,
}

/// Reads a settings file; `path` is for messages.
pub(super) fn read(path: &Path, bytes: &[u8]) -> Read {
    let mut found = Read::default();
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let text = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
            let at = Place { path, text: &text };
            found.troubles.push(at.trouble(text.len(), "this is not UTF-8 text".to_owned(), ALL_DEFAULT));
            return found;
        }
    };
    let at = Place { path, text };
    let table = match DeTable::parse(text) {
        Ok(table) => table,
        Err(error) => {
            let offset = error.span().map_or(0, |span| span.start);
            found.troubles.push(at.trouble(offset, error.message().replace('\n', ", "), ALL_DEFAULT));
            return found;
        }
    };
    found.is_toml = true;
    for (key, value) in table.get_ref() {
        let name: &str = key.get_ref();
        let set = set(&mut found.settings, name, value);
        match set {
            Ok(true) => {}
            Ok(false) => found.unknown.push(name.to_owned()),
            Err(Wrong { offset, message }) => found.troubles.push(at.trouble(offset, message, THIS_DEFAULT)),
        }
    }
    found
}

struct Place<'a> {
    path: &'a Path,
    text: &'a str,
}

impl Place<'_> {
    fn trouble(&self, offset: usize, message: String, instead: &'static str) -> Error {
        let (line, column) = LineIndex::new(self.text).position(self.text, offset);
        Error::Settings { path: self.path.to_owned(), line, column, message, instead }
    }
}

/// A value that a setting cannot have.
struct Wrong {
    offset: usize,
    message: String,
}

type Value<'a> = Spanned<DeValue<'a>>;

/// Sets one setting. Returns false where there is none of this name.
fn set(settings: &mut Settings, name: &str, value: &Value<'_>) -> Result<bool, Wrong> {
    match name {
        "theme" => settings.theme = Some(text(name, value)?),
        "installer" => settings.installer = Some(text(name, value)?),
        "ascii" => {
            let word = value.get_ref().as_str().and_then(Ascii::from_word);
            settings.ascii = word.ok_or_else(|| wrong(value, name, "\"auto\", \"yes\" or \"no\""))?;
        }
        "course" => settings.course = Some(PathBuf::from(text(name, value)?)),
        "packs" => {
            settings.packs = texts(value)
                .ok_or_else(|| wrong(value, name, "a list of folders, as in packs = [\"/srv/our-pack\"]"))?
                .into_iter()
                .map(PathBuf::from)
                .collect();
        }
        "review-per-day" => {
            let number = value.get_ref().as_integer().and_then(|number| number.as_str().parse().ok());
            let number = number.filter(|number| *number > 0);
            settings.review_per_day =
                Some(number.ok_or_else(|| wrong(value, name, "a whole number from 1 on, as in review-per-day = 30"))?);
        }
        "keys" => settings.keys = keys(value)?,
        _ => return Ok(false),
    }
    Ok(true)
}

fn keys(value: &Value<'_>) -> Result<BTreeMap<String, Vec<String>>, Wrong> {
    let table = value.get_ref().as_table().ok_or_else(|| wrong(value, "keys", "a table, as in keys.flip = \"f\""))?;
    let key = |(action, keys): (&Spanned<_>, &Value<'_>)| {
        let action: &std::borrow::Cow<'_, str> = action.get_ref();
        let name = format!("keys.{action}");
        let list = keys.get_ref().as_str().map(|key| vec![key.to_owned()]).or_else(|| texts(keys));
        let list = list.ok_or_else(|| wrong(keys, &name, "a key or a list of keys, in quotes"))?;
        Ok((action.clone().into_owned(), list))
    };
    table.iter().map(key).collect()
}

fn text(name: &str, value: &Value<'_>) -> Result<String, Wrong> {
    value.get_ref().as_str().map(str::to_owned).ok_or_else(|| wrong(value, name, "a text in quotes"))
}

fn texts(value: &Value<'_>) -> Option<Vec<String>> {
    value.get_ref().as_array()?.iter().map(|item| item.get_ref().as_str().map(str::to_owned)).collect()
}

fn wrong(value: &Value<'_>, name: &str, wanted: &str) -> Wrong {
    Wrong { offset: value.span().start, message: format!("`{name}` has to be {wanted}") }
}
