//! A folder with a progress export per person: `NAME.jsonl`, or a folder `NAME` with a `progress.jsonl` in it. It may be a shared drive, or a git
//! repository in which exports are merged: lines are events, so both sides of a merge count, in whatever order. Must not know what
//! events add up to.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::error::{Doing, Error};
use crate::progress::Intake;
use crate::sanitize::sanitize;
use crate::time::Timestamp;

/// The most people that are read.
pub const PEOPLE_LIMIT: usize = 10_000;
/// The most bytes of one export that are read: some 300,000 events.
pub const EXPORT_LIMIT: u64 = 64 << 20;
/// What an export in a folder of its own is called.
const LOG: &str = "progress.jsonl";
/// So many lines with markers are named.
const NAMED: usize = 3;

/// One person's exports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// Their name: that of the file or folder.
    pub name: String,
    /// Their files; mostly one.
    pub paths: Vec<PathBuf>,
}

/// A person's progress as it was read.
pub struct ReadExport {
    /// Every event of it.
    pub intake: Intake,
    /// What was wrong, a sentence each; the rest counts.
    pub problems: Vec<String>,
}

/// Lists who has an export in the folder, by name; and what else is to be told of it.
///
/// # Errors
/// The folder cannot be read.
pub fn list(folder: &Path) -> Result<(Vec<Export>, Vec<String>), Error> {
    let entries = fs::read_dir(folder).map_err(|error| Error::io(folder, Doing::Read, error))?;
    let mut people: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for path in entries.flatten().map(|entry| entry.path()) {
        let Some(name) = path.file_name().map(|name| name.to_string_lossy().into_owned()) else { continue };
        if name.starts_with('.') {
            continue;
        }
        let inner = path.join(LOG);
        if inner.is_file() {
            people.entry(sanitize(&name).into_owned()).or_default().push(inner);
        } else if let Some(stem) = name.strip_suffix(".jsonl").filter(|_| !path.is_dir()) {
            people.entry(sanitize(stem).into_owned()).or_default().push(path);
        }
    }
    let mut problems = Vec::new();
    if people.len() > PEOPLE_LIMIT {
        let more = people.len() - PEOPLE_LIMIT;
        problems.push(format!("{}: more than {PEOPLE_LIMIT} people; {more} were left out", folder.display()));
    }
    let exports = people.into_iter().take(PEOPLE_LIMIT).map(|(name, mut paths)| {
        paths.sort();
        Export { name, paths }
    });
    Ok((exports.collect(), problems))
}

/// Reads one person's exports; several are one progress, by event.
///
/// # Errors
/// None of it is progress; a sentence that names the file.
pub fn read(export: &Export, now: Timestamp) -> Result<ReadExport, String> {
    let mut intake = Intake::new(now);
    let mut problems = Vec::new();
    let mut events = false;
    for path in &export.paths {
        let told = |what: &str| format!("{}: {what}", path.display());
        let bytes = match bounded(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                problems.push(told(&error.to_string()));
                continue;
            }
        };
        let (markers, foreign, good) = survey(&bytes);
        if !markers.is_empty() {
            let numbers: Vec<String> = markers.iter().take(NAMED).map(usize::to_string).collect();
            let more = if markers.len() > NAMED { " and more" } else { "" };
            let lines = if markers.len() == 1 { "line" } else { "lines" };
            let what = format!("conflict markers of git in {lines} {}{more}; both sides count", numbers.join(", "));
            problems.push(told(&what));
        }
        match (good, foreign) {
            (0, 0) => {}
            (0, _) => problems.push(told("holds no progress")),
            (_, 0) => {}
            (_, 1) => problems.push(told("1 line is no event; the rest counts")),
            (_, lines) => problems.push(told(&format!("{lines} lines are no events; the rest counts"))),
        }
        events |= good > 0 || (foreign == 0 && markers.is_empty());
        intake.add(&bytes, 0);
    }
    if events { Ok(ReadExport { intake, problems }) } else { Err(problems.join("; ")) }
}

fn bounded(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(EXPORT_LIMIT + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > EXPORT_LIMIT {
        return Err(io::Error::other(format!("larger than {} MiB, which no export is", EXPORT_LIMIT >> 20)));
    }
    Ok(bytes)
}

/// Returns the 1-based numbers of lines that are markers of a merge, and how many other lines look like no event and like one.
fn survey(bytes: &[u8]) -> (Vec<usize>, usize, usize) {
    let (mut markers, mut foreign, mut good) = (Vec::new(), 0, 0);
    for (number, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
        let marker = [&b"<<<<<<< "[..], b"=======", b">>>>>>> ", b"||||||| "].iter().any(|sign| line.starts_with(sign));
        if marker {
            markers.push(number + 1);
        } else if line.starts_with(b"{\"id\":") && line.trim_ascii_end().ends_with(b"}") {
            good += 1;
        } else if !line.trim_ascii().is_empty() {
            foreign += 1;
        }
    }
    (markers, foreign, good)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::progress::synthetic::Learner;

    #[test]
    fn exports_by_name_and_what_is_wrong_with_them() {
        let dir = tempfile::tempdir().unwrap();
        let write = |name: &str, bytes: &[u8]| {
            let path = dir.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        };
        let log = Learner::new(1).log(40);
        let text = String::from_utf8(log.clone()).unwrap();
        write("ann.jsonl", &log);
        write("ann/progress.jsonl", &log);
        write("bo/progress.jsonl", format!("<<<<<<< HEAD\n{text}=======\n{text}>>>>>>> theirs\n").as_bytes());
        write("cy.jsonl", &[&log[..], b"{\"id\":\"torn"].concat());
        write("dev.jsonl", b"");
        write("notes.jsonl", b"# no events\n");
        write("README.md", b"x");
        write(".git/progress.jsonl", &log);
        write("empty/x", b"");
        let (exports, problems) = list(dir.path()).unwrap();
        let names: Vec<_> = exports.iter().map(|export| (export.name.as_str(), export.paths.len())).collect();
        assert_eq!(names, [("ann", 2), ("bo", 1), ("cy", 1), ("dev", 1), ("notes", 1)]);
        assert_eq!(problems, Vec::<String>::new());
        let now = Learner::new(1).now();
        let read = |at: usize| {
            read(&exports[at], now)
                .map(|read| (read.intake.finish().census().events, read.problems))
                .map_err(|why| why.replace(&dir.path().display().to_string(), "DIR"))
        };
        assert_eq!(read(0).unwrap(), (40, vec![]));
        let (events, problems) = read(1).unwrap();
        assert_eq!(events, 40);
        assert!(problems[0].ends_with("conflict markers of git in lines 1, 42, 83; both sides count"), "{problems:?}");
        assert!(read(2).unwrap().1[0].ends_with("cy.jsonl: 1 line is no event; the rest counts"));
        assert_eq!(read(3).unwrap(), (0, vec![]), "somebody who has not begun");
        assert_eq!(read(4).unwrap_err(), "DIR/notes.jsonl: holds no progress");
        assert!(list(&dir.path().join("gone")).is_err());
    }
}
