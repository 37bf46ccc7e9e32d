//! Lessons and questions that an agenda calls by a name they had before. Reads every lesson and quiz, so it is asked only for a name that the
//! course does not have.

use super::fields::Found;
use crate::content::Library;
use crate::diagnostic::Span;
use crate::id::{LessonId, QuestionId};

/// Returns what a lesson is called today that had this name.
pub(super) fn lesson(library: &Library, old: &LessonId) -> Option<LessonId> {
    let had = |id: &&LessonId| library.meta(id).is_ok_and(|meta| meta.aliases.contains(old));
    library.course().written().find(had).cloned()
}

/// Returns what a question is called today that had this name of its own; a renamed lesson renames its questions, too, and those are not looked for.
pub(super) fn question(library: &Library, old: &QuestionId) -> Option<QuestionId> {
    let in_lesson = |id: &LessonId| library.questions(id).unwrap_or_default();
    if library.course().has(&old.lesson()) && in_lesson(&old.lesson()).iter().any(|question| question.id == *old) {
        return None;
    }
    let mut all = library.course().written().flat_map(in_lesson);
    all.find(|question| question.aliases.contains(old)).map(|question| question.id)
}

/// Warns that a name was changed.
pub(super) fn warn(old: &str, now: &str, at: Span, found: &mut Found<'_>) {
    let message = format!("`{old}` is called `{now}` by now");
    found.warning("renamed", at, message, "write that name; results and logs stay as they are");
}
