//! Which files below the named paths are Dockerfiles, and which `.dockerignore` files. Reads folders, never files.

use std::collections::{BTreeSet, VecDeque};
use std::fs;
use std::path::{Path, PathBuf};

use super::error::Error;
use super::read::STDIN;

/// Most files and folders that are looked at.
pub const LIMIT: usize = 100_000;

/// Folders that hold nothing of the project's own.
const SKIPPED: &[&str] =
    &[".git", ".hg", ".jj", ".nox", ".svn", ".tox", ".venv", "__pycache__", "node_modules", "site-packages"];

/// Endings of programs.
const CODE: [&str; 15] =
    ["c", "cpp", "css", "go", "h", "java", "js", "kt", "lua", "php", "py", "rb", "rs", "swift", "ts"];

/// Endings of files that are named after a Dockerfile and are none: papers, data, grammars, leftovers of editors, templates.
const NOT_DOCKERFILES: &[&str] = &[
    "bak",
    "dockerignore",
    "erb",
    "html",
    "j2",
    "jinja",
    "jinja2",
    "json",
    "md",
    "orig",
    "rej",
    "sublime-syntax",
    "swp",
    "template",
    "tmLanguage",
    "tmpl",
    "toml",
    "tpl",
    "vim",
    "yaml",
    "yml",
];

/// What was found.
#[derive(Debug, Default)]
pub struct Found {
    /// The Dockerfiles, sorted, each once. What was named itself is among them whatever its name, [`STDIN`] included.
    pub dockerfiles: Vec<PathBuf>,
    /// The ignore files, sorted, each once.
    pub ignore_files: Vec<PathBuf>,
    /// What could not be looked at, in the order it was met.
    pub troubles: Vec<Error>,
}

/// Looks for Dockerfiles at and below `paths`. Links to folders are not entered: what they lead to is found by its own path, or is none
/// of the project's.
pub fn discover(paths: &[PathBuf]) -> Found {
    let mut search = Search { left: LIMIT, limit: LIMIT, ..Search::default() };
    for path in paths {
        search.named(path);
    }
    search.finish()
}

/// Says whether a file of this name is a Dockerfile. `dockerfile` is what the builder takes where `Dockerfile` is missing.
pub fn is_dockerfile(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    if name.ends_with('~') || ending.is_some_and(|ending| NOT_DOCKERFILES.contains(&ending)) {
        return false;
    }
    let whole = ["Dockerfile", "dockerfile", "Containerfile"];
    let heads = ["Dockerfile.", "dockerfile.", "Containerfile."];
    // `Dockerfile.go` builds something in Go; `dockerfile.go` is a program about Dockerfiles.
    if name.starts_with("dockerfile.") && ending.is_some_and(|ending| CODE.contains(&ending)) {
        return false;
    }
    whole.contains(&name)
        || matches!(ending, Some("Dockerfile" | "dockerfile"))
        || heads.iter().any(|head| name.strip_prefix(head).is_some_and(|rest| !rest.is_empty()))
}

/// Says whether a folder of this name holds nothing of the project's own.
pub(super) fn is_skipped(name: &str) -> bool {
    SKIPPED.contains(&name)
}

fn is_ignore_file(name: &str) -> bool {
    name.ends_with(".dockerignore")
}

#[derive(Default)]
struct Search {
    dockerfiles: BTreeSet<PathBuf>,
    ignore_files: BTreeSet<PathBuf>,
    troubles: Vec<Error>,
    left: usize,
    limit: usize,
}

impl Search {
    fn finish(self) -> Found {
        Found {
            dockerfiles: self.dockerfiles.into_iter().collect(),
            ignore_files: self.ignore_files.into_iter().collect(),
            troubles: self.troubles,
        }
    }

    fn named(&mut self, path: &Path) {
        if path == Path::new(STDIN) {
            self.dockerfiles.insert(path.to_owned());
            return;
        }
        match fs::metadata(path) {
            Ok(kind) if kind.is_dir() => self.walk(path),
            Ok(_) if path.file_name().is_some_and(|name| is_ignore_file(&name.to_string_lossy())) => {
                self.ignore_files.insert(path.to_owned());
            }
            Ok(_) => {
                self.dockerfiles.insert(path.to_owned());
            }
            Err(source) => self.troubles.push(Error::io(path)(source)),
        }
    }

    /// Walks level by level, so that where the walk is ended, the deepest was not looked at.
    fn walk(&mut self, root: &Path) {
        let mut folders = VecDeque::from([root.to_owned()]);
        while let Some(folder) = folders.pop_front() {
            let before = folders.len();
            match fs::read_dir(&folder) {
                Err(source) => self.troubles.push(Error::io(&folder)(source)),
                Ok(entries) => {
                    for entry in entries {
                        if self.left == 0 {
                            self.troubles.push(Error::TooMany { path: root.to_owned(), limit: self.limit });
                            return;
                        }
                        self.left -= 1;
                        match entry {
                            Ok(entry) => self.visit(root, &entry, &mut folders),
                            Err(source) => self.troubles.push(Error::io(&folder)(source)),
                        }
                    }
                }
            }
            folders.make_contiguous()[before..].sort_unstable();
        }
    }

