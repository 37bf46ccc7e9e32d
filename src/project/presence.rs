//! What lies in a project besides its Dockerfiles: CI files, locks, Compose files, bots. Looks at known names in the folders that were
//! asked for and at the root of the repository, never below `node_modules` and the like; reads little of each file. What the words in
//! them mean is [`crate::plan::presence`]'s business.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Component, Path, PathBuf};
use std::rc::Rc;

use super::error::Error;
use crate::plan::presence::{Kind, Presence, SeenFile, marks};

/// So many bytes are read of one file; a lock may be larger, and its first lines are enough.
const LIMIT: u64 = 512 << 10;

/// So many files of one kind are looked at in one folder.
const MOST_FILES: usize = 200;

/// So many names of one folder are looked at.
const MOST_NAMES: usize = 20_000;

/// So far up the root of a repository is looked for.
const HIGHEST: usize = 24;

/// Files by name, in a folder that was asked for and at the repository's root.
const NAMES: &[(&str, Kind)] = &[
    (".gitlab-ci.yml", Kind::Ci),
    (".gitlab-ci.yaml", Kind::Ci),
    (".travis.yml", Kind::Ci),
    (".drone.yml", Kind::Ci),
    (".woodpecker.yml", Kind::Ci),
    ("Jenkinsfile", Kind::Ci),
    ("azure-pipelines.yml", Kind::Ci),
    ("bitbucket-pipelines.yml", Kind::Ci),
    ("buildspec.yml", Kind::Ci),
    ("cloudbuild.yaml", Kind::Ci),
    ("cloudbuild.yml", Kind::Ci),
    (".circleci/config.yml", Kind::Ci),
    (".buildkite/pipeline.yml", Kind::Ci),
    (".ci/run", Kind::Script),
    ("Makefile", Kind::Script),
    ("justfile", Kind::Script),
    ("Taskfile.yml", Kind::Script),
    ("noxfile.py", Kind::Script),
    ("tox.ini", Kind::Script),
    ("docker-bake.hcl", Kind::Script),
    ("uv.lock", Kind::Lock),
    ("poetry.lock", Kind::Lock),
    ("Pipfile.lock", Kind::Lock),
    ("pdm.lock", Kind::Lock),
    ("pixi.lock", Kind::Lock),
    ("conda-lock.yml", Kind::Lock),
    ("pyproject.toml", Kind::Manifest),
    ("uv.toml", Kind::Manifest),
    ("setup.py", Kind::Manifest),
    ("setup.cfg", Kind::Manifest),
    ("Pipfile", Kind::Manifest),
    ("poetry.toml", Kind::Manifest),
    ("environment.yml", Kind::Manifest),
    ("environment.yaml", Kind::Manifest),
    ("pixi.toml", Kind::Manifest),
    ("pip.conf", Kind::Manifest),
    ("renovate.json", Kind::Bot),
    ("renovate.json5", Kind::Bot),
    (".renovaterc", Kind::Bot),
    (".renovaterc.json", Kind::Bot),
    (".github/renovate.json", Kind::Bot),
    (".github/renovate.json5", Kind::Bot),
    (".gitlab/renovate.json", Kind::Bot),
    (".github/dependabot.yml", Kind::Bot),
    (".github/dependabot.yaml", Kind::Bot),
    (".pre-commit-config.yaml", Kind::Hooks),
    (".hadolint.yaml", Kind::Linter),
    (".hadolint.yml", Kind::Linter),
    (".trivyignore", Kind::Exceptions),
    (".trivyignore.yaml", Kind::Exceptions),
    (".grype.yaml", Kind::Exceptions),
    ("heroku.yml", Kind::Platform),
    ("Procfile", Kind::Platform),
    ("manage.py", Kind::Platform),
];

/// Whole folders: all files in them that a name fits.
type Fits = fn(&str) -> bool;

