//! Screens as text: home, a page, the progress, the end of a sitting.

use std::fmt::Write as _;

use crate::app::screens::check::{CheckState, Phase, Row as CheckRow};
use crate::app::screens::home::{Row, rows};
use crate::app::screens::lesson::{LessonState, beside, has_questions};
use crate::app::screens::progress::summarise;
use crate::app::screens::quiz::QuizState;
use crate::app::screens::review::{ReviewState, Row as ReviewRow, due, rows as review_rows, standing};
use crate::app::{App, track};
use crate::cli::columns::{self, WIDTH, count, write_hanging};
use crate::cli::ending;
use crate::cli::tracks::how_far;
use crate::lint::level_name;
use crate::sanitize::sanitize;
use crate::ui::plain;

/// The commands.
pub const HELP: &str = "\
Everywhere: help, again (say it once more), back, home, read NAME, quiz NAME,
exam CHAPTER, track NAME, bookmarks, quit.
Home: a number, continue, track, review, quiz, exam, progress, check. An empty
line takes 1.
Lesson: an empty line or next, previous, questions, bookmark, why (what each
line of its Dockerfiles is there for).
Question: the numbers of your answer, sure or unsure (before you answer), skip,
hint, undo, explain (opens the lesson). Where you fill in text, put a colon
before a command, as in :skip.
";

