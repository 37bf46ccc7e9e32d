//! `.seaworthy.toml`: what a project says about its own check. Finds the file that counts for a folder, reads it, and says what is wrong
//! with it, all at once. Knows the names of rules, not what they find.
//!
//! The file that counts for a Dockerfile is the nearest one upward from its folder. The search ends at a folder with `.git`, so that
//! nothing outside of a repository decides about it, and at the root of the file system.

mod profile;
mod read;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::error::Error;
use super::read as file;
use crate::diagnostic::{Diagnostic, Severity};
use crate::ignore::IgnoreFile;
use crate::lint::{FailOn, Options};

pub use profile::Profile;
pub use read::is_foreign;

/// The name of the file.
pub const NAME: &str = ".seaworthy.toml";

/// A file of settings, read.
#[derive(Debug, Default)]
pub struct Config {
    /// Where it lies; `None`: there is none, and everything has its default.
    pub path: Option<PathBuf>,
    /// Which rules and levels it starts from.
    pub profile: Option<Profile>,
    /// Only these rules.
    pub select: Vec<String>,
    /// Not these.
    pub ignore: Vec<String>,
    /// Levels other than the rules' own.
    pub levels: Vec<(String, Severity)>,
    /// What fails a check.
    pub fail_on: Option<FailOn>,
    /// Which files are left out; seen from the folder of the settings.
    pub exclude: IgnoreFile,
    /// Rules that some files do not get.
    pub per_path: Vec<(IgnoreFile, Vec<String>)>,
}

/// Why the settings cannot be used.
#[derive(Debug)]
pub struct Refused {
    /// Each file of settings with its text and all that is wrong in it, in the order of places.
    pub files: Vec<(String, Vec<Diagnostic>)>,
}

/// What the command line says; it wins over the settings.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// Only these rules, whatever the settings say.
    pub select: Vec<String>,
    /// Not these either.
    pub ignore: Vec<String>,
    /// The strict profile.
    pub strict: bool,
    /// What fails a check.
    pub fail_on: Option<FailOn>,
}

impl Config {
    /// Reads a text; `path` is for the messages.
    ///
    /// # Errors
    /// All that is wrong with it.
    pub fn parse(path: &str, text: &str) -> Result<Self, Vec<Diagnostic>> {
        read::read(path, text)
    }

    /// Returns the options for the file at `path`, seen from the folder of the settings, with `/`.
    pub fn options(&self, asked: &Asked, path: &str) -> Options {
        let profile = if asked.strict { Profile::Strict } else { self.profile.unwrap_or_default() };
        let mut options = profile.options(&self.levels);
        // What is asked for by name on the command line is not ignored by a file.
        let asked_for = |name: &String| crate::lint::RULES.iter().any(|rule| is_both(rule, name, &asked.select));
        let select = if asked.select.is_empty() { &self.select } else { &asked.select };
        if !select.is_empty() {
            options.ignore.clear();
        }
        options.select.clone_from(select);
        options.levels.extend(self.levels.iter().cloned());
        let here = self.per_path.iter().filter(|(patterns, _)| patterns.decide(path, false).ignored);
        let ignored = self.ignore.iter().chain(here.flat_map(|(_, names)| names));
        options.ignore.extend(ignored.filter(|name| !asked_for(name)).cloned());
        options.ignore.extend(asked.ignore.iter().cloned());
        options
    }

    /// Returns from which level on a check fails.
    pub fn fail_on(&self, asked: &Asked) -> FailOn {
        asked.fail_on.or(self.fail_on).unwrap_or_default()
    }

    /// Says whether the file at `path`, seen from the folder of the settings, is left out.
    pub fn excludes(&self, path: &str) -> bool {
        self.exclude.decide(path, false).ignored
    }
}

fn is_both(rule: &crate::lint::Rule, name: &str, asked: &[String]) -> bool {
    rule.is_called(name) && asked.iter().any(|wanted| rule.is_called(wanted))
}

/// Finds the settings for many folders, and reads each file once.
#[derive(Debug, Default)]
pub struct Finder {
    folders: HashMap<PathBuf, Rc<Config>>,
    refused: Vec<(String, Vec<Diagnostic>)>,
    troubles: Vec<Error>,
}

impl Finder {
    /// Returns the settings that count for `folder`, an absolute path. `shown` makes paths for messages.
    pub fn for_folder(&mut self, folder: &Path, shown: &dyn Fn(&Path) -> PathBuf) -> Rc<Config> {
        let mut passed = Vec::new();
        let mut found = None;
        for above in folder.ancestors() {
            if let Some(known) = self.folders.get(above) {
                found = Some(known.clone());
                break;
            }
            passed.push(above.to_owned());
            let path = above.join(NAME);
            if path.is_file() {
                found = Some(Rc::new(self.read(&path, shown)));
                break;
            }
            if above.join(".git").exists() {
                break;
            }
        }
        let config = found.unwrap_or_default();
        passed.into_iter().for_each(|folder| drop(self.folders.insert(folder, config.clone())));
        config
    }

    fn read(&mut self, path: &Path, shown: &dyn Fn(&Path) -> PathBuf) -> Config {
        let name = shown(path);
        let text = match file::read(path) {
            Ok(text) => text,
            Err(Error::Empty { .. }) => String::new(),
            Err(error) => {
                self.troubles.push(error);
                return Config::default();
            }
        };
        match Config::parse(&name.display().to_string(), &text) {
            Ok(config) => Config { path: Some(path.to_owned()), ..config },
            Err(faults) => {
                self.refused.push((text, faults));
                Config::default()
            }
        }
    }

    /// Returns the files that could not be read.
    pub fn take_troubles(&mut self) -> Vec<Error> {
        std::mem::take(&mut self.troubles)
    }

    /// Returns what was wrong with the files that were read.
    ///
    /// # Errors
    /// Something was.
    pub fn finish(self) -> Result<(), Refused> {
        if self.refused.is_empty() { Ok(()) } else { Err(Refused { files: self.refused }) }
    }
}
