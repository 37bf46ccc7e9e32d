//! What is certain about the build of a Dockerfile: its context, its ignore file, its files. A Dockerfile does not say which folder it is
//! built from, so this is a judgement, and where it would be a guess there is no answer: rules about the context are silent then.
//!
//! A folder is taken for the context where
//! - a compose file in the Dockerfile's folder or above, up to the root of the project, says so, and none says otherwise;
//! - or it is the Dockerfile's own, and either the root of the project with sources beside the Dockerfile, or one with a .dockerignore or a
//!   manifest of its own; and no file that the Dockerfile names lies only in a folder above;
//! - or it is a folder above, up to the root of the project, in which all files lie that the Dockerfile names, and they are not all in its own.
//!
//! The root of the project is the folder with `.git`; without one, the highest of three folders above that has a manifest.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::compose::{self, Asked};
use super::listing::Listing;
use crate::dockerfile::{Arguments, Dockerfile, SourcesAndDest};
use crate::project::context::{Chosen, choose};
use crate::project::error::Error;

/// Files that say: here is a project.
const MANIFESTS: &[&str] = &[
    "pyproject.toml",
    "requirements.txt",
    "setup.py",
    "Pipfile",
    "environment.yml",
    "package.json",
    "go.mod",
    "Cargo.toml",
    "pom.xml",
    "Gemfile",
];
/// Endings of sources.
const SOURCES: &[&str] = &["py", "ipynb", "js", "ts", "mjs", "go", "rs", "java", "rb", "php", "txt", "toml", "lock"];
/// So many folders above are looked at where there is no repository.
const ABOVE: usize = 3;
/// So many entries of a folder are looked at for sources.
const LOOKED_AT: usize = 2_000;

/// What is known about one build.
#[derive(Debug, Clone, Default)]
pub(super) struct Build {
    /// The context, absolute; `None`: not certain.
    pub root: Option<PathBuf>,
    /// The ignore file.
    pub ignore: Option<Rc<Chosen>>,
    /// All files of the context, if they are known.
    pub files: Option<Rc<Vec<String>>>,
}

impl Build {
    /// Says whether the context is certain.
    pub fn is_certain(&self) -> bool {
        self.root.is_some()
    }
}

/// The builds of many Dockerfiles; each folder is looked at once.
#[derive(Debug, Default)]
pub(super) struct Builds {
    listings: HashMap<PathBuf, Option<Rc<Listing>>>,
    marks: HashMap<PathBuf, Marks>,
    composed: HashMap<PathBuf, Rc<Vec<Asked>>>,
    /// Whether sources lie in a folder.
    sources: HashMap<PathBuf, bool>,
    troubles: Vec<Error>,
}

/// What compose files say about the context of a Dockerfile.
enum Composed {
    Silent,
    From(PathBuf),
    /// One says this, another says that.
    Contradicted,
}

/// What a folder has.
#[derive(Debug, Clone, Copy)]
struct Marks {
    repository: bool,
    manifest: bool,
    compose: bool,
    ignore_file: bool,
}

impl Builds {
    /// Returns what is known about the build of the Dockerfile at `path`, which is absolute.
    pub fn of(&mut self, file: &Dockerfile, path: &Path) -> Build {
        let wanted = Wanted::read(file);
        let own = path.parent().unwrap_or(Path::new("/"));
        let root = if wanted.nothing { None } else { self.root(&wanted, path, own) };
        let beside = root.clone().unwrap_or_else(|| own.to_owned());
        let ignore = match choose(&beside, path) {
            Ok(chosen) => chosen,
            Err(error) => {
                self.troubles.push(error);
                // One is there: nothing is to be said about a file that nobody could read.
                return Build::default();
            }
        };
        // One that is named after the Dockerfile belongs to it whatever the context is; the general one is that of the context.
        let is_own = |chosen: &Chosen| chosen.path.file_name() != Some(".dockerignore".as_ref());
        let ignore = ignore.filter(|chosen| root.is_some() || is_own(chosen)).map(Rc::new);
        let files = root.as_deref().and_then(|root| self.listing(root)).and_then(|listing| {
            let hidden = wanted.named.iter().any(|path| listing.is_hidden(path));
            (!hidden).then(|| listing.files.clone())
        });
        Build { root, ignore, files }
    }

    /// Returns what could not be looked at since the last time.
    pub fn take_troubles(&mut self) -> Vec<Error> {
        std::mem::take(&mut self.troubles)
    }

