//! A session as text: slide by slide, question by question, each put out when an empty line asks for it.

use std::fmt::Write as _;
use std::sync::Arc;

use crate::app::drawn::SessionDrawn;
use crate::app::screens::Screen;
use crate::app::screens::session::{PageState, Phase, SessionState, agenda_rows, counted};
use crate::app::{App, Drawn};
use crate::cli::columns::{WIDTH, count, write_hanging};
use crate::course::Inlines;
use crate::quiz::{AnswerOption, Kind, Piece, Question};
use crate::team::room::{Counted, RoomItemState};
use crate::team::slides::SlideKind;
use crate::team::{ItemKind, Room};
use crate::ui::glyphs;
use crate::ui::screens::session::{countdown, drift};
use crate::ui::{plain, slides};

/// The commands.
pub const HELP: &str = "\
Session: an empty line or next goes on, previous back. agenda lists the items,
go N leaves for item N, done ends an item, skip leaves it out, more adds five
minutes, pause stops the clock and starts it again. park TEXT, here NAME,
hands 3 0 5 (of every line), undo, notes. back leaves the stage.
";

/// Returns what tells one slide from another.
pub fn place(state: &SessionState) -> String {
    let SessionState { phase, item, at, step, quiz, .. } = state;
    format!("session {phase:?} {item} {at} {step} {} {}", quiz.at, quiz.revealed)
}

/// Does what a drawing does for the full screen: tells the app where slides break. A page of text is as long as it likes.
pub fn lay_out(app: &mut App) {
    let Screen::Session(state) = app.screen() else { return };
    let deck = match &state.page {
        PageState::Ready(lesson) if state.has_slides() => {
            Some(Arc::new(slides::deck_of(lesson, WIDTH as u16 + 8, 30, glyphs::set(false))))
        }
        _ => None,
    };
    let session = Some(SessionDrawn { deck, ..SessionDrawn::default() });
    app.drawn(Drawn { session, ..Drawn::default() });
}

/// Returns what is up.
pub fn text(app: &App, state: &SessionState) -> String {
    let mut text = match state.phase {
        Phase::Preflight => preflight(state),
        Phase::Over => over(state),
        Phase::Running => on_stage(app, state),
    };
    text.truncate(text.trim_end().len());
    text
}

fn preflight(state: &SessionState) -> String {
    let agenda = &state.launch.agenda;
    let mut text = format!("{}\n{}\n\n", agenda.title, count(agenda.items.len(), "item"));
    for check in &state.launch.checks {
        write_hanging("- ", &format!("{}: {}", check.what, check.told.replace('`', "")), &mut text);
    }
    if state.launch.rehearse {
        text.push_str("A rehearsal: nothing is recorded.\n");
    }
    text.push('\n');
    text.push_str(&agenda_text(state));
    let left = state.launch.left.as_ref().map(|(_, events)| Room::of(events));
    text.push_str(match (state.room.began.is_some(), left) {
        (true, _) => "\nAn empty line goes back on stage, quit leaves.",
        (false, Some(_)) => {
            "\nThis session was left half-way. An empty line goes on there, anew begins anew, quit leaves."
        }
        (false, None) => "\nAn empty line starts the clock, quit leaves.",
    });
    text
}

/// The agenda as text.
pub fn agenda_text(state: &SessionState) -> String {
    let mut text = String::new();
    for (number, (how, title, minutes, ran)) in agenda_rows(state).into_iter().enumerate() {
        let word = match how {
            _ if number == state.item && state.phase == Phase::Running => ", now",
            RoomItemState::Done => ", done",
            RoomItemState::Skipped => ", left out",
            RoomItemState::Begun => ", begun",
            RoomItemState::Open if state.phase == Phase::Over => ", not reached",
            RoomItemState::Open => "",
        };
        let spent = if ran >= 60_000 { format!("{} of ", ran / 60_000) } else { String::new() };
        write_hanging(&format!("{:>2}. ", number + 1), &format!("{title} ({spent}{minutes} min{word})"), &mut text);
    }
    text
}

