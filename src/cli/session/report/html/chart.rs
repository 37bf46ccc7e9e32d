//! Bars as inline SVG: a label, a bar of parts, and the number as text, so that no colour has to be told from another to read it. Knows
//! nothing of sessions.

use std::fmt::Write as _;

use super::escaped;
use crate::ui::wrap::width;

/// The page's units: labels, bars, numbers.
const WIDTH: u64 = 760;
const LABELS: u64 = 270;
const NUMBERS: u64 = 120;
const ROW: u64 = 24;
const THICK: u64 = 14;
/// Columns that fit into the room of a label.
const LETTERS: usize = 36;

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
        let height = top + self.bars.len() as u64 * ROW;
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
        for (number, bar) in self.bars.iter().enumerate() {
            self.bar(bar, top + number as u64 * ROW, page);
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

    fn bar(&self, bar: &Bar, y: u64, page: &mut String) {
        let middle = y + ROW / 2 + 4;
        let _ = writeln!(
            page,
            "<text x=\"{}\" y=\"{middle}\" text-anchor=\"end\">{}</text>",
            LABELS - 10,
            escaped(&cut(&bar.label))
        );
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

/// Returns a label that fits; the whole one stands in the table below.
fn cut(label: &str) -> String {
    if width(label) <= LETTERS {
        return label.to_owned();
    }
    let mut out = String::new();
    for c in label.chars() {
        if width(&out) + width(c.encode_utf8(&mut [0; 4])) >= LETTERS {
            break;
        }
        out.push(c);
    }
    out.trim_end().to_owned() + "…"
}
