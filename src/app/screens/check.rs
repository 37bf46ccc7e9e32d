//! Check: what rules find in the Dockerfiles of the folder in which the tutor was started, and the plan for that project. Every row leads
//! to the lesson that teaches it. Must not know how a project is read: the result comes as a message.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::model::App;
use crate::app::screens::Screen;
use crate::app::screens::lesson::{self, Jump};
use crate::id::LessonId;
use crate::lint::{Finding, Survey, Surveyed};
use crate::plan::{Part, Plan, State, Step};

/// A project that was checked.
#[derive(Debug)]
pub struct Checked {
    /// What was found.
    pub survey: Survey,
    /// What is in place and what comes next.
    pub plan: Plan,
}

/// What the check screen remembers.
#[derive(Debug, Default)]
pub struct CheckState {
    /// How far it is.
    pub phase: Phase,
    /// The chosen row.
    pub cursor: usize,
    /// Line at the top.
    pub top: usize,
    /// Chapters of the plan that are unfolded, by their place.
    pub unfolded: BTreeSet<usize>,
}

/// How far a check is.
#[derive(Debug, Default)]
pub enum Phase {
    /// Still looking.
    #[default]
    Looking,
    /// The settings cannot be used, and why.
    Refused(String),
    /// Done.
    Done(Arc<Checked>),
}

/// A row that can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// A finding: place of its file, place in the file.
    Finding(usize, usize),
    /// The next step.
    Next,
    /// A chapter of the plan.
    Chapter(usize),
    /// A practice of a chapter.
    Step(usize, usize),
}

impl Checked {
    /// Returns a finding and its file.
    pub fn finding(&self, file: usize, at: usize) -> Option<(&Surveyed, &Finding)> {
        let file = self.survey.files.get(file)?;
        Some((file, file.findings.get(at)?))
    }

    /// Returns a step of the plan.
    pub fn step(&self, part: usize, step: usize) -> Option<&Step> {
        self.plan.parts.get(part)?.steps.get(step)
    }
}

impl CheckState {
    /// Returns the rows that can be chosen, from the top.
    pub fn rows(&self) -> Vec<Row> {
        let Phase::Done(checked) = &self.phase else { return Vec::new() };
        let files = checked.survey.files.iter().enumerate();
        let mut rows: Vec<Row> =
            files.flat_map(|(at, file)| (0..file.findings.len()).map(move |one| Row::Finding(at, one))).collect();
        rows.extend(checked.plan.next().map(|_| Row::Next));
        if checked.plan.dockerfiles == 0 {
            return rows;
        }
        for (at, part) in checked.plan.parts.iter().enumerate().filter(|(_, part)| is_about(part)) {
            rows.push(Row::Chapter(at));
            if self.unfolded.contains(&at) {
                rows.extend(steps(part).map(|step| Row::Step(at, step)));
            }
        }
        rows
    }
}

/// Says whether a chapter is about the project at all.
fn is_about(part: &Part) -> bool {
    part.steps.iter().any(|step| !matches!(step.state, State::DoesNotApply(_)))
}

/// Returns the steps of a chapter that are shown: what is missing first, what has to be verified last.
fn steps(part: &Part) -> impl Iterator<Item = usize> {
    let rank = |step: &Step| match step.state {
        State::Missing(_) => 0,
        State::Accepted(_) => 1,
        State::InPlace(_) => 2,
        State::Unseen => 3,
        State::DoesNotApply(_) => 4,
    };
    let mut all: Vec<usize> = (0..part.steps.len()).filter(|at| rank(&part.steps[*at]) < 4).collect();
    all.sort_by_key(|at| rank(&part.steps[*at]));
    all.into_iter()
}

/// Opens the screen and begins to look.
pub fn open(app: &mut App) -> Vec<Effect> {
    app.screens.push(Screen::Check(Box::default()));
    vec![Effect::Check]
}

/// Takes in what was found; the chosen row stays where it is, if it is still there.
pub fn checked(app: &mut App, checked: Result<Arc<Checked>, String>) {
    for screen in &mut app.screens {
        let Screen::Check(state) = screen else { continue };
        state.phase = match &checked {
            Ok(checked) => Phase::Done(Arc::clone(checked)),
            Err(error) => Phase::Refused(error.clone()),
        };
        state.cursor = state.cursor.min(state.rows().len().saturating_sub(1));
    }
}

/// Does what an action asks.
pub fn act(app: &mut App, action: Action) -> Vec<Effect> {
    let height = app.drawn.sheet.map_or(10, |sheet| sheet.height.max(2)) / 2;
    let Screen::Check(state) = app.screen_mut() else { return Vec::new() };
    let rows = state.rows();
    let last = rows.len().saturating_sub(1);
    match action {
        Action::CheckAgain => {
            app.tell("Checking again.");
            return vec![Effect::Check];
        }
        Action::Back => {
            app.screens.pop();
        }
        Action::Open => {
            if let Some(row) = rows.get(state.cursor) {
                return open_row(app, *row);
            }
        }
        _ => state.cursor = action.moved(state.cursor, height, last),
    }
    Vec::new()
}

fn open_row(app: &mut App, row: Row) -> Vec<Effect> {
    let Screen::Check(state) = app.screen_mut() else { return Vec::new() };
    if let Row::Chapter(part) = row {
        if !state.unfolded.remove(&part) {
            state.unfolded.insert(part);
        }
        return Vec::new();
    }
    let Phase::Done(checked) = &state.phase else { return Vec::new() };
    let (practice, jump) = match row {
        Row::Finding(file, at) => match checked.finding(file, at) {
            Some((_, finding)) => (finding.rule.practice, Some(Jump::Rule(finding.rule.slug))),
            None => return Vec::new(),
        },
        Row::Next => match checked.plan.next() {
            Some(next) => (next.practice.id, next.gaps.iter().find_map(|gap| gap.rule).map(Jump::Rule)),
            None => return Vec::new(),
        },
        Row::Step(part, step) => match checked.step(part, step) {
            Some(step) => (step.practice.id, None),
            None => return Vec::new(),
        },
        Row::Chapter(_) => return Vec::new(),
    };
    match practice.parse::<LessonId>() {
        // A course of one's own may teach other things.
        Ok(id) if app.course.entry(&id).is_some() => lesson::open(app, id, jump),
        _ => {
            app.tell(format!("This course has no lesson {practice}."));
            Vec::new()
        }
    }
}
