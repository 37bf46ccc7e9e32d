//! The names that lessons and questions had before, for records that speak of them. Reads every lesson and quiz, so it is asked only where
//! a record needs it. Must not know whose record it is.

use std::collections::HashSet;

use crate::content::Library;
use crate::course::front::{LOOSE, is_front_page};
use crate::id::{LessonId, QuestionId};
use crate::progress::{Aliases, Record};
use crate::team::{Agenda, ItemKind};

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

/// Returns whether a record speaks of something by a name that it has no more, a question of a lesson that is still there included.
pub fn are_used(aliases: &Aliases, record: &Record) -> bool {
    !aliases.is_empty()
        && (record.recent().any(|place| aliases.lesson(&place.lesson).is_some())
            || record.questions().any(|(id, _)| aliases.question(id).is_some()))
}

/// Returns the names that lessons and questions of the course had before.
pub fn of(library: &Library) -> Aliases {
    among(library, library.course().written())
}

/// Returns the names that the lessons and questions of an agenda had before: reads these alone.
pub fn of_agenda(library: &Library, agenda: &Agenda) -> Aliases {
    let mut lessons: Vec<LessonId> = agenda.questions().map(QuestionId::lesson).collect();
    lessons.extend(agenda.items.iter().filter_map(|item| match &item.kind {
        ItemKind::Lesson(id) => Some(id.clone()),
        _ => None,
    }));
    lessons.sort();
    lessons.dedup();
    among(library, &lessons)
}

fn among<'a>(library: &Library, lessons: impl IntoIterator<Item = &'a LessonId>) -> Aliases {
    let mut aliases = Aliases::default();
    for id in lessons {
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
