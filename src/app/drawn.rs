//! What drawing found out and the next update needs: sizes, extents, what lies where. The one way back from the screen.

use std::sync::Arc;

use crate::course::LinkTarget;
use crate::team::slides::Deck;

/// What the last drawing found out about the screen on top.
#[derive(Debug, Clone, Default)]
pub struct Drawn {
    /// About a page.
    pub page: Option<PageDrawn>,
    /// About a sheet of a question, a summary, the progress.
    pub sheet: Option<SheetDrawn>,
    /// About the sheet of what lies on top.
    pub over: Option<SheetDrawn>,
    /// About a session.
    pub session: Option<SessionDrawn>,
    /// What Tab can reach in the word on top.
    pub links: Arc<[TargetAt]>,
    /// Rows that the list on top can show.
    pub list_rows: usize,
}

/// What drawing found out about a page.
#[derive(Debug, Clone, Default)]
pub struct PageDrawn {
    /// Line at the top.
    pub top: usize,
    /// Source byte of the line at the top.
    pub at: u64,
    /// Lines of the page.
    pub lines: usize,
    /// Lines that fit.
    pub height: usize,
    /// How far code can be scrolled sideways, in columns; 0 when all fits.
    pub overflow: u16,
    /// What Tab can reach.
    pub targets: Arc<[TargetAt]>,
    /// Exhibits that flip: (exhibit, first line, line after the last).
    pub flips: Arc<[(usize, usize, usize)]>,
    /// Tabs of the page.
    pub tabs: Arc<[String]>,
    /// How many times the searched text was found.
    pub matches: usize,
    /// The found text one is at.
    pub current_match: usize,
}

/// A target and its line.
#[derive(Debug, Clone, PartialEq)]
pub struct TargetAt {
    /// Line of the page.
    pub line: usize,
    /// Where Enter leads, or the code that copying takes.
    pub what: TargetWhat,
}

/// What a target is.
#[derive(Debug, Clone, PartialEq)]
pub enum TargetWhat {
    /// A link.
    Link(LinkTarget),
    /// A code block, as written, its language, and the line after its last.
    Code { source: Arc<str>, lang: String, end: usize },
}

/// What drawing found out about a session.
#[derive(Debug, Clone, Default)]
pub struct SessionDrawn {
    /// The slides of the item for this size.
    pub deck: Option<Arc<Deck>>,
    /// Installer tabs of the slide.
    pub tabs: Arc<[String]>,
    /// Where one is in what scrolls.
    pub extent: SheetDrawn,
    /// Where one is in the notes, where they are shown.
    pub notes: Option<SheetDrawn>,
}

/// What drawing found out about a sheet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SheetDrawn {
    /// How far code can be scrolled sideways, in columns; 0 when all fits.
    pub overflow: u16,
    /// Line at the top.
    pub top: usize,
    /// Lines of the sheet.
    pub lines: usize,
    /// Lines that fit.
    pub height: usize,
}