fn over(state: &SessionState) -> String {
    let clock = state.room.clock("", 0);
    let (_, how, _) = drift(&clock, &glyphs::set(false));
    let mut text =
        format!("The end. {} of {} minutes, {how}.\n\n", clock.ran / 60_000, (clock.ran + clock.left) / 60_000);
    text.push_str(&agenda_text(state));
    for said in &state.room.parked {
        write_hanging("Parked: ", &said.text, &mut text);
    }
    match &state.log {
        Some(log) => {
            let _ = writeln!(text, "\nRecorded in {}", log.display());
            let handout = format!("seaworthy session handout{}", state.launch.called);
            write_hanging("", &format!("{handout} writes the page for those who were here."), &mut text);
        }
        None => text.push_str("\nA rehearsal: nothing was recorded.\n"),
    }
    text.push_str("An empty line goes back on stage, quit leaves.");
    text
}

fn on_stage(app: &App, state: &SessionState) -> String {
    let Some(item) = state.here() else { return String::new() };
    let clock = state.clock();
    let left = if clock.item_left < 0 {
        format!("{} over", countdown(-clock.item_left))
    } else {
        format!("{} left", countdown(clock.item_left))
    };
    let (_, how, _) = drift(&clock, &glyphs::set(false));
    let of = state.launch.agenda.items.len();
    let mut text = format!("Item {} of {of}: {}. {left}, {how}.\n", state.item + 1, item.title);
    match &item.kind {
        ItemKind::Break => text.push_str("\nA break.\n"),
        ItemKind::Quiz(_) => question(state, &mut text),
        ItemKind::Lesson(_) | ItemKind::Exercise(_) | ItemKind::Discussion(_) => slide(app, state, &mut text),
    }
    text
}

fn slide(app: &App, state: &SessionState, text: &mut String) {
    let deck = app.drawn.session.as_ref().and_then(|drawn| drawn.deck.as_ref());
    let (Some(deck), PageState::Ready(_)) = (deck, &state.page) else {
        if let PageState::Missing(why) = &state.page {
            let _ = writeln!(text, "This page cannot be shown: {why}");
        }
        return;
    };
    let at = deck.slide_at(state.at);
    let Some(slide) = deck.slides.get(at) else { return };
    let _ = writeln!(text, "Slide {} of {}.\n", at + 1, deck.slides.len());
    match slide.kind {
        SlideKind::Title => {
            let _ = writeln!(text, "{}", slide.section);
        }
        SlideKind::Text | SlideKind::Checklist => plain::write(&slide.blocks, WIDTH, text),
    }
}

/// The notes of the slide that is up.
pub fn notes(app: &App) -> String {
    let Screen::Session(state) = app.screen() else { return String::new() };
    let deck = app.drawn.session.as_ref().and_then(|drawn| drawn.deck.as_ref());
    let mut text = String::new();
    if let (Some(deck), PageState::Ready(lesson)) = (deck, &state.page) {
        let slide = deck.slides.get(deck.slide_at(state.at));
        if let Some(blocks) = slide.and_then(|slide| lesson.notes.get(slide.notes.clone())) {
            plain::write(blocks, WIDTH, &mut text);
        }
    }
    if text.is_empty() { "No notes for this.\n".to_owned() } else { text }
}

