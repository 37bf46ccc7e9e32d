//! The whole reading, against BuildKit's verdicts and against whatever can be thought of.

mod fixtures;
mod places;
mod properties;
mod variables;
