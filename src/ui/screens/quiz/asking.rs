//! A question that is up: prompt, code, hints, and the rows that the cursor walks over, each kind in its own way.

use std::rc::Rc;

use crate::app::screens::quiz::Asking;
use crate::course::Inlines;
use crate::course::block::Run;
use crate::quiz::{CodeText, Draft, Fill, Kind, MatchPairs, Order, Piece, Spot};
use crate::ui::page::{Page, PageOptions};
use crate::ui::screens::quiz::{code_block, prompt};
use crate::ui::theme::Role;
use crate::ui::view::{View, syntax_role};
use crate::ui::widgets::sheet::Sheet;

/// Letters that name the rights of a match, as they are shown.
pub(super) fn number(position: usize) -> String {
    if position < 9 { (position + 1).to_string() } else { " ".to_owned() }
}

/// Adds the question to the sheet.
pub fn fill(asking: &Asking, view: &mut View, options: &PageOptions, sheet: &mut Sheet) {
    let question = &asking.question;
    prompt(question, options, sheet);
    match &question.kind {
        Kind::Choice(choice) => {
            let texts = choice.options.iter().map(|option| &option.text).collect::<Vec<_>>();
            picks(&asking.draft, &texts, ["( )", "(x)"], view, options, sheet);
        }
        Kind::Multi(multi) => {
            // One that looks like a choice among these is easily taken for one.
            sheet.line("Choose all that fit.", Role::Dim, options);
            let texts = multi.options.iter().map(|option| &option.text).collect::<Vec<_>>();
            picks(&asking.draft, &texts, ["[ ]", "[x]"], view, options, sheet);
        }
        Kind::Spot(spot) => {
            let lang = question.code.as_ref().map_or("dockerfile", |code| &code.lang);
            lines(&asking.draft, spot, lang, view, usize::from(options.width.saturating_sub(6)), sheet);
        }
        Kind::Order(order) => items(&asking.draft, order, view, options, sheet),
        Kind::Match(pairs) => matches(asking, pairs, view, options, sheet),
        Kind::Fill(fill) => blanks(&asking.draft, fill, question.code.as_ref(), view, options, sheet),
    }
    for hint in question.hints.iter().take(asking.hints) {
        sheet.gap().line("Hint", Role::AlertTip, options).blocks(hint, options);
    }
    if asking.hint_up {
        sheet.keep_last_parts(2);
    }
}

fn pointer(draft: &Draft, row: usize, view: &View) -> (String, Role) {
    (format!("{} ", if draft.cursor() == row { view.glyphs.pointer } else { " " }), Role::Marker)
}

fn over(draft: &Draft, row: usize) -> Option<Role> {
    (draft.cursor() == row).then_some(Role::Selection)
}

fn picks(draft: &Draft, texts: &[&Inlines], signs: [&str; 2], view: &View, options: &PageOptions, sheet: &mut Sheet) {
    for row in 0..draft.rows() {
        let Some((part, text)) = draft.canonical(row).and_then(|part| Some((part, texts.get(usize::from(part))?)))
        else {
            continue;
        };
        let sign = signs[usize::from(draft.is_picked(part))];
        let lead = vec![pointer(draft, row, view), (format!("{} {sign} ", number(row)), Role::Strong)];
        sheet.row(lead, text, options, over(draft, row));
        if draft.cursor() == row {
            sheet.keep_last();
        }
    }
}

fn lines(draft: &Draft, spot: &Spot, lang: &str, view: &mut View, columns: usize, sheet: &mut Sheet) {
    let all: Vec<&str> = spot.lines.iter().map(|line| line.text.as_str()).collect();
    let colours = if view.is_colourless() { None } else { view.highlight_text(lang, &all.join("\n").into()) };
    for (row, line) in spot.lines.iter().enumerate() {
        let picked = draft.is_picked(row as u16);
        let sign = match (line.is_open(), picked) {
            (false, _) => "   ",
            (_, true) => "[x]",
            (_, false) => "[ ]",
        };
        let lead = vec![pointer(draft, row, view), (format!("{sign} "), Role::Strong)];
        let mut stretches = vec![(0, Role::Code)];
        for (range, role) in colours.as_ref().and_then(|lines| lines.get(row)).into_iter().flatten() {
            stretches.extend([(range.start, syntax_role(*role)), (range.end, Role::Code)]);
        }
        let over = line.is_open().then(|| over(draft, row)).flatten();
        sheet.part(Rc::new(Page::of_code_line(&line.text, &stretches, columns)), 6, lead, over);
        if draft.cursor() == row {
            sheet.keep_last();
        }
    }
}

