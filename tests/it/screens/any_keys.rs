//! Any keys at any size: nothing panics, everything draws, and cursors stay where there is something.

use proptest::prelude::*;
use seaworthy::app::action::Action;
use seaworthy::app::key::{Key, KeyCode};
use seaworthy::app::keymap::{Context, Keymap, Overrides};
use seaworthy::app::overlay::Overlay;
use seaworthy::app::screens::quiz::exam::{ExamStage, Wish, hand_in_rows, result_rows};
use seaworthy::app::screens::quiz::{Request, Stage, summary_rows};
use seaworthy::app::screens::{Screen, home};
use seaworthy::app::{Msg, Opening};

use crate::harness::{Desk, Setup};

#[derive(Debug, Clone)]
enum Step {
    Key(Key),
    Act(Action),
    Size(u16, u16),
    Paste(String),
    Idle,
}

fn known_keys() -> Vec<Key> {
    let keymap = Keymap::new(&Overrides::new()).0;
    let mut keys: Vec<Key> =
        Context::ALL.iter().flat_map(|context| keymap.all(*context)).flat_map(|(_, keys)| keys).collect();
    keys.extend([KeyCode::Left, KeyCode::Right, KeyCode::Backspace, KeyCode::Delete, KeyCode::End].map(Key::plain));
    keys.sort_by_key(ToString::to_string);
    keys.dedup();
    keys
}

fn step() -> impl Strategy<Value = Step> {
    let act = (0..Action::ALL.len()).prop_map(|at| Step::Act(Action::ALL[at]));
    prop_oneof![
        40 => proptest::sample::select(known_keys()).prop_map(Step::Key),
        6 => "[a-z0-9é船. ]".prop_map(|text| Step::Key(Key::plain(KeyCode::Char(text.chars().next().unwrap())))),
        6 => act,
        3 => (1u16..200, 1u16..60).prop_map(|(columns, rows)| Step::Size(columns, rows)),
        3 => (60u16..130, 15u16..45).prop_map(|(columns, rows)| Step::Size(columns, rows)),
        1 => "[a-z\\n\\té👩‍👧]{0,20}".prop_map(Step::Paste),
        1 => Just(Step::Idle),
    ]
}

fn check(desk: &Desk) {
    let app = &desk.app;
    assert!(matches!(app.screens.first(), Some(Screen::Home(_))), "home is always the first");
    if app.is_too_small() {
        return;
    }
    if let Screen::Quiz(quiz) = app.screen()
        && let Some(exam) = quiz.running_exam()
    {
        assert!(!matches!(quiz.stage, Stage::Judged(_) | Stage::Summary { .. }), "nothing is told before the end");
        assert!(exam.answered() <= exam.questions.len());
    }
    let within = |cursor: usize, rows: usize| assert!(cursor < rows.max(1), "row {cursor} of {rows}");
    match app.screen() {
        Screen::Home(state) => within(state.cursor, home::rows(app).len()),
        Screen::Check(state) => within(state.cursor, state.rows().len()),
        Screen::Lesson(page) => {
            if let Some(drawn) = &app.drawn.page {
                assert!(page.top <= drawn.lines.saturating_sub(drawn.height), "{} of {}", page.top, drawn.lines);
                assert!(page.focus.is_none_or(|focus| focus < drawn.targets.len()));
                assert!(page.aside <= drawn.overflow);
            }
        }
        Screen::Quiz(quiz) => {
            let sheet = app.drawn.sheet.unwrap_or_default();
            assert!(quiz.top <= sheet.lines.saturating_sub(sheet.height), "{} of {}", quiz.top, sheet.lines);
            match &quiz.stage {
                Stage::Asking(asking) => within(asking.draft.cursor(), asking.draft.rows()),
                Stage::Summary { cursor } => within(*cursor, summary_rows(app, quiz).len()),
                Stage::Exam(ExamStage::HandIn { cursor }) => {
                    within(*cursor, quiz.exam.as_ref().map_or(0, |exam| hand_in_rows(exam).len()));
                }
                Stage::Exam(ExamStage::Result { cursor }) => {
                    within(*cursor, quiz.exam.as_ref().map_or(0, |exam| result_rows(exam).len()));
                }
                Stage::Judged(_) | Stage::Loading | Stage::Exam(_) => {}
            }
        }
        Screen::Session(state) => {
            within(state.item, state.launch.agenda.items.len());
            if let (Some(drawn), None) = (&app.drawn.session, &app.overlay) {
                let extent = drawn.extent;
                assert!(state.top <= extent.lines.saturating_sub(extent.height), "{} of {extent:?}", state.top);
                assert!(state.aside <= extent.overflow);
            }
        }
        Screen::Review(state) => {
            let sheet = app.drawn.sheet.unwrap_or_default();
            assert!(state.top <= sheet.lines.saturating_sub(sheet.height), "{} of {}", state.top, sheet.lines);
        }
        Screen::Progress(state) => {
            let sheet = app.drawn.sheet.unwrap_or_default();
            if app.overlay.is_none() {
                assert!(state.top <= sheet.lines.saturating_sub(sheet.height), "{} of {}", state.top, sheet.lines);
            }
        }
    }
    match &app.overlay {
        Some(Overlay::GoTo(state)) => within(state.cursor, state.rows.len()),
        Some(Overlay::Outline { rows, cursor }) => within(*cursor, rows.len()),
        Some(Overlay::Bookmarks { rows, cursor }) => within(*cursor, rows.len()),
        Some(Overlay::Themes { rows, cursor, .. }) => within(*cursor, rows.len()),
        _ => {}
    }
    if let Some((x, y)) = desk.cursor {
        assert!(x < app.size.0 && y < app.size.1, "the text cursor is at {x},{y} of {:?}", app.size);
    }
}

