//! The options of `seaworthy session`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::number;

/// What to do with sessions.
#[derive(Debug, Clone, Subcommand)]
pub enum SessionCommand {
    /// Write a session file, fitted to a number of minutes
    New(NewArgs),
    /// Check session files; exit code 1 when something has to be mended
    Check {
        /// Session files, or names of stock sessions
        #[arg(value_name = "FILE|NAME", required = true)]
        sessions: Vec<String>,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Write your result of a session to a small file; it is shown before it is written
    Export(ExportArgs),
    /// Run a session in front of a team: slides, questions for the room, a clock
    Run(RunArgs),
    /// Follow a session that runs, on a second terminal: notes, what comes next, the clock
    Notes(NotesArgs),
    /// Write one page for those who were there, in Markdown
    Handout(HandoutArgs),
    /// Sum up a session: what people handed in, and the log of the room
    Report(ReportArgs),
    /// List the sessions that come with the program
    List {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
}

/// Options of `session export`.
#[derive(Debug, Clone, Args, Default)]
pub struct ExportArgs {
    /// The session file, or the name of a stock session
    #[arg(value_name = "FILE|NAME")]
    pub session: String,
    /// Your name as it shall stand in the file; the one you gave before, else none
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// The file; named after session and name when nothing is said
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Do not ask
    #[arg(long)]
    pub yes: bool,
}

/// Of what an agenda is made where there is no session file.
#[derive(Debug, Clone, Args, Default)]
pub struct FitArgs {
    /// Lessons of this track, in its order; the first track of the course when nothing is said
    #[arg(long, value_name = "TRACK", conflicts_with = "chapters")]
    pub track: Option<String>,
    /// Lessons of these chapters, a share of each
    #[arg(long, value_name = "CHAPTERS", value_delimiter = ',')]
    pub chapters: Vec<String>,
    /// How long the session may take, breaks included; 90 when nothing is said
    #[arg(long, value_name = "N", value_parser = number::<u16>)]
    pub minutes: Option<u16>,
    /// Its title
    #[arg(long, value_name = "TITLE")]
    pub title: Option<String>,
    /// Who takes part
    #[arg(long, value_name = "NAME")]
    pub cohort: Option<String>,
}

/// Which session is meant.
#[derive(Debug, Clone, Args, Default)]
pub struct SessionOf {
    /// A session file, or the name of a stock session; without one it is made of a track or of chapters
    #[arg(value_name = "FILE|NAME", conflicts_with_all = ["track", "chapters", "minutes", "title", "cohort"])]
    pub session: Option<String>,
    /// Of what it is made
    #[command(flatten)]
    pub fit: FitArgs,
}

impl SessionOf {
    /// Returns what has to be typed again to mean the same session; with a blank in front, empty where nothing was said.
    pub fn called(&self) -> String {
        let quoted = |text: &str| match text.chars().all(|c| c.is_alphanumeric() || "-_./:,\\".contains(c)) {
            true => format!(" {text}"),
            false => format!(" '{text}'"),
        };
        if let Some(name) = &self.session {
            return quoted(name);
        }
        let FitArgs { track, chapters, minutes, title, cohort } = &self.fit;
        let chapters = (!chapters.is_empty()).then(|| chapters.join(","));
        let said = [
            ("track", track.clone()),
            ("chapters", chapters),
            ("minutes", minutes.map(|minutes| minutes.to_string())),
            ("title", title.clone()),
            ("cohort", cohort.clone()),
        ];
        let said = said.into_iter().filter_map(|(name, value)| Some(format!(" --{name}{}", quoted(&value?))));
        said.collect()
    }
}

/// Options of `session run`.
#[derive(Debug, Clone, Args, Default)]
pub struct RunArgs {
    /// Which session
    #[command(flatten)]
    pub of: SessionOf,
    /// Record nothing
    #[arg(long)]
    pub rehearse: bool,
    /// Show the facilitator's notes beside the slides
    #[arg(long)]
    pub notes: bool,
}

/// Options of `session notes`.
#[derive(Debug, Clone, Args, Default)]
pub struct NotesArgs {
    /// Which session
    #[command(flatten)]
    pub of: SessionOf,
    /// Print once, as of the last line of the log
    #[arg(long)]
    pub once: bool,
}

/// Options of `session handout`.
#[derive(Debug, Clone, Args, Default)]
pub struct HandoutArgs {
    /// Which session
    #[command(flatten)]
    pub of: SessionOf,
    /// The file; standard output when nothing is said
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// The log of the run; the last one on this machine when nothing is said
    #[arg(long, value_name = "FILE")]
    pub log: Option<PathBuf>,
}

/// Options of `session new`.
#[derive(Debug, Clone, Args, Default)]
pub struct NewArgs {
    /// Of what it is made
    #[command(flatten)]
    pub fit: FitArgs,
    /// The file; named after the title when nothing is said
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// Options of `session report`.
#[derive(Debug, Clone, Args, Default)]
pub struct ReportArgs {
    /// Result files (*.result.json), logs of the room (*.jsonl), and folders of them
    #[arg(value_name = "FILE|DIR", required = true)]
    pub paths: Vec<PathBuf>,
    /// How to print it: for people, as tables, as one page for a browser, for programs
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: ReportFormat,
    /// Without names: people become numbers
    #[arg(long)]
    pub anonymous: bool,
    /// Write it to this file
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// The session to report on; the one most files are of when nothing is said
    #[arg(long, value_name = "ID")]
    pub session: Option<String>,
}

/// How a report is printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    #[default]
    Text,
    Markdown,
    Csv,
    Json,
    Html,
}
