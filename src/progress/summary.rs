//! Views of a record for the home and progress screens and for `progress --json`: gauges, the heat map of the last weeks, the
//! streak, totals, the weakest questions. Pure functions of (record, lists, now, offset); must not know the course or
//! how any of it is drawn.

use serde::{Serialize, Serializer};

use super::Record;
use crate::id::{ChapterId, LessonId, QuestionId};
use crate::time::{Day, Offset, Timestamp};

/// Everything at once.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Summary {
    /// One gauge for each chapter, in the order given.
    pub chapters: Vec<Gauge>,
    /// The last weeks.
    pub heat: Heat,
    /// Days without a gap.
    pub streak: Streak,
    /// Sums.
    pub totals: Totals,
    /// Questions that went wrong most, the worst first.
    pub weakest: Vec<Weak>,
}

/// How far a chapter is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Gauge {
    /// The chapter.
    pub chapter: ChapterId,
    /// Lessons that are finished.
    pub finished: usize,
    /// Lessons that exist; planned ones do not count.
    pub written: usize,
}

/// Answers per day, week by week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Heat {
    /// The Monday of the first week.
    #[serde(serialize_with = "as_date")]
    pub first: Day,
    /// The learner's day; it lies in the last week, and the days after it are 0.
    #[serde(serialize_with = "as_date")]
    pub today: Day,
    /// Answers, Monday to Sunday; the last week is the current one.
    pub weeks: Vec<[u32; 7]>,
}

/// Days in a row with at least one answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Streak {
    /// Days up to today, or up to yesterday where nothing was answered today yet.
    pub current: u32,
    /// The longest ever.
    pub longest: u32,
    /// Whether something was answered today.
    pub today: bool,
}

/// Sums over everything that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Totals {
    /// Answers.
    pub answers: u32,
    /// Right answers.
    pub right: u32,
    /// Different questions that were answered.
    pub questions: u32,
    /// Questions whose last answer was wrong.
    pub missed: u32,
    /// Lessons finished, of the lists given.
    pub lessons: usize,
    /// Days with at least one answer.
    pub days: u32,
}

/// A question that went wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Weak {
    /// The question.
    pub question: QuestionId,
    /// How often it was answered.
    pub asked: u32,
    /// How often wrongly.
    pub wrong: u32,
    /// Whether the last answer was wrong.
    pub missed: bool,
}

/// How much a summary shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    /// Weeks of the heat map.
    pub weeks: usize,
    /// Questions in the list of the weakest.
    pub weakest: usize,
}

impl Summary {
    /// Computes all views. `chapters` are the course's, each with the lessons that exist; `known` says which questions the
    /// course still has.
    pub fn new<'a, L>(
        record: &Record,
        chapters: impl IntoIterator<Item = (&'a ChapterId, L)>,
        known: impl Fn(&QuestionId) -> bool,
        extent: Extent,
        (now, offset): (Timestamp, Offset),
    ) -> Self
    where
        L: IntoIterator<Item = &'a LessonId>,
    {
        let chapters: Vec<Gauge> = chapters.into_iter().map(|(id, lessons)| gauge(record, id, lessons)).collect();
        let mut totals = Totals::new(record, now, offset);
        totals.lessons = chapters.iter().map(|gauge| gauge.finished).sum();
        Self {
            chapters,
            heat: Heat::new(record, extent.weeks, now, offset),
            streak: Streak::new(record, now, offset),
            totals,
            weakest: weakest(record, extent.weakest, known),
        }
    }
}

/// Returns how far a chapter with these lessons is.
pub fn gauge<'a>(record: &Record, chapter: &ChapterId, lessons: impl IntoIterator<Item = &'a LessonId>) -> Gauge {
    let mut gauge = Gauge { chapter: chapter.clone(), finished: 0, written: 0 };
    for lesson in lessons {
        gauge.written += 1;
        gauge.finished += usize::from(record.is_finished(lesson));
    }
    gauge
}

impl Heat {
    /// Counts the answers of the last `weeks` calendar weeks, the current one included. Looks no further back than it has
    /// to, so it is cheap enough for the first frame.
    pub fn new(record: &Record, weeks: usize, now: Timestamp, offset: Offset) -> Self {
        let today = now.day(offset);
        let monday = Day(today.0 - i64::from(today.weekday()));
        let mut heat = Self { first: Day(monday.0 - 7 * (weeks as i64 - 1)), today, weeks: vec![[0; 7]; weeks] };
        for (day, count) in record.days(now, offset).take_while(|(day, _)| *day >= heat.first) {
            let index = (day.0 - heat.first.0) as usize;
            if let Some(week) = heat.weeks.get_mut(index / 7) {
                week[index % 7] += count;
            }
        }
        heat
    }

    /// Returns the count of the busiest day; 0 where nothing was answered.
    pub fn busiest(&self) -> u32 {
        self.weeks.iter().flatten().copied().max().unwrap_or(0)
    }
}

impl Streak {
    /// Counts days in a row.
    pub fn new(record: &Record, now: Timestamp, offset: Offset) -> Self {
        let today = now.day(offset);
        let mut streak = Self::default();
        let mut run = 0;
        let mut previous: Option<Day> = None;
        for (day, _) in record.days(now, offset) {
            streak.today |= day == today;
            match previous {
                Some(previous) if previous.0 - 1 == day.0 => run += 1,
                _ => run = 1,
            }
            // The current run is the one that is reached from today without a gap.
            if today.0 - day.0 <= i64::from(run) - i64::from(streak.today) {
                streak.current = run;
            }
            streak.longest = streak.longest.max(run);
            previous = Some(day);
        }
        streak
    }
}

impl Totals {
    /// Sums up; `lessons` stays 0, as a record does not know which lessons exist.
    pub fn new(record: &Record, now: Timestamp, offset: Offset) -> Self {
        let mut totals = Self { days: record.days(now, offset).count() as u32, ..Self::default() };
        for (_, question) in record.questions() {
            totals.answers += question.asked;
            totals.right += question.right;
            totals.questions += 1;
            totals.missed += u32::from(question.is_missed());
        }
        totals
    }
}

/// Returns the `limit` questions that went wrong most, of those the course still has: first the ones whose last answer was
/// wrong, then by the share of wrong answers, then by their number.
pub fn weakest(record: &Record, limit: usize, known: impl Fn(&QuestionId) -> bool) -> Vec<Weak> {
    let mut list: Vec<_> = record.questions().filter(|(id, question)| question.wrong() > 0 && known(id)).collect();
    list.sort_unstable_by(|(a_id, a), (b_id, b)| {
        let share = |x: u32, of: u32| u64::from(x) * u64::from(of);
        (b.is_missed().cmp(&a.is_missed()))
            .then_with(|| share(b.wrong(), a.asked).cmp(&share(a.wrong(), b.asked)))
            .then_with(|| b.wrong().cmp(&a.wrong()))
            .then_with(|| a_id.cmp(b_id))
    });
    let weak = |(id, question): (&QuestionId, super::record::QuestionRecord)| Weak {
        question: id.clone(),
        asked: question.asked,
        wrong: question.wrong(),
        missed: question.is_missed(),
    };
    list.into_iter().take(limit).map(weak).collect()
}

fn as_date<S: Serializer>(day: &Day, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&day.iso())
}
