//! What stays of the command line in a kiosk, one line for each subcommand. What has no line is refused; a test fails until it has one.

use super::{Refused, shortened};

/// How a subcommand stands.
#[derive(Debug, Clone, Copy)]
pub enum Stands {
    /// It is there, with these arguments, whoever gives them.
    Open(&'static [&'static str]),
    /// It is not there; why, and what to do instead.
    Closed(&'static str),
}

use Stands::{Closed, Open};

const OTHER_FILES: &str = "it reads files of the machine that hosts it; run it on your own machine";
const LEADERS: &str = "it is for whoever leads a class, on a machine of their own";
const AUTHORS: &str = "it is for authors; run it on your own machine";

/// Every subcommand with the names that `args.rs` gives its arguments. No argument in here may reach a file.
pub const TABLE: &[(&str, Stands)] = &[
    ("learn", Open(&["lesson", "track"])),
    ("list", Open(&["chapter", "track", "tracks", "json"])),
    ("show", Open(&["lesson", "width"])),
    ("glossary", Open(&["term"])),
    ("checklist", Open(&["chapter"])),
    ("quiz", Open(&["scope", "track", "count", "seed", "all", "missed", "resume"])),
    ("exam", Open(&["chapter", "track", "count", "pass", "minutes", "seed", "name"])),
    ("exam result", Open(&["sitting", "list", "json"])),
    ("exam certificate", Open(&["sitting", "name", "format"])),
    ("exam verify", Closed(OTHER_FILES)),
    ("progress", Open(&["json"])),
    ("progress export", Open(&[])),
    ("progress import", Closed("what counts here is what was done here")),
    ("progress reset", Closed("ask whoever hosts it")),
    ("place", Open(&["chapter", "seed", "json"])),
    ("review", Open(&["count", "json"])),
    ("daily", Open(&[])),
    ("check", Closed(OTHER_FILES)),
    ("rule", Open(&["name", "json"])),
    ("rules", Open(&["json"])),
    ("parse", Open(&["file", "json"])),
    ("context", Closed(OTHER_FILES)),
    ("why", Open(&["target", "line"])),
    ("content", Closed(AUTHORS)),
    ("content check", Closed(AUTHORS)),
    ("content new", Closed(AUTHORS)),
    ("session", Closed(LEADERS)),
    ("session new", Closed(LEADERS)),
    ("session check", Closed(LEADERS)),
    ("session run", Closed(LEADERS)),
    ("session notes", Closed(LEADERS)),
    ("session handout", Closed(LEADERS)),
    ("session report", Closed(LEADERS)),
    ("session list", Closed(LEADERS)),
    ("session export", Closed("whoever hosts it has your progress, and makes the result of it")),
    ("team", Closed(LEADERS)),
    ("doctor", Closed("it tells where files lie; whoever hosts it runs it")),
    ("completions", Closed("it completes nothing")),
    ("man", Closed("`--help` says what it has")),
];

/// Arguments that only the host's own line may have: subcommand, argument. They name files of the host's.
pub const HOSTED: &[(&str, &str)] = &[("learn", "session")];

impl Stands {
    /// Returns whether an argument may be given by whoever wrote the line.
    pub fn takes(self, arg: &str) -> bool {
        matches!(self, Open(all) if all.contains(&arg))
    }
}

/// Returns whether a kiosk has a subcommand.
pub fn is_open(path: &str) -> bool {
    stands(path).is_ok()
}

/// Returns how a subcommand that a kiosk has stands.
///
/// # Errors
/// It has none.
pub fn stands(path: &str) -> Result<Stands, Refused> {
    match TABLE.iter().find(|(name, _)| *name == path) {
        Some((_, Closed(why))) => Err(Refused(format!("a kiosk has no `{path}`: {why}"))),
        Some((_, stands)) => Ok(*stands),
        None => {
            let open = TABLE.iter().filter(|(name, stands)| !name.contains(' ') && !matches!(stands, Closed(_)));
            let names: Vec<&str> = open.map(|(name, _)| *name).collect();
            Err(Refused(format!("a kiosk has no `{}`; it has {}", shortened(path), names.join(", "))))
        }
    }
}
