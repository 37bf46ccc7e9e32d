//! Pages that open something: a chapter's own page and the tour. They are read like lessons and count as none.

use crate::id::{ChapterId, LessonId};

/// The slug of a chapter's own page: `works/chapter` is `lessons/works/chapter.md`.
pub const CHAPTER_PAGE: &str = "chapter";

/// The chapter of files that belong to no course; its lessons have no questions and no page of their own.
pub const LOOSE: &str = "files";

/// Returns the id of the tour, `lessons/tour.md`.
pub fn tour_id() -> LessonId {
    // The text is a constant; the fallback cannot be reached.
    "tour/tour".parse().unwrap_or_else(|_| unreachable!())
}

/// Returns the id of a chapter's own page.
pub fn chapter_page_id(chapter: &ChapterId) -> LessonId {
    LessonId::new(chapter, CHAPTER_PAGE).unwrap_or_else(|_| tour_id())
}

/// Returns whether the id is a chapter's page or the tour: read, but not counted.
pub fn is_front_page(id: &LessonId) -> bool {
    id.slug() == CHAPTER_PAGE || *id == tour_id()
}
