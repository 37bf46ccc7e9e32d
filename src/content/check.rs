//! The author's linter: everything that docs/authoring.md asks of a course, the proofs of its Dockerfiles included. It reads a whole course (or loose Markdown) once and asks each family of checks for what is wrong; `table`
//! lists the families and every code. Prints nothing and knows no clock: today is an argument.

mod aliases;
mod bodies;
mod characters;
mod contents;
mod fences;
mod fields;
mod findings;
mod frames;
mod front;
mod giveaways;
mod length;
mod links;
mod marks;
mod needs;
mod pairs;
mod place;
mod proofs;
mod questions;
mod rules;
mod sentences;
mod site;
mod spots;
pub mod table;
mod tracks;
mod transcripts;
mod width;

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::path::Path;

use super::Library;
use crate::diagnostic::{Diagnostic, Severity};
use crate::time::Day;
use findings::Findings;
use site::Site;

pub use giveaways::Share;

/// What a check has to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// The day on which is checked.
    pub today: Day,
    /// Report lessons whose facts were last verified more than so many days ago.
    pub stale: Option<u32>,
}

/// What a check found.
#[derive(Debug, Default)]
pub struct Outcome {
    /// What is wrong, by path and place.
    pub found: Vec<Diagnostic>,
    /// How much was looked at.
    pub counts: Counts,
    /// What was measured over all questions and lessons; nothing where only a part was looked at, or loose files.
    pub measures: Option<Measures>,
    texts: HashMap<String, Cow<'static, str>>,
}

/// How much was looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Chapters of the course.
    pub chapters: usize,
    /// Lessons that have a text, not counting the pages of chapters and the tour.
    pub lessons: usize,
    /// Lessons that are only planned.
    pub planned: usize,
    /// Questions that can be asked.
    pub questions: usize,
    /// Loose files, or the files of a part of a course; the others are 0 then.
    pub files: usize,
}

/// What shows whether one could guess, and whether lessons repeat each other.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Measures {
    /// Choice questions whose right option is the longest.
    pub longest: Share,
    /// Words that stand in right options only.
    pub telling: usize,
    /// Sentences that stand in two lessons, or nearly.
    pub sentences: usize,
}

/// Checks a course that was opened: the stock course, another one, loose files, or a pack. Of packs over a course only
/// the topmost is reported on; what lies below it is what its links, ids and sentences are compared with.
pub fn run(library: &Library, options: Options) -> Outcome {
    let mut found = Findings::default();
    let site = Site::read(library, options, &mut found);
    for family in table::FAMILIES {
        if family.loose || !site.loose {
            (family.check)(&site, &mut found);
        }
    }
    let counts = site.counts();
    let longest = giveaways::measure(&site);
    let loose = site.loose;
    let found = found.finish(&site);
    let number = |code: &str| found.iter().filter(|diagnostic| diagnostic.code == code).count();
    let (telling, sentences) = (number("word-telling"), number("sentence-twice"));
    let measures = (!loose).then_some(Measures { longest, telling, sentences });
    let texts = site.files.into_iter().filter(|file| file.own).map(|file| (file.label, file.text)).collect();
    Outcome { found, counts, measures, texts }
}

impl Outcome {
    /// Keeps only what concerns `path`, a file or folder of what was checked.
    #[must_use]
    pub fn only(mut self, path: &Path) -> Self {
        let bare = |path: &Path| path.strip_prefix(".").unwrap_or(path).to_owned();
        let part = bare(path);
        let concerns = |label: &str| bare(Path::new(label)).starts_with(&part);
        self.found.retain(|diagnostic| concerns(&diagnostic.path));
        let files = self.texts.keys().filter(|label| concerns(label)).count();
        Self { counts: Counts { files, ..Counts::default() }, measures: None, ..self }
    }

    /// Returns the text that the spans of diagnostics with this path point into.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.texts.get(path).map(AsRef::as_ref)
    }

    /// Returns how many diagnostics have this severity.
    pub fn number(&self, severity: Severity) -> usize {
        self.found.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }

    /// Returns whether nothing has to be mended; notes may remain.
    pub fn is_clean(&self) -> bool {
        self.found.iter().all(|diagnostic| diagnostic.severity == Severity::Note)
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (errors, warnings) = (self.number(Severity::Error), self.number(Severity::Warning));
        let notes = self.number(Severity::Note);
        write!(
            f,
            "{}: {}, {}, {}",
            self.counts,
            number(errors, "error"),
            number(warnings, "warning"),
            number(notes, "note")
        )
    }
}

impl fmt::Display for Measures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { longest, telling, sentences } = *self;
        write!(
            f,
            "right option longest in {} of {} ({}%), {}, {} of two lessons alike",
            longest.longest,
            number(longest.of, "choice question"),
            longest.percent(),
            number(telling, "telling word"),
            number(sentences, "sentence")
        )
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.files > 0 {
            return f.write_str(&number(self.files, "file"));
        }
        let planned = if self.planned > 0 { format!(" (and {} planned)", self.planned) } else { String::new() };
        let (lessons, questions) = (number(self.lessons, "lesson"), number(self.questions, "question"));
        write!(f, "{lessons}{planned} in {}, {questions}", number(self.chapters, "chapter"))
    }
}

fn number(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests;
