//! The events a record was folded from, one small entry each, in order. Of the text of the log only what is rare is kept,
//! so that a long log costs little. Knows when an event is the last and when it belongs between others; not what it means.

mod frozen;

pub(super) use frozen::{Frozen, put_bytes, put_len};

use super::names::{Names, Sym};
use super::slots::{Slot, Slots, hash_of_id};
use crate::id::EventId;
use crate::progress::event::{Event, Gist, Mark, Mode, Tag};
use crate::time::{DAY_MS, Timestamp};

/// How far ahead of this machine's clock another event may be and still be believed: clocks of two machines differ, and a
/// machine with two systems is often wrong by the hours of its time zone.
const BELIEVED_AHEAD_MS: i64 = DAY_MS;

/// A typical line, to reserve room before reading.
const LINE_BYTES: u64 = 250;

/// Most entries that room is reserved for on the word of a file's length.
const MAX_RESERVE: u64 = 1 << 20;

/// The number of an entry, in the order of arrival.
pub(super) type No = u32;

/// One event, small.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    pub id: u128,
    pub t: i64,
    /// As in [`Gist`]; for the kinds that are kept as text, where their line begins.
    pub value: u64,
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
    pub believed: bool,
    pub t: i64,
    pub id: u128,
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
    entries: Vec<Entry>,
    order: Vec<No>,
    /// Entries by the id of their event; those from `indexed` on are not in it yet.
    seen: Slots,
    indexed: usize,
    /// Lines of the kinds that have more to say than fits into an entry.
    rare: Vec<u8>,
    /// The sitting that began last and the exam that began last, and the lines of the answers of each.
    sittings: [Option<(Key, u64)>; 2],
    answers: [Vec<u8>; 2],
    /// Events that undo another, and which.
    undos: Vec<(No, u128)>,
    /// Events that reset a chapter.
    resets: Vec<No>,
    horizon: i64,
}

impl Journal {
    /// Starts empty; `now` says which dates can be believed.
    pub fn new(now: Timestamp) -> Self {
        Self {
            entries: Vec::new(),
            order: Vec::new(),
            seen: Slots::default(),
            indexed: 0,
            rare: Vec::new(),
            sittings: [None; 2],
            answers: Default::default(),
            undos: Vec::new(),
            resets: Vec::new(),
            horizon: now.0.saturating_add(BELIEVED_AHEAD_MS),
        }
    }

    /// Returns an empty journal that believes the same dates.
    pub fn emptied(&self) -> Self {
        Self { horizon: self.horizon, ..Self::new(Timestamp(0)) }
    }

    /// Believes every date from now on; [`Journal::sort`] has to follow.
    pub fn believe_all(&mut self) {
        self.horizon = i64::MAX;
    }

    /// Returns a journal of some of the entries, in order: to be frozen.
    pub fn part(&self, keep: impl Fn(No) -> bool) -> Self {
        let mut part = self.emptied();
        for no in self.order.iter().filter(|no| keep(**no)) {
            let mut entry = *self.entry(*no);
            if entry.tag.is_rare() {
                let line = self.rare_line(&entry);
                entry.value = part.rare.len() as u64;
                push_line(&mut part.rare, line);
            }
            let as_part = part.entries.len() as No;
            part.undos.extend(self.undos.iter().filter(|(undo, _)| undo == no).map(|(_, target)| (as_part, *target)));
            part.order.push(as_part);
            part.entries.push(entry);
        }
        part.answers.clone_from(&self.answers);
        part
    }

    /// Makes room for the events of so many bytes.
    pub fn reserve(&mut self, bytes: u64) {
        self.reserve_events((bytes / LINE_BYTES + 1).min(MAX_RESERVE) as usize);
    }

    fn reserve_events(&mut self, events: usize) {
        self.entries.reserve(events);
        self.order.reserve(events);
        self.seen.reserve(events, |no| hash_of_id(self.entries[no as usize].id));
    }

    /// Takes in one event that was read from `line`.
    #[inline]
    pub fn push(&mut self, gist: &Gist<'_>, sym: Sym, line: &[u8], names: &Names) -> Pushed {
        let Gist { id, t, tag, mark, value, .. } = *gist;
        let mut entry = Entry { id, t, value, sym, tag, mark, live: true };
        let no = self.entries.len() as No;
        if self.indexed < self.entries.len() {
            self.index_rest();
        }
        self.seen.reserve(1, |no| hash_of_id(self.entries[no as usize].id));
        let hash = hash_of_id(id);
        match self.seen.find(hash, |no| self.entries[no as usize].id == id) {
            Slot::Found(known) => return self.settle(known, entry, gist.target, line, names),
            Slot::Empty(slot) => self.seen.fill(slot, hash, no),
        }
        self.indexed += 1;
        let key = self.key_of(&entry);
        if !matches!(tag, Tag::Opened | Tag::Left | Tag::Finished | Tag::Placed | Tag::Skipped | Tag::Ended) {
            self.keep(no, &mut entry, key, gist.target, line);
        }
        self.entries.push(entry);
        let is_last = self.order.last().is_none_or(|last| self.key(*last) < key);
        self.order.push(no);
        if is_last { Pushed::Last } else { Pushed::Between }
    }

    /// Indexes what came from a snapshot: a start that adds nothing to the log does without.
    #[cold]
    fn index_rest(&mut self) {
        self.seen.reserve(self.entries.len() - self.indexed, |no| hash_of_id(self.entries[no as usize].id));
        for no in self.indexed..self.entries.len() {
            let id = self.entries[no].id;
            if let Slot::Empty(slot) = self.seen.find(hash_of_id(id), |no| self.entries[no as usize].id == id) {
                self.seen.fill(slot, hash_of_id(id), no as No);
            }
        }
        self.indexed = self.entries.len();
    }

