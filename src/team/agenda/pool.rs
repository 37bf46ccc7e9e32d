//! Which questions a quiz of an agenda asks: drawn by a seed that the agenda and the item give, so that everybody in the room, and the facilitator, is
//! asked the same. Must not know how a question looks.

use crate::hash::fnv1a;
use crate::id::{LessonId, QuestionId};

/// The questions of one lesson.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pool {
    /// The lesson.
    pub lesson: LessonId,
    /// Its questions, with whether a show of hands can answer it: it has options.
    pub questions: Vec<(QuestionId, bool)>,
}

/// Returns the seed of an item's draw.
pub fn seed(agenda: &str, item: &str) -> u64 {
    fnv1a(format!("{agenda}\n{item}").as_bytes())
}

/// Draws `count` questions (all where there are fewer): one of each lesson, then a second of each, and so on. Of each lesson, questions that a show of hands
/// can answer come first. They stand in the order of the lessons.
pub fn draw(pools: &[Pool], count: usize, seed: u64) -> Vec<QuestionId> {
    let mut rng = fastrand::Rng::with_seed(seed);
    let mut shuffled: Vec<Vec<&(QuestionId, bool)>> = Vec::with_capacity(pools.len());
    for pool in pools {
        let mut questions: Vec<_> = pool.questions.iter().collect();
        rng.shuffle(&mut questions);
        questions.sort_by_key(|(_, hands)| !hands);
        shuffled.push(questions);
    }
    let deepest = shuffled.iter().map(Vec::len).max().unwrap_or(0);
    let mut drawn: Vec<(usize, &QuestionId)> = Vec::new();
    for round in 0..deepest {
        let of_round = shuffled.iter().enumerate().filter_map(|(at, questions)| Some((at, &questions.get(round)?.0)));
        drawn.extend(of_round.filter(|(_, id)| drawn.iter().all(|(_, other)| other != id)).collect::<Vec<_>>());
    }
    drawn.truncate(count);
    drawn.sort_by_key(|(at, _)| *at);
    drawn.into_iter().map(|(_, id)| id.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pools(shape: &[(usize, usize)]) -> Vec<Pool> {
        let pool = |(at, (hands, other)): (usize, &(usize, usize))| {
            let lesson: LessonId = format!("works/l{at}").parse().unwrap();
            let question = |n: usize| (QuestionId::new(&lesson, &format!("q{n}")).unwrap(), n < *hands);
            Pool { questions: (0..hands + other).map(question).collect(), lesson }
        };
        shape.iter().enumerate().map(pool).collect()
    }

    #[test]
    fn the_same_seed_asks_the_same_and_another_something_else() {
        let pools = pools(&[(6, 2), (6, 2)]);
        assert_eq!(draw(&pools, 4, seed("a", "b")), draw(&pools, 4, seed("a", "b")));
        let different = (0..20).filter(|n| draw(&pools, 4, *n) != draw(&pools, 4, 99)).count();
        assert!(different > 15);
    }

    #[test]
    fn lessons_take_turns_and_hands_come_first() {
        let pools = pools(&[(1, 5), (3, 0), (0, 2)]);
        for seed in 0..50 {
            let drawn = draw(&pools, 4, seed);
            let lessons: Vec<_> = drawn.iter().map(QuestionId::lesson_str).collect();
            assert_eq!(lessons.len(), 4);
            assert!(lessons.is_sorted() && ["works/l0", "works/l1", "works/l2"].iter().all(|id| lessons.contains(id)));
            assert!(drawn.iter().any(|id| id.as_str() == "works/l0#q0"), "{drawn:?}");
        }
        assert_eq!(draw(&pools, 99, 1).len(), 11);
        assert_eq!(draw(&[], 3, 1), []);
    }
}
