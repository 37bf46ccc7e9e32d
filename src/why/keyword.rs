//! The general answer: what a keyword means, for instructions of which nobody knows more.

use super::head;
use super::seen::Told;
use crate::dockerfile::{Dockerfile, Instruction, Keyword};

/// What each keyword means, and what would be missing.
fn meaning(keyword: Keyword) -> (&'static str, &'static str) {
    match keyword {
        Keyword::Add => (
            "Adds files to the image: from the build context, an address or a repository.",
            "The image would not have them.",
        ),
        Keyword::Arg => (
            "Declares a value that `--build-arg` can set for this build.",
            "The builder would not know the name, and `--build-arg` could not set it.",
        ),
        Keyword::Cmd => (
            "Says what a container of this image starts when `docker run` names nothing else.",
            "The base image's command would start instead.",
        ),
        Keyword::Copy => ("Copies files into the image.", "The image would not have them."),
        Keyword::Entrypoint => (
            "Says which program every container of this image runs; CMD gives its arguments.",
            "CMD alone would decide, and arguments to `docker run` would replace it.",
        ),
        Keyword::Env => (
            "Sets a variable for the instructions below it and for every container.",
            "The programs below would not see the variable.",
        ),
        Keyword::Expose => (
            "Notes a port that the application listens on. It publishes nothing.",
            "People and tools would have to find the port elsewhere.",
        ),
        Keyword::From => ("Begins a stage on top of an image.", "Every Dockerfile begins with one."),
        Keyword::Healthcheck => (
            "Says how the engine asks whether the application still answers.",
            "A process that hangs would look as well as one that works.",
        ),
        Keyword::Label => {
            ("Attaches a name and a value to the image.", "The image would say nothing about where it comes from.")
        }
        Keyword::Maintainer => {
            ("Names the author: an old form that `LABEL` has replaced.", "Nothing would be missing.")
        }
        Keyword::Onbuild => (
            "Keeps an instruction for the builds that use this image as their base.",
            "Those builds would have to write it themselves.",
        ),
        Keyword::Run => (
            "Runs a command while the image is built; what it changes becomes a layer.",
            "The layers above would lack what it changes.",
        ),
        Keyword::Shell => ("Says which shell reads the commands below.", "`/bin/sh -c` would read them."),
        Keyword::StopSignal => ("Says which signal `docker stop` sends.", "It would be SIGTERM."),
        Keyword::User => (
            "Says as whom the instructions below and the container run.",
            "They would run as the base image says, mostly as root.",
        ),
        Keyword::Volume => (
            "Makes each container keep this folder outside of its own layer.",
            "What is written there would end with the container, unless a volume is named when it starts.",
        ),
        Keyword::Workdir => (
            "Sets the folder in which the instructions below and the container work.",
            "They would work in the base image's folder, mostly `/`.",
        ),
        Keyword::Unknown => ("This is no instruction; the builder refuses the file here.", ""),
    }
}

/// Returns the general answer for an instruction.
pub(super) fn general(file: &Dockerfile, instruction: &Instruction) -> Told {
    let (purpose, without) = meaning(instruction.keyword);
    Told { span: head(file, instruction), practice: "", purpose: purpose.to_owned(), without: without.to_owned() }
}
