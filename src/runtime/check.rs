//! Checks the folder in which the program was started, for the check screen. Reads files, in a thread; shows nothing.

use std::path::Path;
use std::sync::Arc;

use crate::app::screens::check::Checked;
use crate::project::{self, Asked, Request};

/// Checks the current folder.
///
/// # Errors
/// Its settings cannot be used; a text to show.
pub fn folder() -> Result<Arc<Checked>, String> {
    let here = std::env::current_dir().map_err(|error| format!("The current folder cannot be read: {error}"))?;
    checked(&here)
}

/// Checks a folder.
///
/// # Errors
/// Its settings cannot be used; a text to show.
pub fn checked(folder: &Path) -> Result<Arc<Checked>, String> {
    let asked = Asked::default();
    let paths = [folder.to_owned()];
    let request = Request { paths: &paths, here: folder, asked: &asked, leaving: false };
    let (survey, planned) = project::review_with_plan(request).map_err(|refused| {
        let faults = refused.faults().map(|(text, fault)| fault.line(text));
        let told: Vec<String> = faults.collect();
        format!("The settings cannot be used, so nothing was checked:\n{}", told.join("\n"))
    })?;
    Ok(Arc::new(Checked { survey, plan: planned.plan }))
}
