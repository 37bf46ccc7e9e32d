//! Session files: what is read, what is refused and in which words, and that nothing in one makes the reader panic.

mod refusals;

use proptest::prelude::*;

use super::*;
use crate::id::QuestionId;
use crate::team::agenda::Wish;
use crate::team::{Item, ItemKind};

fn stock() -> Library {
    Library::stock(&[]).unwrap()
}

fn read(source: &str) -> (Option<Agenda>, Vec<Diagnostic>) {
    parse("team.toml", "team", source, &stock())
}

fn sound(source: &str) -> Agenda {
    let (agenda, found) = read(source);
    assert_eq!(found, []);
    agenda.unwrap()
}

fn questions(item: &Item) -> Vec<&str> {
    match &item.kind {
        ItemKind::Quiz(questions) => questions.iter().map(QuestionId::as_str).collect(),
        _ => panic!("no quiz"),
    }
}

#[test]
fn every_kind_of_item_is_read() {
    let agenda = sound(
        r#"
title = "Images, the short way"
cohort = "Payments"
pass = 80
order = "free"
skip = false
pack = "our-pack"
[[item]]
lesson = "works/dockerignore"
part = "Monday"
[[item]]
quiz = "works/dockerignore"
[[item]]
exercise = "Run `seaworthy check` in your service."
[[item]]
discussion = "What did it find?"
title = "Findings"
minutes = 25
[[item]]
break = true
"#,
    );
    assert_eq!((agenda.id.as_str(), agenda.title.as_str()), ("team", "Images, the short way"));
    assert_eq!((agenda.cohort.as_str(), agenda.pass, agenda.order, agenda.skip), ("Payments", 80, Order::Free, false));
    assert_eq!(agenda.pack.as_deref(), Some("our-pack"));
    let items: Vec<_> = agenda
        .items
        .iter()
        .map(|i| format!("{} | {} | {} | {} | {}", i.id, i.kind.word(), i.title, i.part, i.minutes))
        .collect();
    assert_eq!(
        items,
        [
            "dockerignore | lesson | Write a .dockerignore before the first COPY | Monday | 6",
            "quiz-dockerignore | quiz | Questions: Write a .dockerignore before the first COPY | Monday | 3",
            "exercise-run-seaworthy-check-in | exercise | Exercise | Monday | 15",
            "discussion-findings | discussion | Findings | Monday | 25",
            "break | break | Break | Monday | 10",
        ]
    );
    assert_eq!(agenda.minutes(), 59);
    assert_eq!(agenda.items[1].chapter(), Some("works"));
    assert_eq!(agenda.questions().count(), 3);
}

#[test]
fn what_is_not_said_is_chosen() {
    let agenda = sound("title = \"T\"\n[[item]]\nlesson = \"works/dockerignore\"\n[[item]]\nquiz = \"works\"\n");
    assert_eq!((agenda.pass, agenda.order, agenda.skip, agenda.pack), (70, Order::Locked, true, None));
    assert_eq!(agenda.items[0].minutes, 9, "a room takes longer");
    assert_eq!(questions(&agenda.items[1]).len(), 10);
    assert_eq!(agenda.items[1].minutes, 20);
}

#[test]
fn a_part_goes_on_until_the_next_is_named() {
    let agenda = sound(
        "title = \"T\"\n[[item]]\nbreak = true\n[[item]]\nlesson = \"works/dockerignore\"\npart = \"One\"\n\
         [[item]]\nbreak = true\n[[item]]\nbreak = true\npart = \"Two\"\n[[item]]\nbreak = true\n",
    );
    let parts: Vec<_> = agenda.items.iter().map(|item| item.part.as_str()).collect();
    assert_eq!(parts, ["", "One", "One", "Two", "Two"]);
}

#[test]
fn former_names_are_understood_and_told() {
    let small = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/small");
    let library = Library::open(&small).unwrap();
    let source = "title = \"T\"\n[[item]]\nlesson = \"harbour/line\"\n[[item]]\nquiz = [\"harbour/line\", \"harbour/line#first-rope\"]\n";
    let (agenda, found) = parse("team.toml", "team", source, &library);
    let told: Vec<_> = found.iter().map(|fault| (fault.severity, fault.code, fault.message.as_str())).collect();
    let renamed = (Severity::Warning, "renamed", "`harbour/line` is called `harbour/rope` by now");
    assert_eq!(told[..2], [renamed, renamed]);
    let agenda = agenda.unwrap();
    assert_eq!(agenda.items[0].kind, ItemKind::Lesson("harbour/rope".parse().unwrap()));
    assert_eq!(agenda.items[0].id, "line", "results of before are of the same item");
    assert!(questions(&agenda.items[1]).iter().all(|id| id.starts_with("harbour/rope#")));
}

#[test]
fn a_number_in_quotes_is_named_in_the_help() {
    let (_, found) = read("title = \"T\"\npass = \"70\"\n[[item]]\nbreak = true\n");
    assert_eq!(found[0].help.as_deref(), Some("write `pass = 70`, without quotes"));
}

