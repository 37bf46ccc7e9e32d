//! What can be asked of a record. Every id may be a former one: it is looked up under its present name.

use std::cmp::Reverse;

use super::Record;
use super::essence::Waiting;
use super::fold::Tally;
use super::journal::{Key, No};
use super::names::{NameId, Sym};
use crate::id::{EventId, LessonId, QuestionId};
use crate::progress::event::{Confidence, EventKind, Mode, Tag};
use crate::time::{Day, Offset, Timestamp};

/// What is known of a lesson.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LessonRecord {
    /// When it was last opened or left.
    pub visited: Option<Timestamp>,
    /// Byte of its source that stood at the top when it was last left.
    pub at: Option<u64>,
    /// When it was last finished.
    pub finished: Option<Finished>,
    /// When it was last placed: proven in a placement, so that it need not be read.
    pub placed: Option<Timestamp>,
}

/// A lesson was read to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finished {
    /// When.
    pub t: Timestamp,
    /// Hash of the text that was read; where the lesson's is another today, it changed since.
    pub hash: u64,
}

/// A lesson and where in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The lesson.
    pub lesson: LessonId,
    /// Byte of its source; 0 where it was opened and never left.
    pub at: u64,
    /// When it was last opened or left.
    pub t: Timestamp,
    /// Whether it was ever finished.
    pub finished: bool,
}

/// A bookmark that is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bookmark {
    /// The lesson.
    pub lesson: LessonId,
    /// Byte of its source.
    pub at: u64,
    /// When it was set.
    pub t: Timestamp,
}

/// A complaint about a question or a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flag {
    /// Id of the question or lesson, as text; its present one where it was renamed.
    pub subject: String,
    /// What the learner said.
    pub note: String,
    /// When.
    pub t: Timestamp,
}

/// What is known of a question that was answered at least once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuestionRecord {
    /// How often it was answered; never 0.
    pub asked: u32,
    /// How often right.
    pub right: u32,
    /// Whether the last answer was right.
    pub last_right: bool,
    /// When the last answer was given.
    pub last: Timestamp,
}

impl QuestionRecord {
    /// Returns whether the last answer was wrong.
    pub fn is_missed(self) -> bool {
        !self.last_right
    }

    /// Returns how often it was answered wrongly.
    pub fn wrong(self) -> u32 {
        self.asked - self.right
    }
}

/// One answer, without its details.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Answer<'a> {
    /// The event.
    pub event: EventId,
    /// When.
    pub t: Timestamp,
    /// The question, by its present id.
    pub question: &'a QuestionId,
    /// Whether it was right.
    pub right: bool,
    /// How sure the learner was.
    pub confidence: Option<Confidence>,
    /// Where it was asked.
    pub mode: Mode,
    /// The lower half of the hash of the question's key at that time.
    pub key: u32,
}

impl Record {
    /// Returns whether the lesson was ever finished.
    pub fn is_finished(&self, lesson: &LessonId) -> bool {
        self.tally(self.names.find_lesson(lesson)).is_some_and(|tally| tally.finished.is_some())
    }

    /// Returns whether the lesson was ever opened.
    pub fn is_opened(&self, lesson: &LessonId) -> bool {
        self.tally(self.names.find_lesson(lesson)).is_some_and(|tally| tally.visited.is_some())
    }

    /// Returns whether the lesson's practice was ever proven in a placement, read or not.
    pub fn is_placed(&self, lesson: &LessonId) -> bool {
        self.tally(self.names.find_lesson(lesson)).is_some_and(|tally| tally.placed.is_some())
    }

    /// Returns the event that placed the lesson last, where that was in this sitting: to be undone by who takes an answer back.
    pub fn placed_in(&self, lesson: &LessonId, sitting: EventId) -> Option<EventId> {
        let placed = self.journal.entry(self.tally(self.names.find_lesson(lesson))?.placed?);
        (placed.value == sitting.0 as u64).then_some(EventId(placed.id))
    }

