//! The record: what all the events add up to. A fold over the events in the order of (t, id), so that two machines whose
//! logs were merged agree, whatever order the lines stand in; the same event twice counts once. Must not know files, the
//! clock (`now` is an argument), or which lessons exist.

mod essence;
mod fold;
mod journal;
mod names;
mod queries;
mod sitting;
mod slots;

use std::io::Read;

use essence::Waiting;
use fold::Fold;
use journal::{Frozen, Journal, Pushed};
use names::{Name, Names, Sym};

use super::event::{Event, Gist, Tag, Unread, quick_gist};
use super::shape::Shape;
use crate::time::Timestamp;

pub use essence::{Essence, Rest};
pub use names::Aliases;
pub use queries::{Answer, Bookmark, Finished, Flag, LessonRecord, Place, QuestionRecord};
pub use sitting::{HalfSitting, Outcome, Reply};

/// What the learner has done so far.
#[derive(Debug, Clone)]
pub struct Record {
    journal: Journal,
    names: Names,
    fold: Fold,
    census: Census,
    /// Where it was made of an essence: what it does not hold yet.
    waiting: Option<Box<Waiting>>,
}

/// A record that is being read, stretch by stretch; it is folded once, at the end.
#[derive(Debug, Clone)]
pub struct Intake {
    record: Record,
    todo: Todo,
    /// From which place in order on the events are not folded yet.
    fresh: usize,
}

/// How many lines of each sort were taken in; blank lines are not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Census {
    /// Events that count, or counted until they were undone or reset.
    pub events: usize,
    /// Lines whose event was there already.
    pub repeated: usize,
    /// Events of a newer version or of an unknown kind; kept in the log.
    pub unknown: usize,
    /// Events with a field that cannot be read; kept in the log.
    pub malformed: usize,
    /// Lines that are no events at all; kept in the log.
    pub foreign: usize,
}

/// What is to be done again after some lines were taken in.
#[derive(Debug, Clone, Default)]
struct Todo {
    sort: bool,
    fold: bool,
}

impl Record {
    /// Starts empty. `now` decides which dates can be believed: events dated more than a day ahead come from a wrong clock
    /// and are folded before all others.
    pub fn new(now: Timestamp) -> Self {
        Self {
            journal: Journal::new(now),
            names: Names::default(),
            fold: Fold::default(),
            census: Census::default(),
            waiting: None,
        }
    }

    /// Folds a whole log. Lines that are no events are counted and passed over.
    pub fn from_log(log: &[u8], now: Timestamp) -> Self {
        let mut intake = Intake::new(now);
        intake.add(log, 0);
        intake.finish()
    }

    /// Takes in one event, whose time came from [`Record::stamp`]. The last in order costs next to nothing; one that belongs earlier, an `undone` and a `reset`
    /// cost a fold of everything (a small part of what reading the log costs).
    pub fn apply(&mut self, event: &Event) {
        self.take_in(event.to_line().as_bytes());
    }

    /// Takes in lines as they stand in a log: of another instance, or of an import. Returns how many events were new.
    pub fn take_in(&mut self, lines: &[u8]) -> usize {
        let before = self.census.events;
        let mut todo = Todo::default();
        let fresh = self.journal.order().len();
        self.read(lines, &mut todo);
        self.settle(&todo, fresh);
        self.census.events - before
    }

    fn read(&mut self, lines: &[u8], todo: &mut Todo) {
        if let Some(waiting) = &mut self.waiting {
            waiting.keep(lines);
        }
        let mut at = 0;
        while at < lines.len() {
            let quick = quick_gist(&lines[at..]);
            if quick.as_ref().is_some_and(|(gist, _)| self.needs_all(gist)) && self.complete() {
                // With these lines, which were kept.
                todo.fold = true;
                return;
            }
            let quick = quick.map(|(gist, len)| (self.names.intern(gist.subject), gist, at + len));
            at = match quick {
                Some((sym, gist, end)) if fits(gist.tag, self.names.get(sym)) => {
                    self.admit(&gist, sym, &lines[at..end], todo);
                    end + 1
                }
                _ => match self.read_slowly(lines, at, todo) {
                    Some(next) => next,
                    None => return,
                },
            };
        }
    }

    /// Reads one line of any shape; returns where the next begins, or nothing where all lines were taken in meanwhile.
    #[cold]
    fn read_slowly(&mut self, lines: &[u8], at: usize, todo: &mut Todo) -> Option<usize> {
        let end = lines[at..].iter().position(|b| *b == b'\n').map_or(lines.len(), |len| at + len);
        let line = &lines[at..end];
        match Event::read(line) {
            Ok(event) => {
                let gist = Gist::of(&event);
                if self.needs_all(&gist) && self.complete() {
                    todo.fold = true;
                    return None;
                }
                let sym = self.names.intern(gist.subject);
                self.admit(&gist, sym, line, todo);
            }
            Err(Unread::Newer(_) | Unread::UnknownKind(_)) => self.census.unknown += 1,
            Err(Unread::Field(_)) => self.census.malformed += 1,
            Err(Unread::Foreign) if line.trim_ascii().is_empty() => {}
            Err(Unread::Foreign) => self.census.foreign += 1,
        }
        Some(end + 1)
    }

