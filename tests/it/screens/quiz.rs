//! A sitting: every kind of question from prompt to verdict, the summary, what is written, leaving and coming back.

use proptest::prelude::*;
use proptest::sample::select;
use seaworthy::app::screens::Screen;
use seaworthy::app::screens::quiz::{QuizState, Request, Stage};
use seaworthy::app::{Msg, Opening};
use seaworthy::quiz::{Kind, Question};

use crate::harness::{Desk, Setup};

fn quiz(desk: &Desk) -> &QuizState {
    match desk.app.screen() {
        Screen::Quiz(quiz) => quiz,
        other => panic!("not a quiz: {other:?}"),
    }
}

fn question(desk: &Desk) -> &Question {
    quiz(desk).question().expect("a question is up")
}

/// The word of a kind.
fn kind(question: &Question) -> &'static str {
    match question.kind {
        Kind::Choice(_) => "choice",
        Kind::Multi(_) => "multi",
        Kind::Fill(_) => "fill",
        Kind::Order(_) => "order",
        Kind::Spot(_) => "spot",
        Kind::Match(_) => "match",
    }
}

/// Skips to the question that is longer than a small screen.
fn long(columns: u16, rows: u16) -> Desk {
    let mut desk = Desk::quiz(columns, rows, "open-sea/last");
    while question(&desk).id.slug() != "long" {
        desk.press(">");
    }
    desk
}

/// Skips to the question of a kind.
fn up(columns: u16, rows: u16, wanted: &str) -> Desk {
    let mut desk = Desk::quiz(columns, rows, "harbour/kinds");
    for _ in 0..6 {
        if kind(question(&desk)) == wanted {
            return desk;
        }
        desk.press(if wanted_skip(&desk) { "ctrl-s" } else { ">" });
    }
    panic!("no {wanted} came up")
}

fn wanted_skip(desk: &Desk) -> bool {
    kind(question(desk)) == "fill"
}

/// Presses the digit of the option that contains `text`.
fn pick(desk: &mut Desk, text: &str) {
    let screen = desk.text();
    let row = screen.lines().find(|row| row.contains(text)).unwrap_or_else(|| panic!("no {text}:\n{screen}"));
    let digit = row.chars().find(char::is_ascii_digit).expect("a numbered row").to_string();
    desk.press(&digit);
}

/// The last line that was written.
fn last(desk: &Desk) -> String {
    desk.log().lines().last().unwrap_or_default().to_owned()
}

#[test]
fn choice_from_prompt_to_verdict() {
    let mut desk = up(80, 24, "choice");
    insta::assert_snapshot!("choice_80x24", desk.screen());
    desk.press("enter");
    assert!(matches!(quiz(&desk).stage, Stage::Judged(_)), "Enter takes the option under the cursor");
    let mut desk = up(80, 24, "choice");
    pick(&mut desk, "The tag now points");
    desk.press("enter");
    insta::assert_snapshot!("choice_right_80x24", desk.screen());
    assert!(last(&desk).contains("verdict:right,"), "{}", last(&desk));
    let mut desk = up(80, 24, "choice");
    pick(&mut desk, "The layer cache");
    desk.press("enter");
    insta::assert_snapshot!("choice_wrong_80x24", desk.screen());
    assert!(last(&desk).contains("question:harbour/kinds#nightly-break"), "{}", last(&desk));
    assert!(last(&desk).contains("verdict:wrong"), "{}", last(&desk));
}

#[test]
fn the_second_half_of_a_double_press_answers_nothing() {
    // A desk presses one key a second.
    let mut desk = up(80, 24, "choice");
    let id = question(&desk).id.clone();
    desk.set_clock(-800).press("enter");
    assert!(matches!(quiz(&desk).stage, Stage::Asking(_)), "nobody read it yet");
    desk.set_clock(-1000).press("2").set_clock(-1000).press("enter");
    assert!(matches!(quiz(&desk).stage, Stage::Judged(_)), "who chose has read it");
    desk.press("u enter");
    assert!(matches!(quiz(&desk).stage, Stage::Judged(_)), "after a moment the first option is meant");
    assert_eq!(question(&desk).id, id);
    desk.press("enter").set_clock(-900).press("enter");
    assert!(matches!(quiz(&desk).stage, Stage::Asking(_)), "the next one is asked, and not answered");
}

