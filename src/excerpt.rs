//! The lines around a guilty place as they are shown: harmless, tabs as blanks, a long line clipped around the place, and the columns
//! on the screen at which a mark belongs. Pure data for a terminal that scrolls and for a screen alike; knows no colour and no rule.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::diagnostic::{LineIndex, Span};
use crate::sanitize::sanitize;

/// Columns between two stops of a tab.
const TAB: usize = 4;
/// Most lines of a place that are shown: of a longer one its beginning and its end.
const MOST_LINES: usize = 6;
/// A line with more bytes is cut before it is measured.
const LONG: usize = 4_000;
/// What stands where something was left out of a line.
const CLIPPED: &str = "…";

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its number, 1-based; `None`: lines were left out here.
    pub number: Option<usize>,
    /// Its text, harmless, at most as wide as was asked for.
    pub text: String,
    /// The columns to be marked, from 0, as wide as the marked text is on a screen; at least one, also where nothing stands.
    pub mark: std::ops::Range<usize>,
}

/// Returns the lines of `span`; each fits into `columns` columns (at least 20).
pub fn rows(text: &str, lines: &LineIndex, span: Span, columns: usize) -> Vec<Row> {
    let start = boundary(text, span.start);
    let end = start + text[start..boundary(text, span.end.max(span.start))].trim_end().len();
    let (first, last) = (lines.line(start), lines.line(end.max(start)));
    let row = |number: usize| row(text, lines, number, start..end, columns.max(20));
    if last - first < MOST_LINES {
        return (first..=last).map(row).collect();
    }
    let gap = Row { number: None, text: String::new(), mark: 0..0 };
    let head = (first..first + MOST_LINES - 2).map(row);
    head.chain([gap]).chain([row(last)]).collect()
}

fn row(text: &str, lines: &LineIndex, number: usize, marked: std::ops::Range<usize>, columns: usize) -> Row {
    let from = lines.start(number);
    let line = text[from..].split('\n').next().unwrap_or_default();
    let line = line.strip_suffix('\r').unwrap_or(line);
    let blank = line.len() - line.trim_start().len();
    // A line that the place does not begin on is marked from its first word.
    let begin = if marked.start < from { blank } else { (marked.start - from).min(line.len()) };
    let stop = marked.end.saturating_sub(from).clamp(begin, line.len());
    // What cannot be shown anyway need not be measured.
    let cut = if begin > LONG { boundary(line, begin - LONG / 4) } else { 0 };
    let far = boundary(line, begin + LONG);
    let (left, mark, right) = (&line[cut..begin], &line[begin..stop.min(far)], &line[stop.min(far)..far]);
    let mut shown = Shown { text: String::new(), width: 0 };
    shown.push(left);
    let at = shown.width;
    shown.push(mark);
    let end = shown.width;
    shown.push(right);
    let (text, mark) = shown.clipped(at..end.max(at + 1), columns, cut > 0);
    Row { number: Some(number), text, mark }
}

/// A line as it is shown, and how wide it is so far.
struct Shown {
    text: String,
    width: usize,
}

impl Shown {
    fn push(&mut self, part: &str) {
        if part.is_ascii() && part.bytes().all(|byte| (b' '..0x7f).contains(&byte)) {
            self.text.push_str(part);
            self.width += part.len();
            return;
        }
        for grapheme in sanitize(part).graphemes(true) {
            if grapheme == "\t" {
                let blanks = TAB - self.width % TAB;
                self.text.extend(std::iter::repeat_n(' ', blanks));
                self.width += blanks;
            } else {
                self.text.push_str(grapheme);
                self.width += grapheme.width().min(2);
            }
        }
    }

    /// Returns what fits into `columns`, the mark in sight, and where the mark is then.
    fn clipped(self, mark: std::ops::Range<usize>, columns: usize, cut: bool) -> (String, std::ops::Range<usize>) {
        if self.width <= columns && !cut {
            return (self.text.trim_end().to_owned(), mark);
        }
        // As much of the left side as leaves room for the mark and a third of the line behind it.
        let room = columns - 2;
        let wanted = mark.end.min(mark.start + room) + room / 3;
        let skip = if wanted.min(self.width) <= room && !cut { 0 } else { wanted.min(self.width).saturating_sub(room) };
        let skip = skip.min(mark.start);
        let (mut text, mut at, mut begin) = (String::new(), 0, None);
        let lead = if skip > 0 || cut { CLIPPED } else { "" };
        for grapheme in self.text.graphemes(true) {
            let next = at + grapheme.width().min(2);
            if at >= skip {
                let begin = *begin.get_or_insert(at);
                if next - begin > room {
                    break;
                }
                text.push_str(grapheme);
            }
            at = next;
        }
        let begin = begin.unwrap_or(skip);
        let tail = if at < self.width { CLIPPED } else { "" };
        let shift = |column: usize| column.saturating_sub(begin).min(room) + usize::from(!lead.is_empty());
        let (start, end) = (shift(mark.start), shift(mark.end));
        (format!("{lead}{}{tail}", text.trim_end()), start..end.max(start + 1))
    }
}

