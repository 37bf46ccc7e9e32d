//! Reads whole lines between two places of the file, with bounded memory per line.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

use crate::progress::event::line_id;

/// Longest line that is read; a longer one was not written by this program.
pub(super) const MAX_LINE: usize = 1 << 20;

/// Bytes read at once. A line may be longer than [`MAX_LINE`] by as much before that is noticed.
const CHUNK: u64 = 256 * 1024;

/// Most bytes reserved on the word of the file's length.
const MAX_RESERVE: u64 = 64 << 20;

/// Bytes that are remembered to recognise the file by: the last line with its id, which is random.
const MEMORY: u64 = 1024;

/// What stands in a stretch of the file.
#[derive(Debug)]
pub(super) struct Lines {
    /// The whole lines, each with its line feed.
    pub text: Vec<u8>,
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

/// Reads `from..to`; `from` has to be the beginning of a line.
pub(super) fn read_lines(file: &mut File, from: u64, to: u64) -> io::Result<Lines> {
    file.seek(SeekFrom::Start(from))?;
    let mut text = Vec::with_capacity((to - from).min(MAX_RESERVE) as usize);
    let mut huge = 0;
    // Where the unfinished line begins, in `text` and in the file; and whether it is being passed over.
    let (mut begin, mut begin_in_file, mut skipping) = (0, from, false);
    let mut at = from;
    while at < to {
        let got = file.by_ref().take(CHUNK.min(to - at)).read_to_end(&mut text)?;
        if got == 0 {
            break;
        }
        at += got as u64;
        if skipping {
            let end = text[begin..].iter().position(|b| *b == b'\n');
            text.drain(begin..end.map_or(text.len(), |end| begin + end + 1));
            skipping = end.is_none();
            if skipping {
                continue;
            }
            huge += 1;
        }
        if let Some(last) = text[begin..].iter().rposition(|b| *b == b'\n') {
            begin += last + 1;
        }
        begin_in_file = at - (text.len() - begin) as u64;
        if text.len() - begin > MAX_LINE {
            text.truncate(begin);
            skipping = true;
        }
    }
    let tail = text.split_off(begin);
    let tail = match (tail.is_empty() && !skipping, line_id(&tail)) {
        (true, _) => Tail::None,
        (false, Some(_)) => Tail::Whole(tail),
        (false, None) => Tail::Torn,
    };
    Ok(Lines { text, huge, end: begin_in_file, len: at, tail })
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

    /// Returns whether a file of `len` bytes still begins with what was read.
    pub fn holds(&self, file: &mut File, len: u64) -> io::Result<bool> {
        Ok(self.len <= len && last_bytes(file, self.len)? == self.last)
    }
}

fn last_bytes(file: &mut File, len: u64) -> io::Result<Vec<u8>> {
    let from = len.saturating_sub(MEMORY);
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(from))?;
    file.by_ref().take(len - from).read_to_end(&mut bytes)?;
    Ok(bytes)
}
