//! The app's state: what is known, which screens lie on each other, what lies on top. No clock, no disk, no terminal in here.

use std::collections::HashMap;
use std::sync::Arc;

use super::drawn::Drawn;
use super::effect::Effect;
use super::keymap::{Context, Keymap};
use super::overlay::Overlay;
use super::participant::Session;
use super::reviews::Reviews;
use super::screens::Screen;
use crate::course::{Course, EntryState, Glossary, Lesson, Meta};
use crate::id::{ChapterId, EventIds, LessonId, TrackId};
use crate::progress::{Event, EventKind, Record};
use crate::settings::Settings;
use crate::team::Agenda;
use crate::time::{Offset, Timestamp};

/// Smallest size that can be worked with; below it one line asks for more.
pub const MIN_SIZE: (u16, u16) = (60, 15);

/// The tutor's state.
#[derive(Debug)]
pub struct App {
    /// The table of contents.
    pub course: Course,
    /// Pages that were read.
    pub pages: HashMap<LessonId, Arc<Lesson>>,
    /// Front matter that was read.
    pub metas: HashMap<LessonId, Meta>,
    /// The words, once they were needed.
    pub glossary: Option<Arc<Glossary>>,
    /// What the learner has done.
    pub record: Record,
    /// The learner's choices.
    pub settings: Settings,
    /// What keys mean.
    pub keymap: Keymap,
    /// Screens, the one on top last; the first is home and stays.
    pub screens: Vec<Screen>,
    /// The session one takes part in, if the tutor was started for one.
    pub session: Option<Session>,
    /// What lies on top.
    pub overlay: Option<Overlay>,
    /// A line above the footer until the next key.
    pub toast: Option<Toast>,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// The learner's distance from UTC.
    pub offset: Offset,
    /// Draw with ASCII signs.
    pub ascii: bool,
    /// Names of the themes there are.
    pub themes: Vec<String>,
    /// The theme when the settings name none.
    pub default_theme: String,
    /// Ids for events, seeds for shuffles.
    pub ids: EventIds,
    /// What the last drawing found out.
    pub drawn: Drawn,
    /// Now, as of the last message.
    pub now: Timestamp,
    /// What is known of spaced review.
    pub reviews: Reviews,
}

/// A line for the learner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toast {
    /// What it says.
    pub text: String,
    /// Whether something went wrong.
    pub warning: bool,
}

/// What an app starts from.
#[derive(Debug)]
pub struct Start {
    /// The table of contents.
    pub course: Course,
    /// What the learner has done.
    pub record: Record,
    /// The learner's choices.
    pub settings: Settings,
    /// What keys mean.
    pub keymap: Keymap,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// The learner's distance from UTC.
    pub offset: Offset,
    /// Draw with ASCII signs.
    pub ascii: bool,
    /// Names of the themes there are.
    pub themes: Vec<String>,
    /// The theme when the settings name none.
    pub default_theme: String,
    /// 128 random bits.
    pub salt: u128,
    /// What to open on top of home.
    pub open: Opening,
}

/// What is opened at the start.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Opening {
    /// Home; at the very first start the tour on top of it.
    #[default]
    Home,
    /// A page, at one of its sections where one is named by its anchor.
    Page(LessonId, Option<String>),
    /// The lesson to go on with in a track.
    Track(TrackId),
    /// The test of a chapter, to skip what one knows.
    Place {
        /// The chapter.
        chapter: ChapterId,
        /// Seed of the choice among questions and of the shuffles.
        seed: Option<u64>,
    },
    /// A quiz over these lessons.
    Quiz(super::screens::quiz::Request),
    /// The agenda of a session.
    Agenda(Arc<Agenda>),
    /// A session for a team.
    Session(Box<super::screens::session::Launch>),
    /// The team whose exports lie in this folder.
    Team(std::path::PathBuf),
    /// What is due; so many at most, or what the limit of a day leaves.
    Review(Option<usize>),
}

impl App {
    /// Makes the app; nothing is shown before `Msg::Start`.
    pub fn new(start: Start) -> (Self, Opening) {
        let app = Self {
            course: start.course,
            pages: HashMap::new(),
            metas: HashMap::new(),
            glossary: None,
            record: start.record,
            settings: start.settings,
            keymap: start.keymap,
            screens: vec![Screen::Home(Default::default())],
            session: None,
            overlay: None,
            toast: None,
            size: start.size,
            offset: start.offset,
            ascii: start.ascii,
            themes: start.themes,
            default_theme: start.default_theme,
            ids: EventIds::new(start.salt),
            drawn: Drawn::default(),
            now: Timestamp::default(),
            reviews: Reviews::default(),
        };
        (app, start.open)
    }

    /// Returns the screen on top.
    pub fn screen(&self) -> &Screen {
        // The first screen is home and is never popped.
        &self.screens[self.screens.len() - 1]
    }

    /// Returns the screen on top.
    pub fn screen_mut(&mut self) -> &mut Screen {
        let top = self.screens.len() - 1;
        &mut self.screens[top]
    }

    /// Returns who has the floor.
    pub fn context(&self) -> Context {
        self.overlay.as_ref().map_or_else(|| self.screen().context(), Overlay::context)
    }

    /// Returns whether the terminal is too small to work with.
    pub fn is_too_small(&self) -> bool {
        self.size.0 < MIN_SIZE.0 || self.size.1 < MIN_SIZE.1
    }

    /// Returns a page's title; its slug while nothing is known of it.
    pub fn title<'a>(&'a self, id: &'a LessonId) -> &'a str {
        if let Some(EntryState::Planned(title)) = self.course.entry(id).map(|entry| &entry.state) {
            return title;
        }
        if id.slug() == "chapter"
            && let Some(chapter) = self.course.chapter(id.chapter_str())
        {
            return &chapter.title;
        }
        if let Some(lesson) = self.pages.get(id) {
            return &lesson.meta.title;
        }
        let brief = || self.course.entry(id)?.brief.as_ref().map(|brief| brief.title.as_str());
        self.metas.get(id).map(|meta| meta.title.as_str()).or_else(brief).unwrap_or(id.slug())
    }

    /// Makes an event of now, takes it into the record and asks for it to be written.
    pub fn log(&mut self, kind: EventKind) -> (Event, Effect) {
        let event = Event { id: self.ids.next_id(), t: self.record.stamp(self.now), kind };
        self.record.apply(&event);
        self.reviews.note(&event);
        let effect = Effect::Append(event.clone());
        (event, effect)
    }

    /// Returns the effect that reads the front matter of the lessons around `id`, if any is not there yet; its own comes with its page.
    pub fn need_metas(&self, id: &LessonId) -> Option<Effect> {
        let chapter = self.course.chapter(id.chapter_str())?;
        let missing: Vec<_> =
            chapter.written().filter(|other| *other != id && !self.metas.contains_key(other)).cloned().collect();
        (!missing.is_empty()).then_some(Effect::LoadMetas(missing))
    }

    /// Returns after how long something on the screen is another though nothing happens; nothing where nothing is.
    pub fn wakes_in(&self) -> Option<std::time::Duration> {
        super::screens::quiz::exam::wakes_in(self)
    }

    /// Shows a line until the next key.
    pub fn tell(&mut self, text: impl Into<String>) {
        self.toast = Some(Toast { text: text.into(), warning: false });
    }

    /// Shows a line about something that went wrong.
    pub fn warn(&mut self, text: impl Into<String>) {
        self.toast = Some(Toast { text: text.into(), warning: true });
    }
}
