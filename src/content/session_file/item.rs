//! `[[item]]`: one thing that is done, of exactly one kind.

use super::fields::{Fields, Found, shortened};
use super::{LONGEST_TEXT, MOST_ITEMS, MOST_MINUTES, former, quiz, slug_of};
use crate::content::{Error, Library};
use crate::course::front::is_front_page;
use crate::diagnostic::{Span, nearest};
use crate::id::LessonId;
use crate::team::agenda::fit;
use crate::team::{Item, ItemKind};

/// The fields of which an item has one.
const KINDS: &[&str] = &["lesson", "quiz", "exercise", "discussion", "break"];
const KEYS: &[&str] = &["lesson", "quiz", "exercise", "discussion", "break", "count", "id", "title", "part", "minutes"];
/// Minutes of what says none.
const EXERCISE: u16 = 15;
const DISCUSSION: u16 = 10;
/// Longest id that is made of a text, in words.
const WORDS: usize = 4;

/// What reading items needs besides the file.
pub(super) struct Around<'a> {
    pub(super) library: &'a Library,
    /// Id of the agenda.
    pub(super) agenda: &'a str,
    /// Whether everybody takes their own time, so that minutes are those of one who reads alone.
    pub(super) alone: bool,
}

/// Reads the items.
pub(super) fn read_all(
    file: &Fields<'_, '_>,
    agenda: &str,
    alone: bool,
    library: &Library,
    found: &mut Found<'_>,
) -> Vec<Item> {
    let tables = file.tables("item", found);
    let empty =
        file.table.get("item").is_none_or(|items| items.get_ref().as_array().is_some_and(|list| list.is_empty()));
    if empty {
        let at = if file.table.contains_key("item") { file.place("item") } else { Span::default() };
        let help = "add `[[item]]` and below it `lesson = \"works/dockerignore\"`";
        found.error("no-items", at, "the session has no items", help);
    } else if tables.len() > MOST_ITEMS {
        let message = format!("the session has {} items, at most {MOST_ITEMS} are read", tables.len());
        found.error("items-many", tables[MOST_ITEMS].at, message, "make two sessions of it");
        return Vec::new();
    }
    let around = Around { library, agenda, alone };
    let ids = ids(&tables, found);
    let mut items: Vec<Item> =
        tables.iter().zip(ids).filter_map(|(fields, id)| read(fields, id, &around, found)).collect();
    // A part is a heading: it counts until the next one is named.
    let mut part = String::new();
    for item in &mut items {
        if item.part.is_empty() {
            item.part.clone_from(&part);
        } else {
            part.clone_from(&item.part);
        }
    }
    items
}

/// Returns an id for each item: the one it gives, else one made of its content; all different.
fn ids(tables: &[Fields<'_, '_>], found: &mut Found<'_>) -> Vec<String> {
    let mut given: Vec<Option<String>> = Vec::new();
    for fields in tables {
        let id = fields.slug("id", found);
        let twice = id.as_ref().filter(|(id, _)| given.iter().flatten().any(|other| other == id));
        if let Some((id, at)) = twice {
            let first = given.iter().position(|other| other.as_ref() == Some(id)).unwrap_or(0);
            let message = format!("the id `{id}` is that of item {} already", first + 1);
            found.error("id-twice", *at, message, "give each item a name of its own, or none");
        }
        given.push(id.map(|(id, _)| id));
    }
    let mut taken: Vec<String> = given.iter().flatten().cloned().collect();
    let mut ids = Vec::new();
    for (fields, given) in tables.iter().zip(given) {
        let id = given.unwrap_or_else(|| {
            let id = fit::free_id(&made_of(fields), |id| taken.iter().any(|other| other == id));
            taken.push(id.clone());
            id
        });
        ids.push(id);
    }
    ids
}

/// Returns an id made of what an item does.
fn made_of(fields: &Fields<'_, '_>) -> String {
    let text = |key: &str| fields.table.get(key).and_then(|value| value.get_ref().as_str()).unwrap_or_default();
    if let Some((_, slug)) = text("lesson").rsplit_once('/') {
        return slug_of(slug, "lesson");
    }
    let kind = KINDS.iter().find(|kind| fields.table.contains_key(**kind)).unwrap_or(&"item");
    let title = Some(text("title")).filter(|title| !title.is_empty());
    let content = match *kind {
        "break" => return slug_of(title.unwrap_or_default(), "break"),
        "quiz" => {
            let first = fields.table.get("quiz").and_then(|value| value.get_ref().as_array()?.first());
            let first = first.and_then(|first| first.get_ref().as_str()).unwrap_or(text("quiz"));
            let first = first.split('#').next().unwrap_or_default();
            title.unwrap_or(first.rsplit('/').next().unwrap_or_default()).to_owned()
        }
        kind => title.map_or_else(|| first_words(text(kind)), str::to_owned),
    };
    slug_of(&format!("{kind} {content}"), kind)
}

