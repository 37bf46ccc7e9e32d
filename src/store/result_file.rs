//! Writes a result file where a participant is, whole or not at all, and never over somebody else's. Must not know what is in one but whose it is.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{Doing, Error};
use crate::team::ResultFile;
use crate::team::result::file_name;

/// Largest file that is looked into to see whose it is, bytes.
const LIMIT: u64 = 4 << 20;
/// Names that are tried where other people's files are in the way.
const TRIES: usize = 99;

/// Writes a result into `folder` under a name of its own; an earlier one of the same participant and session is replaced. Returns the file.
///
/// # Errors
/// The folder cannot be written, or every name is taken.
pub fn write_beside(folder: &Path, result: &ResultFile) -> Result<PathBuf, Error> {
    let name = file_name(result);
    let stem = name.strip_suffix(".result.json").unwrap_or(&name);
    let numbered = (2..=TRIES).map(|number| format!("{stem}-{number}.result.json"));
    for name in std::iter::once(name.clone()).chain(numbered) {
        let path = folder.join(name);
        if !is_taken(&path, result) {
            return write(&path, result).map(|()| path);
        }
    }
    Err(Error::Taken { path: folder.join(name) })
}

/// Writes a result to `path`.
///
/// # Errors
/// Something else is there, or the folder cannot be written.
pub fn write(path: &Path, result: &ResultFile) -> Result<(), Error> {
    let failed = |error| Error::io(path, Doing::HandOver, error);
    if is_taken(path, result) {
        return Err(Error::Taken { path: path.to_owned() });
    }
    let mine = path.symlink_metadata().is_ok();
    let temporary = beside(path, result);
    let written = create(&temporary).and_then(|mut file| {
        file.write_all(result.to_json().as_bytes())?;
        file.sync_all()
    });
    let placed = written.and_then(|()| if mine { fs::rename(&temporary, path) } else { place_new(&temporary, path) });
    if placed.is_err() {
        let _ = fs::remove_file(&temporary);
    }
    placed.map_err(failed)
}

fn create(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(path)
}

/// Gives a file its name, unless somebody took that meanwhile.
fn place_new(temporary: &Path, path: &Path) -> io::Result<()> {
    match fs::hard_link(temporary, path) {
        Ok(()) => fs::remove_file(temporary),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
        // Some file systems have no links.
        Err(_) if path.symlink_metadata().is_err() => fs::rename(temporary, path),
        Err(error) => Err(error),
    }
}

fn beside(path: &Path, result: &ResultFile) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!(".{name}.{}-{}", result.check, std::process::id()))
}

/// Returns whether something is at `path` that is no result of the same participant and session.
fn is_taken(path: &Path, result: &ResultFile) -> bool {
    let Ok(meta) = path.symlink_metadata() else { return false };
    if !meta.is_file() || meta.len() > LIMIT {
        return true;
    }
    let there = fs::read(path).ok().and_then(|bytes| serde_json::from_slice::<ResultFile>(&bytes).ok());
    there.is_none_or(|there| there.participant != result.participant || there.session != result.session)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn result(number: u128, name: &str, t: i64) -> ResultFile {
        ResultFile {
            format: crate::team::result::FORMAT.into(),
            version: 1,
            session: "team".into(),
            title: "T".into(),
            participant: format!("{number:032x}"),
            name: name.into(),
            t,
            pass: 70,
            items: Vec::new(),
            answers: Vec::new(),
            check: String::new(),
        }
        .sealed()
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn ones_own_is_replaced_and_anothers_kept() {
        let folder = tempfile::tempdir().unwrap();
        let ann = write_beside(folder.path(), &result(1, "Ann", 1)).unwrap();
        assert_eq!(write_beside(folder.path(), &result(1, "Ann", 2)).unwrap(), ann);
        let other = write_beside(folder.path(), &result(2, "Ann", 3)).unwrap();
        assert_eq!(names(folder.path()), ["team-ann-2.result.json", "team-ann.result.json"]);
        let read = |path: &Path| serde_json::from_slice::<ResultFile>(&fs::read(path).unwrap()).unwrap();
        assert_eq!((read(&ann).t, read(&other).t), (2, 3));
        assert!(read(&ann).is_sealed());
    }

    #[test]
    fn nothing_else_is_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("team-ann.result.json");
        fs::write(&path, "notes").unwrap();
        let error = write(&path, &result(1, "Ann", 1)).unwrap_err().to_string();
        assert!(error.contains("is there already and stays as it is"), "{error}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "notes");
        assert_eq!(names(folder.path()), ["team-ann.result.json"]);
        assert!(write_beside(&folder.path().join("nowhere"), &result(1, "Ann", 1)).is_err());
    }
}
