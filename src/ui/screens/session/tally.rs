//! A question for the room: the hands beside each answer, then how they fell and why each answer is right or wrong.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{countdown, more_below};
use crate::app::App;
use crate::app::drawn::SheetDrawn;
use crate::app::screens::session::{SessionState, counted};
use crate::course::Inlines;
use crate::quiz::{AnswerOption, CodeText, Kind, Piece, Question};
use crate::team::room::Counted;
use crate::ui::page::PageOptions;
use crate::ui::screens::quiz::{code_block, code_text, prompt};
use crate::ui::theme::Role;
use crate::ui::view::View;
use crate::ui::widgets::sheet::Sheet;
use crate::ui::widgets::text::put;

/// Columns of the longest bar.
const BAR: u32 = 30;

/// Draws the question that is up.
pub fn draw(app: &App, state: &SessionState, view: &mut View, area: Rect, buf: &mut Buffer) -> SheetDrawn {
    let inner = crate::ui::slides::text_area(area);
    let options = PageOptions {
        width: inner.width,
        tab: app.settings.installer.clone(),
        flipped: Vec::new(),
        stacked: false,
        glyphs: view.glyphs,
    };
    let mut sheet = Sheet::default();
    match state.quiz.question().cloned() {
        Some(question) => fill(state, &question, view, &options, &mut sheet),
        None if !state.quiz.loaded => {
            sheet.line("The questions are being read.", Role::Dim, &options);
        }
        None => {
            let id = state.quiz.ids.get(state.quiz.at).map(ToString::to_string).unwrap_or_default();
            let text = format!("The course has no question {id}. The next one is one key away.");
            sheet.row(vec![("! ".to_owned(), Role::Warning)], &Inlines::plain(text), &options, None);
        }
    }
    let drawn = sheet.draw(state.top, false, state.aside, view, inner, buf);
    more_below(&drawn, view, inner, buf);
    if drawn.top > 0 && inner.y > area.y {
        let above = format!("{} lines above", drawn.top);
        put(buf, inner.x, inner.y - 1, &above, inner.width, view.style(Role::Overflow));
    }
    drawn
}

fn fill(state: &SessionState, question: &Question, view: &mut View, options: &PageOptions, sheet: &mut Sheet) {
    head(state, options, sheet);
    prompt(question, options, sheet);
    let hands = state.hands(question);
    let bars = Bars { hands: &hands, revealed: state.quiz.revealed, view, options };
    match &question.kind {
        Kind::Choice(choice) => picks(state, question, &choice.options, &bars, sheet),
        Kind::Multi(multi) => picks(state, question, &multi.options, &bars, sheet),
        kind => {
            body(state, question, kind, options, sheet);
            sheet.gap();
            outcomes(&bars, sheet);
            if state.quiz.revealed {
                sheet.gap();
                answer(kind, view, options, sheet);
            }
        }
    }
    if state.quiz.revealed {
        sheet.gap().blocks(&question.explanation, options);
    }
}

/// Adds the number of the question and its time.
fn head(state: &SessionState, options: &PageOptions, sheet: &mut Sheet) {
    let quiz = &state.quiz;
    let minutes = state.here().map_or(0, |item| i64::from(item.minutes));
    let fair = minutes * 60_000 / (quiz.ids.len().max(1) as i64);
    let role = if quiz.ran as i64 > fair { Role::Warning } else { Role::Dim };
    let time = format!("{} of {}", countdown(quiz.ran as i64), countdown(fair));
    let lead = vec![
        (format!("Question {} of {}", quiz.at + 1, quiz.ids.len()), Role::Heading2),
        ("   ".to_owned(), Role::Text),
        (time, role),
    ];
    sheet.row(lead, &Inlines::default(), options, None).gap();
}

struct Bars<'a> {
    hands: &'a [u32],
    revealed: bool,
    view: &'a View,
    options: &'a PageOptions,
}

impl Bars<'_> {
    /// Returns the column with the hands.
    fn count(&self, at: usize) -> (String, Role) {
        let hands = self.hands.get(at).copied().unwrap_or(0);
        let role = if hands == 0 { Role::Dim } else { Role::Strong };
        (format!("{hands:>3}  "), role)
    }

    /// Returns the bar below an answer.
    fn bar(&self, at: usize, role: Role) -> Vec<(String, Role)> {
        let hands = self.hands.get(at).copied().unwrap_or(0);
        let (all, most) = (self.hands.iter().sum::<u32>(), self.hands.iter().copied().max().unwrap_or(0));
        let columns = if most == 0 { 0 } else { (u64::from(hands) * u64::from(BAR) / u64::from(most)) as usize };
        let columns = if hands > 0 { columns.max(1) } else { 0 };
        let share = if all == 0 { String::new() } else { format!("  {hands} of {all}") };
        vec![("        ".to_owned(), Role::Text), (self.view.glyphs.full.repeat(columns), role), (share, Role::Text)]
    }
}

