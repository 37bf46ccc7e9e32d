//! An exam on the screen: its terms before it begins, its clock, what was given so far, handing in, the result. The questions in between are
//! asked as in any sitting; nothing is told before the end.

mod begin;
mod clock;
mod end;
mod rows;

use std::collections::HashMap;

use super::{Judged, QuizState, Stage, answer, top};
use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::model::App;
use crate::app::overlay::Overlay;
use crate::app::screens::Screen;
use crate::exam::Tally;
use crate::id::{EventId, QuestionId};
use crate::progress::{Answered, EventKind};
use crate::quiz::{Ending, Sitting, Terms};

pub use begin::{DEFAULT_CHAPTER, DEFAULT_COURSE, NAME_SETTING, Wish, prepare, take_up};
pub use clock::{Clock, left_in_words, tick, wakes_in};
pub use end::end;
pub use rows::{HandInRow, ResultRow, hand_in_rows, label, result_rows, works};

/// What an exam remembers.
#[derive(Debug)]
pub struct Exam {
    /// Its terms.
    pub terms: Terms,
    /// Its questions in the order in which they are asked.
    pub questions: Vec<QuestionId>,
    /// How many were asked for, where there are fewer.
    pub wanted: Option<usize>,
    /// Whether there is half an exam that is closed when this one begins.
    pub closes_another: bool,
    /// How much of its time is gone.
    pub clock: Clock,
    /// The answers so far, by question.
    pub given: HashMap<QuestionId, Given>,
    /// The question that is answered once more before handing in; its answer so far stays until there is another.
    pub changing: Option<QuestionId>,
    /// How it ended.
    pub ended: Option<Ending>,
}

/// An answer that was given.
#[derive(Debug)]
pub struct Given {
    /// Its event.
    pub event: EventId,
    /// The answer and its judgement, for the end.
    pub judged: Judged,
}

/// Where in an exam one is, before and behind its questions.
#[derive(Debug)]
pub enum ExamStage {
    /// The terms are shown; nothing has begun.
    Start,
    /// Every question was up; the chosen row.
    HandIn { cursor: usize },
    /// It is over; the chosen row.
    Result { cursor: usize },
    /// It is over; question number `at` with its reasons.
    Look { at: usize, judged: Box<Judged> },
}

impl Exam {
    /// Returns what came out so far; the number that counts once it is over.
    pub fn tally(&self) -> Tally {
        Tally::of(&self.questions, |id| self.given.get(id).map(|given| given.judged.verdict.right))
    }

    /// Returns how many questions were answered.
    pub fn answered(&self) -> usize {
        self.questions.iter().filter(|id| self.given.contains_key(id)).count()
    }
}

impl QuizState {
    /// Returns the exam, if one has begun and is not over.
    pub fn running_exam(&self) -> Option<&Exam> {
        self.exam.as_deref().filter(|exam| exam.ended.is_none() && self.sitting.is_some())
    }
}

/// Returns how far one is in an exam that runs, in words, and what is left of its time.
pub fn status(quiz: &QuizState) -> Option<String> {
    let exam = quiz.running_exam()?;
    let left = exam.clock.left(&exam.terms).map(|left| format!(", {} left", left_in_words(left)));
    Some(format!("{} of {} answered{}", exam.answered(), exam.questions.len(), left.unwrap_or_default()))
}

/// Does what an action asks in an exam, where that is not what it asks in any sitting.
pub fn act(app: &mut App, action: Action) -> Option<Vec<Effect>> {
    let quiz = top(app)?;
    let exam = quiz.exam.as_mut()?;
    match (&quiz.stage, action) {
        (Stage::Exam(ExamStage::Start), _) => Some(on_start(app, action)),
        (Stage::Exam(ExamStage::HandIn { .. }), Action::Undo) => None,
        (Stage::Asking(_), Action::Back | Action::Skip) if exam.changing.is_some() => {
            exam.changing = None;
            answer::put_up(app);
            Some(Vec::new())
        }
        (Stage::Asking(_) | Stage::Exam(ExamStage::HandIn { .. }), Action::Back) => {
            app.overlay = Some(Overlay::LeaveExam);
            Some(Vec::new())
        }
        (Stage::Exam(ExamStage::Look { .. }), _) => end::on_look(app, action),
        (Stage::Exam(_), _) => Some(on_rows(app, action)),
        _ => None,
    }
}

fn on_start(app: &mut App, action: Action) -> Vec<Effect> {
    match action {
        Action::Open => return begin::begin_now(app),
        Action::Back => drop(app.screens.pop()),
        _ => {}
    }
    Vec::new()
}

