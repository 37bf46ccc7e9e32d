//! The agenda of a session: items in their order, what opens, what is written down, the result.

use seaworthy::app::Msg;
use seaworthy::progress::EventKind;

use crate::harness::{Desk, Setup};

/// A session on the small course.
pub const SMALL: &str = r#"
title = "Sail before dark"
cohort = "Harbour crew"
pass = 60
[[item]]
lesson = "harbour/reading"
part = "In the harbour"
minutes = 9
[[item]]
quiz = "harbour/reading"
count = 2
part = "In the harbour"
[[item]]
break = true
part = "In the harbour"
[[item]]
exercise = "Run `seaworthy check` in the folder of your own service.\n\n1. Count the findings.\n2. Mend one."
title = "Look at ours"
part = "At sea"
[[item]]
discussion = "- Which practice do we take home?\n- Who does it, and by when?"
title = "What we change"
part = "At sea"
"#;

fn desk() -> Desk {
    Setup::fixture().session(SMALL).desk()
}

fn stock(name: &str) -> Setup {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("sessions/{name}.toml"));
    Setup::stock().session(&std::fs::read_to_string(path).unwrap())
}

/// Returns what the row of an item says.
fn row(desk: &mut Desk, title: &str) -> String {
    let text = desk.text();
    text.lines().find(|line| line.contains(title)).unwrap_or_else(|| panic!("no {title} in\n{text}")).to_owned()
}

fn kinds(desk: &Desk) -> Vec<String> {
    let told = |kind: &EventKind| match kind {
        EventKind::Set { name, value } if name == "session/team" => format!("set {name} {}", value.len()),
        EventKind::Set { name, value } => format!("set {name} {value}"),
        EventKind::Sat(sat) => format!("sat {} {}", sat.mode.word(), sat.questions.len()),
        kind => kind.word().to_owned(),
    };
    desk.written.iter().map(|event| told(&event.kind)).collect()
}

#[test]
fn an_agenda_at_three_sizes() {
    for (columns, rows) in [(80, 24), (120, 40), (60, 20)] {
        let mut desk = Setup::fixture().session(SMALL).size(columns, rows).desk();
        insta::assert_snapshot!(format!("agenda_{columns}x{rows}"), desk.screen());
    }
    insta::assert_snapshot!("agenda_ascii_60x20", Setup::fixture().session(SMALL).size(60, 20).ascii().desk().screen());
}

#[test]
fn the_stock_sessions() {
    insta::assert_snapshot!("agenda_essentials_80x24", stock("essentials").desk().screen());
    let mut desk = stock("onboarding").desk();
    insta::assert_snapshot!("agenda_onboarding_80x24", desk.screen());
    insta::assert_snapshot!("agenda_onboarding_end_80x24", desk.press("G").screen());
}

#[test]
fn items_open_one_after_the_other() {
    let mut desk = desk();
    assert!(row(&mut desk, "Look at ours").contains("locked"));
    desk.press("j enter");
    assert!(
        desk.text().contains("This opens when what comes first is done or left out: Read a page"),
        "{}",
        desk.text()
    );
    // The lesson is read to its end, and what comes next is chosen.
    desk.press("k enter G enter");
    assert!(desk.row(0).contains("Session"), "back on the agenda: {}", desk.text());
    assert!(
        row(&mut desk, "Questions").contains("▸") && row(&mut desk, "Questions").contains("next"),
        "{}",
        desk.text()
    );
    assert!(row(&mut desk, "harbour").len() > 2);
    desk.press("enter");
    assert!(desk.row(0).contains("2 left"), "{}", desk.text());
    desk.press("> > > >");
    assert!(desk.row(0).contains("Questions"), "{}", desk.text());
    desk.press("esc");
    assert!(row(&mut desk, "Questions").contains("done"), "skipped twice is settled: {}", desk.text());
    assert!(row(&mut desk, "Look at ours").contains("next"));
    let kinds = kinds(&desk);
    assert_eq!(kinds[0], "set session/team 32");
    assert!(kinds.contains(&"sat room 2".to_owned()) && kinds.contains(&"finished".to_owned()), "{kinds:?}");
}

