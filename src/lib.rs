//! seaworthy: an interactive terminal tutor for production-ready Python container images. This is the map of the house; the library
//! is no public API, it exists so that tests and benches can walk in.
//!
//! ```text
//!   shell   cli ──────────── runtime          arguments; the terminal, keys, the clock, effects
//!            │                  │
//!   ui       │                 ui             the app's state in, cells out
//!            │                  │
//!   app/edge │   app ◄──────────┘   content store project   pure machine │ the rooms that touch the disk
//!            │    │                    │      │
//!   domain   └─ course  quiz  progress  settings     what is taught, asked, done, chosen
//!               review                               what is about to be forgotten
//!               team                                 agendas of sessions, what happened in the room, what was handed in
//!               why                                  what each line of a Dockerfile is there for
//!               plan                                 the course's practices held against a project
//!               lint                                 what is good and bad in a Dockerfile
//!               dockerfile  shell  ignore            a Dockerfile, a RUN body, a .dockerignore as their readers see them
//!                 │
//!   ground      id  time  diagnostic  hash  sanitize  excerpt     names, moments, faults and how they are shown
//! ```
//!
//! Each floor imports only from floors below it; `tests/it/architecture.rs` holds the table. A key takes this way: *event* (terminal) →
//! [`app::key::Key`] → [`app::keymap::Keymap`] → [`app::action::Action`] → [`app::App::update`] → [`app::Effect`] (asked of the world) →
//! [`app::Msg`]. Drawing is [`ui::draw()`]; what it finds out comes back through [`app::App::drawn`].
//!
//! ```text
//!  Something that works › Write a .dockerignore …            ✓ read  42%   title row     ui/draw
//!    Tour                      │  Write a .dockerignore before the first   tree │ page   ui/screens/lesson
//!  1 Something that works      │
//!    ✓ Improve the image in …  │  ┌ Dockerfile  before  after ──────────   exhibit       ui/page/code
//!    ◐ Write a .dockerignore … │  │- COPY . .
//!    ○ Install into a virtua…  │  └
//!  2 Less to attack …          │
//!  Copied 3 lines of code.                                                 toast         ui/draw
//!  Space page down  z questions  ] next  ? keys  Esc back                  footer        ui/widgets/footer
//! ```

pub mod app;
pub mod cli;
pub mod content;
pub mod course;
pub mod diagnostic;
pub mod dockerfile;
pub mod exam;
pub mod excerpt;
pub mod hash;
pub mod id;
pub mod ignore;
pub mod lint;
pub mod plan;
pub mod progress;
pub mod project;
pub mod quiz;
pub mod review;
pub mod runtime;
pub mod sanitize;
pub mod settings;
pub mod shell;
pub mod store;
pub mod team;
pub mod time;
pub mod ui;
pub mod why;
