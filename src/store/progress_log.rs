//! The progress log: append-only, one event per line, shared by every instance that runs. Nothing that was written is ever
//! lost, whatever else happens: a torn last line is set aside, foreign lines stay, what cannot be written is kept in memory
//! and tried again. Must not know what an event means.

mod reading;
mod rescue;
mod snapshot;
mod transfer;
mod writing;

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use reading::{Known, Sink, Tail, read_lines};
pub(super) use writing::{lock, make_dir, open_to_write, put, set_aside, sync_dir};

use super::{Doing, Error};
use crate::progress::{Essence, Event, Intake};

pub use snapshot::SNAPSHOT_NAME;
pub use transfer::Imported;

/// The file's name.
pub const FILE_NAME: &str = "progress.jsonl";

/// Bytes of a short log: some two hundred events.
const SHORT: u64 = 48 * 1024;

/// The log of one learner.
#[derive(Debug)]
pub struct ProgressLog {
    path: PathBuf,
    known: Known,
    /// How much of the file the snapshot stands for, and the hash of that.
    covered: u64,
    prefix: u64,
    /// Lines that are not on the disk yet, each with its line feed.
    pending: Vec<u8>,
    /// Whether one of them has to survive a power cut.
    durable: bool,
    /// Bytes that the file may have; no limit but the disk's where nobody set one.
    limit: Option<u64>,
}

/// Takes in what a log holds. An [`Intake`] does, and so does any function of (whole lines, bytes that may follow).
pub trait LogReader {
    /// Starts from the essence in a snapshot, or returns false and changes nothing.
    fn thaw(&mut self, essence: Essence<'_>) -> bool;

    /// Takes in whole lines, each with its line feed; about `more` bytes will follow.
    fn add(&mut self, lines: &[u8], more: u64);
}

impl LogReader for Intake {
    fn thaw(&mut self, essence: Essence<'_>) -> bool {
        self.thaw_essence(essence)
    }

    fn add(&mut self, lines: &[u8], more: u64) {
        Self::add(self, lines, more);
    }
}

impl<F: FnMut(&[u8], u64)> LogReader for F {
    fn thaw(&mut self, _: Essence<'_>) -> bool {
        false
    }

    fn add(&mut self, lines: &[u8], more: u64) {
        self(lines, more);
    }
}

/// A log that was opened.
#[derive(Debug)]
pub struct Opened {
    /// The log.
    pub log: ProgressLog,
    /// What else was found.
    pub found: Found,
}

/// What an append came upon.
#[derive(Debug, Default)]
#[must_use = "lines of another instance belong into the record, and trouble before the learner's eyes"]
pub struct Appended {
    /// Lines that were not read before, for [`crate::progress::Record::take_in`]: another instance wrote them.
    pub news: Vec<u8>,
    /// What else was found.
    pub found: Found,
}

/// What is to be told about a log.
#[derive(Debug, Default)]
pub struct Found {
    /// A torn last line that was set aside.
    pub torn: Option<Torn>,
    /// Lines beyond reason (over a mebibyte) that were passed over; they stay in the file.
    pub huge: usize,
    /// What went wrong. Nothing is lost: what could not be written is kept and tried again.
    pub trouble: Option<Error>,
}

/// A last line that was cut off, by a power cut or a full disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Torn {
    /// Where it was moved.
    pub aside: PathBuf,
    /// Its length.
    pub bytes: u64,
}

impl ProgressLog {
    /// Reads the log of the folder `dir` into `reader`, from its snapshot on where there is one. A missing folder or file is an
    /// empty log, made by the first append. Waits for no lock, unless the last line is cut off.
    pub fn open(dir: &Path, reader: &mut impl LogReader) -> Opened {
        let path = dir.join(FILE_NAME);
        let log = Self {
            path,
            known: Known::default(),
            covered: 0,
            prefix: 0,
            pending: Vec::new(),
            durable: false,
            limit: None,
        };
        let mut opened = Opened { log, found: Found::default() };
        if let Err(error) = opened.read(reader) {
            opened.found.trouble = Some(error);
        }
        opened
    }

    /// Sets the bytes that the file may have. What does not fit is not kept, neither on the disk nor in memory.
    pub fn keep_below(&mut self, limit: u64) {
        self.limit = Some(limit);
    }

    /// Returns whether the log of the folder `dir` is read faster than a thread starts: it is short, or has a snapshot.
    pub fn is_quick_to_read(dir: &Path) -> bool {
        fs::metadata(dir.join(FILE_NAME)).map_or(0, |file| file.len()) < SHORT || dir.join(SNAPSHOT_NAME).exists()
    }

    /// Returns the file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns how many events wait in memory because they could not be written.
    pub fn pending(&self) -> usize {
        self.pending.iter().filter(|b| **b == b'\n').count()
    }

    /// Writes one event, and those that wait. An event that matters is on the disk when this returns without trouble; a
    /// position is only written. With trouble, the event is kept and written with the next one.
    pub fn append(&mut self, event: &Event) -> Appended {
        self.pending.extend_from_slice(event.to_line().as_bytes());
        self.pending.push(b'\n');
        self.durable |= event.is_durable();
        self.flush()
    }

    /// Writes the events that wait; to be called when the program ends, and whenever there is nothing else to do.
    pub fn flush(&mut self) -> Appended {
        let mut appended = Appended::default();
        if !self.pending.is_empty()
            && let Err(error) = self.try_flush(&mut appended)
        {
            appended.found.trouble = Some(error);
        }
        appended
    }

