//! Team: people with their places, another order, one person's chapters, hundreds of people, nobody.

use std::fs;
use std::path::{Path, PathBuf};

use seaworthy::app::Opening;
use seaworthy::progress::synthetic::{Learner, to_log};
use seaworthy::progress::{Event, EventKind};
use tempfile::TempDir;

use crate::harness::{Desk, Setup};

/// A log of the small course: so many of its lessons, some days before the desk's day.
fn log(number: usize, lessons: usize, days_ago: i64) -> Vec<u8> {
    let mut learner = Learner::new(number as u64);
    let ids = learner.events(lessons * 2 + 1);
    let lesson =
        |at: usize| ["harbour/reading", "harbour/links", "harbour/kinds", "open-sea/last"][at % 4].parse().unwrap();
    let t = |at: usize| seaworthy::time::Timestamp(crate::harness::noon().0 - days_ago * 86_400_000 + at as i64);
    let mut events: Vec<Event> = Vec::new();
    for at in 0..lessons {
        events.push(Event { id: ids[at * 2].id, t: t(at * 2), kind: EventKind::Opened { lesson: lesson(at) } });
        let kind = EventKind::Finished { lesson: lesson(at), hash: 1 };
        events.push(Event { id: ids[at * 2 + 1].id, t: t(at * 2 + 1), kind });
    }
    to_log(&events)
}

fn folder(people: &[(&str, usize, i64)]) -> TempDir {
    let dir = TempDir::new().unwrap();
    for (number, (name, lessons, days_ago)) in people.iter().enumerate() {
        fs::write(dir.path().join(format!("{name}.jsonl")), log(number, *lessons, *days_ago)).unwrap();
    }
    dir
}

fn desk(folder: &Path, columns: u16, rows: u16) -> Desk {
    Setup::fixture().size(columns, rows).opening(Opening::Team(PathBuf::from(folder))).desk()
}

const FIVE: [(&str, usize, i64); 5] =
    [("ana.castro", 4, 0), ("bo", 2, 1), ("chiara", 0, 0), ("dev", 3, 12), ("eli", 1, 3)];

#[test]
fn a_team_at_three_sizes() {
    let dir = folder(&FIVE);
    for (columns, rows) in [(80, 24), (120, 40), (60, 20)] {
        insta::assert_snapshot!(format!("team_{columns}x{rows}"), desk(dir.path(), columns, rows).screen());
    }
}

#[test]
fn another_order_keeps_who_is_chosen_and_enter_shows_chapters() {
    let dir = folder(&FIVE);
    let mut desk = desk(dir.path(), 80, 24);
    desk.press("j j");
    assert!(chosen(&mut desk).contains("eli"), "{}", desk.text());
    desk.press("s");
    assert!(chosen(&mut desk).contains("eli") && desk.row(0).contains("by name"), "{}", desk.text());
    desk.press("enter");
    insta::assert_snapshot!("team_person_80x24", desk.screen());
    desk.press("esc");
    assert!(chosen(&mut desk).contains("eli"), "{}", desk.text());
    desk.press("esc");
    assert!(!desk.row(0).contains("Team"), "{}", desk.text());
}

/// Returns the chosen row.
fn chosen(desk: &mut Desk) -> String {
    (0..24isize).map(|row| desk.row(row)).find(|row| row.contains('▸')).unwrap_or_default()
}

#[test]
fn what_is_wrong_is_told_above() {
    let dir = folder(&FIVE);
    fs::write(dir.path().join("notes.jsonl"), "# no event\n").unwrap();
    let mut desk = desk(dir.path(), 80, 24);
    desk.press("j");
    assert!(desk.text().contains("! ") && desk.text().contains("5 people"), "{}", desk.text());
}

#[test]
fn hundreds_of_people_scroll() {
    let names: Vec<String> = (0..300).map(|number| format!("person-{number:03}")).collect();
    let people: Vec<(&str, usize, i64)> =
        names.iter().enumerate().map(|(number, name)| (name.as_str(), number % 3, (number % 40) as i64)).collect();
    let dir = folder(&people);
    let mut desk = desk(dir.path(), 80, 24);
    assert!(desk.row(0).contains("300 people"), "{}", desk.text());
    desk.press("s G");
    assert!(desk.text().contains("▸ person-299"), "{}", desk.text());
    desk.press("pgup pgup g");
    assert!(desk.text().contains("▸ person-000") && desk.text().contains("more below"), "{}", desk.text());
}

#[test]
fn nobody() {
    let dir = folder(&[]);
    let mut nobody = desk(dir.path(), 80, 24);
    assert!(nobody.press("j enter s").text().contains("No progress export in this folder"), "{}", nobody.text());
    let mut gone = desk(&dir.path().join("gone"), 80, 24);
    assert!(gone.press("j").text().contains("! "), "{}", gone.text());
}
