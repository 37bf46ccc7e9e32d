//! The plain twin of every screen: linear text on standard output, one command a line on standard input. It drives the same app, so
//! content, scoring and log are the same by construction.

mod exam;
mod question;
mod screens;
mod session;

use std::io::{self, BufRead, Read};
use std::sync::Arc;
use std::time::Instant;

use super::{Failure, Outcome, out};
use crate::app::action::Action;
use crate::app::drawn::PageDrawn;
use crate::app::screens::quiz::{QuizState, Request, Stage};
use crate::app::screens::{Screen, home, lesson, review, session as stage};
use crate::app::{App, Drawn, Effect, Msg, Opening, track};
use crate::content::Library;
use crate::content::sanitize::sanitize;
use crate::progress::Confidence;
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
        match self.app.screen() {
            Screen::Home(_) => "home".to_owned(),
            Screen::Review(state) => format!("review {:?}", state.count),
            Screen::Progress(_) => "progress".to_owned(),
            Screen::Check(_) => "check".to_owned(),
            Screen::Session(state) => session::place(state),
            Screen::Lesson(page) => format!("lesson {}", page.id),
            Screen::Quiz(quiz) => match &quiz.stage {
                Stage::Asking(asking) => {
                    let round = quiz.sitting.as_ref().map_or(1, crate::quiz::Sitting::done);
                    format!("asking {} {round}", asking.question.id)
                }
                Stage::Judged(judged) => format!("judged {}", judged.question.id),
                Stage::Loading => "loading".to_owned(),
                Stage::Summary { .. } => "summary".to_owned(),
                Stage::Exam(stage) => exam::place(quiz, stage),
            },
        }
    }

    fn prompt(&self) -> &'static str {
        match self.app.screen() {
            Screen::Home(_) => "home",
            Screen::Review(_) => "review",
            Screen::Progress(_) => "progress",
            Screen::Check(_) => "check",
            Screen::Session(_) => "session",
            Screen::Lesson(_) => "lesson",
            Screen::Quiz(quiz) => match &quiz.stage {
                Stage::Asking(asking) => question::prompt(&asking.question.kind),
                Stage::Exam(stage) => exam::prompt(stage),
                _ => "quiz",
            },
        }
    }

    fn show(&mut self) -> Result<(), Failure> {
        let text = match self.app.screen() {
            Screen::Home(_) => screens::home(&self.app),
            Screen::Review(state) => screens::review(&self.app, state),
            Screen::Progress(_) => screens::progress(&self.app),
            Screen::Check(state) => screens::check(state),
            Screen::Session(state) => session::text(&self.app, state),
            Screen::Lesson(page) => screens::lesson(&self.app, page),
            Screen::Quiz(quiz) => match &quiz.stage {
                Stage::Asking(asking) => question::asking(quiz, asking),
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
        let (word, rest) = line.split_once(' ').map_or((line, ""), |(word, rest)| (word, rest.trim()));
        // Inside a question of blanks every line may be an answer; commands there begin with a colon.
        let typing = matches!(self.app.screen(), Screen::Quiz(quiz) if matches!(&quiz.stage, Stage::Asking(a) if a.draft.wants_text()));
        let (word, command) = match word.strip_prefix(':') {
            Some(word) => (word, true),
            None => (word, !typing),
        };
        if command {
            match word {
                "quit" | "q" => {
                    self.send(Msg::Hangup);
                    return Ok(Again::Not);
                }
                "help" | "?" => {
                    out::print(screens::HELP)?;
                    if matches!(self.app.screen(), Screen::Session(_)) {
                        out::print(session::HELP)?;
                    }
                    return Ok(Again::Not);
                }
                "bookmarks" => {
                    out::print(&screens::bookmarks(&self.app))?;
                    return Ok(Again::Not);
                }
                "again" => return Ok(Again::Show),
                "back" => {
                    self.back();
                    return Ok(Again::Not);
                }
                "home" => {
                    while !self.quit && self.app.screens.len() > 1 {
                        self.back();
                    }
                    return Ok(Again::Show);
                }
                "read" | "open" if !rest.is_empty() => {
                    self.read(rest);
                    return Ok(Again::Not);
                }
                "quiz" if !rest.is_empty() => {
                    self.quiz(rest);
                    return Ok(Again::Not);
                }
                "exam" if !rest.is_empty() => {
                    self.exam(rest);
                    return Ok(Again::Not);
                }
                "track" if !rest.is_empty() => {
                    self.track(rest);
                    return Ok(Again::Not);
                }
                _ => {}
            }
        }
        match self.app.screen() {
            Screen::Home(_) => self.at_home(word),
            Screen::Review(_) => self.in_review(word),
            Screen::Progress(_) => self.send(Msg::Act(Action::Back)),
            Screen::Check(_) => self.in_check(word),
            Screen::Session(_) => return self.in_session(word, rest),
            Screen::Lesson(_) => self.in_lesson(word)?,
            Screen::Quiz(_) => return self.in_quiz(line, word, command),
        }
        Ok(Again::Not)
    }

    fn read(&mut self, name: &str) {
        match super::aliases::find(&self.library, name) {
            Ok(id) => {
                let effects = lesson::open(&mut self.app, id, None);
                self.perform(effects);
            }
            Err(error) => self.app.warn(error.to_string()),
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

    fn at_home(&mut self, word: &str) {
        let rows = home::rows(&self.app);
        let number = word.parse::<usize>().ok().and_then(|n| n.checked_sub(1)).filter(|n| *n < rows.len());
        let row = match word {
            "" => Some(0),
            "continue" => {
                Some(rows.iter().position(|row| matches!(row, home::Row::Continue { .. })).unwrap_or_default())
            }
            "track" => rows.iter().position(|row| matches!(row, home::Row::Track(_))),
            "review" => {
                self.send(Msg::Act(Action::Review));
                return;
            }
            "quiz" => rows.iter().position(|row| *row == home::Row::Quiz),
            "exam" => return self.send(Msg::Act(Action::Exam)),
            "progress" => rows.iter().position(|row| *row == home::Row::Progress),
            "check" => rows.iter().position(|row| *row == home::Row::Check),
            _ => number,
        };
        let Some(row) = row else {
            self.app.tell(format!("`{word}` is no command here; help lists them."));
            return;
        };
        if let Screen::Home(state) = self.app.screen_mut() {
            state.cursor = row;
        }
        self.send(Msg::Act(Action::Open));
    }

    fn in_review(&mut self, word: &str) {
        let Screen::Review(state) = self.app.screen() else { return };
        let rows = review::rows(&self.app, state).len();
        let number = word.parse::<usize>().ok().and_then(|number| number.checked_sub(1)).filter(|at| *at < rows);
        match (word, number) {
            ("" | "back", _) => self.send(Msg::Act(Action::Back)),
            (_, Some(at)) => {
                if let Screen::Review(state) = self.app.screen_mut() {
                    state.cursor = at;
                }
                self.send(Msg::Act(Action::Open));
            }
            _ => self.app.tell(format!("`{word}` is no command here; help lists them.")),
        }
    }

    /// Sets how sure the learner is, by the key that goes round.
    fn say_confidence(&mut self, wanted: Confidence) {
        let said = |app: &App| match app.screen() {
            Screen::Quiz(quiz) => match &quiz.stage {
                Stage::Asking(asking) => asking.confidence,
                _ => Some(wanted),
            },
            _ => Some(wanted),
        };
        while said(&self.app) != Some(wanted) {
            self.send(Msg::Act(Action::Confidence));
        }
        self.app.tell(match wanted {
            Confidence::Sure => "Noted: you are sure. Now the answer.",
            Confidence::Unsure => "Noted: you are not sure. Now the answer.",
        });
    }

    fn in_check(&mut self, word: &str) {
        let rows = if let Screen::Check(state) = self.app.screen() { screens::check_rows(state) } else { Vec::new() };
        let number = word.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        match (word, number.and_then(|number| rows.get(number))) {
            ("" | "back", _) => self.send(Msg::Act(Action::Back)),
            (_, Some(at)) => {
                if let Screen::Check(state) = self.app.screen_mut() {
                    state.cursor = *at;
                }
                self.send(Msg::Act(Action::Open));
            }
            _ => self.app.tell(format!("`{word}` is no command here; help lists them.")),
        }
    }

    fn in_session(&mut self, word: &str, rest: &str) -> Result<Again, Failure> {
        let Screen::Session(state) = self.app.screen() else { return Ok(Again::Not) };
        if state.phase != stage::Phase::Running {
            let action = if word == "anew" { Action::StartAnew } else { Action::Open };
            self.send(Msg::Act(action));
            return Ok(Again::Not);
        }
        let number = rest.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        let action = match word {
            "" | "next" | "n" => Action::NextSlide,
            "previous" | "p" => Action::PreviousSlide,
            "done" => Action::NextItem,
            "skip" => Action::SkipItem,
            "more" => Action::Extend,
            "pause" => Action::Pause,
            "undo" => Action::Undo,
            "agenda" => {
                out::print(&format!("\n{}", session::agenda_text(state)))?;
                return Ok(Again::Not);
            }
            "notes" => {
                out::print(&format!("\n{}", session::notes(&self.app)))?;
                return Ok(Again::Not);
            }
            "go" if number.is_some_and(|number| number < state.launch.agenda.items.len()) => {
                let effects = stage::set_off(&mut self.app, number.unwrap_or_default());
                self.perform(effects);
                return Ok(Again::Show);
            }
            "go" => {
                self.app.tell(format!("There is no item {rest}; agenda lists them."));
                return Ok(Again::Not);
            }
            "park" | "here" | "hands" => {
                let effects = match word {
                    "park" => stage::park(&mut self.app, rest),
                    "here" => stage::attend(&mut self.app, rest),
                    _ => stage::set_hands(&mut self.app, rest),
                };
                // A field is what the full screen asks in; here everything comes in one line.
                self.app.overlay = None;
                self.perform(effects);
                if let (Screen::Session(state), "here", None) = (self.app.screen(), word, &self.app.toast) {
                    let count = state.room.attended.len();
                    self.app.tell(format!("{count} on the list."));
                }
                return Ok(if word == "hands" { Again::Show } else { Again::Not });
            }
            _ => {
                self.app.tell(format!("`{word}` is no command here; help lists them."));
                return Ok(Again::Not);
            }
        };
        self.send(Msg::Act(action));
        Ok(Again::Not)
    }

    fn in_lesson(&mut self, word: &str) -> Result<(), Failure> {
        let action = match word {
            "" | "next" | "n" => Action::NextLesson,
            "previous" | "p" => Action::PreviousLesson,
            "questions" | "quiz" => Action::Questions,
            "exam" => Action::Exam,
            "why" => {
                let Screen::Lesson(page) = self.app.screen() else { return Ok(()) };
                match super::why::of_page(&self.library, &page.id, None, super::columns::WIDTH) {
                    Ok(text) => out::print(&sanitize(&format!("\n{text}\n")))?,
                    Err(problem) => self.app.tell(problem.to_string()),
                }
                return Ok(());
            }
            "bookmark" => {
                self.send(Msg::Act(Action::Bookmark));
                // The app names a key here; this twin has a word.
                if self.app.toast.as_ref().is_some_and(|toast| toast.text.starts_with("Bookmarked")) {
                    self.app.tell("Bookmarked; bookmarks lists them all.");
                }
                return Ok(());
            }
            _ => {
                self.app.tell(format!("`{word}` is no command here; help lists them."));
                return Ok(());
            }
        };
        self.send(Msg::Act(action));
        Ok(())
    }

    fn in_quiz(&mut self, line: &str, word: &str, command: bool) -> Result<Again, Failure> {
        let Screen::Quiz(quiz) = self.app.screen() else { return Ok(Again::Not) };
        let asking = match &quiz.stage {
            Stage::Asking(asking) => asking,
            Stage::Summary { .. } => {
                self.send(Msg::Act(Action::Open));
                return Ok(Again::Not);
            }
            Stage::Exam(_) => {
                self.in_exam(line);
                return Ok(Again::Not);
            }
            _ => {
                let action = match word {
                    "undo" | "u" => Action::Undo,
                    "explain" => Action::Explain,
                    _ => Action::Open,
                };
                self.send(Msg::Act(action));
                return Ok(Again::Not);
            }
        };
        match word {
            "skip" | "s" if command => self.send(Msg::Act(Action::Skip)),
            "sure" if command => self.say_confidence(Confidence::Sure),
            "unsure" if command => self.say_confidence(Confidence::Unsure),
            "undo" | "u" if command => self.send(Msg::Act(Action::Undo)),
            "explain" if command => self.send(Msg::Act(Action::Explain)),
            "hint" | "h" if command => {
                self.send(Msg::Act(Action::Hint));
                if let Screen::Quiz(quiz) = self.app.screen()
                    && let Stage::Asking(asking) = &quiz.stage
                {
                    out::print(&question::hints(asking))?;
                }
            }
            _ => match question::answer(asking, line) {
                Ok(answer) => self.send(Msg::Answer(answer)),
                Err(problem) => self.app.tell(problem),
            },
        }
        Ok(Again::Not)
    }
}
