//! Screens as text: home, a page, the progress, the end of a sitting.

use std::fmt::Write as _;

use crate::app::screens::check::{CheckState, Phase, Row as CheckRow};
use crate::app::screens::home::{Row, rows};
use crate::app::screens::lesson::{Jump, LessonState, beside, has_questions};
use crate::app::screens::progress::words::{in_numbers, percent, practice};
use crate::app::screens::progress::{ProgressState, summarise};
use crate::app::screens::quiz::{Half, QuizState, headline};
use crate::app::screens::review::{ReviewState, Row as ReviewRow, due, rows as review_rows, standing};
use crate::app::{App, participant, track};
use crate::cli::columns::{self, WIDTH, write_hanging};
use crate::cli::ending;
use crate::cli::tracks::how_far;
use crate::course::front::tour_id;
use crate::lint::level_name;
use crate::review::Known;
use crate::sanitize::sanitize;
use crate::team::standing::PAGES;
use crate::ui::plain;
use crate::ui::screens::quiz::beginning;

/// The commands.
pub const HELP: &str = "\
Everywhere: help, again (say it once more), back, home, read NAME (or
NAME#SECTION), quiz NAME, exam CHAPTER, place CHAPTER (a test, to skip what you
know), track NAME, find WORDS, glossary WORD, bookmarks, flag TEXT (says what is
wrong with a page or a question), quit.
Home: a number, continue, track, review, quiz, exam, progress, check. An empty
line takes 1.
Session: an empty line takes the next item, a number another; done NUMBER, skip
NUMBER, export NAME (writes your result).
Lesson: an empty line or next, previous, questions, bookmark, why (what each
line of its Dockerfiles is there for).
Question: the numbers of your answer, sure or unsure (before you answer), skip,
hint, undo, explain (opens the lesson). Where you fill in text, put a colon
before a command, as in :skip.
End of a quiz: an empty line goes on, a number opens what explains a question
that was missed; after a review more asks on.
";

/// What stands before the tour: its keys are those of the full screen.
const HERE: &str = "\
You read this tutor as lines of text. Type a word or a number and press Enter:
an empty line goes on, help lists the words, home lists everything, quit leaves.
Answers and your place are written to a file on this machine, and nothing leaves
it. The page below tells the keys of the full screen; none of them is needed
here, and an empty line goes on to the first chapter.

";

/// Home as text.
pub fn home(app: &App) -> String {
    let mut text = format!("{}\n\n", app.course.title);
    for (number, row) in rows(app).iter().enumerate() {
        let line = match row {
            Row::Session => match &app.session {
                Some(session) => format!("Session: {}", session.agenda.title),
                None => continue,
            },
            Row::Continue { id, begun: true } => format!("Continue: {}", app.title(id)),
            Row::Continue { id, .. } => format!("Begin: {}", app.title(id)),
            Row::Track(id) => {
                let Some(track) = app.course.track(id.as_str()) else { continue };
                let standing = track::standing(app, track);
                let title = standing.next.as_ref().map(|id| app.title(id)).filter(|_| !standing.is_new());
                let next = title.map(|title| format!("; next: {title}")).unwrap_or_default();
                format!("Track {}: {}{next}", track.title, how_far(&standing))
            }
            Row::Resume(Half::Exam(0)) => "Resume the exam you left, all answered: hand it in".to_owned(),
            Row::Resume(Half::Exam(left)) => format!("Resume the exam you left, {left} to go"),
            Row::Resume(Half::Quiz(left)) => format!("Resume the quiz you left, {left} to go"),
            Row::Resume(Half::Placement(id)) => {
                let chapter = app.course.chapter(id.as_str()).map_or(id.as_str(), |chapter| &chapter.title);
                format!("Resume the test of \"{chapter}\"")
            }
            Row::Review => format!("Review: {}", crate::ui::screens::home::review_text(app)),
            Row::Quiz => "Quiz: ten questions".to_owned(),
            Row::Progress => "Progress".to_owned(),
            Row::Check => "Check the Dockerfiles of this folder".to_owned(),
            Row::Chapter(id) => {
                let Some(chapter) = app.course.chapter(id.as_str()) else { continue };
                let read = app.record.count_finished(chapter.written());
                let state = columns::state(
                    read,
                    app.record.count_placed(chapter.written()),
                    chapter.written().count(),
                    chapter.planned_count(),
                );
                format!("Chapter {}: {state}", chapter.title)
            }
        };
        write_hanging(&format!("{:>2}. ", number + 1), &line, &mut text);
    }
    text.push_str("\nType a number, read NAME, help, or quit. An empty line takes 1.");
    text
}

