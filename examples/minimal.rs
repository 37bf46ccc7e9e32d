//! The floor of every measurement: a ratatui program that takes the terminal, draws one frame of text and waits for `q`. docs/performance.md
//! compares the tutor with it. It must not use the library.

use std::io;

use crossterm::event::{Event, KeyCode, read};
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use crossterm::{cursor, execute};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::widgets::Paragraph;

fn main() -> io::Result<()> {
    let text = std::env::args().nth(1).map(std::fs::read_to_string).transpose()?;
    let text = text.unwrap_or_else(|| "seaworthy minimal\n".repeat(24));
    enable_raw_mode()?;
    execute!(io::stdout(), EnterAlternateScreen, cursor::Hide)?;
    let mut terminal = Terminal::new(CrosstermBackend::new(io::stdout()))?;
    let mut top = 0u16;
    loop {
        terminal.draw(|frame| frame.render_widget(Paragraph::new(text.as_str()).scroll((top, 0)), frame.area()))?;
        match read()? {
            Event::Key(key) if key.code == KeyCode::Char('q') => break,
            Event::Key(key) if key.code == KeyCode::Down => top += 1,
            _ => {}
        }
    }
    execute!(io::stdout(), cursor::Show, LeaveAlternateScreen)?;
    disable_raw_mode()
}
