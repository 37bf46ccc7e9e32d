//! An exam as text: the terms, what is still open, the result, each question with its reasons.

use std::fmt::Write as _;

use super::{Twin, question};
use crate::app::action::Action;
use crate::app::screens::Screen;
use crate::app::screens::quiz::exam::{ExamStage, HandInRow, ResultRow, hand_in_rows, result_rows};
use crate::app::screens::quiz::{QuizState, Stage};
use crate::app::{App, Msg};
use crate::cli::columns::write_hanging;
use crate::ui::screens::quiz::{beginning, exam as words};

/// Returns what tells one stage from another.
pub fn place(quiz: &QuizState, stage: &ExamStage) -> String {
    match stage {
        ExamStage::Start => "exam start".to_owned(),
        ExamStage::HandIn { .. } => format!("exam hand in {}", quiz.undoable.len()),
        ExamStage::Result { .. } => "exam result".to_owned(),
        ExamStage::Look { at, .. } => format!("exam look {at}"),
    }
}

/// Returns what to type.
pub fn prompt(stage: &ExamStage) -> &'static str {
    match stage {
        ExamStage::Start => "begin, or back",
        ExamStage::HandIn { .. } => "hand in, or a number",
        ExamStage::Result { .. } => "a number, look, or back",
        ExamStage::Look { .. } => "exam",
    }
}

/// The stage as text.
pub fn show(app: &App, quiz: &QuizState, stage: &ExamStage) -> String {
    let Some(exam) = &quiz.exam else { return String::new() };
    let mut text = String::new();
    match stage {
        ExamStage::Start => {
            text.push_str("Exam: the terms\n\n");
            for (what, how) in words::terms(exam) {
                write_hanging(&format!("{what}: "), &how, &mut text);
            }
            let clock = if exam.terms.minutes.is_some() { "; the clock starts with the first question" } else { "" };
            let _ = write!(text, "\nAn empty line begins{clock}.");
        }
        ExamStage::HandIn { .. } => {
            let open = exam.questions.len() - exam.answered();
            let _ = match open {
                0 => writeln!(text, "Every question is answered."),
                1 => writeln!(text, "1 question is not answered; it will count as wrong."),
                open => writeln!(text, "{open} questions are not answered; they will count as wrong."),
            };
            for row in hand_in_rows(exam) {
                let HandInRow::Question(id) = row else { continue };
                let at = exam.questions.iter().position(|other| *other == id).map_or(0, |at| at + 1);
                let state = if exam.given.contains_key(&id) { "answered" } else { "open" };
                let prompt = quiz.questions.get(&id).map(|question| beginning(&question.prompt, 60, "..."));
                let line = format!("{state}: {}", prompt.unwrap_or_else(|| id.to_string()));
                write_hanging(&format!("{at:>3}. "), &line, &mut text);
            }
            let end = "Type hand in to end the exam, or a number to answer that question; an answer stays until there is another.";
            write_hanging("\n", end, &mut text);
        }
        ExamStage::Result { .. } => {
            words::verdict(exam).1.iter().for_each(|line| write_hanging("", line, &mut text));
            text.push('\n');
            for (number, row) in result_rows(exam).iter().enumerate() {
                if let ResultRow::Lesson(score) = row {
                    let line = format!("{} of {}  {}", score.right, score.asked, app.title(&score.lesson));
                    write_hanging(&format!("{number:>3}. "), &line, &mut text);
                }
            }
            let end =
                "A number opens the lesson, look goes through every question with its reasons, an empty line leaves.";
            write_hanging("\n", end, &mut text);
        }
        ExamStage::Look { at, judged } => {
            let _ = writeln!(text, "Question {} of {}\n", at + 1, exam.questions.len());
            crate::ui::plain::write(&judged.question.prompt, crate::cli::columns::WIDTH, &mut text);
            let word = words::look_word(exam, judged);
            let _ = writeln!(text, "\n{}", question::verdict(judged, word).trim_end());
            let end = format!("Question {}. An empty line goes on; previous, explain, result.", judged.question.id);
            write_hanging("\n", &end, &mut text);
        }
    }
    text.truncate(text.trim_end().len());
    text
}

impl Twin {
    /// Does what a line asks before and behind the questions of an exam.
    pub(super) fn in_exam(&mut self, line: &str) {
        let Screen::Quiz(quiz) = self.app.screen_mut() else { return };
        let (Stage::Exam(stage), Some(exam)) = (&mut quiz.stage, &quiz.exam) else { return };
        let number = line.parse::<usize>().ok();
        let action = match (stage, line) {
            (ExamStage::Start, "" | "begin") => Action::Open,
            (ExamStage::HandIn { cursor }, "hand in" | "hand-in") => {
                *cursor = 0;
                Action::Open
            }
            (ExamStage::HandIn { .. }, "undo" | "u") => Action::Undo,
            (ExamStage::HandIn { cursor }, _) => {
                let wanted = number.and_then(|number| exam.questions.get(number.checked_sub(1)?));
                let is_wanted =
                    |row: &HandInRow| matches!((row, wanted), (HandInRow::Question(id), Some(wanted)) if id == wanted);
                let Some(at) = hand_in_rows(exam).iter().position(is_wanted) else {
                    self.app.tell("Type hand in, or the number of a question.");
                    return;
                };
                *cursor = at;
                Action::Open
            }
            (ExamStage::Result { cursor }, "look") => {
                *cursor = 0;
                Action::Open
            }
            (ExamStage::Result { .. }, "") => Action::Back,
            (ExamStage::Result { cursor }, _) => {
                let lesson = |at: &usize| matches!(result_rows(exam).get(*at), Some(ResultRow::Lesson(_)));
                let Some(at) = number.filter(lesson) else {
                    self.app.tell("Type the number of a lesson, look, or nothing to leave.");
                    return;
                };
                *cursor = at;
                Action::Open
            }
            (ExamStage::Look { .. }, "") => Action::Open,
            (ExamStage::Look { .. }, "previous" | "p") => Action::PreviousLesson,
            (ExamStage::Look { .. }, "explain") => Action::Explain,
            (ExamStage::Look { .. }, "result") => Action::Back,
            _ => {
                self.app.tell(format!("`{line}` is no command here; help lists them."));
                return;
            }
        };
        self.send(Msg::Act(action));
    }
}
