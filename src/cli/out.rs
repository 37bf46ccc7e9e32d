//! Standard output and error. A reader that closed the pipe has seen enough: that is no failure. What is printed is text: a control
//! character in it (of a file's name, say) is made visible.

use std::error::Error;
use std::io::{self, IsTerminal, Write};

use crate::content::sanitize::sanitize;

/// Writes text to standard output.
///
/// # Errors
/// Standard output cannot be written.
pub fn print(text: &str) -> io::Result<()> {
    print_styled(&sanitize(text))
}

/// Writes text that holds escape sequences of our own.
///
/// # Errors
/// Standard output cannot be written.
pub fn print_styled(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Writes an error to standard error.
pub fn error(text: &str) {
    let _ = writeln!(io::stderr(), "seaworthy: {}", sanitize(text));
}

/// Writes a remark to standard error.
pub fn note(text: &str) {
    let _ = writeln!(io::stderr(), "{}", sanitize(text));
}

/// Returns whether the reader of standard output went away.
pub fn is_closed_pipe(error: &(dyn Error + 'static)) -> bool {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe) {
            return true;
        }
        cause = error.source();
    }
    false
}

/// Returns whether standard output is a terminal.
pub fn is_terminal() -> bool {
    io::stdout().is_terminal()
}
