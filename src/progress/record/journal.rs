//! The events a record was folded from: their lines as they were read, and one small entry for each, in order. Knows when
//! an event is the last and when it belongs between others; not what it means.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

use super::names::Sym;
use crate::id::EventId;
use crate::progress::event::{Event, Gist, Mark, Tag};
use crate::time::{DAY_MS, Timestamp};

/// How far ahead of this machine's clock another event may be and still be believed: clocks of two machines differ, and a
/// machine with two systems is often wrong by the hours of its time zone.
const BELIEVED_AHEAD_MS: i64 = DAY_MS;

/// A typical line, to reserve room before reading.
const LINE_BYTES: usize = 250;

/// The number of an entry, in the order of arrival.
pub(super) type No = u32;

/// One event, small.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    pub id: u128,
    pub t: i64,
    start: usize,
    len: u32,
    pub sym: Sym,
    pub tag: Tag,
    pub mark: Mark,
    /// Whether it counts: neither undone nor before a reset of its chapter. The fold decides.
    pub live: bool,
}

/// What events are ordered by: (t, id), after those whose date cannot be believed. A date far ahead comes from a clock
/// that was wrong, so the event is older than whatever is dated sensibly; else one evening with a wrong clock would
/// outvote everything that is learnt until that date comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    believed: bool,
    t: i64,
    id: u128,
}

/// What became of an event that was pushed.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Pushed {
    /// It was there already.
    Known,
    /// It is the last.
    Last,
    /// It belongs between others.
    Between,
    /// It took the place of one with the same id.
    Replaced,
}

/// Every event so far.
#[derive(Debug, Clone)]
pub(super) struct Journal {
    log: Vec<u8>,
    entries: Vec<Entry>,
    order: Vec<No>,
    seen: HashMap<u128, No, ById>,
    /// Events that undo another, and which.
    undos: Vec<(No, u128)>,
    horizon: i64,
}

impl Journal {
    /// Starts empty; `now` says which dates can be believed.
    pub fn new(now: Timestamp) -> Self {
        Self {
            log: Vec::new(),
            entries: Vec::new(),
            order: Vec::new(),
            seen: HashMap::default(),
            undos: Vec::new(),
            horizon: now.0.saturating_add(BELIEVED_AHEAD_MS),
        }
    }

    /// Hands the text over for reading, `lines` joined to its end; returns it with the offset at which they begin.
    /// [`Journal::put_back`] has to follow.
    pub fn take_log(&mut self, lines: Vec<u8>) -> (Vec<u8>, usize) {
        let mut log = std::mem::take(&mut self.log);
        let expected = lines.len() / LINE_BYTES + 1;
        self.entries.reserve(expected);
        self.order.reserve(expected);
        self.seen.reserve(expected);
        if log.is_empty() {
            return (lines, 0);
        }
        if !log.ends_with(b"\n") {
            log.push(b'\n');
        }
        let start = log.len();
        log.extend_from_slice(&lines);
        (log, start)
    }

    /// Takes the text back.
    pub fn put_back(&mut self, log: Vec<u8>) {
        self.log = log;
    }

    /// Takes in one event that stands at `at` in `log`.
    #[inline]
    pub fn push(&mut self, gist: &Gist<'_>, sym: Sym, log: &[u8], at: Range<usize>) -> Pushed {
        let Gist { id, t, tag, mark, .. } = *gist;
        let entry = Entry { id, t, start: at.start, len: at.len() as u32, sym, tag, mark, live: true };
        let no = self.entries.len() as No;
        match self.seen.entry(id) {
            Slot::Occupied(known) => {
                let known = *known.get();
                return self.settle(known, entry, gist.target, log);
            }
            Slot::Vacant(slot) => slot.insert(no),
        };
        self.entries.push(entry);
        if tag == Tag::Undone {
            self.undos.push((no, gist.target));
        }
        let key = self.key_of(&entry);
        let is_last = self.order.last().is_none_or(|last| self.key(*last) < key);
        self.order.push(no);
        if is_last { Pushed::Last } else { Pushed::Between }
    }

