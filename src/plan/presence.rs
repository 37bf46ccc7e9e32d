//! What lies in a project besides its Dockerfiles, as far as names and single lines tell: plain data, and how a line is judged. Reads no
//! file and no YAML: a mark says that a line has these words, nothing more.

mod marks;

pub use marks::{Mark, marks};

/// What was seen of a project.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Presence {
    /// The files, sorted by path.
    pub files: Vec<SeenFile>,
}

/// A file that was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenFile {
    /// As people name it, with `/`.
    pub path: String,
    /// What it is, by its name.
    pub kind: Kind,
    /// What stands in it, with the line (1-based), in the order of lines.
    pub marks: Vec<(Mark, usize)>,
}

/// What a file is, judged by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// It says what a CI service does: a workflow, `.gitlab-ci.yml`.
    Ci,
    /// What CI may call: a Makefile, a script.
    Script,
    /// A Compose file.
    Compose,
    /// A lock: `uv.lock`, `poetry.lock`, `conda-lock.yml`.
    Lock,
    /// `requirements.txt` and its like.
    Requirements,
    /// What a project declares: `pyproject.toml`, `Pipfile`, `environment.yml`.
    Manifest,
    /// Settings of a bot that proposes updates.
    Bot,
    /// `.pre-commit-config.yaml`
    Hooks,
    /// Settings of a linter of Dockerfiles.
    Linter,
    /// Findings of a scanner that are accepted: `.trivyignore`.
    Exceptions,
    /// Something that only one platform reads: `heroku.yml`.
    Platform,
}

impl Kind {
    /// Returns what a file of this kind is called in a sentence.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ci => "CI",
            Self::Script => "script",
            Self::Compose => "Compose",
            Self::Lock => "lock",
            Self::Requirements => "requirements",
            Self::Manifest => "manifest",
            Self::Bot => "update bot",
            Self::Hooks => "hooks",
            Self::Linter => "linter",
            Self::Exceptions => "accepted findings",
            Self::Platform => "platform",
        }
    }
}

impl SeenFile {
    /// Returns the name without folders.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    /// Returns the lines of a mark.
    pub fn lines(&self, mark: Mark) -> impl Iterator<Item = usize> {
        self.marks.iter().filter(move |(other, _)| *other == mark).map(|(_, line)| *line)
    }

    /// Says whether a line has this mark.
    pub fn has(&self, mark: Mark) -> bool {
        self.lines(mark).next().is_some()
    }
}

impl Presence {
    /// Returns the files of a kind.
    pub fn of(&self, kind: Kind) -> impl Iterator<Item = &SeenFile> {
        self.files.iter().filter(move |file| file.kind == kind)
    }

    /// Says whether there is a file of this kind.
    pub fn has(&self, kind: Kind) -> bool {
        self.of(kind).next().is_some()
    }

    /// Returns the file of this name, wherever it lies.
    pub fn named(&self, name: &str) -> Option<&SeenFile> {
        let is_named =
            |path: &str| path.strip_suffix(name).is_some_and(|folder| folder.is_empty() || folder.ends_with('/'));
        self.files.iter().find(|file| is_named(&file.path))
    }

    /// Returns where a mark stands in files of one of these kinds.
    pub fn marked<'p>(&'p self, kinds: &'p [Kind], mark: Mark) -> impl Iterator<Item = (&'p SeenFile, usize)> {
        let files = self.files.iter().filter(|file| kinds.contains(&file.kind));
        files.flat_map(move |file| file.lines(mark).map(move |line| (file, line)))
    }

    /// Returns where CI, or what it may call, has this mark.
    pub fn ci(&self, mark: Mark) -> Option<(&SeenFile, usize)> {
        // A script proves nothing alone: nobody may ever call it.
        let kinds: &[Kind] = if self.has(Kind::Ci) { &[Kind::Ci, Kind::Script] } else { &[] };
        self.marked(kinds, mark).next()
    }

    /// Returns where a Compose file has this mark.
    pub fn compose(&self, mark: Mark) -> Option<(&SeenFile, usize)> {
        self.marked(&[Kind::Compose], mark).next()
    }
}
