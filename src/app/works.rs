//! Which actions would do something now, and what they are called here: the footer shows no key that does nothing.

use super::action::Action;
use super::drawn::{Drawn, PageDrawn, SheetDrawn, TargetWhat};
use super::model::App;
use super::overlay::Overlay;
use super::screens::lesson::{LessonState, beside, exam_of, has_questions};
use super::screens::quiz::{Asking, QuizState, Stage, exam, placement, summary_rows};
use super::screens::{Screen, agenda, home, review, session};
use super::{participant, why};
use crate::course::front::CHAPTER_PAGE;
use crate::quiz::Kind;

impl App {
    /// Returns whether an action would do something on what was just `drawn`.
    pub fn works(&self, action: Action, drawn: &Drawn) -> bool {
        let sheet = drawn.sheet.unwrap_or_default();
        match (&self.overlay, self.screen()) {
            (Some(Overlay::Why(_)), _) => self.on_why(action, drawn),
            (Some(overlay), _) => on_overlay(overlay, action, drawn),
            (None, Screen::Lesson(page)) => self.on_page(page, action, drawn.page.as_ref()),
            (None, Screen::Quiz(quiz)) => self.on_quiz(quiz, action, &sheet),
            (None, Screen::Check(state)) => match action {
                Action::Open | Action::Down | Action::Up => !state.rows().is_empty(),
                _ => true,
            },
            (None, Screen::Team(state)) => match action {
                Action::Sort => state.open.is_none() && state.members.len() > 1,
                Action::Open => state.open.is_none() && !state.members.is_empty(),
                Action::Down | Action::Up => !state.members.is_empty(),
                _ => true,
            },
            (None, Screen::Agenda(state)) => agenda::works(self, state, action),
            (None, Screen::Session(state)) => session::works(self, state, action, drawn),
            (None, Screen::Review(state)) => match action {
                Action::Down | Action::Up => review::rows(self, state).len() > 1,
                _ => true,
            },
            (None, Screen::Home(home)) => match action {
                Action::Quiz | Action::Exam => home::rows(self).contains(&home::Row::Quiz),
                Action::Review => home::rows(self).contains(&home::Row::Review),
                Action::Place => match home::rows(self).get(home.cursor) {
                    Some(home::Row::Chapter(id)) => self.can_place(id.as_str()),
                    _ => false,
                },
                _ => true,
            },
            // The chapters are the first rows.
            (None, Screen::Progress(state)) => match (action, self.course.chapters.get(state.cursor)) {
                (Action::Reset, chapter) => chapter.is_some(),
                (Action::Place, chapter) => chapter.is_some_and(|chapter| self.can_place(chapter.id.as_str())),
                _ => true,
            },
        }
    }

    /// Returns whether a chapter has lessons that could be placed.
    fn can_place(&self, chapter: &str) -> bool {
        !placement::open_lessons(self, chapter).is_empty()
    }

    fn on_page(&self, page: &LessonState, action: Action, drawn: Option<&PageDrawn>) -> bool {
        match action {
            Action::NextLesson if participant::is_on_agenda(self) => return true,
            Action::NextLesson => return beside(self, page, true).is_some(),
            Action::PreviousLesson => return beside(self, page, false).is_some(),
            Action::Done => return participant::can_mark_page(self),
            Action::Questions => return has_questions(self, &page.id),
            Action::Place => return page.id.slug() == CHAPTER_PAGE && self.can_place(page.id.chapter_str()),
            Action::Exam => return exam_of(page).is_some(),
            Action::Help | Action::Back | Action::GoTo | Action::Themes | Action::Bookmarks | Action::Flag => {
                return true;
            }
            _ => {}
        }
        // A page that is not there, or not yet.
        let Some(drawn) = drawn else { return false };
        let is_code = |what: &TargetWhat| matches!(what, TargetWhat::Code { .. });
        match action {
            Action::PageDown => drawn.top + drawn.height < drawn.lines,
            Action::Flip => !drawn.flips.is_empty(),
            Action::SwitchTab => !drawn.tabs.is_empty(),
            Action::NextFocus => !drawn.targets.is_empty(),
            Action::Why => why::block(self).is_some_and(|(_, _, is_visible)| is_visible),
            Action::Copy => drawn.targets.iter().any(|target| is_code(&target.what)),
            Action::NextMatch | Action::PreviousMatch => drawn.matches > 0,
            Action::Left | Action::Right => drawn.overflow > 0,
            Action::Outline => page.lesson.as_ref().is_some_and(|lesson| lesson.sections().next().is_some()),
            _ => true,
        }
    }

