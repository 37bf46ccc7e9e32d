//! The screens: what each remembers and what its actions do. How they look is `ui/screens`' business, file by file.

pub mod check;
pub mod home;
pub mod lesson;
pub mod progress;
pub mod quiz;
pub mod review;
pub mod session;
pub mod team;

use super::keymap::Context;

/// What fills the terminal.
#[derive(Debug)]
pub enum Screen {
    /// Where to go on.
    Home(home::HomeState),
    /// A page.
    Lesson(Box<lesson::LessonState>),
    /// A sitting.
    Quiz(Box<quiz::QuizState>),
    /// What is due, when nothing is asked.
    Review(review::ReviewState),
    /// How far one is.
    Progress(progress::ProgressState),
    /// The learner's own Dockerfiles.
    Check(Box<check::CheckState>),
    /// A session for a team.
    Session(Box<session::SessionState>),
    /// A team over time.
    Team(Box<team::TeamState>),
}

impl Screen {
    /// Returns which keys work on it.
    pub fn context(&self) -> Context {
        match self {
            Self::Home(_) => Context::Home,
            Self::Lesson(_) => Context::Lesson,
            Self::Quiz(quiz) => quiz.context(),
            Self::Review(_) => Context::Review,
            Self::Progress(_) => Context::Progress,
            Self::Check(_) => Context::Check,
            Self::Session(session) => session.context(),
            Self::Team(_) => Context::Team,
        }
    }
}
