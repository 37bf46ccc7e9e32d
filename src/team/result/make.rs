//! Makes a result out of an agenda and the progress log: only what belongs to this session. Must not know where the log lies.
//!
//! Minutes are counted from event to event, for the item that the last event belongs to, since the session was begun. A pause is not work: what lasts
//! longer than [`PAUSE`] minutes between two events of a lesson or a quiz is left out, and for an exercise or a discussion, where nobody touches
//! the program, what lasts longer than twice the planned time (at least [`PATIENCE`] minutes).

use std::collections::HashMap;

use serde_json::Value;

use super::{AnswerResult, FORMAT, ItemResult, ResultFile, VERSION};
use crate::id::{EventId, LessonId, slug_of};
use crate::progress::event::{Answered, Mode};
use crate::progress::{Aliases, Event, EventKind, Record};
use crate::team::agenda::pool;
use crate::team::standing::{PAGES, Said, beginning, saying};
use crate::team::{Agenda, ItemKind, Standing, State};
use crate::time::Timestamp;

/// Longest time between two events of a lesson or quiz that counts as work, minutes.
pub const PAUSE: i64 = 10;
/// The same for an exercise or discussion, at least, minutes.
pub const PATIENCE: i64 = 30;
/// Longest name, characters.
pub const LONGEST_NAME: usize = 80;

const MINUTE: i64 = 60_000;

/// What a result is made of.
#[derive(Debug, Clone, Copy)]
pub struct Making<'a> {
    /// The agenda.
    pub agenda: &'a Agenda,
    /// The lines of the progress log.
    pub log: &'a [u8],
    /// The name as chosen.
    pub name: &'a str,
    /// The number of the participant where the log has none yet.
    pub fresh: EventId,
    /// Now.
    pub now: Timestamp,
    /// The names that lessons and questions of the agenda had before: what was done under them counts.
    pub former: &'a Aliases,
}

impl Making<'_> {
    /// Makes the result, sealed.
    pub fn result(&self) -> ResultFile {
        let agenda = self.agenda;
        let mut record = Record::from_log(self.log, self.now);
        record.set_aliases(self.former.clone());
        let standing = Standing::of(agenda, &mut record);
        let lines = self.log.split(|byte| *byte == b'\n');
        let mut events: Vec<Event> = lines.filter_map(|line| Event::read(line).ok()).collect();
        events.retain(|event| record.counts(event.id));
        events.sort_by_key(|event| (event.t, event.id));
        events.dedup_by_key(|event| event.id);
        events.iter_mut().for_each(|event| self.call_by_todays_names(&mut event.kind));
        let sittings = sittings(agenda, &events);
        let minutes = Clock::new(agenda, &sittings).run(&events);
        let items = agenda.items.iter().zip(&standing.states).zip(minutes).map(|((item, state), minutes)| ItemResult {
            item: item.id.clone(),
            kind: item.kind.word().to_owned(),
            title: item.title.clone(),
            chapter: item.chapter().map(str::to_owned),
            state: if *state == State::Locked { State::Open } else { *state }.word().to_owned(),
            minutes,
        });
        let number = record.setting(&beginning(agenda)).and_then(|number| number.parse::<EventId>().ok());
        let result = ResultFile {
            format: FORMAT.to_owned(),
            version: VERSION,
            session: agenda.id.clone(),
            title: agenda.title.clone(),
            participant: number.unwrap_or(self.fresh).to_string(),
            name: self.name.trim().chars().filter(|c| !c.is_control()).take(LONGEST_NAME).collect(),
            t: self.now.0,
            pass: agenda.pass,
            items: items.collect(),
            answers: answers(agenda, &events, &sittings),
            check: String::new(),
        };
        result.sealed()
    }

    fn call_by_todays_names(&self, kind: &mut EventKind) {
        match kind {
            EventKind::Opened { lesson } | EventKind::Left { lesson, .. } => {
                if let Some(now) = self.former.lesson(lesson) {
                    *lesson = now;
                }
            }
            EventKind::Answered(Answered { question, .. }) => {
                if let Some(now) = self.former.question(question) {
                    *question = now;
                }
            }
            EventKind::Sat(sat) => {
                for question in &mut sat.questions {
                    if let Some(now) = self.former.question(question) {
                        *question = now;
                    }
                }
            }
            _ => {}
        }
    }
}

/// Returns the name of the file: session and name, or a bit of the number where there is no name.
pub fn file_name(result: &ResultFile) -> String {
    let who = slug_of(&result.name, result.participant.get(..8).unwrap_or("someone"));
    format!("{}-{who}.result.json", result.session)
}

