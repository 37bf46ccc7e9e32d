//! How the tables of contents of several layers become one: what a pack replaces, adds and puts behind what. Reads no page.

use super::Library;
use std::sync::atomic::Ordering;

use crate::content::course_file::{self, ChapterFile, CourseFile};
use crate::content::layer::Layer;
use crate::content::{Error, embed, lesson_file};
use crate::course::front::CHAPTER_PAGE;
use crate::course::{Brief, Chapter, Entry, EntryState};
use crate::diagnostic::Diagnostic;
use crate::id::{ChapterId, LessonId};

impl Library {
    /// Lays one layer's table of contents over what is there.
    pub(super) fn take_layer(&mut self, layer: &Layer, found: &mut Vec<Diagnostic>) -> Result<(), Error> {
        if matches!(layer, Layer::Stock)
            && let Some((file, chapters)) = embed::outline()
        {
            self.course.title = file.title.unwrap_or_default();
            self.course.version = file.version.unwrap_or_default();
            for ((id, _), chapter) in file.chapters.into_iter().zip(chapters) {
                self.course.chapters.push(new_chapter(&id));
                self.lay_chapter(self.course.chapters.len() - 1, chapter);
            }
            embed::enrich(&mut self.course);
            return Ok(());
        }
        let path = "lessons/course.toml";
        let file = match layer.read(path)? {
            Some(source) => {
                self.parsed.tables.fetch_add(1, Ordering::Relaxed);
                let (file, problems) = course_file::parse_course(&layer.label(path), &source);
                found.extend(problems);
                file
            }
            None => CourseFile::default(),
        };
        self.course.title = file.title.unwrap_or_else(|| std::mem::take(&mut self.course.title));
        self.course.version = file.version.unwrap_or_else(|| std::mem::take(&mut self.course.version));
        for entry in file.tracks {
            match self.course.tracks.iter_mut().find(|track| track.id == entry.track.id) {
                Some(track) => *track = entry.track,
                None => self.course.tracks.push(entry.track),
            }
        }
        let old = self.course.chapters.iter().map(|chapter| chapter.id.clone());
        let mut names: Vec<ChapterId> = old.collect();
        names.extend(file.chapters.into_iter().map(|(id, _)| id));
        let mut seen = std::collections::HashSet::new();
        names.retain(|name| seen.insert(name.clone()));
        for id in names {
            self.take_chapter(layer, &id, found)?;
        }
        Ok(())
    }

    fn take_chapter(&mut self, layer: &Layer, id: &ChapterId, found: &mut Vec<Diagnostic>) -> Result<(), Error> {
        let path = format!("lessons/{id}/chapter.toml");
        let at = self.course.chapters.iter().position(|chapter| chapter.id == *id);
        let source = layer.read(&path)?;
        if at.is_none() {
            self.course.chapters.push(new_chapter(id));
            if source.is_none() {
                let label = layer.label("lessons/course.toml");
                let problem = Diagnostic::error("no-chapter", label, 0..0, format!("chapter `{id}` has no {path}"));
                found.push(problem.help("write the file, or take the chapter out of `chapters`"));
            }
        }
        let at = at.unwrap_or(self.course.chapters.len() - 1);
        let fresh = self.course.chapters[at].entries.is_empty();
        if let Some(source) = source {
            self.parsed.tables.fetch_add(1, Ordering::Relaxed);
            let (file, problems) = course_file::parse_chapter(&layer.label(&path), id, &source);
            found.extend(problems);
            self.lay_chapter(at, file);
        }
        if !fresh {
            self.join_new_lessons(layer, at);
        }
        Ok(())
    }

    /// Lays one chapter file over what is known of the chapter.
    fn lay_chapter(&mut self, at: usize, file: ChapterFile) {
        let chapter = &mut self.course.chapters[at];
        let fresh = chapter.entries.is_empty();
        if !file.title.is_empty() {
            chapter.title = file.title;
        }
        if !file.promise.is_empty() {
            chapter.promise = file.promise;
        }
        let planned = file.planned;
        let all = file.lessons.into_iter().map(|(id, _)| id).chain(planned.iter().map(|(id, _, _)| id.clone()));
        for lesson in all {
            let plan = planned.iter().find(|(id, _, _)| *id == lesson);
            let state = plan.map_or(EntryState::Written, |(_, title, _)| EntryState::Planned(title.clone()));
            match chapter.entries.iter_mut().find(|entry| entry.id == lesson) {
                Some(entry) if !fresh && state == EntryState::Written => entry.state = state,
                Some(_) => {}
                None => chapter.entries.push(Entry { id: lesson, state, brief: None }),
            }
        }
    }

    /// Lets a pack's lesson files join their chapter: at the end, or where `after` says.
    fn join_new_lessons(&mut self, layer: &Layer, at: usize) {
        let id = self.course.chapters[at].id.clone();
        for path in layer.files(&format!("lessons/{id}")) {
            let slug = path.rsplit('/').next().and_then(|name| name.strip_suffix(".md"));
            let Some(lesson) = slug.filter(|slug| *slug != CHAPTER_PAGE).and_then(|slug| LessonId::new(&id, slug).ok())
            else {
                continue;
            };
            // A file that cannot be read joins as well: its page says why.
            let source = layer.read(&path).ok().flatten().unwrap_or_default();
            self.parsed.metas.fetch_add(1, Ordering::Relaxed);
            let meta = lesson_file::parse_meta(&path, &source).0;
            let (title, minutes, after) = (meta.title, meta.minutes, meta.after);
            let brief = (!title.is_empty()).then_some(Brief { title, minutes });
            let entries = &mut self.course.chapters[at].entries;
            let known = entries.iter().position(|entry| entry.id == lesson);
            if let Some(place) = known {
                entries[place].state = EntryState::Written;
                entries[place].brief = brief.clone();
                if after.is_none() {
                    continue;
                }
            }
            let entry = known.map_or_else(|| written(lesson, brief), |place| entries.remove(place));
            let place =
                after.and_then(|after| entries.iter().position(|e| e.id == after)).map_or(entries.len(), |p| p + 1);
            entries.insert(place, entry);
        }
    }
}

/// Returns the entry of a lesson that is there.
pub(super) fn written(id: LessonId, brief: Option<Brief>) -> Entry {
    Entry { id, state: EntryState::Written, brief }
}

fn new_chapter(id: &ChapterId) -> Chapter {
    Chapter { id: id.clone(), title: id.to_string(), promise: String::new(), entries: Vec::new() }
}
