//! How long the progress log takes: from the bytes of the file to what the home screen shows. The bar: 5,000 events in
//! 1.5 ms. `cargo bench --bench progress`.

use std::hint::black_box;

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use seaworthy::progress::synthetic::{Learner, lessons};
use seaworthy::progress::{Event, Intake, Record, summary};
use seaworthy::store::ProgressLog;
use seaworthy::store::progress_log::FILE_NAME;
use seaworthy::time::Offset;

fn main() {
    divan::main();
}

const SIZES: [usize; 4] = [1_000, 5_000, 10_000, 100_000];

fn log(events: usize) -> (Vec<u8>, Learner) {
    let mut learner = Learner::new(7);
    (learner.log(events), learner)
}

/// The whole fold, from text to record.
#[divan::bench(args = SIZES)]
fn fold(bencher: Bencher, events: usize) {
    let (log, learner) = log(events);
    bencher
        .counter(ItemsCount::new(events))
        .counter(BytesCount::new(log.len()))
        .bench(|| Record::from_log(&log, learner.now()));
}

/// The same from the file on.
#[divan::bench(args = SIZES)]
fn open_and_fold(bencher: Bencher, events: usize) {
    let (log, learner) = log(events);
    let dir = folder(&log);
    bencher.bench(|| {
        let mut intake = Intake::new(learner.now());
        (ProgressLog::open(dir.path(), &mut intake), intake.finish())
    });
}

/// The same, started from a snapshot.
#[divan::bench(args = SIZES)]
fn open_and_thaw(bencher: Bencher, events: usize) {
    let (log, learner) = log(events);
    let dir = folder(&log);
    let mut intake = Intake::new(learner.now());
    if let Err(error) = ProgressLog::open(dir.path(), &mut intake).log.write_snapshot() {
        panic!("{error}");
    }
    bencher.bench(|| {
        let mut intake = Intake::new(learner.now());
        (ProgressLog::open(dir.path(), &mut intake), intake.finish())
    });
}

/// An answer on the disk: with the lock, and the wait for the disk.
#[divan::bench(sample_count = 50)]
fn append(bencher: Bencher) {
    let (text, mut learner) = log(5_000);
    let dir = folder(&text);
    let mut log = ProgressLog::open(dir.path(), &mut |_: &[u8], _| {}).log;
    bencher.with_inputs(|| learner.next_event()).bench_local_values(|event| log.append(&event));
}

fn folder(log: &[u8]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap_or_else(|error| panic!("no temporary folder: {error}"));
    if let Err(error) = std::fs::write(dir.path().join(FILE_NAME), log) {
        panic!("no log: {error}");
    }
    dir
}

/// What the same log would take through the JSON parser into owned events.
#[divan::bench(args = SIZES)]
fn read_every_field_with_serde(bencher: Bencher, events: usize) {
    let (log, _) = log(events);
    bencher
        .counter(ItemsCount::new(events))
        .bench(|| log.split(|b| *b == b'\n').filter(|line| Event::read(black_box(line)).is_ok()).count());
}

/// A derived struct of borrowed fields: what a log without the short cut would cost at least.
#[divan::bench(args = SIZES)]
fn read_borrowed_with_serde(bencher: Bencher, events: usize) {
    #[derive(serde::Deserialize)]
    struct Borrowed<'a> {
        id: &'a str,
        t: i64,
        kind: &'a str,
        #[serde(default)]
        question: &'a str,
        #[serde(default)]
        lesson: &'a str,
        #[serde(default)]
        verdict: &'a str,
    }
    let (log, _) = log(events);
    bencher.counter(ItemsCount::new(events)).bench(|| {
        log.split(|b| *b == b'\n')
            .filter_map(|line| serde_json::from_slice::<Borrowed<'_>>(black_box(line)).ok())
            .map(|e| e.t as usize + e.id.len() + e.kind.len() + e.question.len() + e.lesson.len() + e.verdict.len())
            .sum::<usize>()
    });
}

/// Gauges of every chapter and the heat map of twelve weeks.
#[divan::bench(args = SIZES)]
fn home_views(bencher: Bencher, events: usize) {
    let (log, learner) = log(events);
    let record = Record::from_log(&log, learner.now());
    let lessons = lessons();
    bencher.bench(|| {
        let days: Vec<_> = record.days(learner.now(), Offset(0)).collect();
        let heat = summary::Heat::new(&days, 12, learner.now().day(Offset(0)));
        (heat, record.count_finished(&lessons), record.recent().next())
    });
}

/// One more answer.
#[divan::bench(args = SIZES)]
fn apply_the_next_event(bencher: Bencher, events: usize) {
    let (log, mut learner) = log(events);
    let mut record = Record::from_log(&log, learner.now());
    bencher
        .with_inputs(|| {
            loop {
                let event = learner.next_event();
                if matches!(event.kind, seaworthy::progress::EventKind::Answered(_)) {
                    break event;
                }
            }
        })
        .bench_local_refs(|event| {
            record.stamp(event.t);
            record.apply(event);
        });
}

/// An answer taken back: everything is folded again.
#[divan::bench(args = SIZES)]
fn undo(bencher: Bencher, events: usize) {
    let (log, mut learner) = log(events);
    let mut record = Record::from_log(&log, learner.now());
    bencher
        .with_inputs(|| {
            loop {
                let event = learner.next_event();
                if matches!(event.kind, seaworthy::progress::EventKind::Undone { .. }) {
                    break event;
                }
            }
        })
        .bench_local_refs(|event| {
            record.stamp(event.t);
            record.apply(event);
        });
}
