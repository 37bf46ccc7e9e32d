//! Tracks: each names lessons that there are, and none before one that it needs. What is no id or stands there twice, the reader of
//! course.toml says.

use super::findings::Findings;
use super::links::suggestion;
use super::site::{Known, Site, SourceFile, What};
use crate::content::course_file::{self, TrackEntry};
use crate::id::LessonId;

/// Judges the tracks of the table of contents that is checked.
pub(super) fn check(site: &Site<'_>, found: &mut Findings) {
    let Some(file) = site.own(&What::Course) else { return };
    for entry in course_file::parse_course(&file.label, &file.text).0.tracks {
        if entry.track.lessons.is_empty() {
            let message = format!("track `{}` names no lesson", entry.track.id);
            found.add("track-empty", file, entry.at, message, "list lessons as chapter/lesson, or remove the track");
        }
        lessons(site, file, &entry, found);
    }
}

fn lessons(site: &Site<'_>, file: &SourceFile, entry: &TrackEntry, found: &mut Findings) {
    let lessons = &entry.track.lessons;
    for (at, (id, span)) in lessons.iter().zip(&entry.places).enumerate() {
        if matches!(site.known(id), Known::No) {
            let help = suggestion(site, id).unwrap_or_else(|| "name a lesson of the course".to_owned());
            found.add("track-lesson-dead", file, *span, format!("there is no lesson `{id}`"), help);
        }
        for need in needs(site, id).filter(|need| lessons[at + 1..].contains(need)) {
            let message = format!("`{id}` needs `{need}`, which comes later in this track");
            found.add("track-order", file, *span, message, "move one of the two");
        }
    }
}

fn needs(site: &Site<'_>, id: &LessonId) -> impl Iterator<Item = LessonId> {
    let needs = site.page(id).map(|page| page.front.needs.as_slice()).unwrap_or_default();
    needs.iter().filter_map(|(text, _)| text.parse().ok())
}
