//! What a build of a folder is given: every file that is sent, and what is left out by which line of which ignore file. Reads folders and
//! sizes, and of files only the ignore file. Which line decides is `ignore`'s business.

use std::fs::{self, DirEntry, FileType};
use std::path::{Path, PathBuf};

use super::error::Error;
use super::read;
use crate::ignore::{self, IgnoreFile, Pattern, Trail};

/// Most files and folders that are looked at.
pub const LIMIT: usize = 1_000_000;

/// The ignore file that the builder uses.
#[derive(Debug, Clone)]
pub struct Chosen {
    /// Where it lies.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
    /// The same, read.
    pub file: IgnoreFile,
}

/// A file that is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// From the context, with `/`.
    pub path: String,
    /// Its size; 0 for a link, which is sent as such.
    pub bytes: u64,
}

/// A file or a whole folder that is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ignored {
    /// From the context, with `/`; a folder ends in one.
    pub path: String,
    /// The line that decided, as written.
    pub pattern: String,
    /// Its number, 1-based.
    pub line: usize,
}

/// A build context.
#[derive(Debug, Default)]
pub struct Context {
    /// The ignore file, if there is one.
    pub chosen: Option<Chosen>,
    /// What is sent, sorted by path.
    pub sent: Vec<Sent>,
    /// What is left out, sorted by path. Below a folder that is left out as a whole nothing is listed.
    pub ignored: Vec<Ignored>,
    /// Lines (1-based) that matched nothing the walk came to: what lies in a folder that is left out as a whole counts for none of them.
    pub idle: Vec<usize>,
    /// What could not be looked at.
    pub troubles: Vec<Error>,
}

/// Returns the ignore file for a build of `dir` with this Dockerfile, a path as it is given to a build: the one named after the
/// Dockerfile and beside it, else the one of the context.
///
/// # Errors
/// There is one, and it cannot be read.
pub fn choose(dir: &Path, dockerfile: &Path) -> Result<Option<Chosen>, Error> {
    let name = dockerfile.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let [own, general] = ignore::names_for(&name);
    for path in [dockerfile.with_file_name(own), dir.join(general)] {
        if fs::symlink_metadata(&path).is_err() {
            continue;
        }
        let text = match read::read(&path) {
            Ok(text) => text,
            Err(Error::Empty { .. }) => String::new(),
            Err(error) => return Err(error),
        };
        let file = ignore::parse(&path.display().to_string(), &text);
        return Ok(Some(Chosen { path, text, file }));
    }
    Ok(None)
}

/// Walks the build context `dir`. Where the ignore file is refused, the lines that are not refused decide.
///
/// # Errors
/// `dir` is no folder, or the ignore file cannot be read.
pub fn context(dir: &Path, dockerfile: &Path) -> Result<Context, Error> {
    if !fs::metadata(dir).map_err(Error::io(dir))?.is_dir() {
        return Err(Error::NoFolder { path: dir.to_owned() });
    }
    let chosen = choose(dir, dockerfile)?;
    let none = IgnoreFile::default();
    let file = chosen.as_ref().map_or(&none, |chosen| &chosen.file);
    let mut walk = Walk { file, out: Context::default(), idle: file.patterns.iter().collect(), left: LIMIT };
    walk.folders(dir);
    let Walk { mut out, idle, .. } = walk;
    out.idle = idle.into_iter().map(|pattern| pattern.line).collect();
    out.sent.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    out.ignored.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    out.chosen = chosen;
    Ok(out)
}

/// A folder that is still to be looked at.
struct Folder {
    path: PathBuf,
    /// From the context, with a `/` at the end; empty for the context itself.
    prefix: String,
    trail: Trail,
}

struct Walk<'f> {
    file: &'f IgnoreFile,
    out: Context,
    /// The patterns that have matched nothing so far.
    idle: Vec<&'f Pattern>,
    left: usize,
}

