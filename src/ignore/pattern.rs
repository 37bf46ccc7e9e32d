//! One pattern of a `.dockerignore`: what it looked like, what the builder made of it, whether it matches one path. Knows nothing of
//! parents and of the order of lines.

use super::clean::{clean, is_well_formed};
use super::glob::Glob;
use crate::diagnostic::Span;

/// A pattern that the builder takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// 1-based.
    pub line: usize,
    /// The line without the blanks around it, in bytes of the file.
    pub span: Span,
    /// The same as text, with its `!`.
    pub text: String,
    /// What is matched: without `!`, without a leading `/`, cleaned.
    pub cleaned: String,
    /// It begins with `!`: what it matches is sent again.
    pub negated: bool,
    kind: Kind,
}

/// The builder has quick ways for the frequent shapes, and their answers differ a little from its slow way.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    /// No wildcard.
    Exact,
    /// `**` at the end only; holds what stands before it.
    Prefix(String),
    /// `**` at the start only; holds what stands behind it.
    Suffix(String),
    Glob(Glob),
}

/// Why the builder refuses a pattern, and with it the whole file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// A `!` with nothing behind it.
    LoneNegation,
    /// An unclosed `[`, an escape at the end, a range the wrong way round.
    Syntax,
}

impl Refusal {
    /// Returns the builder's own words.
    pub fn message(self) -> &'static str {
        match self {
            Self::LoneNegation => "illegal exclusion pattern: \"!\"",
            Self::Syntax => "syntax error in pattern",
        }
    }
}

impl Pattern {
    /// Makes a pattern of a trimmed line that is neither empty nor a comment.
    pub fn new(line: usize, span: Span, text: &str) -> Result<Self, Refusal> {
        let written = text.strip_prefix('!').map_or(text, str::trim);
        let mut own = if written.is_empty() { String::new() } else { clean(written) };
        if own.len() > 1 && own.starts_with('/') {
            own.remove(0);
        }
        // The line is read once, and its pattern is trimmed and cleaned again with its `!` when the list is compiled.
        let whole = if text.starts_with('!') { format!("!{own}") } else { own };
        let whole = clean(whole.trim());
        let (negated, cleaned) = match whole.strip_prefix('!') {
            Some("") => return Err(Refusal::LoneNegation),
            Some(rest) => (true, rest.to_owned()),
            None => (false, whole),
        };
        if !is_well_formed(&cleaned) {
            return Err(Refusal::Syntax);
        }
        let kind = Kind::of(&cleaned).ok_or(Refusal::Syntax)?;
        Ok(Self { line, span, text: text.to_owned(), cleaned, negated, kind })
    }

    /// Returns whether `path` itself matches: relative to the context, with `/`, cleaned.
    pub fn matches(&self, path: &str) -> bool {
        match &self.kind {
            Kind::Exact => path == self.cleaned,
            Kind::Prefix(head) => path.starts_with(head.as_str()),
            Kind::Suffix(tail) => path.ends_with(tail.as_str()) || tail.strip_prefix('/') == Some(path),
            Kind::Glob(glob) => glob.matches(path),
        }
    }

    /// Returns whether something below the folder `dir` could match.
    pub fn reaches_below(&self, dir: &str) -> bool {
        let below = |text: &str| text.strip_prefix(dir).is_some_and(|rest| rest.starts_with('/'));
        match &self.kind {
            Kind::Exact => below(&self.cleaned),
            Kind::Prefix(head) => below(head) || format!("{dir}/").starts_with(head.as_str()),
            Kind::Suffix(_) => true,
            Kind::Glob(glob) => glob.reaches_below(&format!("{dir}/")),
        }
    }

    /// Returns whether the pattern names one path, without any wildcard.
    pub fn is_plain(&self) -> bool {
        self.kind == Kind::Exact
    }
}

impl Kind {
    fn of(pattern: &str) -> Option<Self> {
        let (mut kind, mut steps, mut needs_glob) = (Self::Exact, 0_usize, false);
        let mut chars = pattern.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '*' if chars.next_if_eq(&'*').is_some() => {
                    let _ = chars.next_if_eq(&'/');
                    let at_end = chars.peek().is_none();
                    match (steps, at_end) {
                        (0, _) => kind = Self::Suffix(pattern[2..].to_owned()),
                        (_, true) if kind == Self::Exact => {
                            kind = Self::Prefix(pattern[..pattern.len() - 2].to_owned())
                        }
                        _ => needs_glob = true,
                    }
                }
                '*' | '?' | '[' | ']' => needs_glob = true,
                '\\' if chars.next().is_some() => needs_glob = true,
                _ => {}
            }
            steps += 1;
        }
        if needs_glob { Glob::new(pattern).map(Self::Glob) } else { Some(kind) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern(text: &str) -> Result<Pattern, Refusal> {
        Pattern::new(1, Span::default(), text)
    }

    #[test]
    fn a_line_becomes_what_the_builder_matches() {
        let cases = [
            ("venv/", "venv", false),
            ("/venv", "venv", false),
            ("./a//b/../c", "a/c", false),
            ("! .env", ".env", true),
            ("!!x", "!x", true),
            ("/", "/", false),
            ("..", "..", false),
            ("!.", ".", true),
            ("a /", "a", false),
            ("a # b", "a # b", false),
            ("**/", "**", false),
        ];
        for (text, cleaned, negated) in cases {
            let made = pattern(text).unwrap();
            assert_eq!((made.cleaned.as_str(), made.negated), (cleaned, negated), "{text}");
        }
    }

    #[test]
    fn refusals() {
        for text in ["!", "! ", "!/", "!//"] {
            assert_eq!(pattern(text), Err(Refusal::LoneNegation), "{text}");
        }
        for text in ["[", "a[b", "![", "x\\", "[z-a]"] {
            assert_eq!(pattern(text), Err(Refusal::Syntax), "{text}");
        }
    }

    #[test]
    fn the_quick_ways_have_their_own_answers() {
        let cases = [
            ("**", "a/b", true),
            ("**/foo", "foo", true),
            ("**/foo", "a/foo", true),
            ("**/foo", "barfoo", false),
            ("**.pyc", "a.pyc", true),
            ("**.pyc", "x/a.pyc", true),
            ("foo**", "foobar/x", true),
            ("foo/**", "foo", false),
            ("foo/**", "foo/x/y", true),
            ("a.b", "axb", false),
            ("{a,b}", "{a,b}", true),
            ("^a", "^a", true),
        ];
        for (text, path, expected) in cases {
            assert_eq!(pattern(text).unwrap().matches(path), expected, "{text} against {path}");
        }
    }
}