    fn visit(&mut self, root: &Path, entry: &fs::DirEntry, folders: &mut VecDeque<PathBuf>) {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        // `.` is what people name, and nobody wants to see it in front of every path.
        let path = if root == Path::new(".") {
            entry.path().strip_prefix(".").map_or_else(|_| entry.path(), Path::to_owned)
        } else {
            entry.path()
        };
        let kind = match entry.file_type() {
            Ok(kind) => kind,
            Err(source) => return self.troubles.push(Error::io(&path)(source)),
        };
        if kind.is_dir() {
            if !is_skipped(&name) && !is_environment(&path) {
                folders.push_back(path);
            }
        } else if kind.is_symlink() && path.is_dir() {
            if let Some(to) = leads_back(&path) {
                self.troubles.push(Error::Loop { path, to });
            }
        } else if is_ignore_file(&name) {
            self.ignore_files.insert(path);
        } else if is_dockerfile(&name) {
            self.dockerfiles.insert(path);
        }
    }
}

/// Says whether `folder` is a virtual environment of Python or of conda.
fn is_environment(folder: &Path) -> bool {
    folder.join("pyvenv.cfg").is_file() || folder.join("conda-meta").is_dir()
}

/// Returns the folder that the link at `path` leads to, if that folder holds the link.
fn leads_back(path: &Path) -> Option<PathBuf> {
    let to = fs::canonicalize(path).ok()?;
    let folder = path.parent().filter(|parent| *parent != Path::new("")).unwrap_or(Path::new("."));
    fs::canonicalize(folder).ok()?.starts_with(&to).then_some(to)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn room(files: &[&str]) -> tempfile::TempDir {
        let room = tempfile::tempdir().unwrap();
        for file in files {
            let path = room.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "FROM scratch\n").unwrap();
        }
        room
    }

    fn below(room: &Path, paths: &[PathBuf]) -> Vec<String> {
        let name = |path: &PathBuf| path.strip_prefix(room).unwrap_or(path).display().to_string();
        paths.iter().map(name).collect()
    }

    #[test]
    fn names() {
        let yes = ["Dockerfile", "dockerfile", "Dockerfile.dev", "dockerfile.dev", "Dockerfile.go"];
        let too = ["api.Dockerfile", "api.dockerfile", "Containerfile", "Containerfile.web"];
        let no = [
            "DOCKERFILE.md",
            "dockerfile.rs",
            "dockerfile.py",
            "Dockerfile.dockerignore",
            "Dockerfile.j2",
            "Dockerfile~",
            "Dockerfile.",
            "Dockerfiles",
            "MyDockerfile",
            "Dockerfile-dev",
            ".dockerignore",
            "DOCKERFILE",
        ];
        assert!(yes.iter().chain(&too).all(|name| is_dockerfile(name)));
        for name in no {
            assert!(!is_dockerfile(name), "{name}");
        }
    }

    #[test]
    fn what_is_the_projects_own_is_found_in_order() {
        let files = [
            "b/Dockerfile",
            "a/x.dockerfile",
            "a/.dockerignore",
            "Dockerfile",
            "Dockerfile.dockerignore",
            "README.md",
            ".git/Dockerfile",
            "web/node_modules/x/Dockerfile",
            "env/Dockerfile",
            "env/pyvenv.cfg",
            "environ/Dockerfile",
        ];
        let room = room(&files);
        let found = discover(&[room.path().to_owned(), room.path().join("README.md"), room.path().join("b")]);
        let expected = ["Dockerfile", "README.md", "a/x.dockerfile", "b/Dockerfile", "environ/Dockerfile"];
        assert_eq!(below(room.path(), &found.dockerfiles), expected);
        assert_eq!(below(room.path(), &found.ignore_files), ["Dockerfile.dockerignore", "a/.dockerignore"]);
        assert!(found.troubles.is_empty());
    }

    #[test]
    fn a_path_that_is_nothing_leaves_the_others() {
        let room = room(&["Dockerfile"]);
        let found = discover(&[room.path().join("none"), room.path().to_owned(), PathBuf::from(STDIN)]);
        assert_eq!(below(room.path(), &found.dockerfiles), ["Dockerfile", "-"]);
        assert_eq!(found.troubles.len(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_not_followed_and_loops_are_told() {
        use std::os::unix::fs::symlink;
        let room = room(&["a/b/Dockerfile"]);
        symlink(room.path().join("a"), room.path().join("a/b/up")).unwrap();
        symlink(room.path().join("a"), room.path().join("again")).unwrap();
        symlink(room.path().join("a/b/Dockerfile"), room.path().join("Dockerfile")).unwrap();
        symlink(room.path().join("nowhere"), room.path().join("Dockerfile.lost")).unwrap();
        let found = discover(&[room.path().to_owned()]);
        assert_eq!(below(room.path(), &found.dockerfiles), ["Dockerfile", "Dockerfile.lost", "a/b/Dockerfile"]);
        let troubles: Vec<PathBuf> = found.troubles.iter().map(|trouble| trouble.path().to_owned()).collect();
        assert_eq!(below(room.path(), &troubles), ["a/b/up"]);
    }

    #[test]
    fn a_walk_ends() {
        let room = room(&["1", "2", "3", "z/Dockerfile"]);
        let mut search = Search { left: 4, limit: 4, ..Search::default() };
        search.named(room.path());
        let found = search.finish();
        assert!(found.dockerfiles.is_empty());
        assert!(found.troubles[0].to_string().contains("more than 4 files"), "{:?}", found.troubles);
    }
}
