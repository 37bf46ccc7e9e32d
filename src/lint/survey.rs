//! What was found in a project: every file that was looked at with its text and its findings. Plain data, made by `project::review`, shown
//! by `cli` and by the Check screen, read by the plan. Knows no file system and no way of showing.

use super::report::Finding;
use super::rule::level_name;
use crate::diagnostic::{Diagnostic, LineIndex, Severity, Span};

/// A project, looked at.
#[derive(Debug, Default)]
pub struct Survey {
    /// Every file that could be read, sorted by path.
    pub files: Vec<Surveyed>,
    /// What could not be looked at, sorted by path.
    pub troubles: Vec<Trouble>,
    /// The settings that were used: paths as shown, sorted.
    pub settings: Vec<String>,
    /// How many files were found and left out because the settings say so.
    pub excluded: usize,
}

/// One file.
#[derive(Debug)]
pub struct Surveyed {
    /// Its path as seen from where the user stands; `-` is standard input.
    pub path: String,
    /// What it is.
    pub kind: Kind,
    /// Its text; all spans are bytes of it.
    pub text: String,
    /// Its lines.
    pub lines: LineIndex,
    /// Its faults, by place, then slug.
    pub findings: Vec<Finding>,
    /// The faults that comments ask to ignore, likewise.
    pub ignored: Vec<Finding>,
    /// Comments that ignore nothing, by place. They never fail a check.
    pub notes: Vec<Diagnostic>,
    /// From which level on its findings fail a check.
    pub fail_on: FailOn,
    /// What was known about its build.
    pub surroundings: Surroundings,
}

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A Dockerfile, Containerfile, or what was named as one.
    Dockerfile,
    /// A .dockerignore.
    IgnoreFile,
}

/// The build that a Dockerfile belongs to, where that is certain. Where it is not, rules about the context are silent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// The root of the context, as shown; `.` is where the user stands.
    pub context: Option<String>,
    /// The ignore file, as shown.
    pub ignore_file: Option<String>,
    /// Files of the context, ignored ones too, whose names say that they hold a secret; `None`: its files are not known.
    pub secrets: Option<Vec<String>>,
    /// Rules that everybody gets and this file does not: their silence says nothing.
    pub switched_off: Vec<&'static str>,
}

/// Something that could not be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// What it is about, as shown.
    pub path: String,
    /// Why, and what to do; begins with the path.
    pub message: String,
    /// Something was not checked for it: the check has failed. Otherwise it is worth a word and no more.
    pub fails: bool,
}

/// From which level on findings fail a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailOn {
    /// From this level on.
    Level(Severity),
    /// Whatever is found.
    Never,
}

/// A place as people and editors count it: lines and columns from 1, columns in characters, the end just behind the last character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    /// First line.
    pub line: usize,
    /// First column.
    pub column: usize,
    /// Last line.
    pub end_line: usize,
    /// Column behind the last.
    pub end_column: usize,
}

impl Survey {
    /// Returns all findings with their file, in the order of files and places.
    pub fn findings(&self) -> impl Iterator<Item = (&Surveyed, &Finding)> {
        self.files.iter().flat_map(|file| file.findings.iter().map(move |finding| (file, finding)))
    }

    /// Returns how many findings are of this level.
    pub fn count(&self, level: Severity) -> usize {
        self.findings().filter(|(_, finding)| finding.level == level).count()
    }

    /// Returns how many findings there are of each level in words, the worst first; nothing where there are none.
    pub fn told(&self) -> String {
        let levels = [Severity::Error, Severity::Warning, Severity::Note, Severity::Style];
        let words = levels.into_iter().filter_map(|level| match self.count(level) {
            0 => None,
            // Information and style have no plural.
            n if n > 1 && level >= Severity::Warning => Some(format!("{n} {}s", level_name(level))),
            n => Some(format!("{n} {}", level_name(level))),
        });
        words.collect::<Vec<_>>().join(", ")
    }

    /// Says whether a finding reaches the level that fails.
    pub fn has_failures(&self) -> bool {
        self.findings().any(|(file, finding)| file.fail_on.is_reached(finding.level))
    }

    /// Returns a file by its path as shown.
    pub fn file(&self, path: &str) -> Option<&Surveyed> {
        self.files.iter().find(|file| file.path == path)
    }
}

impl Surveyed {
    /// Returns where `span` is. A line end at its end does not count.
    pub fn region(&self, span: Span) -> Region {
        let part = self.text.get(span.range()).unwrap_or_default();
        let end = span.start + part.trim_end_matches(['\n', '\r']).len();
        let (line, column) = self.lines.position(&self.text, span.start);
        let (end_line, end_column) = self.lines.position(&self.text, end);
        Region { line, column, end_line, end_column }
    }
}

impl FailOn {
    /// Says whether a finding of `level` fails a check.
    pub fn is_reached(self, level: Severity) -> bool {
        match self {
            Self::Level(from) => level >= from,
            Self::Never => false,
        }
    }
}

impl Default for FailOn {
    fn default() -> Self {
        Self::Level(Severity::Warning)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_ends_before_the_line_does() {
        let text = "RUN a \\\n  é\nX\n".to_owned();
        let file = Surveyed {
            path: "a".to_owned(),
            kind: Kind::Dockerfile,
            lines: LineIndex::new(&text),
            text,
            findings: Vec::new(),
            ignored: Vec::new(),
            notes: Vec::new(),
            fail_on: FailOn::default(),
            surroundings: Surroundings::default(),
        };
        let region = |start, end| {
            let Region { line, column, end_line, end_column } = file.region(Span::new(start, end));
            (line, column, end_line, end_column)
        };
        assert_eq!(region(4, 5), (1, 5, 1, 6));
        assert_eq!(region(0, 13), (1, 1, 2, 4));
        assert_eq!(region(15, 15), (4, 1, 4, 1));
        assert_eq!(region(99, 99), (4, 1, 4, 1));
    }

    #[test]
    fn what_fails() {
        use Severity::{Error, Note, Style, Warning};
        let cases = [(FailOn::default(), [false, false, true, true]), (FailOn::Never, [false; 4])];
        for (fail_on, expected) in cases {
            assert_eq!([Style, Note, Warning, Error].map(|level| fail_on.is_reached(level)), expected, "{fail_on:?}");
        }
        assert!(FailOn::Level(Style).is_reached(Style));
    }
}
