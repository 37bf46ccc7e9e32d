//! Signals that ask to end: TERM, HUP, INT, QUIT. They set a flag and wake the loop; the loop ends as if by a key, so positions are
//! written and the terminal is restored.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether a signal asked to end.
#[derive(Debug, Clone, Default)]
pub struct Asked(Arc<AtomicBool>);

impl Asked {
    /// Returns whether a signal asked to end.
    pub fn to_end(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Starts listening.
///
/// # Errors
/// The system refuses to register a handler or to start a thread.
#[cfg(unix)]
pub fn listen() -> io::Result<Asked> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH};

    let asked = Asked::default();
    let flag = Arc::clone(&asked.0);
    let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT])?;
    std::thread::Builder::new().name("signals".into()).stack_size(64 * 1024).spawn(move || {
        for _ in signals.forever() {
            flag.store(true, Ordering::Relaxed);
            // The loop sleeps until the terminal has something to say; a change of size is something, and harmless.
            let _ = signal_hook::low_level::raise(SIGWINCH);
        }
    })?;
    Ok(asked)
}

/// Starts listening: where there are no such signals, nothing is heard.
///
/// # Errors
/// None here.
#[cfg(not(unix))]
pub fn listen() -> io::Result<Asked> {
    Ok(Asked::default())
}
