//! Dockerfile: instructions, each with a head (its name and flags) that is read here and a rest that a grammar reads;
//! the comments and empty lines that may stand inside them.

use super::commands::Commands;
use crate::ui::highlight::LineSpans;
use crate::ui::highlight::expansion;
use crate::ui::highlight::language::Language;
use crate::ui::highlight::lexer::{Grammars, Lexer, push};
use crate::ui::highlight::role::SyntaxRole;

/// What follows the head of an instruction.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Rest {
    /// A command line, or its list form.
    Shell,
    /// CMD and a command line.
    Check,
    Image,
    /// Names that get values.
    Names,
    Other,
}

/// A Dockerfile at work on its lines.
pub(in crate::ui::highlight) struct Instructions<'g> {
    /// Reads the commands, and all here-documents.
    shell: Commands<'g>,
    arguments: Lexer<'g>,
    /// Of the instruction that is open.
    rest: Rest,
    /// Whether the line before ended in a backslash.
    continued: bool,
    /// Whether it ended before the head did.
    in_head: bool,
}

impl<'g> Instructions<'g> {
    /// Returns a Dockerfile at its first line.
    pub fn new(grammars: &'g Grammars, depth: u8) -> Option<Self> {
        let shell = Commands::new(grammars, depth)?;
        let arguments = Lexer::new(grammars, Language::Dockerfile)?;
        Some(Self { shell, arguments, rest: Rest::Other, continued: false, in_head: false })
    }

    /// Appends the spans of the next line, or of its part from byte `offset` on, which is `text`.
    pub fn line(&mut self, text: &str, offset: usize, out: &mut LineSpans) {
        if self.shell.in_document() {
            return self.shell.line(text, offset, out);
        }
        let mut line = Cursor { text, at: 0, offset };
        line.skip_blanks();
        if line.rest().starts_with('#') {
            return comment(&line, out);
        }
        if line.rest().is_empty() {
            return;
        }
        if !self.continued {
            self.begin(&mut line, out);
        }
        if self.in_head {
            self.head(&mut line, out);
        }
        if !self.in_head {
            self.tail(&line, out);
        }
        self.continued = text.trim_ascii_end().ends_with('\\');
    }

    /// Reads the instruction's name.
    fn begin(&mut self, line: &mut Cursor, out: &mut LineSpans) {
        self.shell.reset();
        self.arguments.reset();
        self.in_head = true;
        let mut name = line.word();
        if name.eq_ignore_ascii_case("ONBUILD") {
            line.take(name.len(), SyntaxRole::Keyword, out);
            name = line.word();
        }
        self.rest = rest_of(name);
        if name.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            line.take(name.len(), SyntaxRole::Keyword, out);
        }
    }

    /// Reads flags, and what else stands before the rest. Leaves `in_head` set where the line ends before that.
    fn head(&mut self, line: &mut Cursor, out: &mut LineSpans) {
        while line.word().starts_with("--") {
            let (flag, value) = line.word().split_once('=').unwrap_or((line.word(), ""));
            let role = if flag == "--from" { SyntaxRole::Type } else { SyntaxRole::Plain };
            push(out, line.place()..line.place() + flag.len(), SyntaxRole::Flag);
            expansion::split(value, line.place() + flag.len() + 1, role, out);
            line.at += line.word().len();
            line.skip_blanks();
        }
        let word = line.word();
        if self.rest == Rest::Check && (word.eq_ignore_ascii_case("CMD") || word.eq_ignore_ascii_case("NONE")) {
            line.take(word.len(), SyntaxRole::Keyword, out);
            self.rest = Rest::Shell;
        } else if self.rest == Rest::Names && !word.contains(['=', '"', '\\', '$']) {
            line.take(word.len(), SyntaxRole::Key, out);
        }
        self.in_head = line.rest().trim_ascii_end() == "\\";
        if self.in_head {
            line.take(1, SyntaxRole::Operator, out);
        }
    }

    /// Gives what follows the head to a grammar.
    fn tail(&mut self, line: &Cursor, out: &mut LineSpans) {
        let text = line.rest();
        if matches!(self.rest, Rest::Shell | Rest::Check) {
            return self.shell.line(text, line.place(), out);
        }
        let image = self.rest == Rest::Image;
        // A second line of FROM is no image any more.
        self.rest = if image { Rest::Other } else { self.rest };
        self.arguments.line(text, line.place(), !image, out);
        let words = self.arguments.heredocs().to_vec();
        self.shell.announce(text, &words, None);
    }
}

/// Returns what follows an instruction of that name.
fn rest_of(name: &str) -> Rest {
    const RESTS: [(&str, Rest); 9] = [
        ("RUN", Rest::Shell),
        ("CMD", Rest::Shell),
        ("ENTRYPOINT", Rest::Shell),
        ("SHELL", Rest::Shell),
        ("HEALTHCHECK", Rest::Check),
        ("FROM", Rest::Image),
        ("ENV", Rest::Names),
        ("ARG", Rest::Names),
        ("LABEL", Rest::Names),
    ];
    RESTS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map_or(Rest::Other, |&(_, rest)| rest)
}

/// Appends a comment, or a parser directive with its name and value.
fn comment(line: &Cursor, out: &mut LineSpans) {
    let text = line.rest();
    let directive = text[1..].split_once('=').filter(|(name, _)| {
        ["syntax", "escape", "check"].iter().any(|known| known.eq_ignore_ascii_case(name.trim_ascii()))
    });
    let Some((name, value)) = directive else {
        return push(out, line.place()..line.place() + text.len(), SyntaxRole::Comment);
    };
    let key = line.place() + 1 + name.len() - name.trim_ascii_start().len();
    let end = line.place() + text.len();
    push(out, line.place()..key, SyntaxRole::Comment);
    push(out, key..key + name.trim_ascii().len(), SyntaxRole::Key);
    push(out, end - value.trim_ascii_start().len()..end, SyntaxRole::String);
}

/// A line and how far it has been read.
struct Cursor<'t> {
    text: &'t str,
    at: usize,
    /// Where `text` begins in its line.
    offset: usize,
}

impl<'t> Cursor<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn place(&self) -> usize {
        self.offset + self.at
    }

    /// The text up to the next blank.
    fn word(&self) -> &'t str {
        self.rest().split([' ', '\t']).next().unwrap_or_default()
    }

    fn skip_blanks(&mut self) {
        self.at = self.text.len() - self.rest().trim_ascii_start().len();
    }

    /// Appends the next `length` bytes and steps over them and the blanks behind.
    fn take(&mut self, length: usize, role: SyntaxRole, out: &mut LineSpans) {
        push(out, self.place()..self.place() + length, role);
        self.at += length;
        self.skip_blanks();
    }
}
