//! What happened in the room: the agenda as planned and as it went, hands that were counted, who was there, what was parked. Must not know
//! result files.

use std::collections::HashSet;

use super::sheet::clean;
use super::wording::Lookup;
use crate::id::EventId;
use crate::team::room::{self as log, Counted, RoomEvent, RoomEventKind, RoomItem, RoomItemState};
use crate::time::Timestamp;

/// One run of the session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Room {
    /// The log it was read from; empty where the report is anonymous.
    pub source: String,
    /// When it began.
    pub began: Timestamp,
    /// Who took part, as the facilitator calls them.
    pub cohort: String,
    /// Whether its end was recorded.
    pub ended: bool,
    /// The items as planned, then those that came besides.
    pub agenda: Vec<AgendaLine>,
    /// Hands that were counted, in order; of a question that was counted again, the last time.
    pub tallies: Vec<Tally>,
    /// Who was there, each once; empty where the report is anonymous.
    pub attended: Vec<String>,
    /// How many were there.
    pub attendance: usize,
    /// What was put aside for later.
    pub parked: Vec<String>,
}

/// An item as planned and as it went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaLine {
    /// Its id.
    pub item: String,
    /// [`crate::team::ItemKind::word`].
    pub kind: String,
    /// Its title.
    pub title: String,
    /// Minutes planned.
    pub planned: u32,
    /// Minutes it was extended by.
    pub extended: u32,
    /// Milliseconds it took, as the program that ran measured them.
    pub ran: u64,
    /// How it ended.
    pub state: LineState,
}

/// How an item of the room ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineState {
    /// Done.
    Done,
    /// Left out.
    Skipped,
    /// Left before it was done.
    Begun,
    /// Never reached.
    Open,
}

/// Hands that were counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// The question.
    pub question: String,
    /// Its prompt, where the course has it as it was asked.
    pub prompt: Option<String>,
    /// The options in the order of the file: what it says (`option 1` where that is not known), hands, whether it is right. Of a question without
    /// options: those who were right, then those who were not.
    pub options: Vec<(String, u32, bool)>,
}

impl From<RoomItemState> for LineState {
    fn from(state: RoomItemState) -> Self {
        match state {
            RoomItemState::Open => Self::Open,
            RoomItemState::Begun => Self::Begun,
            RoomItemState::Done => Self::Done,
            RoomItemState::Skipped => Self::Skipped,
        }
    }
}

impl LineState {
    /// Returns a word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Skipped => "skipped",
            Self::Begun => "begun",
            Self::Open => "not reached",
        }
    }
}

impl AgendaLine {
    /// Returns whole minutes, rounded.
    pub fn taken(&self) -> u64 {
        (self.ran + 30_000) / 60_000
    }
}

impl Tally {
    /// Returns the hands in all, and those at right options.
    pub fn hands(&self) -> (u32, u32) {
        let right = self.options.iter().filter(|(_, _, right)| *right).map(|(_, hands, _)| hands).sum();
        (self.options.iter().map(|(_, hands, _)| hands).sum(), right)
    }
}

/// The events of one log, and of its copies.
#[derive(Debug, Clone)]
pub(super) struct Run {
    pub source: String,
    pub agenda: String,
    pub title: String,
    pub cohort: String,
    events: Vec<RoomEvent>,
}

impl Run {
    /// Takes the events of a log; nothing where no session begins in it.
    pub fn new(source: &str, events: Vec<RoomEvent>) -> Option<Self> {
        let room = log::Room::of(&events);
        room.began?;
        let [agenda, title, cohort] = [&room.agenda, &room.title, &room.cohort].map(|text| clean(text));
        Some(Self { source: source.to_owned(), agenda, title, cohort, events })
    }

    /// Returns when it began.
    pub fn began(&self) -> Timestamp {
        let began = |event: &&RoomEvent| matches!(event.kind, RoomEventKind::Began { .. });
        self.events.iter().filter(began).map(|event| event.t).min().unwrap_or_default()
    }

    /// Returns whether two are copies of one: the same beginning stands in both.
    pub fn is_same(&self, other: &Self) -> bool {
        let beginnings = |run: &Self| -> HashSet<EventId> {
            let began = run.events.iter().filter(|event| matches!(event.kind, RoomEventKind::Began { .. }));
            began.map(|event| event.id).collect()
        };
        !beginnings(self).is_disjoint(&beginnings(other))
    }

    /// Takes in what a copy has more.
    pub fn merge(&mut self, other: Self) {
        self.events.extend(other.events);
    }

    /// Sums it up.
    pub fn room(&self, lookup: &Lookup<'_>) -> Room {
        let room = log::Room::of(&self.events);
        let said = |list: &[log::Said]| -> Vec<String> { list.iter().map(|said| clean(&said.text)).collect() };
        Room {
            source: self.source.clone(),
            began: self.began(),
            cohort: self.cohort.clone(),
            ended: room.ended.is_some(),
            agenda: room.items.iter().map(AgendaLine::of).collect(),
            tallies: room.tallies.iter().map(|tally| Tally::of(tally, lookup)).collect(),
            attended: said(&room.attended),
            attendance: room.attended.len(),
            parked: said(&room.parked),
        }
    }
}

impl AgendaLine {
    fn of(item: &RoomItem) -> Self {
        Self {
            item: clean(&item.planned.item),
            kind: clean(&item.planned.kind),
            title: clean(&item.planned.title),
            planned: item.planned.minutes.into(),
            extended: item.extended,
            ran: item.ran,
            state: item.state.into(),
        }
    }
}

impl Tally {
    fn of(tally: &log::Tally, lookup: &Lookup<'_>) -> Self {
        let question = (lookup.today)(&tally.question).unwrap_or_else(|| tally.question.clone());
        let wording = (lookup.question)(&question).filter(|wording| wording.key == tally.key);
        let known = wording.as_ref().map_or(&[][..], |wording| &wording.options);
        let name = |at: usize| match (tally.counted, known.get(at)) {
            (Counted::Outcomes, _) if at == 0 => "right".to_owned(),
            (Counted::Outcomes, _) => "not right".to_owned(),
            (Counted::Options, Some((text, _))) => text.clone(),
            (Counted::Options, None) => format!("option {}", at + 1),
        };
        let is_right = |at: usize| tally.right.iter().any(|right| usize::from(*right) == at);
        let hands = tally.hands.iter().enumerate();
        Self {
            question: question.to_string(),
            options: hands.map(|(at, hands)| (name(at), *hands, is_right(at))).collect(),
            prompt: wording.map(|wording| wording.prompt),
        }
    }
}

impl Room {
    /// Returns minutes planned, extensions included, and taken.
    pub fn minutes(&self) -> (u32, u64) {
        let planned = self.agenda.iter().map(|line| line.planned + line.extended).sum();
        (planned, self.agenda.iter().map(AgendaLine::taken).sum())
    }
}
