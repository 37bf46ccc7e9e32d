//! The subcommands: each is one file, writes to the given output and can be used without a terminal.

pub mod content;
