//! What is asked and how an answer is judged: questions of every kind, the learner's draft, verdicts, sittings, draws.
//! Pure functions of their arguments: must not know files, TOML, clocks, terminals or what a screen looks like.
//!
//! The way of an answer: [`Question::shown`] shuffles, [`Draft`] is worked on, [`Draft::answer`] gives an [`Answer`] in
//! the order of the file, [`Question::mark`] gives a [`Verdict`], [`Sitting::record`] remembers whether it was right.
//! A new kind of question is one file in `kinds` and one line in each `match` of `kinds.rs`, `draft.rs` and
//! `content::quiz_file`; the compiler names them.

pub mod answer;
pub mod draft;
pub mod key;
pub mod kinds;
pub mod placement;
pub mod question;
pub mod shuffle;
pub mod sitting;
pub mod terms;
pub mod verdict;

pub use answer::Answer;
pub use draft::Draft;
pub use kinds::{
    AnswerOption, Blank, Choice, Decoy, Fill, Kind, MatchPairs, Multi, Order, OrderItem, Pair, Piece, Slip, Spot,
    SpotLine,
};
pub use question::{CodeText, Question};
pub use shuffle::{Shown, draw};
pub use sitting::{LessonTally, Mode, Outcome, Sitting, Summary};
pub use terms::{DEFAULT_PASS, Ending, Terms, questions_hash};
pub use verdict::{PartMark, PartVerdict, Verdict};

#[cfg(test)]
mod samples;
