//! Progress: chapters, weeks, and the questions that went wrong most, each of which opens its lesson.

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

/// Weeks that the heat map shows.
pub const WEEKS: usize = 26;
/// Questions that are listed as weak.
const WEAKEST: usize = 8;

/// What the progress screen remembers.
#[derive(Debug, Default, Clone)]
pub struct ProgressState {
    /// The chosen row.
    pub cursor: usize,
    /// Line at the top.
    pub top: usize,
    /// Whether one has scrolled on behind the last row: then the chosen row need not be in sight.
    pub beyond: bool,
}

/// A row that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// A chapter.
    Chapter(ChapterId),
    /// A track.
    Track(TrackId),
    /// A question that went wrong.
    Weak(QuestionId),
}

/// Opens the screen.
pub fn open(app: &mut App) -> Vec<Effect> {
    app.screens.push(Screen::Progress(ProgressState::default()));
    let lessons: Vec<LessonId> = summarise(app).weakest.iter().map(|weak| weak.question.lesson()).collect();
    let missing: Vec<_> = lessons.into_iter().filter(|id| app.course.has(id) && !app.metas.contains_key(id)).collect();
    if missing.is_empty() { Vec::new() } else { vec![Effect::LoadMetas(missing)] }
}

/// Computes everything that is shown.
pub fn summarise(app: &App) -> Summary {
    let chapters = app.course.chapters.iter().map(|chapter| (&chapter.id, chapter.written()));
    let known = |question: &QuestionId| app.course.has(&question.lesson());
    Summary::new(&app.record, chapters, known, Extent { weeks: WEEKS, weakest: WEAKEST }, (app.now, app.offset))
}

/// Returns the rows that can be chosen.
pub fn rows(app: &App, summary: &Summary) -> Vec<Row> {
    let chapters = summary.chapters.iter().map(|gauge| Row::Chapter(gauge.chapter.clone()));
    let tracks = app.course.tracks.iter().map(|track| Row::Track(track.id.clone()));
    chapters.chain(tracks).chain(summary.weakest.iter().map(|weak| Row::Weak(weak.question.clone()))).collect()
}

/// Does what an action asks.
pub fn act(app: &mut App, action: Action) -> Vec<Effect> {
    let rows = rows(app, &summarise(app));
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
        Action::Up => state.cursor = cursor.saturating_sub(1),
        Action::Down => state.cursor = (cursor + 1).min(last),
        Action::PageUp => state.cursor = cursor.saturating_sub(height),
        Action::PageDown => state.cursor = (cursor + height).min(last),
        Action::Top => state.cursor = 0,
        Action::Bottom => state.cursor = last,
        Action::Back => {
            app.screens.pop();
        }
        Action::Open => match rows.into_iter().nth(cursor) {
            Some(Row::Chapter(id)) => return home::open_chapter(app, &id),
            Some(Row::Track(id)) => return track::open(app, &id),
            Some(Row::Weak(question)) => return lesson::open(app, question.lesson(), Some(Jump::Source(0))),
            None => {}
        },
        Action::Place => match rows.into_iter().nth(cursor) {
            Some(Row::Chapter(chapter)) => return quiz::placement::begin(app, &chapter),
            _ => app.tell("Choose a chapter to test out of."),
        },
        Action::Reset => match rows.into_iter().nth(cursor) {
            Some(Row::Chapter(chapter)) => app.overlay = Some(Overlay::ConfirmReset { chapter }),
            _ => app.tell("Choose a chapter to reset."),
        },
        _ => {}
    }
    Vec::new()
}