#[test]
fn multi_from_prompt_to_verdict() {
    let mut desk = up(80, 24, "multi");
    insta::assert_snapshot!("multi_80x24", desk.screen());
    desk.press("enter");
    assert_eq!(desk.toast(), " Choose at least one: Space toggles.");
    desk.press("space j space space");
    pick(&mut desk, "WORKDIR");
    desk.press("enter");
    insta::assert_snapshot!("multi_wrong_80x24", desk.screen());
    let mut desk = up(80, 24, "multi");
    pick(&mut desk, "slim");
    pick(&mut desk, "apt-get");
    desk.press("enter");
    insta::assert_snapshot!("multi_right_80x24", desk.screen());
}

#[test]
fn fill_from_prompt_to_verdict() {
    let mut desk = up(80, 24, "fill");
    insta::assert_snapshot!("fill_80x24", desk.screen());
    desk.press("enter");
    assert_eq!(desk.toast(), " Fill every blank: Tab goes to the next.");
    desk.press("text:sljim left left backspace");
    insta::assert_snapshot!("fill_typed_80x24", desk.screen());
    desk.press("enter");
    insta::assert_snapshot!("fill_wrong_80x24", desk.screen());
    let mut desk = up(80, 24, "fill");
    desk.press("text:slim-trixie enter");
    insta::assert_snapshot!("fill_right_80x24", desk.screen());
    assert!(last(&desk).contains("slim-trixie"), "{}", last(&desk));
    let mut desk = up(80, 24, "fill");
    desk.send(Msg::Paste("slim-\nbookworm".to_owned()));
    assert!(desk.text().contains("slim- bookworm"), "{}", desk.text());
}

#[test]
fn order_from_prompt_to_verdict() {
    let mut desk = up(80, 24, "order");
    insta::assert_snapshot!("order_80x24", desk.screen());
    desk.press("enter");
    assert_eq!(desk.toast(), " Move the items first: J and K move the chosen one.");
    desk.press("J");
    insta::assert_snapshot!("order_moved_80x24", desk.screen());
    desk.press("enter");
    insta::assert_snapshot!("order_judged_80x24", desk.screen());
}

#[test]
fn an_item_that_is_longer_than_its_line_breaks_between_words() {
    let mut desk = Setup::stock().quiz("small/multi-stage").desk();
    while kind(question(&desk)) != "order" {
        desk.press(if wanted_skip(&desk) { "ctrl-s" } else { ">" });
    }
    let text = desk.text();
    assert!(text.contains("       build-essential\n") && text.contains(" gunicorn==27.0.1\n"), "{text}");
}

#[test]
fn spot_from_prompt_to_verdict() {
    let mut desk = up(80, 24, "spot");
    desk.press("space j space");
    insta::assert_snapshot!("spot_80x24", desk.screen());
    desk.press("enter");
    insta::assert_snapshot!("spot_judged_80x24", desk.screen());
    let mut desk = up(80, 24, "spot");
    desk.press("enter");
    assert_eq!(desk.toast(), " Pick at least one line: Space picks it.");
}

#[test]
fn match_from_prompt_to_verdict() {
    let mut desk = up(80, 24, "match");
    insta::assert_snapshot!("match_80x24", desk.screen());
    desk.press("enter");
    assert_eq!(desk.toast(), " Every line needs a match: a digit gives it, j goes on.");
    desk.press("space j 1");
    insta::assert_snapshot!("match_given_80x24", desk.screen());
    desk.press("enter");
    if matches!(quiz(&desk).stage, Stage::Asking(_)) {
        desk.press("k 2 enter");
    }
    insta::assert_snapshot!("match_judged_80x24", desk.screen());
}

