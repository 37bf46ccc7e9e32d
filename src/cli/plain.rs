//! The plain twin of every screen: linear text on standard output, one command a line on standard input. It drives the same app, so
//! content, scoring and log are the same by construction.

pub mod agenda;
mod commands;
mod exam;
mod found;
mod placement;
mod question;
pub(super) mod screens;
mod session;

use std::io::{self, BufRead, Read};
use std::sync::Arc;
use std::time::Instant;

use super::{Failure, Outcome, out, section};
use crate::app::action::Action;
use crate::app::drawn::PageDrawn;
use crate::app::overlay::Overlay;
use crate::app::screens::quiz::{QuizState, Request, Stage};
use crate::app::screens::{Screen, lesson, session as stage};
use crate::app::{App, Drawn, Effect, Msg, Opening, track};
use crate::content::Library;
use crate::content::sanitize::sanitize;
use crate::runtime::clock;
use crate::runtime::effects::World;

/// Longest line that is read as one; nobody types more.
const LINE_LIMIT: u64 = 64 << 10;

/// Runs until the input ends or the learner leaves.
pub fn run(app: App, opening: Opening, world: World, library: &Arc<Library>) -> Result<Outcome, Failure> {
    converse(app, opening, world, library, false)
}

/// Runs until one sitting is over, and says how it went in a line.
pub fn run_once(app: App, opening: Opening, world: World, library: &Arc<Library>) -> Result<Outcome, Failure> {
    converse(app, opening, world, library, true)
}

fn converse(
    app: App,
    opening: Opening,
    mut world: World,
    library: &Arc<Library>,
    once: bool,
) -> Result<Outcome, Failure> {
    world.read_whole_pages();
    let (library, since) = (Arc::clone(library), Instant::now());
    let mut twin = Twin { app, world, library, quit: false, since, once };
    let effects = twin.app.start(opening, clock::now());
    twin.perform(effects);
    twin.send(Msg::Settled);
    let talked = twin.talk();
    // Input that ends is a way to leave like any other, and so is output that nobody reads any more.
    if !twin.quit {
        twin.send(Msg::Hangup);
    }
    if let Some(unwritten) = twin.world.close() {
        out::error(&unwritten);
        return Ok(Outcome::Found);
    }
    talked.map(|()| Outcome::Fine)
}

/// Whether the screen is to be shown again though it is the same.
#[derive(PartialEq)]
enum Again {
    Show,
    Not,
}

struct Twin {
    app: App,
    world: World,
    library: Arc<Library>,
    quit: bool,
    /// When the last line was read.
    since: Instant,
    /// Whether it ends with the sitting it began with.
    once: bool,
}

impl Twin {
    /// Shows and obeys until the learner leaves or the input ends.
    fn talk(&mut self) -> Result<(), Failure> {
        let mut input = io::stdin().lock();
        let mut shown = None;
        while !self.quit {
            session::lay_out(&mut self.app);
            if self.once && self.is_through()? {
                return Ok(());
            }
            let here = self.place();
            if shown.as_ref() != Some(&here) {
                self.show()?;
                shown = Some(self.place());
            }
            self.say_toast()?;
            out::print(&format!("{}> ", self.prompt()))?;
            let mut line = Vec::new();
            if input.by_ref().take(LINE_LIMIT).read_until(b'\n', &mut line)? == 0 {
                out::print("\n")?;
                return Ok(());
            }
            // Nobody wakes this twin once a second: a session's time passes while it waits for a line.
            let passed = std::mem::replace(&mut self.since, Instant::now()).elapsed();
            let effects = stage::pass(&mut self.app, passed.as_millis() as u64, clock::now());
            self.perform(effects);
            if self.obey(String::from_utf8_lossy(&line).trim())? == Again::Show {
                shown = None;
            }
        }
        Ok(())
    }

    /// Returns whether the sitting is over or was left, having said so.
    fn is_through(&mut self) -> Result<bool, Failure> {
        let quiz = self.app.screens.iter().rev().find_map(|screen| match screen {
            Screen::Quiz(quiz) => Some(quiz),
            _ => None,
        });
        match quiz {
            Some(quiz) if matches!(quiz.stage, Stage::Summary { .. }) => {
                out::print(&format!("\n{}\n", screens::end_in_a_line(quiz)))?;
                Ok(true)
            }
            Some(_) => Ok(false),
            None => Ok(true),
        }
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        self.quit |= self.world.perform(&mut self.app, effects);
    }

    fn send(&mut self, msg: Msg) {
        let effects = self.app.update(msg, clock::now());
        self.perform(effects);
    }