    /// The same id again. Should the lines differ (somebody edited one), the lesser one counts, so that the order of
    /// arrival does not matter.
    #[cold]
    fn settle(&mut self, known: No, entry: Entry, target: u128, log: &[u8]) -> Pushed {
        let text = |entry: &Entry| log.get(entry.start..entry.start + entry.len as usize).unwrap_or_default();
        let kept = self.entries[known as usize];
        if (kept.t, text(&kept)) <= (entry.t, text(&entry)) {
            return Pushed::Known;
        }
        self.entries[known as usize] = entry;
        self.undos.retain(|(no, _)| *no != known);
        if entry.tag == Tag::Undone {
            self.undos.push((known, target));
        }
        Pushed::Replaced
    }

    /// Puts the entries in order; has to follow on [`Pushed::Between`] and [`Pushed::Replaced`].
    pub fn sort(&mut self) {
        let mut order = std::mem::take(&mut self.order);
        order.sort_by_cached_key(|no| self.key(*no));
        self.order = order;
    }

    /// Learns that it is `now`. Returns whether the order has to be made anew, because a date came near.
    pub fn notice_time(&mut self, now: Timestamp) -> bool {
        let horizon = now.0.saturating_add(BELIEVED_AHEAD_MS);
        if horizon <= self.horizon {
            return false;
        }
        // The unbelieved come first, the nearest date at the front.
        let near = self.order.first().is_some_and(|no| {
            let t = self.entry(*no).t;
            t > self.horizon && t <= horizon
        });
        self.horizon = horizon;
        near
    }

    /// Returns the time of the last event whose date is believed.
    pub fn last_t(&self) -> Option<i64> {
        self.order.last().map(|no| self.entry(*no).t).filter(|t| *t <= self.horizon)
    }

    #[inline]
    fn key_of(&self, entry: &Entry) -> Key {
        Key { believed: entry.t <= self.horizon, t: entry.t, id: entry.id }
    }

    /// Returns what an entry is ordered by.
    #[inline]
    pub fn key(&self, no: No) -> Key {
        self.key_of(self.entry(no))
    }

    /// Returns whether the date of an entry is believed.
    #[inline]
    pub fn is_believed(&self, no: No) -> bool {
        self.entry(no).t <= self.horizon
    }

    #[inline]
    pub fn entry(&self, no: No) -> &Entry {
        &self.entries[no as usize]
    }

    /// Says whether an entry counts.
    #[inline]
    pub fn set_live(&mut self, no: No, live: bool) {
        self.entries[no as usize].live = live;
    }

    /// Returns the entries in order.
    pub fn order(&self) -> &[No] {
        &self.order
    }

    /// Returns who undoes what.
    pub fn undos(&self) -> &[(No, u128)] {
        &self.undos
    }

    /// Returns the entry of an event.
    pub fn find(&self, id: EventId) -> Option<No> {
        self.seen.get(&id.0).copied()
    }

    /// Reads an entry's line again, with all its fields.
    pub fn read(&self, no: No) -> Option<Event> {
        let entry = self.entry(no);
        Event::read(self.log.get(entry.start..entry.start + entry.len as usize)?).ok()
    }
}

/// For tables by event id.
pub(super) type ById = BuildHasherDefault<IdHasher>;

/// Ids are random already.
#[derive(Debug, Clone, Default)]
pub(super) struct IdHasher(u64);

impl Hasher for IdHasher {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.wrapping_mul(0x100_0000_01b3) ^ u64::from(*byte);
        }
    }

    #[inline]
    fn write_u128(&mut self, id: u128) {
        // Multiplied, so that ids counted by hand (in tests, by other programs) spread as well.
        let word = (id as u64 ^ (id >> 64) as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = word ^ word >> 32;
    }

    #[inline]
    fn finish(&self) -> u64 {
        self.0
    }
}