fn question(state: &SessionState, text: &mut String) {
    let Some(question) = state.quiz.question() else {
        text.push_str("\nThe course has no such question.\n");
        return;
    };
    let _ = writeln!(text, "Question {} of {}.\n", state.quiz.at + 1, state.quiz.ids.len());
    plain::write(&question.prompt, WIDTH, text);
    text.push('\n');
    if let Some(code) = &question.code {
        let blank = |piece: &Piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Blank(_) => "[blank]".to_owned(),
        };
        let shown = match &question.kind {
            Kind::Fill(fill) => fill.pieces.iter().map(blank).collect(),
            _ => code.text.clone(),
        };
        let _ = writeln!(text, "Code, {}:", code.lang);
        shown.lines().for_each(|line| text.push_str(&format!("    {line}\n")));
        text.push_str("End of code.\n\n");
    }
    match &question.kind {
        Kind::Choice(choice) => options(state, question, &choice.options, text),
        Kind::Multi(multi) => options(state, question, &multi.options, text),
        kind => others(state, question, kind, text),
    }
    if state.quiz.revealed {
        text.push('\n');
        plain::write(&question.explanation, WIDTH, text);
    }
}

fn options(state: &SessionState, question: &Question, options: &[AnswerOption], text: &mut String) {
    let hands = state.hands(question);
    for (position, at) in state.shown(question).order.iter().map(|at| usize::from(*at)).enumerate() {
        let Some(option) = options.get(at) else { continue };
        write_hanging(&format!("{:>2}. ", position + 1), &plain::inline(&option.text), text);
        let hands = hands.get(at).copied().unwrap_or(0);
        if state.quiz.revealed || hands > 0 {
            write_hanging("    ", &count(hands, "hand"), text);
        }
        if state.quiz.revealed {
            let word = if option.right { "Right" } else { "Wrong" };
            write_hanging("    ", &format!("{word}: {}", plain::inline(&option.why)), text);
        }
    }
}

fn others(state: &SessionState, question: &Question, kind: &Kind, text: &mut String) {
    let order = state.shown(question).order;
    let numbered = |texts: Vec<&Inlines>, text: &mut String| {
        for (number, one) in texts.into_iter().enumerate() {
            write_hanging(&format!("{:>2}. ", number + 1), &plain::inline(one), text);
        }
    };
    match kind {
        Kind::Order(kind) => {
            numbered(order.iter().filter_map(|at| Some(&kind.items.get(usize::from(*at))?.text)).collect(), text);
        }
        Kind::Match(kind) => {
            kind.pairs.iter().for_each(|pair| write_hanging(" ?  ", &plain::inline(&pair.left), text));
            numbered(order.iter().filter_map(|at| kind.right(*at)).collect(), text);
        }
        Kind::Spot(_) | Kind::Fill(_) | Kind::Choice(_) | Kind::Multi(_) => {}
    }
    debug_assert_eq!(counted(question).0, Counted::Outcomes);
    let hands = state.hands(question);
    let of = |at: usize| hands.get(at).copied().unwrap_or(0);
    let _ = writeln!(text, "\nHands: 1. had it right, {}. 2. had not, {}.", of(0), of(1));
    if !state.quiz.revealed {
        return;
    }
    text.push_str("\nThe answer:\n");
    let mut because = |head: String, why: &Inlines| {
        write_hanging("- ", &head, text);
        if !why.is_empty() {
            write_hanging("    ", &format!("Because: {}", plain::inline(why)), text);
        }
    };
    match kind {
        Kind::Spot(kind) => kind
            .lines
            .iter()
            .enumerate()
            .filter(|(_, line)| line.fault)
            .for_each(|(at, line)| because(format!("line {}: {}", at + 1, line.text.trim()), &line.why)),
        Kind::Fill(kind) => {
            kind.blanks.iter().for_each(|blank| because(format!("{}: {}", blank.name, blank.answer), &blank.why));
        }
        Kind::Order(kind) => kind.items.iter().for_each(|item| because(plain::inline(&item.text), &item.why)),
        Kind::Match(kind) => kind.pairs.iter().for_each(|pair| {
            because(format!("{}: {}", plain::inline(&pair.left), plain::inline(&pair.right)), &pair.why);
        }),
        Kind::Choice(_) | Kind::Multi(_) => {}
    }
}
