//! What was handed in, what comes of it, what is set aside, and that no name is left where none may be.

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::id::EventId;
use crate::team::ResultFile;
use crate::team::result::{AnswerResult, ItemResult};
use crate::team::room::{Counted, Planned, RoomEvent, RoomEventKind};
use crate::team::synthetic::Course;
use crate::time::Timestamp;

/// Somebody with items (id, state, minutes) of the chapter `works` and answers (question, right, picked option, sure).
fn file(name: &str, items: &[(&str, &str, u32)], answers: &[(&str, bool, u16, Option<bool>)]) -> ResultFile {
    let item = |(item, state, minutes): &(&str, &str, u32)| ItemResult {
        item: (*item).to_owned(),
        kind: "lesson".to_owned(),
        title: format!("About {item}"),
        chapter: Some("works".to_owned()),
        state: (*state).to_owned(),
        minutes: *minutes,
    };
    let answer = |(question, right, pick, sure): &(&str, bool, u16, Option<bool>)| AnswerResult {
        item: "quiz".to_owned(),
        question: (*question).to_owned(),
        key: "0000000000000007".to_owned(),
        right: *right,
        chosen: json!({ "picks": [pick] }),
        confidence: sure.map(|sure| if sure { "sure" } else { "unsure" }.to_owned()),
        seconds: 9,
    };
    ResultFile {
        format: "seaworthy-result".to_owned(),
        version: 1,
        session: "essentials".to_owned(),
        title: "Essentials".to_owned(),
        participant: format!("{:032x}", crate::hash::fnv1a(name.as_bytes())),
        name: name.to_owned(),
        t: 1000,
        pass: 70,
        items: items.iter().map(item).collect(),
        answers: answers.iter().map(answer).collect(),
        check: String::new(),
    }
    .sealed()
}

fn text(file: &ResultFile) -> Vec<u8> {
    serde_json::to_vec(file).unwrap()
}

fn gathered(files: &[ResultFile]) -> Gathered {
    let mut gathered = Gathered::default();
    for (at, file) in files.iter().enumerate() {
        gathered.take_result(&format!("{at}.result.json"), read_result(&text(file)));
    }
    gathered
}

fn report(files: &[ResultFile]) -> Report {
    gathered(files).report(None, &Lookup::NONE).unwrap()
}

fn reasons(report: &Report) -> Vec<(&str, &'static str)> {
    report.aside.iter().map(|aside| (aside.source.as_str(), aside.reason.word())).collect()
}

#[test]
fn sums_per_person_item_and_chapter() {
    let ann = file(
        "Ann",
        &[("a", "done", 10), ("b", "begun", 4)],
        &[("works/a#x", true, 0, Some(true)), ("works/a#y", false, 2, Some(true)), ("ci/b#z", true, 0, None)],
    );
    let bo = file("Bo", &[("a", "done", 20), ("b", "open", 0)], &[("works/a#y", false, 2, Some(false))]);
    let report = report(&[bo, ann]);
    assert_eq!((report.session.as_str(), report.title.as_str(), report.pass), ("essentials", "Essentials", 70));
    let names: Vec<_> = report.people.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(names, ["Ann", "Bo"]);
    let ann = &report.people[0];
    assert_eq!((ann.minutes, ann.right, ann.answers, ann.passed), (14, 2, 3, Some(false)));
    assert_eq!(ann.items, [Some((State::Done, 10)), Some((State::Begun, 4))]);
    assert_eq!(report.items[0].counts, Counts { done: 2, ..Counts::default() });
    assert_eq!((report.items[0].minutes, report.items[1].minutes), (20, 4));
    let chapters: Vec<_> = report.chapters.iter().map(|c| (c.chapter.as_str(), c.right, c.answers)).collect();
    assert_eq!(chapters, [("works", 1, 3), ("ci", 1, 1)]);
    assert_eq!((ann.chapters[0].right, ann.chapters[0].answers, ann.chapters[0].state()), (1, 2, Some(State::Begun)));
    assert_eq!(ann.chapters[1].state(), None, "no item of theirs belongs to it");
    assert_eq!(report.answers(), (2, 4));
}

