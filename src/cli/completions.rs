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

/// Prints the manual page, the subcommands after the program.
pub fn man() -> Result<Outcome, Failure> {
    let mut page = Vec::new();
    let mut command = Cli::command();
    // Built, so that a subcommand's page knows its whole name and the options that every subcommand has.
    command.build();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    for subcommand in command.get_subcommands() {
        let man = clap_mangen::Man::new(subcommand.clone());
        man.render_synopsis_section(&mut page)?;
        man.render_description_section(&mut page)?;
        man.render_options_section(&mut page)?;
    }
    out::print(&String::from_utf8_lossy(&page))?;
    Ok(Outcome::Fine)
}
