//! Review: what is due on home, a sitting over it from first question to end, the page where nothing is asked.

use std::collections::HashMap;

use seaworthy::app::Opening;
use seaworthy::app::screens::Screen;
use seaworthy::content::Library;
use seaworthy::id::QuestionId;

use crate::harness::{Desk, Setup, fixture, line, seen_tour};

const DAY: i64 = 24 * 60;

/// Answers to questions of the fixture course, as the log has them.
struct Past {
    keys: HashMap<QuestionId, u64>,
    log: String,
    minute: i64,
}

impl Past {
    fn new() -> Self {
        let library = Library::open(&fixture("desk")).expect("the fixture opens");
        let questions = library.course().written().flat_map(|id| library.questions(id).unwrap_or_default());
        let keys = questions.map(|question| (question.id.clone(), question.key_hash)).collect();
        Self { keys, log: seen_tour(), minute: 10 }
    }

    /// An answer so many days ago: `+` or `-`, `!` for sure.
    fn on(self, days: i64, question: &str, answer: &str) -> Self {
        let key = self.keys[&question.parse().expect("an id")];
        self.given(days, question, answer, key)
    }

    /// An answer by another key than the question has.
    fn given(mut self, days: i64, question: &str, answer: &str, key: u64) -> Self {
        let verdict = if answer.starts_with('+') { "right" } else { "wrong" };
        let confidence = if answer.ends_with('!') { "\"sure\"" } else { "null" };
        self.minute += 1;
        self.log += &line(
            days * DAY + self.minute,
            &format!(
                "\"kind\":\"answered\",\"question\":\"{question}\",\"key\":\"{key:016x}\",\"shown\":[0],\"chosen\":null,\
                 \"verdict\":\"{verdict}\",\"confidence\":{confidence},\"seconds\":3,\"mode\":\"review\",\
                 \"sitting\":\"{:032x}\"",
                9
            ),
        );
        self
    }

    fn setup(&self, columns: u16, rows: u16) -> Setup {
        Setup::fixture().size(columns, rows).log(self.log.as_str())
    }
}

/// Three that are due, for three reasons, one that is not, and one that the course has not any more.
fn three() -> Past {
    Past::new()
        .on(9, "harbour/kinds#nightly-break", "+")
        .on(1, "harbour/kinds#what-moves", "-!")
        .given(0, "harbour/kinds#pin-both", "+", 5)
        .on(0, "open-sea/last#long", "+!")
        .given(5, "harbour/kinds#gone", "-", 5)
}

/// One that was missed again and again, and is not due.
fn leech() -> Past {
    let past = (0..4).fold(Past::new(), |past, day| past.on(9 - 2 * day, "harbour/kinds#nightly-break", "-"));
    past.on(1, "harbour/kinds#nightly-break", "+").on(0, "harbour/kinds#nightly-break", "+")
}

fn shown(desk: &Desk) -> String {
    match desk.app.screen() {
        Screen::Quiz(quiz) => quiz.question().map_or("end", |question| question.id.slug()).to_owned(),
        Screen::Review(_) => "page".to_owned(),
        Screen::Home(_) => "home".to_owned(),
        Screen::Lesson(page) => page.id.to_string(),
        _ => "another".to_owned(),
    }
}

#[test]
fn home_says_what_is_due_when_the_first_screen_is_up() {
    let mut desk = three().setup(80, 24).desk();
    assert!(desk.text().contains("Review    what you answered, before it fades"), "{}", desk.text());
    desk.send(seaworthy::app::Msg::Settled);
    insta::assert_snapshot!("review_home_80x24", desk.screen());
    let mut narrow = three().setup(60, 20).desk();
    narrow.send(seaworthy::app::Msg::Settled);
    assert!(narrow.text().contains("3 due, 1 of them sure but wrong"), "{}", narrow.text());
    // The limit of the day is told, for Progress counts all that is due.
    for (asked, text) in [(29, "1 for today, 2 more wait"), (28, "2 for today, 1 more waits"), (27, "Review    3 due")]
    {
        let due = ["harbour/kinds#nightly-break", "harbour/kinds#pin-both", "open-sea/last#long"];
        let past = due.into_iter().fold(Past::new(), |past, question| past.on(9, question, "-"));
        let past = (0..asked).fold(past, |past, n| past.given(0, &format!("harbour/was#q{n}"), "+", 1));
        let mut limited = past.setup(80, 24).desk();
        assert!(limited.send(seaworthy::app::Msg::Settled).text().contains(text), "{}", limited.text());
    }
    // Nothing answered, nothing to review.
    let mut fresh = Setup::fixture().desk();
    assert!(!fresh.send(seaworthy::app::Msg::Settled).text().contains("Review"));
}

