//! Progress: the chapters with what is read, placed and known of them, the next weeks and the last ones, and the practices that are worth
//! another look, each of which opens at the section that explains what went wrong.

pub mod words;

use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::model::App;
use crate::app::overlay::Overlay;
use crate::app::screens::lesson::{self, Jump};
use crate::app::screens::{Screen, home, quiz};
use crate::app::track;
use crate::id::{ChapterId, LessonId, QuestionId, TrackId};
use crate::progress::Summary;
use crate::progress::summary::Extent;
use crate::quiz::Question;
use crate::review::Outlook;
use crate::time::Day;

/// Weeks that the heat map shows.
pub const WEEKS: usize = 26;
/// Practices that are listed as weak.
const PRACTICES: usize = 8;

/// What the progress screen remembers.
#[derive(Debug, Default, Clone)]
pub struct ProgressState {
    /// The chosen row.
    pub cursor: usize,
    /// Line at the top.
    pub top: usize,
    /// Whether one has scrolled on behind the last row: then the chosen row need not be in sight.
    pub beyond: bool,
    /// What is computed from all answers. Made when the screen is opened and whenever something was written since.
    pub outlook: Outlook,
    /// How many events there were then, the learner's day, and whether what is due was counted.
    seen: Option<(usize, Day, bool)>,
    /// The question whose section is to be opened, while its place is looked up.
    wanted: Option<QuestionId>,
}

/// A row that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// A chapter.
    Chapter(ChapterId),
    /// A track.
    Track(TrackId),
    /// A lesson whose questions went wrong.
    Practice(LessonId),
}

/// Opens the screen.
pub fn open(app: &mut App) -> Vec<Effect> {
    app.screens.push(Screen::Progress(ProgressState::default()));
    refresh(app)
}

/// Computes anew what stands on the screen, where it is on top and something was written since. Returns what has to be read for it.
pub fn refresh(app: &mut App) -> Vec<Effect> {
    let today = app.now.day(app.offset);
    let is_counted = app.reviews.fresh(today, None).is_some();
    let seen = Some((app.record.census().events, today, is_counted));
    let Some(Screen::Progress(state)) = app.screens.last_mut() else { return Vec::new() };
    if state.seen == seen {
        return Vec::new();
    }
    state.seen = seen;
    let chapters: Vec<Vec<LessonId>> =
        app.course.chapters.iter().map(|chapter| chapter.written().cloned().collect()).collect();
    state.outlook = Outlook::new(&mut app.record, &chapters, PRACTICES, (app.now, app.offset));
    // The cards alone do not tell whose answer was changed.
    if let Some(due) = app.reviews.fresh(today, None) {
        state.outlook.forecast = due.forecast.clone();
    }
    let lessons = state.outlook.practices.iter().map(|practice| practice.lesson.clone());
    let missing: Vec<_> = lessons.filter(|id| !app.metas.contains_key(id)).collect();
    if missing.is_empty() { Vec::new() } else { vec![Effect::LoadMetas(missing)] }
}

/// Computes what is shown of the record alone.
pub fn summarise(app: &App) -> Summary {
    let chapters = app.course.chapters.iter().map(|chapter| (&chapter.id, chapter.written()));
    let known = |question: &QuestionId| app.course.has(&question.lesson());
    Summary::new(&app.record, chapters, known, Extent { weeks: WEEKS, weakest: 0 }, (app.now, app.offset))
}

/// Returns the rows that can be chosen.
pub fn rows(app: &App, state: &ProgressState) -> Vec<Row> {
    let chapters = app.course.chapters.iter().map(|chapter| Row::Chapter(chapter.id.clone()));
    let tracks = app.course.tracks.iter().map(|track| Row::Track(track.id.clone()));
    let practices = state.outlook.practices.iter().map(|practice| Row::Practice(practice.lesson.clone()));
    chapters.chain(tracks).chain(practices).collect()
}

/// Opens the lesson at the section that explains what went wrong: which one that is stands with its questions.
fn open_practice(app: &mut App, lesson: LessonId) -> Vec<Effect> {
    let Screen::Progress(state) = app.screen_mut() else { return Vec::new() };
    let practice = state.outlook.practices.iter().find(|practice| practice.lesson == lesson);
    state.wanted = practice.map(|practice| practice.question.clone());
    vec![Effect::LoadQuestions(vec![lesson])]
}

/// Takes in questions that were read for a practice. Gives them back where they are for somebody else.
pub fn explained(app: &mut App, questions: Vec<Question>) -> Result<Vec<Effect>, Vec<Question>> {
    let Screen::Progress(state) = app.screen_mut() else { return Err(questions) };
    let Some(wanted) = state.wanted.take() else { return Err(questions) };
    let section = questions.into_iter().find(|question| question.id == wanted).and_then(|question| question.section);
    let jump = section.map_or(Jump::Source(0), Jump::Anchor);
    Ok(lesson::open(app, wanted.lesson(), Some(jump)))
}

/// Does what an action asks.
pub fn act(app: &mut App, action: Action) -> Vec<Effect> {
    let Screen::Progress(state) = app.screen() else { return Vec::new() };
    let rows = rows(app, state);
    let height = app.drawn.sheet.map_or(10, |sheet| sheet.height.max(1));
    let Screen::Progress(state) = app.screen_mut() else { return Vec::new() };
    let last = rows.len().saturating_sub(1);
    let cursor = state.cursor.min(last);
    // What stands behind the last row can be scrolled to from there.
    state.beyond = cursor == last && matches!(action, Action::Down | Action::PageDown | Action::Bottom);
    match action {
        Action::Down if state.beyond => state.top += 1,
        Action::PageDown if state.beyond => state.top += height,
        Action::Bottom if state.beyond => state.top = usize::MAX / 2,
        Action::Back => {
            app.screens.pop();
        }
        Action::Open => match rows.into_iter().nth(cursor) {
            Some(Row::Chapter(id)) => return home::open_chapter(app, &id),
            Some(Row::Track(id)) => return track::open(app, &id),
            Some(Row::Practice(lesson)) => return open_practice(app, lesson),
            None => {}
        },
        Action::Place => match rows.into_iter().nth(cursor) {
            Some(Row::Chapter(chapter)) => return quiz::placement::begin(app, &chapter, None),
            _ => app.tell("Choose a chapter to test out of."),
        },
        Action::Reset => match rows.into_iter().nth(cursor) {
            Some(Row::Chapter(chapter)) => app.overlay = Some(Overlay::ConfirmReset { chapter }),
            _ => app.tell("Choose a chapter to reset."),
        },
        _ => state.cursor = action.moved(cursor, height, last),
    }
    Vec::new()
}
