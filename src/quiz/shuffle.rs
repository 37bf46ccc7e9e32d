//! What a seed decides: the order in which a question's parts are shown, and which questions a quiz is made of.
//! The same seed gives the same order on every machine. Must not know sittings.

use std::collections::HashSet;

use super::key::hash_of;
use super::kinds::{Kind, Order};
use super::question::Question;
use crate::id::{LessonId, QuestionId};

/// Shuffles of an order question that are tried before one is made wrong by hand.
const TRIES: usize = 8;

/// The order in which the parts of a question are shown: options, items or (match) rights; blanks and lines stay.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shown {
    /// For each displayed position the index in file order; a permutation.
    pub order: Vec<u16>,
}

impl Shown {
    /// Returns the order for `question` in a sitting of `seed`; each question of the sitting is shuffled on its own.
    pub fn of(question: &Question, seed: u64) -> Self {
        let mut rng = fastrand::Rng::with_seed(seed ^ hash_of(question.id.as_str()));
        let mut order: Vec<u16> = (0..question.kind.len()).map(|part| part as u16).collect();
        match &question.kind {
            Kind::Choice(_) | Kind::Multi(_) | Kind::Match(_) => rng.shuffle(&mut order),
            Kind::Order(items) => shuffle_wrong(items, &mut order, &mut rng),
            Kind::Fill(_) | Kind::Spot(_) => {}
        }
        Self { order }
    }

    /// Returns the index in file order of what is shown at 0-based `position`.
    pub fn canonical(&self, position: usize) -> Option<u16> {
        self.order.get(position).copied()
    }

    /// Returns the 0-based position at which the part of file order `canonical` is shown.
    pub fn displayed(&self, canonical: u16) -> Option<usize> {
        self.order.iter().position(|part| *part == canonical)
    }
}

/// Shuffles items so that they do not start in a right order, wherever a wrong one exists.
fn shuffle_wrong(items: &Order, order: &mut [u16], rng: &mut fastrand::Rng) {
    for _ in 0..TRIES {
        rng.shuffle(order);
        if !items.is_right(order) {
            return;
        }
    }
    // Nearly every order is right: exchange two items of which one has to follow the other.
    let pair = items.items.iter().enumerate().find_map(|(at, item)| Some((at as u16, *item.after.first()?)));
    let place = |wanted: u16| order.iter().position(|item| *item == wanted);
    if let Some((later, earlier)) = pair
        && let (Some(one), Some(other)) = (place(later), place(earlier))
    {
        order.swap(one, other);
    }
}

/// Draws `count` questions of `pool` (all where it holds fewer), spread evenly over their lessons, in random order.
/// The numbers drawn from two lessons differ by more than one only where a lesson has no more to give.
pub fn draw(pool: &[QuestionId], count: usize, seed: u64) -> Vec<QuestionId> {
    let mut rng = fastrand::Rng::with_seed(seed);
    let mut seen = HashSet::new();
    let mut lessons: Vec<(LessonId, Vec<&QuestionId>)> = Vec::new();
    for id in pool.iter().filter(|id| seen.insert(*id)) {
        let lesson = id.lesson();
        match lessons.iter_mut().find(|(known, _)| *known == lesson) {
            Some((_, questions)) => questions.push(id),
            None => lessons.push((lesson, vec![id])),
        }
    }
    // Which lessons give one more than the others is left to chance, too.
    rng.shuffle(&mut lessons);
    lessons.iter_mut().for_each(|(_, questions)| rng.shuffle(questions));
    let deepest = lessons.iter().map(|(_, questions)| questions.len()).max().unwrap_or(0);
    let rounds = (0..deepest).flat_map(|round| lessons.iter().filter_map(move |(_, questions)| questions.get(round)));
    let mut drawn: Vec<QuestionId> = rounds.take(count).map(|id| (*id).clone()).collect();
    rng.shuffle(&mut drawn);
    drawn
}

#[cfg(test)]
mod tests;
