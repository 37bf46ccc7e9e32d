//! The blocks a page is made of: our own enum between Markdown and the screen, each block with its place in the
//! source. Inline text is flat (one string, style runs over byte ranges), so that wrapping never copies text.
//! Must not know how Markdown is parsed or how a block is drawn.

use crate::diagnostic::Span;
use crate::id::LessonId;

/// One block of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// Bytes of the source file that the block was read from.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// The kinds of block.
#[derive(Debug, Clone, PartialEq)]
pub enum BlockKind {
    /// A heading of level 1–6 with its anchor (`how-to-verify`).
    Heading { level: u8, text: Inlines, anchor: String },
    /// Running text.
    Paragraph(Inlines),
    /// One code block that stands alone.
    Code(Box<Code>),
    /// Code blocks that are shown one at a time or side by side: before/after, installer tabs.
    Exhibit(Box<Exhibit>),
    /// A list; `start` is the first number of an ordered one.
    List { start: Option<u64>, items: Vec<ListItem> },
    /// A block quote.
    Quote(Vec<Block>),
    /// A GFM alert.
    Alert { kind: AlertKind, body: Vec<Block> },
    /// A table.
    Table(Box<Table>),
    /// A thematic break.
    Rule,
    /// The body of a footnote.
    Footnote { label: String, body: Vec<Block> },
    /// Raw HTML, shown as the text it is.
    Html(String),
}

/// The five GFM alerts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AlertKind {
    /// `[!NOTE]`
    Note,
    /// `[!TIP]`
    Tip,
    /// `[!IMPORTANT]`
    Important,
    /// `[!WARNING]`
    Warning,
    /// `[!CAUTION]`
    Caution,
}

/// One item of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct ListItem {
    /// `Some(done)` for a task list item.
    pub task: Option<bool>,
    /// What the item holds.
    pub body: Vec<Block>,
}

/// A table; every row has as many cells as `head`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// Alignment of each column.
    pub align: Vec<Align>,
    /// The header cells.
    pub head: Vec<Inlines>,
    /// The body rows.
    pub rows: Vec<Vec<Inlines>>,
}

/// Alignment of a table column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// Nothing said, or left.
    #[default]
    Left,
    /// Centred.
    Center,
    /// Right.
    Right,
}

/// Running text: one string and the styled runs over it. `\n` is a hard break, a soft break is a blank.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Inlines {
    /// The whole text.
    pub text: String,
    /// Runs in order, not overlapping, covering the text.
    pub runs: Vec<Run>,
    /// Targets that runs point to.
    pub links: Vec<Link>,
}

/// A stretch of text in one style.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Run {
    /// First byte in [`Inlines::text`].
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// Strong, emphasised, …
    pub emphasis: Emphasis,
    /// Index in [`Inlines::links`].
    pub link: Option<u16>,
}

/// How a run is emphasised; all off is plain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Emphasis {
    /// `**strong**`
    pub strong: bool,
    /// `*emphasis*`
    pub italic: bool,
    /// `~~struck~~`
    pub struck: bool,
    /// `` `code` ``
    pub code: bool,
}

/// A link in running text.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// As written.
    pub raw: String,
    /// What it leads to.
    pub target: LinkTarget,
    /// Bytes of the source file.
    pub span: Span,
}

/// What a link leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkTarget {
    /// A lesson, and a section of it.
    Lesson { id: LessonId, anchor: Option<String> },
    /// A section of the same page.
    Section(String),
    /// A word of the glossary.
    Term(String),
    /// A footnote of the same page.
    Footnote(String),
    /// An address; shown and copied, never opened by itself.
    Web(String),
    /// Anything else.
    Unknown(String),
}

/// A code block.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Code {
    /// First word of the fence, lower case; empty for none.
    pub lang: String,
    /// Attributes of the fence.
    pub attrs: FenceAttrs,
    /// The code without marks; ends without a newline.
    pub text: String,
    /// Marked lines.
    pub marks: Vec<Mark>,
    /// Bytes of the fence's opening line in the source file.
    pub info: Span,
    /// Bytes of the body in the source file, marks included.
    pub body: Span,
}

/// A `# !mark NAME` comment: the line it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The name.
    pub name: String,
    /// 0-based line of [`Code::text`].
    pub line: usize,
}

/// What a fence says about its code (docs/authoring.md, "Fences").
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FenceAttrs {
    /// `before` or `after`.
    pub role: Option<FenceRole>,
    /// `rule=a,b`
    pub rules: Vec<String>,
    /// `allow=a`
    pub allow: Vec<String>,
    /// `tab=uv`
    pub tab: Option<String>,
    /// `file=frame/Dockerfile`
    pub file: Option<String>,
    /// `title="…"`
    pub title: Option<String>,
    /// `edit=src/app.py`
    pub edit: Option<String>,
    /// Words that mean nothing here.
    pub unknown: Vec<String>,
}

