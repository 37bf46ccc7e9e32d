//! Home: where to go on, the chapters with their gauges, the last weeks.

mod chapters;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::app::drawn::SheetDrawn;
use crate::app::screens::home::{HomeState, Row, rows};
use crate::app::screens::progress::summarise;
use crate::app::screens::quiz::Half;
use crate::app::screens::review::{in_days, more_wait};
use crate::app::track::standing;
use crate::course::Track;
use crate::course::front::tour_id;
use crate::course::track::duration;
use crate::progress::Summary;
use crate::review::Why;
use crate::review::outlook::ACTIVE_OF;
use crate::ui::theme::Role;
use crate::ui::view::View;
use crate::ui::widgets::text::{put, put_cut, style_row};
use crate::ui::widgets::{heat, scroll_bar};
use crate::ui::wrap::width;

use chapters::{Columns, chapter, promise};

/// Columns from which the heat map stands beside the chapters.
const WIDE: u16 = 76;
/// Widest list: a gauge far from its title is nobody's.
const WIDEST: u16 = 96;

/// Draws home.
pub fn draw(app: &App, state: &HomeState, view: &mut View, area: Rect, buf: &mut Buffer) {
    let summary = summarise(app);
    let rows = rows(app);
    let wide = area.width >= WIDE;
    let side = match area.width {
        0..WIDE => 0,
        WIDE..100 => 24,
        _ => 40,
    };
    let main = Rect { x: area.x + 1, width: area.width.saturating_sub(side + 3).min(WIDEST), ..area };
    let cursor = state.cursor.min(rows.len().saturating_sub(1));
    let columns = Columns::of(app, &summary, main.width.saturating_sub(2), view);
    // One line before each group: its heading.
    let mut lines: Vec<Line> = layout(&rows);
    // Rather no empty lines than rows out of sight.
    if lines.len() > usize::from(area.height) {
        lines.retain(|line| !matches!(line, Line::Gap));
    }
    let chosen = lines.iter().position(|line| matches!(line, Line::Row(row) if *row == cursor)).unwrap_or(0);
    let height = usize::from(area.height);
    let top = if lines.len() <= height { 0 } else { chosen.saturating_sub(height / 2).min(lines.len() - height) };
    for (y, line) in (area.y..area.bottom()).zip(&lines[top..]) {
        match line {
            Line::Gap => {}
            Line::Heading(text) => {
                let x = put(buf, main.x, y, text, main.width, view.style(Role::Heading2));
                if columns.has_planned {
                    let legend = "read of written, + still to come";
                    put(buf, x + 3, y, legend, main.right().saturating_sub(x + 3), view.style(Role::Dim));
                }
            }
            Line::Row(number) => {
                row(app, &rows[*number], *number == cursor, (&summary, &columns), (main, y), view, buf);
            }
        }
    }
    let drawn = SheetDrawn { top, lines: lines.len(), height, ..SheetDrawn::default() };
    scroll_bar::draw(&drawn, view, area, area.right() - 1, buf);
    if wide {
        let side = Rect { x: main.right() + 2, width: side - 1, ..area };
        let below = weeks(&summary, view, side, buf);
        if let Some(Row::Chapter(id)) = rows.get(cursor) {
            let left = Rect { y: below, height: area.bottom().saturating_sub(below + 1), ..side };
            promise(app, id.as_str(), view, left, buf);
        }
    }
}

