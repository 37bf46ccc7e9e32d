//! The plan for a project that was checked: puts what the survey knows beside what else lies there, and lets [`crate::plan`] judge. The
//! facts are those that the rules asked, the texts those of the survey; only the presence of other files is looked up on the disk.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::error::Error;
use super::presence::presence;
use super::read::STDIN;
use super::review::{Request, absolute};
use crate::ignore::{self, IgnoreFile};
use crate::lint::{Context, Facts, Ignore, Kind, Survey, Surveyed};
use crate::plan::presence::Presence;
use crate::plan::{Fault, Looked, Plan, Seen, Spot, plan};

/// A plan and what it was made of.
#[derive(Debug)]
pub struct Planned {
    /// The plan.
    pub plan: Plan,
    /// The Dockerfiles, as shown.
    pub dockerfiles: Vec<String>,
    /// What else was seen.
    pub presence: Presence,
    /// What could not be looked at; the plan was made without it.
    pub troubles: Vec<Error>,
}

/// Makes the plan for what was asked for and surveyed. `facts` are those that the rules asked, by the path of their Dockerfile as shown.
pub(super) fn planned(request: Request<'_>, survey: &Survey, facts: BTreeMap<String, Facts<'_>>) -> Planned {
    let (presence, troubles) = presence(&folders(request, survey), request.here);
    let files: Vec<&Surveyed> = survey.files.iter().filter(|file| file.kind == Kind::Dockerfile).collect();
    let ignores: Vec<Option<IgnoreFile>> = files.iter().map(|file| ignore_file(survey, file)).collect();
    let mut facts = facts;
    let mut of = |file: &Surveyed| facts.remove(&file.path);
    let known = files.iter().zip(&ignores).filter_map(|(file, ignore)| {
        let mut own: Facts<'_> = of(file)?;
        own.context = context(file, ignore.as_ref());
        Some((&file.path, own))
    });
    let known: Vec<(&String, Facts<'_>)> = known.collect();
    let dockerfiles: Vec<Looked<'_>> = known.iter().map(|(path, facts)| Looked { path, facts }).collect();
    let faults: Vec<Fault> = survey.files.iter().flat_map(faults).collect();
    let mut switched_off: Vec<&'static str> =
        files.iter().flat_map(|file| &file.surroundings.switched_off).copied().collect();
    switched_off.sort_unstable();
    switched_off.dedup();
    let seen = Seen { dockerfiles: &dockerfiles, faults: &faults, switched_off: &switched_off, presence: &presence };
    let plan = plan(&seen);
    Planned { plan, dockerfiles: files.iter().map(|file| file.path.clone()).collect(), presence, troubles }
}

/// Returns the folders in which a project's other files are looked for: those that were named, those of its Dockerfiles, and those that
/// are built.
fn folders(request: Request<'_>, survey: &Survey) -> Vec<PathBuf> {
    let here = [PathBuf::from(".")];
    let paths = if request.paths.is_empty() { &here } else { request.paths };
    let mut found: Vec<PathBuf> = paths.iter().filter(|path| path.is_dir()).cloned().collect();
    for file in survey.files.iter().filter(|file| file.kind == Kind::Dockerfile && file.path != STDIN) {
        let whole = absolute(Path::new(&file.path), request.here);
        found.extend(whole.parent().map(Path::to_owned));
        found.extend(file.surroundings.context.as_ref().map(PathBuf::from));
    }
    found
}

fn ignore_file(survey: &Survey, file: &Surveyed) -> Option<IgnoreFile> {
    let path = file.surroundings.ignore_file.as_ref()?;
    Some(ignore::parse(path, &survey.file(path)?.text))
}

/// Of the context's files only those with secrets are known here, which is all that the plan asks for.
fn context<'a>(file: &'a Surveyed, ignore: Option<&'a IgnoreFile>) -> Context<'a> {
    let about = &file.surroundings;
    let ignore = match (ignore, &about.context) {
        (Some(ignore), _) => Ignore::File(ignore),
        (None, Some(_)) => Ignore::Absent,
        (None, None) => Ignore::Unknown,
    };
    Context { ignore, files: about.secrets.as_deref() }
}

fn faults(file: &Surveyed) -> impl Iterator<Item = Fault> {
    let open = file.findings.iter().map(|finding| (finding, false));
    let all = open.chain(file.ignored.iter().map(|finding| (finding, true)));
    all.map(|(finding, accepted)| Fault {
        rule: finding.rule,
        level: finding.level,
        spot: Spot::at(&file.path, file.lines.position(&file.text, finding.span.start)),
        message: finding.message.clone(),
        accepted,
    })
}
