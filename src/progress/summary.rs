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
    /// Lessons that are placed and were not read.
    pub placed: usize,
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
    /// Lessons placed and not read, of the lists given.
    pub placed: usize,
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
        let days: Vec<(Day, u32)> = record.days(now, offset).collect();
        let today = now.day(offset);
        let mut totals = Totals::new(record, &days);
        totals.lessons = chapters.iter().map(|gauge| gauge.finished).sum();
        totals.placed = chapters.iter().map(|gauge| gauge.placed).sum();
        Self {
            chapters,
            heat: Heat::new(&days, extent.weeks, today),
            streak: Streak::new(&days, today),
            totals,
            weakest: weakest(record, extent.weakest, known),
        }
    }
}

/// Returns how far a chapter with these lessons is.
pub fn gauge<'a>(record: &Record, chapter: &ChapterId, lessons: impl IntoIterator<Item = &'a LessonId>) -> Gauge {
    let mut gauge = Gauge { chapter: chapter.clone(), finished: 0, placed: 0, written: 0 };
    for lesson in lessons {
        let finished = record.is_finished(lesson);
        gauge.written += 1;
        gauge.finished += usize::from(finished);
        gauge.placed += usize::from(!finished && record.is_placed(lesson));
    }
    gauge
}

impl Heat {
    /// Counts the answers of the last `weeks` calendar weeks, the current one included, of the days that [`Record::days`] tells.
    pub fn new(days: &[(Day, u32)], weeks: usize, today: Day) -> Self {
        let monday = Day(today.0 - i64::from(today.weekday()));
        let mut heat = Self { first: Day(monday.0 - 7 * (weeks as i64 - 1)), today, weeks: vec![[0; 7]; weeks] };
        for (day, count) in days.iter().take_while(|(day, _)| *day >= heat.first) {
            let index = (day.0 - heat.first.0) as usize;
            if let Some(week) = heat.weeks.get_mut(index / 7) {
                week[index % 7] += count;
            }
        }
        heat
    }

    /// Returns on how many of the last `days` days, today included, something was answered.
    pub fn active(&self, days: u32) -> usize {
        let first = self.today.0 - i64::from(days) + 1;
        let counts = self.weeks.iter().flatten().zip(self.first.0..);
        counts.filter(|(count, day)| **count > 0 && *day >= first).count()
    }

    /// Returns the count of the busiest day; 0 where nothing was answered.
    pub fn busiest(&self) -> u32 {
        self.weeks.iter().flatten().copied().max().unwrap_or(0)
    }
}

