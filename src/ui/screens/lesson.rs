//! A page: the tree of the chapter at the left where there is room, the text, how far one is.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::app::drawn::PageDrawn;
use crate::app::overlay::Overlay;
use crate::app::screens::lesson::{Jump, LessonState};
use crate::app::track;
use crate::app::why::WhyState;
use crate::course::front::{CHAPTER_PAGE, is_front_page, tour_id};
use crate::course::{Lesson, Track};
use crate::id::LessonId;
use crate::ui::glyphs;
use crate::ui::page::{Finds, Page, PageOptions, TargetKind};
use crate::ui::screens::{chapter_lists, why};
use crate::ui::theme::Role;
use crate::ui::view::View;
use crate::ui::widgets::page_view::{self, Window, Words};
use crate::ui::widgets::text::{put, put_cut, style_row};

/// Columns from which the tree is shown.
const TREE_FROM: u16 = 100;
/// Columns of the tree: the widest takes only what the widest page leaves free.
const TREE: (u16, u16) = (32, 56);
/// Widest page, code included.
const WIDEST: u16 = 116;

/// Returns the words of the title row: the path to the page, and how it stands with it.
pub fn title(app: &App, page: &LessonState, drawn: Option<&PageDrawn>) -> (Vec<String>, String) {
    let chapter = app.course.chapter(page.id.chapter_str()).filter(|_| !is_front_page(&page.id));
    let along = page.track.as_ref().and_then(|id| app.course.track(id.as_str()));
    let whole = along.map(|track| &track.title).or(chapter.map(|chapter| &chapter.title));
    let mut path: Vec<String> = whole.cloned().into_iter().collect();
    path.push(app.title(&page.id).to_owned());
    let mut right = Vec::new();
    let place = page.track.as_ref().and_then(|id| track::place(app, id, &page.id));
    right.extend(place.map(|(at, of)| format!("{at} of {of}")));
    match (&page.search, drawn) {
        (Some((query, _)), Some(drawn)) if drawn.matches == 0 => right.push(format!("no \"{query}\" here")),
        (Some(_), Some(drawn)) => right.push(format!("match {} of {}", drawn.current_match + 1, drawn.matches)),
        _ if page.changed => right.push("changed since you read it".to_owned()),
        _ if app.record.is_finished(&page.id) => right.push(format!("{} read", glyphs::set(app.ascii).done)),
        _ if app.record.is_placed(&page.id) => right.push(format!("{} placed", glyphs::set(app.ascii).placed)),
        _ => {}
    }
    if let (Some(drawn), Some(lesson)) = (drawn, &page.lesson) {
        right.push(percent(drawn, lesson));
    }
    (path, right.join("  "))
}

/// Returns how far down one is, by the bytes of the source: known without laying out the rest.
fn percent(drawn: &PageDrawn, lesson: &Lesson) -> String {
    if lesson.whole && drawn.top + drawn.height >= drawn.lines {
        return if drawn.top == 0 { "all".to_owned() } else { "end".to_owned() };
    }
    let part = drawn.at * 100 / (lesson.bytes.max(1) as u64);
    if drawn.top == 0 { "top".to_owned() } else { format!("{}%", part.clamp(1, 99)) }
}

/// Returns the columns of the tree.
fn tree_width(columns: u16) -> u16 {
    columns.saturating_sub(WIDEST + 5).clamp(TREE.0, TREE.1)
}

/// Returns the part of `area` in which the text stands: beside the tree where there is one.
pub fn text_area(app: &App, state: &LessonState, area: Rect) -> Rect {
    let has_tree = area.width >= TREE_FROM && app.course.chapter(state.id.chapter_str()).is_some();
    let tree = tree_width(area.width) + 1;
    if has_tree { Rect { x: area.x + tree, width: area.width - tree, ..area } } else { area }
}