    fn try_flush(&mut self, appended: &mut Appended) -> Result<(), Error> {
        let created = make_dir(&self.path)?;
        let mut file = self.locked(created)?;
        let Appended { news, found } = appended;
        let end = self.catch_up(&mut file, &mut |lines, _| news.extend_from_slice(lines), found)?;
        let lines = std::mem::take(&mut self.pending);
        if let Some(limit) = self.limit.filter(|limit| end.len + lines.len() as u64 > *limit) {
            self.durable = false;
            return Err(Error::LogFull { path: self.path.clone(), limit });
        }
        let written = self.write(&mut file, end, &lines, self.durable, Doing::Append);
        match &written {
            Ok(()) => self.durable = false,
            // It may have come to the disk in spite of that; an event twice in the log counts once.
            Err(_) => self.pending = lines,
        }
        written
    }

    /// Opens the file and waits for its lock, which ends with the file.
    fn locked(&self, create: bool) -> Result<File, Error> {
        let file = open_to_write(&self.path, create, Doing::Append)?;
        lock(&file, &self.path)?;
        Ok(file)
    }

    /// Under the lock: reads what was added since, and sees to it that the last line is whole.
    fn catch_up(&mut self, file: &mut File, sink: &mut Sink<'_>, found: &mut Found) -> Result<End, Error> {
        let failed = |error| Error::io(&self.path, Doing::Read, error);
        let len = file.metadata().map_err(failed)?.len();
        // A log that was replaced by another one (by a tool that copies folders, say) is read from its beginning.
        let from = if self.known.holds(file, len).map_err(failed)? { self.known.len } else { 0 };
        let lines = read_lines(file, from, len, sink).map_err(failed)?;
        found.huge += lines.huge;
        self.known = Known::of(file, lines.end).map_err(failed)?;
        match lines.tail {
            Tail::None => Ok(End { len: lines.end, fresh: true }),
            Tail::Whole(line) => {
                hand_on(line, sink);
                Ok(End { len: lines.len, fresh: false })
            }
            Tail::Torn => match set_aside(&self.path, file, lines.end, lines.len) {
                Ok(torn) => {
                    found.torn = Some(torn);
                    Ok(End { len: lines.end, fresh: true })
                }
                // It becomes a foreign line in the middle, and nothing is lost.
                Err(error) => {
                    found.trouble = Some(Error::io(&self.path, Doing::SetAside, error));
                    Ok(End { len: lines.len, fresh: false })
                }
            },
        }
    }

    /// Under the lock: adds whole lines at the end, all at once.
    fn write(&mut self, file: &mut File, end: End, lines: &[u8], durable: bool, doing: Doing) -> Result<(), Error> {
        let failed = |error| Error::io(&self.path, doing, error);
        let mut bytes = Vec::with_capacity(lines.len() + 1);
        if !end.fresh {
            bytes.push(b'\n');
        }
        bytes.extend_from_slice(lines);
        put(file, end.len, &bytes, durable).map_err(failed)?;
        self.known = Known::of(file, end.len + bytes.len() as u64).map_err(failed)?;
        Ok(())
    }
}

/// Where the next line goes.
#[derive(Debug, Clone, Copy)]
struct End {
    len: u64,
    /// Whether a line may begin there.
    fresh: bool,
}

impl Opened {
    fn read(&mut self, reader: &mut impl LogReader) -> Result<(), Error> {
        let path = self.log.path.clone();
        let failed = |error| Error::io(&path, Doing::Read, error);
        match fs::metadata(&path) {
            Ok(meta) if !meta.is_file() => return Err(Error::NotAFile { path }),
            Ok(_) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(failed(error)),
        }
        let mut file = File::open(&path).map_err(failed)?;
        let len = file.metadata().map_err(failed)?.len();
        if let Some(snapshot) = self.log.read_snapshot(&mut file, len, reader) {
            (self.log.covered, self.log.prefix) = (snapshot.covered, snapshot.prefix);
            self.found.huge = snapshot.huge;
        }
        let sink: &mut Sink<'_> = &mut |lines, more| reader.add(lines, more);
        let lines = read_lines(&mut file, self.log.covered, len, sink).map_err(failed)?;
        self.found.huge += lines.huge;
        self.log.known = Known::of(&mut file, lines.end).map_err(failed)?;
        match lines.tail {
            Tail::None => Ok(()),
            tail => self.settle_tail(tail, sink),
        }
    }

    /// A last line without its end: another instance is writing it just now, or it was torn. The lock tells.
    fn settle_tail(&mut self, tail: Tail, sink: &mut Sink<'_>) -> Result<(), Error> {
        let mut file = match (self.log.locked(false), tail) {
            (Ok(file), _) => file,
            // It will be read when the other one is done.
            (Err(Error::Busy { .. }), _) => return Ok(()),
            (Err(_), Tail::Whole(line)) => {
                hand_on(line, sink);
                return Ok(());
            }
            (Err(error), _) => return Err(error),
        };
        self.log.catch_up(&mut file, sink, &mut self.found).map(drop)
    }
}

/// Hands on a last line, with the line feed it lacks.
fn hand_on(mut line: Vec<u8>, sink: &mut Sink<'_>) {
    line.push(b'\n');
    sink(&line, 0);
}

#[cfg(test)]
mod tests;
