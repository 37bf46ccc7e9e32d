//! An exam before and behind its questions: the terms, what is still open, the result, each question with its reasons.

use crate::app::App;
use crate::app::screens::quiz::exam::{self, Exam, ExamStage, HandInRow, ResultRow, hand_in_rows, result_rows};
use crate::app::screens::quiz::{Judged, QuizState, Stage};
use crate::course::Inlines;
use crate::exam::certificate::scope;
use crate::id::QuestionId;
use crate::quiz::Ending;
use crate::ui::page::PageOptions;
use crate::ui::screens::quiz::{beginning, in_a_list, judged};
use crate::ui::theme::Role;
use crate::ui::view::View;
use crate::ui::widgets::sheet::Sheet;

/// Returns the words of the title row.
pub fn title(quiz: &QuizState, state: &Exam) -> (Vec<String>, String) {
    let mut path = vec!["Exam".to_owned()];
    let all = state.questions.len();
    let number = |id: &QuestionId| state.questions.iter().position(|other| other == id).map_or(0, |at| at + 1);
    match &quiz.stage {
        Stage::Exam(ExamStage::Start) => path.push("Terms".to_owned()),
        Stage::Exam(ExamStage::HandIn { .. }) => path.push("Hand in".to_owned()),
        Stage::Exam(ExamStage::Result { .. }) => path.extend([state.terms.title.clone(), "Result".to_owned()]),
        Stage::Exam(ExamStage::Look { at, .. }) => path.push(format!("Question {} of {all}", at + 1)),
        _ => path.extend(quiz.question().map(|question| format!("Question {} of {all}", number(&question.id)))),
    }
    (path, exam::status(quiz).unwrap_or_default())
}

/// Adds what is shown.
pub fn fill(app: &App, quiz: &QuizState, stage: &ExamStage, view: &View, options: &PageOptions, sheet: &mut Sheet) {
    let Some(state) = &quiz.exam else { return };
    match stage {
        ExamStage::Start => start(state, view, options, sheet),
        ExamStage::HandIn { cursor } => hand_in(quiz, state, *cursor, view, options, sheet),
        ExamStage::Result { cursor } => result(app, state, *cursor, view, options, sheet),
        ExamStage::Look { judged, .. } => {
            judged::fill_as(judged, look_word(state, judged), Vec::new(), view, options, sheet);
        }
    }
}

/// Returns what became of a question, in a word.
pub fn look_word(state: &Exam, judged: &Judged) -> &'static str {
    match (judged.verdict.right, state.given.contains_key(&judged.question.id)) {
        (true, _) => "Right.",
        (false, true) => "Not quite.",
        (false, false) => "Not answered: it counts as wrong.",
    }
}

/// Returns the terms as pairs of what and how; the same on the screen and in the plain twin.
pub fn terms(state: &Exam) -> Vec<(&'static str, String)> {
    let all = state.questions.len();
    let fewer = state.wanted.map(|wanted| format!("; {wanted} were asked for, there are no more")).unwrap_or_default();
    let needed = state.terms.needed(all);
    let time = state.terms.minutes.map_or("no limit".to_owned(), |minutes| {
        let s = if minutes == 1 { "" } else { "s" };
        format!("{minutes} minute{s} from the start, breaks included; then it ends by itself")
    });
    let mut terms = vec![
        ("About", scope(&state.terms.scope, &state.terms.title)),
        ("Questions", format!("{all}{fewer}")),
        ("Passed with", format!("{}% right: {needed} of {all}", state.terms.pass)),
        ("Time", time),
        ("Feedback", "none before the end: no verdicts, no hints".to_owned()),
        ("Unanswered", "counts as wrong".to_owned()),
        ("Changing", "the last answer at any time, every answer before handing in".to_owned()),
        ("Leaving", "is possible; home resumes the exam until it is handed in".to_owned()),
    ];
    if state.closes_another {
        terms.push(("Another", "the exam you left is closed without a result when this one begins".to_owned()));
    }
    terms
}

fn start(state: &Exam, view: &View, options: &PageOptions, sheet: &mut Sheet) {
    sheet.line("Before the exam begins", Role::Heading1, options).gap();
    for (what, how) in terms(state) {
        sheet.row(vec![(format!("{what:<13}"), Role::Dim)], &Inlines::plain(how), options, None);
    }
    let with_clock = state.terms.minutes.is_some();
    let begin = if with_clock { "Begin: the clock starts with the first question" } else { "Begin" };
    sheet.gap();
    sheet.row(
        vec![(format!("{} ", view.glyphs.pointer), Role::Marker)],
        &Inlines::plain(begin.to_owned()),
        options,
        Some(Role::Selection),
    );
}

