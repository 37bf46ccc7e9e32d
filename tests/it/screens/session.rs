//! A session on stage: preflight, slides, questions for the room, breaks, the end; its clock, its log, and taking up what broke off.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use seaworthy::app::Opening;
use seaworthy::app::screens::Screen;
use seaworthy::app::screens::session::{Check, CheckState, Launch, Phase, SessionState, Text};
use seaworthy::content::markdown;
use seaworthy::course::{Lesson, Meta};
use seaworthy::team::agenda::Order;
use seaworthy::team::room::{Counted, RoomItemState};
use seaworthy::team::{Agenda, Item, ItemKind, Room, RoomEvent, RoomEventKind};

use crate::harness::{Desk, Setup};

const EXERCISE: &str = "Open the Dockerfile of your own service.\n\n- Which line copies most?\n- Which user runs it?\n";

fn item(id: &str, title: &str, minutes: u16, kind: ItemKind) -> Item {
    Item { id: id.into(), title: title.into(), part: String::new(), minutes, kind }
}

fn text(title: &str, text: &str) -> Text {
    let meta = Meta { title: title.into(), ..Meta::default() };
    Text(Arc::new(Lesson {
        meta,
        blocks: markdown::parse(text, 0),
        bytes: text.len(),
        whole: true,
        ..Lesson::default()
    }))
}

fn launch_of(items: Vec<Item>) -> Launch {
    let agenda = Agenda {
        id: "friday".into(),
        title: "Our images".into(),
        cohort: "Payments".into(),
        pass: 70,
        order: Order::Free,
        skip: true,
        pack: None,
        items,
    };
    let texts = agenda.items.iter().filter_map(|item| match &item.kind {
        ItemKind::Exercise(body) | ItemKind::Discussion(body) => Some((item.id.clone(), text(&item.title, body))),
        _ => None,
    });
    let texts: BTreeMap<String, Text> = texts.collect();
    let check = |what: &str, told: &str| Check { state: CheckState::Good, what: what.into(), told: told.into() };
    let checks =
        vec![check("Content", "1 lessons and 6 questions were read."), check("Log", "`sessions/friday.jsonl`")];
    let log = PathBuf::from("sessions/friday.jsonl");
    Launch { agenda, called: " friday.toml".into(), texts, log, left: None, rehearse: false, notes: false, checks }
}

/// A session over the small course: a lesson with a flip, one question of every kind, a break, an exercise.
pub fn launch() -> Launch {
    let kinds = ["nightly-break", "what-moves", "pin-both", "cache-order", "two-faults", "symptoms"];
    let questions = kinds.map(|slug| format!("harbour/kinds#{slug}").parse().unwrap());
    launch_of(vec![
        item("exhibits", "Flip, switch and scroll code", 10, ItemKind::Lesson("harbour/exhibits".parse().unwrap())),
        item("questions", "Six questions", 12, ItemKind::Quiz(questions.into())),
        item("coffee", "Coffee", 15, ItemKind::Break),
        item("ours", "Our own images", 20, ItemKind::Exercise(EXERCISE.into())),
    ])
}

/// The same, left at the second question of a run before.
pub fn left_half_way(launch: Launch) -> Launch {
    let mut desk = Setup::fixture().opening(Opening::Session(Box::new(launch.clone()))).desk();
    desk.press("enter ] enter 1 1 2 enter enter esc");
    Launch { left: Some((PathBuf::from("sessions/friday-before.jsonl"), desk.recorded.clone())), ..launch }
}

fn stage(columns: u16, rows: u16, launch: Launch) -> Desk {
    Setup::fixture().size(columns, rows).opening(Opening::Session(Box::new(launch))).desk()
}

fn state(desk: &Desk) -> &SessionState {
    match desk.app.screen() {
        Screen::Session(state) => state,
        other => panic!("{other:?}"),
    }
}

/// The words of what was recorded, in order.
fn recorded(desk: &Desk) -> Vec<&'static str> {
    desk.recorded.iter().map(|event| event.kind.word()).collect()
}

const SIZES: [(u16, u16); 3] = [(80, 24), (60, 20), (120, 40)];

