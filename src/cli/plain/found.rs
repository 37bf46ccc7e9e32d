//! What `find` answers in the plain twin: titles with the words, then lines of lessons in which they stand.

use std::fmt::Write as _;

use crate::cli::columns::write_hanging;
use crate::content::{Library, search};

/// Most lines of lessons that are listed.
const LIMIT: usize = 20;

/// Returns where `query` stands; ASCII case does not matter.
pub fn text(library: &Library, query: &str) -> String {
    let wanted = query.to_ascii_lowercase();
    let mut text = String::from("\n");
    for id in library.course().written() {
        let title = library.title(id);
        if title.to_ascii_lowercase().contains(&wanted) {
            write_hanging("- ", &format!("{title} ({id})"), &mut text);
        }
    }
    let hits = search::text(library, query, LIMIT + 1);
    for hit in hits.iter().take(LIMIT) {
        write_hanging("- ", &format!("{}: {}", hit.lesson, hit.line), &mut text);
    }
    if text.len() == 1 {
        let _ = writeln!(text, "No title and no lesson has \"{query}\".");
    } else {
        let more = if hits.len() > LIMIT { " There is more; say more of it to see less." } else { "" };
        let _ = writeln!(text, "read NAME opens one.{more}");
    }
    text
}