    fn on_why(&self, action: Action, drawn: &Drawn) -> bool {
        match action {
            Action::Open => self.why_lesson().is_some(),
            Action::PageDown => goes_on(&drawn.over.unwrap_or_default()),
            Action::Left | Action::Right => drawn.page.as_ref().is_some_and(|page| page.overflow > 0),
            Action::Down => self.why().is_some_and(|why| why.cursor + 1 < why.reasons.len()),
            Action::Up => self.why().is_some_and(|why| why.cursor > 0),
            _ => true,
        }
    }

    fn on_quiz(&self, quiz: &QuizState, action: Action, sheet: &SheetDrawn) -> bool {
        if let (Stage::Exam(stage), Some(state)) = (&quiz.stage, &quiz.exam) {
            return exam::works(state, stage, action, sheet, !quiz.undoable.is_empty());
        }
        match (&quiz.stage, action) {
            (Stage::Judged(_), Action::PreviousLesson) => false,
            (_, Action::Undo) => !quiz.undoable.is_empty(),
            (_, Action::PageDown) => goes_on(sheet),
            (Stage::Asking(_), Action::Hint | Action::Explain) if !quiz.tells() => false,
            (Stage::Asking(asking), _) => on_question(asking, action, sheet),
            (Stage::Judged(_), Action::Left | Action::Right) => sheet.overflow > 0,
            (Stage::Judged(_), Action::Down) => goes_on(sheet),
            (Stage::Summary { .. }, Action::Down | Action::Up) => summary_rows(self, quiz).len() > 1,
            (Stage::Loading, _) => matches!(action, Action::Help | Action::Back),
            _ => true,
        }
    }

    /// Returns whether an action is so much a part of what is on the screen that the footer has room for it before all others: lines are
    /// answered by picking them, and in a placement who does not know has to see how that is said.
    pub fn is_indispensable(&self, action: Action) -> bool {
        let (None, Screen::Quiz(quiz)) = (&self.overlay, self.screen()) else { return false };
        match (&quiz.stage, action) {
            (Stage::Asking(asking), Action::Toggle) => matches!(asking.question.kind, Kind::Spot(_)),
            (Stage::Asking(_), Action::Skip) => quiz.placement.is_some(),
            _ => false,
        }
    }

    /// Returns what an action is called here.
    pub fn label(&self, action: Action, drawn: &Drawn) -> &'static str {
        match (&self.overlay, self.screen()) {
            // What is called "more" depends on what was just drawn.
            (None, Screen::Session(state)) => session::label(state, action, drawn),
            // Short, so that a narrow window has room for what answers the question.
            (None, Screen::Quiz(_)) if action == Action::PageDown => "more",
            (overlay, _) => self.label_on(overlay.as_ref(), action),
        }
    }

    /// Returns what an action is called where this lies on top, or nothing.
    pub fn label_on(&self, overlay: Option<&Overlay>, action: Action) -> &'static str {
        match (overlay, action) {
            (None, _) => self.screen_label(action),
            (Some(Overlay::Find { .. }), Action::Open) => "search",
            (Some(Overlay::Flag { .. }), Action::Open) => "report",
            (Some(Overlay::Name { .. }), Action::Open) => "show it",
            (Some(Overlay::Themes { .. }), Action::Open) => "keep",
            (Some(Overlay::Agenda { .. }), Action::Open) => "go there",
            (Some(Overlay::Park { .. }), Action::Open) => "park",
            (Some(Overlay::Attendance { .. }), Action::Open) => "add",
            (Some(Overlay::Attendance { .. }), Action::Back) => "done",
            (Some(Overlay::Hands { .. }), Action::Open) => "count",
            (Some(Overlay::Why(_)), Action::Open) => "lesson",
            (Some(Overlay::Why(_)), Action::PageDown) => "more",
            (Some(Overlay::Why(_)), Action::PageUp) => "less",
            _ => action.label(),
        }
    }

    /// Returns what an action is called on the screen, whatever lies on top.
    fn screen_label(&self, action: Action) -> &'static str {
        match (self.screen(), action) {
            (Screen::Home(state), Action::Open) => match home::rows(self).get(state.cursor) {
                Some(home::Row::Continue { begun: true, .. }) => "continue",
                Some(home::Row::Continue { begun: false, .. }) => "begin",
                Some(home::Row::Resume(_)) => "resume",
                Some(home::Row::Track(_)) => "go on",
                _ => "open",
            },
            (Screen::Home(_), Action::Back) => "quit",
            (Screen::Lesson(_), Action::NextLesson) if participant::is_on_agenda(self) => "agenda",
            (Screen::Agenda(state), _) => agenda::label(self, state, action),
            (Screen::Session(state), _) => session::label(state, action, &self.drawn),
            (Screen::Quiz(quiz), _) => quiz_label(quiz, action),
            _ => action.label(),
        }
    }
}

