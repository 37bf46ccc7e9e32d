//! What could not be written before the end is put elsewhere, so that it can be taken in later. Where is for others to say.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::ProgressLog;

/// Files that may lie there from before.
const NAMES: u32 = 10_000;

impl ProgressLog {
    /// Puts the events that wait into a new file in `folder`, in the format of an export; returns its path. Nothing where none wait or the
    /// folder takes no file. Nobody else can read it, and a file that is there is never written to.
    pub fn rescue(&self, folder: &Path) -> Option<PathBuf> {
        if self.pending.is_empty() {
            return None;
        }
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let (path, mut file) = (1..=NAMES).find_map(|number| {
            let path = folder.join(format!("seaworthy-unwritten-{number}.jsonl"));
            let file = options.open(&path).ok()?;
            Some((path, file))
        })?;
        let written = file.write_all(&self.pending).and_then(|()| file.sync_all());
        if written.is_err() {
            // Half of it would look like all of it.
            let _ = std::fs::remove_file(&path);
            return None;
        }
        Some(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::EventId;
    use crate::progress::{Event, EventKind};
    use crate::time::Timestamp;

    #[test]
    fn what_waits_is_put_into_a_file_that_can_be_taken_in() {
        let folder = tempfile::tempdir().unwrap();
        let occupied = folder.path().join("occupied");
        std::fs::write(&occupied, "a file").unwrap();
        let mut log = ProgressLog::open(&occupied, &mut |_: &[u8], _| ()).log;
        assert_eq!(log.rescue(folder.path()), None, "nothing waits");
        let kind = EventKind::Opened { lesson: "a/x".parse().unwrap() };
        let event = Event { id: EventId(7), t: Timestamp(5), kind };
        let _ = log.append(&event);
        assert_eq!(log.rescue(&occupied), None, "no folder");
        let first = log.rescue(folder.path()).unwrap();
        let second = log.rescue(folder.path()).unwrap();
        assert_ne!(first, second, "what is there is left alone");
        let text = std::fs::read_to_string(first).unwrap();
        assert_eq!(text, event.to_line() + "\n");
    }
}
