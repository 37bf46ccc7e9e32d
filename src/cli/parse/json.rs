//! A Dockerfile as `seaworthy parse --json` writes it. The names are a promise to programs: add, never change.

use serde::Serialize;

use super::{Fault, faults, keyword, severity};
use crate::dockerfile::{Base, Dockerfile, Instruction, Stage};

#[derive(Serialize)]
struct Told {
    instructions: Vec<ToldInstruction>,
    stages: Vec<ToldStage>,
    diagnostics: Vec<ToldFault>,
}

/// Lines are 1-based.
#[derive(Serialize)]
struct ToldInstruction {
    /// In capitals.
    keyword: String,
    start_line: usize,
    end_line: usize,
    /// The arguments are a JSON array.
    json: bool,
    /// Its number, from 0; null before the first FROM.
    stage: Option<usize>,
    flags: Vec<ToldFlag>,
    /// What follows the flags, lines joined, heredocs without their bodies.
    arguments: String,
    /// The words that end its heredocs.
    heredocs: Vec<String>,
}

#[derive(Serialize)]
struct ToldFlag {
    name: String,
    value: Option<String>,
}

#[derive(Serialize)]
struct ToldStage {
    index: usize,
    name: Option<String>,
    /// The image, `scratch`, or the name or number of a stage; null where it cannot be known.
    base: Option<String>,
    /// The stage that it is built from.
    base_stage: Option<usize>,
    start_line: usize,
    end_line: usize,
}

/// Line and column are 1-based, columns count characters.
#[derive(Serialize)]
struct ToldFault {
    level: String,
    line: usize,
    column: usize,
    code: &'static str,
    message: String,
    /// `build` where the builder says so only when it builds the stage.
    #[serde(skip_serializing_if = "Option::is_none")]
    phase: Option<&'static str>,
}

/// Returns the JSON with a line end.
pub(super) fn of(dockerfile: &Dockerfile) -> Result<String, serde_json::Error> {
    let told = Told {
        instructions: dockerfile.instructions.iter().map(instruction).collect(),
        stages: dockerfile.stages.list.iter().map(|it| stage(dockerfile, it)).collect(),
        diagnostics: faults(dockerfile).into_iter().map(|it| fault(dockerfile, it)).collect(),
    };
    Ok(serde_json::to_string_pretty(&told)? + "\n")
}

fn instruction(of: &Instruction) -> ToldInstruction {
    let flag = |flag: &crate::dockerfile::Flag| ToldFlag {
        name: flag.name.to_string(),
        value: flag.value.as_ref().map(ToString::to_string),
    };
    ToldInstruction {
        keyword: keyword(of),
        start_line: of.start_line,
        end_line: of.end_line,
        json: of.json,
        stage: of.stage,
        flags: of.flags.iter().map(flag).collect(),
        arguments: of.rest.to_string(),
        heredocs: of.heredocs.iter().map(|heredoc| heredoc.name.to_string()).collect(),
    }
}

fn stage(dockerfile: &Dockerfile, of: &Stage) -> ToldStage {
    let (base, base_stage) = match &of.base {
        Base::Stage(index) => {
            let name = dockerfile.stages.list.get(*index).and_then(|stage| stage.name.clone());
            (Some(name.unwrap_or_else(|| index.to_string())), Some(*index))
        }
        Base::Scratch => (Some("scratch".to_owned()), None),
        Base::Image(image) => (Some(image.text.to_string()), None),
        Base::Unknown => (None, None),
    };
    let instructions = dockerfile.instructions_of(of);
    ToldStage {
        index: of.index,
        name: of.name.clone(),
        base,
        base_stage,
        start_line: instructions.first().map_or(1, |first| first.start_line),
        end_line: instructions.last().map_or(1, |last| last.end_line),
    }
}

fn fault(dockerfile: &Dockerfile, of: Fault) -> ToldFault {
    let (line, column) = dockerfile.lines.position(&dockerfile.source, of.0.span.start);
    ToldFault {
        level: severity(of).to_string(),
        line,
        column,
        code: of.0.code,
        message: of.0.message.clone(),
        phase: of.1.then_some("build"),
    }
}
