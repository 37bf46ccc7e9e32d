//! Which actions would do something now, and what they are called here: the footer shows no key that does nothing.

use super::action::Action;
use super::drawn::{Drawn, TargetWhat};
use super::model::App;
use super::overlay::Overlay;
use super::screens::quiz::Stage;
use super::screens::{Screen, home};
use crate::course::front::{LOOSE_CHAPTER, is_front_page};
use crate::quiz::Kind;

impl App {
    /// Returns whether an action would do something on what was just `drawn`.
    pub fn works(&self, action: Action, drawn: &Drawn) -> bool {
        if self.overlay.is_some() {
            return !matches!(self.overlay, Some(Overlay::Help { .. } | Overlay::Term { .. }) if action == Action::Open);
        }
        match self.screen() {
            Screen::Lesson(page) => {
                let Some(drawn) = &drawn.page else { return true };
                let is_code = |what: &TargetWhat| matches!(what, TargetWhat::Code { .. });
                match action {
                    Action::PageDown => drawn.top + drawn.height < drawn.lines,
                    Action::Flip => !drawn.flips.is_empty(),
                    Action::SwitchTab => !drawn.tabs.is_empty(),
                    Action::NextFocus => !drawn.targets.is_empty(),
                    Action::Copy => drawn.targets.iter().any(|target| is_code(&target.what)),
                    Action::NextMatch | Action::PreviousMatch => drawn.matches > 0,
                    Action::Questions => {
                        !is_front_page(&page.id) && self.course.has(&page.id) && page.id.chapter_str() != LOOSE_CHAPTER
                    }
                    Action::Outline => page.lesson.as_ref().is_some_and(|lesson| lesson.sections().next().is_some()),
                    _ => true,
                }
            }
            Screen::Quiz(quiz) => match &quiz.stage {
                Stage::Asking(asking) => {
                    let kind = &asking.question.kind;
                    match action {
                        Action::Choose => matches!(kind, Kind::Choice(_) | Kind::Multi(_) | Kind::Match(_)),
                        Action::Toggle => matches!(kind, Kind::Multi(_) | Kind::Spot(_) | Kind::Match(_)),
                        Action::MoveDown | Action::MoveUp => matches!(kind, Kind::Order(_)),
                        Action::Hint => asking.hints < asking.question.hints.len(),
                        _ => true,
                    }
                }
                _ => action != Action::Undo || !quiz.undoable.is_empty(),
            },
            Screen::Home(_) | Screen::Progress(_) => true,
        }
    }

    /// Returns what an action is called here.
    pub fn label(&self, action: Action) -> &'static str {
        let overlay = self.overlay.is_some();
        match (self.screen(), action) {
            (Screen::Home(state), Action::Open) if !overlay => match home::rows(self).get(state.cursor) {
                Some(home::Row::Continue { begun: true, .. }) => "continue",
                Some(home::Row::Continue { begun: false, .. }) => "begin",
                _ => "open",
            },
            (Screen::Home(_), Action::Back) if !overlay => "quit",
            (Screen::Quiz(quiz), Action::Open) if !overlay => match &quiz.stage {
                Stage::Asking(_) | Stage::Loading => "answer",
                Stage::Judged(_) => "go on",
                Stage::Summary { .. } => "open",
            },
            (Screen::Quiz(quiz), Action::Toggle) if !overlay => match quiz.question().map(|question| &question.kind) {
                Some(Kind::Match(_)) => "next match",
                Some(Kind::Spot(_)) => "pick line",
                _ => action.label(),
            },
            _ => action.label(),
        }
    }
}
