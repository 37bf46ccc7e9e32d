//! A backend that writes nothing when nothing changed: where a drawing comes out as the last one did, the terminal hears no word of
//! it. Must not know what is drawn.

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

/// Any backend, spared what it was told before.
pub struct Sparing<B> {
    inner: B,
    /// Whether the text cursor is shown.
    shown: bool,
    /// Where it stands, if that is known: drawing moves it.
    at: Option<Position>,
}

impl<B> Sparing<B> {
    /// Wraps a backend whose cursor is hidden.
    pub fn new(inner: B) -> Self {
        Self { inner, shown: false, at: None }
    }
}

impl<B: Backend> Backend for Sparing<B> {
    type Error = B::Error;

    fn draw<'a, I>(&mut self, content: I) -> Result<(), Self::Error>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut content = content.peekable();
        if content.peek().is_none() {
            return Ok(());
        }
        self.at = None;
        self.inner.draw(content)
    }

    fn append_lines(&mut self, lines: u16) -> Result<(), Self::Error> {
        self.at = None;
        self.inner.append_lines(lines)
    }

    fn hide_cursor(&mut self) -> Result<(), Self::Error> {
        if std::mem::replace(&mut self.shown, false) { self.inner.hide_cursor() } else { Ok(()) }
    }

    fn show_cursor(&mut self) -> Result<(), Self::Error> {
        if std::mem::replace(&mut self.shown, true) { Ok(()) } else { self.inner.show_cursor() }
    }

    fn get_cursor_position(&mut self) -> Result<Position, Self::Error> {
        self.inner.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> Result<(), Self::Error> {
        let position = position.into();
        if self.at.replace(position) == Some(position) { Ok(()) } else { self.inner.set_cursor_position(position) }
    }

    fn clear(&mut self) -> Result<(), Self::Error> {
        self.at = None;
        self.inner.clear()
    }

    fn clear_region(&mut self, region: ClearType) -> Result<(), Self::Error> {
        self.at = None;
        self.inner.clear_region(region)
    }

    fn size(&self) -> Result<Size, Self::Error> {
        self.inner.size()
    }

    fn window_size(&mut self) -> Result<WindowSize, Self::Error> {
        self.inner.window_size()
    }

    fn flush(&mut self) -> Result<(), Self::Error> {
        self.inner.flush()
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::io::{self, Write};
    use std::rc::Rc;

    use ratatui::backend::CrosstermBackend;
    use ratatui::layout::Rect;
    use ratatui::{Terminal, TerminalOptions, Viewport};

    use super::*;

    #[derive(Clone, Default)]
    struct Wire(Rc<RefCell<Vec<u8>>>);

    impl Write for Wire {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.borrow_mut().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    struct Desk {
        terminal: Terminal<Sparing<CrosstermBackend<Wire>>>,
        wire: Wire,
    }

    impl Desk {
        fn new() -> Self {
            let wire = Wire::default();
            let options = TerminalOptions { viewport: Viewport::Fixed(Rect::new(0, 0, 10, 2)) };
            let backend = Sparing::new(CrosstermBackend::new(wire.clone()));
            Self { terminal: Terminal::with_options(backend, options).unwrap(), wire }
        }

        /// Draws and returns what was written.
        fn draw(&mut self, text: &str, cursor: Option<(u16, u16)>) -> String {
            let draw = |frame: &mut ratatui::Frame<'_>| {
                frame.render_widget(text, frame.area());
                cursor.into_iter().for_each(|cursor| frame.set_cursor_position(cursor));
            };
            self.terminal.draw(draw).unwrap();
            String::from_utf8(self.wire.0.take()).unwrap()
        }
    }

    #[test]
    fn the_same_again_writes_nothing() {
        let mut desk = Desk::new();
        assert!(desk.draw("text", None).contains("text"));
        assert_eq!(desk.draw("text", None), "");
        assert!(desk.draw("next", None).contains('n'));
    }

    #[test]
    fn a_cursor_is_shown_moved_and_hidden_once() {
        let mut desk = Desk::new();
        desk.draw("text", None);
        assert_eq!(desk.draw("text", Some((1, 0))), "\u{1b}[?25h\u{1b}[1;2H");
        assert_eq!(desk.draw("text", Some((1, 0))), "");
        assert_eq!(desk.draw("text", Some((2, 0))), "\u{1b}[1;3H");
        assert!(desk.draw("texts", Some((2, 0))).ends_with("\u{1b}[1;3H"), "drawing moved it");
        assert_eq!(desk.draw("texts", None), "\u{1b}[?25l");
    }
}