    /// Returns what tells one screen from another, so that each is shown once.
    fn place(&self) -> String {
        if let Some(Overlay::Handover { .. }) = &self.app.overlay {
            return "handover".to_owned();
        }
        match self.app.screen() {
            Screen::Agenda(_) => agenda::place(&self.app),
            Screen::Home(_) => "home".to_owned(),
            Screen::Review(state) => format!("review {:?}", state.count),
            Screen::Progress(_) => "progress".to_owned(),
            Screen::Check(_) => "check".to_owned(),
            Screen::Session(state) => session::place(state),
            Screen::Team(_) => "team".to_owned(),
            Screen::Lesson(page) => format!("lesson {}", page.id),
            Screen::Quiz(quiz) => match &quiz.stage {
                Stage::Asking(asking) => {
                    let round = quiz.sitting.as_ref().map_or(1, crate::quiz::Sitting::done);
                    format!("asking {} {round}", asking.question.id)
                }
                Stage::Judged(judged) => format!("judged {}", judged.question.id),
                Stage::Loading => "loading".to_owned(),
                Stage::Offer { .. } => format!("offer {}", quiz.undoable.len()),
                Stage::Summary { .. } => "summary".to_owned(),
                Stage::Exam(stage) => exam::place(quiz, stage),
            },
        }
    }