fn walk(mut desk: Desk, steps: Vec<Step>) -> Desk {
    for step in steps {
        match step {
            Step::Key(key) => desk.send(Msg::Key(key)),
            Step::Act(action) => desk.send(Msg::Act(action)),
            Step::Size(columns, rows) => desk.resize(columns, rows),
            Step::Paste(text) => desk.send(Msg::Paste(text)),
            Step::Idle => desk.send(Msg::Idle),
        };
        check(&desk);
        // A learner who left does not press on.
        desk.left = false;
    }
    desk
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn from_home(steps in proptest::collection::vec(step(), 0..120)) {
        let _ = walk(Setup::fixture().log(super::home::busy()).desk(), steps);
    }

    #[test]
    fn from_a_page(page in proptest::sample::select(vec!["tour", "harbour", "harbour/reading", "harbour/exhibits",
        "harbour/links", "open-sea/missing"]), steps in proptest::collection::vec(step(), 0..120)) {
        let _ = walk(Setup::with_a_missing_lesson().at(page).desk(), steps);
    }

    #[test]
    fn from_an_exam(minutes in proptest::option::of(1..3u32), steps in proptest::collection::vec(step(), 0..120)) {
        let exam = Some(Wish { minutes, ..Wish::default() });
        let request = Request { count: Some(5), seed: Some(3), exam, ..Request::default() };
        let mut desk = Setup::fixture().opening(Opening::Quiz(request)).desk();
        desk.press("enter");
        let desk = walk(desk, steps);
        // What the screen counts is what stands in the log.
        for screen in &desk.app.screens {
            let Screen::Quiz(quiz) = screen else { continue };
            let (Some(exam), Some(sitting)) = (&quiz.exam, &quiz.sitting) else { continue };
            let papers = seaworthy::exam::papers(desk.written.clone());
            let Some(paper) = papers.iter().find(|paper| paper.sitting == sitting.id()) else { panic!("no paper") };
            prop_assert_eq!(paper.tally(), exam.tally());
            prop_assert_eq!(paper.ended.map(|ended| ended.cause), exam.ended);
        }
    }

    #[test]
    fn from_a_session(left in any::<bool>(), steps in proptest::collection::vec(step(), 0..120)) {
        let launch = super::session::launch();
        let launch = if left { super::session::left_half_way(launch) } else { launch };
        walk(Setup::fixture().opening(Opening::Session(Box::new(launch))).desk(), steps);
    }

    #[test]
    fn from_a_quiz(lesson in proptest::sample::select(vec!["harbour/kinds", "harbour/reading", "open-sea/last"]),
        steps in proptest::collection::vec(step(), 0..120)) {
        let _ = walk(Setup::fixture().quiz(lesson).desk(), steps);
    }
}
