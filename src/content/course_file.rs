//! `course.toml` and `chapter.toml`: the table of contents. A field that is not known is stepped over: a course shall not be lost
//! for it, and the linter tells its author.

use serde::Deserialize;
use toml::Spanned;

use super::toml_file;
use crate::course::Track;
use crate::diagnostic::{Diagnostic, Span};
use crate::id::{ChapterId, LessonId, TrackId};

/// The only format there is so far (docs/authoring.md, "course.toml").
pub const FORMAT: i64 = 1;

/// `course.toml` as it is written. A pack may leave out all but what it changes.
#[derive(Debug, Default)]
pub struct CourseFile {
    /// The title.
    pub title: Option<String>,
    /// The version.
    pub version: Option<String>,
    /// Chapters in order, with the place of each.
    pub chapters: Vec<(ChapterId, Span)>,
    /// Tracks in order.
    pub tracks: Vec<TrackEntry>,
}

/// A `[[track]]` with its places.
#[derive(Debug)]
pub struct TrackEntry {
    /// The track.
    pub track: Track,
    /// Where its id stands.
    pub at: Span,
    /// Where each of its lessons stands.
    pub places: Vec<Span>,
}

/// `chapter.toml` as it is written.
#[derive(Debug, Default)]
pub struct ChapterFile {
    /// The title.
    pub title: String,
    /// The promise.
    pub promise: String,
    /// Lesson slugs in order, with the place of each.
    pub lessons: Vec<(LessonId, Span)>,
    /// Planned lessons, with the place of each.
    pub planned: Vec<(LessonId, String, Span)>,
}

#[derive(Deserialize)]
struct RawCourse {
    format: Spanned<i64>,
    title: Option<String>,
    version: Option<String>,
    #[serde(default)]
    chapters: Vec<Spanned<String>>,
    #[serde(default)]
    track: Vec<RawTrack>,
}

#[derive(Deserialize)]
struct RawTrack {
    id: Spanned<String>,
    #[serde(default)]
    title: String,
    #[serde(default)]
    promise: String,
    #[serde(default)]
    lessons: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
struct RawChapter {
    #[serde(default)]
    title: String,
    #[serde(default)]
    promise: String,
    #[serde(default)]
    lessons: Vec<Spanned<String>>,
    #[serde(default)]
    planned: Vec<RawPlanned>,
}

#[derive(Deserialize)]
struct RawPlanned {
    id: Spanned<String>,
    #[serde(default)]
    title: String,
}

/// Reads `course.toml`.
pub fn parse_course(path: &str, source: &str) -> (CourseFile, Vec<Diagnostic>) {
    let raw: RawCourse = match toml_file::read(path, source, 0) {
        Ok(raw) => raw,
        Err(diagnostic) => return (CourseFile::default(), vec![diagnostic]),
    };
    let mut found = Vec::new();
    if *raw.format.get_ref() != FORMAT {
        let message = format!("format {} is not known to this version", raw.format.get_ref());
        let problem = Diagnostic::error("format", path, raw.format.span(), message);
        found.push(problem.help(format!("this seaworthy reads format {FORMAT}: update it, or the course")));
    }
    let mut chapters = Vec::new();
    for name in raw.chapters {
        let span = Span::from(name.span());
        match name.get_ref().parse::<ChapterId>() {
            Ok(id) if chapters.iter().any(|(other, _)| *other == id) => {
                let problem = Diagnostic::error("twice", path, span, format!("chapter `{id}` stands here twice"));
                found.push(problem.help("remove one of the two"));
            }
            Ok(id) => chapters.push((id, span)),
            Err(error) => {
                let problem = Diagnostic::error("bad-id", path, span, error.to_string());
                found.push(problem.help("write the name of the chapter's folder"));
            }
        }
    }
    let mut tracks: Vec<TrackEntry> = Vec::new();
    for raw in raw.track {
        let Some(entry) = track(path, raw, &mut found) else { continue };
        if tracks.iter().any(|other| other.track.id == entry.track.id) {
            let message = format!("track `{}` stands here twice", entry.track.id);
            found.push(Diagnostic::error("twice", path, entry.at, message).help("remove one of the two"));
        } else {
            tracks.push(entry);
        }
    }
    (CourseFile { title: raw.title, version: raw.version, chapters, tracks }, found)
}

/// Reads one `[[track]]`; lessons that are no ids, or stand there again, are left out and told.
fn track(path: &str, raw: RawTrack, found: &mut Vec<Diagnostic>) -> Option<TrackEntry> {
    let at = Span::from(raw.id.span());
    let id = match raw.id.get_ref().parse::<TrackId>() {
        Ok(id) => id,
        Err(error) => {
            let problem = Diagnostic::error("bad-id", path, at, error.to_string());
            found.push(problem.help("name the track by one word, as in `short`"));
            return None;
        }
    };
    let (mut lessons, mut places): (Vec<LessonId>, Vec<Span>) = Default::default();
    for name in raw.lessons {
        let span = Span::from(name.span());
        match name.get_ref().parse::<LessonId>() {
            Ok(lesson) if lessons.contains(&lesson) => {
                let message = format!("lesson `{lesson}` stands in track `{id}` twice");
                found.push(Diagnostic::error("twice", path, span, message).help("remove one of the two"));
            }
            Ok(lesson) => {
                lessons.push(lesson);
                places.push(span);
            }
            Err(error) => {
                let problem = Diagnostic::error("bad-id", path, span, error.to_string());
                found.push(problem.help("write chapter/lesson, as in `works/dockerignore`"));
            }
        }
    }
    Some(TrackEntry { track: Track { id, title: raw.title, promise: raw.promise, lessons }, at, places })
}

/// Reads `chapter.toml` of `chapter`.
pub fn parse_chapter(path: &str, chapter: &ChapterId, source: &str) -> (ChapterFile, Vec<Diagnostic>) {
    let raw: RawChapter = match toml_file::read(path, source, 0) {
        Ok(raw) => raw,
        Err(diagnostic) => return (ChapterFile::default(), vec![diagnostic]),
    };
    let mut found = Vec::new();
    let mut lesson = |slug: &Spanned<String>| -> Option<(LessonId, Span)> {
        let span = Span::from(slug.span());
        match LessonId::new(chapter, slug.get_ref()) {
            Ok(id) => Some((id, span)),
            Err(error) => {
                let problem = Diagnostic::error("bad-id", path, span, error.to_string());
                found.push(problem.help("write the file's name without the chapter and without .md"));
                None
            }
        }
    };
    let lessons: Vec<_> = raw.lessons.iter().filter_map(&mut lesson).collect();
    let planned: Vec<_> = raw
        .planned
        .iter()
        .filter_map(|entry| lesson(&entry.id).map(|(id, span)| (id, entry.title.clone(), span)))
        .collect();
    for (at, (id, span)) in lessons.iter().enumerate() {
        if lessons[..at].iter().any(|(other, _)| other == id) {
            let problem = Diagnostic::error("twice", path, *span, format!("lesson `{}` stands here twice", id.slug()));
            found.push(problem.help("remove one of the two"));
        }
    }
    (ChapterFile { title: raw.title, promise: raw.promise, lessons, planned }, found)
}
