//! Each theme once, and the ASCII signs.

use crate::harness::{Desk, Setup};

#[test]
fn each_theme_gives_a_lesson_its_styles() {
    for theme in ["dark", "light", "high-contrast", "no-colour"] {
        let mut desk = Setup::fixture().theme(theme).at("harbour/exhibits").desk();
        let screen = desk.screen();
        let (_, styles) = screen.split_once("----\n").unwrap();
        insta::assert_snapshot!(format!("theme_{theme}"), styles);
    }
}

fn cells_beyond_ascii(desk: &mut Desk) -> String {
    desk.text().chars().filter(|c| !c.is_ascii()).collect()
}

#[test]
fn ascii_mode_draws_with_ascii_alone() {
    let log = super::home::busy();
    let pages = ["harbour", "harbour/exhibits", "harbour/links", "harbour/kinds", "open-sea/last", "open-sea/missing"];
    for (columns, rows) in [(60, 15), (80, 24), (120, 40)] {
        let altered = |setup: Setup| setup.ascii().size(columns, rows).log(log.clone());
        let setup = || altered(Setup::fixture());
        for page in pages {
            for keys in ["", "?", "o", "t", "/", "!", "ctrl-p", "f", "right", "G", "m '", "]", "/ text:a enter"] {
                let course = if page == "open-sea/missing" { altered(Setup::with_a_missing_lesson()) } else { setup() };
                let mut desk = course.at(page).desk();
                desk.press(keys);
                assert_eq!(cells_beyond_ascii(&mut desk), "", "{page} {keys:?}\n{}", desk.text());
            }
        }
        for keys in ["", "p", "p x", "p G", "z", "?", "/ text:e", "ctrl-p text:digest"] {
            let mut desk = setup().desk();
            desk.press(keys);
            assert_eq!(cells_beyond_ascii(&mut desk), "", "home {keys:?}\n{}", desk.text());
        }
        let mut quiz = setup().quiz("harbour/kinds").desk();
        for _ in 0..6 {
            assert_eq!(cells_beyond_ascii(&mut quiz), "", "{}", quiz.text());
            let keys = if quiz.text().contains("Complete the tag") {
                "text:x enter"
            } else if quiz.text().contains("Put the instructions") {
                "J enter"
            } else if quiz.text().contains("Which cause") {
                "1 j 2 j 3 enter"
            } else {
                "1 space enter"
            };
            quiz.press(keys);
            assert_eq!(cells_beyond_ascii(&mut quiz), "", "{}", quiz.text());
            quiz.press("h G enter");
        }
    }
    insta::assert_snapshot!(
        "ascii_120x40",
        Setup::fixture().ascii().size(120, 40).at("harbour/exhibits").desk().screen()
    );
}
