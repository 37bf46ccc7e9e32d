//! Former names. Progress under them: when the log speaks of lessons that the course does not have, the names that lessons had before are
//! read, and what was done under them counts. And a page that is asked for by one is found.

use std::collections::HashSet;

use crate::content::{Error, Library};
use crate::course::front::{LOOSE, is_front_page};
use crate::id::LessonId;
use crate::progress::{Aliases, Record};

/// Finds a page by what a person types, a name it had before included.
///
/// # Errors
/// There is none; the error names the nearest.
pub fn find(library: &Library, name: &str) -> Result<LessonId, Error> {
    library.find(name).or_else(|error| {
        let was =
            |id: &&LessonId| library.meta(id).is_ok_and(|meta| meta.aliases.iter().any(|old| old.to_string() == name));
        library.course().written().find(was).cloned().ok_or(error)
    })
}

/// Lets progress under former names count.
pub fn settle(library: &Library, record: &mut Record) {
    let course = library.course();
    // A file that was read by name has no former name.
    let stranger = |id: &LessonId| !course.has(id) && !is_front_page(id) && id.chapter_str() != LOOSE;
    // Many questions stand in few lessons.
    let asked: HashSet<&str> = record.questions().map(|(id, _)| id.lesson_str()).collect();
    let unknown = record.recent().any(|place| stranger(&place.lesson))
        || asked.iter().any(|id| id.parse().is_ok_and(|id| stranger(&id)));
    if !unknown {
        return;
    }
    let mut aliases = Aliases::default();
    for id in course.written() {
        let meta = library.meta(id).unwrap_or_default();
        for old in meta.aliases {
            aliases.lessons.insert(old, id.clone());
        }
    }
    for question in course.written().flat_map(|id| library.questions(id).unwrap_or_default()) {
        for old in question.aliases {
            aliases.questions.insert(old, question.id.clone());
        }
    }
    record.set_aliases(aliases);
}
