//! `progress.snapshot`: what the beginning of a long log adds up to, so that a start need not read all of it again. Made from
//! the log alone and never trusted over it: it says which bytes it stands for and how they ended, and anything that does
//! not fit means that the whole log is read. An edit in the middle of the log that changes no length is noticed when the
//! program ends, and counts from the next start on. The file may be deleted at any time.
//!
//! A first line with versions, seven numbers (little-endian, 64 bits: covered, huge, last, prefix, length of the essence, its checksum,
//! the checksum of the rest), and what [`crate::progress::Intake::freeze`] wrote: the essence, which a start reads, and all of it, which
//! is read when somebody needs more.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::reading::{CHUNK, Known, read_lines};
use super::{FILE_NAME, LogReader, ProgressLog};
use crate::progress::{Essence, Intake, Rest};
use crate::store::{Doing, Error};
use crate::time::Timestamp;

/// The file's name.
pub const SNAPSHOT_NAME: &str = "progress.snapshot";

/// Another version of the program may count differently, so its snapshot is not read. The number is raised with every
/// change of the format that is not released yet.
const FIRST_LINE: &str = concat!("seaworthy progress snapshot 6 of ", env!("CARGO_PKG_VERSION"), "\n");

/// Bytes of the first line and the numbers.
const HEAD: usize = FIRST_LINE.len() + 7 * 8;

/// Bytes of the log that are read faster than it is worth to write a snapshot for them: some five hundred events.
const WORTH: u64 = 128 * 1024;

/// Bytes that are read at once; a multiple of 32.
const BLOCK: usize = 16 * 1024;

/// What the first bytes of a log add up to: what a snapshot says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Snapshot {
    /// How many bytes of the log it stands for; a line ends there.
    pub covered: u64,
    /// Lines among them that were passed over because of their length.
    pub huge: usize,
    /// Hash of the end of these bytes, quick to check.
    last: u64,
    /// Hash of all of them.
    pub prefix: u64,
    /// Bytes and checksum of the essence.
    essence: (u64, u64),
    /// Checksum of what follows it.
    whole: u64,
}

impl ProgressLog {
    /// Writes a snapshot, where so much was added to the log since the last one that the next start will feel it, or where
    /// the log is not the one that the last was made from. Reads the whole log for it, so this is for the idle or ended
    /// program. Returns whether a snapshot was written.
    pub fn write_snapshot(&mut self) -> Result<bool, Error> {
        if self.known.len < WORTH {
            return Ok(false);
        }
        let failed = |error| Error::io(&self.path, Doing::Read, error);
        let mut file = File::open(&self.path).map_err(failed)?;
        let is_new = self.known.len < self.covered + WORTH;
        if is_new && hash_of_prefix(&mut file, self.covered).map_err(failed)? == self.prefix {
            return Ok(false);
        }
        let (snapshot, bytes) = make_snapshot(&mut file).map_err(failed)?;
        let path = self.snapshot_path();
        let draft = path.with_file_name(format!("{SNAPSHOT_NAME}.tmp-{}", std::process::id()));
        // Without waiting for the disk: a snapshot that was torn by a power cut is recognised by its checksum.
        let written = fs::write(&draft, bytes).and_then(|()| fs::rename(&draft, &path));
        if let Err(error) = written {
            let _ = fs::remove_file(&draft);
            return Err(Error::io(&path, Doing::Shorten, error));
        }
        (self.covered, self.prefix) = (snapshot.covered, snapshot.prefix);
        Ok(true)
    }

    fn snapshot_path(&self) -> PathBuf {
        debug_assert!(self.path.ends_with(FILE_NAME));
        self.path.with_file_name(SNAPSHOT_NAME)
    }

    /// Gives `reader` the snapshot, if there is one that stands for the beginning of `file`, which is `len` bytes long. Returns
    /// what it covers.
    pub(super) fn read_snapshot(&self, file: &mut File, len: u64, reader: &mut impl LogReader) -> Option<Snapshot> {
        let path = self.snapshot_path();
        if len < WORTH || !fs::metadata(&path).ok()?.is_file() {
            return None;
        }
        let (snapshot, frozen) = Snapshot::open(&path)?;
        let fits = snapshot.covered <= len && Known::of(file, snapshot.covered).ok()?.hash() == snapshot.last;
        let log = self.path.clone();
        let rest: Rest = Arc::new(move |intake| snapshot.read_whole(&path, &log, intake));
        let essence = Essence { bytes: &mut snapshot.essence_in(frozen), rest };
        (fits && reader.thaw(essence)).then_some(snapshot)
    }
}

fn make_snapshot(file: &mut File) -> io::Result<(Snapshot, Vec<u8>)> {
    let len = file.metadata()?.len();
    // Which dates are believed is decided when the snapshot is read.
    let mut intake = Intake::new(Timestamp(i64::MAX));
    let stretch = read_lines(file, 0, len, &mut |lines, more| intake.add(lines, more))?;
    let last = Known::of(file, stretch.end)?.hash();
    let prefix = hash_of_prefix(file, stretch.end)?;
    let (essence, whole) = intake.freeze();
    let mut snapshot = Snapshot {
        covered: stretch.end,
        huge: stretch.huge,
        last,
        prefix,
        essence: (essence.len() as u64, 0),
        whole: 0,
    };
    snapshot.essence.1 = checksum(snapshot.seed(), &essence);
    snapshot.whole = checksum(snapshot.seed(), &whole);
    Ok((snapshot, [snapshot.head().as_slice(), &essence, &whole].concat()))
}

