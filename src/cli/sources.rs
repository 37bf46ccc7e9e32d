//! What a printed lesson ends with: where its facts come from and when they were checked. Knows neither paper nor screen reader; it makes blocks.

use crate::course::block::{Block, BlockKind, Inlines, ListItem};
use crate::course::{Lesson, Source};
use crate::diagnostic::Span;

/// Returns the blocks to print behind a lesson; none when it names no source.
pub fn blocks(lesson: &Lesson) -> Vec<Block> {
    if lesson.meta.sources.is_empty() {
        return Vec::new();
    }
    let block = |kind| Block { span: Span::new(lesson.bytes, lesson.bytes), kind };
    let paragraph = |text: &str| block(BlockKind::Paragraph(Inlines::plain(text)));
    let item = |source: &Source| ListItem { task: None, body: vec![paragraph(&name(source))] };
    let heading = BlockKind::Heading { level: 2, text: Inlines::plain("Sources"), anchor: "sources".to_owned() };
    let list = BlockKind::List { start: None, items: lesson.meta.sources.iter().map(item).collect() };
    let checked = lesson.meta.checked.map(|day| paragraph(&format!("Facts checked on {}.", day.iso())));
    [block(heading), block(list)].into_iter().chain(checked).collect()
}

fn name(source: &Source) -> String {
    match &source.url {
        Some(url) => format!("{}, {url}", source.title),
        None => source.title.clone(),
    }
}
