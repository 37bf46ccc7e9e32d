//! `seaworthy completions` and `seaworthy man`: made from the same table as the help.

use clap::{Arg, Command, CommandFactory};

use super::args::{Cli, OPTIONS_OF_ALL};
use super::{Failure, Outcome, out};

/// Prints a completion script.
pub fn run(shell: clap_complete::Shell) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "seaworthy", &mut script);
    out::print(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Fine)
}

/// Prints the manual page: the program, its options, then every command with the options of its own.
pub fn man() -> Result<Outcome, Failure> {
    let mut command = Cli::command();
    // Built, so that a command knows its whole name and the options that every command has.
    command.build();
    let man = clap_mangen::Man::new(command.clone());
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    page.extend_from_slice(synopsis(&command).as_bytes());
    page.extend_from_slice(description(&command).as_bytes());
    man.render_options_section(&mut page)?;
    page.extend_from_slice(b".SH COMMANDS\n");
    let mut commands = String::new();
    command.get_subcommands().for_each(|command| describe(command, &mut commands));
    page.extend_from_slice(commands.as_bytes());
    page.extend_from_slice(EXIT_STATUS.as_bytes());
    out::print(&String::from_utf8_lossy(&page))?;
    Ok(Outcome::Fine)
}

const EXIT_STATUS: &str = "\
.SH \"EXIT STATUS\"
.TP
0
Fine.
.TP
1
Something was found or failed.
.TP
2
It could not run: the message says why.
";

fn synopsis(command: &Command) -> String {
    let name = escaped(command.get_name());
    format!(".SH SYNOPSIS\n\\fB{name}\\fR [\\fIoptions\\fR] [\\fIcommand\\fR]\n")
}

fn description(command: &Command) -> String {
    let about = command.get_about().map(|text| format!("{text}.")).unwrap_or_default();
    let more = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    format!(".SH DESCRIPTION\n{}\n.PP\n{}\n", escaped(&about), escaped(&more).replace("\n\n", "\n.PP\n"))
}

/// Writes a command that does something; for one that only holds others, these.
fn describe(command: &Command, page: &mut String) {
    if command.get_name() == "help" {
        return;
    }
    if !command.is_subcommand_required_set() {
        let usage = command.clone().render_usage().to_string();
        let usage = usage.strip_prefix("Usage: ").unwrap_or(&usage);
        let about = command.get_about().map(|text| format!("{text}.")).unwrap_or_default();
        page.push_str(&format!(".SS \"{}\"\n{}\n", escaped(usage), escaped(&about)));
        let own = |arg: &&Arg| arg.get_help_heading() != Some(OPTIONS_OF_ALL) && arg.get_id() != "help";
        command.get_arguments().filter(own).for_each(|arg| page.push_str(&argument(arg)));
    }
    command.get_subcommands().for_each(|command| describe(command, page));
}

fn argument(arg: &Arg) -> String {
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    format!(".TP\n\\fB{}\\fR\n{}\n", escaped(&arg.to_string()), escaped(&help))
}

/// Returns text in which nothing is a command of the formatter.
fn escaped(text: &str) -> String {
    let text = text.replace('\\', "\\e").replace('-', "\\-");
    if text.starts_with(['.', '\'']) { format!("\\&{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manual_has_every_command_and_every_option_of_its_own() {
        let mut command = Cli::command();
        command.build();
        let mut page = String::new();
        command.get_subcommands().for_each(|command| describe(command, &mut page));
        for wanted in [
            ".SS \"seaworthy quiz [OPTIONS] [SCOPE]\"",
            ".SS \"seaworthy content check [OPTIONS] [PATH]\"",
            ".SS \"seaworthy progress [OPTIONS] [COMMAND]\"",
            ".SS \"seaworthy progress export [OPTIONS] [FILE]\"",
            "\\fB\\-\\-stale <DAYS>\\fR",
        ] {
            assert!(page.contains(wanted), "{wanted} is not in {page}");
        }
        assert!(!page.contains("data\\-dir") && !page.contains("seaworthy help"), "{page}");
    }

    #[test]
    fn text_is_no_command_of_the_formatter() {
        assert_eq!(escaped(".SH \\x -y"), "\\&.SH \\ex \\-y");
    }
}