fn hand_in(quiz: &QuizState, state: &Exam, cursor: usize, view: &View, options: &PageOptions, sheet: &mut Sheet) {
    let open = state.questions.len() - state.answered();
    let (headline, role) = match open {
        0 => ("Every question is answered.".to_owned(), Role::Heading1),
        1 => ("1 question is not answered. It will count as wrong.".to_owned(), Role::Warning),
        open => (format!("{open} questions are not answered. They will count as wrong."), Role::Warning),
    };
    sheet.line(&headline, role, options).gap();
    for (number, row) in hand_in_rows(state).iter().enumerate() {
        match row {
            HandInRow::HandIn => {
                choice(number == cursor, vec![], "Hand in", view, options, sheet);
                let first = if open > 0 { "Or answer first; an answer" } else { "Or change an answer; it" };
                sheet.gap().line(&format!("{first} stays until there is another"), Role::Heading3, options);
            }
            HandInRow::Question(id) => {
                let (sign, word, role) = if state.given.contains_key(id) {
                    (view.glyphs.started, "answered", Role::Dim)
                } else {
                    (view.glyphs.open, "open", Role::Missed)
                };
                let at = state.questions.iter().position(|other| other == id).map_or(0, |at| at + 1);
                let columns = in_a_list(options.width, 17);
                let prompt =
                    quiz.questions.get(id).map(|question| beginning(&question.prompt, columns, view.glyphs.ellipsis));
                let lead = vec![(format!("{at:>3} {sign} {word:<9}"), role)];
                choice(number == cursor, lead, &prompt.unwrap_or_else(|| id.to_string()), view, options, sheet);
            }
        }
    }
}

/// Adds a row that can be chosen.
fn choice(
    is_chosen: bool,
    lead: Vec<(String, Role)>,
    text: &str,
    view: &View,
    options: &PageOptions,
    sheet: &mut Sheet,
) {
    let pointer = if is_chosen { view.glyphs.pointer } else { " " };
    let lead = std::iter::once((format!("{pointer} "), Role::Marker)).chain(lead).collect();
    sheet.row(lead, &Inlines::plain(text.to_owned()), options, is_chosen.then_some(Role::Selection));
    if is_chosen {
        sheet.keep_last();
    }
}

/// Returns the result in sentences: passed or not, by how much, how it ended; the same on the screen and in the plain twin.
pub fn verdict(state: &Exam) -> (bool, Vec<String>) {
    let tally = state.tally();
    let is_passed = state.terms.passes(tally.right, tally.asked);
    let word = if is_passed { "Passed" } else { "Not passed" };
    let mut lines = vec![
        format!("{word}: {} of {} right, {}%.", tally.right, tally.asked, tally.percent()),
        format!("The pass mark is {}%, {} of {}.", state.terms.pass, state.terms.needed(tally.asked), tally.asked),
    ];
    let open = tally.unanswered.len();
    let count = if open == 1 { "1 question was".to_owned() } else { format!("{open} questions were") };
    match (state.ended, open) {
        (Some(Ending::TimeUp), 0) => {
            lines.push("The time was up before it was handed in; every question was answered.".to_owned())
        }
        (Some(Ending::TimeUp), _) => lines.push(format!("The time was up. {count} not answered and counted as wrong.")),
        (_, 0) => {}
        _ => lines.push(format!("{count} not answered and counted as wrong.")),
    }
    if is_passed {
        lines.push("For a certificate: seaworthy exam certificate".to_owned());
    }
    (is_passed, lines)
}

fn result(app: &App, state: &Exam, cursor: usize, view: &View, options: &PageOptions, sheet: &mut Sheet) {
    let (is_passed, lines) = verdict(state);
    let (sign, role) = if is_passed { (view.glyphs.done, Role::Right) } else { (view.glyphs.wrong, Role::Wrong) };
    for (number, line) in lines.iter().enumerate() {
        match number {
            0 => sheet.line(&format!("{sign} {line}"), role, options),
            _ => sheet.row(vec![("  ".to_owned(), Role::Text)], &Inlines::plain(line.clone()), options, None),
        };
    }
    sheet.gap();
    for (number, row) in result_rows(state).iter().enumerate() {
        match row {
            ResultRow::Look => {
                choice(number == cursor, vec![], "Every question with its reasons", view, options, sheet);
                sheet.gap().line("By lesson; Enter opens it", Role::Heading3, options);
            }
            ResultRow::Lesson(score) => {
                let (sign, role) = if score.right == score.asked {
                    (view.glyphs.done, Role::Right)
                } else {
                    (view.glyphs.wrong, Role::Wrong)
                };
                let lead = vec![(format!("{sign} {} of {}  ", score.right, score.asked), role)];
                choice(number == cursor, lead, app.title(&score.lesson), view, options, sheet);
            }
            ResultRow::Leave => {
                sheet.gap();
                choice(number == cursor, vec![], "Back", view, options, sheet);
            }
        }
    }
}
