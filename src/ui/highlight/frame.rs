//! What the lines of a language have to do with each other: continued instructions, here-documents, prompts, block
//! scalars. Hands each line, or its part, to a grammar in the state and with the beginning that it needs.

mod commands;
mod console;
mod document;
mod instructions;
mod scalars;

use super::LineSpans;
use super::language::Language;
use super::lexer::{Grammars, Lexer};
use commands::Commands;
use console::Console;
use instructions::Instructions;
use scalars::Scalars;

/// How deep languages may lie in each other (shell in YAML, Python in shell, …): what lies deeper stays plain.
const MAX_DEPTH: u8 = 4;

/// A language at work on its lines, in order.
pub(super) enum Frame<'g> {
    /// Lines that only the grammar relates.
    Lines(Lexer<'g>),
    Commands(Box<Commands<'g>>),
    Instructions(Box<Instructions<'g>>),
    Console(Box<Console<'g>>),
    /// YAML.
    Scalars(Box<Scalars<'g>>),
}

impl<'g> Frame<'g> {
    /// Returns a frame at the beginning of a text; `None` where the grammar is missing.
    pub fn new(grammars: &'g Grammars, language: Language) -> Option<Self> {
        Self::nested(grammars, language, 0)
    }

    fn nested(grammars: &'g Grammars, language: Language, depth: u8) -> Option<Self> {
        if depth >= MAX_DEPTH {
            return None;
        }
        Some(match language {
            Language::Shell => Self::Commands(Box::new(Commands::new(grammars, depth)?)),
            Language::Dockerfile => Self::Instructions(Box::new(Instructions::new(grammars, depth)?)),
            Language::Console => Self::Console(Box::new(Console::new(Commands::new(grammars, depth)?))),
            Language::Yaml => Self::Scalars(Box::new(Scalars::new(grammars, depth)?)),
            _ => Self::Lines(Lexer::new(grammars, language)?),
        })
    }

    /// Appends the spans of the next line, or of its part from byte `offset` on, which is `text`.
    pub fn line(&mut self, text: &str, offset: usize, out: &mut LineSpans) {
        match self {
            Self::Lines(lexer) => lexer.line(text, offset, false, out),
            Self::Commands(commands) => commands.line(text, offset, out),
            Self::Instructions(instructions) => instructions.line(text, offset, out),
            Self::Console(console) => console.line(text, out),
            Self::Scalars(scalars) => scalars.line(text, offset, out),
        }
    }
}