/// Home as text.
pub fn home(app: &App) -> String {
    let mut text = format!("{}\n\n", app.course.title);
    for (number, row) in rows(app).iter().enumerate() {
        let line = match row {
            Row::Continue { id, begun: true } => format!("Continue: {}", app.title(id)),
            Row::Continue { id, .. } => format!("Begin: {}", app.title(id)),
            Row::Track(id) => {
                let Some(track) = app.course.track(id.as_str()) else { continue };
                let standing = track::standing(app, track);
                let title = standing.next.as_ref().map(|id| app.title(id)).filter(|_| standing.read > 0);
                let next = title.map(|title| format!("; next: {title}")).unwrap_or_default();
                format!("Track {}: {}{next}", track.title, how_far(&standing))
            }
            Row::Resume(0) => format!("Resume the {} you left, all answered: hand it in", half_is(app)),
            Row::Resume(left) => format!("Resume the {} you left, {left} to go", half_is(app)),
            Row::Review => format!("Review: {}", crate::ui::screens::home::review_text(app)),
            Row::Quiz => "Quiz: ten questions".to_owned(),
            Row::Progress => "Progress".to_owned(),
            Row::Check => "Check the Dockerfiles of this folder".to_owned(),
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

/// Returns what half a sitting is.
fn half_is(app: &App) -> &'static str {
    if crate::app::screens::quiz::half_is_exam(app) { "exam" } else { "quiz" }
}

/// A page as text.
pub fn lesson(app: &App, page: &LessonState) -> String {
    if let Some(error) = &page.error {
        return format!("This page cannot be shown: {error}");
    }
    let Some(lesson) = &page.lesson else { return String::new() };
    let mut text = if lesson.begins_with_title() { String::new() } else { format!("# {}\n\n", app.title(&page.id)) };
    plain::write(&lesson.blocks, WIDTH, &mut text);
    let ending = ending::blocks(lesson, &page.id, &app.course, |id| app.title(id).to_owned());
    if !ending.is_empty() {
        text.push('\n');
        plain::write(&ending, WIDTH, &mut text);
    }
    let questions = if has_questions(app, &page.id) { " Type questions to be asked about it." } else { "" };
    let place = page.track.as_ref().and_then(|id| {
        let (at, of) = track::place(app, id, &page.id)?;
        Some(format!(" Lesson {at} of {of} in the track \"{}\".", app.course.track(id.as_str())?.title))
    });
    let next = match beside(app, page, true) {
        Some(_) if page.track.is_some() => "An empty line goes to the next lesson of the track.",
        Some(_) => "An empty line goes to the next page.",
        None => "It is the last one.",
    };
    write_hanging("\n", &format!("End of the page.{}{questions} {next}", place.unwrap_or_default()), &mut text);
    text.truncate(text.trim_end().len());
    text
}

/// The bookmarks as text, the last one first.
pub fn bookmarks(app: &App) -> String {
    let mut pages: Vec<_> = app.record.bookmarks().into_iter().map(|mark| mark.lesson).collect();
    // Several places of a page are one here: a page is read from its beginning.
    let mut seen = std::collections::HashSet::new();
    pages.retain(|id| seen.insert(id.clone()));
    if pages.is_empty() {
        return "No bookmarks yet; bookmark sets one in a lesson.\n".to_owned();
    }
    let mut text = String::from("Bookmarks; read NAME opens one:\n");
    pages.iter().for_each(|id| write_hanging("- ", &format!("{} ({id})", app.title(id)), &mut text));
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
    for track in &app.course.tracks {
        let _ = writeln!(text, "Track {}: {}", track.title, how_far(&track::standing(app, track)));
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

/// Returns which rows of the check a number opens: those that lead to a lesson.
pub fn check_rows(state: &CheckState) -> Vec<usize> {
    let rows = state.rows();
    (0..rows.len()).filter(|at| !matches!(rows[*at], CheckRow::Chapter(_))).collect()
}

/// The check as text; `seaworthy check` has the guilty lines and the whole plan.
pub fn check(state: &CheckState) -> String {
    let checked = match &state.phase {
        Phase::Looking => return "Looking at the Dockerfiles of this folder.".to_owned(),
        Phase::Refused(why) => return format!("{why}\n\nAn empty line goes back."),
        Phase::Done(checked) => checked,
    };
    let mut text = "Check\n\n".to_owned();
    for trouble in &checked.survey.troubles {
        let _ = writeln!(text, "{}", trouble.message);
    }
    if checked.survey.files.is_empty() {
        text.push_str("There is no Dockerfile in this folder, nor below it.\n");
    }
    let rows = state.rows();
    for (number, at) in check_rows(state).into_iter().enumerate() {
        let line = match rows[at] {
            CheckRow::Finding(file, one) => checked.finding(file, one).map(|(file, finding)| {
                let place = file.region(finding.span);
                let level = level_name(finding.level);
                format!("{}:{}:{} {level}: {}", file.path, place.line, place.column, finding.message)
            }),
            CheckRow::Next => checked.plan.next().map(|next| format!("Next step: {}", next.practice.title)),
            CheckRow::Step(part, step) => checked.step(part, step).map(|step| step.practice.title.to_owned()),
            CheckRow::Chapter(_) => None,
        };
        let _ = writeln!(text, "{:>2}. {}", number + 1, sanitize(&line.unwrap_or_default()));
    }
    text.push_str("\nA number opens the lesson. An empty line goes back.");
    text
}

/// The end of a sitting as text.
pub fn summary(app: &App, quiz: &QuizState) -> String {
    let Some(result) = quiz.sitting.as_ref().map(crate::quiz::Sitting::summary) else { return String::new() };
    let mut text = format!("{} of {} right at the first try", result.right_first, result.answered);
    if result.right_first < result.answered {
        let _ = write!(text, ", {} more at the second", result.right_second);
    }
    text.push_str(".\n");
    for tally in &result.lessons {
        let _ = writeln!(text, "- {}: {} of {}", app.title(&tally.lesson), tally.right, tally.asked);
    }
    for missed in &result.missed {
        let section =
            quiz.questions.get(missed).and_then(|q| q.section.clone()).map(|s| format!("#{s}")).unwrap_or_default();
        let _ = writeln!(text, "Missed: {missed}; explained in {}{section}", missed.lesson());
    }
    if let Some(end) = &quiz.notes.end {
        let _ = writeln!(text, "{end}");
    }
    text.push_str("\nAn empty line goes on.");
    text
}

/// The end of a short sitting.
pub fn end_in_a_line(quiz: &QuizState) -> String {
    let Some(result) = quiz.sitting.as_ref().map(crate::quiz::Sitting::summary) else { return String::new() };
    let end = quiz.notes.end.as_deref().map(|end| format!(" {end}")).unwrap_or_default();
    format!("{} of {} right at the first try.{end}", result.right_first, result.answered)
}

/// Review as text, when nothing is asked.
pub fn review(app: &App, state: &ReviewState) -> String {
    let mut text = String::new();
    for sentence in standing(app, state) {
        write_hanging("", &sentence, &mut text);
    }
    text.push('\n');
    let due = due(app, state);
    for (number, row) in review_rows(app, state).iter().enumerate() {
        let line = match row {
            ReviewRow::More(count) => format!("Ask {count} more now"),
            ReviewRow::Leave => "Back".to_owned(),
            ReviewRow::Leech(id) => {
                let days = due.and_then(|due| due.leeches.iter().find(|(question, _)| question.id == *id));
                format!("Read about {id}, missed on {} days", days.map_or(0, |(_, days)| *days))
            }
        };
        let _ = writeln!(text, "{:>2}. {line}", number + 1);
    }
    text.push_str("\nType a number. An empty line goes back.");
    text
}