#[test]
fn every_kind_on_a_small_screen() {
    for kind in ["choice", "multi", "fill", "order", "spot", "match"] {
        insta::assert_snapshot!(format!("{kind}_60x20"), up(60, 20, kind).screen());
    }
    insta::assert_snapshot!("multi_120x40", up(120, 40, "multi").screen());
}

#[test]
fn long_content_scrolls_and_the_cursor_stays_in_sight() {
    let mut desk = long(60, 20);
    insta::assert_snapshot!("long_60x20", desk.screen());
    for _ in 0..4 {
        desk.press("j");
        assert!(desk.text().contains('▸'), "{}", desk.text());
    }
    insta::assert_snapshot!("long_cursor_60x20", desk.screen());
    desk.press("pgup pgup pgup");
    assert!(desk.text().contains("The nightly build"), "one can look at the prompt again");
    desk.press("k");
    assert!(desk.text().contains('▸'), "{}", desk.text());
    desk.resize(60, 15);
    assert!(desk.text().contains('▸'), "another size does not hide the cursor: {}", desk.text());
    desk.resize(60, 20).press("space enter");
    insta::assert_snapshot!("long_judged_60x20", desk.screen());
    desk.press("space space space space space");
    assert!(!desk.footer().is_empty());
    insta::assert_snapshot!("long_judged_end_60x20", desk.screen());
}

#[test]
fn code_of_a_question_scrolls_sideways_up_to_its_end() {
    let mut desk = long(60, 40);
    desk.press("right right right right right right right right right right right right right right right right right");
    assert!(desk.text().contains("requirements.txt"), "{}", desk.text());
    let aside = quiz(&desk).aside;
    desk.press("left");
    assert_eq!(quiz(&desk).aside, aside - 8, "no presses are lost behind the end");
}

#[test]
fn skip_and_undo_are_written() {
    let mut desk = Desk::quiz(80, 24, "harbour/reading");
    let first = question(&desk).id.clone();
    desk.press(">");
    assert_ne!(question(&desk).id, first);
    desk.press("u");
    assert_eq!(question(&desk).id, first);
    assert_eq!(desk.toast(), " Taken back: answer again.");
    desk.press("enter u u");
    assert_eq!(desk.toast(), " Nothing to take back.");
    assert_eq!(desk.kinds(), ["sat", "skipped", "undone", "answered", "undone"]);
    let undone: Vec<_> = desk.log().lines().filter(|line| line.starts_with("kind:undone")).map(str::to_owned).collect();
    for (line, event) in undone.iter().zip([1, 3]) {
        assert!(line.contains(&desk.written[event].id.to_string()), "{line}");
    }
}

#[test]
fn hints_come_one_by_one() {
    let mut desk = up(80, 24, "multi");
    assert!(desk.footer().contains("h hint"));
    desk.press("h");
    insta::assert_snapshot!("hint_80x24", desk.screen());
    desk.press("h");
    assert!(!desk.footer().contains("h hint"), "no more hints, no more key: {}", desk.footer());
    desk.press("h");
    assert_eq!(desk.toast(), " No more hints; its lesson explains it.");
    let mut none = up(80, 24, "spot");
    none.press("h");
    assert_eq!(none.toast(), " This question has no hints; its lesson explains it.");
    let mut small = up(60, 15, "multi");
    small.press("h");
    assert!(small.text().contains("Ask of each line"), "a hint is brought onto the screen:\n{}", small.text());
}

#[test]
fn the_lesson_can_be_read_and_left_again() {
    let mut desk = up(80, 24, "choice");
    let before = desk.text();
    desk.press("o");
    assert!(desk.row(0).starts_with(" In the harbour › Answer every kind of question  "), "{}", desk.row(0));
    desk.press("q");
    assert_eq!(desk.text(), before, "back at the question as it was");
}