fn picks(state: &SessionState, question: &Question, texts: &[AnswerOption], bars: &Bars<'_>, sheet: &mut Sheet) {
    let several = matches!(question.kind, Kind::Multi(_));
    let order = &state.shown(question).order;
    let mut lead = vec![("     hands".to_owned(), Role::Dim)];
    if bars.revealed {
        // The right one may stand below the screen: its number is seen at once.
        let is_right = |at: &u16| texts.get(usize::from(*at)).is_some_and(|option| option.right);
        let right = order.iter().enumerate().filter(|(_, at)| is_right(at));
        let right: Vec<String> = right.map(|(position, _)| (position + 1).to_string()).collect();
        lead.push((format!("   {} right: {}", bars.view.glyphs.done, right.join(", ")), Role::Right));
    } else if several {
        lead.push(("   more than one is right".to_owned(), Role::Dim));
    }
    sheet.row(lead, &Inlines::default(), bars.options, None);
    for (position, canonical) in order.iter().enumerate() {
        let at = usize::from(*canonical);
        let Some(option) = texts.get(at) else { continue };
        let (sign, word, role) = match (bars.revealed, option.right) {
            (false, _) => (" ", "", Role::Text),
            (true, true) => (bars.view.glyphs.done, "right: ", Role::Right),
            (true, false) => (bars.view.glyphs.wrong, "wrong: ", Role::Wrong),
        };
        let lead = vec![(format!("{sign} "), role), (format!("{} ", position + 1), Role::Key), bars.count(at)];
        sheet.row(lead, &option.text, bars.options, None);
        if bars.revealed {
            sheet.row(bars.bar(at, role), &Inlines::default(), bars.options, None);
            sheet.row(
                vec![("        ".to_owned(), Role::Text), (word.to_owned(), role)],
                &option.why,
                bars.options,
                None,
            );
        }
        if bars.revealed || position + 1 < texts.len() {
            sheet.gap();
        }
    }
}

/// Adds the two counts of a kind without options.
fn outcomes(bars: &Bars<'_>, sheet: &mut Sheet) {
    sheet.line("     hands", Role::Dim, bars.options);
    for (at, (word, role)) in [("had it right", Role::Right), ("had not", Role::Wrong)].into_iter().enumerate() {
        let lead = vec![("  ".to_owned(), Role::Text), (format!("{} ", at + 1), Role::Key), bars.count(at)];
        sheet.row(lead, &Inlines::plain(word), bars.options, None);
        if bars.revealed {
            sheet.row(bars.bar(at, role), &Inlines::default(), bars.options, None);
        }
    }
}

fn numbered(number: usize) -> Vec<(String, Role)> {
    vec![(format!("{number:>3}  "), Role::Strong)]
}

/// Adds what the room has to look at.
fn body(state: &SessionState, question: &Question, kind: &Kind, options: &PageOptions, sheet: &mut Sheet) {
    debug_assert_eq!(counted(question).0, Counted::Outcomes);
    match kind {
        Kind::Spot(spot) => {
            for (at, line) in spot.lines.iter().enumerate() {
                sheet.row(numbered(at + 1), &code_text(&line.text), options, None);
            }
        }
        Kind::Fill(fill) => {
            let lang = question.code.as_ref().map(|code| code.lang.clone()).unwrap_or_default();
            let piece = |piece: &Piece| match piece {
                Piece::Text(text) => text.clone(),
                Piece::Blank(_) => "[____]".to_owned(),
            };
            let text: String = fill.pieces.iter().map(piece).collect();
            let shown = CodeText { lang, text: text.clone(), ..CodeText::default() };
            sheet.blocks(&[code_block(&shown, text)], options);
        }
        Kind::Order(order) => {
            for (position, canonical) in state.shown(question).order.iter().enumerate() {
                let Some(item) = order.items.get(usize::from(*canonical)) else { continue };
                let text = if item.code { code_text(&item.text.text) } else { item.text.clone() };
                sheet.row(numbered(position + 1), &text, options, None);
            }
        }
        Kind::Match(pairs) => {
            for pair in &pairs.pairs {
                sheet.row(vec![("  ?  ".to_owned(), Role::Dim)], &pair.left, options, None);
            }
            sheet.gap();
            for (position, right) in state.shown(question).order.iter().enumerate() {
                if let Some(text) = pairs.right(*right) {
                    sheet.row(numbered(position + 1), text, options, None);
                }
            }
        }
        Kind::Choice(_) | Kind::Multi(_) => {}
    }
}

/// Adds the right answer with its reasons.
fn answer(kind: &Kind, view: &View, options: &PageOptions, sheet: &mut Sheet) {
    let arrow = if view.glyphs.bar == "|" { "->" } else { "→" };
    let reason = |why: &Inlines, sheet: &mut Sheet| {
        if !why.is_empty() {
            sheet.row(vec![("     because: ".to_owned(), Role::Right)], why, options, None);
        }
    };
    sheet.line("The answer", Role::Heading3, options);
    match kind {
        Kind::Spot(spot) => {
            for (at, line) in spot.lines.iter().enumerate().filter(|(_, line)| line.fault) {
                sheet.row(numbered(at + 1), &code_text(&line.text), options, None);
                reason(&line.why, sheet);
            }
        }
        Kind::Fill(fill) => {
            for blank in &fill.blanks {
                let lead = vec![("  ".to_owned(), Role::Text), (format!("{}: ", blank.name), Role::Strong)];
                sheet.row(lead, &code_text(&blank.answer), options, None);
                reason(&blank.why, sheet);
            }
        }
        Kind::Order(order) => {
            for (at, item) in order.items.iter().enumerate() {
                let text = if item.code { code_text(&item.text.text) } else { item.text.clone() };
                sheet.row(numbered(at + 1), &text, options, None);
                reason(&item.why, sheet);
            }
        }
        Kind::Match(pairs) => {
            for pair in &pairs.pairs {
                sheet.row(vec![("  ".to_owned(), Role::Text)], &pair.left, options, None);
                sheet.row(vec![(format!("  {arrow} "), Role::Right)], &pair.right, options, None);
                reason(&pair.why, sheet);
            }
        }
        Kind::Choice(_) | Kind::Multi(_) => {}
    }
}