impl Walk<'_> {
    /// The folders wait on a heap of our own: a deep tree must not exhaust the stack.
    fn folders(&mut self, root: &Path) {
        let start = Folder { path: root.to_owned(), prefix: String::new(), trail: Trail::default() };
        let mut waiting = vec![start];
        while let Some(folder) = waiting.pop() {
            let entries = match fs::read_dir(&folder.path) {
                Ok(entries) => entries,
                Err(source) => {
                    self.out.troubles.push(Error::io(&folder.path)(source));
                    continue;
                }
            };
            for entry in entries {
                if self.left == 0 {
                    self.out.troubles.push(Error::TooMany { path: root.to_owned(), limit: LIMIT });
                    return;
                }
                self.left -= 1;
                let typed = entry.and_then(|entry| entry.file_type().map(|kind| (entry, kind)));
                match typed {
                    Ok((entry, kind)) => waiting.extend(self.entry(&folder, &entry, kind)),
                    Err(source) => self.out.troubles.push(Error::io(&folder.path)(source)),
                }
            }
        }
    }

    /// Decides about one entry; returns it when it is a folder to be entered.
    fn entry(&mut self, folder: &Folder, entry: &DirEntry, kind: FileType) -> Option<Folder> {
        if is_socket(kind) {
            return None;
        }
        let path = format!("{}{}", folder.prefix, entry.file_name().to_string_lossy());
        let (decision, trail) = self.file.step(&folder.trail, &path, kind.is_dir());
        self.idle.retain(|pattern| !pattern.matches(&path));
        let by = decision.by.filter(|_| decision.ignored);
        let prefix = if kind.is_dir() { format!("{path}/") } else { path };
        match by {
            Some(by) if !kind.is_dir() || decision.skip_below => {
                self.out.ignored.push(Ignored { path: prefix, pattern: by.text.clone(), line: by.line });
                return None;
            }
            _ if kind.is_dir() => return Some(Folder { path: entry.path(), prefix, trail }),
            _ => {}
        }
        let bytes = if kind.is_file() { entry.metadata().map(|about| about.len()) } else { Ok(0) };
        match bytes {
            Ok(bytes) => self.out.sent.push(Sent { path: prefix, bytes }),
            Err(source) => self.out.troubles.push(Error::io(&entry.path())(source)),
        }
        None
    }
}

/// Sockets are never sent.
#[cfg(unix)]
fn is_socket(kind: FileType) -> bool {
    std::os::unix::fs::FileTypeExt::is_socket(&kind)
}

#[cfg(not(unix))]
fn is_socket(_: FileType) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn room(files: &[(&str, &str)]) -> tempfile::TempDir {
        let room = tempfile::tempdir().unwrap();
        for (file, text) in files {
            let path = room.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        room
    }

    fn walked(room: &Path, dockerfile: &str) -> (Vec<String>, Vec<String>, Vec<usize>) {
        let context = context(room, &room.join(dockerfile)).unwrap();
        assert!(context.troubles.is_empty());
        let sent = context.sent.iter().map(|sent| format!("{} {}", sent.path, sent.bytes)).collect();
        let ignored = context.ignored.iter().map(|it| format!("{} {}:{}", it.path, it.line, it.pattern)).collect();
        (sent, ignored, context.idle)
    }

    #[test]
    fn what_is_sent_and_what_is_not() {
        let lines = "# c\nvenv\nlog\n!log/keep\n**/*.pyc\nnothing\n";
        let room = room(&[
            (".dockerignore", lines),
            ("a/b.pyc", "1"),
            ("a/b.py", "12"),
            ("log/keep/x", "123"),
            ("log/old", "1"),
            ("venv/a/b", "1"),
            ("venv/c", "1"),
        ]);
        let (sent, ignored, idle) = walked(room.path(), "Dockerfile");
        assert_eq!(sent, [format!(".dockerignore {}", lines.len()), "a/b.py 2".into(), "log/keep/x 3".into()]);
        assert_eq!(ignored, ["a/b.pyc 5:**/*.pyc", "log/old 3:log", "venv/ 2:venv"]);
        assert_eq!(idle, [6]);
    }

    #[test]
    fn the_ignore_file_of_the_dockerfile_wins() {
        let room = room(&[
            (".dockerignore", "a"),
            ("dev.Dockerfile.dockerignore", "b"),
            ("docker/Dockerfile.dockerignore", ""),
            ("a", ""),
            ("b", ""),
        ]);
        let ignored = |dockerfile| walked(room.path(), dockerfile).1;
        assert_eq!(ignored("Dockerfile"), ["a 1:a"]);
        assert_eq!(ignored("dev.Dockerfile"), ["b 1:b"]);
        assert!(ignored("docker/Dockerfile").is_empty());
    }

    #[test]
    fn what_is_no_folder_is_named() {
        let room = room(&[("a", "")]);
        let error = context(&room.path().join("a"), Path::new("Dockerfile")).unwrap_err();
        assert!(error.to_string().contains("not a folder"), "{error}");
        assert!(matches!(context(&room.path().join("b"), Path::new("Dockerfile")), Err(Error::Io { .. })));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_sent_and_not_entered() {
        let room = room(&[("a/b", "1")]);
        std::os::unix::fs::symlink(".", room.path().join("a/up")).unwrap();
        assert_eq!(walked(room.path(), "Dockerfile").0, ["a/b 1", "a/up 0"]);
    }
}
