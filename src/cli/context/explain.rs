//! Why one path is sent or not: the line that decides, and the folder through which it does.

use std::path::{Component, Path};

use serde_json::json;

use super::shown;
use crate::cli::Failure;
use crate::project::context::choose;
use crate::project::{Chosen, Error};

/// What is decided about a path.
pub(super) struct Explained {
    /// From the context, with `/`; a folder ends in one.
    path: String,
    sent: bool,
    /// The ignore file, if there is one.
    file: Option<String>,
    /// The line's number and text.
    by: Option<(usize, String)>,
    /// The folder above the path that the line matches, where it does not match the path.
    through: Option<String>,
    /// The path is a folder that is not sent, and something below it may be.
    some_below: bool,
    exists: bool,
}

/// Returns the ignore file of the context `dir`.
pub(super) fn chosen(dir: &Path, dockerfile: &Path) -> Result<Option<Chosen>, Error> {
    if !dir.is_dir() {
        return Err(Error::NoFolder { path: dir.to_owned() });
    }
    choose(dir, dockerfile)
}

/// Explains `path`, which is taken from the context, or is absolute and lies in it.
pub(super) fn path(dir: &Path, chosen: Option<&Chosen>, path: &Path) -> Result<Explained, Failure> {
    let inside = within(dir, path).ok_or_else(|| outside(dir, path))?;
    let at = shown(dir, Path::new(&inside));
    let about = std::fs::symlink_metadata(&at).ok();
    let typed_as_folder = path.to_string_lossy().ends_with('/');
    let is_dir = about.as_ref().map_or(typed_as_folder, |about| about.is_dir());
    let decision = chosen.map(|chosen| chosen.file.decide(&inside, is_dir));
    let by = decision.and_then(|decision| decision.by);
    let ignored = decision.is_some_and(|decision| decision.ignored);
    let through = by.filter(|by| !by.matches(&inside)).and_then(|by| {
        let folders = inside.match_indices('/').map(|(at, _)| &inside[..at]);
        folders.rev().find(|folder| by.matches(folder)).map(|folder| format!("{folder}/"))
    });
    Ok(Explained {
        sent: !ignored,
        file: chosen.map(|chosen| chosen.path.display().to_string()),
        by: by.map(|by| (by.line, by.text.clone())),
        through,
        some_below: is_dir && decision.is_some_and(|decision| decision.ignored && !decision.skip_below),
        exists: about.is_some(),
        path: if is_dir && !inside.is_empty() { format!("{inside}/") } else { inside },
    })
}

/// Returns `path` from the context `dir`, with `/` and without `.` and `..`; `None` where it lies outside.
fn within(dir: &Path, path: &Path) -> Option<String> {
    let real;
    let path = if path.is_absolute() {
        let root = std::fs::canonicalize(dir).ok()?;
        // A link stays what it is; the folders above it are followed.
        let parent = path.parent().and_then(|parent| std::fs::canonicalize(parent).ok());
        real = parent.zip(path.file_name()).map_or_else(|| path.to_owned(), |(parent, name)| parent.join(name));
        real.strip_prefix(&root).or_else(|_| path.strip_prefix(dir)).ok()?
    } else {
        path
    };
    let mut parts: Vec<String> = Vec::new();
    for part in path.components() {
        match part {
            Component::Normal(name) => parts.push(name.to_string_lossy().into_owned()),
            Component::ParentDir => drop(parts.pop()?),
            _ => {}
        }
    }
    Some(parts.join("/"))
}

fn outside(dir: &Path, path: &Path) -> Failure {
    let (path, dir) = (path.display(), dir.display());
    format!("{path}: outside the context {dir}; name a path inside, seen from there").into()
}

impl Explained {
    pub(super) fn as_text(&self) -> String {
        let path = if self.path.is_empty() { "the context itself" } else { &self.path };
        let verdict = if self.sent { "sent" } else { "not sent" };
        let mut text = match (&self.file, &self.by) {
            (None, _) => format!("{path}: {verdict}; there is no .dockerignore\n"),
            (Some(file), None) => format!("{path}: {verdict}; no line of {file} matches it\n"),
            (Some(file), Some((line, pattern))) => match &self.through {
                None => format!("{path}: {verdict}\n{file}:{line}: {pattern}\n"),
                Some(folder) => {
                    format!("{path}: {verdict}, because of the folder {folder}\n{file}:{line}: {pattern}\n")
                }
            },
        };
        if self.some_below {
            text.push_str("What is in it may be sent all the same: a line with ! reaches into it.\n");
        }
        if !self.exists {
            text.push_str("There is no such path now; this is what would be.\n");
        }
        text
    }

    pub(super) fn as_json(&self) -> String {
        let told = json!({
            "path": self.path,
            "sent": self.sent,
            "file": self.file,
            "line": self.by.as_ref().map(|(line, _)| line),
            "pattern": self.by.as_ref().map(|(_, pattern)| pattern),
        });
        format!("{told:#}\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_taken_from_the_context() {
        let room = tempfile::tempdir().unwrap();
        let absolute = room.path().join("a/b").display().to_string();
        std::fs::create_dir(room.path().join("a")).unwrap();
        let cases = [
            ("a/b", Some("a/b")),
            ("./a//b/", Some("a/b")),
            ("a/../b", Some("b")),
            (".", Some("")),
            ("../b", None),
            ("a/../../b", None),
            ("/", None),
            (&absolute, Some("a/b")),
        ];
        for (path, expected) in cases {
            assert_eq!(within(room.path(), Path::new(path)).as_deref(), expected, "{path}");
        }
    }
}
