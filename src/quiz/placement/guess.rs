//! How likely a blind guess is right: of one question, and of a lesson's test as a whole. The guesser is given the benefit of the
//! doubt: it knows how many options are to be picked, uses each match once, and never says that it is unsure.

use super::{Reply, Standing, judge};
use crate::quiz::{Kind, Order};

/// A question that is guessed less often than this is enough on its own.
pub const DECISIVE: f64 = 0.101;

/// Of a typed word: whoever guesses one of fifty words is good.
const TYPED: f64 = 0.02;

/// Items of an order of which the right orders are counted; more are not guessed.
const MOST_ITEMS: usize = 12;

/// Returns the chance that a blind guess answers a question of this kind rightly.
pub fn chance(kind: &Kind) -> f64 {
    match kind {
        Kind::Choice(choice) => 1.0 / choice.options.len().max(1) as f64,
        Kind::Multi(multi) => {
            1.0 / choose(multi.options.len(), multi.options.iter().filter(|option| option.right).count())
        }
        Kind::Spot(spot) => {
            let open = spot.lines.iter().filter(|line| line.is_open()).count();
            1.0 / choose(open, spot.lines.iter().filter(|line| line.fault).count())
        }
        Kind::Fill(fill) => TYPED.powi(fill.blanks.len().max(1) as i32),
        Kind::Order(order) => right_orders(order) / factorial(order.items.len()),
        Kind::Match(pairs) => {
            let rights = pairs.pairs.len() + pairs.decoys.len();
            factorial(pairs.decoys.len()) / factorial(rights)
        }
    }
}

/// Returns the chance that blind guesses place a lesson whose questions are guessed with these chances.
pub fn blind_pass(chances: &[f64]) -> f64 {
    fn walk(chances: &[f64], replies: &mut Vec<Reply>) -> f64 {
        let said = chances.iter().enumerate().map(|(at, chance)| (*chance, replies.get(at).copied()));
        let chance = match judge(said) {
            Standing::Placed => return 1.0,
            Standing::Open(at) => chances[at],
            Standing::ToRead | Standing::BuildsOn(_) => return 0.0,
        };
        let mut all = 0.0;
        for (reply, share) in [(Reply::Right, chance), (Reply::Wrong, 1.0 - chance)] {
            replies.push(reply);
            all += share * walk(chances, replies);
            replies.pop();
        }
        all
    }
    walk(chances, &mut Vec::new())
}

fn factorial(n: usize) -> f64 {
    (1..=n).map(|n| n as f64).product()
}

/// In how many ways `some` of `all` can be chosen.
fn choose(all: usize, some: usize) -> f64 {
    (0..some.min(all)).map(|n| (all - n) as f64 / (n + 1) as f64).product::<f64>().max(1.0)
}

/// Counts the orders that keep all constraints: for each set of items in how many ways it can come first.
fn right_orders(order: &Order) -> f64 {
    let count = order.items.len();
    if count > MOST_ITEMS {
        return 1.0;
    }
    let before: Vec<usize> =
        order.items.iter().map(|item| item.after.iter().fold(0, |set, earlier| set | 1 << earlier)).collect();
    let mut ways = vec![0.0; 1 << count];
    ways[0] = 1.0;
    for set in 0..ways.len() {
        for (item, before) in before.iter().enumerate() {
            if set & 1 << item == 0 && set & before == *before {
                ways[set | 1 << item] += ways[set];
            }
        }
    }
    ways[(1 << count) - 1]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quiz::samples;

    #[test]
    fn chances_of_blind_guesses() {
        let cases = [
            (samples::choice(4, 1), 1.0 / 4.0),
            (samples::multi(&[true, true, false, false, false]), 1.0 / 10.0),
            (samples::multi(&[true, true]), 1.0),
            (samples::spot(&[Some(true), None, Some(false), Some(false), Some(false)]), 1.0 / 4.0),
            (samples::order(4, &[]), 1.0 / 24.0),
            (samples::order(3, &[(2, 0)]), 3.0 / 6.0),
            (samples::pairs(3, 0), 1.0 / 6.0),
            (samples::pairs(3, 1), 1.0 / 24.0),
            (samples::fill(vec![samples::blank("a", "x")]), 0.02),
            (samples::order(20, &[]), 1.0 / factorial(20)),
        ];
        for (question, expected) in cases {
            let got = chance(&question.kind);
            assert!((got - expected).abs() < 1e-12, "{}: {got} is not {expected}", question.kind.name());
        }
    }

    #[test]
    fn chances_of_a_lesson() {
        let cases: [(&[f64], f64); 6] = [
            // One hard question, then two easy ones for who missed it.
            (&[0.1, 0.25, 0.25], 0.1 + 0.9 * 0.25 * 0.25),
            // Two of three that are easily guessed.
            (&[0.25, 0.25, 0.25], 0.25 * 0.25 + 2.0 * 0.25 * 0.75 * 0.25),
            (&[0.25, 0.5], 0.25 * 0.5),
            (&[0.25], 0.0),
            (&[0.1], 0.1),
            (&[], 0.0),
        ];
        for (chances, expected) in cases {
            let got = blind_pass(chances);
            assert!((got - expected).abs() < 1e-12, "{chances:?}: {got} is not {expected}");
        }
    }
}
