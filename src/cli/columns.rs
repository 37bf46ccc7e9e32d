//! Text in columns and counts with their words, as every printed list needs them. Knows nothing of what is listed.

use std::fmt::Display;

use crate::ui::wrap;

/// Columns that printed text is wrapped at.
pub const WIDTH: usize = 80;

/// Returns a count with its noun: `1 lesson`, `2 lessons`. The noun takes an s.
pub fn count<N: Display + PartialEq + From<u8>>(n: N, noun: &str) -> String {
    let ending = if n == N::from(1) { "" } else { "s" };
    format!("{n} {noun}{ending}")
}

/// Returns how far one is in a chapter.
pub fn state(read: usize, placed: usize, written: usize, planned: usize) -> String {
    let also = |count: usize, word: &str| if count > 0 { format!(", {count} {word}") } else { String::new() };
    match (written, planned) {
        (0, 0) => "no lessons".to_owned(),
        (0, planned) => format!("{planned} planned, none written yet"),
        (written, planned) => format!("{read} of {written} read{}{}", also(placed, "placed"), also(planned, "planned")),
    }
}

/// Returns the display width of the widest text.
pub fn widest<'a>(texts: impl IntoIterator<Item = &'a str>) -> usize {
    texts.into_iter().map(wrap::width).max().unwrap_or(0)
}

/// Returns a text filled up with blanks to a display width.
pub fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(wrap::width(text))))
}

/// Writes a text behind `head` (which may begin with empty lines), wrapped at [`WIDTH`], its further lines beneath its first.
pub fn write_hanging(head: &str, text: &str, out: &mut String) {
    let hang = wrap::width(head.trim_start_matches('\n'));
    let mut lead = head.to_owned();
    wrap::wrap(text, WIDTH.saturating_sub(hang), |from, to| {
        out.push_str(format!("{lead}{}", &text[from..to]).trim_end());
        out.push('\n');
        lead = " ".repeat(hang);
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_one_thing_and_everything_else_are_things() {
        assert_eq!(
            (count(1_usize, "lesson"), count(0_usize, "lesson")),
            ("1 lesson".to_owned(), "0 lessons".to_owned())
        );
    }

    #[test]
    fn columns_are_filled_by_what_is_seen() {
        assert_eq!(padded("港", 4), "港  ");
        assert_eq!(padded("harbour", 4), "harbour");
        assert_eq!(widest(["ab", "港a"]), 3);
    }

    #[test]
    fn a_long_text_hangs_behind_its_head() {
        let mut out = String::new();
        write_hanging("  keys  ", &"word ".repeat(30), &mut out);
        assert!(out.lines().all(|line| line.len() <= WIDTH && line == line.trim_end()), "{out}");
        assert!(out.starts_with("  keys  word") && out.contains("\n        word"), "{out}");
    }
}
