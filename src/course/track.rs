//! A track: an ordered choice of lessons of any chapter, for who will not read the whole course. It may name lessons that are only
//! planned. Must not know what was read.

use super::{Course, Entry};
use crate::id::{LessonId, TrackId};

/// A track as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Track {
    /// Its id.
    pub id: TrackId,
    /// Its title.
    pub title: String,
    /// What the learner has at its end, one sentence.
    pub promise: String,
    /// Lessons in order, as they are named; the course may not have all of them.
    pub lessons: Vec<LessonId>,
}

impl Track {
    /// Returns the lessons that the course has, planned ones too, in the track's order.
    pub fn entries<'a>(&'a self, course: &'a Course) -> impl Iterator<Item = &'a Entry> {
        self.lessons.iter().filter_map(|id| course.entry(id))
    }

    /// Returns the lessons that can be opened, in the track's order.
    pub fn written<'a>(&'a self, course: &'a Course) -> impl Iterator<Item = &'a LessonId> {
        self.entries(course).filter(|entry| entry.is_written()).map(|entry| &entry.id)
    }

    /// Returns how many lessons are only planned.
    pub fn planned_count(&self, course: &Course) -> usize {
        self.entries(course).filter(|entry| !entry.is_written()).count()
    }
}

impl Course {
    /// Returns the track with this id.
    pub fn track(&self, id: &str) -> Option<&Track> {
        self.tracks.iter().find(|track| track.id.as_str() == id)
    }
}

/// Returns minutes as they are said: `45 min`, `2 h`, `3 h 40 min`.
pub fn duration(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::course::{Chapter, EntryState};

    #[test]
    fn a_track_knows_what_the_course_has_of_it() {
        let id = |text: &str| text.parse::<LessonId>().unwrap();
        let entry = |text: &str, state| Entry { id: id(text), state, brief: None };
        let chapter = Chapter {
            id: "pier".parse().unwrap(),
            title: String::new(),
            promise: String::new(),
            entries: vec![
                entry("pier/rope", EntryState::Written),
                entry("pier/knot", EntryState::Planned("A knot".into())),
                entry("pier/bell", EntryState::Written),
            ],
        };
        let track = Track {
            id: "short".parse().unwrap(),
            title: "Short".into(),
            promise: String::new(),
            lessons: ["pier/bell", "gone/away", "pier/knot", "pier/rope"].map(id).into(),
        };
        let course = Course { chapters: vec![chapter], tracks: vec![track], ..Course::default() };
        let track = course.track("short").unwrap();
        assert_eq!(track.written(&course).map(LessonId::as_str).collect::<Vec<_>>(), ["pier/bell", "pier/rope"]);
        assert_eq!((track.entries(&course).count(), track.planned_count(&course)), (3, 1));
        assert_eq!(course.track("long"), None);
    }

    #[test]
    fn minutes_are_said_in_hours() {
        assert_eq!([0, 59, 60, 61, 220].map(duration), ["0 min", "59 min", "1 h", "1 h 1 min", "3 h 40 min"]);
    }
}
