//! What happened in the room: the agenda as planned and as it went, hands that were counted, who was there, what was parked. Must not know
//! result files.

use std::collections::HashSet;

use super::sheet::clean;
use super::wording::Lookup;
use crate::id::EventId;
use crate::team::room::{Planned, RoomEvent, RoomEventKind};
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
    /// Seconds it took.
    pub seconds: u64,
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
    /// The options in the order of the file: what it says (`option 1` where that is not known), hands, whether it is right.
    pub options: Vec<(String, u32, bool)>,
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
        (self.seconds + 30) / 60
    }
}

impl Tally {
    /// Returns the hands in all, and those at right options.
    pub fn hands(&self) -> (u32, u32) {
        let right = self.options.iter().filter(|(_, _, right)| *right).map(|(_, hands, _)| hands).sum();
        (self.options.iter().map(|(_, hands, _)| hands).sum(), right)
    }
}

/// One run of a session as events, from one `began` up to the next.
#[derive(Debug, Clone)]
pub(super) struct Run {
    pub source: String,
    pub agenda: String,
    pub title: String,
    pub cohort: String,
    plan: Vec<Planned>,
    events: Vec<RoomEvent>,
}

impl Run {
    /// Splits a log, whose events are in order, at the beginnings in it. What comes before the first belongs to nothing.
    pub fn split(source: &str, events: Vec<RoomEvent>) -> Vec<Self> {
        let mut runs: Vec<Self> = Vec::new();
        for event in events {
            if let RoomEventKind::Began { agenda, title, cohort, plan } = &event.kind {
                let (agenda, title, cohort) = (clean(agenda), clean(title), clean(cohort));
                let (source, plan) = (source.to_owned(), plan.clone());
                runs.push(Self { source, agenda, title, cohort, plan, events: Vec::new() });
            }
            if let Some(run) = runs.last_mut() {
                run.events.push(event);
            }
        }
        runs
    }

    /// Returns when it began.
    pub fn began(&self) -> Timestamp {
        self.events.first().map_or(Timestamp(0), |event| event.t)
    }

    /// Returns whether two are copies of one.
    pub fn is_same(&self, other: &Self) -> bool {
        let first = |run: &Self| run.events.first().map(|event| event.id);
        first(self) == first(other)
    }

    /// Takes in what a copy has more.
    pub fn merge(&mut self, other: Self) {
        let known: HashSet<EventId> = self.events.iter().map(|event| event.id).collect();
        self.events.extend(other.events.into_iter().filter(|event| !known.contains(&event.id)));
        self.events.sort_by_key(|event| (event.t, event.id));
    }

    /// Sums it up.
    pub fn room(&self, lookup: &Lookup<'_>) -> Room {
        let mut room = Room {
            source: self.source.clone(),
            began: self.began(),
            cohort: self.cohort.clone(),
            ended: false,
            agenda: self.plan.iter().map(AgendaLine::planned).collect(),
            tallies: Vec::new(),
            attended: Vec::new(),
            attendance: 0,
            parked: Vec::new(),
        };
        let mut watch = Watch::default();
        for event in &self.events {
            watch.pass(event, &mut room.agenda);
            match &event.kind {
                RoomEventKind::Tallied { question, key, hands, right, .. } => {
                    let tally = tally(question, *key, hands, right, lookup);
                    room.tallies.retain(|other| other.question != tally.question);
                    room.tallies.push(tally);
                }
                RoomEventKind::Parked { text } => room.parked.push(clean(text)),
                RoomEventKind::Attended { name } => room.attended.push(clean(name)),
                RoomEventKind::Ended => room.ended = true,
                _ => {}
            }
        }
        let mut met = HashSet::new();
        room.attended.retain(|name| met.insert(name.clone()));
        room.attendance = room.attended.len();
        room
    }
}

impl AgendaLine {
    fn planned(planned: &Planned) -> Self {
        Self {
            item: clean(&planned.item),
            kind: clean(&planned.kind),
            title: clean(&planned.title),
            planned: planned.minutes.into(),
            extended: 0,
            seconds: 0,
            state: LineState::Open,
        }
    }
}

/// Measures the time of items: from event to event, for the item the room is at.
#[derive(Default)]
struct Watch {
    at: Option<usize>,
    last: Option<Timestamp>,
}

impl Watch {
    fn pass(&mut self, event: &RoomEvent, agenda: &mut Vec<AgendaLine>) {
        let (item, end) = match &event.kind {
            RoomEventKind::Entered { item } | RoomEventKind::Showed { item, .. } => (Some(item), None),
            RoomEventKind::Done { item } => (Some(item), Some(LineState::Done)),
            RoomEventKind::Skipped { item } => (Some(item), Some(LineState::Skipped)),
            RoomEventKind::Extended { item, .. } => (Some(item), None),
            _ => (None, None),
        };
        let place = item.map(|item| place(item, agenda));
        // The room is taken up again where it stopped: nobody sat there meanwhile.
        let resumed = matches!(event.kind, RoomEventKind::Entered { .. }) && place == self.at;
        if let (Some(line), Some(last), false) = (self.at.and_then(|at| agenda.get_mut(at)), self.last, resumed) {
            line.seconds += u64::from(event.t.seconds_since(last));
        }
        self.last = Some(event.t);
        let Some(place) = place else {
            if event.kind == RoomEventKind::Ended {
                self.at = None;
            }
            return;
        };
        let line = &mut agenda[place];
        match (&event.kind, end) {
            (RoomEventKind::Extended { minutes, .. }, _) => line.extended += u32::from(*minutes),
            (_, Some(end)) => {
                line.state = end;
                if self.at == Some(place) {
                    self.at = None;
                }
            }
            _ => {
                if line.state == LineState::Open {
                    line.state = LineState::Begun;
                }
                self.at = Some(place);
            }
        }
    }
}

/// Returns the place of an item; one that was not planned comes behind.
fn place(item: &str, agenda: &mut Vec<AgendaLine>) -> usize {
    agenda.iter().position(|line| line.item == item).unwrap_or_else(|| {
        let (item, title) = (clean(item), clean(item));
        let kind = String::new();
        agenda.push(AgendaLine { item, kind, title, planned: 0, extended: 0, seconds: 0, state: LineState::Open });
        agenda.len() - 1
    })
}

fn tally(question: &crate::id::QuestionId, key: u64, hands: &[u32], right: &[u16], lookup: &Lookup<'_>) -> Tally {
    let wording = (lookup.question)(question).filter(|wording| wording.key == key);
    let options = wording.as_ref().map_or(&[][..], |wording| &wording.options);
    // An option that nobody raised a hand for may be missing at the end.
    let count = hands.len().max(options.len());
    let option = |at: usize| {
        let text = options.get(at).map_or_else(|| format!("option {}", at + 1), |(text, _)| text.clone());
        (text, hands.get(at).copied().unwrap_or(0), right.iter().any(|right| usize::from(*right) == at))
    };
    Tally {
        question: question.to_string(),
        options: (0..count).map(option).collect(),
        prompt: wording.map(|wording| wording.prompt),
    }
}

impl Room {
    /// Returns minutes planned, extensions included, and taken.
    pub fn minutes(&self) -> (u32, u64) {
        let planned = self.agenda.iter().map(|line| line.planned + line.extended).sum();
        (planned, self.agenda.iter().map(AgendaLine::taken).sum())
    }
}
