//! Reads one source from left to right with a stack of its own: no recursion, every byte looked at a bounded number of times. Tokens are
//! in `tokens`, the inside of words in `words` and `expansions`, `if` and its like in `compound`, `<` and `>` in `redirects`.

mod compound;
mod draft;
mod expansions;
mod redirects;
mod tokens;
mod words;

use self::draft::{Draft, outward};
use super::command::{Assignment, Command, Item, Joint};
use super::frame::Frame;
use super::nested::{self, Nested};
use super::options::Options;
use super::source::Source;
use super::word::Word;
use super::wrappers::peel;
use crate::diagnostic::{Diagnostic, Span};

/// Text is garbage when more is wrong with it than this; the rest is not told.
const MOST_NOTES: usize = 64;

/// So many bytes are looked at to guess how many words a command has.
const LONGEST_GUESS: usize = 128;

/// What all sources of one script add to.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub commands: Vec<Command>,
    pub frames: Vec<Frame>,
    pub notes: Vec<Diagnostic>,
    /// Scripts found in words, with the command they stand in.
    pub waiting: Vec<(usize, Source<'static>, Options)>,
    /// Work done, for the test that it grows no faster than the text.
    pub steps: usize,
}

/// What a level waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Expect {
    Commands,
    /// The variable of a `for`.
    Variable,
    /// `in`, `do` or a separator.
    In,
    /// The words of a `for`.
    List,
    /// The subject of a `case`.
    Subject,
    /// Patterns, or `esac`.
    Pattern,
    /// The name behind `function`.
    Name,
}

/// An open frame.
#[derive(Debug)]
struct Level {
    /// Index of the frame.
    frame: usize,
    /// The word or sign that ends it; empty for the source as a whole.
    closer: &'static str,
    /// Index of the frame that commands stand in now: a part of `frame`, or itself.
    part: usize,
    expect: Expect,
    /// Where it began.
    start: usize,
    /// What was half read when a substitution began.
    aside: Option<Draft>,
    /// The options to go back to.
    options: Options,
    pipe_from: Option<Item>,
    negated: bool,
    after: Option<Joint>,
    /// A compound command that was closed and has no operator yet.
    last: Option<Item>,
    /// `name()` or `function name` was read.
    function: Option<Word>,
    /// The patterns of an arm that is about to begin.
    patterns: Vec<Word>,
}

/// Where a redirection is kept, and which one.
#[derive(Debug)]
struct Place {
    item: Item,
    index: usize,
    delimiter: String,
    strips: bool,
    expands: bool,
}

/// The state of reading one source.
pub(super) struct Reader<'s, 'g> {
    source: &'s Source<'s>,
    text: &'s str,
    at: usize,
    draft: Draft,
    stack: Vec<Level>,
    options: Options,
    heredocs: Vec<Place>,
    /// Open levels that end at `)`, and at a backtick.
    parens: usize,
    backticks: usize,
    /// No sum `((…))` is found from before this place.
    no_sum_before: usize,
    all: &'g mut Gathered,
}

/// Reads `source` into `all`, under the frame `frame`.
pub(super) fn read(source: &Source<'_>, frame: usize, options: Options, all: &mut Gathered) {
    let level = Level::new(frame, "", 0, options);
    let mut reader = Reader {
        source,
        text: &source.text,
        at: 0,
        draft: Draft::default(),
        stack: vec![level],
        options,
        heredocs: Vec::new(),
        parens: 0,
        backticks: 0,
        no_sum_before: 0,
        all,
    };
    loop {
        reader.all.steps += 1;
        if reader.at >= reader.text.len() {
            if reader.close_at_end() {
                return;
            }
        } else if reader.draft.word.is_some() {
            reader.word();
        } else {
            reader.token();
        }
    }
}

impl Level {
    fn new(frame: usize, closer: &'static str, start: usize, options: Options) -> Self {
        Self {
            frame,
            closer,
            part: frame,
            expect: Expect::Commands,
            start,
            aside: None,
            options,
            pipe_from: None,
            negated: false,
            after: None,
            last: None,
            function: None,
            patterns: Vec::new(),
        }
    }
}

impl Reader<'_, '_> {
    fn level(&mut self) -> &mut Level {
        // The first level is never popped, so the list is never empty.
        let top = self.stack.len() - 1;
        &mut self.stack[top]
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.text.as_bytes().get(self.at + ahead).copied()
    }

    fn rest_starts_with(&self, text: &str) -> bool {
        self.text.as_bytes()[self.at..].starts_with(text.as_bytes())
    }

