//! Reads whole lines between two places of the file, with bounded memory per line.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

use super::snapshot::checksum;
use crate::progress::event::line_id;

/// Longest line that is read; a longer one was not written by this program.
pub(super) const MAX_LINE: usize = 1 << 20;

/// Bytes read at once, into the same memory again and again: fresh memory costs more than reading.
pub(super) const CHUNK: u64 = 64 * 1024;

/// Bytes that are remembered to recognise the file by: the last line with its id, which is random.
const MEMORY: u64 = 1024;

/// Takes whole lines, each with its line feed, and how many bytes may follow.
pub(super) type Sink<'a> = dyn FnMut(&[u8], u64) + 'a;

/// What else was found in a stretch of the file.
#[derive(Debug)]
pub(super) struct Stretch {
    /// Lines that were passed over because of their length.
    pub huge: usize,
    /// Where the last whole line ends.
    pub end: u64,
    /// Where the stretch ends.
    pub len: u64,
    /// What stands between the two.
    pub tail: Tail,
}

/// What stands after the last line feed.
#[derive(Debug)]
pub(super) enum Tail {
    /// Nothing.
    None,
    /// An event that lacks only its line feed.
    Whole(Vec<u8>),
    /// Something else.
    Torn,
}

/// Reads `from..to`, where `from` has to be the beginning of a line, and hands the whole lines on.
pub(super) fn read_lines(file: &mut File, from: u64, to: u64, sink: &mut Sink<'_>) -> io::Result<Stretch> {
    file.seek(SeekFrom::Start(from))?;
    // What was read and not handed on: the beginning of a line, which stands at `end` in the file.
    let mut begun = Vec::new();
    let (mut at, mut end) = (from, from);
    let (mut huge, mut skipping) = (0, false);
    while at < to {
        let got = file.by_ref().take(CHUNK.min(to - at)).read_to_end(&mut begun)?;
        if got == 0 {
            break;
        }
        at += got as u64;
        if skipping {
            let Some(last) = begun.iter().position(|b| *b == b'\n') else {
                begun.clear();
                continue;
            };
            begun.drain(..=last);
            skipping = false;
            huge += 1;
        }
        if let Some(last) = begun.iter().rposition(|b| *b == b'\n') {
            sink(&begun[..=last], to - at);
            begun.drain(..=last);
        }
        end = at - begun.len() as u64;
        if begun.len() > MAX_LINE {
            begun.clear();
            skipping = true;
        }
    }
    let tail = match (begun.is_empty() && !skipping, line_id(&begun)) {
        (true, _) => Tail::None,
        (false, Some(_)) => Tail::Whole(begun),
        (false, None) => Tail::Torn,
    };
    Ok(Stretch { huge, end, len: at, tail })
}

/// How much of the file was read, and how it ended there.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Bytes, up to the end of a line.
    pub len: u64,
    last: Vec<u8>,
}

impl Known {
    /// Remembers that the file was read up to `len`.
    pub fn of(file: &mut File, len: u64) -> io::Result<Self> {
        Ok(Self { len, last: last_bytes(file, len)? })
    }

    /// Returns a hash of how it ended there.
    pub fn hash(&self) -> u64 {
        checksum([self.len, 0, 0, 0], &self.last)
    }

    /// Returns whether a file of `len` bytes still begins with what was read.
    pub fn holds(&self, file: &mut File, len: u64) -> io::Result<bool> {
        Ok(self.len <= len && last_bytes(file, self.len)? == self.last)
    }
}

fn last_bytes(file: &mut File, len: u64) -> io::Result<Vec<u8>> {
    let from = len.saturating_sub(MEMORY);
    // One byte of room more, for the read that finds the end.
    let mut bytes = Vec::with_capacity((len - from) as usize + 1);
    file.seek(SeekFrom::Start(from))?;
    file.by_ref().take(len - from).read_to_end(&mut bytes)?;
    Ok(bytes)
}
