//! Tests that see the house from outside: its walls, its screens, its command line, a real terminal. One binary; a file that is not
//! named here is found by a test.

mod architecture;
mod harness;
#[cfg(unix)]
mod pty;
mod screens;
mod shell;
