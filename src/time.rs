//! Moments and days. There is no clock here: `now` is always an argument, and so is the offset of the learner's
//! time zone. Must not know files, events or screens.

use serde::{Deserialize, Serialize};

/// Milliseconds in a day without leap seconds.
pub const DAY_MS: i64 = 86_400_000;

/// A moment in UTC, in milliseconds since 1970-01-01T00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

/// The learner's distance from UTC in milliseconds, east positive; read once at the start by the runtime.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Offset(pub i64);

/// A calendar day of the learner: days since 1970-01-01 in local time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Day(pub i64);

impl Timestamp {
    /// Returns the learner's calendar day of this moment.
    pub fn day(self, offset: Offset) -> Day {
        Day(self.0.saturating_add(offset.0).div_euclid(DAY_MS))
    }

    /// Returns whole seconds from `earlier` to `self`, never negative (a clock may be set back).
    pub fn seconds_since(self, earlier: Self) -> u32 {
        u32::try_from(self.0.saturating_sub(earlier.0).max(0) / 1000).unwrap_or(u32::MAX)
    }
}

impl Day {
    /// Returns the learner's first moment of this day.
    pub fn start(self, offset: Offset) -> Timestamp {
        Timestamp(self.0.saturating_mul(DAY_MS).saturating_sub(offset.0))
    }

    /// Returns the day of the week, Monday = 0.
    pub fn weekday(self) -> u8 {
        (self.0 + 3).rem_euclid(7) as u8
    }

    /// Returns (year, month 1–12, day 1–31) of the proleptic Gregorian calendar.
    pub fn civil(self) -> (i64, u8, u8) {
        // Days-to-civil with eras of 400 years that begin on 1 March, so that leap days come last.
        let shifted = self.0 + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let day = (day_of_year - (153 * shifted_month + 2) / 5 + 1) as u8;
        let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 } as u8;
        (year_of_era + era * 400 + i64::from(month <= 2), month, day)
    }

    /// Returns the day of a civil date; the inverse of [`Day::civil`].
    pub fn from_civil(year: i64, month: u8, day: u8) -> Self {
        let year = year - i64::from(month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let shifted_month = i64::from(if month > 2 { month - 3 } else { month + 9 });
        let day_of_year = (153 * shifted_month + 2) / 5 + i64::from(day) - 1;
        Self(era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468)
    }

    /// Returns the date as `2026-11-20`.
    pub fn iso(self) -> String {
        let (year, month, day) = self.civil();
        format!("{year:04}-{month:02}-{day:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_starts_where_the_day_before_ends() {
        for offset in [Offset(0), Offset(13 * 3_600_000), Offset(-9 * 3_600_000)] {
            for day in [Day(-1), Day(0), Day(20_777)] {
                let start = day.start(offset);
                assert_eq!(start.day(offset), day);
                assert_eq!(Timestamp(start.0 - 1).day(offset), Day(day.0 - 1));
            }
        }
    }

    #[test]
    fn days_of_moments() {
        let moment = Timestamp(Day::from_civil(2026, 11, 20).0 * DAY_MS + DAY_MS - 1);
        assert_eq!(moment.day(Offset(0)).iso(), "2026-11-20");
        assert_eq!(moment.day(Offset(3_600_000)).iso(), "2026-11-21");
        assert_eq!(Timestamp(-1).day(Offset(0)).iso(), "1969-12-31");
        assert_eq!(Day::from_civil(2026, 11, 20).weekday(), 4, "a Friday");
    }

    #[test]
    fn civil_round_trips() {
        for day in (-800_000..800_000).step_by(97) {
            let (y, m, d) = Day(day).civil();
            assert_eq!(Day::from_civil(y, m, d), Day(day));
        }
        assert_eq!(Day::from_civil(2024, 2, 29).0 + 1, Day::from_civil(2024, 3, 1).0);
    }
}