    /// Returns the folder that is the context for certain.
    fn root(&mut self, wanted: &Wanted, path: &Path, own: &Path) -> Option<PathBuf> {
        let top = self.top(own);
        let above: Vec<PathBuf> =
            own.ancestors().skip(1).take_while(|dir| dir.starts_with(&top)).map(Path::to_owned).collect();
        match self.composed(path, own, &top) {
            Composed::From(context) => return Some(context),
            Composed::Contradicted => return None,
            Composed::Silent => {}
        }
        let missing: Vec<&String> = wanted.named.iter().filter(|name| !own.join(name).exists()).collect();
        let here = wanted.named.len() - missing.len();
        if !missing.is_empty() {
            // Something is missing here: where else is all of it?
            let has_all = |dir: &&PathBuf| wanted.named.iter().all(|name| dir.join(name).exists());
            if let Some(dir) = above.iter().find(has_all) {
                return Some(dir.clone());
            }
            if missing.into_iter().any(|name| above.iter().any(|dir| dir.join(name).exists())) {
                return None;
            }
        }
        let marks = self.marks(own);
        let is_plain = path.file_name().is_some_and(|name| name == "Dockerfile" || name == "Containerfile");
        if own == top {
            let beside = marks.manifest || marks.ignore_file || self.has_sources(own);
            let fits = is_plain || here > 0 || wanted.named.is_empty();
            return (beside && fits).then(|| own.to_owned());
        }
        let ignored_above = above.iter().any(|dir| self.marks(dir).ignore_file);
        let own_place = marks.ignore_file || marks.manifest && !ignored_above;
        (own_place && (here > 0 || wanted.named.is_empty())).then(|| own.to_owned())
    }

    /// Returns what compose files between `own` and `top` say about the Dockerfile at `path`.
    fn composed(&mut self, path: &Path, own: &Path, top: &Path) -> Composed {
        let mut said = Composed::Silent;
        for dir in own.ancestors().take_while(|dir| dir.starts_with(top)) {
            if !self.marks(dir).compose {
                continue;
            }
            let asked = self.composed.entry(dir.to_owned()).or_insert_with(|| Rc::new(compose::in_folder(dir))).clone();
            for asked in asked.iter().filter(|asked| asked.dockerfile == path) {
                match &said {
                    Composed::From(context) if *context != asked.context => return Composed::Contradicted,
                    _ => said = Composed::From(asked.context.clone()),
                }
            }
        }
        said
    }

    /// Returns the root of the project that `own` belongs to.
    fn top(&mut self, own: &Path) -> PathBuf {
        if let Some(repository) = own.ancestors().find(|dir| self.marks(dir).repository) {
            return repository.to_owned();
        }
        let marked = own.ancestors().take(ABOVE + 1).filter(|dir| self.marks(dir).manifest);
        marked.last().unwrap_or(own).to_owned()
    }

    fn marks(&mut self, dir: &Path) -> Marks {
        if let Some(known) = self.marks.get(dir) {
            return *known;
        }
        let has = |name: &&str| dir.join(name).exists();
        let compose = compose::NAMES.iter().any(has);
        let marks = Marks {
            repository: has(&".git"),
            manifest: compose || MANIFESTS.iter().any(has),
            compose,
            ignore_file: has(&".dockerignore"),
        };
        self.marks.insert(dir.to_owned(), marks);
        marks
    }

    fn has_sources(&mut self, dir: &Path) -> bool {
        if let Some(known) = self.sources.get(dir) {
            return *known;
        }
        let found = find_sources(dir);
        self.sources.insert(dir.to_owned(), found);
        found
    }

    fn listing(&mut self, root: &Path) -> Option<Rc<Listing>> {
        self.listings.entry(root.to_owned()).or_insert_with(|| Listing::of(root).map(Rc::new)).clone()
    }
}

fn find_sources(dir: &Path) -> bool {
    let Ok(entries) = fs::read_dir(dir) else { return false };
    let is_source = |entry: fs::DirEntry| {
        let path = entry.path();
        let ending = path.extension().map(|ending| ending.to_string_lossy().into_owned());
        ending.is_some_and(|ending| SOURCES.contains(&&*ending))
    };
    entries.take(LOOKED_AT).flatten().any(is_source)
}

/// What a Dockerfile wants of its context.
#[derive(Debug, Default)]
struct Wanted {
    /// It copies nothing from it: whatever the context is, it does not matter.
    nothing: bool,
    /// Paths that it names as they are: without variables, wildcards, and ways out of the context.
    named: Vec<String>,
}

impl Wanted {
    fn read(file: &Dockerfile) -> Self {
        let mut wanted = Self { nothing: true, named: Vec::new() };
        for instruction in &file.instructions {
            match &instruction.arguments {
                Arguments::Copy(what) | Arguments::Add(what) if what.from.is_none() => wanted.copied(what),
                Arguments::Run(run) => {
                    wanted.nothing &= !run.mounts.iter().any(|mount| mount.from.is_none() && mount.source.is_some());
                }
                _ => {}
            }
        }
        wanted.named.sort();
        wanted.named.dedup();
        wanted
    }

    fn copied(&mut self, what: &SourcesAndDest) {
        for path in what.paths() {
            if path.contains("://") || path.starts_with("git@") {
                continue;
            }
            self.nothing = false;
            let path = path.trim_start_matches("./").trim_matches('/');
            let is_plain = !path.contains(['$', '*', '?', '[', '\\', '"'])
                && !path.split('/').any(|part| matches!(part, "" | "." | ".."));
            if is_plain {
                self.named.push(path.to_owned());
            }
        }
    }
}
