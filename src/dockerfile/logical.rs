//! A text that remembers where it came from: what the builder sees after continuations, quotes and escapes are gone, each
//! piece mapped back to the bytes of the file. Knows nothing of Dockerfiles.

use std::fmt;
use std::ops::{Deref, Range};
use std::sync::Arc;

use crate::diagnostic::Span;

/// A stretch of a logical text and the bytes of the source it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// Offset in the logical text at which the stretch begins; it ends where the next begins.
    pub at: usize,
    /// The bytes of the source. As long as the stretch: byte for byte the same; else an escape that stands for it as a whole.
    pub source: Span,
}

/// A text with its way back to the source. Reads like a `&str`; a part of it shares the whole, so parts cost nothing.
#[derive(Clone)]
pub struct Logical {
    whole: Arc<Whole>,
    start: usize,
    end: usize,
}

#[derive(Debug, Clone)]
struct Whole {
    text: String,
    /// The first stretch, at 0. Most texts are one, and then the list costs nothing.
    first: Segment,
    /// Those behind it.
    more: Vec<Segment>,
}

impl Logical {
    /// Returns `text` as it stands at byte `at` of the source.
    pub fn at(text: &str, at: usize) -> Self {
        let first = Segment { at: 0, source: Span::new(at, at + text.len()) };
        Self::from(Whole { text: text.to_owned(), first, more: Vec::new() })
    }

    fn from(whole: Whole) -> Self {
        Self { start: 0, end: whole.text.len(), whole: Arc::new(whole) }
    }

    /// Returns the text.
    pub fn as_str(&self) -> &str {
        &self.whole.text[self.start..self.end]
    }

    /// Returns the stretches in order; none overlap.
    pub fn segments(&self) -> impl Iterator<Item = Segment> {
        let first = self.whole.segment_at(self.start);
        let count = if self.start == self.end { 0 } else { usize::MAX };
        let part = move |index: usize| {
            let at = self.whole.segment(index).at.max(self.start);
            let stop = self.whole.segment_end(index).min(self.end);
            (at < stop).then(|| Segment { at: at - self.start, source: self.whole.part(index, at, stop) })
        };
        (first..=self.whole.more.len()).take(count).map_while(part)
    }

    /// Appends `text`, which stands literally at byte `at` of the source.
    pub fn push(&mut self, text: &str, at: usize) {
        self.push_for(text, Span::new(at, at + text.len()));
    }

    /// Appends `text`, for which the bytes `source` stand (an escape sequence, a line break).
    pub fn push_for(&mut self, text: &str, source: Span) {
        if self.start > 0 || self.end < self.whole.text.len() || self.start == self.end {
            *self = self.alone();
        }
        let whole = Arc::make_mut(&mut self.whole);
        whole.push(text, source);
        self.end = whole.text.len();
    }

    /// Returns the same without what else the whole holds.
    fn alone(&self) -> Self {
        let mut segments = self.segments();
        match segments.next() {
            Some(first) => Self::from(Whole { text: self.as_str().to_owned(), first, more: segments.collect() }),
            None => Self::at("", self.span().start),
        }
    }

    /// Appends another logical text.
    pub fn append(&mut self, other: &Self) {
        let mut segments = other.segments().peekable();
        while let Some(segment) = segments.next() {
            let end = segments.peek().map_or(other.len(), |next| next.at);
            self.push_for(&other[segment.at..end], segment.source);
        }
    }

    /// Returns the bytes of the source from the first to the last byte of the text, whatever stands between them.
    pub fn span(&self) -> Span {
        self.span_of(0..self.len())
    }

    /// Returns the bytes of the source that `range` of the text stands for; an empty range is a place.
    pub fn span_of(&self, range: Range<usize>) -> Span {
        let end = (self.start + range.end).min(self.end);
        let start = (self.start + range.start).min(end);
        if start < end {
            return Span::new(self.whole.place(start).start, self.whole.place(end - 1).end);
        }
        // A place at the end of the text is behind it, not in front of whatever the whole goes on with.
        let behind = start == self.end && start > self.start;
        let place = if behind { self.whole.place(start - 1).end } else { self.whole.place(start).start };
        Span::new(place, place)
    }

