//! Before the start and after the end: what was looked at, the agenda, what comes of it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{drift, more_below, standing};
use crate::app::App;
use crate::app::drawn::SheetDrawn;
use crate::app::keymap::Context;
use crate::app::screens::session::{Check, CheckState, SessionState, agenda_rows};
use crate::course::Inlines;
use crate::course::track::duration;
use crate::team::report::LineState;
use crate::team::room::RoomItemState;
use crate::team::{ItemKind, Room};
use crate::ui::page::PageOptions;
use crate::ui::theme::{self, Role, Theme, contrast};
use crate::ui::view::View;
use crate::ui::widgets::sheet::Sheet;

/// Widest text.
const WIDEST: u16 = 90;
/// What a projector should have.
const RECOMMENDED: (u16, u16) = (100, 30);
/// The check that a sample stands below.
const COLOURS: &str = "Colours";
/// With less than this, hardly anything of a slide is left.
const LEAST: (u16, u16) = (60, 20);

fn inside(area: Rect) -> Rect {
    Rect { x: area.x + 2, width: area.width.saturating_sub(4).min(WIDEST), ..area }
}

fn options(area: Rect, view: &View) -> PageOptions {
    PageOptions { width: area.width, tab: None, flipped: Vec::new(), stacked: false, glyphs: view.glyphs }
}

/// Draws what is to be known before the start.
pub fn preflight(app: &App, state: &SessionState, view: &mut View, area: Rect, buf: &mut Buffer) -> SheetDrawn {
    let area = inside(area);
    let options = options(area, view);
    let agenda = &state.launch.agenda;
    let mut sheet = Sheet::default();
    sheet.gap().line(&agenda.title, Role::Heading1, &options);
    let cohort = if agenda.cohort.is_empty() { String::new() } else { format!("{}, ", agenda.cohort) };
    let length = format!("{cohort}{} items, {}", agenda.items.len(), duration(agenda.minutes()));
    sheet.row(Vec::new(), &Inlines::plain(length), &options, None).gap();
    for line in before(app, state) {
        sheet.row(Vec::new(), &Inlines::plain(line), &options, None);
    }
    sheet.gap();
    for check in here(app, view).iter().chain(&state.launch.checks) {
        let (sign, word, role) = match check.state {
            CheckState::Good => (view.glyphs.done, "good", Role::Right),
            CheckState::Note => (view.glyphs.missed, "note", Role::Info),
            CheckState::Bad => (view.glyphs.wrong, "heed", Role::Warning),
        };
        let lead = vec![(format!("{sign} {word}  "), role), (format!("{}: ", check.what), Role::Strong)];
        sheet.row(lead, &Inlines::with_code(&check.told), &options, None);
        if check.what == COLOURS {
            sheet.row(sample(view), &Inlines::default(), &options, None);
        }
    }
    sheet.gap().line("Agenda", Role::Heading3, &options);
    let mut part = "";
    for (item, (how, title, minutes, ran)) in agenda.items.iter().zip(agenda_rows(state)) {
        if item.part != part {
            part = &item.part;
            sheet.line(part, Role::Heading3, &options);
        }
        let mut lead =
            vec![(format!("{minutes:>4} min  "), Role::Dim), (format!("{:<11}", item.kind.word()), Role::Text)];
        if state.room.began.is_some() {
            let (sign, word, role) = standing(how, false, view);
            let spent = if ran >= 60_000 { format!(", {} min", ran / 60_000) } else { String::new() };
            lead.push((format!("{sign} {word}{spent}  "), role));
        }
        sheet.row(lead, &Inlines::plain(title), &options, None);
    }
    let drawn = sheet.draw(state.top, false, 0, view, area, buf);
    more_below(&drawn, view, area, buf);
    drawn
}

/// Returns what a press of Enter does here, in a sentence or two.
fn before(app: &App, state: &SessionState) -> Vec<String> {
    let key = |action| app.keymap.key(Context::Preflight, action).map_or(String::new(), |key| key.label(app.ascii));
    let (enter, anew) = (key(crate::app::action::Action::Open), key(crate::app::action::Action::StartAnew));
    let mut lines = Vec::new();
    let left = state.launch.left.as_ref().map(|(_, events)| Room::of(events));
    let room = if state.room.began.is_some() { Some(&state.room) } else { left.as_ref() };
    match room {
        Some(room) => {
            let place = room.place.as_ref().and_then(|place| {
                let at = state.launch.agenda.items.iter().position(|item| item.id == place.item)?;
                let item = &state.launch.agenda.items[at];
                let what = if matches!(item.kind, ItemKind::Quiz(_)) { "question" } else { "slide" };
                let of = state.launch.agenda.items.len();
                Some(format!("item {} of {of}, \"{}\", {what} {}", at + 1, item.title, place.slide + 1))
            });
            let place = place.unwrap_or_else(|| "the first item".to_owned());
            let ago = room.last.map_or(0, |last| app.now.seconds_since(last));
            lines.push(format!("This session was left {}, at {place}.", told_ago(ago)));
            lines.push(if state.can_start_anew() {
                format!("{enter} goes on there; {anew} begins anew with a new log.")
            } else {
                format!("{enter} goes on there; the clock stands still meanwhile.")
            });
        }
        None => lines.push(format!("{enter} starts the clock.")),
    }
    if state.launch.rehearse {
        lines.push("A rehearsal: nothing is recorded.".to_owned());
    }
    lines
}

fn told_ago(seconds: u32) -> String {
    match seconds {
        0..60 => "just now".to_owned(),
        60..7200 => format!("{} min ago", seconds / 60),
        7200..172_800 => format!("{} hours ago", seconds / 3600),
        _ => format!("{} days ago", seconds / 86_400),
    }
}

