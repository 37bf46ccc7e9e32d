//! Tracks as lists: all there are, and the lessons of one. What `progress` says of them is made here too.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::columns::{self, padded, widest, write_hanging};
use super::list::state;
use super::setup::Setup;
use super::{Failure, Outcome, aliases, out};
use crate::app::track::{SETTING, Standing};
use crate::content::Library;
use crate::course::track::duration;
use crate::course::{Entry, Track};
use crate::progress::Record;

/// Prints the lessons of one track.
pub fn one(setup: &Setup, name: &str, json: bool) -> Result<Outcome, Failure> {
    let library = setup.library()?;
    let track = library.track(name)?;
    let (_, mut record) = setup.progress();
    aliases::settle(&library, &mut record);
    out::print(&if json { one_as_json(&library, &record, track) } else { one_as_text(&library, &record, track) })?;
    Ok(Outcome::Fine)
}

/// Prints the tracks there are.
pub fn all(setup: &Setup, json: bool) -> Result<Outcome, Failure> {
    let library = setup.library()?;
    let (_, mut record) = setup.progress();
    aliases::settle(&library, &mut record);
    let tracks = &library.course().tracks;
    let mut text = String::new();
    if json {
        text = format!("{:#}\n", json!({ "tracks": as_json(&library, &record) }));
    } else if tracks.is_empty() {
        text.push_str("This course has no tracks.\n");
    }
    for (number, track) in tracks.iter().enumerate().filter(|_| !json) {
        if number > 0 {
            text.push('\n');
        }
        text.push_str(&heading(&library, &record, track));
    }
    out::print(&text)?;
    Ok(Outcome::Fine)
}

/// Returns how far the learner is in a track.
pub fn standing(library: &Library, record: &Record, track: &Track) -> Standing {
    Standing::new(track, library.course(), record, |id| library.minutes(id))
}

/// Returns how far one is, in words: `12 of 66 read, 3 h 40 min left`.
pub fn how_far(standing: &Standing) -> String {
    let state = columns::state(standing.read, standing.placed, standing.written, standing.planned);
    match (standing.left, standing.minutes) {
        (Some(0) | None, _) | (_, Some(0) | None) => state,
        (Some(left), Some(all)) if left == all => format!("{state}, {}", duration(all)),
        (Some(left), Some(all)) => format!("{state}, {} left of {}", duration(left), duration(all)),
    }
}

/// Returns the tracks for programs.
pub fn as_json(library: &Library, record: &Record) -> Vec<Value> {
    library.course().tracks.iter().map(|track| summary(library, record, track)).collect()
}

fn summary(library: &Library, record: &Record, track: &Track) -> Value {
    let standing = standing(library, record, track);
    json!({
        "id": track.id, "title": track.title, "promise": track.promise,
        "read": standing.read, "placed": standing.placed, "written": standing.written, "planned": standing.planned,
        "minutes": standing.minutes, "minutes_left": standing.left, "next": standing.next,
        "chosen": record.setting(SETTING) == Some(track.id.as_str()),
    })
}

fn heading(library: &Library, record: &Record, track: &Track) -> String {
    let standing = standing(library, record, track);
    let mut text = format!("{} ({}): {}\n", track.title, track.id, how_far(&standing));
    if !track.promise.is_empty() {
        write_hanging("  ", &track.promise, &mut text);
    }
    text
}

fn one_as_text(library: &Library, record: &Record, track: &Track) -> String {
    let mut text = heading(library, record, track);
    let course = library.course();
    let width = widest(track.entries(course).map(|entry| entry.id.slug()));
    let digits = track.lessons.len().to_string().len();
    let mut chapter = "";
    for (number, entry) in track.entries(course).enumerate() {
        if entry.id.chapter_str() != chapter {
            chapter = entry.id.chapter_str();
            let title = course.chapter(chapter).map_or(chapter, |chapter| &chapter.title);
            let _ = writeln!(text, "\n{title} ({chapter})");
        }
        let minutes = library.minutes(&entry.id).map_or(String::new(), |minutes| format!("{minutes} min"));
        let (number, slug) = (number + 1, padded(entry.id.slug(), width));
        let state = state(record, entry);
        let title = library.title(&entry.id);
        let _ = writeln!(text, "  {number:>digits$}  {state:<7}  {minutes:>6}  {slug}  {title}");
    }
    text
}

fn one_as_json(library: &Library, record: &Record, track: &Track) -> String {
    let lesson = |entry: &Entry| {
        json!({
            "id": entry.id, "title": library.title(&entry.id), "state": state(record, entry),
            "minutes": library.minutes(&entry.id),
        })
    };
    let lessons: Vec<_> = track.entries(library.course()).map(lesson).collect();
    let mut value = summary(library, record, track);
    value["lessons"] = lessons.into();
    format!("{value:#}\n")
}
