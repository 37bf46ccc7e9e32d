//! Team: everybody with an export in a folder, where they are, and for the chosen one every chapter. People come in while they are read.
//! Must not know how exports are read.

use std::path::PathBuf;
use std::sync::Arc;

use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::member::{Member, Order};
use crate::app::model::App;
use crate::app::screens::Screen;

/// What the screen remembers.
#[derive(Debug, Clone, Default)]
pub struct TeamState {
    /// The folder.
    pub folder: PathBuf,
    /// People in the order they are shown.
    pub members: Vec<Arc<Member>>,
    /// What is wrong, a sentence each.
    pub problems: Vec<String>,
    /// How many people were read, of how many; nothing while that is not known.
    pub read: Option<(usize, usize)>,
    /// The order.
    pub order: Order,
    /// The chosen person.
    pub cursor: usize,
    /// The first person that is shown.
    pub top: usize,
    /// Whose chapters are shown, and the line at the top.
    pub open: Option<(Arc<Member>, usize)>,
}

/// News of a team that is being read.
#[derive(Debug, Clone, Default)]
pub struct Arrived {
    /// People.
    pub members: Vec<Arc<Member>>,
    /// What is wrong.
    pub problems: Vec<String>,
    /// How many people were read, of how many.
    pub read: (usize, usize),
}

impl TeamState {
    /// Returns whether everybody was read.
    pub fn is_read(&self) -> bool {
        self.read.is_some_and(|(read, all)| read == all)
    }

    /// Takes in more people; the chosen one stays chosen.
    fn take(&mut self, arrived: Arrived) {
        self.read = Some(arrived.read);
        self.problems.extend(arrived.members.iter().flat_map(|member| member.problems.iter().cloned()));
        self.problems.extend(arrived.problems);
        self.problems.sort();
        let chosen = self.members.get(self.cursor).filter(|_| self.cursor > 0).cloned();
        self.members.extend(arrived.members);
        self.sort(chosen.as_deref());
    }

    fn sort(&mut self, chosen: Option<&Member>) {
        self.order.sort(&mut self.members);
        let place = chosen.and_then(|chosen| self.members.iter().position(|member| member.name == chosen.name));
        self.cursor = place.unwrap_or(0);
    }

    fn scroll(&mut self, height: usize) {
        self.top = self.top.clamp((self.cursor + 1).saturating_sub(height), self.cursor);
    }
}

/// Opens the screen and begins to read.
pub fn open(app: &mut App, folder: PathBuf) -> Vec<Effect> {
    app.screens.push(Screen::Team(Box::new(TeamState { folder: folder.clone(), ..TeamState::default() })));
    vec![Effect::ReadTeam(folder)]
}

/// Takes in people, or why there are none.
pub fn arrived(app: &mut App, news: Result<Arrived, String>) {
    let height = rows(app);
    for screen in &mut app.screens {
        let Screen::Team(state) = screen else { continue };
        match &news {
            Ok(arrived) => state.take(arrived.clone()),
            Err(problem) => {
                state.read = Some((0, 0));
                state.problems.push(problem.clone());
            }
        }
        state.scroll(height);
    }
}

/// Returns how many people are shown at once.
fn rows(app: &App) -> usize {
    app.drawn.sheet.map_or(10, |sheet| sheet.height.max(1))
}

/// Does what an action asks.
pub fn act(app: &mut App, action: Action) -> Vec<Effect> {
    let height = rows(app);
    let lines = app.drawn.sheet.map_or(0, |sheet| sheet.lines);
    let Screen::Team(state) = app.screen_mut() else { return Vec::new() };
    if let Some((_, top)) = &mut state.open {
        let last = lines.saturating_sub(height);
        match action {
            Action::Back | Action::Open => state.open = None,
            _ => *top = action.moved(*top, height, last),
        }
        return Vec::new();
    }
    let last = state.members.len().saturating_sub(1);
    match action {
        Action::Sort => {
            let chosen = state.members.get(state.cursor).cloned();
            state.order = state.order.other();
            state.sort(chosen.as_deref());
        }
        Action::Open => state.open = state.members.get(state.cursor).map(|member| (Arc::clone(member), 0)),
        Action::Back => {
            app.screens.pop();
            return Vec::new();
        }
        _ => state.cursor = action.moved(state.cursor, height, last),
    }
    state.scroll(height);
    Vec::new()
}
