//! FSRS-6: how well something is remembered, and what an answer does to that. The weights and the five formulas (forgetting curve,
//! stability after a recall, after a lapse and within one day, difficulty) are those that its authors publish, and are held to values of
//! their own program (tests/fixtures/fsrs). Knows days and grades; not questions.
//!
//! Powers come from `libm`: the same digits on every machine, so that two of them plan alike, and no C library of mathematics to load
//! at each start (it cost the first frame a tenth).

use libm::{exp, pow};

/// How well an answer went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// Wrong.
    Again = 1,
    /// Right, with effort or luck.
    Hard = 2,
    /// Right.
    Good = 3,
    /// Right, and known for sure.
    Easy = 4,
}

/// How well one thing is remembered.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Memory {
    /// Days after which it is recalled with a probability of [`RETENTION`].
    pub stability: f64,
    /// From 1 (easy) to 10.
    pub difficulty: f64,
}

/// The default weights, fitted by FSRS' authors to the reviews of many thousand learners.
const W: [f64; 21] = [
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629,
    1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
];

/// The share that is recalled after as many days as the stability has; what comes again then is asked when nine in ten are recalled.
pub const RETENTION: f64 = 0.9;

/// Makes it so: `RETENTION` to the power of `-1 / W[20]`, less 1. A number, for every answer of a log needs it.
const FACTOR: f64 = 0.980_346_494_413_479_7;

/// Least and greatest stability in days.
const STABILITY: (f64, f64) = (0.001, 36_500.0);

impl Grade {
    /// Every grade.
    pub const ALL: [Self; 4] = [Self::Again, Self::Hard, Self::Good, Self::Easy];

    fn number(self) -> f64 {
        f64::from(self as u8)
    }
}

impl Memory {
    /// Returns what the first answer leaves.
    pub fn first(grade: Grade) -> Self {
        Self { stability: W[grade as usize - 1], difficulty: first_difficulty(grade).clamp(1.0, 10.0) }
    }

    /// Returns what an answer leaves that is given `days` after the last one; 0 is the same day.
    pub fn after(self, grade: Grade, days: u32) -> Self {
        let stability = match (days, grade) {
            (0, _) => self.within_a_day(grade),
            (_, Grade::Again) => self.lapsed(self.retrievability(days)),
            _ => self.recalled(grade, self.retrievability(days)),
        };
        Self { stability: stability.clamp(STABILITY.0, STABILITY.1), difficulty: self.next_difficulty(grade) }
    }

    /// Returns the probability that it is recalled `days` after the last answer.
    pub fn retrievability(self, days: u32) -> f64 {
        pow(1.0 + FACTOR * f64::from(days) / self.stability, -W[20])
    }

    fn recalled(self, grade: Grade, recalled: f64) -> f64 {
        let bonus = match grade {
            Grade::Hard => W[15],
            Grade::Easy => W[16],
            Grade::Again | Grade::Good => 1.0,
        };
        let gain = exp(W[8])
            * (11.0 - self.difficulty)
            * pow(self.stability, -W[9])
            * (exp(W[10] * (1.0 - recalled)) - 1.0)
            * bonus;
        self.stability * (1.0 + gain)
    }

    fn lapsed(self, recalled: f64) -> f64 {
        let left = W[11]
            * pow(self.difficulty, -W[12])
            * (pow(self.stability + 1.0, W[13]) - 1.0)
            * exp(W[14] * (1.0 - recalled));
        left.min(self.stability / exp(W[17] * W[18]))
    }

    fn within_a_day(self, grade: Grade) -> f64 {
        let gain = exp(W[17] * (grade.number() - 3.0 + W[18])) * pow(self.stability, -W[19]);
        self.stability * if grade == Grade::Again { gain } else { gain.max(1.0) }
    }

    fn next_difficulty(self, grade: Grade) -> f64 {
        let step = -W[6] * (grade.number() - 3.0) * (10.0 - self.difficulty) / 9.0;
        let next = self.difficulty + step;
        (W[7] * (first_difficulty(Grade::Easy) - next) + next).clamp(1.0, 10.0)
    }
}

fn first_difficulty(grade: Grade) -> f64 {
    W[4] - exp(W[5] * (grade.number() - 1.0)) + 1.0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the authors' program says; see the README beside it.
    const TABLE: &str = include_str!("../../tests/fixtures/fsrs/steps.txt");

    fn near(ours: f64, theirs: f64) -> bool {
        (ours - theirs).abs() <= 1e-5 * theirs.abs()
    }

    #[test]
    fn the_published_program_agrees() {
        let (mut case, mut memory, mut steps) = ("", Memory::first(Grade::Good), 0);
        for line in TABLE.lines() {
            let fields: Vec<&str> = line.split(' ').collect();
            let [name, days, grade, rest @ ..] = fields.as_slice() else { panic!("{line}") };
            let grade = Grade::ALL[grade.parse::<usize>().unwrap() - 1];
            let days: u32 = days.parse().unwrap();
            let rest: Vec<f64> = rest.iter().map(|number| number.parse().unwrap()).collect();
            let is_first = std::mem::replace(&mut case, name) != *name;
            let recalled = if is_first { 1.0 } else { memory.retrievability(days) };
            memory = if is_first { Memory::first(grade) } else { memory.after(grade, days) };
            let ours = [recalled, memory.stability, memory.difficulty, memory.stability];
            for (ours, theirs) in ours.into_iter().zip(&rest) {
                assert!(near(ours, *theirs), "{line}: {ours}");
            }
            steps += 1;
        }
        assert_eq!(steps, 322);
    }

    #[test]
    fn what_is_forgotten_by_when() {
        let memory = Memory { stability: 10.0, difficulty: 5.0 };
        assert_eq!(memory.retrievability(0), 1.0);
        assert!((memory.retrievability(10) - RETENTION).abs() < 1e-12);
        assert!((FACTOR - (pow(RETENTION, -1.0 / W[20]) - 1.0)).abs() < 1e-15);
        assert!(memory.retrievability(u32::MAX) > 0.0);
    }
}
