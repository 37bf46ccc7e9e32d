//! Reads the terminal in a thread of its own: crossterm waits for the rest of half a key sequence, and reads for ever from a terminal
//! that is gone. Neither may keep the loop from ending when a signal asks for it.

use std::io;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use crossterm::event::{self, Event};

use super::news::News;

/// Most events that come as one batch.
const BATCH: usize = 1024;

/// Starts listening.
///
/// # Errors
/// The system refuses to start a thread.
pub fn listen(queue: Sender<News>) -> io::Result<()> {
    let listener = move || {
        loop {
            // A terminal that cannot be read any more is gone: leave, so that what was done is kept.
            let news = batch().map_or(News::End, News::Terminal);
            let is_last = matches!(news, News::End);
            if queue.send(news).is_err() || is_last {
                return;
            }
        }
    };
    thread::Builder::new().name("input".into()).stack_size(256 * 1024).spawn(listener).map(drop)
}

/// Waits for an event and takes those that are already there.
fn batch() -> io::Result<Vec<Event>> {
    let mut events = vec![event::read()?];
    while events.len() < BATCH && event::poll(Duration::ZERO)? {
        events.push(event::read()?);
    }
    Ok(events)
}
