//! Export and import: the union of two logs by event id. Lines are copied as they are, those of newer programs included.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufRead, Read, Write};
use std::path::Path;

use super::reading::{MAX_LINE, Tail, read_lines};
use super::writing::make_dir;
use super::{Found, ProgressLog, hand_on};
use crate::id::EventId;
use crate::progress::event::line_id;
use crate::store::{Doing, Error};

/// What an import brought.
#[derive(Debug, Default)]
pub struct Imported {
    /// Events that were not in the log.
    pub new: usize,
    /// Events that were.
    pub known: usize,
    /// Lines that are no events; they were not taken.
    pub foreign: usize,
    /// The lines of the new events, and those that another instance wrote meanwhile, for
    /// [`crate::progress::Record::take_in`].
    pub lines: Vec<u8>,
    /// What was found in the log.
    pub found: Found,
}

impl ProgressLog {
    /// Writes every line of the log to `out`, as it is, and the events that wait in memory. `name` is what messages call
    /// `out`. Returns the number of lines.
    pub fn export(&mut self, out: &mut dyn Write, name: &Path) -> Result<usize, Error> {
        let mut written = 0;
        let mut failure = None;
        self.each_line(&mut |lines| {
            if failure.is_none() {
                written += lines.iter().filter(|b| **b == b'\n').count();
                failure = out.write_all(lines).err();
            }
        })?;
        match failure.or_else(|| out.flush().err()) {
            Some(error) => Err(Error::io(name, Doing::Export, error)),
            None => Ok(written),
        }
    }

    /// Hands on every whole line of the file, and those that wait in memory.
    fn each_line(&self, sink: &mut dyn FnMut(&[u8])) -> Result<(), Error> {
        let failed = |error| Error::io(&self.path, Doing::Read, error);
        match File::open(&self.path) {
            Ok(mut file) => {
                let len = file.metadata().map_err(failed)?.len();
                let stretch = read_lines(&mut file, 0, len, &mut |lines, _| sink(lines)).map_err(failed)?;
                if let Tail::Whole(line) = stretch.tail {
                    hand_on(line, &mut |lines, _| sink(lines));
                }
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(failed(error)),
        }
        sink(&self.pending);
        Ok(())
    }

    /// Adds the events of `from` that are not in the log yet. `name` is what messages call `from`. They are written at once
    /// and are on the disk when this returns; cut short by a power cut, it can simply be done again.
    pub fn import(&mut self, from: &mut dyn BufRead, name: &Path) -> Result<Imported, Error> {
        let mut imported = Imported::default();
        let offered = read_offered(from, &mut imported).map_err(|error| Error::io(name, Doing::Import, error))?;
        let created = make_dir(&self.path)?;
        let mut file = self.locked(created)?;
        let Imported { lines: news, found, .. } = &mut imported;
        let end = self.catch_up(&mut file, &mut |lines, _| news.extend_from_slice(lines), found)?;
        let mut seen: HashSet<EventId> = HashSet::new();
        self.each_line(&mut |lines| seen.extend(lines.split(|b| *b == b'\n').filter_map(line_id)))?;
        let mut lines = Vec::new();
        for (id, line) in offered {
            if seen.insert(id) {
                imported.new += 1;
                lines.extend_from_slice(&line);
                lines.push(b'\n');
            } else {
                imported.known += 1;
            }
        }
        if imported.new > 0 {
            self.write(&mut file, end, &lines, true, Doing::Merge)?;
            imported.lines.extend_from_slice(&lines);
        }
        Ok(imported)
    }
}

/// Reads the events before the log is locked: the other end of a pipe may be slow.
fn read_offered(from: &mut dyn BufRead, imported: &mut Imported) -> io::Result<Vec<(EventId, Vec<u8>)>> {
    let mut offered = Vec::new();
    let mut line = Vec::new();
    while read_line(from, &mut line)? {
        match line_id(&line) {
            Some(id) => offered.push((id, line.clone())),
            None if line.trim_ascii().is_empty() => {}
            None => imported.foreign += 1,
        }
    }
    Ok(offered)
}

/// Reads one line without its line feed, at most so much of it that it is known to be too long. Returns false at the end.
fn read_line(from: &mut dyn BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    if from.take(MAX_LINE as u64 + 1).read_until(b'\n', line)? == 0 {
        return Ok(false);
    }
    if line.last() == Some(&b'\n') {
        line.pop();
    } else if line.len() > MAX_LINE {
        from.skip_until(b'\n')?;
    }
    Ok(true)
}
