//! The command line: every option and subcommand with the words of its help. From here come `--help`, the man page and the
//! completions. Must not do anything.

pub mod session;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// The heading of the options that every command knows.
pub const OPTIONS_OF_ALL: &str = "Options of every command";

/// What stands below the options of `seaworthy --help`.
const AFTER_HELP: &str =
    "Without a command the tutor opens where you stopped. It needs no Docker engine and no network; what you do \
is kept in one file on this machine (`seaworthy doctor` says where).

`seaworthy COMMAND --help` tells more about a command.";

/// Learn to build production-ready container images for Python, in the terminal.
#[derive(Debug, Default, Parser)]
#[command(name = "seaworthy", version, max_term_width = 100, after_help = AFTER_HELP)]
pub struct Cli {
    /// Options that every subcommand knows.
    #[command(flatten)]
    pub global: Global,
    /// What to do; the tutor when nothing is said.
    #[command(subcommand)]
    pub command: Option<Command>,
}

impl Cli {
    /// Reads the arguments, of which the first is the program's name. Without any other, nothing is set up to parse them: that
    /// takes longer than to draw the first screen.
    ///
    /// # Errors
    /// An argument is wrong, or help was asked for.
    pub fn read(args: impl IntoIterator<Item = OsString>) -> Result<Self, clap::Error> {
        let args: Vec<OsString> = args.into_iter().collect();
        if args.len() == 1 { Ok(Self::default()) } else { Self::try_parse_from(args) }
    }
}

