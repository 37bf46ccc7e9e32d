//! What the builder refuses only when it turns stages into a build: bases without a name, references to no stage, mount options,
//! ports, texts that cannot be expanded. Reads the finished tree.

use super::faults::Faults;
use super::image::ImageRef;
use super::instruction::{Arguments, From, Instruction};
use super::lexer::ExpandError;
use super::logical::Logical;
use super::mount;
use super::scope::Scopes;
use super::stages::{Base, Reference, Stages};
use crate::diagnostic::Span;

/// Collects what the builder would refuse after a file was read without fault.
pub(super) fn check(
    instructions: &[Instruction],
    stages: &Stages,
    scopes: &Scopes,
    expansions: Vec<(Span, ExpandError)>,
) -> Faults {
    let mut faults = Faults::default();
    let globals = scopes.globals.faults.iter().cloned();
    for (span, error) in globals.chain(expansions).filter(|(_, error)| *error != ExpandError::TooLong) {
        faults.add("expansion-invalid", span, format!("failed to process: {error}"));
    }
    if stages.list.is_empty() && !instructions.is_empty() {
        let end = instructions.last().map_or(Span::default(), |last| last.name.span());
        faults.add("no-stages", end, "dockerfile contains no stages to build");
    }
    for instruction in instructions {
        one(instruction, stages, scopes, &mut faults);
    }
    faults
}

fn one(instruction: &Instruction, stages: &Stages, scopes: &Scopes, faults: &mut Faults) {
    let Some(stage) = instruction.stage else { return };
    match &instruction.arguments {
        Arguments::From(from) => base(from, &stages.list[stage].base, scopes, faults),
        Arguments::Copy(copy) => {
            if let Some(from) = &copy.from {
                reference(from, stage, stages, faults);
            }
        }
        Arguments::Run(run) => {
            for mounted in &run.mounts {
                mount::check(mounted, faults);
                if let Some(from) = &mounted.from {
                    reference(from, stage, stages, faults);
                }
            }
        }
        Arguments::Expose(ports) => {
            for port in ports.iter().filter(|port| port.range.is_none() && !port.is_variable()) {
                faults.add("expose-invalid", port.text.span(), format!("invalid containerPort: {}", port.text));
            }
        }
        _ => {}
    }
}

fn base(from: &From, base: &Base, scopes: &Scopes, faults: &mut Faults) {
    let Some(written) = &from.base else { return };
    let span = written.text.span();
    match base {
        Base::Image(image) => {
            if let Some(why) = image.fault() {
                faults.add(
                    "base-invalid",
                    span,
                    format!("failed to parse stage name {:?}: {why}", image.text.as_str()),
                );
            }
        }
        Base::Unknown if scopes.globals.expand(&written.text).is_ok() => {
            faults.add("base-blank", span, format!("base name ({}) should not be blank", written.text));
        }
        _ => {}
    }
    check_platform(from.platform.as_ref(), scopes, faults);
}

fn check_platform(platform: Option<&Logical>, scopes: &Scopes, faults: &mut Faults) {
    let Some(platform) = platform else { return };
    if scopes.globals.expand(platform).is_ok_and(|expanded| expanded.text.is_empty()) {
        let message = format!("empty platform value from expression {platform}");
        faults.add("base-blank", platform.span(), message);
    }
}

fn reference(from: &ImageRef, stage: usize, stages: &Stages, faults: &mut Faults) {
    let (span, text) = (from.text.span(), &from.text);
    let message = match stages.resolve(text, stage) {
        Reference::Stage(_) => return,
        Reference::Image if from.text.is_empty() => return,
        Reference::Image => match from.fault() {
            Some(why) => format!("failed to parse stage name {:?}: {why}", text.as_str()),
            None => return,
        },
        Reference::NoSuchIndex => format!("invalid stage index {text}"),
        Reference::Own(_) => format!("circular dependency detected on stage: {text}"),
        Reference::Later(_) => format!("stage {text} is only defined later"),
    };
    faults.add("copy-from-invalid", span, message);
}
