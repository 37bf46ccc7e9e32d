//! Which questions a sitting is made of: the scope, how many, the seed; taking up half a sitting again.

use std::collections::HashMap;
use std::sync::Arc;

use super::{QuizState, Stage, answer, exam, spaced, top};
use crate::app::effect::Effect;
use crate::app::model::App;
use crate::app::screens::{Screen, lesson};
use crate::id::{ChapterId, LessonId, QuestionId, TrackId};
use crate::progress::{EventKind, Sat};
use crate::quiz::{self, Mode, Question, Sitting};

/// Questions of a quiz when nothing else is said.
pub const DEFAULT_COUNT: usize = 10;

/// What questions to ask.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Request {
    /// From where.
    pub scope: Scope,
    /// How many; all of a lesson and ten of anything else when nothing is said.
    pub count: Option<usize>,
    /// Seed of the draw and of the shuffles.
    pub seed: Option<u64>,
    /// Only those whose last answer was wrong.
    pub missed: bool,
    /// Also from lessons that were not yet read.
    pub all: bool,
    /// Half a sitting to go on with.
    pub resume: bool,
    /// As an exam.
    pub exam: Option<exam::Wish>,
}

/// From where questions are drawn.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Scope {
    /// Everything.
    #[default]
    Course,
    /// One chapter.
    Chapter(ChapterId),
    /// The lessons of a track.
    Track(TrackId),
    /// One lesson.
    Lesson(LessonId),
}

impl Request {
    /// Returns the request for all questions of a lesson.
    pub fn lesson(id: LessonId) -> Self {
        Self { scope: Scope::Lesson(id), ..Self::default() }
    }

    /// Returns the request for an exam.
    pub fn exam(scope: Scope) -> Self {
        Self { scope, exam: Some(exam::Wish::default()), ..Self::default() }
    }

    fn mode(&self) -> Mode {
        if matches!(self.scope, Scope::Lesson(_)) { Mode::Lesson } else { Mode::Quiz }
    }
}

/// Returns the lessons that a request draws from.
fn lessons(app: &App, request: &Request, seed: u64) -> Vec<LessonId> {
    let mut pool: Vec<LessonId> = match &request.scope {
        Scope::Lesson(id) => return vec![id.clone()],
        Scope::Chapter(id) => {
            app.course.chapter(id.as_str()).map(|c| c.written().cloned().collect()).unwrap_or_default()
        }
        Scope::Track(id) => {
            app.course.track(id.as_str()).map(|t| t.written(&app.course).cloned().collect()).unwrap_or_default()
        }
        Scope::Course => app.course.written().cloned().collect(),
    };
    // An exam asks about everything in its scope, read or not.
    if request.exam.is_some() {
        return pool;
    }
    if request.missed {
        let missed: Vec<LessonId> = app.record.missed().into_iter().map(QuestionId::lesson).collect();
        pool.retain(|id| missed.contains(id));
        return pool;
    }
    if !request.all && matches!(request.scope, Scope::Course | Scope::Track(_)) {
        let read: Vec<LessonId> = pool.iter().filter(|id| app.record.is_opened(id)).cloned().collect();
        if !read.is_empty() {
            pool = read;
        }
    }
    // Reading twice as many lessons as there are questions to draw is enough for an even draw.
    let enough = 2 * request.count.unwrap_or(DEFAULT_COUNT).max(1);
    if pool.len() > enough {
        fastrand::Rng::with_seed(seed).shuffle(&mut pool);
        pool.truncate(enough);
    }
    pool
}

/// Opens a sitting; its questions are asked for.
pub fn begin(app: &mut App, mut request: Request) -> Vec<Effect> {
    let seed = request.seed.unwrap_or_else(|| app.ids.next_seed());
    request.seed = Some(seed);
    let lessons = lessons(app, &request, seed);
    if lessons.is_empty() {
        app.tell(if request.missed {
            "Nothing missed: every last answer was right."
        } else {
            "No questions here yet."
        });
        return Vec::new();
    }
    push(app, request, lessons)
}