    /// Returns whether the lesson is done with: read, or placed so that it need not be.
    pub fn is_done(&self, lesson: &LessonId) -> bool {
        let done = |tally: &Tally| tally.finished.is_some() || tally.placed.is_some();
        self.tally(self.names.find_lesson(lesson)).is_some_and(done)
    }

    /// Returns how many of `lessons` are finished.
    pub fn count_finished<'a>(&self, lessons: impl IntoIterator<Item = &'a LessonId>) -> usize {
        lessons.into_iter().filter(|lesson| self.is_finished(lesson)).count()
    }

    /// Returns how many of `lessons` are placed and were not read.
    pub fn count_placed<'a>(&self, lessons: impl IntoIterator<Item = &'a LessonId>) -> usize {
        lessons.into_iter().filter(|lesson| self.is_placed(lesson) && !self.is_finished(lesson)).count()
    }

    /// Returns what is known of the lesson.
    pub fn lesson(&self, lesson: &LessonId) -> LessonRecord {
        let Some(tally) = self.tally(self.names.find_lesson(lesson)) else { return LessonRecord::default() };
        LessonRecord {
            visited: tally.visited.map(|no| self.time(no)),
            at: tally.left.map(|no| self.journal.entry(no).value),
            finished: tally.finished.map(|no| Finished { t: self.time(no), hash: self.journal.entry(no).value }),
            placed: tally.placed.map(|no| self.time(no)),
        }
    }

    /// Returns the lessons that were opened, the last one first. The first that the course still has is the one to
    /// continue with.
    pub fn recent(&self) -> impl Iterator<Item = Place> {
        let mut visits: Vec<(Key, No, Sym)> = self
            .fold
            .tallies()
            .filter_map(|(sym, tally)| tally.visited.map(|no| (self.journal.key(no), no, sym)))
            .collect();
        visits.sort_unstable_by_key(|(key, ..)| Reverse(*key));
        visits.into_iter().filter_map(|(_, no, sym)| {
            let NameId::Lesson(lesson) = self.names.id(sym) else { return None };
            let tally = self.fold.get(sym)?;
            Some(Place {
                lesson: lesson.clone(),
                at: tally.left.map_or(0, |no| self.journal.entry(no).value),
                t: self.time(no),
                finished: tally.finished.is_some(),
            })
        })
    }

    /// Returns the bookmarks that are set, the last one first.
    pub fn bookmarks(&self) -> Vec<Bookmark> {
        let mut list: Vec<_> = self.fold.bookmarks.iter().collect();
        list.sort_unstable_by_key(|(_, no)| Reverse(self.journal.key(**no)));
        let bookmark = |((sym, at), no): (&(Sym, u64), &No)| match self.names.id(*sym) {
            NameId::Lesson(lesson) => Some(Bookmark { lesson: lesson.clone(), at: *at, t: self.time(*no) }),
            _ => None,
        };
        list.into_iter().filter_map(bookmark).collect()
    }

    /// Returns the flags, the first one first.
    pub fn flags(&self) -> Vec<Flag> {
        let flag = |no: &No| match self.journal.read(*no)?.kind {
            EventKind::Flagged { subject, note } => {
                let now = self.names.id(self.names.get(self.journal.entry(*no).sym).now);
                let subject = match now {
                    NameId::Lesson(lesson) => lesson.to_string(),
                    NameId::Question(question) => question.to_string(),
                    NameId::Other => subject,
                };
                Some(Flag { subject, note, t: self.time(*no) })
            }
            _ => None,
        };
        self.fold.flags.iter().filter_map(flag).collect()
    }

    /// Returns what is known of the question; nothing where it was never answered.
    pub fn question(&self, question: &QuestionId) -> Option<QuestionRecord> {
        self.question_of(self.names.find_question(question)?)
    }

    /// Returns when the question was last answered or passed over.
    pub fn last_met(&self, question: &QuestionId) -> Option<Timestamp> {
        let tally = self.tally(self.names.find_question(question))?;
        let last = [tally.answered, tally.skipped].into_iter().flatten().max_by_key(|no| self.journal.key(*no))?;
        Some(self.time(last))
    }

    /// Returns every question that was answered, in no particular order.
    pub fn questions(&self) -> impl Iterator<Item = (&QuestionId, QuestionRecord)> {
        self.fold.tallies().filter_map(|(sym, _)| match self.names.id(sym) {
            NameId::Question(question) => Some((question, self.question_of(sym)?)),
            _ => None,
        })
    }

    /// Returns the questions whose last answer was wrong, the one missed last first.
    pub fn missed(&self) -> Vec<&QuestionId> {
        let mut missed: Vec<_> = self.questions().filter(|(_, record)| record.is_missed()).collect();
        missed.sort_unstable_by(|a, b| b.1.last.cmp(&a.1.last).then_with(|| a.0.cmp(b.0)));
        missed.into_iter().map(|(question, _)| question).collect()
    }

    /// Returns every answer that counts, in order: what a schedule of reviews is computed from. Where the record was made of an essence
    /// the rest of the log is read first.
    pub fn answers(&mut self) -> impl DoubleEndedIterator<Item = Answer<'_>> {
        self.complete();
        self.journal.order().iter().filter_map(|no| {
            let entry = self.journal.entry(*no);
            if entry.tag != Tag::Answered || !entry.live {
                return None;
            }
            let NameId::Question(question) = self.names.id(self.names.get(entry.sym).now) else { return None };
            Some(Answer {
                event: EventId(entry.id),
                t: Timestamp(entry.t),
                question,
                right: entry.mark.right,
                confidence: entry.mark.confidence,
                mode: entry.mark.mode,
                key: entry.mark.key,
            })
        })
    }

    /// Returns how many answers were given on each of the learner's days, today first; days without any are left out, and
    /// so are dates that cannot be believed. What is dated later than `now` counts for today.
    pub fn days(&self, now: Timestamp, offset: Offset) -> impl Iterator<Item = (Day, u32)> {
        let waiting = self.waiting.as_deref();
        let mut times = self
            .journal
            .order()
            .iter()
            .rev()
            // The others are among the times of the essence.
            .take_while(move |no| self.journal.is_believed(**no) && waiting.is_none_or(|waiting| **no >= waiting.held))
            .map(|no| self.journal.entry(*no))
            .filter(|entry| entry.tag == Tag::Answered && entry.live)
            .map(|entry| Timestamp(entry.t))
            .chain(waiting.into_iter().flat_map(Waiting::answered))
            .map(move |time| time.min(now))
            .peekable();
        std::iter::from_fn(move || {
            let day = times.next()?.day(offset);
            // The latest come first, so whatever is not before this day is of this day.
            let start = day.start(offset);
            let mut count = 1;
            while times.next_if(|time| *time >= start).is_some() {
                count += 1;
            }
            Some((day, count))
        })
    }

    /// Returns the last value of a choice that travels with the progress.
    pub fn setting(&self, name: &str) -> Option<&str> {
        self.fold.settings.get(name).map(String::as_str)
    }

    /// Returns whether an event was taken in, undone or not; reads the rest of the log like [`Record::answers`].
    pub fn has(&mut self, event: EventId) -> bool {
        self.complete();
        self.journal.find(event).is_some()
    }

    fn tally(&self, sym: Option<Sym>) -> Option<&Tally> {
        self.fold.get(sym?)
    }

    fn question_of(&self, sym: Sym) -> Option<QuestionRecord> {
        let tally = self.fold.get(sym)?;
        let last = self.journal.entry(tally.answered?);
        Some(QuestionRecord {
            asked: tally.asked,
            right: tally.right,
            last_right: last.mark.right,
            last: Timestamp(last.t),
        })
    }

    fn time(&self, no: No) -> Timestamp {
        Timestamp(self.journal.entry(no).t)
    }
}
