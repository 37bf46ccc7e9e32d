//! Reads the files that are checked. What cannot be read is reported; nothing else is judged here.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{Page, PageKind, SourceFile, What};
use crate::content::check::findings::Findings;
use crate::content::check::front::Front;
use crate::content::layer::{self, Layer};
use crate::content::sanitize::{replaced, sanitize};
use crate::content::{Error, Library, front_matter, lesson_file};
use crate::course::front::{CHAPTER_PAGE, tour_id};
use crate::diagnostic::{Diagnostic, Span};
use crate::id::LessonId;

/// Reads a page of the file at index `at`.
pub(super) fn page(at: usize, file: &SourceFile, id: &LessonId, loose: bool) -> Page {
    let kind = match id {
        _ if loose => PageKind::Loose,
        id if *id == tour_id() => PageKind::Tour,
        id if id.slug() == CHAPTER_PAGE => PageKind::Chapter,
        _ => PageKind::Lesson,
    };
    let (lesson, diagnostics) = match kind {
        PageKind::Chapter | PageKind::Loose => (lesson_file::parse_plain(id.slug(), &file.text, false), Vec::new()),
        PageKind::Lesson | PageKind::Tour => lesson_file::parse(&file.label, &file.text),
    };
    let front = Front::read(&front_matter::split(&file.text));
    Page { file: at, id: id.clone(), kind, lesson, front, diagnostics }
}

/// Reads loose files.
pub(super) fn loose(library: &Library, found: &mut Findings) -> Vec<SourceFile> {
    let mut files = Vec::new();
    for (id, path) in library.loose_files() {
        let label = path.display().to_string();
        match layer::read_raw_file(path, layer::FILE_LIMIT) {
            Ok(raw) => files.push(source_file(String::new(), label, true, What::Page(id.clone()), raw.into())),
            Err(error) => found.take([unreadable(label, &error)]),
        }
    }
    files
}

/// Reads the files of a course, of each the topmost.
pub(super) fn course(layers: &[Layer], found: &mut Findings) -> Vec<SourceFile> {
    let mut paths: BTreeMap<String, usize> = BTreeMap::new();
    for (at, layer) in layers.iter().enumerate() {
        let below = ["lessons", "quizzes"].into_iter().flat_map(|folder| layer.files_below(folder));
        paths.extend(below.chain(["glossary.toml".to_owned()]).map(|path| (path, at)));
    }
    let mut files = Vec::new();
    for (path, mut at) in paths {
        // Every layer may have words; the topmost that has them is the one that was just written.
        let mut read = layers[at].read_raw(&path);
        while at > 0 && matches!(read, Ok(None)) {
            at -= 1;
            read = layers[at].read_raw(&path);
        }
        let label = layers[at].label(&path);
        match read {
            Ok(Some(raw)) => {
                let what = what(&path);
                if what != What::Other || !raw.contains('\0') {
                    files.push(source_file(path, label, at + 1 == layers.len(), what, raw));
                }
            }
            Ok(None) => {}
            Err(error) => found.take([unreadable(label, &error)]),
        }
    }
    files
}

fn source_file(path: String, label: String, own: bool, what: What, raw: Cow<'static, str>) -> SourceFile {
    let clean = match sanitize(&raw) {
        Cow::Borrowed(same) if same.len() == raw.len() => None,
        clean => Some(clean.into_owned()),
    };
    match clean {
        None => SourceFile { path, label, own, what, text: raw, replaced: Vec::new() },
        Some(text) => SourceFile { path, label, own, what, replaced: replaced(&raw), text: text.into() },
    }
}

fn unreadable(label: String, error: &Error) -> Diagnostic {
    let text = error.to_string();
    let message = text.strip_prefix(&format!("{label}: ")).unwrap_or(&text).to_owned();
    let problem = Diagnostic::error("unreadable", label, Span::default(), message);
    problem.help("make it a readable file of the course, or take it away")
}

/// Returns what the file at `path` has to be.
fn what(path: &str) -> What {
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        ["glossary.toml"] => What::Glossary,
        ["lessons", "course.toml"] => What::Course,
        ["lessons", "tour.md"] => What::Page(tour_id()),
        ["lessons", chapter, "chapter.toml"] => chapter.parse().map_or(What::Misnamed, What::Chapter),
        ["lessons", chapter, name] => match name.strip_suffix(".md") {
            Some(slug) => lesson_id(chapter, slug).map_or(What::Misnamed, What::Page),
            None => What::Other,
        },
        ["quizzes", chapter, name] => match name.strip_suffix(".toml") {
            Some(slug) => lesson_id(chapter, slug).map_or(What::Misnamed, What::Quiz),
            None => What::Other,
        },
        _ => What::Other,
    }
}

fn lesson_id(chapter: &str, slug: &str) -> Option<LessonId> {
    LessonId::new(&chapter.parse().ok()?, slug).ok()
}
