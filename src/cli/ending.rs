//! What a printed page ends with: a lesson with its sources, a chapter's page with its promise and its lessons. Knows neither paper
//! nor screen reader; it makes blocks.

use crate::course::block::{Block, BlockKind, Inlines, ListItem};
use crate::course::front::CHAPTER_PAGE;
use crate::course::{Course, Entry, Lesson, Source};
use crate::diagnostic::Span;
use crate::id::LessonId;

/// Returns the blocks to print behind a page; `title` knows the lessons' titles.
pub fn blocks(lesson: &Lesson, id: &LessonId, course: &Course, title: impl Fn(&LessonId) -> String) -> Vec<Block> {
    match course.chapter(id.chapter_str()).filter(|_| id.slug() == CHAPTER_PAGE) {
        Some(chapter) => {
            let promise = (!chapter.promise.is_empty()).then(|| paragraph(&chapter.promise));
            let line = |entry: &Entry| {
                let state = if entry.is_written() { "" } else { ", not yet written" };
                format!("{} ({}{state})", title(&entry.id), entry.id)
            };
            let list = headed_list("The lessons", chapter.entries.iter().map(line).collect());
            promise.into_iter().chain(list).collect()
        }
        None => {
            let list = headed_list("Sources", lesson.meta.sources.iter().map(source).collect());
            let checked = lesson.meta.checked.filter(|_| !list.is_empty());
            let checked = checked.map(|day| paragraph(&format!("Facts checked on {}.", day.iso())));
            list.into_iter().chain(checked).collect()
        }
    }
}

fn source(source: &Source) -> String {
    match &source.url {
        Some(url) => format!("{}, {url}", source.title),
        None => source.title.clone(),
    }
}

/// What is printed has no place in a file.
fn block(kind: BlockKind) -> Block {
    Block { span: Span::default(), kind }
}

fn paragraph(text: &str) -> Block {
    block(BlockKind::Paragraph(Inlines::plain(text)))
}

fn headed_list(title: &str, items: Vec<String>) -> Vec<Block> {
    if items.is_empty() {
        return Vec::new();
    }
    let anchor = title.to_lowercase().replace(' ', "-");
    let heading = BlockKind::Heading { level: 2, text: Inlines::plain(title), anchor };
    let items = items.iter().map(|item| ListItem { task: None, body: vec![paragraph(item)] }).collect();
    vec![block(heading), block(BlockKind::List { start: None, items })]
}