fn at_sizes(name: &str, keys: &str, launch: impl Fn() -> Launch, stock: bool) {
    for (columns, rows) in SIZES {
        let setup = if stock { Setup::stock() } else { Setup::fixture() };
        let mut desk = setup.size(columns, rows).opening(Opening::Session(Box::new(launch()))).desk();
        insta::assert_snapshot!(format!("{name}_{columns}x{rows}"), desk.press(keys).screen());
    }
}

#[test]
fn before_the_start() {
    at_sizes("preflight", "", launch, false);
}

#[test]
fn the_slides_of_a_lesson() {
    at_sizes("title_slide", "enter", launch, false);
    at_sizes("flip", "enter space f", launch, false);
    let lesson = || {
        let id = "security/run-as-non-root".parse().unwrap();
        launch_of(vec![item("root", "Run the app as a non-root user", 8, ItemKind::Lesson(id))])
    };
    at_sizes("stock_slide", "enter space space space", lesson, true);
    at_sizes("notes", "enter space space o", lesson, true);
}

#[test]
fn a_question_for_the_room() {
    at_sizes("hands", "enter ] 1 1 1 2 3 - 1", launch, false);
    at_sizes("histogram", "enter ] 1 1 1 2 3 space", launch, false);
}

#[test]
fn every_kind_has_a_form_in_a_room() {
    let mut desk = stage(100, 60, launch());
    desk.press("enter ]");
    for kind in ["choice", "multi", "fill", "order", "spot", "match"] {
        desk.press("1 1 2");
        insta::assert_snapshot!(format!("room_{kind}_asked"), desk.text());
        desk.press("space");
        insta::assert_snapshot!(format!("room_{kind}_revealed"), desk.text());
        desk.press("space");
    }
    let room = Room::of(&desk.recorded);
    let counted: Vec<_> = room.tallies.iter().map(|tally| (tally.counted, tally.hands.iter().sum::<u32>())).collect();
    let (options, outcomes) = ((Counted::Options, 3), (Counted::Outcomes, 3));
    assert_eq!(counted, [options, options, outcomes, outcomes, outcomes, outcomes]);
    assert_eq!(state(&desk).item, 2, "the break comes after the last question");
}

#[test]
fn breaks_and_exercises_show_a_large_clock() {
    at_sizes("break", "enter ] ]", launch, false);
    at_sizes("exercise", "enter ] ] ]", launch, false);
}

#[test]
fn the_end_and_back() {
    let mut desk = stage(80, 24, launch());
    desk.press("enter p text:Why_not_Alpine? enter ] ] ] ]");
    assert_eq!(state(&desk).phase, Phase::Over);
    insta::assert_snapshot!("over_80x24", desk.screen());
    assert!(desk.text().contains("seaworthy session handout friday.toml writes"), "as it was called: {}", desk.text());
    assert!(Room::of(&desk.recorded).ended.is_some());
    desk.press("enter");
    assert_eq!((state(&desk).phase, state(&desk).item), (Phase::Running, 3));
    assert!(Room::of(&desk.recorded).ended.is_none(), "the end was taken back");
}

#[test]
fn what_was_never_opened_is_called_as_in_the_report() {
    let mut desk = stage(80, 24, launch());
    desk.press("enter a j j j enter ]");
    assert_eq!(state(&desk).phase, Phase::Over);
    let row = desk.text().lines().find(|line| line.contains("Six questions")).map(str::to_owned);
    assert!(row.as_deref().is_some_and(|row| row.contains("○ not reached")), "{}", desk.text());
}

#[test]
fn what_lies_on_top() {
    let mut desk = stage(80, 24, launch());
    desk.press("enter ] a");
    insta::assert_snapshot!("agenda_80x24", desk.screen());
    desk.press("j enter n text:Ann enter text:Bo enter text:ann enter");
    insta::assert_snapshot!("attendance_80x24", desk.screen());
    desk.press("esc");
    let room = Room::of(&desk.recorded);
    let names: Vec<&str> = room.attended.iter().map(|said| said.text.as_str()).collect();
    assert_eq!(names, ["Ann", "Bo"]);
    assert_eq!(state(&desk).item, 2, "the agenda led to the break");
}

#[test]
fn help_names_the_keys_of_the_stage() {
    insta::assert_snapshot!("help_stage_80x24", stage(80, 24, launch()).press("enter ?").text());
    insta::assert_snapshot!("help_tally_80x24", stage(80, 24, launch()).press("enter ] ?").text());
}

