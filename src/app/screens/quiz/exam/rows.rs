//! The rows before and behind handing in, and which keys do something there.

use super::{Exam, ExamStage};
use crate::app::action::Action;
use crate::app::drawn::SheetDrawn;
use crate::exam::LessonScore;
use crate::id::QuestionId;

/// A row before handing in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HandInRow {
    /// Hands in.
    HandIn,
    /// Puts a question up once more.
    Question(QuestionId),
}

/// A row of the result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ResultRow {
    /// Every question with its verdict and its reasons.
    Look,
    /// What came out of a lesson; opens it.
    Lesson(LessonScore),
    /// Back to where one came from.
    Leave,
}

/// Returns the rows before handing in: that, then the questions, unanswered ones first.
pub fn hand_in_rows(exam: &Exam) -> Vec<HandInRow> {
    let (given, open): (Vec<_>, Vec<_>) = exam.questions.iter().cloned().partition(|id| exam.given.contains_key(id));
    let questions = open.into_iter().chain(given).map(HandInRow::Question);
    std::iter::once(HandInRow::HandIn).chain(questions).collect()
}

/// Returns the rows of the result: the questions, the lessons, those with most wrong first, the way out.
pub fn result_rows(exam: &Exam) -> Vec<ResultRow> {
    let mut lessons = exam.tally().lessons;
    lessons.sort_by_key(|score| std::cmp::Reverse(score.asked - score.right));
    let lessons = lessons.into_iter().map(ResultRow::Lesson);
    std::iter::once(ResultRow::Look).chain(lessons).chain([ResultRow::Leave]).collect()
}

/// Returns whether an action would do something here.
pub fn works(exam: &Exam, stage: &ExamStage, action: Action, sheet: &SheetDrawn, undoable: bool) -> bool {
    let goes_on = sheet.top + sheet.height < sheet.lines;
    match (stage, action) {
        (ExamStage::HandIn { .. }, Action::Undo) => undoable,
        (_, Action::Undo) => false,
        (ExamStage::Start, Action::Up | Action::Down | Action::Top | Action::Bottom) => false,
        (_, Action::PageDown) => goes_on,
        (ExamStage::Look { at, .. }, Action::PreviousLesson) => *at > 0,
        (ExamStage::Look { .. }, Action::Down) => goes_on,
        (ExamStage::Look { .. }, Action::Left | Action::Right) => sheet.overflow > 0,
        (ExamStage::HandIn { .. }, Action::Down | Action::Up) => exam.questions.len() > 1,
        _ => true,
    }
}

/// Returns what an action is called here, where that is not what it is called everywhere.
pub fn label(exam: &Exam, stage: &ExamStage, action: Action) -> Option<&'static str> {
    match (stage, action) {
        (ExamStage::Start, Action::Open) => Some("begin"),
        (ExamStage::HandIn { cursor: 0 }, Action::Open) => Some("hand in"),
        (ExamStage::HandIn { cursor }, Action::Open) => {
            let is_given = match hand_in_rows(exam).get(*cursor) {
                Some(HandInRow::Question(id)) => exam.given.contains_key(id),
                _ => false,
            };
            Some(if is_given { "change" } else { "answer" })
        }
        (ExamStage::Look { at, .. }, Action::Open) => {
            Some(if at + 1 < exam.questions.len() { "next" } else { "to the result" })
        }
        _ => None,
    }
}