/// Returns the nearest character boundary of `text` at or before byte `at`.
fn boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(text: &str, span: std::ops::Range<usize>, columns: usize) -> String {
        let rows = rows(text, &LineIndex::new(text), span.into(), columns);
        let line = |row: &Row| match row.number {
            None => "...\n".to_owned(),
            Some(number) => {
                format!("{number} {}\n  {}{}\n", row.text, " ".repeat(row.mark.start), "^".repeat(row.mark.len()))
            }
        };
        rows.iter().map(line).collect()
    }

    /// (source, span, what is shown)
    #[test]
    fn a_place_is_marked_where_it_is_seen() {
        let cases = [
            ("FROM a\nRUN b\n", 11..12, "2 RUN b\n      ^\n"),
            ("a\n", 2..2, "2 \n  ^\n"),
            ("", 0..0, "1 \n  ^\n"),
            ("ab\r\nc", 2..4, "1 ab\n    ^\n"),
            ("\tb\tc", 3..4, "1     b   c\n          ^\n"),
            ("船船x", 3..6, "1 船船x\n    ^^\n"),
            ("\u{1b}[31m x", 1..5, "1 ␛[31m x\n   ^^^^\n"),
            (
                "RUN a \\\n  && b \\\n  && c\n",
                4..23,
                "1 RUN a \\\n      ^^^\n2   && b \\\n    ^^^^^^\n3   && c\n    ^^^^\n",
            ),
            ("e\u{301}x", 3..4, "1 e\u{301}x\n   ^\n"),
        ];
        for (text, span, expected) in cases {
            assert_eq!(shown(text, span, 60), expected, "{text:?}");
        }
    }

    #[test]
    fn a_place_of_many_lines_is_shown_by_its_ends() {
        let told = shown("a\nb\nc\nd\ne\nf\ng\nh\n", 0..16, 60);
        let numbers: Vec<&str> = told.lines().filter(|line| !line.starts_with(' ')).collect();
        assert_eq!(numbers, ["1 a", "2 b", "3 c", "4 d", "...", "8 h"]);
    }

    #[test]
    fn a_long_line_is_clipped_around_the_place() {
        let text = format!("RUN {}guilty{}", "left ".repeat(10), " right".repeat(10));
        let mark = |told: &str| {
            let (line, marks) = told.split_once('\n').unwrap();
            let at = marks.find('^').unwrap();
            line.chars().skip(at).take(marks.trim().len()).collect::<String>()
        };
        for columns in [30, 40, 60, 200] {
            let told = shown(&text, 54..60, columns);
            assert_eq!(mark(&told), "guilty", "{told}");
            assert!(told.lines().next().unwrap().chars().count() <= columns + 2, "{told}");
        }
        assert!(shown(&text, 54..60, 40).starts_with("1 …"));
        let far = format!("RUN {}guilty", "left ".repeat(10_000));
        assert_eq!(mark(&shown(&far, 50_004..50_010, 60)), "guilty");
    }

    proptest! {
        #[test]
        fn everything_fits_and_is_harmless(
            text in "(\\PC|\n|\r|\t|\u{1b}|\u{202e}|船|a{50}){0,60}",
            start in 0_usize..400,
            length in 0_usize..400,
            columns in 0_usize..120,
        ) {
            let index = LineIndex::new(&text);
            for row in rows(&text, &index, Span::new(start, start + length), columns) {
                let width: usize = row.text.graphemes(true).map(|one| one.width().min(2)).sum();
                prop_assert!(width <= columns.max(20), "{width} {row:?}");
                prop_assert!(row.mark.end <= columns.max(20) + 1, "{row:?}");
                prop_assert!(row.number.is_none() || !row.mark.is_empty());
                let hostile = ['\u{1b}', '\u{202e}', '\t', '\n'];
                prop_assert!(!row.text.contains(hostile), "{row:?}");
            }
        }
    }
}
