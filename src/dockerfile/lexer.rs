//! The builder's own shell-like lexer: quotes, escapes and `$` in one word or line, as used for expanding variables and for
//! finding heredocs. One machine with a stack of its own, so that nesting needs no recursion. Does not know whose variables
//! it is asked for.

mod cut;
mod error;
mod frame;
mod modifier;
mod pattern;
#[cfg(test)]
mod tests;

use cut::{Kind, Words};
use frame::{Frame, Open};
use modifier::Modifier;

pub(super) use cut::Word;
pub use error::ExpandError;

/// No expansion may grow longer, in bytes; a builder would run out of memory instead.
pub const MAX_EXPANSION: usize = 64 * 1024;

/// No expansion may be nested deeper.
const MAX_DEPTH: usize = 100;

/// What the lexer leaves as it is.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Mode {
    /// Quotes stay in the text.
    pub raw_quotes: bool,
    /// Escape characters stay in the text.
    pub raw_escapes: bool,
    /// Variables that are not set stay as written.
    pub keep_unset: bool,
    /// The text is also cut into words.
    pub cut: bool,
}

impl Mode {
    /// Only cut into words.
    pub const KEEP_ALL: Self = Self { raw_quotes: true, raw_escapes: true, keep_unset: true, cut: true };
}

/// What came out.
#[derive(Debug, Default)]
pub(super) struct Lexed {
    /// The whole text.
    pub text: String,
    /// The same cut at blanks, where that was asked for.
    pub words: Vec<Word>,
    /// The variables that were asked for, and whether they were set; in order, repetitions included.
    pub asked: Vec<(String, bool)>,
}

/// The value of a variable, if it is set.
pub(super) type Lookup<'a> = &'a dyn Fn(&str) -> Option<String>;

/// The machine.
pub(super) struct Lexer<'a> {
    input: &'a str,
    at: usize,
    escape: char,
    mode: Mode,
    frames: Vec<Frame>,
    words: Words,
    asked: Vec<(String, bool)>,
}

impl<'a> Lexer<'a> {
    /// Prepares to read `input`.
    pub fn new(input: &'a str, escape: char, mode: Mode) -> Self {
        let first = Frame { open: Open::Text, out: String::new(), raw_escapes: mode.raw_escapes, from: 0 };
        Self { input, at: 0, escape, mode, frames: vec![first], words: Words::default(), asked: Vec::new() }
    }

    /// Reads to the end.
    pub fn run(mut self, lookup: Lookup<'_>) -> Result<Lexed, ExpandError> {
        while let Some(c) = self.peek() {
            let Some(top) = self.frames.last() else { break };
            let quoted = matches!(top.open, Open::Quote);
            if top.stop() == Some(c) {
                self.next();
                self.close(lookup)?;
            } else if c == '$' {
                self.dollar(lookup)?;
            } else if quoted {
                self.quoted_char();
            } else {
                self.plain_char(c)?;
            }
        }
        self.finish()
    }

    fn finish(mut self) -> Result<Lexed, ExpandError> {
        // The outermost brace is the one the builder misses.
        if let Some(open) = self.frames.get(1) {
            return Err(open.missing());
        }
        let text = self.frames.pop().map(|frame| frame.out).unwrap_or_default();
        self.words.end_word();
        Ok(Lexed { text, words: self.words.list, asked: self.asked })
    }

