//! The inside of a word: quotes and escapes; expansions are in `expansions`.

use super::super::frame::FrameKind;
use super::Reader;
use super::draft::DraftWord;
use crate::diagnostic::Span;

/// What means something outside quotes. A table: every byte of every script is looked up.
const SPECIAL: [bool; 256] = {
    let (signs, mut table, mut at) = (b" \t\n;&|()<>\"'\\$`*?[~{}", [false; 256], 0);
    while at < signs.len() {
        table[signs[at] as usize] = true;
        at += 1;
    }
    table
};

impl Reader<'_, '_> {
    /// Reads on in the word until it ends or a substitution begins.
    pub(super) fn word(&mut self) {
        while let (Some(byte), Some(word)) = (self.peek(0), self.draft.word.as_ref()) {
            self.all.steps += 1;
            if !word.braces.is_empty() {
                self.in_braces(byte);
            } else if word.double.is_some() {
                self.in_double(byte);
            } else if !self.bare(byte) {
                self.end_word();
                return;
            }
        }
    }

    /// Changes the word that is being read.
    pub(super) fn with(&mut self, change: impl FnOnce(&mut DraftWord)) {
        if let Some(word) = self.draft.word.as_mut() {
            change(word);
        }
    }

    /// Takes the next `length` bytes as they stand.
    pub(super) fn take(&mut self, length: usize) {
        let (at, text) = (self.at, self.text);
        self.with(|word| word.push(&text[at..at + length], at));
        self.at += length;
    }

    /// Takes all bytes up to the next for which `stops` holds, at least one character.
    fn take_run(&mut self, stops: impl Fn(u8) -> bool) {
        let rest = &self.text.as_bytes()[self.at + 1..];
        let mut length = 1 + rest.iter().position(|b| stops(*b)).unwrap_or(rest.len());
        while !self.text.is_char_boundary(self.at + length) {
            length += 1;
        }
        self.all.steps += length;
        self.take(length);
    }

    /// Reads outside quotes; returns whether the word goes on.
    fn bare(&mut self, byte: u8) -> bool {
        let in_parens = self.draft.word.as_ref().is_some_and(|word| word.parens > 0);
        match byte {
            b' ' | b'\t' | b'\n' | b';' if in_parens => self.take(1),
            b' ' | b'\t' | b'\n' | b';' => return false,
            b'&' | b'|' if self.draft.test && !in_parens && self.peek(1) == Some(byte) => return false,
            b'&' | b'|' if in_parens || (self.draft.test && byte == b'|') => self.take(1),
            b'&' | b'|' => return false,
            b'(' | b')' => return self.paren(byte, in_parens),
            b'<' | b'>' if self.peek(1) == Some(b'(') => self.substitution(FrameKind::ProcessSubstitution, ")", 2),
            b'<' | b'>' if in_parens || self.draft.test => self.take(1),
            b'<' | b'>' => return self.redirect_after_digits(),
            b'"' => self.open_double(1),
            b'\'' => self.single(),
            b'\\' => self.escape(),
            b'$' => self.dollar(),
            b'`' => self.backtick(),
            b'*' | b'?' | b'[' => {
                self.with(|word| word.expands.glob = true);
                self.take(1);
            }
            b'~' => {
                self.with(|word| word.expands.tilde |= word.text.is_empty());
                self.take(1);
            }
            b'{' => {
                self.with(|word| word.list = Some(word.text.len()));
                self.take(1);
            }
            b'}' => self.close_list(),
            _ => self.take_run(|b| SPECIAL[usize::from(b)]),
        }
        true
    }

    fn paren(&mut self, byte: u8, in_parens: bool) -> bool {
        let (test, text) = (self.draft.test, self.text);
        let Some(word) = self.draft.word.as_mut() else { return false };
        let before = self.at.checked_sub(1).filter(|at| *at >= word.start).map(|at| text.as_bytes()[at]);
        let opens = match (byte, before) {
            (b'(', Some(b'=' | b'@' | b'+' | b'?' | b'*')) => true,
            // At the start of a command it is a negation, and then a subshell.
            (b'(', Some(b'!')) => word.text.len() > 1 || self.draft.command.is_some(),
            (b'(', _) => in_parens,
            _ => false,
        };
        if opens {
            word.parens += 1;
        } else if in_parens {
            word.parens -= 1;
        } else if !test {
            return false;
        }
        self.take(1);
        true
    }

    /// A `}` ends a brace list when something in it is listed.
    fn close_list(&mut self) {
        self.with(|word| {
            if let Some(open) = word.list.take() {
                let inside = word.text.get(open..).unwrap_or_default();
                word.expands.brace |= inside.contains(',') || inside.contains("..");
            }
        });
        self.take(1);
    }

