//! Quizzes beside their lessons: every lesson has enough questions, every quiz has a lesson, every question names the section that
//! answers it. One file by itself is judged by its reader.

use super::findings::Findings;
use super::links::{anchor_help, nearest_id};
use super::site::{Known, PageKind, Quiz, Site, SourceFile};
use crate::content::library::quiz_path;
use crate::course::Inlines;
use crate::quiz::{Kind, Question};

/// Fewest questions of a lesson.
const FEWEST: usize = 3;

/// Judges every quiz and every lesson's number of questions.
pub(super) fn check(site: &Site<'_>, found: &mut Findings) {
    for (page, file) in site.own_pages().filter(|(page, _)| page.kind == PageKind::Lesson) {
        if site.quiz(&page.id).is_none() {
            let message = format!("this lesson has no questions: there is no {}", quiz_path(&page.id));
            found.add("questions-few", file, file.whole(), message, format!("write at least {FEWEST}"));
        }
    }
    for (quiz, file) in site.own_quizzes() {
        found.take(quiz.quiz.diagnostics.clone());
        orphan(site, quiz, file, found);
        number(site, quiz, file, found);
    }
    site.quizzes.iter().for_each(|quiz| sections(site, quiz, found));
}

fn orphan(site: &Site<'_>, quiz: &Quiz, file: &SourceFile, found: &mut Findings) {
    let message = match site.known(&quiz.id) {
        Known::Written(_) | Known::Missing => return,
        Known::Planned => format!("the lesson `{}` is only planned", quiz.id),
        Known::No => format!("there is no lesson `{}`", quiz.id),
    };
    let without = site.lesson_ids().filter(|id| site.quiz(id).is_none());
    let help = match nearest_id(&quiz.id, without) {
        Some(near) => format!("the lesson `{near}` has no quiz: rename the file"),
        None => format!("write lessons/{}.md, or remove the file", quiz.id),
    };
    found.add("quiz-without-lesson", file, file.whole(), message, help);
}

/// A question that cannot be asked is reported by the reader and counts here.
fn number(site: &Site<'_>, quiz: &Quiz, file: &SourceFile, found: &mut Findings) {
    let headers = file.text.lines().filter(|line| line.trim_end() == "[[question]]").count();
    let count = headers.max(quiz.quiz.questions.len());
    let is_front = site.page(&quiz.id).is_some_and(|page| page.kind != PageKind::Lesson);
    if count < FEWEST && !is_front {
        let message = format!("this quiz has {count} of at least {FEWEST} questions");
        found.add("questions-few", file, file.whole(), message, "ask for another decision of the lesson");
    }
}

/// A section is named by every question and is one of the lesson's. Where a pack replaces the lesson alone, the questions below it
/// cannot be mended there: the lesson is to blame.
fn sections(site: &Site<'_>, quiz: &Quiz, found: &mut Findings) {
    let (Some(page), file) = (site.page(&quiz.id), &site.files[quiz.file]) else { return };
    for (question, spans) in quiz.quiz.questions.iter().zip(&quiz.quiz.spans) {
        let Some(section) = &question.section else {
            let help = "add `section = \"…\"`: the anchor of the section that answers it";
            let message = format!("question `{}` names no section", question.id.slug());
            found.add("section-missing", file, spans.header, message, help);
            continue;
        };
        if page.lesson.sections().any(|known| known.anchor == section) {
            continue;
        }
        if file.own {
            let (span, message) = (spans.section, format!("the lesson has no section `{section}`"));
            found.add("section-dead", file, span.unwrap_or(spans.header), message, anchor_help(page, section));
        } else {
            let file = &site.files[page.file];
            let message = format!("question `{}` below this pack names the section `{section}`", question.id);
            found.add("section-dead", file, file.whole(), message, "keep the heading, or bring questions of your own");
        }
    }
}

/// Returns the running texts of a question's parts.
pub(super) fn inlines(question: &Question) -> Vec<&Inlines> {
    match &question.kind {
        Kind::Choice(choice) => choice.options.iter().flat_map(|option| [&option.text, &option.why]).collect(),
        Kind::Multi(multi) => multi.options.iter().flat_map(|option| [&option.text, &option.why]).collect(),
        Kind::Fill(fill) => {
            let whys = |blank| -> Vec<&Inlines> {
                let blank: &crate::quiz::Blank = blank;
                std::iter::once(&blank.why).chain(blank.slips.iter().map(|slip| &slip.why)).collect()
            };
            fill.blanks.iter().flat_map(whys).collect()
        }
        Kind::Order(order) => {
            let texts = order.items.iter().filter(|item| !item.code).map(|item| &item.text);
            texts.chain(order.items.iter().map(|item| &item.why)).collect()
        }
        Kind::Spot(spot) => spot.lines.iter().map(|line| &line.why).collect(),
        Kind::Match(pairs) => {
            let decoys = pairs.decoys.iter().flat_map(|decoy| [&decoy.right, &decoy.why]);
            pairs.pairs.iter().flat_map(|pair| [&pair.left, &pair.right, &pair.why]).chain(decoys).collect()
        }
    }
}
