//! `quiz = …`: lessons and chapters to draw from, and questions that are asked in any case. What is drawn depends on the ids of agenda and item alone.

use super::fields::{Fields, Found, shortened};
use super::item::{Around, known_lesson};
use super::{MOST_ITEMS, former, pool};
use crate::content::Library;
use crate::diagnostic::{Span, nearest};
use crate::id::{LessonId, QuestionId};
use crate::team::ItemKind;
use crate::team::agenda::{Pool, fit, pool as draws};

/// Most questions of an item.
const MOST: i64 = 50;
/// Questions where nobody says how many: at least the first, one for each lesson, at most the second.
const FEWEST: usize = 3;
const USUAL: usize = 10;

/// Reads a quiz: its questions, its title, its minutes.
pub(super) fn read(
    fields: &Fields<'_, '_>,
    id: &str,
    around: &Around<'_>,
    found: &mut Found<'_>,
) -> Option<(ItemKind, String, u16)> {
    let count = fields.within("count", 1..=MOST, "how many questions are drawn, 1 to 50", found);
    let (mut asked, mut pools): (Vec<QuestionId>, Vec<Pool>) = Default::default();
    let names = fields.texts("quiz", found);
    let mut sound = !names.is_empty();
    for (name, at) in &names {
        match name.split_once('#') {
            Some((lesson, _)) => match question(name, lesson, *at, around.library, found) {
                Some(question) if !asked.contains(&question) => asked.push(question),
                Some(_) => {
                    found.error(
                        "twice",
                        *at,
                        format!("`{}` stands here twice", shortened(name)),
                        "remove one of the two",
                    );
                }
                None => sound = false,
            },
            None => match lessons(name, *at, around.library, found) {
                Some(lessons) => pools.extend(lessons.iter().map(|lesson| pool(around.library, lesson))),
                None => sound = false,
            },
        }
    }
    if !sound || asked.len() + pools.len() > MOST_ITEMS * 2 {
        return None;
    }
    if count.is_some() && pools.is_empty() {
        let help = "remove it, or name a lesson to draw from";
        found.error("field-unknown", fields.key_place("count"), "`count` has nothing to draw from", help);
    }
    pools.iter_mut().for_each(|pool| pool.questions.retain(|(id, _)| !asked.contains(id)));
    let title = title(&names, &pools, around.library);
    let usual = pools.len().clamp(FEWEST, USUAL);
    let wanted = count.map_or(usual, |count| count as usize);
    let drawn = draws::draw(&pools, wanted, draws::seed(around.agenda, id));
    if drawn.len() < wanted && count.is_some() {
        let message = format!("`count` asks for {wanted} questions, and there are {}", drawn.len());
        found.warning(
            "questions-few",
            fields.place("count"),
            message,
            "all of them are asked; add a lesson, or lower it",
        );
    }
    asked.extend(drawn);
    if asked.is_empty() {
        let help = "take a lesson that has questions";
        found.error("questions-none", fields.place("quiz"), "there is no question to ask", help);
        return None;
    }
    let each = if around.alone { 1 } else { fit::QUESTION };
    let minutes = each.saturating_mul(asked.len() as u16);
    Some((ItemKind::Quiz(asked), title, minutes))
}

/// Returns the lessons that a name stands for: one, or those of a chapter.
fn lessons(name: &str, at: Span, library: &Library, found: &mut Found<'_>) -> Option<Vec<LessonId>> {
    if let Some(chapter) = library.course().chapter(name) {
        return Some(chapter.written().cloned().collect());
    }
    let chapters = library.course().chapters.iter().map(|chapter| chapter.id.as_str());
    if let Some(near) = nearest(name, chapters).filter(|_| !name.contains('/')) {
        let message = format!("there is no chapter or lesson `{}`", shortened(name));
        found.error("lesson-unknown", at, message, format!("did you mean `{near}`?"));
        return None;
    }
    known_lesson(name, at, library, found).map(|lesson| vec![lesson])
}

fn question(name: &str, lesson: &str, at: Span, library: &Library, found: &mut Found<'_>) -> Option<QuestionId> {
    if let Some(now) = name.parse().ok().and_then(|id| former::question(library, &id)) {
        former::warn(name, now.as_str(), at, found);
        return Some(now);
    }
    let lesson = known_lesson(lesson, at, library, found)?;
    let pool = pool(library, &lesson);
    let slug = name.rsplit('#').next().unwrap_or_default();
    // Its lesson may have had another name.
    let known = pool.questions.iter().find(|(id, _)| id.slug() == slug);
    if known.is_none() {
        let help = match nearest(slug, pool.questions.iter().map(|(id, _)| id.slug())) {
            Some(near) => format!("did you mean `{lesson}#{near}`?"),
            None => format!("name the lesson alone, `{lesson}`, and questions are drawn"),
        };
        found.error("question-unknown", at, format!("there is no question `{}`", shortened(name)), help);
    }
    known.map(|(id, _)| id.clone())
}

fn title(names: &[(String, Span)], pools: &[Pool], library: &Library) -> String {
    match names {
        [(name, _)] => match (library.course().chapter(name), pools) {
            (Some(chapter), _) => format!("Questions: {}", chapter.title),
            (None, [pool]) => format!("Questions: {}", library.title(&pool.lesson)),
            _ => "Questions".to_owned(),
        },
        _ => "Questions".to_owned(),
    }
}
