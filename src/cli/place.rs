//! `seaworthy place`: the test of a chapter that finds out which lessons need not be read; as JSON how things stand.

use serde_json::{Value, json};

use super::list::state;
use super::setup::Setup;
use super::{Failure, Outcome, aliases, learn, out};
use crate::app::Opening;
use crate::content::Library;
use crate::course::Chapter;
use crate::course::front::LOOSE;
use crate::id::ChapterId;
use crate::progress::Record;

/// Opens the test, on the whole screen or plain, or prints what is placed.
pub fn run(setup: Setup, name: Option<&str>, seed: Option<u64>, json: bool) -> Result<Outcome, Failure> {
    if json {
        return show(&setup, name);
    }
    let chosen = if name.is_none() { first_open(&setup)? } else { None };
    if name.is_none() && chosen.is_none() {
        out::print("Nothing to test: every lesson is read or placed.\n")?;
        return Ok(Outcome::Fine);
    }
    learn::open(setup, |setup| {
        let library = setup.library()?;
        let id = match (name, chosen) {
            (Some(name), _) => library.chapter(name)?.id.clone(),
            (None, Some(id)) => id,
            (None, None) => return Err("name a chapter".into()),
        };
        Ok((library, Opening::Place { chapter: id, seed }))
    })
}

/// Returns the first chapter with a lesson that is neither read nor placed.
fn first_open(setup: &Setup) -> Result<Option<ChapterId>, Failure> {
    let (library, record) = known(setup)?;
    let is_open = |chapter: &&Chapter| chapter.id.as_str() != LOOSE && chapter.written().any(|id| !record.is_done(id));
    Ok(library.course().chapters.iter().find(is_open).map(|chapter| chapter.id.clone()))
}

fn known(setup: &Setup) -> Result<(Library, Record), Failure> {
    let library = setup.library()?;
    let (_, mut record) = setup.progress();
    aliases::settle(&library, &mut record);
    Ok((library, record))
}

fn show(setup: &Setup, name: Option<&str>) -> Result<Outcome, Failure> {
    let (library, record) = known(setup)?;
    let chapters: Vec<&Chapter> = match name {
        Some(name) => vec![library.chapter(name)?],
        None => library.course().chapters.iter().collect(),
    };
    let all: Vec<Value> = chapters.into_iter().map(|chapter| as_json(&library, &record, chapter)).collect();
    out::print(&format!("{:#}\n", json!({ "chapters": all })))?;
    Ok(Outcome::Fine)
}

fn as_json(library: &Library, record: &Record, chapter: &Chapter) -> Value {
    let lesson = |entry: &crate::course::Entry| {
        let placed = record.lesson(&entry.id).placed.map(|t| t.0);
        json!({ "id": entry.id, "title": library.title(&entry.id), "state": state(record, entry), "placed_at": placed })
    };
    let written = || chapter.entries.iter().filter(|entry| entry.is_written());
    let next = chapter.written().find(|id| !record.is_done(id));
    json!({
        "id": chapter.id, "title": chapter.title, "placed": record.count_placed(chapter.written()),
        "read": record.count_finished(chapter.written()), "written": written().count(), "next": next,
        "lessons": written().map(lesson).collect::<Vec<_>>(),
    })
}
