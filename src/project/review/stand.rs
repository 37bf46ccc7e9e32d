//! How paths are named: absolute for work, as seen from where the user stands for people. Asks the disk nothing.

use std::path::{Component, Path, PathBuf};

use crate::project::read::STDIN;

/// Where the user stands, and how the files were named.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stand<'a> {
    here: &'a Path,
    /// Something above was named from here: what lies beside is shown in the same way.
    upward: bool,
}

impl<'a> Stand<'a> {
    /// Looks at how the files were named.
    pub fn new(here: &'a Path, paths: &[PathBuf]) -> Self {
        let is_upward = |path: &PathBuf| path.is_relative() && !absolute(path, here).starts_with(here);
        Self { here, upward: paths.iter().any(is_upward) }
    }

    /// Returns a path as it is shown, the same for every way to name the file: from where the user stands, without `.` and what `..` takes
    /// back. What lies neither below nor was named upward is shown whole.
    pub fn shown(self, path: &Path) -> PathBuf {
        if path == Path::new(STDIN) {
            return path.to_owned();
        }
        let whole = absolute(path, self.here);
        for (up, above) in self.here.ancestors().enumerate() {
            let Ok(rest) = whole.strip_prefix(above) else { continue };
            if up > 0 && !self.upward {
                break;
            }
            let mut shown: PathBuf = std::iter::repeat_n("..", up).collect();
            shown.push(rest);
            return if shown == Path::new("") { PathBuf::from(".") } else { shown };
        }
        whole
    }
}

/// Returns a path from the root, without `.` and what `..` takes back.
pub fn absolute(path: &Path, here: &Path) -> PathBuf {
    let mut whole = PathBuf::new();
    for part in here.join(path).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(whole.pop()),
            part => whole.push(part),
        }
    }
    whole
}

/// Returns a path as text, with `/`.
pub(super) fn label(path: &Path) -> String {
    let text = path.display().to_string();
    if cfg!(windows) { text.replace('\\', "/") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_one_name_however_it_was_named() {
        let here = Path::new("/w/p");
        let named = |paths: &[&str], path: &str| {
            let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
            Stand::new(here, &paths).shown(Path::new(path)).display().to_string()
        };
        let cases = [
            (".", "Dockerfile", "Dockerfile"),
            (".", "./a/../b/Dockerfile", "b/Dockerfile"),
            (".", "/w/p/b/Dockerfile", "b/Dockerfile"),
            (".", "/w/p", "."),
            ("..", "../q/Dockerfile", "../q/Dockerfile"),
            ("..", "/w/q/.dockerignore", "../q/.dockerignore"),
            ("..", "../p/x", "x"),
            ("/w/q", "/w/q/x", "/w/q/x"),
            ("-", "-", "-"),
        ];
        for (paths, path, expected) in cases {
            assert_eq!(named(&[paths], path), expected, "{path}");
        }
    }
}
