//! What review puts on top of a question, its verdict and the end: sentences that the app made. And how sure the learner is, in every
//! sitting.

use ratatui::buffer::Buffer;

use crate::app::App;
use crate::app::action::Action;
use crate::app::keymap::Context;
use crate::app::screens::quiz::{Judged, QuizState};
use crate::course::Inlines;
use crate::progress::Confidence;
use crate::ui::page::PageOptions;
use crate::ui::theme::Role;
use crate::ui::view::View;
use crate::ui::widgets::sheet::Sheet;
use crate::ui::widgets::text::put;

/// Says how sure the learner is, at the right of the row between the gauge and the question, so that nothing moves.
pub fn confidence(confidence: Option<Confidence>, (x, y, room): (u16, u16, u16), view: &View, buf: &mut Buffer) {
    let (text, role) = match confidence {
        None => return,
        Some(Confidence::Sure) => ("! You are sure.", Role::Info),
        Some(Confidence::Unsure) => ("? You are not sure.", Role::Missed),
    };
    let width = text.len() as u16;
    put(buf, x + room.saturating_sub(width), y, text, width, view.style(role));
}

/// Adds why the question is up.
pub fn why(app: &App, quiz: &QuizState, options: &PageOptions, sheet: &mut Sheet) {
    let Some(why) = &quiz.notes.why else { return };
    let leech = quiz.notes.leech.map(|days| leech(app, quiz.context(), days)).unwrap_or_default();
    let text = [why.as_str(), &leech].join(" ");
    sheet.line(text.trim_end(), Role::Dim, options).gap();
}

/// Returns what stands below the verdict: when the question comes again, and what would help more.
pub fn next(app: &App, quiz: &QuizState, judged: &Judged) -> Vec<String> {
    let leech = quiz.notes.leech.map(|days| leech(app, quiz.context(), days));
    let bet = judged.confidence == Some(Confidence::Sure) && !judged.verdict.right && quiz.notes.next.is_none();
    let bet = bet.then(|| "You were sure: review asks this one first.".to_owned());
    quiz.notes.next.clone().into_iter().chain(leech).chain(bet).collect()
}

/// Adds when the next questions are due.
pub fn end(quiz: &QuizState, options: &PageOptions, sheet: &mut Sheet) {
    if let Some(end) = &quiz.notes.end {
        sheet.gap().row(Vec::new(), &Inlines::plain(end.as_str()), options, None);
    }
}

fn leech(app: &App, context: Context, days: u32) -> String {
    let key = app.keymap.key(context, Action::Explain).map(|key| format!(" {} opens it.", key.label(app.ascii)));
    format!("Missed on {days} days: reading its section helps more than asking.{}", key.unwrap_or_default())
}
