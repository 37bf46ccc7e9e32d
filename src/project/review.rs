//! Checks a project: finds its Dockerfiles and ignore files, finds out what is certain about their builds, runs the rules, and puts each
//! finding with the file that it is in. Prints nothing and decides nothing about exits: the outcome is a [`Survey`]. Each Dockerfile is read
//! once, also where a plan is wanted besides.
//!
//! A file that cannot be read is one trouble among the others. A fault of a .dockerignore is told once, however many Dockerfiles share it.

mod compose;
mod listing;
mod opened;
mod stand;
mod surroundings;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::config::{Asked, Config, Finder, Refused};
use super::discover::discover;
use super::error::{self, Error};
use super::planned::{Planned, planned};
use super::read::{STDIN, read_at};
use crate::diagnostic::{Diagnostic, LineIndex};
use crate::dockerfile::Dockerfile;
use crate::ignore::IgnoreFile;
use crate::lint::{
    self, Context, Facts, Finding, Ignore, Kind, Options, Outcome, Place, Surroundings, Survey, Surveyed, Trouble,
};
use opened::Opened;
use stand::{Stand, label};
use surroundings::{Build, Builds};

pub(super) use stand::absolute;

/// What is to be checked.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// Files and folders; [`STDIN`] is standard input. None: the folder in which the user stands.
    pub paths: &'a [PathBuf],
    /// The folder in which the user stands, absolute. Paths are shown as seen from there.
    pub here: &'a Path,
    /// What the command line says.
    pub asked: &'a Asked,
    /// The program ends when this is told: the tree and the facts of the last Dockerfile, tens of megabytes for a long one, are left to the
    /// system, which takes back everything at once. In a program that goes on they would be lost.
    pub leaving: bool,
}

/// Checks what is asked for.
///
/// # Errors
/// A file of settings is wrong. Nothing was checked then: half of what was wished for might be the opposite of it.
pub fn review(request: Request<'_>) -> Result<Survey, Refused> {
    let (mut work, dockerfiles, ignore_files) = Work::begin(request);
    let count = dockerfiles.len();
    for (at, path) in dockerfiles.iter().enumerate() {
        work.dockerfile(path, request.leaving && at + 1 == count);
    }
    work.finish(&ignore_files)
}

/// Checks what is asked for, and makes the plan from the same trees and facts; so all of them are in memory at once.
///
/// # Errors
/// As [`review`].
pub fn review_with_plan(request: Request<'_>) -> Result<(Survey, Planned), Refused> {
    let (mut work, dockerfiles, ignore_files) = Work::begin(request);
    let opened: Vec<Opened> = dockerfiles.iter().filter_map(|path| work.open(path)).collect();
    let mut facts: BTreeMap<String, Facts<'_>> = BTreeMap::new();
    for one in &opened {
        let own = one.facts();
        work.told(one, lint::examine(&own, &one.options), one.file.source.clone(), one.file.lines.clone());
        facts.insert(label(&one.path), own);
    }
    let survey = work.finish(&ignore_files)?;
    let planned = planned(request, &survey, facts);
    if request.leaving {
        std::mem::forget(opened);
    }
    Ok((survey, planned))
}

struct Work<'a> {
    request: Request<'a>,
    stand: Stand<'a>,
    /// What was named itself, as shown.
    named: Vec<PathBuf>,
    settings: Finder,
    builds: Builds,
    survey: Survey,
    /// By path as shown: what was found in it, on behalf of which Dockerfiles ever.
    ignore_files: BTreeMap<PathBuf, Surveyed>,
}