    pub(super) fn open_double(&mut self, length: usize) {
        let at = self.at;
        self.with(|word| {
            word.quoted = true;
            word.double = Some(at);
        });
        self.at += length;
    }

    fn in_double(&mut self, byte: u8) {
        match byte {
            b'"' => {
                self.with(|word| word.double = None);
                self.at += 1;
            }
            b'\\' => match self.peek(1) {
                Some(c @ (b'$' | b'`' | b'"' | b'\\')) => self.take_escaped(char::from(c)),
                Some(b'\n') => self.at += 2,
                _ => self.take(1),
            },
            b'$' => self.dollar(),
            b'`' => self.backtick(),
            _ => self.take_run(|b| matches!(b, b'"' | b'\\' | b'$' | b'`')),
        }
    }

    /// Takes `c`, which follows a backslash here.
    fn take_escaped(&mut self, c: char) {
        let (from, to) = (self.at, self.at + 1 + c.len_utf8());
        self.with(|word| word.push_decoded(c, Span::new(from, to)));
        self.at = to;
    }

    fn escape(&mut self) {
        let goes_on = self.line_goes_on();
        if goes_on > 0 {
            self.at += goes_on;
            return;
        }
        let Some(next) = self.text[self.at + 1..].chars().next() else {
            self.take(1);
            return;
        };
        self.with(|word| word.quoted = true);
        self.take_escaped(next);
    }

    fn single(&mut self) {
        let start = self.at;
        self.with(|word| word.quoted = true);
        self.at += 1;
        let rest = &self.text.as_bytes()[self.at..];
        let length = rest.iter().position(|b| *b == b'\'');
        self.all.steps += length.unwrap_or(rest.len());
        if length.is_none() {
            self.note("shell-quote-unfinished", start, "this single quote is not closed");
        }
        let inside = length.unwrap_or(rest.len());
        if inside > 0 {
            self.take(inside);
        }
        self.at += usize::from(length.is_some());
    }

    /// Reads `$'…'`.
    pub(super) fn ansi(&mut self) {
        let start = self.at;
        self.with(|word| word.quoted = true);
        self.at += 2;
        while let Some(c) = self.text[self.at..].chars().next() {
            self.all.steps += 1;
            if c == '\'' {
                self.at += 1;
                return;
            }
            let from = self.at;
            let (decoded, length) = if c == '\\' { ansi_escape(&self.text[from..]) } else { (c, c.len_utf8()) };
            self.with(|word| word.push_decoded(decoded, Span::new(from, from + length)));
            self.at += length;
        }
        self.note("shell-quote-unfinished", start, "this quote is not closed");
    }

    /// Closes what a word that ends here has left open.
    pub(super) fn close_open_quotes(&mut self) {
        let Some(word) = self.draft.word.as_mut() else { return };
        let braces = std::mem::take(&mut word.braces);
        let (double, parens, start) = (word.double, word.parens, word.start);
        if let Some(brace) = braces.first() {
            self.push_expansion(brace.start, "${..", |word| word.expands.parameter = true);
            self.note("shell-quote-unfinished", brace.start, "this `${` is not closed");
        }
        if let Some(start) = double {
            self.note("shell-quote-unfinished", start, "this double quote is not closed");
        }
        if parens > 0 {
            self.note("shell-quote-unfinished", start, "a parenthesis in this word is not closed");
        }
    }
}

/// Returns the character that an escape in `$'…'` stands for, and its length in bytes.
fn ansi_escape(text: &str) -> (char, usize) {
    let Some(c) = text[1..].chars().next() else { return ('\\', 1) };
    let number = |digits: &str, radix: u32, most: usize| {
        let length = digits.chars().take(most).take_while(|c| c.is_digit(radix)).count();
        u32::from_str_radix(&digits[..length], radix).ok().and_then(char::from_u32).map(|c| (c, length))
    };
    let found = match c {
        'n' => Some(('\n', 2)),
        't' => Some(('\t', 2)),
        'r' => Some(('\r', 2)),
        'a' => Some(('\x07', 2)),
        'e' | 'E' => Some(('\x1b', 2)),
        'b' => Some(('\x08', 2)),
        'f' => Some(('\x0c', 2)),
        'v' => Some(('\x0b', 2)),
        '\\' | '\'' | '"' | '?' => Some((c, 2)),
        '0'..='7' => number(&text[1..], 8, 3).map(|(c, length)| (c, 1 + length)),
        'x' => number(&text[2..], 16, 2).map(|(c, length)| (c, 2 + length)),
        'u' => number(&text[2..], 16, 4).map(|(c, length)| (c, 2 + length)),
        _ => None,
    };
    // Any other backslash stands for itself.
    found.unwrap_or(('\\', 1))
}
