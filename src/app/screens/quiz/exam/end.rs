//! How an exam ends, and what is there then: the result by lesson, every question with its verdict and its reasons.

use super::begin::unanswered;
use super::{ExamStage, ResultRow, result_rows};
use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::model::App;
use crate::app::screens::quiz::{Judged, Stage, top};
use crate::app::screens::{Screen, lesson};
use crate::progress::EventKind;
use crate::quiz::{Ending, Sitting};

/// Ends the exam on top.
pub fn end(app: &mut App, cause: Ending) -> Vec<Effect> {
    let at = app.screens.len() - 1;
    end_at(app, at, cause)
}

/// Ends the exam on the screen number `at`.
pub fn end_at(app: &mut App, at: usize, cause: Ending) -> Vec<Effect> {
    let Some(Screen::Quiz(quiz)) = app.screens.get_mut(at) else { return Vec::new() };
    let (Some(exam), Some(sitting)) = (&mut quiz.exam, quiz.sitting.as_ref().map(Sitting::id)) else {
        return Vec::new();
    };
    exam.ended = Some(cause);
    exam.changing = None;
    quiz.stage = Stage::Exam(ExamStage::Result { cursor: 0 });
    quiz.undoable.clear();
    (quiz.top, quiz.aside, quiz.follow) = (0, 0, false);
    vec![app.log(EventKind::Ended { sitting, cause }).1]
}

/// Opens the chosen row of the result.
pub fn open_row(app: &mut App) -> Vec<Effect> {
    let Some(quiz) = top(app) else { return Vec::new() };
    let Stage::Exam(ExamStage::Result { cursor }) = &quiz.stage else { return Vec::new() };
    let Some(exam) = &quiz.exam else { return Vec::new() };
    match result_rows(exam).into_iter().nth(*cursor) {
        Some(ResultRow::Look) => {
            look(app, 0);
            Vec::new()
        }
        Some(ResultRow::Lesson(score)) => lesson::open(app, score.lesson, None),
        Some(ResultRow::Leave) | None => {
            app.screens.pop();
            Vec::new()
        }
    }
}

/// Shows question number `at` with its reasons; behind the last one the result.
fn look(app: &mut App, at: usize) {
    let Some(quiz) = top(app) else { return };
    let judged = quiz.exam.as_ref().and_then(|exam| exam.questions.get(at)).map(|id| {
        let given = quiz.exam.as_ref().and_then(|exam| exam.given.get(id));
        given.map(|given| copy(&given.judged)).or_else(|| unanswered(quiz, id))
    });
    let stage = match judged {
        Some(Some(judged)) => ExamStage::Look { at, judged: Box::new(judged) },
        // Not in the course any more: there is nothing to show.
        Some(None) => return look(app, at + 1),
        None => ExamStage::Result { cursor: 0 },
    };
    quiz.stage = Stage::Exam(stage);
    (quiz.top, quiz.aside, quiz.follow) = (0, 0, false);
}

fn copy(judged: &Judged) -> Judged {
    let Judged { question, shown, draft, verdict, confidence } = judged;
    let (question, shown, draft, verdict) = (question.clone(), shown.clone(), draft.clone(), verdict.clone());
    Judged { question, shown, draft, verdict, confidence: *confidence }
}

/// Does what an action asks while a question is looked at.
pub fn on_look(app: &mut App, action: Action) -> Option<Vec<Effect>> {
    let quiz = top(app)?;
    let Stage::Exam(ExamStage::Look { at, .. }) = &quiz.stage else { return None };
    let at = *at;
    match action {
        Action::Open | Action::NextLesson => look(app, at + 1),
        Action::PreviousLesson => look(app, at.saturating_sub(1)),
        Action::Back => {
            quiz.stage = Stage::Exam(ExamStage::Result { cursor: 0 });
            quiz.top = 0;
        }
        Action::Right => quiz.aside = quiz.aside.saturating_add(8),
        Action::Left => quiz.aside = quiz.aside.saturating_sub(8),
        Action::Undo => app.tell("The exam is over: nothing in it can be taken back."),
        // The lesson, a report.
        _ => return None,
    }
    Some(Vec::new())
}
