//! Screens as text: home, a page, the progress, the end of a sitting.

use std::fmt::Write as _;

use crate::app::App;
use crate::app::screens::home::{Row, rows};
use crate::app::screens::lesson::LessonState;
use crate::app::screens::progress::summarise;
use crate::app::screens::quiz::QuizState;
use crate::cli::columns::{self, WIDTH, count, write_hanging};
use crate::cli::sources;
use crate::course::front::is_front_page;
use crate::ui::plain;

/// The commands.
pub const HELP: &str = "\
Everywhere: help, again (say it once more), back, home, read NAME, quiz NAME,
quit.
Home: a number, continue, quiz, progress. An empty line continues.
Lesson: an empty line or next, previous, questions, bookmark.
Question: the numbers of your answer, skip, hint, undo, explain (opens the
lesson). Where you fill in text, put a colon before a command, as in :skip.
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
                let state = columns::state(read, chapter.written().count(), chapter.planned_count());
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
    let sources = sources::blocks(lesson);
    if !sources.is_empty() {
        text.push('\n');
        plain::write(&sources, WIDTH, &mut text);
    }
    if let Some(chapter) = app.course.chapter(page.id.chapter_str()).filter(|_| page.id.slug() == "chapter") {
        text.push('\n');
        write_hanging("", &chapter.promise, &mut text);
        text.push_str("\nThe lessons:\n");
        for entry in &chapter.entries {
            let state = if entry.is_written() { "" } else { ", not yet written" };
            write_hanging("- ", &format!("{} ({}{state})", app.title(&entry.id), entry.id), &mut text);
        }
    }
    let next = if is_front_page(&page.id) {
        "An empty line goes to the next page."
    } else {
        "Type questions for its questions; an empty line goes to the next lesson."
    };
    let _ = write!(text, "\nEnd of the page. {next}");
    text
}

/// The progress as text.
pub fn progress(app: &App) -> String {
    let summary = summarise(app);
    let mut text = "Progress\n\n".to_owned();
    for (gauge, chapter) in summary.chapters.iter().zip(&app.course.chapters) {
        let state = columns::state(gauge.finished, gauge.written, chapter.planned_count());
        let _ = writeln!(text, "{}: {state}", chapter.title);
    }
    let totals = &summary.totals;
    let _ = writeln!(
        text,
        "\n{}, {} of them right, to {}.",
        count(totals.answers, "answer"),
        totals.right,
        count(totals.questions, "question")
    );
    let _ = writeln!(text, "{} in a row, {} at best.", count(summary.streak.current, "day"), summary.streak.longest);
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
