//! Tests that see the house from outside: its walls, its screens, its command line, a real terminal. One binary; a file that is not
//! named here is found by a test.

#![allow(clippy::too_many_lines, reason = "a transcript is as long as what the program says")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod architecture;
mod cli;
mod harness;
#[cfg(unix)]
mod hostile;
#[cfg(unix)]
mod kiosk;
mod papers;
mod practices;
#[cfg(unix)]
mod pty;
mod rules;
mod screens;
mod shell;
mod slides;
