//! Made-up logs for tests and benches: a learner who works through a course, lesson by lesson, and is quizzed. The same seed
//! gives the same events. Never part of what the program does.

use super::event::{Answered, Confidence, Ending, Event, EventKind, Mode, RawJson, Sat};
use crate::hash::fnv1a;
use crate::id::{ChapterId, EventId, EventIds, LessonId, QuestionId};
use crate::time::Timestamp;

const CHAPTERS: usize = 12;
const LESSONS: usize = 12;
const QUESTIONS: usize = 5;
/// 2026-01-05, a Monday, 08:00 UTC.
const BEGIN: Timestamp = Timestamp(1_767_600_000_000);

/// Makes events one after the other.
#[derive(Debug, Clone)]
pub struct Learner {
    ids: EventIds,
    rng: fastrand::Rng,
    now: Timestamp,
    sitting: EventId,
    last: EventId,
}

impl Learner {
    /// Starts a learner; everything follows from the seed.
    pub fn new(seed: u64) -> Self {
        Self {
            ids: EventIds::new(u128::from(seed) << 64 | 0x5ea),
            rng: fastrand::Rng::with_seed(seed),
            now: BEGIN,
            sitting: EventId(1),
            last: EventId(1),
        }
    }

    /// Returns the next event: six answers in ten, three steps of reading, one of anything else; a few minutes apart, a few
    /// seconds within a quiz, and now and then a day of rest.
    pub fn next_event(&mut self) -> Event {
        self.now.0 += match self.rng.u32(..100) {
            0 => 86_400_000,
            1..10 => 300_000,
            _ => 20_000,
        } + self.rng.i64(0..10_000);
        let id = self.ids.next_id();
        let kind = match self.rng.u32(..1000) {
            0..600 => EventKind::Answered(self.answer()),
            600..720 => EventKind::Opened { lesson: self.lesson() },
            720..860 => EventKind::Left { lesson: self.lesson(), at: self.rng.u64(..9000) },
            860..935 => EventKind::Finished { lesson: self.lesson(), hash: self.rng.u64(..) },
            935..940 => self.placed(),
            940..955 => EventKind::Skipped { question: self.question(), sitting: self.sitting },
            955..965 => EventKind::Undone { event: self.last },
            965..970 => EventKind::Bookmarked { lesson: self.lesson(), at: self.rng.u64(..9000), on: self.rng.bool() },
            970..973 => EventKind::Flagged { subject: self.question().to_string(), note: "\"says\"\nwho?".to_owned() },
            973..977 => EventKind::Set { name: "installer".to_owned(), value: "uv".to_owned() },
            977..978 => EventKind::Reset { chapter: self.chapter() },
            978..979 => EventKind::Ended { sitting: self.sitting, cause: Ending::HandedIn },
            _ => {
                self.sitting = id;
                EventKind::Sat(self.sat())
            }
        };
        self.last = id;
        Event { id, t: self.now, kind }
    }

    /// Returns the next `count` events.
    pub fn events(&mut self, count: usize) -> Vec<Event> {
        (0..count).map(|_| self.next_event()).collect()
    }

    /// Returns the next `count` events as a log.
    pub fn log(&mut self, count: usize) -> Vec<u8> {
        to_log(&self.events(count))
    }

    /// Returns the time of the last event.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    fn answer(&mut self) -> Answered {
        let choice = self.rng.u32(..4);
        let question = self.question();
        // Now and then a question is mended.
        let mended = self.rng.u64(..);
        Answered {
            key: if mended.is_multiple_of(50) { mended } else { fnv1a(question.as_str().as_bytes()) },
            question,
            shown: vec![2, 0, 3, 1],
            chosen: RawJson::of(&serde_json::json!([choice]))
                .unwrap_or_else(|_| unreachable!("a list of numbers is JSON")),
            right: self.rng.u32(..4) > 0,
            confidence: [None, Some(Confidence::Sure), Some(Confidence::Unsure)][self.rng.usize(..3)],
            seconds: self.rng.u32(3..90),
            mode: Mode::ALL[self.rng.usize(..Mode::ALL.len())],
            sitting: self.sitting,
        }
    }

    fn placed(&mut self) -> EventKind {
        let lesson = self.lesson();
        // As much chance as `finished` takes: what follows does not change.
        self.rng.u64(..);
        EventKind::Placed { lesson, sitting: self.sitting }
    }

    fn sat(&mut self) -> Sat {
        Sat {
            seed: self.rng.u64(..),
            mode: Mode::Quiz,
            questions: (0..10).map(|_| self.question()).collect(),
            terms: None,
        }
    }

    fn chapter(&mut self) -> ChapterId {
        self.lesson().chapter()
    }

    fn lesson(&mut self) -> LessonId {
        lessons().swap_remove(self.rng.usize(..CHAPTERS * LESSONS))
    }

    fn question(&mut self) -> QuestionId {
        let lesson = self.lesson();
        let slug = format!("what-happens-then-{}", self.rng.usize(..QUESTIONS));
        QuestionId::new(&lesson, &slug).unwrap_or_else(|_| unreachable!("a slug by construction"))
    }
}

/// Returns every lesson that made-up events speak of.
pub fn lessons() -> Vec<LessonId> {
    let id = |index: usize| format!("chapter-{}/about-practice-{}", index / LESSONS, index % LESSONS).parse();
    (0..CHAPTERS * LESSONS).filter_map(|index| id(index).ok()).collect()
}

/// Returns every question that made-up events speak of.
pub fn questions() -> Vec<QuestionId> {
    let of = |lesson: LessonId| {
        (0..QUESTIONS).filter_map(move |index| QuestionId::new(&lesson, &format!("what-happens-then-{index}")).ok())
    };
    lessons().into_iter().flat_map(of).collect()
}

/// Writes events as a log.
pub fn to_log(events: &[Event]) -> Vec<u8> {
    let mut log = String::new();
    for event in events {
        log.push_str(&event.to_line());
        log.push('\n');
    }
    log.into_bytes()
}
