//! `seaworthy quiz`: questions of everything, a track, a chapter or a lesson.

use super::args::QuizArgs;
use super::setup::Setup;
use super::{Failure, Outcome, aliases, learn};
use crate::app::Opening;
use crate::app::screens::quiz::{Request, Scope};
use crate::content::Library;
use crate::course::front::{CHAPTER_PAGE, is_front_page};

/// Opens a quiz, on the whole screen or plain.
pub fn run(setup: Setup, args: &QuizArgs) -> Result<Outcome, Failure> {
    learn::open(setup, |setup| {
        let library = setup.library()?;
        let scope = match (&args.scope, &args.track) {
            (_, Some(track)) => Scope::Track(library.track(track)?.id.clone()),
            (Some(name), None) => scope(&library, name)?,
            (None, None) => Scope::Course,
        };
        let QuizArgs { count, seed, missed, all, resume, .. } = *args;
        Ok((library, Opening::Quiz(Request { scope, count, seed, missed, all, resume, exam: None })))
    })
}

/// Returns what a person means by a name: a chapter or a lesson.
pub(super) fn scope(library: &Library, name: &str) -> Result<Scope, Failure> {
    let id = aliases::find(library, name)?;
    if id.slug() == CHAPTER_PAGE {
        return Ok(Scope::Chapter(id.chapter()));
    }
    if is_front_page(&id) {
        return Err("the tour has no questions".into());
    }
    library.source(&id)?;
    Ok(Scope::Lesson(id))
}
