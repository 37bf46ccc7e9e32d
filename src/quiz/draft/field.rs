//! One line of text with a caret, edited by characters. Must not know what the text is for.

/// The longest text in characters; more is not taken, so that a held key or a wild paste stays harmless.
const LONGEST: usize = 400;

/// A line of text being edited. The caret counts characters, not bytes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Field {
    text: String,
    caret: usize,
}

impl Field {
    /// Returns the text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns how many characters stand before the caret.
    pub fn caret(&self) -> usize {
        self.caret
    }

    /// Returns whether there is nothing but blanks.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Writes `c` at the caret; a control character is left out.
    pub fn insert(&mut self, c: char) {
        if !c.is_control() && self.len() < LONGEST {
            self.text.insert(self.byte(self.caret), c);
            self.caret += 1;
        }
    }

    /// Writes `text` at the caret; line breaks and tabs become blanks.
    pub fn paste(&mut self, text: &str) {
        let line = text.trim_end_matches(['\r', '\n']).replace("\r\n", " ");
        line.chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c }).for_each(|c| self.insert(c));
    }

    /// Deletes the character before the caret.
    pub fn backspace(&mut self) {
        if self.caret > 0 {
            self.caret -= 1;
            self.delete();
        }
    }

    /// Deletes the character at the caret.
    pub fn delete(&mut self) {
        if self.caret < self.len() {
            self.text.remove(self.byte(self.caret));
        }
    }

    /// Moves the caret one character to the left.
    pub fn left(&mut self) {
        self.caret = self.caret.saturating_sub(1);
    }

    /// Moves the caret one character to the right.
    pub fn right(&mut self) {
        self.caret = (self.caret + 1).min(self.len());
    }

    /// Moves the caret before the first character.
    pub fn home(&mut self) {
        self.caret = 0;
    }

    /// Moves the caret behind the last character.
    pub fn end(&mut self) {
        self.caret = self.len();
    }

    fn len(&self) -> usize {
        self.text.chars().count()
    }

    fn byte(&self, caret: usize) -> usize {
        self.text.char_indices().nth(caret).map_or(self.text.len(), |(byte, _)| byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_by_characters() {
        let mut field = Field::default();
        field.paste("grö船e\n");
        assert_eq!((field.text(), field.caret()), ("grö船e", 5));
        field.left();
        field.backspace();
        assert_eq!((field.text(), field.caret()), ("gröe", 3));
        field.insert('ß');
        field.insert('\u{1b}');
        field.home();
        field.left();
        field.delete();
        assert_eq!((field.text(), field.caret()), ("röße", 0));
        field.end();
        field.right();
        field.delete();
        field.paste("\ta\r\nb");
        assert_eq!(field.text(), "röße a b");
    }

    #[test]
    fn a_wild_paste_is_cut() {
        let mut field = Field::default();
        field.paste(&"x".repeat(LONGEST * 3));
        assert_eq!(field.len(), LONGEST);
    }
}
