//! The one door: a message in, the state changed, effects out. Finds out who has the floor and hands the action on.

use std::sync::Arc;

use super::action::Action;
use super::drawn::Drawn;
use super::effect::Effect;
use super::key::{Key, KeyCode};
use super::keymap::Context;
use super::model::{App, Opening};
use super::msg::Msg;
use super::screens::quiz::exam;
use super::screens::{Screen, agenda, check, home, lesson, progress, quiz, review, session, team};
use super::{go_to, overlay_keys, participant, track, why};
use crate::course::front::tour_id;
use crate::id::LessonId;
use crate::time::Timestamp;

impl App {
    /// Shows the first screen.
    pub fn start(&mut self, opening: Opening, now: Timestamp) -> Vec<Effect> {
        self.now = now;
        let mut effects = match opening {
            Opening::Page(id, section) => lesson::open(self, id, section.map(lesson::Jump::Anchor)),
            Opening::Track(id) => track::open(self, &id),
            Opening::Quiz(request) if request.resume => quiz::resume(self),
            Opening::Quiz(request) => quiz::begin(self, request),
            Opening::Agenda(agenda) => participant::begin(self, agenda),
            Opening::Place { chapter, seed } => quiz::placement::begin(self, &chapter, seed),
            Opening::Session(launch) => session::open(self, *launch),
            Opening::Review(count) => review::open(self, count),
            Opening::Team(folder) => team::open(self, folder),
            // The very first start asks nothing: it shows the tour.
            Opening::Home if self.course.tour && self.record.census().events == 0 => {
                lesson::open(self, tour_id(), None)
            }
            Opening::Home => Vec::new(),
        };
        effects.extend(self.need_for_home());
        effects
    }

    /// Returns the effects that read what home's first rows show, if it is not there yet: a title, the minutes of a track.
    fn need_for_home(&self) -> Vec<Effect> {
        let Screen::Home(_) = self.screen() else { return Vec::new() };
        let unknown = home::continue_at(self).filter(|(id, _)| self.title(id) == id.slug());
        let title = unknown.map(|(id, _)| Effect::LoadMetas(vec![id]));
        let minutes = track::offered(self).and_then(|track| track::need_metas(self, track));
        title.into_iter().chain(minutes).collect()
    }

    /// Takes one message in. `now` is the runtime's clock.
    pub fn update(&mut self, msg: Msg, now: Timestamp) -> Vec<Effect> {
        self.now = now;
        let mut effects = exam::tick(self);
        // What was pressed before one could see that the time of an exam is up was meant for the question.
        if !effects.is_empty() && self.was_meant_for_before(&msg) {
            return effects;
        }
        // A title that cannot be had is not asked for again and again.
        let asks = !matches!(msg, Msg::Metas(_));
        effects.extend(session::look(self));
        effects.extend(self.take_in(msg));
        participant::refresh(self);
        if asks {
            effects.extend(self.need_for_home());
            effects.extend(self.need_due());
        }
        effects.extend(progress::refresh(self));
        effects
    }

    /// Returns whether a message is something that the learner did, leaving apart.
    fn was_meant_for_before(&self, msg: &Msg) -> bool {
        match msg {
            Msg::Key(key) => self.keymap.action(self.context(), *key) != Some(Action::QuitNow),
            Msg::Act(_) | Msg::Answer(_) | Msg::Paste(_) => true,
            _ => false,
        }
    }

    fn take_in(&mut self, msg: Msg) -> Vec<Effect> {
        match msg {
            Msg::Key(key) => self.key(key),
            Msg::Paste(_) if self.is_too_small() => Vec::new(),
            Msg::Act(action) => {
                self.toast = None;
                self.act(action, Key::plain(KeyCode::Enter))
            }
            Msg::Answer(answer) => quiz::judge(self, &answer),
            Msg::Paste(text) => {
                self.paste(&text);
                overlay_keys::typed(self)
            }
            Msg::Resize(columns, rows) => {
                self.resize(columns, rows);
                Vec::new()
            }
            Msg::Idle => lesson::note_position(self),
            Msg::Hangup => self.quit(),
            Msg::Tick => {
                session::tick(self);
                Vec::new()
            }
            Msg::Recorded(trouble) => {
                session::recorded(self, trouble);
                Vec::new()
            }
            Msg::Page(id, page) => {
                let mut effects = session::page_loaded(self, &id, &page);
                effects.extend(lesson::loaded(self, &id, page));
                effects
            }
            Msg::Metas(metas) => {
                self.metas.extend(metas);
                go_to::refresh(self);
                quiz::placement::metas_arrived(self)
            }
            Msg::Questions(questions) => {
                session::questions_loaded(self, &questions);
                progress::explained(self, questions).unwrap_or_else(|questions| quiz::loaded(self, questions))
            }
            Msg::Glossary(glossary) => {
                self.glossary = Some(Arc::clone(&glossary));
                Vec::new()
            }
            Msg::Explained(source, reasons) => why::explained(self, &source, reasons),
            Msg::Checked(checked) => {
                check::checked(self, checked);
                Vec::new()
            }
            Msg::Team(news) => {
                team::arrived(self, news);
                Vec::new()
            }
            Msg::Made(made) => {
                participant::made(self, made);
                Vec::new()
            }
            Msg::Settled => {
                self.reviews.settled = true;
                Vec::new()
            }
            Msg::Due(revision, due) => review::counted(self, revision, due),
            Msg::Found(query, hits) => {
                go_to::found(self, query, hits);
                Vec::new()
            }
            Msg::LogLines(lines) => {
                self.record.take_in(&lines);
                self.reviews.forget();
                Vec::new()
            }
            Msg::Warn(text) => {
                self.warn(text);
                Vec::new()
            }
            Msg::Tell(text) => {
                self.tell(text);
                Vec::new()
            }
        }
    }

