//! What people handed in, as it lies on a disk: single files and folders of them, read with bounds and in parallel, in an order that does
//! not depend on the machine. Must not know what a result adds up to.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::mpsc;

use crate::team::ResultFile;
use crate::team::report::{Gathered, Reason, read_result};
use crate::team::result::FORMAT;

/// The most bytes of a result file that are read.
pub const RESULT_LIMIT: u64 = 1 << 20;
/// The most bytes of the log of a room that are read.
pub const LOG_LIMIT: u64 = 16 << 20;
/// The most files that are read in one go.
pub const FILES_LIMIT: usize = 10_000;
/// How deep folders are entered.
const DEPTH: usize = 8;
/// Files that wait for their turn, per thread.
const WAITING: usize = 8;
/// So many bytes at the beginning tell what a file is.
const HEAD: usize = 200;

/// What a file turned out to be.
enum Taken {
    Result(Box<Result<ResultFile, Reason>>),
    Log(Vec<u8>),
}

/// Reads the files, and what lies in the folders: `*.json` and `*.jsonl`, hidden ones left out.
pub fn gather(paths: &[PathBuf]) -> Gathered {
    let mut gathered = Gathered::default();
    let files = list(paths, &mut gathered);
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(4).min(files.len().max(1));
    std::thread::scope(|scope| {
        let files = &files;
        let queues: Vec<mpsc::Receiver<Taken>> = (0..threads)
            .map(|first| {
                let (send, receive) = mpsc::sync_channel(WAITING);
                scope.spawn(move || {
                    let mut buffer = Vec::new();
                    for path in files.iter().skip(first).step_by(threads) {
                        if send.send(read(path, &mut buffer)).is_err() {
                            return;
                        }
                    }
                });
                receive
            })
            .collect();
        for (at, path) in files.iter().enumerate() {
            let source = path.display().to_string();
            match queues[at % threads].recv() {
                Ok(Taken::Result(file)) => gathered.take_result(&source, *file),
                Ok(Taken::Log(log)) => gathered.take_log(&source, &log),
                Err(_) => gathered.set_aside(&source, Reason::Unreadable("the reader stopped".to_owned())),
            }
        }
    });
    gathered
}

fn list(paths: &[PathBuf], gathered: &mut Gathered) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            walk(path, 0, &mut files, gathered);
        } else {
            files.push(path.clone());
        }
    }
    // The same file may be named twice, by itself and by its folder.
    let mut met = std::collections::HashSet::new();
    files.retain(|path| met.insert(fs::canonicalize(path).unwrap_or_else(|_| path.clone())));
    if files.len() > FILES_LIMIT {
        let first = files[FILES_LIMIT].display().to_string();
        files.truncate(FILES_LIMIT);
        gathered.set_aside(&format!("{first} and what follows"), Reason::TooMany(FILES_LIMIT));
    }
    files
}

fn walk(folder: &Path, depth: usize, files: &mut Vec<PathBuf>, gathered: &mut Gathered) {
    // What lies beyond is named once, when all are counted.
    if files.len() > FILES_LIMIT {
        return;
    }
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => return gathered.set_aside(&folder.display().to_string(), Reason::Unreadable(error.to_string())),
    };
    let is_hidden = |path: &Path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
    let mut entries: Vec<PathBuf> =
        entries.flatten().map(|entry| entry.path()).filter(|path| !is_hidden(path)).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            // A link could lead round in a circle.
            if depth < DEPTH && !path.is_symlink() {
                walk(&path, depth + 1, files, gathered);
            }
        } else if path.extension().is_some_and(|extension| extension == "json" || extension == "jsonl") {
            files.push(path);
        }
    }
}

/// Reads one file; `buffer` is used again for the next.
fn read(path: &Path, buffer: &mut Vec<u8>) -> Taken {
    let aside = |reason| Taken::Result(Box::new(Err(reason)));
    buffer.clear();
    let bytes = File::open(path).and_then(|file| file.take(LOG_LIMIT + 1).read_to_end(buffer));
    if let Err(error) = bytes {
        return aside(Reason::Unreadable(error.to_string()));
    }
    let head = &buffer[..buffer.len().min(HEAD)];
    let is_result = head.windows(FORMAT.len()).any(|window| window == FORMAT.as_bytes());
    let is_log = path.extension().is_some_and(|extension| extension == "jsonl") || head.starts_with(b"{\"id\":");
    let limit = if is_log && !is_result { LOG_LIMIT } else { RESULT_LIMIT };
    if buffer.len() as u64 > limit {
        return aside(Reason::TooLarge(limit));
    }
    if is_log && !is_result { Taken::Log(buffer.clone()) } else { Taken::Result(Box::new(read_result(buffer))) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::team::report::Lookup;
    use crate::team::synthetic::Course;

    #[test]
    fn files_and_folders_in_a_stable_order() {
        let course = Course::new(2, 4, 4);
        let dir = tempfile::tempdir().unwrap();
        let write = |name: &str, bytes: &[u8]| {
            let path = dir.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, bytes).unwrap();
            path
        };
        for (number, file) in course.results(9, 1).iter().enumerate() {
            write(&format!("team/{number}.result.json"), &serde_json::to_vec_pretty(file).unwrap());
        }
        write("team/deeper/room.jsonl", course.room(9, 1).as_bytes());
        write("team/.hidden.json", b"{}");
        write("team/notes.txt", b"not looked at");
        write("team/package.json", b"{}");
        write("team/long.json", &vec![b' '; RESULT_LIMIT as usize + 1]);
        let gone = dir.path().join("gone.result.json");
        let alone = dir.path().join("team/0.result.json");
        let read =
            || gather(&[dir.path().join("team"), gone.clone(), alone.clone()]).report(None, &Lookup::NONE).unwrap();
        let report = read();
        assert_eq!((report.people.len(), report.rooms.len()), (9, 1));
        let aside: Vec<_> = report.aside.iter().map(|aside| aside.reason.word()).collect();
        assert_eq!(aside, ["unreadable", "too-large", "foreign"]);
        assert_eq!(read(), report);
    }
}
