//! What the events add up to, one event after the other. All of it can be thrown away and computed again from the journal;
//! that is what happens when an event arrives late, is undone, or a chapter is reset.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};

use super::journal::{Entry, Journal, Key, No};
use super::names::{Names, Sym};
use super::slots::ById;
use crate::progress::event::{EventKind, Mode, Tag};

/// What is known of one lesson or question, by the number of its present name.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    /// The last `opened` or `left`.
    pub visited: Option<No>,
    /// The last `left`.
    pub left: Option<No>,
    /// The last `finished`.
    pub finished: Option<No>,
    /// The last `placed`.
    pub placed: Option<No>,
    /// Answers.
    pub asked: u32,
    /// Right answers.
    pub right: u32,
    /// The last answer.
    pub answered: Option<No>,
    /// The last time it was passed over.
    pub skipped: Option<No>,
}

/// The sums.
#[derive(Debug, Clone, Default)]
pub(super) struct Fold {
    tallies: Vec<Tally>,
    cancelled: HashSet<u128, ById>,
    /// The last reset of each chapter, by its number; empty where nothing was ever reset.
    resets: Vec<Option<Key>>,
    /// Bookmarks that are set, by lesson and position.
    pub bookmarks: BTreeMap<(Sym, u64), No>,
    /// Flags in order.
    pub flags: Vec<No>,
    /// The last value of each choice.
    pub settings: BTreeMap<String, String>,
    /// The last sitting in which something was answered or skipped and that is no exam, if it was not undone.
    pub sat: Option<No>,
    /// A sitting that began after it and in which nothing was done yet. It closes nothing before its first answer.
    pub fresh: Option<No>,
    /// The last exam that began, if it was neither undone nor ended. Other sittings do not take its place.
    pub exam: Option<No>,
}

impl Fold {
    /// Folds everything, and says of every entry whether it counts.
    pub fn whole(journal: &mut Journal, names: &Names) -> Self {
        let mut fold = Self { cancelled: cancelled(journal), ..Self::default() };
        fold.find_resets(journal);
        fold.add_from(0, journal, names);
        fold
    }

    /// Adds the events from the place `fresh` in order on. Undoing and resetting have to be folded as a whole.
    pub fn add_from(&mut self, fresh: usize, journal: &mut Journal, names: &Names) {
        for index in fresh..journal.order().len() {
            self.add(journal.order()[index], journal, names);
        }
    }

    #[inline]
    fn add(&mut self, no: No, journal: &mut Journal, names: &Names) {
        let entry = *journal.entry(no);
        let live = self.is_live(no, &entry, journal, names);
        journal.set_live(no, live);
        if entry.tag == Tag::Sat {
            // An undone sitting is closed; the one before it does not come back.
            match (entry.mark.mode, live) {
                (Mode::Exam, _) => self.exam = live.then_some(no),
                (_, true) => self.fresh = Some(no),
                (_, false) => (self.fresh, self.sat) = (None, None),
            }
        }
        if !live {
            return;
        }
        if matches!(entry.tag, Tag::Answered | Tag::Skipped)
            && self.fresh.is_some_and(|fresh| journal.entry(fresh).id as u64 == entry.value)
        {
            self.sat = self.fresh.take();
        }
        match entry.tag {
            Tag::Answered => {
                let tally = self.tally(names.get(entry.sym).now);
                tally.asked += 1;
                tally.right += u32::from(entry.mark.right);
                tally.answered = Some(no);
            }
            Tag::Opened => self.tally(names.get(entry.sym).now).visited = Some(no),
            Tag::Left => {
                let tally = self.tally(names.get(entry.sym).now);
                tally.visited = Some(no);
                tally.left = Some(no);
            }
            Tag::Finished => self.tally(names.get(entry.sym).now).finished = Some(no),
            Tag::Placed => self.tally(names.get(entry.sym).now).placed = Some(no),
            Tag::Flagged => self.flags.push(no),
            Tag::Bookmarked | Tag::Set => self.add_rare(no, journal, names),
            Tag::Skipped => self.tally(names.get(entry.sym).now).skipped = Some(no),
            // The exam before it does not come back either.
            Tag::Ended => {
                for slot in [&mut self.exam, &mut self.sat, &mut self.fresh] {
                    *slot = slot.filter(|start| journal.entry(*start).id as u64 != entry.value);
                }
            }
            Tag::Undone | Tag::Reset | Tag::Sat => {}
        }
    }

