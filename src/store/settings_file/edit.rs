//! Changes single settings in the text of the settings file, so that everything else in it stays as the learner wrote it.

use std::ops::Range;
use std::path::Path;

use toml::de::DeTable;
use toml::{Table, Value};

use super::read::read;
use crate::settings::Settings;

/// A settings file after a change.
#[derive(Debug, PartialEq)]
pub(super) struct Change {
    pub text: String,
    /// Whether something of the old text is gone: comments, or all of what could not be read.
    pub loses: bool,
}

/// Returns the text `old` with the settings that differ between `from` and `to`.
pub(super) fn change(old: &[u8], from: &Settings, to: &Settings) -> Change {
    let wanted: Vec<(&str, Option<Value>)> =
        values(to).into_iter().zip(values(from)).filter(|(to, from)| to != from).map(|(to, _)| to).collect();
    let before = read(Path::new(""), old);
    let Some(text) = std::str::from_utf8(old).ok().filter(|_| before.is_toml) else {
        // Nothing of it can be kept in place; the file begins anew with all that is not a default.
        let all = values(to).into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
        return Change { text: all.collect::<Table>().to_string(), loses: true };
    };
    let mut edited = text.to_owned();
    for (name, value) in &wanted {
        edited = put(&edited, name, value.as_ref()).unwrap_or(edited);
    }
    if has(&edited, &wanted) && others(&edited, &wanted) == others(text, &wanted) {
        return Change { text: edited, loses: false };
    }
    // A shape that cannot be changed in place, such as a table of keys: the file is written anew, without comments.
    let mut table: Table = text.parse().unwrap_or_default();
    for (name, value) in wanted {
        match value {
            Some(value) => table.insert(name.to_owned(), value),
            None => table.remove(name),
        };
    }
    Change { text: table.to_string(), loses: true }
}

/// Every setting by its name in the file; nothing for a default.
fn values(settings: &Settings) -> Vec<(&'static str, Option<Value>)> {
    let default = Settings::default();
    let path = |path: &Path| Value::from(&*path.to_string_lossy());
    let text = |text: &Option<String>| text.as_deref().map(Value::from);
    let packs = || Value::Array(settings.packs.iter().map(|pack| path(pack)).collect());
    let keys = settings.keys.iter().map(|(action, keys)| (action.clone(), Value::from(keys.clone())));
    vec![
        ("theme", text(&settings.theme)),
        ("installer", text(&settings.installer)),
        ("ascii", (settings.ascii != default.ascii).then(|| Value::from(settings.ascii.word()))),
        ("course", settings.course.as_deref().map(path)),
        ("packs", (!settings.packs.is_empty()).then(packs)),
        ("review-per-day", settings.review_per_day.map(|number| Value::from(i64::from(number)))),
        ("keys", (!settings.keys.is_empty()).then(|| Value::Table(keys.collect()))),
    ]
}

/// Returns the text with one setting changed, added or taken out; nothing where that is not possible.
fn put(text: &str, name: &str, value: Option<&Value>) -> Option<String> {
    let table = DeTable::parse(text).ok()?;
    let place = table.get_ref().iter().find(|(key, _)| key.get_ref() == name);
    let (range, new) = match (place, value) {
        (Some((_, old)), Some(value)) => (old.span(), value.to_string()),
        (Some((key, old)), None) => (whole_lines(text, key.span().start..old.span().end), String::new()),
        (None, Some(value)) => {
            // Behind the last setting that stands outside of a table, else at the top.
            let plain = table.get_ref().values().filter(|value| !value.get_ref().is_table());
            let last = plain.map(|value| whole_lines(text, value.span()).end).max().unwrap_or(0);
            let feed = if last > 0 && !text[..last].ends_with('\n') { "\n" } else { "" };
            (last..last, format!("{feed}{name} = {value}\n"))
        }
        (None, None) => return None,
    };
    let mut edited = text.to_owned();
    edited.replace_range(range, &new);
    Some(edited)
}

fn whole_lines(text: &str, range: Range<usize>) -> Range<usize> {
    let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[range.end..].find('\n').map_or(text.len(), |at| range.end + at + 1);
    start..end
}

/// Whether the text now says what it should.
fn has(text: &str, wanted: &[(&str, Option<Value>)]) -> bool {
    // Where a list of one key is wanted, a single key says the same, so the meaning is compared and not the text.
    let now = read(Path::new(""), text.as_bytes());
    let values = values(&now.settings);
    now.is_toml && wanted.iter().all(|(name, value)| values.iter().any(|(other, now)| other == name && now == value))
}

/// Everything but the settings that change.
fn others(text: &str, wanted: &[(&str, Option<Value>)]) -> Option<Table> {
    let mut table: Table = text.parse().ok()?;
    wanted.iter().for_each(|(name, _)| drop(table.remove(*name)));
    Some(table)
}
