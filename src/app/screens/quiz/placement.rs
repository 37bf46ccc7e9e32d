//! A placement on the screen: which question is up follows from the answers, a lesson that is proven is written down at once, and when two
//! lessons in a row are to be read, or a dozen questions were asked, it is offered to stop. What is asked and when a lesson is proven is
//! the quiz room's business (`quiz::placement`).

use std::sync::Arc;

use super::{QuizState, Request, Scope, Stage, SummaryRow, answer, request, top};
use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::model::App;
use crate::app::screens::Screen;
use crate::app::screens::lesson::has_questions;
use crate::id::{ChapterId, EventId, LessonId, QuestionId};
use crate::progress::record::{HalfSitting, Reply as Recorded};
use crate::progress::{Answered, Confidence, EventKind, Sat};
use crate::quiz::placement::{Offer, Placement, Plan, Reply, Standing, Step};
use crate::quiz::{Ending, Mode, Question, Sitting};

/// What a placement remembers beside its sitting.
#[derive(Debug)]
pub struct Placing {
    /// The chapter.
    pub chapter: ChapterId,
    /// What is known so far, once the questions were read.
    pub test: Option<Placement>,
    /// Whether half a test is taken up again.
    resumes: bool,
    /// Whether the questions were read, and the front matter that says which lesson builds on which.
    read: (bool, bool),
    /// The event that closed the sitting; undone when the last answer is taken back.
    closed: Option<EventId>,
}

/// Returns the lessons of a chapter that a placement would ask about: those that are neither read nor placed.
pub fn open_lessons(app: &App, chapter: &str) -> Vec<LessonId> {
    let Some(chapter) = app.course.chapter(chapter) else { return Vec::new() };
    chapter.written().filter(|id| has_questions(app, id) && !app.record.is_done(id)).cloned().collect()
}

/// Begins the test of a chapter; its questions are asked for. The same seed chooses the same questions.
pub fn begin(app: &mut App, chapter: &ChapterId, seed: Option<u64>) -> Vec<Effect> {
    let lessons = open_lessons(app, chapter.as_str());
    if lessons.is_empty() {
        let title = app.course.chapter(chapter.as_str()).map_or(chapter.as_str(), |chapter| &chapter.title);
        app.tell(format!("Nothing to test in \"{title}\": what is written is read or placed."));
        return Vec::new();
    }
    let scope = Scope::Chapter(chapter.clone());
    let seed = seed.or_else(|| Some(app.ids.next_seed()));
    let request = Request { scope, seed, ..Request::default() };
    push(app, request, chapter.clone(), lessons)
}

/// Takes half a test up again.
pub fn resume(app: &mut App, half: &HalfSitting) -> Vec<Effect> {
    let mut lessons: Vec<LessonId> = half.sat.questions.iter().map(QuestionId::lesson).collect();
    lessons.dedup();
    let Some(chapter) = lessons.first().map(LessonId::chapter) else { return Vec::new() };
    let (scope, seed) = (Scope::Chapter(chapter.clone()), Some(half.sat.seed));
    push(app, Request { scope, seed, resume: true, ..Request::default() }, chapter, lessons)
}

fn push(app: &mut App, request: Request, chapter: ChapterId, lessons: Vec<LessonId>) -> Vec<Effect> {
    // What a lesson builds on stands in its front matter.
    let missing = lessons.iter().any(|id| !app.metas.contains_key(id));
    let resumes = request.resume;
    let effects = request::push(app, request, lessons);
    if let Some(quiz) = top(app) {
        let read = (false, !missing);
        quiz.placement = Some(Box::new(Placing { chapter, test: None, resumes, read, closed: None }));
    }
    effects
}

/// Takes in the questions that were read.
pub fn loaded(app: &mut App, questions: Vec<Question>) -> Vec<Effect> {
    let Some(quiz) = top(app).filter(|quiz| matches!(quiz.stage, Stage::Loading)) else { return Vec::new() };
    quiz.questions = questions.into_iter().map(|question| (question.id.clone(), Arc::new(question))).collect();
    if let Some(placing) = &mut quiz.placement {
        placing.read.0 = true;
    }
    start(app)
}

