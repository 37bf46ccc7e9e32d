//! Breaks running text into lines by display width: blanks are break points, wide characters may break between each other,
//! a word wider than the line is cut between graphemes. Returns byte ranges and copies nothing. Knows no styles.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Returns the display width of `text` in columns.
pub fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.graphemes(true).map(grapheme_width).sum() }
}

/// Returns the columns one grapheme takes.
pub fn grapheme_width(grapheme: &str) -> usize {
    grapheme.width().min(2)
}

/// Splits `text` into lines of at most `columns` columns; the ranges are bytes of `text`. A `\n` always breaks. The blanks at a break
/// and at the beginning
/// belong to no line. At least one line is returned; `columns` below 2 counts as 2, so that a wide character always fits.
pub fn wrap(text: &str, columns: usize, mut line: impl FnMut(usize, usize)) {
    let columns = columns.max(2);
    let mut at = 0;
    for part in text.split('\n') {
        if part.is_ascii() {
            wrap_ascii(part.as_bytes(), columns, |start, end| line(at + start, at + end));
        } else {
            wrap_unicode(part, columns, |start, end| line(at + start, at + end));
        }
        at += part.len() + 1;
    }
}

fn wrap_ascii(text: &[u8], columns: usize, mut line: impl FnMut(usize, usize)) {
    let mut start = text.iter().take_while(|byte| **byte == b' ').count();
    loop {
        if text.len() - start <= columns {
            line(start, trim_end(text, start, text.len()));
            return;
        }
        // The blank at which to break may stand just behind the last column.
        let window = &text[start..=start + columns];
        match window.iter().rposition(|byte| *byte == b' ').filter(|at| window[..*at].iter().any(|b| *b != b' ')) {
            Some(at) => {
                line(start, trim_end(text, start, start + at));
                start += at + 1;
            }
            None => {
                line(start, start + columns);
                start += columns;
            }
        }
        while text.get(start) == Some(&b' ') {
            start += 1;
        }
        if start >= text.len() {
            return;
        }
    }
}

fn trim_end(text: &[u8], start: usize, mut end: usize) -> usize {
    while end > start && text[end - 1] == b' ' {
        end -= 1;
    }
    end
}

fn wrap_unicode(text: &str, columns: usize, mut line: impl FnMut(usize, usize)) {
    let (mut start, mut used) = (0, 0);
    // The last place to break: (end of the line, start of the next, columns used up to there).
    let mut place: Option<(usize, usize, usize)> = None;
    let (mut inked, mut last_wide, mut emitted) = (false, false, false);
    for (at, grapheme) in text.grapheme_indices(true) {
        let wide = grapheme_width(grapheme);
        let blank = grapheme == " ";
        if blank {
            if inked {
                let end = place.filter(|(_, next, _)| *next == at).map_or(at, |(end, _, _)| end);
                place = Some((end, at + 1, used + 1));
            } else {
                // Blanks at the beginning and after a break belong to no line.
                start = at + 1;
                continue;
            }
        } else if wide == 2 && last_wide && inked {
            place = Some((at, at, used));
        }
        while used + wide > columns && !blank && start < at {
            let (end, next, upto) = place.unwrap_or((at, at, used));
            if end > start || next > start {
                line(start, end.max(start));
                emitted = true;
            }
            start = next;
            used -= upto;
            place = None;
            inked = start < at;
        }
        used += wide;
        inked |= !blank;
        last_wide = wide == 2;
    }
    let end = start + text[start.min(text.len())..].trim_end_matches(' ').len();
    if end > start || !emitted {
        line(start.min(text.len()), end);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn lines(text: &str, columns: usize) -> Vec<&str> {
        let mut out = Vec::new();
        wrap(text, columns, |start, end| out.push(&text[start..end]));
        out
    }

    #[test]
    fn breaks_where_a_reader_would() {
        let cases: &[(&str, usize, &[&str])] = &[
            ("", 10, &[""]),
            ("one two three", 7, &["one two", "three"]),
            ("one two three", 8, &["one two", "three"]),
            ("exactly ten", 7, &["exactly", "ten"]),
            ("a  b", 10, &["a  b"]),
            ("word   ", 10, &["word"]),
            ("unbreakable", 4, &["unbr", "eaka", "ble"]),
            ("ab unbreakable", 6, &["ab", "unbrea", "kable"]),
            ("hard\nbreak", 20, &["hard", "break"]),
            ("a\n\nb", 20, &["a", "", "b"]),
            ("船船船船", 5, &["船船", "船船"]),
            ("ab船船", 4, &["ab船", "船"]),
            ("naïve café au lait", 10, &["naïve café", "au lait"]),
            ("é é é é", 3, &["é é", "é é"]),
            ("e\u{301}e\u{301}e\u{301} x", 3, &["e\u{301}e\u{301}e\u{301}", "x"]),
            ("go 👩‍👩‍👧 on", 5, &["go 👩‍👩‍👧", "on"]),
        ];
        for (text, columns, expected) in cases {
            assert_eq!(lines(text, *columns), *expected, "{text:?} at {columns}");
        }
    }

    proptest! {
        #[test]
        fn every_ink_is_kept_and_every_line_fits(text in "[a-z \n船é👩‍👧\u{301}-]{0,120}", columns in 2usize..40) {
            let out = lines(&text, columns);
            let ink = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(ink(&out.concat()), ink(&text));
            for line in out {
                prop_assert!(width(line) <= columns, "{:?} is wider than {}", line, columns);
                prop_assert!(!line.contains('\n'));
            }
        }

        #[test]
        fn ascii_and_unicode_paths_agree(text in "[a-z ]{0,80}", columns in 2usize..30) {
            let (mut fast, mut slow) = (Vec::new(), Vec::new());
            wrap_ascii(text.as_bytes(), columns, |s, e| fast.push(text[s..e].to_owned()));
            wrap_unicode(&text, columns, |s, e| slow.push(text[s..e].to_owned()));
            prop_assert_eq!(fast, slow);
        }
    }
}
