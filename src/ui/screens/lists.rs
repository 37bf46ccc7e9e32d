//! Lists and prompts on top of a screen: outline, bookmarks, themes; search and report lines; the question before a reset.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::app::action::Action;
use crate::app::keymap::Context;
use crate::app::overlay::Overlay;
use crate::app::screens::Screen;
use crate::app::text_input::TextInput;
use crate::id::{ChapterId, LessonId};
use crate::ui::theme::Role;
use crate::ui::view::View;
use crate::ui::widgets::text::{clear_row, fill_row, put, put_cut, style_row};
use crate::ui::wrap::width;

/// Draws a frame in the middle of `area`, with a title in its upper line; returns its inside.
pub fn frame(title: &str, columns: u16, rows: u16, view: &View, area: Rect, buf: &mut Buffer) -> Rect {
    let (w, h) = ((columns + 4).min(area.width), (rows + 2).min(area.height));
    let outer = Rect { x: area.x + (area.width - w) / 2, y: area.y + (area.height - h) / 2, width: w, height: h };
    let border = view.style(Role::Border);
    // The first and last letters of lines below are no text.
    let cleared = if outer.x - area.x < 4 { area } else { outer };
    for y in outer.y..outer.bottom() {
        clear_row(buf, cleared.x, y, cleared.width, view.style(Role::Text));
        put(buf, outer.x, y, view.glyphs.bar, 1, border);
        put(buf, outer.right() - 1, y, view.glyphs.bar, 1, border);
    }
    let line = view.glyphs.line.repeat(usize::from(w - 2));
    let (corners, ends) =
        if view.glyphs.bar == "|" { (["+", "+"], ["+", "+"]) } else { (["┌", "┐"], ["└", "┘"]) };
    for (y, [left, right]) in [(outer.y, corners), (outer.bottom() - 1, ends)] {
        put(buf, outer.x, y, left, 1, border);
        put(buf, outer.x + 1, y, &line, w - 2, border);
        put(buf, outer.right() - 1, y, right, 1, border);
    }
    if !title.is_empty() {
        put_cut(
            buf,
            outer.x + 2,
            outer.y,
            &format!(" {title} "),
            w.saturating_sub(4),
            view.glyphs.ellipsis,
            view.style(Role::Heading2),
        );
    }
    Rect { x: outer.x + 2, y: outer.y + 1, width: w.saturating_sub(4), height: h.saturating_sub(2) }
}

/// Draws a list; returns how many rows it can show.
pub fn draw(app: &App, overlay: &Overlay, view: &View, area: Rect, buf: &mut Buffer) -> usize {
    let (title, rows, cursor): (&str, Vec<String>, usize) = match overlay {
        Overlay::Outline { rows, cursor } => {
            let indent = |level: u8| "  ".repeat(usize::from(level.saturating_sub(2)));
            ("Outline", rows.iter().map(|(level, title, _)| indent(*level) + title).collect(), *cursor)
        }
        Overlay::Bookmarks { rows, cursor } => {
            let row = |(id, at): &(crate::id::LessonId, u64)| {
                let between = if app.ascii { ">" } else { "›" };
                let place = place(app, id, *at).map(|place| format!(" {between} {place}")).unwrap_or_default();
                format!("{} {}{place}", view.glyphs.bookmark, app.title(id))
            };
            ("Bookmarks", rows.iter().map(row).collect(), *cursor)
        }
        Overlay::Themes { rows, cursor, .. } => ("Theme", rows.clone(), *cursor),
        _ => return 0,
    };
    let widest = rows.iter().map(|row| width(row)).max().unwrap_or(0).max(24) as u16;
    let inside = frame(title, widest + 2, rows.len() as u16, view, area, buf);
    list(&rows, cursor, view, inside, buf);
    usize::from(inside.height)
}

/// Returns the section that byte `at` of a page stands in, where the page was read.
fn place<'a>(app: &'a App, id: &LessonId, at: u64) -> Option<&'a str> {
    let sections = app.pages.get(id)?.sections();
    sections.take_while(|section| section.span.start as u64 <= at).last().map(|section| section.title)
}

