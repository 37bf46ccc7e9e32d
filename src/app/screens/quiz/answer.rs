//! Answering: the draft takes the keys, Enter submits, the verdict waits for the learner, undo takes back.

use std::sync::Arc;

use super::{Asking, Judged, QuizState, Stage, exam, placement, spaced, top};
use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::key::{Key, KeyCode};
use crate::app::model::App;
use crate::progress::{Answered, Confidence, EventKind, RawJson};
use crate::quiz::placement::Reply;
use crate::quiz::{Answer, Draft, Kind, Question, Shown};
use crate::time::Timestamp;

/// Puts the sitting's current question up, or the summary when there is none.
pub fn put_up(app: &mut App) {
    let now = app.now;
    let Some(quiz) = top(app) else { return };
    placement::steer(quiz);
    let Some(sitting) = &quiz.sitting else { return };
    if quiz.exam.as_ref().is_some_and(|exam| exam.changing.is_some()) {
        return put_up_again(quiz, now);
    }
    let question = sitting.current().and_then(|id| quiz.questions.get(id)).cloned();
    quiz.top = 0;
    quiz.aside = 0;
    quiz.follow = false;
    quiz.stage = match question {
        // A question of the second round is shuffled anew.
        Some(question) => {
            let shown = question.shown(sitting.seed().wrapping_add(u64::from(sitting.round())));
            let draft = Draft::new(&question, &shown);
            Stage::Asking(Box::new(asked(question, shown, draft, now)))
        }
        None if quiz.exam.is_some() => Stage::Exam(exam::ExamStage::HandIn { cursor: 0 }),
        None => placement::at_rest(quiz),
    };
    spaced::put_up(app);
}

/// How many milliseconds after a question came up Enter does not yet take its first option: nobody read it, so it is the second half of a double
/// press, or a key held down.
const DOUBLE_PRESS_MS: i64 = 300;

/// Puts up the question whose answer is changed, as it was shown and answered before.
fn put_up_again(quiz: &mut QuizState, now: Timestamp) {
    let (Some(exam), Some(sitting)) = (&quiz.exam, &quiz.sitting) else { return };
    let Some(question) = exam.changing.as_ref().and_then(|id| quiz.questions.get(id)).cloned() else { return };
    let before = exam.given.get(&question.id).map(|given| (given.judged.shown.clone(), given.judged.draft.clone()));
    let (shown, draft) = before.unwrap_or_else(|| {
        let shown = question.shown(sitting.seed());
        let draft = Draft::new(&question, &shown);
        (shown, draft)
    });
    (quiz.top, quiz.aside, quiz.follow) = (0, 0, false);
    quiz.stage = Stage::Asking(Box::new(asked(question, shown, draft, now)));
}

fn asked(question: Arc<Question>, shown: Shown, draft: Draft, since: Timestamp) -> Asking {
    Asking { question, shown, draft, hints: 0, hint_up: false, confidence: None, since }
}

/// Does what an action asks while a question is up.
pub fn act_on_question(app: &mut App, action: Action, key: Key) -> Vec<Effect> {
    let Some(quiz) = top(app) else { return Vec::new() };
    let Stage::Asking(asking) = &mut quiz.stage else { return Vec::new() };
    quiz.follow = true;
    asking.hint_up = false;
    let draft = &mut asking.draft;
    let is_match = matches!(asking.question.kind, Kind::Match(_));
    match action {
        Action::Up => draft.up(),
        Action::Down => draft.down(),
        Action::Top => draft.first(),
        Action::Bottom => draft.last(),
        Action::NextFocus if draft.wants_text() => draft.next_blank(),
        Action::PreviousFocus if draft.wants_text() => draft.previous_blank(),
        Action::NextFocus => draft.down(),
        Action::PreviousFocus => draft.up(),
        Action::MoveUp => draft.move_up(),
        Action::MoveDown => draft.move_down(),
        Action::Right if is_match => draft.next_right(),
        Action::Left if is_match => draft.previous_right(),
        Action::Right => quiz.aside = quiz.aside.saturating_add(8),
        Action::Left => quiz.aside = quiz.aside.saturating_sub(8),
        Action::Toggle if is_match => draft.next_right(),
        Action::Toggle => draft.toggle(),
        Action::Choose => {
            if let KeyCode::Char(c) = key.code
                && let Some(n) = c.to_digit(10)
            {
                draft.choose(n as usize);
            }
        }
        Action::Confidence => {
            asking.confidence = match asking.confidence {
                None => Some(Confidence::Sure),
                Some(Confidence::Sure) => Some(Confidence::Unsure),
                Some(Confidence::Unsure) => None,
            }
        }
        Action::Hint => return hint(app),
        Action::Skip => return skip(app),
        Action::Open => return submit(app),
        _ => {}
    }
    Vec::new()
}

/// Takes a key that types into a blank.
pub fn type_into_blank(app: &mut App, key: Key) {
    let Some(quiz) = top(app) else { return };
    let Stage::Asking(asking) = &mut quiz.stage else { return };
    asking.hint_up = false;
    let draft = &mut asking.draft;
    match (key.typed(), key.code) {
        (Some(c), _) => draft.insert(c),
        (None, KeyCode::Backspace) => draft.backspace(),
        (None, KeyCode::Delete) => draft.delete(),
        (None, KeyCode::Left) => draft.left(),
        (None, KeyCode::Right) => draft.right(),
        (None, KeyCode::Home) => draft.home(),
        (None, KeyCode::End) => draft.end(),
        _ => return,
    }
    quiz.follow = true;
}

/// Takes pasted text into a blank.
pub fn paste_into_blank(app: &mut App, text: &str) {
    if let Some(quiz) = top(app)
        && let Stage::Asking(asking) = &mut quiz.stage
    {
        asking.draft.paste(text);
    }
}

