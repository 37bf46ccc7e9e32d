//! A sitting: the question, its verdict with every option and its reason, the summary. All of it is one sheet that scrolls.

mod asking;
pub mod exam;
mod judged;
mod placement;
mod spaced;

pub(super) use asking::code_text;
pub use judged::parts;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::app::drawn::SheetDrawn;
use crate::app::participant;
use crate::app::screens::quiz::spaced::is_review;
use crate::app::screens::quiz::{QuizState, Stage, SummaryRow, headline, summary_rows};
use crate::course::Inlines;
use crate::course::block::{Block, BlockKind, Code};
use crate::diagnostic::Span;
use crate::quiz::{CodeText, LessonTally, Question, Sitting};
use crate::ui::page::PageOptions;
use crate::ui::theme::Role;
use crate::ui::view::View;
use crate::ui::widgets::sheet::Sheet;
use crate::ui::widgets::text::cut;
use crate::ui::widgets::{gauge, scroll_bar};
use crate::ui::wrap::width;

/// Returns the words of the title row.
pub fn title(app: &App, quiz: &QuizState) -> (Vec<String>, String) {
    if let Some(placing) = &quiz.placement {
        return placement::title(app, quiz, placing);
    }
    if let Some(state) = &quiz.exam {
        return exam::title(quiz, state);
    }
    let kind = if is_review(quiz) { "Review" } else { "Quiz" };
    let mut path = vec![participant::title_of(app, quiz).unwrap_or(kind).to_owned()];
    path.extend(quiz.question().map(|question| app.title(&question.id.lesson()).to_owned()));
    let right = match &quiz.sitting {
        Some(sitting) if !sitting.is_over() => {
            let again = if sitting.round() == 2 { "once more, " } else { "" };
            format!("{again}{} left", sitting.left())
        }
        _ => String::new(),
    };
    (path, right)
}

/// Draws the sitting; returns its extent and where the text cursor stands.
pub fn draw(
    app: &App,
    quiz: &QuizState,
    view: &mut View,
    area: Rect,
    buf: &mut Buffer,
) -> (SheetDrawn, Option<(u16, u16)>) {
    let columns = area.width.saturating_sub(4);
    if let Some(exam) = quiz.running_exam() {
        gauge::draw(exam.answered(), exam.questions.len(), columns, (area.x + 2, area.y), view, buf);
    } else if matches!(quiz.stage, Stage::Summary { .. }) {
        // It is over.
    } else if let Some(test) = quiz.placement.as_ref().and_then(|placing| placing.test.as_ref()) {
        let (decided, lessons) = test.decided();
        gauge::draw(decided, lessons, columns, (area.x + 2, area.y), view, buf);
    } else if let Some(sitting) = quiz.sitting.as_ref().filter(|sitting| quiz.exam.is_none() && !sitting.is_over()) {
        gauge::draw(sitting.done(), sitting.done() + sitting.left(), columns, (area.x + 2, area.y), view, buf);
    }
    let inner = Rect {
        x: area.x + 2,
        y: area.y + 2,
        width: area.width.saturating_sub(4),
        height: area.height.saturating_sub(2),
    };
    let width = inner.width.min(100);
    let options = PageOptions {
        width,
        tab: app.settings.installer.clone(),
        flipped: Vec::new(),
        stacked: false,
        glyphs: view.glyphs,
    };
    let mut sheet = Sheet::default();
    match &quiz.stage {
        Stage::Loading => {
            sheet.line("The questions are being read.", Role::Dim, &options);
        }
        Stage::Asking(asking) => {
            spaced::why(app, quiz, &options, &mut sheet);
            asking::fill(asking, view, &options, &mut sheet);
            spaced::confidence(asking.confidence, (inner.x, area.y + 1, inner.width), view, buf);
        }
        Stage::Judged(judged) => judged::fill(judged, spaced::next(app, quiz, judged), view, &options, &mut sheet),
        Stage::Exam(stage) => exam::fill(app, quiz, stage, view, &options, &mut sheet),
        Stage::Offer { offer, cursor } => {
            if let Some(placing) = &quiz.placement {
                placement::offer(placing, *offer, *cursor, view, &options, &mut sheet);
            }
        }
        Stage::Summary { cursor } => match &quiz.placement {
            Some(placing) => placement::summary(app, quiz, placing, *cursor, view, &options, &mut sheet),
            None => summary(app, quiz, *cursor, view, &options, &mut sheet),
        },
    }
    let drawn = sheet.draw(quiz.top, quiz.follow, quiz.aside, view, inner, buf);
    scroll_bar::draw(&drawn, view, inner, area.right() - 1, buf);
    (drawn, None)
}

