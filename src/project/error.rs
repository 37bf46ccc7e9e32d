//! What can be wrong with a file or folder of the learner's, in words that say where and what to do. Knows no contents.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

/// Why a file or folder could not be used.
#[derive(Debug, Error)]
pub enum Error {
    /// It could not be read.
    #[error("{}: {source}; check that it exists and that you may read it", name(path))]
    Io { path: PathBuf, source: io::Error },
    /// A folder where a file is wanted.
    #[error("{}: a folder; name a file in it", name(path))]
    Folder { path: PathBuf },
    /// A file where a folder is wanted.
    #[error("{}: not a folder; name the folder that is built", name(path))]
    NoFolder { path: PathBuf },
    /// A FIFO, a socket, a device: reading could wait forever.
    #[error(
        "{}: neither a file nor a folder (a pipe, a socket or a device); to read a pipe, use - and standard input",
        name(path)
    )]
    Special { path: PathBuf },
    /// Nothing in it.
    #[error("{}: empty; a Dockerfile needs at least a FROM", name(path))]
    Empty { path: PathBuf },
    /// More bytes than are read.
    #[error("{}: more than {limit} bytes, which no Dockerfile needs; check that it is one", name(path))]
    TooLarge { path: PathBuf, limit: u64 },
    /// UTF-16, as some editors on Windows write.
    #[error("{}: UTF-16, which the builder cannot read; save it as UTF-8", name(path))]
    Utf16 { path: PathBuf },
    /// A NUL byte.
    #[error("{}: byte {at} is 0, so this is no text; check that it is a Dockerfile", name(path))]
    Binary { path: PathBuf, at: usize },
    /// Some other encoding; the line is 1-based, the column counts bytes from 1.
    #[error("{}:{line}:{column}: not UTF-8 (byte 0x{byte:02x}); save the file as UTF-8", name(path))]
    NotUtf8 { path: PathBuf, line: usize, column: usize, byte: u8 },
    /// A link to a folder that holds the link.
    #[error("{}: a link back to {}, so following it would never end; it is passed over", name(path), to.display())]
    Loop { path: PathBuf, to: PathBuf },
    /// The walk was ended.
    #[error("{}: more than {limit} files and folders; the rest was not looked at: name a smaller folder", name(path))]
    TooMany { path: PathBuf, limit: usize },
}

impl Error {
    /// Returns the path that this is about.
    pub fn path(&self) -> &Path {
        match self {
            Self::Io { path, .. }
            | Self::Folder { path }
            | Self::NoFolder { path }
            | Self::Special { path }
            | Self::Empty { path }
            | Self::TooLarge { path, .. }
            | Self::Utf16 { path }
            | Self::Binary { path, .. }
            | Self::NotUtf8 { path, .. }
            | Self::Loop { path, .. }
            | Self::TooMany { path, .. } => path,
        }
    }

    pub(super) fn io(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        |source| Self::Io { path, source }
    }
}

/// Returns what a path is called in messages: `-` is standard input.
pub fn name(path: &Path) -> String {
    if path == Path::new(super::STDIN) { "standard input".to_owned() } else { path.display().to_string() }
}
