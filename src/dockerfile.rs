//! Dockerfiles as BuildKit reads them: lines into instructions with their places, instructions into typed arguments, those into
//! stages with their variables. Never fails: what is wrong comes as diagnostics beside the tree, and reading goes on behind it.
//! Knows no file and no practice; what is good or bad is `lint`'s business.
//!
//! ```text
//! source ─ lines ─ reader ──── items: blank, comment, directive, instruction   (they tile the source)
//!                    │ read ── keyword, flags, arguments/<kind>, heredocs
//!                    └ stages ─ scope ─ convert      bases, names, ARG and ENV, what a build would refuse
//! ```
//!
//! Texts are [`Logical`]: as the builder sees them, with the way back to the bytes of the file.

mod arguments;
mod convert;
mod csv;
pub mod directives;
pub mod expose;
pub mod faults;
mod feed;
pub mod flags;
pub mod healthcheck;
pub mod heredoc;
pub mod image;
pub mod instruction;
mod json;
pub mod keyword;
pub mod lexer;
pub mod lines;
pub mod logical;
pub mod mount;
mod read;
pub mod reader;
pub mod scope;
pub mod stages;
mod words;

#[cfg(test)]
mod tests;

pub use directives::Directive;
pub use expose::Port;
pub use faults::{CODES, Phase, phase};
pub use flags::Flag;
pub use healthcheck::Healthcheck;
pub use heredoc::Heredoc;
pub use image::ImageRef;
pub use instruction::{Arguments, CommandLine, From, Instruction, Pair, Pairs, Run, Script, Source, SourcesAndDest};
pub use keyword::{KEYWORDS, Keyword};
pub use lexer::ExpandError;
pub use logical::{Logical, Segment};
pub use mount::{Mount, MountOption, MountType};
pub use reader::{Item, ItemKind};
pub use scope::{Definition, Expansion, Globals, Origin, PLATFORM_ARGS, PREDEFINED_ARGS, Scopes};
pub use stages::{Base, Reference, Stage, Stages};

use crate::diagnostic::{Diagnostic, LineIndex, Severity};

/// A Dockerfile, read.
#[derive(Debug, Clone)]
pub struct Dockerfile {
    /// The text; all spans are bytes of it.
    pub source: String,
    /// Its lines.
    pub lines: LineIndex,
    /// The escape character, `\` or a backtick.
    pub escape: char,
    /// All of the file, piece by piece without gap.
    pub items: Vec<Item>,
    /// The instructions in order.
    pub instructions: Vec<Instruction>,
    /// The stages.
    pub stages: Stages,
    /// The variables.
    pub scopes: Scopes,
    /// What the builder says while it reads the file: an error means it would refuse it at once. The path is empty.
    pub diagnostics: Vec<Diagnostic>,
    /// What it would refuse only when it builds the stages concerned. The path is empty.
    pub conversion: Vec<Diagnostic>,
}

impl Dockerfile {
    /// Reads a Dockerfile. Takes time in proportion to its length.
    pub fn parse(source: &str) -> Self {
        let reader::Reading { items, mut instructions, escape, mut faults } = reader::read(source);
        reader::assign_stages(&mut instructions, &mut faults);
        let globals = Globals::read(&instructions, escape);
        let stages = Stages::read(&instructions, &globals);
        let (scopes, expansions) = Scopes::read(&instructions, &stages, globals);
        let conversion = convert::check(&instructions, &stages, &scopes, expansions);
        let in_order = |mut list: Vec<Diagnostic>| {
            list.sort_by_key(|fault| fault.span.start);
            list
        };
        Self {
            lines: LineIndex::new(source),
            source: source.to_owned(),
            escape,
            items,
            instructions,
            stages,
            scopes,
            diagnostics: in_order(faults.list),
            conversion: in_order(conversion.list),
        }
    }

    /// Says whether the builder would refuse the file while reading it.
    pub fn is_refused(&self) -> bool {
        self.diagnostics.iter().any(|fault| fault.severity == Severity::Error)
    }

    /// Returns the last stage, which is what a plain build builds.
    pub fn final_stage(&self) -> Option<&Stage> {
        self.stages.list.last()
    }

    /// Returns the instructions of a stage, FROM first.
    pub fn instructions_of(&self, stage: &Stage) -> &[Instruction] {
        self.instructions.get(stage.instructions.clone()).unwrap_or_default()
    }

    /// Returns the instructions of a stage and of those it is built from, in the order in which they take effect, with their
    /// indexes. The FROMs are among them.
    pub fn effective(&self, stage: usize) -> Vec<(usize, &Instruction)> {
        let mut chain: Vec<&Stage> = self.stages.chain(stage).collect();
        chain.reverse();
        let indexes = chain.into_iter().flat_map(|stage| stage.instructions.clone());
        indexes.filter_map(|index| Some((index, self.instructions.get(index)?))).collect()
    }

    /// Returns the parser directive `name`.
    pub fn directive(&self, name: &str) -> Option<&Directive> {
        self.items.iter().find_map(|item| match &item.kind {
            ItemKind::Directive(directive) if directive.is(name) => Some(directive),
            _ => None,
        })
    }
}
