//! Made-up sessions for tests, benches and pictures: an agenda, people who work through it, and the log of the room. The same seed gives
//! the same files. Never part of what the program does.

use serde_json::json;

use super::result::{AnswerResult, FORMAT, ItemResult, VERSION};
use super::room::{Counted, Planned, RoomEvent, RoomEventKind};
use super::{Item, ItemKind, ResultFile};
use crate::id::{EventIds, QuestionId};
use crate::time::Timestamp;

/// 2026-11-20, a Friday, 09:00 UTC.
pub const BEGIN: Timestamp = Timestamp(1_795_165_200_000);
const MINUTE: i64 = 60_000;

/// Names of people, as they choose them; after these come numbers.
const NAMES: [&str; 10] =
    ["Ana Castro", "Bo Lindqvist", "Chiara Rossi", "Dev Patel", "Eli Stern", "Fumiko", "Grete", "Hugo", "Inès", "Jomo"];

/// What is worked through.
#[derive(Debug, Clone)]
pub struct Course {
    /// Id of the agenda.
    pub session: String,
    /// Its title.
    pub title: String,
    /// Items in order.
    pub items: Vec<Item>,
    /// Questions: the place of their item, id, hash of the key, how many options, which are right.
    pub questions: Vec<(usize, QuestionId, u64, u16, Vec<u16>)>,
}

impl Course {
    /// Makes an agenda of so many lessons in so many chapters with a quiz of so many questions at the end, and a break in the middle.
    pub fn new(chapters: usize, lessons: usize, questions: usize) -> Self {
        let id = |text: String| text.parse().unwrap_or_else(|_| unreachable!("an id by construction"));
        let mut items: Vec<Item> = (0..lessons)
            .map(|at| Item {
                id: format!("practice-{at}"),
                title: format!("Do as practice {at} says, and verify it"),
                part: String::new(),
                minutes: 5 + (at % 4) as u16,
                kind: ItemKind::Lesson(id(format!("chapter-{}/practice-{at}", at * chapters / lessons.max(1)))),
            })
            .collect();
        let lesson_ids: Vec<_> = items.iter().map(|item| item.kind.clone()).collect();
        let questions: Vec<_> = (0..questions)
            .map(|at| {
                let ItemKind::Lesson(lesson) = &lesson_ids[at * lessons / questions] else { unreachable!() };
                let question = QuestionId::new(lesson, &format!("what-then-{at}"));
                let question = question.unwrap_or_else(|_| unreachable!("an id by construction"));
                (lessons + 1, question, at as u64 * 7919, 4, vec![(at % 4) as u16])
            })
            .collect();
        let asked = ItemKind::Quiz(questions.iter().map(|(_, id, ..)| id.clone()).collect());
        items.insert(
            lessons / 2,
            Item {
                id: "pause".into(),
                title: "Coffee".into(),
                part: String::new(),
                minutes: 10,
                kind: ItemKind::Break,
            },
        );
        items.push(Item {
            id: "quiz".into(),
            title: "What stayed".into(),
            part: String::new(),
            minutes: 15,
            kind: asked,
        });
        Self { session: "made-up".into(), title: "A made-up session".into(), items, questions }
    }

    /// Returns what so many people hand in.
    pub fn results(&self, people: usize, seed: u64) -> Vec<ResultFile> {
        (0..people).map(|number| self.result(number, seed)).collect()
    }

    /// Returns what one of them hands in.
    pub fn result(&self, number: usize, seed: u64) -> ResultFile {
        let mut rng = fastrand::Rng::with_seed(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (number as u64 + 1));
        // Most know much; one in five came from elsewhere.
        let skill = if number % 5 == 3 { 40 } else { rng.u32(65..95) };
        let reach = if number % 5 == 4 { self.items.len() / 2 - 1 } else { self.items.len() };
        let name = NAMES.get(number).map_or_else(|| format!("Person number {number}"), |name| (*name).to_owned());
        let items = self.items.iter().enumerate();
        let items: Vec<ItemResult> = items.map(|(at, item)| item_result(at, item, reach, &mut rng)).collect();
        let answered = self.questions.iter().filter(|(item, ..)| *item < reach || rng.u32(..3) == 0);
        let answers: Vec<_> = answered.cloned().collect();
        let answers = answers.iter().map(|question| self.answer(question, skill, &mut rng)).collect();
        let file = ResultFile {
            format: FORMAT.to_owned(),
            version: VERSION,
            session: self.session.clone(),
            title: self.title.clone(),
            participant: format!("{:032x}", rng.u128(..)),
            name,
            t: BEGIN.0 + 100 * MINUTE + rng.i64(0..10) * MINUTE,
            pass: 70,
            items,
            answers,
            check: String::new(),
        };
        file.sealed()
    }