#[test]
fn a_review_from_home_to_its_end() {
    let mut desk = three().setup(80, 24).desk();
    desk.press("v");
    assert_eq!(shown(&desk), "what-moves", "sure but wrong comes first");
    insta::assert_snapshot!("review_sure_but_wrong_80x24", desk.screen());
    // Sure again, and wrong again: an order of rows that nobody shuffled.
    desk.press("c");
    insta::assert_snapshot!("review_sure_60x20", {
        desk.resize(60, 20);
        desk.screen()
    });
    desk.resize(80, 24).press("1 enter");
    insta::assert_snapshot!("review_verdict_80x24", desk.screen());
    assert!(desk.log().contains("confidence:sure") && desk.log().contains("mode:review"), "{}", desk.log());
    desk.press("enter");
    assert_eq!(shown(&desk), "pin-both");
    assert!(desk.text().contains("The right answer was changed since you answered: asked again."), "{}", desk.text());
    desk.press("ctrl-s");
    assert_eq!(shown(&desk), "nightly-break");
    assert!(desk.text().contains("Due for 7 days."), "{}", desk.text());
    desk.press("u");
    assert_eq!(shown(&desk), "pin-both", "a skip is taken back");
}

#[test]
fn the_end_says_when_the_next_are_due() {
    let past = Past::new().on(9, "harbour/kinds#nightly-break", "-").on(0, "open-sea/last#long", "+!");
    let mut desk = past.setup(80, 24).opening(Opening::Review(None)).desk();
    assert_eq!(shown(&desk), "nightly-break");
    let row = desk.text().lines().find(|row| row.contains("The tag now points")).map(str::to_owned).unwrap();
    let digit = row.chars().find(char::is_ascii_digit).unwrap().to_string();
    desk.press(&digit).press("enter");
    assert!(desk.text().contains("It comes again in "), "{}", desk.text());
    desk.press("u").press(&digit).press("enter enter");
    insta::assert_snapshot!("review_end_80x24", desk.screen());
    desk.press("enter");
    assert_eq!(shown(&desk), "home");
}

#[test]
fn the_end_counts_changed_answers_and_asks_on() {
    // One is asked now; the answer of another was changed, and it was to come in days.
    let past = Past::new().on(9, "harbour/kinds#nightly-break", "-").given(0, "harbour/kinds#pin-both", "+", 5);
    let mut desk = past.setup(80, 24).opening(Opening::Review(Some(1))).desk();
    desk.press("ctrl-s ctrl-s");
    assert_eq!(shown(&desk), "end");
    assert!(desk.text().contains("2 questions are still due."), "{}", desk.text());
    insta::assert_snapshot!("review_end_left_80x24", desk.screen());
    desk.press("j enter");
    assert_eq!(shown(&desk), "pin-both", "more, the changed one first");
}

#[test]
fn the_end_says_that_the_limit_is_reached() {
    let past = (0..27).fold(three(), |past, n| past.given(0, &format!("harbour/was#q{n}"), "+", 1));
    let mut desk = past.setup(80, 24).opening(Opening::Review(None)).desk();
    assert_eq!(shown(&desk), "what-moves");
    desk.press("1 enter enter 1 enter enter");
    assert!(desk.text().contains("Review asked 30 today; the limit of a day is 30."), "{}", desk.text());
    insta::assert_snapshot!("review_end_limit_60x20", {
        desk.resize(60, 20);
        desk.screen()
    });
}