    fn peek(&self) -> Option<char> {
        self.input[self.at..].chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    fn plain_char(&mut self, c: char) -> Result<(), ExpandError> {
        let start = self.at;
        match c {
            '\'' => return self.single_quote(),
            '"' => {
                let raw_escapes = self.frames.last().is_some_and(|frame| frame.raw_escapes);
                self.next();
                let out = if self.mode.raw_quotes { "\"".to_owned() } else { String::new() };
                self.frames.push(Frame { open: Open::Quote, out, raw_escapes, from: start });
            }
            '<' => self.less_than(),
            _ if c == self.escape => self.escaped(),
            _ => {
                self.next();
                self.emit(c.encode_utf8(&mut [0; 4]), start, Kind::Plain);
            }
        }
        Ok(())
    }

    /// `<<` takes the blanks behind it into its word, so that `<< EOF` is one.
    fn less_than(&mut self) {
        let start = self.at;
        self.next();
        if self.peek() == Some('<') {
            self.next();
            while self.peek().is_some_and(char::is_whitespace) {
                self.next();
            }
        }
        let text = self.input[start..self.at].to_owned();
        self.emit(&text, start, Kind::Raw);
    }

    fn escaped(&mut self) {
        let start = self.at;
        self.next();
        if self.frames.last().is_some_and(|frame| frame.raw_escapes) {
            self.emit(self.escape.encode_utf8(&mut [0; 4]), start, Kind::Raw);
        }
        if let Some(c) = self.next() {
            self.emit(c.encode_utf8(&mut [0; 4]), start, Kind::Raw);
        }
    }

    fn single_quote(&mut self) -> Result<(), ExpandError> {
        let start = self.at;
        let length = self.input[start + 1..].find('\'').ok_or(ExpandError::Open("single-quote"))?;
        self.at = start + length + 2;
        let inner = if self.mode.raw_quotes { start..self.at } else { start + 1..self.at - 1 };
        let text = self.input[inner].to_owned();
        self.emit(&text, start, Kind::Raw);
        Ok(())
    }

    fn quoted_char(&mut self) {
        let Some(mut c) = self.next() else { return };
        let (escape, next) = (self.escape, self.peek());
        let Some(frame) = self.frames.last_mut() else { return };
        if c == escape {
            if frame.raw_escapes {
                frame.out.push(c);
            }
            match next {
                None => return,
                Some(guarded) if matches!(guarded, '"' | '$') || guarded == escape => {
                    c = guarded;
                    self.at += guarded.len_utf8();
                }
                Some(_) => {}
            }
        }
        frame.out.push(c);
    }

    fn dollar(&mut self, lookup: Lookup<'_>) -> Result<(), ExpandError> {
        let start = self.at;
        self.next();
        if self.peek() == Some('{') {
            self.next();
            return self.brace(start, lookup);
        }
        let name = self.name();
        if name.is_empty() {
            self.emit("$", start, Kind::Value);
            return Ok(());
        }
        let value = self.look_up(&name, lookup);
        let text = value.unwrap_or_else(|| if self.mode.keep_unset { format!("${name}") } else { String::new() });
        self.emit(&text, start, Kind::Value);
        self.check_length()
    }

    /// Behind `${`.
    fn brace(&mut self, start: usize, lookup: Lookup<'_>) -> Result<(), ExpandError> {
        match self.peek() {
            None => return Err(ExpandError::Missing("'}'")),
            Some('{' | '}' | ':') => return Err(ExpandError::BadSubstitution),
            Some(_) => {}
        }
        let name = self.name();
        let op = self.next().ok_or(ExpandError::Missing("'}'"))?;
        match op {
            '}' => {
                let value = self.look_up(&name, lookup);
                let unset = || if self.mode.keep_unset { format!("${{{name}}}") } else { String::new() };
                let text = value.unwrap_or_else(unset);
                self.emit(&text, start, Kind::Value);
                self.check_length()
            }
            ':' => {
                let op = self.next().ok_or(ExpandError::Missing("'}'"))?;
                self.open_modifier(Modifier { name, op, empty_is_unset: true }, start)
            }
            '+' | '-' | '?' | '#' | '%' => self.open_modifier(Modifier { name, op, empty_is_unset: false }, start),
            '/' => {
                let all = self.peek() == Some('/');
                self.at += usize::from(all);
                self.open(Open::Pattern { name, all }, start, true)
            }
            other => Err(ExpandError::Modifier(other.to_string())),
        }
    }

    fn open_modifier(&mut self, modifier: Modifier, from: usize) -> Result<(), ExpandError> {
        let raw_escapes = modifier.takes_pattern();
        self.open(Open::Modifier(modifier), from, raw_escapes)
    }

    fn open(&mut self, open: Open, from: usize, raw_escapes: bool) -> Result<(), ExpandError> {
        self.frames.push(Frame { open, out: String::new(), raw_escapes, from });
        if self.frames.len() > MAX_DEPTH { Err(ExpandError::TooLong) } else { Ok(()) }
    }

    /// The innermost frame has reached its end: its result goes into the one around it.
    fn close(&mut self, lookup: Lookup<'_>) -> Result<(), ExpandError> {
        let Some(Frame { open, mut out, from, .. }) = self.frames.pop() else { return Ok(()) };
        match open {
            Open::Text => {}
            Open::Quote => {
                if self.mode.raw_quotes {
                    out.push('"');
                }
                self.emit(&out, from, Kind::Raw);
            }
            Open::Pattern { name, all } => self.open(Open::Replacement { name, all, pattern: out }, from, true)?,
            Open::Modifier(modifier) => {
                let value = self.look_up(&modifier.name, lookup);
                let text = if value.is_none() && self.mode.keep_unset {
                    format!("${{{}{}{out}}}", modifier.name, modifier.written())
                } else {
                    modifier.apply(value, out)?
                };
                self.emit(&text, from, Kind::Value);
            }
            Open::Replacement { name, all, pattern } => {
                let value = self.look_up(&name, lookup);
                let text = if value.is_none() && self.mode.keep_unset {
                    format!("${{{name}/{pattern}/{out}}}")
                } else {
                    pattern::replace(&value.unwrap_or_default(), &pattern, &out, all)?
                };
                self.emit(&text, from, Kind::Value);
            }
        }
        self.check_length()
    }

    fn check_length(&self) -> Result<(), ExpandError> {
        let length = self.frames.last().map_or(0, |frame| frame.out.len());
        // What stands there literally may be as long as it likes.
        if length > MAX_EXPANSION.max(self.input.len()) { Err(ExpandError::TooLong) } else { Ok(()) }
    }

    fn look_up(&mut self, name: &str, lookup: Lookup<'_>) -> Option<String> {
        let value = lookup(name);
        self.asked.push((name.to_owned(), value.is_some()));
        value
    }

    /// Reads a variable's name: letters, digits and `_`; or digits; or one special sign.
    fn name(&mut self) -> String {
        let rest = &self.input[self.at..];
        let end = match rest.chars().next() {
            Some(first) if first.is_numeric() => rest.find(|c: char| !c.is_numeric()).unwrap_or(rest.len()),
            Some('@' | '*' | '#' | '?' | '-' | '$' | '!') => 1,
            _ => rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len()),
        };
        self.at += end;
        rest[..end].to_owned()
    }

    fn emit(&mut self, text: &str, from: usize, kind: Kind) {
        let whole = self.mode.cut && self.frames.len() == 1;
        if let Some(frame) = self.frames.last_mut() {
            frame.out.push_str(text);
        }
        if whole {
            self.words.add(text, from..self.at, kind);
        }
    }
}