/// Returns whether there is more below.
fn goes_on(sheet: &SheetDrawn) -> bool {
    sheet.top + sheet.height < sheet.lines
}

fn on_overlay(overlay: &Overlay, action: Action, drawn: &Drawn) -> bool {
    let sheet = drawn.over.unwrap_or_default();
    let rows = match overlay {
        Overlay::Why(why) => why.reasons.len(),
        Overlay::Help { .. } | Overlay::Term(_) => {
            return match (action, overlay) {
                (Action::Open, Overlay::Term(term)) => term.focus.is_some_and(|at| at < drawn.links.len()),
                (Action::Open, _) => false,
                (Action::NextFocus, _) => !drawn.links.is_empty(),
                (Action::Down, _) => goes_on(&sheet),
                _ => true,
            };
        }
        Overlay::Find { .. }
        | Overlay::Flag { .. }
        | Overlay::ConfirmReset { .. }
        | Overlay::LeaveExam
        | Overlay::Name { .. }
        | Overlay::Handover { .. } => {
            return !matches!(action, Action::Down | Action::Up);
        }
        Overlay::Park { .. } | Overlay::Attendance { .. } | Overlay::Hands { .. } => {
            return !matches!(action, Action::Down | Action::Up);
        }
        // Never a session without an item.
        Overlay::Agenda { .. } => 2,
        Overlay::GoTo(state) => state.rows.len(),
        Overlay::Outline { rows, .. } => rows.len(),
        Overlay::Bookmarks { rows, .. } => rows.len(),
        Overlay::Themes { rows, .. } => rows.len(),
    };
    match action {
        Action::Open => rows > 0,
        Action::Down | Action::Up => rows > 1,
        _ => true,
    }
}

fn on_question(asking: &Asking, action: Action, sheet: &SheetDrawn) -> bool {
    let kind = &asking.question.kind;
    match action {
        Action::Choose => matches!(kind, Kind::Choice(_) | Kind::Multi(_) | Kind::Match(_)),
        Action::Toggle => matches!(kind, Kind::Multi(_) | Kind::Spot(_) | Kind::Match(_)),
        Action::MoveDown | Action::MoveUp => matches!(kind, Kind::Order(_)),
        Action::NextFocus | Action::PreviousFocus => asking.draft.rows() > 1,
        Action::Hint => asking.hints < asking.question.hints.len(),
        Action::Left | Action::Right => sheet.overflow > 0 || matches!(kind, Kind::Match(_)),
        _ => true,
    }
}

fn quiz_label(quiz: &QuizState, action: Action) -> &'static str {
    if let (Stage::Exam(stage), Some(state)) = (&quiz.stage, &quiz.exam)
        && let Some(label) = exam::label(state, stage, action)
    {
        return label;
    }
    let kind = quiz.question().map(|question| &question.kind);
    match (&quiz.stage, action, kind) {
        (Stage::Asking(_) | Stage::Loading, Action::Open, _) => "answer",
        (Stage::Judged(_), Action::Open, _) => "go on",
        (Stage::Offer { .. }, Action::Open, _) => "choose",
        (Stage::Asking(_), Action::Skip, _) if quiz.placement.is_some() => "don't know",
        (_, Action::Toggle | Action::Right, Some(Kind::Match(_))) => "next match",
        (_, Action::Left, Some(Kind::Match(_))) => "previous match",
        (_, Action::Toggle, Some(Kind::Spot(_))) => "pick",
        (_, Action::NextFocus, Some(Kind::Fill(_))) => "next blank",
        (_, Action::PreviousFocus, Some(Kind::Fill(_))) => "previous blank",
        (_, Action::NextFocus, _) => "next",
        (_, Action::PreviousFocus, _) => "previous",
        _ => action.label(),
    }
}
