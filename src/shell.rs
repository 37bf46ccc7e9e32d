//! Reads the shell of RUN bodies, well enough for rules: which programs run, with which words, in which order, joined how, inside what.
//! POSIX sh and the parts of bash that people put into Dockerfiles. Text in, a flat [`Script`] out; it never fails. Knows nothing of
//! Dockerfiles, of rules, and of what the programs mean (but for prefix commands and shells, whose words are commands again).
//!
//! ```text
//!  set -e && if test -f x; then curl -fsSL "$URL" | sudo sh; fi
//!  └ commands[0]  ╰ frames: If ⊃ Condition, Then      ╰ a prefix command: the program is sh
//!                    └ commands[1]  └ commands[2] ─pipes_into→ commands[3], options.errexit
//! ```
//!
//! Positions are bytes of the text that was given, also for commands inside `sh -c "…"`; where quotes or escapes stand between, they are
//! as near as can be. Substitutions in `"…"` are read where they stand, bodies of heredocs only when a shell runs them.

mod command;
mod flags;
mod frame;
mod nested;
mod options;
mod reader;
mod source;
#[cfg(test)]
mod tests;
mod word;
mod wrappers;

pub use command::{Assignment, Command, Heredoc, Item, Joint, Redirect, RedirectOp};
pub use flags::FlagValue;
pub use frame::{Frame, FrameKind, Within};
pub use options::Options;
pub use word::{Expands, Word};

use self::reader::Gathered;
use self::source::Source;
use crate::diagnostic::{Diagnostic, Span};

/// How deep scripts in strings are read: `sh -c "sh -c '…'"` is two.
const DEEPEST_STRING: usize = 6;

/// Room for more commands is made when they come: signs may all stand in a string.
const MOST_GUESSED: usize = 15;

/// What was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Script {
    /// All simple commands, those of substitutions and strings included, in the order in which they begin.
    pub commands: Vec<Command>,
    /// What they stand in; parents before children, the first is the text as a whole.
    pub frames: Vec<Frame>,
    /// What was odd: notes only, with an empty path, at most a few dozen.
    pub diagnostics: Vec<Diagnostic>,
    steps: usize,
}

/// Reads `text` as a shell would that was started without options.
pub fn read(text: &str) -> Script {
    read_with(text, Options::default())
}

/// Reads `text` as a shell would that was started with `options`: those of the SHELL instruction in force.
pub fn read_with(text: &str, options: Options) -> Script {
    // Most scripts have no other frame.
    let frames = vec![Frame::new(FrameKind::Top, None, Within::default(), 0)];
    let commands = Vec::with_capacity(guess(text));
    let mut all = Gathered { commands, frames, ..Gathered::default() };
    reader::read(&Source::outermost(text), 0, options, &mut all);
    let mut depth = 0;
    while depth < DEEPEST_STRING && !all.waiting.is_empty() {
        depth += 1;
        for (command, source, options) in std::mem::take(&mut all.waiting) {
            let outer = &all.commands[command];
            let span = source.outer(Span::new(0, source.text.len()));
            let parent = outer.frame;
            let mut frame = Frame::new(FrameKind::ShellString, Some(parent), outer.within, span.start);
            (frame.span, frame.command) = (span, Some(command));
            all.frames.push(frame);
            let index = all.frames.len() - 1;
            reader::read(&source, index, options, &mut all);
        }
    }
    let mut script = Script { commands: all.commands, frames: all.frames, diagnostics: all.notes, steps: all.steps };
    script.sort();
    script
}

/// Guesses how many commands a text has, from the signs that end one: a file has thousands of scripts, and what a list reserves beyond its
/// need would be most of their memory.
fn guess(text: &str) -> usize {
    let ends = |pair: &[u8]| matches!(pair[0], b';' | b'&' | b'|' | b'\n') && pair[0] != pair[1];
    1 + text.as_bytes().windows(2).filter(|pair| ends(pair)).count().min(MOST_GUESSED)
}

/// So many members are looked at to each side of one in a pipe.
const LONGEST_PIPE: usize = 16;

impl Script {
    /// Puts commands into the order in which they begin: those of strings were found after what follows them.
    fn sort(&mut self) {
        self.diagnostics.sort_by_key(|note| note.span.start);
        if self.commands.is_sorted_by_key(|command| command.span.start) {
            return;
        }
        let mut order: Vec<usize> = (0..self.commands.len()).collect();
        order.sort_by_key(|index| self.commands[*index].span.start);
        let mut moved = vec![0; order.len()];
        for (new, old) in order.iter().enumerate() {
            moved[*old] = new;
        }
        let follow = |item: &mut Option<Item>| {
            if let Some(Item::Command(index)) = item {
                *index = moved[*index];
            }
        };
        for command in &mut self.commands {
            follow(&mut command.piped_from);
            follow(&mut command.pipes_into);
        }
        for frame in &mut self.frames {
            follow(&mut frame.piped_from);
            follow(&mut frame.pipes_into);
            frame.command = frame.command.map(|index| moved[index]);
        }
        let mut old: Vec<Option<Command>> = self.commands.drain(..).map(Some).collect();
        self.commands.extend(order.into_iter().filter_map(|index| old[index].take()));
    }

    /// Returns the commands whose program has one of these names.
    pub fn runs<'a>(&'a self, names: &'a [&str]) -> impl Iterator<Item = (usize, &'a Command)> {
        let named = |command: &Command| command.program().is_some_and(|program| names.contains(&program));
        self.commands.iter().enumerate().filter(move |(_, command)| named(command))
    }

    /// Returns the members of the pipeline that `item` belongs to, from left to right; `item` alone when there is no pipe. Of a pipe
    /// longer than any that people write only the members around `item`, so that asking for each is no work in the square of the text.
    pub fn pipeline(&self, item: Item) -> Vec<Item> {
        let before = std::iter::successors(self.links(item).0, |item| self.links(*item).0);
        let mut members: Vec<Item> = before.take(LONGEST_PIPE).collect();
        members.reverse();
        members.extend(std::iter::successors(Some(item), |item| self.links(*item).1).take(LONGEST_PIPE));
        members
    }

    /// Returns the member whose result is the pipeline's, when `pipefail` is off.
    pub fn last_of_pipeline(&self, item: Item) -> Item {
        let mut last = item;
        while let Some(next) = self.links(last).1 {
            last = next;
        }
        last
    }

    /// Returns the command when `item` is one.
    pub fn command(&self, item: Item) -> Option<&Command> {
        match item {
            Item::Command(index) => self.commands.get(index),
            Item::Frame(_) => None,
        }
    }

    /// Returns the frames around a command, innermost first.
    pub fn frames_around(&self, command: &Command) -> impl Iterator<Item = &Frame> {
        std::iter::successors(self.frames.get(command.frame), |frame| frame.parent.map(|parent| &self.frames[parent]))
    }

    fn links(&self, item: Item) -> (Option<Item>, Option<Item>) {
        match item {
            Item::Command(index) => (self.commands[index].piped_from, self.commands[index].pipes_into),
            Item::Frame(index) => (self.frames[index].piped_from, self.frames[index].pipes_into),
        }
    }
}
