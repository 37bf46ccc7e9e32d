//! Review: asks what is due, in a sitting; where nothing is, says when the next is, how much waits, and which questions are missed again
//! and again.

use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::model::App;
use crate::app::reviews::Due;
use crate::app::screens::lesson::{self, Jump};
use crate::app::screens::{Screen, quiz};
use crate::id::QuestionId;
use crate::review::Queue;
use crate::time::Day;

/// Questions beyond the limit of the day that are asked at once.
pub const MORE: usize = 10;

/// What the screen remembers.
#[derive(Debug, Clone, Default)]
pub struct ReviewState {
    /// At most so many; what the limit of the day leaves when nothing is said.
    pub count: Option<usize>,
    /// Whether what is due is asked as soon as it is known.
    pub ask: bool,
    /// The chosen row.
    pub cursor: usize,
    /// Line at the top.
    pub top: usize,
}

/// A row that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// Some of what waits beyond the limit.
    More(usize),
    /// The section that explains a question that was missed again and again.
    Leech(QuestionId),
    /// Back.
    Leave,
}

/// Opens the screen; what is due is asked at once.
pub fn open(app: &mut App, count: Option<usize>) -> Vec<Effect> {
    app.screens.push(Screen::Review(ReviewState { count, ask: true, ..ReviewState::default() }));
    ask(app).unwrap_or_else(|| app.need_due().into_iter().collect())
}

/// Takes in what was counted.
pub fn counted(app: &mut App, revision: u32, due: Box<Due>) -> Vec<Effect> {
    let today = app.now.day(app.offset);
    if app.reviews.take(revision, today, due) { ask(app).unwrap_or_default() } else { Vec::new() }
}

/// Returns what is due, for the screen on top.
pub fn due<'a>(app: &'a App, state: &ReviewState) -> Option<&'a Due> {
    app.reviews.fresh(app.now.day(app.offset), state.count)
}

/// Begins the sitting, where it is wanted and its questions are known.
fn ask(app: &mut App) -> Option<Vec<Effect>> {
    let Screen::Review(state) = app.screen() else { return None };
    let questions = due(app, state)?.questions.clone();
    let wanted = state.ask;
    if let Screen::Review(state) = app.screen_mut() {
        state.ask = false;
    }
    if !wanted || questions.is_empty() {
        return Some(titles(app).into_iter().collect());
    }
    app.screens.pop();
    Some(quiz::spaced::begin(app, questions))
}

/// Returns the effect that reads the titles of the lessons that should be read.
fn titles(app: &App) -> Option<Effect> {
    let leeches = app.reviews.due.iter().flat_map(|due| &due.leeches);
    let mut missing: Vec<_> = leeches.map(|(question, _)| question.id.lesson()).collect();
    missing.retain(|id| app.title(id) == id.slug());
    missing.dedup();
    (!missing.is_empty()).then_some(Effect::LoadMetas(missing))
}

/// Returns the rows that can be chosen.
pub fn rows(app: &App, state: &ReviewState) -> Vec<Row> {
    let due = due(app, state);
    let waiting = due.map(|due| due.queue.waiting).filter(|waiting| *waiting > 0);
    let more = waiting.map(|waiting| Row::More(waiting.min(MORE)));
    let leeches = due.into_iter().flat_map(|due| &due.leeches).map(|(question, _)| Row::Leech(question.id.clone()));
    more.into_iter().chain(leeches).chain([Row::Leave]).collect()
}

/// Does what an action asks.
pub fn act(app: &mut App, action: Action) -> Vec<Effect> {
    let Screen::Review(state) = app.screen() else { return Vec::new() };
    let rows = rows(app, state);
    let last = rows.len() - 1;
    let page = app.drawn.sheet.map_or(10, |sheet| sheet.height.max(1));
    let Screen::Review(state) = app.screen_mut() else { return Vec::new() };
    let cursor = state.cursor.min(last);
    match action {
        Action::Back => {
            app.screens.pop();
        }
        Action::Open => match rows.into_iter().nth(cursor) {
            Some(Row::More(count)) => {
                (state.count, state.ask) = (Some(count), true);
                return app.need_due().into_iter().collect();
            }
            Some(Row::Leech(id)) => return explain(app, &id),
            Some(Row::Leave) | None => {
                app.screens.pop();
            }
        },
        _ => state.cursor = action.moved(cursor, page, last),
    }
    Vec::new()
}

fn explain(app: &mut App, id: &QuestionId) -> Vec<Effect> {
    let leeches = app.reviews.due.iter().flat_map(|due| &due.leeches);
    let section = leeches.map(|(question, _)| question).find(|question| question.id == *id);
    let anchor = section.and_then(|question| question.section.clone());
    lesson::open(app, id.lesson(), anchor.map(Jump::Anchor))
}

/// Returns a day as it is said: tomorrow, in 5 days.
pub fn in_days(day: Day, today: Day) -> String {
    match day.0.saturating_sub(today.0) {
        ..=0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        days => format!("in {days} days"),
    }
}

/// Returns the sentences that say what is due, what waits and what comes; the first is the headline.
pub fn standing(app: &App, state: &ReviewState) -> Vec<String> {
    let Some(due) = due(app, state) else { return vec!["What is due is being counted.".to_owned()] };
    let mut lines = vec![headline(due)];
    if due.queue.waiting > 0 {
        lines.push(waiting(&due.queue, due.per_day));
    }
    lines.extend(coming(&due.queue, &due.forecast, app.now.day(app.offset)));
    if due.queue.gone > 0 {
        let gone = match due.queue.gone {
            1 => "1 question you answered is not in this course; it is kept and not asked.".to_owned(),
            gone => format!("{gone} questions you answered are not in this course; they are kept and not asked."),
        };
        lines.push(gone);
    }
    lines
}

fn headline(due: &Due) -> String {
    if due.deck.cards().len() == 0 {
        return "Nothing to review yet: every question you answer comes here.".to_owned();
    }
    match (due.queue.items.len(), due.queue.waiting) {
        (0, 0) => "Nothing is due.".to_owned(),
        (0, _) => "Enough for today.".to_owned(),
        (1, _) => "1 question is due.".to_owned(),
        (due, _) => format!("{due} questions are due."),
    }
}

/// Returns the sentence on what is beyond the limit of the day.
fn waiting(queue: &Queue, per_day: usize) -> String {
    format!(
        "Review asked {} today; the limit of a day is {per_day}. {} until tomorrow.",
        queue.reviewed,
        more_wait(queue.waiting)
    )
}

/// Returns the words for how many wait for another day.
pub fn more_wait(waiting: usize) -> String {
    if waiting == 1 { "1 more waits".to_owned() } else { format!("{waiting} more wait") }
}

/// Returns the sentence on what a review left behind.
pub fn still_due(queue: &Queue, per_day: usize) -> Option<String> {
    match (queue.items.len(), queue.due()) {
        (_, 0) => None,
        (0, _) => Some(waiting(queue, per_day)),
        (_, 1) => Some("1 question is still due.".to_owned()),
        (_, due) => Some(format!("{due} questions are still due.")),
    }
}

/// Returns the sentence on what comes next.
pub fn coming(queue: &Queue, forecast: &[u32], today: Day) -> Option<String> {
    let (day, count) = queue.next?;
    let week: u32 = forecast.iter().skip(1).take(7).sum();
    let head = match count {
        1 => format!("The next question comes {}", in_days(day, today)),
        _ => format!("The next {count} come {}", in_days(day, today)),
    };
    let rest = if week as usize > count { format!("; {week} within a week.") } else { ".".to_owned() };
    Some(head + &rest)
}
