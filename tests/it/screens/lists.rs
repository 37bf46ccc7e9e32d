//! What lies on top of a screen: themes, outline, bookmarks.

use seaworthy::app::Msg;

use crate::harness::{Desk, Setup};

#[test]
fn a_theme_is_shown_at_once_kept_by_enter_and_taken_back_by_esc() {
    let mut desk = Desk::at(80, 24, "harbour/reading");
    let before = desk.screen();
    insta::assert_snapshot!("themes_80x24", desk.press("t").screen());
    desk.press("g");
    assert_ne!(desk.screen(), before);
    desk.press("esc");
    assert_eq!(desk.screen(), before);
    assert_eq!((desk.saved, &desk.app.settings.theme), (0, &None), "nothing was chosen, so nothing is kept");
    desk.press("t G enter");
    assert_eq!((desk.saved, desk.app.settings.theme.as_deref()), (1, Some("terminal")));
    desk.press("t g enter t G esc");
    assert_eq!(desk.app.settings.theme.as_deref(), Some("dark"), "Esc goes back to what was kept");
}

#[test]
fn no_colour_for_this_run_is_not_kept_for_good() {
    let mut desk = Setup::fixture().theme("no-colour").at("harbour/exhibits").desk();
    desk.press("t j esc i");
    assert_eq!((desk.saved, &desk.app.settings.theme), (1, &None));
}

#[test]
fn a_list_that_is_longer_than_the_screen_scrolls() {
    let mut desk = Desk::page(60, 15, "works/dockerignore");
    desk.press("o G");
    assert!(desk.text().contains('▸'), "{}", desk.text());
    desk.press("g k pgdn b space l");
    assert!(desk.app.overlay.is_none());
}

#[test]
fn nothing_to_list_is_said() {
    let mut desk = Desk::at(80, 24, "harbour");
    desk.press("o");
    assert_eq!(desk.toast(), " This page has no sections.");
    assert!(!desk.footer().contains("outline"));
    desk.press("'");
    assert_eq!(desk.toast(), " No bookmarks yet: m sets one on a page.");
}

#[test]
fn the_outline_begins_where_one_is() {
    let mut desk = Desk::page(80, 24, "works/dockerignore");
    let chosen = |desk: &mut Desk| {
        let text = desk.text();
        text.lines().find(|line| line.contains('▸')).unwrap_or_default().to_owned()
    };
    desk.press("o");
    assert!(chosen(&mut desk).contains("The dot takes everything"), "{}", desk.text());
    desk.press("j enter o");
    assert!(chosen(&mut desk).contains("A line that matched nothing"), "{}", desk.text());
    desk.press("esc k o");
    assert!(chosen(&mut desk).contains("The dot takes everything"), "{}", desk.text());
}

#[test]
fn a_long_warning_is_shown_to_its_end() {
    let mut desk = Desk::home(60, 20);
    let text = "a/folder/somewhere: cannot make this folder: a file stands where a folder should be; choose another place with --data-dir DIR";
    desk.send(Msg::Warn(text.to_owned()));
    let rows: Vec<String> = (-4..-1).map(|row| desk.row(row).trim().to_owned()).collect();
    assert_eq!(rows.join(" "), format!("! {text}"));
    desk.send(Msg::Warn(text.repeat(9)));
    assert!(desk.toast().ends_with('…'), "{}", desk.text());
    desk.press("j");
    assert!(!desk.text().contains("cannot make"));
}
