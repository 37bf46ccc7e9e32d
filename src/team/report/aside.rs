//! What was handed in and cannot be reported, and why; the rest is reported all the same. Must not know files beyond their names.

use std::fmt;

/// A file that was set aside, or a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside {
    /// The file as it was named; empty where the report is anonymous.
    pub source: String,
    /// Why.
    pub reason: Reason,
}

/// Why a file was set aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The system did not let it be read; what it says.
    Unreadable(String),
    /// Larger than any result file is; the limit in bytes.
    TooLarge(u64),
    /// No result file of this program.
    Foreign,
    /// It calls itself a result file and lacks something; what the reader says.
    Broken(String),
    /// Written by a newer program; the version of the file, 0 where each line has its own.
    Newer(u64),
    /// Its seal is broken.
    Edited,
    /// The same person handed in a newer one; which, empty where the report is anonymous.
    Replaced(String),
    /// The same export as another file; which, empty where the report is anonymous.
    Copy(String),
    /// Of another session; which.
    OtherSession(String),
    /// A log without the beginning of a session.
    NoBeginning,
    /// Lines of a log that cannot be used, and lines of a newer program. The rest of the log is reported.
    Lines {
        /// How many are no events of a room that this program knows: a merge marker, a torn line.
        foreign: usize,
        /// How many were written by a newer program.
        newer: usize,
    },
    /// More files than are read in one go; the limit.
    TooMany(usize),
}

impl Reason {
    /// Returns a word for programs.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Unreadable(_) => "unreadable",
            Self::TooLarge(_) => "too-large",
            Self::Foreign => "foreign",
            Self::Broken(_) => "broken",
            Self::Newer(_) => "newer",
            Self::Edited => "edited",
            Self::Replaced(_) => "replaced",
            Self::Copy(_) => "copy",
            Self::OtherSession(_) => "other-session",
            Self::NoBeginning => "no-beginning",
            Self::Lines { .. } => "lines",
            Self::TooMany(_) => "too-many",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(why) => write!(f, "cannot be read: {why}"),
            Self::TooLarge(limit) => write!(f, "larger than {} MiB, which no result file is", limit >> 20),
            Self::Foreign => write!(f, "neither a result file nor the log of a room"),
            Self::Broken(why) => write!(f, "a damaged result file ({why}); ask for a new export"),
            Self::Newer(0) => write!(f, "written by a newer seaworthy; update this one to read it"),
            Self::Newer(version) => {
                write!(f, "written by a newer seaworthy (version {version} of the file); update this one to read it")
            }
            Self::Edited => write!(f, "changed after it was exported; ask for a new export"),
            Self::Replaced(by) if by.is_empty() => write!(f, "the same person handed in a newer one"),
            Self::Replaced(by) => write!(f, "the same person handed in a newer one, {by}"),
            Self::Copy(of) if of.is_empty() => write!(f, "a copy of another file"),
            Self::Copy(of) => write!(f, "a copy of {of}"),
            Self::OtherSession(id) => write!(f, "of another session, {id}; --session {id} reports that one"),
            Self::NoBeginning => write!(f, "a log without the beginning of a session"),
            Self::Lines { foreign, newer: 0 } => {
                write!(f, "{} left out that are no events; the rest counts", lines(*foreign))
            }
            Self::Lines { foreign: 0, newer } => {
                write!(f, "{} of a newer seaworthy left out; the rest counts", lines(*newer))
            }
            Self::Lines { foreign, newer } => {
                let (all, newer) = (lines(foreign + newer), lines(*newer));
                write!(f, "{all} left out, {newer} of a newer seaworthy; the rest counts")
            }
            Self::TooMany(limit) => write!(f, "more than {limit} files; the rest was not read"),
        }
    }
}

fn lines(count: usize) -> String {
    if count == 1 { "1 line".to_owned() } else { format!("{count} lines") }
}