fn list(rows: &[String], cursor: usize, view: &View, area: Rect, buf: &mut Buffer) {
    let height = usize::from(area.height);
    let top = (cursor + 1).saturating_sub(height);
    for (y, (number, row)) in (area.y..area.bottom()).zip(rows.iter().enumerate().skip(top)) {
        let chosen = number == cursor;
        put(buf, area.x, y, if chosen { view.glyphs.pointer } else { " " }, 1, view.style(Role::Marker));
        put_cut(buf, area.x + 2, y, row, area.width.saturating_sub(2), view.glyphs.ellipsis, view.style(Role::Text));
        if chosen {
            style_row(buf, area.x, y, area.width, view.style(Role::Selection));
        }
    }
}

/// Draws a line to type in above the footer; returns where the cursor stands.
pub fn prompt(label: &str, input: &TextInput, view: &View, area: Rect, buf: &mut Buffer) -> (u16, u16) {
    let y = area.bottom() - 1;
    clear_row(buf, area.x, y, area.width, view.style(Role::Text));
    let x = put_cut(buf, area.x + 1, y, label, area.width * 2 / 3, view.glyphs.ellipsis, view.style(Role::Strong));
    field(input, x, y, area.right().saturating_sub(x + 1), view, buf)
}

/// Draws a text field; its end is shown when it is longer than its room. Returns where the cursor stands.
pub fn field(input: &TextInput, x: u16, y: u16, room: u16, view: &View, buf: &mut Buffer) -> (u16, u16) {
    let before = width(input.before_cursor()) as u16;
    let hidden = (before + 1).saturating_sub(room);
    let (shown, pad) = crate::ui::widgets::text::skip(input.text(), hidden);
    fill_row(buf, x, y, room, view.style(Role::Input));
    put(buf, x + pad, y, shown, room.saturating_sub(pad), view.style(Role::Input));
    ((x + before - hidden).min(x + room.saturating_sub(1)), y)
}

/// Asks whether to forget a chapter's progress.
pub fn confirm_reset(app: &App, chapter: &ChapterId, view: &View, area: Rect, buf: &mut Buffer) {
    let title = app.course.chapter(chapter.as_str()).map_or(chapter.as_str(), |c| c.title.as_str());
    let forget = format!("Forget what you read and answered in \"{title}\"?");
    let lines = [forget.as_str(), "Other chapters stay. The log keeps the old lines."];
    confirm(app, "Reset chapter", &lines, ["yes, start this chapter anew", "no"], view, area, buf);
}

/// Asks whether to leave an exam.
pub fn leave_exam(app: &App, view: &View, area: Rect, buf: &mut Buffer) {
    let has_clock = |screen: &Screen| matches!(screen, Screen::Quiz(quiz) if quiz.running_exam().is_some_and(|exam| exam.terms.minutes.is_some()));
    let clock = if has_clock(app.screen()) { "Its clock goes on while you are away." } else { "It has no clock." };
    let lines = [
        "Leave the exam before it is handed in?",
        "Your answers are kept, and home resumes the exam",
        "until it is handed in.",
        clock,
    ];
    confirm(app, "Leave the exam", &lines, ["yes, leave for now", "no, go on"], view, area, buf);
}

/// Asks something that is answered by yes or no.
fn confirm(app: &App, title: &str, text: &[&str], answers: [&str; 2], view: &View, area: Rect, buf: &mut Buffer) {
    let key = |action| app.keymap.key(Context::Confirm, action).map_or(String::new(), |key| key.label(app.ascii));
    let [yes, no] = answers;
    let keys = format!("{}  {yes}     {}  {no}", key(Action::Yes), key(Action::No));
    let lines: Vec<&str> = text.iter().copied().chain(["", keys.as_str()]).collect();
    let widest = lines.iter().map(|line| width(line)).max().unwrap_or(0) as u16;
    let inside = frame(title, widest, lines.len() as u16, view, area, buf);
    for (y, line) in (inside.y..inside.bottom()).zip(&lines) {
        put_cut(buf, inside.x, y, line, inside.width, view.glyphs.ellipsis, view.style(Role::Text));
    }
}