impl Streak {
    /// Counts days in a row, of the days that [`Record::days`] tells.
    pub fn new(days: &[(Day, u32)], today: Day) -> Self {
        let mut streak = Self::default();
        let mut run = 0;
        let mut previous: Option<Day> = None;
        for &(day, _) in days {
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
    /// Sums up; `lessons` and `placed` stay 0, as a record does not know which lessons exist.
    pub fn new(record: &Record, days: &[(Day, u32)]) -> Self {
        let mut totals = Self { days: days.len() as u32, ..Self::default() };
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::EventId;
    use crate::progress::event::{Answered, Event, EventKind, Mode, RawJson};
    use crate::time::DAY_MS;

    /// Friday, 2026-11-20, noon.
    const NOW: Timestamp = Timestamp(1_795_176_000_000);
    const UTC: Offset = Offset(0);

    fn record(events: impl IntoIterator<Item = (i64, EventKind)>) -> Record {
        let mut record = Record::new(NOW);
        for (id, (days_ago, kind)) in events.into_iter().enumerate() {
            record.apply(&Event { id: EventId(id as u128), t: Timestamp(NOW.0 - days_ago * DAY_MS), kind });
        }
        record
    }

    fn answer(question: &str, right: bool) -> EventKind {
        EventKind::Answered(Answered {
            question: question.parse().unwrap(),
            key: 0,
            shown: vec![],
            chosen: RawJson::of(&()).unwrap(),
            right,
            confidence: None,
            seconds: 1,
            mode: Mode::Quiz,
            sitting: EventId(0),
        })
    }

    fn answers_on(days_ago: &[i64]) -> Record {
        record(days_ago.iter().map(|days| (*days, answer("a/x#p", true))))
    }

    fn finished(lesson: &str) -> EventKind {
        EventKind::Finished { lesson: lesson.parse().unwrap(), hash: 1 }
    }

    #[test]
    fn gauges_count_what_is_written() {
        let placed = |lesson: &str| EventKind::Placed { lesson: lesson.parse().unwrap(), sitting: EventId(0) };
        let read = [(1, finished("a/x")), (1, finished("a/gone")), (0, finished("a/x"))];
        let record = record(read.into_iter().chain([(0, placed("a/x")), (0, placed("a/z"))]));
        let lessons: Vec<LessonId> = ["a/x", "a/y", "a/z"].map(|id| id.parse().unwrap()).into();
        let chapter: ChapterId = "a".parse().unwrap();
        assert_eq!(gauge(&record, &chapter, &lessons), Gauge { chapter, finished: 1, placed: 1, written: 3 });
    }

    #[test]
    fn heat_of_the_last_weeks() {
        let map = |record: &Record, weeks, offset| {
            Heat::new(&record.days(NOW, offset).collect::<Vec<_>>(), weeks, NOW.day(offset))
        };
        let heat = map(&answers_on(&[0, 0, 4, 5, 11, 12, 400]), 2, UTC);
        assert_eq!((heat.first.iso(), heat.today.iso()), ("2026-11-09".to_owned(), "2026-11-20".to_owned()));
        assert_eq!(heat.weeks, [[1, 0, 0, 0, 0, 0, 1], [1, 0, 0, 0, 2, 0, 0]]);
        assert_eq!(heat.busiest(), 2);
        assert_eq!([1, 4, 5, 6, 99].map(|days| heat.active(days)), [1, 1, 2, 3, 4]);
        let east = map(&answers_on(&[0]), 1, Offset(13 * 3_600_000));
        assert_eq!(east.weeks, [[0, 0, 0, 0, 0, 1, 0]], "already Saturday there");
        assert_eq!(map(&answers_on(&[0]), 0, UTC).weeks.len(), 0);
        assert_eq!(map(&Record::new(NOW), 3, UTC).busiest(), 0);
    }

    #[test]
    fn streaks() {
        let cases: &[(&[i64], u32, u32, bool)] = &[
            (&[], 0, 0, false),
            (&[0], 1, 1, true),
            (&[1], 1, 1, false),
            (&[2], 0, 1, false),
            (&[0, 0, 1, 2], 3, 3, true),
            (&[1, 2, 3], 3, 3, false),
            (&[0, 2, 3, 4], 1, 3, true),
            (&[2, 3, 10], 0, 2, false),
            (&[0, 1, 3, 4, 5, 6], 2, 4, true),
        ];
        for (days, current, longest, today) in cases {
            let expected = Streak { current: *current, longest: *longest, today: *today };
            let mut days = days.to_vec();
            days.reverse();
            let told: Vec<_> = answers_on(&days).days(NOW, UTC).collect();
            assert_eq!(Streak::new(&told, NOW.day(UTC)), expected, "{days:?}");
        }
    }

    #[test]
    fn the_weakest_come_first() {
        let record = record([
            (9, answer("a/x#mended", false)),
            (8, answer("a/x#mended", true)),
            (9, answer("a/x#half", true)),
            (8, answer("a/x#half", false)),
            (9, answer("a/x#never", false)),
            (8, answer("a/x#never", false)),
            (8, answer("a/x#once", false)),
            (8, answer("a/x#gone", false)),
            (8, answer("a/x#good", true)),
        ]);
        let known = |id: &QuestionId| id.slug() != "gone";
        let weakest = |limit| -> Vec<String> {
            weakest(&record, limit, known).into_iter().map(|weak| weak.question.slug().to_owned()).collect()
        };
        assert_eq!(weakest(9), ["never", "once", "half", "mended"]);
        assert_eq!(weakest(1), ["never"]);
    }

    #[test]
    fn the_summary_as_json() {
        let record = record([(1, finished("a/x")), (1, answer("a/x#p", true)), (0, answer("a/x#q", false))]);
        let chapter: ChapterId = "a".parse().unwrap();
        let lessons: Vec<LessonId> = vec!["a/x".parse().unwrap()];
        let extent = Extent { weeks: 1, weakest: 5 };
        let summary = Summary::new(&record, [(&chapter, &lessons)], |_| true, extent, (NOW, UTC));
        let expected = concat!(
            r#"{"chapters":[{"chapter":"a","finished":1,"placed":0,"written":1}],"#,
            r#""heat":{"first":"2026-11-16","today":"2026-11-20","weeks":[[0,0,0,1,1,0,0]]},"#,
            r#""streak":{"current":2,"longest":2,"today":true},"#,
            r#""totals":{"answers":2,"right":1,"questions":2,"missed":1,"lessons":1,"placed":0,"days":2},"#,
            r#""weakest":[{"question":"a/x#q","asked":1,"wrong":1,"missed":true}]}"#
        );
        assert_eq!(serde_json::to_string(&summary).unwrap(), expected);
    }
}
