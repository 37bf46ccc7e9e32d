//! Edits `chapter.toml` as an author would: one line more in `lessons`, one less in `planned`, everything else untouched, comments
//! included. Must not know files.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::id::LessonId;

/// Returns the table of contents with the lesson listed as written.
///
/// # Errors
/// Why the text cannot be edited.
pub(super) fn list(source: &str, id: &LessonId) -> Result<String, String> {
    let without = unplanned(source, id.slug())?;
    let edited = listed(&without, id.slug())?;
    // What was edited by hand is read once more before anything is written.
    let table = parse(&edited)?;
    let names = strings(table.get_ref(), "lessons");
    match names.iter().filter(|(name, _)| *name == id.slug()).count() {
        1 => Ok(edited),
        _ => Err(format!("`{}` cannot be added to `lessons`: list it by hand", id.slug())),
    }
}

fn parse(source: &str) -> Result<toml::Spanned<DeTable<'_>>, String> {
    DeTable::parse(source).map_err(|error| format!("this is not TOML: {}", error.message().replace('\n', "; ")))
}

fn strings<'t>(table: &'t DeTable<'_>, key: &str) -> Vec<(&'t str, Range<usize>)> {
    let list = table.get(key).and_then(|value| value.get_ref().as_array());
    list.into_iter().flatten().filter_map(|entry| Some((entry.get_ref().as_str()?, entry.span()))).collect()
}

/// Adds the lesson at the end of `lessons`, unless it is there.
fn listed(source: &str, slug: &str) -> Result<String, String> {
    let table = parse(source)?;
    let Some(value) = table.get_ref().get("lessons") else {
        return Ok(insert(source, root_end(source), &format!("lessons = [\n  \"{slug}\",\n]\n")));
    };
    let DeValue::Array(list) = value.get_ref() else { return Err("`lessons` is not a list".to_owned()) };
    if strings(table.get_ref(), "lessons").iter().any(|(name, _)| *name == slug) {
        return Ok(source.to_owned());
    }
    let whole = value.span();
    let Some(last) = list.iter().last().map(toml::Spanned::span) else {
        return Ok(format!("{}[\n  \"{slug}\",\n]{}", &source[..whole.start], &source[whole.end..]));
    };
    let rest = &source[last.end..whole.end];
    let comma = comma(rest);
    let (text, at) = match comma {
        Some(after) => (source.to_owned(), last.end + after),
        None => (insert(source, last.end, ","), last.end + 1),
    };
    if !source[whole].contains('\n') {
        let trailing = if comma.is_some() { "," } else { "" };
        return Ok(insert(&text, at, &format!(" \"{slug}\"{trailing}")));
    }
    let line = source[..last.start].rfind('\n').map_or(0, |at| at + 1);
    let indent: String = source[line..last.start].chars().take_while(|c| c.is_whitespace()).collect();
    // A comment behind the last lesson stays with it.
    let end = at + text[at..].find('\n').unwrap_or(0);
    let end = if text[at..end].contains(']') && !text[at..end].contains('#') { at } else { end };
    Ok(insert(&text, end, &format!("\n{indent}\"{slug}\",")))
}

/// Returns the byte behind the comma that follows in `rest`, comments stepped over.
fn comma(rest: &str) -> Option<usize> {
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        let code = line.split('#').next().unwrap_or_default();
        if let Some(comma) = code.find(',') {
            return Some(at + comma + 1);
        }
        at += line.len();
    }
    None
}

/// Returns where the fields that belong to no table end.
fn root_end(source: &str) -> usize {
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        if line.starts_with('[') || line.starts_with("planned") {
            return at;
        }
        at += line.len();
    }
    source.len()
}

