//! The kiosk: the program in the hands of a person who sits somewhere else, as `ForceCommand` of sshd gives it to them. What such a person
//! may ask for stands in one table; what is not in it is refused, and so is every name of a file. The command line is the host's, who
//! says where progress, course and packs lie; the learner's own words come in `SSH_ORIGINAL_COMMAND`, by keys and by standard input.
//! Must not know what a subcommand does.

mod table;
mod wish;

use std::ffi::{OsStr, OsString};
use std::path::Path;

use clap::parser::ValueSource;
use clap::{ArgMatches, CommandFactory, FromArgMatches};
use thiserror::Error;

use super::args::{Cli, ColorChoice, Global};

/// The environment variable that makes every run a kiosk, whatever its value.
pub const VARIABLE: &str = "SEAWORTHY_KIOSK";

/// Where sshd puts what the person asked for.
const WISH: &str = "SSH_ORIGINAL_COMMAND";

/// Most bytes of a hosted log: some twenty thousand answers.
pub const LOG_LIMIT: u64 = 8 << 20;

/// Options of every command that change only how the program looks; the others say where files are, and are the host's.
const LOOKS: [&str; 4] = ["plain", "color", "theme", "ascii"];

/// What stands below the options of `seaworthy --help`.
const AFTER_HELP: &str =
    "This is a kiosk: it opens pages of the course and keeps your progress, and reads no other file.";

/// How far the program reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Whatever file is named.
    Machine,
    /// The course, the packs and the folder of one learner.
    Kiosk,
}

/// What a kiosk does not do, in one sentence.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct Refused(String);

/// Why a kiosk does not run.
pub enum Stop {
    /// The words are no command of this program, or ask for help.
    Words(Box<clap::Error>),
    /// They are, and not in a kiosk.
    Refused(Refused),
}

impl From<clap::Error> for Stop {
    fn from(error: clap::Error) -> Self {
        Self::Words(Box::new(error))
    }
}

impl From<Refused> for Stop {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

impl Reach {
    /// Returns the reach that the options stand for.
    pub fn of(global: &Global) -> Self {
        if global.kiosk { Self::Kiosk } else { Self::Machine }
    }

    /// Returns whether something lies at a path. A kiosk does not look.
    pub fn sees(self, path: &Path) -> bool {
        self == Self::Machine && path.exists()
    }

    /// Passes a file that a person named.
    ///
    /// # Errors
    /// This is a kiosk, and it is not `-`, standard input.
    pub fn file(self, name: &Path) -> Result<(), Refused> {
        if self == Self::Machine || name == Path::new("-") {
            return Ok(());
        }
        let name = shortened(&name.display().to_string());
        Err(Refused(format!("a kiosk opens no file, and so not `{name}`; write - and send the text on standard input")))
    }

    /// Passes a name that may be one of a page or one of a file.
    ///
    /// # Errors
    /// This is a kiosk, and no page has such a name.
    pub fn page(self, name: &str) -> Result<(), Refused> {
        let of_page = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '/');
        if self == Self::Machine || name == "-" || name.chars().all(of_page) && !name.starts_with('/') {
            return Ok(());
        }
        let name = shortened(name);
        Err(Refused(format!("a kiosk opens no file, and no page is called `{name}`; `seaworthy list` shows the pages")))
    }
}

/// Returns whether this run is a kiosk: nothing that the options or the environment can say undoes it.
pub fn is_on(cli: &Cli, variable: impl Fn(&str) -> Option<OsString>) -> bool {
    cli.global.kiosk || variable(VARIABLE).is_some()
}

/// Reads the host's line and the learner's wish. What comes out is allowed.
///
/// # Errors
/// Something is not allowed, is no command, or asks for help.
pub fn enter(line: &[OsString], variable: impl Fn(&str) -> Option<OsString>) -> Result<Cli, Stop> {
    keeps_time(&variable)?;
    let mut cli = read(line, Who::Host)?;
    let wish = variable(WISH).unwrap_or_default();
    let words = wish::words(&wish)?;
    if !words.is_empty() {
        if cli.command.is_some() {
            let wish = shortened(&words.join(" "));
            return Err(Refused(format!(
                "this host runs one command for everybody, not `{wish}`; connect without one"
            ))
            .into());
        }
        let program = line.first().cloned().unwrap_or_else(|| "seaworthy".into());
        let line: Vec<OsString> = std::iter::once(program).chain(words.into_iter().map(OsString::from)).collect();
        let wished = read(&line, Who::Learner)?;
        cli.command = wished.command;
        cli.global.plain |= wished.global.plain;
        cli.global.ascii |= wished.global.ascii;
        cli.global.theme = wished.global.theme.or(cli.global.theme);
        if wished.global.color != ColorChoice::Auto {
            cli.global.color = wished.global.color;
        }
    }
    if cli.global.data_dir.is_none() {
        let next = "the host adds --data-dir DIR to its line";
        return Err(Refused(format!("a kiosk takes no folder from the environment; {next}")).into());
    }
    cli.global.kiosk = true;
    Ok(cli)
}

