//! What follows from outside: a page was read, a link was opened.

use std::sync::Arc;

use crate::app::drawn::{TargetAt, TargetWhat};
use crate::app::effect::Effect;
use crate::app::model::App;
use crate::app::overlay_keys::open_term;
use crate::app::screens::Screen;
use crate::app::screens::lesson::{Jump, open};
use crate::course::block::{BlockKind, walk_code};
use crate::course::front::is_front_page;
use crate::course::{Lesson, LinkTarget};
use crate::id::LessonId;

/// Takes in a page that was read, or the reason why not.
pub fn loaded(app: &mut App, id: &LessonId, page: Result<Arc<Lesson>, String>) -> Vec<Effect> {
    let finished = app.record.lesson(id).finished;
    let mut effects = Vec::new();
    if let Ok(lesson) = &page {
        app.pages.insert(id.clone(), lesson.clone());
    }
    for screen in &mut app.screens {
        let Screen::Lesson(state) = screen else { continue };
        if state.id != *id {
            continue;
        }
        match &page {
            Ok(lesson) => {
                // A place that lies behind the beginning waits for the rest.
                let read = lesson.blocks.last().map_or(0, |block| block.span.end as u64);
                let far = matches!(state.jump, Some(Jump::Source(at) | Jump::Near(at)) if at > read)
                    || matches!(state.jump, Some(Jump::Anchor(_) | Jump::Rule(_)));
                if !lesson.whole {
                    effects.push(Effect::LoadRest(id.clone()));
                }
                if lesson.whole || !far {
                    state.changed =
                        !is_front_page(id) && finished.is_some_and(|f| lesson.whole && f.hash != lesson.hash);
                    if let Some(Jump::Rule(rule)) = state.jump {
                        state.jump = section_of(lesson, rule).map(Jump::Anchor);
                    }
                    state.lesson = Some(lesson.clone());
                }
            }
            Err(error) => state.error = Some(error.clone()),
        }
    }
    effects
}

/// Returns the anchor of the section with the first example of a rule.
fn section_of(lesson: &Lesson, rule: &str) -> Option<String> {
    let mut anchor = None;
    for block in &lesson.blocks {
        if let BlockKind::Heading { anchor: name, .. } = &block.kind {
            anchor = Some(name.clone());
        }
        let mut shows = false;
        walk_code(std::slice::from_ref(block), &mut |code| shows |= code.attrs.rules.iter().any(|name| name == rule));
        if shows {
            return anchor;
        }
    }
    None
}

/// Does what Enter does on a target.
pub fn follow(app: &mut App, target: &TargetAt) -> Vec<Effect> {
    let link = match &target.what {
        TargetWhat::Code { source, .. } => {
            app.tell("Copied this block.");
            return vec![Effect::Copy(source.to_string())];
        }
        TargetWhat::Link(link) => link.clone(),
    };
    match link {
        LinkTarget::Term(id) => open_term(app, id),
        LinkTarget::Lesson { id, anchor } => {
            app.overlay = None;
            open(app, id, anchor.map(Jump::Anchor))
        }
        LinkTarget::Section(anchor) => jump(app, anchor),
        LinkTarget::Footnote(label) => jump(app, format!("^{label}")),
        LinkTarget::Web(address) => {
            app.tell(format!("Copied {address}"));
            vec![Effect::Copy(address)]
        }
        LinkTarget::Unknown(raw) => {
            app.tell(format!("This link leads nowhere the tutor knows: {raw}"));
            Vec::new()
        }
    }
}

fn jump(app: &mut App, anchor: String) -> Vec<Effect> {
    app.overlay = None;
    if let Screen::Lesson(page) = app.screen_mut() {
        page.jump = Some(Jump::Anchor(anchor));
    }
    Vec::new()
}
