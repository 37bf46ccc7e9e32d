//! One lesson: what its front matter says and the blocks of its text.

use super::{Block, BlockKind};
use crate::diagnostic::Span;
use crate::id::LessonId;
use crate::time::Day;

/// What the front matter says (docs/authoring.md, "A lesson").
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Meta {
    /// The lesson's title.
    pub title: String,
    /// 1 essential, 2 solid, 3 advanced; 0 for a page without front matter.
    pub level: u8,
    /// Minutes for reading and questions.
    pub minutes: u16,
    /// Lessons to learn first.
    pub needs: Vec<LessonId>,
    /// Lint rules whose findings the lesson explains.
    pub rules: Vec<String>,
    /// Ids the lesson had before.
    pub aliases: Vec<LessonId>,
    /// In a pack: the lesson it follows.
    pub after: Option<LessonId>,
    /// The day its facts were last verified.
    pub checked: Option<Day>,
    /// Its line of the chapter's checklist, Markdown.
    pub checklist: String,
    /// Where its facts come from.
    pub sources: Vec<Source>,
}

/// A source of facts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Source {
    /// Its title.
    pub title: String,
    /// Its address, where it has one.
    pub url: Option<String>,
}

/// A page that can be read: a lesson, the page of a chapter, the tour, or a file of the learner's.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Lesson {
    /// What the front matter says.
    pub meta: Meta,
    /// The text, facilitator notes left out.
    pub blocks: Vec<Block>,
    /// The section `## Facilitator notes`.
    pub notes: Vec<Block>,
    /// Hash of the whole source; tells a reader that it changed.
    pub hash: u64,
    /// Bytes of the source file.
    pub bytes: usize,
    /// False when only the beginning was parsed so far (a very long page).
    pub whole: bool,
}

/// A section heading of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section<'a> {
    /// Heading level 1–6.
    pub level: u8,
    /// The heading's text.
    pub title: &'a str,
    /// Its anchor.
    pub anchor: &'a str,
    /// Index of the heading in [`Lesson::blocks`].
    pub block: usize,
    /// Bytes in the source.
    pub span: Span,
}

impl Lesson {
    /// Returns whether the text begins with the title itself, as plain Markdown files do.
    pub fn begins_with_title(&self) -> bool {
        matches!(self.blocks.first().map(|b| &b.kind), Some(BlockKind::Heading { level: 1, text, .. }) if text.text == self.meta.title)
    }

    /// Returns the headings of the page in order.
    pub fn sections(&self) -> impl Iterator<Item = Section<'_>> {
        self.blocks.iter().enumerate().filter_map(|(block, b)| match &b.kind {
            BlockKind::Heading { level, text, anchor } => {
                Some(Section { level: *level, title: &text.text, anchor, block, span: b.span })
            }
            _ => None,
        })
    }
}