/// Looks at the screen itself: it may change while this page is up.
fn here(app: &App, view: &View) -> Vec<Check> {
    let (columns, rows) = app.size;
    let (state, told) = if columns >= RECOMMENDED.0 && rows >= RECOMMENDED.1 {
        (CheckState::Good, format!("{columns}x{rows}."))
    } else if columns >= LEAST.0 && rows >= LEAST.1 {
        let wish = format!("{columns}x{rows}; {}x{} shows more on a slide.", RECOMMENDED.0, RECOMMENDED.1);
        (CheckState::Note, format!("{wish} Or make the letters smaller, as long as the last row can read them."))
    } else {
        (CheckState::Bad, format!("{columns}x{rows} is small; slides need at least {}x{}.", LEAST.0, LEAST.1))
    };
    let size = Check { state, what: "Screen".to_owned(), told };
    let key = app.keymap.key(Context::Preflight, crate::app::action::Action::Themes);
    let key = key.map_or(String::new(), |key| key.label(app.ascii));
    let (state, told) = colours(&view.theme, &key);
    vec![size, Check { state, what: COLOURS.to_owned(), told }]
}

/// Says how well the theme can be read: in numbers where its colours are known.
fn colours(theme: &Theme, key: &str) -> (CheckState, String) {
    let name = &theme.name;
    match (contrast::of(theme), name.as_str()) {
        (_, theme::NO_COLOR) => (CheckState::Note, "none; signs and words say the same.".to_owned()),
        (Some(found), _) if found.least < contrast::ENOUGH => {
            let faint = format!("{} has {:.1}:1, less than {}:1", found.of.name(), found.least, contrast::ENOUGH);
            (CheckState::Bad, format!("theme {name}, contrast {:.1}:1; {faint}. {key} tries others.", found.text))
        }
        (Some(found), _) => (
            CheckState::Good,
            format!("theme {name}, contrast {:.1}:1, {:.1}:1 at the least.", found.text, found.least),
        ),
        (None, "high-contrast") => {
            (CheckState::Good, "theme high-contrast, as this terminal paints it; look from the last row.".to_owned())
        }
        (None, _) => {
            let own = format!("theme {name}: the terminal's own, look from the last row.");
            (CheckState::Note, format!("{own} {key} tries others: high-contrast is made for projectors."))
        }
    }
}

/// Returns a line to judge by eye: text, code, and the signs of answers.
fn sample(view: &View) -> Vec<(String, Role)> {
    let glyphs = &view.glyphs;
    vec![
        ("        ".to_owned(), Role::Text),
        ("Text ".to_owned(), Role::Text),
        (" COPY ".to_owned(), Role::Code),
        ("  ".to_owned(), Role::Text),
        ("USER".to_owned(), Role::InlineCode),
        (format!("  {} right", glyphs.done), Role::Right),
        (format!("  {} wrong", glyphs.wrong), Role::Wrong),
        ("  ! warning".to_owned(), Role::Warning),
    ]
}

/// Draws what came of the session.
pub fn over(state: &SessionState, view: &mut View, area: Rect, buf: &mut Buffer) -> SheetDrawn {
    let area = inside(area);
    let options = options(area, view);
    let room = &state.room;
    let clock = room.clock("", 0);
    let mut sheet = Sheet::default();
    sheet.gap().line("The session is over.", Role::Heading1, &options);
    let (sign, told, role) = drift(&clock, &view.glyphs);
    let planned = (clock.ran + clock.left) / 60_000;
    let lead =
        vec![(format!("{} of {planned} minutes  ", clock.ran / 60_000), Role::Text), (format!("{sign} {told}"), role)];
    sheet.row(lead, &Inlines::default(), &options, None).gap();
    for (how, title, minutes, ran) in agenda_rows(state) {
        let (sign, word, role) = standing(how, false, view);
        // Nothing is open any more: the word of the report.
        let word = if how == RoomItemState::Open { LineState::Open.word() } else { word };
        let lead = vec![
            (format!("{sign} {word:<11}"), role),
            (format!("{:>4} of {minutes:>3} min  ", ran / 60_000), Role::Dim),
        ];
        sheet.row(lead, &Inlines::plain(title), &options, None);
    }
    let asked = room.tallies.iter().filter(|tally| tally.hands.iter().any(|hands| *hands > 0)).count();
    sheet.gap();
    let questions = if asked == 1 { "question" } else { "questions" };
    let counts = format!("{} here, {asked} {questions} tallied, {} parked.", room.attended.len(), room.parked.len());
    sheet.row(Vec::new(), &Inlines::plain(counts), &options, None);
    for said in &room.parked {
        sheet.row(
            vec![(format!("  {} ", view.glyphs.bullets[0]), Role::Marker)],
            &Inlines::plain(said.text.clone()),
            &options,
            None,
        );
    }
    sheet.gap();
    for line in ending(state) {
        sheet.row(Vec::new(), &Inlines::with_code(&line), &options, None);
    }
    let drawn = sheet.draw(state.top, false, 0, view, area, buf);
    more_below(&drawn, view, area, buf);
    drawn
}

fn ending(state: &SessionState) -> Vec<String> {
    let name = &state.launch.called;
    let Some(log) = &state.log else { return vec!["A rehearsal: nothing was recorded.".to_owned()] };
    vec![
        format!("Recorded in `{}`", log.display()),
        format!("`seaworthy session handout{name}` writes the page for those who were here."),
    ]
}
