//! What a placement may ask: per lesson up to three questions, the ones to ask first in front. Questions that were not met before come
//! first, so that who tries again is asked others; of these the ones that are hard to guess and test a decision rather than a word.

use std::cmp::Ordering;

use super::PER_LESSON;
use super::guess::{DECISIVE, chance};
use crate::id::{LessonId, QuestionId};
use crate::quiz::key::hash_of;
use crate::quiz::{Kind, Question};

/// A test before anything is asked.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Plan {
    /// The lessons in the order of the chapter.
    pub lessons: Vec<Candidate>,
}

/// A lesson that can be placed.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The lesson.
    pub lesson: LessonId,
    /// Lessons it builds on.
    pub needs: Vec<LessonId>,
    /// Its questions in the order in which they are asked; never empty.
    pub items: Vec<Item>,
}

/// A question that may be asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// The question.
    pub question: QuestionId,
    /// How likely a blind guess is right.
    pub chance: f64,
}

/// When a question was last asked, in milliseconds UTC; nothing where never.
pub type Past = Option<i64>;

impl Plan {
    /// Chooses the questions of each lesson. Lessons that their questions cannot prove are left out.
    pub fn new<'a>(
        lessons: impl IntoIterator<Item = (&'a LessonId, &'a [LessonId])>,
        questions: &[&Question],
        past: impl Fn(&QuestionId) -> Past,
        seed: u64,
    ) -> Self {
        let candidate = |(lesson, needs): (&LessonId, &[LessonId])| {
            let mut of_lesson: Vec<&&Question> =
                questions.iter().filter(|question| question.id.lesson() == *lesson).collect();
            of_lesson.sort_by(|a, b| sooner(a, b, &past, seed));
            of_lesson.truncate(PER_LESSON);
            Candidate::new(lesson, needs, of_lesson.into_iter().copied())
        };
        Self { lessons: lessons.into_iter().filter_map(candidate).collect() }
    }

    /// Makes the plan of a test that was begun: its questions as they were written down then, of which the course may have lost some.
    pub fn of_questions<'a>(
        asked: &[QuestionId],
        question: impl Fn(&QuestionId) -> Option<&'a Question>,
        needs: impl Fn(&LessonId) -> &'a [LessonId],
    ) -> Self {
        let mut order: Vec<LessonId> = Vec::new();
        for lesson in asked.iter().map(QuestionId::lesson) {
            if !order.contains(&lesson) {
                order.push(lesson);
            }
        }
        let candidate = |lesson: &LessonId| {
            let of_lesson = asked.iter().filter(|id| id.lesson() == *lesson).filter_map(&question);
            Candidate::new(lesson, needs(lesson), of_lesson)
        };
        Self { lessons: order.iter().filter_map(candidate).collect() }
    }

    /// Returns every question that may be asked, lesson by lesson.
    pub fn questions(&self) -> impl Iterator<Item = &QuestionId> {
        self.lessons.iter().flat_map(|lesson| &lesson.items).map(|item| &item.question)
    }
}

impl Candidate {
    fn new<'a>(lesson: &LessonId, needs: &[LessonId], questions: impl Iterator<Item = &'a Question>) -> Option<Self> {
        let item = |question: &Question| Item { question: question.id.clone(), chance: chance(&question.kind) };
        let items: Vec<Item> = questions.map(item).collect();
        // One question that is easily guessed proves nothing, so it is not asked.
        let provable = items.len() > 1 || items.iter().any(|item| item.chance <= DECISIVE);
        provable.then(|| Self { lesson: lesson.clone(), needs: needs.to_vec(), items })
    }
}

/// Says which of two questions of a lesson is asked sooner.
fn sooner(a: &Question, b: &Question, past: &impl Fn(&QuestionId) -> Past, seed: u64) -> Ordering {
    let chance_of = |question: &Question| hash_of(question.id.as_str()) ^ seed;
    (past(&a.id).cmp(&past(&b.id)))
        .then_with(|| rank(&a.kind).cmp(&rank(&b.kind)))
        // Of what is easily guessed the least so.
        .then_with(|| if rank(&a.kind) == 2 { chance(&a.kind).total_cmp(&chance(&b.kind)) } else { Ordering::Equal })
        .then_with(|| {
            fastrand::Rng::with_seed(chance_of(a)).u64(..).cmp(&fastrand::Rng::with_seed(chance_of(b)).u64(..))
        })
        .then_with(|| a.id.cmp(&b.id))
}

/// Decisions that are hard to guess, then a word to type, then what is easily guessed.
fn rank(kind: &Kind) -> u8 {
    match kind {
        Kind::Fill(_) => 1,
        kind if chance(kind) <= DECISIVE => 0,
        _ => 2,
    }
}