impl<'a> Work<'a> {
    /// Finds the files: the work, the Dockerfiles, the ignore files.
    fn begin(request: Request<'a>) -> (Self, Vec<PathBuf>, Vec<PathBuf>) {
        let here = [PathBuf::from(".")];
        let paths = if request.paths.is_empty() { &here } else { request.paths };
        let found = discover(paths);
        let stand = Stand::new(request.here, paths);
        let named: Vec<PathBuf> = paths.iter().map(|path| stand.shown(path)).collect();
        let mut work = Work {
            request,
            stand,
            named,
            settings: Finder::default(),
            builds: Builds::default(),
            survey: Survey::default(),
            ignore_files: BTreeMap::new(),
        };
        found.troubles.iter().for_each(|trouble| work.trouble(trouble));
        // Paths that are one and the same file were perhaps named in two ways.
        let mut dockerfiles: Vec<PathBuf> = found.dockerfiles.iter().map(|path| stand.shown(path)).collect();
        dockerfiles.sort();
        dockerfiles.dedup();
        (work, dockerfiles, found.ignore_files)
    }

    /// Reads a Dockerfile and finds out what is certain about its build; `None` when it is left out or cannot be read.
    fn open(&mut self, path: &Path) -> Option<Opened> {
        let whole = absolute(path, self.request.here);
        let (config, options) = self.settings(path, &whole)?;
        let text = match read_at(path, &whole) {
            Ok(text) => text,
            // The builder has its own word for a file with nothing in it.
            Err(Error::Empty { .. }) => String::new(),
            Err(error) => {
                self.trouble(&error);
                return None;
            }
        };
        let file = Dockerfile::parse(&text);
        let build = if path == Path::new(STDIN) { Build::default() } else { self.builds.of(&file, &whole) };
        for error in self.builds.take_troubles() {
            self.trouble(&error);
        }
        Some(Opened { path: path.to_owned(), config, options, file, build })
    }

    /// Checks one and is done with it; `leave`: its tree need not be given back piece by piece.
    fn dockerfile(&mut self, path: &Path, leave: bool) {
        let Some(mut one) = self.open(path) else { return };
        let facts = one.facts();
        let outcome = lint::examine(&facts, &one.options);
        if leave {
            std::mem::forget(facts);
        }
        let (text, lines) = one.take_text();
        self.told(&one, outcome, text, lines);
        if leave {
            std::mem::forget(one);
        }
    }

    /// Notes what the rules told about a Dockerfile, each finding with the file that it is in.
    fn told(&mut self, one: &Opened, outcome: Outcome, text: String, lines: LineIndex) {
        let Outcome { findings, ignored, mut notes } = outcome;
        let (findings, in_ignore) = findings.into_iter().partition(|one| one.place == Place::Dockerfile);
        let (ignored, ignored_there) = ignored.into_iter().partition(|one| one.place == Place::Dockerfile);
        let stand = self.stand;
        if let Some(chosen) = &one.build.ignore {
            let path = stand.shown(&chosen.path);
            self.in_ignore_file(&path, &chosen.text, &one.config, in_ignore, ignored_there);
        }
        let (path, kind) = (label(&one.path), Kind::Dockerfile);
        notes.iter_mut().for_each(|note| note.path.clone_from(&path));
        let (fail_on, surroundings) = (one.config.fail_on(self.request.asked), one.surroundings(stand));
        self.survey.files.push(Surveyed { path, kind, text, lines, findings, ignored, notes, fail_on, surroundings });
    }

    /// Returns the settings and the options for a file; `None` when it is to be left out.
    fn settings(&mut self, path: &Path, whole: &Path) -> Option<(Rc<Config>, Options)> {
        let (here, stand) = (self.request.here, self.stand);
        let folder = if path == Path::new(STDIN) { here } else { whole.parent().unwrap_or(here) };
        let config = self.settings.for_folder(folder, &|path| stand.shown(path));
        for error in self.settings.take_troubles() {
            self.trouble(&error);
        }
        let root = config.path.as_deref().and_then(Path::parent);
        let from_root = root.and_then(|root| whole.strip_prefix(root).ok()).unwrap_or(path);
        let from_root = label(from_root);
        // Who names a file wants it checked.
        if config.excludes(&from_root) && !self.named.iter().any(|named| named == path) {
            self.survey.excluded += 1;
            return None;
        }
        if let Some(used) = &config.path {
            let used = label(&stand.shown(used));
            if !self.survey.settings.contains(&used) {
                self.survey.settings.push(used);
            }
        }
        let options = config.options(self.request.asked, &from_root);
        Some((config, options))
    }

