//! `seaworthy checklist`: a chapter's practices as one page to tick off; Markdown, so that it can be pasted into an issue.

use std::fmt::Write as _;

use super::setup::Setup;
use super::{Failure, Outcome, out};
use crate::course::Chapter;

/// Prints the checklist of a chapter, or of all chapters that have lessons.
pub fn run(setup: &Setup, chapter: Option<&str>) -> Result<Outcome, Failure> {
    let library = setup.library()?;
    let chapters: Vec<&Chapter> = match chapter {
        Some(name) => vec![library.chapter(name)?],
        None => library.course().chapters.iter().filter(|chapter| chapter.written().next().is_some()).collect(),
    };
    let mut text = String::new();
    for chapter in chapters {
        if !text.is_empty() {
            text.push('\n');
        }
        let _ = writeln!(text, "# {}\n", chapter.title);
        for id in chapter.written() {
            // One file that cannot be read does not keep the others from being printed.
            let meta = library.meta(id).inspect_err(|error| out::error(&error.to_string())).unwrap_or_default();
            if !meta.checklist.is_empty() {
                let _ = writeln!(text, "- [ ] {} ({id})", meta.checklist);
            }
        }
        if chapter.written().next().is_none() {
            let _ = writeln!(text, "No lesson of this chapter is written yet ({} planned).", chapter.planned_count());
        }
    }
    out::print(&text)?;
    Ok(Outcome::Fine)
}
