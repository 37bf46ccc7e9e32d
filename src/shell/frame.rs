//! What commands stand in: subshells, branches, loops, functions, substitutions. Frames are a flat list, parents first; what a command is
//! within is a set that is computed once. Knows nothing of reading.

use super::command::{Item, Joint, Redirect};
use super::word::Word;
use crate::diagnostic::Span;

/// The kinds of frames.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FrameKind {
    /// The text as a whole; always the first frame.
    Top,
    /// `( … )`
    Subshell,
    /// `{ …; }`
    Group,
    /// The body of a function; its head is the name.
    Function,
    /// `if … fi`; its parts are frames in it.
    If,
    /// What is tested after `if`, `elif`, `while`, `until`.
    Condition,
    /// After `then`.
    Then,
    /// After `else`.
    Else,
    /// `for … done` and `select`; its head is the variable and the words.
    For,
    /// `while … done`
    While,
    /// `until … done`
    Until,
    /// Between `do` and `done`.
    Body,
    /// `case … esac`; its head is the subject.
    Case,
    /// One arm of a `case`; its head is the patterns.
    Arm,
    /// `$( … )` or backticks.
    Substitution,
    /// `<( … )` or `>( … )`
    ProcessSubstitution,
    /// A string or heredoc that another shell runs: `sh -c '…'`, `eval`, `bash <<EOF`.
    ShellString,
}

/// A set of frame kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Within(u32);

impl Within {
    /// Returns whether a frame of this kind is among those around.
    pub fn has(self, kind: FrameKind) -> bool {
        self.0 & (1 << kind as u32) != 0
    }

    /// Returns whether it may be left out when the script runs: a branch, a loop's body, an arm, a function.
    pub fn is_conditional(self) -> bool {
        use FrameKind::{Arm, Body, Else, Function, Then};
        [Then, Else, Body, Arm, Function].into_iter().any(|kind| self.has(kind))
    }

    /// Returns the set with `kind` in it.
    pub(super) fn with(self, kind: FrameKind) -> Self {
        Self(self.0 | (1 << kind as u32))
    }
}

/// One frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// What it is.
    pub kind: FrameKind,
    /// The frame it stands in; `None` only for the first.
    pub parent: Option<usize>,
    /// For a substitution or a string: the command in whose words it stands.
    pub command: Option<usize>,
    /// From its first byte to behind its last.
    pub span: Span,
    /// The kinds of the frames around, its own included.
    pub within: Within,
    /// For, case, arm, function: the words before its body.
    pub head: Vec<Word>,
    /// Redirections behind the closing word.
    pub redirects: Vec<Redirect>,
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
}

impl Frame {
    pub(super) fn new(kind: FrameKind, parent: Option<usize>, within: Within, start: usize) -> Self {
        Self {
            kind,
            parent,
            command: None,
            span: Span::new(start, start),
            within: within.with(kind),
            head: Vec::new(),
            redirects: Vec::new(),
            negated: false,
            after: None,
            next: Joint::End,
            piped_from: None,
            pipes_into: None,
        }
    }
}
