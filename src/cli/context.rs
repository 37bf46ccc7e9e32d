//! `seaworthy context`: what a build of a folder is given and what is left out, as a summary or as JSON, and which line decides about
//! one path. Judges no practice.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::args::ContextArgs;
use super::setup::Setup;
use super::{Failure, Outcome, out};
use crate::content::report::Reporter;
use crate::project::{self, Chosen, Context};

mod explain;
mod summary;

/// Prints the context, or explains one path of it.
pub fn run(setup: &Setup, args: &ContextArgs) -> Result<Outcome, Failure> {
    let dir = args.dir.clone().unwrap_or_else(|| PathBuf::from("."));
    let dockerfile = dockerfile(&dir, args.file.as_deref());
    if let Some(path) = &args.explain {
        let chosen = explain::chosen(&dir, &dockerfile)?;
        let explained = explain::path(&dir, chosen.as_ref(), path)?;
        if args.json { out::print_json(&explained.as_json()) } else { out::print(&explained.as_text()) }?;
        return Ok(if refuse(setup, chosen.as_ref()) { Outcome::Found } else { Outcome::Fine });
    }
    let context = project::context(&dir, &dockerfile)?;
    if args.json { out::print_json(&as_json(&context)?) } else { out::print(&summary::of(&context)) }?;
    let refused = refuse(setup, context.chosen.as_ref());
    context.troubles.iter().for_each(|trouble| out::error(&trouble.to_string()));
    Ok(if refused || !context.troubles.is_empty() { Outcome::Found } else { Outcome::Fine })
}

/// Returns the Dockerfile as a build would be given it: from here, or where it is not here, from the context.
fn dockerfile(dir: &Path, file: Option<&Path>) -> PathBuf {
    match file {
        Some(file) if file.exists() => file.to_owned(),
        Some(file) => shown(dir, file),
        None => shown(dir, Path::new("Dockerfile")),
    }
}

/// Joins paths without the `./` that nobody typed.
fn shown(dir: &Path, path: &Path) -> PathBuf {
    if dir == Path::new(".") { path.to_owned() } else { dir.join(path) }
}

/// Reports what makes the builder refuse the ignore file, on standard error; returns whether anything does.
fn refuse(setup: &Setup, chosen: Option<&Chosen>) -> bool {
    let Some(chosen) = chosen else { return false };
    let mut look = setup.report_look();
    look.colour = false;
    let mut reporter = Reporter::new(look);
    for fault in &chosen.file.diagnostics {
        out::note(reporter.render(fault, Some(&chosen.text)).trim_end());
    }
    chosen.file.is_refused()
}

fn as_json(context: &Context) -> Result<String, serde_json::Error> {
    let sent: Vec<_> = context.sent.iter().map(|it| json!({ "path": it.path, "bytes": it.bytes })).collect();
    let left_out = context.ignored.iter();
    let ignored: Vec<_> =
        left_out.map(|it| json!({ "path": it.path, "pattern": it.pattern, "line": it.line })).collect();
    Ok(serde_json::to_string_pretty(&json!({ "sent": sent, "ignored": ignored }))? + "\n")
}
