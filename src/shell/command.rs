//! A simple command and what belongs to it. Questions about its flags are in `flags`. Knows nothing of how it was read.

use super::frame::Within;
use super::options::Options;
use super::word::Word;
use crate::diagnostic::Span;

/// The operator between two items of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joint {
    /// `&&`
    And,
    /// `||`
    Or,
    /// `;`
    Semicolon,
    /// The end of a line.
    Newline,
    /// `|`
    Pipe,
    /// `|&`
    PipeBoth,
    /// `&`
    Background,
    /// Nothing follows here: the end of the text, or of what it stands in.
    End,
}

impl Joint {
    /// Returns whether output goes on to the next item.
    pub fn is_pipe(self) -> bool {
        matches!(self, Self::Pipe | Self::PipeBoth)
    }
}

/// A member of a list or a pipeline: an index into the script's commands or frames.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Item {
    /// A simple command.
    Command(usize),
    /// A compound command.
    Frame(usize),
}

/// A simple command: `A=1 env B=2 pip install x >log`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// From its first to behind its last byte.
    pub span: Span,
    /// Variables for this command (or, without words, for the shell), those given through `env` or `sudo` included.
    pub assignments: Vec<Assignment>,
    /// All words, prefix commands included.
    pub words: Vec<Word>,
    /// In their order.
    pub redirects: Vec<Redirect>,
    /// Index of the frame it stands in.
    pub frame: usize,
    /// The kinds of all frames around.
    pub within: Within,
    /// A `!` stands before it.
    pub negated: bool,
    /// The operator before it.
    pub after: Option<Joint>,
    /// The operator behind it.
    pub next: Joint,
    /// Whose output it reads.
    pub piped_from: Option<Item>,
    /// Who reads its output.
    pub pipes_into: Option<Item>,
    /// The shell's options when it runs.
    pub options: Options,
    /// Which words are prefix commands: `sudo`, `env`, `xargs`.
    pub(super) wrappers: Vec<usize>,
    /// Which word is the program.
    pub(super) program: usize,
}

/// `NAME=value`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// The whole word.
    pub word: Word,
    name: usize,
    value: usize,
}

/// What a redirection does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RedirectOp {
    /// `<`
    Read,
    /// `>` and `>|`
    Write,
    /// `>>`
    Append,
    /// `<>`
    ReadWrite,
    /// `<&` and `>&`
    Duplicate,
    /// `&>`
    WriteBoth,
    /// `&>>`
    AppendBoth,
    /// `<<` and `<<-`
    Heredoc,
    /// `<<<`
    HereString,
}

/// A redirection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirect {
    /// Operator and target.
    pub span: Span,
    /// The number before the operator.
    pub fd: Option<u32>,
    /// What it does.
    pub op: RedirectOp,
    /// File, number, string or delimiter; `None` when it is missing.
    pub target: Option<Word>,
    /// The body of a heredoc, when it stands in the text.
    pub heredoc: Option<Heredoc>,
}

/// The body of a heredoc.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heredoc {
    /// Its lines, without the delimiter's.
    pub span: Span,
    /// Leading tabs are stripped with `<<-`.
    pub text: String,
    /// The delimiter was unquoted: variables and substitutions in the body are replaced.
    pub expands: bool,
}

impl Command {
    pub(super) fn new(frame: usize, within: Within, options: Options, start: usize) -> Self {
        Self {
            span: Span::new(start, start),
            assignments: Vec::new(),
            words: Vec::new(),
            redirects: Vec::new(),
            frame,
            within,
            negated: false,
            after: None,
            next: Joint::End,
            piped_from: None,
            pipes_into: None,
            options,
            wrappers: Vec::new(),
            program: 0,
        }
    }

    /// Returns the name of the program that does the work, without its path and behind prefix commands: `pip` for
    /// `sudo -E /usr/bin/pip install`. `None` when there are only assignments or redirections.
    pub fn program(&self) -> Option<&str> {
        self.program_word().map(Word::file_name)
    }

    /// Returns the word that names the program.
    pub fn program_word(&self) -> Option<&Word> {
        self.words.get(self.program)
    }

    /// Returns the words behind the program.
    pub fn args(&self) -> &[Word] {
        self.words.get(self.program + 1..).unwrap_or_default()
    }

    /// Returns the prefix commands, outermost first.
    pub fn wrappers(&self) -> impl Iterator<Item = &Word> {
        self.wrappers.iter().map(|at| &self.words[*at])
    }

    /// Returns whether it runs through this prefix command, `sudo`.
    pub fn is_run_by(&self, wrapper: &str) -> bool {
        self.wrappers().any(|word| word.file_name() == wrapper)
    }

    /// Returns the last value given to the variable `name` for this command.
    pub fn assignment(&self, name: &str) -> Option<&Assignment> {
        self.assignments.iter().rev().find(|assignment| assignment.name() == name)
    }

    /// Returns whether it reads from or writes to a pipe.
    pub fn is_in_pipeline(&self) -> bool {
        self.piped_from.is_some() || self.next.is_pipe()
    }
}

impl Assignment {
    /// Takes `word` apart when it is `NAME=`, `NAME+=` or `NAME[i]=` with an unquoted head.
    pub(super) fn new(word: Word) -> Result<Self, Word> {
        let Some((name, value)) = assigned(&word.text) else { return Err(word) };
        let head_is_bare =
            word.pieces.is_empty() || word.locate(0..value) == Span::new(word.span.start, word.span.start + value);
        if head_is_bare { Ok(Self { word, name, value }) } else { Err(word) }
    }

    /// Returns the variable.
    pub fn name(&self) -> &str {
        &self.word.text[..self.name]
    }

    /// Returns what it is set to, after quote removal.
    pub fn value(&self) -> &str {
        &self.word.text[self.value..]
    }

    /// Returns where the value stands.
    pub fn value_span(&self) -> Span {
        self.word.locate(self.value..self.word.text.len())
    }
}

/// Returns the length of the name and where the value begins.
fn assigned(text: &str) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let name = bytes.iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'_').count();
    if name == 0 || bytes[0].is_ascii_digit() {
        return None;
    }
    let mut at = name;
    if bytes.get(at) == Some(&b'[') {
        at += bytes[at..].iter().position(|b| matches!(b, b']' | b'='))? + 1;
    }
    at += usize::from(bytes.get(at) == Some(&b'+'));
    (bytes.get(at) == Some(&b'=')).then_some((name, at + 1))
}
