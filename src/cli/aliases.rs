//! Former names. Progress under them: when the log speaks of lessons that the course does not have, the names that lessons had before are
//! read, and what was done under them counts. And a page that is asked for by one is found.

use crate::content::{Error, Library};
use crate::id::LessonId;
use crate::progress::Record;
use crate::runtime::former_names;
use crate::team::Agenda;

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

/// The same for a session: a question of it that was renamed within its lesson is looked for, too.
pub fn settle_agenda(library: &Library, agenda: &Agenda, record: &mut Record) {
    if record.aliases().is_empty() {
        record.set_aliases(former_names::of_agenda(library, agenda));
    }
}

/// Lets progress under former names count.
pub fn settle(library: &Library, record: &mut Record) {
    if former_names::are_spoken_of(record, library) {
        record.set_aliases(former_names::of(library));
    }
}