#[test]
fn ids_are_made_and_stay_apart() {
    let item = "[[item]]\nlesson = \"works/dockerignore\"\n";
    let agenda = sound(&format!("title = \"T\"\n{item}{item}id = \"dockerignore-2\"\n{item}"));
    let ids: Vec<_> = agenda.items.iter().map(|item| item.id.as_str()).collect();
    assert_eq!(ids, ["dockerignore", "dockerignore-2", "dockerignore-3"]);
    let cases = [("Our Team, 2026!", "our-team-2026"), ("船", "session"), ("--", "session"), ("a--b", "a-b")];
    for (text, slug) in cases {
        assert_eq!(slug_of(text, "session"), slug);
    }
    assert!(crate::id::is_slug(&slug_of(&"x-".repeat(90), "session")));
}

#[test]
fn everybody_is_asked_the_same_and_named_questions_always() {
    let source = |id: &str| {
        format!(
            "title = \"T\"\nid = \"{id}\"\n[[item]]\nid = \"q\"\ncount = 4\n\
             quiz = [\"works/venv-on-path\", \"works/dockerignore#{}\", \"works/dockerignore\"]\n",
            pool(&stock(), &"works/dockerignore".parse().unwrap()).questions[0].0.slug()
        )
    };
    let (one, again, other) = (sound(&source("a")), sound(&source("a")), sound(&source("b")));
    assert_eq!(one, again);
    assert_eq!(questions(&one.items[0]).len(), 5);
    assert_eq!(questions(&one.items[0])[0], questions(&other.items[0])[0]);
    assert_ne!(questions(&one.items[0]), questions(&other.items[0]));
}

#[test]
fn more_questions_than_there_are_is_a_warning() {
    let (agenda, found) = read(
        "title = \"T\"\n[[item]]\nquiz = \"works/dockerignore\"\ncount = 50\n[[item]]\nlesson = \"works/dockerignore\"\n",
    );
    assert!(agenda.is_some());
    let told: Vec<_> = found
        .iter()
        .map(|fault| fault.line("title = \"T\"\n[[item]]\nquiz = \"works/dockerignore\"\ncount = 50\n"))
        .collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("team.toml:4:9: `count` asks for 50 questions, and there are "), "{told:?}");
}

#[test]
fn the_pack_is_known_before_the_rest_is_read() {
    assert_eq!(pack("pack = \"our/pack\"\n[[item]]\nnonsense = 1\n").as_deref(), Some("our/pack"));
    for source in ["", "pack = 1", "pack = \"../x\"", "pack = \"/x\"", "pack = \"\"", "=="] {
        assert_eq!(pack(source), None, "{source:?}");
    }
}

/// Agendas of the stock course that fit, for any number of minutes, come back as they were when they are read again.
#[test]
fn what_is_written_reads_back_the_same() {
    let library = stock();
    let all = candidates(&library, library.course().written());
    for (minutes, spread) in [(10, false), (45, true), (60, false), (90, true), (240, false), (480, true)] {
        let wish = Wish {
            id: format!("s-{minutes}"),
            title: "A \"title\" \\ with # signs".into(),
            cohort: "Team Hafen".into(),
            minutes,
            spread,
        };
        let agenda = Agenda::fitted(&wish, &all, &|id| pool(&library, id)).unwrap();
        let text = write::session(&agenda, "the whole course");
        let (read, found) = parse("x.toml", "x", &text, &library);
        assert_eq!(found, [], "{text}");
        let mut expected = agenda.clone();
        for item in &mut expected.items {
            if let ItemKind::Discussion(text) = &mut item.kind {
                *text = text.trim().to_owned();
            }
        }
        assert_eq!(read.unwrap(), expected, "{text}");
        assert!(agenda.minutes() <= u32::from(minutes));
        assert!(agenda.minutes() + 20 >= u32::from(minutes), "{minutes}: {}", agenda.minutes());
    }
}

#[test]
fn control_characters_do_not_get_through() {
    let agenda = sound("title = \"a\\u001b[31m\\u202eb\"\n[[item]]\ndiscussion = \"x\\u0007\\u009by\"\n");
    assert_eq!(agenda.title, "a␛[31m\u{fffd}b");
    assert_eq!(agenda.items[0].kind, ItemKind::Discussion("x␇\u{fffd}y".into()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_file_is_read_or_refused(
        lines in prop::collection::vec(prop_oneof![
            Just("[[item]]".to_owned()),
            Just("lesson = \"works/dockerignore\"".to_owned()),
            Just("quiz = \"works/dockerignore\"".to_owned()),
            Just("break = true".to_owned()),
            "(title|id|cohort|pass|order|skip|pack|item|lesson|quiz|exercise|discussion|break|count|minutes|part|lab) = (-?[0-9]{1,20}|true|\"[a-z船/#\\. ]{0,60}\"|\\[\\]|\\[1\\]|\\[\"a\"\\]|\\{\\})",
            "\\PC{0,20}",
        ], 0..12),
    ) {
        let library = Library::default();
        let source = lines.join("\n");
        let (agenda, found) = parse("x.toml", "x", &source, &library);
        prop_assert!(agenda.is_some() || found.iter().any(|fault| fault.severity == Severity::Error), "{source}");
        for fault in found {
            prop_assert!(fault.span.end <= source.len() && fault.help.is_some_and(|help| !help.is_empty()), "{}", fault.message);
        }
    }
}
