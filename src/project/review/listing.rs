//! The files of a build context, as far as rules ask for them: walked once per root and bounded. Reads folders only.

use std::collections::VecDeque;
use std::fs;
use std::path::Path;
use std::rc::Rc;

use crate::project::discover::is_skipped;

/// Most files and folders that are looked at. A context with more is not known: rules about its files are silent.
const LIMIT: usize = 50_000;

/// What lies in a context.
#[derive(Debug, Default)]
pub(super) struct Listing {
    /// Paths from the root with `/`, sorted. A folder that was not entered stands there by its name.
    pub files: Rc<Vec<String>>,
    /// Folders, and links to some, that were not entered; what lies below them is not known.
    pub opaque: Vec<String>,
}

impl Listing {
    /// Lists what is in `root`; `None`: it cannot be read, or there is too much.
    pub fn of(root: &Path) -> Option<Self> {
        let mut walk = Walk::default();
        let mut left = LIMIT;
        let mut folders = VecDeque::from([String::new()]);
        while let Some(prefix) = folders.pop_front() {
            let entries = match fs::read_dir(root.join(&prefix)) {
                Ok(entries) => entries,
                Err(_) if prefix.is_empty() => return None,
                Err(_) => {
                    walk.close(prefix.trim_end_matches('/'));
                    continue;
                }
            };
            let mut below = Vec::new();
            let mut is_environment = false;
            for entry in entries {
                left = left.checked_sub(1)?;
                let Ok(entry) = entry else { continue };
                let name = entry.file_name().to_string_lossy().into_owned();
                let path = format!("{prefix}{name}");
                let Ok(kind) = entry.file_type() else { continue };
                is_environment |= name == "pyvenv.cfg" || name == "conda-meta";
                if kind.is_dir() && !is_skipped(&name) {
                    below.push(path + "/");
                } else if kind.is_dir() || kind.is_symlink() && entry.path().is_dir() {
                    walk.close(&path);
                } else {
                    walk.files.push(path);
                }
            }
            if is_environment && !prefix.is_empty() {
                below.iter().for_each(|folder| walk.close(folder.trim_end_matches('/')));
            } else {
                folders.extend(below);
            }
        }
        let Walk { mut files, opaque } = walk;
        files.sort_unstable();
        Some(Self { files: Rc::new(files), opaque })
    }

    /// Says whether `path` lies below a folder that was not entered.
    pub fn is_hidden(&self, path: &str) -> bool {
        self.opaque.iter().any(|folder| path.strip_prefix(folder.as_str()).is_some_and(|rest| rest.starts_with('/')))
    }
}

/// What the walk came to so far.
#[derive(Default)]
struct Walk {
    files: Vec<String>,
    opaque: Vec<String>,
}

impl Walk {
    fn close(&mut self, folder: &str) {
        self.files.push(folder.to_owned());
        self.opaque.push(folder.to_owned());
    }
}
