//! A page as lines for a terminal that only scrolls: text with escape sequences for the theme's styles, or plain. For `show` and the
//! plain twins.

use std::fmt::Write as _;

use ratatui::style::{Color, Modifier, Style};

use crate::ui::highlight::{Highlighter, LineSpans};
use crate::ui::page::{Page, Piece};
use crate::ui::theme::{Role, Theme};
use crate::ui::view::syntax_role;
use crate::ui::wrap::width;

/// Writes the whole page. With a theme, styled by escape sequences; code is coloured by `highlighter`.
pub fn write(page: &Page, theme: Option<(&Theme, &Highlighter)>, out: &mut String) {
    let spans: Vec<Vec<LineSpans>> = match theme {
        Some((_, highlighter)) => colours(page, highlighter),
        None => Vec::new(),
    };
    for line in &page.lines {
        let mut column = 0;
        for seg in page.segs(line) {
            if let Some(gap) = usize::from(seg.x).checked_sub(column) {
                out.extend(std::iter::repeat_n(' ', gap));
                column += gap;
            }
            match seg.what {
                Piece::Text { start, end } => {
                    column += width(&page.text[start as usize..end as usize]);
                    for (run, text) in page.stretches(start, end) {
                        let style = theme.map(|(theme, _)| run_style(theme, &run));
                        styled(text, style, out);
                    }
                }
                Piece::Code { slot, line, .. } => {
                    let text = page.code_line(slot, line);
                    column += width(text);
                    let line = spans.get(slot as usize).and_then(|lines| lines.get(line as usize));
                    code(text, line, theme.map(|(theme, _)| theme), out);
                }
            }
        }
        out.truncate(out.trim_end_matches(' ').len());
        out.push('\n');
    }
}

/// Finds the colours of every block, on two threads: nearly all of the time goes here.
fn colours(page: &Page, highlighter: &Highlighter) -> Vec<Vec<LineSpans>> {
    let run = |codes: &[crate::ui::page::CodeSlot]| -> Vec<Vec<LineSpans>> {
        codes.iter().map(|code| highlighter.lines(&code.lang, &code.text)).collect()
    };
    if page.codes.len() < 8 {
        return run(&page.codes);
    }
    let (front, back) = page.codes.split_at(page.codes.len() / 2);
    std::thread::scope(|scope| {
        let back = scope.spawn(|| run(back));
        let mut all = run(front);
        all.extend(back.join().unwrap_or_default());
        all
    })
}

fn run_style(theme: &Theme, run: &crate::ui::page::PageRun) -> Style {
    let mut style = theme.style(run.role);
    let emphasis = run.emphasis;
    for (on, role) in
        [(emphasis.strong, Role::Strong), (emphasis.italic, Role::Emphasis), (emphasis.struck, Role::Struck)]
    {
        if on {
            style = style.patch(theme.style(role));
        }
    }
    if run.target.is_some() { style.patch(theme.style(Role::Link)) } else { style }
}

fn code(text: &str, spans: Option<&LineSpans>, theme: Option<&Theme>, out: &mut String) {
    let Some(theme) = theme else { return out.push_str(text) };
    let base = theme.style(Role::Code);
    let mut done = 0;
    for (range, role) in spans.map_or(&[][..], Vec::as_slice) {
        let (start, end) = ((range.start as usize).max(done), range.end as usize);
        if let (Some(before), Some(inside)) = (text.get(done..start), text.get(start..end)) {
            styled(before, Some(base), out);
            styled(inside, Some(base.patch(theme.style(syntax_role(*role)))), out);
            done = end;
        }
    }
    styled(text.get(done..).unwrap_or_default(), Some(base), out);
}

fn styled(text: &str, style: Option<Style>, out: &mut String) {
    let codes = style.map(sgr).unwrap_or_default();
    if codes.is_empty() || text.is_empty() {
        return out.push_str(text);
    }
    let _ = write!(out, "\x1b[{codes}m{text}\x1b[0m");
}

/// Returns the parameters of the escape sequence for a style.
fn sgr(style: Style) -> String {
    let mut codes: Vec<String> = Vec::new();
    let modifiers = [
        (Modifier::BOLD, "1"),
        (Modifier::DIM, "2"),
        (Modifier::ITALIC, "3"),
        (Modifier::UNDERLINED, "4"),
        (Modifier::REVERSED, "7"),
        (Modifier::CROSSED_OUT, "9"),
    ];
    codes.extend(modifiers.iter().filter(|(m, _)| style.add_modifier.contains(*m)).map(|(_, code)| (*code).to_owned()));
    codes.extend(style.fg.and_then(|colour| colour_code(colour, 30)));
    codes.extend(style.bg.and_then(|colour| colour_code(colour, 40)));
    codes.join(";")
}

fn colour_code(colour: Color, base: u8) -> Option<String> {
    const NAMED: [Color; 16] = [
        Color::Black,
        Color::Red,
        Color::Green,
        Color::Yellow,
        Color::Blue,
        Color::Magenta,
        Color::Cyan,
        Color::Gray,
        Color::DarkGray,
        Color::LightRed,
        Color::LightGreen,
        Color::LightYellow,
        Color::LightBlue,
        Color::LightMagenta,
        Color::LightCyan,
        Color::White,
    ];
    match colour {
        Color::Reset => None,
        Color::Rgb(r, g, b) => Some(format!("{};2;{r};{g};{b}", base + 8)),
        Color::Indexed(n) => Some(format!("{};5;{n}", base + 8)),
        named => {
            let at = NAMED.iter().position(|other| *other == named)? as u8;
            Some(if at < 8 { (base + at).to_string() } else { (base + 60 + at - 8).to_string() })
        }
    }
}
