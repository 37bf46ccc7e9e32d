//! Facts about stages: what they stand on, whether the final image needs them, whether it contains them.

use super::image::Image;
use super::state::State;
use crate::dockerfile::{Arguments, Base, Dockerfile, From, ImageRef, Instruction, Reference, Stage};

/// One stage.
#[derive(Debug)]
pub struct StageFacts<'a> {
    /// Itself.
    pub stage: &'a Stage,
    /// Index of its FROM.
    pub from_at: usize,
    /// Its FROM.
    pub from: &'a Instruction,
    /// What it ultimately stands on, through the stages it is built from; `None`: scratch, or nobody can tell.
    pub image: Option<Image<'a>>,
    /// The image that it stands on is one of Windows, by its name.
    pub is_windows: bool,
    /// It ultimately stands on `scratch`.
    pub is_scratch: bool,
    /// It is the last one.
    pub is_final: bool,
    /// Its layers are part of the final image.
    pub is_in_image: bool,
    /// A build of the final stage needs it.
    pub is_needed: bool,
    /// What is in force behind its last instruction.
    pub end: State,
    /// The stages from which it takes something, by FROM, COPY or a mount; sorted.
    pub uses: Vec<usize>,
}

impl<'a> StageFacts<'a> {
    /// Returns the arguments of its FROM.
    pub fn from_arguments(&self) -> Option<&'a From> {
        match &self.from.arguments {
            Arguments::From(from) => Some(from),
            _ => None,
        }
    }

    /// Says whether its name says that it is not for production: `dev`, `test`, `ci-lint`.
    pub fn is_for_development(&self) -> bool {
        let words =
            ["dev", "devel", "develop", "development", "test", "tests", "testing", "lint", "ci", "docs", "debug"];
        let name = self.from_arguments().and_then(|from| from.name.as_ref()).map(|name| name.to_ascii_lowercase());
        name.is_some_and(|name| name.split(['-', '_', '.']).any(|word| words.contains(&word)))
    }

    /// Returns the image that its own FROM names, variables expanded; `None`: a stage, scratch, or nobody can tell.
    pub fn base(&self) -> Option<&'a ImageRef> {
        match &self.stage.base {
            Base::Image(image) => Some(image),
            _ => None,
        }
    }
}

/// Reads the facts of all stages; `ends` are their final states.
pub(super) fn read<'a>(file: &'a Dockerfile, ends: &[State]) -> Vec<StageFacts<'a>> {
    let mut stages: Vec<StageFacts<'a>> = Vec::with_capacity(ends.len());
    for (stage, end) in file.stages.list.iter().zip(ends) {
        let from_at = stage.instructions.start;
        let parent = if let Base::Stage(parent) = stage.base { stages.get(parent) } else { None };
        let image = match &stage.base {
            Base::Image(image) => Some(Image::new(image)),
            _ => parent.and_then(|parent| parent.image.clone()),
        };
        let is_scratch = stage.base == Base::Scratch || parent.is_some_and(|parent| parent.is_scratch);
        stages.push(StageFacts {
            stage,
            from_at,
            from: &file.instructions[from_at],
            is_windows: image.as_ref().is_some_and(Image::is_windows),
            image,
            is_scratch,
            is_final: stage.index + 1 == file.stages.list.len(),
            is_in_image: false,
            is_needed: false,
            end: *end,
            uses: uses(file, stage),
        });
    }
    mark(&mut stages);
    stages
}

/// Walks from the last stage back; what a stage uses stands before it.
fn mark(stages: &mut [StageFacts<'_>]) {
    if let Some(last) = stages.last_mut() {
        (last.is_needed, last.is_in_image) = (true, true);
    }
    for index in (0..stages.len()).rev() {
        if stages[index].is_needed {
            let uses = std::mem::take(&mut stages[index].uses);
            for used in &uses {
                stages[*used].is_needed = true;
            }
            stages[index].uses = uses;
        }
        if let (true, Base::Stage(parent)) = (stages[index].is_in_image, &stages[index].stage.base) {
            let parent = *parent;
            stages[parent].is_in_image = true;
        }
    }
}

fn uses(file: &Dockerfile, stage: &Stage) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    if let Base::Stage(parent) = stage.base {
        found.push(parent);
    }
    for instruction in file.instructions_of(stage) {
        let mounts = match &instruction.arguments {
            Arguments::Run(run) => &run.mounts[..],
            _ => &[],
        };
        let from = match &instruction.arguments {
            Arguments::Copy(copy) | Arguments::Add(copy) => copy.from.as_ref(),
            _ => None,
        };
        for image in mounts.iter().filter_map(|mount| mount.from.as_ref()).chain(from) {
            if let Reference::Stage(used) = file.stages.resolve(&image.text, stage.index) {
                found.push(used);
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use crate::dockerfile::Dockerfile;
    use crate::lint::{Context, Facts};

    #[test]
    fn what_the_final_image_needs_and_contains() {
        let text = "FROM a AS base\nFROM base AS dev\nFROM b AS tool\nFROM base\nCOPY --from=tool /x /x\n";
        let file = Dockerfile::parse(text);
        let facts = Facts::new(&file, Context::default());
        let marks: Vec<_> = facts.stages.iter().map(|it| (it.is_needed, it.is_in_image, it.is_final)).collect();
        assert_eq!(marks, [(true, true, false), (false, false, false), (true, false, false), (true, true, true)]);
        assert_eq!(facts.stages[3].uses, [0, 2]);
        assert_eq!(facts.stages[3].image.as_ref().unwrap().reference.text.as_str(), "a");
    }
}
