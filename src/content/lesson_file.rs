//! One page of Markdown: a lesson with front matter, a chapter's page, or any file of the learner's. Must not know where the
//! file lies.

use super::{front_matter, markdown};
use crate::course::{Block, BlockKind, Lesson, Meta};
use crate::diagnostic::{Diagnostic, Span};
use crate::hash::fnv1a;

/// Pages longer than this are first read up to about here, so that the first screen does not wait for the last.
const PREFIX: usize = 16 * 1024;

/// Reads a lesson with front matter; `path` labels the diagnostics.
pub fn parse(path: &str, source: &str) -> (Lesson, Vec<Diagnostic>) {
    let parts = front_matter::split(source);
    let (meta, mut found) = match parts.toml {
        Some(toml) => front_matter::parse(path, toml, parts.toml_at),
        None if parts.closed => {
            let problem = Diagnostic::error("no-front-matter", path, Span::new(0, 0), "the front matter is missing");
            (Meta::default(), vec![problem.help("begin the file with a line `+++`, the fields, and a line `+++`")])
        }
        None => {
            let problem =
                Diagnostic::error("open-front-matter", path, Span::new(0, 3), "the front matter is not closed");
            (Meta::default(), vec![problem.help("put a line `+++` after the last field")])
        }
    };
    let (blocks, notes) = split_notes(markdown::parse(parts.body, parts.body_at));
    if blocks.is_empty() {
        let end = Span::new(parts.body_at, parts.body_at);
        found.push(
            Diagnostic::error("empty", path, end, "the lesson has no text").help("write it below the front matter"),
        );
    }
    let lesson = Lesson { meta, blocks, notes, hash: fnv1a(source.as_bytes()), bytes: source.len(), whole: true };
    (lesson, found)
}

/// Reads only the front matter of a lesson.
pub fn parse_meta(path: &str, source: &str) -> (Meta, Vec<Diagnostic>) {
    match front_matter::split(source) {
        front_matter::Parts { toml: Some(toml), toml_at, .. } => front_matter::parse(path, toml, toml_at),
        _ => (Meta::default(), Vec::new()),
    }
}

/// Reads any Markdown file. Its title is its first heading, else `name`. With `prefix_only` a long page is read only up to a
/// section near the beginning ([`Lesson::whole`] says so).
pub fn parse_plain(name: &str, source: &str, prefix_only: bool) -> Lesson {
    let parts = front_matter::split(source);
    let cut = if prefix_only { prefix(parts.body) } else { None };
    let body = cut.map_or(parts.body, |at| &parts.body[..at]);
    let blocks = markdown::parse(body, parts.body_at);
    let mut meta = parts.toml.map(|toml| front_matter::parse(name, toml, parts.toml_at).0).unwrap_or_default();
    if meta.title.is_empty() {
        meta.title = first_heading(&blocks).unwrap_or(name).to_owned();
    }
    let hash = if cut.is_some() { 0 } else { fnv1a(source.as_bytes()) };
    Lesson { meta, blocks, notes: Vec::new(), hash, bytes: source.len(), whole: cut.is_none() }
}

fn first_heading(blocks: &[Block]) -> Option<&str> {
    blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Heading { text, .. } => Some(text.text.as_str()),
        _ => None,
    })
}

/// Returns where a long page can be cut: the last section heading outside a fence within [`PREFIX`] bytes. `None` for pages that
/// are short, or that have definitions further down which the beginning may refer to.
fn prefix(body: &str) -> Option<usize> {
    if body.len() < 2 * PREFIX || body.contains("]: ") {
        return None;
    }
    let (mut at, mut fenced, mut cut) = (0, false, None);
    for line in body.split_inclusive('\n') {
        if at > PREFIX {
            break;
        }
        let text = line.trim_start();
        if text.starts_with("```") || text.starts_with("~~~") {
            fenced = !fenced;
        } else if !fenced && at > 0 && (line.starts_with("# ") || line.starts_with("## ")) {
            cut = Some(at);
        }
        at += line.len();
    }
    cut
}

/// Takes the section `## Facilitator notes` out of a page.
fn split_notes(blocks: Vec<Block>) -> (Vec<Block>, Vec<Block>) {
    let is_notes = |block: &Block| matches!(&block.kind, BlockKind::Heading { level: 2, anchor, .. } if anchor == "facilitator-notes");
    let ends = |block: &Block| matches!(&block.kind, BlockKind::Heading { level: 1 | 2, .. });
    let (mut text, mut notes, mut inside) = (Vec::new(), Vec::new(), false);
    for block in blocks {
        inside = is_notes(&block) || (inside && !ends(&block));
        if inside { notes.push(block) } else { text.push(block) }
    }
    (text, notes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_kept_apart() {
        let source = "+++\ntitle = \"T\"\nlevel = 1\nminutes = 3\n+++\nText.\n\n## Facilitator notes\n\n- ask\n\n## After\n\nmore\n";
        let (lesson, found) = parse("x.md", source);
        assert!(found.is_empty(), "{found:?}");
        assert_eq!((lesson.blocks.len(), lesson.notes.len()), (3, 2));
    }

    #[test]
    fn missing_and_open_front_matter_are_told_apart() {
        for (source, code) in [("text", "no-front-matter"), ("+++\ntitle = 1\ntext", "open-front-matter")] {
            assert_eq!(parse("x.md", source).1[0].code, code);
        }
    }

    #[test]
    fn a_long_page_begins_with_its_first_sections() {
        let section = format!("## S\n\n{}\n\n```bash\n# not a heading\n```\n\n", "word ".repeat(400));
        let source = section.repeat(40);
        let start = parse_plain("x", &source, true);
        let whole = parse_plain("x", &source, false);
        assert!(!start.whole && whole.whole);
        assert!(start.blocks.len() > 10 && start.blocks.len() < whole.blocks.len() / 3);
        assert_eq!(start.blocks[..], whole.blocks[..start.blocks.len()]);
        let with_definitions = source + "\n[a]: https://example.com\n";
        assert!(parse_plain("x", &with_definitions, true).whole);
    }
}
