//! Looks for a text in all lessons by reading them from front to back: the whole course is smaller than one photograph.

use super::Library;
use crate::course::Hit;
use crate::id::LessonId;

/// Returns up to `limit` places where `query` stands in the sources of written pages, in teaching order; ASCII case does not matter.
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
    for line in source[body..].split_inclusive('\n') {
        if line.to_ascii_lowercase().contains(needle) {
            hits.push(Hit {
                lesson: id.clone(),
                at: at as u64,
                line: line.trim().trim_start_matches(['#', '>', '-', ' ']).to_owned(),
            });
            found += 1;
            // A page that has it everywhere shall not hide the others.
            if found >= 3 || found >= limit {
                return;
            }
        }
        at += line.len();
    }
}
