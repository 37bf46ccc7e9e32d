//! `settings.toml`: read leniently, written carefully. The learner's own text (order, comments, settings of a newer program)
//! survives a change made in the program; a file that cannot be read is not overwritten before the learner changes something,
//! and is then kept as `settings.toml.bak`.

mod edit;
mod read;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::progress_log::sync_dir;
use super::{Doing, Error};
use crate::settings::Settings;

/// The file's name.
pub const FILE_NAME: &str = "settings.toml";

/// The settings file of one learner.
#[derive(Debug)]
pub struct SettingsFile {
    path: PathBuf,
    /// The settings as the file had them last.
    known: Settings,
}

/// Settings that were read.
#[derive(Debug)]
pub struct Loaded {
    /// Where they are kept.
    pub file: SettingsFile,
    /// The settings; defaults where they could not be read.
    pub settings: Settings,
    /// What could not be read, in the order of the file.
    pub troubles: Vec<Error>,
    /// Settings this program does not know: of a newer one, or misspelt. They are kept.
    pub unknown: Vec<String>,
}

/// What a change of settings did besides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// Where the former file was kept, if the new one lacks something of it: comments, or whatever could not be read.
    pub backup: Option<PathBuf>,
}

impl SettingsFile {
    /// Reads the settings in the folder `dir`. A missing file means defaults.
    pub fn open(dir: &Path) -> Loaded {
        let path = dir.join(FILE_NAME);
        let mut loaded = match read_text(&path) {
            Ok(Some(bytes)) => read::read(&path, &bytes),
            Ok(None) => read::Read::default(),
            Err(error) => read::Read { troubles: vec![error], ..read::Read::default() },
        };
        loaded.troubles.sort_by_key(|error| match error {
            Error::Settings { line, column, .. } => (*line, *column),
            _ => (0, 0),
        });
        Loaded {
            file: Self { path, known: loaded.settings.clone() },
            settings: loaded.settings,
            troubles: loaded.troubles,
            unknown: loaded.unknown,
        }
    }

    /// Returns the file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes what changed since the settings were read or saved last; the rest of the file stays as it is, whatever another
    /// instance or an editor wrote there meanwhile.
    pub fn save(&mut self, settings: &Settings) -> Result<Saved, Error> {
        if *settings == self.known {
            return Ok(Saved { backup: None });
        }
        let old = read_text(&self.path)?;
        let change = edit::change(old.as_deref().unwrap_or_default(), &self.known, settings);
        let failed = |path: &Path, error| Error::io(path, Doing::Save, error);
        // A link into somebody's collection of settings stays a link.
        let target = fs::canonicalize(&self.path).unwrap_or_else(|_| self.path.clone());
        let backup = if change.loses && old.is_some() {
            let backup = self.path.with_file_name(format!("{FILE_NAME}.bak"));
            fs::copy(&target, &backup).map_err(|error| failed(&backup, error))?;
            Some(backup)
        } else {
            None
        };
        if let Some(dir) = target.parent() {
            fs::create_dir_all(dir).map_err(|error| Error::io(dir, Doing::MakeFolder, error))?;
        }
        replace(&target, change.text.as_bytes()).map_err(|error| failed(&self.path, error))?;
        self.known = settings.clone();
        Ok(Saved { backup })
    }
}

fn read_text(path: &Path) -> Result<Option<Vec<u8>>, Error> {
    let failed = |error| Error::io(path, Doing::Read, error);
    match fs::metadata(path) {
        Ok(meta) if !meta.is_file() => Err(Error::NotAFile { path: path.to_owned() }),
        Ok(_) => fs::read(path).map(Some).map_err(failed),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(failed(error)),
    }
}

/// Writes a file so that there is always a whole one: the old or the new.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let draft = path.with_file_name(format!("{FILE_NAME}.tmp-{}", std::process::id()));
    let written = write_draft(path, &draft, bytes).and_then(|()| fs::rename(&draft, path));
    if written.is_err() {
        let _ = fs::remove_file(&draft);
    } else if let Some(dir) = path.parent() {
        sync_dir(dir);
    }
    written
}

fn write_draft(path: &Path, draft: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs::File::create(draft)?;
    if let Ok(meta) = fs::metadata(path) {
        file.set_permissions(meta.permissions())?;
    }
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(test)]
mod tests;
