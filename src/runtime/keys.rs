//! The terminal's key events become the program's keys. Releases are ignored: some terminals report them, and then every key
//! would count twice.

use crossterm::event::{KeyCode as TermCode, KeyEvent, KeyEventKind, KeyModifiers};

use crate::app::key::{Key, KeyCode};

/// Returns the key that was pressed, if it is one the program knows.
pub fn key(event: &KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let code = match event.code {
        TermCode::Char(c) => KeyCode::Char(c),
        TermCode::Enter => KeyCode::Enter,
        TermCode::Esc => KeyCode::Esc,
        TermCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
        TermCode::Tab => KeyCode::Tab,
        TermCode::BackTab => KeyCode::BackTab,
        TermCode::Backspace => KeyCode::Backspace,
        TermCode::Delete => KeyCode::Delete,
        TermCode::Up => KeyCode::Up,
        TermCode::Down => KeyCode::Down,
        TermCode::Left => KeyCode::Left,
        TermCode::Right => KeyCode::Right,
        TermCode::Home => KeyCode::Home,
        TermCode::End => KeyCode::End,
        TermCode::PageUp => KeyCode::PageUp,
        TermCode::PageDown => KeyCode::PageDown,
        _ => return None,
    };
    // Alt and Control at once is how some keyboards type a character.
    let both = event.modifiers.contains(KeyModifiers::CONTROL | KeyModifiers::ALT);
    let ctrl = event.modifiers.contains(KeyModifiers::CONTROL) && !both;
    let alt = event.modifiers.contains(KeyModifiers::ALT) && !both;
    Some(Key { code, ctrl, alt })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn presses_become_keys_and_releases_do_not() {
        let event = |code, modifiers, kind| KeyEvent::new_with_kind(code, modifiers, kind);
        let press = KeyEventKind::Press;
        let cases = [
            (event(TermCode::Char('j'), KeyModifiers::NONE, press), Some("j")),
            (event(TermCode::Char('J'), KeyModifiers::SHIFT, press), Some("J")),
            (event(TermCode::Char('p'), KeyModifiers::CONTROL, press), Some("ctrl-p")),
            (event(TermCode::Char('@'), KeyModifiers::CONTROL | KeyModifiers::ALT, press), Some("@")),
            (event(TermCode::Tab, KeyModifiers::SHIFT, press), Some("backtab")),
            (event(TermCode::Char('j'), KeyModifiers::NONE, KeyEventKind::Repeat), Some("j")),
            (event(TermCode::Char('j'), KeyModifiers::NONE, KeyEventKind::Release), None),
            (event(TermCode::F(1), KeyModifiers::NONE, press), None),
        ];
        for (event, expected) in cases {
            assert_eq!(key(&event).map(|key| key.to_string()).as_deref(), expected, "{event:?}");
        }
    }
}