enum Line {
    Gap,
    Heading(&'static str),
    Row(usize),
}

fn layout(rows: &[Row]) -> Vec<Line> {
    let mut lines = vec![Line::Gap];
    let mut chapters = false;
    for (number, row) in rows.iter().enumerate() {
        if matches!(row, Row::Chapter(_)) && !chapters {
            chapters = true;
            lines.push(Line::Gap);
            lines.push(Line::Heading("The voyage"));
        }
        lines.push(Line::Row(number));
    }
    lines
}

fn row(
    app: &App,
    row: &Row,
    chosen: bool,
    known: (&Summary, &Columns),
    place: (Rect, u16),
    view: &View,
    buf: &mut Buffer,
) {
    let ((area, y), summary) = (place, known.0);
    let pointer = if chosen { view.glyphs.pointer } else { " " };
    put(buf, area.x, y, pointer, 1, view.style(Role::Marker));
    let (x, room) = (area.x + 2, area.width.saturating_sub(2));
    let ellipsis = view.glyphs.ellipsis;
    match row {
        Row::Session => {
            let Some(session) = &app.session else { return };
            let (done, all) = session.standing.done(&session.agenda);
            let text = format!("{}: {done} of {all} done", session.agenda.title);
            two(buf, (x, y), room, ("Session", &text), view, ellipsis);
        }
        Row::Continue { id, begun } => {
            let word = if *begun { "Continue" } else { "Begin" };
            let title = if *id == tour_id() { "two minutes aboard: how this tutor works" } else { app.title(id) };
            two(buf, (x, y), room, (word, title), view, ellipsis);
        }
        Row::Track(id) => {
            let Some(track) = app.course.track(id.as_str()) else { return };
            let x = put(buf, x, y, &track.title, room, view.style(Role::Strong)) + 2;
            let room = area.right().saturating_sub(x);
            put_cut(
                buf,
                x,
                y,
                &track_text(app, track, usize::from(room), ellipsis),
                room,
                ellipsis,
                view.style(Role::Text),
            );
        }
        Row::Resume(half) => {
            let text = match half {
                Half::Exam(0) => "the exam you left: hand it in".to_owned(),
                Half::Exam(left) => format!("the exam you left: {left} to go"),
                Half::Quiz(left) => format!("the quiz you left: {left} to go"),
                Half::Placement(id) => {
                    let chapter = app.course.chapter(id.as_str()).map_or(id.as_str(), |chapter| &chapter.title);
                    format!("the test of \"{chapter}\"")
                }
            };
            two(buf, (x, y), room, ("Resume", &text), view, ellipsis);
        }
        Row::Review => two(buf, (x, y), room, ("Review", &review_text(app)), view, ellipsis),
        Row::Quiz => {
            let read = app.course.written().any(|id| app.record.is_opened(id));
            let text = if read { "ten questions from what you have read" } else { "ten questions from everything" };
            two(buf, (x, y), room, ("Quiz", text), view, ellipsis);
        }
        Row::Check => {
            two(buf, (x, y), room, ("Check", "the Dockerfiles here, and the next step"), view, ellipsis);
        }
        Row::Progress => two(buf, (x, y), room, ("Progress", &progress_text(summary)), view, ellipsis),
        Row::Chapter(id) => chapter(app, id.as_str(), known, (x, y), view, buf),
    }
    if chosen {
        style_row(buf, area.x, y, area.width, view.style(Role::Selection));
    }
}

fn two(buf: &mut Buffer, at: (u16, u16), room: u16, words: (&str, &str), view: &View, ellipsis: &str) {
    put(buf, at.0, at.1, words.0, room, view.style(Role::Strong));
    put_cut(buf, at.0 + 10, at.1, words.1, room.saturating_sub(10), ellipsis, view.style(Role::Text));
}

/// Returns how far one is in a track, with the lesson that comes next where there is room for some of its title.
fn track_text(app: &App, track: &Track, room: usize, ellipsis: &str) -> String {
    let standing = standing(app, track);
    let minutes = |minutes: Option<u32>| minutes.map(|minutes| format!(", {}", duration(minutes))).unwrap_or_default();
    if standing.is_new() {
        return format!("{} lessons{}", standing.written, minutes(standing.minutes));
    }
    if standing.is_done() {
        let done = if standing.placed > 0 { "read or placed" } else { "read" };
        return format!("all {} lessons {done}", standing.written);
    }
    let placed = if standing.placed > 0 { format!(", {} placed", standing.placed) } else { String::new() };
    let head = format!("{} of {} read{placed}", standing.read, standing.written);
    let left = standing.left.map(|left| format!(", {} left", duration(left))).unwrap_or_default();
    let title = standing.next.as_ref().map(|id| app.title(id)).unwrap_or_default();
    let next = room.saturating_sub(width(&head) + width(&left) + ", next: ".len());
    if next < 12.min(width(title)) {
        return head + &left;
    }
    if width(title) <= next {
        return format!("{head}, next: {title}{left}");
    }
    let mut cut = String::new();
    for c in title.chars() {
        cut.push(c);
        if width(&cut) + width(ellipsis) > next {
            cut.pop();
            break;
        }
    }
    format!("{head}, next: {}{ellipsis}{left}", cut.trim_end())
}

/// Returns what is due, once it was counted.
pub fn review_text(app: &App) -> String {
    let today = app.now.day(app.offset);
    let Some(due) = app.reviews.fresh(today, None) else { return "what you answered, before it fades".to_owned() };
    let sure = due.queue.items.iter().filter(|item| item.why == Why::SureButWrong).count();
    match (due.queue.items.len(), sure, due.queue.next) {
        (0, _, _) if due.queue.waiting > 0 => format!("enough for today; {} wait", due.queue.waiting),
        (0, _, Some((day, count))) => format!("nothing due; {count} {}", in_days(day, today)),
        (0, _, None) => "nothing due".to_owned(),
        // Progress counts all of them; without a word on the rest the two seem to disagree.
        (items, 0, _) if due.queue.waiting > 0 => format!("{items} for today, {}", more_wait(due.queue.waiting)),
        (items, 0, _) => format!("{items} due"),
        (items, 1, _) => format!("{items} due, 1 of them sure but wrong"),
        (items, sure, _) => format!("{items} due, {sure} of them sure but wrong"),
    }
}

fn progress_text(summary: &Summary) -> String {
    let totals = &summary.totals;
    let written: usize = summary.chapters.iter().map(|gauge| gauge.written).sum();
    if totals.placed > 0 {
        let (read, placed, answered) = (totals.lessons, totals.placed, totals.questions);
        return format!("{read} of {written} read, {placed} placed, {answered} answered");
    }
    match totals.answers {
        0 => format!("{} of {written} lessons read", totals.lessons),
        _ => format!("{} of {written} lessons read, {} answered", totals.lessons, totals.questions),
    }
}

/// Draws the last weeks; returns the row below them that is free.
fn weeks(summary: &Summary, view: &View, area: Rect, buf: &mut Buffer) -> u16 {
    let x = area.x;
    put(buf, x, area.y + 1, "The last weeks", area.width, view.style(Role::Heading2));
    let map = Rect { x, y: area.y + 2, width: area.width, height: heat::ROWS };
    if map.bottom() + 4 > area.bottom() {
        return area.bottom();
    }
    heat::draw(&summary.heat, view, map, buf);
    let lines = [
        // A pause is a gap, and gaps are not counted.
        match summary.heat.active(ACTIVE_OF) {
            0 => String::new(),
            days => format!("active on {days} of {ACTIVE_OF} days"),
        },
        match summary.totals.missed {
            0 => String::new(),
            1 => "1 question to redo".to_owned(),
            missed => format!("{missed} questions to redo"),
        },
    ];
    let mut y = map.bottom() + 1;
    for line in lines.iter().filter(|line| !line.is_empty()) {
        put(buf, x, y, line, area.width, view.style(Role::Dim));
        y += 1;
    }
    y + u16::from(y > map.bottom() + 1)
}
