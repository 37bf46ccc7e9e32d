//! Progress: gauges, weeks, numbers, and what went wrong most.

use seaworthy::content::Library;

use super::home;
use crate::harness::{Desk, Setup, fixture};

/// The weeks of home, answered by the keys that the questions have: what comes due is spread over the days.
fn busy() -> String {
    let library = Library::open(&fixture("desk")).expect("the fixture opens");
    let questions = library.course().written().flat_map(|id| library.questions(id).unwrap_or_default());
    questions.fold(home::busy(), |log, question| {
        let by = |key: u64| format!("\"question\":\"{}\",\"key\":\"{key:016x}\"", question.id);
        log.replace(&by(1), &by(question.key_hash))
    })
}

#[test]
fn nothing_yet() {
    insta::assert_snapshot!("progress_empty_80x24", Setup::fixture().desk().press("p").screen());
}

#[test]
fn some_weeks_at_three_sizes() {
    for (columns, rows) in [(80, 24), (120, 40), (60, 20)] {
        let mut desk = Setup::fixture().size(columns, rows).log(busy()).desk();
        insta::assert_snapshot!(format!("progress_{columns}x{rows}"), desk.press("p").screen());
    }
}

#[test]
fn changed_answers_are_due_today() {
    let mut desk = Setup::fixture().log(home::busy()).desk();
    desk.press("p");
    assert!(desk.text().contains("3 questions due today, 3 in a week"), "{}", desk.text());
}

#[test]
fn all_of_it_can_be_seen_on_a_small_screen() {
    for (columns, rows) in [(60, 15), (60, 20), (80, 24)] {
        let mut desk = Desk::home(columns, rows);
        desk.press("p");
        let mut seen = desk.text();
        for _ in 0..40 {
            seen += &desk.press("j").text();
        }
        for words in ["11 pip, uv", "The last half year", "Sun ", "Due in the next 30 days", "Nothing yet"] {
            assert!(seen.contains(words), "{columns}x{rows} never shows {words}");
        }
        desk.press("k");
        assert!(desk.text().contains('▸'), "the chosen row comes back: {}", desk.text());
    }
}

#[test]
fn rows_open_what_they_name() {
    let mut desk = Setup::fixture().log(busy()).desk();
    desk.press("p enter");
    assert!(desk.row(0).starts_with(" In the harbour  "), "{}", desk.row(0));
    desk.press("q j j enter");
    assert!(desk.row(0).contains("Read a page") || desk.row(0).contains("Answer every"), "{}", desk.row(0));
}

#[test]
fn a_weak_practice_opens_at_the_section_that_explains_it() {
    let mut desk = Setup::fixture().log(busy()).desk();
    desk.press("p G");
    insta::assert_snapshot!("progress_weak_80x24", desk.screen());
    desk.press("k enter");
    let first = desk.app.screens.last().map(|screen| format!("{screen:?}")).unwrap_or_default();
    assert!(first.starts_with("Lesson"), "{first}");
    desk.press("esc");
    assert!(desk.row(0).starts_with(" Progress"), "{}", desk.row(0));
}

#[test]
fn what_was_answered_meanwhile_counts() {
    let mut desk = Setup::fixture().log(busy()).desk();
    desk.press("p");
    let before = desk.text();
    assert!(before.contains("57 answers"), "{before}");
    // The first chapter's page, its first lesson, one of its questions.
    desk.press("enter ] z enter enter esc esc");
    assert!(desk.row(0).starts_with(" Progress"), "{}", desk.text());
    let after = desk.text();
    assert!(!after.contains("57 answers") && after.contains("58 answers"), "{after}");
}

#[test]
fn with_ascii_signs_and_without_colours() {
    let mut desk = Setup::fixture().log(busy()).ascii().desk();
    insta::assert_snapshot!("progress_ascii_80x24", desk.press("p").screen());
    let mut plain = Setup::fixture().log(busy()).theme("no-colour").desk();
    insta::assert_snapshot!("progress_no_colour_80x24", plain.press("p").screen());
}

#[test]
fn read_and_never_asked() {
    let log = crate::harness::seen_tour()
        + &crate::harness::line(9, r#""kind":"finished","lesson":"harbour/reading","hash":"0000000000000001""#);
    let mut desk = Setup::fixture().log(log).desk();
    insta::assert_snapshot!("progress_read_80x24", desk.press("p").screen());
}

#[test]
fn a_reset_asks_first() {
    let mut desk = Setup::fixture().log(busy()).desk();
    desk.press("p x");
    insta::assert_snapshot!("reset_80x24", desk.screen());
    desk.press("n");
    assert!(desk.app.overlay.is_none() && desk.kinds().is_empty(), "n keeps everything");
    desk.press("x q");
    assert!(desk.app.overlay.is_none() && desk.kinds().is_empty() && desk.row(0).starts_with(" Progress"));
    desk.press("x y");
    assert_eq!(desk.log(), "kind:reset,chapter:harbour\n");
    insta::assert_snapshot!("reset_done_80x24", desk.screen());
    desk.press("G x");
    let mut weak = Setup::fixture().log(busy()).desk();
    weak.press("p G x");
    assert_eq!(weak.toast(), " Choose a chapter to reset.");
}
