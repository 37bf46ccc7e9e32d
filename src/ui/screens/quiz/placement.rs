//! A placement where no question is up: the offer to stop, and the end with what is placed and what is to be read.

use crate::app::App;
use crate::app::screens::quiz::placement::{OfferRow, Placing, offer_rows, offer_words, report, why};
use crate::app::screens::quiz::{QuizState, SummaryRow, summary_rows};
use crate::course::Inlines;
use crate::id::LessonId;
use crate::quiz::Sitting;
use crate::quiz::placement::{Offer, Standing};
use crate::ui::page::PageOptions;
use crate::ui::theme::Role;
use crate::ui::view::View;
use crate::ui::widgets::sheet::Sheet;

/// Returns the words of the title row: the chapter, and how far one is. The lesson's title would tell too much.
pub fn title(app: &App, quiz: &QuizState, placing: &Placing) -> (Vec<String>, String) {
    let chapter = app.course.chapter(placing.chapter.as_str());
    let chapter = chapter.map_or(placing.chapter.as_str(), |chapter| &chapter.title);
    let is_over = quiz.sitting.as_ref().is_none_or(Sitting::is_over);
    let far = placing.test.as_ref().filter(|_| !is_over).map(|test| {
        let (decided, lessons) = test.decided();
        format!("question {}, lesson {} of {lessons}", test.answered() + 1, decided + 1)
    });
    (vec!["Test".to_owned(), chapter.to_owned()], far.unwrap_or_default())
}

/// Adds the offer to stop.
pub fn offer(placing: &Placing, offer: Offer, cursor: usize, view: &View, options: &PageOptions, sheet: &mut Sheet) {
    let Some(test) = &placing.test else { return };
    let (headline, note) = offer_words(test, offer);
    sheet.line(&headline, Role::Heading1, options).gap();
    sheet.row(Vec::new(), &Inlines::plain(note), options, None);
    sheet.gap();
    for (number, row) in offer_rows(offer).into_iter().enumerate() {
        let text = match row {
            OfferRow::Stop => "Stop here and see what to read",
            OfferRow::GoOn => "Go on with the test",
        };
        choice("", text, number == cursor, view, options, sheet);
    }
}

/// Adds the end.
pub fn summary(
    app: &App,
    quiz: &QuizState,
    placing: &Placing,
    cursor: usize,
    view: &View,
    options: &PageOptions,
    sheet: &mut Sheet,
) {
    let Some(test) = &placing.test else { return };
    let (headline, note) = report(test);
    sheet.line(&headline, Role::Heading1, options).gap();
    if !note.is_empty() {
        sheet.row(Vec::new(), &Inlines::plain(note), options, None);
        sheet.gap();
    }
    let standing = |id: &LessonId| test.standings().find(|(lesson, _)| *lesson == id).map(|(_, standing)| standing);
    let mut heading = false;
    for (number, row) in summary_rows(app, quiz).iter().enumerate() {
        let chosen = number == cursor;
        match row {
            SummaryRow::NextLesson(id) => {
                choice("", &format!("Read next: {}", app.title(id)), chosen, view, options, sheet)
            }
            SummaryRow::Lesson(id) => {
                if !std::mem::replace(&mut heading, true) {
                    sheet.gap().line("To be read", Role::Heading3, options);
                }
                let why = standing(id).and_then(|standing| why(app, standing));
                let text = format!("{}{}", app.title(id), why.unwrap_or_default());
                choice(view.glyphs.open, &text, chosen, view, options, sheet);
            }
            SummaryRow::Leave | SummaryRow::More(_) | SummaryRow::Missed(_) => {
                choice("", "Back", chosen, view, options, sheet)
            }
        }
    }
    let mut placed = test.standings().filter(|(_, standing)| *standing == Standing::Placed).peekable();
    if placed.peek().is_some() {
        sheet.gap().line("Placed", Role::Heading3, options);
    }
    for (id, _) in placed {
        let lead = vec![(format!("  {} ", view.glyphs.placed), Role::Right)];
        sheet.row(lead, &Inlines::plain(app.title(id)), options, None);
    }
}

fn choice(sign: &str, text: &str, chosen: bool, view: &View, options: &PageOptions, sheet: &mut Sheet) {
    let pointer = if chosen { view.glyphs.pointer } else { " " };
    let over = chosen.then_some(Role::Selection);
    let mut lead = vec![(format!("{pointer} "), Role::Marker)];
    if !sign.is_empty() {
        lead.push((format!("{sign} "), Role::Text));
    }
    sheet.row(lead, &Inlines::plain(text.to_owned()), options, over);
    if chosen {
        sheet.keep_last();
    }
}