/// A page as text.
pub fn lesson(app: &App, page: &LessonState) -> String {
    if let Some(error) = &page.error {
        return format!("This page cannot be shown: {error}");
    }
    let Some(lesson) = &page.lesson else { return String::new() };
    let mut text = if page.id == tour_id() { HERE.to_owned() } else { String::new() };
    if !lesson.begins_with_title() {
        let _ = write!(text, "# {}\n\n", app.title(&page.id));
    }
    // Where the full screen would jump to a section, this twin begins there.
    let from = match &page.jump {
        Some(Jump::Anchor(anchor)) => lesson.sections().find(|section| section.anchor == anchor.as_str()),
        _ => None,
    };
    let from = from.map_or(0, |section| section.block);
    if from > 0 {
        text.push_str("From one section on; again says the page from its beginning.\n\n");
    }
    plain::write(&lesson.blocks[from..], WIDTH, &mut text);
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
        None if participant::is_on_agenda(app) && participant::can_mark_page(app) && page.id.chapter_str() == PAGES => {
            "done marks it as done; an empty line goes back to the agenda."
        }
        None if participant::is_on_agenda(app) => "An empty line goes back to the agenda.",
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
pub fn progress(app: &App, state: &ProgressState) -> String {
    let summary = summarise(app);
    let mut text = "Progress\n\n".to_owned();
    for line in in_numbers(&summary, &state.outlook) {
        let _ = writeln!(text, "{line}");
    }
    text.push('\n');
    for (at, (gauge, chapter)) in summary.chapters.iter().zip(&app.course.chapters).enumerate() {
        let how_far = columns::state(gauge.finished, gauge.placed, gauge.written, chapter.planned_count());
        let known = state.outlook.chapters.get(at).map(known).unwrap_or_default();
        let _ = writeln!(text, "{}: {how_far}{known}", chapter.title);
    }
    for track in &app.course.tracks {
        let _ = writeln!(text, "Track {}: {}", track.title, how_far(&track::standing(app, track)));
    }
    if !state.outlook.practices.is_empty() {
        text.push_str("\nWorth another look; a number opens what explains it:\n");
    }
    for (number, weak) in state.outlook.practices.iter().enumerate() {
        let line = format!("{} ({}): {}", app.title(&weak.lesson), weak.lesson, practice(weak));
        write_hanging(&format!("{:>2}. ", number + 1), &line, &mut text);
    }
    text.push_str("\nAn empty line goes back.");
    text
}

/// Returns how well a chapter is known, as the end of its line.
pub fn known(known: &Known) -> String {
    let mastery = known.mastery.map(|share| format!("; mastery {}, {} answered", percent(share), known.answered));
    mastery.unwrap_or_default()
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
    let mut text = format!("{}\n", headline(&result));
    for tally in &result.lessons {
        let _ = writeln!(text, "- {}: {} of {}", app.title(&tally.lesson), tally.right, tally.asked);
    }
    if !result.missed.is_empty() {
        text.push_str("Missed at the first try; a number opens the section that explains it:\n");
    }
    for (number, missed) in result.missed.iter().enumerate() {
        let question = quiz.questions.get(missed);
        let section = question.and_then(|q| q.section.clone()).map(|section| format!("#{section}")).unwrap_or_default();
        let words = question.map_or_else(|| missed.to_string(), |question| beginning(&question.prompt, 60, "..."));
        write_hanging(&format!("{:>2}. ", number + 1), &format!("{words} ({}{section})", missed.lesson()), &mut text);
    }
    if let Some(end) = &quiz.notes.end {
        write_hanging("", end, &mut text);
    }
    let more = if quiz.notes.left > 0 { "; more asks some of what is still due" } else { "" };
    let _ = write!(text, "\nAn empty line goes on{more}.");
    text
}

/// The end of a short sitting.
pub fn end_in_a_line(quiz: &QuizState) -> String {
    let Some(result) = quiz.sitting.as_ref().map(crate::quiz::Sitting::summary) else { return String::new() };
    let end = quiz.notes.end.as_deref().map(|end| format!(" {end}")).unwrap_or_default();
    format!("{}{end}", headline(&result))
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
                let leech = due.and_then(|due| due.leeches.iter().find(|(question, _)| question.id == *id));
                let words =
                    leech.map_or_else(|| id.to_string(), |(question, _)| beginning(&question.prompt, 60, "..."));
                let days = leech.map_or(0, |(_, days)| *days);
                format!("Read about: {words} ({}, missed on {days} days)", app.title(&id.lesson()))
            }
        };
        write_hanging(&format!("{:>2}. ", number + 1), &line, &mut text);
    }
    text.push_str("\nType a number. An empty line goes back.");
    text
}
