//! Where a course's files come from: the binary, or a folder that nobody trusts. Every read is bounded, stays inside the
//! folder, survives bad UTF-8 and comes out harmless.

use std::borrow::Cow;
use std::fs;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

use super::sanitize::sanitize;
use super::{Error, embed};

/// Largest file that is read from a course or pack, in bytes.
pub const PACK_LIMIT: u64 = 4 << 20;
/// Largest file that a learner opens by name, in bytes.
pub const FILE_LIMIT: u64 = 32 << 20;

/// Most files of a folder that are looked at.
pub const MOST_FILES: usize = 20_000;
/// The words of a course or pack, in its root; in the repository of the stock course below `assets`.
const GLOSSARY: &str = "glossary.toml";
const SOURCE_GLOSSARY: &str = "assets/glossary.toml";
/// Folders deeper than this are not looked into.
const MOST_DEPTH: usize = 12;

/// One source of files.
#[derive(Debug, Clone)]
pub enum Layer {
    /// What the binary carries.
    Stock,
    /// A folder with `lessons/`, `quizzes/` and `glossary.toml`.
    Folder(PathBuf),
}

impl Layer {
    /// Returns the text of `path` (forward slashes), or `None` when this layer does not have it.
    ///
    /// # Errors
    /// The file exists but cannot be read, is too large, or lies outside the folder.
    pub fn read(&self, path: &str) -> Result<Option<Cow<'static, str>>, Error> {
        match self {
            Self::Stock => Ok(embed::read(path).map(Cow::Borrowed)),
            Self::Folder(_) => Ok(self.read_raw(path)?.map(|text| Cow::Owned(harmless(text.into_owned())))),
        }
    }

    /// Returns the text of `path` as it lies there, control characters included: for the linter, never for a terminal.
    ///
    /// # Errors
    /// As [`Layer::read`].
    pub fn read_raw(&self, path: &str) -> Result<Option<Cow<'static, str>>, Error> {
        match self {
            Self::Stock => Ok(embed::read(path).map(Cow::Borrowed)),
            Self::Folder(root) => Ok(read_inside(root, on_disk(root, path))?.map(Cow::Owned)),
        }
    }

    /// Returns the paths of all files below `folder`, sorted; at most [`MOST_FILES`], and no symbolic link to a folder is
    /// followed.
    pub fn files_below(&self, folder: &str) -> Vec<String> {
        let mut paths = Vec::new();
        match self {
            Self::Stock => paths.extend(embed::paths(&format!("{folder}/")).map(str::to_owned)),
            Self::Folder(root) => list_below(root, folder, 0, &mut paths),
        }
        paths.sort();
        paths
    }

    /// Returns the paths of the files directly in `folder`, sorted; none when there is no such folder.
    pub fn files(&self, folder: &str) -> Vec<String> {
        let prefix = format!("{folder}/");
        match self {
            Self::Stock => {
                let direct = |path: &&str| !path[prefix.len()..].contains('/');
                embed::paths(&prefix).filter(direct).map(str::to_owned).collect()
            }
            Self::Folder(root) => {
                let Ok(entries) = fs::read_dir(root.join(folder)) else { return Vec::new() };
                let names = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok());
                let mut paths: Vec<_> = names.map(|name| prefix.clone() + &name).collect();
                paths.sort();
                paths
            }
        }
    }

    /// Returns a path as an author would type it.
    pub fn label(&self, path: &str) -> String {
        match self {
            Self::Stock if path == GLOSSARY => SOURCE_GLOSSARY.to_owned(),
            Self::Stock => path.to_owned(),
            Self::Folder(root) => root.join(on_disk(root, path)).display().to_string(),
        }
    }

    /// Returns the path that [`Layer::label`] made a label of, if it was this layer's.
    pub fn unlabel(&self, label: &str) -> Option<String> {
        match self {
            Self::Stock => Some(label.to_owned()),
            Self::Folder(root) => {
                let inside = Path::new(label).strip_prefix(root).ok()?;
                Some(inside.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/"))
            }
        }
    }
}

/// Returns whether a path from a file may be followed: relative, without `..`.
pub fn is_inside(path: &str) -> bool {
    !path.is_empty() && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}

/// Returns where a file lies: the repository of the stock course keeps its words beside the other assets.
fn on_disk<'p>(root: &Path, path: &'p str) -> &'p str {
    let moved = path == GLOSSARY && !root.join(GLOSSARY).exists() && root.join(SOURCE_GLOSSARY).exists();
    if moved { SOURCE_GLOSSARY } else { path }
}

fn list_below(root: &Path, folder: &str, depth: usize, paths: &mut Vec<String>) {
    let Ok(entries) = fs::read_dir(root.join(folder)) else { return };
    for entry in entries.flatten() {
        let (Ok(name), Ok(kind)) = (entry.file_name().into_string(), entry.file_type()) else { continue };
        let path = format!("{folder}/{name}");
        if kind.is_dir() && depth < MOST_DEPTH {
            list_below(root, &path, depth + 1, paths);
        } else if !kind.is_dir() && paths.len() < MOST_FILES {
            paths.push(path);
        }
    }
}

fn read_inside(root: &Path, path: &str) -> Result<Option<String>, Error> {
    let full = root.join(path);
    let outside = || Error::Outside { path: full.clone(), root: root.to_owned() };
    if !is_inside(path) {
        return Err(outside());
    }
    let Ok(real) = fs::canonicalize(&full) else { return Ok(None) };
    // A symbolic link may not lead out of the folder.
    let real_root = fs::canonicalize(root).map_err(|source| Error::Io { path: root.to_owned(), source })?;
    if !real.starts_with(&real_root) {
        return Err(outside());
    }
    read_raw_file(&real, PACK_LIMIT).map(Some)
}

/// Reads one file, at most `limit` bytes; bad UTF-8 is replaced, control characters are made visible.
///
/// # Errors
/// The file cannot be read, is no regular file, or is larger than `limit`.
pub fn read_file(path: &Path, limit: u64) -> Result<String, Error> {
    read_raw_file(path, limit).map(harmless)
}

/// Reads one file, at most `limit` bytes; bad UTF-8 is replaced, nothing else is changed.
///
/// # Errors
/// As [`read_file`].
pub fn read_raw_file(path: &Path, limit: u64) -> Result<String, Error> {
    let io = |source| Error::Io { path: path.to_owned(), source };
    let too_large = |bytes| Err(Error::TooLarge { path: path.to_owned(), bytes, limit });
    let meta = fs::metadata(path).map_err(io)?;
    if !meta.is_file() {
        return Err(io(std::io::Error::other("not a regular file")));
    }
    if meta.len() > limit {
        return too_large(meta.len());
    }
    // Some files say that they are empty and never end.
    let mut bytes = Vec::with_capacity(usize::try_from(meta.len()).unwrap_or(0) + 1);
    fs::File::open(path).and_then(|file| file.take(limit + 1).read_to_end(&mut bytes)).map_err(io)?;
    if bytes.len() as u64 > limit {
        return too_large(bytes.len() as u64);
    }
    Ok(String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
}

fn harmless(text: String) -> String {
    match sanitize(&text) {
        Cow::Borrowed(same) if same.len() == text.len() => text,
        clean => clean.into_owned(),
    }
}