#[test]
fn a_blank_screen_shows_nothing_and_comes_back() {
    let mut desk = stage(80, 24, launch());
    let before = desk.press("enter space").text();
    assert_eq!(desk.press(".").text().trim(), "");
    let after = desk.press("space").text();
    // The clock went on; the slide is the same.
    let slide = |text: &str| text.lines().take(20).collect::<Vec<_>>().join("\n");
    assert_eq!(slide(&after), slide(&before));
}

#[test]
fn what_is_too_high_is_scrolled_before_anything_is_revealed() {
    let mut desk = stage(60, 15, launch());
    desk.press("enter ] space");
    assert!(!state(&desk).quiz.revealed && desk.text().contains("lines above"), "{}", desk.text());
    while !state(&desk).quiz.revealed {
        desk.press("space");
    }
    assert!(desk.text().contains("more lines below") && desk.footer().contains("Space more"), "{}", desk.text());
}

#[test]
fn steps_are_revealed_one_by_one() {
    let mut desk = stage(80, 24, launch());
    desk.press("enter ] ] ]");
    let whole = desk.text();
    assert!(whole.contains("Which user runs it?"));
    desk.press("r");
    assert!(!desk.text().contains("Which line copies most?"), "{}", desk.text());
    desk.press("space");
    assert!(desk.text().contains("Which line copies most?") && !desk.text().contains("Which user"), "{}", desk.text());
    desk.press("space");
    assert!(desk.text().contains("Which user runs it?"));
    desk.press("b b");
    assert!(!desk.text().contains("Which line copies most?"));
}

#[test]
fn the_same_block_stays_when_the_size_changes() {
    let mut desk = stage(120, 40, launch());
    desk.press("enter space space");
    let at = state(&desk).at;
    assert!(desk.text().contains("Tabs"), "{}", desk.text());
    for (columns, rows) in [(60, 20), (30, 5), (160, 50), (60, 15), (80, 24)] {
        desk.resize(columns, rows);
        assert_eq!(state(&desk).at, at);
        if !desk.app.is_too_small() {
            assert!(desk.text().contains("Tabs"), "{columns}x{rows}: {}", desk.text());
        }
    }
}

#[test]
fn wide_code_scrolls_visibly() {
    let mut desk = stage(60, 20, launch());
    desk.press("enter space space space");
    assert!(desk.text().contains('›'), "{}", desk.text());
    assert!(desk.footer().contains("code right"), "{}", desk.footer());
    desk.press("l l");
    assert!(desk.text().contains('‹'), "{}", desk.text());
}

#[test]
fn time_is_counted_while_it_runs() {
    let mut desk = stage(80, 24, launch());
    desk.press("enter");
    desk.pass(14 * 60);
    let clock = state(&desk).clock();
    assert_eq!((clock.item_ran / 60_000, clock.item_left / 60_000, clock.behind / 60_000), (14, -4, 4));
    assert!(desk.text().contains("4 min behind"), "{}", desk.text());
    desk.press("+ z");
    assert!(desk.toast().contains("The clock stands still."), "{}", desk.toast());
    desk.pass(600);
    assert_eq!(state(&desk).clock().item_ran / 60_000, 14, "the clock stands still");
    assert!(desk.text().contains("clock stopped"), "{}", desk.text());
    desk.press("z ]");
    let room = Room::of(&desk.recorded);
    let first = room.item("exhibits").unwrap();
    assert_eq!((first.ran / 60_000, first.extended, first.state), (14, 5, RoomItemState::Done));
    assert!(desk.text().contains("4 min behind"), "{}", desk.text());
}

#[test]
fn a_closed_lid_or_a_clock_that_is_set_costs_seconds() {
    let mut desk = stage(80, 24, launch());
    desk.press("enter");
    desk.pass(60);
    for by in [8 * 3_600_000, -20 * 3_600_000, 30 * 86_400_000] {
        desk.set_clock(by);
        desk.pass(30);
    }
    let ran = state(&desk).clock().ran;
    assert!((150_000..=190_000).contains(&ran), "{ran}");
    desk.press("space esc");
    let events = &desk.recorded;
    assert!(events.is_sorted_by_key(|event| event.t), "what happened stays in order");
    assert_eq!(Room::of(events).clock("", 0).ran, state(&desk).clock().ran);
}

