//! The log of a session in a room: append-only, one event per line, a file per run of a session, `sessions/NAME-DATE.jsonl` below the folder
//! of the progress. A torn last line is set aside; what cannot be written is kept in memory and tried again with the next event. Must not
//! know what an event means.

use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use super::progress_log::{Torn, lock, make_dir, open_to_write, put, set_aside};
use super::{Doing, Error};
use crate::team::RoomEvent;
use crate::team::room::read_lines;
use crate::time::Day;

/// The folder of session logs, below the folder of the progress.
pub const FOLDER: &str = "sessions";

/// Most of a last line that is looked at to find out whether it is whole.
const TAIL: u64 = 64 * 1024;

/// The log of one run of a session.
#[derive(Debug)]
pub struct SessionLog {
    path: PathBuf,
    /// Lines that are not on the disk yet, each with its line feed.
    pending: Vec<u8>,
    durable: bool,
}

/// What an append came upon.
#[derive(Debug, Default)]
#[must_use = "the facilitator should know what is not written"]
pub struct Written {
    /// A torn last line that was set aside.
    pub torn: Option<Torn>,
    /// Why nothing is written for now; nothing is lost, it is tried again.
    pub trouble: Option<Error>,
}

impl SessionLog {
    /// Takes a file as the log; nothing is made before the first append.
    pub fn at(path: &Path) -> Self {
        Self { path: path.to_owned(), pending: Vec::new(), durable: false }
    }

    /// Returns the file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns how many events wait in memory because they could not be written.
    pub fn pending(&self) -> usize {
        self.pending.iter().filter(|byte| **byte == b'\n').count()
    }

    /// Writes one event, and those that wait. `durable` ones are on the disk when this returns without trouble.
    pub fn append(&mut self, event: &RoomEvent, durable: bool) -> Written {
        self.pending.extend_from_slice(event.to_line().as_bytes());
        self.pending.push(b'\n');
        self.durable |= durable;
        self.flush()
    }

    /// Writes what waits.
    pub fn flush(&mut self) -> Written {
        let mut written = Written::default();
        if !self.pending.is_empty()
            && let Err(error) = self.try_flush(&mut written)
        {
            written.trouble = Some(error);
        }
        written
    }

    fn try_flush(&mut self, written: &mut Written) -> Result<(), Error> {
        let failed = |error| Error::io(&self.path, Doing::Record, error);
        let created = make_dir(&self.path)?;
        let mut file = open_to_write(&self.path, created, Doing::Record)?;
        lock(&file, &self.path)?;
        let len = file.metadata().map_err(failed)?.len();
        let (end, lacks_feed) = match last_line(&mut file, len).map_err(failed)? {
            Last::Whole => (len, false),
            Last::LacksFeed => (len, true),
            Last::Torn(from) => match set_aside(&self.path, &mut file, from, len) {
                Ok(torn) => {
                    written.torn = Some(torn);
                    (from, false)
                }
                // It becomes a line of nobody in the middle, and nothing is lost.
                Err(_) => (len, true),
            },
        };
        let mut bytes = if lacks_feed { vec![b'\n'] } else { Vec::new() };
        bytes.extend_from_slice(&self.pending);
        put(&mut file, end, &bytes, self.durable).map_err(failed)?;
        self.pending.clear();
        self.durable = false;
        Ok(())
    }
}

/// How a log ends.
enum Last {
    Whole,
    LacksFeed,
    Torn(u64),
}

fn last_line(file: &mut File, len: u64) -> std::io::Result<Last> {
    let from = len.saturating_sub(TAIL);
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(from))?;
    file.take(len - from).read_to_end(&mut bytes)?;
    let start = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    Ok(match RoomEvent::read(&bytes[start..]) {
        _ if start == bytes.len() => Last::Whole,
        Ok(_) => Last::LacksFeed,
        Err(_) => Last::Torn(from + start as u64),
    })
}

/// Reads a log; one that is not there is empty.
///
/// # Errors
/// It cannot be read, or is no file.
pub fn read(path: &Path) -> Result<Vec<RoomEvent>, Error> {
    match fs::metadata(path) {
        Ok(meta) if !meta.is_file() => Err(Error::NotAFile { path: path.to_owned() }),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        _ => Ok(read_lines(&fs::read(path).map_err(|error| Error::io(path, Doing::Read, error))?).events),
    }
}

/// Returns the logs of a session's runs below the folder `data`, the oldest first.
pub fn runs(data: &Path, session: &str) -> Vec<PathBuf> {
    let Ok(folder) = fs::read_dir(data.join(FOLDER)) else { return Vec::new() };
    let mut found: Vec<((String, u32), PathBuf)> = folder
        .flatten()
        .filter_map(|entry| Some((run_of(entry.file_name().to_str()?, session)?, entry.path())))
        .collect();
    found.sort();
    found.into_iter().map(|(_, path)| path).collect()
}