    /// Keeps what does not fit into the entry.
    #[inline]
    fn keep(&mut self, no: No, entry: &mut Entry, key: Key, target: u128, line: &[u8]) {
        match entry.tag {
            Tag::Answered => {
                let of = |sitting: &Option<(Key, u64)>| sitting.is_some_and(|(_, id)| id == entry.value);
                if let Some(slot) = self.sittings.iter().position(of) {
                    push_line(&mut self.answers[slot], line);
                }
            }
            Tag::Undone => self.undos.push((no, target)),
            Tag::Reset => self.resets.push(no),
            Tag::Bookmarked | Tag::Flagged | Tag::Set | Tag::Sat => {
                entry.value = self.rare.len() as u64;
                push_line(&mut self.rare, line);
                if entry.tag == Tag::Sat && self.begins(entry, key) {
                    // Of the sitting before it they are not asked for again.
                    self.answers[slot_of(entry)].clear();
                }
            }
            Tag::Opened | Tag::Left | Tag::Finished | Tag::Placed | Tag::Skipped | Tag::Ended => {}
        }
    }

    /// Notes a beginning. Returns whether it is the last one of its sort, so that another one's answers need not be kept.
    fn begins(&mut self, entry: &Entry, key: Key) -> bool {
        let slot = &mut self.sittings[slot_of(entry)];
        let is_last = slot.is_none_or(|(last, _)| last < key);
        if is_last {
            *slot = Some((key, entry.id as u64));
        }
        is_last
    }

    /// The same id again. Should the two differ (somebody edited a line), the lesser one counts, so that the order of
    /// arrival does not matter.
    #[cold]
    fn settle(&mut self, known: No, mut entry: Entry, target: u128, line: &[u8], names: &Names) -> Pushed {
        let new = Content::of(&entry, names, if entry.tag.is_rare() { line } else { b"" }, target);
        let old = self.entries[known as usize];
        if Content::of(&old, names, self.rare_line(&old), self.target(known)) <= new {
            return Pushed::Known;
        }
        self.undos.retain(|(no, _)| *no != known);
        self.resets.retain(|no| *no != known);
        let key = self.key_of(&entry);
        self.keep(known, &mut entry, key, target, line);
        self.entries[known as usize] = entry;
        Pushed::Replaced
    }

    /// The event that an entry undoes; 0 where it undoes none.
    fn target(&self, no: No) -> u128 {
        if self.entry(no).tag != Tag::Undone {
            return 0;
        }
        self.undos.iter().find(|(undo, _)| *undo == no).map_or(0, |(_, target)| *target)
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
        self.key_at(entry.t, entry.id)
    }

    /// Returns what an event of this time and id is ordered by.
    #[inline]
    pub fn key_at(&self, t: i64, id: u128) -> Key {
        Key { believed: t <= self.horizon, t, id }
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

    /// Returns the entry of a number.
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

    /// Returns who resets a chapter, in the order of arrival.
    pub fn resets(&self) -> &[No] {
        &self.resets
    }

    /// Returns the entry of an event.
    pub fn find(&self, id: EventId) -> Option<No> {
        match self.seen.find(hash_of_id(id.0), |no| self.entry(no).id == id.0) {
            Slot::Found(no) => Some(no),
            Slot::Empty(_) => {
                let rest = self.entries[self.indexed..].iter().position(|entry| entry.id == id.0);
                rest.map(|at| (self.indexed + at) as No)
            }
        }
    }

    /// Reads an event of a rare kind again, with all its fields.
    pub fn read(&self, no: No) -> Option<Event> {
        Event::read(self.rare_line(self.entry(no))).ok()
    }

    fn rare_line(&self, entry: &Entry) -> &[u8] {
        if !entry.tag.is_rare() {
            return b"";
        }
        let rest = self.rare.get(entry.value as usize..).unwrap_or_default();
        rest.split(|b| *b == b'\n').next().unwrap_or_default()
    }

    /// Returns the answers of the sitting and of the exam that began last, with all their fields; those that came before its beginning (from
    /// another log) are missing.
    pub fn answers(&self) -> impl Iterator<Item = Event> {
        self.answers.iter().flat_map(|lines| lines.split(|b| *b == b'\n')).filter_map(|line| Event::read(line).ok())
    }
}

impl Tag {
    /// Returns whether the kind has more to say than fits into an entry, and is rare enough to be kept as text.
    fn is_rare(self) -> bool {
        matches!(self, Self::Bookmarked | Self::Flagged | Self::Set | Self::Sat)
    }
}

/// Which of the two sittings that began last a beginning may be: an exam waits whatever else is begun.
fn slot_of(beginning: &Entry) -> usize {
    usize::from(beginning.mark.mode == Mode::Exam)
}

/// What two events of one id are compared by.
#[derive(PartialEq, PartialOrd)]
struct Content<'a> {
    t: i64,
    tag: Tag,
    name: &'a [u8],
    mark: Mark,
    value: u64,
    target: u128,
    line: &'a [u8],
}

impl<'a> Content<'a> {
    fn of(entry: &Entry, names: &'a Names, line: &'a [u8], target: u128) -> Self {
        let value = if line.is_empty() { entry.value } else { 0 };
        let Entry { t, tag, mark, .. } = *entry;
        Self { t, tag, name: names.text(entry.sym), mark, value, target, line }
    }
}

/// Adds a line and its line feed.
pub(super) fn push_line(text: &mut Vec<u8>, line: &[u8]) {
    text.extend_from_slice(line);
    text.push(b'\n');
}
