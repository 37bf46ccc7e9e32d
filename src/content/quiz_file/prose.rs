//! Fields that hold Markdown: parsed by the given parser, then moved to where the field stands in the file.
//! Must not know Markdown itself.

use super::fields::Fields;
use super::reader::Reader;
use super::text::Text;
use crate::course::block::ListItem;
use crate::course::{Block, BlockKind, Code, Inlines, Variant};
use crate::diagnostic::Span;

impl Reader<'_> {
    /// Reads a field of any Markdown.
    pub(super) fn blocks(&self, text: &Text) -> Vec<Block> {
        let mut blocks = (self.markdown)(&text.value);
        place_blocks(&mut blocks, text);
        blocks
    }

    /// Reads a field of one paragraph of running text.
    pub(super) fn inlines(&mut self, text: &Text) -> Inlines {
        let mut blocks = self.blocks(text);
        if let [Block { kind: BlockKind::Paragraph(inlines), .. }] = blocks.as_mut_slice() {
            return std::mem::take(inlines);
        }
        let what = blocks.iter().find_map(|block| not_a_paragraph(&block.kind)).unwrap_or("more than one paragraph");
        let message = format!("this text is read as {what}");
        let help = "write one paragraph of running text; put code between backticks, `` `- x` ``";
        self.error("text-not-inline", text.span, message, help);
        Inlines::plain(text.value.trim())
    }

    /// Reads a paragraph that does not stand in the file.
    pub(super) fn sentence(&self, text: &str) -> Inlines {
        match (self.markdown)(text).into_iter().next().map(|block| block.kind) {
            Some(BlockKind::Paragraph(inlines)) => inlines,
            _ => Inlines::plain(text),
        }
    }

    /// Reads the reason of a part and where it stands; a missing one is reported, and empty.
    pub(super) fn why(&mut self, part: &Fields<'_>, what: &str) -> (Inlines, Span) {
        match part.required("why", what, self) {
            Some(text) => (self.inlines(&text), text.span),
            None => (Inlines::default(), part.span),
        }
    }
}

fn not_a_paragraph(kind: &BlockKind) -> Option<&'static str> {
    Some(match kind {
        BlockKind::Paragraph(_) => return None,
        BlockKind::Heading { .. } => "a heading",
        BlockKind::Code(_) | BlockKind::Exhibit(_) => "a block of code",
        BlockKind::List { .. } => "a list",
        BlockKind::Quote(_) | BlockKind::Alert { .. } => "a quotation",
        BlockKind::Table(_) => "a table",
        BlockKind::Rule => "a rule",
        BlockKind::Footnote { .. } => "a footnote",
        BlockKind::Html(_) => "HTML",
    })
}

fn place(span: &mut Span, text: &Text) {
    *span = text.part(span.range());
}

fn place_blocks(blocks: &mut [Block], text: &Text) {
    for block in blocks {
        place(&mut block.span, text);
        match &mut block.kind {
            BlockKind::Heading { text: inlines, .. } | BlockKind::Paragraph(inlines) => place_links(inlines, text),
            BlockKind::Code(code) => place_code(code, text),
            BlockKind::Exhibit(exhibit) => exhibit.variants.iter_mut().for_each(|variant| place_variant(variant, text)),
            BlockKind::List { items, .. } => {
                items.iter_mut().for_each(|item: &mut ListItem| place_blocks(&mut item.body, text))
            }
            BlockKind::Quote(body) | BlockKind::Alert { body, .. } | BlockKind::Footnote { body, .. } => {
                place_blocks(body, text);
            }
            BlockKind::Table(table) => {
                table.head.iter_mut().chain(table.rows.iter_mut().flatten()).for_each(|cell| place_links(cell, text));
            }
            BlockKind::Rule | BlockKind::Html(_) => {}
        }
    }
}

fn place_links(inlines: &mut Inlines, text: &Text) {
    inlines.links.iter_mut().for_each(|link| place(&mut link.span, text));
}

fn place_variant(variant: &mut Variant, text: &Text) {
    let codes = variant.before.iter_mut().chain(&mut variant.after).chain(&mut variant.plain);
    codes.for_each(|code| place_code(code, text));
}

fn place_code(code: &mut Code, text: &Text) {
    place(&mut code.info, text);
    place(&mut code.body, text);
}
