//! Looks for a text in all lessons by reading them from front to back: the whole course is smaller than one photograph.

use std::borrow::Cow;

use pulldown_cmark::{Event, Parser};

use super::Library;
use crate::course::Hit;
use crate::id::LessonId;

/// Returns up to `limit` lines of written pages in which `query` stands, in teaching order; ASCII case does not matter. Prose is searched as it
/// is read, without the signs of Markdown and without where its links lead; code as it is written.
pub fn text(library: &Library, query: &str, limit: usize) -> Vec<Hit> {
    let mut hits = Vec::new();
    let needle = query.to_ascii_lowercase();
    for id in library.course().written() {
        let Ok(source) = library.source(id) else { continue };
        in_page(id, &source, &needle, limit - hits.len(), &mut hits);
        if hits.len() >= limit {
            break;
        }
    }
    hits
}

fn in_page(id: &LessonId, source: &str, needle: &str, limit: usize, hits: &mut Vec<Hit>) {
    let body = super::front_matter::split(source).body_at;
    let mut at = body;
    let mut found = 0;
    let mut in_code = false;
    for line in source[body..].split_inclusive('\n') {
        let is_fence = line.trim_start().starts_with("```");
        in_code ^= is_fence;
        let text = if in_code { Cow::Borrowed(line.trim()) } else { prose(line.trim()) };
        // The line of a fence is not shown.
        if !is_fence && text.to_ascii_lowercase().contains(needle) {
            let line = text.trim_start_matches(['#', '>', '-', ' ']).to_owned();
            hits.push(Hit { lesson: id.clone(), at: at as u64, line });
            found += 1;
            // A page that has it everywhere shall not hide the others.
            if found >= 3 || found >= limit {
                return;
            }
        }
        at += line.len();
    }
}

/// Returns a line of prose as it is read.
fn prose(line: &str) -> Cow<'_, str> {
    if !line.contains(['[', '*', '_', '`', '\\']) {
        return Cow::Borrowed(line);
    }
    let mut text = String::with_capacity(line.len());
    for event in Parser::new(line) {
        match event {
            Event::Text(part) | Event::Code(part) | Event::InlineHtml(part) | Event::Html(part) => text.push_str(&part),
            _ => {}
        }
    }
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_searched_as_it_is_read_and_code_as_it_is_written() {
        let source = "+++\ntitle = \"The layer\"\n+++\n# A [layer](term:layer) more\n\n- every [step](works/layer) `RUN rm` has *its* cost\n\n\
            ```dockerfile\n# [layer](x)\nRUN rm -rf /var\n```\n\n> a layer\n";
        let id: LessonId = "a/x".parse().unwrap();
        let cases: &[(&str, &[&str])] = &[
            ("layer", &["A layer more", "[layer](x)", "a layer"]),
            ("term:", &[]),
            ("run rm has its", &["every step RUN rm has its cost"]),
            ("rm -rf", &["RUN rm -rf /var"]),
            ("title =", &[]),
            ("dockerfile", &[]),
        ];
        for (needle, wanted) in cases {
            let mut hits = Vec::new();
            in_page(&id, source, needle, 9, &mut hits);
            assert_eq!(hits.iter().map(|hit| hit.line.as_str()).collect::<Vec<_>>(), *wanted, "{needle}");
            for hit in &hits {
                let line = source[hit.at as usize..].lines().next().unwrap();
                assert!(line.contains(needle.split(' ').next().unwrap()) || needle.starts_with("run"), "{line}");
            }
        }
    }
}