#[test]
fn missed_ones_come_once_more_and_the_summary_tells() {
    let mut desk = Desk::quiz(80, 24, "harbour/reading");
    insta::assert_snapshot!("three_80x24", desk.screen());
    let answer = |desk: &mut Desk, right: bool| {
        let text = match (question(desk).id.slug(), right) {
            ("one", true) => "A digest",
            ("one", false) => "latest",
            ("two", true) => "without a cache",
            ("two", false) => "warm cache",
            (_, true) => "The digest",
            (_, false) => "The day",
        };
        pick(desk, text);
        desk.press("enter");
    };
    answer(&mut desk, false);
    desk.press("enter");
    answer(&mut desk, true);
    desk.press("enter >");
    assert!(desk.row(0).contains("once more, 2 left"), "{}", desk.row(0));
    answer(&mut desk, true);
    desk.press("enter");
    answer(&mut desk, false);
    insta::assert_snapshot!("last_verdict_80x24", desk.screen());
    desk.press("enter");
    insta::assert_snapshot!("summary_80x24", desk.screen());
    assert_eq!(desk.kinds(), ["sat", "answered", "answered", "skipped", "answered", "answered"]);
    desk.press("G");
    insta::assert_snapshot!("summary_missed_80x24", desk.screen());
    desk.press("enter");
    assert!(desk.row(0).contains("Read a page"), "a missed question opens its section: {}", desk.row(0));
    desk.press("q u");
    assert!(matches!(quiz(&desk).stage, Stage::Asking(_)), "undo leaves the summary");
}

#[test]
fn a_summary_of_all_right_and_of_nothing() {
    let mut desk = Desk::quiz(60, 20, "harbour/reading");
    for _ in 0..3 {
        let right = match question(&desk).id.slug() {
            "one" => "A digest",
            "two" => "without a cache",
            _ => "The digest",
        };
        pick(&mut desk, right);
        desk.press("enter enter");
    }
    insta::assert_snapshot!("summary_right_60x20", desk.screen());
    desk.press("enter");
    assert!(desk.row(0).contains("Flip, switch"), "the next lesson: {}", desk.row(0));
    let mut desk = Desk::quiz(60, 20, "harbour/reading");
    desk.press("> > > > > >");
    insta::assert_snapshot!("summary_skipped_60x20", desk.screen());
    desk.press("j enter");
    assert!(desk.row(0).starts_with(" seaworthy"), "{}", desk.row(0));
}

#[test]
fn leaving_half_way_and_coming_back() {
    let mut desk = Desk::quiz(80, 24, "harbour/reading");
    desk.press("enter enter");
    let (title, id) = (desk.row(0), question(&desk).id.clone());
    desk.press("q");
    assert!(desk.toast().starts_with(" Kept: home resumes this quiz with "), "{}", desk.toast());
    let resume = Request { resume: true, ..Request::default() };
    let mut again = Setup::fixture().after(&desk).opening(Opening::Quiz(resume)).desk();
    assert_eq!((again.row(0), &question(&again).id), (title, &id));
    assert_eq!(again.kinds(), [""; 0], "a sitting that is taken up is not begun again");
}

/// Starts the tutor a minute after it was left, and takes the quiz up again.
#[test]
fn leaving_before_the_first_answer_leaves_nothing() {
    let mut desk = Setup::fixture().quiz("harbour/kinds").desk();
    desk.press("esc");
    assert!(!desk.text().contains("Resume") && !desk.text().contains("Kept"), "{}", desk.text());
    // Half a quiz from before is not lost by looking at another.
    desk.press("ctrl-p text:kinds enter z");
    desk.press(if wanted_skip(&desk) { "ctrl-s" } else { ">" });
    desk.press("esc esc z");
    assert!(matches!(quiz(&desk).stage, Stage::Asking(_)));
    desk.press("esc");
    assert!(desk.text().contains("Resume    the quiz you left"), "{}", desk.text());
    assert!(!desk.text().contains("Kept"), "that quiz was left before: {}", desk.toast());
}

