//! What a team costs: a report over thousands of result files, and the team screen with hundreds of people.

#![allow(clippy::expect_used, reason = "a bench that cannot go on fails")]

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use divan::Bencher;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use seaworthy::app::keymap::Keymap;
use seaworthy::app::member::Member;
use seaworthy::app::screens::Screen;
use seaworthy::app::screens::team::Arrived;
use seaworthy::app::{App, Msg, Opening, Start};
use seaworthy::content::Library;
use seaworthy::progress::Record;
use seaworthy::progress::synthetic::Learner;
use seaworthy::settings::Settings;
use seaworthy::store::handed_in;
use seaworthy::team::report::Lookup;
use seaworthy::team::synthetic::Course;
use seaworthy::time::Offset;
use seaworthy::ui::theme::Theme;
use seaworthy::ui::{self, View};

fn main() {
    divan::main();
}

/// People who handed in a result.
const PEOPLE: usize = 5_000;

/// A folder of result files: 20 items and 30 answers each. With `SEAWORTHY_BENCH_TEAM=DIR` it is written there and stays, for a measurement of
/// the whole program.
fn folder() -> (PathBuf, Option<tempfile::TempDir>) {
    let kept = std::env::var_os("SEAWORTHY_BENCH_TEAM").map(PathBuf::from);
    let temporary = kept.is_none().then(|| tempfile::tempdir().expect("a temporary folder"));
    let path = kept.or_else(|| temporary.as_ref().map(|dir| dir.path().to_owned())).expect("a folder");
    fs::create_dir_all(&path).expect("a folder");
    let course = Course::new(6, 18, 30);
    for number in 0..PEOPLE {
        let file = course.result(number, 1);
        let name = path.join(format!("{number:05}.result.json"));
        fs::write(name, serde_json::to_vec_pretty(&file).expect("JSON")).expect("a file");
    }
    fs::write(path.join("room.jsonl"), course.room(10, 1)).expect("a file");
    (path, temporary)
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn report_on_5000_result_files(bencher: Bencher) {
    let (path, _kept) = folder();
    let paths = [path];
    bencher.bench_local(|| handed_in::gather(&paths).report(None, &Lookup::NONE).expect("a report"));
}

/// An app with the team screen and so many people on it.
fn app(people: usize) -> App {
    let library = Library::stock(&[]).expect("the stock course opens");
    let now = Learner::new(1).now();
    let start = Start {
        course: library.course().clone(),
        record: Record::new(now),
        settings: Settings::default(),
        keymap: Keymap::new(&Default::default()).0,
        size: (120, 40),
        offset: Offset(0),
        ascii: false,
        themes: Vec::new(),
        default_theme: "terminal".to_owned(),
        salt: 7,
        open: Opening::Home,
    };
    let mut app = App::new(start).0;
    app.screens.push(Screen::Team(Box::default()));
    let mut members = Vec::new();
    for number in 0..people {
        let mut record = Record::from_log(&Learner::new(number as u64 % 20).log(200), now);
        let name = format!("person-{number:04}");
        members.push(Arc::new(Member::of(&name, &mut record, library.course(), (now, Offset(0)))));
    }
    let arrived = Arrived { members, problems: Vec::new(), read: (people, people) };
    app.update(Msg::Team(Ok(arrived)), now);
    app
}

/// One frame of the whole screen.
#[divan::bench(args = [5, 500, 5_000])]
fn team_screen(bencher: Bencher, people: usize) {
    let app = app(people);
    let mut view = View::new(Theme::named("terminal").expect("the theme is there"), false);
    let mut buffer = Buffer::empty(Rect::new(0, 0, 120, 40));
    bencher.bench_local(|| ui::draw(&app, &mut view, &mut buffer).drawn);
}
