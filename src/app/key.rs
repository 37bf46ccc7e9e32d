//! Keys as the program knows them, and how they are written in files: `j`, `J`, `?`, `space`, `ctrl-p`, `pgdn`. The terminal's own key
//! events are turned into these at the door (`runtime/keys`). Knows no actions.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// One key press.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which key.
    pub code: KeyCode,
    /// With Control.
    pub ctrl: bool,
    /// With Alt.
    pub alt: bool,
}

/// Which key. A character is what was typed: Shift is part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KeyCode {
    /// A character.
    Char(char),
    /// Return.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift and Tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Arrow.
    Up,
    /// Arrow.
    Down,
    /// Arrow.
    Left,
    /// Arrow.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
}

/// A text that names no key.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{0}` is no key; write a character, or one of {names}, with ctrl- or alt- before it", names = NAMES.map(|(name, _)| name).join(", "))]
pub struct KeyError(pub String);

const NAMES: [(&str, KeyCode); 15] = [
    ("space", KeyCode::Char(' ')),
    ("enter", KeyCode::Enter),
    ("esc", KeyCode::Esc),
    ("tab", KeyCode::Tab),
    ("backtab", KeyCode::BackTab),
    ("backspace", KeyCode::Backspace),
    ("delete", KeyCode::Delete),
    ("up", KeyCode::Up),
    ("down", KeyCode::Down),
    ("left", KeyCode::Left),
    ("right", KeyCode::Right),
    ("home", KeyCode::Home),
    ("end", KeyCode::End),
    ("pgup", KeyCode::PageUp),
    ("pgdn", KeyCode::PageDown),
];

impl Key {
    /// Returns the key without Control and Alt.
    pub fn plain(code: KeyCode) -> Self {
        Self { code, ctrl: false, alt: false }
    }

    /// Returns the character that typing this key into a text field enters.
    pub fn typed(self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) if !self.ctrl && !self.alt && !c.is_control() => Some(c),
            _ => None,
        }
    }

    /// Returns how the key is shown to people: `↓`, `Space`, `Ctrl-P`.
    pub fn label(self, ascii: bool) -> String {
        let name = match self.code {
            KeyCode::Up if !ascii => "↑".to_owned(),
            KeyCode::Down if !ascii => "↓".to_owned(),
            KeyCode::Left if !ascii => "←".to_owned(),
            KeyCode::Right if !ascii => "→".to_owned(),
            KeyCode::PageUp => "PgUp".to_owned(),
            KeyCode::PageDown => "PgDn".to_owned(),
            KeyCode::BackTab => "Shift-Tab".to_owned(),
            KeyCode::Char(' ') => "Space".to_owned(),
            KeyCode::Char(c) if self.ctrl => c.to_uppercase().to_string(),
            KeyCode::Char(c) => c.to_string(),
            code => {
                let name = NAMES.iter().find(|(_, other)| *other == code).map_or("", |(name, _)| name);
                name[..1].to_uppercase() + &name[1..]
            }
        };
        match (self.ctrl, self.alt) {
            (true, _) => format!("Ctrl-{name}"),
            (false, true) => format!("Alt-{name}"),
            _ => name,
        }
    }
}

impl FromStr for Key {
    type Err = KeyError;
    fn from_str(text: &str) -> Result<Self, KeyError> {
        let (ctrl, rest) = text.strip_prefix("ctrl-").map_or((false, text), |rest| (true, rest));
        let (alt, rest) = rest.strip_prefix("alt-").map_or((false, rest), |rest| (true, rest));
        let named = NAMES.iter().find(|(name, _)| *name == rest).map(|(_, code)| *code);
        let mut chars = rest.chars();
        let code = match (named, chars.next(), chars.next()) {
            (Some(code), _, _) => code,
            (None, Some(c), None) if !c.is_control() && c != ' ' => KeyCode::Char(c),
            _ => return Err(KeyError(text.to_owned())),
        };
        Ok(Self { code, ctrl, alt })
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("ctrl-")?;
        }
        if self.alt {
            f.write_str("alt-")?;
        }
        match (NAMES.iter().find(|(_, code)| *code == self.code), self.code) {
            (Some((name, _)), _) => f.write_str(name),
            (None, KeyCode::Char(c)) => write!(f, "{c}"),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_round_trip_through_their_names() {
        for text in ["j", "J", "?", "space", "ctrl-p", "alt-x", "pgdn", "enter", "backtab", "-", "é", "ctrl-space"] {
            let key: Key = text.parse().unwrap();
            assert_eq!(key.to_string(), text);
        }
        for text in ["", "jj", "ctrl-", "F1", " ", "Ctrl-p"] {
            assert!(text.parse::<Key>().is_err(), "{text:?}");
        }
        assert!(
            "jj".parse::<Key>()
                .unwrap_err()
                .to_string()
                .starts_with("`jj` is no key; write a character, or one of space")
        );
    }

    #[test]
    fn labels_are_for_people() {
        let label = |text: &str| text.parse::<Key>().unwrap().label(false);
        assert_eq!(
            ["space", "ctrl-p", "up", "pgdn", "esc", "J"].map(label),
            ["Space", "Ctrl-P", "↑", "PgDn", "Esc", "J"]
        );
        assert_eq!("up".parse::<Key>().unwrap().label(true), "Up");
    }
}