/// Options that every subcommand knows.
#[derive(Debug, Clone, Default, PartialEq, Args)]
#[command(next_help_heading = OPTIONS_OF_ALL)]
pub struct Global {
    /// Run another course: a folder with lessons/course.toml
    #[arg(long, global = true, value_name = "DIR")]
    pub course: Option<PathBuf>,
    /// Lay a pack over the course; may be given more than once
    #[arg(long, global = true, value_name = "DIR")]
    pub pack: Vec<PathBuf>,
    /// Keep progress and settings here
    #[arg(long, global = true, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
    /// Keep a separate progress under this name
    #[arg(long, global = true, value_name = "NAME")]
    pub profile: Option<String>,
    /// Plain text on standard output and input, fit for screen readers and pipes
    #[arg(long, global = true)]
    pub plain: bool,
    /// When to use colours; auto means on a terminal, unless NO_COLOR is set
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = ColorChoice::Auto)]
    pub color: ColorChoice,
    /// Theme for this run
    #[arg(long, global = true, value_name = "NAME")]
    pub theme: Option<String>,
    /// Draw with ASCII signs only
    #[arg(long, global = true)]
    pub ascii: bool,
    /// For hosts of a class: open the course and nothing else of this machine
    #[arg(long, global = true)]
    pub kiosk: bool,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum ColorChoice {
    #[default]
    Auto,
    Always,
    Never,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Open the tutor, at a lesson when one is named
    Learn {
        /// A lesson (works/dockerignore, or dockerignore), a chapter, or a Markdown file; `LESSON#SECTION` opens it
        /// at that section
        lesson: Option<String>,
        /// Go on with this track; `seaworthy list --tracks` shows them
        #[arg(long, value_name = "TRACK", conflicts_with = "lesson")]
        track: Option<String>,
        /// Take part in a session: a session file, or a name that `seaworthy session list` shows
        #[arg(long, value_name = "FILE|NAME", conflicts_with_all = ["lesson", "track"])]
        session: Option<String>,
    },
    /// List chapters and lessons with what you have read
    List {
        /// Only this chapter
        chapter: Option<String>,
        /// The lessons of this track, in its order
        #[arg(long, value_name = "TRACK", conflicts_with_all = ["chapter", "tracks"])]
        track: Option<String>,
        /// The tracks there are
        #[arg(long, conflicts_with = "chapter")]
        tracks: bool,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Print a lesson or a Markdown file
    Show {
        /// A lesson, a chapter, or a Markdown file (`-` reads standard input); `LESSON#SECTION` is one section
        lesson: String,
        /// Columns to lay out for, at least 20; the terminal's width, at most 100, when nothing is said
        #[arg(long, value_name = "COLUMNS", value_parser = number::<u16>)]
        width: Option<u16>,
    },
    /// Explain a word of the glossary, or list them all
    Glossary {
        /// The word
        term: Option<String>,
    },
    /// Print the checklist of a chapter, or of the whole course
    Checklist {
        /// The chapter
        chapter: Option<String>,
    },
    /// Answer questions
    Quiz(QuizArgs),
    /// Prove what you know of a chapter, so that you need not read it
    Place {
        /// The chapter; the first with something to test when nothing is said
        chapter: Option<String>,
        /// Seed of the choice among questions and of the order of options: the same seed asks the same questions
        #[arg(long, value_name = "N", value_parser = number::<u64>)]
        seed: Option<u64>,
        /// What is read and what is placed, as JSON; asks nothing
        #[arg(long)]
        json: bool,
    },
    /// Take an exam: no feedback before the end, a result, a certificate
    Exam(ExamArgs),
    /// Answer what is due: what you answered before and are about to forget
    Review(ReviewArgs),
    /// Answer three questions that are due, line by line, and be done; fit for a shell login
    Daily,
    /// Show how far you are; export, import and reset
    Progress {
        /// As JSON
        #[arg(long)]
        json: bool,
        /// What to do with the progress
        #[command(subcommand)]
        command: Option<ProgressCommand>,
    },
    /// Check the Dockerfiles and .dockerignore files of a project
    Check(CheckArgs),
    /// Tell what a rule finds, why, and what to write instead
    Rule {
        /// Its name, or what hadolint, BuildKit, Trivy or Checkov call it
        name: String,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// List the rules along the chapters of the course
    Rules {
        /// As JSON, with all texts
        #[arg(long)]
        json: bool,
    },
    /// Show a Dockerfile as the builder reads it
    Parse {
        /// The Dockerfile (`-` reads standard input)
        file: PathBuf,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Show what a build of a folder is given, and what .dockerignore leaves out
    Context(ContextArgs),
    /// Say why each line of a Dockerfile is there, and which lesson teaches it
    Why(WhyArgs),
    /// For teams: where everybody is, from a folder with a progress export per person
    Team {
        /// The folder: NAME.jsonl or NAME/progress.jsonl, as `seaworthy progress export` writes them
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// For teams: sessions with an agenda
    Session {
        /// What to do
        #[command(subcommand)]
        command: session::SessionCommand,
    },
    /// For authors: check a course, begin a lesson
    Content {
        /// What to do
        #[command(subcommand)]
        command: ContentCommand,
    },
    /// Say where everything is and whether it is healthy
    Doctor,
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

/// Options of `quiz`.
#[derive(Debug, Clone, Args, Default)]
pub struct QuizArgs {
    /// A chapter or a lesson; what you have read when nothing is said
    pub scope: Option<String>,
    /// From this track; what you have read of it, everything where that is nothing
    #[arg(long, value_name = "TRACK", conflicts_with = "scope")]
    pub track: Option<String>,
    /// How many questions
    #[arg(long, short = 'n', value_name = "N", value_parser = at_least_one)]
    pub count: Option<usize>,
    /// Seed of the draw and of the order of options: the same seed asks the same questions
    #[arg(long, value_name = "N", value_parser = number::<u64>)]
    pub seed: Option<u64>,
    /// Also from lessons you have not read
    #[arg(long)]
    pub all: bool,
    /// Only questions whose last answer was wrong
    #[arg(long)]
    pub missed: bool,
    /// Go on with the quiz you left
    #[arg(long, conflicts_with_all = ["scope", "track", "count", "seed", "all", "missed"])]
    pub resume: bool,
}

/// Options of `exam`.
#[derive(Debug, Clone, Args, Default)]
#[command(args_conflicts_with_subcommands = true)]
pub struct ExamArgs {
    /// A chapter; the whole course when nothing is said
    pub chapter: Option<String>,
    /// About the lessons of this track
    #[arg(long, value_name = "TRACK", conflicts_with = "chapter")]
    pub track: Option<String>,
    /// How many questions; 10 about a chapter, 20 about the course or a track when nothing is said
    #[arg(long, short = 'n', value_name = "N", value_parser = at_least_one)]
    pub count: Option<usize>,
    /// Percent of the questions that have to be right; 80 when nothing is said
    #[arg(long, value_name = "PERCENT", value_parser = percent)]
    pub pass: Option<u8>,
    /// Minutes it may take; as long as you like when nothing is said
    #[arg(long, value_name = "N", value_parser = minutes)]
    pub minutes: Option<u32>,
    /// Seed of the draw and of the order of options
    #[arg(long, value_name = "N", value_parser = number::<u64>)]
    pub seed: Option<u64>,
    /// Your name, for the certificate; kept with the progress
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// What to do with exams that were taken
    #[command(subcommand)]
    pub command: Option<ExamCommand>,
}

/// What to do with exams that were taken.
#[derive(Debug, Clone, Subcommand)]
pub enum ExamCommand {
    /// Show the result of the last exam, or of another one
    Result {
        /// The exam: its sitting, or the beginning of it; `--list` shows them
        sitting: Option<String>,
        /// All exams, a line each
        #[arg(long, conflicts_with = "sitting")]
        list: bool,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Write the certificate of the last exam that was passed, or of another one
    Certificate {
        /// The exam: its sitting, or the beginning of it; `exam result --list` shows them
        sitting: Option<String>,
        /// Your name; the one that was given with `exam --name` when nothing is said
        #[arg(long, value_name = "NAME")]
        name: Option<String>,
        /// How to write it; by the ending of FILE, or as Markdown, when nothing is said
        #[arg(long, value_enum, value_name = "FORMAT")]
        format: Option<CertificateFormat>,
        /// Where to; standard output when nothing is said
        #[arg(long, short = 'o', value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Hold a certificate against a log: exit code 0 when it is valid, 1 when something differs, 2 when that cannot be said
    Verify {
        /// The certificate, Markdown or HTML (`-` reads standard input)
        certificate: PathBuf,
        /// A progress.jsonl, or what `seaworthy progress export` wrote
        log: PathBuf,
    },
}

/// How a certificate is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CertificateFormat {
    Md,
    Html,
}

/// Options of `review`.
#[derive(Debug, Clone, Args, Default)]
pub struct ReviewArgs {
    /// How many questions, whatever the limit of the day
    #[arg(long, short = 'n', value_name = "N", value_parser = number::<usize>)]
    pub count: Option<usize>,
    /// What is due, as JSON, without asking
    #[arg(long)]
    pub json: bool,
}

/// Options of `check`.
#[derive(Debug, Clone, Args, Default)]
pub struct CheckArgs {
    /// Files and folders (`-` reads standard input); this folder when nothing is said
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// How to print what was found: for people, as one JSON array, for code scanning, as annotations of GitHub Actions
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: CheckFormat,
    /// From which level on the exit code is 1; warning, unless .seaworthy.toml says otherwise
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub fail_on: Option<FailLevel>,
    /// Only these rules: names or ids of hadolint and BuildKit, separated by commas
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub select: Vec<String>,
    /// Not these rules
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub ignore: Vec<String>,
    /// All rules, and a reason for every comment that ignores one
    #[arg(long)]
    pub strict: bool,
    /// The whole plan instead of the findings: per practice in place, missing, or how to verify it
    #[arg(long)]
    pub plan: bool,
}

/// How findings are printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    #[default]
    Text,
    Json,
    Sarif,
    Github,
}

/// From which level on a check fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailLevel {
    Error,
    Warning,
    Info,
    Style,
    Never,
}

/// Options of `context`.
#[derive(Debug, Clone, Args, Default)]
pub struct ContextArgs {
    /// The folder that is built; this one when nothing is said
    pub dir: Option<PathBuf>,
    /// As JSON
    #[arg(long)]
    pub json: bool,
    /// Which line decides about this path, seen from the folder
    #[arg(long, value_name = "PATH")]
    pub explain: Option<PathBuf>,
    /// The Dockerfile, whose own NAME.dockerignore comes first
    #[arg(long, short = 'f', value_name = "NAME")]
    pub file: Option<PathBuf>,
}

/// Options of `why`.
#[derive(Debug, Clone, Args, Default)]
pub struct WhyArgs {
    /// A Dockerfile (`-` reads standard input), or a lesson whose Dockerfiles are meant
    #[arg(value_name = "FILE|LESSON")]
    pub target: String,
    /// Only this line
    #[arg(long, short = 'l', value_name = "N", value_parser = number::<usize>)]
    pub line: Option<usize>,
}

/// What to do with the progress.
#[derive(Debug, Clone, Subcommand)]
pub enum ProgressCommand {
    /// Write all events to a file, or to standard output
    Export {
        /// The file
        file: Option<PathBuf>,
    },
    /// Take in the events of an exported file; nothing is lost and nothing counts twice
    Import {
        /// The file, or - for standard input
        file: PathBuf,
    },
    /// Forget the progress of one chapter
    Reset {
        /// The chapter
        chapter: String,
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
}

/// What authors do.
#[derive(Debug, Clone, Subcommand)]
pub enum ContentCommand {
    /// Check a course, a pack or Markdown files; exit code 1 when something has to be mended
    Check {
        /// Folder or file; the stock course when nothing is said
        path: Option<PathBuf>,
        /// Also list lessons whose facts were checked longer ago than this, for example 180d
        #[arg(long, value_name = "DAYS", value_parser = days)]
        stale: Option<u32>,
    },
    /// Write the skeleton of a lesson and its questions
    New {
        /// The id: chapter/slug
        id: String,
    },
}

/// Reads a whole number.
fn number<N: std::str::FromStr>(text: &str) -> Result<N, String> {
    text.parse().map_err(|_| "write a whole number, for example 20".to_owned())
}

fn at_least_one(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|n| *n > 0).ok_or_else(|| "write a whole number from 1 on, for example 20".to_owned())
}

fn percent(text: &str) -> Result<u8, String> {
    let number = text.strip_suffix('%').unwrap_or(text).trim_end();
    let wanted = || "write a whole number from 1 to 100, for example 80".to_owned();
    number.parse().ok().filter(|n| (1..=100).contains(n)).ok_or_else(wanted)
}

fn minutes(text: &str) -> Result<u32, String> {
    let wanted = || "write whole minutes from 1 to 1440, for example 30".to_owned();
    text.parse().ok().filter(|n| (1..=1440).contains(n)).ok_or_else(wanted)
}

/// Reads `180d` or `180` as days.
fn days(text: &str) -> Result<u32, String> {
    let number = text.strip_suffix('d').unwrap_or(text);
    number.parse().ok().filter(|days| *days > 0).ok_or_else(|| "write a number of days, for example 180d".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_arguments_read_like_parsed_ones() {
        let program = || [OsString::from("seaworthy")];
        let (read, parsed) = (Cli::read(program()), Cli::try_parse_from(program()));
        let (read, parsed) = (read.expect("no error"), parsed.expect("no error"));
        assert_eq!(read.global, parsed.global);
        assert!(read.command.is_none() && parsed.command.is_none());
    }
}