fn hash_of_prefix(file: &mut File, len: u64) -> io::Result<u64> {
    file.seek(SeekFrom::Start(0))?;
    let (mut hash, mut at) = (0, 0);
    let mut block = Vec::new();
    while at < len {
        block.clear();
        let got = file.by_ref().take(CHUNK.min(len - at)).read_to_end(&mut block)?;
        if got == 0 {
            break;
        }
        at += got as u64;
        hash = checksum([hash, at, 0, 0], &block);
    }
    Ok(hash)
}

impl Snapshot {
    /// The numbers that its checksums begin with.
    fn seed(&self) -> [u64; 4] {
        [self.covered, self.huge as u64, self.last, self.prefix ^ self.essence.0]
    }

    fn head(&self) -> Vec<u8> {
        let Self { covered, huge, last, prefix, essence, whole } = *self;
        let numbers = [covered, huge as u64, last, prefix, essence.0, essence.1, whole];
        let numbers = numbers.iter().flat_map(|number| number.to_le_bytes());
        FIRST_LINE.bytes().chain(numbers).collect()
    }

    /// Returns what a snapshot says of itself, and the file, read up to its contents.
    fn open(path: &Path) -> Option<(Self, File)> {
        let mut file = File::open(path).ok()?;
        let mut head = [0; HEAD];
        file.read_exact(&mut head).ok()?;
        let numbers = head.strip_prefix(FIRST_LINE.as_bytes())?.as_chunks::<8>().0;
        let numbers = <[[u8; 8]; 7]>::try_from(numbers).ok()?.map(u64::from_le_bytes);
        let [covered, huge, last, prefix, len, essence, whole] = numbers;
        let snapshot = Self { covered, huge: huge as usize, last, prefix, essence: (len, essence), whole };
        Some((snapshot, file))
    }

    fn essence_in(&self, file: File) -> Contents {
        Contents::new(file, self.essence.0, self.seed(), self.essence.1)
    }

    /// Reads all that the snapshot stands for: from itself, else, where somebody wrote another one meanwhile, from the log.
    fn read_whole(&self, path: &Path, log: &Path, intake: &mut Intake) -> bool {
        let frozen = Self::open(path).filter(|(now, _)| now == self).and_then(|(_, mut file)| {
            file.seek(SeekFrom::Start(HEAD as u64 + self.essence.0)).ok()?;
            Some(Contents::new(file, u64::MAX, self.seed(), self.whole))
        });
        if frozen.is_some_and(|mut whole| intake.thaw(&mut whole)) {
            return true;
        }
        let Ok(mut file) = File::open(log) else { return false };
        read_lines(&mut file, 0, self.covered, &mut |lines, more| intake.add(lines, more)).is_ok()
    }
}

/// What a snapshot holds, read block by block. At the end it is an error when the whole was not what was written: whoever
/// reads up to the end may believe what came before.
struct Contents {
    file: File,
    /// Bytes that may still be read.
    left: u64,
    block: Vec<u8>,
    /// The part of the block that was not handed out.
    unread: Range<usize>,
    checksum: Checksum,
    wanted: u64,
}

impl Contents {
    fn new(file: File, left: u64, seed: [u64; 4], wanted: u64) -> Self {
        Self { file, left, block: vec![0; BLOCK], unread: 0..0, checksum: Checksum::new(seed), wanted }
    }

    fn fill(&mut self) -> io::Result<()> {
        let (mut len, end) = (0, self.left.min(BLOCK as u64) as usize);
        while len < end {
            match self.file.read(&mut self.block[len..end])? {
                0 => break,
                got => len += got,
            }
        }
        self.left -= len as u64;
        self.checksum.add(&self.block[..len]);
        self.unread = 0..len;
        if len == 0 && self.checksum.value() != self.wanted {
            return Err(io::ErrorKind::InvalidData.into());
        }
        Ok(())
    }
}

impl Read for Contents {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.unread.is_empty() {
            self.fill()?;
        }
        let count = into.len().min(self.unread.len());
        let (part, rest) = (self.unread.start..self.unread.start + count, self.unread.start + count..self.unread.end);
        into[..count].copy_from_slice(&self.block[part]);
        self.unread = rest;
        Ok(count)
    }
}

/// Tells apart what was written from what a power cut left of it; four sums side by side, because one would wait for itself.
struct Checksum {
    sums: [u64; 4],
    /// The sum of what did not fill 32 bytes, which can only be the end; and the length of all.
    rest: u64,
    len: u64,
}

impl Checksum {
    fn new(numbers: [u64; 4]) -> Self {
        Self { sums: numbers, rest: 0, len: 0 }
    }

    /// Adds bytes: a multiple of 32, or the last.
    fn add(&mut self, bytes: &[u8]) {
        let (blocks, rest) = bytes.as_chunks::<32>();
        for block in blocks {
            for (sum, word) in self.sums.iter_mut().zip(block.as_chunks::<8>().0) {
                *sum = mix(*sum, u64::from_le_bytes(*word));
            }
        }
        self.len += bytes.len() as u64;
        self.rest = rest.iter().fold(self.rest, |sum, byte| mix(sum, u64::from(*byte)));
    }

    fn value(&self) -> u64 {
        self.sums.into_iter().fold(mix(self.rest, self.len), mix)
    }
}

fn mix(sum: u64, word: u64) -> u64 {
    (sum ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29)
}

/// Returns the checksum of some numbers and bytes.
pub(super) fn checksum(numbers: [u64; 4], bytes: &[u8]) -> u64 {
    let mut checksum = Checksum::new(numbers);
    checksum.add(bytes);
    checksum.value()
}
