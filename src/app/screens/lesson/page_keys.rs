//! The keys that move within a page: scrolling, sideways, focus, finds, flips, tabs, copy.

use crate::app::action::Action;
use crate::app::drawn::{PageDrawn, TargetWhat};
use crate::app::effect::Effect;
use crate::app::model::App;
use crate::app::screens::Screen;
use crate::app::screens::lesson::{Jump, LessonState};

/// Columns that one press scrolls code sideways.
const ASIDE: u16 = 8;

/// Does what an action asks within the page.
pub fn act(app: &mut App, action: Action) {
    let Some(drawn) = app.drawn.page.clone() else { return };
    let Screen::Lesson(page) = app.screen_mut() else { return };
    let last = drawn.lines.saturating_sub(drawn.height);
    // One line of the old screen stays, so that the eye finds its place.
    let screen = drawn.height.saturating_sub(1).max(1);
    match action {
        Action::Down => scroll(page, (page.top + 1).min(last)),
        Action::Up => scroll(page, page.top.saturating_sub(1)),
        Action::PageDown => scroll(page, (page.top + screen).min(last)),
        Action::PageUp => scroll(page, page.top.saturating_sub(screen)),
        Action::Top => scroll(page, 0),
        Action::Bottom => scroll(page, last),
        Action::Left | Action::Right => aside(page, action == Action::Right, drawn.overflow),
        Action::NextFocus => focus(page, &drawn, true),
        Action::PreviousFocus => focus(page, &drawn, false),
        Action::NextMatch | Action::PreviousMatch => {
            let forward = action == Action::NextMatch;
            if !step_match(page, &drawn, forward) {
                app.tell("Nothing found to go to: / searches.");
            }
        }
        Action::Flip => flip(app, &drawn),
        _ => {}
    }
}

/// Scrolls code sideways, at most by `overflow` columns.
pub fn aside(page: &mut LessonState, right: bool, overflow: u16) {
    page.aside = if right { (page.aside + ASIDE).min(overflow) } else { page.aside.saturating_sub(ASIDE) };
}

fn scroll(page: &mut LessonState, top: usize) {
    page.top = top;
    page.jump = None;
}

/// Moves the focus to the next target; from nowhere to the first one on the screen, or below it.
fn focus(page: &mut LessonState, drawn: &PageDrawn, forward: bool) {
    let count = drawn.targets.len();
    if count == 0 {
        return;
    }
    let visible = |at: &usize| (page.top..page.top + drawn.height).contains(&drawn.targets[*at].line);
    let next = match page.focus.filter(visible) {
        Some(at) if forward => (at + 1) % count,
        Some(at) => (at + count - 1) % count,
        None => {
            let below = drawn.targets.iter().position(|target| target.line >= page.top);
            let above = drawn.targets.iter().rposition(|target| target.line < page.top + drawn.height);
            if forward { below.unwrap_or(0) } else { above.unwrap_or(count - 1) }
        }
    };
    page.focus = Some(next);
    let line = drawn.targets[next].line;
    if !visible(&next) {
        scroll(page, line.saturating_sub(drawn.height / 3));
    }
}

fn step_match(page: &mut LessonState, drawn: &PageDrawn, forward: bool) -> bool {
    let Some((_, current)) = page.search.as_mut().filter(|_| drawn.matches > 0) else { return false };
    *current = if forward { (*current + 1) % drawn.matches } else { (*current + drawn.matches - 1) % drawn.matches };
    page.jump = Some(Jump::Match);
    true
}

/// Flips the exhibit that is on the screen: the first one whose frame is visible.
fn flip(app: &mut App, drawn: &PageDrawn) {
    let Screen::Lesson(page) = app.screen_mut() else { return };
    let bottom = page.top + drawn.height;
    let visible = drawn.flips.iter().find(|(_, first, end)| *first < bottom && *end > page.top);
    match visible.or_else(|| drawn.flips.iter().find(|(_, first, _)| *first >= page.top)).copied() {
        Some((exhibit, first, _)) => {
            match page.flipped.iter().position(|other| *other == exhibit) {
                Some(at) => {
                    page.flipped.remove(at);
                }
                None => page.flipped.push(exhibit),
            }
            if first >= bottom {
                scroll(page, first.saturating_sub(1));
            }
        }
        None if drawn.flips.is_empty() => app.tell("Nothing to flip here: both sides are shown, or there is only one."),
        None => app.tell("Nothing to flip below: scroll up to a before/after."),
    }
}

/// Shows the next installer's tab everywhere, and remembers it.
pub fn switch_tab(app: &mut App) -> Vec<Effect> {
    let tabs = app.drawn.page.as_ref().map(|page| page.tabs.clone()).unwrap_or_default();
    if tabs.is_empty() {
        app.tell("This page is the same for every installer.");
        return Vec::new();
    }
    let current = app.settings.installer.as_deref().unwrap_or_default();
    let at = tabs.iter().position(|tab| tab == current).unwrap_or(0);
    let next = tabs[(at + 1) % tabs.len()].clone();
    super::keep_places(app);
    app.tell(format!("Examples for {next} from now on."));
    app.settings.installer = Some(next);
    vec![Effect::SaveSettings]
}

/// Copies the focused block, or else the first visible one: the source text, not what the screen made of it.
pub fn copy(app: &mut App) -> Vec<Effect> {
    let Some(drawn) = app.drawn.page.clone() else { return Vec::new() };
    let Screen::Lesson(page) = app.screen() else { return Vec::new() };
    let code = |at: usize| match &drawn.targets.get(at)?.what {
        TargetWhat::Code { source, end, .. } => Some((source.clone(), drawn.targets[at].line, *end)),
        TargetWhat::Link(_) => None,
    };
    let bottom = page.top + drawn.height;
    let visible = || (0..drawn.targets.len()).filter_map(code).find(|(_, line, end)| *line < bottom && *end > page.top);
    match page.focus.and_then(code).or_else(visible) {
        Some((source, ..)) => {
            let lines = source.lines().count();
            app.tell(format!("Copied {lines} line{} of code.", if lines == 1 { "" } else { "s" }));
            vec![Effect::Copy(source.to_string())]
        }
        None => {
            app.tell("No code on the screen to copy.");
            Vec::new()
        }
    }
}