    /// Notes what one Dockerfile's check found in an ignore file. What one of them ignores is ignored: somebody has looked at it.
    fn in_ignore_file(
        &mut self,
        path: &Path,
        text: &str,
        config: &Config,
        findings: Vec<Finding>,
        ignored: Vec<Finding>,
    ) {
        let fail_on = config.fail_on(self.request.asked);
        let entry = self.ignore_files.entry(path.to_owned()).or_insert_with(|| Surveyed {
            path: label(path),
            kind: Kind::IgnoreFile,
            text: text.to_owned(),
            lines: LineIndex::new(text),
            findings: Vec::new(),
            ignored: Vec::new(),
            notes: Vec::new(),
            fail_on,
            surroundings: Surroundings::default(),
        });
        let is_known = |list: &[Finding], new: &Finding| list.iter().any(|old| is_same(old, new));
        for finding in ignored {
            entry.findings.retain(|old| !is_same(old, &finding));
            if !is_known(&entry.ignored, &finding) {
                entry.ignored.push(finding);
            }
        }
        for finding in findings {
            if !is_known(&entry.ignored, &finding) && !is_known(&entry.findings, &finding) {
                entry.findings.push(finding);
            }
        }
        let order = |one: &Finding| (one.span.start, one.rule.slug);
        entry.findings.sort_by_key(order);
        entry.ignored.sort_by_key(order);
    }

    /// Checks an ignore file that belongs to no Dockerfile at hand: what can be said about it alone.
    fn lone_ignore_file(&mut self, path: &Path) {
        if self.ignore_files.contains_key(path) {
            return;
        }
        let whole = absolute(path, self.request.here);
        let Some((config, options)) = self.settings(path, &whole) else { return };
        let text = match read_at(path, &whole) {
            Ok(text) => text,
            Err(Error::Empty { .. }) => String::new(),
            Err(error) => return self.trouble(&error),
        };
        let file: IgnoreFile = crate::ignore::parse(&label(path), &text);
        let nothing = Dockerfile::parse("FROM scratch\n");
        let context = Context { ignore: Ignore::File(&file), files: None };
        let mut findings = lint::lint(&nothing, context, &options);
        findings.retain(|finding| finding.place == Place::IgnoreFile);
        self.in_ignore_file(path, &text, &config, findings, Vec::new());
    }

    fn trouble(&mut self, error: &Error) {
        let path = match error.path() {
            path if path == Path::new(STDIN) => error::name(path),
            path => label(&self.stand.shown(path)),
        };
        // A link that leads back hides nothing: what it leads to is looked at by its own path.
        let fails = !matches!(error, Error::Loop { .. });
        let trouble = Trouble { path, message: error.to_string(), fails };
        if !self.survey.troubles.contains(&trouble) {
            self.survey.troubles.push(trouble);
        }
    }

    /// Checks the ignore files that no Dockerfile had a share in, and ends.
    fn finish(mut self, ignore_files: &[PathBuf]) -> Result<Survey, Refused> {
        for path in ignore_files {
            self.lone_ignore_file(&self.stand.shown(path));
        }
        self.settings.finish()?;
        let mut survey = self.survey;
        survey.files.extend(self.ignore_files.into_values());
        survey.files.sort_by(|a, b| a.path.cmp(&b.path));
        survey.troubles.sort_by(|a, b| (&a.path, &a.message).cmp(&(&b.path, &b.message)));
        survey.settings.sort();
        Ok(survey)
    }
}

fn is_same(one: &Finding, other: &Finding) -> bool {
    one.rule.slug == other.rule.slug && one.span == other.span
}

impl Refused {
    /// Returns all that is wrong, each with the text it stands in.
    pub fn faults(&self) -> impl Iterator<Item = (&str, &Diagnostic)> {
        self.files.iter().flat_map(|(text, faults)| faults.iter().map(move |fault| (text.as_str(), fault)))
    }
}