/// Moves over the rows before and behind handing in, and opens them.
fn on_rows(app: &mut App, action: Action) -> Vec<Effect> {
    let Screen::Quiz(quiz) = app.screen() else { return Vec::new() };
    let Some(exam) = &quiz.exam else { return Vec::new() };
    let (hands_in, rows) = match &quiz.stage {
        Stage::Exam(ExamStage::HandIn { .. }) => (true, hand_in_rows(exam).len()),
        _ => (false, result_rows(exam).len()),
    };
    let Some(quiz) = top(app) else { return Vec::new() };
    let Stage::Exam(ExamStage::HandIn { cursor } | ExamStage::Result { cursor }) = &mut quiz.stage else {
        return Vec::new();
    };
    let last = rows.saturating_sub(1);
    quiz.follow = true;
    match action {
        Action::Up => *cursor = cursor.saturating_sub(1),
        Action::Down => *cursor = (*cursor + 1).min(last),
        Action::Top => *cursor = 0,
        Action::Bottom => *cursor = last,
        Action::Open if hands_in => return open_before_the_end(app),
        Action::Open => return end::open_row(app),
        Action::Back => drop(app.screens.pop()),
        _ => {}
    }
    Vec::new()
}

/// Hands in, or puts a question up once more.
fn open_before_the_end(app: &mut App) -> Vec<Effect> {
    let Some(quiz) = top(app) else { return Vec::new() };
    let Stage::Exam(ExamStage::HandIn { cursor }) = &quiz.stage else { return Vec::new() };
    let Some(exam) = &mut quiz.exam else { return Vec::new() };
    let id = match hand_in_rows(exam).into_iter().nth(*cursor) {
        Some(HandInRow::Question(id)) => id,
        Some(HandInRow::HandIn) => return end(app, Ending::HandedIn),
        None => return Vec::new(),
    };
    exam.changing = Some(id);
    answer::put_up(app);
    if let Some(quiz) = top(app)
        && !matches!(quiz.stage, Stage::Asking(_))
    {
        // Its lesson was rewritten meanwhile.
        if let Some(exam) = &mut quiz.exam {
            exam.changing = None;
        }
        app.tell("This question is not in the course any more.");
    }
    Vec::new()
}

/// Takes in an answer: written first, then the next question, or the list before handing in.
pub fn answered(app: &mut App, answered: Answered, judged: Judged) -> Vec<Effect> {
    let id = answered.question.clone();
    let Some(quiz) = top(app) else { return Vec::new() };
    let (right, seconds) = (answered.right, answered.seconds);
    let changing = quiz.exam.as_mut().and_then(|exam| exam.changing.take()).is_some();
    let mut effects = Vec::new();
    if changing && let Some(before) = replaced(quiz, &id, right, seconds) {
        effects.push(app.log(EventKind::Undone { event: before }).1);
    }
    let (event, effect) = app.log(EventKind::Answered(answered));
    effects.push(effect);
    if let Some(quiz) = top(app) {
        quiz.undoable.push(event.id);
        if let Some(exam) = &mut quiz.exam {
            exam.given.insert(id, Given { event: event.id, judged });
        }
        if let Some(sitting) = &mut quiz.sitting {
            sitting.next();
        }
    }
    answer::put_up(app);
    effects
}

/// Puts another outcome in the place of the last one of a question; returns the event that does not count any more.
fn replaced(quiz: &mut QuizState, id: &QuestionId, right: bool, seconds: u32) -> Option<EventId> {
    let known = quiz.exam.as_ref().and_then(|exam| exam.given.get(id)).map(|given| given.event);
    let sitting = quiz.sitting.as_mut()?;
    let at = sitting.outcomes().iter().rposition(|(other, _)| other == id);
    let is_aligned = sitting.done() == quiz.undoable.len();
    sitting.change(id, right, seconds);
    match at.filter(|_| is_aligned) {
        Some(at) => Some(quiz.undoable.remove(at)),
        None => known,
    }
}

/// Forgets the answer to a question that was taken back.
pub fn taken_back(quiz: &mut QuizState) {
    let id = quiz.sitting.as_ref().and_then(Sitting::current).cloned();
    if let (Some(exam), Some(id)) = (&mut quiz.exam, id) {
        exam.given.remove(&id);
    }
}

/// Leaves an exam that runs; what was answered is kept.
pub fn leave(app: &mut App) {
    app.overlay = None;
    let clock = top(app).and_then(|quiz| quiz.running_exam()).is_some_and(|exam| exam.terms.minutes.is_some());
    app.screens.pop();
    let clock = if clock { "; its clock goes on" } else { "" };
    app.tell(format!("Kept: home resumes this exam until it is handed in{clock}."));
}