/// Begins where the front matter is what was waited for.
pub fn metas_arrived(app: &mut App) -> Vec<Effect> {
    let Some(placing) = top(app).and_then(|quiz| quiz.placement.as_mut()) else { return Vec::new() };
    placing.read.1 = true;
    start(app)
}

/// Makes the test out of what was read and puts its first question up.
fn start(app: &mut App) -> Vec<Effect> {
    let (record, metas) = (&app.record, &app.metas);
    let needs = |id: &LessonId| metas.get(id).map_or(&[][..], |meta| &meta.needs);
    let Some(Screen::Quiz(quiz)) = app.screens.last_mut() else { return Vec::new() };
    let QuizState {
        placement: Some(placing),
        questions,
        request,
        stage: Stage::Loading,
        sitting: on_screen,
        undoable,
        ..
    } = &mut **quiz
    else {
        return Vec::new();
    };
    if placing.read != (true, true) {
        return Vec::new();
    }
    let seed = request.seed.unwrap_or_default();
    if let Some(half) = record.half_sitting().filter(|half| placing.resumes && half.sat.mode == Mode::Placement) {
        let question = |id: &QuestionId| questions.get(id).map(|question| &**question);
        let plan = Plan::of_questions(&half.sat.questions, question, needs);
        let (test, sitting) = taken_up(&half, plan);
        *undoable = half.undoable(&sitting);
        let is_over = test.step() == Step::Over;
        (placing.test, *on_screen) = (Some(test), Some(sitting));
        answer::put_up(app);
        // The course may have lost what was still to be asked.
        return if is_over { close(app) } else { Vec::new() };
    }
    let lessons = app.course.chapter(placing.chapter.as_str()).into_iter().flat_map(|chapter| chapter.written());
    let open = lessons.filter(|id| !record.is_done(id)).map(|id| (id, needs(id)));
    let past = |id: &QuestionId| record.last_met(id).map(|t| t.0);
    let all: Vec<&Question> = questions.values().map(|question| &**question).collect();
    let plan = Plan::new(open, &all, past, seed);
    if plan.lessons.is_empty() {
        app.screens.pop();
        app.tell("No questions here yet.");
        return Vec::new();
    }
    let sat = Sat { seed, mode: Mode::Placement, questions: plan.questions().cloned().collect(), terms: None };
    let (event, effect) = app.log(EventKind::Sat(sat));
    if let Some(QuizState { placement: Some(placing), sitting, .. }) = top(app) {
        placing.test = Some(Placement::new(plan));
        *sitting = Some(Sitting::new(event.id, seed, Vec::new(), Mode::Placement));
    }
    answer::put_up(app);
    vec![effect]
}

/// Returns half a test as it was left, and its sitting.
fn taken_up(half: &HalfSitting, plan: Plan) -> (Placement, Sitting) {
    let asked = |id: &QuestionId| plan.questions().any(|question| question == id);
    let outcomes: Vec<_> = half.outcomes.iter().filter(|outcome| asked(&outcome.question)).collect();
    let questions = outcomes.iter().map(|outcome| outcome.question.clone()).collect();
    let done: Vec<_> = outcomes.iter().map(|outcome| (outcome.question.clone(), outcome.reply.kind())).collect();
    let sitting = Sitting::resume(half.id, half.sat.seed, questions, Mode::Placement, &done);
    let said: Vec<_> = outcomes.iter().map(|outcome| (outcome.question.clone(), reply_of(&outcome.reply))).collect();
    (Placement::resume(plan, said), sitting)
}

fn reply_of(recorded: &Recorded) -> Reply {
    match recorded {
        Recorded::Answered { right, confidence, .. } => reply(*right, *confidence),
        Recorded::Skipped => Reply::Unknown,
    }
}