#[test]
fn what_broke_off_goes_on_at_the_same_slide_and_step() {
    let mut before = stage(80, 24, launch());
    before.press("enter space space");
    before.pass(100);
    let shown = before.text();
    // A crash: what was written is all there is.
    let left = Some((PathBuf::from("sessions/old.jsonl"), before.recorded.clone()));
    let mut desk = stage(80, 24, Launch { left, ..launch() });
    insta::assert_snapshot!("resume_80x24", desk.text());
    desk.press("enter");
    let slide = |text: &str| text.lines().take(20).collect::<Vec<_>>().join("\n");
    assert_eq!(slide(&desk.text()), slide(&shown));
    assert_eq!(desk.log_of_session, Some(PathBuf::from("sessions/old.jsonl")));
    assert!(state(&desk).clock().ran >= 60_000, "at most half a minute is lost");
    // At a question, with its hands.
    let mut desk = stage(80, 24, left_half_way(launch()));
    desk.press("enter");
    assert_eq!((state(&desk).item, state(&desk).quiz.at, state(&desk).quiz.revealed), (1, 1, false));
    desk.press("b");
    assert!(desk.text().contains("of 3"), "{}", desk.text());
    // Anew, with a log of its own.
    let mut desk = stage(80, 24, left_half_way(launch()));
    desk.press("n");
    assert_eq!((state(&desk).item, state(&desk).quiz.at), (0, 0));
    assert_eq!(desk.log_of_session, Some(PathBuf::from("sessions/friday.jsonl")));
}

#[test]
fn leaving_the_stage_loses_nothing() {
    let mut desk = stage(80, 24, launch());
    desk.press("enter space esc");
    assert!(!desk.left && state(&desk).phase == Phase::Preflight);
    desk.pass(300);
    assert!(state(&desk).clock().ran < 10_000, "off stage no time passes");
    desk.press("enter");
    assert!(desk.text().contains("COPY . ."), "{}", desk.text());
    desk.press("esc q");
    assert!(desk.left);
    assert_eq!(recorded(&desk), ["began", "entered", "showed", "ran", "entered", "ran"]);
}

#[test]
fn a_rehearsal_records_nothing_and_says_so() {
    let mut desk = stage(80, 24, Launch { rehearse: true, ..launch() });
    assert!(desk.text().contains("A rehearsal: nothing is recorded."), "{}", desk.text());
    desk.press("enter space 1 ] 1 1 space p text:later enter j");
    assert!(desk.text().contains("rehearsal"), "{}", desk.text());
    assert_eq!((desk.recorded.len(), desk.log_of_session.clone()), (0, None));
    assert_eq!(state(&desk).room.parked.len(), 1, "what happens is shown all the same");
}

#[test]
fn a_log_that_cannot_be_written_is_seen_and_the_session_goes_on() {
    let mut desk = stage(80, 24, launch());
    desk.press("enter");
    desk.send(seaworthy::app::Msg::Recorded(Some("friday.jsonl: cannot record the session: the disk is full".into())));
    assert!(desk.toast().contains("the disk is full"), "{}", desk.toast());
    desk.press("space");
    assert!(desk.text().contains("! not recorded"), "{}", desk.text());
    desk.send(seaworthy::app::Msg::Recorded(None));
    assert!(!desk.text().contains("not recorded"));
}

#[test]
fn hands_can_be_typed_and_what_is_wrong_is_refused() {
    let mut desk = stage(80, 24, launch());
    desk.press("enter ] = text:3_0_5 enter");
    let hands = Room::of(&desk.recorded).tallies[0].hands.clone();
    assert_eq!(hands.iter().sum::<u32>(), 8);
    assert!(desk.text().contains("  3  ") && desk.text().contains("  5  "), "{}", desk.text());
    desk.press("= text:many enter");
    assert!(desk.toast().contains("nothing was changed"), "{}", desk.toast());
}