/// Folders, which of their files, and what those are.
const FOLDERS: &[(&str, Fits, Kind)] = &[
    ("", is_compose, Kind::Compose),
    ("", is_requirements, Kind::Requirements),
    ("", is_lock, Kind::Lock),
    ("requirements", is_list, Kind::Requirements),
    (".github/workflows", is_yaml, Kind::Ci),
    (".forgejo/workflows", is_yaml, Kind::Ci),
    (".gitea/workflows", is_yaml, Kind::Ci),
    (".woodpecker", is_yaml, Kind::Ci),
    (".gitlab/ci", is_yaml, Kind::Ci),
    (".github/actions", is_yaml, Kind::Script),
    ("scripts", is_shell, Kind::Script),
    ("ci", is_shell, Kind::Script),
];

/// Looks at `folders` and at the root of the repository they are in. `here` is the folder in which the user stands, absolute; paths are
/// named as seen from there.
pub fn presence(folders: &[PathBuf], here: &Path) -> (Presence, Vec<Error>) {
    let mut look = Look { here, seen: BTreeSet::new(), files: Vec::new(), troubles: Vec::new() };
    let mut all: BTreeSet<PathBuf> = folders.iter().map(|folder| cleaned(&here.join(folder))).collect();
    let roots: Vec<PathBuf> = all.iter().filter_map(|folder| repository(folder)).collect();
    all.extend(roots);
    for folder in &all {
        look.folder(folder);
    }
    look.files.sort_by(|a, b| a.path.cmp(&b.path));
    (Presence { files: look.files }, look.troubles)
}

/// Returns the folder that holds `.git`, at or above this one.
fn repository(folder: &Path) -> Option<PathBuf> {
    let found = folder.ancestors().take(HIGHEST).find(|above| above.join(".git").exists());
    found.map(Path::to_owned)
}

struct Look<'h> {
    here: &'h Path,
    seen: BTreeSet<PathBuf>,
    files: Vec<SeenFile>,
    troubles: Vec<Error>,
}

impl Look<'_> {
    fn folder(&mut self, folder: &Path) {
        // One listing instead of a question for every name: a project may have hundreds of folders with Dockerfiles.
        let names = self.listed(folder);
        let holds = |path: &str| names.contains(path.split('/').next().unwrap_or_default());
        for (name, kind) in NAMES.iter().filter(|(name, _)| holds(name)) {
            self.file(folder.join(name), *kind);
        }
        for (below, fits, kind) in FOLDERS {
            let inside = match *below {
                "" => names.clone(),
                below if holds(below) => self.listed(&folder.join(below)),
                _ => continue,
            };
            for name in inside.iter().filter(|name| fits(name)).take(MOST_FILES) {
                self.file(folder.join(below).join(name), *kind);
            }
        }
    }

    /// Returns the names in a folder, sorted; none where there is no such folder.
    fn listed(&mut self, folder: &Path) -> Rc<BTreeSet<String>> {
        let Ok(entries) = fs::read_dir(folder) else { return Rc::default() };
        let names =
            entries.flatten().take(MOST_NAMES + 1).map(|entry| entry.file_name().to_string_lossy().into_owned());
        let names: BTreeSet<String> = names.collect();
        if names.len() > MOST_NAMES {
            self.troubles.push(Error::TooMany { path: folder.to_owned(), limit: MOST_NAMES });
        }
        Rc::new(names)
    }

    /// Looks at one path; what is no file, or went away since, is none of the project's.
    fn file(&mut self, path: PathBuf, kind: Kind) {
        if !path.is_file() || !self.seen.insert(path.clone()) {
            return;
        }
        // A lock is long, and nothing in it is looked for but an address with a password.
        match beginning(&path) {
            Ok(text) => self.files.push(SeenFile { path: named(&path, self.here), kind, marks: marks(kind, &text) }),
            Err(error) => self.troubles.push(error),
        }
    }
}

/// Returns the first bytes of a file as text; what is no UTF-8 becomes a sign.
fn beginning(path: &Path) -> Result<String, Error> {
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(Error::io(path))?;
    file.take(LIMIT).read_to_end(&mut bytes).map_err(Error::io(path))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Returns `path` as seen from `here`, with `/`.
fn named(path: &Path, here: &Path) -> String {
    let here = cleaned(here);
    let (mine, ours): (Vec<_>, Vec<_>) = (path.components().collect(), here.components().collect());
    let shared = mine.iter().zip(&ours).take_while(|(a, b)| a == b).count();
    let up = ours.len() - shared;
    // Far away the whole path is the shorter name.
    let parts: Vec<String> = if shared <= 1 || up > 4 {
        return path.to_string_lossy().replace('\\', "/");
    } else {
        let down = mine[shared..].iter().map(|part| part.as_os_str().to_string_lossy().into_owned());
        std::iter::repeat_n("..".to_owned(), up).chain(down).collect()
    };
    parts.join("/")
}

/// Returns an absolute path without `.` and `..`.
fn cleaned(path: &Path) -> PathBuf {
    let mut whole = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(whole.pop()),
            part => whole.push(part),
        }
    }
    whole
}