#[test]
fn the_hardest_question_and_what_drew() {
    let answers = |picks: [u16; 3]| [("works/a#x", true, 0, None), ("works/a#y", false, picks[0], Some(true))];
    let files: Vec<_> = [("Ann", 2), ("Bo", 2), ("Cy", 1)]
        .map(|(name, pick)| file(name, &[("a", "done", 1)], &answers([pick, 0, 0])))
        .into();
    let untold = report(&files);
    let hardest: Vec<_> = untold.hardest().map(|asked| (asked.question.as_str(), asked.wrong())).collect();
    assert_eq!(hardest, [("works/a#y", 3)]);
    let drawn = untold.questions[0].drawn.as_ref().unwrap();
    assert_eq!((drawn.what.as_str(), drawn.people, drawn.left_out), ("option 3", 2, false));
    assert_eq!(untold.confident_errors()[0].sure_wrong, 3);

    let wording = |key| {
        let options = [("Yes", true), ("No", false), ("Perhaps", false)];
        let options = options.map(|(text, right)| (text.to_owned(), right)).into();
        Wording { key, prompt: "Is it?".to_owned(), options }
    };
    let told = |key| {
        let question: &dyn Fn(&crate::id::QuestionId) -> Option<Wording> = &move |_| Some(wording(key));
        let lookup = Lookup { question, chapter: &|_| Some((0, "It works".to_owned())), today: &|_| None };
        gathered(&files).report(None, &lookup).unwrap()
    };
    let asked = &told(7).questions[0];
    assert_eq!((asked.prompt.as_deref(), asked.drawn.as_ref().unwrap().what.as_str()), (Some("Is it?"), "Perhaps"));
    let asked = &told(8).questions[0];
    assert_eq!(asked.prompt, None, "the course asks another question by now");
    assert_eq!(asked.drawn.as_ref().unwrap().what, "option 3");
    assert_eq!(told(7).chapters[0].title, "It works");
}

#[test]
fn a_question_that_was_renamed_is_one_question() {
    let answers = |question, right| [(question, right, 1, Some(false))];
    let files = [
        file("Ann", &[("a", "done", 1)], &answers("works/old#x", false)),
        file("Bo", &[("a", "done", 1)], &answers("security/new#y", true)),
    ];
    let today = |id: &crate::id::QuestionId| {
        (id.as_str() == "works/old#x").then(|| "security/new#y".parse::<crate::id::QuestionId>().unwrap())
    };
    let report = gathered(&files).report(None, &Lookup { today: &today, ..Lookup::NONE }).unwrap();
    let asked: Vec<_> = report.questions.iter().map(|asked| (asked.question.as_str(), asked.answers)).collect();
    assert_eq!(asked, [("security/new#y", 2)]);
    assert_eq!(&*report.people[0].given[0].question, "security/new#y");
    let chapters: Vec<_> = report.chapters.iter().map(|sum| (sum.chapter.as_str(), sum.answers)).collect();
    assert!(chapters.contains(&("security", 2)), "{chapters:?}");
}