fn resumed(desk: &Desk) -> Desk {
    let resume = Request { resume: true, ..Request::default() };
    Setup::fixture().after(desk).opening(Opening::Quiz(resume)).desk()
}

#[test]
fn the_second_round_is_resumed_too() {
    let mut desk = Desk::quiz(80, 24, "harbour/reading");
    desk.press("> > > >");
    let left = desk.text();
    assert!(desk.row(0).contains("once more, 2 left"), "{}", desk.row(0));
    desk.press("q");
    assert_eq!(desk.toast(), " Kept: home resumes this quiz with 2 left.");
    assert!(desk.text().contains("Resume    the quiz you left: 2 to go"), "{}", desk.text());
    let mut again = resumed(&desk);
    assert_eq!(again.text(), left);
    again.press("u");
    assert!(again.row(0).contains("once more, 3 left"), "what was done before can be taken back: {}", again.row(0));
    again.press("> > >");
    assert!(matches!(quiz(&again).stage, Stage::Summary { .. }));
    again.press("q");
    assert!(!again.text().contains("Resume"), "{}", again.text());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn a_sitting_is_resumed_as_it_was_left(keys in proptest::collection::vec(select(vec!["enter", "enter", "down enter", ">", "u"]), 0..16)) {
        let mut desk = Desk::quiz(80, 24, "harbour/reading");
        for key in keys {
            if !matches!(quiz(&desk).stage, Stage::Summary { .. }) {
                desk.press(key);
            }
        }
        let left = quiz(&desk).sitting.as_ref().map_or(0, seaworthy::quiz::Sitting::left);
        let mut again = resumed(&desk);
        // Where nothing was answered, or all was taken back, nothing is left half.
        if left == 0 || quiz(&desk).undoable.is_empty() {
            prop_assert_eq!(again.toast(), " No quiz to resume.");
            return Ok(());
        }
        if matches!(quiz(&desk).stage, Stage::Judged(_)) {
            desk.press("enter");
        }
        // The note that something was taken back is no part of the sitting; both desks go on with a clean line.
        desk.press("k");
        again.press("k");
        while !matches!(quiz(&desk).stage, Stage::Summary { .. }) {
            prop_assert_eq!(again.text(), desk.text());
            desk.press("enter enter");
            again.press("enter enter");
        }
        prop_assert_eq!(again.text(), desk.text(), "and the summary is the same");
        for _ in 0..quiz(&desk).undoable.len() {
            desk.press("u");
            again.press("u");
            prop_assert_eq!(again.text(), desk.text(), "back to the beginning");
        }
    }
}

#[test]
fn help_moves_nothing_below_it() {
    let mut desk = long(60, 20);
    desk.press("pgdn");
    let before = desk.text();
    assert_ne!(quiz(&desk).top, 0);
    desk.press("? j q");
    assert_eq!(desk.text(), before);
}

#[test]
fn nothing_to_ask_is_said() {
    let mut desk = Setup::altered(&[("quizzes/harbour/links.toml", "")]).at("harbour/links").desk();
    desk.press("z");
    assert_eq!(desk.toast(), " No questions here yet.");
    assert!(desk.row(0).contains("Follow a link"), "the lesson stays");
    let missed = Request { missed: true, ..Request::default() };
    let mut none = Setup::fixture().opening(Opening::Quiz(missed)).desk();
    assert_eq!(none.toast(), " Nothing missed: every last answer was right.");
    let empty = Request { resume: true, ..Request::default() };
    assert_eq!(Setup::fixture().opening(Opening::Quiz(empty)).desk().toast(), " No quiz to resume.");
}

#[test]
fn a_bad_question_is_reported_with_its_id() {
    let mut desk = up(80, 24, "choice");
    desk.press("! text:two_are_right");
    insta::assert_snapshot!("report_question_80x24", desk.screen());
    desk.press("enter");
    assert_eq!(last(&desk), "kind:flagged,subject:harbour/kinds#nightly-break,note:two are right");
    assert!(desk.toast().contains("harbour/kinds#nightly-break"), "{}", desk.toast());
}
