//! What the tutor does not do for somebody whom others host. Every effect has to be looked at here, once, when it is made.

use crate::app::{Effect, Msg};

/// What the check screen shows instead of findings.
const NO_CHECK: &str = "There is no check here: the tutor runs on another machine than yours, and opens no project there.\n\
    Run `seaworthy check` on your own machine, in the folder of your project.";

/// What is said when a session is to be recorded.
const NO_ROOM: &str = "No session is recorded here: whoever leads one runs it on a machine of their own.";

/// What is said when a folder of progress is to be read.
const NO_TEAM: &str = "No team is shown here: whoever leads one reads the folder on a machine of their own.";
/// What is said when a result is to be written.
const NO_RESULT: &str =
    "No file is written here: whoever hosts the tutor has your progress, and makes the result of it.";

/// Returns what the app is told instead, where an effect would reach a file beside the course and the learner's own folder.
pub fn refusal(effect: &Effect) -> Option<Msg> {
    match effect {
        Effect::Check => Some(Msg::Checked(Err(NO_CHECK.to_owned()))),
        Effect::RecordTo(_) | Effect::Record(_) => Some(Msg::Recorded(Some(NO_ROOM.to_owned()))),
        Effect::ReadTeam(_) => Some(Msg::Team(Err(NO_TEAM.to_owned()))),
        // Said before somebody reads through what would be in it.
        Effect::MakeResult(..) => Some(Msg::Made(Err(NO_RESULT.to_owned()))),
        Effect::WriteResult(_) => Some(Msg::Warn(NO_RESULT.to_owned())),
        // The course, the learner's own log and settings. A copy goes to the learner's own terminal, which may refuse it.
        Effect::LoadPage(_)
        | Effect::LoadRest(_)
        | Effect::LoadMetas(_)
        | Effect::LoadQuestions(_)
        | Effect::LoadGlossary
        | Effect::CountDue(..)
        | Effect::Explain(..)
        | Effect::SearchText(_)
        | Effect::Append(_)
        | Effect::Copy(_)
        | Effect::SaveSettings
        | Effect::Quit => None,
    }
}
