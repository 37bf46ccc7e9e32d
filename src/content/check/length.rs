//! How long lessons are: 250 to 500 words of prose beside the code is the aim; far from it is worth a note.

use super::findings::Findings;
use super::number;
use super::site::{PageKind, Site};
use crate::course::BlockKind;
use crate::course::block::walk;

/// Words of prose that need no remark.
const WORDS: std::ops::RangeInclusive<usize> = 200..=600;

/// Counts the words of every lesson: paragraphs and lists, without headings, tables, code and facilitator notes.
pub(super) fn check(site: &Site<'_>, found: &mut Findings) {
    for (page, file) in site.own_pages().filter(|(page, _)| page.kind == PageKind::Lesson) {
        let mut count = 0;
        walk(&page.lesson.blocks, &mut |block| {
            if let BlockKind::Paragraph(text) = &block.kind {
                count += text.text.split_whitespace().count();
            }
        });
        if count > 0 && !WORDS.contains(&count) {
            let help = if count < *WORDS.start() {
                "250 to 500 is the aim: is there a story, and a way to verify?"
            } else {
                "250 to 500 is the aim: is there a second lesson in it?"
            };
            found.add(
                "prose-length",
                file,
                file.whole(),
                format!("this lesson has {} of prose", number(count, "word")),
                help,
            );
        }
    }
}
