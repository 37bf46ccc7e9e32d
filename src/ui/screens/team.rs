//! The team screen: a row for each person, or the chapters of one. Only the rows that are seen are made, so that hundreds of people cost no
//! more than twenty.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::app::drawn::SheetDrawn;
use crate::app::member::{Member, MemberChapter};
use crate::app::screens::team::TeamState;
use crate::course::Inlines;
use crate::time::Day;
use crate::ui::page::PageOptions;
use crate::ui::theme::Role;
use crate::ui::view::View;
use crate::ui::widgets::gauge;
use crate::ui::widgets::sheet::Sheet;
use crate::ui::widgets::text::{fill_row, put, put_cut};

/// Widest rows.
const WIDEST: u16 = 110;
/// Columns of a gauge.
const GAUGE: u16 = 10;
/// Lines for what is wrong.
const PROBLEMS: usize = 3;

/// Returns the path and the counts for the line at the top.
pub fn title(state: &TeamState) -> (Vec<String>, String) {
    let mut path = vec!["Team".to_owned()];
    path.extend(state.open.iter().map(|(member, _)| member.name.clone()));
    let told = match state.read {
        None => "reading…".to_owned(),
        Some((read, all)) if read < all => format!("{read} of {all} read"),
        Some(_) if state.members.len() == 1 => "1 person".to_owned(),
        Some(_) => format!("{} people, {}", state.members.len(), state.order.word()),
    };
    (path, told)
}

/// Draws the screen; `height` of what it returns is how many people are seen.
pub fn draw(app: &App, state: &TeamState, view: &mut View, area: Rect, buf: &mut Buffer) -> SheetDrawn {
    let area = Rect { x: area.x + 2, width: area.width.saturating_sub(4).min(WIDEST), ..area };
    match &state.open {
        Some((member, top)) => person(app, member, *top, view, area, buf),
        None => people(app, state, view, area, buf),
    }
}

/// Where the columns begin: the name takes what is left.
struct Columns {
    name: u16,
    active: u16,
    gauge: u16,
    told: u16,
    due: u16,
    track: u16,
}

impl Columns {
    /// Pointer, name, last active, gauge, lessons, due, track; the last and the gauge only where there is room.
    fn of(width: u16) -> Self {
        let track = if width >= 90 { 28 } else { 0 };
        let gauge = if width >= 72 { GAUGE + 1 } else { 0 };
        let told = if width >= 72 { 21 } else { 16 };
        let fixed = 2 + 2 + 15 + gauge + told + 1 + 6 + track;
        let name = width.saturating_sub(fixed).clamp(8, 28);
        Self { name, active: 2 + name + 2, gauge, told, due: 2 + name + 2 + 15 + gauge + told + 1, track }
    }
}

fn people(app: &App, state: &TeamState, view: &mut View, area: Rect, buf: &mut Buffer) -> SheetDrawn {
    let mut y = area.y + 1;
    let dim = view.style(Role::Dim);
    if state.members.is_empty() {
        let text = if state.is_read() {
            "No progress export in this folder: NAME.jsonl or NAME/progress.jsonl."
        } else {
            "Reading the exports of this folder."
        };
        put(buf, area.x, y, text, area.width, view.style(Role::Text));
        y += 2;
    }
    let shown = state.problems.len().min(PROBLEMS);
    for (number, problem) in state.problems.iter().take(shown).enumerate() {
        let more = state.problems.len() - shown;
        let text = match (number + 1 == shown, more) {
            (true, more @ 1..) => format!("{problem} (and {more} more)"),
            _ => problem.clone(),
        };
        put_cut(buf, area.x, y, &format!("! {text}"), area.width, view.glyphs.ellipsis, view.style(Role::Warning));
        y += 1;
    }
    y += u16::from(shown > 0);
    let columns = Columns::of(area.width);
    let head = view.style(Role::TableHead);
    if !state.members.is_empty() {
        put(buf, area.x + 2, y, "Name", columns.name, head);
        put(buf, area.x + columns.active, y, "Last active", 13, head);
        put(buf, area.x + columns.active + 15, y, "Lessons", 20, head);
        put(buf, area.x + columns.due, y, "Due", 6, head);
        if columns.track > 0 {
            put(buf, area.x + columns.due + 6, y, "Track", columns.track, head);
        }
        y += 1;
    }
    let height = usize::from(area.bottom().saturating_sub(y + 1));
    let top = state.top.min(state.members.len().saturating_sub(height));
    let today = app.now.day(app.offset);
    for (number, member) in state.members.iter().enumerate().skip(top).take(height) {
        row(member, number == state.cursor, &columns, today, view, Rect { y, height: 1, ..area }, buf);
        y += 1;
    }
    let more = state.members.len().saturating_sub(top + height);
    if more > 0 {
        put(buf, area.x + 2, y, &format!("{more} more below"), area.width - 2, dim);
    }
    SheetDrawn { top, lines: state.members.len(), height, overflow: 0 }
}

