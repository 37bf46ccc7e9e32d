//! What the app asks of the world, as plain data. The runtime does it and answers with a message; the app itself touches nothing.

use std::path::PathBuf;
use std::sync::Arc;

use crate::id::LessonId;
use crate::progress::Event;
use crate::team::RoomEvent;

/// One thing to be done outside.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Read a page; answered by `Msg::Page`. A very long page may first come without its end.
    LoadPage(LessonId),
    /// Read the whole of a page whose beginning is there; may be done in the background.
    LoadRest(LessonId),
    /// Read the front matter of lessons; answered by `Msg::Metas`.
    LoadMetas(Vec<LessonId>),
    /// Read the questions of lessons; answered by `Msg::Questions`.
    LoadQuestions(Vec<LessonId>),
    /// Read the words; answered by `Msg::Glossary`.
    LoadGlossary,
    /// Say why the lines of a Dockerfile on this page are there; answered by `Msg::Explained`.
    Explain(LessonId, Arc<str>),
    /// Check the Dockerfiles of the folder in which the tutor was started; answered by `Msg::Checked`, later.
    Check,
    /// Read the exports of a team; answered by `Msg::Team`, piece by piece, later.
    ReadTeam(PathBuf),
    /// Count what is due; answered by `Msg::Due`, later. What was answered before decides, of which this is the number; at most so many.
    CountDue(u32, Option<usize>),
    /// Look for a text in all lessons; answered by `Msg::Found`.
    SearchText(String),
    /// Write an event to the log before anything else is shown.
    Append(Event),
    /// Record the session in this file from now on.
    RecordTo(PathBuf),
    /// Write an event to the log of the session; answered by `Msg::Recorded`.
    Record(RoomEvent),
    /// Put a text on the clipboard.
    Copy(String),
    /// Keep the settings.
    SaveSettings,
    /// Leave.
    Quit,
}
