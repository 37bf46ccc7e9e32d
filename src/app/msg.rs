//! What happens to the app: keys, sizes, time, and the world's answers to effects.

use std::sync::Arc;

use super::action::Action;
use super::key::Key;
use super::reviews::Due;
use super::screens::check::Checked;
use crate::course::{Glossary, Hit, Lesson, Meta};
use crate::id::LessonId;
use crate::quiz::{Answer, Question};
use crate::why::Reason;

/// One thing that happened.
#[derive(Debug, Clone)]
pub enum Msg {
    /// A key was pressed.
    Key(Key),
    /// An action was asked for in words (the plain twin).
    Act(Action),
    /// A whole answer was given (the plain twin).
    Answer(Answer),
    /// Text was pasted.
    Paste(String),
    /// The terminal has this size: columns, rows.
    Resize(u16, u16),
    /// Nothing was pressed for five seconds.
    Idle,
    /// Nothing was pressed, and a time that is shown on the screen is another by now.
    Tick,
    /// The session's log was written; or why not, for now.
    Recorded(Option<String>),
    /// The terminal is gone or the system asks to end.
    Hangup,
    /// A page was read, or cannot be.
    Page(LessonId, Result<Arc<Lesson>, String>),
    /// Front matter was read.
    Metas(Vec<(LessonId, Meta)>),
    /// Questions were read.
    Questions(Vec<Question>),
    /// The words were read.
    Glossary(Arc<Glossary>),
    /// Why the lines of a Dockerfile are there.
    Explained(Arc<str>, Vec<Reason>),
    /// The folder was checked, or its settings cannot be used.
    Checked(Result<Arc<Checked>, String>),
    /// The first screen is up: what it can do without may be asked for now.
    Settled,
    /// What is due, with the number of the question.
    Due(u32, Box<Due>),
    /// Where a text stands.
    Found(String, Vec<Hit>),
    /// Other instances wrote these lines to the log.
    LogLines(Vec<u8>),
    /// Something did not work; the learner should know.
    Warn(String),
    /// Something worked; the learner may know.
    Tell(String),
}
