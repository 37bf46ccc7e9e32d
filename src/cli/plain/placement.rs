//! A placement as text, where no question is up: the offer to stop, and the end.

use std::fmt::Write as _;

use crate::app::App;
use crate::app::screens::quiz::placement::{OfferRow, next_lesson, offer_rows, offer_words, report, why};
use crate::app::screens::quiz::{Asking, QuizState};
use crate::cli::columns::write_hanging;
use crate::quiz::placement::{Offer, Standing};

/// Returns where in the test one is.
pub fn far(quiz: &QuizState, asking: &Asking) -> Option<String> {
    let test = quiz.placement.as_ref()?.test.as_ref()?;
    let (decided, lessons) = test.decided();
    let skip = if asking.draft.wants_text() { ":skip" } else { "skip" };
    Some(format!(
        "Question {}, lesson {} of {lessons}. {skip} says that you do not know.\n",
        test.answered() + 1,
        decided + 1
    ))
}

/// The offer to stop as text.
pub fn offer(quiz: &QuizState, offer: Offer) -> String {
    let Some(test) = quiz.placement.as_ref().and_then(|placing| placing.test.as_ref()) else { return String::new() };
    let (headline, note) = offer_words(test, offer);
    let mut text = String::new();
    write_hanging("", &format!("{headline} {note}"), &mut text);
    let first = if offer_rows(offer)[0] == OfferRow::Stop { "stops" } else { "goes on" };
    write_hanging(
        "\n",
        &format!("Type stop or go. An empty line {first}; undo takes the last answer back."),
        &mut text,
    );
    text.truncate(text.trim_end().len());
    text
}

/// The end as text.
pub fn summary(app: &App, quiz: &QuizState) -> String {
    let Some(placing) = &quiz.placement else { return String::new() };
    let Some(test) = &placing.test else { return String::new() };
    let (headline, note) = report(test);
    let mut text = format!("{headline}\n");
    write_hanging("", &note, &mut text);
    for (heading, is_placed) in [("To be read:", false), ("Placed:", true)] {
        let mut lines =
            test.standings().filter(|(_, standing)| (*standing == Standing::Placed) == is_placed).peekable();
        if lines.peek().is_some() {
            let _ = writeln!(text, "\n{heading}");
        }
        for (id, standing) in lines {
            let why = why(app, standing).unwrap_or_default();
            write_hanging("- ", &format!("{} ({id}){why}", app.title(id)), &mut text);
        }
    }
    let end = match next_lesson(app, &placing.chapter) {
        Some(next) => {
            format!("An empty line opens \"{}\"; back leaves, undo takes the last answer back.", app.title(&next))
        }
        None => "An empty line goes back; undo takes the last answer back.".to_owned(),
    };
    write_hanging("\n", &end, &mut text);
    text.truncate(text.trim_end().len());
    text
}