fn row(member: &Member, chosen: bool, columns: &Columns, today: Day, view: &View, at: Rect, buf: &mut Buffer) {
    let over = |role| if chosen { view.style(role).patch(view.style(Role::Selection)) } else { view.style(role) };
    if chosen {
        fill_row(buf, at.x, at.y, at.width, view.style(Role::Selection));
        put(buf, at.x, at.y, view.glyphs.pointer, 1, over(Role::Marker));
    }
    let ellipsis = view.glyphs.ellipsis;
    put_cut(buf, at.x + 2, at.y, &member.name, columns.name, ellipsis, over(Role::Strong));
    put(buf, at.x + columns.active, at.y, &member.ago(today), 14, over(Role::Dim));
    let mut x = at.x + columns.active + 15;
    if columns.gauge > 0 {
        let reached = member.reached;
        gauge::draw(reached.read + reached.placed, reached.written, GAUGE, (x, at.y), view, buf);
        x += columns.gauge;
    }
    put_cut(buf, x, at.y, &member.reached.told(), columns.told, ellipsis, over(Role::Text));
    let due = if member.due > 0 { member.due.to_string() } else { String::new() };
    put(buf, at.x + columns.due, at.y, &due, 6, over(Role::Text));
    if columns.track > 0 {
        put_cut(buf, at.x + columns.due + 6, at.y, member.follows(), columns.track, ellipsis, over(Role::Dim));
    }
}

fn person(app: &App, member: &Member, top: usize, view: &mut View, area: Rect, buf: &mut Buffer) -> SheetDrawn {
    let options =
        PageOptions { width: area.width, tab: None, flipped: Vec::new(), stacked: false, glyphs: view.glyphs };
    let mut sheet = Sheet::default();
    sheet.gap().line(&member.name, Role::Heading1, &options).gap();
    let mut say = |text: String| {
        sheet.row(Vec::new(), &Inlines::plain(text), &options, None);
    };
    say(format!("Last active {}.", member.ago(app.now.day(app.offset))));
    say(format!("Follows {}: {}.", member.follows(), member.reached.told()));
    let (answers, right) = member.answers;
    if answers > 0 {
        say(format!("{answers} answers, {right} of them right; {} due for review.", member.due));
    }
    if let Some(chapter) = member.shaky() {
        say(format!("\"{}\" may be worth another look.", chapter.title));
    }
    for problem in &member.problems {
        sheet.row(vec![("! ".to_owned(), Role::Warning)], &Inlines::plain(problem.clone()), &options, None);
    }
    sheet.gap();
    for chapter in &member.chapters {
        let lead = vec![(format!("{:>3}%  ", chapter.reached.share()), Role::Dim)];
        let text = format!("{}: {}", chapter.title, told(chapter));
        sheet.row(lead, &Inlines::plain(text), &options, None);
    }
    sheet.draw(top, true, 0, view, area, buf)
}

fn told(chapter: &MemberChapter) -> String {
    let known = match chapter.known {
        Some(known) => format!("; {known}% of {} answered questions known today", chapter.answered),
        None => String::new(),
    };
    format!("{}{known}", chapter.reached.told())
}
