//! What the events of a room add up to, in whatever order their lines stand: where the room is, what took how long, who was there. Derived,
//! never stored.

use std::collections::{BTreeMap, BTreeSet};

use super::{Counted, Planned, RoomEvent, RoomEventKind};
use crate::id::{EventId, QuestionId};
use crate::time::Timestamp;

/// A session as its log tells it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Room {
    /// Id of the agenda; empty while nothing began.
    pub agenda: String,
    /// Its title.
    pub title: String,
    /// Who takes part.
    pub cohort: String,
    /// When it began.
    pub began: Option<Timestamp>,
    /// When it was ended.
    pub ended: Option<Timestamp>,
    /// When something was last written down.
    pub last: Option<Timestamp>,
    /// The items as planned, in order; behind them those that only the log knows.
    pub items: Vec<RoomItem>,
    /// Where the room is.
    pub place: Option<Place>,
    /// The last tally of each question, in the order they were asked.
    pub tallies: Vec<Tally>,
    /// What was put aside for later.
    pub parked: Vec<Said>,
    /// Who was there, each name once.
    pub attended: Vec<Said>,
}

/// What became of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoomItem {
    /// As it was planned.
    pub planned: Planned,
    /// How far it is.
    pub state: RoomItemState,
    /// When the room first went to it.
    pub entered: Option<Timestamp>,
    /// Time spent on it, milliseconds.
    pub ran: u64,
    /// Minutes it got on top of the planned ones.
    pub extended: u32,
}

/// How far an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RoomItemState {
    /// Not yet come to.
    #[default]
    Open,
    /// Entered and not done.
    Begun,
    /// Done.
    Done,
    /// Left out.
    Skipped,
}

/// Where the room is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The item.
    pub item: String,
    /// 0-based slide, or question.
    pub slide: u32,
    /// 0-based step.
    pub step: u32,
    /// Byte of the source that the slide begins with.
    pub at: u64,
}

/// Hands that were counted for a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// The item it was asked in.
    pub item: String,
    /// The question.
    pub question: QuestionId,
    /// Hash of its key.
    pub key: u64,
    /// What was counted.
    pub counted: Counted,
    /// The hands.
    pub hands: Vec<u32>,
    /// Which of them are right, 0-based.
    pub right: Vec<u16>,
}

/// Something that was said and by which event, so that it can be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The event.
    pub event: EventId,
    /// When.
    pub t: Timestamp,
    /// What: a note, a name.
    pub text: String,
}

/// How a session stands against its plan; milliseconds, negative where time is overdrawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Clock {
    /// Time spent on the item one is at.
    pub item_ran: i64,
    /// What is left of its minutes.
    pub item_left: i64,
    /// Time spent on the whole.
    pub ran: i64,
    /// What is left of all planned minutes.
    pub left: i64,
    /// By how much the end will be late if the rest takes as long as planned; negative: early.
    pub behind: i64,
}

impl Room {
    /// Folds events, in the order of time and id; an event that stands twice counts once.
    pub fn of(events: &[RoomEvent]) -> Self {
        let by_id: BTreeMap<EventId, &RoomEvent> = events.iter().rev().map(|event| (event.id, event)).collect();
        let mut sorted: Vec<&RoomEvent> = by_id.into_values().collect();
        sorted.sort_by_key(|event| (event.t, event.id));
        let undone: BTreeSet<EventId> = sorted
            .iter()
            .filter_map(|event| if let RoomEventKind::Undone { event } = event.kind { Some(event) } else { None })
            .collect();
        let mut room = Self::default();
        // What was planned has its order whatever came first.
        for event in &sorted {
            if let RoomEventKind::Began { agenda, title, cohort, plan } = &event.kind {
                room.begin(event.t, [agenda, title, cohort], plan);
            }
        }
        for event in sorted.into_iter().filter(|event| !undone.contains(&event.id)) {
            room.take(event);
        }
        room
    }

    fn begin(&mut self, t: Timestamp, [agenda, title, cohort]: [&String; 3], plan: &[Planned]) {
        if self.began.is_none() {
            (self.agenda, self.title, self.cohort) = (agenda.clone(), title.clone(), cohort.clone());
            self.began = Some(t);
        }
        // A log holds one session; what another one planned does not belong to it.
        if self.agenda == *agenda {
            for planned in plan {
                if self.item(&planned.item).is_none() {
                    self.items.push(RoomItem::of(planned.clone()));
                }
            }
        }
    }

