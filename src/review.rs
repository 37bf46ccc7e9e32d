//! Spaced review: every question that was answered is a card, and a card comes again when it is about to be forgotten. Everything
//! is computed from the answers of the progress log (nothing is stored), by pure functions of (answers, now, offset), so that two
//! logs that were merged give one schedule. Must not know files, clocks, screens, or what a question asks.
//!
//! [`Deck::of`] folds a record; [`Deck::queue`] says what is to be asked now and why; [`memory`] is FSRS-6, a published model of forgetting.
//!
//! Nothing is drawn at random: questions that were learnt on one day and answered alike are due on one day. What goes beyond the limit
//! of a day waits, and the most forgotten are asked first, so nothing waits for ever.

pub mod card;
pub mod deck;
pub mod memory;
pub mod outlook;
pub mod queue;

pub use card::{Card, LEECH_LAPSES};
pub use deck::{Deck, Key, Mastery};
pub use memory::{Grade, Memory};
pub use outlook::{Known, Outlook, Practice};
pub use queue::{Item, Limits, Queue, Why};

#[cfg(test)]
mod tests;
