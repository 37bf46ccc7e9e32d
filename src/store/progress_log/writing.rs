//! The few operations that change the log. Each leaves whole lines behind, also when it fails half-way.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use super::Torn;
use crate::store::{Doing, Error};

/// How often the lock is tried, and the pause between: a quarter of a second together, as another instance holds it for
/// one write and one wait for the disk.
const TRIES: usize = 50;
const PAUSE: Duration = Duration::from_millis(5);

/// Most torn lines that are kept apart; beyond that somebody should look.
const MAX_TORN: usize = 1_000;

/// Makes the folder of the log. Returns whether the log itself is still missing.
pub(in crate::store) fn make_dir(path: &Path) -> Result<bool, Error> {
    match fs::metadata(path) {
        Ok(meta) if !meta.is_file() => return Err(Error::NotAFile { path: path.to_owned() }),
        Ok(_) => return Ok(false),
        Err(_) => {}
    }
    if let Some(dir) = path.parent() {
        fs::create_dir_all(dir).map_err(|error| Error::io(dir, Doing::MakeFolder, error))?;
    }
    Ok(true)
}

/// Opens the log for reading and writing. Not for appending: a torn line has to be cut off, which some systems refuse then.
pub(in crate::store) fn open_to_write(path: &Path, create: bool, doing: Doing) -> Result<File, Error> {
    let failed = |error| Error::io(path, doing, error);
    let file = OpenOptions::new().read(true).write(true).create(create).truncate(false).open(path).map_err(failed)?;
    if create && let Some(dir) = path.parent() {
        sync_dir(dir);
    }
    Ok(file)
}

/// Waits for the lock, a little. The lock ends when the file is closed.
pub(in crate::store) fn lock(file: &File, path: &Path) -> Result<(), Error> {
    for _ in 0..TRIES {
        match file.try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::WouldBlock) => thread::sleep(PAUSE),
            // A file system without locks (some network shares): one instance at a time works as well as ever.
            Err(TryLockError::Error(_)) => return Ok(()),
        }
    }
    Err(Error::Busy { path: path.to_owned() })
}

/// What is written to: the log, or a disk that is full in a test.
pub(in crate::store) trait Target: Write + Seek {
    fn set_len(&mut self, len: u64) -> io::Result<()>;
    fn sync_data(&mut self) -> io::Result<()>;
}

impl Target for File {
    fn set_len(&mut self, len: u64) -> io::Result<()> {
        File::set_len(self, len)
    }

    fn sync_data(&mut self) -> io::Result<()> {
        File::sync_data(self)
    }
}

/// Writes whole lines at `end`, all or nothing, and waits for the disk where they have to survive a power cut.
pub(in crate::store) fn put(target: &mut impl Target, end: u64, lines: &[u8], durable: bool) -> io::Result<()> {
    target.seek(SeekFrom::Start(end))?;
    if let Err(error) = target.write_all(lines) {
        // Half a line on a full disk. Should this fail too, the next append finds the line torn and sets it aside.
        let _ = target.set_len(end);
        return Err(error);
    }
    if durable { target.sync_data() } else { Ok(()) }
}

/// Moves what stands between `end` and `len` into a file of its own beside the log.
pub(in crate::store) fn set_aside(path: &Path, log: &mut File, end: u64, len: u64) -> io::Result<Torn> {
    let (mut file, aside) = free_name(path)?;
    log.seek(SeekFrom::Start(end))?;
    let bytes = io::copy(&mut Read::by_ref(log).take(len - end), &mut file)?;
    file.sync_data()?;
    log.set_len(end)?;
    log.sync_data()?;
    Ok(Torn { aside, bytes })
}

fn free_name(path: &Path) -> io::Result<(File, PathBuf)> {
    for number in 1..=MAX_TORN {
        let aside = path.with_extension(format!("torn-{number}"));
        match OpenOptions::new().write(true).create_new(true).open(&aside) {
            Ok(file) => return Ok((file, aside)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::other("there are a thousand torn lines already"))
}

/// Makes a new name in `dir` survive a power cut, where the system has a way to.
pub(in crate::store) fn sync_dir(dir: &Path) {
    if let Ok(dir) = File::open(dir) {
        let _ = dir.sync_all();
    }
}
