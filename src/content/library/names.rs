//! What people type, found: lessons, chapters and tracks by name, and the nearest name where there is none. Reads no page.

use super::Library;
use crate::content::Error;
use crate::course::front::{LOOSE, chapter_page_id, is_front_page, tour_id};
use crate::course::{Chapter, Track};
use crate::diagnostic::nearest;
use crate::id::LessonId;

impl Library {
    /// Returns the error for a lesson that is not there, with the nearest name.
    pub fn no_lesson(&self, name: &str) -> Error {
        let names =
            self.course.written().map(LessonId::as_str).chain(self.course.chapters.iter().map(|c| c.id.as_str()));
        Error::NoLesson { id: name.to_owned(), nearest: nearest(name, names).map(str::to_owned) }
    }

    /// Finds a chapter by its id.
    ///
    /// # Errors
    /// There is none; the error names the nearest.
    pub fn chapter(&self, name: &str) -> Result<&Chapter, Error> {
        let names = || self.course.chapters.iter().map(|chapter| chapter.id.as_str());
        let near = || nearest(name, names()).map(str::to_owned);
        self.course.chapter(name).ok_or_else(|| Error::NoChapter { id: name.to_owned(), nearest: near() })
    }

    /// Finds a track by its id.
    ///
    /// # Errors
    /// There is none; the error names the nearest.
    pub fn track(&self, name: &str) -> Result<&Track, Error> {
        let tracks = &self.course.tracks;
        self.course.track(name.trim()).ok_or_else(|| Error::NoTrack {
            id: name.to_owned(),
            nearest: nearest(name, tracks.iter().map(|track| track.id.as_str())).map(str::to_owned),
            any: !tracks.is_empty(),
        })
    }

    /// Returns the minutes of a lesson; none where it is only planned or cannot be read.
    pub fn minutes(&self, id: &LessonId) -> Option<u16> {
        let entry = self.course.entry(id).filter(|entry| entry.is_written())?;
        entry.brief.as_ref().map(|brief| brief.minutes).or_else(|| self.meta(id).ok().map(|meta| meta.minutes))
    }

    /// Finds a page by what a person types: `works/dockerignore`, `dockerignore`, a chapter's id (its page), `tour`.
    ///
    /// # Errors
    /// There is none; the error names the nearest.
    pub fn find(&self, name: &str) -> Result<LessonId, Error> {
        let name = name.trim();
        if name == "tour" && self.course.tour {
            return Ok(tour_id());
        }
        if let Some(chapter) = self.course.chapter(name) {
            return Ok(chapter_page_id(&chapter.id));
        }
        if let Ok(id) = name.parse::<LessonId>()
            && (self.course.entry(&id).is_some() || is_front_page(&id) && self.source(&id).is_ok())
        {
            return Ok(id);
        }
        // A file that is read by name is found by its name.
        let wanted = name.strip_prefix(LOOSE).and_then(|rest| rest.strip_prefix('/')).unwrap_or(name);
        if let Some((id, _)) =
            self.loose.iter().find(|(id, _)| id.slug().rsplit_once('-').is_some_and(|(stem, _)| stem == wanted))
        {
            return Ok(id.clone());
        }
        let mut by_slug = self.course.chapters.iter().flat_map(|c| &c.entries).filter(|entry| entry.id.slug() == name);
        match (by_slug.next(), by_slug.next()) {
            (Some(entry), None) => Ok(entry.id.clone()),
            _ => Err(self.no_lesson(name)),
        }
    }
}
