//! Old ids: an alias belongs to one lesson or question, and to none that is there under that name.

use std::collections::HashMap;

use super::findings::Findings;
use super::site::{Known, Page, Quiz, Site, SourceFile};
use crate::diagnostic::Span;
use crate::id::{LessonId, QuestionId};

/// Judges the aliases of lessons and questions.
pub(super) fn check(site: &Site<'_>, found: &mut Findings) {
    lessons(site, found);
    questions(site, found);
}

const HELP: &str = "keep an old id with the one that it belonged to; progress follows it";

fn lessons(site: &Site<'_>, found: &mut Findings) {
    let mut taken: HashMap<LessonId, &LessonId> = HashMap::new();
    let mut pages: Vec<&Page> = site.pages.iter().collect();
    // What lies below a pack was there first.
    pages.sort_by_key(|page| site.files[page.file].own);
    for page in pages {
        let file = &site.files[page.file];
        for (text, span) in &page.front.aliases {
            let Ok(alias) = text.parse::<LessonId>() else { continue };
            if !matches!(site.known(&alias), Known::No) {
                let message = format!("the alias `{alias}` is the id of a lesson");
                found.add("alias-taken", file, *span, message, HELP);
            } else if let Some(other) = taken.get(&alias) {
                let message = format!("the alias `{alias}` is also one of `{other}`");
                found.add("alias-taken", file, *span, message, HELP);
            } else {
                taken.insert(alias, &page.id);
            }
        }
    }
}

/// Within one file its reader judges the same; here questions of different lessons are compared.
fn questions(site: &Site<'_>, found: &mut Findings) {
    let mut owners: HashMap<&QuestionId, &LessonId> = HashMap::new();
    for quiz in &site.quizzes {
        owners.extend(quiz.quiz.questions.iter().map(|question| (&question.id, &quiz.id)));
    }
    let mut quizzes: Vec<&Quiz> = site.quizzes.iter().collect();
    quizzes.sort_by_key(|quiz| site.files[quiz.file].own);
    for quiz in quizzes {
        let file = &site.files[quiz.file];
        for (question, spans) in quiz.quiz.questions.iter().zip(&quiz.quiz.spans) {
            for alias in &question.aliases {
                match owners.get(alias) {
                    Some(other) if **other != quiz.id => {
                        let message = format!("the alias `{alias}` is an id or alias of a question of `{other}`");
                        found.add("alias-taken", file, place(file, spans.header.start, alias), message, HELP);
                    }
                    _ => {
                        owners.insert(alias, &quiz.id);
                    }
                }
            }
        }
    }
}

/// Finds the alias below the question's header.
fn place(file: &SourceFile, from: usize, alias: &QuestionId) -> Span {
    let below = file.text.get(from..).unwrap_or_default();
    let written = [format!("\"{alias}\""), format!("\"{}\"", alias.slug())];
    let at = written.iter().find_map(|literal| below.find(literal.as_str()).map(|at| (from + at, literal.len())));
    at.map_or(Span::new(from, from), |(at, len)| Span::new(at, at + len))
}
