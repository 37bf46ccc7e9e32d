//! The command line: one file per subcommand, all usable without a terminal. Must not hold what a screen or a lesson is; it opens, calls
//! and prints. Exit codes: 0 fine, 1 something was found or failed, 2 could not run.

mod aliases;
pub mod args;
mod check;
mod checklist;
mod columns;
mod completions;
pub mod content;
mod context;
mod daily;
mod doctor;
mod ending;
mod exam;
mod glossary;
mod kiosk;
mod learn;
mod list;
mod out;
mod parse;
mod place;
mod plain;
mod progress;
mod quiz;
mod review;
mod rule;
mod section;
mod session;
mod setup;
mod show;
mod taught;
mod team;
mod tracks;
mod why;

use std::ffi::OsString;
use std::process::ExitCode;

use args::{Cli, Command, ContentCommand};
use kiosk::Stop;
use setup::Setup;

use crate::runtime::{clock, signals};

/// Why a subcommand could not do its work. Shown as it is, after `seaworthy: `.
type Failure = Box<dyn std::error::Error>;

/// What a subcommand says to the shell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Fine.
    Fine,
    /// Something was found or failed.
    Found,
}

/// Parses the arguments and does what they ask.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    signals::survive_file_limit();
    let cli = match read(args.into_iter().collect()) {
        Ok(cli) => cli,
        Err(Stop::Words(error)) => {
            let _ = error.print();
            return ExitCode::from(u8::from(error.use_stderr()) * 2);
        }
        Err(Stop::Refused(refused)) => {
            out::error(&refused.to_string());
            return ExitCode::from(2);
        }
    };
    match dispatch(cli) {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Found) => ExitCode::from(1),
        Err(error) if out::is_closed_pipe(error.as_ref()) => ExitCode::SUCCESS,
        Err(error) => {
            out::error(&error.to_string());
            ExitCode::from(2)
        }
    }
}

/// Reads the line; in a kiosk only what a kiosk has comes out.
fn read(line: Vec<OsString>) -> Result<Cli, Stop> {
    let cli = Cli::read(line.iter().cloned())?;
    let variable = |name: &str| std::env::var_os(name);
    if !kiosk::is_on(&cli, variable) {
        return Ok(cli);
    }
    signals::never_stop();
    kiosk::enter(&line, variable)
}

fn dispatch(cli: Cli) -> Result<Outcome, Failure> {
    let setup = Setup::new(cli.global)?;
    match cli.command {
        None => learn::run(setup, None, None),
        Some(Command::Learn { session: Some(session), .. }) => learn::session(setup, &session),
        Some(Command::Learn { lesson, track, .. }) => learn::run(setup, lesson, track.as_deref()),
        Some(Command::List { track: Some(track), json, .. }) => tracks::one(&setup, &track, json),
        Some(Command::List { tracks: true, json, .. }) => tracks::all(&setup, json),
        Some(Command::List { chapter, json, .. }) => list::run(&setup, chapter.as_deref(), json),
        Some(Command::Show { lesson, width }) => show::run(&setup, &lesson, width),
        Some(Command::Glossary { term }) => glossary::run(&setup, term.as_deref()),
        Some(Command::Checklist { chapter }) => checklist::run(&setup, chapter.as_deref()),
        Some(Command::Quiz(args)) => quiz::run(setup, &args),
        Some(Command::Place { chapter, seed, json }) => place::run(setup, chapter.as_deref(), seed, json),
        Some(Command::Exam(args)) => exam::run(setup, args),
        Some(Command::Review(args)) => review::run(setup, &args),
        Some(Command::Daily) => daily::run(setup),
        Some(Command::Progress { json, command }) => progress::run(&setup, json, command),
        Some(Command::Check(args)) => check::run(&setup, &args),
        Some(Command::Rule { name, json }) => rule::run(&setup, &name, json),
        Some(Command::Rules { json }) => rule::list(&setup, json),
        Some(Command::Parse { file, json }) => parse::run(&setup, &file, json),
        Some(Command::Context(args)) => context::run(&setup, &args),
        Some(Command::Why(args)) => why::run(&setup, &args),
        Some(Command::Team { folder, json }) => team::run(setup, &folder, json),
        Some(Command::Session { command }) => session::run(setup, command),
        Some(Command::Content { command }) => content_command(&setup, command),
        Some(Command::Doctor) => doctor::run(&setup),
        Some(Command::Completions { shell }) => completions::run(shell),
        Some(Command::Man) => completions::man(),
    }
}

fn content_command(setup: &Setup, command: ContentCommand) -> Result<Outcome, Failure> {
    let now = clock::now();
    let today = now.day(clock::offset(now));
    let mut text = Vec::new();
    match command {
        ContentCommand::Check { path, stale } => {
            let options = content::CheckOptions {
                check: crate::content::check::Options { today, stale },
                look: setup.report_look(),
            };
            let path = path.as_deref().or(setup.global.course.as_deref());
            let clean = content::check(path, options, &mut text)?;
            // The report made harmless what it shows; its colours are our own.
            out::print_styled(&String::from_utf8_lossy(&text))?;
            Ok(if clean { Outcome::Fine } else { Outcome::Found })
        }
        ContentCommand::New { id } => {
            let here = std::path::PathBuf::from(".");
            let dir = setup.global.course.clone().unwrap_or(here);
            content::new(&dir, &id, today, &mut text)?;
            out::print(&String::from_utf8_lossy(&text))?;
            Ok(Outcome::Fine)
        }
    }
}
