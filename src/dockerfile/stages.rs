//! Stages: where each begins, what it is built from, and what a name in `FROM`, `COPY --from` or a mount's `from` means. Does
//! not know what a stage is good for.

use std::collections::HashMap;
use std::ops::Range;

use super::image::ImageRef;
use super::instruction::{Arguments, From, Instruction};
use super::keyword::Keyword;
use super::scope::Globals;

/// One stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// Its number, from 0.
    pub index: usize,
    /// Its name in lower case.
    pub name: Option<String>,
    /// Its instructions, FROM first.
    pub instructions: Range<usize>,
    /// What it is built from.
    pub base: Base,
}

/// What a stage is built from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Base {
    /// An earlier stage.
    Stage(usize),
    /// Nothing.
    Scratch,
    /// An image; global ARGs are expanded, spans are those of the text as written.
    Image(Box<ImageRef>),
    /// FROM cannot be read, or its variable has no value without build arguments.
    Unknown,
}

/// What a name in `COPY --from` or `from=` means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reference {
    /// An earlier stage.
    Stage(usize),
    /// The stage itself, which the builder refuses.
    Own(usize),
    /// A later stage, which the builder refuses.
    Later(usize),
    /// A number beyond the last stage, which the builder refuses.
    NoSuchIndex,
    /// No stage: an image, or a context given by name on the command line.
    Image,
}

/// The stages of a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stages {
    /// In order.
    pub list: Vec<Stage>,
    /// Name to index; of two with one name the later.
    names: HashMap<String, usize>,
}

impl Stages {
    /// Cuts the instructions into stages.
    pub(super) fn read(instructions: &[Instruction], globals: &Globals) -> Self {
        let mut stages = Self::default();
        let starts: Vec<usize> =
            (0..instructions.len()).filter(|at| instructions[*at].keyword == Keyword::From).collect();
        for (index, start) in starts.iter().enumerate() {
            let end = starts.get(index + 1).copied().unwrap_or(instructions.len());
            if let Arguments::From(from) = &instructions[*start].arguments {
                stages.add(from, *start..end, globals);
            }
        }
        stages
    }

    fn add(&mut self, from: &From, instructions: Range<usize>, globals: &Globals) {
        let index = self.list.len();
        let name = from.name.as_ref().map(|name| name.to_lowercase());
        let base = self.base(from, globals);
        // A stage is known to those behind it, not to itself.
        if let Some(name) = &name {
            self.names.insert(name.clone(), index);
        }
        self.list.push(Stage { index, name, instructions, base });
    }

    fn base(&self, from: &From, globals: &Globals) -> Base {
        let Some(written) = &from.base else { return Base::Unknown };
        let Ok(expanded) = globals.expand(&written.text) else { return Base::Unknown };
        let name = expanded.text;
        if name.is_empty() {
            return Base::Unknown;
        }
        if let Some(stage) = self.names.get(&name.to_lowercase()) {
            return Base::Stage(*stage);
        }
        if name == "scratch" {
            return Base::Scratch;
        }
        if name == written.text.as_str() {
            return Base::Image(Box::new(written.clone()));
        }
        let mut text = written.text.slice(0..0);
        text.push_for(&name, written.text.span());
        Base::Image(Box::new(ImageRef::new(text)))
    }

    /// Returns what `name` means in stage `from`.
    pub fn resolve(&self, name: &str, from: usize) -> Reference {
        let target = match index(name) {
            Some(index) => usize::try_from(index).ok().filter(|index| *index < self.list.len()),
            None => match self.names.get(&name.to_lowercase()) {
                Some(stage) => Some(*stage),
                None => return Reference::Image,
            },
        };
        match target {
            None => Reference::NoSuchIndex,
            Some(stage) if stage == from => Reference::Own(stage),
            Some(stage) if stage > from => Reference::Later(stage),
            Some(stage) => Reference::Stage(stage),
        }
    }

    /// Returns the stage called `name`, in any case; of two the later.
    pub fn named(&self, name: &str) -> Option<&Stage> {
        self.list.get(*self.names.get(&name.to_lowercase())?)
    }

    /// Returns the stage and those it is built from, itself first.
    pub fn chain(&self, stage: usize) -> impl Iterator<Item = &Stage> {
        let parent = |stage: &&Stage| match stage.base {
            Base::Stage(parent) if parent < stage.index => self.list.get(parent),
            _ => None,
        };
        std::iter::successors(self.list.get(stage), parent)
    }
}

/// Reads a number as Go's `Atoi` does.
fn index(name: &str) -> Option<i64> {
    let digits = name.strip_prefix(['-', '+']).unwrap_or(name);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) { None } else { name.parse().ok() }
}
