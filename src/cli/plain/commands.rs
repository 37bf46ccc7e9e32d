//! What a line means on each screen of the plain twin. Everywhere the same words are understood first; what is left comes here.

use super::{Again, Twin, question, screens, session};
use crate::app::action::Action;
use crate::app::screens::progress::{Row, rows};
use crate::app::screens::quiz::placement::{OfferRow, offer_rows};
use crate::app::screens::quiz::{Stage, SummaryRow, summary_rows};
use crate::app::screens::{Screen, home, review, session as stage};
use crate::app::{App, Msg, participant};
use crate::cli::{Failure, columns, out, why};
use crate::content::sanitize::sanitize;
use crate::progress::Confidence;
use crate::quiz::placement::Offer;

impl Twin {
    pub(super) fn at_home(&mut self, word: &str) {
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

    pub(super) fn in_agenda(&mut self, word: &str, rest: &str) {
        let items = self.app.session.as_ref().map_or(0, |session| session.agenda.items.len());
        let next = self.app.session.as_ref().and_then(|session| session.standing.next);
        let item = |text: &str| text.parse::<usize>().ok().and_then(|n| n.checked_sub(1)).filter(|n| *n < items);
        let (at, action) = match word {
            "export" => {
                // Who says nothing means the name that was given before.
                let given = self.app.record.setting(participant::NAME).unwrap_or_default();
                let name = if rest.is_empty() { given } else { rest }.to_owned();
                let effects = participant::make_result(&mut self.app, &name);
                return self.perform(effects);
            }
            "" => (next, Action::Open),
            "done" => (item(rest), Action::Done),
            "skip" => (item(rest), Action::Skip),
            _ => (item(word), Action::Open),
        };
        let Some(at) = at else {
            self.app.tell(match word {
                "" => "All is done; export NAME writes your result.".to_owned(),
                "done" | "skip" => format!("Which one? {word} 3, for example."),
                _ => format!("`{word}` is no command here; help lists them."),
            });
            return;
        };
        if let Screen::Agenda(state) = self.app.screen_mut() {
            state.cursor = at;
        }
        self.send(Msg::Act(action));
    }

    pub(super) fn in_progress(&mut self, word: &str) {
        let Screen::Progress(state) = self.app.screen() else { return };
        let wanted = word.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        let wanted =
            wanted.and_then(|at| state.outlook.practices.get(at)).map(|weak| Row::Practice(weak.lesson.clone()));
        let row = wanted.and_then(|wanted| rows(&self.app, state).iter().position(|row| *row == wanted));
        match (word, row) {
            ("" | "back", _) => self.send(Msg::Act(Action::Back)),
            (_, Some(row)) => {
                if let Screen::Progress(state) = self.app.screen_mut() {
                    state.cursor = row;
                }
                self.send(Msg::Act(Action::Open));
            }
            _ => self.app.tell(format!("`{word}` is no command here; help lists them.")),
        }
    }

    pub(super) fn in_review(&mut self, word: &str) {
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

    pub(super) fn in_check(&mut self, word: &str) {
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

    /// Goes on, opens what explains a question that was missed, or asks more.
    fn at_summary(&mut self, word: &str) {
        let Screen::Quiz(quiz) = self.app.screen() else { return };
        let rows = summary_rows(&self.app, quiz);
        let number = word.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        let missed = |number| {
            let missed = rows.iter().enumerate().filter(|(_, row)| matches!(row, SummaryRow::Missed(_)));
            missed.map(|(at, _)| at).nth(number)
        };
        let row = match word {
            "" | "open" | "next" => Some(0),
            "more" => rows.iter().position(|row| matches!(row, SummaryRow::More(_))),
            _ => number.and_then(missed),
        };
        let Some(row) = row else {
            return self
                .app
                .tell(format!("`{word}` is no command here: an empty line goes on, help lists the others."));
        };
        if let Screen::Quiz(quiz) = self.app.screen_mut()
            && let Stage::Summary { cursor } = &mut quiz.stage
        {
            *cursor = row;
        }
        self.send(Msg::Act(Action::Open));
    }

    fn at_offer(&mut self, word: &str, offer: Offer) {
        let wanted = match word {
            "stop" => OfferRow::Stop,
            "go" | "on" => OfferRow::GoOn,
            "" => offer_rows(offer)[0],
            "undo" | "u" => return self.send(Msg::Act(Action::Undo)),
            _ => return self.app.tell(format!("`{word}` is no command here: type stop, go, or undo.")),
        };
        let row = offer_rows(offer).iter().position(|row| *row == wanted).unwrap_or_default();
        self.send(Msg::Act(if row == 0 { Action::Top } else { Action::Bottom }));
        self.send(Msg::Act(Action::Open));
    }

    pub(super) fn in_session(&mut self, word: &str, rest: &str) -> Result<Again, Failure> {
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

    pub(super) fn in_lesson(&mut self, word: &str) -> Result<(), Failure> {
        let action = match word {
            "" | "next" | "n" => Action::NextLesson,
            "previous" | "p" => Action::PreviousLesson,
            "questions" | "quiz" => Action::Questions,
            "done" if participant::can_mark_page(&self.app) => Action::Done,
            "place" => Action::Place,
            "exam" => Action::Exam,
            "why" => {
                let Screen::Lesson(page) = self.app.screen() else { return Ok(()) };
                match why::of_page(&self.library, &page.id, None, columns::WIDTH) {
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

    pub(super) fn in_quiz(&mut self, line: &str, word: &str, command: bool) -> Result<Again, Failure> {
        let Screen::Quiz(quiz) = self.app.screen() else { return Ok(Again::Not) };
        let asking = match &quiz.stage {
            Stage::Asking(asking) => asking,
            Stage::Offer { offer, .. } => {
                let offer = *offer;
                self.at_offer(word, offer);
                return Ok(Again::Not);
            }
            Stage::Summary { .. } if matches!(word, "undo" | "u") => {
                self.send(Msg::Act(Action::Undo));
                return Ok(Again::Not);
            }
            Stage::Summary { .. } => {
                self.at_summary(word);
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
            "skip" | "s" | "pass" if command => self.send(Msg::Act(Action::Skip)),
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
            _ => match question::answer(quiz, asking, line) {
                Ok(answer) => self.send(Msg::Answer(answer)),
                Err(problem) => self.app.tell(problem),
            },
        }
        Ok(Again::Not)
    }
}
