//! Finds out what a path is: a course, a pack to be laid over the stock course, or loose Markdown.

use std::path::Path;

use toml::de::DeTable;

use super::layer::{Layer, PACK_LIMIT, read_file};
use super::{Error, Library};

/// Opens the stock course, or whatever lies at `path`.
///
/// # Errors
/// See [`Library::open`] and [`Library::stock`].
pub fn open(path: Option<&Path>) -> Result<Library, Error> {
    match path {
        None => Library::stock(&[]),
        Some(path) if is_pack(path) => Library::stock(&[path.to_owned()]),
        Some(path) => Library::open(path),
    }
}

/// Opens what [`open`] opens for its author: a course may lack chapters and be wrong in its table of contents.
///
/// # Errors
/// There is nothing at `path` that could be opened, or a table of contents cannot be read at all.
pub fn open_unfinished(path: Option<&Path>) -> Result<Library, Error> {
    match path {
        Some(path) if !is_pack(path) && path.join("lessons/course.toml").is_file() => {
            Library::unfinished(vec![Layer::Folder(path.to_owned())])
        }
        path => open(path),
    }
}

/// Returns whether a folder is a pack: shaped like a course, but its table of contents (if any) has no title of its own.
pub fn is_pack(path: &Path) -> bool {
    let contents = path.join("lessons/course.toml");
    if contents.exists() {
        let source = read_file(&contents, PACK_LIMIT).unwrap_or_default();
        return DeTable::parse(&source).is_ok_and(|table| !table.get_ref().contains_key("title"));
    }
    path.join("lessons").is_dir() || path.join("quizzes").is_dir() || path.join("glossary.toml").is_file()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_title_makes_a_course() {
        let cases: [(&[(&str, &str)], bool); 6] = [
            (&[("lessons/course.toml", "format = 1\ntitle = \"T\"\n")], false),
            (&[("lessons/course.toml", "format = 1\nchapters = [\"acme\"]\n")], true),
            (&[("lessons/course.toml", "broken")], false),
            (&[("lessons/works/x.md", "text")], true),
            (&[("glossary.toml", "")], true),
            (&[("notes.md", "text")], false),
        ];
        for (files, expected) in cases {
            let folder = tempfile::tempdir().unwrap();
            for (path, text) in files {
                let full = folder.path().join(path);
                fs::create_dir_all(full.parent().unwrap()).unwrap();
                fs::write(full, text).unwrap();
            }
            assert_eq!(is_pack(folder.path()), expected, "{files:?}");
        }
    }
}
