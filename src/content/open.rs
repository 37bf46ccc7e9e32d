//! Finds out what a path is: a course, a pack to be laid over the stock course, or loose Markdown.

use std::path::{Path, PathBuf};

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

/// A file or folder of a course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The folder of the course.
    pub course: PathBuf,
    /// The file or folder, beginning with that of the course.
    pub path: PathBuf,
}

/// Returns the course that a file or folder is a part of: `lessons/works/dockerignore.md` alone says too little to be checked
/// without it. None for a course itself, and for what lies outside one.
pub fn part_of_course(path: &Path) -> Option<Part> {
    // Inside the folder of a chapter a name says nothing of the course; only then are paths made long.
    around(path).or_else(|| around(&std::path::absolute(path).ok()?))
}

fn around(path: &Path) -> Option<Part> {
    let holds = |root: &&Path| {
        let below = |part: &str| path.starts_with(root.join(part));
        root.join("lessons/course.toml").is_file() && (below("lessons") || below("quizzes"))
    };
    let root = path.ancestors().skip(1).find(holds).filter(|_| path.exists())?;
    // An empty path is the current folder, and the disk does not know it by that name.
    let course = if root.as_os_str().is_empty() { Path::new(".") } else { root };
    Some(Part { course: course.to_owned(), path: path.to_owned() })
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

    #[test]
    fn parts_of_a_course_know_their_course() {
        let course = Path::new("tests/fixtures/sampler");
        for part in ["lessons", "lessons/harbour", "lessons/harbour/sampler.md", "quizzes/harbour/sampler.toml"] {
            let path = course.join(part);
            assert_eq!(part_of_course(&path), Some(Part { course: course.to_owned(), path }));
        }
        assert_eq!(part_of_course(course), None);
        assert_eq!(part_of_course(&course.join("glossary.toml")), None);
        assert_eq!(part_of_course(&course.join("lessons/harbour/nothing.md")), None);
        let path = PathBuf::from("lessons/works");
        assert_eq!(part_of_course(&path), Some(Part { course: ".".into(), path }));
    }
}