    fn prompt(&self) -> &'static str {
        if let Some(Overlay::Handover { .. }) = &self.app.overlay {
            return "yes or no";
        }
        match self.app.screen() {
            Screen::Agenda(_) => "session",
            Screen::Home(_) => "home",
            Screen::Review(_) => "review",
            Screen::Progress(_) => "progress",
            Screen::Check(_) => "check",
            Screen::Session(_) => "session",
            Screen::Team(_) => "team",
            Screen::Lesson(_) => "lesson",
            Screen::Quiz(quiz) => match &quiz.stage {
                Stage::Asking(asking) => question::prompt(&asking.question.kind),
                Stage::Exam(stage) => exam::prompt(stage),
                _ => "quiz",
            },
        }
    }

    fn show(&mut self) -> Result<(), Failure> {
        if let Some(Overlay::Handover { result }) = &self.app.overlay {
            return Ok(out::print(&format!("\n{}\n", agenda::handover(result)))?);
        }
        let text = match self.app.screen() {
            Screen::Agenda(_) => agenda::agenda(&self.app),
            Screen::Home(_) => screens::home(&self.app),
            Screen::Review(state) => screens::review(&self.app, state),
            Screen::Progress(state) => screens::progress(&self.app, state),
            Screen::Check(state) => screens::check(state),
            Screen::Session(state) => session::text(&self.app, state),
            // A team has a plain twin of its own: `seaworthy team --plain`.
            Screen::Team(_) => String::new(),
            Screen::Lesson(page) => screens::lesson(&self.app, page),
            Screen::Quiz(quiz) => match &quiz.stage {
                Stage::Asking(asking) => question::asking(quiz, asking),
                Stage::Offer { offer, .. } => placement::offer(quiz, *offer),
                Stage::Summary { .. } if quiz.placement.is_some() => placement::summary(&self.app, quiz),
                Stage::Judged(judged) => question::judged(quiz, judged),
                Stage::Summary { .. } => screens::summary(&self.app, quiz),
                Stage::Exam(stage) => exam::show(&self.app, quiz, stage),
                Stage::Loading => String::new(),
            },
        };
        out::print(&format!("\n{text}\n"))?;
        // The page was put out whole, so its end was seen.
        if matches!(self.app.screen(), Screen::Lesson(_)) {
            let page = PageDrawn { lines: 1, height: 1, ..PageDrawn::default() };
            self.app.drawn(Drawn { page: Some(page), ..Drawn::default() });
        }
        Ok(())
    }

    fn say_toast(&mut self) -> Result<(), Failure> {
        if let Some(toast) = self.app.toast.take() {
            out::print(&format!("{}{}\n", if toast.warning { "Warning: " } else { "" }, toast.text))?;
        }
        Ok(())
    }

    /// Does what a line asks; words are the same everywhere, the rest is the screen's.
    fn obey(&mut self, line: &str) -> Result<Again, Failure> {
        if let Some(Overlay::Handover { .. }) = &self.app.overlay {
            self.hand_over(line);
            return Ok(Again::Not);
        }
        let (word, rest) = line.split_once(' ').map_or((line, ""), |(word, rest)| (word, rest.trim()));
        // Inside a question of blanks every line may be an answer; commands there begin with a colon.
        let typing = matches!(self.app.screen(), Screen::Quiz(quiz) if matches!(&quiz.stage, Stage::Asking(a) if a.draft.wants_text()));
        let (word, command) = match word.strip_prefix(':') {
            Some(word) => (word, true),
            None => (word, !typing),
        };
        if command && let Some(again) = self.anywhere(word, rest)? {
            return Ok(again);
        }
        match self.app.screen() {
            Screen::Agenda(_) => self.in_agenda(word, rest),
            Screen::Home(_) => self.at_home(word),
            Screen::Review(_) => self.in_review(word),
            Screen::Progress(_) => self.in_progress(word),
            Screen::Check(_) => self.in_check(word),
            Screen::Session(_) => return self.in_session(word, rest),
            Screen::Team(_) => self.send(Msg::Act(Action::Back)),
            Screen::Lesson(_) => self.in_lesson(word)?,
            Screen::Quiz(_) => return self.in_quiz(line, word, command),
        }
        Ok(Again::Not)
    }

    /// Does what a word asks that means the same on every screen; nothing where it does not.
    fn anywhere(&mut self, word: &str, rest: &str) -> Result<Option<Again>, Failure> {
        match word {
            "quit" | "q" => self.send(Msg::Hangup),
            "help" | "?" => {
                out::print(screens::HELP)?;
                if matches!(self.app.screen(), Screen::Session(_)) {
                    out::print(session::HELP)?;
                }
            }
            "bookmarks" => out::print(&screens::bookmarks(&self.app))?,
            "glossary" => match super::glossary::text(&self.library, Some(rest).filter(|name| !name.is_empty())) {
                Ok(text) => out::print(&sanitize(&format!("\n{text}\n")))?,
                Err(problem) => self.app.warn(problem.to_string()),
            },
            "find" if !rest.is_empty() => out::print(&sanitize(&found::text(&self.library, rest)))?,
            "flag" => self.flag(rest),
            "again" => return Ok(Some(Again::Show)),
            "back" => self.back(),
            "home" => {
                while !self.quit && self.app.screens.len() > 1 {
                    self.back();
                }
                return Ok(Some(Again::Show));
            }
            "read" | "open" if !rest.is_empty() => self.read(rest),
            "quiz" if !rest.is_empty() => self.quiz(rest),
            "place" if !rest.is_empty() => self.place_chapter(rest),
            "exam" if !rest.is_empty() => self.exam(rest),
            "track" if !rest.is_empty() => self.track(rest),
            _ => return Ok(None),
        }
        Ok(Some(Again::Not))
    }

    /// Writes the result that was shown, or does not; what is neither yes nor no is asked again.
    fn hand_over(&mut self, line: &str) {
        match line {
            "yes" | "y" => self.send(Msg::Act(Action::Yes)),
            "no" | "n" => {
                self.send(Msg::Act(Action::No));
                self.app.tell("Nothing was written.");
            }
            _ => self.app.tell("Type yes or no."),
        }
    }

    /// Reports what is wrong with the page or the question.
    fn flag(&mut self, note: &str) {
        if note.is_empty() {
            self.app.tell("Say what is wrong: flag the second option is right, too.");
            return;
        }
        self.send(Msg::Act(Action::Flag));
        if matches!(self.app.overlay, Some(Overlay::Flag { .. })) {
            self.send(Msg::Paste(note.to_owned()));
            self.send(Msg::Act(Action::Open));
        } else {
            self.app.tell("Only a page or a question can be flagged.");
        }
    }

    fn read(&mut self, name: &str) {
        let (name, wanted) = section::split(name);
        let found = super::aliases::find(&self.library, name).map_err(|error| error.to_string()).and_then(|id| {
            let Some(wanted) = wanted else { return Ok((id, None)) };
            let page = self.library.page(&id).map_err(|error| error.to_string())?;
            let anchor = section::find(&page, id.as_str(), wanted)?;
            Ok((id, Some(lesson::Jump::Anchor(anchor))))
        });
        match found {
            Ok((id, jump)) => {
                let effects = lesson::open(&mut self.app, id, jump);
                self.perform(effects);
            }
            Err(error) => self.app.warn(error),
        }
    }

    fn quiz(&mut self, name: &str) {
        match super::quiz::scope(&self.library, name) {
            Ok(scope) => {
                let request = Request { scope, ..Request::default() };
                let effects = crate::app::screens::quiz::begin(&mut self.app, request);
                self.perform(effects);
            }
            Err(error) => self.app.warn(error.to_string()),
        }
    }

    fn place_chapter(&mut self, name: &str) {
        match self.library.chapter(name).map(|chapter| chapter.id.clone()) {
            Ok(id) => {
                let effects = crate::app::screens::quiz::placement::begin(&mut self.app, &id, None);
                self.perform(effects);
            }
            Err(error) => self.app.warn(error.to_string()),
        }
    }

    fn exam(&mut self, name: &str) {
        match super::exam::chapter(&self.library, name) {
            Ok(scope) => {
                let effects = crate::app::screens::quiz::begin(&mut self.app, Request::exam(scope));
                self.perform(effects);
            }
            Err(error) => self.app.warn(error.to_string()),
        }
    }

    /// Goes one level back. Where the screen asks whether an exam is to be left, the word was typed on purpose.
    fn back(&mut self) {
        let is_changing = |quiz: &QuizState| quiz.exam.as_ref().is_some_and(|exam| exam.changing.is_some());
        match self.app.screen() {
            Screen::Quiz(quiz) if quiz.running_exam().is_some() && !is_changing(quiz) => {
                crate::app::screens::quiz::exam::leave(&mut self.app);
            }
            _ => self.send(Msg::Act(Action::Back)),
        }
    }

    fn track(&mut self, name: &str) {
        match self.library.track(name).map(|track| track.id.clone()) {
            Ok(id) => {
                let effects = track::open(&mut self.app, &id);
                self.perform(effects);
            }
            Err(error) => self.app.warn(error.to_string()),
        }
    }
}
