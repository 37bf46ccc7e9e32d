//! A text that remembers where it came from: what the builder sees after continuations, quotes and escapes are gone, each
//! piece mapped back to the bytes of the file. Knows nothing of Dockerfiles.

use std::fmt;
use std::ops::{Deref, Range};

use crate::diagnostic::Span;

/// A stretch of a logical text and the bytes of the source it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// Offset in the logical text at which the stretch begins; it ends where the next begins.
    pub at: usize,
    /// The bytes of the source. As long as the stretch: byte for byte the same; else an escape that stands for it as a whole.
    pub source: Span,
}

/// A text with its way back to the source. Reads like a `&str`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Logical {
    text: String,
    segments: Vec<Segment>,
}

impl Logical {
    /// Returns `text` as it stands at byte `at` of the source.
    pub fn at(text: &str, at: usize) -> Self {
        let segment = Segment { at: 0, source: Span::new(at, at + text.len()) };
        Self { text: text.to_owned(), segments: vec![segment] }
    }

    /// Returns the text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns the stretches in order; none overlap.
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// Appends `text`, which stands literally at byte `at` of the source.
    pub fn push(&mut self, text: &str, at: usize) {
        self.push_for(text, Span::new(at, at + text.len()));
    }

    /// Appends `text`, for which the bytes `source` stand (an escape sequence, a line break).
    pub fn push_for(&mut self, text: &str, source: Span) {
        let (at, literal) = (self.text.len(), source.end - source.start == text.len());
        if let Some(last) = self.segments.last_mut() {
            let joins = last.source.end == source.start && literal;
            if self.text.is_empty() {
                self.segments.clear();
            } else if text.is_empty() {
                return;
            } else if joins && last.source.end - last.source.start == at - last.at {
                last.source.end = source.end;
                self.text.push_str(text);
                return;
            }
        }
        self.text.push_str(text);
        self.segments.push(Segment { at, source });
    }

    /// Appends another logical text.
    pub fn append(&mut self, other: &Self) {
        for (index, segment) in other.segments.iter().enumerate() {
            let end = other.segments.get(index + 1).map_or(other.text.len(), |next| next.at);
            self.push_for(&other.text[segment.at..end], segment.source);
        }
    }

    /// Returns the bytes of the source from the first to the last byte of the text, whatever stands between them.
    pub fn span(&self) -> Span {
        let start = self.segments.first().map_or(0, |segment| segment.source.start);
        Span::new(start, self.segments.last().map_or(start, |segment| segment.source.end))
    }

    /// Returns the bytes of the source that `range` of the text stands for; an empty range is a place.
    pub fn span_of(&self, range: Range<usize>) -> Span {
        if range.start >= range.end {
            let place = self.place(range.start);
            return Span::new(place, place);
        }
        Span::new(self.place(range.start), self.place_after(range.end - 1))
    }

    /// Returns a part of the text; `range` must lie on character boundaries, what is beyond the end is cut off.
    pub fn slice(&self, range: Range<usize>) -> Self {
        let end = range.end.min(self.text.len());
        let start = range.start.min(end);
        if start == end {
            return Self::at("", self.place(start));
        }
        let mut part = Self { text: String::with_capacity(end - start), segments: Vec::with_capacity(1) };
        for index in self.segment_at(start)..self.segments.len() {
            let segment = self.segments[index];
            if segment.at >= end {
                break;
            }
            let stop = self.segment_end(index).min(end);
            let from = segment.at.max(start);
            part.push_for(&self.text[from..stop], self.source_part(index, from, stop));
        }
        part
    }

    /// Returns the text without blanks (by Unicode) at both ends.
    pub fn trimmed(&self) -> Self {
        let start = self.text.len() - self.text.trim_start().len();
        self.slice(start..start + self.text.trim().len())
    }

    fn segment_at(&self, offset: usize) -> usize {
        self.segments.partition_point(|segment| segment.at <= offset).saturating_sub(1)
    }

    fn segment_end(&self, index: usize) -> usize {
        self.segments.get(index + 1).map_or(self.text.len(), |next| next.at)
    }

    /// The source of `from..to`, which lies within one segment.
    fn source_part(&self, index: usize, from: usize, to: usize) -> Span {
        let segment = self.segments[index];
        if segment.source.end - segment.source.start != self.segment_end(index) - segment.at {
            return segment.source;
        }
        Span::new(segment.source.start + from - segment.at, segment.source.start + to - segment.at)
    }

    fn place(&self, offset: usize) -> usize {
        if offset >= self.text.len() {
            return self.span().end;
        }
        let index = self.segment_at(offset);
        self.source_part(index, offset, offset + 1).start
    }

    fn place_after(&self, offset: usize) -> usize {
        if offset >= self.text.len() {
            return self.span().end;
        }
        let index = self.segment_at(offset);
        self.source_part(index, offset, offset + 1).end
    }
}

impl Deref for Logical {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for Logical {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
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
        assert_eq!(text.slice(4..8).segments().len(), 2);
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
