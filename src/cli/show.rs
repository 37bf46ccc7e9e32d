//! `seaworthy show`: a page on standard output.

use std::io::Read;
use std::path::Path;

use super::setup::Setup;
use super::{Failure, Outcome, aliases, ending, learn, out, section};
use crate::content::layer::FILE_LIMIT;
use crate::content::{Library, lesson_file, sanitize};
use crate::course::Lesson;
use crate::id::LessonId;
use crate::ui::highlight::Highlighter;
use crate::ui::page::{Page, PageOptions};
use crate::ui::{ansi, glyphs, plain};

/// Widest layout when the width is not said.
const WIDEST: u16 = 100;

/// Prints a lesson or one section of it, a chapter's page, a Markdown file, or standard input.
pub fn run(setup: &Setup, name: &str, width: Option<u16>) -> Result<Outcome, Failure> {
    let (name, section) = if name == "-" { (name.to_owned(), None) } else { learn::parted(setup, name) };
    let mut lesson = read(setup, &name)?;
    if let Some(wanted) = section {
        let anchor = section::find(&lesson, &name, &wanted)?;
        section::keep(&mut lesson, &anchor);
        // The section's own heading begins what is printed.
        lesson.meta.title = String::new();
    }
    let width = width.unwrap_or_else(|| crate::runtime::terminal::columns().unwrap_or(WIDEST).min(WIDEST)).max(20);
    let mut text = String::with_capacity(2 * lesson.bytes);
    if setup.global.plain {
        if !lesson.meta.title.is_empty() && !lesson.begins_with_title() {
            text = format!("# {}\n\n", lesson.meta.title);
        }
        plain::write(&lesson.blocks, usize::from(width), &mut text);
    } else {
        let options = PageOptions {
            width,
            tab: setup.settings.installer.clone(),
            flipped: Vec::new(),
            stacked: true,
            glyphs: glyphs::set(setup.ascii()),
        };
        let page = Page::lesson(&lesson, &options);
        let theme = setup.print_theme()?;
        let highlighter = Highlighter::new();
        ansi::write(&page, theme.as_ref().map(|theme| (theme, &highlighter)), &mut text);
    }
    out::print_styled(&text)?;
    Ok(Outcome::Fine)
}

fn read(setup: &Setup, name: &str) -> Result<Lesson, Failure> {
    if name == "-" {
        let mut bytes = Vec::new();
        std::io::stdin().lock().take(FILE_LIMIT + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > FILE_LIMIT {
            return Err(format!("standard input: more than {FILE_LIMIT} bytes; split it").into());
        }
        let text = String::from_utf8_lossy(&bytes);
        return Ok(lesson_file::parse_plain("standard input", &sanitize::sanitize(&text), false));
    }
    let path = Path::new(name);
    let looks_like_file = name.ends_with(".md") || name.ends_with(".markdown");
    setup.reach.page(name)?;
    if setup.reach.sees(path) && (path.is_file() || looks_like_file) {
        let library = setup.file(path)?;
        let id = library
            .single_file()
            .cloned()
            .ok_or_else(|| format!("{name}: a folder; name a file in it, or open it with `seaworthy learn`"))?;
        return page(&library, &id);
    }
    if looks_like_file {
        return Err(format!("there is no file {name}").into());
    }
    let library = setup.library()?;
    page(&library, &aliases::find(&library, name)?)
}

fn page(library: &Library, id: &LessonId) -> Result<Lesson, Failure> {
    let mut lesson = library.page(id)?;
    let ending = ending::blocks(&lesson, id, library.course(), |id| library.title(id));
    lesson.blocks.extend(ending);
    Ok(lesson)
}
