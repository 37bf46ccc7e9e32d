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
            Self::Folder(root) => read_inside(root, path),
        }
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
            Self::Stock => path.to_owned(),
            Self::Folder(root) => root.join(path).display().to_string(),
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

fn read_inside(root: &Path, path: &str) -> Result<Option<Cow<'static, str>>, Error> {
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
    read_file(&real, PACK_LIMIT).map(|text| Some(Cow::Owned(text)))
}

/// Reads one file, at most `limit` bytes; bad UTF-8 is replaced, control characters are made visible.
///
/// # Errors
/// The file cannot be read, is no regular file, or is larger than `limit`.
pub fn read_file(path: &Path, limit: u64) -> Result<String, Error> {
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
    let text = String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
    Ok(match sanitize(&text) {
        Cow::Borrowed(same) if same.len() == text.len() => text,
        clean => clean.into_owned(),
    })
}
