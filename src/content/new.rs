//! Begins a lesson: writes its text and its questions with TODOs to fill, and lists it in its chapter. Nothing is overwritten, and
//! nothing is written when something is in the way. Must not know what a good lesson is: the linter says so.

mod listing;
mod skeleton;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::course_file::{self, ChapterFile};
use super::layer::{Layer, PACK_LIMIT, read_raw_file};
use super::library::{page_path, quiz_path};
use super::open::is_pack;
use crate::course::front::is_front_page;
use crate::diagnostic::nearest;
use crate::id::{ChapterId, IdError, LessonId};
use crate::time::Day;

/// Why a lesson was not begun.
#[derive(Debug, Error)]
pub enum Error {
    /// The id cannot be one.
    #[error("{0}; write chapter/lesson, for example works/dockerignore")]
    Id(#[from] IdError),
    /// The name belongs to a page of the program.
    #[error("`{0}` is the page that opens a chapter, or the tour; choose another name")]
    Reserved(LessonId),
    /// The folder is no course.
    #[error("{}: there is no lessons/course.toml; go to the folder of the course, or name it with `--course DIR`", .0.display())]
    NoCourse(PathBuf),
    /// The chapter has no table of contents.
    #[error("there is no chapter `{id}` in {}{}", dir.display(), hint(nearest))]
    NoChapter { id: ChapterId, dir: PathBuf, nearest: Option<String> },
    /// A file of the lesson is there.
    #[error("{}: is there already and stays as it is; edit it, or choose another name", .0.display())]
    Taken(PathBuf),
    /// The chapter's table of contents cannot be edited.
    #[error("{}: {reason}; mend it, then begin the lesson", path.display())]
    Table { path: PathBuf, reason: String },
    /// The disk refused.
    #[error("{}: {source}; check that the folder may be written", path.display())]
    Io { path: PathBuf, source: io::Error },
}

fn hint(nearest: &Option<String>) -> String {
    match nearest {
        Some(name) => format!("; did you mean `{name}`?"),
        None => "; write its chapter.toml and chapter.md first".to_owned(),
    }
}

/// A lesson that was begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Its id.
    pub id: LessonId,
    /// The files that were written.
    pub written: Vec<PathBuf>,
    /// The table of contents that names it now; none where a pack's lesson joins a stock chapter by itself.
    pub listed: Option<PathBuf>,
}

/// Begins the lesson `id` of the course or pack in the folder `dir`. A planned lesson keeps its title and is planned no longer.
///
/// # Errors
/// See [`enum@Error`]; nothing was written then, unless the disk failed between two files.
pub fn begin(dir: &Path, id: &str, today: Day) -> Result<Made, Error> {
    let id: LessonId = id.trim().parse()?;
    if is_front_page(&id) {
        return Err(Error::Reserved(id));
    }
    let is_course = dir.join("lessons/course.toml").is_file();
    if !is_course && !is_pack(dir) {
        return Err(Error::NoCourse(dir.to_owned()));
    }
    let (lesson, quiz) = (dir.join(page_path(&id)), dir.join(quiz_path(&id)));
    if let Some(taken) = [&lesson, &quiz].into_iter().find(|path| path.symlink_metadata().is_ok()) {
        return Err(Error::Taken(taken.clone()));
    }
    let table = dir.join(table_path(&id));
    let (edited, title) = match table.is_file() {
        true => {
            let source = read(&table)?;
            let title = planned_title(&source, &id);
            let bad = |reason| Error::Table { path: table.clone(), reason };
            (Some(listing::list(&source, &id).map_err(bad)?), title)
        }
        false => (None, stock_title(dir, &id)?),
    };
    write_new(&lesson, &skeleton::lesson(title.as_deref(), today))?;
    write_new(&quiz, &skeleton::quiz())?;
    if let Some(edited) = &edited {
        fs::write(&table, edited).map_err(|source| Error::Io { path: table.clone(), source })?;
    }
    Ok(Made { id, written: vec![lesson, quiz], listed: edited.map(|_| table) })
}

fn table_path(id: &LessonId) -> String {
    format!("lessons/{}/chapter.toml", id.chapter_str())
}

fn read(path: &Path) -> Result<String, Error> {
    read_raw_file(path, PACK_LIMIT).map_err(|error| Error::Table { path: path.to_owned(), reason: error.to_string() })
}

fn planned_title(source: &str, id: &LessonId) -> Option<String> {
    let (ChapterFile { planned, .. }, _) = course_file::parse_chapter("", &id.chapter(), source);
    planned.into_iter().find(|(planned, _, _)| planned == id).map(|(_, title, _)| title)
}

/// A pack may add to a chapter of the stock course; its lesson joins there without being listed.
fn stock_title(dir: &Path, id: &LessonId) -> Result<Option<String>, Error> {
    let stock = Layer::Stock.read(&table_path(id)).ok().flatten().filter(|_| is_pack(dir));
    if let Some(source) = stock {
        return Ok(planned_title(&source, id));
    }
    let names: Vec<String> = match is_pack(dir) {
        true => Layer::Stock.files_below("lessons"),
        false => Layer::Folder(dir.to_owned()).files_below("lessons"),
    };
    let chapters = names.iter().filter_map(|path| path.strip_prefix("lessons/")?.strip_suffix("/chapter.toml"));
    let nearest = nearest(id.chapter_str(), chapters).map(str::to_owned);
    Err(Error::NoChapter { id: id.chapter(), dir: dir.to_owned(), nearest })
}

fn write_new(path: &Path, text: &str) -> Result<(), Error> {
    let io = |source| Error::Io { path: path.to_owned(), source };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(io)?;
    }
    let mut file = fs::OpenOptions::new().write(true).create_new(true).open(path).map_err(io)?;
    file.write_all(text.as_bytes()).map_err(io)
}

#[cfg(test)]
mod tests;
