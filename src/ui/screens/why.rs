//! The panel of "Why is this here?": the words one is at, what they are there for, what is lost without them, what rules find there, and
//! the lesson.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::app::drawn::SheetDrawn;
use crate::app::why::WhyState;
use crate::course::Inlines;
use crate::diagnostic::Severity;
use crate::id::LessonId;
use crate::ui::page::PageOptions;
use crate::ui::theme::Role;
use crate::ui::view::View;
use crate::ui::widgets::sheet::Sheet;
use crate::ui::widgets::text::{clear_row, put, put_cut};
use crate::ui::wrap::width;
use crate::why::Reason;

/// Widest text.
const WIDEST: u16 = 88;

/// Cuts the panel off the bottom of a page's area; returns what is left and the panel.
pub fn split(area: Rect) -> (Rect, Rect) {
    let rows = (area.height * 2 / 5 + 1).clamp(6, 13).min(area.height.saturating_sub(4));
    let upper = Rect { height: area.height - rows, ..area };
    (upper, Rect { y: upper.bottom(), height: rows, ..area })
}

/// Draws the panel; returns how far it goes.
pub fn draw(app: &App, state: &WhyState, view: &mut View, area: Rect, buf: &mut Buffer) -> SheetDrawn {
    for y in area.y..area.bottom() {
        clear_row(buf, area.x, y, area.width, view.style(Role::Text));
    }
    let Some(reason) = state.reason() else { return SheetDrawn::default() };
    head(state, reason, view, area, buf);
    let inside = Rect {
        x: area.x + 2,
        y: area.y + 1,
        width: area.width.saturating_sub(4).min(WIDEST),
        height: area.height.saturating_sub(1),
    };
    let options =
        PageOptions { width: inside.width, tab: None, flipped: Vec::new(), stacked: false, glyphs: view.glyphs };
    let mut sheet = Sheet::default();
    sheet.row(Vec::new(), &inlines(&reason.purpose), &options, None);
    if !reason.without.is_empty() {
        let lead = vec![("Without it: ".to_owned(), Role::Strong)];
        sheet.row(lead, &inlines(&reason.without), &options, None);
    }
    for fault in &reason.faults {
        let role = match fault.level {
            Severity::Error => Role::Error,
            Severity::Warning => Role::Warning,
            Severity::Note | Severity::Style => Role::Info,
        };
        let fix = fault.fix.as_ref().map(|fix| format!("; {fix}")).unwrap_or_default();
        let lead = vec![(format!("{}: ", fault.rule), role)];
        sheet.row(lead, &inlines(&format!("{}{fix}", fault.message)), &options, None);
    }
    if let Some(id) = reason.practice.and_then(|practice| practice.parse::<LessonId>().ok()) {
        let lead = vec![("Lesson: ".to_owned(), Role::Strong)];
        sheet.row(lead, &Inlines::plain(lesson(app, &id)), &options, None);
    }
    let drawn = sheet.draw(state.top, false, 0, view, inside, buf);
    if drawn.top + drawn.height < drawn.lines {
        put(buf, area.right() - 2, area.bottom() - 1, view.glyphs.ellipsis, 1, view.style(Role::Overflow));
    }
    drawn
}

/// Draws the line above: the words, and how many there are to step through.
fn head(state: &WhyState, reason: &Reason, view: &View, area: Rect, buf: &mut Buffer) {
    let border = view.style(Role::Border);
    put(buf, area.x, area.y, &view.glyphs.line.repeat(usize::from(area.width)), area.width, border);
    let count = format!(" {} of {} ", state.cursor + 1, state.reasons.len());
    let room = area.width.saturating_sub(width(&count) as u16 + 6);
    let words = format!(" {} ", reason.about);
    put_cut(buf, area.x + 2, area.y, &words, room, view.glyphs.ellipsis, view.style(Role::Heading2));
    let x = area.right().saturating_sub(width(&count) as u16 + 2);
    put(buf, x, area.y, &count, area.width, view.style(Role::Dim));
}

/// Returns the title of a lesson with what there is to know before one opens it.
fn lesson(app: &App, id: &LessonId) -> String {
    match app.course.entry(id) {
        Some(entry) if entry.is_written() && app.why_lesson().is_none() => format!("{} (this page)", app.title(id)),
        Some(entry) if entry.is_written() => app.title(id).to_owned(),
        Some(_) => format!("{} (not yet written)", app.title(id)),
        None => id.to_string(),
    }
}

/// Reads a sentence with code between backticks.
pub(super) fn inlines(sentence: &str) -> Inlines {
    Inlines::with_code(sentence)
}
