//! `seaworthy completions` and `seaworthy man`: made from the same table as the help.

use clap::CommandFactory;

use super::args::Cli;
use super::{Failure, Outcome, out};

/// Prints a completion script.
pub fn run(shell: clap_complete::Shell) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "seaworthy", &mut script);
    out::print(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Fine)
}

/// Prints the manual page.
pub fn man() -> Result<Outcome, Failure> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Cli::command()).render(&mut page)?;
    out::print(&String::from_utf8_lossy(&page))?;
    Ok(Outcome::Fine)
}
