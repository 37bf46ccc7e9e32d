//! What the loop wakes up for: one queue for the keyboard, signals and threads, in the order things happen. Nothing is decided here.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use crossterm::event::Event;

use crate::app::Msg;
use crate::ui::view::Done;

/// One thing that happened.
#[derive(Debug)]
pub enum News {
    /// What the terminal reported at once: a held key comes as one batch.
    Terminal(Vec<Event>),
    /// A signal asks to end, or the terminal is gone.
    End,
    /// A message for the app from a thread.
    Msg(Box<Msg>),
    /// Colours for the view from a thread.
    Colours(Done),
}

/// The queue.
#[derive(Debug)]
pub struct Queue {
    sender: Sender<News>,
    receiver: Receiver<News>,
}

impl Queue {
    /// Makes an empty queue.
    pub fn new() -> Self {
        let (sender, receiver) = channel();
        Self { sender, receiver }
    }

    /// Returns the end that threads put things in.
    pub fn sender(&self) -> Sender<News> {
        self.sender.clone()
    }

    /// Sleeps until something happens; with a limit, at most so long.
    pub fn wait(&self, limit: Option<Duration>) -> Option<News> {
        match limit.map(|limit| self.receiver.recv_timeout(limit)) {
            Some(Ok(news)) => Some(news),
            Some(Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected)) => None,
            None => self.receiver.recv().ok(),
        }
    }

    /// Returns what happened already.
    pub fn take(&self) -> Option<News> {
        self.receiver.try_recv().ok()
    }
}

impl Default for Queue {
    fn default() -> Self {
        Self::new()
    }
}
