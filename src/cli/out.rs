//! Standard output and error. A reader that closed the pipe has seen enough: that is no failure.

use std::error::Error;
use std::io::{self, IsTerminal, Write};

/// Writes text to standard output.
///
/// # Errors
/// Standard output cannot be written.
pub fn print(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Writes an error to standard error.
pub fn error(text: &str) {
    let _ = writeln!(io::stderr(), "seaworthy: {text}");
}

/// Writes a remark to standard error.
pub fn note(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}

/// Returns whether the reader of standard output went away.
pub fn is_closed_pipe(error: &(dyn Error + 'static)) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

/// Returns whether standard output is a terminal.
pub fn is_terminal() -> bool {
    io::stdout().is_terminal()
}