fn first_words(text: &str) -> String {
    text.split_whitespace().take(WORDS).collect::<Vec<_>>().join(" ")
}

fn read(fields: &Fields<'_, '_>, id: String, around: &Around<'_>, found: &mut Found<'_>) -> Option<Item> {
    if fields.table.contains_key("lab") {
        let help = "there are no labs yet; write `exercise = \"…\"` with what is to be tried";
        found.error("no-labs", fields.key_place("lab"), "an item cannot be a lab in this version", help);
    } else {
        fields.refuse_unknown(KEYS, found);
    }
    let minutes = fields.within("minutes", 1..=MOST_MINUTES, "how long the item takes, 1 to 480 minutes", found);
    let (title, part) = (fields.title("title", found), fields.title("part", found));
    let kinds: Vec<&str> = KINDS.iter().copied().filter(|kind| fields.table.contains_key(*kind)).collect();
    let kind = match kinds.as_slice() {
        [kind] => *kind,
        [first, second, ..] => {
            let message = format!("{} is both {first} and {second}; it has to be one of them", fields.name);
            found.error("two-kinds", fields.key_place(second), message, "make two items of it");
            return None;
        }
        [] => {
            if !fields.table.contains_key("lab") {
                let message = format!("{} does not say what is done", fields.name);
                let help = "add one of `lesson`, `quiz`, `exercise`, `discussion` and `break`";
                found.error("no-kind", fields.at, message, help);
            }
            return None;
        }
    };
    if kind != "quiz" && fields.table.contains_key("count") {
        let help = "remove it, or write `quiz = …`";
        found.error("field-unknown", fields.key_place("count"), format!("a {kind} has no `count`"), help);
    }
    let (kind, own_title, own_minutes) = content(kind, fields, &id, around, found)?;
    let minutes = minutes.map_or(own_minutes, |minutes| minutes as u16);
    Some(Item { id, title: title.unwrap_or(own_title), part: part.unwrap_or_default(), minutes, kind })
}

/// Returns what is done, and the title and minutes that it has of its own.
fn content(
    kind: &str,
    fields: &Fields<'_, '_>,
    id: &str,
    around: &Around<'_>,
    found: &mut Found<'_>,
) -> Option<(ItemKind, String, u16)> {
    match kind {
        "lesson" => {
            let lesson = lesson(fields, around.library, found)?;
            let meta = around.library.meta(&lesson).unwrap_or_default();
            let alone = meta.minutes.max(1);
            let minutes = if around.alone { alone } else { fit::in_a_room(alone) };
            Some((ItemKind::Lesson(lesson), meta.title, minutes))
        }
        "quiz" => quiz::read(fields, id, around, found),
        "exercise" => {
            let (text, _) = fields.prose("exercise", LONGEST_TEXT, found)?;
            Some((ItemKind::Exercise(text), "Exercise".to_owned(), EXERCISE))
        }
        "discussion" => {
            let (text, _) = fields.prose("discussion", LONGEST_TEXT, found)?;
            Some((ItemKind::Discussion(text), "Discussion".to_owned(), DISCUSSION))
        }
        _ => {
            if fields.flag("break", found) == Some(false) {
                let help = "write `break = true`, or take the item out";
                found.error("out-of-bounds", fields.place("break"), "`break = false` is no item", help);
            }
            Some((ItemKind::Break, "Break".to_owned(), fit::BREAK))
        }
    }
}

fn lesson(fields: &Fields<'_, '_>, library: &Library, found: &mut Found<'_>) -> Option<LessonId> {
    let (name, at) = fields.text("lesson", found)?;
    known_lesson(&name, at, library, found)
}

/// Returns the lesson of this name; where there is none, the nearest is told.
pub(super) fn known_lesson(name: &str, at: Span, library: &Library, found: &mut Found<'_>) -> Option<LessonId> {
    let id = name.parse::<LessonId>().ok();
    if let Some(id) = id.as_ref().filter(|id| library.course().has(id) && !is_front_page(id)) {
        return Some(id.clone());
    }
    let planned =
        id.as_ref().and_then(|id| library.source(id).err()).filter(|error| matches!(error, Error::Planned { .. }));
    if let Some(error) = planned {
        found.error("lesson-planned", at, error.to_string(), "take another lesson, or bring it in a pack");
        return None;
    }
    if id.as_ref().is_some_and(is_front_page) {
        let message = format!("`{name}` is the page of a chapter, or the tour, and no lesson");
        found.error("lesson-unknown", at, message, "take one of its lessons; `seaworthy list` shows them all");
        return None;
    }
    if let Some(now) = id.as_ref().and_then(|id| former::lesson(library, id)) {
        former::warn(name, now.as_str(), at, found);
        return Some(now);
    }
    let help = match nearest(name, library.course().written().map(LessonId::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`seaworthy list` shows them all".to_owned(),
    };
    found.error("lesson-unknown", at, format!("there is no lesson `{}`", shortened(name)), help);
    None
}
