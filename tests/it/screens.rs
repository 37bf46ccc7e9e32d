//! Screen tests: keys in, whole screen out, in two planes. A snapshot is read before it is accepted.

mod any_keys;
mod check;
mod exam;
mod go_to;
mod help;
mod home;
mod lesson;
mod lists;
mod no_feedback;
mod parsed;
mod progress;
mod quiz;
mod review;
mod session;
mod term;
mod text_fields;
mod themes;
mod too_small;
mod track;
mod why;
