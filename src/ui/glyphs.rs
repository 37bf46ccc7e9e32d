//! The signs that are not letters, in a Unicode and an ASCII set. Status is always sign + word + colour, never a sign alone.

/// One set of signs. All are one column wide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyphs {
    /// Bar at the left of code, quotes and alerts.
    pub bar: &'static str,
    /// Horizontal line.
    pub line: &'static str,
    /// Crossing in tables.
    pub cross: &'static str,
    /// Top left corner of a code frame.
    pub top: &'static str,
    /// Bottom left corner of a code frame.
    pub bottom: &'static str,
    /// Marker of unordered lists, by depth.
    pub bullets: [&'static str; 3],
    /// Done task, finished lesson, right answer.
    pub done: &'static str,
    /// Placed lesson: proven, so that it need not be read.
    pub placed: &'static str,
    /// Started lesson.
    pub started: &'static str,
    /// New lesson, open task.
    pub open: &'static str,
    /// Not yet written.
    pub planned: &'static str,
    /// Wrong answer.
    pub wrong: &'static str,
    /// Right option that was not chosen.
    pub missed: &'static str,
    /// Code goes on to the right.
    pub more_right: &'static str,
    /// Code goes on to the left.
    pub more_left: &'static str,
    /// The chosen row.
    pub pointer: &'static str,
    /// Filled part of a gauge.
    pub full: &'static str,
    /// Placed part of a gauge.
    pub half: &'static str,
    /// Rest of a gauge.
    pub rest: &'static str,
    /// A day in the heat map, from none to many answers.
    pub heat: [&'static str; 4],
    /// A bar of the forecast, from an eighth of a row to a whole one.
    pub eighths: [&'static str; 8],
    /// Separates items of one line.
    pub dot: &'static str,
    /// A bookmark.
    pub bookmark: &'static str,
    /// Scroll bar's thumb.
    pub thumb: &'static str,
    /// Text was cut.
    pub ellipsis: &'static str,
}

/// The set for terminals that show Unicode.
pub const UNICODE: Glyphs = Glyphs {
    bar: "│",
    line: "─",
    cross: "┼",
    top: "┌",
    bottom: "└",
    bullets: ["•", "◦", "▪"],
    done: "✓",
    placed: "»",
    started: "◐",
    open: "○",
    planned: "·",
    wrong: "✗",
    missed: "◌",
    more_right: "›",
    more_left: "‹",
    pointer: "▸",
    full: "█",
    half: "▒",
    rest: "░",
    heat: ["·", "▫", "▪", "■"],
    eighths: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
    dot: "·",
    bookmark: "◆",
    thumb: "┃",
    ellipsis: "…",
};

/// The set for everything else.
pub const ASCII: Glyphs = Glyphs {
    bar: "|",
    line: "-",
    cross: "+",
    top: "+",
    bottom: "+",
    bullets: ["*", "-", "+"],
    done: "v",
    placed: "=",
    started: "~",
    open: "o",
    planned: ".",
    wrong: "x",
    missed: "!",
    more_right: ">",
    more_left: "<",
    pointer: ">",
    full: "#",
    half: "=",
    rest: "-",
    heat: [".", "+", "#", "@"],
    eighths: ["_", "_", "_", "=", "=", "=", "#", "#"],
    dot: "-",
    bookmark: "*",
    thumb: "#",
    ellipsis: "~",
};

/// Returns the set to use.
pub fn set(ascii: bool) -> Glyphs {
    if ascii { ASCII } else { UNICODE }
}