    /// Kinds so rare that their fields are read from the line again.
    #[cold]
    fn add_rare(&mut self, no: No, journal: &Journal, names: &Names) {
        let now = names.get(journal.entry(no).sym).now;
        match journal.read(no).map(|event| event.kind) {
            Some(EventKind::Bookmarked { at, on: true, .. }) => {
                self.bookmarks.insert((now, at), no);
            }
            Some(EventKind::Bookmarked { at, on: false, .. }) => {
                self.bookmarks.remove(&(now, at));
            }
            Some(EventKind::Set { name, value }) => {
                self.settings.insert(name, value);
            }
            _ => {}
        }
    }

    fn find_resets(&mut self, journal: &Journal) {
        for no in journal.resets() {
            let entry = journal.entry(*no);
            if self.is_cancelled(entry) {
                continue;
            }
            let chapter = entry.sym as usize;
            if chapter >= self.resets.len() {
                self.resets.resize(chapter + 1, None);
            }
            // The last reset of a chapter hides all that the others do.
            self.resets[chapter] = self.resets[chapter].max(Some(journal.key(*no)));
        }
    }

    #[inline]
    fn tally(&mut self, sym: Sym) -> &mut Tally {
        let index = sym as usize;
        if index >= self.tallies.len() {
            self.tallies.resize_with(index + 1, Tally::default);
        }
        &mut self.tallies[index]
    }

    /// Says how often a question was answered and how often right, where not all of its answers were folded.
    pub fn set_counts(&mut self, sym: Sym, (asked, right): (u32, u32)) {
        let tally = self.tally(sym);
        (tally.asked, tally.right) = (asked, right);
    }

    /// Returns what is known of a name.
    pub fn get(&self, sym: Sym) -> Option<&Tally> {
        self.tallies.get(sym as usize)
    }

    /// Returns everything that is known, by name.
    pub fn tallies(&self) -> impl Iterator<Item = (Sym, &Tally)> {
        self.tallies.iter().enumerate().map(|(sym, tally)| (sym as Sym, tally))
    }

    #[inline]
    fn is_cancelled(&self, entry: &Entry) -> bool {
        !self.cancelled.is_empty() && self.cancelled.contains(&entry.id)
    }

    #[inline]
    fn is_live(&self, no: No, entry: &Entry, journal: &Journal, names: &Names) -> bool {
        if self.is_cancelled(entry) {
            return false;
        }
        if self.resets.is_empty() || !entry.tag.has_chapter() {
            return true;
        }
        // A lesson may have moved to another chapter since: then a reset of either hides the event.
        let name = names.get(entry.sym);
        let key = journal.key(no);
        let moved = name.now != entry.sym && self.is_reset_after(names.get(name.now).chapter, key);
        !moved && !self.is_reset_after(name.chapter, key)
    }

    /// Returns whether a chapter was reset after `key`.
    #[inline]
    pub fn is_reset_after(&self, chapter: Sym, key: Key) -> bool {
        matches!(self.resets.get(chapter as usize), Some(Some(reset)) if key < *reset)
    }
}

impl Tag {
    /// Returns whether the kind speaks of something that belongs to a chapter.
    fn has_chapter(self) -> bool {
        !matches!(self, Self::Undone | Self::Reset | Self::Set | Self::Sat | Self::Ended)
    }
}

/// Returns the events that are undone. An `undone` counts unless a later `undone` that counts undoes it, so they are
/// settled from the last to the first.
fn cancelled(journal: &Journal) -> HashSet<u128, ById> {
    let mut undos: Vec<_> = journal.undos().iter().map(|(no, target)| (journal.key(*no), *no, *target)).collect();
    undos.sort_unstable_by_key(|(key, ..)| Reverse(*key));
    let mut cancelled = HashSet::default();
    for (_, no, target) in undos {
        if !cancelled.contains(&journal.entry(no).id) {
            cancelled.insert(target);
        }
    }
    cancelled
}
