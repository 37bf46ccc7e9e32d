//! `seaworthy list`: chapters and lessons with what was read.

use std::fmt::Write as _;

use serde_json::json;

use super::columns::{self, padded, widest};
use super::setup::Setup;
use super::{Failure, Outcome, out};
use crate::content::Library;
use crate::course::{Chapter, Entry};
use crate::progress::Record;

/// Prints the list.
pub fn run(setup: &Setup, chapter: Option<&str>, json: bool) -> Result<Outcome, Failure> {
    let library = setup.library()?;
    let (_, record) = setup.progress();
    let chapters: Vec<&Chapter> = match chapter {
        Some(name) => vec![library.chapter(name)?],
        None => library.course().chapters.iter().collect(),
    };
    let text = if json { as_json(&library, &record, &chapters) } else { as_text(&library, &record, &chapters) };
    out::print(&text)?;
    Ok(Outcome::Fine)
}

pub(super) fn state(record: &Record, entry: &Entry) -> &'static str {
    let id = &entry.id;
    match (entry.is_written(), record.is_finished(id), record.is_placed(id), record.is_opened(id)) {
        (false, ..) => "planned",
        (_, true, ..) => "read",
        (_, _, true, _) => "placed",
        (_, _, _, true) => "begun",
        _ => "new",
    }
}

fn as_text(library: &Library, record: &Record, chapters: &[&Chapter]) -> String {
    let mut text = String::new();
    let width = widest(chapters.iter().flat_map(|chapter| &chapter.entries).map(|entry| entry.id.slug()));
    for (number, chapter) in chapters.iter().enumerate() {
        if number > 0 {
            text.push('\n');
        }
        let read = record.count_finished(chapter.written());
        let written = chapter.written().count();
        let how_far = columns::state(read, record.count_placed(chapter.written()), written, chapter.planned_count());
        let _ = writeln!(text, "{} ({}): {how_far}", chapter.title, chapter.id);
        for entry in &chapter.entries {
            let slug = padded(entry.id.slug(), width);
            let _ = writeln!(text, "  {:<7}  {slug}  {}", state(record, entry), library.title(&entry.id));
        }
    }
    text
}

fn as_json(library: &Library, record: &Record, chapters: &[&Chapter]) -> String {
    let lesson = |entry: &Entry| {
        let meta = library.meta(&entry.id).unwrap_or_default();
        let minutes = entry.is_written().then_some(meta.minutes);
        let level = entry.is_written().then_some(meta.level);
        json!({ "id": entry.id, "title": library.title(&entry.id), "state": state(record, entry), "minutes": minutes, "level": level })
    };
    let chapter = |chapter: &&Chapter| {
        let lessons: Vec<_> = chapter.entries.iter().map(lesson).collect();
        json!({ "id": chapter.id, "title": chapter.title, "promise": chapter.promise, "lessons": lessons })
    };
    let all: Vec<_> = chapters.iter().map(chapter).collect();
    format!("{:#}\n", json!({ "title": library.course().title, "version": library.course().version, "chapters": all }))
}
