//! A place in the course's text.

use crate::id::LessonId;

/// A place where a searched text stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The page.
    pub lesson: LessonId,
    /// Byte of the page's source.
    pub at: u64,
    /// The line it stands in.
    pub line: String,
}
