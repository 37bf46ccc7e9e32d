//! The one clock, and the learner's distance from UTC.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::time::{Offset, Timestamp};

/// Returns the moment; a clock before 1970 counts as 1970.
#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
pub fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis());
    Timestamp(i64::try_from(since).unwrap_or(i64::MAX))
}

/// Returns the learner's distance from UTC at this moment.
pub fn offset(now: Timestamp) -> Offset {
    let Ok(moment) = jiff::Timestamp::from_millisecond(now.0) else { return Offset(0) };
    Offset(i64::from(jiff::tz::TimeZone::system().to_offset(moment).seconds()) * 1000)
}
