//! How an exam begins: what was asked for, the draw, the terms; and half an exam that is taken up again.

use std::collections::HashMap;

use super::{Clock, Exam, ExamStage, Given};
use crate::app::effect::Effect;
use crate::app::model::App;
use crate::app::screens::quiz::request::{Scope, half_is_exam};
use crate::app::screens::quiz::{Judged, QuizState, Stage, answer, top};
use crate::exam::{self, Candidate};
use crate::id::QuestionId;
use crate::progress::record::{HalfSitting, Reply};
use crate::progress::{EventKind, Mode, Sat};
use crate::quiz::{Answer, DEFAULT_PASS, Draft, Sitting, Terms, Verdict, questions_hash};
use crate::time::Timestamp;

/// Questions of an exam about the course or a track when nothing else is said.
pub const DEFAULT_COURSE: usize = 20;

/// The same for a chapter.
pub const DEFAULT_CHAPTER: usize = 10;

/// What was asked for beyond where the questions are from and how many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// Percent of the questions that have to be right.
    pub pass: u8,
    /// Minutes it may take.
    pub minutes: Option<u32>,
    /// The name for a certificate, kept with the progress; see [`NAME_SETTING`].
    pub name: Option<String>,
}

/// Under which name a learner's name stands among the choices that travel with the progress.
pub const NAME_SETTING: &str = "name";

impl Default for Wish {
    fn default() -> Self {
        Self { pass: DEFAULT_PASS, minutes: None, name: None }
    }
}

/// Draws the questions of an exam and shows its terms. Nothing is written before it begins.
pub fn prepare(app: &mut App) {
    let mut last: HashMap<QuestionId, Timestamp> = HashMap::new();
    for answer in app.record.answers().filter(|answer| answer.mode == Mode::Exam) {
        last.insert(answer.question.clone(), answer.t);
    }
    let (course, version, now) = (app.course.title.clone(), app.course.version.clone(), app.now);
    let (title, closes_another) = (title(app), half_is_exam(app));
    let Some(quiz) = top(app) else { return };
    let request = &quiz.request;
    let wish = request.exam.clone().unwrap_or_default();
    let (scope, default) = match &request.scope {
        Scope::Chapter(id) => (format!("chapter:{id}"), DEFAULT_CHAPTER),
        Scope::Track(id) => (format!("track:{id}"), DEFAULT_COURSE),
        Scope::Course | Scope::Lesson(_) => ("course".to_owned(), DEFAULT_COURSE),
    };
    let candidate = |(id, question): (&QuestionId, &std::sync::Arc<crate::quiz::Question>)| Candidate {
        id: id.clone(),
        kind: question.kind.name(),
        last: last.get(id).copied(),
    };
    let pool: Vec<Candidate> = quiz.questions.iter().map(candidate).collect();
    let drawn = exam::draw(&pool, request.count.unwrap_or(default), request.seed.unwrap_or_default());
    if drawn.questions.is_empty() {
        app.screens.pop();
        app.tell("No questions here yet.");
        return;
    }
    let keys = drawn.questions.iter().map(|id| (id.as_str(), quiz.questions.get(id).map_or(0, |q| q.key_hash)));
    let questions = format!("{:016x}", questions_hash(keys));
    let terms = Terms { scope, title, course, version, questions, pass: wish.pass, minutes: wish.minutes };
    quiz.exam = Some(Box::new(Exam {
        terms,
        questions: drawn.questions,
        // What nobody asked for is not missed.
        wanted: drawn.wanted.filter(|_| quiz.request.count.is_some()),
        closes_another,
        clock: Clock::start(now),
        given: HashMap::new(),
        changing: None,
        ended: None,
    }));
    quiz.top = 0;
    quiz.stage = Stage::Exam(ExamStage::Start);
}

fn title(app: &mut App) -> String {
    let Some(quiz) = top(app) else { return String::new() };
    let title = match quiz.request.scope.clone() {
        Scope::Chapter(id) => app.course.chapter(id.as_str()).map(|chapter| chapter.title.clone()),
        Scope::Track(id) => app.course.track(id.as_str()).map(|track| track.title.clone()),
        Scope::Course | Scope::Lesson(_) => None,
    };
    title.unwrap_or_else(|| app.course.title.clone())
}

/// Begins the exam whose terms are shown.
pub fn begin_now(app: &mut App) -> Vec<Effect> {
    let Some(quiz) = top(app) else { return Vec::new() };
    let (Some(exam), seed) = (&quiz.exam, quiz.request.seed.unwrap_or_default()) else { return Vec::new() };
    let (questions, terms) = (exam.questions.clone(), Some(Box::new(exam.terms.clone())));
    let sat = Sat { seed, mode: Mode::Exam, questions: questions.clone(), terms };
    let name = quiz.request.exam.as_ref().and_then(|wish| wish.name.clone());
    let (event, effect) = app.log(EventKind::Sat(sat));
    let now = app.now;
    if let Some(quiz) = top(app) {
        quiz.sitting = Some(Sitting::new(event.id, seed, questions, Mode::Exam));
        if let Some(exam) = &mut quiz.exam {
            exam.clock = Clock::start(now);
        }
    }
    answer::put_up(app);
    let set = name.map(|value| app.log(EventKind::Set { name: NAME_SETTING.to_owned(), value }).1);
    std::iter::once(effect).chain(set).collect()
}

/// Takes up half an exam: what was given, and how much of the time is gone. Returns how many of its questions are not in the course any
/// more; nothing where it is no exam.
pub fn take_up(quiz: &mut QuizState, half: &HalfSitting, now: Timestamp) -> Option<usize> {
    let terms = half.sat.terms.as_deref()?.clone();
    let last = half.outcomes.iter().map(|outcome| outcome.t).max().unwrap_or(half.t);
    let gone = half.sat.questions.iter().filter(|id| !quiz.questions.contains_key(id)).count();
    let mut given = HashMap::new();
    for outcome in &half.outcomes {
        if let Reply::Answered { right, confidence, details } = &outcome.reply
            && let Some(mut judged) = unanswered(quiz, &outcome.question)
        {
            let answer = details.as_ref().and_then(|details| details.chosen.read::<Answer>().ok());
            judged.verdict = answer.map(|answer| judged.question.mark(&answer)).unwrap_or_default();
            if let Some(details) = details {
                judged.shown.order.clone_from(&details.shown);
            }
            // What counts is what was written then, whatever the key is today.
            judged.verdict.right = *right;
            judged.confidence = *confidence;
            given.insert(outcome.question.clone(), Given { event: outcome.event, judged });
        }
    }
    quiz.exam = Some(Box::new(Exam {
        terms,
        questions: half.sat.questions.clone(),
        wanted: None,
        closes_another: false,
        clock: Clock::resume(half.t, last, now),
        given,
        changing: None,
        ended: None,
    }));
    Some(gone)
}

/// Returns a question as it is looked at when it was not answered: every part that should have been given is missed.
pub fn unanswered(quiz: &QuizState, id: &QuestionId) -> Option<Judged> {
    let question = std::sync::Arc::clone(quiz.questions.get(id)?);
    let shown = question.shown(quiz.sitting.as_ref().map_or(0, Sitting::seed));
    let draft = Draft::new(&question, &shown);
    let verdict = Verdict { right: false, ..question.mark(&Answer::Picks(Vec::new())) };
    Some(Judged { question, shown, draft, verdict, confidence: None })
}
