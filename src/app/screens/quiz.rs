//! A sitting on the screen: one question at a time, its verdict, the summary. Never moves on by itself; every answer is asked to be
//! written before its verdict is shown. How kinds work is the quiz room's business.

mod answer;
pub mod exam;
pub mod placement;
mod request;
pub mod spaced;

use std::collections::HashMap;
use std::sync::Arc;

use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::key::Key;
use crate::app::keymap::Context;
use crate::app::model::App;
use crate::app::overlay::Overlay;
use crate::app::screens::Screen;
use crate::app::screens::lesson::{self, Jump};
use crate::app::screens::review;
use crate::app::text_input::TextInput;
use crate::id::{EventId, LessonId, QuestionId};
use crate::progress::Confidence;
use crate::quiz::placement::Offer;
use crate::quiz::{Draft, Question, Shown, Sitting, Summary, Verdict};
use crate::time::Timestamp;

use answer::{act_on_question, act_on_verdict};
pub use answer::{judge, paste_into_blank, type_into_blank};
pub use request::{Half, Request, Scope, begin, half, loaded, resume};

/// What a sitting on the screen remembers.
#[derive(Debug)]
pub struct QuizState {
    /// What was asked for.
    pub request: Request,
    /// The sitting, once its questions were read.
    pub sitting: Option<Sitting>,
    /// Its questions.
    pub questions: HashMap<QuestionId, Arc<Question>>,
    /// Where in the sitting one is.
    pub stage: Stage,
    /// Line at the top.
    pub top: usize,
    /// Whether the cursor's row has to be brought onto the screen.
    pub follow: bool,
    /// Columns that code is scrolled to the right.
    pub aside: u16,
    /// What review says on top; nothing in other modes.
    pub notes: spaced::Notes,
    /// Events of the sitting that undo can take back, the last one last.
    pub undoable: Vec<EventId>,
    /// Where the sitting is a placement: what it knows.
    pub placement: Option<Box<placement::Placing>>,
    /// What there is more of in an exam.
    pub exam: Option<Box<exam::Exam>>,
}

/// Where in a sitting one is.
#[derive(Debug)]
pub enum Stage {
    /// The questions are being read.
    Loading,
    /// A question is up.
    Asking(Box<Asking>),
    /// It was answered.
    Judged(Box<Judged>),
    /// A placement offers to stop; the chosen row.
    Offer { offer: Offer, cursor: usize },
    /// The end; the chosen row.
    Summary { cursor: usize },
    /// Before and behind the questions of an exam.
    Exam(exam::ExamStage),
}

/// A question that is up.
#[derive(Debug)]
pub struct Asking {
    /// The question.
    pub question: Arc<Question>,
    /// Its order on the screen.
    pub shown: Shown,
    /// The answer in the making.
    pub draft: Draft,
    /// Hints that were asked for.
    pub hints: usize,
    /// Whether the last hint has to be in sight rather than the chosen row: it was just asked for.
    pub hint_up: bool,
    /// How sure the learner is, where that was said.
    pub confidence: Option<Confidence>,
    /// Since when it is up.
    pub since: Timestamp,
}

/// A question that was answered.
#[derive(Debug)]
pub struct Judged {
    /// The question.
    pub question: Arc<Question>,
    /// Its order on the screen.
    pub shown: Shown,
    /// The answer as it was given.
    pub draft: Draft,
    /// The judgement.
    pub verdict: Verdict,
    /// How sure the learner was, where that was said.
    pub confidence: Option<Confidence>,
}

/// A row of the summary that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SummaryRow {
    /// The lesson that comes next.
    NextLesson(LessonId),
    /// Another lesson that is to be read.
    Lesson(LessonId),
    /// Back to where one came from.
    Leave,
    /// So many of the questions that are still due, in another review.
    More(usize),
    /// The section that explains a question that was missed.
    Missed(QuestionId),
}

impl QuizState {
    /// Returns which keys work now.
    pub fn context(&self) -> Context {
        match &self.stage {
            Stage::Asking(asking) if asking.draft.wants_text() => Context::Blank,
            Stage::Asking(_) | Stage::Loading => Context::Question,
            Stage::Judged(_) | Stage::Exam(exam::ExamStage::Look { .. }) => Context::Verdict,
            Stage::Summary { .. } | Stage::Offer { .. } | Stage::Exam(_) => Context::Summary,
        }
    }

