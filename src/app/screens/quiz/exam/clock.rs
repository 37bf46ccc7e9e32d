//! The clock of an exam. It counts from the beginning of the sitting, breaks included. What it goes by is the clock of the machine: set
//! back, it gives no time back that was counted, and goes on from where it is; set ahead, or after a sleep of the machine, that time is gone.

use std::time::Duration;

use super::{Exam, ExamStage, end};
use crate::app::effect::Effect;
use crate::app::model::App;
use crate::app::overlay::Overlay;
use crate::app::screens::Screen;
use crate::app::screens::quiz::{QuizState, Stage};
use crate::quiz::{Ending, Terms};
use crate::time::Timestamp;

/// How much time is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// Milliseconds.
    spent: i64,
    /// When it was last looked at.
    seen: Timestamp,
}

impl Clock {
    /// Starts now.
    pub fn start(now: Timestamp) -> Self {
        Self { spent: 0, seen: now }
    }

    /// Goes on with a sitting that began at `begun` and in which something was last done at `last`. Where it is earlier than that now, the
    /// clock was set back, and only what was counted up to then is gone.
    pub fn resume(begun: Timestamp, last: Timestamp, now: Timestamp) -> Self {
        Self { spent: now.max(last).0.saturating_sub(begun.0).max(0), seen: now }
    }

    /// Learns that it is `now`.
    pub fn notice(&mut self, now: Timestamp) {
        self.spent = self.spent.saturating_add(now.0.saturating_sub(self.seen.0).max(0));
        self.seen = now;
    }

    /// Returns the milliseconds that are left, never fewer than none; nothing where time does not matter.
    pub fn left(&self, terms: &Terms) -> Option<i64> {
        terms.limit_ms().map(|limit| (limit - self.spent).max(0))
    }
}

/// Returns a time that is left, in words: minutes, and seconds in the last one.
pub fn left_in_words(left: i64) -> String {
    match left {
        ..=60_000 => format!("{} s", left.max(0).div_euclid(1000)),
        _ => format!("{} min", left / 60_000 + i64::from(left % 60_000 > 0)),
    }
}

/// Lets the clock of an exam go on, wherever on the pile it lies, and ends the exam when its time is up.
pub fn tick(app: &mut App) -> Vec<Effect> {
    let now = app.now;
    let Some(at) = app.screens.iter().position(|screen| matches!(screen, Screen::Quiz(quiz) if quiz.exam.is_some()))
    else {
        return Vec::new();
    };
    let Some(Screen::Quiz(quiz)) = app.screens.get_mut(at) else { return Vec::new() };
    if quiz.running_exam().is_none() {
        return Vec::new();
    }
    let Some(exam) = &mut quiz.exam else { return Vec::new() };
    exam.clock.notice(now);
    if exam.clock.left(&exam.terms) != Some(0) {
        return Vec::new();
    }
    if matches!(app.overlay, Some(Overlay::LeaveExam)) {
        app.overlay = None;
    }
    let lies_below = at + 1 < app.screens.len();
    let effects = end::end_at(app, at, Ending::TimeUp);
    if lies_below {
        app.tell("The time of the exam is up; its result is below this page.");
    }
    effects
}

/// Returns after how long an exam on the screen shows another time: each minute, and each second of the last one.
pub fn wakes_in(app: &App) -> Option<Duration> {
    let Screen::Quiz(quiz) = app.screen() else { return None };
    let left = left(quiz)?;
    let wait = match left {
        ..=60_000 => left % 1000,
        _ => left % 60_000,
    };
    // A moment later, so that it is past and not just before.
    Some(Duration::from_millis(wait.unsigned_abs() + 5))
}

fn left(quiz: &QuizState) -> Option<i64> {
    let exam: &Exam = quiz.running_exam()?;
    let shows = matches!(quiz.stage, Stage::Asking(_) | Stage::Exam(ExamStage::HandIn { .. }));
    exam.clock.left(&exam.terms).filter(|_| shows)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(minutes: Option<u32>) -> Terms {
        let text = String::new;
        Terms { scope: text(), title: text(), course: text(), version: text(), questions: text(), pass: 80, minutes }
    }

    #[test]
    fn a_clock_that_is_set_back_gives_no_time_back_and_stops_none() {
        let limit = terms(Some(10));
        let mut clock = Clock::start(Timestamp(1_000_000));
        clock.notice(Timestamp(1_060_000));
        assert_eq!(clock.left(&limit), Some(540_000));
        clock.notice(Timestamp(0));
        assert_eq!(clock.left(&limit), Some(540_000), "set back by a quarter of an hour");
        clock.notice(Timestamp(30_000));
        assert_eq!(clock.left(&limit), Some(510_000), "and it goes on");
        clock.notice(Timestamp(i64::MAX));
        assert_eq!(clock.left(&limit), Some(0), "set ahead");
        assert_eq!(clock.left(&terms(None)), None);
    }

    #[test]
    fn breaks_count() {
        let limit = terms(Some(10));
        let left = |begun, last, now| Clock::resume(Timestamp(begun), Timestamp(last), Timestamp(now)).left(&limit);
        assert_eq!(left(0, 60_000, 300_000), Some(300_000));
        assert_eq!(left(0, 60_000, 3_000_000), Some(0));
        assert_eq!(left(0, 60_000, -5), Some(540_000), "set back: what was counted up to the last answer stays");
        assert_eq!(left(0, 0, -5), Some(600_000));
    }

    #[test]
    fn what_is_left_in_words() {
        let cases =
            [(0, "0 s"), (900, "0 s"), (60_000, "60 s"), (60_001, "2 min"), (120_000, "2 min"), (2_700_000, "45 min")];
        for (left, words) in cases {
            assert_eq!(left_in_words(left), words);
        }
    }
}