fn reply(right: bool, confidence: Option<Confidence>) -> Reply {
    match (right, confidence) {
        (false, _) => Reply::Wrong,
        (true, Some(Confidence::Unsure)) => Reply::Unsure,
        (true, _) => Reply::Right,
    }
}

/// Takes an answer in that was just written down.
pub fn answered(app: &mut App, answered: &Answered) -> Vec<Effect> {
    took(app, &answered.question, reply(answered.right, answered.confidence))
}

/// Takes in what was said to a question: a lesson that is proven by it is written down, and the end of the test.
pub fn took(app: &mut App, question: &QuestionId, reply: Reply) -> Vec<Effect> {
    let Some(QuizState { placement: Some(placing), sitting: Some(sitting), .. }) = top(app) else { return Vec::new() };
    let Some(test) = &mut placing.test else { return Vec::new() };
    let (proven, sitting) = (test.answer(question, reply), sitting.id());
    let is_over = test.step() == Step::Over;
    let placed = proven.map(|lesson| app.log(EventKind::Placed { lesson, sitting }).1);
    placed.into_iter().chain(if is_over { close(app) } else { Vec::new() }).collect()
}

/// Writes down that nothing of this sitting is left to be asked: home does not offer to go on with it.
fn close(app: &mut App) -> Vec<Effect> {
    let Some(QuizState { placement: Some(placing), sitting: Some(sitting), .. }) = top(app) else { return Vec::new() };
    let (sitting, chapter) = (sitting.id(), placing.chapter.clone());
    let (event, effect) = app.log(EventKind::Ended { sitting, cause: Ending::HandedIn });
    if let Some(placing) = top(app).and_then(|quiz| quiz.placement.as_mut()) {
        placing.closed = Some(event.id);
    }
    // What is proposed next is named by its title.
    let unnamed = next_lesson(app, &chapter).filter(|next| app.title(next) == next.slug());
    let title = unnamed.map(|next| Effect::LoadMetas(vec![next]));
    std::iter::once(effect).chain(title).collect()
}

/// Takes back what was said to the question that is up again, with all that followed from it.
pub fn taken_back(app: &mut App) -> Vec<Effect> {
    let Some(QuizState { placement: Some(placing), sitting: Some(sitting), .. }) = top(app) else { return Vec::new() };
    let (Some(test), Some(question)) = (&mut placing.test, sitting.current()) else { return Vec::new() };
    test.take_back(question);
    let lesson = question.lesson();
    let still_placed = test.standings().any(|(id, standing)| *id == lesson && standing == Standing::Placed);
    let (closed, sitting) = (placing.closed.take(), sitting.id());
    let placed = if still_placed { None } else { app.record.placed_in(&lesson, sitting) };
    closed.into_iter().chain(placed).map(|event| app.log(EventKind::Undone { event }).1).collect()
}

/// Makes the question that comes next the one that is up.
pub fn steer(quiz: &mut QuizState) {
    let Some(test) = quiz.placement.as_ref().and_then(|placing| placing.test.as_ref()) else { return };
    let next = if let Step::Ask(question) = test.step() { Some(question) } else { None };
    if let Some(sitting) = &mut quiz.sitting {
        sitting.go_on_with(next);
    }
}

/// Returns what is shown when no question is up: the offer to stop, or the end.
pub fn at_rest(quiz: &QuizState) -> Stage {
    let test = quiz.placement.as_ref().and_then(|placing| placing.test.as_ref());
    match test.map(Placement::step) {
        Some(Step::Offer(offer)) => Stage::Offer { offer, cursor: 0 },
        _ => Stage::Summary { cursor: 0 },
    }
}

/// Does what an action asks where it is offered to stop; the first row stops where the learner struggles, and goes on where not.
pub fn act_on_offer(app: &mut App, action: Action) -> Vec<Effect> {
    let Some(QuizState { stage: Stage::Offer { offer, cursor }, placement: Some(placing), .. }) = top(app) else {
        return Vec::new();
    };
    let Some(test) = &mut placing.test else { return Vec::new() };
    match action {
        Action::Up | Action::Top => *cursor = 0,
        Action::Down | Action::Bottom => *cursor = 1,
        Action::Open if offer_rows(*offer)[*cursor] == OfferRow::Stop => {
            test.stop();
            let closed = close(app);
            answer::put_up(app);
            return closed;
        }
        Action::Open => {
            test.go_on();
            answer::put_up(app);
        }
        _ => {}
    }
    Vec::new()
}

