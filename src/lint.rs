//! What is good and bad in a Dockerfile and its .dockerignore: rules over facts that are computed once per file. Pure; knows no file
//! system, no lesson and no screen. A rule names the practice that teaches it by id, nothing more.
//!
//! ```text
//!  Dockerfile ─┬─ facts ──── rules/<slug> ── report ─┐
//!  Context  ───┘  (once)     (all of RULES)          ├─ engine ── findings, by place and slug
//!               pragma: what comments ask to ignore ─┘
//! ```
//!
//! Precision first: a rule that is not sure is silent.

pub mod context;
pub mod engine;
pub mod facts;
mod halves;
mod pragma;
pub mod report;
pub mod rule;
mod rules;
pub mod survey;

#[cfg(test)]
mod tests;

pub use context::{Context, Ignore};
pub use engine::{Options, Outcome, examine, lint, review};
pub use facts::Facts;
pub use report::{Finding, Place, Report};
pub use rule::{Example, Profile, Rule, level_name};
pub use rules::{RULES, rule};
pub use survey::{FailOn, Kind, Region, Surroundings, Survey, Surveyed, Trouble};
