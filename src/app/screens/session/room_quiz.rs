//! Questions for a room: hands are counted, the answer is revealed with its reasons and talked over. Kinds that have options are tallied by
//! option, the others by who was right and who was not.

use std::collections::HashMap;
use std::sync::Arc;

use super::{SessionState, log, session};
use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::key::{Key, KeyCode};
use crate::app::model::App;
use crate::app::overlay::Overlay;
use crate::app::text_input::TextInput;
use crate::id::{LessonId, QuestionId};
use crate::quiz::{Kind, Question, Shown};
use crate::team::RoomEventKind;
use crate::team::room::Counted;

/// The questions of an item.
#[derive(Debug, Default)]
pub struct RoomQuiz {
    /// Which, in order.
    pub ids: Vec<QuestionId>,
    /// Those that were read.
    pub questions: HashMap<QuestionId, Arc<Question>>,
    /// Whether they were read; one that is not there then does not exist.
    pub loaded: bool,
    /// The one that is up.
    pub at: usize,
    /// Whether its answer is shown.
    pub revealed: bool,
    /// Whether the next digit takes a hand away.
    pub fewer: bool,
    /// How long it is up, milliseconds.
    pub ran: u64,
}

impl RoomQuiz {
    /// Returns the question that is up.
    pub fn question(&self) -> Option<&Arc<Question>> {
        self.questions.get(self.ids.get(self.at)?)
    }
}

/// Returns what is tallied for a question, how many counts that makes, and which of them are right.
pub fn counted(question: &Question) -> (Counted, usize, Vec<u16>) {
    let options = match &question.kind {
        Kind::Choice(choice) => &choice.options,
        Kind::Multi(multi) => &multi.options,
        Kind::Fill(_) | Kind::Order(_) | Kind::Spot(_) | Kind::Match(_) => return (Counted::Outcomes, 2, vec![0]),
    };
    let right = (0..options.len()).filter(|at| options[*at].right).map(|at| at as u16).collect();
    (Counted::Options, options.len(), right)
}

impl SessionState {
    /// Returns the order in which a question's options are shown: the same for the whole run, also after a crash.
    pub fn shown(&self, question: &Question) -> Shown {
        let seed = self.events.first().map_or(0, |event| event.id.0 as u64);
        question.shown(seed)
    }

    /// Returns the hands for the question that is up, as they are counted so far.
    pub fn hands(&self, question: &Question) -> Vec<u32> {
        let (_, count, _) = counted(question);
        let item = self.here().map_or("", |item| &item.id);
        let known = self.room.tally(item, &question.id).filter(|tally| tally.key == question.key_hash);
        known.map(|tally| tally.hands.clone()).filter(|hands| hands.len() == count).unwrap_or_else(|| vec![0; count])
    }
}

/// Goes to the questions of an item.
pub fn enter(app: &mut App, questions: &[QuestionId], (at, revealed): (usize, bool)) -> Vec<Effect> {
    let Some(state) = session(app) else { return Vec::new() };
    let at = at.min(questions.len().saturating_sub(1));
    state.quiz = RoomQuiz { ids: questions.to_vec(), at, revealed, ..RoomQuiz::default() };
    let mut lessons: Vec<LessonId> = questions.iter().map(QuestionId::lesson).collect();
    lessons.sort();
    lessons.dedup();
    vec![Effect::LoadQuestions(lessons)]
}

/// Takes in questions that were read.
pub fn questions_loaded(app: &mut App, questions: &[Question]) {
    let Some(state) = session(app).filter(|state| state.is_quiz() && !state.quiz.loaded) else { return };
    let quiz = &mut state.quiz;
    let asked = questions.iter().filter(|question| quiz.ids.contains(&question.id));
    quiz.questions = asked.map(|question| (question.id.clone(), Arc::new(question.clone()))).collect();
    quiz.loaded = true;
}