fn hint(app: &mut App) -> Vec<Effect> {
    let Some(quiz) = top(app) else { return Vec::new() };
    let tells = quiz.tells();
    let Stage::Asking(asking) = &mut quiz.stage else { return Vec::new() };
    match asking.question.hints.len() {
        _ if !tells => app.tell("No hints here: what is right is told at the end."),
        0 => app.tell("This question has no hints; its lesson explains it."),
        all if asking.hints == all => app.tell("No more hints; its lesson explains it."),
        _ => (asking.hints, asking.hint_up) = (asking.hints + 1, true),
    }
    Vec::new()
}

fn skip(app: &mut App) -> Vec<Effect> {
    let Some(quiz) = top(app) else { return Vec::new() };
    let Some(sitting) = &mut quiz.sitting else { return Vec::new() };
    let (id, question) = (sitting.id(), sitting.current().cloned());
    sitting.skip();
    let Some(question) = question else { return Vec::new() };
    let (event, effect) = app.log(EventKind::Skipped { question: question.clone(), sitting: id });
    if let Some(quiz) = top(app) {
        quiz.undoable.push(event.id);
    }
    let mut effects = vec![effect];
    effects.extend(placement::took(app, &question, Reply::Unknown));
    put_up(app);
    effects
}

fn submit(app: &mut App) -> Vec<Effect> {
    let now = app.now;
    let Some(quiz) = top(app) else { return Vec::new() };
    let Stage::Asking(asking) = &mut quiz.stage else { return Vec::new() };
    // A clock that was set back is no double press.
    let is_early = (0..DOUBLE_PRESS_MS).contains(&now.0.saturating_sub(asking.since.0));
    if is_early && asking.draft == Draft::new(&asking.question, &asking.shown) {
        // This press was meant for what stood there before.
        return Vec::new();
    }
    // With one right option, Enter on it is the answer.
    if matches!(asking.question.kind, Kind::Choice(_)) && !asking.draft.is_complete() {
        asking.draft.toggle();
    }
    if !asking.draft.is_complete() {
        let wanted = match &asking.question.kind {
            Kind::Choice(_) => "Choose an option first.",
            Kind::Multi(_) => "Choose at least one: Space toggles.",
            Kind::Spot(_) => "Pick at least one line: Space picks it.",
            Kind::Fill(_) => "Fill every blank: Tab goes to the next.",
            Kind::Order(_) => "Move the items first: J and K move the chosen one.",
            Kind::Match(_) => "Every line needs a match: a digit gives it, j goes on.",
        };
        app.tell(wanted);
        return Vec::new();
    }
    let answer = asking.draft.answer();
    judge(app, &answer)
}

/// Judges an answer to the question that is up, asks for it to be written, and shows the verdict; where verdicts wait for the end, the
/// next question.
pub fn judge(app: &mut App, answer: &Answer) -> Vec<Effect> {
    let now = app.now;
    let Some(quiz) = top(app) else { return Vec::new() };
    let Stage::Asking(asking) = &mut quiz.stage else { return Vec::new() };
    let Some(sitting) = &mut quiz.sitting else { return Vec::new() };
    let verdict = asking.question.mark(answer);
    let seconds = now.seconds_since(asking.since);
    sitting.record(verdict.right, seconds);
    let Ok(chosen) = RawJson::of(answer) else { return Vec::new() };
    let answered = Answered {
        question: asking.question.id.clone(),
        key: asking.question.key_hash,
        shown: asking.shown.order.clone(),
        chosen,
        right: verdict.right,
        confidence: asking.confidence,
        seconds,
        mode: sitting.mode(),
        sitting: sitting.id(),
    };
    let judged = Judged {
        question: Arc::clone(&asking.question),
        shown: asking.shown.clone(),
        draft: asking.draft.clone(),
        verdict,
        confidence: asking.confidence,
    };
    if quiz.exam.is_some() {
        return exam::answered(app, answered, judged);
    }
    let tells = sitting.mode().tells_at_once();
    if !tells {
        sitting.next();
    }
    quiz.stage = Stage::Judged(Box::new(judged));
    quiz.top = 0;
    let (event, effect) = app.log(EventKind::Answered(answered.clone()));
    if let Some(quiz) = top(app) {
        quiz.undoable.push(event.id);
    }
    let mut effects = vec![effect];
    if !tells {
        effects.extend(placement::answered(app, &answered));
        put_up(app);
    }
    spaced::judged(app);
    effects
}

/// Does what an action asks while a verdict is shown.
pub fn act_on_verdict(app: &mut App, action: Action) -> Vec<Effect> {
    let Some(quiz) = top(app) else { return Vec::new() };
    match action {
        Action::Open => {
            if let Some(sitting) = &mut quiz.sitting {
                sitting.next();
            }
            put_up(app);
        }
        Action::Right => quiz.aside = quiz.aside.saturating_add(8),
        Action::Left => quiz.aside = quiz.aside.saturating_sub(8),
        _ => {}
    }
    Vec::new()
}

/// Takes back what was answered or skipped last in this sitting.
pub fn undo(app: &mut App) -> Vec<Effect> {
    let Some(quiz) = top(app) else { return Vec::new() };
    let Some(event) = quiz.undoable.pop() else {
        app.tell("Nothing to take back.");
        return Vec::new();
    };
    if let Some(sitting) = &mut quiz.sitting {
        sitting.undo();
    }
    exam::taken_back(quiz);
    let mut effects = vec![app.log(EventKind::Undone { event }).1];
    effects.extend(placement::taken_back(app));
    put_up(app);
    app.tell("Taken back: answer again.");
    effects
}