/// Takes the last half sitting up again.
pub fn resume(app: &mut App) -> Vec<Effect> {
    let Some(half) = app.record.half_sitting() else {
        app.tell("No quiz to resume.");
        return Vec::new();
    };
    let mut lessons: Vec<LessonId> = half.sat.questions.iter().map(QuestionId::lesson).collect();
    lessons.sort();
    lessons.dedup();
    let scope = match lessons.as_slice() {
        [only] if half.sat.mode == Mode::Lesson => Scope::Lesson(only.clone()),
        _ => Scope::Course,
    };
    let request = Request { scope, seed: Some(half.sat.seed), resume: true, ..Request::default() };
    push(app, request, lessons)
}

/// Returns how many questions the half sitting still has that can be taken up, those that come again included.
pub fn half_left(app: &App) -> Option<usize> {
    app.record.half_sitting().map(|half| half.taken_up(|_| true).left())
}

/// Returns whether the half sitting is an exam.
pub fn half_is_exam(app: &App) -> bool {
    app.record.half_sitting().is_some_and(|half| half.sat.terms.is_some())
}

fn push(app: &mut App, request: Request, lessons: Vec<LessonId>) -> Vec<Effect> {
    let state = QuizState {
        request,
        sitting: None,
        questions: HashMap::new(),
        stage: Stage::Loading,
        top: 0,
        follow: false,
        aside: 0,
        notes: spaced::Notes::default(),
        undoable: Vec::new(),
        exam: None,
    };
    app.screens.push(Screen::Quiz(Box::new(state)));
    let mut missing: Vec<_> = lessons.iter().filter(|id| !app.metas.contains_key(id)).cloned().collect();
    // The summary offers the next lesson by its title.
    if let Some(Screen::Quiz(quiz)) = app.screens.last()
        && let Scope::Lesson(id) = &quiz.request.scope
    {
        let next = lesson::after(app, id).map(|(next, _)| next).filter(|next| app.title(next) == next.slug());
        missing.extend(next.filter(|next| !missing.contains(next)));
    }
    let mut effects = vec![Effect::LoadQuestions(lessons)];
    if !missing.is_empty() {
        effects.push(Effect::LoadMetas(missing));
    }
    effects
}

/// Takes in the questions that were read and puts the first one up.
pub fn loaded(app: &mut App, questions: Vec<Question>) -> Vec<Effect> {
    let (half, now) = (app.record.half_sitting(), app.now);
    let missed: Vec<QuestionId> = app.record.missed().into_iter().cloned().collect();
    let Some(quiz) = top(app).filter(|quiz| matches!(quiz.stage, Stage::Loading)) else { return Vec::new() };
    let request = quiz.request.clone();
    quiz.questions = questions.into_iter().map(|q| (q.id.clone(), Arc::new(q))).collect();
    if request.exam.is_some() && !request.resume {
        exam::prepare(app);
        return Vec::new();
    }
    let seed = request.seed.unwrap_or_default();
    let known = |id: &QuestionId| quiz.questions.contains_key(id);
    let sitting = if let Some(half) = half.filter(|_| request.resume) {
        let sitting = half.taken_up(known);
        quiz.undoable = half.undoable(&sitting);
        quiz.sitting = Some(sitting);
        let gone = exam::take_up(quiz, &half, now).filter(|gone| *gone > 0);
        if let Some(gone) = gone {
            app.warn(format!("{gone} of these questions are not in the course any more; they count as not answered."));
        }
        Vec::new()
    } else {
        let mut pool: Vec<QuestionId> =
            quiz.questions.keys().filter(|id| !request.missed || missed.contains(id)).cloned().collect();
        pool.sort();
        let default = if request.mode() == Mode::Lesson { pool.len() } else { DEFAULT_COUNT };
        let drawn = quiz::draw(&pool, request.count.unwrap_or(default), seed);
        if drawn.is_empty() {
            app.screens.pop();
            app.tell("No questions here yet.");
            return Vec::new();
        }
        let kind = EventKind::Sat(Sat { seed, mode: request.mode(), questions: drawn.clone(), terms: None });
        let (event, effect) = app.log(kind);
        if let Some(quiz) = top(app) {
            quiz.sitting = Some(Sitting::new(event.id, seed, drawn, request.mode()));
        }
        vec![effect]
    };
    answer::put_up(app);
    // Half an exam may have run out of time meanwhile.
    sitting.into_iter().chain(exam::tick(app)).collect()
}
