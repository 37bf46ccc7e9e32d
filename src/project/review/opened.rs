//! A Dockerfile with all that is known before a rule looks at it: its settings, its tree, its build. Finds nothing wrong itself.

use std::path::PathBuf;
use std::rc::Rc;

use super::stand::{Stand, label};
use super::surroundings::Build;
use crate::diagnostic::LineIndex;
use crate::dockerfile::Dockerfile;
use crate::lint::{Context, Facts, Ignore, Options, Profile, RULES, Surroundings};
use crate::plan::look::is_secret;
use crate::project::config::Config;

/// A Dockerfile that was read.
#[derive(Debug)]
pub(super) struct Opened {
    /// As shown.
    pub path: PathBuf,
    /// The settings for it.
    pub config: Rc<Config>,
    /// What they and the command line come to.
    pub options: Options,
    /// Its tree.
    pub file: Dockerfile,
    /// What is certain about its build.
    pub build: Build,
}

impl Opened {
    /// Computes what rules and looks ask.
    pub fn facts(&self) -> Facts<'_> {
        let context = Context {
            ignore: match (&self.build.ignore, self.build.is_certain()) {
                (Some(chosen), _) => Ignore::File(&chosen.file),
                (None, true) => Ignore::Absent,
                (None, false) => Ignore::Unknown,
            },
            files: self.build.files.as_ref().map(|files| files.as_slice()),
        };
        Facts::new(&self.file, context)
    }

    /// Returns what a survey tells of the build.
    pub fn surroundings(&self, stand: Stand<'_>) -> Surroundings {
        Surroundings {
            context: self.build.root.as_deref().map(|root| label(&stand.shown(root))),
            ignore_file: self.build.ignore.as_ref().map(|chosen| label(&stand.shown(&chosen.path))),
            secrets: self.build.files.as_ref().map(|files| secrets(files)),
            switched_off: switched_off(&self.options),
        }
    }

    /// Takes the text and its lines out of a tree that is not needed any more.
    pub fn take_text(&mut self) -> (String, LineIndex) {
        (std::mem::take(&mut self.file.source), std::mem::replace(&mut self.file.lines, LineIndex::new("")))
    }
}

/// Returns the files of a context whose names say that they hold a secret.
fn secrets(files: &[String]) -> Vec<String> {
    files.iter().filter(|path| is_secret(path)).cloned().collect()
}

/// Returns the rules that everybody gets and these options leave out.
fn switched_off(options: &Options) -> Vec<&'static str> {
    let everybodys = RULES.iter().filter(|rule| rule.profile == Profile::Default);
    everybodys.filter(|rule| !options.runs(rule)).map(|rule| rule.slug).collect()
}
