//! Links: every one leads to a lesson, a section, a word or an address. A planned lesson may be named; what sections it will
//! have nobody knows.

use std::path::Path;

use toml::de::DeTable;

use super::findings::Findings;
use super::questions;
use super::site::{Known, Page, Site, SourceFile, What};
use crate::content::markdown;
use crate::course::block::walk_inlines;
use crate::course::{Inlines, Link, LinkTarget};
use crate::diagnostic::{Span, nearest};
use crate::id::LessonId;

/// Judges the links of pages, questions and words.
pub(super) fn check(site: &Site<'_>, found: &mut Findings) {
    for passage in site.passages() {
        walk_inlines(passage.blocks, &mut |text| {
            for link in &text.links {
                judge(site, passage.file, Some(passage.page), link, link.span, found);
            }
        });
    }
    for (quiz, file) in site.own_quizzes() {
        let texts = quiz.quiz.questions.iter().flat_map(questions::inlines);
        for link in texts.flat_map(|text: &Inlines| &text.links) {
            judge(site, file, Some(&quiz.id), link, link.span, found);
        }
    }
    if let Some(file) = site.own(&What::Glossary) {
        words(site, file, found);
    }
}

/// Judges the links in the texts of words; a link is reported at its word's text.
fn words(site: &Site<'_>, file: &SourceFile, found: &mut Findings) {
    let Ok(table) = DeTable::parse(&file.text) else { return };
    let terms = table.get_ref().get("term").and_then(|terms| terms.get_ref().as_array());
    let texts = terms.into_iter().flatten().filter_map(|term| term.get_ref().as_table()?.get("text"));
    for value in texts {
        let Some(text) = value.get_ref().as_str() else { continue };
        walk_inlines(&markdown::parse(text, 0), &mut |inlines| {
            for link in &inlines.links {
                judge(site, file, None, link, value.span().into(), found);
            }
        });
    }
}

fn judge(site: &Site<'_>, file: &SourceFile, page: Option<&LessonId>, link: &Link, span: Span, found: &mut Findings) {
    match &link.target {
        LinkTarget::Web(_) | LinkTarget::Footnote(_) => {}
        LinkTarget::Section(anchor) => {
            if let Some(here) = page.and_then(|page| site.page(page)) {
                let name = if site.files[here.file].label == file.label { "this page" } else { "the lesson" };
                section(here, name, anchor, file, span, found);
            }
        }
        LinkTarget::Lesson { .. } | LinkTarget::Unknown(_) if site.loose => loose(link, file, found),
        LinkTarget::Term(term) if !site.loose => {
            if site.glossary.find(term).is_none() {
                let ids = site.glossary.terms.iter().map(|term| term.id.as_str());
                let help = match nearest(term, ids) {
                    Some(near) => format!("did you mean `term:{near}`?"),
                    None => "add it to the glossary, or drop the link".to_owned(),
                };
                found.add("term-dead", file, span, format!("the glossary has no word `{term}`"), help);
            }
        }
        LinkTarget::Term(_) => {}
        LinkTarget::Lesson { id, anchor } => match site.known(id) {
            Known::Written(page) => {
                if let Some(anchor) = anchor {
                    section(page, &format!("`{id}`"), anchor, file, span, found);
                }
            }
            // A listed lesson without a file is reported where it is listed.
            Known::Planned | Known::Missing => {}
            Known::No => {
                let help = suggestion(site, id).unwrap_or_else(|| "name a lesson as chapter/lesson".to_owned());
                found.add("link-dead", file, span, format!("there is no lesson `{id}`"), help);
            }
        },
        LinkTarget::Unknown(raw) => {
            let message = format!("`{raw}` leads nowhere");
            let help = "write chapter/lesson, chapter/lesson#section, #section, term:word or https://…";
            found.add("link-dead", file, span, message, help);
        }
    }
}

fn section(page: &Page, name: &str, anchor: &str, file: &SourceFile, span: Span, found: &mut Findings) {
    if page.lesson.sections().all(|section| section.anchor != anchor) {
        let message = format!("{name} has no section `{anchor}`");
        found.add("anchor-dead", file, span, message, anchor_help(page, anchor));
    }
}

/// Returns which section may have been meant.
pub(super) fn anchor_help(page: &Page, anchor: &str) -> String {
    let anchors: Vec<&str> = page.lesson.sections().map(|section| section.anchor).collect();
    match nearest(anchor, anchors.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if anchors.is_empty() => "the page has no sections".to_owned(),
        None => format!("its sections are `{}`", anchors.join("`, `")),
    }
}

/// Returns what to write instead of an id that no lesson has.
pub(super) fn suggestion(site: &Site<'_>, id: &LessonId) -> Option<String> {
    let renamed = |page: &&Page| page.lesson.meta.aliases.contains(id);
    if let Some(page) = site.pages.iter().find(renamed) {
        return Some(format!("it is called `{}` now", page.id));
    }
    nearest_id(id, site.lesson_ids()).map(|near| format!("did you mean `{near}`?"))
}

/// Returns the id whose slug is nearest, one of the same chapter first: chapters that agree say nothing about the rest.
pub(super) fn nearest_id<'a>(id: &LessonId, ids: impl Iterator<Item = &'a LessonId>) -> Option<&'a LessonId> {
    let (here, elsewhere): (Vec<_>, Vec<_>) = ids.partition(|other| other.chapter_str() == id.chapter_str());
    [here, elsewhere].into_iter().find_map(|ids| {
        let near = nearest(id.slug(), ids.iter().map(|id| id.slug()))?;
        ids.into_iter().find(|id| id.slug() == near)
    })
}

/// In loose files a link without a scheme is a path beside the file.
fn loose(link: &Link, file: &SourceFile, found: &mut Findings) {
    let path = link.raw.split(['#', '?']).next().unwrap_or_default();
    let has_scheme = path.split('/').next().is_some_and(|first| first.contains(':'));
    if path.is_empty() || has_scheme || path.starts_with('/') {
        return;
    }
    let folder = Path::new(&file.label).parent().unwrap_or(Path::new(""));
    let is_there = |path: &str| folder.join(path).exists();
    if !is_there(path) && !is_there(&path.replace("%20", " ")) {
        let help = "a link is followed from the folder of the file it stands in";
        found.add("file-dead", file, link.span, format!("there is no file `{path}`"), help);
    }
}