    fn answer(
        &self,
        (item, question, key, options, right): &(usize, QuestionId, u64, u16, Vec<u16>),
        skill: u32,
        rng: &mut fastrand::Rng,
    ) -> AnswerResult {
        // Some questions are harder than others, and one distractor draws more than the others.
        let hard = (key % 5) as u32 * 6;
        let is_right = rng.u32(..100) + hard < skill;
        let wrong: Vec<u16> = (0..*options).filter(|option| !right.contains(option)).collect();
        let pick = if rng.u32(..3) > 0 { wrong.first() } else { wrong.last() };
        let picks = if is_right { right.clone() } else { pick.copied().into_iter().collect() };
        AnswerResult {
            item: self.items.get(*item).map(|item| item.id.clone()).unwrap_or_default(),
            question: question.to_string(),
            key: format!("{key:016x}"),
            right: is_right,
            chosen: json!({ "picks": picks }),
            confidence: [None, Some("sure"), Some("unsure")][rng.usize(..3)].map(str::to_owned),
            seconds: rng.u32(8..70),
        }
    }

    /// Returns the log of the room: it runs a little over, the item before the last is skipped, and half of the questions get a show of hands.
    pub fn room(&self, people: usize, seed: u64) -> String {
        let mut room = Room { ids: EventIds::new(u128::from(seed) << 64 | 0x7e), now: BEGIN, log: String::new() };
        let plan = self.items.iter().map(|item| Planned {
            item: item.id.clone(),
            kind: item.kind.word().to_owned(),
            title: item.title.clone(),
            minutes: item.minutes,
        });
        let (agenda, title) = (self.session.clone(), self.title.clone());
        room.say(0, RoomEventKind::Began { agenda, title, cohort: "Platform team".into(), plan: plan.collect() });
        for name in NAMES.iter().take(people) {
            room.say(0, RoomEventKind::Attended { name: (*name).to_owned() });
        }
        let mut rng = fastrand::Rng::with_seed(seed);
        for (at, planned) in self.items.iter().enumerate() {
            let item = planned.id.clone();
            if at + 2 == self.items.len() && at > 0 {
                room.say(0, RoomEventKind::Skipped { item });
                continue;
            }
            room.say(0, RoomEventKind::Entered { item: item.clone() });
            for (_, question, key, options, right) in self.questions.iter().filter(|(of, ..)| *of == at).step_by(2) {
                let hands = (0..*options).map(|option| match right.contains(&option) {
                    true => people as u32 / 2,
                    false => rng.u32(..2),
                });
                let (item, question) = (item.clone(), question.clone());
                let (hands, right) = (hands.collect(), right.clone());
                let counted = Counted::Options;
                room.say(1, RoomEventKind::Tallied { item, question, key: *key, counted, hands, right });
            }
            if at == 1 {
                room.say(
                    1,
                    RoomEventKind::Parked { text: "Ana asks: may the base image come from our own registry?".into() },
                );
                room.say(0, RoomEventKind::Extended { item: item.clone(), minutes: 5 });
            }
            let minutes = i64::from(planned.minutes) + rng.i64(-1..4);
            let ran = RoomEventKind::Ran { item: item.clone(), ms: (minutes * MINUTE) as u32 };
            room.say(minutes, ran);
            room.say(0, RoomEventKind::Done { item });
        }
        room.say(1, RoomEventKind::Ended);
        room.log
    }
}

fn item_result(at: usize, item: &Item, reach: usize, rng: &mut fastrand::Rng) -> ItemResult {
    let (state, minutes) = match at {
        _ if at < reach && rng.u32(..20) == 0 => ("skipped", 0),
        _ if at < reach => ("done", u32::from(item.minutes) + rng.u32(..4)),
        _ if at == reach => ("begun", 2),
        _ => ("open", 0),
    };
    let chapter = if let ItemKind::Lesson(lesson) = &item.kind { Some(lesson.chapter_str().to_owned()) } else { None };
    ItemResult {
        item: item.id.clone(),
        kind: item.kind.word().to_owned(),
        title: item.title.clone(),
        chapter,
        state: state.to_owned(),
        minutes,
    }
}

struct Room {
    ids: EventIds,
    now: Timestamp,
    log: String,
}

impl Room {
    fn say(&mut self, minutes: i64, kind: RoomEventKind) {
        self.now.0 += minutes * MINUTE + 7_000;
        let event = RoomEvent { id: self.ids.next_id(), t: self.now, kind };
        self.log.push_str(&event.to_line());
        self.log.push('\n');
    }
}
