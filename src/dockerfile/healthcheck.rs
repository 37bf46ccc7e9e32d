//! HEALTHCHECK: its kind, its command, its times as Go reads durations.

use super::arguments::missing;
use super::faults::Faults;
use super::flags::{self, Flag};
use super::instruction::CommandLine;
use super::json::{self, Json};
use super::logical::Logical;
use super::read::Split;

/// `HEALTHCHECK`
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Healthcheck {
    /// `NONE`: an inherited check is switched off. Flags are not looked at.
    None,
    /// `CMD …`
    Cmd {
        /// What is run.
        command: CommandLine,
        /// `--interval` in nanoseconds, where it can be read.
        interval: Option<i64>,
        /// `--timeout`, likewise.
        timeout: Option<i64>,
        /// `--start-period`, likewise.
        start_period: Option<i64>,
        /// `--start-interval`, likewise.
        start_interval: Option<i64>,
        /// `--retries`, where it is a number.
        retries: Option<i32>,
    },
    /// Neither; the builder refuses it.
    Invalid,
}

impl Healthcheck {
    /// Says whether the command is in the JSON form.
    pub fn is_exec(&self) -> bool {
        matches!(self, Self::Cmd { command: CommandLine::Exec(_), .. })
    }
}

/// Reads the arguments and flags.
pub(super) fn read(split: &Split, faults: &mut Faults) -> Healthcheck {
    let rest = &split.rest;
    if rest.is_empty() {
        missing(split, faults);
        return Healthcheck::Invalid;
    }
    let end = rest.find(|c: char| c.is_ascii_whitespace() || c == '\u{b}').unwrap_or(rest.len());
    let (kind, rest) = (rest.slice(0..end), rest.slice(end..rest.len()).trimmed());
    let array = json::read(&rest);
    if let Json::NotStrings(span) = array {
        let message = "when using JSON array syntax, arrays must be comprised of strings only";
        faults.add("json-not-strings", span, message);
    }
    if kind.eq_ignore_ascii_case("NONE") {
        // `NONE []` has no arguments either.
        if !rest.is_empty() && array != Json::Strings(Vec::new()) {
            faults.add("healthcheck-invalid", rest.span(), "HEALTHCHECK NONE takes no arguments");
        }
        return Healthcheck::None;
    }
    flags::check(split.keyword, &split.flags, faults);
    if !kind.eq_ignore_ascii_case("CMD") {
        let upper = kind.to_uppercase();
        let message = format!("Unknown type {upper:?} in HEALTHCHECK (try CMD)");
        faults.add("healthcheck-invalid", kind.span(), message);
        return Healthcheck::Invalid;
    }
    cmd(split, rest, array, faults)
}

fn cmd(split: &Split, rest: Logical, array: Json, faults: &mut Faults) -> Healthcheck {
    let command = match array {
        Json::Strings(words) => CommandLine::Exec(words),
        _ => CommandLine::Shell(rest),
    };
    if command.is_empty() {
        faults.add("healthcheck-invalid", split.rest.span(), "Missing command after HEALTHCHECK CMD");
    }
    let mut time = |name: &str| {
        let flag = split.flags.iter().find(|flag| flag.name.as_str() == name)?;
        interval(flag, faults)
    };
    let (interval, timeout) = (time("interval"), time("timeout"));
    let (start_period, start_interval) = (time("start-period"), time("start-interval"));
    let retries = split.flags.iter().find(|flag| flag.name.as_str() == "retries");
    let retries = retries.and_then(|flag| count(flag, faults));
    Healthcheck::Cmd { command, interval, timeout, start_period, start_interval, retries }
}

fn interval(flag: &Flag, faults: &mut Faults) -> Option<i64> {
    let text = flag.value.as_ref().filter(|value| !value.is_empty())?;
    match duration(text) {
        Err(message) => faults.add("duration-invalid", flag.value_span(), message),
        Ok(time) if time != 0 && time < 1_000_000 => {
            let message = format!("Interval {:?} cannot be less than 1ms", flag.name.as_str());
            faults.add("duration-invalid", flag.value_span(), message);
        }
        Ok(time) => return Some(time),
    }
    None
}

fn count(flag: &Flag, faults: &mut Faults) -> Option<i32> {
    let text = flag.value.as_ref().filter(|value| !value.is_empty())?;
    match text.parse::<i32>() {
        Ok(count) if count < 0 => {
            faults.add("retries-invalid", flag.value_span(), format!("--retries cannot be negative ({count})"));
        }
        Ok(count) => return Some(count),
        Err(error) => {
            let range =
                matches!(error.kind(), std::num::IntErrorKind::PosOverflow | std::num::IntErrorKind::NegOverflow);
            let why = if range { "value out of range" } else { "invalid syntax" };
            let message = format!("strconv.ParseInt: parsing {:?}: {why}", text.as_str());
            faults.add("retries-invalid", flag.value_span(), message);
        }
    }
    None
}

const UNITS: [(&str, f64); 8] =
    [("ns", 1.0), ("us", 1e3), ("µs", 1e3), ("μs", 1e3), ("ms", 1e6), ("s", 1e9), ("m", 6e10), ("h", 3.6e12)];

/// Reads a duration as Go's `time.ParseDuration` does, in nanoseconds; the error is worded like its.
fn duration(text: &str) -> Result<i64, String> {
    let invalid = || format!("time: invalid duration {text:?}");
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    if unsigned == "0" {
        return Ok(0);
    }
    if unsigned.is_empty() {
        return Err(invalid());
    }
    let (mut rest, mut total) = (unsigned, 0.0);
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let number = &rest[..digits];
        if !number.contains(|c: char| c.is_ascii_digit()) || number.matches('.').count() > 1 {
            return Err(invalid());
        }
        let value = number.parse::<f64>().map_err(|_| invalid())?;
        rest = &rest[digits..];
        let end = rest.find(|c: char| c == '.' || c.is_ascii_digit()).unwrap_or(rest.len());
        let unit = &rest[..end];
        if unit.is_empty() {
            return Err(format!("time: missing unit in duration {text:?}"));
        }
        let Some((_, scale)) = UNITS.iter().find(|(name, _)| *name == unit) else {
            return Err(format!("time: unknown unit {unit:?} in duration {text:?}"));
        };
        total += value * scale;
        rest = &rest[end..];
    }
    // Beyond 63 bits Go refuses; up to there a float is near enough for a health check.
    if total >= 9.223_372_036_854_775e18 {
        return Err(invalid());
    }
    let whole = total as i64;
    Ok(if text.starts_with('-') { -whole } else { whole })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_as_go_reads_them() {
        let cases = [
            ("30s", Ok(30_000_000_000)),
            ("1h30m", Ok(5_400_000_000_000)),
            ("1.5s", Ok(1_500_000_000)),
            (".5s", Ok(500_000_000)),
            ("0", Ok(0)),
            ("-1s", Ok(-1_000_000_000)),
            ("100us", Ok(100_000)),
            ("1x", Err("time: unknown unit \"x\" in duration \"1x\"")),
            ("30", Err("time: missing unit in duration \"30\"")),
            ("s", Err("time: invalid duration \"s\"")),
            (".s", Err("time: invalid duration \".s\"")),
            ("1.2.3s", Err("time: invalid duration \"1.2.3s\"")),
            ("-", Err("time: invalid duration \"-\"")),
            ("9999999h", Err("time: invalid duration \"9999999h\"")),
        ];
        for (text, expected) in cases {
            assert_eq!(duration(text), expected.map_err(str::to_owned), "{text}");
        }
    }
}