/// Returns a code block to be drawn.
pub(in crate::ui::screens) fn code_block(code: &CodeText, text: String) -> Block {
    let code = Code { lang: code.lang.clone(), text, ..Code::default() };
    Block { span: Span::default(), kind: BlockKind::Code(Box::new(code)) }
}

/// Adds the prompt and, unless the kind draws it itself, the code.
pub(in crate::ui::screens) fn prompt(question: &Question, options: &PageOptions, sheet: &mut Sheet) {
    sheet.blocks(&question.prompt, options).gap();
    if let Some(code) = &question.code
        && !matches!(question.kind, crate::quiz::Kind::Spot(_) | crate::quiz::Kind::Fill(_))
    {
        sheet.blocks(&[code_block(code, code.text.clone())], options).gap();
    }
}

fn summary(app: &App, quiz: &QuizState, cursor: usize, view: &View, options: &PageOptions, sheet: &mut Sheet) {
    let Some(result) = quiz.sitting.as_ref().map(Sitting::summary) else { return };
    sheet.line(&headline(&result), Role::Heading1, options).gap();
    for tally in &result.lessons {
        let sign = match tally {
            LessonTally { right, asked, .. } if right == asked => (view.glyphs.done, Role::Right),
            // What was only passed over was not wrong.
            LessonTally { missed: 0, .. } => (view.glyphs.open, Role::Missed),
            _ => (view.glyphs.wrong, Role::Wrong),
        };
        let text = format!("{} of {}  {}", tally.right, tally.asked, app.title(&tally.lesson));
        sheet.row(vec![(format!("{} ", sign.0), sign.1)], &Inlines::plain(text), options, None);
    }
    if !result.skipped.is_empty() {
        sheet.gap().line(&format!("{} skipped.", result.skipped.len()), Role::Dim, options);
    }
    spaced::end(quiz, options, sheet);
    sheet.gap();
    let mut heading = false;
    for (number, row) in summary_rows(app, quiz).iter().enumerate() {
        let chosen = number == cursor;
        let text = match row {
            SummaryRow::NextLesson(id) => format!("Next lesson: {}", app.title(id)),
            SummaryRow::Lesson(id) => app.title(id).to_owned(),
            SummaryRow::Leave => "Back".to_owned(),
            SummaryRow::More(count) => format!("Ask {count} more now"),
            SummaryRow::Missed(id) => {
                if !heading {
                    heading = true;
                    sheet.gap().line(
                        "Missed at the first try: Enter opens the section that explains it",
                        Role::Heading3,
                        options,
                    );
                }
                let prompt = quiz
                    .questions
                    .get(id)
                    .map(|question| beginning(&question.prompt, in_a_list(options.width, 2), view.glyphs.ellipsis));
                prompt.unwrap_or_else(|| id.to_string())
            }
        };
        let pointer = if chosen { view.glyphs.pointer } else { " " };
        let over = chosen.then_some(Role::Selection);
        sheet.row(vec![(format!("{pointer} "), Role::Marker)], &Inlines::plain(text), options, over);
        if chosen {
            sheet.keep_last();
        }
    }
}

/// Returns how many columns of a prompt a list shows, behind `lead` columns of something else: a row where that is much, else two.
pub fn in_a_list(width: u16, lead: u16) -> usize {
    let room = usize::from(width.saturating_sub(lead));
    // The second row ends earlier: words are not cut by wrapping.
    if room >= 50 { room } else { (2 * room).saturating_sub(10).max(20) }
}

/// Returns the beginning of a prompt's running text, cut to so many columns: by that one recognises a question. What it asks in the end
/// ("What happens?") is asked by many.
pub fn beginning(prompt: &[Block], columns: usize, ellipsis: &str) -> String {
    let mut text = String::new();
    crate::course::block::walk_inlines(prompt, &mut |inlines| {
        for word in inlines.text.split_whitespace() {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(word);
        }
    });
    if width(&text) <= columns {
        return text;
    }
    let kept = cut(&text, columns.saturating_sub(2) as u16);
    // Not in the middle of a word, where there is another.
    let kept = kept.rsplit_once(' ').map_or(kept, |(words, _)| words);
    format!("{} {ellipsis}", kept.trim_end_matches([' ', ',', ';', ':']))
}
