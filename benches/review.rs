//! How long spaced review takes: from the bytes of the log to what is to be asked now. The bar: 100,000 events in 100 ms, and linear.
//! `cargo bench --bench review`.

use divan::Bencher;
use divan::counter::ItemsCount;
use seaworthy::hash::fnv1a;
use seaworthy::id::QuestionId;
use seaworthy::progress::synthetic::{Learner, to_log};
use seaworthy::progress::{EventKind, Record};
use seaworthy::review::{Deck, Key, Limits};
use seaworthy::time::Offset;

fn main() {
    divan::main();
}

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
const LIMITS: Limits = Limits { per_day: Some(30), count: None };

/// A learner who never resets a chapter: every answer counts.
fn log(events: usize) -> (Vec<u8>, Learner) {
    let mut learner = Learner::new(7);
    let mut made = Vec::with_capacity(events);
    while made.len() < events {
        made.extend(Some(learner.next_event()).filter(|event| !matches!(event.kind, EventKind::Reset { .. })));
    }
    (to_log(&made), learner)
}

fn key(question: &QuestionId) -> Key {
    Key::Is(fnv1a(question.as_str().as_bytes()))
}

/// All of it: the text is read, every answer is replayed, the queue is made.
#[divan::bench(args = SIZES)]
fn from_log_to_queue(bencher: Bencher, events: usize) {
    let (log, learner) = log(events);
    bencher.counter(ItemsCount::new(events)).bench(|| {
        let mut record = Record::from_log(&log, learner.now());
        Deck::of(&mut record, learner.now(), Offset(0)).queue(learner.now(), key, LIMITS)
    });
}

/// Only the replay, on a record that is there.
#[divan::bench(args = SIZES)]
fn replay(bencher: Bencher, events: usize) {
    let (log, learner) = log(events);
    let mut record = Record::from_log(&log, learner.now());
    bencher.counter(ItemsCount::new(events)).bench_local(|| Deck::of(&mut record, learner.now(), Offset(0)));
}

/// Only the queue, on a deck that is there: 720 questions.
#[divan::bench(args = SIZES)]
fn queue(bencher: Bencher, events: usize) {
    let (log, learner) = log(events);
    let deck = Deck::of(&mut Record::from_log(&log, learner.now()), learner.now(), Offset(0));
    bencher.bench(|| deck.queue(learner.now(), key, LIMITS));
}
