//! Console output that nobody recorded says so: an invented transcript must not pass for a real one.

use super::findings::Findings;
use super::site::{Part, Passage, Site};
use crate::course::{Block, BlockKind, Code, Exhibit, Variant};

/// Judges every console fence of a page that shows output.
pub(super) fn check(site: &Site<'_>, found: &mut Findings) {
    for passage in site.passages().iter().filter(|passage| passage.part != Part::Question) {
        siblings(passage, passage.blocks, found);
    }
}

fn siblings(passage: &Passage<'_>, blocks: &[Block], found: &mut Findings) {
    for (at, block) in blocks.iter().enumerate() {
        let above = at.checked_sub(1).map(|above| &blocks[above].kind);
        let said = matches!(above, Some(BlockKind::Paragraph(text)) if says_so(&text.text));
        match &block.kind {
            BlockKind::Code(code) => judge(passage, code, said, found),
            BlockKind::Exhibit(exhibit) => {
                let Exhibit { variants } = exhibit.as_ref();
                variants.iter().flat_map(Variant::codes).for_each(|code| judge(passage, code, said, found));
            }
            BlockKind::List { items, .. } => items.iter().for_each(|item| siblings(passage, &item.body, found)),
            BlockKind::Quote(body) | BlockKind::Alert { body, .. } | BlockKind::Footnote { body, .. } => {
                siblings(passage, body, found);
            }
            _ => {}
        }
    }
}

fn judge(passage: &Passage<'_>, code: &Code, said: bool, found: &mut Findings) {
    let captioned = code.attrs.title.as_deref().is_some_and(says_so);
    if code.lang == "console" && has_output(&code.text) && !captioned && !said {
        let help = "add title=\"Illustration\", or title=\"Recorded with Docker 29.1\" where it was recorded";
        let message = "this transcript does not say whether it was recorded";
        found.add("transcript-unmarked", passage.file, code.info, message, help);
    }
}

fn says_so(text: &str) -> bool {
    let lower = text.to_lowercase();
    lower.contains("illustration") || lower.contains("recorded")
}

/// Returns whether some line is neither a command nor its continuation.
fn has_output(text: &str) -> bool {
    let is_command = |line: &str| {
        let line = line.trim_start();
        line.is_empty() || matches!(line, "$" | "#" | ">") || ["$ ", "# ", "> "].iter().any(|p| line.starts_with(p))
    };
    !text.lines().all(is_command)
}

#[cfg(test)]
mod tests {
    use super::has_output;

    #[test]
    fn commands_alone_need_no_mark() {
        assert!(!has_output("$ docker build \\\n>   -t app .\n\n# id -u\n$"));
        assert!(has_output("$ id -u\n1000"));
    }
}
