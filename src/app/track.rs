//! The track one follows: which it is, how far one is in it, what comes next. The choice is an event of the log (`set`, `track`), so it
//! travels with the progress. Must not know how any of it is shown.

use super::effect::Effect;
use super::model::App;
use super::screens::home;
use super::screens::lesson;
use crate::course::{Course, Track};
use crate::id::{LessonId, TrackId};
use crate::progress::{EventKind, Record};

/// Name of the choice in the log.
pub const SETTING: &str = "track";

/// How far one is in a track.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Lessons that are finished.
    pub read: usize,
    /// Lessons that are placed and were not read.
    pub placed: usize,
    /// Lessons that can be opened.
    pub written: usize,
    /// Lessons that are only planned.
    pub planned: usize,
    /// Minutes of all lessons that can be opened; none while the minutes of one are not known.
    pub minutes: Option<u32>,
    /// Minutes of those that are neither finished nor placed.
    pub left: Option<u32>,
    /// The first lesson that is neither finished nor placed.
    pub next: Option<LessonId>,
}

impl Standing {
    /// Sums up; `minutes` knows how long a lesson takes.
    pub fn new(track: &Track, course: &Course, record: &Record, minutes: impl Fn(&LessonId) -> Option<u16>) -> Self {
        let lessons: Vec<(&LessonId, bool)> = track.written(course).map(|id| (id, record.is_done(id))).collect();
        let read = record.count_finished(track.written(course));
        let sum = |ids: &mut dyn Iterator<Item = &LessonId>| ids.map(|id| minutes(id).map(u32::from)).sum();
        Self {
            read,
            placed: lessons.iter().filter(|(_, done)| *done).count() - read,
            written: lessons.len(),
            planned: track.planned_count(course),
            minutes: sum(&mut lessons.iter().map(|(id, _)| *id)),
            left: sum(&mut lessons.iter().filter(|(_, done)| !done).map(|(id, _)| *id)),
            next: lessons.iter().find(|(_, done)| !done).map(|(id, _)| (*id).clone()),
        }
    }

    /// Returns whether everything that can be opened is finished or placed.
    pub fn is_done(&self) -> bool {
        self.read + self.placed == self.written
    }

    /// Returns whether nothing of it is finished or placed yet.
    pub fn is_new(&self) -> bool {
        self.read + self.placed == 0
    }
}

/// Returns the track that was chosen last, if the course has it and there is something to open.
pub fn chosen(app: &App) -> Option<&Track> {
    let track = app.record.setting(SETTING).and_then(|id| app.course.track(id))?;
    track.written(&app.course).next().map(|_| track)
}

/// Returns the track that home speaks of: the chosen one, else the first of the course.
pub fn offered(app: &App) -> Option<&Track> {
    chosen(app).or_else(|| app.course.tracks.iter().find(|track| track.written(&app.course).next().is_some()))
}

/// Returns how far the learner is.
pub fn standing(app: &App, track: &Track) -> Standing {
    Standing::new(track, &app.course, &app.record, |id| minutes(app, id))
}

fn minutes(app: &App, id: &LessonId) -> Option<u16> {
    let brief = || app.course.entry(id)?.brief.as_ref().map(|brief| brief.minutes);
    app.metas.get(id).map(|meta| meta.minutes).or_else(brief)
}

/// Returns the effect that reads what is not known yet of a track's lessons: nothing in the stock course.
pub fn need_metas(app: &App, track: &Track) -> Option<Effect> {
    let unknown: Vec<_> = track.written(&app.course).filter(|id| minutes(app, id).is_none()).cloned().collect();
    (!unknown.is_empty()).then_some(Effect::LoadMetas(unknown))
}

/// Chooses a track and opens the lesson to go on with: the first that is not read, the very first where all are.
pub fn open(app: &mut App, id: &TrackId) -> Vec<Effect> {
    let Some(track) = app.course.track(id.as_str()) else {
        app.warn(format!("This course has no track `{id}`."));
        return Vec::new();
    };
    let standing = standing(app, track);
    let Some(next) = standing.next.clone().or_else(|| track.written(&app.course).next().cloned()) else {
        app.tell(format!("Nothing of \"{}\" is written yet.", track.title));
        return Vec::new();
    };
    let metas = need_metas(app, track);
    let done = !standing.is_new() && standing.is_done();
    let title = track.title.clone();
    let mut effects = choose(app, id);
    effects.extend(metas);
    effects.extend(lesson::open_along(app, next, None, Some(id.clone())));
    if done {
        let done = if standing.placed > 0 { "read or placed" } else { "read" };
        app.tell(format!("You have {done} all of \"{title}\": this is its beginning."));
    }
    effects
}

/// Writes the choice down where it is another than before.
fn choose(app: &mut App, id: &TrackId) -> Vec<Effect> {
    if app.record.setting(SETTING) == Some(id.as_str()) {
        return Vec::new();
    }
    vec![app.log(EventKind::Set { name: SETTING.to_owned(), value: id.to_string() }).1]
}

/// Returns the track that a page belongs to when it is opened without naming one: the chosen one, when it has the page and is what one
/// goes on with.
pub fn of_continued(app: &App, id: &LessonId) -> Option<TrackId> {
    chosen(app).filter(|track| track.lessons.contains(id)).map(|track| track.id.clone())
}

/// Returns the lesson that comes after `id` in the track, or before it.
pub fn neighbour(app: &App, track: &TrackId, id: &LessonId, forward: bool) -> Option<LessonId> {
    let lessons: Vec<&LessonId> = app.course.track(track.as_str())?.written(&app.course).collect();
    let at = lessons.iter().position(|other| *other == id)?;
    let next = if forward { at.checked_add(1) } else { at.checked_sub(1) };
    next.and_then(|next| lessons.get(next)).map(|id| (*id).clone())
}

/// Returns where a page stands in its track, counted from 1, and of how many lessons.
pub fn place(app: &App, track: &TrackId, id: &LessonId) -> Option<(usize, usize)> {
    let track = app.course.track(track.as_str())?;
    let at = track.written(&app.course).position(|other| other == id)?;
    Some((at + 1, track.written(&app.course).count()))
}

/// Puts the track among home's first rows: before the page to continue at where one chose it and is not through, for that is what one
/// came for; behind it where it is only offered.
pub fn with_row(app: &App, rows: &mut Vec<home::Row>) {
    let Some(track) = offered(app) else { return };
    let row = home::Row::Track(track.id.clone());
    let next = chosen(app).and_then(|chosen| standing(app, chosen).next);
    let Some(next) = next else { return rows.push(row) };
    // It leads to the same page.
    rows.retain(|row| !matches!(row, home::Row::Continue { id, .. } if *id == next));
    rows.insert(0, row);
}
