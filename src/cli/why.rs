//! `seaworthy why`: why each line of a Dockerfile is there, of a file or of a page's Dockerfiles. Holds no reason itself.

use std::fmt::Write as _;
use std::path::Path;

use super::args::WhyArgs;
use super::setup::Setup;
use super::{Failure, Outcome, aliases, out};
use crate::content::Library;
use crate::content::sanitize::sanitize;
use crate::course::Code;
use crate::course::block::walk_code;
use crate::dockerfile::Dockerfile;
use crate::id::LessonId;
use crate::lint::{Context, Ignore, level_name};
use crate::project;
use crate::ui::wrap;
use crate::why::{self, Reason};

/// Widest lines when the width is not known.
const WIDEST: u16 = 100;

/// Prints why the lines of `args.target` are there: a file, `-`, or a page of the course.
pub fn run(setup: &Setup, args: &WhyArgs) -> Result<Outcome, Failure> {
    let library = setup.library()?;
    let columns = usize::from(crate::runtime::terminal::columns().unwrap_or(WIDEST).clamp(40, WIDEST));
    let path = Path::new(&args.target);
    setup.reach.page(&args.target)?;
    let text = if args.target == "-" || setup.reach.sees(path) {
        let mut text = String::new();
        write(&library, &of_file(path, args.line)?, columns, &mut text);
        text
    } else {
        let id = aliases::find(&library, &args.target)?;
        of_page(&library, &id, args.line, columns)?
    };
    out::print(&sanitize(&text))?;
    Ok(Outcome::Fine)
}

/// Returns why the lines of a page's Dockerfiles are there, as text.
pub(super) fn of_page(
    library: &Library,
    id: &LessonId,
    line: Option<usize>,
    columns: usize,
) -> Result<String, Failure> {
    let page = library.page(id)?;
    let mut codes: Vec<&Code> = Vec::new();
    walk_code(&page.blocks, &mut |code| codes.push(code));
    codes.retain(|code| code.lang == "dockerfile");
    if codes.is_empty() {
        return Err(format!("there is no Dockerfile on the page {id}").into());
    }
    codes.sort_by_key(|code| code.info.start);
    let mut text = String::new();
    for (number, code) in codes.into_iter().enumerate() {
        let gap = if number == 0 { "" } else { "\n" };
        let role = code.attrs.role.map(|role| format!(", {role:?}").to_lowercase()).unwrap_or_default();
        let _ = writeln!(text, "{gap}Dockerfile {} of {id}{role}\n", number + 1);
        let reasons = library.why(id.chapter_str(), &code.text);
        let chosen: Vec<Reason> = at(&reasons, line).into_iter().cloned().collect();
        write(library, &chosen, columns, &mut text);
    }
    Ok(text)
}

fn at(reasons: &[Reason], line: Option<usize>) -> Vec<&Reason> {
    line.map_or_else(|| reasons.iter().collect(), |line| why::at_line(reasons, line))
}

/// Returns the reasons in a file of the learner's own, beside the .dockerignore that a build would use.
fn of_file(path: &Path, line: Option<usize>) -> Result<Vec<Reason>, Failure> {
    let text = project::read(path)?;
    let file = Dockerfile::parse(&text);
    let folder = path.parent().filter(|_| path != Path::new("-"));
    let chosen = match folder {
        Some(folder) => project::context::choose(folder, path)?,
        None => None,
    };
    let ignore = match (&chosen, folder) {
        (Some(chosen), _) => Ignore::File(&chosen.file),
        (None, Some(_)) => Ignore::Absent,
        (None, None) => Ignore::Unknown,
    };
    let reasons = why::reasons(&file, Context { ignore, files: None });
    Ok(at(&reasons, line).into_iter().cloned().collect())
}

fn write(library: &Library, reasons: &[Reason], columns: usize, text: &mut String) {
    for (number, reason) in reasons.iter().enumerate() {
        if number > 0 {
            text.push('\n');
        }
        let lines = match reason.lines {
            (first, last) if first == last => first.to_string(),
            (first, last) => format!("{first}-{last}"),
        };
        let _ = writeln!(text, "{lines}: {}", reason.about);
        paragraph(text, columns, "  ", &reason.purpose);
        if !reason.without.is_empty() {
            paragraph(text, columns, "  ", &format!("Without it: {}", reason.without));
        }
        for fault in &reason.faults {
            let fix = fault.fix.as_ref().map(|fix| format!("; {fix}")).unwrap_or_default();
            paragraph(
                text,
                columns,
                "  ",
                &format!("{} {}: {}{fix}", level_name(fault.level), fault.rule, fault.message),
            );
        }
        if let Some(practice) = reason.practice {
            let title = practice.parse().map(|id| library.title(&id)).unwrap_or_default();
            paragraph(text, columns, "  ", &format!("Lesson: {practice}, {title}"));
        }
    }
}

fn paragraph(text: &mut String, columns: usize, indent: &str, sentence: &str) {
    wrap::wrap(sentence, columns - indent.len(), |from, to| {
        text.push_str(indent);
        text.push_str(sentence[from..to].trim_end());
        text.push('\n');
    });
}