/// Draws the page; returns what there is to know about it.
pub fn draw(app: &App, state: &LessonState, view: &mut View, area: Rect, buf: &mut Buffer) -> Option<PageDrawn> {
    let mut body = text_area(app, state, area);
    if body.x > area.x {
        tree(app, state, view, Rect { width: tree_width(area.width), ..area }, buf);
    }
    if app.why().is_some() {
        body = why::split(body).0;
    }
    if let Some(error) = &state.error {
        let text = format!("This page cannot be shown: {error}");
        let mut y = body.y + 1;
        crate::ui::wrap::wrap(&text, usize::from(body.width.saturating_sub(4)), |from, to| {
            put(buf, body.x + 2, y, &text[from..to], body.width - 4, view.style(Role::Error));
            y += 1;
        });
        return None;
    }
    let lesson = state.lesson.clone()?;
    let lesson = chapter_lists::with_lists(app, state, lesson, view);
    let text = Rect { x: body.x + 2, width: body.width.saturating_sub(4).min(WIDEST), ..body };
    let options = PageOptions {
        width: text.width,
        tab: app.settings.installer.clone(),
        flipped: state.flipped.clone(),
        stacked: false,
        glyphs: view.glyphs,
    };
    let page = view.page(&lesson, &options);
    let found = state.search.as_ref().map(|(query, _)| view.find(&page, query));
    let height = usize::from(text.height);
    let last = page.lines.len().saturating_sub(height);
    let wanted = state.search.as_ref().map_or(0, |(_, current)| *current);
    let current = found.as_ref().map_or(0, |found| current_match(found, wanted, state.top));
    let top = match &state.jump {
        Some(Jump::Source(at)) => page.line_of(*at),
        Some(Jump::Near(at)) => page.line_of(*at).saturating_sub(height / 3),
        Some(Jump::Anchor(anchor)) => page.line_of_anchor(anchor).unwrap_or(state.top),
        Some(Jump::Match) => found.as_ref().and_then(|f| f.lines.get(current)).map_or(state.top, |(first, last)| {
            let seen = *first >= state.top && *last < state.top + height;
            if seen { state.top } else { first.saturating_sub(height / 3) }
        }),
        // It became an anchor when the page was read.
        Some(Jump::Rule(_)) | None => state.top,
    }
    .min(last);
    let words = app.why().and_then(|why| words(&page, why));
    let top = words.as_ref().map_or(top, |words| keep_in_sight(&page, words, top, height)).min(last);
    let matches = found.as_ref().map_or(0, |found| found.lines.len());
    let found = found.map(|found| (found, current));
    // A word on top has a focus of its own, the cursor in a block a pointer.
    let focus = state.focus.filter(|_| !matches!(app.overlay, Some(Overlay::Term(_))) && app.why().is_none());
    let window = Window { top, aside: state.aside, focus, found, words };
    let overflow = page_view::draw(&page, &window, view, text, buf);
    scroll_bar(&page, &lesson, top, height, view, body, buf);
    // The beginning is position 0, whatever byte the first block has.
    let at = page.lines.get(top).filter(|_| top > 0).map_or(0, |line| u64::from(line.at));
    Some(PageDrawn { top, at, height, overflow, matches, current_match: current, ..view.report(&page, report) })
}

/// Returns the words that a cursor in a block is at.
fn words(page: &Page, why: &WhyState) -> Option<Words> {
    let is_it = |slot: &u32| page.codes.get(*slot as usize).is_some_and(|code| code.source == why.source);
    let slots = || {
        page.targets.iter().map(|target| match target.what {
            TargetKind::Code(slot) => Some(slot),
            TargetKind::Link(_) => None,
        })
    };
    let slot = slots().nth(why.target).flatten().filter(is_it).or_else(|| slots().flatten().find(is_it))?;
    let (code, reason) = (page.codes.get(slot as usize)?, why.reason()?);
    let bytes = if code.text == code.source {
        reason.span.start as u32..reason.span.end as u32
    } else {
        // Tabs are shown wider than they are written: whole lines are marked.
        let line = |number: usize| code.lines.get(number.saturating_sub(1));
        line(reason.lines.0)?.start..line(reason.lines.1)?.end
    };
    Some(Words { slot, bytes })
}

/// Returns the top from which the words are to be seen: all of their block where it fits, else a line more at either end.
fn keep_in_sight(page: &Page, words: &Words, top: usize, height: usize) -> usize {
    let Some(code) = page.codes.get(words.slot as usize) else { return top };
    let line = |byte: u32| code.rows.start + code.lines.partition_point(|line| line.start <= byte);
    let (first, last) = (line(words.bytes.start), line(words.bytes.end.saturating_sub(1)));
    let all = &code.rows;
    let (first, end) =
        if all.len() <= height { (all.start, all.end) } else { (first.saturating_sub(1), (last + 2).min(all.end)) };
    if first < top { first } else { top.max(end.saturating_sub(height)).min(first) }
}

/// Returns the find one is at: the wanted one, or when none was chosen yet the first from `top` on.
fn current_match(found: &Finds, wanted: usize, top: usize) -> usize {
    if wanted < found.lines.len() { wanted } else { found.lines.iter().position(|(line, _)| *line >= top).unwrap_or(0) }
}

/// Returns what of a page does not depend on where one is.
fn report(page: &Page) -> PageDrawn {
    PageDrawn {
        lines: page.lines.len(),
        targets: page_view::targets(page),
        flips: page.flips.clone().into(),
        tabs: page.tabs.clone().into(),
        ..PageDrawn::default()
    }
}