    /// Takes in what drawing found out.
    pub fn drawn(&mut self, drawn: Drawn) {
        // Where nothing could be drawn, what was found out before stays true.
        if self.is_too_small() {
            return;
        }
        self.drawn = drawn;
        match self.screen() {
            Screen::Lesson(_) => lesson::drawn(self),
            Screen::Quiz(_) => quiz::drawn(self),
            Screen::Progress(_) => {
                let sheet = self.drawn.sheet.unwrap_or_default();
                if let Screen::Progress(state) = self.screen_mut() {
                    state.top = sheet.top;
                }
            }
            Screen::Check(_) => {
                let sheet = self.drawn.sheet.unwrap_or_default();
                if let Screen::Check(state) = self.screen_mut() {
                    state.top = sheet.top;
                }
            }
            Screen::Agenda(_) => {
                let sheet = self.drawn.sheet.unwrap_or_default();
                if let Screen::Agenda(state) = self.screen_mut() {
                    state.top = sheet.top;
                }
            }
            Screen::Session(_) => session::drawn(self),
            Screen::Review(_) => {
                let sheet = self.drawn.sheet.unwrap_or_default();
                if let Screen::Review(state) = self.screen_mut() {
                    state.top = sheet.top;
                }
            }
            Screen::Team(_) | Screen::Home(_) => {}
        }
    }

    fn key(&mut self, key: Key) -> Vec<Effect> {
        self.toast = None;
        let context = self.context();
        match self.keymap.action(context, key) {
            Some(Action::QuitNow) => self.quit(),
            // Too small to see what one does: only leaving works, by the key that the request for more room names.
            _ if self.is_too_small() && key == Key::plain(KeyCode::Char('q')) => self.quit(),
            _ if self.is_too_small() => Vec::new(),
            Some(action) => self.act(action, key),
            None if context == Context::Field => overlay_keys::type_key(self, key),
            None if context == Context::Blank => {
                quiz::type_into_blank(self, key);
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    fn act(&mut self, action: Action, key: Key) -> Vec<Effect> {
        if self.overlay.is_some() {
            return overlay_keys::act(self, action);
        }
        match action {
            Action::Help => {
                self.overlay = Some(super::overlay::Overlay::Help { top: 0, over: None });
                return Vec::new();
            }
            Action::GoTo => return go_to::open(self),
            Action::Themes => {
                overlay_keys::open_themes(self);
                return Vec::new();
            }
            Action::Bookmarks => return overlay_keys::open_bookmarks(self),
            _ => {}
        }
        match self.screen() {
            Screen::Home(_) if action == Action::Back => self.quit(),
            Screen::Home(_) if action == Action::Search => go_to::open(self),
            Screen::Home(_) => home::act(self, action),
            Screen::Lesson(_) => lesson::act(self, action),
            Screen::Quiz(_) => quiz::act(self, action, key),
            Screen::Review(_) => review::act(self, action),
            Screen::Progress(_) => progress::act(self, action),
            Screen::Check(_) => check::act(self, action),
            Screen::Agenda(_) => agenda::act(self, action),
            Screen::Session(_) => session::act(self, action, key),
            Screen::Team(_) => team::act(self, action),
        }
    }

    fn paste(&mut self, text: &str) {
        match self.context() {
            Context::Field => overlay_keys::paste(self, text),
            Context::Blank => quiz::paste_into_blank(self, text),
            _ => {}
        }
    }

    /// Pages stay where they were in their text when their width changes.
    fn resize(&mut self, columns: u16, rows: u16) {
        if self.size == (columns, rows) {
            return;
        }
        self.size = (columns, rows);
        lesson::keep_places(self);
        for screen in &mut self.screens {
            if let Screen::Quiz(quiz) = screen {
                quiz.follow = quiz.follows();
            }
        }
    }

    /// Leaves: what is not yet written is written first.
    pub fn quit(&mut self) -> Vec<Effect> {
        let mut effects = lesson::leave(self);
        effects.extend(session::leave(self));
        effects.push(Effect::Quit);
        effects
    }

    /// Returns the effect that reads the front matter of every lesson that was not read yet.
    pub fn need_all_metas(&self) -> Option<Effect> {
        let missing: Vec<LessonId> = self.course.written().filter(|id| !self.metas.contains_key(id)).cloned().collect();
        (!missing.is_empty()).then_some(Effect::LoadMetas(missing))
    }
}
