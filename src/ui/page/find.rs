//! Where a searched text stands on a page. Running text is searched as it was before it was wrapped, so that a line's end hides
//! nothing; what is found is handed out piece by piece, as it is drawn. Must not know how a find is shown.

use std::ops::Range;

use super::{Page, Piece};

/// What was found, in the order of the page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Finds {
    /// First and last line of each find.
    pub lines: Vec<(usize, usize)>,
    /// What of the finds stands in each piece; sorted by line, then piece.
    pub parts: Vec<FindPart>,
}

/// What of a find stands in one piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindPart {
    /// Line of the page and piece of the line.
    pub at: (usize, usize),
    /// Bytes of the piece.
    pub bytes: Range<usize>,
    /// Index in [`Finds::lines`].
    pub find: usize,
}

/// Where a piece stands (line, piece of the line), and bytes: of [`Page::text`] where it is running text, of the piece where it is found.
type Placed = ((usize, usize), Range<usize>);

impl Page {
    /// Finds `query` in running text and code, case folded unless it has a capital. A blank of `query` stands for any blanks of running
    /// text, those at a line's end included.
    pub fn find(&self, query: &str) -> Finds {
        if query.is_empty() {
            return Finds::default();
        }
        let exact = query.chars().any(char::is_uppercase);
        let mut found: Vec<Vec<Placed>> = Vec::new();
        let mut texts: Vec<Placed> = Vec::new();
        for (number, line) in self.lines.iter().enumerate() {
            for (piece, seg) in self.segs(line).iter().enumerate() {
                match seg.what {
                    Piece::Text { start, end } => texts.push(((number, piece), start as usize..end as usize)),
                    Piece::Code { slot, line, .. } => {
                        let hits = occurrences(self.code_line(slot, line), query, exact, false);
                        found.extend(hits.into_iter().map(|bytes| vec![((number, piece), bytes)]));
                    }
                }
            }
        }
        // Pieces of one text follow each other by their bytes, wherever on the page they stand.
        texts.sort_by_key(|(at, bytes)| (bytes.start, *at));
        for text in self.whole_texts(&texts) {
            let whole = text[0].1.start..text[text.len() - 1].1.end;
            for hit in occurrences(&self.text[whole.clone()], query, exact, true) {
                found.push(parts_in(text, whole.start + hit.start..whole.start + hit.end));
            }
        }
        found.retain(|parts| !parts.is_empty());
        found.sort_by_key(|parts| (parts[0].0, parts[0].1.start));
        sorted(found)
    }

    /// Splits pieces, sorted by their bytes, where one text ends and the next begins.
    fn whole_texts<'a>(&self, pieces: &'a [Placed]) -> impl Iterator<Item = &'a [Placed]> {
        let wrapped = &self.wrapped;
        pieces.chunk_by(move |one, next| {
            // Bars stand on many lines with the same bytes, so it is not enough that both lie in one text.
            let at = wrapped.partition_point(|text| text.end as usize <= one.1.start);
            one.1.end <= next.1.start
                && wrapped
                    .get(at)
                    .is_some_and(|text| text.start as usize <= one.1.start && next.1.end <= text.end as usize)
        })
    }
}

/// Returns what of `hit`, bytes of the page's text, stands in each of the pieces.
fn parts_in(pieces: &[Placed], hit: Range<usize>) -> Vec<Placed> {
    let first = pieces.partition_point(|(_, bytes)| bytes.end <= hit.start);
    let touched = pieces[first..].iter().take_while(|(_, bytes)| bytes.start < hit.end);
    let cut = |(at, bytes): &Placed| {
        let (from, to) = (hit.start.max(bytes.start), hit.end.min(bytes.end));
        (*at, from - bytes.start..to - bytes.start)
    };
    touched.map(cut).filter(|(_, bytes)| !bytes.is_empty()).collect()
}

fn sorted(found: Vec<Vec<Placed>>) -> Finds {
    let mut finds = Finds::default();
    for (find, parts) in found.into_iter().enumerate() {
        let lines = parts.iter().map(|(at, _)| at.0);
        finds.lines.push((lines.clone().min().unwrap_or(0), lines.max().unwrap_or(0)));
        finds.parts.extend(parts.into_iter().map(|(at, bytes)| FindPart { at, bytes, find }));
    }
    finds.parts.sort_by_key(|part| (part.at, part.bytes.start));
    finds
}

/// Returns where `query` stands in `text`. Folded comparison goes character by character, so that ranges stay true. With `loose`
/// blanks of the query stand for any blanks.
fn occurrences(text: &str, query: &str, exact: bool, loose: bool) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut free = 0;
    for (at, _) in text.char_indices() {
        if at >= free
            && let Some(end) = end_of(&text[at..], query, exact, loose)
        {
            found.push(at..at + end);
            free = at + end;
        }
    }
    found
}

/// Returns where `query` ends in `text` if it stands at its beginning.
fn end_of(text: &str, query: &str, exact: bool, loose: bool) -> Option<usize> {
    let same = |a: char, b: char| if exact { a == b } else { a == b || a.to_lowercase().eq(b.to_lowercase()) };
    let (mut rest, mut wanted) = (text, query.chars().peekable());
    while let Some(next) = wanted.next() {
        if loose && next == ' ' {
            while wanted.next_if_eq(&' ').is_some() {}
            let inked = rest.trim_start_matches([' ', '\n']);
            if inked.len() == rest.len() {
                return None;
            }
            rest = inked;
            continue;
        }
        let c = rest.chars().next().filter(|c| same(*c, next))?;
        rest = &rest[c.len_utf8()..];
    }
    Some(text.len() - rest.len())
}
