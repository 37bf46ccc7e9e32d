//! The table of contents against the files: `course.toml`, each `chapter.toml`, what they list, what lies in the folders, and the
//! words.

use std::collections::HashMap;

use super::fields::{self, Schema};
use super::findings::Findings;
use super::links::nearest_id;
use super::site::{Known, PageKind, Site, SourceFile, What};
use crate::content::course_file::{self, ChapterFile};
use crate::content::glossary_file;
use crate::content::layer::Layer;
use crate::course::front::CHAPTER_PAGE;
use crate::diagnostic::Span;
use crate::id::{ChapterId, LessonId};

/// Judges the tables of contents and the files they do not speak of.
pub(super) fn check(site: &Site<'_>, found: &mut Findings) {
    course(site, found);
    let mut titles = HashMap::new();
    for file in site.own_files() {
        match &file.what {
            What::Chapter(id) => chapter(site, file, id, &mut titles, found),
            What::Misnamed => {
                let help = "rename it: lower-case letters, digits and inner hyphens, at most 48 characters";
                found.add("bad-id", file, file.whole(), "the name of this file or of its folder is not a slug", help);
            }
            What::Glossary => glossary(site, file, found),
            _ => {}
        }
    }
    if site.tables {
        unlisted(site, found);
    }
}

fn whole_file(file: &SourceFile) -> (&str, usize, Span) {
    (&file.text, 0, Span::default())
}

fn is_pack(site: &Site<'_>) -> bool {
    site.library.layers().len() > 1
}

fn course(site: &Site<'_>, found: &mut Findings) {
    let Some(file) = site.own(&What::Course) else { return };
    let (course, diagnostics) = course_file::parse_course(&file.label, &file.text);
    let schema: &Schema = if is_pack(site) { &fields::PACK } else { &fields::COURSE };
    fields::check(found, file, whole_file(file), schema, diagnostics);
    for (id, span) in &course.chapters {
        let path = format!("lessons/{id}/chapter.toml");
        if !site.files.iter().any(|other| other.path == path) {
            let help = "write the file, or take the chapter out of `chapters`";
            found.add("no-chapter", file, *span, format!("chapter `{id}` has no {path}"), help);
        }
    }
}

type Titles = HashMap<String, LessonId>;

fn chapter(site: &Site<'_>, file: &SourceFile, id: &ChapterId, titles: &mut Titles, found: &mut Findings) {
    let (chapter, diagnostics) = course_file::parse_chapter(&file.label, id, &file.text);
    let below = site.library.layers().split_last().map_or(&[][..], |(_, below)| below);
    let over = below.iter().any(|layer: &Layer| layer.read(&file.path).is_ok_and(|text| text.is_some()));
    let schema: &Schema = if over { &fields::CHAPTER_OVER } else { &fields::CHAPTER };
    fields::check(found, file, whole_file(file), schema, diagnostics);
    if site.tables && site.library.course().chapter(id.as_str()).is_none() {
        let help = format!("list `{id}` in the `chapters` of lessons/course.toml, or remove the folder");
        found.add("chapter-unlisted", file, file.whole(), format!("chapter `{id}` is not part of the course"), help);
    }
    let page = LessonId::new(id, CHAPTER_PAGE).ok();
    if page.as_ref().is_some_and(|page| site.page(page).is_none()) {
        let help = "write what one can stop with, the frame, and the words the chapter needs";
        let message = format!("there is no lessons/{id}/{CHAPTER_PAGE}.md, the page that opens the chapter");
        found.add("chapter-page-missing", file, file.whole(), message, help);
    }
    listed(site, file, &chapter, found);
    planned(site, file, &chapter, titles, found);
}

/// Every listed lesson is written or planned.
fn listed(site: &Site<'_>, file: &SourceFile, chapter: &ChapterFile, found: &mut Findings) {
    for (id, span) in &chapter.lessons {
        if id.slug() == CHAPTER_PAGE {
            let help = "give the lesson another name; the page of the chapter needs no mention";
            found.add("bad-id", file, *span, format!("`{CHAPTER_PAGE}` is the page that opens the chapter"), help);
        } else if matches!(site.known(id), Known::Missing) {
            let message = format!("there is no lessons/{id}.md, and the lesson is not planned");
            let files = site.pages.iter().map(|page| &page.id);
            let strays = files.filter(|stray| site.library.course().entry(stray).is_none());
            let help = match nearest_id(id, strays) {
                Some(near) => format!("did you mean `{}`?", near.slug()),
                None => format!("`seaworthy content new {id}` begins it; or name it in `planned` with its title"),
            };
            found.add("lesson-missing", file, *span, message, help);
        }
    }
}

/// Every planned lesson is listed, has a title of its own and no file.
fn planned(site: &Site<'_>, file: &SourceFile, chapter: &ChapterFile, titles: &mut Titles, found: &mut Findings) {
    for (at, (id, title, span)) in chapter.planned.iter().enumerate() {
        if chapter.planned[..at].iter().any(|(other, _, _)| other == id) {
            let message = format!("lesson `{}` is planned twice", id.slug());
            found.add("twice", file, *span, message, "remove one of the two");
        }
        let listed = chapter.lessons.iter().any(|(other, _)| other == id);
        if !listed && !chapter.lessons.is_empty() {
            let message = format!("the planned lesson `{}` is not in `lessons`", id.slug());
            found.add("planned-unlisted", file, *span, message, "list it in `lessons`, where it will be taught");
        }
        if site.page(id).is_some() {
            let message = format!("`{}` is planned, and lessons/{id}.md is there", id.slug());
            found.add("planned-written", file, *span, message, "take it out of `planned`; it stays in `lessons`");
        }
        let folded = title.trim().to_lowercase();
        match titles.get(&folded) {
            Some(other) if other != id && !folded.is_empty() => {
                let message = format!("`{other}` has the same title, \"{title}\"");
                found.add("title-twice", file, *span, message, "say what is particular to this one");
            }
            _ => {
                titles.insert(folded, id.clone());
            }
        }
    }
}

/// Finds pages that no table of contents names.
fn unlisted(site: &Site<'_>, found: &mut Findings) {
    let course = site.library.course();
    for (page, file) in site.own_pages().filter(|(page, _)| page.kind == PageKind::Lesson) {
        let chapter = page.id.chapter_str();
        if course.chapter(chapter).is_none() {
            let table = format!("lessons/{chapter}/chapter.toml");
            if !site.files.iter().any(|other| other.path == table) {
                let help = "put it into the folder of a chapter, or write a chapter.toml beside it";
                let message = format!("the folder `{chapter}` is no chapter");
                found.add("lesson-unlisted", file, file.whole(), message, help);
            }
        } else if course.entry(&page.id).is_none() {
            let help = format!("add \"{}\" to `lessons` in lessons/{chapter}/chapter.toml", page.id.slug());
            found.add("lesson-unlisted", file, file.whole(), "no chapter.toml lists this lesson", help);
        }
    }
}

/// Judges the words; `see` may name a word of a layer below.
fn glossary(site: &Site<'_>, file: &SourceFile, found: &mut Findings) {
    let (_, mut diagnostics) = glossary_file::parse(&file.label, &file.text);
    diagnostics.retain(|diagnostic| {
        let named = file.text.get(diagnostic.span.range()).unwrap_or_default().trim_matches(['"', '\'']);
        diagnostic.code != "see-dead" || !site.glossary.terms.iter().any(|term| term.id == named)
    });
    fields::check(found, file, whole_file(file), &fields::GLOSSARY, diagnostics);
}
