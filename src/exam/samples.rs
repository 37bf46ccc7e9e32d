//! An exam for tests: five questions of two lessons, four of them right, one taken back and answered again.

use crate::id::EventId;
use crate::progress::{Answered, Ending, Event, EventKind, Mode, RawJson, Sat, Terms};
use crate::quiz::Answer;
use crate::time::Timestamp;

/// 2026-11-21, 09:30 UTC.
pub const BEGUN: i64 = 1_795_253_400_000;

pub fn event(id: u128, t: i64, kind: EventKind) -> Event {
    Event { id: EventId(id), t: Timestamp(BEGUN + t), kind }
}

pub fn terms() -> Terms {
    let text = |text: &str| text.to_owned();
    Terms {
        scope: text("chapter:works"),
        title: text("Something that works"),
        course: text("Ships & | <containers>"),
        version: text("2026.11"),
        questions: text("00000000000000ff"),
        pass: 80,
        minutes: Some(45),
    }
}

pub fn answer(id: u128, t: i64, question: &str, right: bool, sitting: u128) -> Event {
    let answered = Answered {
        question: question.parse().unwrap(),
        key: 9,
        shown: vec![1, 0, 2],
        chosen: RawJson::of(&Answer::Picks(vec![0, 2])).unwrap(),
        right,
        confidence: None,
        seconds: 12,
        mode: Mode::Exam,
        sitting: EventId(sitting),
    };
    event(id, t, EventKind::Answered(answered))
}

/// The exam 7, begun at 09:30 and handed in at 10:01.
pub fn exam() -> Vec<Event> {
    let names = ["works/x#a", "works/x#b", "works/y#c", "works/y#d", "works/y#e"];
    let questions = names.iter().map(|name| name.parse().unwrap()).collect();
    let sat = Sat { seed: 3, mode: Mode::Exam, questions, terms: Some(Box::new(terms())) };
    vec![
        event(7, 0, EventKind::Sat(sat)),
        answer(11, 10_000, names[0], true, 7),
        answer(12, 20_000, names[1], false, 7),
        event(13, 30_000, EventKind::Undone { event: EventId(12) }),
        answer(14, 40_000, names[1], true, 7),
        event(15, 45_000, EventKind::Skipped { question: names[2].parse().unwrap(), sitting: EventId(7) }),
        answer(16, 50_000, names[3], true, 7),
        answer(17, 60_000, names[4], true, 7),
        event(18, 31 * 60_000, EventKind::Ended { sitting: EventId(7), cause: Ending::HandedIn }),
    ]
}
