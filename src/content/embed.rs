//! The stock course inside the binary; the table is written by build.rs.

use super::course_file::{ChapterFile, CourseFile};
use crate::course::{Brief, Course, Track};
use crate::diagnostic::Span;
use crate::id::{ChapterId, LessonId};

include!(concat!(env!("OUT_DIR"), "/stock.rs"));
include!(concat!(env!("OUT_DIR"), "/outline.rs"));

/// The stock table of contents as build.rs read it.
pub(super) struct StockOutline {
    title: &'static str,
    version: &'static str,
    chapters: &'static [StockChapter],
    tracks: &'static [StockTrack],
}

/// Id, title, promise, ids of the lessons.
type StockTrack = (&'static str, &'static str, &'static str, &'static [&'static str]);

/// Id, title, promise, lessons in order, planned lessons with their titles.
type StockChapter =
    (&'static str, &'static str, &'static str, &'static [StockLesson], &'static [(&'static str, &'static str)]);

/// Slug, title and minutes; no title where the lesson is only planned.
type StockLesson = (&'static str, &'static str, u16);

/// Returns the stock table of contents without parsing a file; places are not known. `None` when build.rs could not read it.
pub(super) fn outline() -> Option<(CourseFile, Vec<ChapterFile>)> {
    let outline = OUTLINE.as_ref()?;
    let nowhere = Span::default();
    let mut file = CourseFile {
        title: Some(outline.title.into()),
        version: Some(outline.version.into()),
        ..CourseFile::default()
    };
    let mut chapters = Vec::with_capacity(outline.chapters.len());
    for (id, title, promise, lessons, planned) in outline.chapters {
        let id: ChapterId = id.parse().ok()?;
        let lesson = |slug: &str| LessonId::new(&id, slug).ok();
        let lessons: Option<Vec<_>> = lessons.iter().map(|(slug, ..)| Some((lesson(slug)?, nowhere))).collect();
        let planned: Option<Vec<_>> =
            planned.iter().map(|(slug, title)| Some((lesson(slug)?, (*title).to_owned(), nowhere))).collect();
        chapters.push(ChapterFile {
            title: (*title).into(),
            promise: (*promise).into(),
            lessons: lessons?,
            planned: planned?,
        });
        file.chapters.push((id, nowhere));
    }
    Some((file, chapters))
}

/// Fills in what the stock table of contents knows besides: titles and minutes of lessons, and the tracks.
pub(super) fn enrich(course: &mut Course) {
    let Some(outline) = OUTLINE.as_ref() else { return };
    for (chapter, (.., lessons, _)) in course.chapters.iter_mut().zip(outline.chapters) {
        // The entries stand in the order of the file, planned ones that it does not list behind them.
        for (entry, (slug, title, minutes)) in chapter.entries.iter_mut().zip(*lessons) {
            if entry.is_written() && entry.id.slug() == *slug && !title.is_empty() {
                entry.brief = Some(Brief { title: (*title).to_owned(), minutes: *minutes });
            }
        }
    }
    course.tracks = outline.tracks.iter().filter_map(track).collect();
}

fn track((id, title, promise, lessons): &StockTrack) -> Option<Track> {
    let lessons: Option<Vec<_>> = lessons.iter().map(|id| id.parse().ok()).collect();
    Some(Track { id: id.parse().ok()?, title: (*title).to_owned(), promise: (*promise).to_owned(), lessons: lessons? })
}

/// Returns the text of a stock file, by its path with forward slashes.
pub fn read(path: &str) -> Option<&'static str> {
    FILES.binary_search_by(|(name, _)| (*name).cmp(path)).ok().map(|at| FILES[at].1)
}

/// Returns all stock paths that begin with `prefix`, sorted.
pub fn paths(prefix: &str) -> impl Iterator<Item = &'static str> {
    let from = FILES.partition_point(|(name, _)| *name < prefix);
    FILES[from..].iter().map(|(name, _)| *name).take_while(move |name| name.starts_with(prefix))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_outline_is_what_the_files_say() {
        let (course, chapters) = super::outline().unwrap();
        let path = "lessons/course.toml";
        let (from_file, found) = super::super::course_file::parse_course(path, super::read(path).unwrap());
        assert_eq!(found, []);
        assert_eq!((course.title, course.version), (from_file.title, from_file.version));
        let ids = |chapters: &[(crate::id::ChapterId, crate::diagnostic::Span)]| -> Vec<_> {
            chapters.iter().map(|(id, _)| id.clone()).collect()
        };
        assert_eq!(ids(&course.chapters), ids(&from_file.chapters));
        for ((id, _), chapter) in course.chapters.iter().zip(chapters) {
            let path = format!("lessons/{id}/chapter.toml");
            let (from_file, found) = super::super::course_file::parse_chapter(&path, id, super::read(&path).unwrap());
            assert_eq!(found, []);
            assert_eq!((&chapter.title, &chapter.promise), (&from_file.title, &from_file.promise));
            let slugs = |c: &super::ChapterFile| -> Vec<_> { c.lessons.iter().map(|(id, _)| id.clone()).collect() };
            assert_eq!(slugs(&chapter), slugs(&from_file));
            let planned = |c: &super::ChapterFile| -> Vec<_> {
                c.planned.iter().map(|(id, t, _)| (id.clone(), t.clone())).collect()
            };
            assert_eq!(planned(&chapter), planned(&from_file));
        }
        let tracks: Vec<_> = from_file.tracks.into_iter().map(|entry| entry.track).collect();
        let stock = super::super::Library::stock(&[]).unwrap();
        assert_eq!(stock.course().tracks, tracks);
    }

    #[test]
    fn titles_and_minutes_are_those_of_the_lessons() {
        let stock = super::super::Library::stock(&[]).unwrap();
        for entry in stock.course().chapters.iter().flat_map(|chapter| &chapter.entries) {
            let brief = entry.brief.as_ref().map(|brief| (brief.title.clone(), brief.minutes));
            let meta = entry.is_written().then(|| stock.meta(&entry.id).unwrap());
            assert_eq!(brief, meta.map(|meta| (meta.title, meta.minutes)), "{}", entry.id);
        }
    }

    #[test]
    fn the_table_is_sorted_and_found() {
        assert!(super::FILES.is_sorted_by(|a, b| a.0 < b.0));
        assert!(super::read("glossary.toml").is_some());
        assert!(super::read("lessons/course.toml").is_some());
        assert_eq!(super::read("lessons/no.toml"), None);
        assert!(super::paths("lessons/works/").count() > 2);
    }
}