/// Returns day and number of a run whose log has this name, if it is one of the session's.
fn run_of(name: &str, session: &str) -> Option<(String, u32)> {
    let rest = name.strip_suffix(".jsonl")?.strip_prefix(session)?.strip_prefix('-')?;
    let (day, number) = rest.split_at_checked(10)?;
    let is_day = day.bytes().enumerate().all(|(at, b)| if at == 4 || at == 7 { b == b'-' } else { b.is_ascii_digit() });
    let number = if number.is_empty() { Some(1) } else { number.strip_prefix('-')?.parse().ok() };
    is_day.then_some((day.to_owned(), number?))
}

/// Returns the name of a new run's log: the day it begins, and a number where it is not the first of that day.
pub fn new_run(data: &Path, session: &str, day: Day) -> PathBuf {
    let folder = data.join(FOLDER);
    let day = day.iso();
    let numbered = (2..=u32::MAX).map(|number| folder.join(format!("{session}-{day}-{number}.jsonl")));
    let mut names = std::iter::once(folder.join(format!("{session}-{day}.jsonl"))).chain(numbered);
    names.find(|path| !path.exists()).unwrap_or(folder)
}

/// Tries whether a log can be written, and leaves nothing new behind but its folder.
///
/// # Errors
/// It cannot.
pub fn try_out(path: &Path) -> Result<(), Error> {
    let is_new = make_dir(path)?;
    drop(open_to_write(path, is_new, Doing::Record)?);
    if is_new {
        fs::remove_file(path).map_err(|error| Error::io(path, Doing::Record, error))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::EventId;
    use crate::team::RoomEventKind;
    use crate::time::Timestamp;

    fn event(n: u128) -> RoomEvent {
        let kind = RoomEventKind::Parked { text: format!("note {n}") };
        RoomEvent { id: EventId(n), t: Timestamp(n as i64), kind }
    }

    #[test]
    fn what_is_appended_is_read() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("deep/er/s.jsonl");
        assert_eq!(read(&path).unwrap(), []);
        let (mut one, mut other) = (SessionLog::at(&path), SessionLog::at(&path));
        for n in 0..4 {
            let log = if n % 2 == 0 { &mut one } else { &mut other };
            assert!(log.append(&event(n), n == 0).trouble.is_none());
        }
        assert_eq!(read(&path).unwrap(), (0..4).map(event).collect::<Vec<_>>());
    }

    #[test]
    fn a_torn_last_line_is_set_aside_and_one_that_lacks_its_feed_is_kept() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("s.jsonl");
        fs::write(&path, format!("{}\n{}", event(1).to_line(), event(2).to_line())).unwrap();
        let mut log = SessionLog::at(&path);
        assert!(log.append(&event(3), true).torn.is_none());
        let whole = fs::read_to_string(&path).unwrap();
        fs::write(&path, format!("{whole}{}", &event(4).to_line()[..30])).unwrap();
        let torn = log.append(&event(5), true).torn.unwrap();
        assert_eq!((torn.bytes, torn.aside), (30, dir.path().join("s.torn-1")));
        assert_eq!(read(&path).unwrap(), [1, 2, 3, 5].map(event));
    }

    #[test]
    fn what_cannot_be_written_waits() {
        let dir = tempfile::tempdir().unwrap();
        let blocked = dir.path().join("file");
        fs::write(&blocked, "").unwrap();
        let path = blocked.join("s.jsonl");
        let mut log = SessionLog::at(&path);
        let trouble = log.append(&event(1), true).trouble.unwrap().to_string();
        assert!(trouble.contains("a file stands where a folder should be"), "{trouble}");
        assert!(try_out(&path).is_err());
        assert_eq!(log.pending(), 1);
        fs::remove_file(&blocked).unwrap();
        assert!(log.append(&event(2), true).trouble.is_none());
        assert_eq!(read(&path).unwrap(), [1, 2].map(event));
    }

    #[test]
    fn runs_have_a_file_each() {
        let dir = tempfile::tempdir().unwrap();
        let day = Day::from_civil(2026, 11, 20);
        let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
        for expected in ["short-2026-11-20.jsonl", "short-2026-11-20-2.jsonl", "short-2026-11-20-3.jsonl"] {
            let path = new_run(dir.path(), "short", day);
            assert_eq!(name(&path), expected);
            try_out(&path).unwrap();
            assert!(!path.exists());
            fs::write(path, "").unwrap();
        }
        let folder = dir.path().join(FOLDER);
        for other in [
            "short-2026-11-19-10.jsonl",
            "short-2026-11-20-10.jsonl",
            "short-course-2026-11-20.jsonl",
            "short.jsonl",
            "short-x",
        ] {
            fs::write(folder.join(other), "").unwrap();
        }
        let found: Vec<String> = runs(dir.path(), "short").iter().map(|path| name(path)).collect();
        let expected = ["19-10", "20", "20-2", "20-3", "20-10"].map(|rest| format!("short-2026-11-{rest}.jsonl"));
        assert_eq!(found, expected);
    }
}
