//! Bars as inline SVG: a label, a bar of parts, and the number as text, so that no colour has to be told from another to read it. Knows
//! nothing of sessions.

use std::fmt::Write as _;

use super::escaped;
use crate::ui::wrap::width;

/// The page's units: labels, bars, numbers.
const WIDTH: u64 = 760;
const LABELS: u64 = 300;
const NUMBERS: u64 = 120;
const ROW: u64 = 24;
const THICK: u64 = 14;
/// From one line of a label to the next.
const LINE: u64 = 16;
/// Columns that fit into the room of a label, and lines of one: more than a title may have.
const LETTERS: usize = 36;
const MOST_LINES: usize = 5;

/// A chart of bars.
pub(super) struct Bars {
    pub title: String,
    pub bars: Vec<Bar>,
    /// What a bar over the whole width stands for.
    pub most: u64,
    /// A line across all bars, and what it says.
    pub mark: Option<(u64, String)>,
    /// The classes of parts and what they mean.
    pub parts: Vec<(&'static str, &'static str)>,
}

/// One bar.
pub(super) struct Bar {
    pub label: String,
    pub parts: Vec<Part>,
    /// What stands behind it.
    pub told: String,
}

/// A part of a bar.
pub(super) struct Part {
    pub class: &'static str,
    pub value: u64,
}

impl Part {
    /// A part.
    pub fn new(class: &'static str, value: u64) -> Self {
        Self { class, value }
    }
}

impl Bars {
    /// Writes the chart as a figure; `id` is unique on the page.
    pub fn write(&self, id: &str, page: &mut String) {
        let top = if self.mark.is_some() { ROW } else { 0 };
        let labels: Vec<Vec<String>> = self.bars.iter().map(|bar| lines_of(&bar.label)).collect();
        let height = top + labels.iter().map(|lines| row_of(lines)).sum::<u64>();
        let told: Vec<String> = self.bars.iter().map(Bar::told).collect();
        let _ = write!(
            page,
            "<figure>\n<figcaption>{}{}</figcaption>\n\
             <svg viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\">\n\
             <title id=\"{id}-title\">{}</title>\n<desc id=\"{id}-desc\">{}</desc>\n",
            escaped(&self.title),
            self.legend(),
            escaped(&self.title),
            escaped(&told.join("; ")),
        );
        let mut y = top;
        for (bar, label) in self.bars.iter().zip(&labels) {
            self.bar(bar, label, y, page);
            y += row_of(label);
        }
        if let Some((value, told)) = &self.mark {
            let x = LABELS + self.length(*value);
            let _ = writeln!(
                page,
                "<line class=\"mark\" x1=\"{x}\" x2=\"{x}\" y1=\"{}\" y2=\"{height}\"/><text class=\"note\" x=\"{x}\" y=\"12\" \
                 text-anchor=\"middle\">{}</text>",
                ROW - 6,
                escaped(told)
            );
        }
        page.push_str("</svg>\n</figure>\n");
    }

    fn legend(&self) -> String {
        if self.parts.len() < 2 {
            return String::new();
        }
        let sign = |(class, meaning): &(&str, &str)| {
            format!(
                "<span class=\"key\"><svg width=\"12\" height=\"12\" aria-hidden=\"true\"><rect class=\"{class}\" width=\"12\" height=\"12\"/></svg> {meaning}</span>"
            )
        };
        self.parts.iter().map(sign).collect()
    }

    /// The bar stands beside the first line of its label.
    fn bar(&self, bar: &Bar, label: &[String], y: u64, page: &mut String) {
        let middle = y + ROW / 2 + 4;
        if !label.is_empty() {
            page.push_str("<text text-anchor=\"end\">");
            for (number, line) in label.iter().enumerate() {
                let y = middle + number as u64 * LINE;
                let _ = write!(page, "<tspan x=\"{}\" y=\"{y}\">{}</tspan>", LABELS - 10, escaped(line));
            }
            page.push_str("</text>\n");
        }
        let mut x = LABELS;
        for part in bar.parts.iter().filter(|part| part.value > 0) {
            let length = self.length(part.value).max(1);
            let top = y + (ROW - THICK) / 2;
            let class = part.class;
            let _ =
                writeln!(page, "<rect class=\"{class}\" x=\"{x}\" y=\"{top}\" width=\"{length}\" height=\"{THICK}\"/>");
            x += length;
        }
        let _ = writeln!(page, "<text class=\"told\" x=\"{}\" y=\"{middle}\">{}</text>", x + 8, escaped(&bar.told));
    }

    fn length(&self, value: u64) -> u64 {
        value.min(self.most) * (WIDTH - LABELS - NUMBERS) / self.most.max(1)
    }
}

impl Bar {
    fn told(&self) -> String {
        if self.label.is_empty() { self.told.clone() } else { format!("{}: {}", self.label, self.told) }
    }
}

/// Returns how high the row of a label is.
fn row_of(label: &[String]) -> u64 {
    ROW + label.len().saturating_sub(1) as u64 * LINE
}

/// Breaks a label at blanks; a word that is longer than a line is broken, and what is longer than all lines ends in dots.
fn lines_of(label: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in label.split_whitespace() {
        match lines.last_mut().filter(|line| width(line) + 1 + width(word) <= LETTERS) {
            Some(line) => {
                line.push(' ');
                line.push_str(word);
            }
            None => lines.push(word.to_owned()),
        }
        while let Some(long) = lines.last().filter(|line| width(line) > LETTERS) {
            let at = fitting(long, LETTERS);
            let (head, tail) = (long[..at].to_owned(), long[at..].to_owned());
            lines.pop();
            lines.extend([head, tail]);
        }
    }
    if lines.len() > MOST_LINES {
        lines.truncate(MOST_LINES);
        if let Some(last) = lines.last_mut() {
            last.truncate(fitting(last, LETTERS - 1));
            last.push('…');
        }
    }
    lines
}

/// Returns how many bytes of a text fit into so many columns; one letter at least.
fn fitting(text: &str, columns: usize) -> usize {
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
    let fits = ends.clone().take_while(|end| width(&text[..*end]) <= columns).last();
    fits.or_else(|| ends.clone().next()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_label_is_whole_and_has_lines_of_its_own() {
        let label = "Install dependencies before copying the code, and say so in the file that is reviewed";
        let bar =
            |label: &str| Bar { label: label.to_owned(), parts: vec![Part::new("done", 1)], told: "1 of 1".to_owned() };
        let bars = Bars {
            title: "People per item".to_owned(),
            bars: vec![bar(label), bar("Short")],
            most: 1,
            mark: None,
            parts: Vec::new(),
        };
        let mut page = String::new();
        bars.write("c", &mut page);
        let spans: Vec<&str> = page.split("<tspan").skip(1).filter_map(|rest| rest.split(['>', '<']).nth(1)).collect();
        assert_eq!(spans.join(" "), format!("{label} Short"), "{page}");
        assert!(spans.len() > 2 && spans.iter().all(|line| width(line) <= LETTERS), "{spans:?}");
        assert!(!page.contains('…'));
    }

    #[test]
    fn a_word_without_end_is_broken() {
        let lines = lines_of(&"x".repeat(500));
        assert_eq!(lines.len(), MOST_LINES);
        assert!(lines.iter().all(|line| width(line) <= LETTERS) && lines[MOST_LINES - 1].ends_with('…'));
    }
}