/// Reveals the answer, or goes to the next question; false at the end of the last.
pub fn forward(state: &mut SessionState) -> bool {
    let quiz = &mut state.quiz;
    quiz.fewer = false;
    if !quiz.revealed && quiz.question().is_some() {
        quiz.revealed = true;
        return true;
    }
    let is_more = quiz.at + 1 < quiz.ids.len();
    if is_more {
        (quiz.at, quiz.revealed, quiz.ran) = (quiz.at + 1, false, 0);
    }
    is_more
}

/// Hides the answer, or goes to the question before; false at the beginning of the first.
pub fn backward(state: &mut SessionState) -> bool {
    let quiz = &mut state.quiz;
    quiz.fewer = false;
    if quiz.revealed {
        quiz.revealed = false;
        return true;
    }
    let is_more = quiz.at > 0;
    if is_more {
        (quiz.at, quiz.revealed, quiz.ran) = (quiz.at - 1, true, 0);
    }
    is_more
}

/// Counts hands.
pub fn act(app: &mut App, action: Action, key: Key) -> Vec<Effect> {
    let Some(state) = session(app) else { return Vec::new() };
    match action {
        Action::Fewer => state.quiz.fewer = !state.quiz.fewer,
        Action::Hands => {
            app.overlay = state.quiz.question().is_some().then(|| Overlay::Hands { input: TextInput::default() });
        }
        Action::Choose => {
            let KeyCode::Char(c) = key.code else { return Vec::new() };
            let Some(position) = c.to_digit(10).and_then(|digit| (digit as usize).checked_sub(1)) else {
                return Vec::new();
            };
            return one_hand(app, position);
        }
        _ => {}
    }
    Vec::new()
}

fn one_hand(app: &mut App, position: usize) -> Vec<Effect> {
    let Some(state) = session(app) else { return Vec::new() };
    let Some(question) = state.quiz.question().cloned() else { return Vec::new() };
    let mut hands = state.hands(&question);
    let Some(at) = place_of(state, &question, position).filter(|at| *at < hands.len()) else { return Vec::new() };
    let fewer = std::mem::take(&mut state.quiz.fewer);
    hands[at] = if fewer { hands[at].saturating_sub(1) } else { hands[at].saturating_add(1) };
    tally(app, &question, hands)
}

/// Returns which count a number on the screen means.
fn place_of(state: &SessionState, question: &Question, position: usize) -> Option<usize> {
    match counted(question).0 {
        Counted::Options => state.shown(question).canonical(position).map(usize::from),
        Counted::Outcomes => (position < 2).then_some(position),
    }
}

/// Takes counts that were typed, in the order on the screen.
pub fn typed(app: &mut App, text: &str) -> Vec<Effect> {
    let Some(state) = session(app) else { return Vec::new() };
    let Some(question) = state.quiz.question().cloned() else { return Vec::new() };
    let numbers: Result<Vec<u32>, _> =
        text.split([' ', ',']).filter(|word| !word.is_empty()).map(str::parse::<u32>).collect();
    let (_, count, _) = counted(&question);
    let typed = match numbers {
        Ok(numbers) if numbers.len() == count => numbers,
        _ => {
            app.warn(format!("Type {count} numbers with blanks between, one for each line; nothing was changed."));
            return Vec::new();
        }
    };
    let mut hands = vec![0; count];
    for (position, number) in typed.into_iter().enumerate() {
        if let Some(at) = place_of(state, &question, position).filter(|at| *at < count) {
            hands[at] = number;
        }
    }
    tally(app, &question, hands)
}

fn tally(app: &mut App, question: &Question, hands: Vec<u32>) -> Vec<Effect> {
    let Some(item) = session(app).and_then(|state| state.here().map(|item| item.id.clone())) else {
        return Vec::new();
    };
    let (counted, _, right) = counted(question);
    let (question, key) = (question.id.clone(), question.key_hash);
    log(app, RoomEventKind::Tallied { item, question, key, counted, hands, right })
}