#[test]
fn a_long_reason_goes_on_in_the_next_line() {
    let past = (0..4).fold(Past::new(), |past, day| past.on(20 - 2 * day, "harbour/kinds#nightly-break", "-"));
    let mut desk = past.setup(60, 20).opening(Opening::Review(None)).desk();
    assert_eq!(shown(&desk), "nightly-break");
    let text = desk.text().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("reading its section helps more than asking."), "{text}");
    insta::assert_snapshot!("review_leech_60x20", desk.screen());
}

#[test]
fn confidence_goes_round_in_every_sitting() {
    let mut desk = Desk::quiz(80, 24, "harbour/kinds");
    let said = |desk: &mut Desk| {
        let text = desk.text();
        ["You are sure.", "You are not sure."].into_iter().find(|said| text.contains(said)).unwrap_or("nothing")
    };
    let mut seen = vec![said(&mut desk)];
    while shown(&desk) == "pin-both" {
        desk.press("ctrl-s");
    }
    for _ in 0..3 {
        desk.press("c");
        seen.push(said(&mut desk));
    }
    assert_eq!(seen, ["nothing", "You are sure.", "You are not sure.", "nothing"]);
}

#[test]
fn nothing_due_says_when_and_what_to_read() {
    let mut desk = leech().setup(80, 24).opening(Opening::Review(None)).desk();
    assert_eq!(shown(&desk), "page");
    insta::assert_snapshot!("review_nothing_80x24", desk.screen());
    desk.resize(60, 20);
    insta::assert_snapshot!("review_nothing_60x20", desk.screen());
    desk.resize(120, 40);
    insta::assert_snapshot!("review_nothing_120x40", desk.screen());
    desk.press("g enter");
    assert_eq!(shown(&desk), "harbour/kinds");
    desk.press("esc");
    assert_eq!(shown(&desk), "page");
    desk.press("G enter");
    assert_eq!(shown(&desk), "home");

    let mut fresh = Setup::fixture().opening(Opening::Review(None)).desk();
    assert!(fresh.text().contains("Nothing to review yet: every question you answer comes here."), "{}", fresh.text());
    fresh.press("enter");
    assert_eq!(shown(&fresh), "home");
}

#[test]
fn beyond_the_limit_of_the_day_only_when_asked() {
    // Thirty were asked today, of a lesson that is gone.
    let past = (0..30).fold(three(), |past, n| past.given(0, &format!("harbour/was#q{n}"), "+", 1));
    let mut desk = past.setup(80, 24).opening(Opening::Review(None)).desk();
    assert_eq!(shown(&desk), "page");
    insta::assert_snapshot!("review_limit_80x24", desk.screen());
    desk.press("enter");
    assert_eq!(shown(&desk), "what-moves");
    let named = past.setup(80, 24).opening(Opening::Review(Some(1))).desk();
    assert_eq!(shown(&named), "what-moves", "a number that was named counts");
}

#[test]
fn half_a_review_is_taken_up_again() {
    let mut desk = three().setup(80, 24).opening(Opening::Review(None)).desk();
    desk.press("1 enter enter");
    assert_eq!(shown(&desk), "pin-both");
    desk.press("esc");
    assert_eq!(shown(&desk), "home");
    let log = three().log + &desk.written.iter().map(|event| event.to_line() + "\n").collect::<String>();
    let mut later = Setup::fixture().log(log).desk();
    later.send(seaworthy::app::Msg::Settled);
    assert!(later.text().contains("Resume"), "{}", later.text());
    later.press("j enter");
    assert!(shown(&later) == "pin-both" || later.text().contains("changed since you answered"), "{}", later.text());
}

#[test]
fn a_renamed_question_keeps_its_history() {
    let past = Past::new();
    let key = past.keys[&"harbour/kinds#what-moves".parse().expect("an id")];
    let past = past.given(3, "harbour/kinds#what-drifts", "-!", key);
    let mut desk = past.setup(80, 24).opening(Opening::Review(None)).desk();
    assert_eq!(shown(&desk), "what-moves");
    assert!(desk.text().contains("You were sure last time"), "{}", desk.text());
}
