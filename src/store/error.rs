//! What can go wrong with the learner's files, said so that the learner can do something about it. Every message names
//! the path, what is wrong, and what to do.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

/// Something about the learner's files.
#[derive(Debug, Error)]
pub enum Error {
    /// Neither the environment nor the system says where the learner's files belong.
    #[error("cannot find your home directory; set HOME, or say where to keep your progress with --data-dir DIR")]
    NoHome,
    /// A profile is a folder, so its name is a slug.
    #[error("`{0}` cannot be a profile; use lower-case letters, digits and inner hyphens, as in --profile at-work")]
    BadProfile(String),
    /// A folder, a pipe or a device has the file's name.
    #[error("{path}: is not a file; move it away, or choose another place with --data-dir DIR")]
    NotAFile {
        /// What is in the way.
        path: PathBuf,
    },
    /// A link in the folder of a learner whom somebody else hosts.
    #[error("{path}: is a symbolic link, which a kiosk does not follow; put the file or folder itself there")]
    Link {
        /// The link.
        path: PathBuf,
    },
    /// The log of a learner whom somebody else hosts has grown enough.
    #[error(
        "{path}: has reached the {limit} bytes that a hosted log may have; what you do now is not kept; tell whoever hosts this"
    )]
    LogFull {
        /// The log.
        path: PathBuf,
        /// Bytes that it may have.
        limit: u64,
    },
    /// The lock was not to be had in a quarter of a second.
    #[error("{path}: another program holds it; what you did is kept in memory and written with the next answer")]
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// The system refused.
    #[error("{path}: cannot {doing}: {}; {}", reason(.source), advice(*.doing, .source))]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What was tried.
        doing: Doing,
        /// What the system says.
        source: io::Error,
    },
    /// The settings file is not TOML, or a setting has a value it cannot have.
    #[error("{path}:{line}:{column}: {message}; until this is mended, {instead}")]
    Settings {
        /// The settings file.
        path: PathBuf,
        /// 1-based line.
        line: usize,
        /// 1-based column in characters.
        column: usize,
        /// What is wrong.
        message: String,
        /// What happens meanwhile.
        instead: &'static str,
    },
}

/// What was tried when the system refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    /// Making the folder.
    MakeFolder,
    /// Reading.
    Read,
    /// Adding events to the log.
    Append,
    /// Adding events to the log of a session.
    Record,
    /// Moving a torn line out of the log.
    SetAside,
    /// Writing the settings.
    Save,
    /// Writing the snapshot.
    Shorten,
    /// Reading another log.
    Import,
    /// Adding the events of another log.
    Merge,
    /// Writing another log.
    Export,
}

impl fmt::Display for Doing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::MakeFolder => "make this folder",
            Self::Read => "read it",
            Self::Append => "write your progress",
            Self::Record => "record the session",
            Self::SetAside => "set the torn last line aside",
            Self::Save => "save your settings",
            Self::Shorten => "write what makes the next start quick",
            Self::Import => "read the events to import",
            Self::Merge => "write the imported events",
            Self::Export => "write the events to export",
        })
    }
}

impl Error {
    /// Makes an error of what the system says.
    pub fn io(path: &Path, doing: Doing, source: io::Error) -> Self {
        Self::Io { path: path.to_owned(), doing, source }
    }
}

fn reason(source: &io::Error) -> String {
    match source.kind() {
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the file system is read-only".to_owned(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "the disk is full".to_owned(),
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
            "a file stands where a folder should be".to_owned()
        }
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        _ => source.to_string(),
    }
}

fn advice(doing: Doing, source: &io::Error) -> &'static str {
    let full = matches!(source.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded);
    match doing {
        Doing::Append if full => "free some space; what you did is kept in memory and written with the next answer",
        Doing::Append => {
            "what you did is kept in memory; make it writable, or start again with --data-dir DIR somewhere else"
        }
        Doing::Record if full => {
            "free some space; the session goes on, and what happens is written when that works again"
        }
        Doing::Record => "the session goes on, and what happens is written when that works again",
        Doing::MakeFolder => "choose another place with --data-dir DIR",
        Doing::Read => "make it readable, or choose another place with --data-dir DIR",
        Doing::SetAside => "the line stays where it is and is passed over",
        Doing::Save if full => "free some space and change the setting again",
        Doing::Save => "make it writable and change the setting again",
        Doing::Shorten => "nothing is lost, the start is a little slower",
        Doing::Import => "nothing was imported",
        Doing::Merge if full => "free some space and import again",
        Doing::Merge => "nothing was imported",
        Doing::Export => "what was written so far is not a whole export",
    }
}

