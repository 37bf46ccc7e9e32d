//! Marks in the fences of a page: each has a name of its own and a line below it. (Marks in the code of a question are judged
//! by its reader.)

use super::findings::Findings;
use super::place::{mark, source_lines};
use super::site::{Part, Passage, Site};
use crate::course::Code;
use crate::course::block::walk_code;
use crate::diagnostic::Span;
use crate::id::is_slug;

/// Judges the marks of every fence.
pub(super) fn check(site: &Site<'_>, found: &mut Findings) {
    for passage in site.passages().iter().filter(|passage| passage.part != Part::Question) {
        walk_code(passage.blocks, &mut |code| marks(passage, code, found));
    }
}

fn marks(passage: &Passage<'_>, code: &Code, found: &mut Findings) {
    let lines = source_lines(&passage.file.text, code);
    let mut names: Vec<&str> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let nameless = line.text.trim_start_matches(['>', ' ', '\t']).trim_end() == "# !mark";
        let Some(name) = mark(line.text).or(nameless.then_some("")) else { continue };
        let span = Span::new(line.span.end - line.text.trim_start_matches(['>', ' ', '\t']).len(), line.span.end);
        let next = lines[at + 1..].iter().find(|line| mark(line.text).is_none());
        let mut report = |code, message: String, help| found.add(code, passage.file, span, message, help);
        if !is_slug(name) {
            let message = match name {
                "" => "this mark has no name".to_owned(),
                name => format!("`{name}` is not the name of a mark"),
            };
            report("mark-bad", message, "write `# !mark NAME`, NAME in lower-case letters, digits and hyphens");
        } else if names.contains(&name) {
            let message = format!("the mark `{name}` stands twice in this code");
            report("mark-twice", message, "give each marked line a name of its own");
        } else if next.is_none_or(|line| line.text.trim_start_matches(['>', ' ', '\t']).is_empty()) {
            let message = format!("the mark `{name}` has no line below it");
            report("mark-dangling", message, "put the mark directly above the line it names");
        }
        names.push(name);
    }
}