fn scroll_bar(page: &Page, lesson: &Lesson, top: usize, height: usize, view: &View, body: Rect, buf: &mut Buffer) {
    if lesson.whole && page.lines.len() <= height {
        return;
    }
    // By bytes, so that the thumb does not jump when the rest of a long page arrives.
    let byte = |line: usize| page.lines.get(line).map_or(lesson.bytes, |line| line.at as usize);
    let all = lesson.bytes.max(1);
    let rows = usize::from(body.height);
    let size = ((byte(top + height) - byte(top).min(byte(top + height))) * rows / all).clamp(1, rows);
    let end = lesson.whole && top + height >= page.lines.len();
    let start = if top == 0 {
        0
    } else if end {
        rows - size
    } else {
        (byte(top) * rows / all).clamp(1, rows.saturating_sub(size + 1).max(1))
    };
    for row in start..(start + size).min(rows) {
        put(buf, body.right() - 1, body.y + row as u16, view.glyphs.thumb, 1, view.style(Role::Marker));
    }
}

/// A line of the tree: its text, how it looks, whether it is the page.
type TreeLine = (String, Role, bool);

/// Draws the chapters, and of this one the lessons; along a track its lessons.
fn tree(app: &App, state: &LessonState, view: &View, area: Rect, buf: &mut Buffer) {
    for y in area.y..area.bottom() {
        put(buf, area.right(), y, view.glyphs.bar, 1, view.style(Role::Border));
    }
    let lines = match state.track.as_ref().and_then(|id| app.course.track(id.as_str())) {
        Some(track) => track_lines(app, track, state, view),
        None => chapter_lines(app, state, view),
    };
    let here = lines.iter().position(|(_, _, here)| *here).unwrap_or(0);
    let height = usize::from(area.height);
    let top = if lines.len() <= height { 0 } else { here.saturating_sub(height / 2).min(lines.len() - height) };
    for (y, (text, role, here)) in (area.y..area.bottom()).zip(&lines[top..]) {
        put_cut(buf, area.x + 1, y, text, area.width - 2, view.glyphs.ellipsis, view.style(*role));
        if *here {
            style_row(buf, area.x, y, area.width, view.style(Role::Selection));
        }
    }
}

fn track_lines(app: &App, track: &Track, state: &LessonState, view: &View) -> Vec<TreeLine> {
    let mut lines = vec![(format!(" {}", track.title), Role::Strong, false)];
    let written = track.written(&app.course);
    lines.extend(written.map(|id| lesson_line(app, id, *id == state.id, view)));
    if track.planned_count(&app.course) > 0 {
        let planned = track.planned_count(&app.course);
        lines.push((format!("   {} {planned} planned", view.glyphs.planned), Role::Dim, false));
    }
    lines
}

fn lesson_line(app: &App, id: &LessonId, here: bool, view: &View) -> TreeLine {
    let (sign, role) = match (app.record.is_finished(id), app.record.is_placed(id), app.record.is_opened(id)) {
        (true, ..) => (view.glyphs.done, Role::Right),
        (_, true, _) => (view.glyphs.placed, Role::Right),
        (_, _, true) => (view.glyphs.started, Role::Text),
        _ => (view.glyphs.open, Role::Text),
    };
    (format!("  {sign} {}", app.title(id)), role, here)
}

fn chapter_lines(app: &App, state: &LessonState, view: &View) -> Vec<TreeLine> {
    let mut lines: Vec<TreeLine> = Vec::new();
    if app.course.tour {
        lines.push((" Tour".to_owned(), Role::Dim, state.id == tour_id()));
    }
    for (number, chapter) in app.course.chapters.iter().enumerate() {
        let here = chapter.id.as_str() == state.id.chapter_str();
        let written = chapter.written().count();
        let done = chapter.written().filter(|id| app.record.is_done(id)).count();
        let sign = if written > 0 && done == written { view.glyphs.done } else { " " };
        let role = if here {
            Role::Strong
        } else if written == 0 {
            Role::Dim
        } else {
            Role::Text
        };
        let at_page = here && state.id.slug() == CHAPTER_PAGE;
        lines.push((format!("{:>2} {} {sign}", number + 1, chapter.title), role, at_page));
        if !here {
            continue;
        }
        lines.extend(chapter.written().map(|id| lesson_line(app, id, *id == state.id, view)));
        if chapter.planned_count() > 0 {
            lines.push((format!("   {} {} planned", view.glyphs.planned, chapter.planned_count()), Role::Dim, false));
        }
    }
    lines
}