    /// Returns whether there is a chosen row that a new size must not hide: one has moved since the question came up.
    pub fn follows(&self) -> bool {
        let has_rows =
            matches!(self.stage, Stage::Asking(_) | Stage::Offer { .. } | Stage::Summary { .. } | Stage::Exam(_));
        self.top > 0 && has_rows
    }

    /// Returns whether verdicts, hints and the lesson are there before the end.
    pub fn tells(&self) -> bool {
        let is_over = |sitting: &Sitting| self.exam.as_ref().map_or(sitting.is_over(), |exam| exam.ended.is_some());
        self.sitting.as_ref().is_none_or(|sitting| sitting.mode().tells_at_once() || is_over(sitting))
    }

    /// Returns the question that is up or was just answered.
    pub fn question(&self) -> Option<&Arc<Question>> {
        match &self.stage {
            Stage::Asking(asking) => Some(&asking.question),
            Stage::Judged(judged) | Stage::Exam(exam::ExamStage::Look { judged, .. }) => Some(&judged.question),
            Stage::Loading | Stage::Offer { .. } | Stage::Summary { .. } | Stage::Exam(_) => None,
        }
    }
}

/// Returns the sitting on top.
fn top(app: &mut App) -> Option<&mut QuizState> {
    match app.screen_mut() {
        Screen::Quiz(quiz) => Some(quiz),
        _ => None,
    }
}

/// Does what an action asks in a sitting.
pub fn act(app: &mut App, action: Action, key: Key) -> Vec<Effect> {
    if scroll(app, action) {
        return Vec::new();
    }
    if let Some(effects) = exam::act(app, action) {
        return effects;
    }
    match action {
        Action::Back => {
            let left = top(app).and_then(|quiz| quiz.sitting.as_ref()).filter(|sitting| !sitting.is_over());
            let left = left.map(Sitting::id);
            app.screens.pop();
            // Where nothing was answered nothing is kept, and what home resumes is another sitting.
            let is_kept = left.is_some() && app.record.half_sitting().map(|half| half.id) == left;
            match half(app) {
                Some(Half::Exam(_)) if left.is_some() => {
                    app.tell("Kept: home resumes this quiz when the exam you left is handed in.");
                }
                Some(Half::Quiz(left)) if is_kept => {
                    app.tell(format!("Kept: home resumes this quiz with {left} left."));
                }
                Some(Half::Placement(_)) if is_kept => app.tell("Kept: home resumes this test, with what you proved."),
                Some(_) | None => {}
            }
            return Vec::new();
        }
        Action::Undo => return answer::undo(app),
        Action::Explain => return explain(app),
        Action::Flag => {
            let subject = top(app).and_then(|quiz| quiz.question().map(|question| question.id.to_string()));
            if let Some(subject) = subject {
                app.overlay = Some(Overlay::Flag { subject, input: TextInput::default() });
            }
            return Vec::new();
        }
        _ => {}
    }
    match top(app).map(|quiz| &quiz.stage) {
        Some(Stage::Asking(_)) => act_on_question(app, action, key),
        Some(Stage::Judged(_)) => act_on_verdict(app, action),
        Some(Stage::Offer { .. }) => placement::act_on_offer(app, action),
        Some(Stage::Summary { .. }) => act_on_summary(app, action),
        Some(Stage::Loading | Stage::Exam(_)) | None => Vec::new(),
    }
}

/// Scrolls the sheet where the action is one of scrolling; rows of a question are the cursor's business.
fn scroll(app: &mut App, action: Action) -> bool {
    let drawn = app.drawn.sheet.unwrap_or_default();
    let Some(quiz) = top(app) else { return false };
    let last = drawn.lines.saturating_sub(drawn.height);
    let screen = drawn.height.saturating_sub(1).max(1);
    let lines_scroll =
        matches!(quiz.stage, Stage::Judged(_) | Stage::Exam(exam::ExamStage::Start | exam::ExamStage::Look { .. }));
    quiz.top = match action {
        Action::PageDown => (quiz.top + screen).min(last),
        Action::PageUp => quiz.top.saturating_sub(screen),
        Action::Down if lines_scroll => (quiz.top + 1).min(last),
        Action::Up if lines_scroll => quiz.top.saturating_sub(1),
        Action::Top if lines_scroll => 0,
        Action::Bottom if lines_scroll => last,
        _ => return false,
    };
    quiz.follow = false;
    true
}

