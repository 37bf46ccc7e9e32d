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

/// Writes JSON. What a terminal would obey is escaped, not replaced: programs get the text as it is.
///
/// # Errors
/// Standard output cannot be written.
pub fn print_json(json: &str) -> io::Result<()> {
    print_styled(&escaped(json))
}

fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        let is_sign = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}' | '\u{feff}');
        if is_sign || (c.is_control() && c != '\n') {
            out.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    out
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_harmless_and_says_the_same() {
        let text = "a\u{7f}\u{9b}\u{202e}\u{1b}é港";
        let json = escaped(&serde_json::to_string(text).unwrap());
        assert!(!json.contains(['\u{7f}', '\u{9b}', '\u{202e}', '\u{1b}']), "{json:?}");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }
}
