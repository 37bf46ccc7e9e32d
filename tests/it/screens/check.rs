//! Check: the findings of a folder, the chosen one with its line and its reasons, and the plan.

use crate::harness::Setup;

#[test]
fn a_bad_project_at_three_sizes() {
    for (columns, rows) in [(80, 24), (120, 40), (60, 20)] {
        let mut desk = Setup::stock().size(columns, rows).project("bad").desk();
        insta::assert_snapshot!(format!("check_bad_{columns}x{rows}"), desk.press("c").screen());
    }
}

#[test]
fn a_finding_opens_its_lesson_at_the_section_that_shows_it() {
    let mut desk = Setup::stock().project("bad").desk();
    desk.press("c j j j j j enter");
    let page = desk.text();
    assert!(desk.row(0).contains("COPY") && !desk.row(0).contains(" top"), "behind its first section: {page}");
    desk.press("q");
    assert!(desk.row(0).starts_with(" Check"), "back to the check: {}", desk.row(0));
    let Some(row) = (0..24isize).find(|row| desk.row(*row).contains('▸')) else { panic!("{}", desk.text()) };
    assert!(desk.row(row).contains("ADD"), "the same row: {}", desk.text());
}

#[test]
fn the_plan_is_behind_the_findings() {
    let mut desk = Setup::stock().project("bad").desk();
    desk.press("c G");
    insta::assert_snapshot!("check_plan_80x24", desk.screen());
    desk.press("g");
    while !desk.text().contains("▸ Next step") {
        desk.press("j");
    }
    desk.press("j enter j");
    insta::assert_snapshot!("check_chapter_80x24", desk.screen());
}

#[test]
fn nothing_to_find() {
    insta::assert_snapshot!("check_sound_80x24", Setup::stock().project("sound").desk().press("c").screen());
}

#[test]
fn no_dockerfile() {
    let mut desk = Setup::stock().desk();
    insta::assert_snapshot!("check_empty_80x24", desk.press("c").screen());
}

#[test]
fn settings_that_cannot_be_used() {
    let mut desk = Setup::stock().project("bad").file(".seaworthy.toml", "ignore = [\"user-mising\"]\n").desk();
    insta::assert_snapshot!("check_settings_80x24", desk.press("c").screen());
}

#[test]
fn while_it_looks_and_again() {
    let mut desk = Setup::stock().slow().project("bad").desk();
    desk.press("c");
    assert!(desk.text().contains("Looking at the Dockerfiles of this folder."), "{}", desk.text());
    desk.let_in();
    desk.press("j j");
    let before = desk.text();
    desk.press("r");
    assert!(desk.text().contains("Checking again."), "{}", desk.text());
    desk.press("esc c j j");
    assert_eq!(desk.text(), before);
}

#[test]
fn a_course_of_ones_own_may_lack_the_lesson() {
    let mut desk = Setup::fixture().project("bad").desk();
    desk.press("c enter");
    assert!(desk.text().contains("This course has no lesson"), "{}", desk.text());
}