    fn settle(&mut self, todo: &Todo, fresh: usize) {
        if todo.sort {
            self.journal.sort();
        }
        if todo.fold {
            self.refold();
        } else {
            self.fold.add_from(fresh, &mut self.journal, &self.names);
        }
    }

    #[inline]
    fn admit(&mut self, gist: &Gist<'_>, sym: Sym, line: &[u8], todo: &mut Todo) {
        let pushed = self.journal.push(gist, sym, line, &self.names);
        if let Some(waiting) = &mut self.waiting {
            waiting.last = waiting.last.max(self.journal.key_at(gist.t, gist.id));
        }
        match pushed {
            Pushed::Known => self.census.repeated += 1,
            Pushed::Replaced => {
                self.census.repeated += 1;
                *todo = Todo { sort: true, fold: true };
            }
            Pushed::Between => {
                self.census.events += 1;
                *todo = Todo { sort: true, fold: true };
            }
            Pushed::Last => {
                self.census.events += 1;
                todo.fold |= matches!(gist.tag, Tag::Undone | Tag::Reset);
            }
        }
    }

    fn refold(&mut self) {
        self.fold = Fold::whole(&mut self.journal, &self.names);
    }

    /// Takes other aliases, and counts everything under its present name.
    pub fn set_aliases(&mut self, aliases: Aliases) {
        if *self.names.aliases() != aliases {
            self.complete();
            self.names.set_aliases(aliases);
            self.refold();
        }
    }

    /// Returns the aliases by which it counts.
    pub fn aliases(&self) -> &Aliases {
        self.names.aliases()
    }

    /// Returns the time to write on an event that happens `now`: later than every event so far whose date is believed, so
    /// that a clock that was set back a little does not put an answer before the one it corrects.
    pub fn stamp(&mut self, now: Timestamp) -> Timestamp {
        if self.journal.notice_time(now) {
            self.journal.sort();
            self.refold();
        }
        let last = self.journal.last_t().max(self.waiting.as_ref().map(|waiting| waiting.last.t));
        let next = last.map_or(now.0, |last| last.saturating_add(1));
        Timestamp(next.max(now.0))
    }

    /// Returns how many lines of each sort were taken in.
    pub fn census(&self) -> Census {
        self.census
    }
}

impl Intake {
    /// Starts empty; see [`Record::new`].
    pub fn new(now: Timestamp) -> Self {
        Self { record: Record::new(now), todo: Todo::default(), fresh: 0 }
    }

    /// Starts from all that [`Intake::freeze`] made of the beginning of the same log; to be called first or not at all. Returns
    /// false, and changes nothing, where the bytes make no sense or cannot be read.
    pub fn thaw(&mut self, whole: &mut dyn Read) -> bool {
        let mut journal = self.record.journal.emptied();
        let mut names = Names::default();
        let mut from = Frozen { read: whole };
        let Some((census, _)) = journal.thaw(&mut from, &mut names) else { return false };
        if !from.is_at_end() || journal.order().len() != census.events {
            return false;
        }
        // It was frozen in order; a date that is not believed here belongs elsewhere.
        let is_sorted = journal.order().last().is_none_or(|last| journal.is_believed(*last));
        self.todo = Todo { sort: !is_sorted, fold: true };
        self.record = Record { journal, names, fold: Fold::default(), census, waiting: None };
        true
    }

    /// Writes what was taken in, to start from it another time: its essence, and all of it.
    pub fn freeze(mut self) -> (Vec<u8>, Vec<u8>) {
        // An essence is of use only where every date is believed.
        self.record.journal.believe_all();
        self.todo = Todo { sort: true, fold: true };
        let record = self.finish();
        (record.freeze_essence(), record.journal.freeze(&record.names, &record.census).0)
    }

    /// Takes in the next whole lines of the log; about `more` bytes will follow.
    pub fn add(&mut self, lines: &[u8], more: u64) {
        self.record.journal.reserve(lines.len() as u64 + more);
        self.record.read(lines, &mut self.todo);
    }

    /// Folds what was taken in.
    pub fn finish(mut self) -> Record {
        self.record.settle(&self.todo, self.fresh);
        self.record
    }
}

/// Returns whether a kind may speak of this name: the quick reader does not look. Flags may speak of anything.
#[inline]
fn fits(tag: Tag, name: &Name) -> bool {
    match tag {
        Tag::Answered | Tag::Skipped => name.shape == Shape::Question,
        Tag::Opened | Tag::Left | Tag::Finished | Tag::Placed | Tag::Bookmarked => name.shape == Shape::Lesson,
        Tag::Reset => name.shape == Shape::Chapter,
        Tag::Undone | Tag::Flagged | Tag::Set | Tag::Sat | Tag::Ended => true,
    }
}

#[cfg(test)]
mod tests;
