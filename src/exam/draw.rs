//! Which questions an exam asks: spread over chapters, lessons and kinds as the questions themselves are, those first that no exam has
//! asked, then those whose exam is longest ago. Knows of a question its id, its kind and when an exam last asked it.

use std::collections::{BTreeMap, BTreeSet};

use super::flow::Network;
use crate::id::QuestionId;
use crate::time::Timestamp;

/// A question that may be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The question.
    pub id: QuestionId,
    /// The word of its kind.
    pub kind: &'static str,
    /// When it was last answered in an exam.
    pub last: Option<Timestamp>,
}

/// What was drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// The questions in the order in which they are asked, none of them twice.
    pub questions: Vec<QuestionId>,
    /// How many were asked for, where there are fewer.
    pub wanted: Option<usize>,
}

/// Draws `count` of the candidates, or all where there are fewer. Of each chapter, each lesson and each kind come as many as its share of
/// the candidates says, rounded down or up: all three at once, which is always possible. Among the draws that fit, one with the fewest
/// questions that an exam has asked before is taken, then the one in which those were asked longest ago; the seed decides the rest. The
/// same candidates, in whatever order, and the same seed give the same draw.
pub fn draw(candidates: &[Candidate], count: usize, seed: u64) -> Drawn {
    let mut rng = fastrand::Rng::with_seed(seed);
    let by_id: BTreeMap<&QuestionId, &Candidate> = candidates.iter().map(|one| (&one.id, one)).collect();
    let pool: Vec<&Candidate> = by_id.into_values().collect();
    let wanted = (count > pool.len()).then_some(count);
    let count = count.min(pool.len());
    let prices = prices(&pool, &mut rng);
    let mut plan = Plan::new(pool.len(), count);
    let edges: Vec<usize> = pool.iter().zip(prices).map(|(one, price)| plan.add(one, &pool, price)).collect();
    plan.network.send(plan.from, plan.to, count as u32);
    let is_drawn = |edge: &usize| plan.network.flows(*edge) > 0;
    let drawn = pool.iter().zip(&edges).filter(|(_, edge)| is_drawn(edge));
    let mut questions: Vec<QuestionId> = drawn.map(|(one, _)| one.id.clone()).collect();
    rng.shuffle(&mut questions);
    Drawn { questions, wanted }
}

/// Returns what each candidate costs: nothing outweighs one that was asked before, no later exam outweighs an earlier one, and chance
/// decides among equals.
fn prices(pool: &[&Candidate], rng: &mut fastrand::Rng) -> Vec<i128> {
    const CHANCE: i128 = 1 << 20;
    let all = pool.len() as i128 + 1;
    let times: Vec<Timestamp> = pool.iter().filter_map(|one| one.last).collect::<BTreeSet<_>>().into_iter().collect();
    let price = |one: &&Candidate| {
        let chance = i128::from(rng.u32(..1 << 20));
        let Some(last) = one.last else { return chance };
        let rank = times.partition_point(|t| *t < last) as i128;
        chance + CHANCE * all * (all * all + rank)
    };
    pool.iter().map(price).collect()
}

/// More than all prices of a draw together: what must be drawn is worth it.
const MUST: i128 = 1 << 100;

/// The network of a draw: chapters, lessons, kinds; each question is an edge from its lesson to its kind.
struct Plan {
    network: Network,
    from: usize,
    to: usize,
    chapters: BTreeMap<String, usize>,
    lessons: BTreeMap<String, usize>,
    kinds: BTreeMap<&'static str, usize>,
    all: usize,
    count: usize,
}

impl Plan {
    fn new(all: usize, count: usize) -> Self {
        let mut network = Network::default();
        let (from, to) = (network.node(), network.node());
        let (chapters, lessons, kinds) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        Self { network, from, to, chapters, lessons, kinds, all, count }
    }

    /// Adds a candidate and returns its edge.
    fn add(&mut self, one: &Candidate, pool: &[&Candidate], price: i128) -> usize {
        let lesson = one.id.lesson_str();
        let chapter = lesson.split_once('/').map_or(lesson, |(chapter, _)| chapter);
        let in_chapter = |other: &&&Candidate| other.id.lesson().chapter_str() == chapter;
        let from = self.from;
        let chapter_node = match self.chapters.get(chapter) {
            Some(node) => *node,
            None => {
                let node = self.network.node();
                self.share(from, node, pool.iter().filter(in_chapter).count());
                self.chapters.insert(chapter.to_owned(), node);
                node
            }
        };
        let lesson_node = match self.lessons.get(lesson) {
            Some(node) => *node,
            None => {
                let node = self.network.node();
                self.share(chapter_node, node, pool.iter().filter(|other| other.id.lesson_str() == lesson).count());
                self.lessons.insert(lesson.to_owned(), node);
                node
            }
        };
        let kind_node = match self.kinds.get(one.kind) {
            Some(node) => *node,
            None => {
                let (node, to) = (self.network.node(), self.to);
                self.share(node, to, pool.iter().filter(|other| other.kind == one.kind).count());
                self.kinds.insert(one.kind, node);
                node
            }
        };
        self.network.edge(lesson_node, kind_node, 1, price)
    }

    /// Lets through the share of `members` among all, rounded down or up; what rounding down leaves is a must.
    fn share(&mut self, from: usize, to: usize, members: usize) {
        let (least, rest) = (self.count * members / self.all, self.count * members % self.all);
        self.network.edge(from, to, least as u32, -MUST);
        if rest > 0 {
            self.network.edge(from, to, 1, 0);
        }
    }
}

#[cfg(test)]
mod tests;
