//! Screens as text: home, a page, the progress, the end of a sitting.

use std::fmt::Write as _;

use crate::app::App;
use crate::app::screens::home::{Row, rows};
use crate::app::screens::lesson::LessonState;
use crate::app::screens::progress::summarise;
use crate::app::screens::quiz::QuizState;
use crate::course::front::is_front_page;
use crate::ui::plain;

/// Columns that text is wrapped at.
pub const WIDTH: usize = 80;

/// The commands.
pub const HELP: &str = "\
Everywhere: help, again (say it once more), back, home, read NAME, quiz NAME, quit.
Home: a number, continue, quiz, progress. An empty line continues.
Lesson: an empty line or next, previous, questions, bookmark.
Question: the numbers of your answer, skip, hint, undo, explain (opens the lesson). Where you fill in text, put a colon before a command.
";

/// Home as text.
pub fn home(app: &App) -> String {
    let mut text = format!("{}\n\n", app.course.title);
    for (number, row) in rows(app).iter().enumerate() {
        let line = match row {
            Row::Continue { id, begun: true } => format!("Continue: {}", app.title(id)),
            Row::Continue { id, .. } => format!("Begin: {}", app.title(id)),
            Row::Resume(left) => format!("Resume the quiz you left, {left} to go"),
            Row::Quiz => "Quiz: ten questions".to_owned(),
            Row::Progress => "Progress".to_owned(),
            Row::Chapter(id) => {
                let Some(chapter) = app.course.chapter(id.as_str()) else { continue };
                let read = app.record.count_finished(chapter.written());
                let written = chapter.written().count();
                let planned = chapter.planned_count();
                let state = if written == 0 {
                    format!("{planned} lessons planned, none written yet")
                } else {
                    format!("{read} of {written} lessons read")
                };
                format!("Chapter {}: {state}", chapter.title)
            }
        };
        let _ = writeln!(text, "{:>2}. {line}", number + 1);
    }
    text.push_str("\nType a number, read NAME, help, or quit. An empty line takes 1.");
    text
}

/// A page as text.
pub fn lesson(app: &App, page: &LessonState) -> String {
    if let Some(error) = &page.error {
        return format!("This page cannot be shown. {error}");
    }
    let Some(lesson) = &page.lesson else { return String::new() };
    let mut text = if lesson.begins_with_title() { String::new() } else { format!("# {}\n\n", app.title(&page.id)) };
    plain::write(&lesson.blocks, WIDTH, &mut text);
    if let Some(chapter) = app.course.chapter(page.id.chapter_str()).filter(|_| page.id.slug() == "chapter") {
        let _ = writeln!(text, "\n{}\n\nThe lessons:", chapter.promise);
        for entry in &chapter.entries {
            let state = if entry.is_written() { "" } else { ", not yet written" };
            let _ = writeln!(text, "- {} ({}{state})", app.title(&entry.id), entry.id);
        }
    }
    let next = if is_front_page(&page.id) {
        "Empty line: next page."
    } else {
        "Type questions for the questions of this lesson, an empty line for the next lesson."
    };
    let _ = write!(text, "\nEnd of the page. {next}");
    text
}

/// The progress as text.
pub fn progress(app: &App) -> String {
    let summary = summarise(app);
    let mut text = "Progress\n\n".to_owned();
    for (gauge, chapter) in summary.chapters.iter().zip(&app.course.chapters) {
        let planned = match chapter.planned_count() {
            0 => String::new(),
            n => format!(", {n} planned"),
        };
        let _ = writeln!(text, "{}: {} of {} read{planned}", chapter.title, gauge.finished, gauge.written);
    }
    let totals = &summary.totals;
    let _ = writeln!(
        text,
        "\n{} answers, {} of them right, to {} questions.",
        totals.answers, totals.right, totals.questions
    );
    let _ = writeln!(text, "{} days in a row, {} at best.", summary.streak.current, summary.streak.longest);
    for weak in &summary.weakest {
        let _ = writeln!(text, "Worth another look: {} ({} of {} wrong)", weak.question, weak.wrong, weak.asked);
    }
    text.push_str("\nAn empty line goes back.");
    text
}

/// The end of a sitting as text.
pub fn summary(app: &App, quiz: &QuizState) -> String {
    let Some(result) = quiz.sitting.as_ref().map(crate::quiz::Sitting::summary) else { return String::new() };
    let mut text = format!(
        "{} of {} right at the first try, {} more at the second.\n",
        result.right_first, result.answered, result.right_second
    );
    for tally in &result.lessons {
        let _ = writeln!(text, "- {}: {} of {}", app.title(&tally.lesson), tally.right, tally.asked);
    }
    for missed in &result.missed {
        let section =
            quiz.questions.get(missed).and_then(|q| q.section.clone()).map(|s| format!("#{s}")).unwrap_or_default();
        let _ = writeln!(text, "Missed: {missed}; explained in {}{section}", missed.lesson());
    }
    text.push_str("\nAn empty line goes on.");
    text
}