#[cfg(test)]
mod tests {
    use std::io::ErrorKind::*;

    use super::*;

    #[track_caller]
    fn says(cases: impl IntoIterator<Item = (Doing, io::Error, &'static str)>) {
        for (doing, source, message) in cases {
            assert_eq!(Error::io(Path::new("/d/p"), doing, source).to_string(), message);
        }
    }

    #[test]
    fn messages_of_the_system_about_the_log() {
        let other = || io::Error::other("the cable is out");
        says([
            (
                Doing::MakeFolder,
                io::Error::from(PermissionDenied),
                "/d/p: cannot make this folder: permission denied; choose another place with --data-dir DIR",
            ),
            (
                Doing::MakeFolder,
                io::Error::from(NotADirectory),
                "/d/p: cannot make this folder: a file stands where a folder should be; choose another place with --data-dir DIR",
            ),
            (
                Doing::Read,
                io::Error::from(PermissionDenied),
                "/d/p: cannot read it: permission denied; make it readable, or choose another place with --data-dir DIR",
            ),
            (
                Doing::Append,
                io::Error::from(StorageFull),
                "/d/p: cannot write your progress: the disk is full; free some space; what you did is kept in memory and written with the next answer",
            ),
            (
                Doing::Append,
                io::Error::from(QuotaExceeded),
                "/d/p: cannot write your progress: the disk is full; free some space; what you did is kept in memory and written with the next answer",
            ),
            (
                Doing::Append,
                io::Error::from(ReadOnlyFilesystem),
                "/d/p: cannot write your progress: the file system is read-only; what you did is kept in memory; make it writable, or start again with --data-dir DIR somewhere else",
            ),
            (
                Doing::Append,
                other(),
                "/d/p: cannot write your progress: the cable is out; what you did is kept in memory; make it writable, or start again with --data-dir DIR somewhere else",
            ),
        ]);
    }

    #[test]
    fn messages_of_the_system_about_the_rest() {
        says([
            (
                Doing::SetAside,
                io::Error::from(StorageFull),
                "/d/p: cannot set the torn last line aside: the disk is full; the line stays where it is and is passed over",
            ),
            (
                Doing::Save,
                io::Error::from(PermissionDenied),
                "/d/p: cannot save your settings: permission denied; make it writable and change the setting again",
            ),
            (
                Doing::Save,
                io::Error::from(StorageFull),
                "/d/p: cannot save your settings: the disk is full; free some space and change the setting again",
            ),
            (
                Doing::Shorten,
                io::Error::from(PermissionDenied),
                "/d/p: cannot write what makes the next start quick: permission denied; nothing is lost, the start is a little slower",
            ),
            (
                Doing::Import,
                io::Error::from(NotFound),
                "/d/p: cannot read the events to import: there is no such file; nothing was imported",
            ),
            (
                Doing::Merge,
                io::Error::from(StorageFull),
                "/d/p: cannot write the imported events: the disk is full; free some space and import again",
            ),
            (
                Doing::Merge,
                io::Error::from(PermissionDenied),
                "/d/p: cannot write the imported events: permission denied; nothing was imported",
            ),
            (
                Doing::Export,
                io::Error::from(StorageFull),
                "/d/p: cannot write the events to export: the disk is full; what was written so far is not a whole export",
            ),
        ]);
    }

    #[test]
    fn messages_of_our_own() {
        let path = || PathBuf::from("/d/p");
        let cases = [
            (
                Error::NoHome,
                "cannot find your home directory; set HOME, or say where to keep your progress with --data-dir DIR",
            ),
            (
                Error::BadProfile("Ann B".to_owned()),
                "`Ann B` cannot be a profile; use lower-case letters, digits and inner hyphens, as in --profile at-work",
            ),
            (
                Error::NotAFile { path: path() },
                "/d/p: is not a file; move it away, or choose another place with --data-dir DIR",
            ),
            (
                Error::Busy { path: path() },
                "/d/p: another program holds it; what you did is kept in memory and written with the next answer",
            ),
        ];
        for (error, message) in cases {
            assert_eq!(error.to_string(), message);
        }
    }
}