#[test]
fn what_draws_by_shape() {
    let options = [("one", true), ("two", true), ("three", false)].map(|(text, right)| (text.to_owned(), right));
    let wording = Wording { key: 0, prompt: String::new(), options: options.into() };
    let most = |wrong: &[(&str, u32)], wording: Option<&Wording>| {
        drawn::most(wrong, wording).map(|drawn| (drawn.what, drawn.left_out, drawn.people))
    };
    let told = |what: &str, left_out, people| Some((what.to_owned(), left_out, people));
    let multi: &[_] = &[(r#"{"picks":[0]}"#, 2), (r#"{"picks":[0,1,2]}"#, 1)];
    assert_eq!(most(multi, Some(&wording)), told("two", true, 2));
    assert_eq!(most(&[(r#"{"picks":[0,2,2]}"#, 1)], Some(&wording)), told("three", false, 1), "picked says more");
    assert_eq!(most(multi, None), told("option 1", false, 2));
    assert_eq!(most(&[("[2]", 3)], Some(&wording)), told("three", false, 3));
    assert_eq!(most(&[(r#"{"texts":["slim","  x"]}"#, 2)], None), told("slim | x", false, 2));
    for nothing in [r#"{"texts":["",""]}"#, r#"{"sequence":[1,0]}"#, "null", "", r#"{"picks":[-1]}"#] {
        assert_eq!(most(&[(nothing, 1)], Some(&wording)), None, "{nothing}");
    }
}

#[test]
fn what_is_set_aside_and_why() {
    let good = file("Ann", &[("a", "done", 1)], &[]);
    let with = |change: fn(&mut ResultFile)| {
        let mut file = good.clone();
        change(&mut file);
        file.sealed()
    };
    let mut all = Gathered::default();
    let mut take = |name: &str, bytes: Vec<u8>| all.take_result(name, read_result(&bytes));
    take("good", text(&good));
    take("again", text(&good));
    take("older", text(&with(|file| file.t = 1)));
    take("edited", String::from_utf8(text(&good)).unwrap().replace("Ann", "Eve").into_bytes());
    take("other", text(&with(|file| file.session = "half-day".to_owned())));
    take("newer", text(&with(|file| file.version = 2)));
    take("changed", br#"{"format":"seaworthy-result","version":7,"people":[]}"#.to_vec());
    take("cut", text(&good)[..200].to_vec());
    take("lacking", br#"{"format":"seaworthy-result","version":1}"#.to_vec());
    take("notes", b"# Notes".to_vec());
    take("package", br#"{"name":"x","version":"1"}"#.to_vec());
    all.take_log("log", b"no event\n");
    let report = all.report(None, &Lookup::NONE).unwrap();
    let expected = [
        ("again", "copy"),
        ("changed", "newer"),
        ("cut", "broken"),
        ("edited", "edited"),
        ("lacking", "broken"),
        ("log", "foreign"),
        ("newer", "newer"),
        ("notes", "foreign"),
        ("older", "replaced"),
        ("other", "other-session"),
        ("package", "foreign"),
    ];
    assert_eq!(reasons(&report), expected);
    assert_eq!(report.people.len(), 1);
    let told: Vec<_> = report.aside.iter().map(|aside| aside.reason.to_string()).collect();
    assert!(told.contains(&"the same person handed in a newer one, good".to_owned()), "{told:#?}");
}

#[test]
fn the_session_of_most_files_or_the_named_one() {
    let of = |name: &str, session: &str, t| {
        let mut file = file(name, &[("a", "done", 1)], &[]);
        (file.session, file.t) = (session.to_owned(), t);
        file.sealed()
    };
    let files = [of("Ann", "one", 5), of("Bo", "one", 6), of("Cy", "two", 9)];
    assert_eq!(report(&files).session, "one");
    let named = gathered(&files).report(Some("two"), &Lookup::NONE).unwrap();
    assert_eq!((named.people.len(), named.aside.len()), (1, 2));
    assert!(gathered(&files).report(Some("three"), &Lookup::NONE).is_none());
    assert_eq!(report(&[of("Ann", "one", 5), of("Cy", "two", 9)]).session, "two", "the newest of equals");
    assert_eq!(gathered(&files).sessions(), ["one", "two"]);
    assert!(Gathered::default().report(None, &Lookup::NONE).is_none());
}

#[test]
fn names_differ_and_are_harmless() {
    let named = |name: &str, number: u8| {
        let mut file = file("x", &[], &[]);
        (file.name, file.participant) = (name.to_owned(), format!("{number:032x}"));
        file.sealed()
    };
    let files = [
        named("Ann", 1),
        named("Ann", 2),
        named("Ann (2)", 3),
        named("", 4),
        named(" \t", 5),
        named("E\u{1b}[31m\nve", 6),
    ];
    let mut names: Vec<_> = report(&files).people.into_iter().map(|person| person.name).collect();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), 6, "{names:?}");
    assert!(names.iter().all(|name| !name.contains(['\u{1b}', '\n', '\t']) && !name.is_empty()), "{names:?}");
}

#[test]
fn who_may_like_a_hand() {
    let answers = |right: usize, wrong: usize, sure| -> Vec<(&str, bool, u16, Option<bool>)> {
        (0..right + wrong).map(|at| ("works/a#x", at < right, 1, (at >= right).then_some(sure))).collect()
    };
    let done: &[_] = &[("a", "done", 1), ("b", "done", 1), ("c", "skipped", 0)];
    let behind: &[_] = &[("a", "begun", 1), ("b", "open", 0), ("c", "skipped", 0)];
    let cases = [
        (done, answers(3, 0, false), vec![]),
        (done, answers(0, 2, false), vec![]),
        (done, answers(1, 2, false), vec![Need::Chapter(0, 1, 3)]),
        (done, answers(2, 2, false), vec![Need::Questions(2, 4)]),
        (done, answers(9, 2, true), vec![]),
        (done, answers(9, 3, true), vec![Need::Sure(3)]),
        (behind, vec![], vec![Need::Items(0, 2)]),
    ];
    for (items, answers, needs) in cases {
        let report = report(&[file("Ann", items, &answers)]);
        let found: Vec<_> = report.help.iter().flat_map(|help| help.needs.clone()).collect();
        assert_eq!(found, needs, "{answers:?}");
    }
}

fn room(events: &[(i64, RoomEventKind)]) -> Room {
    let plan = ["a", "b", "c"].map(|item| Planned {
        item: item.to_owned(),
        kind: "lesson".to_owned(),
        title: item.to_uppercase(),
        minutes: 10,
    });
    let (agenda, title) = ("essentials".to_owned(), "Essentials".to_owned());
    let began = RoomEventKind::Began { agenda, title, cohort: "team".to_owned(), plan: plan.into() };
    let all = std::iter::once((0, began)).chain(events.iter().cloned()).enumerate();
    let lines: Vec<String> = all
        .map(|(at, (minute, kind))| {
            RoomEvent { id: EventId(at as u128), t: Timestamp(minute * 60_000), kind }.to_line()
        })
        .collect();
    let mut gathered = Gathered::default();
    gathered.take_log("room.jsonl", lines.join("\n").as_bytes());
    gathered.take_log("copy.jsonl", lines[..lines.len() / 2].join("\n").as_bytes());
    let mut report = gathered.report(None, &Lookup::NONE).unwrap();
    assert_eq!(report.rooms.len(), 1, "a copy is no second room");
    report.rooms.remove(0)
}

#[test]
fn the_agenda_as_it_went() {
    let item = |name: &str| name.to_owned();
    let entered = |name| RoomEventKind::Entered { item: item(name) };
    let ran = |name, minutes: u32| RoomEventKind::Ran { item: item(name), ms: minutes * 60_000 };
    let room = room(&[
        (1, entered("a")),
        (6, ran("a", 5)),
        // The lid was closed for hours.
        (300, entered("a")),
        (304, RoomEventKind::Extended { item: item("a"), minutes: 5 }),
        (310, ran("a", 10)),
        (310, RoomEventKind::Done { item: item("a") }),
        (312, RoomEventKind::Skipped { item: item("b") }),
        (312, entered("more")),
        (315, RoomEventKind::Attended { name: item("Ann") }),
        (315, RoomEventKind::Attended { name: item("Ann") }),
        (316, RoomEventKind::Parked { text: item("later") }),
        (320, ran("more", 8)),
        (320, RoomEventKind::Ended),
    ]);
    let lines: Vec<_> =
        room.agenda.iter().map(|l| (l.item.as_str(), l.planned, l.extended, l.taken(), l.state)).collect();
    let expected = [
        ("a", 10, 5, 15, LineState::Done),
        ("b", 10, 0, 0, LineState::Skipped),
        ("c", 10, 0, 0, LineState::Open),
        ("more", 0, 0, 8, LineState::Begun),
    ];
    assert_eq!(lines, expected);
    assert_eq!((room.attended.len(), room.attendance, room.parked.len(), room.ended), (1, 1, 1, true));
    assert_eq!(room.minutes(), (35, 23));
}

#[test]
fn hands_of_a_question_that_was_counted_again() {
    let tallied = |hands: &[u32]| RoomEventKind::Tallied {
        item: "a".to_owned(),
        question: "works/a#x".parse().unwrap(),
        key: 7,
        counted: Counted::Options,
        hands: hands.to_vec(),
        right: vec![1],
    };
    let room = room(&[(1, tallied(&[4, 1])), (2, tallied(&[1, 4, 0]))]);
    assert_eq!(room.tallies.len(), 1);
    let options: Vec<_> =
        room.tallies[0].options.iter().map(|(text, hands, right)| (text.as_str(), *hands, *right)).collect();
    assert_eq!(options, [("option 1", 1, false), ("option 2", 4, true), ("option 3", 0, false)]);
    assert_eq!(room.tallies[0].hands(), (5, 4));
}

#[test]
fn an_anonymous_report_knows_nobody() {
    let course = Course::new(3, 6, 9);
    let files = course.results(6, 7);
    let sum = |order: &[usize]| {
        let mut gathered = Gathered::default();
        for at in order {
            let source = format!("{}.result.json", files[*at].name);
            gathered.take_result(&source, read_result(&text(&files[*at])));
            gathered.take_result(&source, Err(Reason::Edited));
        }
        gathered.take_log("room of Ana.jsonl", course.room(6, 7).as_bytes());
        gathered.report(None, &Lookup::NONE).unwrap()
    };
    let named = sum(&[0, 1, 2, 3, 4, 5]);
    assert!(format!("{named:?}").contains("Chiara"));
    let report = named.clone().anonymise();
    let all = format!("{report:?}");
    for name in files.iter().flat_map(|file| file.name.split(' ')) {
        assert!(!all.contains(name), "{name} in {all}");
    }
    assert_eq!(sum(&[5, 3, 1, 0, 4, 2]).anonymise(), report, "the same numbers whatever the order");
    assert_eq!(report.rooms[0].attendance, 6);
    assert_eq!(report.people[0].name, "Person 1");
    assert_ne!(
        report.people.iter().map(|person| person.right).collect::<Vec<_>>(),
        named.people.iter().map(|person| person.right).collect::<Vec<_>>(),
        "another order than that of names"
    );
    for (named_help, help) in named.help.iter().map(|help| (help, &report.help)) {
        assert!(help.iter().any(|other| other.needs == named_help.needs));
    }
}

proptest! {
    #[test]
    fn no_bytes_are_too_much(bytes in proptest::collection::vec(any::<u8>(), 0..200), text in ".{0,80}") {
        let _ = read_result(&bytes);
        let _ = read_result(text.as_bytes());
    }

    #[test]
    fn any_name_is_gone(name in "[A-Z][a-z]{2,8}( [A-Z][a-z]{2,8})?", before in "[a-z ]{0,9}", after in "[ .,!?]{1,3}[a-z ]{0,9}") {
        let mut gathered = gathered(&[file(&name, &[("a", "done", 1)], &[])]);
        let began = RoomEventKind::Began {
            agenda: "essentials".to_owned(), title: "X".to_owned(), cohort: name.clone(), plan: vec![],
        };
        let parked = RoomEventKind::Parked { text: format!("{before} {name}{after}") };
        let lines = [began, parked].into_iter().enumerate()
            .map(|(at, kind)| RoomEvent { id: EventId(at as u128), t: Timestamp(at as i64), kind }.to_line());
        gathered.take_log("log", lines.collect::<Vec<_>>().join("\n").as_bytes());
        let report = gathered.report(None, &Lookup::NONE).unwrap().anonymise();
        prop_assert!(!report.rooms[0].parked[0].contains(&name), "{:?}", report.rooms[0].parked);
        prop_assert!(!report.cohort.contains(&name));
    }
}