/// Takes the lesson out of `planned`.
fn unplanned(source: &str, slug: &str) -> Result<String, String> {
    let table = parse(source)?;
    let planned = table.get_ref().get("planned").and_then(|value| value.get_ref().as_array());
    let is_lesson = |entry: &&toml::Spanned<DeValue<'_>>| {
        let table = entry.get_ref().as_table();
        table.and_then(|table| table.get("id")).and_then(|id| id.get_ref().as_str()) == Some(slug)
    };
    let Some(entry) = planned.into_iter().flatten().find(is_lesson).map(toml::Spanned::span) else {
        return Ok(source.to_owned());
    };
    if !source[entry.clone()].starts_with('{') {
        return Err(format!("`{slug}` is planned below `[[planned]]`: take it out by hand"));
    }
    let rest = &source[entry.end..];
    let mut end = entry.end
        + rest.find(|c: char| !c.is_whitespace()).filter(|at| rest[*at..].starts_with(',')).map_or(0, |at| at + 1);
    let mut start = entry.start;
    let line = source[..start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = end + source[end..].find('\n').map_or(source.len() - end, |at| at + 1);
    let behind = source[end..line_end].trim();
    if source[line..start].trim().is_empty() && (behind.is_empty() || behind.starts_with('#')) {
        (start, end) = (line, line_end);
    }
    let text = format!("{}{}", &source[..start], &source[end..]);
    Ok(if parse(&text).is_ok() { text.replace("planned = [\n]", "planned = []") } else { source.to_owned() })
}

fn insert(text: &str, at: usize, what: &str) -> String {
    format!("{}{what}{}", &text[..at], &text[at..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lists(source: &str) -> Result<String, String> {
        list(source, &"works/new-one".parse().unwrap())
    }

    #[test]
    fn one_line_more_and_nothing_else_changes() {
        let cases = [
            ("lessons = []\n", "lessons = [\n  \"new-one\",\n]\n"),
            ("lessons = [\n  \"a\",\n]\n", "lessons = [\n  \"a\",\n  \"new-one\",\n]\n"),
            (
                "lessons = [\n\t\"a\"   # why, no comma\n]\n",
                "lessons = [\n\t\"a\",   # why, no comma\n\t\"new-one\",\n]\n",
            ),
            ("lessons = [\n  \"a\", # why\n  # end\n]\n", "lessons = [\n  \"a\", # why\n  \"new-one\",\n  # end\n]\n"),
            ("lessons = [\n  \"a\"]\nx = 1\n", "lessons = [\n  \"a\",\n  \"new-one\",]\nx = 1\n"),
            ("lessons = [\"a\", \"b\"]\n", "lessons = [\"a\", \"b\", \"new-one\"]\n"),
            ("lessons = [\"a\",]\n", "lessons = [\"a\", \"new-one\",]\n"),
            ("lessons = [\n  \"new-one\",\n]\n", "lessons = [\n  \"new-one\",\n]\n"),
            ("title = \"T\"\nplanned = []\n", "title = \"T\"\nlessons = [\n  \"new-one\",\n]\nplanned = []\n"),
        ];
        for (source, expected) in cases {
            assert_eq!(lists(source).as_deref(), Ok(expected), "{source}");
        }
    }

    #[test]
    fn a_planned_lesson_is_planned_no_longer() {
        let head = "lessons = [\n  \"new-one\",\n]\n";
        let cases = [
            ("planned = [\n  { id = \"new-one\", title = \"T\" },\n]\n", "planned = []\n"),
            (
                "planned = [\n  { id = \"b\", title = \"B\" }, # keep\n  { id = \"new-one\", title = \"T\" } # gone\n]\n",
                "planned = [\n  { id = \"b\", title = \"B\" }, # keep\n]\n",
            ),
            (
                "planned = [{ id = \"new-one\", title = \"T\" }, { id = \"b\", title = \"B\" }]\n",
                "planned = [ { id = \"b\", title = \"B\" }]\n",
            ),
        ];
        for (planned, expected) in cases {
            assert_eq!(lists(&format!("{head}{planned}")), Ok(format!("{head}{expected}")), "{planned}");
        }
    }

    #[test]
    fn what_cannot_be_edited_is_said() {
        let cases = [
            ("lessons = 3\n", "`lessons` is not a list"),
            ("lessons = [\n", "this is not TOML"),
            ("lessons = []\n[[planned]]\nid = \"new-one\"\ntitle = \"T\"\n", "by hand"),
        ];
        for (source, reason) in cases {
            let error = lists(source).unwrap_err();
            assert!(error.contains(reason), "{error}");
        }
    }
}
