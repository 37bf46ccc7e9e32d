//! What can go wrong when a course is read, in words that say where and what to do.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

/// Why a part of a course could not be had.
#[derive(Debug, Error)]
pub enum Error {
    /// The file or folder could not be read.
    #[error("{}: {source}; check that it exists and may be read", path.display())]
    Io { path: PathBuf, source: io::Error },
    /// The path leads out of the course's folder.
    #[error("{}: leads out of {}; a course may only hold files below its own folder", path.display(), root.display())]
    Outside { path: PathBuf, root: PathBuf },
    /// The file is larger than we read.
    #[error("{}: {bytes} bytes; at most {limit} are read: split it", path.display())]
    TooLarge { path: PathBuf, bytes: u64, limit: u64 },
    /// No such lesson.
    #[error("there is no lesson `{id}`{}", suggestion(nearest))]
    NoLesson { id: String, nearest: Option<String> },
    /// A lesson is listed, and its file is missing.
    #[error("{path} is missing, and its chapter.toml lists it; write the file, or take the lesson out of `lessons`")]
    NoFile { path: String },
    /// No such chapter.
    #[error("there is no chapter `{id}`{}", suggestion(nearest))]
    NoChapter { id: String, nearest: Option<String> },
    /// No such track.
    #[error("there is no track `{id}`{}", track_hint(nearest, *any))]
    NoTrack { id: String, nearest: Option<String>, any: bool },
    /// A chapter lists the lesson, but nobody wrote its file.
    #[error("{path}: there is no such file, though its chapter lists it; write it, or move it to `planned`")]
    Missing { path: String },
    /// The lesson is in the plan, but nobody has written it.
    #[error("`{id}` (\"{title}\") is not yet written")]
    Planned { id: String, title: String },
    /// The folder is no course and holds no Markdown.
    #[error("{}: neither a course (lessons/course.toml) nor a folder with Markdown files", path.display())]
    NoCourse { path: PathBuf },
    /// The table of contents cannot be used: what is wrong with it, one fault a line.
    #[error("{}", faults.join("\n"))]
    Broken { faults: Vec<String> },
}

fn track_hint(nearest: &Option<String>, any: bool) -> String {
    match nearest {
        Some(name) => format!("; did you mean `{name}`?"),
        None if any => "; `seaworthy list --tracks` shows them all".to_owned(),
        None => "; this course has no tracks".to_owned(),
    }
}

fn suggestion(nearest: &Option<String>) -> String {
    match nearest {
        Some(name) => format!("; did you mean `{name}`?"),
        None => "; `seaworthy list` shows them all".to_owned(),
    }
}
