//! A page as slides: one idea each, made of the page's own blocks. What fits is asked of whoever lays blocks out, so a deck belongs to one
//! size of the screen; a slide is found again on another by the byte of the source it begins with. Must not know how a block is drawn.

mod split;

use std::ops::Range;

use crate::course::Lesson;
use crate::course::block::{Block, BlockKind, Inlines, ListItem};
use crate::diagnostic::Span;

use split::{code_parts, list_parts};

/// Most lines of running text on one slide, however high the screen is.
const TEXT_LINES: usize = 18;
/// Most lines of text before a figure on its slide; where there are more, only the sentence that leads to it stays.
const LEAD_LINES: usize = 9;
/// Most lines of text behind a figure on its slide.
const TAIL_LINES: usize = 4;

/// The slides of a page, for one size.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Deck {
    /// The slides in order; never empty for a page that was read.
    pub slides: Vec<Slide>,
}

/// One slide.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Slide {
    /// Byte of the source it begins with; each slide's is behind the one before.
    pub at: u64,
    /// What it is.
    pub kind: SlideKind,
    /// The section it belongs to; the page's title before the first.
    pub section: String,
    /// What stands on it, its heading first.
    pub blocks: Vec<Block>,
    /// Bytes of the source at which the steps of its reveal begin, in order; the first is the slide's own.
    pub steps: Vec<u64>,
    /// Lines it takes.
    pub lines: usize,
    /// Whether it is higher than the screen and has to scroll.
    pub scrolls: bool,
    /// Which of [`Lesson::notes`] belong to it.
    pub notes: Range<usize>,
}

/// What a slide is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SlideKind {
    /// The title of the page, alone.
    Title,
    /// A part of its text.
    #[default]
    Text,
    /// What can be ticked off afterwards.
    Checklist,
}

/// A screen to fit slides into.
pub struct Fit<'m> {
    /// Lines of a slide.
    pub rows: usize,
    /// Says how many lines blocks take.
    pub measure: &'m dyn Fn(&[Block]) -> usize,
}

impl Deck {
    /// Makes the slides of a page.
    pub fn new(lesson: &Lesson, fit: &Fit<'_>) -> Self {
        let title = &lesson.meta.title;
        let mut maker = Maker { fit, title, slides: Vec::new(), heading: heading_of(title), current: Vec::new() };
        // A text that is no lesson of a course begins with its text.
        if lesson.meta.level > 0 {
            maker.slides.push(Slide {
                kind: SlideKind::Title,
                section: title.clone(),
                steps: vec![0],
                ..Slide::default()
            });
        }
        let skipped = usize::from(lesson.begins_with_title());
        lesson.blocks.iter().skip(skipped).for_each(|block| maker.add(block));
        maker.end_section();
        if !lesson.meta.checklist.is_empty() {
            maker.checklist(lesson);
        }
        let mut slides = maker.slides;
        give_notes(&mut slides, lesson);
        Self { slides }
    }

    /// Returns the slide that byte `at` of the source stands on.
    pub fn slide_at(&self, at: u64) -> usize {
        self.slides.partition_point(|slide| slide.at <= at).saturating_sub(1)
    }
}

impl Slide {
    /// Returns whether a before/after can be flipped.
    pub fn flips(&self) -> bool {
        self.blocks.iter().any(|block| matches!(&block.kind, BlockKind::Exhibit(exhibit) if exhibit.flips()))
    }
}

/// What kind of thing a block is on a slide.
#[derive(PartialEq)]
enum Sort {
    Heading,
    /// Belongs to what follows.
    Lead,
    Text,
    Figure,
    Break,
}

fn sort(block: &Block) -> Sort {
    match &block.kind {
        BlockKind::Heading { level: 1..=3, .. } => Sort::Heading,
        BlockKind::Heading { .. } => Sort::Lead,
        BlockKind::Rule => Sort::Break,
        BlockKind::Paragraph(text) if text.text.trim_end().ends_with(':') => Sort::Lead,
        BlockKind::Paragraph(_) | BlockKind::List { .. } | BlockKind::Footnote { .. } | BlockKind::Html(_) => {
            Sort::Text
        }
        BlockKind::Code(_)
        | BlockKind::Exhibit(_)
        | BlockKind::Table(_)
        | BlockKind::Alert { .. }
        | BlockKind::Quote(_) => Sort::Figure,
    }
}

