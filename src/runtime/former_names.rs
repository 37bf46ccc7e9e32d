//! The names that lessons and questions had before, for records that speak of them. Reads every lesson and quiz, so it is asked only where
//! a record needs it. Must not know whose record it is.

use std::collections::HashSet;

use crate::content::Library;
use crate::course::front::{LOOSE, is_front_page};
use crate::id::LessonId;
use crate::progress::{Aliases, Record};

/// Returns whether a record speaks of lessons that the course does not have: these may have had other names.
pub fn are_spoken_of(record: &Record, library: &Library) -> bool {
    let course = library.course();
    // A file that was read by name has no former name.
    let stranger = |id: &LessonId| !course.has(id) && !is_front_page(id) && id.chapter_str() != LOOSE;
    // Many questions stand in few lessons.
    let asked: HashSet<&str> = record.questions().map(|(id, _)| id.lesson_str()).collect();
    record.recent().any(|place| stranger(&place.lesson))
        || asked.iter().any(|id| id.parse().is_ok_and(|id| stranger(&id)))
}

/// Returns the names that lessons and questions of the course had before.
pub fn of(library: &Library) -> Aliases {
    let mut aliases = Aliases::default();
    for id in library.course().written() {
        for old in library.meta(id).unwrap_or_default().aliases {
            aliases.lessons.insert(old, id.clone());
        }
        for question in library.questions(id).unwrap_or_default() {
            for old in question.aliases {
                aliases.questions.insert(old, question.id.clone());
            }
        }
    }
    aliases
}