/// Returns a line of code as running text that keeps its blanks. It breaks where one blank stands alone.
pub(in crate::ui::screens) fn code_text(line: &str) -> Inlines {
    let line = line.replace('\t', "    ");
    let mut text = String::with_capacity(line.len());
    let mut before = ' ';
    let mut rest = line.chars().peekable();
    while let Some(c) = rest.next() {
        let alone = before != ' ' && rest.peek().is_some_and(|next| *next != ' ');
        // A blank that is not an ASCII blank is not a place to break, and leading ones are kept.
        text.push(if c == ' ' && !alone { '\u{a0}' } else { c });
        before = c;
    }
    let mut inlines = Inlines::plain(text);
    inlines.runs.iter_mut().for_each(|run| run.emphasis.code = true);
    inlines
}

fn items(draft: &Draft, order: &Order, view: &View, options: &PageOptions, sheet: &mut Sheet) {
    for row in 0..draft.rows() {
        let Some(item) = draft.canonical(row).and_then(|item| order.items.get(usize::from(item))) else { continue };
        let text = if item.code { code_text(&item.text.text) } else { item.text.clone() };
        let lead = vec![pointer(draft, row, view), (format!("{:>2}. ", row + 1), Role::Dim)];
        sheet.row(lead, &text, options, over(draft, row));
        if draft.cursor() == row {
            sheet.keep_last();
        }
    }
}

fn matches(asking: &Asking, pairs: &MatchPairs, view: &View, options: &PageOptions, sheet: &mut Sheet) {
    let draft = &asking.draft;
    let arrow = if view.glyphs.bar == "|" { "->" } else { "→" };
    for (row, pair) in pairs.pairs.iter().enumerate() {
        sheet.row(vec![pointer(draft, row, view)], &pair.left, options, over(draft, row));
        let given =
            draft.right_of(row as u16).and_then(|right| Some((asking.shown.displayed(right)?, pairs.right(right)?)));
        match given {
            Some((position, right)) => {
                let lead =
                    vec![(format!("    {arrow} "), Role::Marker), (format!("{} ", number(position)), Role::Strong)];
                sheet.row(lead, right, options, None);
            }
            None => {
                sheet.row(
                    vec![(format!("    {arrow} "), Role::Marker), ("?".to_owned(), Role::Dim)],
                    &Inlines::default(),
                    options,
                    None,
                );
            }
        }
        if draft.cursor() == row {
            sheet.keep_last_parts(2);
        }
    }
    sheet.gap().line("Choose from", Role::Heading3, options);
    for (position, right) in asking.shown.order.iter().enumerate() {
        let Some(text) = pairs.right(*right) else { continue };
        let taken = (0..pairs.pairs.len()).any(|left| draft.right_of(left as u16) == Some(*right));
        let role = if taken { Role::Dim } else { Role::Strong };
        let lead = vec![(format!("  {} ", number(position)), role)];
        sheet.row(lead, text, options, taken.then_some(Role::Dim));
    }
}

/// Draws the code with its blanks as fields; the one under the cursor stands out.
fn blanks(draft: &Draft, fill: &Fill, code: Option<&CodeText>, view: &View, options: &PageOptions, sheet: &mut Sheet) {
    let lang = code.map(|code| code.lang.clone()).unwrap_or_default();
    let mut text = String::new();
    for piece in &fill.pieces {
        match piece {
            Piece::Text(part) => text.push_str(part),
            Piece::Blank(blank) => {
                let typed = draft.field(*blank).map_or("", |field| field.text());
                text.push_str(&format!("[{}]", if typed.is_empty() { "____" } else { typed }));
            }
        }
    }
    let shown = CodeText { lang, text: text.clone(), ..CodeText::default() };
    sheet.blocks(&[code_block(&shown, text)], options).gap();
    for row in 0..draft.rows() {
        let Some(blank) = draft.canonical(row) else { continue };
        let Some(field) = draft.field(blank) else { continue };
        let here = draft.cursor() == row;
        let name = fill.blanks.get(usize::from(blank)).map_or("", |blank| blank.name.as_str());
        let lead = vec![pointer(draft, row, view), (format!("{name}: "), Role::Strong)];
        sheet.row(lead, &field_text(field.text(), here.then(|| field.caret()), view), options, None);
        if here {
            sheet.keep_last();
        }
    }
}

/// Returns a field's text with its caret shown as an underlined cell.
fn field_text(text: &str, caret: Option<usize>, view: &View) -> Inlines {
    let Some(caret) = caret else { return code_text(if text.is_empty() { "____" } else { text }) };
    let at = text.char_indices().nth(caret).map_or(text.len(), |(at, _)| at);
    let mark = if view.glyphs.bar == "|" { "_" } else { "▏" };
    let shown = format!("{}{mark}{}", &text[..at], &text[at..]).replace(' ', "\u{a0}");
    let end = shown.len() as u32;
    let mut inlines = Inlines { text: shown, runs: vec![Run { start: 0, end, ..Run::default() }], links: Vec::new() };
    inlines.runs[0].emphasis.strong = true;
    inlines
}
