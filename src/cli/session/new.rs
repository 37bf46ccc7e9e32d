//! `seaworthy session new`: writes a session file, and never over another.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::{MINUTES, fit, size};
use crate::cli::args::session::NewArgs;
use crate::cli::setup::Setup;
use crate::cli::{Failure, Outcome, out};
use crate::content::session_file::{slug_of, write};

/// Makes an agenda, writes it down and says what to do next.
pub fn run(setup: &Setup, args: &NewArgs) -> Result<Outcome, Failure> {
    let stem = args.out.as_deref().and_then(Path::file_stem).map(|stem| stem.to_string_lossy().into_owned());
    let session = fit(setup, &args.fit, stem.map(|stem| slug_of(&stem, "session")))?;
    let agenda = &session.agenda;
    let path = args.out.clone().unwrap_or_else(|| PathBuf::from(format!("{}.toml", agenda.id)));
    write_new(&path, &write::session(agenda, &session.origin))?;
    let mut text = format!("wrote {}: {}\n", path.display(), size(agenda));
    let wished = u32::from(args.fit.minutes.unwrap_or(MINUTES));
    let left = wished.saturating_sub(agenda.minutes());
    if left >= 10 {
        text.push_str(&format!("{left} of {wished} minutes are free: there are no more lessons that fit.\n"));
    }
    text.push_str(&format!(
        "\nNext: change what you like, then `seaworthy session check {0}` and `seaworthy session run {0}`.\n",
        path.display()
    ));
    out::print(&text)?;
    Ok(Outcome::Fine)
}

/// Writes a file, and never over another.
///
/// # Errors
/// It is there already, or cannot be written.
pub(super) fn write_new(path: &Path, text: &str) -> Result<(), Failure> {
    let file = OpenOptions::new().write(true).create_new(true).open(path);
    let written = file.and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|error| {
        let next = match error.kind() {
            ErrorKind::AlreadyExists => {
                "is there already and stays as it is; name another with `--out FILE`".to_owned()
            }
            _ => format!("{error}; check that the folder exists and may be written"),
        };
        format!("{}: {next}", path.display()).into()
    })
}