    /// Returns a part of the text; `range` must lie on character boundaries, what is beyond the end is cut off.
    pub fn slice(&self, range: Range<usize>) -> Self {
        let end = (self.start + range.end).min(self.end);
        let start = (self.start + range.start).min(end);
        if start == end && start == self.end && start > self.start {
            return Self::at("", self.span().end);
        }
        Self { whole: Arc::clone(&self.whole), start, end }
    }

    /// Returns the text without blanks (by Unicode) at both ends.
    pub fn trimmed(&self) -> Self {
        let start = self.len() - self.trim_start().len();
        self.slice(start..start + self.trim().len())
    }
}

impl Whole {
    fn push(&mut self, text: &str, source: Span) {
        let (at, literal) = (self.text.len(), source.end - source.start == text.len());
        if at == 0 {
            self.more.clear();
            self.first = Segment { at, source };
            return self.text.push_str(text);
        }
        if text.is_empty() {
            return;
        }
        let last = self.more.last_mut().unwrap_or(&mut self.first);
        let joins = last.source.end == source.start && last.source.end - last.source.start == at - last.at;
        if joins && literal {
            last.source.end = source.end;
        } else {
            self.more.push(Segment { at, source });
        }
        self.text.push_str(text);
    }

    fn segment(&self, index: usize) -> Segment {
        index.checked_sub(1).map_or(self.first, |index| self.more[index])
    }

    fn segment_at(&self, offset: usize) -> usize {
        self.more.partition_point(|segment| segment.at <= offset)
    }

    fn segment_end(&self, index: usize) -> usize {
        self.more.get(index).map_or(self.text.len(), |next| next.at)
    }

    /// The source of `from..to`, which lies within one segment.
    fn part(&self, index: usize, from: usize, to: usize) -> Span {
        let segment = self.segment(index);
        if segment.source.end - segment.source.start != self.segment_end(index) - segment.at {
            return segment.source;
        }
        Span::new(segment.source.start + from - segment.at, segment.source.start + to - segment.at)
    }

    /// The source of one byte; past the end the place behind the last.
    fn place(&self, offset: usize) -> Span {
        if offset >= self.text.len() {
            let end = self.more.last().unwrap_or(&self.first).source.end;
            return Span::new(end, end);
        }
        self.part(self.segment_at(offset), offset, offset + 1)
    }
}

impl Default for Logical {
    fn default() -> Self {
        Self::at("", 0)
    }
}

impl PartialEq for Logical {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str() && self.span() == other.span() && self.segments().eq(other.segments())
    }
}

impl Eq for Logical {}

impl fmt::Debug for Logical {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Span { start, end } = self.span();
        write!(f, "{:?}@{start}..{end}", self.as_str())
    }
}

impl Deref for Logical {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Display for Logical {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined() -> Logical {
        // "RUN a \⏎ b": the continuation at 6..8 is gone.
        let mut text = Logical::at("RUN a ", 0);
        text.push(" b", 8);
        text
    }

    #[test]
    fn parts_lead_back_to_their_bytes() {
        let text = joined();
        assert_eq!(text.as_str(), "RUN a  b");
        let cases =
            [(0..3, (0, 3)), (4..5, (4, 5)), (7..8, (9, 10)), (4..8, (4, 10)), (8..8, (10, 10)), (5..7, (5, 9))];
        for (range, (start, end)) in cases {
            assert_eq!(text.span_of(range.clone()), Span::new(start, end), "{range:?}");
            assert_eq!(text.slice(range.clone()).span(), Span::new(start, end), "slice {range:?}");
        }
        assert_eq!(text.slice(4..8).segments().count(), 2);
        assert_eq!(text.trimmed(), text);
    }

    #[test]
    fn an_escape_stands_for_its_bytes_as_a_whole() {
        let mut text = Logical::at("a", 10);
        text.push_for("A", Span::new(11, 17));
        text.push("b", 17);
        assert_eq!(text.as_str(), "aAb");
        assert_eq!(text.span_of(1..2), Span::new(11, 17));
        assert_eq!(text.slice(1..3).span(), Span::new(11, 18));
        assert_eq!(text.slice(2..3).span(), Span::new(17, 18));
    }

    #[test]
    fn an_empty_text_keeps_its_place() {
        let text = joined();
        assert_eq!(text.slice(4..4).span(), Span::new(4, 4));
        assert_eq!(text.slice(99..120).span(), Span::new(10, 10));
        let mut empty = Logical::at("", 3);
        empty.push("x", 7);
        assert_eq!(empty.span(), Span::new(7, 8));
    }
}