/// Returns the item that each sitting of this session belongs to.
fn sittings(agenda: &Agenda, events: &[Event]) -> HashMap<EventId, usize> {
    let item = |seed: u64| agenda.items.iter().position(|item| pool::seed(&agenda.id, &item.id) == seed);
    let of = |event: &Event| match &event.kind {
        EventKind::Sat(sat) if sat.mode == Mode::Room => Some((event.id, item(sat.seed)?)),
        _ => None,
    };
    events.iter().filter_map(of).collect()
}

/// Returns the first answer to each question, in the order of the agenda.
fn answers(agenda: &Agenda, events: &[Event], sittings: &HashMap<EventId, usize>) -> Vec<AnswerResult> {
    let mut first: HashMap<(usize, &str), &Answered> = HashMap::new();
    for event in events {
        if let EventKind::Answered(answered) = &event.kind
            && let Some(item) = sittings.get(&answered.sitting)
        {
            first.entry((*item, answered.question.as_str())).or_insert(answered);
        }
    }
    let mut results = Vec::new();
    for (at, item) in agenda.items.iter().enumerate() {
        let ItemKind::Quiz(questions) = &item.kind else { continue };
        for answered in questions.iter().filter_map(|question| first.get(&(at, question.as_str()))) {
            results.push(AnswerResult {
                item: item.id.clone(),
                question: answered.question.to_string(),
                key: format!("{:016x}", answered.key),
                right: answered.right,
                chosen: answered.chosen.read::<Value>().unwrap_or_default(),
                confidence: answered.confidence.map(|confidence| confidence.word().to_owned()),
                seconds: answered.seconds,
            });
        }
    }
    results
}

/// Counts the time of each item.
struct Clock<'a> {
    agenda: &'a Agenda,
    sittings: &'a HashMap<EventId, usize>,
    spent: Vec<i64>,
    /// The item one is at, and since when.
    at: Option<(usize, Timestamp)>,
}

impl<'a> Clock<'a> {
    fn new(agenda: &'a Agenda, sittings: &'a HashMap<EventId, usize>) -> Self {
        Self { agenda, sittings, spent: vec![0; agenda.items.len()], at: None }
    }

    /// Returns the minutes of each item, begun minutes counted whole.
    fn run(mut self, events: &[Event]) -> Vec<u32> {
        let beginning = beginning(self.agenda);
        let begins = |event: &&Event| matches!(&event.kind, EventKind::Set { name, .. } if *name == beginning);
        let start = events.iter().find(begins).map_or(Timestamp(i64::MIN), |event| event.t);
        for event in events.iter().filter(|event| event.t >= start) {
            self.credit(event.t);
            let next = self.item_after(&event.kind);
            self.at = next.map(|item| (item, event.t));
        }
        self.spent.iter().map(|spent| u32::try_from(spent.saturating_add(MINUTE - 1) / MINUTE).unwrap_or(0)).collect()
    }

    fn credit(&mut self, now: Timestamp) {
        let Some((item, since)) = self.at else { return };
        let gap = now.0.saturating_sub(since.0);
        let planned = &self.agenda.items[item];
        let bound = match planned.kind {
            ItemKind::Lesson(_) | ItemKind::Quiz(_) => PAUSE,
            _ => PATIENCE.max(2 * i64::from(planned.minutes)),
        };
        if gap <= bound * MINUTE {
            self.spent[item] = self.spent[item].saturating_add(gap);
        }
    }

    /// Returns the item that one is at after an event.
    fn item_after(&self, kind: &EventKind) -> Option<usize> {
        let now = self.at.map(|(item, _)| item);
        match kind {
            EventKind::Opened { lesson } | EventKind::Left { lesson, .. } => self.item_of(lesson),
            EventKind::Finished { .. } => None,
            EventKind::Sat(sat) if sat.mode == Mode::Lesson => {
                sat.questions.first().and_then(|id| self.item_of(&id.lesson()))
            }
            EventKind::Sat(sat) if sat.mode == Mode::Room => {
                self.agenda.items.iter().position(|item| pool::seed(&self.agenda.id, &item.id) == sat.seed)
            }
            EventKind::Sat(_) => None,
            EventKind::Answered(answered) => self.sittings.get(&answered.sitting).copied().or(now),
            EventKind::Set { name, value } => {
                let named = |item: &&crate::team::Item| saying(self.agenda, &item.id) == *name;
                match self.agenda.items.iter().find(named) {
                    Some(item) if Said::of(value) == Some(Said::Begun) => {
                        self.agenda.items.iter().position(|other| other.id == item.id)
                    }
                    Some(_) => None,
                    None => now,
                }
            }
            _ => now,
        }
    }

    fn item_of(&self, page: &LessonId) -> Option<usize> {
        self.agenda.items.iter().position(|item| match &item.kind {
            ItemKind::Lesson(lesson) => lesson == page,
            ItemKind::Exercise(_) | ItemKind::Discussion(_) => page.chapter_str() == PAGES && page.slug() == item.id,
            ItemKind::Quiz(_) | ItemKind::Break => false,
        })
    }
}