struct Maker<'a> {
    fit: &'a Fit<'a>,
    title: &'a str,
    slides: Vec<Slide>,
    /// Stands on top of every slide of the section.
    heading: Block,
    /// What the slide in the making holds besides.
    current: Vec<Block>,
}

impl Maker<'_> {
    fn add(&mut self, block: &Block) {
        match sort(block) {
            Sort::Heading => {
                self.end_section();
                self.heading = block.clone();
            }
            Sort::Break => self.end_slide(),
            Sort::Lead | Sort::Text => self.text(block),
            Sort::Figure => self.figure(block),
        }
    }

    fn lines(&self, blocks: &[Block]) -> usize {
        let mut all = vec![self.heading.clone()];
        all.extend_from_slice(blocks);
        (self.fit.measure)(&all)
    }

    fn fits(&self, blocks: &[Block]) -> bool {
        self.lines(blocks) <= self.fit.rows
    }

    fn with(&self, block: &Block) -> Vec<Block> {
        let mut both = self.current.clone();
        both.push(block.clone());
        both
    }

    fn has_figure(&self) -> bool {
        self.current.iter().any(|block| sort(block) == Sort::Figure)
    }

    fn text(&mut self, block: &Block) {
        let both = self.with(block);
        let lines = self.lines(&both);
        let room = if self.has_figure() {
            let is_short = (self.fit.measure)(std::slice::from_ref(block)) <= TAIL_LINES && sort(block) == Sort::Text;
            if is_short { self.fit.rows } else { 0 }
        } else {
            self.fit.rows.min(TEXT_LINES)
        };
        if lines <= room {
            self.current = both;
            return;
        }
        // A sentence that leads to what follows goes with it.
        let lead = self.take_lead();
        self.end_slide();
        self.current.extend(lead);
        self.current.push(block.clone());
        if !self.fits(&self.current) {
            self.too_high();
        }
    }

    /// Takes the last block off the slide in the making, if it leads to what follows and does not stand alone.
    fn take_lead(&mut self) -> Option<Block> {
        let leads = self.current.last().is_some_and(|block| sort(block) == Sort::Lead);
        if leads { self.current.pop() } else { None }
    }

    fn figure(&mut self, block: &Block) {
        let both = self.with(block);
        let before = if self.current.is_empty() { 0 } else { (self.fit.measure)(&self.current) };
        if !self.has_figure() && before <= LEAD_LINES && self.fits(&both) {
            self.current = both;
            return;
        }
        // The sentence before a figure is about it.
        let lead = if self.has_figure() { None } else { self.current.pop() };
        if let Some(lead) = lead {
            let pair = vec![lead, block.clone()];
            if self.fits(&pair) {
                self.end_slide();
                self.current = pair;
                return;
            }
            self.current.extend(pair.into_iter().next());
        }
        if self.fits(std::slice::from_ref(block)) {
            self.end_slide();
            self.current = vec![block.clone()];
            return;
        }
        let lead = if matches!(block.kind, BlockKind::Code(_)) { self.take_lead() } else { None };
        self.end_slide();
        self.current.extend(lead);
        self.current.push(block.clone());
        self.too_high();
    }

    /// Splits what the slide in the making ends with over several slides, where that can be split; else the slide scrolls.
    fn too_high(&mut self) {
        let Some(last) = self.current.pop() else { return };
        let room =
            |before: &[Block]| self.fit.rows.saturating_sub(self.lines(before) + usize::from(!before.is_empty()));
        let parts = match &last.kind {
            BlockKind::List { start, items } => {
                let fits = |items: &[ListItem], first: bool| {
                    let list = BlockKind::List { start: *start, items: items.to_vec() };
                    let mut blocks = if first { self.current.clone() } else { Vec::new() };
                    blocks.push(Block { span: last.span, kind: list });
                    self.fits(&blocks)
                };
                list_parts(last.span, *start, items, &fits)
            }
            // Frame and blank line take three lines.
            BlockKind::Code(code) => {
                code_parts(last.span, code, room(&self.current).saturating_sub(2), room(&[]).saturating_sub(3))
            }
            _ => vec![last],
        };
        let count = parts.len();
        for (number, part) in parts.into_iter().enumerate() {
            self.current.push(part);
            if number + 1 < count {
                self.end_slide();
            }
        }
    }

    fn end_section(&mut self) {
        let bare = self.current.is_empty() && self.heading.span.end > 0;
        let told = self.slides.last().is_some_and(|slide| slide.blocks.first() == Some(&self.heading));
        if bare && !told {
            // A heading with nothing below it is a slide of its own.
            let blocks = vec![self.heading.clone()];
            self.push(blocks, self.heading.span.start as u64);
        }
        self.end_slide();
    }

    fn end_slide(&mut self) {
        if self.current.is_empty() {
            return;
        }
        let first = self.current[0].span.start as u64;
        let mut blocks = vec![self.heading.clone()];
        blocks.append(&mut self.current);
        self.push(blocks, first);
    }

    fn push(&mut self, blocks: Vec<Block>, first: u64) {
        // Parts of one block, or blocks without a place, still have places one behind the other.
        let at = self.slides.last().map_or(first, |last| first.max(last.at + 1));
        let lines = (self.fit.measure)(&blocks);
        let mut steps: Vec<u64> = Vec::new();
        for step in blocks.iter().skip(1).flat_map(steps_of) {
            if steps.last().is_none_or(|last| step > *last) {
                steps.push(step);
            }
        }
        if steps.is_empty() {
            steps.push(at);
        }
        let section = match &self.heading.kind {
            BlockKind::Heading { text, .. } => text.text.clone(),
            _ => self.title.to_owned(),
        };
        let scrolls = lines > self.fit.rows;
        self.slides.push(Slide { at, kind: SlideKind::Text, section, blocks, steps, lines, scrolls, notes: 0..0 });
    }

    fn checklist(&mut self, lesson: &Lesson) {
        let at = lesson.bytes as u64;
        let place = Span { start: lesson.bytes, end: lesson.bytes };
        let item = ListItem {
            task: Some(false),
            body: vec![Block { span: place, kind: BlockKind::Paragraph(Inlines::with_code(&lesson.meta.checklist)) }],
        };
        self.heading = heading_of("To tick off");
        let list = Block { span: place, kind: BlockKind::List { start: None, items: vec![item] } };
        self.push(vec![self.heading.clone(), list], at);
        if let Some(slide) = self.slides.last_mut() {
            slide.kind = SlideKind::Checklist;
        }
    }
}

