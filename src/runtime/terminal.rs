//! The terminal while the tutor has it: alternate screen, raw mode, no cursor. Whatever way out is taken, it is given back as it was.

use std::io::{self, IsTerminal, Stdout};
use std::panic;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::{Hide, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use crossterm::{execute, queue};
use ratatui::Terminal;
use ratatui::backend::{Backend, CrosstermBackend};

use super::sparing::Sparing;

/// Whether the terminal has to be given back; shared with the panic hook.
static HELD: AtomicBool = AtomicBool::new(false);

/// What the frames are written to.
type Screen = Sparing<CrosstermBackend<io::BufWriter<Stdout>>>;

/// The terminal, held until this is dropped.
pub struct Held {
    /// Where to draw.
    pub terminal: Terminal<Screen>,
}

/// Returns whether there is a terminal that a full screen can be drawn on.
pub fn is_usable(term: Option<&str>) -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal() && !matches!(term, Some("dumb" | ""))
}

impl Held {
    /// Takes the terminal. No question is asked of it, so one that does not answer costs nothing.
    ///
    /// # Errors
    /// The terminal cannot be set up.
    pub fn take() -> io::Result<Self> {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            give_back();
            before(info);
        }));
        enable_raw_mode()?;
        HELD.store(true, Ordering::SeqCst);
        match enter() {
            Ok(terminal) => Ok(Self { terminal }),
            Err(error) => {
                give_back();
                Err(error)
            }
        }
    }
}

fn enter() -> io::Result<Terminal<Screen>> {
    let mut out = io::BufWriter::with_capacity(32 * 1024, io::stdout());
    queue!(out, EnterAlternateScreen, Hide, EnableBracketedPaste)?;
    Terminal::new(Sparing::new(CrosstermBackend::new(out)))
}

impl Drop for Held {
    fn drop(&mut self) {
        let _ = self.terminal.backend_mut().flush();
        // After a panic the terminal was given back already; what was just flushed may have taken it again.
        HELD.store(true, Ordering::SeqCst);
        give_back();
    }
}

/// Gives the terminal back; does nothing when it was given back before.
fn give_back() {
    if HELD.swap(false, Ordering::SeqCst) {
        let _ = execute!(io::stdout(), DisableBracketedPaste, LeaveAlternateScreen, Show);
        let _ = disable_raw_mode();
    }
}

/// Returns the columns of the terminal that standard output goes to, if it goes to one.
pub fn columns() -> Option<u16> {
    size().map(|(columns, _)| columns)
}

/// Returns the columns and rows of the terminal that standard output goes to, if it goes to one.
pub fn size() -> Option<(u16, u16)> {
    io::stdout().is_terminal().then(|| crossterm::terminal::size().ok()).flatten()
}
