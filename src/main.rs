//! Parses the arguments, calls `cli::run`, returns its exit code; nothing else.

use std::process::ExitCode;

fn main() -> ExitCode {
    seaworthy::cli::run(std::env::args_os())
}