#[test]
fn an_exercise_is_a_page_that_is_marked_as_done() {
    let mut desk = Setup::fixture().session(&format!("order = \"free\"\n{SMALL}")).desk();
    desk.press("j j j enter");
    insta::assert_snapshot!("agenda_exercise_80x24", desk.screen());
    desk.press("d");
    assert!(row(&mut desk, "Look at ours").contains("✓ done"), "{}", desk.text());
    assert!(row(&mut desk, "What we change").contains("▸"), "the next one is chosen: {}", desk.text());
    desk.press(">");
    assert!(row(&mut desk, "What we change").contains("left out  "));
    desk.press(">");
    assert!(row(&mut desk, "What we change").contains("open"));
    desk.press("k d");
    assert!(
        row(&mut desk, "Look at ours").contains("begun") || row(&mut desk, "Look at ours").contains("open"),
        "{}",
        desk.text()
    );
    let written: Vec<_> = kinds(&desk).into_iter().filter(|kind| kind.starts_with("set session/team/")).collect();
    assert_eq!(
        written,
        [
            "set session/team/exercise-look-at-ours begun",
            "set session/team/exercise-look-at-ours done",
            "set session/team/discussion-what-we-change skipped",
            "set session/team/discussion-what-we-change open",
            "set session/team/exercise-look-at-ours open",
        ]
    );
}

#[test]
fn nothing_is_left_out_where_the_session_says_so() {
    let mut desk = Setup::fixture().session(&format!("skip = false\n{SMALL}")).desk();
    assert!(!desk.row(-1).contains("leave out"), "{}", desk.row(-1));
    desk.press(">");
    assert!(desk.text().contains("This session leaves nothing out."));
    assert_eq!(kinds(&desk), ["set session/team 32"]);
}

#[test]
fn what_was_left_out_and_is_read_after_all_leads_on() {
    let mut desk = desk();
    desk.press("> enter G enter");
    assert!(row(&mut desk, "9 min").contains("✓ done"), "{}", desk.text());
    assert!(row(&mut desk, "Questions").contains("▸"), "{}", desk.text());
}

#[test]
fn half_a_quiz_goes_on_where_it_was_left() {
    let mut desk = Setup::fixture().session(&format!("order = \"free\"\n{SMALL}")).desk();
    desk.press("j enter");
    assert!(desk.row(0).contains("2 left"), "{}", desk.text());
    desk.press("> esc");
    assert!(row(&mut desk, "Questions").contains("begun"), "{}", desk.text());
    desk.press("enter");
    assert!(desk.row(0).contains("2 left"), "one skipped, one to go: {}", desk.text());
    assert_eq!(kinds(&desk).iter().filter(|kind| kind.starts_with("sat")).count(), 1, "the same sitting");
}

#[test]
fn a_session_goes_on_where_it_was_left() {
    let mut desk = desk();
    desk.press("enter G enter");
    let mut again = Setup::fixture().session(SMALL).after(&desk).desk();
    assert!(row(&mut again, "Questions").contains("next"), "{}", again.text());
    assert_eq!(kinds(&again), Vec::<String>::new(), "its beginning is written down once");
    again.press("esc");
    assert!(again.text().contains("Session   Sail before dark: 1 of 4 done"), "{}", again.text());
    again.press("enter");
    assert!(again.row(0).contains("Sail before dark"));
}

#[test]
fn a_result_is_shown_before_it_is_written() {
    let mut desk = desk();
    desk.press("enter G enter x");
    desk.send(Msg::Paste("Ann".into()));
    desk.press("enter");
    insta::assert_snapshot!("agenda_handover_80x24", desk.screen());
    desk.resize(60, 15);
    insta::assert_snapshot!("agenda_handover_60x15", desk.screen());
    desk.press("n");
    assert_eq!(desk.handed.len(), 0, "asked, and nothing written");
    desk.press("x");
    desk.send(Msg::Paste("Ann".into()));
    desk.press("enter y");
    assert_eq!(desk.handed.len(), 1);
    assert!(desk.handed[0].is_sealed() && desk.handed[0].name == "Ann" && desk.handed[0].items[0].state == "done");
    assert_eq!(kinds(&desk).last().unwrap(), "set session-name Ann");
    desk.press("x");
    assert!(desk.text().contains("Ann"), "the name is offered again: {}", desk.text());
}
