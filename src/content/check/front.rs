//! The front matter of lessons: what is missing, what is no longer true, what names nothing. Needs and aliases have rooms of
//! their own.

use std::collections::HashMap;

use toml::de::DeTable;

use super::findings::Findings;
use super::links::nearest_id;
use super::site::{Known, Page, PageKind, Site, SourceFile};
use super::{fields, rules};
use crate::content::front_matter::Parts;
use crate::course::EntryState;
use crate::diagnostic::Span;
use crate::id::LessonId;

/// A text of the front matter and where it stands.
pub(super) type Placed = (String, Span);

/// The places of the fields that checks point to.
#[derive(Debug, Default)]
pub(super) struct Front {
    pub(super) title: Option<Placed>,
    pub(super) needs: Vec<Placed>,
    pub(super) rules: Vec<Placed>,
    pub(super) aliases: Vec<Placed>,
    pub(super) after: Option<Placed>,
    pub(super) checked: Option<Span>,
    /// Addresses of sources.
    pub(super) urls: Vec<Placed>,
}

impl Front {
    /// Finds the fields in the head of a lesson; empty where it is no TOML.
    pub(super) fn read(parts: &Parts<'_>) -> Self {
        let Some(Ok(table)) = parts.toml.map(DeTable::parse) else { return Self::default() };
        let table = table.get_ref();
        let place = |range: std::ops::Range<usize>| Span::from(range).shifted(parts.toml_at);
        let text = |key: &str| {
            let value = table.get(key)?;
            Some((value.get_ref().as_str()?.to_owned(), place(value.span())))
        };
        let texts = |key: &str| -> Vec<Placed> {
            let list = table.get(key).and_then(|value| value.get_ref().as_array());
            let entries = list.into_iter().flatten();
            entries.filter_map(|entry| Some((entry.get_ref().as_str()?.to_owned(), place(entry.span())))).collect()
        };
        let sources = table.get("sources").and_then(|value| value.get_ref().as_array());
        let urls = sources.into_iter().flatten().filter_map(|source| source.get_ref().as_table()?.get("url"));
        Self {
            title: text("title"),
            needs: texts("needs"),
            rules: texts("rules"),
            aliases: texts("aliases"),
            after: text("after"),
            checked: table.get("checked").map(|value| place(value.span())),
            urls: urls.filter_map(|url| Some((url.get_ref().as_str()?.to_owned(), place(url.span())))).collect(),
        }
    }
}

/// Judges the head of every lesson.
pub(super) fn check(site: &Site<'_>, found: &mut Findings) {
    for (page, file) in site.own_pages().filter(|(page, _)| matches!(page.kind, PageKind::Lesson | PageKind::Tour)) {
        let parts = crate::content::front_matter::split(&file.text);
        let head = Span::new(0, "+++".len());
        match parts.toml {
            Some(toml) => {
                fields::check(found, file, (toml, parts.toml_at, head), &fields::LESSON, page.diagnostics.clone());
            }
            None => found.take(page.diagnostics.clone()),
        }
        dates(site, page, file, found);
        for (rule, span) in page.front.rules.iter().filter(|(rule, _)| !rules::is_rule(rule)) {
            found.add("rule-unknown", file, *span, format!("there is no rule `{rule}`"), rules::advice(rule));
        }
        for (url, span) in page.front.urls.iter().filter(|(url, _)| !is_address(url)) {
            let help = "write an address that begins with https://, or leave `url` out and cite the title alone";
            found.add("url-bad", file, *span, format!("`{url}` is not an address"), help);
        }
        place_in_chapter(site, page, file, found);
    }
    titles(site, found);
}

fn is_address(url: &str) -> bool {
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    host.is_some_and(|rest| rest.contains('.') && !rest.contains(char::is_whitespace))
}

fn dates(site: &Site<'_>, page: &Page, file: &SourceFile, found: &mut Findings) {
    let (Some(checked), Some(span)) = (page.lesson.meta.checked, page.front.checked) else { return };
    let today = site.options.today;
    let age = today.0 - checked.0;
    if age < 0 {
        let message = format!("`checked` is in the future: today is {}", today.iso());
        found.add("checked-future", file, span, message, "write the day on which the facts were last verified");
    } else if site.options.stale.is_some_and(|days| age > i64::from(days)) {
        let message = format!("the facts were last verified {age} days ago");
        let help = format!("compare them with the sources, then write `checked = {}`", today.iso());
        found.add("checked-stale", file, span, message, help);
    }
}

fn place_in_chapter(site: &Site<'_>, page: &Page, file: &SourceFile, found: &mut Findings) {
    let Some((text, span)) = &page.front.after else { return };
    // A text that is no id was reported by the reader.
    let Ok(after) = text.parse::<LessonId>() else { return };
    let same_chapter = after.chapter_str() == page.id.chapter_str();
    if matches!(site.known(&after), Known::No) || !same_chapter || after == page.id {
        let names = site.lesson_ids().filter(|id| id.chapter_str() == page.id.chapter_str() && **id != page.id);
        let help = match nearest_id(&after, names) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "name the lesson of this chapter that it follows, or leave `after` out".to_owned(),
        };
        found.add("after-dead", file, *span, format!("`{text}` is no other lesson of this chapter"), help);
    }
}

/// Finds titles that two lessons share, planned ones included.
fn titles(site: &Site<'_>, found: &mut Findings) {
    let fold = |title: &str| title.trim().to_lowercase();
    let mut taken: HashMap<String, &LessonId> = HashMap::new();
    for chapter in &site.library.course().chapters {
        for entry in &chapter.entries {
            if let EntryState::Planned(title) = &entry.state {
                taken.entry(fold(title)).or_insert(&entry.id);
            }
        }
    }
    let mut pages: Vec<&Page> = site.pages.iter().filter(|page| page.kind == PageKind::Lesson).collect();
    pages.sort_by_key(|page| site.files[page.file].own);
    for page in pages {
        let Some((title, span)) = page.front.title.as_ref().filter(|(title, _)| !title.trim().is_empty()) else {
            continue;
        };
        match taken.get(&fold(title)) {
            Some(other) if **other != page.id => {
                let message = format!("`{other}` has the same title");
                found.add("title-twice", &site.files[page.file], *span, message, "say what is particular to this one");
            }
            Some(_) => {}
            None => {
                taken.insert(fold(title), &page.id);
            }
        }
    }
}