    fn note(&mut self, code: &'static str, start: usize, message: impl Into<String>) {
        let end = (start + 1..=self.text.len()).find(|end| self.text.is_char_boundary(*end)).unwrap_or(start);
        self.note_outer(code, self.source.outer(Span::new(start, end)), message);
    }

    fn note_outer(&mut self, code: &'static str, span: Span, message: impl Into<String>) {
        if self.all.notes.len() < MOST_NOTES {
            self.all.notes.push(Diagnostic::note(code, "", span, message));
        }
    }

    /// Returns the links of an item that begins now.
    fn begin(&mut self) -> (Option<Item>, Option<Joint>, bool) {
        let level = self.level();
        (level.pipe_from.take(), level.after.take(), std::mem::take(&mut level.negated))
    }

    fn link(&mut self, from: Option<Item>, to: Item) {
        match from {
            Some(Item::Command(index)) => self.all.commands[index].pipes_into = Some(to),
            Some(Item::Frame(index)) => self.all.frames[index].pipes_into = Some(to),
            None => {}
        }
    }

    /// Returns the command that is being read, a new one when none is.
    fn command(&mut self, start: usize) -> usize {
        if let Some(index) = self.draft.command {
            return index;
        }
        if self.level().last.is_some() {
            self.end_item(Joint::Semicolon);
        }
        let (piped_from, after, negated) = self.begin();
        let part = self.level().part;
        self.level().function = None;
        let index = self.all.commands.len();
        let start = self.source.outer(Span::new(start, start + 1)).start;
        let within = self.all.frames[part].within;
        let command = Command::new(part, within, self.options, start);
        let words = Vec::with_capacity(self.guess_words());
        self.all.commands.push(Command { words, piped_from, after, negated, ..command });
        self.link(piped_from, Item::Command(index));
        self.draft.command = Some(index);
        index
    }

    /// Guesses how many words the command has whose first word was just read: one more than blanks on the rest of its line.
    fn guess_words(&self) -> usize {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let here = rest.iter().take(LONGEST_GUESS).take_while(|byte| !matches!(byte, b';' | b'&' | b'|' | b'\n'));
        1 + here.filter(|byte| **byte == b' ').count()
    }

    /// Makes the command reach to `end`.
    fn stretch(&mut self, index: usize, start: usize, end: usize) {
        let outer = self.source.outer(Span::new(start, end));
        let span = &mut self.all.commands[index].span;
        span.end = span.end.max(outer.end);
    }

    /// Takes a finished word into the command.
    fn push_word(&mut self, word: Word) {
        let (start, end) = (word.span.start, word.span.end);
        let index = self.command(start);
        self.stretch(index, start, end);
        let command = &mut self.all.commands[index];
        let word = if command.words.is_empty() {
            match Assignment::new(word) {
                Ok(mut assignment) => {
                    assignment.word = outward(self.source, assignment.word);
                    command.assignments.push(assignment);
                    return;
                }
                Err(word) => word,
            }
        } else {
            word
        };
        command.words.push(outward(self.source, word));
    }

    /// Ends the word and the item before an operator.
    fn end_item(&mut self, joint: Joint) {
        self.end_word();
        self.end_redirect();
        self.draft.test = false;
        let item = match self.draft.command.take() {
            Some(index) => {
                self.all.commands[index].next = joint;
                self.finish_command(index);
                Item::Command(index)
            }
            None => match self.level().last.take() {
                Some(item) => {
                    if let Item::Frame(index) = item {
                        self.all.frames[index].next = joint;
                    }
                    item
                }
                None => return,
            },
        };
        let level = self.level();
        level.pipe_from = joint.is_pipe().then_some(item);
        level.after = (joint != Joint::End).then_some(joint);
        level.negated = false;
    }

    fn finish_command(&mut self, index: usize) {
        let command = &mut self.all.commands[index];
        let peeled = peel(&command.words);
        for at in peeled.assignments {
            // The head was looked at as text; quotes around it do not matter to `env`.
            if let Ok(assignment) = Assignment::new(command.words[at].clone()) {
                command.assignments.push(assignment);
            }
        }
        (command.wrappers, command.program) = (peeled.wrappers, peeled.program);
        if command.program() == Some("set") {
            self.options.read(command.args().iter().map(|word| word.text.as_str()));
        }
        if let Some(Nested { source, options }) = nested::in_words(command) {
            self.all.waiting.push((index, source, options));
        }
    }
}
