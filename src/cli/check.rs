//! `seaworthy check`: what is wrong with a project's Dockerfiles and ignore files, for people and for programs. Finds nothing itself: that
//! is `project::review`'s work; here it is asked for, shown, and turned into an exit code.

use std::path::PathBuf;

use super::args::{CheckArgs, CheckFormat};
use super::setup::Setup;
use super::{Failure, Outcome, out};
use crate::content::report::Reporter;
use crate::diagnostic::{Severity, nearest};
use crate::lint::{FailOn, Kind, Options, RULES, Survey};
use crate::project::{self, Asked, Planned, Refused, Request};

mod github;
mod json;
mod plan;
mod plan_json;
mod sarif;
mod text;

/// Checks and prints.
pub fn run(setup: &Setup, args: &CheckArgs) -> Result<Outcome, Failure> {
    let asked = asked(args)?;
    let here = std::env::current_dir()?;
    let request = Request { paths: &args.paths, here: &here, asked: &asked, leaving: true };
    let reviewed = if args.plan || wants_short_plan(args, request) {
        project::review_with_plan(request).map(|(survey, planned)| (survey, Some(planned)))
    } else {
        project::review(request).map(|survey| (survey, None))
    };
    let (survey, planned) = reviewed.map_err(|refused| explain(setup, &refused))?;
    if let Some(planned) = planned.as_ref().filter(|_| args.plan) {
        return show_plan(setup, args, request, &survey, planned);
    }
    let printed = match args.format {
        CheckFormat::Text => {
            out::print_styled(&(text::of(setup, &survey) + &short_plan(setup, &survey, planned.as_ref())))
        }
        CheckFormat::Json => out::print_json(&json::of(&survey)?),
        CheckFormat::Sarif => out::print_json(&sarif::of(&survey)?),
        CheckFormat::Github => out::print(&github::of(&survey)),
    };
    // Who closed the pipe has seen enough; what was found counts all the same.
    printed.or_else(|error| if out::is_closed_pipe(&error) { Ok(()) } else { Err(error) })?;
    if args.format == CheckFormat::Json {
        notes(&survey);
    }
    survey.troubles.iter().for_each(|trouble| out::error(&trouble.message));
    judge(&survey, &asked, &args.paths)
}

/// Prints the whole plan. A plan without a Dockerfile is one, too: it says where to begin.
fn show_plan(
    setup: &Setup,
    args: &CheckArgs,
    request: Request<'_>,
    survey: &Survey,
    planned: &Planned,
) -> Result<Outcome, Failure> {
    let printed = match args.format {
        CheckFormat::Text => out::print_styled(&plan::full(setup, planned)),
        CheckFormat::Json => out::print_json(&plan_json::of(planned)?),
        CheckFormat::Sarif | CheckFormat::Github => {
            return Err("a plan is no list of findings; print it with --format text or --format json".into());
        }
    };
    printed.or_else(|error| if out::is_closed_pipe(&error) { Ok(()) } else { Err(error) })?;
    survey.troubles.iter().for_each(|trouble| out::error(&trouble.message));
    planned.troubles.iter().for_each(|trouble| out::error(&trouble.to_string()));
    if planned.dockerfiles.is_empty() && survey.troubles.is_empty() {
        return Ok(Outcome::Fine);
    }
    judge(survey, request.asked, request.paths)
}

/// Says whether a short plan stands behind the findings: not where single files were asked for, which are no project, or a few rules, which
/// are no plan.
fn wants_short_plan(args: &CheckArgs, request: Request<'_>) -> bool {
    let project = request.paths.is_empty() || request.paths.iter().any(|path| path.is_dir());
    args.format == CheckFormat::Text && project && request.asked.select.is_empty()
}

/// Returns the short plan; nothing where there is no Dockerfile.
fn short_plan(setup: &Setup, survey: &Survey, planned: Option<&Planned>) -> String {
    let dockerfile = survey.files.iter().any(|file| file.kind == Kind::Dockerfile);
    planned.filter(|_| dockerfile).map_or(String::new(), |planned| format!("\n{}", plan::short(setup, planned)))
}

/// Returns what the command line says, once every name in it is known.
fn asked(args: &CheckArgs) -> Result<Asked, Failure> {
    let ignore: Vec<String> = args.ignore.iter().filter(|name| !project::is_foreign(name)).cloned().collect();
    let names = Options { select: args.select.clone(), ignore, ..Options::default() };
    if let Some(name) = names.unknown().next() {
        return Err(unknown_rule(name).into());
    }
    Ok(Asked {
        select: args.select.clone(),
        ignore: args.ignore.clone(),
        strict: args.strict,
        fail_on: args.fail_on.map(Into::into),
    })
}

/// Returns what to say about a name that no rule has.
pub(super) fn unknown_rule(name: &str) -> String {
    let names = RULES.iter().flat_map(|rule| std::iter::once(&rule.slug).chain(rule.aliases)).copied();
    match nearest(name, names) {
        Some(near) => format!("there is no rule `{name}`; did you mean `{near}`?"),
        None => format!("there is no rule `{name}`; `seaworthy rules` lists them"),
    }
}

/// Returns what is wrong with the settings as a message.
fn explain(setup: &Setup, refused: &Refused) -> Failure {
    let mut look = setup.report_look();
    // An error is printed as text: escape sequences would be made visible.
    look.colour = false;
    let mut reporter = Reporter::new(look);
    let mut told = "the settings cannot be used, so nothing was checked".to_owned();
    for (text, fault) in refused.faults() {
        told.push('\n');
        told.push_str(reporter.render(fault, Some(text)).trim_end());
    }
    told.into()
}

/// Says on standard error what programs do not get: comments that ignore nothing.
fn notes(survey: &Survey) {
    for file in &survey.files {
        file.notes.iter().for_each(|note| out::note(&note.line(&file.text)));
    }
}

/// Returns what the outcome means for the exit code.
fn judge(survey: &Survey, asked: &Asked, paths: &[PathBuf]) -> Result<Outcome, Failure> {
    let failed = survey.troubles.iter().any(|trouble| trouble.fails);
    if survey.files.is_empty() && failed {
        return Err("nothing could be checked".into());
    }
    if survey.files.is_empty() && survey.excluded == 0 {
        let place = match paths {
            [] => "here or below".to_owned(),
            paths => {
                format!("in {}", paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", "))
            }
        };
        return Err(
            format!("there is no Dockerfile, Containerfile or .dockerignore {place}; name the file itself").into()
        );
    }
    let failed = failed && asked.fail_on != Some(FailOn::Never);
    Ok(if failed || survey.has_failures() { Outcome::Found } else { Outcome::Fine })
}

impl From<super::args::FailLevel> for FailOn {
    fn from(level: super::args::FailLevel) -> Self {
        use super::args::FailLevel;
        match level {
            FailLevel::Error => Self::Level(Severity::Error),
            FailLevel::Warning => Self::Level(Severity::Warning),
            FailLevel::Info => Self::Level(Severity::Note),
            FailLevel::Style => Self::Level(Severity::Style),
            FailLevel::Never => Self::Never,
        }
    }
}
