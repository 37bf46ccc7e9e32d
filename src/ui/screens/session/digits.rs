//! Digits that can be read from the back of a room: five rows high. Draws text and knows no clock.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::ui::view::View;
use crate::ui::widgets::text::put;

/// Rows of a digit.
pub const HEIGHT: u16 = 5;
/// Columns of one dot of a digit.
const DOT: u16 = 2;

/// Returns the five rows of a sign.
fn rows(sign: char) -> [&'static str; 5] {
    match sign {
        '0' => ["###", "# #", "# #", "# #", "###"],
        '1' => [" # ", "## ", " # ", " # ", "###"],
        '2' => ["###", "  #", "###", "#  ", "###"],
        '3' => ["###", "  #", "###", "  #", "###"],
        '4' => ["# #", "# #", "###", "  #", "  #"],
        '5' => ["###", "#  ", "###", "  #", "###"],
        '6' => ["###", "#  ", "###", "# #", "###"],
        '7' => ["###", "  #", "  #", " # ", " # "],
        '8' => ["###", "# #", "###", "# #", "###"],
        '9' => ["###", "# #", "###", "  #", "###"],
        ':' => [" ", "#", " ", "#", " "],
        _ => [" ", " ", " ", " ", " "],
    }
}

/// Returns the columns that a text takes.
pub fn width(text: &str) -> u16 {
    text.chars().map(|sign| (rows(sign)[0].len() as u16 + 1) * DOT).sum::<u16>().saturating_sub(DOT)
}

/// Draws `text` at `at`, as far as `area` goes.
pub fn draw(text: &str, style: Style, at: (u16, u16), area: Rect, view: &View, buf: &mut Buffer) {
    let dot = view.glyphs.full.repeat(usize::from(DOT));
    let mut x = at.0;
    for sign in text.chars() {
        let shape = rows(sign);
        for (row, dots) in shape.iter().enumerate() {
            let y = at.1 + row as u16;
            for (column, _) in dots.bytes().enumerate().filter(|(_, dot)| *dot == b'#') {
                let x = x + column as u16 * DOT;
                if y < area.bottom() && x < area.right() {
                    put(buf, x, y, &dot, (area.right() - x).min(DOT), style);
                }
            }
        }
        x += (shape[0].len() as u16 + 1) * DOT;
    }
}
