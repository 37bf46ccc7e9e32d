//! Hostile and unlucky input for the real binary: courses that want to reach the terminal or leave their folder, files that are too
//! large or no files, disks that take nothing, input that is noise. Something sensible is said, and never a panic.

mod courses;
mod data;
mod files;
mod paths;
mod streams;
mod texts;

use crate::shell::{Ran, Shell};

/// Every character that a terminal would obey or that turns the direction of text, line ends and tabs apart.
fn hostile_chars() -> impl Iterator<Item = char> {
    let controls = ('\0'..='\u{1f}').chain('\u{7f}'..='\u{9f}').filter(|c| !matches!(c, '\n' | '\t'));
    controls
        .chain(['\u{200e}', '\u{200f}', '\u{2028}', '\u{2029}'])
        .chain('\u{202a}'..='\u{202e}')
        .chain('\u{2066}'..='\u{2069}')
}

#[track_caller]
fn is_harmless(text: &str) {
    // One search for each character: the standard library's are fast where our own loop over ten megabytes is not.
    let found = hostile_chars().find_map(|c| text.find(c));
    assert!(
        found.is_none(),
        "a control character in {:?}",
        text.chars().skip(text[..found.unwrap_or(0)].chars().count().saturating_sub(60)).take(90).collect::<String>()
    );
    assert!(!text.contains("panicked"), "{text}");
}

#[track_caller]
fn survived(ran: &Ran) {
    is_harmless(&ran.out);
    is_harmless(&ran.err);
    assert!((0..=2).contains(&ran.code), "exit code {}: {}", ran.code, ran.err);
}

/// Puts a named pipe into the room that nobody writes to: who opens it to read waits for ever.
fn fifo(shell: &Shell, path: &str) {
    let ran = shell.sh(&format!("mkdir -p \"$(dirname '{path}')\" && rm -rf '{path}' && mkfifo '{path}'"));
    assert_eq!(ran.code, 0, "{}", ran.transcript());
}
