//! "Why is this here?" on a page: a cursor in the lines of a Dockerfile block, and a panel with the reason for the words it is at. The
//! reasons come from outside; nothing is judged here.

use std::sync::Arc;

use super::action::Action;
use super::drawn::TargetWhat;
use super::effect::Effect;
use super::model::App;
use super::overlay::Overlay;
use super::screens::{Screen, lesson};
use crate::id::LessonId;
use crate::why::Reason;

/// Languages of blocks that are Dockerfiles.
const DOCKERFILES: [&str; 3] = ["dockerfile", "docker", "containerfile"];

/// The state of the cursor and its panel.
#[derive(Debug, Clone, Default)]
pub struct WhyState {
    /// Index of the block among the targets of the page.
    pub target: usize,
    /// Its code, as written.
    pub source: Arc<str>,
    /// Why what stands in it is there, in order; empty until they were computed.
    pub reasons: Vec<Reason>,
    /// The reason one is at.
    pub cursor: usize,
    /// Line at the top of the panel.
    pub top: usize,
}

impl WhyState {
    /// Returns the reason one is at.
    pub fn reason(&self) -> Option<&Reason> {
        self.reasons.get(self.cursor)
    }
}

impl App {
    /// Returns the cursor, where it is on: the help may lie on it.
    pub fn why(&self) -> Option<&WhyState> {
        let mut overlay = self.overlay.as_ref();
        while let Some(Overlay::Help { over, .. }) = overlay {
            overlay = over.as_deref();
        }
        match overlay {
            Some(Overlay::Why(state)) => Some(state),
            _ => None,
        }
    }

    /// Returns the lesson that teaches what one is at, if it can be opened and is another page.
    pub fn why_lesson(&self) -> Option<LessonId> {
        let id: LessonId = self.why()?.reason()?.practice?.parse().ok()?;
        let here = matches!(self.screen(), Screen::Lesson(page) if page.id == id);
        (!here && self.course.entry(&id).is_some_and(|entry| entry.is_written())).then_some(id)
    }
}

/// Returns the block that a page would explain: the visible Dockerfile that has the focus, or else the first one from here on; and whether
/// it is on the screen.
pub fn block(app: &App) -> Option<(usize, Arc<str>, bool)> {
    let (Screen::Lesson(page), Some(drawn)) = (app.screen(), app.drawn.page.as_ref()) else { return None };
    let code = |at: usize| match &drawn.targets.get(at)?.what {
        TargetWhat::Code { source, lang, end } if DOCKERFILES.contains(&lang.as_str()) && *end > page.top => {
            Some((at, source.clone(), drawn.targets[at].line < page.top + drawn.height))
        }
        _ => None,
    };
    let focused = page.focus.and_then(code).filter(|(_, _, is_visible)| *is_visible);
    focused.or_else(|| (0..drawn.targets.len()).find_map(code))
}

/// Puts the cursor into a block.
pub fn open(app: &mut App) -> Vec<Effect> {
    let Some((target, source, _)) = block(app) else {
        app.tell("No Dockerfile from here on whose lines could be explained.");
        return Vec::new();
    };
    let Screen::Lesson(page) = app.screen_mut() else { return Vec::new() };
    page.focus = Some(target);
    let id = page.id.clone();
    app.overlay = Some(Overlay::Why(WhyState { target, source: source.clone(), ..WhyState::default() }));
    vec![Effect::Explain(id, source)]
}

/// Takes in the reasons for a block; asks for the titles of the lessons that they name.
pub fn explained(app: &mut App, source: &str, reasons: Vec<Reason>) -> Vec<Effect> {
    let Some(Overlay::Why(state)) = &mut app.overlay else { return Vec::new() };
    if *state.source != *source {
        return Vec::new();
    }
    if reasons.is_empty() {
        app.overlay = None;
        app.tell("Nothing in this block is an instruction.");
        return Vec::new();
    }
    let mut lessons: Vec<LessonId> = reasons.iter().filter_map(|reason| reason.practice?.parse().ok()).collect();
    state.reasons = reasons;
    lessons.sort();
    lessons.dedup();
    let is_missing = |id: &LessonId| !app.metas.contains_key(id) && !app.pages.contains_key(id);
    lessons.retain(|id| app.course.entry(id).is_some_and(|entry| entry.is_written()) && is_missing(id));
    if lessons.is_empty() { Vec::new() } else { vec![Effect::LoadMetas(lessons)] }
}

/// Does what an action asks of the cursor.
pub fn act(app: &mut App, action: Action) -> Vec<Effect> {
    let panel = app.drawn.over.unwrap_or_default();
    let overflow = app.drawn.page.as_ref().map_or(0, |page| page.overflow);
    match action {
        Action::Open => return open_lesson(app),
        Action::Left | Action::Right => {
            if let Screen::Lesson(page) = app.screen_mut() {
                lesson::aside(page, action == Action::Right, overflow);
            }
            return Vec::new();
        }
        _ => {}
    }
    let Some(Overlay::Why(state)) = &mut app.overlay else { return Vec::new() };
    let last = state.reasons.len().saturating_sub(1);
    let to = match action {
        Action::Down => (state.cursor + 1).min(last),
        Action::Up => state.cursor.saturating_sub(1),
        Action::Top => 0,
        Action::Bottom => last,
        Action::PageDown => {
            let step = panel.height.saturating_sub(1).max(1);
            state.top = (panel.top + step).min(panel.lines.saturating_sub(panel.height));
            return Vec::new();
        }
        Action::PageUp => {
            state.top = panel.top.saturating_sub(panel.height.saturating_sub(1).max(1));
            return Vec::new();
        }
        _ => return Vec::new(),
    };
    if to != state.cursor {
        (state.cursor, state.top) = (to, 0);
    }
    Vec::new()
}

fn open_lesson(app: &mut App) -> Vec<Effect> {
    let practice = app.why().and_then(WhyState::reason).and_then(|reason| reason.practice);
    let Some(id) = practice.and_then(|practice| practice.parse::<LessonId>().ok()) else {
        app.tell("No lesson teaches this line.");
        return Vec::new();
    };
    if app.why_lesson().is_none() {
        let title = app.title(&id).to_owned();
        let here = matches!(app.screen(), Screen::Lesson(page) if page.id == id);
        app.tell(match (here, app.course.entry(&id)) {
            (true, _) => "This page teaches it.".to_owned(),
            (_, Some(_)) => format!("\"{title}\" is not yet written"),
            (_, None) => format!("This course has no lesson {id}."),
        });
        return Vec::new();
    }
    app.overlay = None;
    lesson::open(app, id, None)
}
