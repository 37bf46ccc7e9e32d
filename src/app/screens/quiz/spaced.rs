//! What review adds to a sitting: why a question is up, when it comes again, and when the next are due.

use std::sync::Arc;

use super::{QuizState, Request, Stage, answer, top};
use crate::app::effect::Effect;
use crate::app::model::App;
use crate::app::screens::Screen;
use crate::app::screens::review::{coming, in_days, still_due};
use crate::id::QuestionId;
use crate::progress::{EventKind, Sat};
use crate::quiz::{Mode, Question, Sitting};
use crate::review::{Key, Why};

/// Sentences on top of a sitting.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notes {
    /// Why the question is up.
    pub why: Option<String>,
    /// When it comes again; after the verdict.
    pub next: Option<String>,
    /// On how many days it was missed, where that is so often that its section should be read.
    pub leech: Option<u32>,
    /// What is still due, and when the next questions are; at the end.
    pub end: Option<String>,
    /// How many questions are due at the end.
    pub left: usize,
}

/// Opens a sitting over questions that are due, in this order.
pub fn begin(app: &mut App, questions: Vec<Question>) -> Vec<Effect> {
    let seed = app.ids.next_seed();
    let ids: Vec<QuestionId> = questions.iter().map(|question| question.id.clone()).collect();
    let mut missing: Vec<_> = ids.iter().map(QuestionId::lesson).filter(|id| !app.metas.contains_key(id)).collect();
    missing.sort();
    missing.dedup();
    let (event, effect) =
        app.log(EventKind::Sat(Sat { seed, mode: Mode::Review, questions: ids.clone(), terms: None }));
    let state = QuizState {
        request: Request { seed: Some(seed), ..Request::default() },
        sitting: Some(Sitting::new(event.id, seed, ids, Mode::Review)),
        questions: questions.into_iter().map(|question| (question.id.clone(), Arc::new(question))).collect(),
        stage: Stage::Loading,
        top: 0,
        follow: false,
        aside: 0,
        notes: Notes::default(),
        undoable: Vec::new(),
        placement: None,
        exam: None,
    };
    app.screens.push(Screen::Quiz(Box::new(state)));
    answer::put_up(app);
    let metas = (!missing.is_empty()).then_some(Effect::LoadMetas(missing));
    [effect].into_iter().chain(metas).collect()
}

/// Says why the question is up, or at the end when the next are due.
pub fn put_up(app: &mut App) {
    let notes = match reviewing(app).map(|quiz| &quiz.stage) {
        Some(Stage::Asking(asking)) => {
            let (question, key) = (asking.question.id.clone(), Key::Is(asking.question.key_hash));
            let again = top(app).and_then(|quiz| quiz.sitting.as_ref()).is_some_and(|sitting| sitting.round() == 2);
            why(app, &question, key, again)
        }
        Some(Stage::Summary { .. }) => {
            let (end, left) = next_due(app);
            Notes { end: Some(end).filter(|end| !end.is_empty()), left, ..Notes::default() }
        }
        _ => Notes::default(),
    };
    if let Some(quiz) = top(app) {
        quiz.notes = notes;
    }
}

/// Says when the question that was answered comes again.
pub fn judged(app: &mut App) {
    let Some(Stage::Judged(judged)) = reviewing(app).map(|quiz| &quiz.stage) else { return };
    let (question, right) = (judged.question.id.clone(), judged.verdict.right);
    let today = app.now.day(app.offset);
    let Some(card) = app.deck().card(&question) else { return };
    let sure = card.sure_but_wrong && !right;
    let leech = card.is_leech().then_some(card.lapses);
    let day = card.due.map_or_else(|| "today".to_owned(), |due| in_days(due, today));
    let Some(quiz) = top(app) else { return };
    let once_more = quiz.sitting.as_ref().is_some_and(|sitting| sitting.round() == 1) && !right;
    let next = match (once_more, sure) {
        (true, true) => format!("You were sure. It comes once more in this review, and {day} before all others."),
        (true, false) => format!("It comes once more in this review, and again {day}."),
        (false, true) => format!("It comes again {day}, before all others."),
        (false, false) => format!("It comes again {day}."),
    };
    quiz.notes = Notes { next: Some(next), leech: leech.filter(|_| !right), ..Notes::default() };
}

/// Returns the sitting on top where it is a review.
fn reviewing(app: &mut App) -> Option<&QuizState> {
    top(app).map(|quiz| &*quiz).filter(|quiz| is_review(quiz))
}

/// Returns whether a sitting is a review.
pub fn is_review(quiz: &QuizState) -> bool {
    quiz.sitting.as_ref().is_some_and(|sitting| sitting.mode() == Mode::Review)
}

fn why(app: &mut App, question: &QuestionId, key: Key, again: bool) -> Notes {
    if again {
        return Notes { why: Some("Missed or skipped before: once more.".to_owned()), ..Notes::default() };
    }
    let today = app.now.day(app.offset);
    let Some(card) = app.deck().card(question) else { return Notes::default() };
    let why = card.why(today, key).map(|why| match why {
        Why::SureButWrong => "You were sure last time, and it was wrong.".to_owned(),
        Why::Changed => "The right answer was changed since you answered: asked again.".to_owned(),
        Why::Undated => "When you answered this cannot be told: a clock was wrong. Asked again.".to_owned(),
        Why::Due { days: 0 } => "Due today.".to_owned(),
        Why::Due { days: 1 } => "Due since yesterday.".to_owned(),
        Why::Due { days: 366.. } => "Due for more than a year.".to_owned(),
        Why::Due { days } => format!("Due for {days} days."),
    });
    Notes { why, leech: card.is_leech().then_some(card.lapses), ..Notes::default() }
}

/// Returns the sentences on what is left and what comes next, and how many are left.
fn next_due(app: &mut App) -> (String, usize) {
    let ((queue, forecast), today) = (app.due_now(), app.now.day(app.offset));
    let left = still_due(&queue, app.review_per_day());
    (left.into_iter().chain(coming(&queue, &forecast, today)).collect::<Vec<_>>().join(" "), queue.due())
}
