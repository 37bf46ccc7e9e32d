//! Signals that ask to end: TERM, HUP, INT, QUIT. They come to the loop like a key, so positions are written and the terminal is
//! restored.

use std::io;
use std::sync::mpsc::Sender;

use super::news::News;

/// Signals that are caught, and wait until somebody listens.
pub struct Caught {
    #[cfg(unix)]
    signals: signal_hook::iterator::Signals,
}

impl Caught {
    /// Catches signals from now on.
    ///
    /// # Errors
    /// The system refuses to register a handler.
    pub fn new() -> io::Result<Self> {
        #[cfg(unix)]
        use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};

        Ok(Self {
            #[cfg(unix)]
            signals: signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT])?,
        })
    }

    /// Starts the thread that listens; it hears those that came before, too.
    ///
    /// # Errors
    /// The system refuses to start a thread.
    #[cfg(unix)]
    pub fn listen(mut self, queue: Sender<News>) -> io::Result<()> {
        let listener = move || {
            for _ in self.signals.forever() {
                if queue.send(News::End).is_err() {
                    return;
                }
            }
        };
        std::thread::Builder::new().name("signals".into()).stack_size(64 * 1024).spawn(listener).map(drop)
    }

    /// Starts listening: where there are no such signals, nothing is heard.
    ///
    /// # Errors
    /// None here.
    #[cfg(not(unix))]
    pub fn listen(self, _queue: Sender<News>) -> io::Result<()> {
        Ok(())
    }
}

/// Lets a write beyond the system's limit on file sizes fail like a full disk; otherwise the system ends the program there.
pub fn survive_file_limit() {
    #[cfg(unix)]
    {
        // Without the handler everything works as before, up to that limit.
        let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, std::sync::Arc::default());
    }
}

/// Lets Ctrl-Z and whoever sends the same signal stop nothing: a kiosk has no shell that would go on meanwhile.
pub fn never_stop() {
    #[cfg(unix)]
    {
        let _ = signal_hook::flag::register(signal_hook::consts::SIGTSTP, std::sync::Arc::default());
    }
}
