//! Session files: TOML that says what a team does in a session (docs/sessions.md). All mistakes are told at once, each with its place, and lessons
//! and questions are held against the course. Must not know rooms, results nor where a file lies.

mod fields;
mod former;
mod item;
mod quiz;
pub mod write;

use toml::de::DeTable;

use super::layer::is_inside;
use super::{Library, toml_file};
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::id::LessonId;
pub use crate::id::slug_of;
use crate::team::agenda::{Candidate, Pool, fit};
use crate::team::standing::page_of;
use crate::team::{Agenda, ItemKind, Order};

use fields::{Fields, Found};

/// Largest session file, bytes.
pub const FILE_LIMIT: u64 = 256 << 10;
/// Most items of a session.
pub const MOST_ITEMS: usize = 200;
/// Most characters of a title, a part or a cohort.
pub const LONGEST_TITLE: usize = 120;
/// Most characters of the text of an exercise or a discussion.
pub const LONGEST_TEXT: usize = 8_000;
/// Most minutes of an item: a working day.
pub const MOST_MINUTES: i64 = 480;
/// The only format there is so far.
const FORMAT: i64 = 1;

const KEYS: &[&str] = &["format", "title", "id", "cohort", "pass", "order", "skip", "pack", "item"];
const HEAD: &str = "the file";

/// Reads a session. `path` is how it is called in reports, `stem` gives its id where the file gives none. There is an agenda where no diagnostic is an error.
pub fn parse(path: &str, stem: &str, source: &str, library: &Library) -> (Option<Agenda>, Vec<Diagnostic>) {
    let table = match toml_file::table(path, source) {
        Ok(table) => table,
        Err(fault) => return (None, vec![fault.help("docs/sessions.md has an example of every line")]),
    };
    let mut found = Found::new(path);
    let agenda = read(&table, stem, library, &mut found);
    let mut diagnostics = found.diagnostics;
    diagnostics.sort_by_key(|fault| fault.span.start);
    let sound = diagnostics.iter().all(|fault| fault.severity != Severity::Error);
    (agenda.filter(|_| sound), diagnostics)
}

/// Returns the folder of the pack that a session names, as it stands there, when it may be followed. Needed before the course can be opened;
/// [`parse`] says what is wrong with another.
pub fn pack(source: &str) -> Option<String> {
    let table = toml_file::table("", source).ok()?;
    let pack = table.get("pack")?.get_ref().as_str()?.to_owned();
    is_inside(&pack).then_some(pack)
}

fn read(table: &DeTable<'_>, stem: &str, library: &Library, found: &mut Found<'_>) -> Option<Agenda> {
    let fields = Fields { table, at: Span::default(), name: HEAD.to_owned() };
    fields.refuse_unknown(KEYS, found);
    if let Some((format, at)) = fields.number("format", found).filter(|(format, _)| *format != FORMAT) {
        let help = format!("this seaworthy reads format {FORMAT}: update it, or the file");
        found.error("format", at, format!("format {format} is not known to this version"), help);
    }
    let title = fields.title("title", found);
    if title.is_none() && !table.contains_key("title") {
        found.error("field-missing", Span::default(), "the session has no `title`", "add `title = \"…\"` at its top");
    }
    let id = fields.slug("id", found).map_or_else(|| slug_of(stem, "session"), |(id, _)| id);
    let pass = fields.within("pass", 0..=100, "the least share of right answers in percent, 0 to 100", found);
    let order = order(&fields, found);
    let skip = fields.flag("skip", found);
    let pack = fields.text("pack", found).map(|(pack, at)| {
        if !is_inside(&pack) {
            let help = "name a folder below that of the session file, as in `pack = \"our-pack\"`";
            found.error("pack-outside", at, format!("the pack `{pack}` leads out of the session's folder"), help);
        }
        pack
    });
    // Left empty by who fills in a form, it says as much as a missing line.
    let is_empty =
        table.get("cohort").and_then(|value| value.get_ref().as_str()).is_some_and(|text| text.trim().is_empty());
    let cohort = if is_empty { None } else { fields.title("cohort", found) };
    let free = order == Some(Order::Free);
    let items = item::read_all(&fields, &id, free, library, found);
    Some(Agenda {
        id,
        title: title?,
        cohort: cohort.unwrap_or_default(),
        pass: pass.map_or(fit::PASS, |pass| pass as u8),
        order: order.unwrap_or(Order::Locked),
        skip: skip.unwrap_or(true),
        pack,
        items,
    })
}

fn order(fields: &Fields<'_, '_>, found: &mut Found<'_>) -> Option<Order> {
    let (word, at) = fields.text("order", found)?;
    let order = [Order::Locked, Order::Free].into_iter().find(|order| order.word() == word);
    if order.is_none() {
        let help = "`locked`: an item opens when those before it are done; `free`: in any order";
        found.error("order-unknown", at, format!("`order` is `locked` or `free`, not `{word}`"), help);
    }
    order
}

/// Lays the texts of a session beside the pages of the course.
pub fn add_texts(library: &mut Library, agenda: &Agenda) {
    for item in &agenda.items {
        if let (ItemKind::Exercise(text) | ItemKind::Discussion(text), Some(page)) = (&item.kind, page_of(item)) {
            library.add_text(page, &item.title, text);
        }
    }
}

/// Returns what is known of lessons for an agenda that is made of them; planned ones and those that cannot be read are left out.
pub fn candidates<'a>(library: &Library, lessons: impl IntoIterator<Item = &'a LessonId>) -> Vec<Candidate> {
    let written = lessons.into_iter().filter(|id| library.course().has(id));
    let candidate = |id: &LessonId| {
        let meta = library.meta(id).ok()?;
        Some(Candidate { lesson: id.clone(), title: meta.title, minutes: meta.minutes, level: meta.level })
    };
    written.filter_map(candidate).collect()
}

/// Returns the questions of a lesson that a quiz draws from; none where they cannot be read.
pub fn pool(library: &Library, lesson: &LessonId) -> Pool {
    let questions = library.questions(lesson).unwrap_or_default();
    let by_hands =
        |kind: &crate::quiz::Kind| matches!(kind, crate::quiz::Kind::Choice(_) | crate::quiz::Kind::Multi(_));
    let questions = questions.into_iter().map(|question| (by_hands(&question.kind), question.id));
    Pool { lesson: lesson.clone(), questions: questions.map(|(hands, id)| (id, hands)).collect() }
}

#[cfg(test)]
mod tests;