/// Takes in where drawing stood.
pub fn drawn(app: &mut App) {
    let Some(sheet) = app.drawn.sheet else { return };
    if let Some(quiz) = top(app) {
        quiz.top = sheet.top;
        quiz.aside = quiz.aside.min(sheet.overflow);
        quiz.follow = false;
    }
}

/// Opens the section of the lesson that explains the question.
fn explain(app: &mut App) -> Vec<Effect> {
    if top(app).is_some_and(|quiz| !quiz.tells()) {
        app.tell("The lesson is there after the last question.");
        return Vec::new();
    }
    let Some(question) = top(app).and_then(|quiz| quiz.question().cloned()) else { return Vec::new() };
    lesson::open(app, question.id.lesson(), question.section.clone().map(Jump::Anchor))
}

/// Returns the rows of the summary that can be chosen.
pub fn summary_rows(app: &App, quiz: &QuizState) -> Vec<SummaryRow> {
    if let Some(placing) = &quiz.placement {
        return placement::summary_rows(app, placing);
    }
    let mut rows = Vec::new();
    if let Scope::Lesson(lesson) = &quiz.request.scope {
        rows.extend(lesson::after(app, lesson).map(|(next, _)| SummaryRow::NextLesson(next)));
    }
    rows.push(SummaryRow::Leave);
    rows.extend((quiz.notes.left > 0).then(|| SummaryRow::More(quiz.notes.left.min(review::MORE))));
    let missed = quiz.sitting.as_ref().map(|sitting| sitting.summary().missed).unwrap_or_default();
    rows.extend(missed.into_iter().map(SummaryRow::Missed));
    rows
}

/// Returns how a sitting went, in a sentence.
pub fn headline(result: &Summary) -> String {
    match (result.answered, result.right_first) {
        (0, _) => "Nothing answered this time.".to_owned(),
        (1, 1) => "1 of 1 right at the first try.".to_owned(),
        (all, right) if all == right => format!("All {all} right at the first try."),
        (all, right) if result.right_second == 0 => format!("{right} of {all} right at the first try."),
        (all, right) => format!("{right} of {all} right at the first try, {} more at the second.", result.right_second),
    }
}

fn act_on_summary(app: &mut App, action: Action) -> Vec<Effect> {
    let Screen::Quiz(quiz) = app.screen() else { return Vec::new() };
    let rows = summary_rows(app, quiz);
    let Some(QuizState { stage: Stage::Summary { cursor }, follow, .. }) = top(app) else { return Vec::new() };
    let last = rows.len().saturating_sub(1);
    *follow = true;
    match action {
        Action::Up => *cursor = cursor.saturating_sub(1),
        Action::Down => *cursor = (*cursor + 1).min(last),
        Action::Top => *cursor = 0,
        Action::Bottom => *cursor = last,
        Action::Open => return open_summary_row(app, rows),
        _ => {}
    }
    Vec::new()
}

fn open_summary_row(app: &mut App, rows: Vec<SummaryRow>) -> Vec<Effect> {
    let Some(QuizState { stage: Stage::Summary { cursor }, questions, .. }) = top(app) else { return Vec::new() };
    match rows.get(*cursor) {
        Some(SummaryRow::NextLesson(id)) => {
            let id = id.clone();
            let Screen::Quiz(quiz) = app.screen() else { return Vec::new() };
            let along = match &quiz.request.scope {
                Scope::Lesson(lesson) => lesson::after(app, lesson).and_then(|(_, track)| track),
                _ => None,
            };
            app.screens.pop();
            // The lesson whose questions these were makes room for the next.
            if matches!(app.screen(), Screen::Lesson(_)) {
                app.screens.pop();
            }
            lesson::open_along(app, id, None, along)
        }
        Some(SummaryRow::Lesson(id)) => {
            let id = id.clone();
            lesson::open(app, id, None)
        }
        Some(SummaryRow::More(count)) => {
            let count = *count;
            app.screens.pop();
            review::open(app, Some(count))
        }
        Some(SummaryRow::Missed(id)) => {
            let anchor = questions.get(id).and_then(|question| question.section.clone());
            lesson::open(app, id.lesson(), anchor.map(Jump::Anchor))
        }
        Some(SummaryRow::Leave) | None => {
            app.screens.pop();
            Vec::new()
        }
    }
}