#[test]
fn undo_takes_back_the_last_note_name_or_minutes() {
    let mut desk = stage(80, 24, launch());
    desk.press("enter + p text:later enter u");
    assert!(Room::of(&desk.recorded).parked.is_empty());
    desk.press("u");
    assert_eq!(Room::of(&desk.recorded).item("exhibits").unwrap().extended, 0);
    desk.press("u");
    assert!(desk.toast().contains("Nothing to take back."), "{}", desk.toast());
}

#[test]
fn a_lesson_that_is_not_there_can_be_passed_over() {
    let missing = item("gone", "Gone", 5, ItemKind::Lesson("harbour/gone".parse().unwrap()));
    let mut launch = launch();
    launch.agenda.items.insert(0, missing);
    launch.agenda.items.insert(1, item("none", "None", 5, ItemKind::Quiz(vec!["harbour/kinds#gone".parse().unwrap()])));
    let mut desk = stage(80, 24, launch);
    desk.press("enter");
    assert!(desk.text().contains("This page cannot be shown"), "{}", desk.text());
    desk.press("space");
    assert!(desk.text().contains("no question harbour/kinds#gone"), "{}", desk.text());
    desk.press("space space");
    assert!(desk.text().contains("Flip, switch"), "{}", desk.text());
}

#[test]
fn nothing_but_a_session_that_runs_wants_to_be_woken() {
    use seaworthy::app::screens::session::ticks;
    assert!(!ticks(&Desk::home(80, 24).app));
    let mut desk = stage(80, 24, launch());
    assert!(!ticks(&desk.app), "before the start");
    assert!(ticks(&desk.press("enter").app));
    assert!(ticks(&desk.press("?").app), "also below the help");
    assert!(!ticks(&desk.press("esc z").app), "not while the clock stands still");
    assert!(!ticks(&desk.press("z esc").app), "not off stage");
}

#[test]
fn what_is_recorded_is_what_happened() {
    let mut desk = stage(80, 24, launch());
    desk.press("enter space ] 1 space > ]");
    let kinds = recorded(&desk);
    let expected = [
        "began", "entered", "showed", "ran", "done", "entered", "tallied", "showed", "ran", "skipped", "entered",
        "ran", "done", "entered",
    ];
    assert_eq!(kinds, expected);
    let lines: String = desk.recorded.iter().map(|event| event.to_line() + "\n").collect();
    assert_eq!(seaworthy::team::room::read_lines(lines.as_bytes()).events, desk.recorded);
    let is_began = |event: &RoomEvent| matches!(event.kind, RoomEventKind::Began { .. });
    assert!(is_began(&desk.recorded[0]));
}

#[test]
fn parts_head_the_agenda() {
    let mut launch = launch();
    for (item, part) in launch.agenda.items.iter_mut().zip(["Morning", "Morning", "Noon", "Noon"]) {
        item.part = part.into();
    }
    let mut desk = stage(60, 20, launch);
    let text = desk.press("enter a j j").text();
    let rows: Vec<&str> = text.lines().map(|line| line.trim_matches([' ', '│', '|'])).collect();
    let at =
        |start: &str| rows.iter().position(|row| row.starts_with(start)).unwrap_or_else(|| panic!("{start}\n{text}"));
    assert!(at("Morning") < at("Noon") && rows[at("Noon") + 1].contains("Coffee"), "{text}");
    assert!(rows[at("Noon") + 1].starts_with('▸'), "the cursor counts items, not headings:\n{text}");
}

#[test]
fn notes_that_are_too_long_scroll() {
    let id = "security/run-as-non-root".parse().unwrap();
    let launch = launch_of(vec![item("root", "Run the app as a non-root user", 8, ItemKind::Lesson(id))]);
    let mut desk = Setup::stock().size(60, 20).opening(Opening::Session(Box::new(launch))).desk();
    assert!(desk.press("enter space space o").text().contains("Next:"));
    assert!(!desk.press("j").text().contains("Next:"));
    desk.press("j j j j j j j j j j j j j j j j j j j j j j j j j j j j j j");
    let text = desk.text();
    assert!(text.contains("when that host last got a"), "the end of the notes:\n{text}");
    desk.press("k k k k k k k k k k k k k k k k k k k k k k k k k");
    assert!(desk.text().contains("Next:"), "no key is lost at the end");
    desk.press("j j space");
    assert_eq!(state(&desk).notes_top, if state(&desk).top > 0 { 2 } else { 0 });
}
