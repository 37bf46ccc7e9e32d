//! The options of `seaworthy session`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

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
    },
    /// Write your result of a session to a small file; it is shown before it is written
    Export(ExportArgs),
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
