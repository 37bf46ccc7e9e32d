//! Exams: which questions are drawn, how a sitting went by its terms, and what a certificate says of it. Pure functions of questions and
//! events; must not know files, clocks or screens.
//!
//! The way of an exam: [`draw()`] chooses the questions, the sitting is the quiz room's, [`Tally`] counts what came out, [`Paper`] is an
//! exam as it stands in a log, [`Certificate`] is what is written of it, and [`verify()`] holds the one against the other.

pub mod certificate;
mod draw;
mod flow;
pub mod paper;
mod tally;
pub mod verify;

pub use certificate::Certificate;
pub use draw::{Candidate, Drawn, draw};
pub use paper::{Paper, papers};
pub use tally::{LessonScore, Tally};
pub use verify::{Finding, verify};

#[cfg(test)]
mod samples;