/// Which side of an exhibit a fence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FenceRole {
    /// The faulty version.
    Before,
    /// The mended one.
    After,
}

/// Code blocks that belong together. Never empty.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Exhibit {
    /// One variant per tab, in the order written; a single one without a tab for a plain before/after.
    pub variants: Vec<Variant>,
}

/// One tab of an exhibit. At least one of the three is there; `plain` excludes the others.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Variant {
    /// The tab's name.
    pub tab: Option<String>,
    /// The faulty version.
    pub before: Option<Code>,
    /// The mended version.
    pub after: Option<Code>,
    /// Code that is neither.
    pub plain: Option<Code>,
}

impl Inlines {
    /// Makes plain text without styles.
    pub fn plain(text: impl Into<String>) -> Self {
        let text = text.into();
        let run = Run { start: 0, end: text.len() as u32, ..Run::default() };
        Self { runs: if text.is_empty() { vec![] } else { vec![run] }, text, links: vec![] }
    }

    /// Makes text in which what stands between backticks is code.
    pub fn with_code(text: &str) -> Self {
        let mut out = Inlines::default();
        for (number, part) in text.split('`').enumerate() {
            let start = out.text.len() as u32;
            out.text.push_str(part);
            let emphasis = Emphasis { code: number % 2 == 1, ..Emphasis::default() };
            if !part.is_empty() {
                out.runs.push(Run { start, end: out.text.len() as u32, emphasis, link: None });
            }
        }
        out
    }

    /// Returns whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

impl Code {
    /// Returns the name above a block: its title, else what its language is called.
    pub fn caption(&self) -> &str {
        if let Some(title) = self.attrs.title.as_deref().or(self.attrs.file.as_deref()) {
            return title;
        }
        match self.lang.as_str() {
            "dockerfile" | "docker" | "containerfile" => "Dockerfile",
            "ignore" | "dockerignore" => ".dockerignore",
            "bash" | "sh" | "shell" => "shell",
            "console" => "console",
            "python" | "py" => "Python",
            "yaml" | "yml" => "YAML",
            "toml" => "TOML",
            "json" => "JSON",
            "ini" => "INI",
            "diff" => "diff",
            "" => "text",
            other => other,
        }
    }
}

impl Variant {
    /// Returns the codes that are there, the faulty one first.
    pub fn codes(&self) -> impl Iterator<Item = &Code> {
        self.before.iter().chain(&self.after).chain(&self.plain)
    }
}

impl Exhibit {
    /// Returns whether some variant has both a faulty and a mended version.
    pub fn flips(&self) -> bool {
        self.variants.iter().any(|variant| variant.before.is_some() && variant.after.is_some())
    }
}

impl AlertKind {
    /// Returns the word shown above the alert.
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "Note",
            Self::Tip => "Tip",
            Self::Important => "Important",
            Self::Warning => "Warning",
            Self::Caution => "Caution",
        }
    }
}

/// Calls `visit` on every block of `blocks` and of what they hold, in reading order.
pub fn walk<'a>(blocks: &'a [Block], visit: &mut dyn FnMut(&'a Block)) {
    for block in blocks {
        visit(block);
        match &block.kind {
            BlockKind::Quote(body) | BlockKind::Alert { body, .. } | BlockKind::Footnote { body, .. } => {
                walk(body, visit)
            }
            BlockKind::List { items, .. } => items.iter().for_each(|item| walk(&item.body, visit)),
            _ => {}
        }
    }
}

/// Calls `visit` on every stretch of running text of `blocks`, in reading order.
pub fn walk_inlines<'a>(blocks: &'a [Block], visit: &mut dyn FnMut(&'a Inlines)) {
    walk(blocks, &mut |block| match &block.kind {
        BlockKind::Heading { text, .. } | BlockKind::Paragraph(text) => visit(text),
        BlockKind::Table(table) => table.head.iter().chain(table.rows.iter().flatten()).for_each(&mut *visit),
        _ => {}
    });
}

/// Calls `visit` on every code block of `blocks`, in reading order.
pub fn walk_code<'a>(blocks: &'a [Block], visit: &mut dyn FnMut(&'a Code)) {
    walk(blocks, &mut |block| match &block.kind {
        BlockKind::Code(code) => visit(code),
        BlockKind::Exhibit(exhibit) => exhibit.variants.iter().flat_map(Variant::codes).for_each(&mut *visit),
        _ => {}
    });
}