/// A row of the offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfferRow {
    /// Leave it at that.
    Stop,
    /// Go on.
    GoOn,
}

/// Returns the rows of the offer, the likelier one first.
pub fn offer_rows(offer: Offer) -> [OfferRow; 2] {
    match offer {
        Offer::InARow(_) => [OfferRow::Stop, OfferRow::GoOn],
        Offer::Long(_) => [OfferRow::GoOn, OfferRow::Stop],
    }
}

/// Returns the rows of the end: the lesson to go on with, back, then the others that are to be read.
pub fn summary_rows(app: &App, placing: &Placing) -> Vec<SummaryRow> {
    let next = next_lesson(app, &placing.chapter).map(SummaryRow::NextLesson);
    let lessons = placing.test.iter().flat_map(Placement::standings);
    let to_read = lessons.filter(|(_, standing)| *standing != Standing::Placed);
    let to_read = to_read.map(|(lesson, _)| SummaryRow::Lesson(lesson.clone()));
    next.into_iter().chain([SummaryRow::Leave]).chain(to_read).collect()
}

/// Returns why it is offered to stop, and what that would mean.
pub fn offer_words(test: &Placement, offer: Offer) -> (String, String) {
    let (decided, all) = test.decided();
    let open = all - decided;
    let rest = match open {
        1 => "1 lesson is still open: it can be tested now, or another time.".to_owned(),
        _ => format!("{open} lessons are still open: they can be tested now, or another time."),
    };
    let headline = match offer {
        Offer::InARow(_) => "Two lessons in a row are to be read.".to_owned(),
        Offer::Long(questions) => format!("{questions} questions so far."),
    };
    (headline, format!("What you proved is kept. {rest}"))
}

/// Returns how it went, and what else is to be said of it.
pub fn report(test: &Placement) -> (String, String) {
    let count = |wanted: fn(Standing<'_>) -> bool| test.standings().filter(|(_, standing)| wanted(*standing)).count();
    let all = test.standings().count();
    let placed = count(|standing| standing == Standing::Placed);
    let open = count(|standing| matches!(standing, Standing::Open(_)));
    let headline = match placed {
        0 => "Nothing placed this time.".to_owned(),
        1 if all == 1 => "The lesson is placed.".to_owned(),
        placed if placed == all => format!("All {all} lessons are placed."),
        placed => format!("{placed} of {all} lessons are placed."),
    };
    let mut note = String::new();
    if placed > 0 {
        note.push_str("A placed lesson counts as done and can be read at any time. ");
    }
    if open > 0 {
        note.push_str("What was not asked can be tested another time. ");
    } else if placed < all {
        note.push_str("A new test asks other questions first. ");
    }
    (headline, note.trim_end().to_owned())
}

/// Returns why a lesson is to be read though it was not failed, as the end of its line.
pub fn why(app: &App, standing: Standing<'_>) -> Option<String> {
    match standing {
        Standing::Placed | Standing::ToRead => None,
        Standing::BuildsOn(lesson) => Some(format!(" (not asked: builds on \"{}\")", app.title(lesson))),
        Standing::Open(_) => Some(" (not asked)".to_owned()),
    }
}

/// Returns the lesson to go on with: the first of the chapter that is neither read nor placed, else the first of the chapters behind it,
/// else of any.
pub fn next_lesson(app: &App, chapter: &ChapterId) -> Option<LessonId> {
    let open = |id: &&LessonId| !app.record.is_done(id);
    let from_here = app.course.written().skip_while(|id| id.chapter_str() != chapter.as_str());
    from_here.into_iter().find(open).or_else(|| app.course.written().find(open)).cloned()
}