/// Who wrote a line.
#[derive(Clone, Copy, PartialEq)]
enum Who {
    Host,
    Learner,
}

/// Reads a line of which everything is allowed to whoever wrote it.
fn read(line: &[OsString], who: Who) -> Result<Cli, Stop> {
    let mut command = open_commands();
    if who == Who::Learner
        && let Some(name) = line.get(1).and_then(|word| word.to_str()).filter(|word| !word.starts_with('-'))
        && name != "help"
    {
        // Before clap has its say, which would be several lines about a tutor to somebody who wants to copy files.
        table::stands(name)?;
    }
    let matches = command.try_get_matches_from_mut(line)?;
    if who == Who::Learner {
        places(&command, &matches)?;
    }
    passes(&command, &matches, who)?;
    Ok(Cli::from_arg_matches(&matches).map_err(|error| error.format(&mut command))?)
}

/// Returns the command line with what a kiosk has; the rest is there to be refused, but not in the help.
fn open_commands() -> clap::Command {
    let mut command = without_closed(Cli::command().after_help(AFTER_HELP), "");
    let global: Vec<String> = command.get_arguments().map(|arg| arg.get_id().to_string()).collect();
    for id in global.into_iter().filter(|id| !LOOKS.contains(&id.as_str())) {
        command = command.mut_arg(id, |arg| arg.hide(true));
    }
    command.build();
    command
}

fn without_closed(mut command: clap::Command, path: &str) -> clap::Command {
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for name in names {
        let path = if path.is_empty() { name.clone() } else { format!("{path} {name}") };
        command = command.mut_subcommand(name, |sub| without_closed(sub.hide(!table::is_open(&path)), &path));
    }
    command
}

/// Refuses options of every command that name places; they may stand before the subcommand and behind it.
fn places(command: &clap::Command, matches: &ArgMatches) -> Result<(), Refused> {
    let mut at = Some(matches);
    while let Some(matches) = at {
        for arg in command.get_arguments().filter(|arg| arg.is_global_set()) {
            let id = arg.get_id().as_str();
            if !LOOKS.contains(&id) && id != "help" && is_given(matches, id) {
                let name = arg.get_long().unwrap_or(id);
                return Err(Refused(format!("`--{name}` is for whoever hosts this kiosk; leave it out")));
            }
        }
        at = matches.subcommand().map(|(_, matches)| matches);
    }
    Ok(())
}

/// Refuses subcommands and arguments that the table does not open.
fn passes(command: &clap::Command, matches: &ArgMatches, who: Who) -> Result<(), Refused> {
    let (mut command, mut matches, mut path) = (command, matches, String::new());
    while let Some((name, below)) = matches.subcommand() {
        let Some(sub) = command.find_subcommand(name) else { break };
        if !path.is_empty() {
            path.push(' ');
        }
        path.push_str(name);
        (command, matches) = (sub, below);
        let stands = table::stands(&path)?;
        for arg in command.get_arguments().filter(|arg| !arg.is_global_set()) {
            let id = arg.get_id().as_str();
            let hosted = who == Who::Host && table::HOSTED.contains(&(path.as_str(), id));
            if id != "help" && is_given(matches, id) && !stands.takes(id) && !hosted {
                let next = "it may name a file of the machine that hosts it; leave it out";
                return Err(Refused(format!("a kiosk has no {arg} for `{path}`: {next}")));
            }
        }
    }
    Ok(())
}

fn is_given(matches: &ArgMatches, id: &str) -> bool {
    matches.try_contains_id(id).unwrap_or(false) && matches.value_source(id) == Some(ValueSource::CommandLine)
}

/// Refuses an environment that makes the time zone a file: what reads the clock would open it.
fn keeps_time(variable: impl Fn(&str) -> Option<OsString>) -> Result<(), Refused> {
    let is_file = |zone: &OsStr| {
        let zone = zone.to_string_lossy();
        zone.starts_with([':', '/', '.']) || zone.contains("..")
    };
    for (name, refused) in
        [("TZ", variable("TZ").is_some_and(|zone| is_file(&zone))), ("TZDIR", variable("TZDIR").is_some())]
    {
        if refused {
            return Err(Refused(format!(
                "{name} names a file, and a kiosk opens none; the host takes it out of AcceptEnv"
            )));
        }
    }
    Ok(())
}

/// Returns the beginning of words that come from outside: enough to recognise them.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 60;
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    text.chars().take(LONGEST).chain("...".chars()).collect()
}

#[cfg(test)]
mod tests;