    fn take(&mut self, event: &RoomEvent) {
        self.last = self.last.max(Some(event.t));
        match &event.kind {
            RoomEventKind::Began { .. } | RoomEventKind::Undone { .. } => {}
            RoomEventKind::Entered { item } => {
                let entered = self.item_mut(item);
                entered.entered.get_or_insert(event.t);
                if entered.state != RoomItemState::Done {
                    entered.state = RoomItemState::Begun;
                }
                if self.place.as_ref().is_none_or(|place| place.item != *item) {
                    self.place = Some(Place { item: item.clone(), slide: 0, step: 0, at: 0 });
                }
            }
            RoomEventKind::Showed { item, slide, step, at } => {
                self.place = Some(Place { item: item.clone(), slide: *slide, step: *step, at: *at });
            }
            RoomEventKind::Ran { item, ms } => self.item_mut(item).ran += u64::from(*ms),
            RoomEventKind::Done { item } => self.item_mut(item).state = RoomItemState::Done,
            RoomEventKind::Skipped { item } => {
                let skipped = self.item_mut(item);
                if skipped.state != RoomItemState::Done {
                    skipped.state = RoomItemState::Skipped;
                }
            }
            RoomEventKind::Extended { item, minutes } => self.item_mut(item).extended += u32::from(*minutes),
            RoomEventKind::Tallied { item, question, key, counted, hands, right } => {
                let tally = Tally {
                    item: item.clone(),
                    question: question.clone(),
                    key: *key,
                    counted: *counted,
                    hands: hands.clone(),
                    right: right.clone(),
                };
                match self.tallies.iter_mut().find(|known| known.item == *item && known.question == *question) {
                    Some(known) => *known = tally,
                    None => self.tallies.push(tally),
                }
            }
            RoomEventKind::Parked { text } => {
                self.parked.push(Said { event: event.id, t: event.t, text: text.clone() });
            }
            RoomEventKind::Attended { name } => {
                let same = |said: &Said| said.text.to_lowercase() == name.to_lowercase();
                if !self.attended.iter().any(same) {
                    self.attended.push(Said { event: event.id, t: event.t, text: name.clone() });
                }
            }
            RoomEventKind::Ended => self.ended = Some(event.t),
        }
    }

    /// Returns an item by its id.
    pub fn item(&self, id: &str) -> Option<&RoomItem> {
        self.items.iter().find(|item| item.planned.item == id)
    }

    fn item_mut(&mut self, id: &str) -> &mut RoomItem {
        let at = self.items.iter().position(|item| item.planned.item == id).unwrap_or_else(|| {
            // An item that no plan names: another version of the agenda had it.
            let planned = Planned { item: id.to_owned(), kind: String::new(), title: id.to_owned(), minutes: 0 };
            self.items.push(RoomItem::of(planned));
            self.items.len() - 1
        });
        &mut self.items[at]
    }

    /// Returns the last tally of a question at an item.
    pub fn tally(&self, item: &str, question: &QuestionId) -> Option<&Tally> {
        self.tallies.iter().find(|tally| tally.item == item && tally.question == *question)
    }

    /// Returns how the session stands, at the item `here`, when `unwritten` milliseconds more were spent there than the log says.
    pub fn clock(&self, here: &str, unwritten: u64) -> Clock {
        let minutes = |minutes: u32| i64::from(minutes) * 60_000;
        let planned: i64 = self.items.iter().map(|item| minutes(item.planned.minutes.into())).sum();
        let ran = self.items.iter().map(|item| item.ran).sum::<u64>().saturating_add(unwritten) as i64;
        let (mut item_ran, mut item_left, mut rest) = (0, 0, 0);
        for item in &self.items {
            let given = minutes(item.planned.minutes.into()) + minutes(item.extended);
            if item.planned.item == here {
                item_ran = item.ran.saturating_add(unwritten) as i64;
                item_left = given - item_ran;
                rest += item_left.max(0);
            } else if matches!(item.state, RoomItemState::Open | RoomItemState::Begun) {
                rest += (given - item.ran as i64).max(0);
            }
        }
        Clock { item_ran, item_left, ran, left: planned - ran, behind: ran + rest - planned }
    }
}

impl RoomItem {
    fn of(planned: Planned) -> Self {
        Self { planned, state: RoomItemState::Open, entered: None, ran: 0, extended: 0 }
    }
}
