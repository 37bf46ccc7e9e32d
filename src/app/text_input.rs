//! One line of text being typed: the cursor moves by grapheme, so that an accent or a flag is one step.

use unicode_segmentation::UnicodeSegmentation;

use super::key::{Key, KeyCode};

/// Longest text a field takes, in bytes.
const LIMIT: usize = 400;

/// A line being typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextInput {
    text: String,
    /// Byte offset, always between graphemes.
    cursor: usize,
}

impl TextInput {
    /// Returns what was typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns what stands before the cursor.
    pub fn before_cursor(&self) -> &str {
        &self.text[..self.cursor]
    }

    /// Takes an editing key; returns whether the text changed.
    pub fn key(&mut self, key: Key) -> bool {
        if let Some(c) = key.typed() {
            return self.insert(c);
        }
        match (key.code, key.ctrl) {
            (KeyCode::Backspace, false) => self.remove_before(),
            (KeyCode::Char('w'), true) => self.remove_word(),
            (KeyCode::Char('u'), true) => {
                self.text.drain(..self.cursor);
                self.cursor = 0;
                true
            }
            (KeyCode::Delete, _) => self.remove_after(),
            (KeyCode::Left, _) => self.move_to(self.previous()),
            (KeyCode::Right, _) => self.move_to(self.next()),
            (KeyCode::Home, _) | (KeyCode::Char('a'), true) => self.move_to(0),
            (KeyCode::End, _) | (KeyCode::Char('e'), true) => self.move_to(self.text.len()),
            _ => false,
        }
    }

    /// Enters pasted text up to its first line end.
    pub fn paste(&mut self, text: &str) {
        text.chars().take_while(|c| *c != '\n').filter(|c| !c.is_control()).for_each(|c| {
            self.insert(c);
        });
    }

    fn insert(&mut self, c: char) -> bool {
        if self.text.len() + c.len_utf8() > LIMIT {
            return false;
        }
        self.text.insert(self.cursor, c);
        self.cursor += c.len_utf8();
        true
    }

    fn previous(&self) -> usize {
        self.text[..self.cursor].grapheme_indices(true).next_back().map_or(0, |(at, _)| at)
    }

    fn next(&self) -> usize {
        self.cursor + self.text[self.cursor..].graphemes(true).next().map_or(0, str::len)
    }

    fn move_to(&mut self, at: usize) -> bool {
        self.cursor = at;
        false
    }

    fn remove_before(&mut self) -> bool {
        let from = self.previous();
        let changed = from < self.cursor;
        self.text.drain(from..self.cursor);
        self.cursor = from;
        changed
    }

    fn remove_after(&mut self) -> bool {
        let to = self.next();
        let changed = to > self.cursor;
        self.text.drain(self.cursor..to);
        changed
    }

    fn remove_word(&mut self) -> bool {
        let before = self.text[..self.cursor].trim_end();
        let from = before.rfind(' ').map_or(0, |at| at + 1);
        let changed = from < self.cursor;
        self.text.drain(from..self.cursor);
        self.cursor = from;
        changed
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn typed(keys: &str) -> TextInput {
        let mut input = TextInput::default();
        for key in keys.split(' ') {
            input.key(key.parse().unwrap());
        }
        input
    }

    #[test]
    fn editing() {
        let cases = [
            ("a b c", "abc"),
            ("a b left left c", "cab"),
            ("a b backspace", "a"),
            ("a b home delete", "b"),
            ("a space b ctrl-w c", "a c"),
            ("a b left ctrl-u", "b"),
            ("é 船 left backspace", "船"),
        ];
        for (keys, text) in cases {
            assert_eq!(typed(keys).text(), text, "{keys}");
        }
    }

    proptest! {
        #[test]
        fn any_keys_keep_the_cursor_between_characters(keys in proptest::collection::vec(prop_oneof![
            "[a-z船é👩\u{301}\u{200d}]".prop_map(|c| Key::plain(KeyCode::Char(c.chars().next().unwrap_or('x')))),
            Just(Key::plain(KeyCode::Left)), Just(Key::plain(KeyCode::Right)), Just(Key::plain(KeyCode::Backspace)),
            Just(Key::plain(KeyCode::Delete)), Just(Key::plain(KeyCode::Home)), Just("ctrl-w".parse().unwrap()),
        ], 0..60)) {
            let mut input = TextInput::default();
            for key in keys {
                input.key(key);
                prop_assert!(input.text.is_char_boundary(input.cursor));
            }
        }
    }
}
