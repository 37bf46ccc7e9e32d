//! How the screens look, file by file the same names as `app/screens`, and what lies on top of them.

pub mod chapter_lists;
pub mod check;
pub mod go_to;
pub mod help;
pub mod home;
pub mod lesson;
pub mod lists;
pub mod progress;
pub mod quiz;
pub mod review;
pub mod session;
pub mod team;
pub mod term;
pub mod too_small;
pub mod why;