/// Returns the places at which the steps within a block begin.
fn steps_of(block: &Block) -> Vec<u64> {
    match &block.kind {
        BlockKind::List { items, .. } => {
            items.iter().filter_map(|item| item.body.first()).map(|first| first.span.start as u64).collect()
        }
        _ => vec![block.span.start as u64],
    }
}

fn heading_of(title: &str) -> Block {
    let kind = BlockKind::Heading { level: 1, text: Inlines::plain(title), anchor: String::new() };
    Block { span: Span::default(), kind }
}

/// Gives each slide the notes that stand behind it in the source: a section of notes is about what was shown since the one before.
fn give_notes(slides: &mut [Slide], lesson: &Lesson) {
    let begins = |block: &Block| matches!(&block.kind, BlockKind::Heading { level: 2, .. });
    let starts: Vec<usize> = (0..lesson.notes.len()).filter(|at| begins(&lesson.notes[*at])).collect();
    let last = starts.last().copied();
    for slide in slides {
        let behind = starts.iter().position(|start| lesson.notes[*start].span.start as u64 > slide.at);
        let section = behind.map(|at| starts[at]).or(last.filter(|_| slide.kind == SlideKind::Checklist));
        if let Some(start) = section {
            let end = starts.iter().copied().find(|other| *other > start).unwrap_or(lesson.notes.len());
            // The heading says nothing to someone who looks at notes.
            slide.notes = start + 1..end;
        }
    }
}

#[cfg(test)]
mod tests;