fn is_yaml(name: &str) -> bool {
    name.ends_with(".yml") || name.ends_with(".yaml")
}

fn is_shell(name: &str) -> bool {
    name.ends_with(".sh")
}

/// `compose.yaml`, `docker-compose.prod.yml`
fn is_compose(name: &str) -> bool {
    is_yaml(name) && (name.starts_with("compose.") || name.starts_with("docker-compose."))
}

/// `requirements.txt`, `requirements-dev.in`, `dev-requirements.txt`
fn is_requirements(name: &str) -> bool {
    is_list(name) && name.contains("requirements")
}

fn is_list(name: &str) -> bool {
    name.ends_with(".txt") || name.ends_with(".in")
}

/// `pylock.toml`, `pylock.dev.toml`, `conda-linux-64.lock`
fn is_lock(name: &str) -> bool {
    (name.starts_with("pylock.") && name.ends_with(".toml")) || (name.starts_with("conda-") && name.ends_with(".lock"))
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

    fn seen(room: &Path, here: &str, folders: &[&str]) -> Vec<(String, Kind, usize)> {
        let folders: Vec<PathBuf> = folders.iter().map(PathBuf::from).collect();
        let (presence, troubles) = presence(&folders, &room.join(here));
        assert!(troubles.is_empty(), "{troubles:?}");
        presence.files.into_iter().map(|file| (file.path, file.kind, file.marks.len())).collect()
    }

    #[test]
    fn what_lies_in_a_folder_and_at_the_root_of_its_repository() {
        let room = room(&[
            (".git/HEAD", ""),
            (".github/workflows/image.yml", "run: docker build .\n"),
            (".github/workflows/notes.md", "docker build"),
            ("renovate.json", "{}"),
            ("services/web/uv.lock", ""),
            ("services/web/requirements/dev.txt", "pytest\n"),
            ("services/web/compose.yaml", "services:\n"),
            ("services/other/poetry.lock", ""),
        ]);
        let workflow = |path: &str| (path.to_owned(), Kind::Ci, 1);
        let own = [
            ("compose.yaml".to_owned(), Kind::Compose, 0),
            ("requirements/dev.txt".to_owned(), Kind::Requirements, 1),
            ("uv.lock".to_owned(), Kind::Lock, 0),
        ];
        let above = [workflow("../../.github/workflows/image.yml"), ("../../renovate.json".to_owned(), Kind::Bot, 0)];
        assert_eq!(seen(room.path(), "services/web", &["."]), [&above[..], &own].concat());
        let from_root = seen(room.path(), "", &["services/web", "./services/web/../web"]);
        let paths: Vec<_> = from_root.iter().map(|it| it.0.as_str()).collect();
        let expected = ["services/web/compose.yaml", "services/web/requirements/dev.txt", "services/web/uv.lock"];
        assert_eq!(paths, [&[".github/workflows/image.yml", "renovate.json"][..], &expected].concat());
    }

    #[test]
    fn without_a_repository_nobody_looks_above() {
        let room = room(&[("renovate.json", "{}"), ("a/Makefile", "image:\n\tdocker build .\n")]);
        assert_eq!(seen(room.path(), "a", &["."]), [("Makefile".to_owned(), Kind::Script, 1)]);
    }

    #[test]
    fn bytes_that_are_no_text_stop_nobody() {
        let room = room(&[]);
        fs::write(room.path().join("Makefile"), b"\xff\xfe\ndocker build\n").unwrap();
        fs::create_dir(room.path().join("uv.lock")).unwrap();
        assert_eq!(seen(room.path(), "", &["."]), [("Makefile".to_owned(), Kind::Script, 1)]);
    }
}
